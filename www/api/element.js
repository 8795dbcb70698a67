// @ts-check
/** Elements by name, attributes and what is in them; text stays text. */

/**
 * @param {string} name
 * @param {Record<string, string | (() => void)>} attributes a function under onclick is a listener
 * @param {...(string | Node)} inside
 * @returns {HTMLElement}
 */
export function element(name, attributes, ...inside) {
	const made = document.createElement(name);

	for (const [key, value] of Object.entries(attributes)) {
		if (typeof value === 'function') made.addEventListener(key.replace(/^on/, ''), value);
		else made.setAttribute(key, value);
	}
	made.append(...inside);
	return made;
}

/** Puts these in the place of what was there. @param {HTMLElement} place @param {...(string | Node)} inside */
export function fill(place, ...inside) {
	place.textContent = '';
	place.append(...inside);
}
