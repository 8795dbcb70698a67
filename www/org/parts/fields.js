// @ts-check
/** Fields of org's forms, and their values as the programs take them. */
import { html, nothing } from 'lit-html';
import { parts } from '../../common/date.js';
import { errorBeside } from '../../common/form.js';

/**
 * @param {string} name @param {string} label
 * @param {{value?: string | null, most?: number, optional?: boolean, hint?: string}} [options]
 */
export function line(name, label, options = {}) {
	return html`<div class="field">
		<label for=${name}>${label}${options.optional ? html`<span class="optional">可以不填</span>` : nothing}</label>
		${options.hint ? html`<span class="hint" id="${name}-hint">${options.hint}</span>` : nothing}
		${errorBeside(name)}
		<input type="text" id=${name} name=${name} maxlength=${options.most || 30} .value=${options.value || ''} autocomplete="off">
	</div>`;
}

/**
 * @param {string} name @param {string} label
 * @param {{value?: string | null, optional?: boolean, hint?: string, most?: string, least?: string}} [options]
 */
export function dayField(name, label, options = {}) {
	return html`<div class="field">
		<label for=${name}>${label}${options.optional ? html`<span class="optional">可以不填</span>` : nothing}</label>
		${options.hint ? html`<span class="hint">${options.hint}</span>` : nothing}
		${errorBeside(name)}
		<input class="short" type="date" id=${name} name=${name} max=${options.most || nothing} min=${options.least || nothing} .value=${options.value || ''}>
	</div>`;
}

/**
 * @param {string} name @param {string} label @param {{value: string, label: string}[]} choices
 * @param {{value?: string, on?: (value: string) => void}} [options]
 */
export function choice(name, label, choices, options = {}) {
	return html`<div class="field">
		<label for=${name}>${label}</label>
		${errorBeside(name)}
		<select class="middle" id=${name} name=${name} @change=${(/** @type {Event} */ event) => {
			if (options.on) options.on(/** @type {HTMLSelectElement} */ (event.target).value);
		}}>${choices.map((one) => html`<option value=${one.value} ?selected=${one.value === options.value}>${one.label}</option>`)}</select>
	</div>`;
}

/** 2026年9月1日, always with its year: as rosters and files have it. @param {string} iso */
export function dateText(iso) {
	const { year, month, day } = parts(iso);

	return `${year}年${month}月${day}日`;
}

/**
 * What a form holds, as a body: empty text is left out, ids are numbers.
 * @param {Record<string, string>} fields @param {string[]} [ids] names of fields that are ids
 * @returns {Record<string, unknown>}
 */
export function bodyOf(fields, ids = []) {
	/** @type {Record<string, unknown>} */
	const body = {};

	for (const name of Object.keys(fields)) {
		const text = fields[name].trim();
		if (text) body[name] = ids.includes(name) ? Number(text) : text;
	}
	return body;
}

/** A list of boxes. @param {string} name @param {string} legend @param {{id: number, label: string}[]} rows */
export function boxes(name, legend, rows) {
	return html`<fieldset class="field" data-field=${name} tabindex="-1"><legend>${legend}</legend>${errorBeside(name)}
		<div class="boxes">${rows.map((row) => html`<label class="choice"><input type="checkbox" name=${name}
			value=${row.id}><span>${row.label}</span></label>`)}</div></fieldset>`;
}

/** @param {string | undefined} text ids with commas */
export const idsOf = (text) => (text ? text.split(',').map(Number) : []);
