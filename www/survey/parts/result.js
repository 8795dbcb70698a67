// @ts-check
/**
 * A result: a table for each stratum and channel, never summed over either, in official order, never
 * by result. Shared by the officers' page and the public one.
 */
import { html, nothing } from 'lit-html';
import { ANSWERS, bar, bigRate, distribution, legend, optionBars, rate } from '../../common/figure.js';

/** @typedef {import('../../common/api.js').Figure} Figure */

/**
 * A further question of one unit: cells null where nothing is shown, and why in text.
 * @typedef {{unit?: number, name?: string, cells: (number[] | null)[] | null, text: string | null}} Cells
 *
 * @typedef {object} Asked
 * @property {number} number
 * @property {string} text
 * @property {'scale' | 'single' | 'multiple' | 'matrix'} kind
 * @property {string[]} options
 * @property {string[]} rows
 * @property {Cells} total
 * @property {Cells[]} units
 *
 * @typedef {{unit: number, name: string, public_name: string | null, figure: Figure}} Row
 *
 * @typedef {object} Table_
 * @property {string} stratum
 * @property {string} stratum_label
 * @property {'card' | 'open' | 'addressed'} channel
 * @property {string} channel_label
 * @property {string | null} note
 * @property {Figure} total
 * @property {Row[]} rows
 * @property {string | null} pressure
 * @property {string[]} [flags]
 * @property {Asked[]} questions
 *
 * @typedef {object} Result
 * @property {{id: number, title: string, state: string, state_label: string, period: string | null, office: string,
 *             opens: string | null, closes: string | null, closed: string | null, publish_by: string | null,
 *             publish_where: string | null, early: string | null}} round
 * @property {Table_[]} tables
 * @property {string} formula
 * @property {string} order
 */

/** @param {Table_} table */
export function tableId(table) {
	return `${table.stratum}-${table.channel}`;
}

/** @param {Table_[]} tables @returns {{label: string, tables: Table_[]}[]} */
export function byStratum(tables) {
	/** @type {Map<string, {label: string, tables: Table_[]}>} */
	const strata = new Map();

	for (const table of tables) {
		const known = strata.get(table.stratum) || { label: table.stratum_label, tables: [] };
		known.tables.push(table);
		strata.set(table.stratum, known);
	}
	return Array.from(strata.values());
}

/** One card for each stratum; the cards' figure is large, the open poster's stands below. @param {Table_[]} tables */
export function headlines(tables) {
	const strata = byStratum(tables);

	return html`<div class="headlines ${strata.length > 1 ? 'two' : ''}">${strata.map(({ label, tables: own }) => {
		const [first, ...others] = own;
		return html`<section class="card headline" aria-label=${label}>
			<p class="muted">${label}<span class="gap">${first.channel_label}</span></p>
			${bigRate(first.total)}
			<p class="muted">${first.total.shown === 'none' ? nothing : `共${first.total.step}`}</p>
			${others.map((other) => html`<p class="headline-other"><b>${other.channel_label}</b>${other.total.shown === 'full'
				? `${other.total.text}满意，共${other.total.step}` : other.total.text}</p>`)}
		</section>`;
	})}</div>`;
}

/** What was noticed about the answers, in words. @param {Table_[]} tables */
export function flags(tables) {
	return tables.map((table) => [...(table.flags || []), ...(table.pressure
		? [`${table.stratum_label}，${table.channel_label}：${table.pressure}`] : [])].map((text) =>
		html`<p class="note warn said-first">${text}</p>`));
}

/** @param {number[]} shares @param {string[]} labels */
export function numberCells(shares, labels = ANSWERS) {
	return labels.map((label, i) => html`<td class="right" data-label=${label}>${shares[i]}%</td>`);
}

/** Whether anything of the further questions is shown for a unit, or for all. @param {Asked[]} questions @param {number | null} unit */
export function hasFurther(questions, unit) {
	return questions.some((question) => (unit === null ? Boolean(question.total.cells)
		: question.units.some((one) => one.unit === unit && one.cells)));
}

/** The further questions of one unit, or of all. @param {Asked[]} questions @param {number | null} unit */
export function further(questions, unit) {
	return html`<div class="further">${questions.map((question) => {
		const own = unit === null ? question.total : question.units.find((one) => one.unit === unit);
		return html`<section class="further-one">
			<h3>${question.number}. ${question.text}</h3>
			${own && own.cells ? answers(question, own.cells, own.text)
				: html`<p class="withheld">${own && own.text ? own.text : '没有收到'}</p>`}
		</section>`;
	})}</div>`;
}

/** @param {Asked} question @param {(number[] | null)[]} cells @param {string | null} text */
function answers(question, cells, text) {
	if (question.kind === 'matrix' || question.kind === 'scale') {
		return html`${legend(question.options)}<dl class="aspects">${(question.rows.length ? question.rows : ['']).map((row, i) => {
			const shares = cells[i];
			return html`<dt>${row || '总的来说'}</dt><dd>${shares ? bar(shares, question.options)
				: html`<span class="withheld">${text}</span>`}</dd>`;
		})}</dl>`;
	}
	const shares = cells[0];

	if (!shares) return html`<p class="withheld">${text}</p>`;
	return html`${question.kind === 'multiple' ? html`<p class="muted">可以选几项，加起来不止100%</p>` : nothing}
		${optionBars(question.options.map((label, i) => ({ label, share: shares[i] === undefined ? null : shares[i] })))}`;
}

export { distribution, legend, rate };
