// @ts-check
/**
 * The tree and one unit beside it, as they are or as they were on a day. Each unit has its own
 * address; where there is room the tree stays while units change, elsewhere the tree and the unit are
 * two pages.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { dayText } from '../common/date.js';
import { frame } from '../common/frame.js';
import { me } from '../common/me.js';
import { begin } from '../common/start.js';
import { failed, loading, say } from '../common/state.js';
import { order } from './order.js';
import { Tree } from './tree.js';
import { unitPage } from './unit.js';

/** @param {HTMLElement} root */
async function units(root) {
	/** @param {string} name */
	const at = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-place="${name}"]`));
	const place = at('unit');
	const treePlace = at('tree');
	const tree = new Tree(treePlace, {
		open: (unit) => go(unit.id),
		failed: (error) => say(/** @type {Error} */ (error).message),
	});
	let top = 0;
	let today = '';
	let identity = false; // whether the caller finds members by their identity number
	let turn = 0;

	/** @param {number} id */
	const go = (id) => {
		history.pushState(null, '', tree.address(id));
		show(true);
	};
	/** @param {MouseEvent} event @param {number} id */
	const pick = (event, id) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
		event.preventDefault();
		go(id);
	};
	/** The tree's head: a day to look back to, another order, all changes. */
	const drawTools = () => {
		render(html`<label class="day-field">看某一天的组织
			<input type="date" max=${today} .value=${tree.day} @change=${(/** @type {Event} */ event) =>
				lookBack(/** @type {HTMLInputElement} */ (event.target).value)}></label>
		<div class="row">
			<label class="choice by-pinyin"><input type="checkbox" .checked=${tree.pinyin} @change=${(/** @type {Event} */ event) =>
				tree.order(/** @type {HTMLInputElement} */ (event.target).checked)}><span>按拼音排</span></label>
			<a class="push" href="/console/org/changes">组织调整</a>
			<a href="/console/org/kinds">种类和行业</a>
			${identity ? html`<a href="/console/org/identity">按身份证号找</a>` : nothing}
		</div>
		${tree.day ? html`<p class="note back-note">这是${dayText(tree.day)}的组织。
			<button class="btn small" type="button" @click=${() => lookBack('')}>看现在的</button></p>` : nothing}`, at('tools'));
	};
	/** Another day, in the address too. @param {string} day */
	const lookBack = (day) => {
		history.pushState(null, '', location.pathname + (day ? `?day=${day}` : ''));
		show(true);
	};
	/** Reads the tree, as of the day in the address. @returns {Promise<boolean>} */
	const readTree = async () => {
		const day = dayOf(location.search);
		try {
			const answer = await tree.start(day);
			top = answer.unit.id;
			today = answer.today;
		} catch (error) {
			if (!tree.top) render(failed(error, () => location.reload()), treePlace);
			else say(/** @type {Error} */ (error).message);
			if (tree.top && tree.day !== day) { // that day can't be shown: the one before stays
				history.replaceState(null, '', location.pathname + (tree.day ? `?day=${tree.day}` : ''));
			}
			return false;
		} finally {
			drawTools();
		}
		return true;
	};
	/** After a change: the tree is another one. */
	const refresh = async () => {
		await readTree();
		await show(false);
	};
	/** Shows what the address names. @param {boolean} moved */
	const show = async (moved) => {
		const named = idOf(location.pathname);
		const mine = ++turn;

		if (tree.top && dayOf(location.search) !== tree.day) await readTree();
		if (mine !== turn) return;
		const id = named || top;
		document.body.classList.toggle('at-unit', named > 0);
		document.body.classList.toggle('at-tree', !named);
		headLevel(root, named ? 2 : 1);
		if (!id) { // the tree itself did not load and says so
			render(null, place);
			return;
		}
		try {
			/** @type {import('../common/api.js').Unit} */
			const answer = await call('GET', `/api/org/unit/${id}${tree.day ? `?day=${tree.day}` : ''}`);
			if (mine !== turn) return; // another unit was asked for meanwhile
			draw(answer, named > 0, moved);
		} catch (error) {
			if (mine !== turn) return;
			render(html`${named ? html`<h1 class="spoken">单位</h1>` : nothing}${failed(error,
				() => show(moved))}`, place);
		}
	};
	/** @param {import('../common/api.js').Unit} answer @param {boolean} alone @param {boolean} moved */
	const draw = (answer, alone, moved) => {
		render(null, place); // a roster that was open is of the unit before
		render(unitPage(answer, { alone, pick, address: (id) => tree.address(id),
			order: (verb) => order(verb, answer, refresh), refresh }), place);
		document.title = `${alone ? answer.unit.short_name : '组织'} · 双五好`;
		tree.show([...answer.path.map((step) => step.id).filter((id) => id !== answer.unit.id), answer.unit.id]);
		if (!moved) return;
		if (isNarrow(treePlace)) window.scrollTo(0, 0);
		else if (place.getBoundingClientRect().top < 0) place.scrollIntoView();
		if (!at('tree').contains(document.activeElement) && !at('tools').contains(document.activeElement)) {
			/** @type {HTMLElement} */ (place.querySelector('.head [tabindex]')).focus({ preventScroll: true });
		}
	};

	window.addEventListener('popstate', () => show(true));
	render(loading(5), place);
	render(loading(8), treePlace);
	await readTree();
	await show(false);
	identity = (await me()).menu.includes('org_identity');
	if (identity) drawTools();
}

/** A page has one first heading: the tree's, or the unit's. @param {HTMLElement} root @param {number} level */
function headLevel(root, level) {
	const title = /** @type {HTMLElement} */ (root.querySelector('#tree-title'));

	title.setAttribute('role', 'heading');
	title.setAttribute('aria-level', String(level));
}

/** @param {HTMLElement} treePlace */
function isNarrow(treePlace) {
	return treePlace.getClientRects().length === 0;
}

/** @param {string} path */
function idOf(path) {
	const match = /^\/console\/org\/unit\/(\d+)\/?$/.exec(path);

	return match ? Number(match[1]) : 0;
}

/** @param {string} search */
function dayOf(search) {
	const day = new URLSearchParams(search).get('day') || '';

	return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : '';
}

begin({ frame, units });
