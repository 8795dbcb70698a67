// @ts-check
/**
 * The frame of every page of the console: the unit and the name at the top, the menu with what is
 * to be done, finding a unit, logging out. The page's HTML already holds the brand, both switches of
 * the type's size and the way to the text, so these work without this module.
 */
import { html, nothing, render } from 'lit-html';
import { call } from './call.js';
import { find } from './find.js';
import { keyboard } from './keyboard.js';
import { forget, me, remembered } from './me.js';
import { MENU } from './menu.js';
import { say } from './state.js';

/** Where what has to be done before anything else is done (account.me, "first"). */
const FIRST = '/console/account/mine';

/** @param {HTMLElement} root the body */
export async function frame(root) {
	const before = remembered();

	keyboard();
	window.addEventListener('pageshow', (event) => { // "back" after logging out shows nothing kept
		if (event.persisted && !remembered()) location.reload();
	});
	find(/** @type {HTMLElement} */ (root.querySelector('[data-place="find"]')));
	if (before) drawn(root, before);
	const person = await me();
	if (person.first && location.pathname !== FIRST) {
		location.replace(FIRST); // an administrator has no right before
		return;
	}
	drawn(root, person);
}

/** @param {HTMLElement} root @param {import('./api.js').Me} person */
export function drawn(root, person) {
	const where = /** @type {HTMLElement | null} */ (root.querySelector('[data-place="where"]'));

	if (where && person.seats[0]) {
		where.textContent = person.seats[0].unit_name;
		where.title = person.seats[0].unit_name; // a long name is cut off
	}
	menu(root, person);
	who(/** @type {HTMLElement} */ (root.querySelector('[data-place="who"]')), person);
}

/** @param {HTMLElement} root @param {import('./api.js').Me} person */
function menu(root, person) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="menu"]'));
	const open = MENU.filter((at) => person.menu.includes(at.word));

	render(html`<ul>${open.map((at) => html`
		${at.group ? html`<li class="group" aria-hidden="true">${at.group}</li>` : nothing}
		<li><a href=${at.address} aria-current=${at.at.test(location.pathname) ? 'page' : nothing}>
			${at.icon}${at.label}${at.word === 'home' && person.todo
				? html`<span class="count-mark" title="要办${person.todo}件">${person.todo}<span
					class="spoken">件要办</span></span>` : nothing}</a></li>`)}</ul>`, place);
}

/** @param {HTMLElement} place @param {import('./api.js').Me} person */
function who(place, person) {
	render(html`<details>
		<summary>${person.name}</summary>
		<div class="who-box">
			<ul>${person.seats.map((seat) => html`<li>${seat.label}
				<span class="muted">${seat.unit_name}${seat.for ? `，受${seat.for}委托` : nothing}</span></li>`)}</ul>
			<a href="/console/account/mine">我的权限和委托</a>
			<a href="/console/password">密码和登录</a>
			<button type="button" @click=${leave}>退出</button>
		</div>
	</details>`, place);
	const box = /** @type {HTMLDetailsElement} */ (place.querySelector('details'));
	if (place.dataset.ready) return;
	place.dataset.ready = 'yes';
	document.addEventListener('click', (event) => {
		if (!box.contains(/** @type {Node} */ (event.target))) box.open = false;
	});
	box.addEventListener('keydown', (event) => {
		if (event.key !== 'Escape' || !box.open) return;
		box.open = false;
		/** @type {HTMLElement} */ (box.querySelector('summary')).focus();
	});
}

async function leave() {
	try {
		await call('POST', '/api/account/logout', {}, { stay: true });
	} catch (error) {
		const status = /** @type {import('./call.js').Problem} */ (error).status;
		if (status !== 401) {
			say(/** @type {Error} */ (error).message);
			return;
		}
	}
	forget();
	location.assign('/console/login');
}
