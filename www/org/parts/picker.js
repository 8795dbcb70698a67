// @ts-check
/** Finding a person or a unit by a piece of the name, inside a form: a field to type in, a list to choose from. */
import { html, nothing, render } from 'lit-html';
import { call, Problem } from '../../common/call.js';
import { errorBeside } from '../../common/form.js';

const DELAY = 200; // milliseconds after the last key

/**
 * @typedef {object} Picked
 * @property {string} name the field's name; its value is the id
 * @property {string} label
 * @property {string} address asked with the text behind it, such as /api/org/receivers?q=
 * @property {(row: any) => string} show
 * @property {string} [hint]
 * @property {(row: any) => void} [on] called with what was chosen
 */

/** Draws the field; it lives by itself from then on. @param {Picked} picked */
export function picker(picked) {
	const place = document.createElement('div');
	/** @type {{rows: any[] | null, asked: string, failed: string}} */
	const state = { rows: null, asked: '', failed: '' };
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let timer;

	const draw = () => render(drawn(picked, state, type, choose), place);
	/** @param {Event} event */
	const type = (event) => {
		clearTimeout(timer);
		// what was found is of other words
		state.rows = null;
		draw();
		if (picked.on) picked.on(undefined);
		timer = setTimeout(look, DELAY, /** @type {HTMLInputElement} */ (event.target).value.trim());
	};
	/** @param {Event} event */
	const choose = (event) => {
		const id = Number(/** @type {HTMLSelectElement} */ (event.target).value);
		if (picked.on) picked.on((state.rows || []).find((row) => row.id === id));
	};
	/** @param {string} asked */
	const look = async (asked) => {
		state.asked = asked;
		state.failed = '';
		state.rows = null;
		try {
			const answer = asked ? await call('GET', picked.address + encodeURIComponent(asked)) : null;
			if (state.asked !== asked) return;
			state.rows = answer && answer.rows;
		} catch (error) {
			state.failed = error instanceof Problem ? error.detail : '没有连上，请再试一次。';
		}
		draw();
		if (picked.on && state.rows) picked.on(state.rows[0]);
	};

	draw();
	return place;
}

/**
 * @param {Picked} picked @param {{rows: any[] | null, asked: string, failed: string}} state
 * @param {(event: Event) => void} type @param {(event: Event) => void} choose
 */
function drawn(picked, state, type, choose) {
	const found = state.rows && state.rows.length > 0;

	return html`<div class="field">
		<label for="find-${picked.name}">${picked.label}</label>
		${picked.hint ? html`<span class="hint">${picked.hint}</span>` : nothing}
		${errorBeside(picked.name)}
		<input type="search" id="find-${picked.name}" autocomplete="off" placeholder="写几个字来找" data-field=${picked.name} @input=${type}>
		<div role="status">${state.failed || (state.rows && !found ? `没有找到“${state.asked}”。` : nothing)}</div>
		${found ? html`<label class="spoken" for="pick-${picked.name}">${picked.label}，找到的</label>
			<select id="pick-${picked.name}" name=${picked.name} @change=${choose}>${(state.rows || []).map((row, i) =>
				html`<option value=${row.id} ?selected=${i === 0}>${picked.show(row)}</option>`)}</select>` : nothing}
	</div>`;
}
