// @ts-check
/** The fields of a goal: how they are called, and how what is typed becomes what is sent. */

/** @typedef {import('../api.js').Facts} Facts */
/** @typedef {keyof Facts} Field */

/** @type {Record<Field, string>} */
export const LABELS = {
	standard: '标准', aim: '目标', due_on: '完成时限', responsible: '责任人', measure: '衡量', baseline: '现在', target: '目标值',
	figure_unit: '单位', shown_by: '以什么为准', measures: '措施', serves: '服务对象', task: '服务的部门任务', evidence_wanted: '需要的佐证',
	other: '共同承担单位', partners: '配合方', label: '争创标签', new_way: '创新', pledge: '承诺',
};

/** @type {Field[]} */
export const FIELDS = /** @type {Field[]} */ (Object.keys(LABELS));

/** What opens on demand, by what it is called. @type {{name: string, label: string, fields: Field[]}[]} */
export const GROUPS = [
	{ name: 'measure', label: '衡量', fields: ['measure', 'baseline', 'target', 'figure_unit', 'shown_by'] },
	{ name: 'measures', label: '措施', fields: ['measures'] },
	{ name: 'serves', label: '服务谁', fields: ['serves', 'task'] },
	{ name: 'together', label: '和谁一起', fields: ['other', 'partners'] },
	{ name: 'evidence', label: '佐证', fields: ['evidence_wanted'] },
	{ name: 'more', label: '标签、创新、承诺', fields: ['label', 'new_way', 'pledge'] },
];

/** @type {[RegExp, (m: RegExpMatchArray, year: number) => [number, number, number]][]} */
const DAYS = [
	[/^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/, (m) => [Number(m[1]), Number(m[2]), Number(m[3])]],
	[/^(\d{4})(\d{2})(\d{2})$/, (m) => [Number(m[1]), Number(m[2]), Number(m[3])]],
	[/^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/, (m, year) => [year, Number(m[1]), Number(m[2])]],
	[/^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(底)?$/, (m) => [Number(m[1]), Number(m[2]), 0]],
	[/^(\d{1,2})\s*月\s*(底|前)?$/, (m, year) => [year, Number(m[1]), 0]],
	[/^(年底|今年底|全年)$/, (_, year) => [year, 12, 31]],
];

/**
 * A day as people type it: 2026-12-31, 2026/12/31, 12月31日, 12-31, 10月底, 年底; without a year, this one's.
 * @param {string} text @param {string} today
 * @returns {string | null} ISO, null if it is none
 */
export function readDay(text, today) {
	const said = text.trim();

	for (const [shape, take] of DAYS) {
		const match = said.match(shape);
		if (!match) continue;
		const [year, month, day] = take(match, Number(today.slice(0, 4)));
		const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
		const on = day === 0 ? last : day;
		if (month < 1 || month > 12 || on < 1 || on > last) return null;
		return `${year}-${String(month).padStart(2, '0')}-${String(on).padStart(2, '0')}`;
	}
	return null;
}

/** A measure in words. @param {Pick<Facts, 'measure' | 'baseline' | 'target' | 'figure_unit' | 'shown_by'>} goal */
export function measureText({ measure, baseline, target, figure_unit: unit, shown_by: shown }) {
	if (measure === 'figure' || (!measure && target)) {
		const to = target ? `${target}${unit || ''}` : '还没有写到多少';
		return baseline ? `从${baseline}${unit || ''}到${to}` : `到${to}`;
	}
	return shown ? `以${shown}为准` : '';
}

/**
 * Cells that were copied in a spreadsheet: rows by lines, cells by tabs, quotes around what holds either.
 * @param {string} text
 * @returns {string[][]}
 */
export function readCells(text) {
	/** @type {string[][]} */
	const rows = [[]];
	const said = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
	let cell = '';
	let quoted = false;

	for (let at = 0; at < said.length; at++) {
		const sign = said[at];
		if (quoted && sign === '"' && said[at + 1] === '"') { cell += '"'; at++; }
		else if (quoted && sign === '"') quoted = false;
		else if (!quoted && sign === '"' && cell === '') quoted = true;
		else if (!quoted && (sign === '\t' || sign === '\n')) {
			rows[rows.length - 1].push(cell.trim());
			cell = '';
			if (sign === '\n') rows.push([]);
		} else cell += sign;
	}
	rows[rows.length - 1].push(cell.trim());
	return rows;
}

/** Where goals are: their list or their sheet, of a unit or a member. @param {'' | '/sheet'} page @param {{unit?: number | null, member?: number | null, campaign?: number | null}} of */
export function placeOf(page, of) {
	const query = Object.entries(of).filter(([, value]) => value).map(([name, value]) => `${name}=${value}`).join('&');

	return `/console/goal${page}${query ? `?${query}` : ''}`;
}

/** What the address of this page asks for, as a query for the API. */
export function askedPlace() {
	const asked = new URLSearchParams(location.search);
	const kept = ['unit', 'member', 'campaign'].filter((name) => /^[1-9]\d{0,15}$/.test(asked.get(name) || ''));

	return kept.length ? `?${kept.map((name) => `${name}=${asked.get(name)}`).join('&')}` : '';
}
