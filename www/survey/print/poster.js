// @ts-check
/** A poster on one A4 page: who is asked about, the code, how long, until when, who asks. */
import { html, nothing } from 'lit-html';
import { qr } from '../parts/qr.js';

/**
 * @typedef {object} Poster
 * @property {string} mark
 * @property {string} stratum
 * @property {string | null} public_name
 * @property {string | null} below the unit's short name
 * @property {string} url
 * @property {string} title
 * @property {string} how
 * @property {string | null} until
 * @property {string | null} office_line
 * @property {string | null} phone_line
 * @property {string} safety
 * @property {string} path
 * @property {number} modules
 */

/** How large a name may be so that it fits on at most two lines. @param {string} name */
function sizeOf(name) {
	const length = Array.from(name).length;

	if (length <= 7) return 'large';
	if (length <= 9) return 'broad';
	if (length <= 11) return 'middle';
	return length <= 18 ? 'small' : 'least';
}

/** @param {Poster} poster */
export function posterSheet(poster) {
	const name = poster.public_name;
	const asks = name && poster.title.startsWith(name) ? poster.title.slice(name.length) : poster.title;
	const [question, please] = asks.split('？');

	return html`<section class="sheet poster">
		<h2>
			${name ? html`<span class="poster-name ${sizeOf(name)}">${name}</span>` : nothing}
			<span class="poster-asks">${question}？</span>
			<span class="poster-please">${please}</span>
		</h2>
		<div class="poster-qr">${qr(poster.path, poster.modules, `二维码：${poster.url}`)}</div>
		<p class="poster-how">${poster.how}</p>
		<p class="poster-until">${poster.until}</p>
		<p class="poster-url">${poster.url.replace(/^https?:\/\//, '')}</p>
		<footer>
			<p><span>${poster.office_line}</span><span>${poster.phone_line}</span></p>
			<p>${poster.safety}</p>
			${name && poster.below && poster.below !== name ? html`<p class="poster-below">${poster.below}</p>` : nothing}
		</footer>
	</section>`;
}
