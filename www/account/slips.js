// @ts-check
/**
 * Slips for first log-ins. The codes are in one answer and in this page's memory, nowhere else: they are not put in the address, the
 * tab's store or the history.
 */
import { html, nothing, render } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { call, Problem } from '../common/call.js';
import { timeText } from '../common/date.js';
import { showProblem } from '../common/form.js';
import { frame } from '../common/frame.js';
import { keepUntilPrinted } from '../common/printing.js';
import { begin } from '../common/start.js';
import { empty } from '../common/state.js';
import { table } from '../common/table.js';
import { loadPage } from './page.js';
import { stateOf } from './words.js';

/** @typedef {import('../common/api.js').AccountRow} AccountRow */
/**
 * @typedef {{site: string, office: string, secrecy: string, admin: string, phone: string, until: string,
 *   rows: {account: number, name: string, login: string, unit_name: string | null, code: string}[]}} Made
 */

class Slips {
	/** @param {HTMLElement} place @param {AccountRow[]} rows @param {Set<number>} chosen @param {number | null} next */
	constructor(place, rows, chosen, next) {
		this.place = place;
		this.rows = rows;
		this.chosen = chosen;
		this.next = next;
		/** @type {Made | null} */
		this.made = null;
		this.printed = false;
		this.busy = false;
		keepUntilPrinted(this);
	}

	draw() {
		render(this.made ? this.print(this.made) : this.form(), this.place);
	}

	form() {
		const count = this.chosen.size;
		if (!this.rows.length) {
			return html`<div class="head"><h1>做登录条</h1></div><section class="card">${empty('没有要做登录条的账号：都设好密码了。忘记密码的，在他的账号页里做。',
				html`<a class="btn" href="/console/account">看全部账号</a>`)}</section>`;
		}
		return html`<div class="head"><h1>做登录条</h1></div>
			<section class="card"><form class="form" novalidate @submit=${(/** @type {Event} */ event) => {
				event.preventDefault();
				this.make(/** @type {HTMLFormElement} */ (event.target));
			}}>
				<div data-summary tabindex="-1"></div>
				<p class="note warn">号码只显示这一次，系统里不存。做好马上打印、封好、交给本人；再做一次，前一次的就作废。</p>
				${table('要做登录条的账号', [
					{ head: '姓名', lead: true, cell: (row) => html`<label class="choice"><input type="checkbox" .checked=${live(this.chosen.has(row.account))}
						@change=${() => this.turn(row.account)}><span>${row.name}<small>${row.login}</small></span></label>` },
					{ head: '单位', cell: (row) => row.person_unit || (row.seats[0] && row.seats[0].unit_name) || null },
					{ head: '状态', cell: stateOf },
				], this.rows)}
				${this.next ? html`<p class="muted">先做这些，做好再做后面的。</p>` : nothing}
				<div class="form-end"><button class="btn primary" type="submit" ?disabled=${!count} aria-busy=${this.busy ? 'true' : nothing}>做${count}张登录条</button>
					<a class="btn" href="/console/account">先不做</a></div>
			</form></section>`;
	}

	/** @param {number} account */
	turn(account) {
		if (!this.chosen.delete(account)) this.chosen.add(account);
		this.draw();
	}

	/** @param {HTMLFormElement} form */
	async make(form) {
		if (this.busy) return;
		this.busy = true;
		this.draw();
		try {
			this.made = await call('POST', '/api/account/slips', { accounts: this.rows.map((row) => row.account).filter((id) => this.chosen.has(id)) });
		} catch (error) {
			showProblem(form, error);
		}
		this.busy = false;
		this.draw();
		if (this.made) window.scrollTo(0, 0);
	}

	/** @param {Made} made */
	print(made) {
		const pages = Math.ceil(made.rows.length / 3);

		return html`<div class="no-print">
				<div class="head"><h1>${made.rows.length}张登录条</h1><span class="muted">A4纸${pages}页，每页3张，沿虚线裁开，沿点线对折封口</span>
					<div class="push row"><a class="btn" href="/console/account">回到账号</a>
						<button class="btn primary" type="button" @click=${() => window.print()}>打印</button></div></div>
				<p class="note ${this.printed ? 'ok' : 'warn'} said-first" role="status">${this.printed
					? '印好了就可以离开。少印、印坏的，给那几个人再做一次。离开后号码不再显示。'
					: '号码没有存，离开或刷新这一页就再也看不到。现在就打印：纸张A4，缩放100%，边距选“无”。'}</p>
			</div>
			<div class="sheets" tabindex="0" role="group" aria-label="要打印的登录条">${Array.from({ length: pages }, (_, page) => html`<div class="sheet slip-sheet">
				${made.rows.slice(page * 3, page * 3 + 3).map((row) => slip(made, row))}</div>`)}</div>`;
	}
}

/**
 * The upper half is seen when the lower one is folded behind it and sealed: only who it is for.
 * @param {Made} made @param {Made['rows'][number]} row
 */
function slip(made, row) {
	return html`<article class="first-slip">
		<div class="slip-face"><p class="slip-unit">${row.unit_name || made.office}</p><p class="slip-name">${row.name}　亲启</p>
			<p class="slip-seal">密封　请本人拆开</p><p class="slip-what">首次登录条　${made.office}</p></div>
		<div class="slip-fold" aria-hidden="true"><span>沿此线向后对折，封好三边</span></div>
		<div class="slip-inside">
			<dl><dt>打开</dt><dd class="code">${made.site}/console/first</dd>
				<dt>账号</dt><dd class="code">${row.login}</dd>
				<dt>首次登录码</dt><dd class="code slip-code">${row.code}</dd>
				<dt>有效到</dt><dd>${timeText(made.until)}，只能用一次</dd></dl>
			<p>打开上面的网址，输入首次登录码，自己设一个密码。设好后本条作废，请销毁。不要拍照，不要给别人。</p>
			<p><b>${made.secrecy}</b>${made.admin ? `　有问题请找${made.admin}${made.phone ? `，${made.phone}` : ''}。` : nothing}</p>
		</div>
	</article>`;
}

/** @param {HTMLElement} root */
function slips(root) {
	const wanted = (new URLSearchParams(location.search).get('accounts') || '').split(',').map(Number).filter(Boolean).slice(0, 200);

	return loadPage(root, '做登录条', async () => {
		const answer = await call('GET', '/api/account/accounts?state=fresh');
		if (!answer.may.includes('slips')) throw new Problem(403, { title: '没有这项权限', detail: '登录条由系统管理员做。' });
		if (!wanted.length) return answer;
		const rows = [];
		for (const id of wanted) rows.push(await call('GET', `/api/account/accounts/${id}`));
		return { rows, next: null };
	}, (place, answer) => {
		const chosen = new Set(answer.rows.map((/** @type {AccountRow} */ row) => row.account));
		new Slips(place, answer.rows, chosen, answer.next).draw();
	});
}

begin({ frame, slips });
