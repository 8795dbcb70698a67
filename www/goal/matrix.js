// @ts-check
/**
 * What is covered, unit x standard, one level of the tree at a time: a shape and a word for each cell, in official order. A unit's
 * name opens the level below it; a cell opens what is behind it, and from there the goal, or the sheet to write one.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { ask } from '../common/dialog.js';
import { frame } from '../common/frame.js';
import { joined } from '../common/light.js';
import { begin } from '../common/start.js';
import { empty, load, say } from '../common/state.js';
import { campaignChips, dueText, goalTag, idOfQuery, placeOf, queryOf, sampleMark } from './parts.js';

/** @typedef {import('./plan-api.js').Matrix} Matrix */
/** @typedef {import('./plan-api.js').MatrixRow} MatrixRow */
/** @typedef {import('./plan-api.js').Cell} Cell */

/** How a unit can stand, as data.coverage numbers it: a class and the word. @type {[string, string][]} */
const STANDS = [['none', '没有目标'], ['draft', '草稿'], ['submitted', '待审核'], ['registered', '已备案'], ['stale', '久未更新'], ['confirmed', '已完成']];
/** What asks for somebody first. */
const URGENT = [0, 4, 1, 2, 3, 5];

/** @param {HTMLElement} root */
async function matrix(root) {
	const asked = { unit: idOfQuery('unit'), campaign: idOfQuery('campaign') };

	await load(placeOf(root, 'list'), () => call('GET', `/api/goal/matrix${queryOf(asked)}`), (/** @type {Matrix} */ answer) => {
		document.title = `${answer.unit.short_name} · 标准对照 · 双五好`;
		placeOf(root, 'heading').textContent = headingOf(answer);
		placeOf(root, 'sub').textContent = answer.campaign ? answer.campaign.name : '';
		render(answer.unit.own && Object.keys(answer.unit.own).length ? html`<a class="btn"
			href="/console/goal/print/${answer.unit.id}${queryOf({ campaign: asked.campaign })}">打印目标登记表</a>` : nothing, placeOf(root, 'act'));
		render(html`${campaignChips(answer.campaigns, answer.campaign ? answer.campaign.id : null,
			(campaign) => `/console/goal/matrix${queryOf({ unit: asked.unit, campaign })}`)}${way(answer, asked.campaign)}`, placeOf(root, 'filters'));
		return drawn(answer, asked.campaign);
	}, 10);
}

/** How many units below have no goal under some standard: the question that this page answers. @param {Matrix} answer */
function headingOf(answer) {
	if (!answer.campaign) return '标准对照';
	const open = answer.rows.filter((row) => Object.values(row.cells).some((counts) => counts[0] > 0)).length;

	return open ? `${open}个单位还有标准没有目标` : answer.rows.length ? '每条标准都有目标' : '标准对照';
}

/** @param {Matrix} answer @param {number | null} campaign */
function way({ path, unit }, campaign) {
	if (!path.length) return nothing;
	return html`<nav class="crumbs" aria-label="上级">${path.map((step) => html`<a
		href="/console/goal/matrix${queryOf({ unit: step.id, campaign })}">${step.short_name}</a>`)}<span aria-current="page">${unit.short_name}</span></nav>`;
}

/** @param {Matrix} answer @param {number | null} campaign */
function drawn(answer, campaign) {
	if (!answer.campaign) return html`<section class="card">${empty('还没有年度活动。有了以后，这里看每个单位对照标准写了没有。')}</section>`;
	const own = answer.unit.own && Object.keys(answer.unit.own).length ? answer.unit.own : null;
	if (!own && !answer.rows.length) return html`<section class="card">${empty('这个单位和下级都不对照基层党组织标准。')}</section>`;
	return html`${sampleMark(answer.campaign)}
		<section class="card matrix-card">
			${legend(answer.silent_days)}
			<div class="table-scroll" tabindex="0" role="group" aria-label="单位和标准对照">
				<table class="matrix">
					<caption class="spoken">${answer.campaign.name}，${answer.unit.short_name}，单位和标准对照</caption>
					<thead>${heads(answer)}</thead>
					<tbody>${own ? line(answer, {
						id: answer.unit.id, short_name: `${answer.unit.short_name}（本级）`, kind_label: answer.unit.kind_label, below: false, cells: cellsOf(own),
					}, campaign, true) : nothing}${answer.rows.map((row) => line(answer, row, campaign, false))}</tbody>
				</table>
			</div>
			<p class="muted">按建制顺序排列，不排名次。数目是单位的个数，不是目标的个数。</p>
		</section>`;
}

/** A unit's own standing in the form of counts. @param {Record<string, number>} own @returns {Record<string, import('./plan-api.js').Counts>} */
function cellsOf(own) {
	return Object.fromEntries(Object.entries(own).map(([code, stands]) => [code,
		/** @type {import('./plan-api.js').Counts} */ (STANDS.map((_, at) => Number(at === stands)))]));
}

