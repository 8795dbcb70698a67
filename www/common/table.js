// @ts-check
/**
 * A table with hairlines that becomes blocks on a phone. Rows keep the order they come in: official
 * order, never by result. J and K walk its rows, Enter opens one.
 */
import { html, nothing } from 'lit-html';

/**
 * @template T
 * @typedef {object} Column
 * @property {string} head
 * @property {(row: T) => unknown} cell
 * @property {boolean} [lead] the row's name: a header cell, first on a phone
 * @property {boolean} [right] numbers
 */

/**
 * @template T
 * @param {string} caption said to who listens; shown if `shown`
 * @param {Column<T>[]} columns
 * @param {T[]} rows
 * @param {{shown?: boolean, fold?: boolean}} [options] fold: false keeps columns on a phone and scrolls
 */
export function table(caption, columns, rows, options = {}) {
	const fold = options.fold !== false;
	const drawn = html`<table class="ledger ${fold ? 'fold' : ''}">
		<caption class=${options.shown ? 'muted' : 'spoken'}>${caption}</caption>
		<thead><tr>${columns.map((column) => html`<th scope="col"
			class=${column.right ? 'right' : ''}>${column.head}</th>`)}</tr></thead>
		<tbody>${rows.map((row) => html`<tr data-row>${columns.map((column) =>
			drawnCell(column, row))}</tr>`)}</tbody>
	</table>`;

	return fold ? drawn : html`<div class="table-scroll" tabindex="0" role="group"
		aria-label=${caption}>${drawn}</div>`;
}

/** @template T @param {Column<T>} column @param {T} row */
function drawnCell(column, row) {
	const cell = column.cell(row);

	if (column.lead) return html`<th scope="row" class="lead" data-label=${column.head}>${cell}</th>`;
	return html`<td class=${column.right ? 'right' : ''}
		data-label=${column.head}>${cell === null || cell === undefined ? nothing : cell}</td>`;
}

/** The name of a row that opens it. @param {string} href @param {string} text @param {unknown} [sub] */
export function opener(href, text, sub) {
	return html`<a class="open" href=${href}>${text}</a>${sub
		? html`<span class="sub">${sub}</span>` : nothing}`;
}
