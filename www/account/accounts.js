// @ts-check
/** The accounts: who holds what where until when, and who granted it. All three administrators look; each acts by their own role. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { dayText } from '../common/date.js';
import { ask } from '../common/dialog.js';
import { errorBeside } from '../common/form.js';
import { frame } from '../common/frame.js';
import { begin } from '../common/start.js';
import { empty } from '../common/state.js';
import { opener, table } from '../common/table.js';
import { loadPage } from './page.js';
import { heldLine, stateOf } from './words.js';

/** @typedef {import('../common/api.js').AccountRow} AccountRow */
/** @typedef {import('../common/api.js').Choices} Choices */

const STATES = [['', '全部'], ['fresh', '还没有密码'], ['idle', '没有身份'], ['disabled', '已停用']];

/** @param {HTMLElement} root */
async function accounts(root) {
	const asked = new URLSearchParams(location.search);
	const query = () => new URLSearchParams(['q', 'state', 'role'].flatMap((name) => {
		const value = asked.get(name);
		return value ? [[name, value]] : [];
	}));
	/** @type {AccountRow[]} */
	let rows = [];
	/** @type {number | null} */
	let next = null;

	const more = async () => {
		const page = query();
		page.set('after', String(next));
		const answer = await call('GET', `/api/account/accounts?${page}`);
		rows = rows.concat(answer.rows);
		next = answer.next;
		render(drawnRows(rows, next, more), /** @type {HTMLElement} */ (root.querySelector('[data-list]')));
	};

	await loadPage(root, '账号', async () => {
		const [answer, choices] = await Promise.all([call('GET', `/api/account/accounts?${query()}`), call('GET', '/api/account/choices')]);
		return { answer, choices };
	}, (place, { answer, choices }) => {
		rows = answer.rows;
		next = answer.next;
		render(html`<div class="head"><h1>账号</h1>${acts(answer.may)}</div>
			${filters(asked, choices)}
			<section class="card" aria-label="账号" data-list></section>`, place);
		render(drawnRows(rows, next, more), /** @type {HTMLElement} */ (place.querySelector('[data-list]')));
	});
}

/** @param {string[]} may */
function acts(may) {
	return html`<div class="push row">
		${may.includes('slips') ? html`<a class="btn" href="/console/account/slips">做登录条</a>` : nothing}
		${may.includes('make') ? html`<button class="btn" type="button" @click=${makeOne}>建一个账号</button>` : nothing}
		${may.includes('make') ? html`<a class="btn primary" href="/console/account/new">从名册建账号</a>` : nothing}
		${may.includes('grant') ? html`<a class="btn primary" href="/console/account/roles">按职务授权</a>` : nothing}</div>`;
}

/** Of who stands in no roster: in a new house nobody else can bring the rosters in. */
function makeOne() {
	return ask({
		title: '建一个账号', yes: '建账号', text: '给不在名册里的人，如工委经办人。在名册里的，请用“从名册建账号”。建好以后做登录条，再由安全管理员授予身份。',
		body: html`<div class="field"><label for="new-name">姓名</label>
				<input type="text" id="new-name" name="name" maxlength="30" autocomplete="off"></div>
			<div class="field"><label for="new-login">账号</label>${errorBeside('people')}
				<span class="hint">小写字母开头，可以用数字、点和横线，如姓名拼音</span>
				<input type="text" id="new-login" name="login" data-field="people" maxlength="40" autocomplete="off" autocapitalize="none" spellcheck="false"></div>`,
	}, async (fields) => {
		const { made } = await call('POST', '/api/account/accounts', { people: [{ name: fields.name.trim() || null, login: fields.login.trim().toLowerCase() || null }] });
		location.assign(`/console/account/slips?accounts=${made.join(',')}`);
	});
}

/** @param {URLSearchParams} asked @param {Choices} choices */
function filters(asked, choices) {
	return html`<form class="filters-form" role="search" aria-label="找账号" action="/console/account">
		<div class="field wide"><label for="q">姓名、拼音或账号</label>
			<input type="search" id="q" name="q" maxlength="30" autocomplete="off" .value=${asked.get('q') || ''}></div>
		<div class="field"><label for="state">状态</label><select id="state" name="state">${STATES.map(([code, label]) =>
			html`<option value=${code} ?selected=${(asked.get('state') || '') === code}>${label}</option>`)}</select></div>
		<div class="field"><label for="role">身份</label><select id="role" name="role"><option value="">全部</option>${choices.roles.map((role) =>
			html`<option value=${role.role} ?selected=${asked.get('role') === role.role}>${role.label}</option>`)}</select></div>
		<button class="btn" type="submit">找</button>
	</form>`;
}

/** @param {AccountRow[]} rows @param {number | null} next @param {() => Promise<void>} more */
function drawnRows(rows, next, more) {
	if (!rows.length) return empty('没有这样的账号。可以换一个条件再找。', html`<a class="btn" href="/console/account">看全部</a>`);
	return html`${table('账号', [
		{ head: '姓名', lead: true, cell: (row) => opener(`/console/account/${row.account}`, row.name, html`${row.login}${row.person_unit
			? html`<span class="gap">${row.person_unit}</span>` : nothing}`) },
		{ head: '身份', cell: (row) => (row.seats.length ? html`<ul class="held-list">${row.seats.map((seat) => html`<li>${heldLine(seat)}</li>`)}</ul>` : null) },
		{ head: '最近登录', cell: (row) => (row.signed_in ? dayText(row.signed_in) : '还没有') },
		{ head: '状态', cell: stateOf },
	], rows)}${next ? html`<div class="list-end"><button class="btn" type="button" @click=${more}>再看一些</button></div>` : nothing}`;
}

begin({ frame, accounts });
