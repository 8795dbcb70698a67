// @ts-check
/** The rounds: which are running, what was asked before, and the way to a new one. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { frame } from '../common/frame.js';
import { joined, stateTag } from '../common/light.js';
import { begin } from '../common/start.js';
import { empty, load } from '../common/state.js';
import { opener, table } from '../common/table.js';
import { moment } from '../common/date.js';
import { addressOf, spanText } from './parts/round.js';

/** @typedef {import('./api.js').RoundRow} RoundRow */

const MANY = 6; // from so many rows on the list can be narrowed
const STATES = ['open', 'draft', 'closed', 'published', 'void']; // in this order

/** @param {HTMLElement} root */
async function list(root) {
	/** @param {string} name */
	const place = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-place="${name}"]`));
	/** @type {RoundRow[]} */
	let rows = [];
	/** @type {string | null} */
	let next = null;
	let mayCreate = false;

	const draw = () => {
		const state = new URLSearchParams(location.search).get('state') || '';
		const shown = state ? rows.filter((row) => row.state === state) : rows;
		drawHeading(place('heading'), rows, next !== null);
		render(mayCreate && rows.length ? newButton() : nothing, place('act'));
		render(filters(rows, state, narrow), place('filters'));
		place('filters').hidden = rows.length < MANY || next !== null;
		return rows.length ? html`${ledger(shown)}${next ? moreButton(more) : nothing}` : nothingYet(mayCreate);
	};
	/** @param {MouseEvent} event */
	const narrow = (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		history.pushState(null, '', /** @type {HTMLAnchorElement} */ (event.currentTarget).href);
		render(draw(), place('list'));
	};
	const more = async () => {
		const answer = await call('GET', `/api/survey/rounds?after=${encodeURIComponent(next || '')}`);
		rows = rows.concat(answer.rows);
		next = answer.next;
		render(draw(), place('list'));
	};

	window.addEventListener('popstate', () => render(draw(), place('list')));
	await load(place('list'), () => call('GET', '/api/survey/rounds'), (answer) => {
		rows = answer.rows;
		next = answer.next;
		mayCreate = answer.may_create;
		return draw();
	}, 5);
}

/** The question that this page answers. @param {HTMLElement} place @param {RoundRow[]} rows @param {boolean} more */
function drawHeading(place, rows, more) {
	const running = rows.filter((row) => row.state === 'open').length;
	const text = running && !more ? `${running}轮测评正在进行` : '测评';

	place.textContent = text;
	document.title = `${text} · 双五好`;
}

function newButton() {
	return html`<a class="btn primary" href="/console/survey/new">新建测评</a>`;
}

/** @param {() => Promise<void>} more */
function moreButton(more) {
	return html`<div class="list-end"><button class="btn" type="button" @click=${more}>再看一些</button></div>`;
}

/** @param {boolean} mayCreate */
function nothingYet(mayCreate) {
	return mayCreate
		? empty('还没有测评。选样板、选单位、定截止时间，就可以开始。', newButton())
		: empty('还没有测评。有了结果，公布后在这里看。');
}

/**
 * A chip for each state that there is. @param {RoundRow[]} rows @param {string} now
 * @param {(event: MouseEvent) => void} narrow
 */
function filters(rows, now, narrow) {
	/** @type {Map<string, {label: string, count: number}>} */
	const states = new Map();

	for (const row of rows) {
		const known = states.get(row.state);
		states.set(row.state, { label: row.state_label, count: (known ? known.count : 0) + 1 });
	}
	/** @param {string} state @param {string} label @param {number} count */
	const chip = (state, label, count) => html`<a class="chip" @click=${narrow}
		href=${state ? `?state=${state}` : '/console/survey'}
		aria-current=${state === now ? 'true' : nothing}>${label}<span class="gap num">${count}</span></a>`;

	return html`<nav class="row filters" aria-label="按状态看">${chip('', '全部', rows.length)}
		${Array.from(states).sort(([a], [b]) => STATES.indexOf(a) - STATES.indexOf(b))
			.map(([state, of]) => chip(state, of.label, of.count))}</nav>`;
}

/** @param {RoundRow[]} rows */
function ledger(rows) {
	if (!rows.length) return empty('这里没有这种状态的测评。');
	return table('测评', [
		{
			head: '测评', lead: true,
			cell: ({ id, title, line: { strata, units } }) => opener(addressOf(id), title,
				strata.length || units ? joined([strata.join('、'), units ? `${units}个单位` : null]) : null),
		},
		{ head: '状态', cell: (row) => stateTag(row.state, row.state_label) },
		{ head: '时间', cell: times },
		{ head: '收到', cell: steps },
	], rows);
}

/** Each channel on a line of its own: they are never added up. @param {RoundRow} row */
function steps(row) {
	if (row.state === 'draft') return null;
	return html`<span class="steps">${row.line.step.split('；').map((step) => html`<span>${step}</span>`)}</span>`;
}

/** @param {RoundRow} row */
function times({ state, line: { opens, closes } }) {
	if (state === 'open' && closes) {
		return html`<div><span class="num whole">${spanText(opens, closes)}</span><span
			class="sub whole">${moment(closes)}截止</span></div>`;
	}
	return closes || opens ? html`<span class="num whole">${spanText(opens, closes)}</span>` : null;
}

begin({ frame, list });
