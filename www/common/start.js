// @ts-check
/**
 * Starts a page's modules, each in its own try: one that fails leaves the others, and the text that
 * its element already holds, as they are.
 */

import { Problem } from './call.js';

/** @typedef {(root: HTMLElement) => void | Promise<void>} Start */

/**
 * Starts `modules[name]` for each element with `data-start="name"`.
 * @param {Record<string, Start>} modules
 */
export function begin(modules) {
	for (const name of Object.keys(modules)) {
		const roots = document.querySelectorAll(`[data-start="${name}"]`);

		for (const root of Array.from(roots)) {
			attempt(name, modules[name], /** @type {HTMLElement} */ (root));
		}
	}
}

/** @param {string} name @param {Start} start @param {HTMLElement} root */
async function attempt(name, start, root) {
	try {
		await start(root);
	} catch (error) {
		if (!(error instanceof Problem)) console.error(name, error); // a refusal is the page's to say
	}
}
