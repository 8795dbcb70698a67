// @ts-check
/** What the pages of accounts say of a role: what, where, from when until when, by whom. */
import { html, nothing } from 'lit-html';
import { dayText } from '../common/date.js';
import { tag } from '../common/light.js';

/** @typedef {import('../common/api.js').Held} Held */
/** @typedef {import('../common/api.js').AccountRow} AccountRow */

/** 9月1日起，到12月31日. @param {string} since @param {string | null} until */
export function daysText(since, until) {
	return until ? `${dayText(since)}到${dayText(until)}` : `${dayText(since)}起`;
}

/** Today as the field of a date has it: in China, whatever the device's zone. */
export function today() {
	return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
}

/** A day after another. @param {string} day @param {number} days */
export function dayAfter(day, days) {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86400 * 1000).toISOString().slice(0, 10);
}

/** @param {Held} seat */
export function heldLine(seat) {
	const soon = seat.since > today();

	return html`<b>${seat.label}</b><span class="gap">${seat.unit_name}</span>
		${soon ? html`<span class="gap">${tag('还没开始')}</span>` : nothing}
		<span class="sub">${daysText(seat.since, seat.until)}，${seat.by}授权${seat.basis ? `（${seat.basis}）` : nothing}</span>
		${seat.deputies.map((deputy) => html`<span class="sub">委托${deputy.name}代办，${daysText(deputy.since, deputy.until)}</span>`)}`;
}

/** What keeps an account from being used, if anything does. @param {AccountRow} row */
export function stateOf(row) {
	if (row.disabled) return tag('已停用', 'void');
	if (!row.password && row.code_until) return tag(`登录条到${dayText(row.code_until)}`, 'act');
	if (!row.password) return tag('还没有密码', 'warn');
	if (!row.seats.length) return tag('没有身份', 'warn');
	return null;
}
