// @ts-check
/**
 * The goals of a unit, or one's own, on one sheet, as in a spreadsheet: a row a goal, saved when one leaves it, so that another
 * device goes on; what is ready is submitted at once.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { ask } from '../common/dialog.js';
import { dropDraft, keepDraft, readDraft } from '../common/form.js';
import { frame } from '../common/frame.js';
import { begin } from '../common/start.js';
import { empty, load, say } from '../common/state.js';
import { drawGuidance } from './guidance.js';
import { askedPlace, GROUPS, placeOf } from './parts/fields.js';
import { chooseExemplars, chooseTemplates } from './sheet/choose.js';
import { columnsOf, grid, walk } from './sheet/grid.js';
import { isBlock, readBlock } from './sheet/paste.js';
import { freshRow, isEmpty, Names, rowOf, sendRow, settle } from './sheet/rows.js';

/** @typedef {import('./api.js').Goals} Goals */
/** @typedef {import('./sheet/rows.js').Row} Row */

const OPEN = 'wuhao.goal.columns';

class Sheet {
	/** @param {HTMLElement} place @param {Goals} of */
	constructor(place, of) {
		this.place = place;
		this.of = of;
		this.names = new Names();
		/** @type {Row[]} */
		this.rows = of.rows.filter((row) => row.may.includes('edit')).map((row) => rowOf(row, of));
		/** @type {{responsible: string[], other: string[]}} */
		this.offered = { responsible: [], other: [] };
		/** @type {{title: string, lacks: {detail: string}[]}[]} */
		this.left = [];
		this.draft = `/console/goal/sheet ${of.member ? `m${of.member.id}` : of.unit && of.unit.id}`;
		this.draw = this.draw.bind(this);
	}

	async start() {
		const { of } = this;

		this.takeDraft();
		this.addForHash();
		this.addLine();
		this.draw();
		this.focusHash();
		window.addEventListener('pagehide', () => this.keep());
		window.addEventListener('resize', () => this.fit());
		if (!of.member && of.unit) {
			const people = await call('GET', `/api/goal/people?unit=${of.unit.id}`).catch(() => ({ rows: [] }));
			this.addPeople(people.rows);
			this.draw();
			drawGuidance(/** @type {HTMLElement} */ (this.place.querySelector('[data-place="beside"]')), of.unit.id, of.campaign && of.campaign.id);
		}
	}

	/** There is always an empty row to type in. */
	addLine() {
		const last = this.rows[this.rows.length - 1];

		if (!last || !isEmpty(last)) this.rows.push(freshRow());
	}

	/** From the list one comes for a standard. */
	addForHash() {
		const code = decodeURIComponent(location.hash.slice(1));

		if (this.of.standards.some((one) => one.code === code)) this.rows.push(freshRow({ standard: code }));
	}

	focusHash() {
		const hash = decodeURIComponent(location.hash.slice(1));
		const row = /^goal-\d+$/.test(hash) ? document.getElementById(hash) : hash ? Array.from(this.place.querySelectorAll('tr[data-row]')).pop() : null;
		const aim = /** @type {HTMLElement | null} */ (row && row.querySelector('[data-field="aim"]'));

		if (aim) aim.focus();
	}

	/** What was typed and not yet saved stays in the tab, also through a log-out by time. */
	keep() {
		const rows = this.rows.filter((row) => row.state !== 'kept' && !isEmpty(row));

		if (rows.length) {
			keepDraft(this.draft, rows.map((row) => ({ id: row.goal && row.goal.id, version: row.goal && row.goal.version,
				cells: row.cells, source: row.source, from: row.from })));
		} else dropDraft(this.draft);
	}

	takeDraft() {
		for (const kept of readDraft(this.draft) || []) {
			const there = this.rows.find((row) => row.goal && row.goal.id === kept.id);
			const row = there || freshRow(kept.cells, kept);

			if (kept.id && !there) continue;
			if (there && there.goal) there.goal = { ...there.goal, version: kept.version };
			row.cells = { ...row.cells, ...kept.cells };
			row.state = 'changed';
			if (!there) this.rows.push(row);
		}
	}

	/** @param {import('./api.js').Person[]} people */
	addPeople(people) {
		this.names.addPeople(people);
		this.offered.responsible = people.map((one) => (people.filter((other) => other.name === one.name).length > 1
			? `${one.name}（${one.unit_name}）` : one.name));
	}

	/** @param {string[]} [open] */
	groups(open) {
		try {
			if (open) sessionStorage.setItem(OPEN, open.join(','));
			return (sessionStorage.getItem(OPEN) || '').split(',').filter(Boolean);
		} catch {
			return open || [];
		}
	}

	/** @param {Row} row */
	async save(row) {
		await sendRow(row, this.of, this.names, this.draw);
		this.keep();
	}

	async saveAll() {
		for (const row of this.rows.filter((one) => one.state !== 'kept')) await this.save(row);
	}

