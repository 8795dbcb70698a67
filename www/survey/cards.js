// @ts-check
/**
 * Making a batch of cards and printing it. The codes are in one answer and in this page's memory,
 * nowhere else: they are not put in the address, the tab's store or the history.
 */
import { html, nothing, render } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { call } from '../common/call.js';
import { errorBeside, showErrors, showProblem } from '../common/form.js';
import { frame } from '../common/frame.js';
import { keepUntilPrinted } from '../common/printing.js';
import { begin } from '../common/start.js';
import { empty, loading } from '../common/state.js';
import { lost } from './parts/lost.js';
import { addressOf, roundOfAddress } from './parts/round.js';
import { send } from './parts/send.js';
import { cardSheets } from './print/cards.js';

/** @typedef {import('./api.js').Round} Round */
/** @typedef {import('./print/cards.js').Made} Made */

/** @param {Round} round */
function notNow(round) {
	const text = round.state === 'draft' ? '测评开始以后才能做卡片。' : '这一轮现在不能做卡片。';

	return empty(text, html`<a class="btn" href=${addressOf(round.id)}>回到这次测评</a>`, { title: '做一批卡片' });
}

class Maker {
	/** @param {HTMLElement} place @param {Round} round */
	constructor(place, round) {
		this.place = place;
		this.round = round;
		this.wish = { stratum: round.strata[0].code, unit: 0, count: '100', hands_out: '', box: false };
		/** @type {Made | null} */
		this.made = null;
		this.printed = false;
		this.busy = false;
		keepUntilPrinted(this);
	}

	draw() {
		render(this.made ? this.print(this.made) : this.form(), this.place);
	}

	form() {
		const { round, wish } = this;
		const pages = Math.ceil(Number(wish.count) / 10) || 0;
		/** @param {Partial<typeof wish>} change */
		const set = (change) => {
			Object.assign(wish, change);
			this.draw();
		};

		return html`
			<div class="head"><h1>做一批卡片</h1></div>
			<section class="card">
				<form class="form" novalidate @submit=${(/** @type {Event} */ event) => {
					event.preventDefault();
					this.make(/** @type {HTMLFormElement} */ (event.target));
				}}>
					<div data-summary tabindex="-1"></div>
					<p class="note warn">号码只显示这一次，系统里不存。做好马上打印；没印成的，把那一批作废，再做一批。</p>
					${round.strata.length > 1 ? html`<fieldset class="field"><legend>给谁用</legend>
						<div class="choices boxed">${round.strata.map((stratum) => html`<label class="choice">
							<input type="radio" name="stratum" value=${stratum.code} .checked=${live(wish.stratum === stratum.code)}
								@change=${() => set({ stratum: stratum.code })}><span>${stratum.label}</span></label>`)}</div></fieldset>` : nothing}
					${round.units.length > 1 ? html`<div class="field">
						<label for="unit">说哪个单位</label>
						${errorBeside('mark')}
						<select id="unit" data-field="mark" @change=${(/** @type {Event} */ event) =>
							set({ unit: Number(/** @type {HTMLSelectElement} */ (event.target).value) })}>
							<option value="0" ?selected=${!wish.unit}>全部${round.units.length}个单位，填的人自己选</option>
							${round.units.map((unit) => html`<option value=${unit.id} ?selected=${wish.unit === unit.id}>
								只说${unit.public_name || unit.short_name}</option>`)}</select></div>` : nothing}
					<div class="field">
						<label for="count">多少张</label>
						${errorBeside('count')}
						<span class="hint">10到1000张，每页10张${pages > 0 && pages <= 100 ? `，共${pages}页，另有一页发卡单` : nothing}</span>
						<input class="short" type="number" id="count" data-field="count" min="10" max="1000" step="10" inputmode="numeric"
							.value=${live(wish.count)} @input=${(/** @type {Event} */ event) =>
								set({ count: /** @type {HTMLInputElement} */ (event.target).value })}>
					</div>
					<div class="field">
						<label for="hands_out">${wish.box ? '自取箱放在哪里' : '谁来发'}</label>
						${errorBeside('hands_out')}
						<span class="hint">${wish.box ? '箱子由工委装好、封好' : '被评单位不发卡、不代填、不看填'}</span>
						<input type="text" id="hands_out" data-field="hands_out" maxlength="30" autocomplete="off" .value=${live(wish.hands_out)}
							@input=${(/** @type {Event} */ event) => set({ hands_out: /** @type {HTMLInputElement} */ (event.target).value })}>
					</div>
					<label class="choice"><input type="checkbox" .checked=${live(wish.box)} @change=${() => set({ box: !wish.box })}>
						<span>用自取箱<small>那里只有被评单位的人时用：工委装箱封好，群众自己抽</small></span></label>
					<div class="form-end">
						<button class="btn primary" type="submit" aria-busy=${this.busy ? 'true' : nothing}>做卡片</button>
						<a class="btn" href=${addressOf(round.id)}>先不做</a>
					</div>
				</form>
			</section>`;
	}

