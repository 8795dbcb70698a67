// @ts-check
/** What the pages of accounts say of a role: what, where, from when until when, by whom. */
import { html, nothing } from 'lit-html';
import { dayText } from '../common/date.js';
import { tag } from '../common/light.js';

/** @typedef {import('../common/api.js').Held} Held */
/** @typedef {import('../common/api.js').AccountRow} AccountRow */

/** From when until when. @param {string} since @param {string | null} until */
export function daysText(since, until) {
	return until ? `${dayText(since)}到${dayText(until)}` : `${dayText(since)}起，没有期限`;
}

const SOON = 30; // days before the end of a role from which on it is said

/** How long a role lasts yet, where that is not long. @param {string | null} until its last day */
export function endTag(until) {
	const days = until ? Math.round((Date.parse(until) - Date.parse(today())) / 86400000) : SOON + 1;

	if (days < 0 || days > SOON) return nothing;
	return html`<span class="gap">${tag(days ? `还有${days}天到期` : '今天到期', 'warn')}</span>`;
}

/** What a role allows, in sentences. @param {string[]} may */
export function mayList(may) {
	return html`<ul class="may-list">${may.map((text) => html`<li>${text}</li>`)}</ul>`;
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
		${soon ? html`<span class="gap">${tag('还没开始')}</span>` : nothing}${endTag(seat.until)}
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
