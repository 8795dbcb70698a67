// @ts-check
/** What the pages before one is in share: where to go afterwards, and whom to ask for help. */
import { call } from '../common/call.js';

/**
 * The page one came from: a place of the console on this very host, nothing else.
 * @param {string | null} asked
 */
export function backAddress(asked) {
	const url = new URL(asked || '/console/', location.origin);
	const ours = url.origin === location.origin && /^\/console\/(?!login|first)/.test(url.pathname);

	return ours ? url.pathname + url.search : '/console/';
}

/** The way in by a provider, where there is one. @param {HTMLElement} root @param {string | null | undefined} name */
function offerProvider(root, name) {
	const place = /** @type {HTMLElement | null} */ (root.querySelector('[data-place="provider"]'));

	if (!place || !name) return;
	const link = document.createElement('a');
	const back = backAddress(new URLSearchParams(location.search).get('back'));
	link.className = 'btn wide';
	link.href = `/api/account/oidc/start?back=${encodeURIComponent(back)}`;
	link.textContent = `用${name}登录`;
	place.append(link);
	place.hidden = false;
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
		offerProvider(root, told.provider);
	} catch {
		// The page stands without this line.
	}
}
