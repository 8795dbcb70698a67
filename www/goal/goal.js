// @ts-check
/** One goal: what it says, how it stands, what was done, what was changed, and the buttons that are open. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { day, dayText, moment } from '../common/date.js';
import { frame } from '../common/frame.js';
import { drawVerbs, timeline } from '../common/item.js';
import { joined, stateTag } from '../common/light.js';
import { begin } from '../common/start.js';
import { failed, loading, say } from '../common/state.js';
import { LABELS, measureText, placeOf } from './parts/fields.js';
import { send } from './parts/send.js';
import { extras } from './parts/verbs.js';

/** @typedef {import('./api.js').Goal} Goal */

/** @param {HTMLElement} root */
async function goal(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	const back = /** @type {HTMLAnchorElement} */ (root.querySelector('[data-place="back"]'));
	const id = location.pathname.split('/').pop();
	/** @type {Promise<void> | null} */
	let attached = null;

	/** @param {Goal} now */
	const draw = (now) => {
		const of = now.subject ? { member: now.subject.id } : { unit: now.unit.id };
		document.title = `${now.title} · 双五好`;
		back.href = placeOf('', { ...of, campaign: now.campaign.id });
		back.textContent = now.subject ? `${now.subject.name}的目标` : `${now.unit.short_name}的目标`;
		render(page(now), place);
		drawVerbs(/** @type {HTMLElement} */ (place.querySelector('[data-verbs]')), now.verbs,
			(verb, fields) => act(now, verb, fields, draw), extras(now, of));
		if (!attached) attached = evidence(/** @type {HTMLElement} */ (place.querySelector('[data-place="attached"]')), now.id);
	};
	const read = async () => {
		try {
			draw(await call('GET', `/api/goal/item/${id}`));
		} catch (error) {
			render(html`<div class="head"><h1>目标</h1></div><section class="card">${failed(error, read,
				{ href: '/console/goal', label: '看所有目标' })}</section>`, place);
		}
	};

	place.textContent = '';
	render(loading(8), place);
	await read();
}

/** What is linked to it, and the way to add: loaded when the goal stands. @param {HTMLElement} place @param {number} id */
async function evidence(place, id) {
	const { drawAttached } = await import('../common/attach.js');

	await drawAttached(place, id);
}

/** What is said when a verb is done. @type {Record<string, string>} */
const DONE = {
	submit: '提交了，等上级审核。', register: '已备案。', return: '退回了。', progress: '进展记下了。', claim: '申报了，等上级确认。',
	confirm: '确认完成了。', send_back: '退回补充了。', ask_change: '变更申请交上去了。', grant_change: '变更生效了，原文保留。',
	refuse_change: '没有同意变更。', withdraw: '撤回了。', end: '终止了，记录保留。',
};

/** @param {Goal} now @param {string} verb @param {Record<string, unknown>} fields @param {(goal: Goal) => void} draw */
async function act(now, verb, fields, draw) {
	const answer = await send(now, verb, fields, draw);

	if (verb === 'drop') {
		location.assign(placeOf('', now.subject ? { member: now.subject.id } : { unit: now.unit.id }));
		return;
	}
	draw(verb === 'submit' ? await call('GET', `/api/goal/item/${now.id}`) : answer);
	say(verb === 'submit' && answer.kept.length ? `还没有提交：${answer.kept[0].lacks.map((/** @type {{detail: string}} */ lack) => lack.detail).join('')}` : DONE[verb] || '办好了。');
}

/** @param {Goal} now */
function page(now) {
	return html`
		<div class="head">
			<h1 class="aim">${now.aim}</h1>
			${stateTag(now.state, now.state_label)}
			<div class="push" data-verbs></div>
		</div>
		${returned(now)}
		${now.may.includes('submit') ? readiness(now) : nothing}
		<div class="beside">
			<div class="stack">
				${says(now)}
				${now.changes.length ? changes(now) : nothing}
				${['draft', 'submitted', 'returned'].includes(now.state) ? nothing : progress(now)}
				<section class="card"><h2>佐证材料</h2><div data-place="attached"></div></section>
			</div>
			<aside class="stack" aria-label="基本情况和经过">${facts(now)}
				${now.events.length ? html`<section class="card"><h2>经过</h2>${timeline(calm(now.events).reverse(), awaited(now))}</section>` : nothing}</aside>
		</div>`;
}

/** Why it came back stands first. @param {Goal} now */
function returned(now) {
	const last = now.events[now.events.length - 1];
	const why = now.events.slice().reverse().find((event) => event.what === '退回修改' || event.what === '退回补充');

	if (!why || !why.note) return nothing;
	if (now.state !== 'returned' && !(now.state === 'registered' && why === last)) return nothing;
	return html`<p class="note warn said-first">${why.what}：${why.note}（${why.name}）</p>`;
}

/** @param {Goal} now */
function readiness(now) {
	const lacks = now.lacks.map((lack) => lack.detail);
	const hints = now.hints.filter((hint) => !now.lacks.some((lack) => lack.field === hint.field));

	if (!lacks.length && !hints.length) return nothing;
	return html`<div class="note ${lacks.length ? 'warn' : ''} said-first">
		${lacks.length ? html`<p>提交前还要补：${lacks.join('')}</p>` : nothing}
		${hints.map((hint) => html`<p>${hint.text}</p>`)}</div>`;
}

