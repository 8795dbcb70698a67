// @ts-check
/** One's own account: all that one may do in words, who granted it, one's deputies, and how one signs in. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { dayText } from '../common/date.js';
import { ask } from '../common/dialog.js';
import { errorBeside } from '../common/form.js';
import { frame } from '../common/frame.js';
import { tag } from '../common/light.js';
import { begin } from '../common/start.js';
import { say } from '../common/state.js';
import { shaped } from './grant-fields.js';
import { loadPage } from './page.js';
import { Picker } from './picker.js';
import { drawSecond } from './second.js';
import { sessions } from './sessions.js';
import { dayAfter, daysText, endTag, mayList, today } from './words.js';

/** @typedef {import('../common/api.js').Mine} Mine */
/** @typedef {import('../common/api.js').MySeat} MySeat */
/** @typedef {import('../common/api.js').Deputy} Deputy */

class Page {
	/** @param {HTMLElement} place */
	constructor(place) {
		this.place = place;
	}

	/** @param {Mine} now */
	draw(now) {
		const first = now.first === 'totp';

		render(html`<div class="head"><h1>${first ? '先设置动态口令' : '我的权限和委托'}</h1></div>
			${first ? html`<p class="note warn said-first">管理员登录要密码和动态口令两样。设好以前，管理员的事都办不了。</p>` : nothing}
			<div class="beside">
				<div class="stack">
					${first ? html`<section class="card" data-second></section>` : nothing}
					<section class="card"><h2>我能办什么</h2>${this.seats(now)}</section>
					${first ? nothing : html`<section class="card" data-second></section>`}
				</div>
				<aside class="stack" aria-label="登录">
					<section class="card"><h2>密码</h2>
						<p>${now.sign_in !== 'password' ? '用单位的统一登录，密码不在这里改。' : now.password_on ? `${dayText(now.password_on)}设的。不用定期换；觉得别人知道了就换。` : '还没有密码。'}</p>
						${now.sign_in === 'password' ? html`<p><a class="btn" href="/console/password">改密码</a></p>` : nothing}</section>
					<section class="card"><h2>登录着的地方</h2><div data-sessions></div></section>
				</aside>
			</div>`, this.place);
		drawSecond(/** @type {HTMLElement} */ (this.place.querySelector('[data-second]')), now, (next) => this.draw(next));
		sessions(/** @type {HTMLElement} */ (this.place.querySelector('[data-sessions]')));
	}

	/** @param {Mine} now */
	seats(now) {
		if (!now.seats.length) return html`<p class="muted">现在没有身份。需要的话，请联系安全管理员。</p>`;
		return html`<ul>${now.seats.map((seat) => html`<li class="held"><div>
			<b>${seat.label}</b><span class="gap">${seat.unit_name}</span>${endTag(seat.until)}${seat.for ? html`<span class="gap">${tag(`受${seat.for}委托`, 'act')}</span>` : nothing}
			<span class="sub">${seat.for ? html`${daysText(seat.since, seat.until)}，${seat.basis}。办的事写“${now.name}（受${seat.for}委托）”` : html`${daysText(seat.since, seat.until)}，${seat.by}授权${seat.basis ? `（${seat.basis}）` : nothing}`}</span>
			${mayList(seat.may)}
			${(seat.deputies || []).map((deputy) => html`<p class="row"><span>${deputy.now ? '现在' : '将'}由<b>${deputy.name}</b>代办<span class="sub">${daysText(deputy.since, deputy.until)}，${deputy.reason}</span></span>
				<button class="btn small" type="button" @click=${() => this.end(deputy, `收回${deputy.name}的委托`)}>收回</button></p>`)}</div>
			${seat.delegates ? html`<button class="btn small" type="button" @click=${() => this.deputise(seat)}>委托别人代办</button>` : nothing}</li>`)}</ul>`;
	}

	/** @param {MySeat} seat */
	deputise(seat) {
		const who = new Picker({
			name: 'deputy', label: '委托给谁', hint: '姓名或账号；要在本单位、上级或下级有身份', none: '没有找到能代办的人。',
			search: async (q) => (await call('GET', `/api/account/colleagues?seat=${seat.seat}&q=${encodeURIComponent(q)}`)).rows
				.map((/** @type {{account: number, name: string, login: string, where: string}} */ row) => ({ id: row.account, text: row.name, sub: row.where || row.login })),
		});

		return ask({
			title: `委托别人代办“${seat.label}　${seat.unit_name}”`, yes: '委托', broad: true,
			text: '代办的人能办这个身份的全部事，办的事两个人的名字都写上。责任还在您。到期自动结束，可以提前收回。',
			body: html`${who.place}
				<div class="field"><label for="since">从哪一天</label>${errorBeside('since')}<input class="middle" type="date" id="since" name="since" min=${today()} .value=${today()}></div>
				<div class="field"><label for="until">到哪一天</label>${errorBeside('until')}<input class="middle" type="date" id="until" name="until" min=${today()} .value=${dayAfter(today(), 7)}></div>
				<div class="field"><label for="reason">原因</label>${errorBeside('reason')}<input type="text" id="reason" name="reason" maxlength="60" autocomplete="off"></div>`,
		}, async (fields) => {
			this.draw(await call('POST', '/api/account/deputies', { seat: seat.seat, ...shaped(fields) }));
			say('已委托');
		});
	}

	/** @param {Deputy} deputy @param {string} title */
	end(deputy, title) {
		return ask({ title, text: '收回后马上不能再代办。', yes: '收回' }, async () => {
			this.draw(await call('POST', `/api/account/deputies/${deputy.delegation}/end`, {}));
			say('已收回');
		});
	}
}

/** @param {HTMLElement} root */
function mine(root) {
	return loadPage(root, '我的权限和委托', () => call('GET', '/api/account/mine'), (place, answer) => new Page(place).draw(answer));
}

begin({ frame, mine });
