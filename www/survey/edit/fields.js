// @ts-check
/** The plain fields of the editor: what it is called and who is asked; until when, where, who approved. */
import { html } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { errorBeside } from '../../common/form.js';
import { STRATA } from '../parts/round.js';

/** @typedef {import('./draft.js').Draft} Draft */

const PERIODS = ['这三个月', '今年上半年', '今年下半年', '今年'];

/**
 * One line of text. @param {Draft} draft @param {import('./draft.js').Line} name @param {string} label
 * @param {{most: number, hint?: string, look?: string, type?: string}} about @param {() => void} changed
 */
function line(draft, name, label, about, changed) {
	return html`<div class="field">
		<label for=${name}>${label}</label>
		${errorBeside(name)}
		${about.hint ? html`<span class="hint">${about.hint}</span>` : ''}
		<input class=${about.look || ''} type=${about.type || 'text'} id=${name} name=${name} maxlength=${about.most}
			autocomplete="off" .value=${live(draft[name])} @input=${(/** @type {Event} */ event) => {
				draft[name] = /** @type {HTMLInputElement} */ (event.target).value;
				changed();
			}}>
	</div>`;
}

/** @param {Draft} draft @param {() => void} changed */
export function basics(draft, changed) {
	return html`<section class="card"><h2>叫什么，问谁</h2><div class="stack">
		${line(draft, 'title', '名称', { most: 60, hint: '例如：三季度群众满意度测评' }, changed)}
		<div>
			${line(draft, 'period', '时段', { most: 20, look: 'middle', hint: '填的人会看到：“不动产登记窗口，这三个月办事怎么样？”' }, changed)}
			<div class="row periods" role="group" aria-label="常用时段">${PERIODS.map((period) => html`<button class="chip" type="button"
				aria-pressed=${draft.period === period ? 'true' : 'false'} @click=${() => {
					draft.period = period;
					changed();
				}}>${period}</button>`)}</div>
		</div>
		<fieldset class="field">
			<legend>问谁</legend>
			${errorBeside('strata')}
			<span class="hint">两类人分开问、分开看，从不相加</span>
			<div class="choices boxed">${STRATA.map(({ code, label, about }, i) => html`<label class="choice">
				<input type="checkbox" id=${i ? `strata-${code}` : 'strata'} data-field=${i ? `strata-${code}` : 'strata'}
					.checked=${live(draft.strata.includes(code))} @change=${() => {
						draft.strata = STRATA.map((stratum) => stratum.code).filter((other) =>
							draft.strata.includes(other) !== (other === code));
						changed();
					}}><span>${label}<small>${about}</small></span></label>`)}</div>
		</fieldset>
	</div></section>`;
}

/** @param {Draft} draft @param {() => void} changed */
export function timesAndPlace(draft, changed) {
	return html`
		<section class="card"><h2>什么时候截止，在哪里公布</h2><div class="stack">
			<div class="field">
				<label for="closes">截止时间</label>
				${errorBeside('closes')}
				<div class="row">
					<input class="short" type="date" id="closes" data-field="closes" .value=${live(draft.day)}
						@input=${(/** @type {Event} */ event) => {
							draft.day = /** @type {HTMLInputElement} */ (event.target).value;
							changed();
						}}>
					<input class="hour" type="time" aria-label="截止的钟点" .value=${live(draft.hour)}
						@input=${(/** @type {Event} */ event) => {
							draft.hour = /** @type {HTMLInputElement} */ (event.target).value;
							changed();
						}}>
				</div>
			</div>
			${line(draft, 'publish_by', '哪天前公布结果', { most: 10, type: 'date', look: 'short' }, changed)}
			${line(draft, 'publish_where', '公布在哪里', { most: 60, hint: '例如：市政府门户网站和各办事窗口' }, changed)}
			${line(draft, 'hotline', '电话', { most: 30, look: 'middle', hint: '印在海报上，急事可以打' }, changed)}
		</div></section>
		<section class="card"><h2>谁批准的</h2><div class="stack">
			${line(draft, 'basis', '批准依据', { most: 200, hint: '文件名称和文号，会写进经过' }, changed)}
			<div class="field-pair">
				${line(draft, 'approved_by', '批准人', { most: 60 }, changed)}
				${line(draft, 'approved_on', '批准日期', { most: 10, type: 'date' }, changed)}
			</div>
		</div></section>`;
}
