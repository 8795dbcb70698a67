// @ts-check
/** Changes one's own password, and shows where one is signed in. */
import { call } from '../common/call.js';
import { onSubmit, showErrors } from '../common/form.js';
import { frame } from '../common/frame.js';
import { me } from '../common/me.js';
import { begin } from '../common/start.js';
import { checkNew } from './password-rules.js';
import { sessions } from './sessions.js';

/** @param {HTMLElement} root */
function password(root) {
	const form = /** @type {HTMLFormElement} */ (root.querySelector('[data-place="form"]'));
	const done = /** @type {HTMLElement} */ (root.querySelector('[data-place="done"]'));
	const where = /** @type {HTMLElement} */ (root.querySelector('[data-place="sessions"]'));

	me().then((person) => { // whose password a browser's store keeps
		/** @type {HTMLInputElement} */ (form.querySelector('[name="login"]')).value = person.login;
	}).catch(() => {});
	onSubmit(form, async (fields) => {
		const errors = checkNew(fields.new, fields.again, 'new');
		if (!fields.old) errors.unshift({ field: 'old', detail: '现在的密码没有填。' });
		if (errors.length) {
			showErrors(form, errors);
			return;
		}
		await call('POST', '/api/account/password', { old: fields.old, new: fields.new });
		form.reset();
		form.hidden = true;
		done.hidden = false;
		done.focus();
		sessions(where); // the others have ended
	});
	sessions(where);
}

begin({ frame, password });