/** @param {number} days */
function legend(days) {
	return html`<ul class="key" aria-label="图例">${URGENT.map((at) => html`<li>${mark(at)}${STANDS[at][1]}${at === 4
		? html`<span class="muted">（过了时限，或${days}天没有进展）</span>` : nothing}</li>`)}</ul>`;
}

/** @param {number} stands */
function mark(stands) {
	return html`<i class="stands ${STANDS[stands][0]}" aria-hidden="true"></i>`;
}

/** Categories above, their standards below. @param {Matrix} answer */
function heads(answer) {
	/** @type {{category: string, count: number}[]} */
	const categories = [];

	for (const { category } of answer.standards) {
		const last = categories[categories.length - 1];
		if (last && last.category === category) last.count++;
		else categories.push({ category, count: 1 });
	}
	return html`<tr><th rowspan="2" scope="col" class="unit">单位</th>${categories.map((one) => html`<th colspan=${one.count}
			scope="colgroup" class="category">${one.category}</th>`)}</tr>
		<tr>${answer.standards.map((one, at) => html`<th scope="col" class=${startsCategory(answer, at) ? 'first' : ''} title=${one.text}><span
			class="code">${one.code}</span><span class="spoken">${one.text}</span></th>`)}</tr>`;
}

/** @param {Matrix} answer @param {number} at */
function startsCategory(answer, at) {
	return at === 0 || answer.standards[at].category !== answer.standards[at - 1].category;
}

/** @param {Matrix} answer @param {MatrixRow} row @param {number | null} campaign @param {boolean} own */
function line(answer, row, campaign, own) {
	return html`<tr class=${own ? 'own' : ''}><th scope="row" class="unit">${row.below ? html`<a
			href="/console/goal/matrix${queryOf({ unit: row.id, campaign })}">${row.short_name}</a>` : row.short_name}</th>
		${answer.standards.map((standard, at) => cell(answer, row, standard.code, at, campaign, own))}</tr>`;
}

/** @param {Matrix} answer @param {MatrixRow} row @param {string} code @param {number} at @param {number | null} campaign @param {boolean} own */
function cell(answer, row, code, at, campaign, own) {
	const counts = row.cells[code];
	const edge = startsCategory(answer, at) ? 'first' : '';

	if (!counts) return html`<td class="apart ${edge}"><span class="spoken">${code}不对照</span></td>`;
	const units = counts.reduce((sum, count) => sum + count, 0);
	const stands = URGENT.find((one) => counts[one] > 0) || 0;
	const others = URGENT.filter((one) => counts[one] && one !== stands).map((one) => `，${counts[one]}个${STANDS[one][1]}`).join('');

	return html`<td class=${edge}><button type="button" class="cell ${STANDS[stands][0]}" @click=${() => show(row, code, campaign, own)}><span
		class="spoken">${row.short_name}，${code}：</span>${mark(stands)}<b class="num">${units === 1 ? '' : `${counts[stands]}个`}</b><span>${STANDS[stands][1]}</span><span
		class="spoken">${others}</span></button></td>`;
}

/** What is behind a cell. @param {MatrixRow} row @param {string} code @param {number | null} campaign @param {boolean} own */
async function show(row, code, campaign, own) {
	try {
		/** @type {Cell} */
		const answer = await call('GET', `/api/goal/cell/${row.id}${queryOf({ standard: code, campaign })}`);
		const rows = own ? answer.rows.filter((one) => one.unit === row.id) : answer.rows;
		await ask({ title: `${row.short_name}，${code}`, yes: '', close: true, broad: true, text: answer.text, body: behind(rows, code, campaign) });
	} catch (error) {
		say(/** @type {Error} */ (error).message);
	}
}

/** @param {import('./plan-api.js').CellUnit[]} rows @param {string} code @param {number | null} campaign */
function behind(rows, code, campaign) {
	return html`<ul class="list behind">${rows.slice(0, 50).map((row) => html`<li>
		<div class="row"><b>${row.short_name}</b><span class="stood">${mark(row.stands)}${STANDS[row.stands][1]}</span>
			${row.may_write ? html`<a class="btn small push" href="/console/goal${queryOf({ unit: row.unit, campaign, standard: code })}">写目标</a>`
				: row.goals.length ? nothing : html`<a class="btn small push" href="/console/goal${queryOf({ unit: row.unit, campaign })}">看它的目标</a>`}</div>
		${row.goals.map((goal) => html`<p class="row"><a href="/console/goal/${goal.id}">${goal.aim}</a>${goalTag(goal.state, goal.state_label)}<span
			class="muted">${joined([dueText(goal.due_on)])}</span></p>`)}</li>`)}</ul>
		${rows.length > 50 ? html`<p class="muted">只列50个单位，其余的请到下一级看。</p>` : nothing}`;
}

begin({ frame, matrix });
