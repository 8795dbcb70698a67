// @ts-check
/** What people wrote: asked for on purpose, for who reads it is written down. */
import { html, nothing } from 'lit-html';
import { call } from '../../common/call.js';
import { load } from '../../common/state.js';

/** @typedef {{unit: number, unit_name: string, stratum_label: string, channel_label: string, words: string[] | null, note: string | null}} Group */

/** @param {number} round */
export function texts(round) {
	return html`<section class="card" id="texts"><h2>文字意见</h2>
		<div data-texts>
			<p class="muted">谁在什么时候看过，会记下来，审计管理员能查到。</p>
			<p class="below"><button class="btn" type="button" @click=${(/** @type {Event} */ event) =>
				open(round, /** @type {HTMLElement} */ (event.currentTarget))}>看文字意见</button></p>
		</div>
	</section>`;
}

/** @param {number} round @param {HTMLElement} button */
async function open(round, button) {
	const place = /** @type {HTMLElement} */ (button.closest('[data-texts]'));
	const inside = document.createElement('div');

	inside.tabIndex = -1;
	for (const child of Array.from(place.children)) /** @type {HTMLElement} */ (child).hidden = true;
	place.append(inside);
	await load(inside, () => call('GET', `/api/survey/round/${round}/texts`), (answer) => groups(answer.texts), 6);
	inside.focus({ preventScroll: true });
}

/** @param {Group[]} found */
function groups(found) {
	if (!found.length) return html`<p class="muted">没有文字意见。</p>`;
	return html`<p class="muted">这次查看已记下。意见打乱了次序，电话和证件号码已遮住；请不要猜是谁写的。</p>
		${found.map((group) => html`<section class="opinions">
			<h3>${group.unit_name}<span class="muted gap">${group.stratum_label}，${group.channel_label}${group.words
				? `，${group.words.length}条` : nothing}</span></h3>
			${group.words ? html`<ul class="list">${group.words.map((text) => html`<li>${text}</li>`)}</ul>`
				: html`<p class="withheld">${group.note}</p>`}
		</section>`)}`;
}
