// @ts-check
/**
 * Empty, loading, failed: designed states. Loading keeps the layout still; an empty list says what
 * would fill it; a failure keeps what was typed and says what to do.
 */
import { html, nothing, render } from 'lit-html';
import { Problem } from './call.js';

/** Grey lines in the place of what comes. @param {number} [lines] */
export function loading(lines = 3) {
	const row = Array.from({ length: lines }, () => html`<i></i>`);

	return html`<div class="loading" role="status"><span class="spoken">正在加载</span>${row}</div>`;
}

/**
 * @param {string} text one sentence, words.md 3
 * @param {unknown} [action] a button or links
 * @param {{title?: string, left?: boolean}} [options]
 */
export function empty(text, action, options = {}) {
	return html`<div class="state ${options.left ? 'left' : ''}">
		${options.left ? nothing : leaf}
		${options.title ? html`<h2>${options.title}</h2>` : nothing}
		<p>${text}</p>
		${action ? html`<div class="row">${action}</div>` : nothing}
	</div>`;
}

/**
 * @param {unknown} error what was thrown
 * @param {(() => void) | null} [again]
 * @param {{href: string, label: string}} [way] where one goes when trying again is of no use
 */
export function failed(error, again, way = { href: '/console/', label: '回到工作台' }) {
	const told = error instanceof Problem && error.status >= 400 && error.status < 500;
	const title = told ? /** @type {Problem} */ (error).title : '没有加载出来，您写的还在。';
	const detail = error instanceof Problem && (told || error.number) ? error.detail : '';

	return html`<div class="state" role="alert">
		${told ? leaf : turn}
		<h2>${title}</h2>
		${detail ? html`<p>${detail}</p>` : nothing}
		${again && !told
			? html`<button class="btn" type="button" @click=${again}>再试一次</button>`
			: html`<a class="btn" href=${way.href}>${way.label}</a>`}
	</div>`;
}

/**
 * Loads into a place: grey lines, then what `draw` makes of the answer, or the failure with its way out.
 * @template T
 * @param {HTMLElement} place
 * @param {() => Promise<T>} read
 * @param {(answer: T) => unknown} draw returns a template, or draws by itself and returns undefined
 * @param {number} [lines]
 */
export async function load(place, read, draw, lines) {
	render(loading(lines), place);
	place.setAttribute('aria-busy', 'true');
	try {
		const drawn = draw(await read());
		if (drawn !== undefined) render(drawn, place);
	} catch (error) {
		if (!(error instanceof Problem)) console.error(error);
		render(failed(error, () => load(place, read, draw, lines)), place);
	} finally {
		place.removeAttribute('aria-busy');
	}
}

/** Says in one line at the bottom what was just done. @param {string} text */
export function say(text) {
	let line = document.querySelector('.said');

	if (!line) {
		line = document.createElement('p');
		line.className = 'said';
		line.setAttribute('role', 'status');
		document.body.append(line);
	}
	const told = line;
	told.textContent = '';
	requestAnimationFrame(() => { told.textContent = text; });
	setTimeout(() => { if (told.textContent === text) told.textContent = ''; }, 6000);
}

/** @param {string} path */
const picture = (path) => html`<svg viewBox="0 0 56 56" fill="none" stroke="currentColor"
	stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path
	d=${path}></path></svg>`;

const leaf = picture('M14 8h20l10 10v30H14zM34 8v10h10M21 27h16M21 34h16M21 41h9');
const turn = picture('M45 28a17 17 0 1 1-5.5-12.5L45 20M45 10v10H35');
