// @ts-check
/**
 * Dates as offices write them: 9月24日 周四, the exact time on hover. What comes in is ISO 8601 with
 * the office's own offset; its digits are shown as they are, whatever the device's zone.
 */
import { html } from 'lit-html';

const WEEKDAYS = '日一二三四五六';

/**
 * @typedef {{year: number, month: number, day: number, time: string, weekday: string}} Parts
 * @param {string} iso 2026-09-30 or 2026-09-30T18:00:00+08:00
 * @returns {Parts}
 */
export function parts(iso) {
	const [date, clock] = iso.split('T');
	const [year, month, day] = date.split('-').map(Number);
	const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];

	return { year, month, day, time: clock ? clock.slice(0, 5) : '', weekday };
}

/** 9月24日; another year than this one is named. @param {string} iso */
export function dayText(iso) {
	const p = parts(iso);
	const year = p.year === new Date().getFullYear() ? '' : `${p.year}年`;

	return `${year}${p.month}月${p.day}日`;
}

/** 9月30日18:00. @param {string} iso */
export function timeText(iso) {
	return dayText(iso) + parts(iso).time;
}

/** 2026年9月30日 周三 18:00, for hovering. @param {string} iso */
export function fullText(iso) {
	const p = parts(iso);

	return `${p.year}年${p.month}月${p.day}日 周${p.weekday}${p.time ? ` ${p.time}` : ''}`;
}

/** A day with its weekday. @param {string} iso */
export function day(iso) {
	return html`<time class="num" datetime=${iso} title=${fullText(iso)}>${dayText(iso)}<span
		class="gap">周${parts(iso).weekday}</span></time>`;
}

/** A day with its time. @param {string} iso */
export function moment(iso) {
	return html`<time class="num" datetime=${iso} title=${fullText(iso)}>${timeText(iso)}</time>`;
}

/** 9月1日—30日, 9月28日—10月15日. @param {string} from @param {string} to */
export function rangeText(from, to) {
	const a = parts(from);
	const b = parts(to);
	const end = a.year === b.year && a.month === b.month ? `${b.day}日` : dayText(to);

	return `${dayText(from)}—${end}`;
}
