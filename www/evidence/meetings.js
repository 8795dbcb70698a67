// @ts-check
/** 组织生活 of the units that the caller follows: where they work, and directly below. Each with what is due by its rules. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { frame } from '../common/frame.js';
import { begin } from '../common/start.js';
import { empty, load } from '../common/state.js';
import { opener, table } from '../common/table.js';
import { kindLight } from './meeting/lights.js';

/** @typedef {import('./meeting/api.js').Calendars} Calendars */
/** @typedef {import('./meeting/api.js').Follow} Follow */

/** @param {HTMLElement} root */
async function meetings(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));

	place.textContent = '';
	render(html`<div class="head"><h1>组织生活</h1></div><div data-place="list"></div>`, place);
	await load(/** @type {HTMLElement} */ (place.querySelector('[data-place="list"]')),
		() => call('GET', '/api/evidence/calendars'), draw, 6);
}

/** @param {Calendars} answer */
function draw(answer) {
	if (!answer.own.length && !answer.below.length) {
		return empty('组织生活记录只有本单位和直接上级能看，您不在其中。');
	}
	return html`<div class="stack">
		${answer.own.map((unit) => html`<section class="card">
			<div class="card-head"><h2><a href="/console/evidence/meetings/${unit.id}">${unit.short_name}</a></h2>
				<a class="btn push" href="/console/evidence/meetings/${unit.id}/new">记一次</a></div>
			${lights(unit)}</section>`)}
		${answer.below.length ? html`<section class="card"><h2>直接下级</h2>${below(answer.below)}</section>` : nothing}
		<p class="muted">灯只给本单位和直接上级看，不打分，不排队，也不作考评依据。不要求照片和签到表。</p>
	</div>`;
}

/** @param {Follow} unit */
function lights(unit) {
	return html`<dl class="facts">${unit.kinds.map((kind) => html`<dt>${kind.label}</dt><dd>${kindLight(kind)}</dd>`)}</dl>`;
}

/** @param {(Follow & {superior: string})[]} units */
function below(units) {
	const several = new Set(units.map((unit) => unit.superior)).size > 1;
	/** @type {import('../common/table.js').Column<Follow & {superior: string}>[]} */
	const columns = [
		{ head: '单位', lead: true, cell: (unit) => opener(`/console/evidence/meetings/${unit.id}`, unit.short_name, several ? unit.superior : '') },
		{ head: '该开了', cell: (unit) => some(unit.kinds.filter((kind) => kind.light === 'soon').map(kindLight), '没有') },
		{ head: '这一期已开', cell: (unit) => some(unit.kinds.filter((kind) => kind.light === 'ok').map((kind) => kind.label), '还没有记录') },
	];

	return table('直接下级的组织生活，按建制顺序', columns, units);
}

/** @param {unknown[]} parts @param {string} none */
function some(parts, none) {
	return parts.length ? html`<span class="listed">${parts.map((part) => html`<span>${part}</span>`)}</span>`
		: html`<span class="muted">${none}</span>`;
}

begin({ frame, meetings });
