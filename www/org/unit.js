// @ts-check
/** One unit: its three names, what its kind may do, who is below it, its members, its rounds. */
import { html, nothing } from 'lit-html';
import { dayText } from '../common/date.js';
import { stateTag, tag } from '../common/light.js';
import { opener, table } from '../common/table.js';
import { changeLine, fullDay } from './change.js';
import { unitPosts } from './posts.js';

/** @typedef {import('../common/api.js').Unit} Unit */

/**
 * @typedef {object} Page
 * @property {boolean} alone the unit is what the page is about
 * @property {(event: MouseEvent, id: number) => void} pick opens another unit without leaving the page
 * @property {(id: number) => string} address of a unit, on the day that is shown
 * @property {(verb: string) => void} order asks for a change of the organisation
 * @property {() => void} refresh after a change
 *
 * @param {Unit} answer
 * @param {Page} page
 */
export function unitPage(answer, page) {
	const { unit } = answer;

	return html`
		${path(answer, page)}
		<div class="head">
			${page.alone ? html`<h1 tabindex="-1">${unit.short_name}</h1>`
				: html`<h2 class="h1" tabindex="-1">${unit.short_name}</h2>`}
			${tag(unit.kind_label)}
			${unit.closed ? tag(`${dayText(unit.closed)}撤销`, 'void') : nothing}
		</div>
		<div class="stack">
			${answer.day ? html`<p class="note">这是${dayText(answer.day)}的情况。</p>` : nothing}
			${facts(answer)}
			${answer.children.length ? below(answer, page) : nothing}
			${answer.day ? nothing : html`${answer.roster ? members(answer) : nothing}${unitPosts(unit.id)}${rounds(answer)}`}
			${changes(answer, page)}
			${past(answer)}
		</div>`;
}

/** @param {Unit} answer @param {Page} page */
function path(answer, page) {
	const steps = answer.path.filter((step) => step.id !== answer.unit.id);

	return html`<nav aria-label="所在位置"><ol class="path">
		<li class="to-tree"><a href="/console/org">组织</a></li>
		${steps.map((step) => html`<li><a href=${page.address(step.id)}
			@click=${(/** @type {MouseEvent} */ event) => page.pick(event, step.id)}
			>${step.short_name}</a></li>`)}
	</ol></nav>`;
}

/** @param {Unit} answer */
function facts({ unit, people, powers }) {
	const none = unit.kind === 'party_group' || unit.kind === 'committee'
		? '没有' : '没有登记，不能印公开二维码海报';

	return html`<section class="card about ${powers.length ? '' : 'whole'}" aria-label="基本情况">
		<dl class="facts">
			<dt>全称</dt><dd>${unit.full_name}</dd>
			<dt>对外名称</dt><dd>${unit.public_name || html`<span class="muted">${none}</span>`}</dd>
			<dt>建制序号</dt><dd class="num">${unit.order}</dd>
			${unit.sector ? html`<dt>行业</dt><dd>${unit.sector}</dd>` : nothing}
			${unit.opened ? html`<dt>成立</dt><dd class="num">${dayText(unit.opened)}</dd>` : nothing}
			${people ? html`<dt>党员</dt>
				<dd class="num">${headcount(people)}</dd>` : nothing}
		</dl>
		${powers.length ? html`<div><h2 class="inner">${unit.kind_label}按规定</h2>
			<ul class="powers">${powers.map((power) => html`<li>${power}</li>`)}</ul></div>` : nothing}
	</section>`;
}

/** @param {{full: number, probationary: number}} people */
function headcount({ full, probationary }) {
	if (!full && !probationary) return '没有直接登记的党员';
	return `正式党员${full}名${probationary ? `，预备党员${probationary}名` : ''}`;
}

/** A column that would be empty from top to bottom is left out. @param {Unit} answer @param {Page} page */
function below({ children }, page) {
	/** @type {import('../common/table.js').Column<import('../common/api.js').Node>[]} */
	const columns = [
		{ head: '单位', lead: true, cell: (node) => html`<a class="open" href=${page.address(node.id)}
			@click=${(/** @type {MouseEvent} */ event) => page.pick(event, node.id)}
			>${node.short_name}</a>` },
	];

	if (children.some((node) => node.public_name)) {
		columns.push({ head: '对外名称', cell: (node) => node.public_name });
	}
	columns.push({ head: '种类', cell: (node) => node.kind_label });
	if (children.some((node) => node.members)) {
		columns.push({ head: '党员', right: true, cell: (node) => node.members || null });
	}
	return html`<section class="card">
		<h2>下级${children.length}个</h2>
		${table('下级单位，按建制顺序', columns, children)}
	</section>`;
}

/** @param {Unit} answer */
function members({ unit, people }) {
	if (!people) return nothing;
	return html`<section class="card">
		<h2>党员名册</h2>
		<div class="row">
			<a class="btn" href="/console/org/unit/${unit.id}/members">打开名册</a>
			<span class="muted">打开会留下记录：谁、什么时候看过。</span>
		</div>
	</section>`;
}

/** @param {Unit} answer */
function rounds({ rounds: rows }) {
	if (!rows.length) return nothing;
	return html`<section class="card">
		<h2>测评</h2>
		<ul class="list">${rows.map((round) => html`<li class="row round-row" data-row>
			${opener(`/console/survey/${round.id}`, round.title)}
			<span class="push">${stateTag(round.state, round.state_label)}</span></li>`)}</ul>
	</section>`;
}

/** @type {Record<string, string>} */
const ORDERS = { create: '新建下级', rename: '改名', move: '改隶', split: '分立', merge: '合并', dissolve: '撤销' };

/** What waits, and what the caller may order. @param {Unit} answer @param {Page} page */
function changes({ pending, may }, page) {
	if (!pending.length && !may.length) return nothing;
	return html`<section class="card">
		<h2>组织调整</h2>
		${pending.length ? html`<ul class="list">${pending.map((change) => html`<li class="change-line">
			${changeLine(change, page.refresh)}</li>`)}</ul>` : nothing}
		${may.length ? html`<div class="row orders">${may.map((verb) => html`<button class="btn" type="button"
			@click=${() => page.order(verb)}>${ORDERS[verb]}</button>`)}</div>` : nothing}
	</section>`;
}

/** @param {Unit} answer */
function past({ history }) {
	return html`<section class="card">
		<h2>沿革</h2>
		<ol class="list history">${history.map((row) => html`<li>
			<span class="num">${fullDay(row.on)}</span>
			<span>${row.text}${row.basis ? html`<span class="sub">依据：${row.basis}</span>` : nothing}</span></li>`)}</ol>
	</section>`;
}