	/** @type {import('./sheet/grid.js').On['type']} */
	type(row, field, text) {
		row.cells[field] = text;
		row.errors = row.errors.filter((error) => error.field !== field);
		if (row.state === 'sending') row.again = true;
		else if (row.state !== 'conflict') row.state = 'changed';
		this.addLine();
		this.draw();
	}

	/** @type {import('./sheet/grid.js').On['paste']} */
	paste(row, field, event) {
		const text = event.clipboardData ? event.clipboardData.getData('text/plain') : '';

		if (!isBlock(text)) return;
		event.preventDefault();
		const block = readBlock(text, field, this.columns(), this.of);
		const first = this.rows.indexOf(row);
		block.forEach((cells, i) => {
			if (!this.rows[first + i]) this.rows.push(freshRow());
			const into = this.rows[first + i];
			Object.assign(into.cells, cells);
			if (into.state === 'sending') into.again = true;
			else into.state = 'changed';
			into.errors = [];
		});
		this.addLine();
		this.draw();
		this.saveAll().then(() => say(`粘贴了${block.length}行。`));
	}

	/** @param {Row} row */
	async drop(row) {
		const goal = row.goal;

		if (goal && !await ask({ title: '删除', text: '删除后不再出现在清单里。现在删除吗？', yes: '删除' },
			() => call('POST', `/api/goal/item/${goal.id}/drop`, {}, { version: goal.version }))) return;
		this.rows = this.rows.filter((one) => one !== row);
		this.addLine();
		this.keep();
		this.draw();
	}

	/** @type {import('./sheet/grid.js').On['look']} */
	look(field, text) {
		clearTimeout(this.timer);
		if (!text.trim() || (field === 'responsible' && this.offered.responsible.length < 100)) return;
		this.timer = setTimeout(async () => {
			const q = encodeURIComponent(text.trim().split('（')[0]);
			if (field === 'responsible') {
				const answer = await call('GET', `/api/goal/people?unit=${this.of.unit && this.of.unit.id}&q=${q}`).catch(() => null);
				if (answer) this.addPeople(answer.rows);
			} else {
				const answer = await call('GET', `/api/goal/partners?q=${q}`).catch(() => null);
				if (answer) {
					for (const unit of answer.rows) this.names.units.set(unit.short_name, unit.id);
					this.offered.other = answer.rows.map((/** @type {{short_name: string}} */ unit) => unit.short_name);
				}
			}
			this.draw();
		}, 250);
	}

	async copy() {
		const { of } = this;
		const answer = await call('POST', '/api/goal/copy', { ...(of.member ? { member: of.member.id } : { unit: of.unit && of.unit.id }),
			campaign: of.campaign && of.campaign.id });

		this.rows = this.rows.filter((row) => !isEmpty(row)).concat(answer.made.map((/** @type {import('./api.js').GoalRow} */ row) => rowOf(row, of)));
		of.last = null;
		this.addLine();
		this.draw();
		say(answer.gone.length ? `照去年的放进来${answer.made.length}条；${answer.gone.length}条的标准今年没有了。` : `照去年的放进来${answer.made.length}条，改一改就行。`);
	}

	/** @param {Row[]} rows */
	add(rows) {
		this.rows = this.rows.filter((row) => !isEmpty(row)).concat(rows);
		for (const row of rows) row.state = 'changed';
		this.addLine();
		this.draw();
		this.saveAll();
	}

	async submit() {
		await this.saveAll();
		if (this.rows.some((row) => row.state !== 'kept' && !isEmpty(row))) {
			say('有的行还没有保存，请先改好标出的地方。');
			return;
		}
		const goals = this.rows.filter((row) => row.goal).map((row) => row.goal && row.goal.id);
		const answer = await call('POST', '/api/goal/submit', { goals });
		const sent = answer.sent.map((/** @type {{id: number}} */ one) => one.id);
		this.rows = this.rows.filter((row) => !(row.goal && sent.includes(row.goal.id)));
		this.of.rows = this.of.rows.filter((one) => !sent.includes(one.id)).concat(answer.sent);
		this.left = answer.kept;
		this.addLine();
		this.draw();
		say(sent.length ? `提交了${sent.length}条。` : '没有可以提交的。');
	}

	columns() {
		return columnsOf(this.of, this.groups());
	}

	draw() {
		render(this.page(), this.place);
		this.fit();
	}

	/** A cell is as high as its text. */
	fit() {
		for (const box of Array.from(this.place.querySelectorAll('textarea'))) {
			box.style.height = 'auto';
			box.style.height = `${box.scrollHeight + 2}px`;
		}
	}

