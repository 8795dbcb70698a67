// @ts-check
/** Choosing one of many by typing: a unit, a colleague. What was chosen stands in a hidden field. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { errorBeside } from '../common/form.js';

const DELAY = 200; // milliseconds after the last key

/** @typedef {{id: number, text: string, sub?: string}} Choice */

export class Picker {
	/**
	 * @param {{name: string, label: string, hint?: string, none: string, search: (q: string) => Promise<Choice[]>,
	 *   chosen?: Choice | null, change?: () => void}} wish none: said where nothing was found
	 */
	constructor(wish) {
		this.wish = wish;
		this.place = document.createElement('div');
		this.place.className = 'field';
		this.place.dataset.picker = wish.name;
		this.chosen = wish.chosen || null;
		/** @type {Choice[] | null} */
		this.found = null;
		this.asked = '';
		/** @type {ReturnType<typeof setTimeout> | undefined} */
		this.timer = undefined;
		this.draw();
	}

	draw() {
		const { name, label, hint } = this.wish;

		render(this.chosen ? html`<span class="label" id=${`${name}-label`}>${label}</span>
			${errorBeside(name)}
			<div class="row picked" role="group" aria-labelledby=${`${name}-label`}>
				<b>${this.chosen.text}</b>${this.chosen.sub ? html`<span class="muted">${this.chosen.sub}</span>` : nothing}
				<button class="btn small" type="button" data-field=${name} id=${`${name}-again`} @click=${() => this.again()}>换一个</button></div>
			<input type="hidden" name=${name} .value=${String(this.chosen.id)}>`
			: html`<label for=${`${name}-search`}>${label}</label>
			${errorBeside(name)}
			${hint ? html`<span class="hint">${hint}</span>` : nothing}
			<input type="search" id=${`${name}-search`} data-field=${name} autocomplete="off" spellcheck="false" maxlength="30"
				@input=${(/** @type {Event} */ event) => this.type(/** @type {HTMLInputElement} */ (event.target).value.trim())}
				@keydown=${(/** @type {KeyboardEvent} */ event) => { if (event.key === 'Enter') event.preventDefault(); }}>
			${this.results()}`, this.place);
	}

	results() {
		if (!this.asked) return nothing;
		if (!this.found) return html`<p class="muted" role="status">正在找……</p>`;
		if (!this.found.length) return html`<p class="muted" role="status">${this.wish.none}</p>`;
		return html`<ul class="picks" aria-label=${`找到的${this.wish.label}`}>${this.found.map((choice) => html`<li>
			<button class="btn quiet" type="button" @click=${() => this.take(choice)}>${choice.text}${choice.sub
				? html`<span class="muted gap">${choice.sub}</span>` : nothing}</button></li>`)}</ul>`;
	}

	/** @param {string} q */
	type(q) {
		clearTimeout(this.timer);
		this.asked = q;
		this.found = null;
		this.timer = setTimeout(async () => {
			if (q) {
				try {
					const found = await this.wish.search(q);
					if (this.asked === q) this.found = found;
				} catch {
					this.found = [];
				}
			}
			this.draw();
		}, DELAY);
	}

	/** @param {Choice} choice */
	take(choice) {
		this.chosen = choice;
		this.found = null;
		this.asked = '';
		this.draw();
		/** @type {HTMLElement} */ (this.place.querySelector('button')).focus();
		if (this.wish.change) this.wish.change();
	}

	again() {
		this.chosen = null;
		this.draw();
		/** @type {HTMLElement} */ (this.place.querySelector('input')).focus();
		if (this.wish.change) this.wish.change();
	}
}

/**
 * A unit, by any of its names.
 * @param {{name?: string, label?: string, hint?: string, chosen?: Choice | null, change?: () => void}} [wish]
 */
export function unitPicker(wish = {}) {
	return new Picker({
		name: 'unit', label: '单位', none: '没有找到这个单位。可以换成简称或拼音首字母。', ...wish,
		search: async (q) => {
			const answer = await call('GET', `/api/org/find?q=${encodeURIComponent(q)}`);
			return answer.rows.slice(0, 12).map((/** @type {import('../common/api.js').Node} */ unit) => ({
				id: unit.id, text: unit.short_name, sub: unit.kind_label,
			}));
		},
	});
}
