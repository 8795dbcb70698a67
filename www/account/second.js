// @ts-check
/**
 * One-time passwords: setting them up by a picture or a typed secret, recovery codes that are shown once, switching them off. Secret
 * and codes are in one answer and in this page's memory, nowhere else.
 */
import { html, nothing, render, svg } from 'lit-html';
import { call } from '../common/call.js';
import { dayText } from '../common/date.js';
import { ask } from '../common/dialog.js';
import { errorBeside, showErrors, showProblem } from '../common/form.js';
import { say } from '../common/state.js';

/** @typedef {import('../common/api.js').Mine} Mine */
/** @typedef {{secret: string, path: string, modules: number}} Secret */

const FEW = 3; // so few recovery codes are left that new ones are wanted

/** @param {HTMLElement} place @param {Mine} now @param {(next: Mine) => void} turn draws the page anew */
export function drawSecond(place, now, turn) {
	if (now.recovery) render(codes(now.recovery, () => turn({ ...now, recovery: undefined })), place);
	else render(now.second ? standing(now, turn) : offer(place, now, turn), place);
	const shown = /** @type {HTMLElement | null} */ (place.querySelector('[data-codes]'));
	if (shown) shown.focus();
}

/** @param {Mine} now @param {(next: Mine) => void} turn */
function standing(now, turn) {
	const second = /** @type {{since: string, codes: number}} */ (now.second);

	return html`<h2>动态口令</h2>
		<p>${dayText(second.since)}设好。登录时先输密码，再输手机上的6位数。</p>
		<p class=${second.codes < FEW ? 'note warn' : ''}>还有${second.codes}个恢复码${second.codes < FEW ? '，快用完了，请换一批' : ''}。</p>
		<div class="row"><button class="btn" type="button" @click=${() => renew(turn)}>换一批恢复码</button>
			<button class="btn" type="button" @click=${() => remove(now, turn)}>停用</button></div>`;
}

/** @param {HTMLElement} place @param {Mine} now @param {(next: Mine) => void} turn */
function offer(place, now, turn) {
	const start = async () => {
		try {
			const secret = await call('POST', '/api/account/second', {}, { keyless: true });
			render(setUp(secret, turn), place);
			/** @type {HTMLElement} */ (place.querySelector('#code')).focus();
		} catch (error) {
			say(/** @type {Error} */ (error).message);
		}
	};

	return html`<h2>动态口令</h2>
		<p>登录时除了密码，再输手机上每半分钟一换的6位数。密码被人知道了，别人也登录不了。${now.second_needed ? nothing : '愿意用就设。'}</p>
		<p>手机上要有出动态口令的应用，单位统一装的最好；不用联网。</p>
		<p><button class="btn ${now.first ? 'primary' : ''}" type="button" @click=${start}>设置动态口令</button></p>`;
}

/** @param {Secret} secret @param {(next: Mine) => void} turn */
function setUp(secret, turn) {
	const size = secret.modules + 8;

	return html`<h2>设置动态口令</h2>
		<form class="form" novalidate @submit=${async (/** @type {Event} */ event) => {
			event.preventDefault();
			const form = /** @type {HTMLFormElement} */ (event.target);
			const code = String(new FormData(form).get('code') || '').trim();
			if (!code) {
				showErrors(form, [{ field: 'code', detail: '动态口令没有填。' }]);
				return;
			}
			try {
				const next = await call('POST', '/api/account/second/confirm', { code }, { keyless: true });
				turn(next);
				say('动态口令设好了');
			} catch (error) {
				showProblem(form, error);
			}
		}}>
			<div data-summary tabindex="-1"></div>
			<div class="totp"><svg class="qr" viewBox=${`-4 -4 ${size} ${size}`} shape-rendering="crispEdges" role="img" aria-label="用手机扫的二维码">${svg`<path
				fill="#000" d=${secret.path}></path>`}</svg>
			<div class="stack near"><p>一、用手机上的动态口令应用扫这张图。</p>
				<p>扫不了，就手工输入这个密钥：<br><b class="code">${(secret.secret.match(/.{1,4}/g) || []).join(' ')}</b></p>
				<p>二、把手机上现在的6位数填在这里。</p>
				<div class="field"><label for="code">动态口令</label>${errorBeside('code')}
					<input class="short code" type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20"></div>
				<div class="form-end"><button class="btn primary" type="submit">设好</button></div></div></div>
		</form>`;
}

/** @param {string[]} list @param {() => void} done */
function codes(list, done) {
	return html`<div class="print-codes"><h2 data-codes tabindex="-1">恢复码，只显示这一次</h2>
		<p class="note warn">手机丢了、坏了，登录时用一个恢复码代替6位数；每个只能用一次。请抄下或打印，锁在柜子里，不要存在手机里。</p>
		<ol class="recovery code">${list.map((code) => html`<li>${code}</li>`)}</ol>
		<div class="row no-print"><button class="btn" type="button" @click=${() => window.print()}>打印</button>
			<button class="btn primary" type="button" @click=${done}>收好了</button></div></div>`;
}

/** @param {string} [hint] */
function codeField(hint = '手机上现在的6位数') {
	return html`<div class="field"><label for="code">动态口令</label>${errorBeside('code')}<span class="hint">${hint}</span>
		<input class="middle code" type="text" id="code" name="code" inputmode="text" autocomplete="one-time-code" maxlength="20"></div>`;
}

/** @param {(next: Mine) => void} turn */
function renew(turn) {
	/** @type {Mine | null} */
	let next = null;

	return ask({ title: '换一批恢复码', text: '换了以后，以前的恢复码都不能用了。', yes: '换一批', body: codeField() }, async (fields) => {
		next = await call('POST', '/api/account/second/codes', { code: fields.code.trim() }, { keyless: true });
	}).then(() => { if (next) turn(next); });
}

/** @param {Mine} now @param {(next: Mine) => void} turn */
function remove(now, turn) {
	return ask({
		title: '停用动态口令', yes: '停用',
		text: now.second_needed ? '管理员必须用动态口令：停用后要重新设置，才能办管理员的事。换手机时这样办。' : '停用后只用密码登录。',
		body: html`<div class="field"><label for="password">现在的密码</label>${errorBeside('password')}
			<input type="password" id="password" name="password" autocomplete="current-password" maxlength="200"></div>${codeField('6位数，或一个恢复码')}`,
	}, async (fields) => {
		turn(await call('POST', '/api/account/second/off', { password: fields.password, code: fields.code.trim() }, { keyless: true }));
		say('动态口令已停用');
	});
}
