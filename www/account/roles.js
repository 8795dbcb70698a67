// @ts-check
/** 按职务授权: a role for many at once, each at the unit of the post that they hold. */
import { html, nothing, render } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { call, Problem } from '../common/call.js';
import { showErrors, showProblem } from '../common/form.js';
import { frame } from '../common/frame.js';
import { tag } from '../common/light.js';
import { begin } from '../common/start.js';
import { empty } from '../common/state.js';
import { table } from '../common/table.js';
import { basisField, dayFields } from './grant-fields.js';
import { loadPage } from './page.js';
import { unitPicker } from './picker.js';

/** @typedef {{account: number, name: string, unit: number, unit_name: string, held: boolean, chosen: boolean}} Holder */

class Roles {
	/** @param {HTMLElement} place @param {import('../common/api.js').Choices} choices */
	constructor(place, choices) {
		this.place = place;
		this.choices = choices;
		this.unit = unitPicker({ label: '哪个单位和下级', chosen: choices.top ? { id: choices.top.id, text: choices.top.short_name } : null });
		this.wish = { post: 'secretary', role: 'secretary' };
		/** @type {Holder[] | null} */
		this.rows = null;
		/** @type {number | null} */
		this.done = null;
		this.busy = false;
	}

	draw() {
		/** @param {'post' | 'role'} name */
		const change = (name) => (/** @type {Event} */ event) => {
			this.wish[name] = /** @type {HTMLSelectElement} */ (event.target).value;
			this.rows = null;
			this.draw();
		};

		render(html`<div class="head"><h1>按职务授权</h1></div>
			${this.done === null ? nothing : html`<p class="note ok said-first" role="status" tabindex="-1">已授权${this.done}人，可以接着办，也可以<a href="/console/account">回到账号</a>。</p>`}
			<section class="card"><form class="form" novalidate @submit=${(/** @type {Event} */ event) => {
				event.preventDefault();
				this.find(/** @type {HTMLFormElement} */ (event.target));
			}}>
				<div data-summary tabindex="-1"></div>
				${this.unit.place}
				<div class="field"><label for="post">担任什么职务的人</label><select class="middle" id="post" @change=${change('post')}>${this.choices.posts.map((post) =>
					html`<option value=${post.post} ?selected=${post.post === this.wish.post}>${post.label}</option>`)}</select></div>
				<div class="field"><label for="role">授予什么身份</label><select class="middle" id="role" @change=${change('role')}>${this.choices.roles
					.filter((role) => !role.administers).map((role) => html`<option value=${role.role} ?selected=${role.role === this.wish.role}>${role.label}</option>`)}</select></div>
				<div class="form-end"><button class="btn ${this.rows && this.rows.length ? '' : 'primary'}" type="submit">找这些人</button>
					<a class="btn" href="/console/account">先不办</a><span class="muted">会记下您看过这份名单</span></div>
			</form></section>
			<div class="found-card">${this.found()}</div>`, this.place);
	}

	found() {
		const { rows } = this;
		if (!rows) return nothing;
		if (!rows.length) return html`<section class="card">${empty('这里没有担任这个职务又有账号的人。请系统管理员先从名册建账号。')}</section>`;
		const count = rows.filter((row) => row.chosen).length;

		return html`<section class="card"><form class="form" novalidate @submit=${(/** @type {Event} */ event) => {
			event.preventDefault();
			this.give(/** @type {HTMLFormElement} */ (event.target));
		}}>
			<div data-summary tabindex="-1"></div>
			<h2 id="people" tabindex="-1">${rows.length}人，已选${count}人</h2>
			${table('要授权的人', [
				{ head: '姓名', lead: true, cell: (row) => (row.held ? html`${row.name}<span class="sub">${row.unit_name}</span>` : html`<label class="choice"><input
					type="checkbox" .checked=${live(row.chosen)} @change=${() => { row.chosen = !row.chosen; this.draw(); }}><span>${row.name}<small>${row.unit_name}</small></span></label>`) },
				{ head: '现在', cell: (row) => (row.held ? tag('已有这个身份', 'ok') : null) },
			], rows)}
			${rows.every((row) => row.held) ? html`<p class="note ok">这些人都有这个身份，不用再授。</p>` : html`${dayFields()}${basisField()}
			<div class="form-end"><button class="btn primary" type="submit" ?disabled=${!count} aria-busy=${this.busy ? 'true' : nothing}>授权${count}人</button></div>`}
		</form></section>`;
	}

	/** @param {HTMLFormElement} form */
	async find(form) {
		if (!this.unit.chosen) {
			showErrors(form, [{ field: 'unit', detail: '还没有选单位。' }]);
			return;
		}
		this.done = null;
		try {
			const answer = await call('GET', `/api/account/holders?${new URLSearchParams({ unit: String(this.unit.chosen.id), ...this.wish })}`);
			this.rows = answer.rows.map((/** @type {Holder} */ row) => ({ ...row, chosen: !row.held }));
			this.draw();
			const title = /** @type {HTMLElement | null} */ (this.place.querySelector('#people'));
			if (title) title.focus();
		} catch (error) {
			showProblem(form, error);
		}
	}

	/** @param {HTMLFormElement} form */
	async give(form) {
		if (this.busy || !this.unit.chosen) return;
		const fields = new FormData(form);
		const text = (/** @type {string} */ name) => String(fields.get(name) || '').trim();
		this.busy = true;
		this.draw();
		try {
			const answer = await call('POST', '/api/account/roles', { unit: this.unit.chosen.id, ...this.wish,
				accounts: (this.rows || []).filter((row) => row.chosen).map((row) => row.account), since: text('since') || null, until: text('until') || null, basis: text('basis') });
			this.done = answer.granted;
			this.rows = null;
		} catch (error) {
			showProblem(form, error);
		}
		this.busy = false;
		this.draw();
		const done = /** @type {HTMLElement | null} */ (this.place.querySelector('.said-first'));
		if (done) done.focus();
	}
}

/** @param {HTMLElement} root */
function roles(root) {
	return loadPage(root, '按职务授权', async () => {
		const [choices, list] = await Promise.all([call('GET', '/api/account/choices'), call('GET', '/api/account/accounts')]);
		if (!list.may.includes('grant')) throw new Problem(403, { title: '没有这项权限', detail: '授权由安全管理员办理。' });
		return choices;
	}, (place, choices) => new Roles(place, choices).draw());
}

begin({ frame, roles });
