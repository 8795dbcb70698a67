// @ts-check
/** Files on their way, the place they are dropped on, evidence in a list. */
import { html } from 'lit-html';
import { piece, usesText } from '../common/upload/piece.js';
import { chosenRow, fileRow } from '../common/upload/rows.js';
import { verdict } from '../common/upload/words.js';

/** @typedef {import('../common/upload/sending.js').Sent} Sent */

const MB = 1024 * 1024;
const act = () => {};
const ACTS = { goOn: act, pause: act, giveUp: act, away: act, choose: act };

/** @param {Partial<Sent>} more @returns {Sent} */
const sample = (more) => ({
	name: '9月主题党日现场.jpg', size: 40 * MB, sent: 12.4 * MB, state: 'sending', said: '', way: null, ticket: 7, evidence: null, ...more,
});

/** @type {Sent[]} */
const FILES = [
	sample({ state: 'queued', sent: 0, name: '服务窗口延时办理登记表.xlsx', size: 86 * 1024 }),
	sample({}),
	sample({ state: 'paused', name: '走访记录.pdf' }),
	sample({ state: 'waiting', name: '座谈会录音.m4a', said: verdict('PATCH', 0, '', 0, 0).said }),
	sample({ state: 'waiting', name: '现场视频.mp4', size: 1.6 * 1024 * MB, sent: 900 * MB, said: verdict('PATCH', 507, '', 0, 0).said }),
	sample({ state: 'stopped', way: 'choose', name: '便民服务点前后对比.pdf', said: '11月24日开始的，没有传完。' }),
	sample({ state: 'stopped', way: 'login', name: '名单.docx', said: verdict('PATCH', 401, '', 0, 0).said }),
	sample({ state: 'checking', name: '整改前后照片.png', sent: 40 * MB }),
	sample({ state: 'kept', name: '结对共建协议.pdf', evidence: 12 }),
	sample({ state: 'refused', name: '通知.html', said: '没有收：网页、脚本和程序不能上传。' }),
];

const PIECE = { id: 12, name: '结对共建协议.pdf', happened: '2026-09-24', uploaded: '2026-09-28T10:20:00+08:00', type: 'application/pdf', previews: 0, restricted: false };

/** @returns {import('./style.js').Sample[]} */
export function uploads() {
	return [
		{
			id: 'file-row', name: '正在传的文件', about: '说到哪里了，能做什么；网断了自己接着传。',
			body: html`<div class="card" data-sample><ul class="files">${FILES.map((file) => fileRow(file, ACTS))}</ul></div>`,
		},
		{
			id: 'drop', name: '传文件的地方', about: '空着、拖到上面时、选好了还没有传。',
			body: html`<div class="stack near">${drop('')}${drop('over')}
				<div class="drop filled"><ul class="files">${chosenRow(new File(['一页材料'], '走访记录.txt'), act)}</ul>
					<div class="row"><button class="btn" type="button">再选几个</button></div></div></div>`,
		},
		{
			id: 'piece', name: '材料', about: '发生的日子和上传的日子分开写；用在哪里写在下面。',
			body: html`<div class="card"><ul class="pieces">${piece(PIECE, `用在：${usesText(['窗口延时办理', '结对共建'])}`,
				html`<button class="btn small" type="button">不再用在这里</button>`)}
				${piece({ ...PIECE, id: 13, name: '谈心谈话记录.docx', type: 'application/msword', restricted: true }, null)}</ul></div>`,
		},
	];
}

/** @param {string} look */
function drop(look) {
	return html`<div class="drop ${look}"><div class="row"><button class="btn primary" type="button">选文件</button>
		<span class="muted drop-hint">也可以把文件拖到这里，或者直接粘贴截图</span></div>
		<p class="note secrecy">本系统不涉密，严禁录入、上传国家秘密。</p></div>`;
}
