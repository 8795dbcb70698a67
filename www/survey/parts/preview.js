// @ts-check
/**
 * The citizen's form as it will look, in a dialog: the words of the real one, its questions, both
 * channels. It can be tried and sends nothing.
 */
import { html, nothing, render } from 'lit-html';
import { timeText, dayText } from '../../common/date.js';
import { ask } from '../../common/dialog.js';
import { named, stratumLabel } from './round.js';

/** @typedef {import('../api.js').Question} Question */

/**
 * What of a round the form shows.
 * @typedef {object} Paper
 * @property {string} office
 * @property {string} title
 * @property {string | null} period
 * @property {string | null} closes
 * @property {string | null} publish_by
 * @property {string | null} publish_where
 * @property {{public_name: string | null, short_name: string}[]} units
 * @property {Record<string, Question[]>} questions
 */

/** @type {Record<string, string>} */
const PROMISES = {
	card: '卡片打乱后随手抽。答卷上没有姓名、电话、网络地址和提交时间。您用的网络可能有上网记录，这个我们管不了；不放心，可以换一台设备填。',
	open: '答卷上没有姓名、电话、网络地址和提交时间。您用的网络可能有上网记录，这个我们管不了。这里的结果单独列出，用来发现问题，不作考评依据。',
};
/** @type {Record<string, string>} */
const FIRST = { card: '谁抽了哪张卡，没有记录。', open: '不用登记，谁都可以填。' };

/** Opens the form of one stratum. @param {Paper} paper @param {string} stratum */
export function preview(paper, stratum) {
	const done = ask({
		title: `${stratumLabel(stratum)}填的样子`, yes: '', close: true, broad: true,
		body: html`<div data-preview></div>`,
	});
	const place = /** @type {HTMLElement} */ (document.querySelector('dialog[open] [data-preview]'));
	const now = { channel: 'card', unit: 0 };
	const draw = () => render(html`
		${choices(paper, stratum, now, draw)}
		<div class="phone">${form(paper, stratum, now.channel, paper.units[now.unit])}</div>`, place);

	draw();
	return done;
}

/**
 * @param {Paper} paper @param {string} stratum @param {{channel: string, unit: number}} now
 * @param {() => void} draw
 */
function choices(paper, stratum, now, draw) {
	/** @param {string} channel @param {string} label */
	const chip = (channel, label) => html`<button class="chip" type="button"
		aria-pressed=${now.channel === channel ? 'true' : 'false'}
		@click=${() => { now.channel = channel; draw(); }}>${label}</button>`;

	return html`<div class="row preview-choices">
		${chip('card', '凭卡')}${stratum === 'masses' ? chip('open', '公开二维码') : nothing}
		${paper.units.length > 1 ? html`<label class="push"><span class="spoken">看哪个单位的</span>
			<select class="input" @change=${(/** @type {Event} */ event) => {
				now.unit = /** @type {HTMLSelectElement} */ (event.target).selectedIndex;
				draw();
			}}>${paper.units.map((unit) => html`<option>${nameOf(unit)}</option>`)}</select></label>`
		: nothing}
	</div>`;
}

/** @param {{public_name: string | null, short_name: string} | undefined} unit */
function nameOf(unit) {
	return unit ? unit.public_name || unit.short_name : '这个单位';
}

/**
 * @param {Paper} paper @param {string} stratum @param {string} channel
 * @param {{public_name: string | null, short_name: string} | undefined} unit
 */
function form(paper, stratum, channel, unit) {
	const questions = paper.questions[stratum] || [];
	const name = nameOf(unit);
	const until = paper.closes ? `${timeText(paper.closes)}前` : '截止前';
	const count = `一共${questions.length}题，大约${Math.max(1, Math.ceil(questions.length / 4))}分钟。`;

	return html`
		<p class="paper-top"><b>${paper.office}</b><span class="muted">${paper.title}</span></p>
		<h3 class="paper-title">${name}，<wbr>${paper.period || '这段时间'}${stratum === 'masses'
			? '办事怎么样？' : '服务基层怎么样？'}</h3>
		<p class="muted">${count}${channel === 'card' ? `每张卡只能用一次。${until}都可以填。`
			: `${until}都可以填，填一次就行。`}</p>
		<p class="note ok"><b>${FIRST[channel]}</b>${PROMISES[channel]}<b>谁都无权问您填了什么，也无权看着您填。</b></p>
		${paper.publish_by && paper.publish_where ? html`<p class="muted">结果${dayText(paper.publish_by)}前公布在${paper.publish_where}。意见多的问题会列入整改，整改后再问大家。</p>` : nothing}
		${questions.map((question, i) => drawn(question, i + 1, name))}
		<p class="paper-options"><label class="paper-option"><input type="checkbox">有人要求我这样填，或看着我填</label></p>
		<p class="paper-send" aria-hidden="true">提交</p>`;
}

/** @param {Question} question @param {number} number @param {string} name */
function drawn(question, number, name) {
	const id = `preview-${number}`;

	return html`<fieldset class="paper-question">
		<legend>${number}. ${named(question.text || '（题目没有填）', name)}${question.required
			? html`<small>必答</small>` : nothing}${question.hint ? html`<small>${question.hint}</small>` : nothing}</legend>
		${question.kind === 'text' ? html`
			<p class="muted">请不要写姓名、电话和太具体的经过，以免别人认出您。</p>
			<textarea class="input" rows="3" aria-label=${question.text}></textarea>` : nothing}
		${question.kind === 'matrix' ? (question.rows || []).map((row, i) => html`
			<p class="paper-row">${row}</p>${options(question, `${id}-${i}`, true)}`) : nothing}
		${['scale', 'single', 'multiple'].includes(question.kind) ? options(question, id, false) : nothing}
	</fieldset>`;
}

/** @param {Question} question @param {string} id @param {boolean} short */
function options(question, id, short) {
	const type = question.kind === 'multiple' ? 'checkbox' : 'radio';

	return html`<div class="paper-options ${short ? 'short' : ''}">${(question.options || []).map((option) =>
		html`<label class="paper-option"><input type=${type} name=${id}>${option}</label>`)}</div>`;
}
