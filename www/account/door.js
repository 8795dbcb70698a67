// @ts-check
/** What the pages before one is in share: where to go afterwards, and whom to ask for help. */
import { call } from '../common/call.js';

/**
 * The page one came from: a path of the console, nothing else (another host begins with //).
 * @param {string | null} asked
 */
export function backAddress(asked) {
	return asked && /^\/console(\/(?!login|first)[\w\-/?=&.%~]*)?$/.test(asked) ? asked : '/console/';
}

/** The secrecy line and the help line as the settings say. @param {HTMLElement} root */
export async function fillHelp(root) {
	const help = /** @type {HTMLElement | null} */ (root.querySelector('[data-place="help"]'));
	const secrecy = root.querySelector('[data-place="secrecy"]');

	try {
		/** @type {import('../common/api.js').Help} */
		const told = await call('GET', '/api/account/help', null, { stay: true });
		if (secrecy && told.secrecy) secrecy.textContent = told.secrecy;
		if (help && told.admin) {
			const phone = told.phone ? `，${told.phone}` : '';
			help.textContent = `忘记密码或没有账号，请联系本单位管理员：${told.admin}${phone}。`;
			help.hidden = false;
		}
	} catch {
		// The page stands without this line.
	}
}
