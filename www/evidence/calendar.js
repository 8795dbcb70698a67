// @ts-check
/** What one unit has held in a year, month by month, beside what its rules want next. */
import { html, nothing } from 'lit-html';
import { call } from '../common/call.js';
import { parts } from '../common/date.js';
import { frame } from '../common/frame.js';
import { begin } from '../common/start.js';
import { empty, load } from '../common/state.js';
import { kindLight } from './meeting/lights.js';

/** @typedef {import('./meeting/api.js').Calendar} Calendar */
/** @typedef {import('./meeting/api.js').CalendarRow} CalendarRow */

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
/** @type {Record<number, string>} */
const OFTEN = { 1: '每月一次', 2: '两个月一次', 3: '每季度一次', 6: '半年一次', 12: '每年一次' };

/** @param {HTMLElement} root */
async function calendar(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	const unit = Number((/\/meetings\/(\d+)/.exec(location.pathname) || [])[1]);
	const year = new URLSearchParams(location.search).get('year');

	place.textContent = '';
	await load(place, () => call('GET', `/api/evidence/calendar/${unit}${year ? `?year=${encodeURIComponent(year)}` : ''}`), draw, 8);
}

/** @param {Calendar} now */
function draw(now) {
	const thisYear = parts(now.today).year;
	const path = `/console/evidence/meetings/${now.unit.id}`;

	document.title = `${now.unit.short_name}组织生活 · 双五好`;
	return html`<nav aria-label="所在位置"><ol class="path"><li><a href="/console/evidence/meetings">组织生活</a></li></ol></nav>
		<div class="head">
			<h1>${now.unit.short_name}</h1>
			<nav class="row" aria-label="年份">
				<a class="btn small" href="${path}?year=${now.year - 1}">${now.year - 1}年</a>
				<strong class="num">${now.year}年</strong>
				${now.year < thisYear ? html`<a class="btn small" href="${path}?year=${now.year + 1}">${now.year + 1}年</a>` : nothing}
			</nav>
			${now.may_record ? html`<div class="push"><a class="btn primary" href="${path}/new">记一次</a></div>` : nothing}
		</div>
		<section class="card">${now.kinds.length ? grid(now, now.year === thisYear, path)
			: empty('这一类单位没有要开的会。')}</section>
		<p class="muted">没有记录不等于没有开：随时可以补记。不要求照片和签到表，有决议写决议就够了。</p>`;
}

/** @param {Calendar} now @param {boolean} running @param {string} path */
function grid(now, running, path) {
	return html`<div class="table-scroll" tabindex="0" role="group" aria-label="${now.year}年组织生活"><table class="ledger held">
		<caption class="spoken">${now.unit.short_name}${now.year}年开过的会，每格是日子</caption>
		<thead><tr><th scope="col">种类</th>${running ? html`<th scope="col">这一期</th>` : nothing}
			${MONTHS.map((month) => html`<th scope="col" class="month">${month}月</th>`)}</tr></thead>
		<tbody>${now.kinds.map((row) => html`<tr>
			<th scope="row">${row.label}<span class="sub">${OFTEN[row.months || 0] || (row.months ? `${row.months}个月一次` : '不定期')}</span></th>
			${running ? html`<td>${kindLight(row)}${now.may_record && row.light === 'soon'
				? html` <a class="once" href="${path}/new?kind=${row.kind}">记一次</a>` : nothing}</td>` : nothing}
			${MONTHS.map((month) => html`<td class="month">${days(row, month)}</td>`)}
		</tr>`)}</tbody></table></div>`;
}

/** @param {CalendarRow} row @param {number} month */
function days(row, month) {
	return row.held.filter((held) => parts(held.day).month === month).map((held) => html`<a class="day num"
		href="/console/evidence/meeting/${held.id}" aria-label="${row.label}${month}月${parts(held.day).day}日">${parts(held.day).day}日</a>`);
}

begin({ frame, calendar });
