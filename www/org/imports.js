// @ts-check
/** Sheets in and out: send one to see what it would do, take one along, and what was sent before. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { moment } from '../common/date.js';
import { errorBeside, onSubmit, showErrors } from '../common/form.js';
import { frame } from '../common/frame.js';
import { tag } from '../common/light.js';
import { me } from '../common/me.js';
import { begin } from '../common/start.js';
import { empty, load } from '../common/state.js';
import { opener, table } from '../common/table.js';
import { KINDS, STATES, countsText, kindLabel } from './sheets/words.js';

/** @typedef {import('../common/api.js').ImportRow_} ImportRow_ */

const MOST = 32 * 1024 * 1024;

/** @param {HTMLElement} root */
async function imports(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="list"]'));
	/** @type {ImportRow_[]} */
	let rows = [];
	/** @type {string | null} */
	let next = null;
	let secrecy = '';
	const more = async () => {
		const answer = await call('GET', `/api/org/import?after=${encodeURIComponent(next || '')}`);
		rows = rows.concat(answer.rows);
		next = answer.next;
		drawBefore(place, rows, next, more);
	};

	await load(place, async () => {
		secrecy = (await me()).secrecy;
		return call('GET', '/api/org/import');
	}, (answer) => {
		rows = answer.rows;
		next = answer.next;
		if (!answer.may) return empty('当前身份不能导入、导出。需要办理，请联系本单位的支部书记。');
		render(html`${upload(secrecy)}${takeAlong()}<section class="card" aria-labelledby="before">
			<div class="card-head"><h2 id="before">以前的导入</h2></div><div data-before></div></section>`, place);
		const form = /** @type {HTMLFormElement} */ (place.querySelector('form'));
		onSubmit(form, (fields) => send(form, fields.kind));
		drawBefore(place, rows, next, more);
		return undefined;
	}, 6);
}

/** @param {HTMLElement} place @param {ImportRow_[]} rows @param {string | null} next @param {() => Promise<void>} more */
function drawBefore(place, rows, next, more) {
	const before = /** @type {HTMLElement} */ (place.querySelector('[data-before]'));

	render(rows.length ? html`${ledger(rows)}${next ? html`<div class="list-end"><button class="btn"
		type="button" @click=${more}>再看一些</button></div>` : nothing}` : empty('还没有导入过。'), before);
}

/** @param {string} secrecy */
function upload(secrecy) {
	return html`<section class="card" aria-labelledby="send">
		<div class="card-head"><h2 id="send">上传表格</h2></div>
		<form class="form">
			<div data-summary tabindex="-1"></div>
			<p class="muted">先给您看会改什么，看过再写入。表格不用改格式，列名不同也能认。</p>
			<fieldset class="field">
				<legend>表里是什么</legend>
				<div class="choices boxed">${KINDS.map(({ kind, label, about }, i) => html`<label class="choice">
					<input type="radio" name="kind" value=${kind} ?checked=${i === 0}><span>${label}<small>${about}</small></span></label>`)}</div>
			</fieldset>
			<div class="field">
				<label for="file">文件</label>
				${errorBeside('file')}
				<span class="hint">.xlsx或.csv，最大32 MB，最多10万行</span>
				<input type="file" id="file" name="file" data-field="file"
					accept=".xlsx,.csv,.txt,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv">
			</div>
			<p class="note">${secrecy}</p>
			<div class="form-end"><button class="btn primary" type="submit">上传，看会改什么</button></div>
		</form>
	</section>`;
}

/** @param {HTMLFormElement} form @param {string} kind */
async function send(form, kind) {
	const input = /** @type {HTMLInputElement} */ (form.elements.namedItem('file'));
	const file = input.files ? input.files[0] : undefined;

	if (!file || file.size > MOST) {
		showErrors(form, [{ field: 'file', detail: file ? '文件最大32 MB，请分成几个文件。' : '还没有选文件。' }]);
		return;
	}
	const name = encodeURIComponent(file.name.slice(-200));
	const made = await call('POST', `/api/org/import?kind=${kind}&name=${name}`, null, { file });
	location.assign(`/console/org/import/${made.id}`);
}

function takeAlong() {
	return html`<section class="card" aria-labelledby="take">
		<div class="card-head"><h2 id="take">模板和导出</h2></div>
		<p class="muted">导出的列和模板一样，改好可以再导入。导出会留下记录：谁、什么时候、导出了什么。</p>
		${table('模板和导出', [
			{ head: '内容', lead: true, cell: (row) => row.label },
			{ head: '空白模板', cell: (row) => html`<a href="/api/org/template/${row.kind}.xlsx" download>${row.label}模板</a>` },
			{ head: '导出现在的登记', cell: (row) => html`<span class="row"><a href="/api/org/export/${row.kind}.xlsx" download
				>${row.label}.xlsx</a><a href="/api/org/export/${row.kind}.csv" download>${row.label}.csv</a></span>` },
		], KINDS)}
	</section>`;
}

/** @param {ImportRow_[]} rows */
function ledger(rows) {
	return table('以前的导入', [
		{ head: '文件', lead: true, cell: (row) => opener(`/console/org/import/${row.id}`, row.file_name,
			`${kindLabel(row.kind)}，${row.unit_name}`) },
		{ head: '状态', cell: (row) => tag(STATES[row.state].label, STATES[row.state].look) },
		{ head: '内容', cell: (row) => countsText(row.counts) },
		{ head: '上传时间', cell: (row) => moment(row.made) },
	], rows);
}

begin({ frame, imports });