	/** @param {HTMLFormElement} form */
	async make(form) {
		const { wish } = this;
		const count = Number(wish.count);
		const errors = [
			...(Number.isInteger(count) && count >= 10 && count <= 1000 ? [] : [{ field: 'count', detail: '一批10到1000张。' }]),
			...(wish.hands_out.trim() ? [] : [{ field: 'hands_out', detail: wish.box ? '自取箱放在哪里没有填。' : '谁来发没有填。' }]),
		];

		if (errors.length) {
			showErrors(form, errors);
			return;
		}
		if (this.busy) return;
		this.busy = true;
		this.draw();
		try {
			const mark = await this.mark();
			const body = { mark, count, hands_out: wish.hands_out.trim(), box: wish.box };
			const answer = await send(this.round, `/api/survey/round/${this.round.id}/cards`, body, (now) => { this.round = now; });
			this.made = { ...answer, about: this.about() };
		} catch (error) {
			showProblem(form, error);
		}
		this.busy = false;
		this.draw();
		if (this.made) window.scrollTo(0, 0);
	}

	/** The address that the cards stand for; one about a single unit is made when it is first wanted. */
	async mark() {
		const { round, wish } = this;
		const unit = round.units.length > 1 ? wish.unit || null : round.units[0].id;
		/** @param {Round} now */
		const find = (now) => now.marks.find((mark) => mark.channel === 'card' && mark.stratum === wish.stratum
			&& (mark.unit === unit || (round.units.length === 1 && mark.unit === null)));
		const known = find(round);

		if (known) return known.mark;
		this.round = await send(round, `/api/survey/round/${round.id}/marks`,
			{ channel: 'card', stratum: wish.stratum, ...(unit ? { unit } : {}) });
		const made = find(this.round);
		return made ? made.mark : '';
	}

	/** What the cards are about, for the line below their title. */
	about() {
		const { round, wish } = this;
		const id = round.units.length > 1 ? wish.unit : round.units[0].id;
		const unit = round.units.find((one) => one.id === id);

		return unit ? unit.public_name || unit.short_name : round.title;
	}

	/** @param {Made} made */
	print(made) {
		const pages = Math.ceil(made.cards.length / 10);

		return html`
			<div class="no-print">
				<div class="head"><h1>第${made.batch}批，${made.cards.length}张</h1>
					<span class="muted">发卡单1页，卡片${pages}页</span>
					<div class="push row">
						<a class="btn" href=${addressOf(this.round.id)}>回到这次测评</a>
						<button class="btn primary" type="button" @click=${() => window.print()}>打印</button>
					</div></div>
				<p class="note ${this.printed ? 'ok' : 'warn'} said-first" role="status">${this.printed
					? '印好了就可以离开。请清点张数；少印、印坏的，把这一批作废再做。离开后号码不再显示。'
					: '号码没有存，离开或刷新这一页就再也看不到。现在就打印：纸张A4，缩放100%，边距选“无”。'}</p>
			</div>
			<div class="sheets" tabindex="0" role="group" aria-label="要打印的卡片">${cardSheets(made)}</div>`;
	}
}

/** @param {HTMLElement} root */
async function cards(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	const id = roundOfAddress();

	const read = async () => {
		render(loading(6), place);
		try {
			const round = await call('GET', `/api/survey/round/${id}`);
			const crumb = /** @type {HTMLElement} */ (root.querySelector('[data-place="crumb"]'));
			render(html`<a href=${addressOf(id)}>${round.title}</a>`, crumb);
			crumb.hidden = false;
			if (round.may.includes('cards')) new Maker(place, round).draw();
			else render(notNow(round), place);
		} catch (error) {
			render(lost('做一批卡片', error, read), place);
		}
	};
	place.textContent = '';
	await read();
}

begin({ frame, cards });
