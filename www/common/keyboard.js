// @ts-check
/**
 * The keys that work on every page: / finds, J and K walk the rows, X ticks, Enter opens, ? shows all.
 * They are asleep while one types, and wherever a part of the page takes keys for itself.
 */
import { html } from 'lit-html';
import { ask } from './dialog.js';

/** @type {[string[], string][]} */
const KEYS = [
	[['/'], '找单位、党员'],
	[['J', 'K'], '下一行、上一行'],
	[['X'], '选中这一行'],
	[['Enter'], '打开'],
	[['Esc'], '关上'],
	[['↑', '↓', '←', '→'], '在组织树里走动、展开、收起'],
	[['?'], '看这张表'],
];

export function keyboard() {
	document.addEventListener('keydown', (event) => {
		if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
		if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
		const act = ACTS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
		if (act && act()) event.preventDefault();
	});
}

/** @type {Record<string, () => boolean>} */
const ACTS = {
	'/': () => focusOn('[data-find]'),
	'?': () => { showKeys(); return true; },
	'？': () => { showKeys(); return true; },
	j: () => walk(1),
	k: () => walk(-1),
	x: () => tick(),
};

/** @param {EventTarget | null} target */
function isTyping(target) {
	return target instanceof HTMLElement
		&& (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
		&& !/^(checkbox|radio|button)$/.test(/** @type {HTMLInputElement} */ (target).type);
}

/** @param {string} selector */
function focusOn(selector) {
	const found = /** @type {HTMLElement | null} */ (document.querySelector(selector));

	if (!found) return false;
	found.focus();
	return true;
}

/** To the row below or above the one that holds the focus. @param {number} step */
function walk(step) {
	const rows = Array.from(document.querySelectorAll('[data-row]'))
		.filter((row) => row.querySelector('a, button, input') && row.getClientRects().length);
	const now = rows.findIndex((row) => row.contains(document.activeElement));
	const next = rows[now < 0 ? (step > 0 ? 0 : rows.length - 1) : now + step];

	if (!next) return false;
	const target = /** @type {HTMLElement} */ (next.querySelector('a.open, a, button, input'));
	target.focus();
	next.scrollIntoView({ block: 'nearest' });
	return true;
}

function tick() {
	const row = document.activeElement && document.activeElement.closest('[data-row]');
	const box = row && /** @type {HTMLElement | null} */ (row.querySelector('input[type="checkbox"]'));

	if (!box) return false;
	box.click();
	return true;
}

export function showKeys() {
	ask({
		title: '键盘',
		yes: '',
		close: true,
		body: html`<dl class="keys">${KEYS.map(([keys, what]) => html`
			<dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${what}</dd>`)}</dl>`,
	});
}