/** What it says. @param {Goal} now */
function says(now) {
	/** @param {string} name @param {unknown} value */
	const line = (name, value) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing);

	return html`<section class="card"><h2>目标写的是</h2>
		<dl class="facts written">
			${line('标准', html`<b class="code">${now.standard_text.code}</b>${now.standard_text.text}`)}
			${line('完成时限', now.due_on ? day(now.due_on) : null)}
			${now.subject ? nothing : line('责任人', now.responsible_name)}
			${line('衡量', measureText(now))}
			${line(LABELS.measures, now.measures ? html`<span class="lines">${now.measures}</span>` : null)}
			${line(LABELS.serves, now.serves)}
			${line(LABELS.task, now.task_text)}
			${line(LABELS.evidence_wanted, now.evidence_wanted)}
			${line(LABELS.other, now.other_name)}
			${line(LABELS.partners, now.partners)}
			${line(LABELS.label, now.label_name)}
			${line(LABELS.new_way, now.new_way ? '是新做法' : null)}
			${line(LABELS.pledge, now.pledge)}
		</dl>
		${now.measure === 'figure' && now.target ? figure(now) : nothing}
		${now.known ? html`<p class="note ${now.known.met === false ? 'warn' : now.known.met ? 'ok' : ''} below">系统里登记的：${now.known.text}
			<a href=${now.known.address}>看登记</a></p>` : nothing}
	</section>`;
}

/** From where it began, over where it stands, to where it is to be. @param {Goal} now */
function figure(now) {
	const unit = now.figure_unit || '';
	const from = Number(now.baseline || 0);
	const span = Number(now.target) - from;
	const at = now.present === null ? from : Number(now.present);
	const share = span === 0 ? 1 : Math.max(0, Math.min(1, (at - from) / span));

	return html`<div class="figure-line">
		<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="whole-bar" width="100" height="4"></rect>
			<rect class="part-bar" width=${share * 100} height="4"></rect></svg>
		<p><span>${now.baseline === null ? '起点没有填' : `原来${now.baseline}${unit}`}</span>
			<b>${now.present === null ? '还没有记' : `现在${now.present}${unit}`}</b>
			<span>目标${now.target}${unit}</span></p>
	</div>`;
}

/** @param {Goal} now */
function changes(now) {
	return html`<section class="card"><h2>变更</h2>${now.changes.map((change) => html`<article class="change">
		<p>${change.reason}<span class="muted when">${joined([change.asked_by, moment(change.asked)])}</span></p>
		<table class="ledger"><caption class="spoken">原来的和改成的</caption>
			<thead><tr><th scope="col">项目</th><th scope="col">原来</th><th scope="col">改成</th></tr></thead>
			<tbody>${change.fields.map((field) => html`<tr><th scope="row">${LABELS[/** @type {keyof typeof LABELS} */ (field.field)]}</th>
				<td>${field.was || '没有填'}</td><td>${field.is || '没有填'}</td></tr>`)}</tbody></table>
		<p class="muted">${change.granted === null ? '等上级答复。' : joined([change.granted ? '已同意' : '没有同意', change.decided_by,
			change.decided ? dayText(change.decided) : null, change.note])}</p>
	</article>`)}</section>`;
}

/** @param {Goal} now */
function progress(now) {
	return html`<section class="card"><h2>进展</h2>
		${now.claim ? html`<p class="note ok">完成情况：${now.claim}</p>` : nothing}
		${now.progress.length ? html`<ol class="progress">${now.progress.map((entry) => html`<li>
			<p class="lines">${entry.text}</p>
			<span class="muted">${joined([day(entry.happened_on), entry.present ? `到${entry.present}${now.figure_unit || ''}` : null, entry.name])}</span></li>`)}</ol>`
			: html`<p class="muted">还没有记进展。有了再记，一句话就行，不要求篇数，也不要求照片。</p>`}
	</section>`;
}

/** @param {Goal} now */
function facts(now) {
	/** @param {string} name @param {unknown} value */
	const fact = (name, value) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing);
	const source = now.source;

	return html`<section class="card"><h2>基本情况</h2><dl class="facts">
		${fact('单位', html`<a href="/console/org/unit/${now.unit.id}">${now.unit.short_name}</a>`)}
		${fact('党员', now.subject ? now.subject.name : null)}
		${fact('年度', now.campaign.name)}
		${fact('备案', now.registered_on ? day(now.registered_on) : null)}
		${fact('完成', now.confirmed_on ? day(now.confirmed_on) : null)}
		${fact(source && source.what === 'exemplar' ? '照着写的' : '去年的', source
			? html`<a href="/console/goal/${source.id}">${source.what === 'exemplar' ? `${source.unit_name}：${source.aim}` : source.aim}</a>` : null)}
		${fact('示范', now.shared ? '已列为示范目标' : null)}
	</dl></section>`;
}

/** Edits one after the other by the same person are one line. @param {import('../common/api.js').Event_[]} events */
function calm(events) {
	return events.filter((event, i) => {
		const next = events[i + 1];
		return !(next && event.what === '修改' && next.what === '修改' && next.name === event.name);
	});
}

/** @param {Goal} now */
function awaited(now) {
	if (['submitted', 'change_asked', 'claimed'].includes(now.state)) {
		return { what: now.subject ? '等待支部' : '等待上级', when: now.state === 'claimed' ? '确认完成或退回补充' : '审核或退回' };
	}
	if (now.state === 'registered' && now.due_on) return { what: '等待完成', when: `${dayText(now.due_on)}前` };
	return null;
}

begin({ frame, goal });
