// @ts-check
/** The campaigns with their phases and standards, and the labels of other campaigns: everybody reads them, officers at the top change them. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { dayText } from '../common/date.js';
import { ask } from '../common/dialog.js';
import { errorBeside } from '../common/form.js';
import { frame } from '../common/frame.js';
import { joined, tag } from '../common/light.js';
import { begin } from '../common/start.js';
import { empty, load, say } from '../common/state.js';
import { daysText, placeOf } from './parts.js';

/** @typedef {import('./plan-api.js').Campaigns} Campaigns */
/** @typedef {import('./plan-api.js').Campaign} Campaign */
/** @typedef {import('./plan-api.js').Phase} Phase */
/** @typedef {(answer: Campaigns) => void} Redraw */

/** @param {HTMLElement} root */
async function campaigns(root) {
	const list = placeOf(root, 'list');

	/** @param {Campaigns} answer @returns {unknown} */
	const draw = (answer) => {
		/** @type {Redraw} */
		const redraw = (fresh) => { render(draw(fresh), list); };
		render(answer.may_edit ? html`<button class="btn ${answer.rows.length ? '' : 'primary'}" type="button"
			@click=${() => edit(answer, null, redraw)}>新建年度活动</button>` : nothing, placeOf(root, 'act'));
		return html`<div class="stack">
			${answer.rows.length ? answer.rows.map((one) => card(answer, one, redraw))
				: html`<section class="card">${empty('还没有年度活动。有了以后，各支部才能写目标。')}</section>`}
			${answer.labels.length || answer.may_edit ? labels(answer, redraw) : nothing}
		</div>`;
	};
	await load(list, () => call('GET', '/api/goal/campaigns'), draw, 6);
}

/** @param {Campaigns} answer @param {Campaign} one @param {Redraw} redraw */
function card(answer, one, redraw) {
	return html`<section class="card campaign">
		<div class="row"><h2>${one.name}</h2>${one.runs ? tag('进行中', 'act') : one.over ? tag('已结束') : tag('未开始')}
			${answer.may_edit ? html`<button class="btn small push" type="button" aria-label="修改“${one.name}”"
				@click=${() => edit(answer, one, redraw)}>修改</button>` : nothing}</div>
		<p class="muted">${joined([daysText(one.begins, one.ends), one.basis])}</p>
		<dl class="facts">
			<dt>标准</dt><dd><a href="/console/org/standards?version=${one.catalogue}">${one.catalogue_name}</a>${one.mark
				? html`<span class="tag warn gap">${one.mark}</span>` : nothing}</dd>
			<dt>阶段</dt><dd>${one.phases.length ? html`<ol class="phases">${one.phases.map(phase)}</ol>` : '没有分阶段'}</dd>
		</dl>
	</section>`;
}

/** @param {Phase} one */
function phase(one) {
	return html`<li class=${one.now ? 'now' : ''}>${one.name}<span class="muted num">${daysText(one.begins, one.ends)}</span>${one.now
		? tag('现在', 'act') : nothing}</li>`;
}

