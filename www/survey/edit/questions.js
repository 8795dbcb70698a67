// @ts-check
/**
 * The questions of one stratum: a calm list; one at a time is opened to be changed. The first is the
 * satisfaction scale and stays, for it alone makes the 满意率.
 */
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { errorBeside } from '../../common/form.js';
import { tag } from '../../common/light.js';
import { UNIT, filled } from './draft.js';
import { KINDS, SCALE, freshQuestion, hintOf, kindLabel, shaped } from './kinds.js';

/** @typedef {import('../api.js').Question} Question */

/**
 * @typedef {object} Desk what the editor holds beside the questions
 * @property {Question | null} open the one that is being changed
 * @property {{stratum: string, at: number, question: Question} | null} taken the one that was removed last
 * @property {(() => void) | null} [back] takes the questions back that a template replaced
 * @property {() => void} changed draws anew and keeps the draft
 * @property {(selector: string) => void} focus after drawing
 */

const MOST = 30;
/** What tells questions apart while they move. @type {WeakMap<Question, number>} */
const keys = new WeakMap();
let last = 0;

/** @param {Question} question */
function keyOf(question) {
	const known = keys.get(question);

	if (known) return known;
	last += 1;
	keys.set(question, last);
	return last;
}

/** @param {string} stratum @param {Question[]} questions changed in place @param {Desk} desk */
export function questionList(stratum, questions, desk) {
	return html`
		<div class="field">${errorBeside(`questions.${stratum}`)}
			<ol class="questions">${repeat(questions, keyOf, (question, i) => html`
				${takenAt(stratum, questions, i, desk)}
				<li class="question ${question === desk.open ? 'is-open' : ''}" data-question=${keyOf(question)}>
					${question === desk.open ? opened(stratum, questions, i, desk) : closed(questions, i, desk)}
				</li>`)}
				${takenAt(stratum, questions, questions.length, desk)}
			</ol>
		</div>
		${questions.length < MOST ? html`<div class="row add-question" role="group" aria-label="加一题">
			<span class="muted">加一题</span>${KINDS.map(({ kind, label, about }) => html`<button class="btn small" type="button"
				title=${about} @click=${() => add(questions, kind, desk)}>${label}</button>`)}</div>`
			: html`<p class="muted">已经有${MOST}题，不能再加。</p>`}`;
}

/** @param {Question[]} questions @param {Question['kind']} kind @param {Desk} desk */
function add(questions, kind, desk) {
	const question = freshQuestion(kind);
	const beforeText = questions[questions.length - 1];
	const at = kind !== 'text' && questions.length > 1 && beforeText.kind === 'text' ? questions.length - 1 : questions.length;

	questions.splice(at, 0, question);
	desk.open = question;
	desk.changed();
	desk.focus(`[data-question="${keyOf(question)}"] input`);
}

/** A question that was removed can be put back. @param {string} stratum @param {Question[]} questions @param {number} i @param {Desk} desk */
function takenAt(stratum, questions, i, desk) {
	const { taken } = desk;

	if (!taken || taken.stratum !== stratum || taken.at !== i) return nothing;
	return html`<li class="taken"><span role="status">删去了“${taken.question.text || '没有写题目的一题'}”。</span>
		<button class="btn quiet small" type="button" @click=${() => {
			questions.splice(taken.at, 0, taken.question);
			desk.taken = null;
			desk.changed();
			desk.focus(`[data-question="${keyOf(taken.question)}"] .change`);
		}}>放回来</button></li>`;
}

/** @param {Question[]} questions @param {number} i @param {Desk} desk */
function closed(questions, i, desk) {
	const question = questions[i];
	const { text } = question;

	return html`<div class="question-line">
		<span class="question-number num">${i + 1}</span>
		<div class="question-said"><b class=${text ? '' : 'muted'}>${text || '题目没有填'}</b>
			<span class="muted">${summaryOf(question)}</span></div>
		${i === 0 ? tag('固定') : tag(kindLabel(question.kind))}
		<div class="question-acts">
			${i > 0 ? html`
				<button class="btn quiet small up" type="button" ?disabled=${i === 1} aria-label=${`第${i + 1}题往上移`}
					@click=${() => move(questions, i, -1, desk)}>↑</button>
				<button class="btn quiet small down" type="button" ?disabled=${i === questions.length - 1} aria-label=${`第${i + 1}题往下移`}
					@click=${() => move(questions, i, 1, desk)}>↓</button>` : nothing}
			<button class="btn small change" type="button" aria-label=${`改第${i + 1}题`} @click=${() => {
				desk.open = question;
				desk.changed();
				desk.focus(`[data-question="${keyOf(question)}"] input`);
			}}>改</button>
		</div>
	</div>`;
}

/** @param {Question} question */
function summaryOf(question) {
	if (question.kind === 'text') return `最多${question.longest || 500}字`;
	if (question.kind === 'matrix') return filled(question.rows).join('；') || '分项没有填';
	const options = filled(question.options).join('；') || '选项没有填';

	return question.kind === 'multiple' ? `${options}（${hintOf(question)}）` : options;
}

/** @param {Question[]} questions @param {number} i @param {number} step @param {Desk} desk */
function move(questions, i, step, desk) {
	const question = questions[i];

	questions.splice(i, 1);
	questions.splice(i + step, 0, question);
	desk.taken = null;
	desk.changed();
	const row = `[data-question="${keyOf(question)}"]`;
	desk.focus(`${row} .${step < 0 ? 'up' : 'down'}:not([disabled]), ${row} .change`);
}

