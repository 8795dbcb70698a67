// @ts-check
/**
 * The menu of the console, in its order. A workflow adds its own line here; `word` is what the
 * answer of /api/account/me lists as open to the caller.
 */
import { svg } from 'lit-html';

/**
 * @typedef {object} Place
 * @property {string} word
 * @property {string} label
 * @property {string} address
 * @property {string} [group] the heading above it, said once
 * @property {RegExp} at the addresses that belong to it
 * @property {unknown} icon
 */

/** @param {string} path */
const icon = (path) => svg`<svg viewBox="0 0 20 20" fill="none" stroke="currentColor"
	stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path
	d=${path}></path></svg>`;

/** @type {Place[]} */
export const MENU = [
	{
		word: 'home', label: '工作台', address: '/console/', at: /^\/console\/?$/,
		icon: icon('M3 9.2 10 3.5l7 5.7V16a1 1 0 0 1-1 1h-3.6v-4.6H7.6V17H4a1 1 0 0 1-1-1z'),
	},
	{
		word: 'org', label: '组织', address: '/console/org', at: /^\/console\/org(\/((unit|person|transfer)\/|changes|kinds|identity)|\/?$)/,
		icon: icon('M7.5 3h5v4h-5zM2.5 13h5v4h-5zM12.5 13h5v4h-5zM10 7v3M5 13v-3h10v3'),
	},
	{
		word: 'org_due', label: '到期和空缺', address: '/console/org/due', at: /^\/console\/org\/due/,
		icon: icon('M10 3.2a6.8 6.8 0 1 1 0 13.6 6.8 6.8 0 0 1 0-13.6zM10 6.4V10l2.6 1.8'),
	},
	{
		word: 'own', label: '我的登记', address: '/console/org/own', at: /^\/console\/org\/own/,
		icon: icon('M10 3.2a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zM4 17c.4-3.2 2.7-5 6-5s5.6 1.8 6 5'),
	},
	{
		word: 'org', label: '标准', address: '/console/org/standards', at: /^\/console\/org\/standards/,
		icon: icon('M10 5.2C8.2 3.9 5.8 3.4 3 3.6v11.6c2.8-.2 5.2.3 7 1.6 1.8-1.3 4.2-1.8 7-1.6V3.6c-2.8-.2-5.2.3-7 1.6zM10 5.2v11.6'),
	},
	{
		word: 'org', label: '规则', address: '/console/org/rules', at: /^\/console\/org\/rules/,
		icon: icon('M3 5.5h6M13 5.5h4M3 10h2M9 10h8M3 14.5h8M15 14.5h2M11 3.5v4M7 8v4M13 12.5v4'),
	},
	{
		word: 'org_import', label: '导入', address: '/console/org/import', at: /^\/console\/org\/import/,
		icon: icon('M10 3v9M6.5 8.5 10 12l3.5-3.5M3.5 13.5V16a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-2.5'),
	},
	{
		word: 'goals', label: '目标', address: '/console/goal', group: '目标和材料', at: /^\/console\/goal(\/(sheet|[0-9])|\/?$)/,
		icon: icon('M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 6.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8zM10 10h.01'),
	},
	{
		word: 'goal_review', label: '审核目标', address: '/console/goal/review', at: /^\/console\/goal\/review/,
		icon: icon('M4 3.5h12v13H4zM7 10.2l2.2 2.2L13.4 8'),
	},
	{
		word: 'goal_matrix', label: '标准对照', address: '/console/goal/matrix', at: /^\/console\/goal\/matrix/,
		icon: icon('M3 3.5h14v13H3zM3 8h14M3 12.3h14M8 3.5v13M12.7 3.5v13'),
	},
	{
		word: 'goals', label: '规划和任务', address: '/console/goal/plans', at: /^\/console\/goal\/plans?(\/|$)/,
		icon: icon('M5 17V3.5M5 4.5h9.5l-2.2 3 2.2 3H5'),
	},
	{
		word: 'goals', label: '示范目标', address: '/console/goal/exemplars', at: /^\/console\/goal\/exemplars/,
		icon: icon('m10 3.4 2 4.3 4.7.6-3.5 3.2.9 4.7-4.1-2.3-4.1 2.3.9-4.7-3.5-3.2 4.7-.6z'),
	},
	{
		word: 'goals', label: '年度活动', address: '/console/goal/campaigns', at: /^\/console\/goal\/campaigns/,
		icon: icon('M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5'),
	},
	{
		word: 'meetings', label: '组织生活', address: '/console/evidence/meetings', at: /^\/console\/evidence\/meeting/,
		icon: icon('M4 4.5h12V16H4zM4 8h12M7.5 3v3M12.5 3v3M7.2 11.6l1.9 1.9 3.6-3.6'),
	},
	{
		word: 'evidence', label: '佐证材料', address: '/console/evidence', at: /^\/console\/evidence(\/\d+)?\/?$/,
		icon: icon('M5.5 3h6l3.5 3.5V17h-9.5zM11.5 3v3.5H15M8 10.2h5M8 13.2h3.4'),
	},
	{
		word: 'survey', label: '测评', address: '/console/survey', group: '听意见', at: /^\/console\/survey/,
		icon: icon('M3 4h14v9.5H9.5L6 17v-3.5H3zM6.5 7.4h7M6.5 10.2h4.5'),
	},
	{
		word: 'account', label: '账号', address: '/console/account', group: '管理', at: /^\/console\/account(\/(?!mine|audit)|\/?$)/,
		icon: icon('M8 9.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM2 17c0-3.2 2.4-5.2 6-5.2 1.3 0 2.4.3 3.4.8M12 15.5l2 2 4-4'),
	},
	{
		word: 'audit', label: '操作记录', address: '/console/account/audit', at: /^\/console\/account\/audit/,
		icon: icon('M4 3h9l3 3v11H4zM13 3v3h3M7 9h6M7 12h6M7 15h4'),
	},
];