/** @param {Campaigns} answer @param {Campaign | null} one @param {Redraw} redraw */
async function edit(answer, one, redraw) {
	const phases = one ? one.phases : [];
	const rows = Array.from({ length: Math.max(phases.length + 2, 4) }, (_, at) => phases[at] || null);
	const done = await ask({
		title: one ? `修改“${one.name}”` : '新建年度活动', yes: '保存', broad: true,
		body: html`<div class="field"><label for="name">名称</label>${errorBeside('name')}
				<input type="text" id="name" name="name" maxlength="60" value=${one ? one.name : ''} autocomplete="off"></div>
			<div class="dates"><div class="field"><label for="begins">开始</label>${errorBeside('begins')}
					<input type="date" id="begins" name="begins" value=${one ? one.begins : ''}></div>
				<div class="field"><label for="ends">结束</label>${errorBeside('ends')}
					<input type="date" id="ends" name="ends" value=${one ? one.ends : ''}></div></div>
			${one ? html`<p class="muted gap-above">标准定了就不再改：目标都是对照${one.catalogue_name}写的。</p>`
				: html`<div class="field"><label for="catalogue">标准</label>${errorBeside('catalogue')}
					<span class="hint" id="catalogue-hint">定了就不再改</span>
					<select id="catalogue" name="catalogue" aria-describedby="catalogue-hint">${answer.catalogues.map((version) => html`<option
						value=${version.version}>${version.name}（第${version.version}版${version.mark ? `，${version.mark}` : ''}）</option>`)}</select></div>`}
			<div class="field"><label for="basis">依据<span class="optional">可以不写</span></label>${errorBeside('basis')}
				<input type="text" id="basis" name="basis" maxlength="200" value=${one && one.basis ? one.basis : ''} autocomplete="off"></div>
			<fieldset class="field" data-field="phases" tabindex="-1"><legend>阶段<span class="optional">可以不分</span></legend>${errorBeside('phases')}
				${rows.map((row, at) => html`<div class="phase-row">
					<input class="input" type="text" name="phase_name_${at}" maxlength="30" aria-label="第${at + 1}个阶段的名称" placeholder="名称" value=${row ? row.name : ''} autocomplete="off">
					<input class="input" type="date" name="phase_begins_${at}" aria-label="第${at + 1}个阶段的开始日期" value=${row ? row.begins : ''}>
					<input class="input" type="date" name="phase_ends_${at}" aria-label="第${at + 1}个阶段的结束日期" value=${row ? row.ends : ''}></div>`)}</fieldset>`,
	}, async (fields) => {
		redraw(await call('POST', one ? `/api/goal/campaign/${one.id}` : '/api/goal/campaigns', {
			name: fields.name || null, begins: fields.begins || null, ends: fields.ends || null, basis: fields.basis || null,
			phases: phasesOf(fields, rows.length), ...(one ? {} : { catalogue: Number(fields.catalogue) }),
		}));
	});

	if (done) say('已保存');
}

/** @param {Record<string, string>} fields @param {number} count */
function phasesOf(fields, count) {
	return Array.from({ length: count }, (_, at) => ({
		name: (fields[`phase_name_${at}`] || '').trim() || null, begins: fields[`phase_begins_${at}`] || null, ends: fields[`phase_ends_${at}`] || null,
	})).filter((row) => row.name || row.begins || row.ends);
}

/** @param {Campaigns} answer @param {Redraw} redraw */
function labels(answer, redraw) {
	return html`<section class="card">
		<div class="row"><h2>别的争创活动</h2>${answer.may_edit ? html`<button class="btn small push" type="button"
			@click=${() => addLabel(redraw)}>增加标签</button>` : nothing}</div>
		<p class="muted">别的争创活动是目标上的一个标签，不另外填表，佐证材料也不用再传。</p>
		${answer.labels.length ? html`<ul class="list plans">${answer.labels.map((label) => html`<li><div>${label.name}${label.closed
			? html`<span class="gap">${tag(`${dayText(label.closed)}起停用`)}</span>` : nothing}</div>${answer.may_edit ? html`<button class="btn small" type="button"
				aria-label="${label.closed ? '恢复' : '停用'}“${label.name}”" @click=${() => closeLabel(label, redraw)}>${label.closed ? '恢复' : '停用'}</button>`
			: nothing}</li>`)}</ul>` : nothing}
	</section>`;
}

/** @param {Redraw} redraw */
async function addLabel(redraw) {
	const done = await ask({
		title: '增加争创标签', yes: '增加',
		body: html`<div class="field"><label for="label-name">名称</label>${errorBeside('name')}
			<input type="text" id="label-name" name="name" maxlength="30" autocomplete="off"></div>`,
	}, async (fields) => redraw(await call('POST', '/api/goal/labels', { name: fields.name || null })));

	if (done) say('已增加');
}

/** @param {import('./plan-api.js').Label} label @param {Redraw} redraw */
async function closeLabel(label, redraw) {
	try {
		redraw(await call('POST', `/api/goal/label/${label.id}`, { closed: !label.closed }));
		say(label.closed ? '已恢复' : '已停用，已经用上的还在');
	} catch (error) {
		say(/** @type {Error} */ (error).message);
	}
}

begin({ frame, campaigns });
