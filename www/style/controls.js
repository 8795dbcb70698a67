// @ts-check
/** Buttons, verbs, lists, tables, chips, path, timeline, dialog, keys: what is used. */
import { html } from 'lit-html';
import { Problem } from '../common/call.js';
import { ask, noteField } from '../common/dialog.js';
import { showKeys } from '../common/keyboard.js';
import { joined, light, stateTag } from '../common/light.js';
import { empty, failed, loading, say } from '../common/state.js';
import { opener, table } from '../common/table.js';

const ROUNDS = [
	{ id: 1, title: '三季度群众满意度测评', state: 'open', label: '进行中', time: '9月1日—30日', units: 38, step: '已收50份以上' },
	{ id: 2, title: '窗口单位专项测评', state: 'draft', label: '草稿', time: '', units: 6, step: '' },
	{ id: 3, title: '二季度群众满意度测评', state: 'published', label: '已公布', time: '6月1日—30日', units: 38, step: '已收50份以上' },
];

/** @returns {import('./style.js').Sample[]} */
export function controls() {
	return [
		{ id: 'button', name: '按钮', about: '一页只有一个蓝色按钮，就是下一步该做的。', body: buttons() },
		{
			id: 'verbs', name: '可以办的', about: '按钮由答复给出；要说明的、不能收回的，先问一句。',
			body: html`<div class="card" data-place="verbs"></div>`,
		},
		{
			id: 'dialog', name: '问一句',
			body: html`<div class="stack"><dialog open aria-labelledby="sample-sure"><h2 id="sample-sure">作废</h2>
				<p>收到的意见都不再使用，原因会公开。</p>${noteField('must', '原因')}
				<div class="row end"><button class="btn" type="button">先不办</button><button class="btn primary"
					type="button">作废</button></div></dialog>
				<div class="row"><button class="btn" type="button" @click=${() => ask({ title: '公布结果', yes: '公布结果',
					text: '公布后各单位和群众都能看到，不能收回。现在公布吗？' },
				() => { throw new Problem(409, { title: '现在不能这样办', detail: '这一件现在是“进行中”，不能公布。可以：提前截止。' }); })}
					>公布结果（会被拒绝）</button>
				<button class="btn" type="button" @click=${showKeys}>键盘</button>
				<button class="btn" type="button" @click=${() => say('已保存')}>说一声</button></div></div>`,
		},
		{ id: 'list', name: '要办的事', body: todos() },
		{ id: 'table', name: '表', about: '手机上每一行变成一块；J、K上下走，回车打开。', body: tables() },
		{
			id: 'chip', name: '挑选、位置',
			body: html`<div class="stack near"><div class="row">
				<a class="chip" href="#chip" aria-current="true">全部<span class="gap num">222</span></a>
				<a class="chip" href="#chip">超期<span class="gap num">21</span></a>
				<button class="chip" type="button" aria-pressed="false">来源：群众测评</button></div>
				<nav aria-label="位置的样子"><ol class="path"><li><a href="#chip">市直机关工委</a></li><li><a href="#chip">市财政局党组</a></li>
				<li><a href="#chip">市财政局机关党委</a></li></ol></nav></div>`,
		},
		{
			id: 'timeline', name: '经过', about: '新的在上；最上面说在等什么、自己会发生什么。',
			body: html`<div class="card" data-place="timeline"></div>`,
		},
		{ id: 'state', name: '空着、正在来、没有来', body: states() },
	];
}

function buttons() {
	return html`<div class="card stack near"><div class="row">
		<button class="btn primary" type="button">新建测评</button><button class="btn" type="button">看进度</button>
		<button class="btn quiet" type="button">先不办</button><button class="btn small" type="button">导出</button>
		<a class="btn" href="#button">链接也一样</a></div>
		<div class="row"><button class="btn primary" type="button" aria-busy="true">正在提交</button>
		<button class="btn" type="button" disabled>不能按</button>
		<button class="btn ring" type="button">正停在这里</button></div></div>`;
}

function todos() {
	return html`<div class="card"><ul class="list">
		<li class="todo" data-row><span>${light('late', '超期1个工作日')}</span><div class="what"><b>二季度群众满意度测评</b>
			<span class="muted">${joined(['市直机关工委', '结果还没有公布'])}</span></div><a class="btn" href="#list">公布结果</a></li>
		<li class="todo" data-row><span>${light('soon', '今天18:00截止')}</span><div class="what"><b>三季度群众满意度测评</b>
			<span class="muted">${joined(['38个支部', '已收50份以上'])}</span></div><a class="btn" href="#list">看进度</a></li>
	</ul></div>`;
}

function tables() {
	return html`<div class="card">${table('测评', [
		{ head: '测评', lead: true, cell: (row) => opener('#table', row.title) },
		{ head: '状态', cell: (row) => stateTag(row.state, row.label) },
		{ head: '时间', cell: (row) => row.time },
		{ head: '收到', cell: (row) => row.step },
		{ head: '单位', right: true, cell: (row) => row.units },
	], ROUNDS)}</div>`;
}

function states() {
	return html`<div class="two">
		<div class="card">${empty('还没有测评。选样板、选单位、定截止时间，就可以开始。', html`<a class="btn" href="#state">新建测评</a>`)}</div>
		<div class="card">${loading(4)}</div>
		<div class="card">${failed(new Problem(0, {}), () => say('又试了一次'))}</div>
		<div class="card">${failed(new Problem(404, { title: '没有找到', detail: '地址不对，内容已移走，或者当前身份看不到。' }))}</div>
		<div class="card">${failed(new Problem(500, { number: '7F3A-21', detail: '不是您的问题，也不确定保存了没有。请再点一次，不会办两次；还不行，把编号7F3A-21告诉管理员。' }), () => say('又试了一次'))}</div>
	</div>`;
}
