// @ts-check
/** A page that did not load keeps its heading; the way out leads to the list of rounds. */
import { html } from 'lit-html';
import { failed } from '../../common/state.js';

/** @param {string} heading @param {unknown} error @param {() => void} again */
export function lost(heading, error, again) {
	return html`<div class="head"><h1>${heading}</h1></div>
		<section class="card">${failed(error, again, { href: '/console/survey', label: '看所有测评' })}</section>`;
}
