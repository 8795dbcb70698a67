// @ts-check
/** The forms of the six changes of the organisation: what, from which day on, on what paper. */
import { html, nothing } from 'lit-html';
import { call } from '../common/call.js';
import { ask } from '../common/dialog.js';
import { errorBeside } from '../common/form.js';
import { say } from '../common/state.js';
import { fullDay } from './change.js';
import { unitField } from './choose.js';
import { boxes, idsOf } from './parts/fields.js';
import { splitParts } from './split.js';

/** @typedef {import('./api.js').Change} Change */
/** @typedef {import('../common/api.js').Unit} Unit */
/** @typedef {import('./api.js').UnitKinds} UnitKinds */
/** @typedef {import('../common/api.js').Node} Node_ */

/**
 * @typedef {object} Form
 * @property {string} title
 * @property {string} text
 * @property {string} yes
 * @property {unknown} body
 * @property {(fields: Record<string, string>) => Record<string, unknown>} read what is sent beside day and basis
 */

/**
 * Asks for a change of a unit and orders it.
 * @param {string} verb @param {Unit} answer @param {() => void} refresh
 */
export async function order(verb, answer, refresh) {
	/** @type {Form} */
	let form;
	try {
		form = await FORMS[verb](answer);
	} catch (error) {
		say(/** @type {Error} */ (error).message);
		return;
	}
	/** @type {Change | null} */
	let ordered = null;
	const done = await ask({ title: form.title, text: form.text, yes: form.yes, broad: true,
		body: html`${form.body}${dayAndBasis(answer.today)}` }, async (fields) => {
		ordered = await call('POST', `/api/org/unit/${answer.unit.id}/${verb}`, {
			...form.read(fields), effective_on: fields.effective_on || null, basis: fields.basis || null });
	});

	if (!done || !ordered) return;
	const change = /** @type {Change} */ (ordered);
	say(change.state === 'done' ? '已办' : `${fullDay(change.effective_on)}生效，到那天自动办`);
	refresh();
}

/** @param {string} today */
function dayAndBasis(today) {
	return html`<div class="field"><label for="effective_on">从哪天起</label>
			<span class="hint" id="effective-hint">写今天或以前，马上办；写以后的日子，到那天自动办，之前可以撤回</span>
			${errorBeside('effective_on')}
			<input class="middle" type="date" id="effective_on" name="effective_on" value=${today}
				aria-describedby="effective-hint"></div>
		<div class="field"><label for="basis">依据</label>
			<span class="hint" id="basis-hint">文件名称和文号，或者会议和日期</span>${errorBeside('basis')}
			<input type="text" id="basis" name="basis" maxlength="200" aria-describedby="basis-hint"></div>`;
}

/** @param {string} name @param {string} label @param {number} most @param {string} [value] @param {boolean} [optional] */
function lineField(name, label, most, value = '', optional = false) {
	return html`<div class="field"><label for=${name}>${label}${optional
		? html`<span class="optional">可以不写</span>` : nothing}</label>${errorBeside(name)}
		<input type="text" id=${name} name=${name} maxlength=${most} value=${value} autocomplete="off"></div>`;
}

/**
 * Names, kind, sector and place in the order.
 * @param {UnitKinds} known @param {string[]} kinds that are offered @param {Partial<Node_>} [now]
 */
function namesFields(known, kinds, now = {}) {
	return html`<div class="field"><label for="kind">种类</label>${errorBeside('kind')}
			<select id="kind" name="kind">${known.kinds.filter((kind) => kinds.includes(kind.kind)).map((kind) => html`<option
				value=${kind.kind} ?selected=${kind.kind === now.kind}>${kind.label}</option>`)}</select></div>
		${lineField('full_name', '全称', 60, now.full_name)}
		${lineField('short_name', '简称', 30, now.short_name)}
		${lineField('public_name', '对外名称', 30, now.public_name || '', true)}
		<div class="field"><label for="sector">行业<span class="optional">可以不选</span></label>${errorBeside('sector')}
			<select id="sector" name="sector"><option value="">不分行业</option>${known.sectors.map(({ sector }) => html`<option
				?selected=${sector === now.sector}>${sector}</option>`)}</select></div>
		<div class="field"><label for="official_order">建制序号<span class="optional">不写就排在最后</span></label>
			${errorBeside('official_order')}
			<input class="short" type="text" inputmode="numeric" id="official_order" name="official_order" maxlength="4"
				value=${now.order || ''} autocomplete="off"></div>`;
}

