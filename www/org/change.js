// @ts-check
/** One change of the organisation as lists show it, with what may still be done with it. */
import { html, nothing } from 'lit-html';
import { call } from '../common/call.js';
import { parts, timeText } from '../common/date.js';
import { ask } from '../common/dialog.js';
import { joined, tag } from '../common/light.js';
import { say } from '../common/state.js';

/** @typedef {import('./api.js').Change} Change */

/** @type {Record<string, '' | 'act' | 'ok' | 'warn' | 'void'>} */
const LOOKS = { waiting: 'act', refused: 'warn', done: 'ok', withdrawn: 'void' };

/** 2026年9月24日: in a history the year is always said. @param {string} iso */
export function fullDay(iso) {
	const p = parts(iso);

	return `${p.year}年${p.month}月${p.day}日`;
}

/** @param {Change} change @param {() => void} refresh @param {boolean} [linked] its unit is another page's */
export function changeLine(change, refresh, linked = false) {
	const address = change.unit && change.state !== 'withdrawn' ? `/console/org/unit/${change.unit}` : '';

	return html`<div class="change-text">
			<p>${linked && address ? html`<a class="open" href=${address}>${change.text}</a>` : change.text}</p>
			<p class="muted">${joined([`${fullDay(change.effective_on)}起`, `依据：${change.basis}`,
				html`${change.name} <time datetime=${change.ordered}>${timeText(change.ordered)}</time>`])}</p>
			${change.refused ? html`<p class="note warn">没有办成：${change.refused}</p>` : nothing}
			${change.ahead ? html`<p class="muted">生效以前要办完：${change.ahead}</p>` : nothing}
		</div>
		<div class="change-end">${tag(change.state_label, LOOKS[change.state])}
			${change.may.includes('apply') ? html`<button class="btn small" type="button"
				aria-label="再办一次：${change.text}" @click=${() => again(change, refresh)}>再办一次</button>` : nothing}
			${change.may.includes('withdraw') ? html`<button class="btn small" type="button"
				aria-label="撤回：${change.text}" @click=${() => withdraw(change, refresh)}>撤回</button>` : nothing}
		</div>`;
}

/** @param {Change} change @param {() => void} refresh */
async function withdraw(change, refresh) {
	const done = await ask({ title: '撤回这项调整', text: `${change.text}。撤回后不再生效，记录留着。`, yes: '撤回' },
		() => call('POST', `/api/org/change/${change.id}/withdraw`));

	if (!done) return;
	say('已撤回');
	refresh();
}

/** @param {Change} change @param {() => void} refresh */
async function again(change, refresh) {
	const done = await ask({ title: '再办一次', text: `${change.text}，${fullDay(change.effective_on)}起。上次没有办成：${change.refused}`, yes: '再办一次' },
		() => call('POST', `/api/org/change/${change.id}/apply`));

	if (!done) return;
	say('已办');
	refresh();
}
