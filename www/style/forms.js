// @ts-check
/** Fields and choices, empty, filled, wrong and switched off. */
import { html } from 'lit-html';
import { errorBeside } from '../common/form.js';

/** @returns {import('./style.js').Sample[]} */
export function forms() {
	return [
		{ id: 'field', name: '填写', body: html`<div class="card two"><div class="form">${plain()}</div><div class="form">${more()}</div></div>` },
		{
			id: 'wrong', name: '有要改的', about: '写明在哪里、怎么改；写过的都在。',
			body: html`<div class="card two">
				<form class="form" data-place="wrong"><div data-summary tabindex="-1"></div>
					<div class="field"><label for="wrong-basis">批准依据</label>${errorBeside('wrong-basis')}
						<input type="text" id="wrong-basis" name="wrong-basis"></div>
					<div class="field"><label for="wrong-closes">截止时间</label>${errorBeside('wrong-closes')}
						<input type="datetime-local" class="middle" id="wrong-closes" name="wrong-closes" value="2026-09-01T18:00"></div>
				</form>
				<form class="form" data-place="stale"><div data-summary tabindex="-1"></div></form></div>`,
		},
		{ id: 'choice', name: '选择', about: '整行都可以点。', body: choices() },
	];
}

function plain() {
	return html`
		<div class="field"><label for="f-title">名称</label><span class="hint">例如：三季度群众满意度测评</span>
			<input type="text" id="f-title" value="三季度群众满意度测评"></div>
		<div class="field"><label for="f-by">批准人<span class="optional">可以不写</span></label>
			<input type="text" class="short" id="f-by"></div>
		<div class="field"><label for="f-closes">截止时间</label>
			<input type="datetime-local" class="middle" id="f-closes" value="2026-09-30T18:00"></div>
		<div class="field"><label for="f-on">批准日期</label>
			<input type="date" class="short" id="f-on" value="2026-08-28"></div>`;
}

function more() {
	return html`
		<div class="field"><label for="f-where">在哪里公布</label>
			<select id="f-where" class="middle"><option>门户网站和办事大厅</option><option>公开栏</option></select></div>
		<div class="field"><label for="f-note">说明</label><span class="hint">不要写姓名和电话</span>
			<textarea id="f-note" rows="3">遇节假日，多留几天。</textarea><span class="count">10／500</span></div>
		<div class="field"><label for="f-long">写得太长</label>
			<textarea id="f-long" rows="2">……</textarea><span class="count over">512／500</span></div>
		<div class="field"><label for="f-off">不能改</label><input type="text" id="f-off" value="市直机关工委" disabled></div>
		<div class="form-end"><button class="btn" type="button">保存</button><button class="btn quiet" type="button">先不改</button></div>`;
}

function choices() {
	return html`<div class="card two">
		<fieldset class="field"><legend>问谁</legend>
			<label class="choice"><input type="checkbox" checked><span>群众</span></label>
			<label class="choice"><input type="checkbox"><span>基层单位<small>和群众分开算，不合并</small></span></label>
			<label class="choice"><input type="checkbox" disabled><span>不能选</span></label></fieldset>
		<fieldset class="field"><legend>谁发卡</legend>
			<label class="choice"><input type="radio" name="c-who" checked><span>工委工作人员</span></label>
			<label class="choice"><input type="radio" name="c-who"><span>自取箱<small>工委装箱、封好</small></span></label></fieldset>
		<fieldset class="field"><legend>单位</legend><div class="choices boxed">
			<label class="choice"><input type="checkbox" checked><span>不动产登记窗口<small>市自然资源局第一党支部</small></span></label>
			<label class="choice"><input type="checkbox"><span>医保经办窗口<small>市医保局第一党支部</small></span></label></div></fieldset>
	</div>`;
}
