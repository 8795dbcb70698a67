// @ts-check
/** What falls due below the caller: terms, empty posts, probations, departments without a branch, party workers to train. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { dayText } from '../common/date.js';
import { frame } from '../common/frame.js';
import { light } from '../common/light.js';
import { begin } from '../common/start.js';
import { empty, load } from '../common/state.js';
import { opener, table } from '../common/table.js';

/** @typedef {import('./parts/people.js').DueRow} DueRow */

/** @type {{what: string, label: string, says: string, nothing: string}[]} */
const LISTS = [
	{ what: 'term', label: '换届', says: '已经届满和6个月内届满的', nothing: '没有届满的，也没有快到届满的。' },
	{ what: 'vacancy', label: '空缺', says: '按规定要有、现在没有人担任的职务', nothing: '该有的职务都有人担任。' },
	{ what: 'probation', label: '转正', says: '预备期已满和60天内期满的', nothing: '没有预备期满的党员。' },
	{ what: 'unbranched', label: '没有支部', says: '下面一个党支部也没有的单位', nothing: '每个单位下面都有党支部。' },
	{ what: 'untrained', label: '党务干部', says: '没有党务干部，或者党务干部多年没有培训的', nothing: '每个单位都有培训过的党务干部。' },
];

/** @param {HTMLElement} root */
async function due(root) {
	/** @param {string} name */
	const place = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-place="${name}"]`));
	/** @type {{rows: DueRow[], more: boolean, counts: {what: string, count: number}[]}} */
	const state = { rows: [], more: false, counts: [] };
	const list = () => LISTS.find((one) => one.what === new URLSearchParams(location.search).get('what')) || LISTS[0];

	const read = () => load(place('list'), () => call('GET', address(list().what)), (answer) => {
		Object.assign(state, { rows: answer.rows, more: answer.more });
		return draw();
	}, 8);
	/** The figures come when they are there: of a whole city they take longer than a page of a list. */
	const count = async () => {
		const unit = new URLSearchParams(location.search).get('unit');
		const answer = await call('GET', `/api/org/due/counts${unit ? `?unit=${encodeURIComponent(unit)}` : ''}`);
		state.counts = answer.rows;
		render(chips(state.counts, list().what, narrow), place('filters'));
	};
	const draw = () => {
		place('sub').textContent = list().says;
		document.title = `${list().label} · 到期和空缺 · 双五好`;
		render(chips(state.counts, list().what, narrow), place('filters'));
		if (!state.rows.length) return empty(list().nothing);
		return html`${ledger(list().what, state.rows)}${state.more
			? html`<div class="list-end"><button class="btn" type="button" @click=${more}>再看一些</button></div>` : nothing}`;
	};
	const more = async () => {
		const answer = await call('GET', `${address(list().what)}&after=${encodeURIComponent(state.rows[state.rows.length - 1].cursor)}`);
		state.rows = state.rows.concat(answer.rows);
		state.more = answer.more;
		render(draw(), place('list'));
	};
	/** @param {MouseEvent} event */
	const narrow = (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		history.pushState(null, '', /** @type {HTMLAnchorElement} */ (event.currentTarget).href);
		read();
	};

	window.addEventListener('popstate', read);
	await Promise.all([read(), count()]);
}

/** @param {string} what */
function address(what) {
	const unit = new URLSearchParams(location.search).get('unit');

	return `/api/org/due?what=${what}${unit ? `&unit=${encodeURIComponent(unit)}` : ''}`;
}

/** @param {{what: string, count: number}[]} counts @param {string} now @param {(event: MouseEvent) => void} narrow */
function chips(counts, now, narrow) {
	const unit = new URLSearchParams(location.search).get('unit');

	return html`<nav class="row filters" aria-label="按事项看">${LISTS.map((one) => {
		const counted = counts.find((count) => count.what === one.what);
		return html`<a class="chip" @click=${narrow} href="/console/org/due?what=${one.what}${unit ? `&unit=${unit}` : ''}"
			aria-current=${one.what === now ? 'true' : nothing}>${one.label}${counted
				? html`<span class="gap num">${counted.count}</span>` : nothing}</a>`;
	})}</nav>`;
}

/** @param {string} what @param {DueRow[]} rows */
function ledger(what, rows) {
	const list = LISTS.find((one) => one.what === what) || LISTS[0];
	/** @type {import('../common/table.js').Column<DueRow>[]} */
	const columns = [];

	if (what === 'probation') {
		columns.push({ head: '党员', lead: true, cell: (row) => (row.person ? opener(`/console/org/person/${row.person.id}`, row.person.name) : null) });
	}
	columns.push({ head: '单位', lead: what !== 'probation', cell: (row) => opener(`/console/org/unit/${row.unit}`, row.unit_name) },
		{ head: '种类', cell: (row) => row.kind_label });
	if (rows.some((row) => row.text)) columns.push({ head: '情况', cell: (row) => row.text });
	if (rows.some((row) => row.light)) {
		columns.push({ head: '状态', cell: (row) => (row.light ? light(row.light, row.light_text || '') : null) });
	}
	if (what === 'term' || what === 'probation') {
		columns.push({ head: what === 'term' ? '届满' : '期满', cell: (row) => (row.day ? html`<span class="num">${dayText(row.day)}</span>` : null) });
	}
	return table(`${list.label}：${list.says}`, columns, rows);
}

begin({ frame, due });
