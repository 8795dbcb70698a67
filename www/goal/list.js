// @ts-check
/** The goals of a unit, or one's own, by standard: what there is, what is still open, and the way to write. */
import { html, nothing } from 'lit-html';
import { call } from '../common/call.js';
import { dayText, rangeText } from '../common/date.js';
import { frame } from '../common/frame.js';
import { joined, stateTag } from '../common/light.js';
import { begin } from '../common/start.js';
import { empty, load } from '../common/state.js';
import { askedPlace, measureText, placeOf } from './parts/fields.js';

/** @typedef {import('./api.js').Goals} Goals */
/** @typedef {import('./api.js').GoalRow} GoalRow */

/** @param {HTMLElement} root */
async function list(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));

	place.textContent = ''; // the heading that stood here before
	await load(place, () => call('GET', `/api/goal/goals${askedPlace()}`), drawn, 8);
}

/** @param {Goals} answer */
function drawn(answer) {
	const heading = answer.member ? (answer.member.own ? '我的目标' : `${answer.member.name}的目标`)
		: answer.unit ? `${answer.unit.short_name}的目标` : '目标';

	document.title = `${heading} · 双五好`;
	return html`<div class="head">
			<h1>${heading}</h1>
			${answer.campaign ? html`<span class="muted">${joined([answer.campaign.name,
				rangeText(answer.campaign.begins, answer.campaign.ends)])}</span>` : nothing}
			<div class="push row">${acts(answer)}</div>
		</div>
		${places(answer)}
		${answer.campaign && answer.standards.length ? standards(answer) : html`<section class="card">${empty(
			answer.campaign ? '这里没有要对照的标准，不用写目标。可以从组织里打开一个支部，看它的目标。' : '还没有定活动年度。工委经办人定下来以后，就可以写目标。',
			html`<a class="btn" href="/console/org">看组织</a>`)}</section>`}
		${answer.members.length ? members(answer) : nothing}`;
}

/** @param {Goals} answer */
function acts(answer) {
	const open = answer.rows.some((row) => row.may.includes('submit'));

	if (!answer.may_write || !answer.standards.length) return nothing;
	return html`<a class="btn primary" href=${placeOf('/sheet', hereOf(answer))}>${open ? '接着写' : '写目标'}</a>`;
}

/** @param {Goals} answer */
function hereOf(answer) {
	return answer.member ? { member: answer.member.id } : { unit: answer.unit && answer.unit.id };
}

/** Where else the caller writes, and other campaigns. @param {Goals} answer */
function places(answer) {
	const here = answer.member ? answer.member.id : 0;
	const others = answer.places.length > 1;

	if (!others && answer.campaigns.length < 2) return nothing;
	return html`<nav class="row filters" aria-label="看谁的、哪一年的">
		${others ? answer.places.map((at) => html`<a class="chip" href=${placeOf('', at.member ? { member: at.member } : { unit: at.unit })}
			aria-current=${(at.member || 0) === here && (here || (answer.unit && answer.unit.id === at.unit)) ? 'true' : nothing}>${at.name}</a>`) : nothing}
		${answer.campaigns.length > 1 ? answer.campaigns.slice(0, 4).map((at) => html`<a class="chip"
			href=${placeOf('', { ...hereOf(answer), campaign: at.id })}
			aria-current=${answer.campaign && answer.campaign.id === at.id ? 'true' : nothing}>${at.name}</a>`) : nothing}
	</nav>`;
}

/** @param {Goals} answer */
function standards(answer) {
	const categories = Array.from(new Set(answer.standards.map((standard) => standard.category)));

	if (!answer.rows.length) {
		return html`<section class="card">${answer.may_write
			? empty('还没有目标。可以照去年的改，也可以用样板写，几分钟就够。',
				html`<a class="btn primary" href=${placeOf('/sheet', hereOf(answer))}>写目标</a>`)
			: empty('还没有目标。')}</section>`;
	}
	return categories.map((category) => html`<section class="card by-standard"><h2>${category}</h2>
		<ul class="list">${answer.standards.filter((standard) => standard.category === category)
			.map((standard) => oneStandard(answer, standard))}</ul></section>`);
}

/** @param {Goals} answer @param {import('./api.js').Standard} standard */
function oneStandard(answer, standard) {
	const rows = answer.rows.filter((row) => row.standard === standard.code);

	return html`<li>
		<p class="standard"><b class="code">${standard.code}</b><span>${standard.text}</span></p>
		${rows.length ? html`<ul class="goals">${rows.map(oneGoal)}</ul>` : html`<p class="muted none">${answer.may_write
			? html`<a href="${placeOf('/sheet', hereOf(answer))}#${standard.code}">写一条<span class="spoken">：${standard.code}</span></a>` : '还没有'}</p>`}
	</li>`;
}

/** @param {GoalRow} row */
function oneGoal(row) {
	return html`<li data-row>
		<a class="open" href="/console/goal/${row.id}">${row.aim}</a>
		<span class="facts-line">${stateTag(row.state, row.state_label)}
			<span class="muted">${joined([row.due_on ? `${dayText(row.due_on)}前` : null, row.responsible_name, measureText(row) || null,
				row.present ? `现在${row.present}${row.figure_unit || ''}` : null,
				row.source && row.source.what === 'exemplar' ? `照着${row.source.unit_name}的写` : null,
				row.shared ? '示范目标' : null, row.new_way ? '创新' : null])}</span></span>
	</li>`;
}

/** The members of the branch: what each has, for its secretary. @param {Goals} answer */
function members(answer) {
	return html`<section class="card"><h2>党员的目标</h2>
		<p class="muted">每人对照五条标准，写一两句就行。有账号的由本人写；没有账号的，可以由支部代录。</p>
		<ul class="list members">${answer.members.map((member) => html`<li data-row>
			<a class="open" href=${placeOf('', { member: member.id })}>${member.name}</a>
			<span class="muted">${member.states.length ? member.states.join('、') : '还没有写'}</span>
			${member.writes ? html`<a class="btn small" href=${placeOf('/sheet', { member: member.id })}>代录<span class="spoken">${member.name}的目标</span></a>` : nothing}
		</li>`)}</ul></section>`;
}

begin({ frame, list });
