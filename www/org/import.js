// @ts-check
/**
 * One import: what the sheet would do, row by row, before anything is written; then writing it and,
 * for some days, taking it back.
 */
import { html, nothing, render } from 'lit-html';
import { call, Problem } from '../common/call.js';
import { moment, timeText } from '../common/date.js';
import { ask } from '../common/dialog.js';
import { frame } from '../common/frame.js';
import { tag } from '../common/light.js';
import { begin } from '../common/start.js';
import { load, say } from '../common/state.js';
import { columnsCard } from './sheets/columns.js';
import { rowsCard } from './sheets/rows.js';
import { STATES, countsText, kindLabel } from './sheets/words.js';

/** @typedef {import('../common/api.js').Import} Import */

/** @param {HTMLElement} root */
async function import_(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="import"]'));
	const address = `/api/org/import/${location.pathname.split('/').pop()}`;
	/** @type {string} */
	let trouble = '';

	/** @param {Import} made */
	const draw = (made) => {
		document.title = `${made.file_name} · 双五好`;
		render(page(made, trouble, { apply, undo, check, again }), place);
		const rows = /** @type {HTMLElement | null} */ (place.querySelector('[data-rows]'));
		if (rows) rowsCard(rows, made, address);
	};
	/** @param {string} verb @param {string} done */
	const act = async (verb, done) => {
		const made = await call('POST', `${address}/${verb}`, null, { long: true });
		trouble = '';
		draw(made);
		say(done);
	};
	/** Its button is busy meanwhile, and does nothing twice. @param {Event} event @param {Promise<void>} work */
	const busy = (event, work) => {
		const button = /** @type {HTMLElement} */ (event.currentTarget);
		button.setAttribute('aria-busy', 'true');
		return work.catch(told).finally(() => button.removeAttribute('aria-busy'));
	};
	const apply = (/** @type {Event} */ event) => busy(event, act('apply', '已写入'));
	const check = (/** @type {Event} */ event) => busy(event, act('check', '已经按现在的登记重新核对'));
	const undo = () => ask({
		title: '撤销这次导入', yes: '撤销', text: '这次新增的会去掉，修改的恢复成原来的。写入以后又办过别的，就撤不了，会告诉您是哪一行。',
	}, () => act('undo', '已撤销'));
	/** @param {object} choice */
	const again = async (choice) => {
		draw(await call('POST', `${address}/columns`, choice));
		for (const open of Array.from(place.querySelectorAll('details'))) open.open = false;
		window.scrollTo(0, 0);
		say('已经按这样重读');
	};
	/** @param {unknown} error */
	const told = async (error) => {
		if (!(error instanceof Problem)) throw error;
		trouble = error.detail;
		draw(await call('GET', address));
	};

	await load(place, () => call('GET', address), (made) => { draw(made); }, 8);
}

/**
 * @param {Import} made @param {string} trouble
 * @param {{apply: (event: Event) => void, undo: () => void, check: (event: Event) => void, again: (choice: object) => Promise<void>}} verbs
 */
function page(made, trouble, verbs) {
	const state = STATES[made.state];

	return html`
		<nav aria-label="所在位置"><ol class="path"><li><a href="/console/org/import">导入和导出</a></li></ol></nav>
		<div class="head">
			<h1>${heading(made)}</h1>
			${tag(state.label, state.look)}
		</div>
		<div class="stack">
			${trouble ? html`<p class="note warn" role="alert">${trouble}</p>` : nothing}
			${facts(made, verbs)}
			${notes(made)}
			${made.correctable ? columnsCard(made, verbs.again, made.layout.missing.length > 0) : nothing}
			${made.layout.missing.length ? nothing : html`<div data-rows></div>`}
		</div>`;
}

/** What is the matter, in one line. @param {Import} made */
function heading(made) {
	if (made.layout.missing.length) return '有的列没有认出来';
	if (made.state === 'applied') return `已${countsText({ ...made.counts, same: 0, bad: 0 })}`;
	if (made.state === 'undone') return '已撤销，登记和导入前一样';
	return made.counts.create + made.counts.change ? `会${countsText({ ...made.counts, same: 0, bad: 0 })}`
		: made.counts.bad ? `${made.counts.bad}行要改` : '和现在的登记一样，不用写入';
}

/** @param {Import} made @param {{apply: (event: Event) => void, undo: () => void, check: (event: Event) => void}} verbs */
function facts(made, verbs) {
	const writes = made.counts.create + made.counts.change > 0;
	const previewed = made.state === 'previewed' && !made.layout.missing.length;

	return html`<section class="card" aria-label="这次导入">
		<dl class="facts">
			<dt>文件</dt><dd>${made.file_name}</dd>
			<dt>内容</dt><dd>${kindLabel(made.kind)}，${made.unit_name}及下级</dd>
			<dt>上传</dt><dd>${moment(made.made)}</dd>
			${made.applied ? html`<dt>写入</dt><dd>${moment(made.applied)}</dd>` : nothing}
			${made.undone ? html`<dt>撤销</dt><dd>${moment(made.undone)}</dd>` : nothing}
		</dl>
		<div class="row verbs">
			${previewed && writes ? html`<button class="btn primary" type="button" @click=${verbs.apply}>写入</button>` : nothing}
			${made.state === 'undone' || previewed ? html`<button class="btn ${made.state === 'undone' ? 'primary' : ''}" type="button" @click=${verbs.check}>${made.state === 'undone' ? '重新核对，再写入' : '重新核对'}</button>` : nothing}
			${made.undoable ? html`<button class="btn" type="button" @click=${verbs.undo}>撤销这次导入</button>` : nothing}
			${made.undoable && made.undo_until ? html`<span class="muted">${timeText(made.undo_until)}前可以整批撤销</span>` : nothing}
		</div>
	</section>`;
}

/** What was done with the sheet that one should know. @param {Import} made */
function notes({ layout, counts, state }) {
	const sheet = layout.sheets[layout.sheet - 1];
	const said = [
		counts.bad && state === 'previewed' ? `要改的${counts.bad}行不会写入${counts.create + counts.change ? '，其余的照写' : ''}。可以下载这些行，改好再传。` : '',
		sheet && sheet.name ? `读的是工作表“${sheet.name}”${sheet.hidden ? '（隐藏的）' : ''}。` : '',
		layout.sheets.length > 1 && layout.sheets.some((each) => each.hidden) ? `文件里还有${layout.sheets.filter((each) => each.hidden).length}张隐藏的工作表，没有读。` : '',
		layout.hidden ? `有${layout.hidden}行是隐藏的，也读了。` : '',
		layout.months ? `有${layout.months}个日期只写到月，按当月1日登记。` : '',
		layout.columns.some((column) => column.unread) ? '身份证号不从表格登记，这一列没有读。' : '',
	].filter(Boolean);

	return said.length ? html`<ul class="note plain">${said.map((line) => html`<li>${line}</li>`)}</ul>` : nothing;
}

begin({ frame, import: import_ });
