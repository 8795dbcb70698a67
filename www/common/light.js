// @ts-check
/** Lights and tags: a shape, a word and a colour; never a colour alone. */
import { html } from 'lit-html';

/**
 * ● 还剩6个工作日 ▲ 今天到期 ■ 超期1个工作日 ‖ 暂停计时（第3天） ◇ 暂定. The words come from the answer.
 * @param {import('./api.js').Light} kind
 * @param {string} text
 */
export function light(kind, text) {
	return html`<span class="light ${kind}">${text}</span>`;
}

/** How the states of items look; what isn't named here is plain. @type {Record<string, string>} */
const LOOKS = {
	draft: '', approved: 'act', open: 'act', closed: 'warn', published: 'ok', void: 'void',
	submitted: 'act', registered: 'ok', returned: 'warn', change_asked: 'act', claimed: 'act', confirmed: 'ok', dropped: 'void', ended: 'void',
};

/**
 * A state. @param {string} state its code @param {string} label its word
 */
export function stateTag(state, label) {
	return html`<span class="tag ${LOOKS[state] || ''}">${label}</span>`;
}

/** Any other word that stands beside a thing. @param {string} text @param {'' | 'act' | 'ok' | 'warn' | 'void'} [look] */
export function tag(text, look = '') {
	return html`<span class="tag ${look}">${text}</span>`;
}

/** Short facts in one line with dots between; empty ones are left out. @param {unknown[]} facts */
export function joined(facts) {
	return html`<span class="parts">${facts.filter((fact) => fact !== null && fact !== undefined
		&& fact !== '').map((fact) => html`<span>${fact}</span>`)}</span>`;
}
