// @ts-check
/**
 * Making a round: one calm page. What is written stays in this tab until it is saved, and is never
 * lost to a refusal, to a colleague who saved meanwhile, or to a log-out by time.
 */
import { html, nothing, render } from 'lit-html';
import { call, isLeaving, Problem } from '../common/call.js';
import { clearErrors, dropDraft, keepDraft, readDraft, showErrors, showProblem } from '../common/form.js';
import { frame } from '../common/frame.js';
import { begin } from '../common/start.js';
import { failed, loading, say } from '../common/state.js';
import { me } from '../common/me.js';
import { basics, timesAndPlace } from './edit/fields.js';
import { blank, bodyOf, draftOf, merge, takePart } from './edit/draft.js';
import { hintOf } from './edit/kinds.js';
import { questionnaires } from './edit/questionnaires.js';
import { UnitPicker } from './edit/units.js';
import { addressOf, roundOfAddress } from './parts/round.js';
import { preview } from './parts/preview.js';

/** @typedef {import('./api.js').Question} Question */
/** @typedef {import('./api.js').Round} Round */
/** @typedef {import('./edit/draft.js').Draft} Draft */
/** @typedef {{theirs: Draft, said: string, taken: string[], both: import('./edit/draft.js').Difference[]}} Meanwhile */

const KEEP_AFTER = 400; // milliseconds after the last key

/** @param {{stratum: string, questions: Question[]}[]} rows */
function startingQuestions(rows) {
	/** @type {Record<string, Question[]>} */
	const first = {};

	for (const row of rows) first[row.stratum] = first[row.stratum] || row.questions;
	return first;
}

class Editor {
	/**
	 * @param {HTMLElement} root @param {HTMLElement} place @param {Record<string, Question[]>} templates
	 * @param {Round | null} round @param {import('../common/api.js').Me} person
	 */
	constructor(root, place, templates, round, person) {
		this.root = root;
		this.place = place;
		this.templates = templates;
		this.round = round;
		this.person = person;
		this.name = location.pathname; // what the tab keeps the draft under
		this.version = round ? round.version : undefined;
		/** @type {Draft} as it is saved */
		this.saved = round ? draftOf(round, templates) : blank(templates);
		/** @type {Draft} as it is written */
		this.draft = round ? draftOf(round, templates) : blank(templates);
		/** @type {Meanwhile | null} what somebody else saved meanwhile */
		this.meanwhile = null;
		this.restored = false;
		this.busy = false;
		/** @type {ReturnType<typeof setTimeout> | undefined} */
		this.timer = undefined;
		/** @type {import('./edit/questions.js').Desk} */
		this.desk = { open: null, taken: null, changed: () => this.changed(), focus: (selector) => this.focus(selector) };
	}

	start() {
		this.restore();
		this.heading();
		this.draw();
		const picked = /** @type {HTMLElement} */ (this.place.querySelector('[data-place="units"]'));
		this.picker = new UnitPicker(picked, () => this.draft.units, (units) => {
			this.draft.units = units;
			this.changed();
		});
		this.picker.draw();
		this.picker.start().then(() => this.toField(location.hash.slice(1)));
		window.addEventListener('beforeunload', (event) => {
			this.keep();
			if (!this.isDirty() || isLeaving) return;
			event.preventDefault();
			event.returnValue = '';
		});
		document.addEventListener('keydown', (event) => {
			if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
			event.preventDefault();
			this.save(true);
		});
	}

	/** What this tab still holds of an earlier visit. */
	restore() {
		const kept = readDraft(this.name);

		if (!kept || !kept.draft || !kept.draft.questions) return;
		if (JSON.stringify(bodyOf(kept.draft)) === JSON.stringify(bodyOf(this.saved))) return;
		this.draft = kept.draft;
		if (this.round && kept.version !== this.version) this.version = kept.version; // saving will say who was faster
		if (kept.saved && kept.version !== (this.round || {}).version) this.saved = kept.saved;
		this.restored = true;
	}

	heading() {
		const crumb = /** @type {HTMLElement} */ (this.root.querySelector('[data-place="crumb"]'));
		const heading = /** @type {HTMLElement} */ (this.root.querySelector('[data-place="heading"]'));
		const text = this.round ? '修改测评' : '新建测评';

		heading.textContent = text;
		document.title = `${text} · 双五好`;
		if (!this.round) return;
		render(html`<a href=${addressOf(this.round.id)}>${this.round.title}</a>`, crumb);
		crumb.hidden = false;
	}

	isDirty() {
		return JSON.stringify(bodyOf(this.draft)) !== JSON.stringify(bodyOf(this.saved));
	}

