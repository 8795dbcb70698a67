// @ts-check
/** The audit, for its administrator: filtered, taken out as a file, its chain verified. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { moment, timeText } from '../common/date.js';
import { frame } from '../common/frame.js';
import { tag } from '../common/light.js';
import { begin } from '../common/start.js';
import { empty, say } from '../common/state.js';
import { table } from '../common/table.js';
import { loadPage } from './page.js';

/** @typedef {import('../common/api.js').AuditRow} AuditRow */
/** @typedef {{until: number, until_at: string | null, digest: string | null, broken: number | null, next: number | null, waiting: number}} Verdict */

const NAMES = ['since', 'until', 'who', 'action', 'subject'];

class Audit {
	constructor() {
		/** @type {HTMLElement} */
		this.place = document.body; // until it is loaded
		this.asked = new URLSearchParams(location.search);
		/** @type {AuditRow[]} */
		this.rows = [];
		/** @type {number | null} */
		this.next = null;
		/** @type {Verdict | null} */
		this.verdict = null;
		this.busy = false;
		/** @type {{action: string, label: string, sensitive: boolean}[]} */
		this.actions = [];
	}

	query() {
		return new URLSearchParams(NAMES.flatMap((name) => {
			const value = this.asked.get(name);
			return value ? [[name, value]] : [];
		}));
	}

	async read() {
		const [answer, words] = await Promise.all([call('GET', `/api/account/audit?${this.query()}`), call('GET', '/api/account/audit/words')]);
		this.rows = answer.rows;
		this.next = answer.next;
		this.actions = words.actions;
	}

	/** @param {HTMLElement} [place] */
	draw(place = this.place) {
		this.place = place;
		const query = this.query().toString();

		render(html`<div class="head"><h1>操作记录</h1><div class="push row">
				<a class="btn" href=${`/api/account/audit.xlsx?${query}`} download>导出Excel</a>
				<a class="btn" href=${`/api/account/audit.csv?${query}`} download>导出CSV</a>
				<button class="btn primary" type="button" aria-busy=${this.busy ? 'true' : nothing} @click=${() => this.verify()}>核对</button></div></div>
			<div data-verdict>${this.verdict ? verdictOf(this.verdict) : nothing}</div>
			${this.filters()}
			<section class="card" aria-label="操作记录">${this.list()}</section>`, this.place);
	}

	filters() {
		const { asked } = this;
		const of = (/** @type {string} */ name) => asked.get(name) || '';

		return html`<form class="filters-form" role="search" aria-label="找操作记录" action="/console/account/audit">
			<div class="field"><label for="since">从</label><input type="date" id="since" name="since" .value=${of('since')}></div>
			<div class="field"><label for="until">到</label><input type="date" id="until" name="until" .value=${of('until')}></div>
			<div class="field"><label for="who">谁（姓名或账号）</label><input type="text" id="who" name="who" maxlength="40" autocomplete="off" .value=${of('who')}></div>
			<div class="field wide"><label for="action">做了什么</label><select id="action" name="action">
				<option value="">全部</option>
				<option value="sensitive" ?selected=${of('action') === 'sensitive'}>查看和导出个人信息、群众意见</option>
				${this.actions.map((one) => html`<option value=${one.action} ?selected=${of('action') === one.action}>${one.label}</option>`)}</select></div>
			${of('subject') ? html`<input type="hidden" name="subject" .value=${of('subject')}>` : nothing}
			<button class="btn" type="submit">找</button>
			${this.query().toString() ? html`<a class="btn quiet" href="/console/account/audit">看全部</a>` : nothing}
		</form>`;
	}

	list() {
		if (!this.rows.length) return empty('没有这样的记录。可以换一个条件再找。', html`<a class="btn" href="/console/account/audit">看全部</a>`);
		return html`${table('操作记录', [
			{ head: '时间', lead: true, cell: (row) => moment(row.at) },
			{ head: '谁', cell: (row) => (row.name ? html`<span>${row.name}<span class="sub">${row.login}</span></span>` : '没有登录') },
			{ head: '做了什么', cell: (row) => html`<span>${row.action_label}${row.sensitive ? html`<span class="gap">${tag('查看敏感信息', 'warn')}</span>` : nothing}</span>` },
			{ head: '对象', cell: (row) => html`<a href=${`/console/account/audit?subject=${encodeURIComponent(row.subject)}`}>${row.subject_label}</a>` },
			{ head: '说明', cell: (row) => row.detail },
		], this.rows)}${this.next ? html`<div class="list-end"><button class="btn" type="button" @click=${() => this.more()}>再看一些</button></div>` : nothing}`;
	}

	async more() {
		const page = this.query();
		page.set('after', String(this.next));
		const answer = await call('GET', `/api/account/audit?${page}`);
		this.rows = this.rows.concat(answer.rows);
		this.next = answer.next;
		this.draw();
	}

	async verify() {
		if (this.busy) return;
		this.busy = true;
		this.draw();
		try {
			let verdict = await call('POST', '/api/account/audit/verify', {});
			while (verdict.next) verdict = await call('POST', '/api/account/audit/verify', { after: verdict.next });
			this.verdict = verdict;
		} catch (error) {
			say(/** @type {Error} */ (error).message);
		}
		this.busy = false;
		this.draw();
		const told = /** @type {HTMLElement | null} */ (this.place.querySelector('.verified'));
		if (told) told.focus();
	}
}

/** @param {Verdict} verdict */
function verdictOf(verdict) {
	if (verdict.broken) {
		return html`<div class="note warn said-first verified" role="alert" tabindex="-1"><b>第${verdict.broken}条对不上：</b>它或它前面的记录被改过、删过。${verdict.until
			? `到第${verdict.until}条为止没有问题。` : ''}请马上报告，并在服务器上再核对一次。</div>`;
	}
	return html`<div class="note ok said-first verified" role="status" tabindex="-1">核对过了：从第1条到第${verdict.until}条${verdict.until_at
		? `（${timeText(verdict.until_at)}）` : ''}一条不少，没有改动。${verdict.waiting ? `还有${verdict.waiting}条刚写的，过一会儿连上。` : ''}${verdict.digest
		? html`<br>末条核对值<span class="code gap">${verdict.digest.slice(0, 16)}</span>，可以抄下来，下次对照。` : nothing}</div>`;
}

/** @param {HTMLElement} root */
function audit(root) {
	const page = new Audit();

	return loadPage(root, '操作记录', () => page.read(), (place) => page.draw(place));
}

begin({ frame, audit });
