// @ts-check
/** The dialogs of the standards' page: a new version, a standard that says something else, one more, one less. */
import { html, nothing } from 'lit-html';
import { call } from '../common/call.js';
import { ask } from '../common/dialog.js';
import { errorBeside } from '../common/form.js';

/** @typedef {import('./rules-api.js').Catalogue} Catalogue */
/** @typedef {import('./rules-api.js').Standard} Standard */
/** @typedef {(fresh: Catalogue) => void} Take */

/** By what one sees whether a standard is met. @type {Record<string, string>} */
export const SEEN_BY = {
	survey: '听意见', goal: '看目标', org: '看组织情况', evidence: '看佐证材料', assess: '看考评',
};

/** @param {string} name @param {string} label @param {number} most @param {string} [value] @param {string} [hint] @param {boolean} [optional] */
function line(name, label, most, value = '', hint = '', optional = false) {
	return html`<div class="field"><label for=${name}>${label}${optional
		? html`<span class="optional">可以不写</span>` : nothing}</label>
		${hint ? html`<span class="hint">${hint}</span>` : nothing}${errorBeside(name)}
		<input type="text" id=${name} name=${name} maxlength=${most} .value=${value}></div>`;
}

/** What a standard is, to be filled in. @param {Catalogue} answer @param {Standard | null} row @param {string} why the label of the reason */
function facts(answer, row, why) {
	/** @param {string} name @param {string} label @param {{value: string, label: string}[]} all @param {string[]} ticked */
	const boxes = (name, label, all, ticked) => (all.length ? html`<fieldset class="field" data-field=${name} tabindex="-1">
		<legend>${label}<span class="optional">都不选就是都对照</span></legend>${errorBeside(name)}
		<div class="boxes">${all.map((one) => html`<label class="choice"><input type="checkbox" name=${name} value=${one.value}
			?checked=${ticked.indexOf(one.value) >= 0}><span>${one.label}</span></label>`)}</div></fieldset>` : nothing);

	return html`
		<div class="field"><label for="text">内容</label>${errorBeside('text')}
			<textarea id="text" name="text" rows="2" maxlength="200" .value=${row ? row.text : ''}></textarea></div>
		${line('clause', '出处', 60, row ? row.clause : '', row ? '' : '例如：组（一）1，或补充文件的名称')}
		<div class="field"><label for="seen_by">怎么看</label>${errorBeside('seen_by')}
			<select class="middle" id="seen_by" name="seen_by">${Object.keys(SEEN_BY).map((by) => html`<option value=${by}
				?selected=${Boolean(row) && row?.seen_by === by}>${SEEN_BY[by]}</option>`)}</select></div>
		${line('gap', '原文缺什么', 200, (row && row.gap) || '', '原文有空缺就照缺，在这里说明，不猜', true)}
		${boxes('kinds', '只对哪几种单位', answer.kinds.map(({ kind, label }) => ({ value: kind, label })), row ? row.kinds : [])}
		${boxes('sectors', '只对哪几个行业', answer.sectors.map((sector) => ({ value: sector, label: sector })), row ? row.sectors : [])}
		${line('reason', why, 200)}`;
}

/** @param {Record<string, string>} fields */
function factsOf({ text = '', clause, seen_by: seenBy, gap, kinds, reason }) {
	const sectors = Array.from(document.querySelectorAll('dialog [name="sectors"]:checked'),
		(box) => /** @type {HTMLInputElement} */ (box).value);

	return {
		text: text.replace(/\s*\n\s*/g, ''), clause, seen_by: seenBy, reason, gap: gap || null,
		kinds: kinds ? kinds.split(',') : [], sectors,
	};
}

/** @param {Catalogue} answer @param {Standard} row @param {Take} take */
export async function editStandard(answer, row, take) {
	const done = await ask({ title: `修改${row.code}`, yes: '保存', broad: true, body: facts(answer, row, '修改理由') }, async (fields) => {
		take(await call('POST', `/api/org/standards/${answer.catalogue.version}/edit`, { code: row.code, ...factsOf(fields) }));
	});
	return done ? '已保存' : null;
}

/** @param {Catalogue} answer @param {Standard} like one of the category @param {Take} take */
export async function addStandard(answer, like, take) {
	const done = await ask({ title: `“${like.category}”加一条`, yes: '加上', broad: true, body: facts(answer, null, '增加的理由') }, async (fields) => {
		take(await call('POST', `/api/org/standards/${answer.catalogue.version}/add`, { category: like.code.split('.')[0], ...factsOf(fields) }));
	});
	return done ? '已加上' : null;
}

/** @param {Catalogue} answer @param {Standard} row @param {Take} take */
export async function removeStandard(answer, row, take) {
	const done = await ask({
		title: `去掉${row.code}`, text: `${row.text}。以前的版本里还有这一条。`, yes: '去掉', body: line('reason', '去掉的理由', 200),
	}, async ({ reason }) => {
		take(await call('POST', `/api/org/standards/${answer.catalogue.version}/remove`, { code: row.code, reason }));
	});
	return done ? '已去掉' : null;
}

/** @param {Catalogue} answer @param {Take} take */
export function copyVersion(answer, take) {
	return ask({
		title: '新建一版标准', text: '照现在这一版抄一份草稿。改好后由另一位经办人核定，以前的版本一直能看。', yes: '新建',
		body: html`${line('name', '名称', 60, answer.catalogue.name)}${line('campaign', '用于哪项活动', 60, '', '例如：2027年“双五好”创建')}
			${line('basis', '依据', 200, '', '文件名称和文号，或者会议和日期')}`,
	}, async (fields) => {
		take(await call('POST', '/api/org/standards/copy', { name: fields.name, campaign: fields.campaign, basis: fields.basis }));
	});
}
