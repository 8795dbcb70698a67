// @ts-check
/**
 * Choosing the units: the tree in official order, opened where one looks, or what a search finds;
 * beside it those chosen.
 */
import { html, nothing, render } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { call } from '../../common/call.js';
import { errorBeside } from '../../common/form.js';
import { say } from '../../common/state.js';
import { chosenOf } from './draft.js';

/** @typedef {import('../../common/api.js').Node} Node_ */
/** @typedef {import('./draft.js').Chosen} Chosen */
/** @typedef {{node: Node_, children: Branch[] | null, open: boolean, busy: boolean}} Branch */

const DELAY = 200; // milliseconds after the last key
const MOST = 300;

export class UnitPicker {
	/**
	 * @param {HTMLElement} place
	 * @param {() => Chosen[]} chosen
	 * @param {(units: Chosen[]) => void} change
	 */
	constructor(place, chosen, change) {
		this.place = place;
		this.chosen = chosen;
		this.change = change;
		/** @type {Branch | null} */
		this.top = null;
		this.asked = '';
		/** @type {Node_[] | null} what the search found; null while it looks */
		this.found = null;
		/** @type {ReturnType<typeof setTimeout> | undefined} */
		this.timer = undefined;
		this.lost = false;
	}

	async start() {
		try {
			/** @type {import('../../common/api.js').Tree} */
			const answer = await call('GET', '/api/org/tree');
			this.top = { node: answer.unit, children: answer.children.map(branchOf), open: true, busy: false };
			this.lost = false;
		} catch {
			this.lost = true;
		}
		this.draw();
	}

	/** @param {Branch} branch */
	async load(branch) {
		if (branch.children || branch.busy) return;
		branch.busy = true;
		try {
			const answer = await call('GET', `/api/org/tree?unit=${branch.node.id}`);
			branch.children = answer.children.map(branchOf);
		} catch (error) {
			say(/** @type {Error} */ (error).message);
		}
		branch.busy = false;
	}

	/** @param {Branch} branch */
	async turn(branch) {
		branch.open = !branch.open;
		this.draw();
		if (branch.open) await this.load(branch);
		branch.open = branch.open && branch.children !== null;
		this.draw();
	}

	/** All right below a unit, or none of them where all were chosen. @param {Branch} branch */
	async pickBelow(branch) {
		await this.load(branch);
		const below = (branch.children || []).map((child) => child.node);
		const lacking = below.filter((node) => !this.has(node.id));
		branch.open = branch.children !== null;
		this.put(lacking.length ? this.chosen().concat(lacking.map(chosenOf))
			: this.chosen().filter((unit) => !below.some((node) => node.id === unit.id)));
	}

	/** @param {number} id */
	has(id) {
		return this.chosen().some((unit) => unit.id === id);
	}

	/** @param {Node_} node */
	toggle(node) {
		this.put(this.has(node.id) ? this.chosen().filter((unit) => unit.id !== node.id)
			: this.chosen().concat(chosenOf(node)));
	}

	/** @param {Chosen[]} units */
	put(units) {
		if (units.length > MOST) say(`一次最多测评${MOST}个单位。`);
		this.change(units.slice(0, MOST));
		this.draw();
	}

	/** @param {string} text */
	type(text) {
		clearTimeout(this.timer);
		this.asked = text.trim();
		this.found = null;
		this.timer = setTimeout(() => this.look(this.asked), this.asked ? DELAY : 0);
	}

	/** @param {string} asked */
	async look(asked) {
		if (asked) {
			try {
				const answer = await call('GET', `/api/org/find?q=${encodeURIComponent(asked)}`);
				if (asked !== this.asked) return;
				this.found = answer.rows;
			} catch {
				this.found = [];
			}
		}
		this.draw();
	}

	draw() {
		const chosen = this.chosen();

		render(html`<div class="picker">
			<div class="picker-from">
				<div class="field">
					<label for="units">按名称找</label>
					${errorBeside('units')}
					<input type="search" id="units" data-field="units" autocomplete="off" placeholder="写名称里的几个字"
						.value=${live(this.asked)} @input=${(/** @type {Event} */ event) =>
							this.type(/** @type {HTMLInputElement} */ (event.target).value)}
						@keydown=${(/** @type {KeyboardEvent} */ event) => {
							if (event.key === 'Enter') event.preventDefault();
						}}>
				</div>
				<div class="picker-list" role="group" aria-label="可选的单位">${this.choices()}</div>
			</div>
			<div class="picker-to">
				<p class="picker-count" role="status">${chosen.length ? `已选${chosen.length}个单位` : '还没有选单位'}</p>
				${chosen.length ? html`<ul class="picker-list" aria-label="已选的单位">${chosen.map((unit) => this.chip(unit))}</ul>`
					: html`<p class="muted">在左边打勾。海报和公开页上用的是对外名称。</p>`}
			</div>
		</div>`, this.place);
	}

	choices() {
		if (this.asked) {
			if (!this.found) return html`<p class="muted">正在找……</p>`;
			if (!this.found.length) return html`<p class="muted">没有找到“${this.asked}”。可以换成简称或拼音首字母。</p>`;
			return html`<ul>${this.found.map((node) => html`<li class="picker-row">${this.box(node)}</li>`)}</ul>`;
		}
		if (this.lost) {
			return html`<p class="muted">没有加载出来，您写的还在。</p>
				<button class="btn small" type="button" @click=${() => this.start()}>再试一次</button>`;
		}
		if (!this.top) return html`<p class="muted">正在加载……</p>`;
		return html`<ul>${(this.top.children || []).map((branch) => this.branch(branch))}</ul>`;
	}

	/** @param {Branch} branch @returns {unknown} */
	branch(branch) {
		const { node } = branch;

		return html`<li>
			<div class="picker-row">
				${node.children ? html`<button class="turn-button ${branch.open ? 'open' : ''}" type="button"
					aria-expanded=${String(branch.open)} aria-label=${`${node.short_name}的下级`}
					@click=${() => this.turn(branch)}></button>` : html`<span class="turn-button none"></span>`}
				${this.box(node)}
				${node.children ? html`<button class="btn quiet small" type="button" @click=${() => this.pickBelow(branch)}
					aria-label=${`选下级${node.children}个：${node.short_name}`}>选下级<span class="num gap">${node.children}</span></button>` : nothing}
			</div>
			${branch.open && branch.children ? html`<ul class="picker-below">${branch.children.map((child) =>
				this.branch(child))}</ul>` : nothing}
		</li>`;
	}

	/** @param {Node_} node */
	box(node) {
		return html`<label class="choice"><input type="checkbox" .checked=${live(this.has(node.id))}
			@change=${() => this.toggle(node)}><span>${node.short_name}
			<small>${node.public_name || '没有对外名称'}</small></span></label>`;
	}

	/** @param {Chosen} unit */
	chip(unit) {
		return html`<li class="picker-row"><span class="picked">${unit.short_name}
			<small>${unit.public_name || '没有对外名称，只能凭卡'}</small></span>
			<button class="btn quiet small" type="button" aria-label=${`去掉${unit.short_name}`}
				@click=${() => this.put(this.chosen().filter((other) => other.id !== unit.id))}>去掉</button></li>`;
	}
}

/** @param {Node_} node @returns {Branch} */
function branchOf(node) {
	return { node, children: null, open: false, busy: false };
}
