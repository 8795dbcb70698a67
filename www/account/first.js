// @ts-check
/**
 * The first log-in by a one-time code, which stands in the fragment and so never reaches a log. It
 * leaves the address bar at once, so that it stays in no history.
 */
import { call, Problem } from '../common/call.js';
import { onSubmit, showErrors } from '../common/form.js';
import { remember } from '../common/me.js';
import { begin } from '../common/start.js';
import { fillHelp } from './door.js';
import { checkNew } from './password-rules.js';

/** @param {HTMLElement} root the form */
function first(root) {
	const form = /** @type {HTMLFormElement} */ (root);
	const code = /** @type {HTMLInputElement} */ (form.querySelector('#code'));
	const given = decodeURIComponent(location.hash.slice(1));

	if (given) {
		code.value = given;
		/** @type {HTMLElement} */ (form.querySelector('[data-place="code"]')).hidden = true;
		history.replaceState(null, '', location.pathname);
	}
	fillHelp(form);
	/** @type {HTMLInputElement} */ (form.querySelector(given ? '#password' : '#code')).focus();
	onSubmit(form, async (fields) => {
		const errors = checkNew(fields.password, fields.again);
		if (!fields.code.trim()) errors.unshift({ field: 'code', detail: '首次登录码没有填。' });
		if (errors.length) {
			showErrors(form, errors);
			return;
		}
		try {
			remember(await call('POST', '/api/account/first',
				{ code: fields.code.trim(), password: fields.password },
				{ keyless: true, stay: true }));
		} catch (error) {
			showCode(form, error);
			throw error;
		}
		location.replace('/console/');
	});
}

/** Where the code itself may be wrong, it can be seen and changed. @param {HTMLFormElement} form @param {unknown} error */
function showCode(form, error) {
	const elsewhere = error instanceof Problem && error.errors.length > 0
		&& error.errors.every(({ field }) => field !== 'code');

	if (!elsewhere) /** @type {HTMLElement} */ (form.querySelector('[data-place="code"]')).hidden = false;
}

begin({ first });
