// @ts-check
/** What the pages of campaigns, plans, coverage and exemplars share. */
import { html, nothing } from 'lit-html';
import { dayText } from '../common/date.js';

/** The place of that name below an element. @param {HTMLElement} root @param {string} name @returns {HTMLElement} */
export function placeOf(root, name) {
	return /** @type {HTMLElement} */ (root.querySelector(`[data-place="${name}"]`));
}

/** 2026年1月1日—12月31日; one of them may be missing. @param {string | null} begins @param {string | null} ends */
export function daysText(begins, ends) {
	if (!begins && !ends) return '';
	if (!begins) return `${yearDay(ends)}前`;
	if (!ends) return `${yearDay(begins)}起`;
	return begins.slice(0, 4) === ends.slice(0, 4) ? `${yearDay(begins)}—${monthDay(ends)}` : `${yearDay(begins)}—${yearDay(ends)}`;
}

/** @param {string | null} iso */
function yearDay(iso) {
	return iso ? `${Number(iso.slice(0, 4))}年${monthDay(iso)}` : '';
}

/** @param {string} iso */
function monthDay(iso) {
	return `${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日`;
}

/** That the standards of a campaign are a sample still. @param {{mark: string | null} | null} campaign */
export function sampleMark(campaign) {
	return campaign && campaign.mark ? html`<p class="note warn">这一年度用的标准是${campaign.mark}。</p>` : nothing;
}

/** A choice of campaigns, each an address. @param {{id: number, name: string}[]} campaigns @param {number | null} now @param {(id: number) => string} address */
export function campaignChips(campaigns, now, address) {
	if (campaigns.length < 2) return nothing;
	return html`<nav class="row filters" aria-label="按年度看">${campaigns.map((one) => html`<a class="chip" href=${address(one.id)}
		aria-current=${one.id === now ? 'true' : nothing}>${one.name}</a>`)}</nav>`;
}

/** A number of the query, such as ?campaign=2. @param {string} name */
export function idOfQuery(name) {
	const text = new URLSearchParams(location.search).get(name) || '';

	return /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null;
}

/** A query of what is known: ?unit=1&campaign=2. @param {Record<string, string | number | null | undefined>} fields */
export function queryOf(fields) {
	const pairs = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== '')
		.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);

	return pairs.length ? `?${pairs.join('&')}` : '';
}

/** How the states of goals and plans look. @type {Record<string, '' | 'act' | 'ok' | 'warn' | 'void'>} */
const LOOKS = {
	submitted: 'act', registered: 'act', returned: 'warn', change_asked: 'warn', claimed: 'act', confirmed: 'ok', published: 'ok', ended: 'void',
};

/** @param {string} state @param {string} label */
export function goalTag(state, label) {
	return html`<span class="tag ${LOOKS[state] || ''}">${label}</span>`;
}

/** @param {string | null} due */
export function dueText(due) {
	return due ? `${dayText(due)}前` : '';
}
