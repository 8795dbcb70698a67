// @ts-check
/**
 * The rows of the sheet: what is typed in their cells, and how a row gets to the server. A row is sent when one leaves it, whole,
 * with the version that was seen; what was refused stays with what was typed.
 */
import { call, Problem } from '../../common/call.js';
import { FIELDS, readDay } from '../parts/fields.js';

/** @typedef {import('../api.js').Goals} Goals */
/** @typedef {import('../api.js').GoalRow} GoalRow */
/** @typedef {import('../parts/fields.js').Field} Field */

/**
 * @typedef {object} Row
 * @property {number} key
 * @property {GoalRow | null} goal as the server has it; null: not there yet
 * @property {Record<Field, string>} cells what is typed
 * @property {'kept' | 'changed' | 'sending' | 'refused' | 'conflict'} state
 * @property {{field: string, detail: string}[]} errors
 * @property {string} told what a refusal says
 * @property {number | null} source
 * @property {string} from where it was copied from, in words
 * @property {boolean} [again] it was changed while it was sent
 * @property {Promise<void> | null} [sent] what is under way
 */

let keys = 0;

/** @param {Partial<Record<Field, string>>} cells @param {{source?: number, from?: string}} [options] @returns {Row} */
export function freshRow(cells = {}, options = {}) {
	const all = /** @type {Record<Field, string>} */ (Object.fromEntries(FIELDS.map((field) => [field, cells[field] || ''])));

	return { key: ++keys, goal: null, cells: all, state: 'kept', errors: [], told: '', source: options.source || null, from: options.from || '' };
}

/** @param {GoalRow} goal @param {Goals} of @returns {Row} */
export function rowOf(goal, of) {
	const row = freshRow(cellsOf(goal, of));

	row.goal = goal;
	if (goal.source) row.from = goal.source.what === 'last' ? `去年的：${goal.source.aim}` : `照着${goal.source.unit_name}的写`;
	return row;
}

/** @param {GoalRow} goal @param {Goals} of @returns {Record<Field, string>} */
export function cellsOf(goal, of) {
	const task = of.tasks.find((one) => one.id === goal.task);
	const label = of.labels.find((one) => one.id === goal.label);

	return {
		standard: goal.standard, aim: goal.aim, due_on: goal.due_on || '', responsible: goal.responsible_name || '',
		measure: goal.measure || '', baseline: goal.baseline || '', target: goal.target || '', figure_unit: goal.figure_unit || '',
		shown_by: goal.shown_by || '', measures: goal.measures || '', serves: goal.serves || '', task: task ? String(task.id) : '',
		evidence_wanted: goal.evidence_wanted || '', other: goal.other_name || '', partners: goal.partners || '',
		label: label ? String(label.id) : '', new_way: goal.new_way ? 'yes' : '', pledge: goal.pledge || '',
	};
}

/** Whether anything was typed. @param {Row} row */
export function isEmpty(row) {
	return !row.goal && FIELDS.every((field) => field === 'standard' || !row.cells[field].trim());
}

/** What is named by typing, and its ids: people and units that were offered. */
export class Names {
	constructor() {
		/** @type {Map<string, number[]>} */
		this.people = new Map();
		/** @type {Map<string, number>} */
		this.units = new Map();
	}

	/** Offers by what stands in the list: the name, with its unit where two are called alike. @param {import('../api.js').Person[]} people */
	addPeople(people) {
		for (const person of people) {
			for (const name of [person.name, `${person.name}（${person.unit_name}）`]) {
				const known = this.people.get(name) || [];
				if (!known.includes(person.id)) this.people.set(name, known.concat(person.id));
			}
		}
	}
}

/**
 * The facts that a row sends, or what can't be sent as it is.
 * @param {Row} row @param {Goals} of @param {Names} names
 * @returns {{facts: Record<string, unknown>, errors: {field: string, detail: string}[]}}
 */
export function factsOf(row, of, names) {
	/** @type {{field: string, detail: string}[]} */
	const errors = [];
	/** @param {Field} field */
	const said = (field) => row.cells[field].trim() || null;
	const day = said('due_on');
	const due = day === null ? null : readDay(day, of.today);
	const facts = {
		standard: said('standard'), aim: said('aim'), due_on: due, responsible: personOf(row, of, names, errors),
		measure: said('measure') || (said('target') ? 'figure' : said('shown_by') ? 'fact' : null),
		baseline: said('baseline'), target: said('target'), figure_unit: said('figure_unit'), shown_by: said('shown_by'),
		measures: said('measures'), serves: said('serves'), task: Number(said('task')) || null, evidence_wanted: said('evidence_wanted'),
		other: unitOf(row, names, errors), partners: said('partners'), label: Number(said('label')) || null,
		new_way: row.cells.new_way === 'yes', pledge: said('pledge'),
	};

	if (!facts.standard) errors.push({ field: 'standard', detail: '先选标准。' });
	if (!facts.aim) errors.push({ field: 'aim', detail: '目标没有填。' });
	if (day !== null && due === null) errors.push({ field: 'due_on', detail: '日期要写成2026-12-31或者12月31日。' });
	return { facts, errors };
}

