// @ts-check
/** Accounts from the roster, many at once: a subtree and a post, a login proposed for each, and then their slips. */
import { html, nothing, render } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { call, Problem } from '../common/call.js';
import { showErrors, showProblem } from '../common/form.js';
import { frame } from '../common/frame.js';
import { begin } from '../common/start.js';
import { empty } from '../common/state.js';
import { table } from '../common/table.js';
import { loadPage } from './page.js';
import { unitPicker } from './picker.js';

/** @typedef {{person: number, name: string, unit_name: string, posts: string | null, login: string, chosen: boolean}} Candidate */

const MOST = 200; // accounts that are made at once

class Roster {
	/** @param {HTMLElement} place @param {import('../common/api.js').Choices} choices */
	constructor(place, choices) {
		this.place = place;
		this.choices = choices;
		this.unit = unitPicker({ label: '哪个单位和下级', chosen: choices.top ? { id: choices.top.id, text: choices.top.short_name } : null });
		this.post = 'secretary';
		/** @type {Candidate[] | null} */
		this.rows = null;
		/** @type {number | null} */
		this.next = null;
		this.busy = false;
	}

	draw() {
		render(html`<div class="head"><h1>从名册建账号</h1></div>
			<section class="card"><form class="form" novalidate @submit=${(/** @type {Event} */ event) => {
				event.preventDefault();
				this.find(/** @type {HTMLFormElement} */ (event.target));
			}}>
				<div data-summary tabindex="-1"></div>
				${this.unit.place}
				<div class="field"><label for="post">职务</label><select class="middle" id="post" @change=${(/** @type {Event} */ event) => {
					this.post = /** @type {HTMLSelectElement} */ (event.target).value;
				}}>${this.choices.posts.map((post) => html`<option value=${post.post} ?selected=${post.post === this.post}>${post.label}</option>`)}
					<option value="" ?selected=${this.post === ''}>不限职务，全部党员</option></select></div>
				<div class="form-end"><button class="btn ${this.rows && this.rows.length ? '' : 'primary'}" type="submit">找没有账号的</button>
					<a class="btn" href="/console/account">先不建</a>
					<span class="muted">会记下您看过这份名单</span></div>
			</form></section>
			<div class="found-card">${this.found()}</div>`, this.place);
	}

	found() {
		const { rows } = this;
		if (!rows) return nothing;
		if (!rows.length) return html`<section class="card">${empty('这里的人都有账号了。可以换一个单位或职务。')}</section>`;
		const chosen = rows.filter((row) => row.chosen).length;

		return html`<section class="card"><form class="form" novalidate @submit=${(/** @type {Event} */ event) => {
			event.preventDefault();
			this.make(/** @type {HTMLFormElement} */ (event.target));
		}}>
			<div data-summary tabindex="-1"></div>
			<div class="row"><h2 data-field="people" tabindex="-1" id="people">${rows.length}人没有账号，已选${chosen}人</h2>
				<button class="btn small push" type="button" @click=${() => { rows.forEach((row) => { row.chosen = !chosen; }); this.draw(); }}>${chosen ? '都不选' : '都选上'}</button></div>
			${table('没有账号的党员', [
				{ head: '姓名', lead: true, cell: (row) => html`<label class="choice"><input type="checkbox" .checked=${live(row.chosen)}
					@change=${() => { row.chosen = !row.chosen; this.draw(); }}><span>${row.name}<small>${row.posts || row.unit_name}</small></span></label>` },
				{ head: '账号', cell: (row) => html`<span class="login-cell"><input type="text" aria-label=${`${row.name}的账号`} maxlength="40" autocapitalize="none"
					spellcheck="false" autocomplete="off" .value=${live(row.login)} @change=${(/** @type {Event} */ event) => {
						row.login = /** @type {HTMLInputElement} */ (event.target).value.trim().toLowerCase();
					}}></span>` },
			], rows)}
			${this.next ? html`<button class="btn" type="button" @click=${() => this.more()}>再看一些</button>` : nothing}
			<div class="form-end"><button class="btn primary" type="submit" ?disabled=${!chosen} aria-busy=${this.busy ? 'true' : nothing}>建${Math.min(chosen, MOST)}个账号</button>
				<span class="muted">${chosen > MOST ? `一次最多建${MOST}个，其余的再办一次。` : ''}建好以后做登录条，再由安全管理员授予身份</span></div>
		</form></section>`;
	}

	/** @param {number | null} after */
	async page(after) {
		const query = new URLSearchParams({ unit: String(this.unit.chosen ? this.unit.chosen.id : 0), ...(this.post ? { post: this.post } : {}),
			...(after ? { after: String(after) } : {}) });
		const answer = await call('GET', `/api/account/candidates?${query}`);

		this.next = answer.next;
		return answer.rows.map((/** @type {Candidate} */ row) => ({ ...row, chosen: true }));
	}

	/** @param {HTMLFormElement} form */
	async find(form) {
		if (!this.unit.chosen) {
			showErrors(form, [{ field: 'unit', detail: '还没有选单位。' }]);
			return;
		}
		try {
			this.rows = await this.page(null);
			this.draw();
			const title = /** @type {HTMLElement | null} */ (this.place.querySelector('#people'));
			if (title) title.focus();
		} catch (error) {
			showProblem(form, error);
		}
	}

	async more() {
		this.rows = (this.rows || []).concat(await this.page(this.next));
		this.draw();
	}

	/** @param {HTMLFormElement} form */
	async make(form) {
		if (this.busy) return;
		this.busy = true;
		this.draw();
		try {
			const people = (this.rows || []).filter((row) => row.chosen).map(({ person, login }) => ({ person, login }));
			const answer = await call('POST', '/api/account/accounts', { people: people.slice(0, MOST) });
			location.assign(`/console/account/slips?accounts=${answer.made.join(',')}`);
		} catch (error) {
			if (error instanceof Problem && error.errors.length) showErrors(form, error.errors, `${error.errors.length}个账号要改，都还没有建`);
			else showProblem(form, error);
		}
		this.busy = false;
		this.draw();
	}
}

/** @param {HTMLElement} root */
function roster(root) {
	return loadPage(root, '从名册建账号', async () => {
		const [choices, list] = await Promise.all([call('GET', '/api/account/choices'), call('GET', '/api/account/accounts')]);
		if (!list.may.includes('make')) throw new Problem(403, { title: '没有这项权限', detail: '建账号由系统管理员办理。' });
		return choices;
	}, (place, choices) => new Roster(place, choices).draw());
}

begin({ frame, roster });
