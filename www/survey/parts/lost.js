// @ts-check
/** A page that did not load keeps its heading; the way out leads to the round, or from there to the list. */
import { html } from 'lit-html';
import { failed } from '../../common/state.js';
import { addressOf, roundOfAddress } from './round.js';

/** @param {string} heading @param {unknown} error @param {() => void} again */
export function lost(heading, error, again) {
	const round = addressOf(roundOfAddress());
	const way = location.pathname === round ? { href: '/console/survey', label: '看所有测评' }
		: { href: round, label: '回到这次测评' };

	return html`<div class="head"><h1>${heading}</h1></div>
		<section class="card">${failed(error, again, way)}</section>`;
}
