// @ts-check
/**
 * What waits for the reviewer: many are ticked and judged at once, each with what it says otherwise than last year's; one is given back
 * with the reason. What could not be done is named, and the rest is.
 */
import { html, nothing, render } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { call } from '../common/call.js';
import { ask, noteField } from '../common/dialog.js';
import { frame } from '../common/frame.js';
import { joined, tag } from '../common/light.js';
import { begin } from '../common/start.js';
import { empty, load, say } from '../common/state.js';
import { dueText, placeOf, queryOf } from './parts.js';

/** @typedef {import('./plan-api.js').Review} Review */
/** @typedef {import('./plan-api.js').Waiting} Waiting */
/** @typedef {import('./plan-api.js').WaitingKind} WaitingKind */
/** @typedef {import('./plan-api.js').Judged} Judged */

/** @type {{what: WaitingKind, label: string, verb: string, forward: string, back: string, backLabel: string, nothing: string}[]} */
const LISTS = [
	{ what: 'submitted', label: '待审核', verb: 'register', forward: '审核通过', back: 'return', backLabel: '退回修改', nothing: '没有等您审核的目标。' },
	{ what: 'claimed', label: '待确认', verb: 'confirm', forward: '确认完成', back: 'send_back', backLabel: '退回补充', nothing: '没有等您确认的目标。' },
	{ what: 'change_asked', label: '申请变更', verb: '', forward: '', back: '', backLabel: '', nothing: '没有等您答复的变更。' },
];

class Page {
	/** @param {HTMLElement} root */
	constructor(root) {
		this.root = root;
		/** @type {Waiting[]} */
		this.rows = [];
		/** @type {string | null} */
		this.next = null;
		/** @type {Review['counts']} */
		this.counts = [];
		/** @type {Set<number>} */
		this.ticked = new Set();
		/** @type {Judged['left']} */
		this.left = [];
	}

	get list() {
		return LISTS.find((one) => one.what === new URLSearchParams(location.search).get('what')) || LISTS[0];
	}

	async read() {
		await load(placeOf(this.root, 'list'), () => call('GET', `/api/goal/review${queryOf({ what: this.list.what })}`), (answer) => {
			this.take(answer);
			this.draw();
		}, 8);
	}

	/** @param {Review} answer */
	take(answer) {
		this.rows = answer.rows;
		this.next = answer.next;
		this.counts = answer.counts;
		this.ticked.clear();
	}

	draw() {
		const { list, rows } = this;
		const count = (this.counts.find((one) => one.what === list.what) || { count: 0 }).count;
		const heading = count ? `${many(count)}个目标${list.label}` : '审核目标';

		placeOf(this.root, 'heading').textContent = heading;
		document.title = `${heading} · 双五好`;
		render(html`<nav class="row filters" aria-label="按事项看">${LISTS.map((one) => {
			const counted = this.counts.find((each) => each.what === one.what);
			return html`<a class="chip" href=${`/console/goal/review${queryOf({ what: one.what })}`} @click=${(/** @type {MouseEvent} */ event) => this.narrow(event)}
				aria-current=${one.what === list.what ? 'true' : nothing}>${one.label}<span class="gap num">${counted ? many(counted.count) : ''}</span></a>`;
		})}</nav>`, placeOf(this.root, 'filters'));
		render(html`${this.leftOver()}${rows.length ? this.table() : html`<section class="card">${empty(list.nothing)}</section>`}`, placeOf(this.root, 'list'));
	}

	/** @param {MouseEvent} event */
	narrow(event) {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		history.pushState(null, '', /** @type {HTMLAnchorElement} */ (event.currentTarget).href);
		this.left = [];
		this.read();
	}

	leftOver() {
		if (!this.left.length) return nothing;
		return html`<div class="note warn left-over" role="alert" tabindex="-1"><b>${this.left.length}个没有办成，别的都办好了：</b>
			<ul>${this.left.map((one) => html`<li>${one.title || '一个看不到的目标'}。${one.detail}</li>`)}</ul></div>`;
	}

	table() {
		const { list, rows, ticked } = this;
		const all = ticked.size === rows.length;

		return html`<section class="card review">
			${list.verb ? html`<div class="row bar">
				<label class="choice"><input type="checkbox" .checked=${live(all)} .indeterminate=${!all && ticked.size > 0}
					@change=${() => this.tickAll(!all)}><span>全选这${rows.length}个</span></label>
				<button class="btn primary push" type="button" ?disabled=${!ticked.size} @click=${() => this.forward()}>${list.forward}${ticked.size
					? html`<span class="gap num">${ticked.size}个</span>` : nothing}</button></div>` : nothing}
			<ul class="list waiting">${rows.map((row) => html`<li data-row>${this.one(row)}</li>`)}</ul>
			${this.next ? html`<div class="list-end"><button class="btn" type="button" @click=${() => this.more()}>再看一些</button></div>` : nothing}
		</section>`;
	}

