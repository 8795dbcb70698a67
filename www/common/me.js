// @ts-check
/**
 * Who is signed in. Asked once a page; the last answer is kept in the tab, so that the frame stands
 * at once and doesn't jump. It holds no right: what one may do is decided by each answer.
 */
import { call } from './call.js';

const KEPT = 'wuhao.me';

/** @type {Promise<import('./api.js').Me> | null} */
let asked = null;

/** @returns {Promise<import('./api.js').Me>} */
export function me() {
	if (!asked) {
		asked = call('GET', '/api/account/me').then(remember);
	}
	return asked;
}

/** What the tab remembers, perhaps of an hour ago. @returns {import('./api.js').Me | null} */
export function remembered() {
	try {
		return JSON.parse(sessionStorage.getItem(KEPT) || 'null');
	} catch {
		return null;
	}
}

/**
 * Keeps the answer. What another account left half-written in this tab goes.
 * @param {import('./api.js').Me} person
 */
export function remember(person) {
	const before = remembered();

	if (before && before.account !== person.account) forget();
	keep(KEPT, JSON.stringify(person));
	return person;
}

/** Nothing of this person stays in the tab. */
export function forget() {
	try {
		sessionStorage.clear();
	} catch {
		// A browser that keeps nothing has nothing to forget.
	}
}

/** @param {string} name @param {string} value */
function keep(name, value) {
	try {
		sessionStorage.setItem(name, value);
	} catch {
		// Full or switched off: the page works without.
	}
}