	changed() {
		this.draw();
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.keep(), KEEP_AFTER);
	}

	keep() {
		if (this.isDirty()) keepDraft(this.name, { draft: this.draft, saved: this.saved, version: this.version });
		else dropDraft(this.name);
	}

	/** @param {string} selector */
	focus(selector) {
		const found = /** @type {HTMLElement | null} */ (this.place.querySelector(selector));

		if (found) found.focus();
	}

	/** To the field that a link on the round's page names. @param {string} field */
	toField(field) {
		const control = /^[a-z_]+$/.test(field) ? /** @type {HTMLElement | null} */ (
			this.place.querySelector(`[data-field="${field}"], [name="${field}"]`)) : null;
		const section = control && control.closest('.card');

		if (!control || !section) return;
		section.scrollIntoView();
		control.focus({ preventScroll: true });
	}

	/** @param {boolean} stay */
	async save(stay) {
		const form = /** @type {HTMLFormElement} */ (this.place.querySelector('form'));
		const sent = JSON.parse(JSON.stringify(this.draft));

		if (this.busy) return;
		clearErrors(form);
		if (!sent.title.trim()) {
			showErrors(form, [{ field: 'title', detail: '名称没有填。' }]);
			return;
		}
		this.busy = true;
		this.draw();
		try {
			const path = this.round ? `/api/survey/round/${this.round.id}/edit` : '/api/survey/rounds';
			this.taken(await call('POST', path, bodyOf(sent), this.round ? { version: this.version } : {}), sent, stay);
		} catch (error) {
			await this.refused(form, error);
		}
		this.busy = false;
		this.draw();
	}

	/** @param {Round} round @param {Draft} sent @param {boolean} stay */
	taken(round, sent, stay) {
		const isNew = !this.round;
		const typedMeanwhile = JSON.stringify(sent) !== JSON.stringify(this.draft);

		dropDraft(this.name);
		this.round = round;
		this.version = round.version;
		this.saved = sent;
		this.meanwhile = null;
		this.restored = false;
		if (!stay && !typedMeanwhile) {
			location.assign(addressOf(round.id));
			return;
		}
		if (!typedMeanwhile) this.inOrder(round);
		if (isNew) {
			history.replaceState(null, '', addressOf(round.id, 'edit'));
			this.name = location.pathname;
		}
		this.heading();
		if (this.picker) this.picker.draw();
		say('已保存。');
	}

	/** The units as the answer orders them. @param {Round} round */
	inOrder(round) {
		const place = new Map(round.units.map((unit, i) => [unit.id, i]));

		for (const draft of [this.draft, this.saved]) {
			draft.units.sort((a, b) => Number(place.get(a.id)) - Number(place.get(b.id)));
		}
	}

	/** @param {HTMLElement} form @param {unknown} error */
	async refused(form, error) {
		if (error instanceof Problem && error.status === 412 && this.round) {
			const round = await call('GET', `/api/survey/round/${this.round.id}`).catch(() => null);
			if (round && round.state === 'draft') {
				const theirs = draftOf(round, this.templates);
				this.meanwhile = { theirs, said: error.detail, ...merge(this.saved, theirs, this.draft) };
				this.round = round;
				this.version = round.version;
				this.saved = theirs;
				this.heading();
				if (this.picker) this.picker.draw();
				this.draw();
				this.focus('.meanwhile');
				return;
			}
		}
		if (error instanceof Problem) this.openWrong(error.errors);
		showProblem(form, error);
	}

	/** Opens the first question that something is wrong with. @param {{field: string}[]} errors */
	openWrong(errors) {
		for (const { field } of errors) {
			const named = /^questions\.([a-z]+)\.(\d+)/.exec(field);
			if (!named) continue;
			this.desk.open = this.draft.questions[named[1]][Number(named[2]) - 1] || null;
			this.draw();
			return;
		}
	}

	draw() {
		render(html`<form class="beside" novalidate @submit=${(/** @type {Event} */ event) => {
			event.preventDefault();
			this.save(false);
		}}>
			<div class="stack">
				<div data-summary tabindex="-1"></div>
				${this.meanwhile ? this.compared(this.meanwhile) : nothing}
				${this.restored ? this.restoredNote() : nothing}
				${basics(this.draft, () => this.changed())}
				<section class="card"><h2>评哪些单位</h2><div data-place="units"></div></section>
				${questionnaires(this.draft, this.desk, (stratum) => this.preview(stratum), (stratum) => this.reset(stratum))}
				${timesAndPlace(this.draft, () => this.changed())}
				<p class="muted">${this.person.secrecy}</p>
			</div>
			<aside class="stack editor-side" aria-label="保存">${this.side()}</aside>
		</form>`, this.place);
	}

	side() {
		const { draft } = this;
		/** @type {[string, string, boolean][]} */
		const steps = [
			['title', '名称和时段', Boolean(draft.title.trim() && draft.period.trim())],
			['strata', '问谁', draft.strata.length > 0],
			['units', '评哪些单位', draft.units.length > 0],
			['closes', '截止和公布', Boolean(draft.day && draft.publish_by && draft.publish_where.trim() && draft.hotline.trim())],
			['basis', '批准', Boolean(draft.basis.trim() && draft.approved_by.trim() && draft.approved_on)],
		];
		const lacking = steps.filter(([, , done]) => !done).length;

		return html`<section class="card">
			<h2>${lacking ? `还有${lacking}处没填完` : '都填了'}</h2>
			<ul class="steps-done">${steps.map(([field, label, done]) => html`<li class=${done ? 'done' : ''}>
				<a href="#${field}" @click=${(/** @type {Event} */ event) => {
					event.preventDefault();
					this.toField(field);
				}}>${label}</a><span class="spoken">${done ? '填了' : '没填完'}</span></li>`)}</ul>
			<p class="muted">没填完也能先保存成草稿，开始前补齐就行。</p>
			<div class="stack near editor-acts">
				<button class="btn primary wide" type="submit" aria-busy=${this.busy ? 'true' : nothing}>保存</button>
				<button class="btn wide" type="button" @click=${() => this.save(true)}>保存，接着写</button>
				<p class="muted" role="status">${this.isDirty() ? '有没保存的修改，暂时留在这个页面里。' : this.round ? '都已保存。' : nothing}</p>
			</div>
		</section>`;
	}

	/** @param {string} stratum */
	preview(stratum) {
		const { draft, round } = this;
		/** @type {Record<string, Question[]>} */
		const questions = {};

		questions[stratum] = draft.questions[stratum].map((question) => ({ ...question, hint: hintOf(question),
			options: (question.options || []).filter((line) => line.trim()), rows: (question.rows || []).filter((line) => line.trim()) }));
		return preview({
			office: round ? round.office : this.person.seats[0].unit_name, title: draft.title || '（名称没有填）', period: draft.period,
			closes: draft.day ? `${draft.day}T${draft.hour || '18:00'}` : null, publish_by: draft.publish_by,
			publish_where: draft.publish_where, units: draft.units, questions,
		}, stratum);
	}

	/** Back to the template; what was there can be taken back. @param {string} stratum */
	reset(stratum) {
		const before = this.draft.questions[stratum];

		this.draft.questions[stratum] = blank(this.templates).questions[stratum];
		this.desk.open = null;
		this.desk.taken = null;
		this.desk.back = () => {
			this.draft.questions[stratum] = before;
			this.desk.back = null;
			this.changed();
		};
		this.changed();
	}

	restoredNote() {
		return html`<p class="note act">上次没有保存的修改已经放回来了。
			<button class="btn small" type="button" @click=${() => {
				dropDraft(this.name);
				this.draft = this.round ? draftOf(this.round, this.templates) : blank(this.templates);
				this.saved = JSON.parse(JSON.stringify(this.draft));
				this.version = this.round ? this.round.version : undefined;
				this.restored = false;
				this.draw();
				if (this.picker) this.picker.draw();
			}}>不要了，用存着的</button></p>`;
	}

	/** What somebody else saved meanwhile, beside what stands here. @param {Meanwhile} meanwhile */
	compared({ theirs, said, taken, both }) {
		/** @param {import('./edit/draft.js').Difference} one */
		const take = (one) => {
			takePart(this.draft, theirs, one.part);
			both.splice(both.indexOf(one), 1);
			this.changed();
			if (this.picker) this.picker.draw();
		};

		return html`<section class="summary meanwhile" role="alert" tabindex="-1">
			<h2>别人刚改过</h2>
			<p>${said}</p>
			${taken.length ? html`<p>别人改的${taken.join('、')}已经并进来。</p>` : nothing}
			${both.length ? html`<div class="table-scroll"><table class="ledger"><caption class="spoken">两边都改了的地方</caption>
				<thead><tr><th scope="col">两边都改了</th><th scope="col">存着的</th><th scope="col">您写的</th><th scope="col">怎么办</th></tr></thead>
				<tbody>${both.map((one) => html`<tr><th scope="row">${one.label}</th><td>${one.theirs}</td><td>${one.mine}</td>
					<td><button class="btn small" type="button" aria-label=${`用存着的：${one.label}`}
						@click=${() => take(one)}>用存着的</button></td></tr>`)}</tbody></table></div>
				<p>不点就照您写的。对照好了，再点一次保存。</p>`
				: html`<p>没有别的冲突，再点一次保存就行。</p>`}
		</section>`;
	}
}

/** @param {HTMLElement} root */
async function edit(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	const id = roundOfAddress();

	const read = async () => {
		render(loading(8), place);
		try {
			const [templates, round, person] = await Promise.all([call('GET', '/api/survey/templates'),
				id ? call('GET', `/api/survey/round/${id}`) : null, me()]);
			if (round && !round.verbs.some((/** @type {import('../common/api.js').Verb} */ verb) => verb.verb === 'edit')) {
				location.replace(addressOf(id));
				return;
			}
			if (!round && !person.seats.some((seat) => seat.role === 'officer')) {
				const labels = person.seats.map((seat) => seat.label).join('、'); // nobody writes what can't be saved
				throw new Problem(403, { title: '没有这项权限', detail: `当前身份是“${labels}”，不能新建测评。需要办理，请联系工委经办人。` });
			}
			new Editor(root, place, startingQuestions(templates.rows), round, person).start();
		} catch (error) {
			render(html`<section class="card">${failed(error, read, { href: '/console/survey', label: '看所有测评' })}</section>`, place);
		}
	};
	await read();
}

begin({ frame, edit });