	/** @param {Waiting} row */
	one(row) {
		const { list } = this;
		return html`${list.verb ? html`<label class="choice"><input type="checkbox" .checked=${live(this.ticked.has(row.id))}
				@change=${() => this.tick(row.id)}><span>${row.aim}</span></label>` : html`<h2>${row.aim}</h2>`}
			<div class="more">
				<p class="muted">${joined([row.member ? `${row.member}（${row.unit_name}）` : row.unit_name, row.other_name ? `和${row.other_name}一起` : null,
					row.standard, row.category, dueText(row.due_on), row.member ? null : row.responsible])}</p>
				${list.what === 'claimed' ? html`<p>${row.present ? html`<b>现在${row.present}。</b>` : nothing}${row.claim || '没有写完成情况'}</p>` : nothing}
				${row.asked ? html`<p>${row.asked.by}：${row.asked.reason}</p>` : nothing}
				${list.what === 'submitted' ? html`${differences(row)}${row.hints.length ? html`<ul class="hints">${row.hints.map((hint) => html`<li>${hint.text}</li>`)}</ul>` : nothing}` : nothing}
				<details><summary class="small">全文</summary><dl class="facts">${fact('衡量', row.measure)}${fact('措施', row.measures)}${fact('服务对象', row.serves)}${fact('服务的任务', row.task)}
					${fact('标准', row.standard_text)}</dl></details>
				<div class="row acts">${row.new_way ? tag('创新', 'ok') : nothing}<a class="btn small" href="/console/goal/${row.id}">打开</a>
					${list.back ? html`<button class="btn small" type="button" aria-label="${list.backLabel}：${row.aim}"
						@click=${() => this.back(row)}>${list.backLabel}</button>` : nothing}</div>
			</div>`;
	}

	/** @param {number} id */
	tick(id) {
		if (!this.ticked.delete(id)) this.ticked.add(id);
		this.draw();
	}

	/** @param {boolean} on */
	tickAll(on) {
		this.ticked = new Set(on ? this.rows.map((row) => row.id) : []);
		this.draw();
	}

	async forward() {
		const { list } = this;
		const chosen = this.rows.filter((row) => this.ticked.has(row.id));
		/** @type {Judged | null} */
		let judged = null;
		const done = await ask({
			title: `${list.forward}${chosen.length}个`, yes: list.forward,
			text: list.what === 'claimed' ? '现场看过、问过就可以确认，不用再交材料。' : '通过后就是已备案，要改得申请变更。',
			body: noteField('may'),
		}, async (fields) => {
			judged = await call('POST', `/api/goal/review/${list.verb}`, {
				goals: chosen.map((row) => ({ goal: row.id, version: row.version })), note: fields.note.trim() || null,
			});
		});

		if (!done || !judged) return;
		await this.after(/** @type {Judged} */ (judged), list.forward);
	}

	/** @param {Judged} judged @param {string} what */
	async after(judged, what) {
		this.left = judged.left;
		this.take(await call('GET', `/api/goal/review${queryOf({ what: this.list.what })}`));
		this.draw();
		if (judged.done.length) say(`已${what}${judged.done.length}个`);
		const told = /** @type {HTMLElement | null} */ (this.root.querySelector('.left-over'));
		if (told) told.focus();
	}

	/** @param {Waiting} row */
	async back(row) {
		const { list } = this;
		const done = await ask({ title: list.backLabel, yes: list.backLabel, text: `${row.unit_name}：${row.aim}`, body: noteField('must', '理由') }, (fields) =>
			call('POST', `/api/goal/item/${row.id}/${list.back}`, { note: fields.note.trim() || null }, { version: row.version }));

		if (done) await this.after({ done: [row.id], left: [] }, list.backLabel);
	}

	async more() {
		const answer = await call('GET', `/api/goal/review${queryOf({ what: this.list.what, after: this.next })}`);
		this.rows = this.rows.concat(answer.rows);
		this.next = answer.next;
		this.draw();
	}
}

/** What it says otherwise than the one that it was copied from. @param {Waiting} row */
function differences({ source, changes }) {
	if (!source) return html`<p class="muted">不是照以前的写的。</p>`;
	if (!changes.length) return html`<p class="muted">和${source.campaign_name}的一样。</p>`;
	return html`<dl class="changes" aria-label="和${source.campaign_name}的不同">${changes.map((change) => html`<div><dt>${change.label}</dt>
		<dd>${change.was ? html`<del>${change.was}</del>` : html`<span class="muted">原来没有写</span>`}${change.now
			? html`<ins>${change.now}</ins>` : html`<span class="muted">现在没有写</span>`}</dd></div>`)}</dl>`;
}

/** @param {string} name @param {string | null} text */
function fact(name, text) {
	return text ? html`<dt>${name}</dt><dd>${text}</dd>` : nothing;
}

/** @param {number} count 201 stands for more */
function many(count) {
	return count > 200 ? '200多' : String(count);
}

/** @param {HTMLElement} root */
async function review(root) {
	const page = new Page(root);

	window.addEventListener('popstate', () => { page.read(); });
	await page.read();
}

begin({ frame, review });
