// @ts-check
/** The kinds of units and the sectors: everybody reads them, officers at the top change them. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { ask } from '../common/dialog.js';
import { errorBeside } from '../common/form.js';
import { frame } from '../common/frame.js';
import { begin } from '../common/start.js';
import { load, say } from '../common/state.js';
import { table } from '../common/table.js';

/** @typedef {import('./api.js').UnitKind} UnitKind */
/** @typedef {import('./api.js').UnitKinds} UnitKinds */
/** @typedef {(answer: UnitKinds) => void} Redraw */

/** @type {[string, string][]} */
const ORDERED_BY = [['officer', '工委经办人'], ['reviewer', '审核人'], ['secretary', '支部书记']];

/** @param {HTMLElement} root */
async function kinds(root) {
	const list = /** @type {HTMLElement} */ (root.querySelector('[data-place="list"]'));
	const verbs = /** @type {HTMLElement} */ (root.querySelector('[data-place="verbs"]'));

	/** @param {UnitKinds} answer @returns {unknown} */
	const draw = (answer) => {
		/** @type {Redraw} */
		const redraw = (fresh) => { render(draw(fresh), list); };
		render(answer.may ? html`<button class="btn" type="button" @click=${() => edit(answer, null, redraw)}>增加种类</button>`
			: nothing, verbs);
		return html`<div class="stack">
			<section class="card"><h2>单位种类${answer.kinds.length}种</h2>${kindTable(answer, redraw)}</section>
			<section class="card"><h2>行业${answer.sectors.length}个</h2>${sectorList(answer, redraw)}</section>
		</div>`;
	};
	await load(list, () => call('GET', '/api/org/kinds'), draw, 8);
}

/** @param {UnitKinds} answer @param {string[]} codes */
const labels = (answer, codes) => answer.kinds.filter((kind) => codes.includes(kind.kind)).map((kind) => kind.label).join('、');

/** @param {UnitKinds} answer @param {Redraw} redraw */
function kindTable(answer, redraw) {
	/** @type {import('../common/table.js').Column<UnitKind>[]} */
	const columns = [
		{ head: '种类', lead: true, cell: (kind) => html`${kind.label}<span class="sub">${kind.powers.length
			? `职责${kind.powers.length}句` : '没有写职责'}</span>` },
		{ head: '设在哪里', cell: (kind) => labels(answer, kind.stands_under) || '最上级' },
		{ head: '党员名册', cell: (kind) => (kind.has_roster ? '有' : '没有') },
		{ head: '五好标准', cell: (kind) => (kind.has_standards ? '对照' : '不对照') },
		{ head: '由谁办理调整', cell: (kind) => kind.ordered_by_label },
	];

	if (answer.may) {
		columns.push({ head: '修改', cell: (kind) => html`<button class="btn small" type="button"
			aria-label="修改“${kind.label}”" @click=${() => edit(answer, kind, redraw)}>修改</button>` });
	}
	return table('单位种类', columns, answer.kinds);
}