/** @param {Row} row @param {Goals} of @param {Names} names @param {{field: string, detail: string}[]} errors */
function personOf(row, of, names, errors) {
	const said = row.cells.responsible.trim();
	const known = names.people.get(said) || [];

	if (!said || of.member) return null;
	if (row.goal && row.goal.responsible && said === row.goal.responsible_name) return row.goal.responsible;
	if (known.length === 1) return known[0];
	errors.push({ field: 'responsible', detail: known.length ? `有${known.length}位“${said}”，请从名单里选。` : `名册里没有“${said}”。` });
	return null;
}

/** @param {Row} row @param {Names} names @param {{field: string, detail: string}[]} errors */
function unitOf(row, names, errors) {
	const said = row.cells.other.trim();

	if (!said) return null;
	if (row.goal && row.goal.other && said === row.goal.other_name) return row.goal.other;
	const id = names.units.get(said);
	if (!id) errors.push({ field: 'other', detail: `没有找到“${said}”。请从名单里选。` });
	return id || null;
}

/**
 * Sends a row as it stands; one that was changed meanwhile is sent again. Resolves when there is nothing left to send, also for
 * who asks while it is under way.
 * @param {Row} row @param {Goals} of @param {Names} names @param {() => void} drawn
 * @returns {Promise<void>}
 */
export function sendRow(row, of, names, drawn) {
	if (!row.sent) row.sent = sendOn(row, of, names, drawn).finally(() => { row.sent = null; });
	return row.sent;
}

/** @param {Row} row @param {Goals} of @param {Names} names @param {() => void} drawn */
async function sendOn(row, of, names, drawn) {
	while ((row.state === 'changed' || row.state === 'refused') && !isEmpty(row)) {
		await findNames(row, of, names);
		const { facts, errors } = factsOf(row, of, names);
		if (errors.length) {
			Object.assign(row, { state: 'refused', errors, told: '' });
			drawn();
			return;
		}
		Object.assign(row, { state: 'sending', errors: [], told: '', again: false });
		drawn();
		await sendOnce(row, of, facts);
		drawn();
		if (!row.again) return;
	}
}

/** @param {Row} row @param {Goals} of @param {Record<string, unknown>} facts */
async function sendOnce(row, of, facts) {
	try {
		row.goal = await (row.goal ? call('POST', `/api/goal/item/${row.goal.id}/edit`, facts, { version: row.goal.version })
			: call('POST', '/api/goal/goals', { ...facts, ...(of.member ? { member: of.member.id } : { unit: of.unit && of.unit.id }),
				campaign: of.campaign && of.campaign.id, source: row.source }));
		row.state = row.again ? 'changed' : 'kept';
	} catch (error) {
		row.again = false;
		if (!(error instanceof Problem)) throw error;
		Object.assign(row, { state: error.status === 412 || error.status === 409 ? 'conflict' : 'refused', errors: error.errors,
			told: error.errors.length ? '' : error.detail });
	}
}

/** Names that were pasted or typed whole are looked up once. @param {Row} row @param {Goals} of @param {Names} names */
async function findNames(row, of, names) {
	const name = row.cells.responsible.trim();
	const other = row.cells.other.trim();

	if (name && !of.member && of.unit && !names.people.has(name)) {
		const q = name.split('（')[0];
		const answer = await call('GET', `/api/goal/people?unit=${of.unit.id}&q=${encodeURIComponent(q)}`).catch(() => ({ rows: [] }));
		names.addPeople(answer.rows);
	}
	if (other && !names.units.has(other)) {
		const answer = await call('GET', `/api/goal/partners?q=${encodeURIComponent(other)}`).catch(() => ({ rows: [] }));
		for (const unit of answer.rows) names.units.set(unit.short_name, unit.id);
	}
}

/** Takes the row as the server has it now: what was typed (mine) is sent over it, or goes. @param {Row} row @param {Goals} of @param {boolean} mine */
export async function settle(row, of, mine) {
	if (!row.goal) return;
	const now = await call('GET', `/api/goal/item/${row.goal.id}`);

	row.goal = now;
	if (!mine) row.cells = cellsOf(now, of);
	Object.assign(row, { state: mine ? 'changed' : 'kept', errors: [], told: '' });
}
