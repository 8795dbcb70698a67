// @ts-check
/**
 * The rules, each with what holds today, what is to come, on what paper and by whom, and all that it
 * ever was. A change is a new row for today or a later day; one that has not begun can be taken back.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { dayText, timeText } from '../common/date.js';
import { ask } from '../common/dialog.js';
import { errorBeside } from '../common/form.js';
import { frame } from '../common/frame.js';
import { joined } from '../common/light.js';
import { begin } from '../common/start.js';
import { load, say } from '../common/state.js';
import { table } from '../common/table.js';

/** @typedef {import('./rules-api.js').Rule} Rule */
/** @typedef {import('./rules-api.js').RuleRow} RuleRow */
/** @typedef {import('./rules-api.js').Rules} Rules */

const STATES = { coming: '将要', in_force: '现在', past: '以前', withdrawn: '已撤回' };

/** @param {HTMLElement} root */
async function rules(root) {
	const list = /** @type {HTMLElement} */ (root.querySelector('[data-place="list"]'));
	const count = /** @type {HTMLElement} */ (root.querySelector('[data-place="count"]'));

	/** @param {Rules} answer @returns {unknown} */
	const draw = (answer) => {
		const coming = answer.rows.reduce((sum, rule) => sum + comingOf(rule).length, 0);
		const headings = Array.from(new Set(answer.rows.map((rule) => rule.heading)));
		count.textContent = `${answer.rows.length}条${coming ? `，${coming}处将要改` : ''}`;
		return headings.map((heading, i) => html`<section class="part" aria-labelledby="heading-${i}">
			<h2 id="heading-${i}">${heading}</h2>
			<div class="card rules">${answer.rows.filter((rule) => rule.heading === heading)
				.map((rule) => drawn(rule, answer, (fresh) => render(draw(fresh), list)))}</div>
		</section>`);
	};
	await load(list, () => call('GET', '/api/org/rules'), draw, 10);
}

/** @param {Rule} rule */
const comingOf = (rule) => rule.history.filter((row) => row.state === 'coming').reverse();
/** @param {Rule} rule */
const nowOf = (rule) => rule.history.find((row) => row.state === 'in_force');

/** @param {Rule} rule @param {Rules} answer @param {(answer: Rules) => void} redraw */
function drawn(rule, answer, redraw) {
	const now = nowOf(rule);
	const past = rule.history.filter((row) => row.state !== 'coming');

	return html`<article class="rule" id=${rule.name}>
		<div>
			<h3>${rule.label}</h3>
			${now ? html`<p class="basis">依据：${now.basis}</p>
				<p class="basis">${joined([now.editor === '随产品' ? '随产品，没有改过' : `${now.editor}改`,
					now.editor === '随产品' ? null : `${dayText(now.from)}起`])}</p>` : nothing}
		</div>
		<p class="now">${now ? now.text : '没有定'}</p>
		<p class="act">${answer.may_edit ? html`<button class="btn small" type="button"
			aria-label="修改“${rule.label}”" @click=${() => change(rule, answer.today, redraw)}>修改</button>` : nothing}</p>
		${comingOf(rule).map((row) => html`<p class="coming">
			<span><strong>${dayText(row.from)}起改为${row.text}</strong></span>
			<span class="basis">依据：${row.basis}，${row.editor}</span>
			${answer.may_edit ? html`<button class="btn small push" type="button"
				@click=${() => withdraw(rule, row, redraw)}>撤回</button>` : nothing}
		</p>`)}
		${past.length > 1 ? html`<details><summary>改过的记录${past.length - 1}条</summary>
			${table(`${rule.label}，改过的记录`, [
				{ head: '值', lead: true, cell: (row) => row.text },
				{ head: '从哪天起', cell: (row) => dayText(row.from) },
				{ head: '情况', cell: (row) => STATES[row.state] },
				{ head: '依据', cell: (row) => html`${row.basis}${row.withdrawn
					? html`<span class="sub">${row.withdrawn.name}${timeText(row.withdrawn.at)}撤回：${row.withdrawn.reason}</span>` : nothing}` },
				{ head: '谁改的', cell: (row) => html`${row.editor}<span class="sub">${timeText(row.edited)}</span>` },
			], past)}</details>` : nothing}
	</article>`;
}

/** @param {Rule} rule @param {string} today @param {(answer: Rules) => void} redraw */
async function change(rule, today, redraw) {
	const now = nowOf(rule);
	const limits = rule.choices.length ? '' : `可以写${rule.least}到${rule.most}之间的${rule.whole ? '整数' : '数'}。`;
	const done = await ask({
		title: `修改“${rule.label}”`,
		text: `${now ? `现在是${now.text}。` : ''}${limits}以前办的事不受影响。`,
		yes: '保存',
		body: html`${valueField(rule, now)}
			<div class="field"><label for="day">从哪天起</label>${errorBeside('day')}
				<input class="middle" type="date" id="day" name="day" min=${today} value=${today}></div>
			<div class="field"><label for="basis">依据的规定</label>
				<span class="hint" id="basis-hint">文件名称和文号，或者会议和日期</span>${errorBeside('basis')}
				<input type="text" id="basis" name="basis" maxlength="195"></div>
			${rule.asks_who ? html`<div class="field"><label for="decided">谁决定的</label>
				<span class="hint">登记身份证号要写明，例如：工委会议</span>${errorBeside('decided')}
				<input type="text" id="decided" name="decided" maxlength="60"></div>` : nothing}`,
	}, async (fields) => {
		redraw(await call('POST', '/api/org/rules/set', { rule: rule.name, version: rule.version, value: fields.value || '',
			day: fields.day || null, basis: fields.basis, ...(fields.decided ? { decided: fields.decided } : {}) }));
	});
	if (done) say('已保存');
}

/** @param {Rule} rule @param {RuleRow | undefined} now */
function valueField(rule, now) {
	if (!rule.choices.length) {
		return html`<div class="field"><label for="value">新的值</label>${errorBeside('value')}
			<div class="suffixed"><input class="short" type="text" inputmode="numeric" id="value" name="value" maxlength="14"
				autocomplete="off"><span>${rule.measure}</span></div></div>`;
	}
	return html`<fieldset class="field" data-field="value" tabindex="-1"><legend>新的值</legend>${errorBeside('value')}
		${rule.choices.map((word, i) => html`<label class="choice"><input type="radio" name="value" value=${rule.least + i}
			?checked=${Boolean(now) && now?.value === rule.least + i}><span>${word}</span></label>`)}</fieldset>`;
}

/** @param {Rule} rule @param {RuleRow} row @param {(answer: Rules) => void} redraw */
async function withdraw(rule, row, redraw) {
	const done = await ask({
		title: '撤回这处改动',
		text: `“${rule.label}”${dayText(row.from)}起改为${row.text}，还没有生效。撤回后不再生效，记录留着。`,
		yes: '撤回',
		body: html`<div class="field"><label for="reason">撤回的理由</label>${errorBeside('reason')}
			<input type="text" id="reason" name="reason" maxlength="200"></div>`,
	}, async (fields) => {
		redraw(await call('POST', `/api/org/rules/${row.id}/withdraw`, { reason: fields.reason }));
	});
	if (done) say('已撤回');
}

begin({ frame, rules });
