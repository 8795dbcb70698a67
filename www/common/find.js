// @ts-check
/**
 * Finding a unit, or a member, by characters, pinyin, initials or number: a combobox (ARIA 1.2) whose
 * options lead to their page. The last answer wins; an empty one says so in words.
 */
import { html, nothing, render } from 'lit-html';
import { call } from './call.js';
import { joined } from './light.js';

/** @typedef {{address: string, name: string, more: unknown}} Offer */
/** @typedef {{rows: Offer[] | null, at: number, open: boolean, asked: string}} State */

const DELAY = 160; // milliseconds after the last key

/** @param {HTMLElement} place */
export function find(place) {
	/** @type {State} */
	const state = { rows: null, at: -1, open: false, asked: '' };
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let timer;
	const draw = () => render(box(state, { type, press }), place);
	const input = () => /** @type {HTMLInputElement} */ (place.querySelector('input'));

	/** @param {Event} event */
	const type = (event) => {
		clearTimeout(timer);
		timer = setTimeout(look, DELAY, /** @type {HTMLInputElement} */ (event.target).value.trim());
	};
	/** @param {string} asked */
	const look = async (asked) => {
		state.asked = asked;
		if (!asked) {
			close();
			return;
		}
		try {
			const answer = await call('GET', `/api/org/find?q=${encodeURIComponent(asked)}`);
			if (state.asked !== asked) return;
			Object.assign(state, { rows: offers(answer), at: -1, open: true });
		} catch {
			Object.assign(state, { rows: null, at: -1, open: true });
		}
		draw();
	};
	const close = () => {
		Object.assign(state, { open: false, at: -1 });
		draw();
	};
	/** @param {KeyboardEvent} event */
	const press = (event) => {
		const rows = state.rows || [];
		if (event.key === 'Escape') {
			event.preventDefault();
			if (!state.open) input().blur();
			close();
		} else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && rows.length) {
			event.preventDefault();
			const step = event.key === 'ArrowDown' ? 1 : -1;
			state.at = (state.at + step + rows.length + (state.at < 0 && step < 0 ? 1 : 0)) % rows.length;
			draw();
			const now = place.querySelector('[aria-selected="true"]');
			if (now) now.scrollIntoView({ block: 'nearest' });
		} else if (event.key === 'Enter' && state.open && rows.length) {
			event.preventDefault();
			location.assign(rows[Math.max(state.at, 0)].address);
		}
	};
	/** @param {FocusEvent} event */
	const leave = (event) => {
		if (!place.contains(/** @type {Element | null} */ (event.relatedTarget))) close();
	};
	place.setAttribute('role', 'search');
	place.addEventListener('focusout', leave);
	draw();
}

/** Units first, then members. @param {import('./api.js').Found} answer @returns {Offer[]} */
function offers(answer) {
	return [
		...answer.rows.map((unit) => ({ address: `/console/org/unit/${unit.id}`, name: unit.short_name,
			more: joined([unit.full_name, unit.public_name ? `对外名称：${unit.public_name}` : null]) })),
		...answer.members.map((member) => ({ address: `/console/org/person/${member.id}`, name: member.name,
			more: joined(['党员', member.unit_name, member.number]) })),
	];
}

/**
 * @param {State} state
 * @param {{type: (e: Event) => void, press: (e: KeyboardEvent) => void}} on
 */
function box(state, on) {
	return html`<input type="search" data-find role="combobox" aria-label="找单位、党员" placeholder="找单位、党员"
			autocomplete="off" spellcheck="false" aria-autocomplete="list"
			aria-controls=${isListed(state) ? 'found' : nothing}
			aria-expanded=${isListed(state) ? 'true' : 'false'}
			aria-activedescendant=${state.at >= 0 ? `found-${state.at}` : nothing}
			@input=${on.type} @keydown=${on.press}>
		<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6"
			stroke-linecap="round" aria-hidden="true"><path d="M11 11l3.5 3.5M7 2.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z"></path></svg>
		<kbd aria-hidden="true">/</kbd>
		${state.open ? results(state) : nothing}`;
}

/** Whether there is a list to walk. @param {State} state */
function isListed(state) {
	return state.open && state.rows !== null && state.rows.length > 0;
}

/** @param {State} state */
function results(state) {
	if (!state.rows) return html`<div class="found" role="alert"><p>没有连上，请再试一次。</p></div>`;
	if (!state.rows.length) {
		return html`<div class="found" role="status">
			<p>没有找到“${state.asked}”。可以换成简称或拼音首字母。</p></div>`;
	}
	return html`<div class="found" id="found" role="listbox" aria-label="找到的单位和党员">
		${state.rows.map((offer, i) => html`<a role="option" id="found-${i}" tabindex="-1"
			href=${offer.address} aria-selected=${i === state.at ? 'true' : 'false'}>
			${offer.name}<small>${offer.more}</small></a>`)}
	</div>`;
}
