// @ts-check
/** A draft as the editor holds it, what of it is sent, and how two of them differ. */
import { dayText, timeText } from '../../common/date.js';
import { stratumLabel } from '../parts/round.js';
import { OFFSET } from '../round/verbs.js';
import { isOwnHint } from './kinds.js';

/** @typedef {import('../api.js').Question} Question */
/** @typedef {import('../api.js').Round} Round */
/** @typedef {{id: number, public_name: string | null, short_name: string, kind_label: string}} Chosen */

/**
 * Texts are '' where nothing is written; questions are kept for a stratum that was taken away again.
 * @typedef {object} Draft
 * @property {string} title
 * @property {string} period
 * @property {string[]} strata
 * @property {Chosen[]} units
 * @property {string} day
 * @property {string} hour
 * @property {string} publish_by
 * @property {string} publish_where
 * @property {string} hotline
 * @property {string} basis
 * @property {string} approved_by
 * @property {string} approved_on
 * @property {Record<string, Question[]>} questions
 */

/** @typedef {'title' | 'period' | 'publish_by' | 'publish_where' | 'hotline' | 'basis' | 'approved_by' | 'approved_on'} Line */

/** What stands for the unit's public name while a question is written; '{public_name}' in what is sent. */
export const UNIT = '【单位】';
const NAME = '{public_name}';

/** @type {Line[]} */
const LINES = ['title', 'period', 'publish_by', 'publish_where', 'hotline', 'basis', 'approved_by', 'approved_on'];

/** @param {Record<string, Question[]>} templates @returns {Draft} */
export function blank(templates) {
	return {
		title: '', period: '', strata: [], units: [], day: '', hour: '18:00', publish_by: '', publish_where: '',
		hotline: '', basis: '', approved_by: '', approved_on: '', questions: ownedAll(templates),
	};
}

/** @param {Round} round @param {Record<string, Question[]>} templates @returns {Draft} */
export function draftOf(round, templates) {
	return {
		title: round.title,
		period: round.period || '',
		strata: round.strata.map((stratum) => stratum.code),
		units: round.units.map(chosenOf),
		day: (round.closes || '').slice(0, 10),
		hour: (round.closes || '').slice(11, 16) || '18:00',
		publish_by: round.publish_by || '',
		publish_where: round.publish_where || '',
		hotline: round.hotline || '',
		basis: round.basis || '',
		approved_by: round.approved_by || '',
		approved_on: round.approved_on || '',
		questions: ownedAll({ ...templates, ...round.questions }),
	};
}

/** @param {Chosen} unit @returns {Chosen} */
export function chosenOf({ id, public_name, short_name, kind_label }) {
	return { id, public_name, short_name, kind_label };
}

/** @param {Record<string, Question[]>} questions */
function ownedAll(questions) {
	/** @type {Record<string, Question[]>} */
	const own = {};

	for (const stratum of Object.keys(questions)) own[stratum] = questions[stratum].map(owned);
	return own;
}

/** A question of one's own; a hint that its kind brings along is left to the kind. @param {Question} question @returns {Question} */
function owned(question) {
	return {
		...question,
		text: question.text.split(NAME).join(UNIT),
		hint: isOwnHint(question.hint) ? question.hint : '',
		options: (question.options || []).slice(),
		rows: (question.rows || []).slice(),
	};
}

/** What is sent: nothing that is empty, so that emptied fields are emptied. @param {Draft} draft */
export function bodyOf(draft) {
	/** @type {Record<string, unknown>} */
	const body = { strata: draft.strata, units: draft.units.map((unit) => unit.id) };
	/** @type {Record<string, unknown>} */
	const questions = {};

	for (const name of LINES) {
		const text = draft[name].trim();
		if (text) body[name] = text;
	}
	if (draft.day) body.closes = closesOf(draft);
	for (const stratum of draft.strata) questions[stratum] = (draft.questions[stratum] || []).map(sent);
	body.questions = questions;
	return body;
}

/** @param {Draft} draft */
function closesOf(draft) {
	return `${draft.day}T${draft.hour || '18:00'}:00${OFFSET}`;
}

/** @param {Question} question @param {number} i */
function sent(question, i) {
	const { kind } = question;

	return {
		number: i + 1, kind, text: question.text.trim().split(UNIT).join(NAME), required: question.required,
		hint: (question.hint || '').trim() || null,
		options: kind === 'text' ? [] : filled(question.options),
		rows: kind === 'matrix' ? filled(question.rows) : [],
		most: kind === 'multiple' ? question.most || null : null,
		longest: kind === 'text' ? question.longest || null : null,
		standards: question.standards || [],
	};
}

/** Lines with something on them. @param {string[] | undefined} lines */
export function filled(lines) {
	return (lines || []).map((line) => line.trim()).filter(Boolean);
}

/** @type {[string, string, (draft: Draft) => string][]} what two drafts can differ in, as a person reads it */
const PARTS = [
	['title', '名称', (draft) => draft.title],
	['period', '时段', (draft) => draft.period],
	['strata', '问谁', (draft) => draft.strata.map(stratumLabel).join('、')],
	['units', '单位', (draft) => (draft.units.length > 4 ? `${draft.units.length}个单位`
		: draft.units.map((unit) => unit.short_name).join('、'))],
	['closes', '截止时间', (draft) => (draft.day ? timeText(closesOf(draft)) : '')],
	['publish_by', '公布日期', (draft) => (draft.publish_by ? dayText(draft.publish_by) : '')],
	['publish_where', '公布地点', (draft) => draft.publish_where],
	['hotline', '电话', (draft) => draft.hotline],
	['basis', '批准依据', (draft) => draft.basis],
	['approved_by', '批准人', (draft) => draft.approved_by],
	['approved_on', '批准日期', (draft) => (draft.approved_on ? dayText(draft.approved_on) : '')],
	['questions', '题目', (draft) => draft.strata.map((stratum) =>
		`${stratumLabel(stratum)}${draft.questions[stratum].length}题`).join('，')],
];

/** @typedef {{part: string, label: string, theirs: string, mine: string}} Difference */

/**
 * Brings in what somebody else saved meanwhile where nothing was written here, and names it; where both
 * wrote, says what stands on either side.
 * @param {Draft} before as it was when this editor read it @param {Draft} theirs @param {Draft} mine changed
 * @returns {{taken: string[], both: Difference[]}}
 */
export function merge(before, theirs, mine) {
	/** @type {{taken: string[], both: Difference[]}} */
	const found = { taken: [], both: [] };

	for (const [part, label, text] of PARTS) {
		const [was, now, here] = [before, theirs, mine].map((draft) => JSON.stringify(valueOf(draft, part)));
		if (now === was || now === here) continue;
		if (here === was) {
			takePart(mine, theirs, part);
			found.taken.push(label);
		} else {
			found.both.push({ part, label, theirs: text(theirs) || '空着', mine: text(mine) || '空着' });
		}
	}
	return found;
}

/** @param {Draft} draft @param {string} part */
function valueOf(draft, part) {
	const body = bodyOf(draft);

	return part in body ? body[part] : '';
}

/** Takes one part of another draft. @param {Draft} mine @param {Draft} theirs @param {string} part */
export function takePart(mine, theirs, part) {
	if (part === 'closes') Object.assign(mine, { day: theirs.day, hour: theirs.hour });
	else Object.assign(mine, { [part]: /** @type {any} */ (theirs)[part] });
}
