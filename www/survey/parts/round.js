// @ts-check
/** What the pages of a round share: its number in the address, its times, the words of its strata. */
import { dayText, parts } from '../../common/date.js';

/** The number in /console/survey/12/…, or 0. */
export function roundOfAddress() {
	const match = /^\/console\/survey\/(\d+)(?:\/|$)/.exec(location.pathname);

	return match ? Number(match[1]) : 0;
}

/** @param {number} round @param {string} [page] */
export function addressOf(round, page) {
	return `/console/survey/${round}${page ? `/${page}` : ''}`;
}

/**
 * 9月1日—30日; with one end only, that end. @param {string | null} opens @param {string | null} closes
 */
export function spanText(opens, closes) {
	if (opens && closes) {
		const from = parts(opens);
		const to = parts(closes);
		const near = from.year === to.year && from.month === to.month;
		return `${dayText(opens)}—${near ? `${to.day}日` : dayText(closes)}`;
	}
	if (closes) return `${dayText(closes)}截止`;
	return '';
}

/** The strata, in their order. @type {{code: string, label: string, about: string}[]} */
export const STRATA = [
	{ code: 'masses', label: '群众', about: '来办过事的人、服务对象' },
	{ code: 'grassroots', label: '基层单位', about: '下级单位、街道、企业等' },
];

/** @param {string} code */
export function stratumLabel(code) {
	const found = STRATA.find((stratum) => stratum.code === code);

	return found ? found.label : code;
}

/** A question with the unit's name in its place. @param {string} text @param {string} name */
export function named(text, name) {
	return text.split('{public_name}').join(name).split('【单位】').join(name);
}
