// @ts-check
/**
 * The tree of units after the ARIA pattern: one stop for Tab, ↑ ↓ walk, → opens, ← closes or goes to
 * the superior, Home and End, Enter shows the unit. Children are asked for when they are opened; rows
 * lie flat and carry their level, so that a row's name is its own text and nothing below it.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';

/** @typedef {import('../common/api.js').Node} Node_ */
/** @typedef {{node: Node_, parent: Branch | null, children: Branch[] | null, open: boolean,
 *             busy: boolean, level: number}} Branch */

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
		this.place.addEventListener('keydown', (event) => this.press(event));
	}

	/** Reads the top of the caller's scope and draws it, opened. */
	async start() {
		/** @type {import('../common/api.js').Tree} */
		const answer = await call('GET', '/api/org/tree');

		this.top = this.add(answer.unit, null);
		this.fill(this.top, answer.children);
		this.top.open = true;
		this.stop = this.stop || this.top.node.id;
		this.draw();
		return answer.unit;
	}

	/** @param {Node_} node @param {Branch | null} parent @returns {Branch} */
	add(node, parent) {
		const level = parent ? parent.level + 1 : 1;
		/** @type {Branch} */
		const branch = { node, parent, children: null, open: false, busy: false, level };

		this.known.set(node.id, branch);
		return branch;
	}

	/** @param {Branch} branch @param {Node_[]} children in official order */
	fill(branch, children) {
		branch.children = children.map((node) => this.add(node, branch));
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
				const answer = await call('GET', `/api/org/tree?unit=${branch.node.id}`);
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

	/** What can be seen, from top to bottom. @returns {Branch[]} */
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
		const rows = this.seen();
		const at = rows.findIndex((row) => row === branch);
		const act = branch && !event.ctrlKey && !event.altKey && !event.metaKey
			? this.actOf(event.key, branch, rows, at) : undefined;

		if (!act) return;
		event.preventDefault();
		act();
	}

	/**
	 * @param {string} key @param {Branch} branch @param {Branch[]} rows @param {number} at
	 * @returns {(() => void) | undefined}
	 */
	actOf(key, branch, rows, at) {
		/** @param {Branch | null | undefined} to */
		const go = (to) => () => { if (to) this.focus(to); };

		switch (key) {
		case 'ArrowDown': case 'j': return go(rows[at + 1]);
		case 'ArrowUp': case 'k': return go(rows[at - 1]);
		case 'Home': return go(rows[0]);
		case 'End': return go(rows[rows.length - 1]);
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
		this.draw();
		const item = /** @type {HTMLElement | null} */ (
			this.place.querySelector(`[data-unit="${this.stop}"]`));
		if (item) item.focus();
	}

	draw() {
		if (!this.top) return;
		render(html`<ul class="tree" role="tree" aria-labelledby="tree-title">
			${this.seen().map((branch) => this.drawn(branch))}</ul>`, this.place);
	}

	/** @param {Branch} branch */
	drawn(branch) {
		const { node } = branch;
		const peers = branch.parent ? branch.parent.children || [] : [branch];
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
			aria-posinset=${peers.indexOf(branch) + 1} aria-setsize=${peers.length}
			aria-expanded=${node.children ? String(branch.open) : nothing}
			aria-selected=${node.id === this.current ? 'true' : 'false'}
			aria-busy=${branch.busy ? 'true' : nothing}
			tabindex=${node.id === this.stop ? 0 : -1}>
			${Array.from({ length: branch.level - 1 }, () => html`<i class="rail"></i>`)}
			${node.children ? html`<span class="turn ${branch.open ? 'open' : ''}" @click=${turn}></span>`
				: html`<span class="turn none"></span>`}
			<a href="/console/org/unit/${node.id}" tabindex="-1" @click=${pick}>${node.short_name}</a>
			${node.members ? html`<span class="muted num" aria-hidden="true"
				title="党员${node.members}名">${node.members}</span>` : nothing}
		</li>`;
	}
}
