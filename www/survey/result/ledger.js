// @ts-check
/** One stratum and channel: its units in official order, as bars or as figures. */
import { html, nothing } from 'lit-html';
import { ANSWERS } from '../../common/figure.js';
import { distribution, further, hasFurther, legend, numberCells, rate, tableId } from '../parts/result.js';

/** @typedef {import('../parts/result.js').Table_} Table_ */
/** @typedef {import('../../common/api.js').Figure} Figure */
/** @typedef {{numbers: boolean, isOpen: (key: string) => boolean, toggle: (key: string) => void}} View */

/** @param {Table_} table @param {{formula: string, order: string}} words @param {View} view */
export function ledger(table, words, view) {
	const heads = view.numbers ? [...ANSWERS] : [`${table.stratum_label}怎么说`];
	const name = `${table.stratum_label}，${table.channel_label}`;

	return html`<section class="card" id=${tableId(table)} aria-labelledby="${tableId(table)}-title">
		<div class="card-head"><h2 id="${tableId(table)}-title">${table.stratum_label}<span
			class="gap channel">${table.channel_label}</span></h2>
			${view.numbers ? nothing : html`<div class="push">${legend()}</div>`}</div>
		${table.note ? html`<p class="note table-note">${table.note}</p>` : nothing}
		<div class=${view.numbers ? 'table-scroll' : ''} tabindex=${view.numbers ? '0' : nothing}
			role=${view.numbers ? 'group' : nothing} aria-label=${view.numbers ? name : nothing}>
			<table class="ledger result-table ${view.numbers ? '' : 'fold'}">
				<caption class="spoken">${name}。${words.order}</caption>
				<thead><tr><th scope="col">单位</th>${heads.map((head) => html`<th scope="col"
					class=${view.numbers ? 'right' : 'bars'}>${head}</th>`)}<th scope="col" class="right">满意率</th>
					<th scope="col" class="right">份数</th><th scope="col" class="right">各题</th></tr></thead>
				<tbody>${table.rows.map((row) => line(table, view, row.unit, row.name, row.public_name, row.figure))}
					${table.rows.length > 1 ? line(table, view, null, '全部单位', null, table.total) : nothing}</tbody>
			</table>
		</div>
		<p class="muted below">${words.formula}。${words.order}</p>
	</section>`;
}

/**
 * @param {Table_} table @param {View} view @param {number | null} unit @param {string} name
 * @param {string | null} publicName @param {Figure} figure
 */
function line(table, view, unit, name, publicName, figure) {
	const key = `${tableId(table)}-${unit || 'all'}`;
	const open = view.isOpen(key);
	const columns = view.numbers ? ANSWERS.length + 4 : 5;

	return html`<tr data-row class=${unit === null ? 'all-units' : ''}>
		<th scope="row" class="lead">${name}${publicName ? html`<span class="sub">${publicName}</span>` : nothing}</th>
		${view.numbers ? figures(figure) : html`<td class="bars">${distribution(figure)}</td>`}
		<td class="right" data-label="满意率"><div>${rate(figure)}</div></td>
		<td class="right whole" data-label="份数">${figure.shown === 'none' ? '—' : figure.step}</td>
		<td class="right">${hasFurther(table.questions, unit) ? html`<button class="btn small" type="button"
			aria-expanded=${String(open)} aria-controls=${key} aria-label=${`${open ? '收起' : '看各题'}：${name}`}
			@click=${() => view.toggle(key)}>${open ? '收起' : '看各题'}</button>` : nothing}</td>
	</tr>
	${open ? html`<tr class="further-row" id=${key}><td colspan=${columns}>${further(table.questions, unit)}</td></tr>` : nothing}`;
}

/** @param {Figure} figure */
function figures(figure) {
	if (figure.shares) return numberCells(figure.shares);
	return html`<td colspan=${ANSWERS.length} class="withheld">${figure.text}${figure.note
		? html`<span class="sub">${figure.note}</span>` : nothing}</td>`;
}