/** @param {Record<string, string>} fields */
function namesRead(fields) {
	return { kind: fields.kind || null, full_name: fields.full_name || null, short_name: fields.short_name || null,
		public_name: fields.public_name || null, sector: fields.sector || null,
		official_order: numberOf(fields.official_order) };
}

/** A number as typed; what is none goes as it is, and is refused by its name. @param {string} text */
function numberOf(text) {
	if (!text) return null;
	return /^\d+$/.test(text) ? Number(text) : text;
}

/** @param {string | undefined} text an id, or nothing */
const idOf = (text) => (text ? Number(text) : null);

/** The kinds that may stand under one. @param {UnitKinds} known @param {string} kind */
const under = (known, kind) => known.kinds.filter((one) => one.stands_under.includes(kind)).map((one) => one.kind);

/** @param {number | undefined} id @returns {Promise<Node_[]>} its children; none without */
async function childrenOf(id) {
	return id ? (await call('GET', `/api/org/tree?unit=${id}`)).children : [];
}

/** @type {Record<string, (answer: Unit) => Promise<Form>>} */
const FORMS = {
	async create({ unit }) {
		/** @type {UnitKinds} */
		const known = await call('GET', '/api/org/kinds');

		return { title: `在“${unit.short_name}”下面新建`, text: '', yes: '新建',
			body: namesFields(known, under(known, unit.kind)), read: namesRead };
	},
	async rename({ unit, path }) {
		/** @type {UnitKinds} */
		const known = await call('GET', '/api/org/kinds');
		const kinds = path.length ? known.kinds.filter((kind) => kind.stands_under.length) : known.kinds.filter((kind) => !kind.stands_under.length);

		return { title: `修改“${unit.short_name}”`, text: '名称、种类、行业和次序可以一起改。以前的仍然可以按日期看到。', yes: '保存',
			body: namesFields(known, kinds.map((kind) => kind.kind), unit), read: namesRead };
	},
	async move({ unit, path }) {
		const now = path[path.length - 1];
		/** @type {UnitKinds} */
		const known = await call('GET', '/api/org/kinds');
		const own = known.kinds.find((kind) => kind.kind === unit.kind);

		return { title: `“${unit.short_name}”改隶`, text: `现在的上级是${now ? now.short_name : ''}。它和下级一起改到新的上级；以前的事仍归原来的上级看。`,
			yes: '改隶', body: unitField({ name: 'superior', label: '新的上级', but: [unit.id, now ? now.id : 0],
				kinds: own ? own.stands_under : [] }),
			read: (fields) => ({ superior: idOf(fields.superior) }) };
	},
	async split({ unit, children, roster }) {
		const parts = splitParts(unit.id, children, roster);

		return { title: `“${unit.short_name}”分立`, text: '原来的单位还在；没有选的党员和下级留下。', yes: '分立', body: parts.body, read: parts.read };
	},
	async merge({ unit, path }) {
		const siblings = (await childrenOf(path.length ? path[path.length - 1].id : 0))
			.filter((node) => node.kind === unit.kind && node.id !== unit.id);

		return { title: `“${unit.short_name}”合并`, text: '合并以后，这些单位撤销，党员和下级一起过去。', yes: '合并',
			body: html`${siblings.length ? boxes('units', '和哪些单位一起合并', siblings.map((node) => ({ id: node.id, label: node.short_name }))) : nothing}
				${unitField({ name: 'target', label: '并入已有的单位', optional: true, hint: '不选，就用下面的名称合成一个新的', but: [unit.id],
					kinds: [unit.kind] })}
				${lineField('full_name', '新单位全称', 60, '', true)}${lineField('short_name', '新单位简称', 30, '', true)}
				${lineField('public_name', '新单位对外名称', 30, '', true)}`,
			read: (fields) => ({ units: idsOf(fields.units), target: idOf(fields.target), full_name: fields.full_name || null,
				short_name: fields.short_name || null, public_name: fields.public_name || null }) };
	},
	async dissolve({ unit, children, people }) {
		const members = !people || people.full + people.probationary > 0;

		return { title: `撤销“${unit.short_name}”`, text: '撤销以后，职务、任期和在这里的身份同时结束；记录都留着，可以按日期看到。', yes: '撤销',
			body: html`${members ? unitField({ name: 'members_to', label: '党员转到哪个单位', but: [unit.id] }) : nothing}
				${children.length ? unitField({ name: 'units_to', label: `下级${children.length}个改到哪个上级`, but: [unit.id] }) : nothing}`,
			read: (fields) => ({ members_to: idOf(fields.members_to), units_to: idOf(fields.units_to) }) };
	},
};
