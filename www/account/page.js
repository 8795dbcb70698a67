// @ts-check
/** A page of accounts: its title stands while it loads and where it fails, so that it says what it is in every state. */
import { html, render } from 'lit-html';
import { Problem } from '../common/call.js';
import { failed, loading } from '../common/state.js';

/**
 * @template T
 * @param {HTMLElement} root the page's module @param {string} title
 * @param {() => Promise<T>} read
 * @param {(place: HTMLElement, answer: T) => void} draw
 */
export async function loadPage(root, title, read, draw) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	const head = html`<div class="head"><h1>${title}</h1></div>`;

	place.textContent = ''; // what stood there before this module
	place.setAttribute('aria-busy', 'true');
	render(html`${head}${loading(6)}`, place);
	try {
		draw(place, await read());
	} catch (error) {
		if (!(error instanceof Problem)) console.error(error);
		render(html`${head}<section class="card">${failed(error, () => loadPage(root, title, read, draw))}</section>`, place);
	} finally {
		place.removeAttribute('aria-busy');
	}
}
