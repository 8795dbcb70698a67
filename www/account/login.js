// @ts-check
/** The sign-in page. An unknown account and a wrong password get the same sentence. */
import { call, Problem } from '../common/call.js';
import { clearErrors, onSubmit, showErrors } from '../common/form.js';
import { remember, remembered } from '../common/me.js';
import { begin } from '../common/start.js';
import { backAddress, fillHelp } from './door.js';

/** @param {HTMLElement} root the form */
function login(root) {
	const form = /** @type {HTMLFormElement} */ (root);
	const asked = new URLSearchParams(location.search);

	sayOut(form, asked);
	fillHelp(form);
	if (matchMedia('(pointer: fine)').matches) { // elsewhere a keyboard would cover the page
		/** @type {HTMLInputElement} */ (form.querySelector('#login')).focus();
	}
	onSubmit(form, async (fields) => {
		const errors = missing(fields);
		if (errors.length) {
			showErrors(form, errors);
			return;
		}
		try {
			remember(await call('POST', '/api/account/login',
				{ login: fields.login.trim(), password: fields.password, ...(fields.code.trim() ? { code: fields.code.trim() } : {}) },
				{ keyless: true, stay: true }));
		} catch (error) {
			if (asksCode(form, error)) return;
			empty(form, 'password');
			throw named(error);
		}
		location.replace(backAddress(asked.get('back')));
	});
}

/** @param {Record<string, string>} fields */
function missing(fields) {
	return [['login', '账号'], ['password', '密码']]
		.filter(([name]) => !fields[name].trim())
		.map(([name, label]) => ({ field: name, detail: `${label}没有填。` }));
}

/** Why one is here, if it was no free choice. @param {HTMLFormElement} form @param {URLSearchParams} asked */
function sayOut(form, asked) {
	const place = /** @type {HTMLElement} */ (form.querySelector('[data-place="out"]'));

	if (!asked.has('out')) return;
	if (remembered()) {
		place.textContent = '离开时间较长，已自动退出。登录后回到刚才那一页，写了一半的还在。';
	} else if (backAddress(asked.get('back')) !== '/console/') {
		place.textContent = '请先登录，登录后回到那一页。';
	}
	place.hidden = !place.textContent;
}

/** @param {HTMLFormElement} form @param {string} name */
function empty(form, name) {
	/** @type {HTMLInputElement} */ (form.querySelector(`#${name}`)).value = '';
}

/**
 * The password is right and one-time passwords are set up: asks for one beside it. True where that is what was refused.
 * @param {HTMLFormElement} form @param {unknown} error
 */
function asksCode(form, error) {
	const place = /** @type {HTMLElement} */ (form.querySelector('[data-place="code"]'));
	const needed = error instanceof Problem && error.type === '/problems/account/code-needed';
	const wrong = error instanceof Problem && error.type === '/problems/account/wrong-code';

	if (!needed && !wrong) return false;
	place.hidden = false;
	empty(form, 'code');
	clearErrors(form);
	if (wrong) showErrors(form, [{ field: 'code', detail: error.detail }], '没有登录上');
	else /** @type {HTMLElement} */ (form.querySelector('#code')).focus();
	return true;
}

/** A log-in is no write that might be doubled, and no page that one was sent away from. @param {unknown} error */
function named(error) {
	if (error instanceof Problem && error.status === 401) {
		return new Problem(401, { title: '没有登录上', detail: error.detail });
	}
	if (error instanceof Problem && error.unknown) {
		return new Problem(error.status, {
			title: '没有连上', detail: '服务器没有应答，请稍等再试。', number: error.number,
		});
	}
	return error;
}

begin({ login });
