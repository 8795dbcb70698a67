// @ts-check
/**
 * The tree and one unit beside it. Each unit has its own address; where there is room the tree stays
 * while units change, elsewhere the tree and the unit are two pages.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { frame } from '../common/frame.js';
import { begin } from '../common/start.js';
import { failed, loading, say } from '../common/state.js';
import { Tree } from './tree.js';
import { unitPage } from './unit.js';

/** @param {HTMLElement} root */
async function units(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="unit"]'));
	const treePlace = /** @type {HTMLElement} */ (root.querySelector('[data-place="tree"]'));
	const tree = new Tree(treePlace, {
		open: (unit) => go(unit.id),
		failed: (error) => say(/** @type {Error} */ (error).message),
	});
	let top = 0;
	let turn = 0;

	/** @param {number} id */
	const go = (id) => {
		history.pushState(null, '', `/console/org/unit/${id}`);
		show(true);
	};
	/** @param {MouseEvent} event @param {number} id */
	const pick = (event, id) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
		event.preventDefault();
		go(id);
	};
	/** Shows what the address names. @param {boolean} moved */
	const show = async (moved) => {
		const named = idOf(location.pathname);
		const id = named || top;
		const mine = ++turn;

		document.body.classList.toggle('at-unit', named > 0);
		document.body.classList.toggle('at-tree', !named);
		headLevel(root, named ? 2 : 1);
		if (!id) { // the tree itself did not load and says so
			render(null, place);
			return;
		}
		try {
			/** @type {import('../common/api.js').Unit} */
			const answer = await call('GET', `/api/org/unit/${id}`);
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
		render(unitPage(answer, { alone, pick }), place);
		document.title = `${alone ? answer.unit.short_name : '组织'} · 双五好`;
		tree.show([...answer.path.map((step) => step.id).filter((id) => id !== answer.unit.id), answer.unit.id]);
		if (!moved) return;
		if (isNarrow(treePlace)) window.scrollTo(0, 0);
		else if (place.getBoundingClientRect().top < 0) place.scrollIntoView();
		if (!treePlace.contains(document.activeElement)) {
			/** @type {HTMLElement} */ (place.querySelector('.head [tabindex]')).focus({ preventScroll: true });
		}
	};

	window.addEventListener('popstate', () => show(true));
	render(loading(5), place);
	render(loading(8), treePlace);
	try {
		top = (await tree.start()).id;
	} catch (error) {
		render(failed(error, () => location.reload()), treePlace);
	}
	await show(false);
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

begin({ frame, units });