	page() {
		const { of } = this;
		const written = this.rows.filter((row) => !isEmpty(row)).length;
		const whose = of.member ? (of.member.own ? '我的目标' : `${of.member.name}的目标`) : `${of.unit && of.unit.short_name}的目标`;

		return html`<div class="head"><h1>${whose}</h1><span class="muted">${of.campaign && of.campaign.name}</span>
				<div class="push row">
					<button class="btn primary" type="button" ?disabled=${!written} @click=${() => this.run(() => this.submit())}>提交${written ? `${written}条` : ''}</button>
				</div></div>
			${this.lefts()}
			<section class="card sheet-card" aria-label="目标表">
				${this.ways()}
				${grid(of, this.rows, this.columns(), {
					type: (...args) => this.type(...args), paste: (...args) => this.paste(...args), look: (...args) => this.look(...args),
					leave: (row, event) => this.leave(row, event), drop: (row) => this.drop(row),
					settle: (row, mine) => this.run(async () => { await settle(row, of, mine); await this.save(row); this.draw(); }),
				})}
				<datalist id="people">${this.offered.responsible.map((name) => html`<option value=${name}></option>`)}</datalist>
				<datalist id="units">${this.offered.other.map((name) => html`<option value=${name}></option>`)}</datalist>
				<p class="muted below">${of.member ? '对照五条标准，每条写一两句就行，不打分。' : '标准、目标、完成时限、责任人填齐就能提交，别的按需要打开。'}离开一行就存好了，换一台设备可以接着写。${of.secrecy}</p>
			</section>
			${this.done()}
			<div data-place="beside" class="beside-sheet"></div>`;
	}

	/** @param {Row} row @param {FocusEvent} event */
	leave(row, event) {
		const to = /** @type {Element | null} */ (event.relatedTarget);
		const line = /** @type {Element} */ (event.currentTarget);

		if (to && line.contains(to)) return;
		this.save(row);
	}

	/** @param {() => Promise<void>} act */
	async run(act) {
		try {
			await act();
		} catch (error) {
			say(/** @type {Error} */ (error).message);
		}
	}

	/** What isn't ready, by name. */
	lefts() {
		if (!this.left.length) return nothing;
		return html`<div class="note warn said-first" role="alert"><p>还有${this.left.length}条没有提交：</p>
			<ul>${this.left.map((one) => html`<li>“${one.title}”：${one.lacks.map((lack) => lack.detail).join('')}</li>`)}</ul></div>`;
	}

	/** What one begins from, and which columns are open. */
	ways() {
		const { of } = this;
		const open = this.groups();
		/** @param {string} name */
		const toggle = (name) => {
			this.groups(open.includes(name) ? open.filter((one) => one !== name) : open.concat(name));
			this.draw();
		};

		return html`<div class="ways">
			<div class="row">
				${of.last ? html`<button class="btn" type="button" @click=${() => this.run(() => this.copy())}>照去年的改<span class="gap num">${of.last.rows.length}条</span></button>` : nothing}
				${of.templates.length ? html`<button class="btn" type="button" @click=${() => this.run(async () => this.add(await chooseTemplates(of, new Set(this.rows.map((row) => row.cells.standard)))))}>用样板写</button>` : nothing}
				${of.member ? nothing : html`<button class="btn" type="button" @click=${() => this.run(async () => this.add(await chooseExemplars(of)))}>照示范目标写</button>`}
			</div>
			<div class="row" role="group" aria-label="打开更多栏">${GROUPS.filter((group) => !of.member || ['measure', 'measures', 'serves'].includes(group.name))
				.map((group) => html`<button class="chip" type="button" aria-pressed=${open.includes(group.name) ? 'true' : 'false'}
					@click=${() => toggle(group.name)}>${group.label}</button>`)}</div>
		</div>`;
	}

	/** What was submitted already. */
	done() {
		const rows = this.of.rows.filter((row) => !row.may.includes('edit'));
		const here = this.of.member ? { member: this.of.member.id } : { unit: this.of.unit && this.of.unit.id };

		if (!rows.length) return nothing;
		return html`<p class="muted below">已经提交${rows.length}条。<a href=${placeOf('', here)}>看全部目标</a></p>`;
	}
}

/** @param {HTMLElement} root */
async function sheet(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));

	place.textContent = ''; // the heading that stood here before
	await load(place, () => call('GET', `/api/goal/goals${askedPlace()}`), (answer) => {
		if (!answer.may_write || !answer.standards.length) return notHere(answer);
		render(html``, place);
		new Sheet(place, answer).start();
		return undefined;
	}, 8);
}

/** @param {Goals} answer */
function notHere(answer) {
	return html`<div class="head"><h1>写目标</h1></div><section class="card">${empty(answer.campaign
		? '这里的目标不由当前身份写。' : '还没有定活动年度。工委经办人定下来以后，就可以写目标。',
	html`<a class="btn" href="/console/goal">看目标</a>`)}</section>`;
}

document.addEventListener('keydown', (event) => {
	if (!(event.target instanceof HTMLElement) || !event.target.closest('.grid')) return;
	walk(event);
});

begin({ frame, sheet });