/** @param {string} stratum @param {Question[]} questions @param {number} i @param {Desk} desk */
function opened(stratum, questions, i, desk) {
	const question = questions[i];
	const name = `questions.${stratum}.${i + 1}`;
	const id = `q-${stratum}-${keyOf(question)}`;
	/** @param {Partial<Question>} change */
	const set = (change) => {
		Object.assign(question, change);
		desk.changed();
	};

	return html`<div class="question-form">
		<p class="question-title"><b>第${i + 1}题</b>${i === 0 ? html`<span class="muted">总体满意度，必答，只有它用来算满意率；可以改措辞，不能删</span>` : nothing}</p>
		<div class="field">
			<label for="${id}-text">题目</label>
			${errorBeside(`${name}.text`)}
			${i === 0 ? html`<span class="hint">${UNIT}会换成各单位的对外名称</span>` : nothing}
			<input type="text" id="${id}-text" data-field="${name}.text" maxlength="100" .value=${live(question.text)}
				@input=${(/** @type {Event} */ event) => set({ text: valueOf(event) })}>
		</div>
		${i === 0 ? nothing : html`<div class="field-pair">
			<div class="field">
				<label for="${id}-kind">题型</label>
				${errorBeside(`${name}.kind`)}
				<select id="${id}-kind" data-field="${name}.kind" @change=${(/** @type {Event} */ event) => {
					Object.assign(question, shaped(question, /** @type {Question['kind']} */ (valueOf(event))));
					desk.changed();
				}}>${KINDS.map((one) => html`<option value=${one.kind} ?selected=${one.kind === question.kind}>${one.label}</option>`)}</select>
			</div>
			<div class="field">
				<label for="${id}-hint">提示<span class="optional">可以不写</span></label>
				${errorBeside(`${name}.hint`)}
				<input type="text" id="${id}-hint" data-field="${name}.hint" maxlength="60" placeholder=${hintOf({ ...question, hint: '' })}
					.value=${live(question.hint || '')} @input=${(/** @type {Event} */ event) => set({ hint: valueOf(event) })}>
			</div>
		</div>`}
		${ofKind(question, name, id, i, set)}
		${i === 0 ? nothing : html`<label class="choice"><input type="checkbox" .checked=${live(question.required)}
			@change=${() => set({ required: !question.required })}><span>必答</span></label>`}
		<div class="row">
			<button class="btn" type="button" @click=${() => {
				desk.open = null;
				desk.changed();
				desk.focus(`[data-question="${keyOf(question)}"] .change`);
			}}>改好了</button>
			${i === 0 ? nothing : html`<button class="btn quiet" type="button" @click=${() => {
				questions.splice(i, 1);
				desk.open = null;
				desk.taken = { stratum, at: i, question };
				desk.changed();
				desk.focus('.taken button');
			}}>删去这一题</button>`}
		</div>
	</div>`;
}

/** @param {Event} event */
function valueOf(event) {
	return /** @type {HTMLInputElement} */ (event.target).value;
}

/**
 * What only some kinds have.
 * @param {Question} question @param {string} name @param {string} id @param {number} i @param {(change: Partial<Question>) => void} set
 */
function ofKind(question, name, id, i, set) {
	const { kind } = question;

	return html`
		${['single', 'multiple'].includes(kind) ? lines(`${name}.options`, `${id}-options`, '选项', question.options || [],
			kind === 'multiple' ? 15 : 10, (options) => set({ options })) : nothing}
		${kind === 'matrix' ? lines(`${name}.rows`, `${id}-rows`, '分项', question.rows || [], 21, (rows) => set({ rows })) : nothing}
		${kind === 'scale' || kind === 'matrix' ? html`<p class="muted">选项固定：${SCALE.join('、')}。</p>` : nothing}
		${kind === 'multiple' ? number(`${name}.most`, `${id}-most`, '最多选几项', question.most, filled(question.options).length || 15, (most) => set({ most })) : nothing}
		${kind === 'text' ? number(`${name}.longest`, `${id}-longest`, '最多多少字', question.longest, 500, (longest) => set({ longest })) : nothing}`;
}

/**
 * A line for each. @param {string} name @param {string} id @param {string} label @param {string[]} now
 * @param {number} most @param {(lines: string[]) => void} set
 */
function lines(name, id, label, now, most, set) {
	return html`<div class="field">
		<label for=${id}>${label}<span class="optional">一行一个，最多${most}个</span></label>
		${errorBeside(name)}
		<textarea id=${id} data-field=${name} rows=${Math.max(3, now.length + 1)} .value=${live(now.join('\n'))}
			@input=${(/** @type {Event} */ event) => set(valueOf(event).split('\n'))}></textarea>
	</div>`;
}

/**
 * @param {string} name @param {string} id @param {string} label @param {number | null | undefined} now
 * @param {number} most @param {(number: number | null) => void} set
 */
function number(name, id, label, now, most, set) {
	return html`<div class="field">
		<label for=${id}>${label}</label>
		${errorBeside(name)}
		<input class="short" type="number" id=${id} data-field=${name} min="1" max=${most} inputmode="numeric"
			.value=${live(now ? String(now) : '')} @input=${(/** @type {Event} */ event) =>
				set(Number.parseInt(valueOf(event), 10) || null)}>
	</div>`;
}
