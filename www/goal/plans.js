// @ts-check
/** The plans that one sees: handed down from above, one's own, and those of the units below. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { frame } from '../common/frame.js';
import { joined } from '../common/light.js';
import { begin } from '../common/start.js';
import { empty, load } from '../common/state.js';
import { opener } from '../common/table.js';
import { campaignChips, daysText, goalTag, idOfQuery, placeOf, queryOf, sampleMark } from './parts.js';

/** @typedef {import('./plan-api.js').Plans} Plans */
/** @typedef {import('./plan-api.js').PlanRow} PlanRow */

/** @param {HTMLElement} root */
async function plans(root) {
	const campaign = idOfQuery('campaign');

	await load(placeOf(root, 'list'), () => Promise.all([call('GET', `/api/goal/plans${queryOf({ campaign })}`), call('GET', '/api/goal/campaigns')]),
		([answer, all]) => {
			placeOf(root, 'sub').textContent = answer.campaign ? answer.campaign.name : '';
			render(answer.units.length && answer.campaign ? html`<a class="btn ${answer.rows.length ? '' : 'primary'}"
				href="/console/goal/plan/new${queryOf({ campaign })}">写规划</a>` : nothing, placeOf(root, 'act'));
			render(campaignChips(all.rows, answer.campaign ? answer.campaign.id : null, (id) => `/console/goal/plans?campaign=${id}`), placeOf(root, 'filters'));
			return html`${sampleMark(answer.campaign)}${drawn(answer)}`;
		}, 6);
}

/** @param {Plans} answer */
function drawn(answer) {
	if (!answer.rows.length) {
		return html`<section class="card">${empty(answer.units.length ? '还没有规划。写好下发，下级写目标时就能看到。' : '上级还没有下发规划。')}</section>`;
	}
	/** @type {Map<number, PlanRow[]>} */
	const units = new Map();
	for (const row of answer.rows) units.set(row.unit, [...(units.get(row.unit) || []), row]);
	return html`<div class="stack">${Array.from(units.values()).map((rows) => html`<section class="card">
		<h2>${rows[0].unit_name}</h2>
		<ul class="list plans">${ordered(rows).map((row) => html`<li class=${row.parent && rows.some((one) => one.id === row.parent) ? 'under' : ''}>
			<div>${opener(`/console/goal/plan/${row.id}`, row.title, joined([row.for ? `${row.kind_label}：${row.for}` : row.kind_label,
				daysText(row.begins, row.ends), row.tasks ? `${row.tasks}项任务` : null]))}</div>
			${goalTag(row.state, row.state_label)}</li>`)}</ul>
	</section>`)}</div>`;
}

/** Near plans stand under their overall one. @param {PlanRow[]} rows */
function ordered(rows) {
	const near = rows.filter((row) => row.kind === 'near');
	const placed = rows.filter((row) => row.kind === 'overall').flatMap((row) => [row, ...near.filter((one) => one.parent === row.id)]);

	return [...placed, ...near.filter((one) => !placed.includes(one)), ...rows.filter((row) => row.kind === 'guidance')];
}

begin({ frame, plans });
