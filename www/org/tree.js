// @ts-check
/**
 * The tree of units after the ARIA pattern: one stop for Tab, ↑ ↓ walk, → opens, ← closes or goes to
 * the superior, Home and End, Enter shows the unit. Children are asked for when they are opened; rows
 * lie flat and carry their level, so that a row's name is its own text and nothing below it. Of many
 * rows only those near the window are drawn (pane.js).
 */
import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { call } from '../common/call.js';
import { Pane } from './pane.js';

/** @typedef {import('../common/api.js').Node} Node_ */
/** @typedef {{node: Node_, parent: Branch | null, children: Branch[] | null, open: boolean,
 *             busy: boolean, level: number, place: number}} Branch */

const PINYIN = new Intl.Collator('zh-u-co-pinyin');

export class Tree {
	/**
	 * @param {HTMLElement} place
	 * @param {{open: (unit: Node_) => void, failed: (error: unknown) => void}} on
	 */
	constructor(place, on) {
		this.place = place;
		this.on = on;
		/** @type {Branch | null} */
		this.top = null;
		/** @type {Map<number, Branch>} */
		this.known = new Map();
		this.current = 0; // the unit that the page shows
		this.stop = 0; // the unit where Tab stops
		this.day = ''; // as of which it is shown; empty: now
		this.pinyin = false; // in that order, and not the official one
		/** @type {Branch[]} what can be seen, from top to bottom */
		this.rows = [];
		this.pane = new Pane(place, () => this.render());
		this.place.addEventListener('keydown', (event) => this.press(event));
		this.place.addEventListener('focusin', (event) => {
			const row = /** @type {HTMLElement} */ (event.target).closest('[data-unit]');
			if (row) this.stop = Number(row.getAttribute('data-unit'));
		});
	}

	/**
	 * Reads the top of the caller's scope and draws it, opened.
	 * @param {string} [day] as of which
	 * @returns {Promise<import('../common/api.js').Tree>}
	 */
	async start(day = '') {
		/** @type {import('../common/api.js').Tree} */
		const answer = await call('GET', `/api/org/tree${day ? `?day=${day}` : ''}`);

		this.day = day;
		this.known.clear();
		this.top = this.add(answer.unit, null);
		this.fill(this.top, answer.children);
		this.top.open = true;
		if (!this.known.has(this.stop)) this.stop = this.top.node.id;
		this.draw();
		return answer;
	}

	/** The address of a unit, on the day that is shown. @param {number} id */
	address(id) {
		return `/console/org/unit/${id}${this.day ? `?day=${this.day}` : ''}`;
	}

	/** @param {Node_} node @param {Branch | null} parent @returns {Branch} */
	add(node, parent) {
		const level = parent ? parent.level + 1 : 1;
		/** @type {Branch} */
		const branch = { node, parent, children: null, open: false, busy: false, level, place: 1 };

		this.known.set(node.id, branch);
		return branch;
	}

	/** @param {Branch} branch @param {Node_[]} children in official order */
	fill(branch, children) {
		branch.children = children.map((node) => this.add(node, branch));
		this.sort(branch);
	}

	/** @param {Branch} branch */
	sort(branch) {
		if (!branch.children) return;
		branch.children.sort((a, b) => (this.pinyin ? PINYIN.compare(a.node.short_name, b.node.short_name)
			: a.node.order - b.node.order) || a.node.id - b.node.id);
		branch.children.forEach((child, i) => { child.place = i + 1; });
	}

	/** All of it in pinyin order, or in the official one again. @param {boolean} pinyin */
	order(pinyin) {
		this.pinyin = pinyin;
		this.known.forEach((branch) => this.sort(branch));
		this.draw();
	}

	/**
	 * Shows a unit: opens its superiors one after the other and marks it.
	 * @param {number[]} path ids from the top down, the unit last
	 */
	async show(path) {
		this.current = path[path.length - 1];
		this.draw();
		for (const id of path.slice(0, -1)) {
			const branch = this.known.get(id);
			if (branch && !branch.open) await this.open(branch);
		}
		if (this.known.has(this.current)) this.stop = this.current;
		this.draw();
		const row = this.place.querySelector(`[data-unit="${this.current}"]`);
		if (row) row.scrollIntoView({ block: 'nearest' });
	}

