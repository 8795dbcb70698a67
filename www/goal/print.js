// @ts-check
/**
 * A unit's goal sheet, to print and sign: A4 across, as many pages as it needs, each with the table's head and its number. What
 * fits on a page is measured in the browser, in the paper's own millimetres, so that 大字版 changes nothing.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { dayText } from '../common/date.js';
import { frame } from '../common/frame.js';
import { begin } from '../common/start.js';
import { empty, failed, loading } from '../common/state.js';
import { idOfQuery, placeOf, queryOf } from './parts.js';

/** @typedef {import('./plan-api.js').PrintSheet} PrintSheet */
/** @typedef {import('./plan-api.js').PrintRow} PrintRow */

/** @param {HTMLElement} root */
async function print(root) {
	const place = placeOf(root, 'page');
	const unit = location.pathname.split('/').pop() || '';

	place.textContent = '';
	render(loading(8), place);
	try {
		/** @type {PrintSheet} */
		const sheet = await call('GET', `/api/goal/print/${unit}${queryOf({ campaign: idOfQuery('campaign') })}`);
		document.title = titleOf(sheet);
		if (!sheet.rows.length) {
			render(html`<div class="head"><h1>目标登记表</h1></div><section class="card">${empty(`${sheet.unit.short_name}还没有提交过目标，没有可以打印的。`,
				html`<a class="btn" href="/console/goal?unit=${sheet.unit.id}">看目标</a>`)}</section>`, place);
			return;
		}
		await document.fonts.ready;
		render(html`${head(sheet)}<div class="sheets" tabindex="0" role="group" aria-label="打印的样子">${pages(sheet, [sheet.rows])}</div>`, place);
		const cut = cutRows(place, sheet.rows);
		render(html`${head(sheet)}<div class="sheets" tabindex="0" role="group" aria-label="打印的样子">${pages(sheet, cut)}</div>`, place);
	} catch (error) {
		render(html`<div class="head"><h1>目标登记表</h1></div><section class="card">${failed(error, () => { print(root); },
			{ href: '/console/goal', label: '看目标' })}</section>`, place);
	}
}

/** @param {PrintSheet} sheet */
function titleOf(sheet) {
	return `${sheet.unit.short_name}${sheet.campaign ? sheet.campaign.name : ''}目标登记表`;
}

/** @param {PrintSheet} sheet */
function head(sheet) {
	return html`<div class="head no-print"><h1>${titleOf(sheet)}</h1><span class="push row"><button class="btn primary" type="button"
		@click=${() => window.print()}>打印</button><a class="btn" href="/console/goal?unit=${sheet.unit.id}">看目标</a></span></div>`;
}

/**
 * Cuts the rows into pages by their heights on one endless page. The last page keeps room for the signatures; a row that is higher than
 * a page stands alone.
 * @param {HTMLElement} place @param {PrintRow[]} rows
 */
function cutRows(place, rows) {
	const sheet = /** @type {HTMLElement} */ (place.querySelector('.sheet'));
	const table = /** @type {HTMLElement} */ (sheet.querySelector('table'));
	const heads = /** @type {HTMLElement} */ (table.querySelector('thead'));
	const foot = /** @type {HTMLElement} */ (sheet.querySelector('.sheet-foot'));
	const sign = /** @type {HTMLElement} */ (sheet.querySelector('.sheet-sign'));
	const room = foot.getBoundingClientRect().top - heads.getBoundingClientRect().bottom - 12;
	const signing = sign.getBoundingClientRect().height + 8 * 96 / 25.4;
	const heights = Array.from(table.querySelectorAll('tbody tr'), (line) => line.getBoundingClientRect().height);
	/** @type {PrintRow[][]} */
	const cut = [[]];
	let used = 0;

	rows.forEach((row, at) => {
		if (used + heights[at] > room && cut[cut.length - 1].length) {
			cut.push([]);
			used = 0;
		}
		cut[cut.length - 1].push(row);
		used += heights[at];
	});
	if (used + signing > room) cut.push([]);
	return cut;
}

/** @param {PrintSheet} sheet @param {PrintRow[][]} cut */
function pages(sheet, cut) {
	let before = 0;

	return cut.map((rows, at) => {
		const first = before;
		before += rows.length;
		return html`<section class="sheet" aria-label="第${at + 1}页">
			<h2>${sheet.campaign ? sheet.campaign.name : ''}“五个好”目标登记表</h2>
			<div class="sheet-under"><span>单位：${sheet.unit.full_name}</span><span>对照：${sheet.catalogue_name}${sheet.campaign && sheet.campaign.mark
				? `（${sheet.campaign.mark}）` : ''}</span></div>
			${rows.length ? table(rows, first) : nothing}
			${at === cut.length - 1 ? html`<div class="sheet-sign"><span>支部书记：</span><span>审核人：</span><span>日期：</span></div>` : nothing}
			<div class="sheet-foot"><span>${sheet.superior ? `上级：${sheet.superior}` : ''}</span><span>${dayText(sheet.today)}打印，第${at + 1}页，共${cut.length}页</span></div>
		</section>`;
	});
}

/** @param {PrintRow[]} rows @param {number} first */
function table(rows, first) {
	return html`<table class="goal-sheet"><thead><tr><th class="n" scope="col">序号</th><th class="standard" scope="col">标准</th><th scope="col">目标</th>
			<th class="measure" scope="col">怎么衡量</th><th scope="col">措施</th><th class="due" scope="col">完成时限</th><th class="who" scope="col">责任人</th>
			<th class="serves" scope="col">服务对象</th><th class="stage" scope="col">状态</th></tr></thead>
		<tbody>${rows.map((row, at) => html`<tr><td class="n">${first + at + 1}</td><td><b>${row.standard}</b>${row.standard_text}</td>
			<td>${row.aim}${marks(row)}</td><td>${row.measure || ''}</td><td>${row.measures || ''}</td><td>${row.due_on ? dayText(row.due_on) : ''}</td>
			<td>${row.responsible || ''}</td><td>${row.serves || ''}</td><td>${row.state_label}</td></tr>`)}</tbody></table>`;
}

/** 创新, the label, the co-owner. @param {PrintRow} row */
function marks(row) {
	const said = [row.new_way ? '创新' : '', row.label || '', row.partners ? `和${row.partners}一起` : ''].filter(Boolean);

	return said.length ? `（${said.join('；')}）` : '';
}

begin({ frame, print });
