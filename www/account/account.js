// @ts-check
/** One account: what it holds and held, who granted it; and the acts that the answer says are open. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { day, dayText } from '../common/date.js';
import { ask } from '../common/dialog.js';
import { errorBeside } from '../common/form.js';
import { frame } from '../common/frame.js';
import { begin } from '../common/start.js';
import { say } from '../common/state.js';
import { basisField, dayFields, shaped } from './grant-fields.js';
import { loadPage } from './page.js';
import { unitPicker } from './picker.js';
import { daysText, heldLine, mayList, stateOf, today } from './words.js';

/** @typedef {import('../common/api.js').Account} Account */
/** @typedef {import('../common/api.js').Held} Held */

/** Where the password is judged. @type {Record<string, string>} */
const WAYS = { password: '这里的密码', ldap: '单位目录的密码', oidc: '统一登录' };

class Page {
	/** @param {HTMLElement} place */
	constructor(place) {
		this.place = place;
	}

	/** @param {Account} now */
	draw(now) {
		document.title = `${now.name} · 双五好`;
		render(html`<div class="head"><h1>${now.name}</h1>${stateOf(now)}${this.acts(now)}</div>
			<div class="beside">
				<section class="card"><h2>身份</h2>${this.seats(now)}</section>
				<aside class="stack" aria-label="账号">${facts(now)}</aside>
			</div>`, this.place);
	}

	/** @param {Account} now */
	acts(now) {
		const { may } = now;

		return html`<div class="push row">
			${may.includes('reset_second') ? html`<button class="btn" type="button" @click=${() => this.plain(now, 'reset-second', '重置动态口令',
				`${now.name}手机和恢复码都没有了时才办。重置后只用密码登录，请提醒本人重新设置。`)}>重置动态口令</button>` : nothing}
			${may.includes('rename') ? html`<button class="btn" type="button" @click=${() => this.rename(now)}>改姓名或账号</button>` : nothing}
			${may.includes('sign_in') ? html`<button class="btn" type="button" @click=${() => this.signInBy(now)}>改登录方式</button>` : nothing}
			${may.includes('disable') ? html`<button class="btn" type="button" @click=${() => this.plain(now, 'disable', '停用账号',
				`停用后${now.name}马上退出，不能再登录；给出和受托的委托都结束。`)}>停用</button>` : nothing}
			${may.includes('enable') ? html`<button class="btn" type="button" @click=${() => this.plain(now, 'enable', '启用账号',
				`启用后${now.name}可以用原来的密码登录。`)}>启用</button>` : nothing}
			${may.includes('slip') ? html`<a class="btn primary" href="/console/account/slips?accounts=${now.account}">做登录条</a>` : nothing}
			${may.includes('grant') ? html`<button class="btn primary" type="button" @click=${() => this.grant(now)}>授予身份</button>` : nothing}</div>`;
	}

	/** @param {Account} now */
	seats(now) {
		const ends = now.may.includes('end');

		return html`${now.seats.length ? html`<ul>${now.seats.map((seat) => html`<li class="held" data-row><div>${heldLine(seat)}${mayList(seat.may)}</div>
				${ends ? html`<button class="btn small" type="button" @click=${() => this.end(seat)}>结束</button>` : nothing}</li>`)}</ul>`
			: html`<p class="muted">现在没有身份，不能登录。</p>`}
			${now.acts_for.length ? html`<h3 class="may-head">受托代办</h3><ul>${now.acts_for.map((one) => html`<li class="held"><div><b>${one.label}</b><span
				class="gap">${one.unit_name}</span><span class="sub">受${one.name}委托，${daysText(one.since, one.until)}，${one.reason}</span></div></li>`)}</ul>` : nothing}
			${now.past.length ? html`<h3 class="may-head">以前的身份</h3><ul>${now.past.map((seat) => html`<li class="held"><div><b>${seat.label}</b><span
				class="gap">${seat.unit_name}</span><span class="sub">${pastText(seat)}，${seat.by}授权${seat.ended_by
				? `，${seat.ended_by}结束` : nothing}</span></div></li>`)}</ul>` : nothing}`;
	}

	/** @param {string} path @param {object} body @param {string} said */
	async act(path, body, said) {
		this.draw(await call('POST', path, body));
		say(said);
	}

	/** @param {Account} now @param {string} verb @param {string} title @param {string} text */
	plain(now, verb, title, text) {
		return ask({ title, text, yes: title }, () => this.act(`/api/account/accounts/${now.account}/${verb}`, {}, `已${title}`));
	}