	/** @param {Branch} branch */
	async open(branch) {
		if (!branch.node.children) return;
		branch.open = true;
		if (!branch.children && !branch.busy) {
			branch.busy = true;
			this.draw();
			try {
				const day = this.day ? `&day=${this.day}` : '';
				const answer = await call('GET', `/api/org/tree?unit=${branch.node.id}${day}`);
				this.fill(branch, answer.children);
			} catch (error) {
				branch.open = false;
				this.on.failed(error);
			}
			branch.busy = false;
		}
		this.draw();
	}

	/** @param {Branch} branch */
	close(branch) {
		branch.open = false;
		for (let at = this.known.get(this.stop); at; at = at.parent || undefined) {
			if (at.parent === branch) this.stop = branch.node.id; // the stop is never hidden
		}
		this.draw();
	}

	/** @returns {Branch[]} */
	seen() {
		/** @type {Branch[]} */
		const rows = [];
		/** @param {Branch} branch */
		const walk = (branch) => {
			rows.push(branch);
			if (branch.open && branch.children) branch.children.forEach(walk);
		};

		if (this.top) walk(this.top);
		return rows;
	}

	/** @param {KeyboardEvent} event */
	press(event) {
		const branch = this.known.get(this.stop);
		const at = this.rows.findIndex((row) => row === branch);
		const act = branch && !event.ctrlKey && !event.altKey && !event.metaKey
			? this.actOf(event.key, branch, at) : undefined;

		if (!act) return;
		event.preventDefault();
		act();
	}

	/** @param {string} key @param {Branch} branch @param {number} at @returns {(() => void) | undefined} */
	actOf(key, branch, at) {
		/** @param {Branch | null | undefined} to */
		const go = (to) => () => { if (to) this.focus(to); };

		switch (key) {
		case 'ArrowDown': case 'j': return go(this.rows[at + 1]);
		case 'ArrowUp': case 'k': return go(this.rows[at - 1]);
		case 'Home': return go(this.rows[0]);
		case 'End': return go(this.rows[this.rows.length - 1]);
		case 'ArrowRight':
			return branch.open ? go((branch.children || [])[0]) : () => { this.open(branch); };
		case 'ArrowLeft': return branch.open ? () => this.close(branch) : go(branch.parent);
		case 'Enter': case ' ': return () => this.on.open(branch.node);
		default: return undefined;
		}
	}

	/** @param {Branch} branch */
	focus(branch) {
		this.stop = branch.node.id;
		this.render();
		const item = /** @type {HTMLElement | null} */ (
			this.place.querySelector(`[data-unit="${this.stop}"]`));
		if (item) item.focus();
	}

	/** After what is there has changed. */
	draw() {
		if (!this.top) return;
		this.rows = this.seen();
		this.render();
	}

	/** What is near the window, and where Tab stops. */
	render() {
		const stop = this.rows.findIndex((branch) => branch.node.id === this.stop);
		const near = this.pane.near(this.rows.map((branch) => branch.node.id), stop);

		render(html`<ul class="tree" role="tree" aria-labelledby="tree-title">
			${repeat(near, (at) => this.rows[at].node.id, (at) => this.drawn(this.rows[at]))}</ul>`, this.place);
		this.pane.settle(near);
	}

	/** @param {Branch} branch */
	drawn(branch) {
		const { node } = branch;
		const peers = branch.parent && branch.parent.children ? branch.parent.children.length : 1;
		/** @param {Event} event */
		const turn = (event) => {
			event.preventDefault();
			this.stop = node.id;
			if (branch.open) this.close(branch);
			else this.open(branch);
		};
		/** @param {MouseEvent} event */
		const pick = (event) => {
			if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new window is theirs
			event.preventDefault();
			this.stop = node.id;
			this.on.open(node);
		};

		return html`<li class="tree-row" role="treeitem" data-unit=${node.id} aria-level=${branch.level}
			aria-posinset=${branch.place} aria-setsize=${peers}
			aria-expanded=${node.children ? String(branch.open) : nothing}
			aria-selected=${node.id === this.current ? 'true' : 'false'}
			aria-busy=${branch.busy ? 'true' : nothing}
			tabindex=${node.id === this.stop ? 0 : -1}>
			${Array.from({ length: branch.level - 1 }, () => html`<i class="rail"></i>`)}
			${node.children ? html`<span class="turn ${branch.open ? 'open' : ''}" @click=${turn}></span>`
				: html`<span class="turn none"></span>`}
			<a href=${this.address(node.id)} tabindex="-1" @click=${pick}>${node.short_name}</a>
			${node.members ? html`<span class="muted num" aria-hidden="true"
				title="党员${node.members}名">${node.members}</span>` : nothing}
		</li>`;
	}
}
