// @ts-check
/** Where one is signed in: each session can be ended from here, as after a day at another's desk. */
import { html } from 'lit-html';
import { call } from '../common/call.js';
import { moment } from '../common/date.js';
import { tag } from '../common/light.js';
import { load, say } from '../common/state.js';

/** @typedef {{session: string, begun: string, until: string, here: boolean}} Session */

/** @param {HTMLElement} place */
export function sessions(place) {
	/** @param {{rows: Session[]}} answer */
	const draw = (answer) => html`<ul class="list">${answer.rows.map((row) => html`<li
		class="row session" data-row>
		<span>${moment(row.begun)}登录<br><span class="muted">不再操作的话，${moment(row.until)}自动退出</span></span>
		<span class="push">${row.here ? tag('就是这里', 'act') : html`<button class="btn small" type="button"
			@click=${() => end(row)}>退出</button>`}</span></li>`)}</ul>`;
	/** @param {Session} row */
	const end = async (row) => {
		try {
			const answer = await call('POST', `/api/account/session/${row.session}/end`, {});
			await load(place, async () => answer, draw, 2);
			say('已退出那一处');
		} catch (error) {
			say(/** @type {Error} */ (error).message);
		}
	};

	return load(place, () => call('GET', '/api/account/sessions'), draw, 2);
}