/** Changes a kind, or adds one. @param {UnitKinds} answer @param {UnitKind | null} kind @param {Redraw} redraw */
async function edit(answer, kind, redraw) {
	const done = await ask({
		title: kind ? `修改“${kind.label}”` : '增加单位种类', yes: '保存', broad: true,
		body: html`<div class="field"><label for="label">名称</label>${errorBeside('label')}
				<input type="text" id="label" name="label" maxlength="20" value=${kind ? kind.label : ''} autocomplete="off"></div>
			<div class="field"><label for="official_order">次序</label>${errorBeside('official_order')}
				<input class="short" type="text" inputmode="numeric" id="official_order" name="official_order" maxlength="3"
					value=${kind ? kind.order : answer.kinds.length + 1} autocomplete="off"></div>
			<fieldset class="field" data-field="stands_under" tabindex="-1"><legend>可以设在哪里</legend>${errorBeside('stands_under')}
				<div class="boxes">${answer.kinds.map((one) => html`<label class="choice"><input type="checkbox" name="stands_under"
					value=${one.kind} ?checked=${Boolean(kind && kind.stands_under.includes(one.kind))}><span>${one.label}</span></label>`)}</div></fieldset>
			<fieldset class="field"><legend>有什么</legend>
				<label class="choice"><input type="checkbox" name="has_roster" ?checked=${!kind || kind.has_roster}><span>有党员名册</span></label>
				<label class="choice"><input type="checkbox" name="has_standards" ?checked=${!kind || kind.has_standards}><span>对照基层党组织标准</span></label>
				${errorBeside('has_roster')}</fieldset>
			<div class="field"><label for="ordered_by">由谁办理调整</label>
				<span class="hint" id="by-hint">选审核人，工委经办人也能办；选支部书记，三种人都能办</span>${errorBeside('ordered_by')}
				<select id="ordered_by" name="ordered_by" aria-describedby="by-hint">${ORDERED_BY.map(([role, label]) => html`<option
					value=${role} ?selected=${Boolean(kind && kind.ordered_by === role)}>${label}</option>`)}</select></div>
			<div class="field"><label for="powers">职责<span class="optional">可以不写</span></label>
				<span class="hint" id="powers-hint">每行一句，显示在单位页上</span>${errorBeside('powers')}
				<textarea id="powers" name="powers" rows="4" aria-describedby="powers-hint" .value=${kind ? kind.powers.join('\n') : ''}></textarea></div>`,
	}, async (fields) => {
		redraw(await call('POST', kind ? `/api/org/kind/${kind.kind}` : '/api/org/kinds', {
			label: fields.label || null, official_order: numberOf(fields.official_order), ordered_by: fields.ordered_by,
			has_roster: Boolean(fields.has_roster), has_standards: Boolean(fields.has_standards),
			stands_under: fields.stands_under ? fields.stands_under.split(',') : [],
			powers: (fields.powers || '').split('\n').map((line) => line.trim()).filter(Boolean),
		}));
	});

	if (done) say('已保存');
}

/** @param {string} text */
function numberOf(text) {
	return /^\d+$/.test(text) ? Number(text) : text || null;
}

/** @param {UnitKinds} answer @param {Redraw} redraw */
function sectorList(answer, redraw) {
	const names = answer.sectors.map((row) => row.sector);
	/** One up. @param {number} at */
	const raise = async (at) => {
		const order = names.slice();
		order.splice(at - 1, 0, ...order.splice(at, 1));
		try {
			redraw(await call('POST', '/api/org/sectors/order', { sectors: order }));
		} catch (error) {
			say(/** @type {Error} */ (error).message);
		}
	};

	return html`<ul class="list sectors">${names.map((name, i) => html`<li class="row"><span>${name}</span>
		${answer.may ? html`<span class="push row">
			${i ? html`<button class="btn small" type="button" aria-label="“${name}”上移" @click=${() => raise(i)}>上移</button>` : nothing}
			<button class="btn small" type="button" aria-label="“${name}”改名" @click=${() => rename(name, redraw)}>改名</button></span>` : nothing}
	</li>`)}</ul>
	${answer.may ? html`<div class="row"><button class="btn" type="button" @click=${() => add(redraw)}>增加行业</button></div>` : nothing}`;
}

/** @param {Redraw} redraw */
async function add(redraw) {
	const done = await ask({ title: '增加行业', yes: '增加', body: html`<div class="field"><label for="sector">名称</label>${errorBeside('sector')}
		<input type="text" id="sector" name="sector" maxlength="30" autocomplete="off"></div>` }, async (fields) => {
		redraw(await call('POST', '/api/org/sectors', { sector: fields.sector || null }));
	});

	if (done) say('已增加');
}

/** @param {string} sector @param {Redraw} redraw */
async function rename(sector, redraw) {
	const done = await ask({ title: `“${sector}”改名`, text: '这个行业的单位一起改。', yes: '保存',
		body: html`<div class="field"><label for="name">新的名称</label>${errorBeside('name')}${errorBeside('sector')}
		<input type="text" id="name" name="name" maxlength="30" value=${sector} autocomplete="off"></div>` }, async (fields) => {
		redraw(await call('POST', '/api/org/sectors/rename', { sector, name: fields.name || null }));
	});

	if (done) say('已保存');
}

begin({ frame, kinds });
