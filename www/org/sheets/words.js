// @ts-check
/** What sheets speak of, as people call it; the columns are those of our own templates. */

/** @typedef {import('../../common/api.js').SheetKind} SheetKind */

/** @type {{kind: SheetKind, label: string, about: string}[]} */
export const KINDS = [
	{ kind: 'members', label: '党员', about: '姓名、所在党组织、党员类别、日期' },
	{ kind: 'units', label: '单位', about: '名称、类型、上级党组织' },
	{ kind: 'posts', label: '职务', about: '谁在哪里任什么职' },
];

/** @type {Record<SheetKind, Record<string, string>>} */
export const FIELDS = {
	units: {
		full_name: '全称', short_name: '简称', public_name: '对外名称', kind: '类型', superior: '上级党组织',
		sector: '行业', official_order: '建制序号', opened_on: '成立日期',
	},
	members: {
		name: '姓名', unit: '所在党组织', number: '内部编号', state: '党员类别', joined_on: '入党日期',
		full_on: '转正日期', duty: '职务', since: '进入本支部日期',
	},
	posts: {
		unit: '党组织', post: '职务', name: '姓名', number: '内部编号', title: '分工', since: '任职日期',
		until: '离任日期', trained_on: '最近培训日期',
	},
};

/** @param {SheetKind} kind */
export const kindLabel = (kind) => (KINDS.find((each) => each.kind === kind) || KINDS[0]).label;

/** How an import stands. @type {Record<string, {label: string, look: '' | 'act' | 'ok' | 'warn' | 'void'}>} */
export const STATES = {
	previewed: { label: '还没有写入', look: 'warn' },
	applied: { label: '已写入', look: 'ok' },
	undone: { label: '已撤销', look: 'void' },
};

/**
 * “新增294名，修改3名”: what a sheet does, in counts that aren't 0.
 * @param {{create: number, change: number, same: number, bad: number}} counts
 */
export function countsText(counts) {
	const parts = [
		counts.create ? `新增${counts.create}行` : '', counts.change ? `修改${counts.change}行` : '',
		counts.same ? `${counts.same}行不变` : '', counts.bad ? `${counts.bad}行要改` : '',
	].filter(Boolean);

	return parts.length ? parts.join('，') : '没有可以导入的行';
}
