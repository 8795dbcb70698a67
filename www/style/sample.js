// @ts-check
/** What the style page shows: invented people of 澄湖市. */

/** @type {import('../common/api.js').Me} */
export const ME = {
	account: 1, login: 'zhoulan', name: '周岚', todo: 3, secure: true,
	seats: [{ role: 'officer', label: '工委经办人', unit: 1, unit_name: '市直机关工委', for: null }],
	may: ['开展群众满意度测评'], first: null, menu: ['home', 'org', 'survey'],
	secrecy: '本系统不涉密，严禁录入、上传国家秘密。',
};

/** @type {import('../common/api.js').Verb[]} */
export const VERBS = [
	{ verb: 'extend', label: '延长截止时间', sure: null, note: 'must', primary: false },
	{
		verb: 'close', label: '提前截止', note: 'none', primary: true,
		sure: '比原定早2天，会在公开页说明。现在截止吗？',
	},
	{ verb: 'void', label: '作废', sure: '收到的意见都不再使用，原因会公开。', note: 'must', primary: false },
	{ verb: 'copy', label: '再办一次', sure: null, note: 'none', primary: false },
];

/** @type {import('../common/api.js').Event_[]} */
export const EVENTS = [
	{ what: '延长截止时间到9月30日18:00', name: '周岚', at: '2026-09-24T16:20:00+08:00', note: '遇节假日，多留几天' },
	{ what: '开始测评', name: '周岚', at: '2026-09-01T09:00:00+08:00', note: null },
	{ what: '同意开展', name: '王强', at: '2026-08-28T15:10:00+08:00', note: null },
	{ what: '新建', name: '周岚', at: '2026-08-27T10:02:00+08:00', note: null },
];

/** @type {{name: string, publicName: string | null, figure: import('../common/api.js').Figure}[]} */
export const FIGURES = [
	{
		name: '市政务服务中心第二党支部', publicName: '政务服务大厅',
		figure: { shown: 'full', text: '59%', rate: 59, shares: [21, 38, 15, 18, 8], step: '50份以上', note: null },
	},
	{
		name: '市医保局经办中心党支部', publicName: '医保经办窗口',
		figure: { shown: 'full', text: '89%', rate: 89, shares: [48, 41, 8, 2, 1], step: '20—49份', note: null },
	},
	{
		name: '市水利局第三党支部', publicName: '河道管理热线',
		figure: { shown: 'band', text: '七成以上满意', rate: null, shares: null, step: '1—19份', note: '不到10份，只显示范围。' },
	},
	{
		name: '市统计局机关党支部', publicName: '统计咨询窗口',
		figure: { shown: 'few', text: '不到5份，不显示，以免认出是谁。', rate: null, shares: null, step: '1—19份', note: null },
	},
	{
		name: '市城管局第一党支部', publicName: '市容投诉热线',
		figure: { shown: 'guarded', text: '这一格不显示，以免推算出别处。', rate: null, shares: null, step: '1—19份', note: null },
	},
	{
		name: '市水利局机关党支部', publicName: null,
		figure: { shown: 'unknown', text: '填的人都选“不了解”，没有满意率。', rate: null, shares: null, step: '1—19份', note: null },
	},
	{
		name: '市人社局第二党支部', publicName: '社保经办窗口',
		figure: { shown: 'none', text: '没有收到', rate: null, shares: null, step: '没有收到', note: null },
	},
];
