// @ts-check
/** The form of a plan: for a new one, and for a draft. What was typed stays in the tab until it is saved. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { dropDraft, errorBeside, fieldsOf, keepDraft, onSubmit, readDraft } from '../common/form.js';
import { me } from '../common/me.js';

/** @typedef {import('./plan-api.js').Plan} Plan */
/** @typedef {import('./plan-api.js').PlanChoices} PlanChoices */

/** @type {[import('./plan-api.js').PlanKind, string, string][]} */
const KINDS = [['overall', '总体规划', '几年里要做成什么'], ['near', '近期计划', '写在一份总体规划之下'], ['guidance', '分类指导', '给某几种单位、某几个行业的提示']];

/**
 * @param {HTMLElement} place @param {PlanChoices} choices @param {Plan | null} now null: a new one @param {number | null} campaign
 * @param {(saved: Plan) => void} saved @param {() => void} left
 */
export async function planForm(place, choices, now, campaign, saved, left) {
	const name = `/console/goal/plan/${now ? now.id : 'new'}`;
	const { secrecy } = await me();
	const kept = readDraft(name) || (now ? startOf(now) : { kind: 'overall', unit: choices.units[0] ? String(choices.units[0].id) : '' });

	const draw = () => render(page(choices, now, kept, secrecy, left), place);
	draw();
	const form = /** @type {HTMLFormElement} */ (place.querySelector('form'));
	form.addEventListener('input', () => {
		const before = kept.kind;
		const beforeUnit = kept.unit;
		for (const key of ['kinds', 'sectors']) delete kept[key];
		Object.assign(kept, fieldsOf(form));
		keepDraft(name, kept);
		if (kept.kind !== before || kept.unit !== beforeUnit) draw();
	});
	onSubmit(form, async (fields) => {
		const answer = await call('POST', now ? `/api/goal/plan/${now.id}/edit` : '/api/goal/plans', bodyOf(fields, now, campaign),
			now ? { version: now.version } : {});
		dropDraft(name);
		saved(answer);
	});
}

/** @param {Plan} now @returns {Record<string, string>} */
function startOf(now) {
	return {
		kind: now.kind, unit: String(now.unit.id), title: now.title, parent: now.parent ? String(now.parent.id) : '', begins: now.begins || '', ends: now.ends || '',
		body: now.body, kinds: now.kinds.join(','), sectors: now.sectors.join(','), tasks: now.tasks.map((task) => task.text).join('\n'),
	};
}

/** @param {Record<string, string>} fields @param {Plan | null} now @param {number | null} campaign */
function bodyOf(fields, now, campaign) {
	const kind = now ? now.kind : fields.kind;
	/** @param {string | undefined} text */
	const listed = (text) => (text ? text.split(',').filter(Boolean) : []);

	return {
		...(now ? {} : { unit: Number(fields.unit), kind, ...(campaign ? { campaign } : {}) }),
		title: fields.title.trim() || null, parent: kind === 'near' && fields.parent ? Number(fields.parent) : null,
		begins: fields.begins || null, ends: fields.ends || null, body: fields.body.trim() || null,
		kinds: kind === 'guidance' ? listed(fields.kinds) : [], sectors: kind === 'guidance' ? listed(fields.sectors) : [],
		tasks: fields.tasks.split('\n').map((line) => line.trim()).filter(Boolean),
	};
}

/**
 * @param {PlanChoices} choices @param {Plan | null} now @param {Record<string, string>} kept @param {string} secrecy @param {() => void} left
 */
function page(choices, now, kept, secrecy, left) {
	const ticked = (/** @type {string} */ name) => (kept[name] || '').split(',');
	const parents = choices.parents.filter((one) => String(one.unit) === kept.unit);

	return html`<div class="head"><h1>${now ? '修改规划' : '写规划'}</h1></div>
		<form class="form card" novalidate>
			<div data-summary tabindex="-1"></div>
			<p class="note">${secrecy}</p>
			${now ? nothing : html`<fieldset class="field" data-field="kind" tabindex="-1"><legend>种类</legend>${errorBeside('kind')}
				<div class="choices boxed">${KINDS.map(([kind, label, hint]) => html`<label class="choice"><input type="radio" name="kind" value=${kind}
					.checked=${kept.kind === kind}><span>${label}<small>${hint}</small></span></label>`)}</div></fieldset>
				${choices.units.length > 1 ? html`<div class="field"><label for="unit">单位</label>${errorBeside('unit')}
					<select class="middle" id="unit" name="unit">${choices.units.map((unit) => html`<option value=${unit.id}
						?selected=${String(unit.id) === kept.unit}>${unit.short_name}</option>`)}</select></div>`
					: html`<input type="hidden" name="unit" value=${kept.unit}>`}`}
			<div class="field"><label for="title">名称</label>${errorBeside('title')}
				<input type="text" id="title" name="title" maxlength="60" value=${kept.title || ''} autocomplete="off"></div>
			${(now ? now.kind : kept.kind) === 'near' ? html`<div class="field"><label for="parent">写在哪份总体规划之下</label>${errorBeside('parent')}
				<select class="middle" id="parent" name="parent"><option value="">请选</option>${parents.map((one) => html`<option value=${one.id}
					?selected=${String(one.id) === kept.parent}>${one.title}</option>`)}</select></div>` : nothing}
			${(now ? now.kind : kept.kind) === 'guidance' ? html`
				<fieldset class="field" data-field="kinds" tabindex="-1"><legend>给哪几种单位<span class="optional">不选就是全部</span></legend>${errorBeside('kinds')}
					<div class="boxes">${choices.kinds.map((one) => html`<label class="choice"><input type="checkbox" name="kinds" value=${one.kind}
						.checked=${ticked('kinds').includes(one.kind)}><span>${one.label}</span></label>`)}</div></fieldset>
				<fieldset class="field" data-field="sectors" tabindex="-1"><legend>给哪几个行业<span class="optional">不选就是全部</span></legend>${errorBeside('sectors')}
					<div class="boxes">${choices.sectors.map((one) => html`<label class="choice"><input type="checkbox" name="sectors" value=${one}
						.checked=${ticked('sectors').includes(one)}><span>${one}</span></label>`)}</div></fieldset>` : nothing}
			<div class="dates"><div class="field"><label for="begins">开始<span class="optional">可以不填</span></label>${errorBeside('begins')}
					<input type="date" id="begins" name="begins" value=${kept.begins || ''}></div>
				<div class="field"><label for="ends">结束<span class="optional">可以不填</span></label>${errorBeside('ends')}
					<input type="date" id="ends" name="ends" value=${kept.ends || ''}></div></div>
			<div class="field"><label for="body">内容</label>${errorBeside('body')}
				<textarea id="body" name="body" rows="9" maxlength="5000" .value=${kept.body || ''}></textarea></div>
			<div class="field"><label for="tasks">任务<span class="optional">可以不写</span></label>${errorBeside('tasks')}
				<span class="hint" id="tasks-hint">每行一项，最多100字。下级写目标时可以选它服务哪一项</span>
				<textarea id="tasks" name="tasks" rows="6" aria-describedby="tasks-hint" .value=${kept.tasks || ''}></textarea></div>
			<div class="form-end"><button class="btn primary" type="submit">保存草稿</button>
				<button class="btn" type="button" @click=${left}>先不写</button></div>
		</form>`;
}
