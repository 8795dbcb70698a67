// @ts-check
/** The rows of an import by what they do: those to be mended first, each cell with its reason. */
import { html, nothing, render } from 'lit-html';
import { call } from '../../common/call.js';
import { empty, failed, loading } from '../../common/state.js';
import { table } from '../../common/table.js';
import { FIELDS } from './words.js';

/** @typedef {import('../../common/api.js').Import} Import */
/** @typedef {import('../../common/api.js').ImportLine} ImportLine */
/** @typedef {'bad' | 'create' | 'change' | 'same'} Action */
/** @typedef {{field: string, detail: string, count: number}} Reason */

/** @type {{action: Action, label: string}[]} */
const ACTIONS = [
	{ action: 'bad', label: '要改' }, { action: 'change', label: '修改' },
	{ action: 'create', label: '新增' }, { action: 'same', label: '不变' },
];

/** @param {HTMLElement} place @param {Import} made @param {string} address */
export function rowsCard(place, made, address) {
	const there = ACTIONS.filter(({ action }) => made.counts[action]);
	let now = there.length ? there[0].action : 'bad';
	/** @type {ImportLine[]} */
	let rows = [];
	/** @type {string | null} */
	let next = null;

	/** @param {unknown} inside */
	const draw = (inside) => render(html`<section class="card" aria-label="每一行">
		<nav class="row filter" aria-label="看哪些行">${there.map(({ action, label }) => html`<button class="chip"
			type="button" aria-pressed=${action === now ? 'true' : 'false'} @click=${() => show(action)}
			>${label}<span class="gap num">${made.counts[action]}</span></button>`)}
			${made.counts.bad ? html`<a class="btn push" href="${address}/bad.xlsx" download>下载要改的行</a>` : nothing}</nav>
		${inside}</section>`, place);
	/** @type {Reason[]} */
	let reasons = [];
	const list = () => draw(html`${now === 'bad' && reasons.length ? commonest(made, reasons) : nothing}${drawn(made, now, rows)}${next ? html`<div class="list-end"><button class="btn"
		type="button" @click=${more}>再看一些</button></div>` : nothing}`);
	const more = async () => {
		const answer = await call('GET', `${address}/rows?action=${now}&after=${next || ''}`);
		rows = rows.concat(answer.rows);
		next = answer.next;
		list();
	};
	/** @param {Action} action */
	const show = async (action) => {
		now = action;
		draw(loading(5));
		try {
			const answer = await call('GET', `${address}/rows?action=${action}`);
			if (now !== action) return;
			rows = answer.rows;
			next = answer.next;
			reasons = answer.reasons || [];
			list();
		} catch (error) {
			draw(failed(error, () => show(action)));
		}
	};

	if (there.length) show(now);
	else draw(empty('表头下面没有可以导入的行。'));
}

/** @param {Import} made @param {Action} action @param {ImportLine[]} rows */
function drawn(made, action, rows) {
	const labels = FIELDS[made.kind];

	if (action === 'bad') return faults(made, rows);
	if (action === 'change') {
		return table('修改的行', [
			{ head: '谁', lead: true, cell: (row) => named(made, row) },
			{ head: '改什么', cell: (row) => html`<ul class="changes">${changes(made, row).map(([field, was, is]) => html`<li>${labels[field]}：<del>${was || '空'}</del> → <ins>${is}</ins></li>`)}</ul>` },
			{ head: '行', right: true, cell: (row) => row.row },
		], rows);
	}
	return table(action === 'create' ? '新增的行' : '不变的行', [
		{ head: '行', right: true, cell: (row) => row.row },
		...made.fields.map((field, at) => ({
			head: labels[field], lead: at === 0, cell: (/** @type {ImportLine} */ row) => row.cells[at] || null,
		})),
	], rows, { fold: false });
}

/** What a row is called. @param {Import} made @param {ImportLine} row */
function named(made, row) {
	const of = (/** @type {string} */ field) => row.cells[made.fields.indexOf(field)] || '';

	if (made.kind === 'units') return of('short_name') || of('full_name');
	return html`${of('name') || of('number') || '没有姓名'}<span class="sub">${of('unit')}</span>`;
}

/** @param {Import} made @param {ImportLine} row @returns {[string, string | null, string][]} */
function changes(made, row) {
	const before = row.before || {};

	return made.fields.map((field, at) => /** @type {[string, string | null, string]} */ ([field, before[field], row.cells[at]]))
		.filter(([field, was, is]) => is !== '' && field in before && String(was === null ? '' : was) !== is);
}

/** What is wrong again and again; of units that aren't there, the way out. @param {Import} made @param {Reason[]} reasons */
function commonest(made, reasons) {
	const labels = FIELDS[made.kind];

	return html`<ul class="note plain common" aria-label="最多的原因">${reasons.map((reason) => html`<li>${headOf(made, reason.field)
		|| labels[reason.field]}：${reason.detail}<b class="gap">${reason.count}处</b></li>`)}
		${made.kind !== 'units' && reasons.some(({ field, detail }) => field === 'unit' && detail.startsWith('您的范围里没有'))
			? html`<li>这些党组织还没有登记的，先导入单位表，再回到这里点“重新核对”。</li>` : nothing}</ul>`;
}

/** One line for each bad cell. @param {Import} made @param {ImportLine[]} rows */
function faults(made, rows) {
	const labels = FIELDS[made.kind];
	const several = made.layout.sheets.length > 1;
	const lines = rows.flatMap((row) => (row.faults || []).map((fault) => ({ row, fault })));

	return table('要改的格', [
		{ head: '位置', lead: true, cell: ({ row, fault }) => html`<span class="whole">第${row.row}行${letterOf(made, fault.field)}</span>${several
			? html`<span class="sub">${row.sheet}</span>` : nothing}` },
		{ head: '列', cell: ({ fault }) => headOf(made, fault.field) || labels[fault.field] },
		{ head: '填的是', cell: ({ fault }) => fault.value || html`<span class="muted">空</span>` },
		{ head: '要改什么', cell: ({ fault }) => fault.detail },
	], lines);
}

/** @param {Import} made @param {string} field */
const columnOf = (made, field) => made.layout.columns.find((column) => column.field === field);
/** @param {Import} made @param {string} field */
const letterOf = (made, field) => {
	const column = columnOf(made, field);
	return column ? ` ${column.letter}列` : '';
};
/** @param {Import} made @param {string} field */
const headOf = (made, field) => {
	const column = columnOf(made, field);
	return column ? column.head : '';
};
