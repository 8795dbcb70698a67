// @ts-check
/** The sign-in page. An unknown account and a wrong password get the same sentence. */
import { call, Problem } from '../common/call.js';
import { onSubmit, showErrors } from '../common/form.js';
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
				{ login: fields.login.trim(), password: fields.password },
				{ keyless: true, stay: true }));
		} catch (error) {
			emptyPassword(form);
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

/** @param {HTMLFormElement} form */
function emptyPassword(form) {
	const field = /** @type {HTMLInputElement} */ (form.querySelector('#password'));

	field.value = '';
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
