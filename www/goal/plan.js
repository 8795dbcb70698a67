// @ts-check
/** One plan: what it says, its tasks with the goals that serve them; as a draft, its form. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { frame } from '../common/frame.js';
import { drawVerbs, timeline } from '../common/item.js';
import { joined } from '../common/light.js';
import { begin } from '../common/start.js';
import { failed, loading, say } from '../common/state.js';
import { opener } from '../common/table.js';
import { daysText, dueText, goalTag, idOfQuery, placeOf, sampleMark } from './parts.js';
import { planForm } from './plan-form.js';

/** @typedef {import('./plan-api.js').Plan} Plan */
/** @typedef {import('./plan-api.js').Task} Task */

/** @param {HTMLElement} root */
async function plan(root) {
	const place = placeOf(root, 'page');
	const id = location.pathname.split('/').pop() || '';

	render(loading(8), place);
	try {
		if (id === 'new') {
			await write(place, null);
			return;
		}
		draw(place, await call('GET', `/api/goal/plan/${id}`));
	} catch (error) {
		render(html`<div class="head"><h1>规划</h1></div><section class="card">${failed(error, () => { plan(root); },
			{ href: '/console/goal/plans', label: '看所有规划' })}</section>`, place);
	}
}

/** @param {HTMLElement} place @param {Plan | null} now */
async function write(place, now) {
	const choices = await call('GET', '/api/goal/plan/choices');

	await planForm(place, choices, now, idOfQuery('campaign'), (saved) => {
		history.replaceState(null, '', `/console/goal/plan/${saved.id}`);
		draw(place, saved);
		say('已保存');
	}, () => (now ? draw(place, now) : location.assign('/console/goal/plans')));
}

/** @param {HTMLElement} place @param {Plan} now */
function draw(place, now) {
	document.title = `${now.title} · 双五好`;
	render(page(now), place);
	drawVerbs(/** @type {HTMLElement} */ (place.querySelector('[data-verbs]')), now.verbs, async (verb, fields) => {
		if (verb === 'edit') {
			setTimeout(() => { write(place, now); }); // when the question is closed
			return;
		}
		const fresh = await call('POST', `/api/goal/plan/${now.id}/${verb}`, fields, verb === 'copy' ? {} : { version: now.version });
		if (verb === 'copy') history.pushState(null, '', `/console/goal/plan/${fresh.id}`);
		draw(place, fresh);
		say({ publish: '已下发', end: '已废止', copy: '新的一版是草稿，改好再下发' }[verb] || '已办');
	}, { edit: { text: '' } });
	const edit = place.querySelector('[data-verb="edit"]');
	if (edit) {
		edit.addEventListener('click', (event) => { // no question before a form
			event.stopImmediatePropagation();
			write(place, now);
		}, true);
	}
}

/** @param {Plan} now */
function page(now) {
	return html`<div class="head"><h1>${now.title}</h1>${goalTag(now.state, now.state_label)}<span class="push" data-verbs></span></div>
		${sampleMark(now.campaign)}
		<div class="stack">
			<section class="card">
				<dl class="facts">
					<dt>单位</dt><dd>${now.unit.short_name}</dd>
					<dt>种类</dt><dd>${joined([now.kind_label, now.campaign.name])}</dd>
					${now.for ? html`<dt>给谁</dt><dd>${now.for}</dd>` : nothing}
					${now.begins || now.ends ? html`<dt>时间</dt><dd class="num">${daysText(now.begins, now.ends)}</dd>` : nothing}
					${now.parent ? html`<dt>总体规划</dt><dd><a href="/console/goal/plan/${now.parent.id}">${now.parent.title}</a></dd>` : nothing}
					${now.source ? html`<dt>上一版</dt><dd><a href="/console/goal/plan/${now.source.id}">${now.source.title}</a><span
						class="muted gap">${now.source.state_label}</span></dd>` : nothing}
				</dl>
				${now.body ? html`<div class="plan-body">${now.body}</div>` : nothing}
			</section>
			${now.near.length ? html`<section class="card"><h2>近期计划</h2><ul class="list plans">${now.near.map((one) => html`<li>
				<div>${opener(`/console/goal/plan/${one.id}`, one.title, daysText(one.begins, one.ends))}</div>
				${goalTag(one.state, one.state_label)}</li>`)}</ul></section>` : nothing}
			${now.tasks.length ? html`<section class="card"><h2>任务和服务它的目标</h2>
				<ol class="tasks">${now.tasks.map(task)}</ol></section>` : nothing}
			${now.events.length ? html`<section class="card"><h2>经过</h2>${timeline(now.events.slice().reverse())}</section>` : nothing}
		</div>`;
}

/** @param {Task} one */
function task(one) {
	const shown = one.goals.slice(0, 50);

	return html`<li><h3>${one.text}</h3>
		${shown.length ? html`<ul class="list plans">${shown.map((goal) => html`<li>
			<div>${opener(`/console/goal/${goal.id}`, goal.aim, joined([goal.unit_name, goal.standard, dueText(goal.due_on)]))}</div>
			${goalTag(goal.state, goal.state_label)}</li>`)}</ul>${one.goals.length > 50 ? html`<p class="muted">还有更多，这里只列50个。</p>` : nothing}`
			: html`<p class="muted">还没有目标服务这项任务。</p>`}</li>`;
}

begin({ frame, plan });
