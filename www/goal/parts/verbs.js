// @ts-check
/** What the verbs of a goal ask beside their note. */
import { html, nothing } from 'lit-html';
import { errorBeside } from '../../common/form.js';
import { placeOf } from './fields.js';

/** @typedef {import('../api.js').Goal} Goal */

/** @param {Goal} now @param {{unit?: number, member?: number}} of @returns {Record<string, import('../../common/item.js').Extra>} */
export function extras(now, of) {
	return {
		edit: { href: `${placeOf('/sheet', of)}#goal-${now.id}` },
		submit: now.lacks.length ? { href: `${placeOf('/sheet', of)}#goal-${now.id}` } : {},
		progress: { body: html`${dayField(now)}${textField('text', '做了什么', 500)}${presentField(now)}${secrecy(now)}` },
		claim: {
			body: html`${textField('claim', '完成情况', 500)}${presentField(now)}
				<p class="muted">写清做到了没有就行。材料可以附，也可以不附；上级可以现场核实。</p>${secrecy(now)}`,
		},
		ask_change: { body: html`${lineField('reason', '变更理由', '', 200)}${changeFields(now)}`, shape: (fields) => changed(now, fields) },
		confirm: { noteLabel: '怎么核实的' },
		return: { noteLabel: '哪里要改' },
		send_back: { noteLabel: '还差什么' },
		refuse_change: { noteLabel: '为什么不同意' },
		end: { noteLabel: '为什么终止' },
	};
}

/** @param {Goal} now */
function secrecy(now) {
	return html`<p class="muted">${now.secrecy}</p>`;
}

/** @param {Goal} now */
function dayField(now) {
	return html`<div class="field"><label for="happened_on">哪天</label>${errorBeside('happened_on')}
		<input class="short" type="date" id="happened_on" name="happened_on" max=${now.today} value=${now.today} required></div>`;
}

/** @param {string} name @param {string} label @param {number} most @param {string} [value] */
function textField(name, label, most, value = '') {
	return html`<div class="field"><label for=${name}>${label}</label>${errorBeside(name)}
		<textarea id=${name} name=${name} rows="3" maxlength=${most} .value=${value}></textarea></div>`;
}

/** @param {string} name @param {string} label @param {string} value @param {number} most */
function lineField(name, label, value, most) {
	return html`<div class="field"><label for=${name}>${label}</label>${errorBeside(name)}
		<input type="text" id=${name} name=${name} value=${value} maxlength=${most} autocomplete="off"></div>`;
}

/** @param {Goal} now */
function presentField(now) {
	if (now.measure !== 'figure') return nothing;
	return html`<div class="field"><label for="present">现在的数值<span class="optional">${now.figure_unit || ''}，可以不写</span></label>${errorBeside('present')}
		<input class="short" type="text" inputmode="decimal" id="present" name="present" maxlength="20" autocomplete="off"></div>`;
}

/** What is most often changed; all else stays as it is. @param {Goal} now */
function changeFields(now) {
	return html`${lineField('aim', '目标', now.aim, 200)}
		<div class="field"><label for="due_on">完成时限</label>${errorBeside('due_on')}
			<input class="short" type="date" id="due_on" name="due_on" value=${now.due_on || ''}></div>
		${now.measure === 'figure' ? lineField('target', `目标值（${now.figure_unit || '数值'}）`, now.target || '', 20) : nothing}
		${textField('measures', '措施', 1000, now.measures || '')}`;
}

/** All that it says, with what was changed. @param {Goal} now @param {Record<string, string>} fields */
function changed(now, fields) {
	const { standard, responsible, measure, baseline, figure_unit, shown_by, serves, task, evidence_wanted, other, partners, label, new_way, pledge } = now;

	return {
		standard, responsible, measure, baseline, figure_unit, shown_by, serves, task, evidence_wanted, other, partners, label, new_way, pledge,
		reason: fields.reason || '', aim: fields.aim || '', due_on: fields.due_on || null, measures: fields.measures || null,
		target: now.measure === 'figure' ? fields.target || null : now.target,
	};
}