	/** @param {Account} now */
	rename(now) {
		return ask({
			title: '改姓名或账号', yes: '改好', text: '以前办过的事，署名不变。',
			body: html`<div class="field"><label for="name">姓名</label>${errorBeside('name')}
				<input type="text" id="name" name="name" maxlength="30" autocomplete="off" .value=${now.name}></div>
				<div class="field"><label for="login">账号</label>${errorBeside('login')}
				<input type="text" id="login" name="login" maxlength="40" autocomplete="off" autocapitalize="none" spellcheck="false" .value=${now.login}></div>`,
		}, (fields) => this.act(`/api/account/accounts/${now.account}/rename`, { name: fields.name.trim(), login: fields.login.trim() }, '已改好'));
	}

	/** @param {Account} now */
	signInBy(now) {
		return ask({
			title: '改登录方式', yes: '改好', text: `改好后${now.name}马上退出，下次按新的方式登录。`,
			body: html`<fieldset class="field" data-field="sign_in" tabindex="-1"><legend>用什么登录</legend>${errorBeside('sign_in')}
				${Object.keys(WAYS).map((way) => html`<label class="choice"><input type="radio" name="sign_in" value=${way}
					?checked=${way === now.sign_in}><span>${WAYS[way]}</span></label>`)}</fieldset>
				<div class="field"><label for="subject">那里的名称<span class="optional">用这里的密码就不填</span></label>
				<span class="hint">单位目录：账号或完整条目；统一登录：对方给的编号（sub）</span>${errorBeside('subject')}
				<input type="text" id="subject" name="subject" maxlength="200" autocomplete="off" autocapitalize="none" spellcheck="false" .value=${now.subject || ''}></div>`,
		}, (fields) => this.act(`/api/account/accounts/${now.account}/sign-in`,
			{ sign_in: fields.sign_in, ...(fields.subject.trim() ? { subject: fields.subject.trim() } : {}) }, '已改好'));
	}

	/** @param {Account} now */
	async grant(now) {
		const choices = await call('GET', '/api/account/choices');
		const unit = unitPicker();

		await ask({
			title: `授予${now.name}身份`, yes: '授予', broad: true,
			body: html`<div class="field"><label for="role">身份</label>
				<span class="hint">授予管理员身份后，原来的密码和动态口令作废，首次登录码在服务器上制作。</span>${errorBeside('role')}<select id="role" name="role">${choices.roles.map(
				(/** @type {{role: string, label: string}} */ role) => html`<option value=${role.role} ?selected=${role.role === 'secretary'}>${role.label}</option>`)}</select></div>
				${unit.place}${dayFields()}${basisField()}`,
		}, (fields) => this.act(`/api/account/accounts/${now.account}/roles`, shaped(fields), '已授予'));
	}

	/** @param {Held} seat */
	end(seat) {
		return ask({
			title: `结束“${seat.label}　${seat.unit_name}”`, yes: '结束',
			text: '不填日期就马上结束，权限立刻没有；填了日期，到那一天晚上结束。他给别人的委托一同结束。',
			body: html`<div class="field"><label for="until">到哪一天<span class="optional">可以不填</span></label>${errorBeside('until')}
				<input class="middle" type="date" id="until" name="until" min=${today()}></div>`,
		}, (fields) => this.act(`/api/account/roles/${seat.seat}/end`, fields.until ? { until: fields.until } : {}, '已结束'));
	}
}

/** @param {Held} seat */
function pastText(seat) {
	return seat.until && seat.until < seat.since ? `${dayText(seat.since)}授予，当天收回` : daysText(seat.since, seat.until);
}

/** @param {Account} now */
function facts(now) {
	const password = now.sign_in !== 'password' ? html`用${WAYS[now.sign_in]}<br><span class="muted code">${now.subject}</span>` : now.password ? '已设' : '还没有';

	return html`<section class="card"><h2>账号</h2><dl class="facts">
		<dt>账号</dt><dd class="code">${now.login}</dd>
		<dt>党员所在</dt><dd>${now.person_unit || '不在名册'}</dd>
		<dt>建立</dt><dd>${day(now.made)}${now.made_by ? html`<br><span class="muted">${now.made_by}</span>` : nothing}</dd>
		<dt>最近登录</dt><dd>${now.signed_in ? day(now.signed_in) : '还没有登录过'}</dd>
		<dt>密码</dt><dd>${password}${now.code_until ? html`<br><span class="muted">登录条${dayText(now.code_until)}前有效</span>` : nothing}</dd>
		<dt>动态口令</dt><dd>${now.second ? `已设，还有${now.second.codes}个恢复码` : '没有设'}</dd>
		${now.disabled ? html`<dt>停用</dt><dd>${day(now.disabled)}</dd>` : nothing}
	</dl></section>`;
}

/** @param {HTMLElement} root */
function account(root) {
	const id = Number(location.pathname.split('/').pop());

	return loadPage(root, '账号', () => call('GET', `/api/account/accounts/${id}`), (place, answer) => new Page(place).draw(answer));
}

begin({ frame, account });
