// @ts-check
/** 分立 in one form: up to ten new units, and for each member and subordinate to which of them they go. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { errorBeside } from '../common/form.js';
import { failed, loading } from '../common/state.js';

/** @typedef {import('../common/api.js').Node} Node_ */
/** @typedef {{id: number, label: string}} Row */

const MOST = 10; // parts of one split

class Split {
	/** @param {number} unit @param {Row[]} units directly below it @param {boolean} roster whether it has members */
	constructor(unit, units, roster) {
		this.unit = unit;
		this.units = units;
		this.roster = roster;
		this.place = document.createElement('div');
		this.count = 1;
		/** @type {string[]} the short names as they are typed: what the lists below call the parts */
		this.names = [];
		/** @type {Row[] | null} */
		this.members = null;
		/** @type {unknown} instead of the members, while they are read or where they can't be */
		this.meanwhile = null;
		this.draw();
	}

	draw() {
		render(html`${errorBeside('parts')}
			${Array.from({ length: this.count }, (_, at) => this.part(at))}
			${this.count < MOST ? html`<div class="row part-more"><button class="btn" type="button" @click=${() => this.more(1)}>再分出一个</button>
				${this.count > 1 ? html`<button class="btn quiet" type="button" @click=${() => this.more(-1)}>去掉最后一个</button>` : nothing}</div>` : nothing}
			${this.roster ? this.people() : nothing}
			${this.units.length ? this.goers('units', '下级跟着去哪里', this.units) : nothing}`, this.place);
	}

	/** @param {number} by */
	more(by) {
		this.count += by;
		this.draw();
		const last = /** @type {HTMLElement | null} */ (this.place.querySelector(`#full_name${this.count - 1}`));
		if (last) last.focus();
	}

	/** @param {number} at */
	part(at) {
		/** @param {string} name @param {string} label @param {number} most @param {boolean} [optional] */
		const field = (name, label, most, optional = false) => html`<div class="field"><label for=${name + at}>${label}${optional
			? html`<span class="optional">可以不写</span>` : nothing}</label>${errorBeside(`parts.${at}.${name}`)}
			<input type="text" id=${name + at} name=${`parts.${at}.${name}`} maxlength=${most} autocomplete="off" @input=${(/** @type {Event} */ event) => {
				if (name !== 'short_name') return;
				this.names[at] = /** @type {HTMLInputElement} */ (event.target).value.trim();
				this.draw();
			}}></div>`;

		return html`<fieldset class="part"><legend>${this.count > 1 ? `新单位${at + 1}` : '新单位'}</legend>
			${field('full_name', '全称', 60)}${field('short_name', '简称', 30)}${field('public_name', '对外名称', 30, true)}</fieldset>`;
	}

	/** Reading members is recorded, so it is asked for by a click. */
	people() {
		if (this.members) return this.goers('members', '党员分到哪里', this.members);
		return html`<div class="field"><span class="label">党员分到哪里</span>${this.meanwhile || html`<div class="row"><button class="btn" type="button"
			@click=${() => this.open()}>打开名册来选</button><span class="muted">打开会留下记录</span></div>`}</div>`;
	}

	async open() {
		this.meanwhile = loading(3);
		this.draw();
		try {
			const { rows } = await call('GET', `/api/org/members/${this.unit}`);
			this.members = rows.map((/** @type {import('./parts/people.js').MemberRow} */ row) => (
				{ id: row.id, label: row.duty ? `${row.name}（${row.duty}）` : row.name }));
		} catch (error) {
			this.meanwhile = failed(error, () => this.open());
		}
		this.draw();
	}

	/** Each stays, or goes to one part: nobody can be in two. @param {string} name @param {string} legend @param {Row[]} rows */
	goers(name, legend, rows) {
		return html`<fieldset class="field"><legend>${legend}</legend><ul class="goers">${rows.map((row) => html`<li>
			<label for="${name}-${row.id}">${row.label}</label><select id="${name}-${row.id}" name="${name}-${row.id}"><option value="">留下</option>${Array.from(
			{ length: this.count }, (_, at) => html`<option value=${at}>${this.names[at] || (this.count > 1 ? `新单位${at + 1}` : '新单位')}</option>`)}</select></li>`)}</ul></fieldset>`;
	}

	/** @param {Record<string, string>} fields */
	read(fields) {
		/** @param {string} name @param {number} at */
		const goers = (name, at) => Object.keys(fields).filter((key) => key.startsWith(`${name}-`) && fields[key] === String(at))
			.map((key) => Number(key.slice(name.length + 1)));

		return { parts: Array.from({ length: this.count }, (_, at) => ({ full_name: fields[`parts.${at}.full_name`] || null, short_name: fields[`parts.${at}.short_name`] || null,
			public_name: fields[`parts.${at}.public_name`] || null, members: goers('members', at), units: goers('units', at) })) };
	}
}

/** @param {number} unit @param {Node_[]} children @param {boolean} roster */
export function splitParts(unit, children, roster) {
	const split = new Split(unit, children.map((node) => ({ id: node.id, label: node.short_name })), roster);

	return { body: split.place, read: (/** @type {Record<string, string>} */ fields) => split.read(fields) };
}
