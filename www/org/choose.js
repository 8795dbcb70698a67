// @ts-check
/** Choosing one unit in a form: what is typed is looked up, and one of the few found is taken. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { errorBeside } from '../common/form.js';

/** @typedef {import('../common/api.js').Node} Node_ */

const DELAY = 200; // milliseconds after the last key
const MOST = 8;

/**
 * A field of a form whose value is a unit's id.
 * @param {{name: string, label: string, hint?: string, optional?: boolean, chosen?: Node_ | null,
 *          but?: number[], kinds?: string[]}} wish
 *   but: units that are not offered; kinds: those of which they are
 */
export function unitField(wish) {
	const place = document.createElement('div');
	/** @type {{rows: Node_[] | null, asked: string, chosen: Node_ | null}} */
	const state = { rows: null, asked: '', chosen: wish.chosen || null };
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let timer;

	place.className = 'field';
	/** @param {string} asked */
	const look = async (asked) => {
		state.asked = asked;
		if (!asked) {
			state.rows = null;
			draw();
			return;
		}
		try {
			/** @type {import('../common/api.js').Found} */
			const answer = await call('GET', `/api/org/find?q=${encodeURIComponent(asked)}`);
			if (state.asked !== asked) return;
			state.rows = answer.rows.filter((row) => !(wish.but || []).includes(row.id)
				&& (!wish.kinds || wish.kinds.includes(row.kind))).slice(0, MOST);
		} catch {
			state.rows = [];
		}
		draw();
	};
	/** @param {Node_ | null} unit */
	const take = (unit) => {
		Object.assign(state, { chosen: unit, rows: null, asked: '' });
		draw();
		/** @type {HTMLElement} */ (place.querySelector(unit ? '.chosen button' : 'input')).focus();
	};
	/** @param {Event} event */
	const type = (event) => {
		clearTimeout(timer);
		timer = setTimeout(look, DELAY, /** @type {HTMLInputElement} */ (event.target).value.trim());
	};
	/** @param {KeyboardEvent} event */
	const press = (event) => {
		if (event.key === 'Enter') { // takes the first, and never sends the form
			event.preventDefault();
			if (state.rows && state.rows.length) take(state.rows[0]);
		}
	};
	const draw = () => render(html`<label for=${wish.name}>${wish.label}${wish.optional
		? html`<span class="optional">可以不选</span>` : nothing}</label>
		<span class="hint" id="${wish.name}-hint">${wish.hint || '写名称、拼音或首字母，再选一个'}</span>
		${errorBeside(wish.name)}
		${state.chosen ? html`<input type="hidden" name=${wish.name} value=${state.chosen.id}>
			<p class="chosen" id=${wish.name} data-field=${wish.name} tabindex="-1"><strong>${state.chosen.short_name}</strong>
				<button class="btn small" type="button" @click=${() => take(null)}>换一个</button></p>`
		: html`<input type="search" id=${wish.name} data-field=${wish.name} autocomplete="off" spellcheck="false"
			aria-describedby="${wish.name}-hint" @input=${type} @keydown=${press}>
			<div role="status">${state.rows ? found(state.rows, state.asked, take) : nothing}</div>`}`, place);

	draw();
	return place;
}

/** @param {Node_[]} rows @param {string} asked @param {(unit: Node_) => void} take */
function found(rows, asked, take) {
	if (!rows.length) return html`<p class="muted">没有找到“${asked}”。可以换成简称或拼音首字母。</p>`;
	return html`<ul class="offers">${rows.map((row) => html`<li><button type="button"
		@click=${() => take(row)}>${row.short_name}<small>${row.full_name}</small></button></li>`)}</ul>`;
}
