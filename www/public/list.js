// @ts-check
/** The published results, the newest first, for anybody. */
import { html } from 'lit-html';
import { call } from '../common/call.js';
import { dayText } from '../common/date.js';
import { joined } from '../common/light.js';
import { begin } from '../common/start.js';
import { load } from '../common/state.js';

/** @typedef {{id: number, title: string, period: string | null, office: string, closed: string}} Published */

/** @param {HTMLElement} root */
async function list(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));

	await load(place, () => call('GET', '/api/survey/published', null, { stay: true }), (answer) => html`
		${answer.rows.length ? html`<ul class="list published">${answer.rows.map(row)}</ul>`
			: html`<p class="public-empty">还没有公布的结果。测评截止以后，结果公布在这里。</p>`}`, 5);
}

/** @param {Published} round */
function row(round) {
	return html`<li><a href="/public/${round.id}"><b>${round.title}</b>
		<span class="muted">${joined([round.office, `${dayText(round.closed)}截止`])}</span></a></li>`;
}

begin({ list });
