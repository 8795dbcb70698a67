// @ts-check
/** Colours, type, lights, tags, notes, cards, facts: what is looked at. */
import { html } from 'lit-html';
import { day, moment, rangeText } from '../common/date.js';
import { joined, light, stateTag, tag } from '../common/light.js';

const COLOURS = [
	['ink', '正文'], ['ink-2', '次要文字'], ['ink-3', '说明'], ['edge', '输入框边'], ['line', '线'],
	['line-2', '细线'], ['ground', '底'], ['paper', '纸'], ['act', '可以点'], ['act-dark', '点下去'],
	['act-line', '浅边'], ['act-tint', '选中'], ['seal', '印章、超期'], ['late-tint', '超期底'],
	['ok', '正常'], ['ok-tint', '正常底'], ['warn', '要留意'], ['warn-mark', '临期'], ['warn-tint', '要留意底'],
	['answer-1', '很满意'], ['answer-2', '满意'], ['answer-3', '一般'], ['answer-4', '不满意'], ['answer-5', '很不满意'],
];

/** @returns {import('./style.js').Sample[]} */
export function looks() {
	return [
		{
			id: 'colour', name: '颜色', about: '蓝色表示可以点；红色只给印章和超期；其余是纸和墨。',
			body: html`<div class="card swatches">${COLOURS.map(([name, label]) => html`<div><i
				class="sw-${name}"></i>${label}</div>`)}</div>`,
		},
		{
			id: 'type', name: '字', about: '七种大小，都随大字版一起变。',
			body: html`<div class="card stack near">
				<p class="type-4">88%满意</p><p class="type-3">今天要办9件</p><p class="type-2">支部五好</p>
				<p class="type-1">各支部的回答</p><p class="type-0">谁抽了哪张卡，没有记录。</p>
				<p class="type-small">按建制顺序排列，不排名次。</p>
				<p class="type-song">关于限期整改窗口排队问题的通知</p></div>`,
		},
		{
			id: 'light', name: '灯', about: '形状、文字、颜色同说一件事；看不清颜色也认得出。',
			body: html`<div class="card"><div class="row">
				${light('ok', '还剩6个工作日')} ${light('soon', '今天到期')} ${light('late', '超期1个工作日')}
				${light('paused', '暂停计时（第3天）')} ${light('tentative', '暂定（2027年放假安排未公布）')}</div></div>`,
		},
		{
			id: 'tag', name: '状态', about: '状态是标签，动作是按钮。',
			body: html`<div class="card"><div class="row">
				${stateTag('draft', '草稿')} ${stateTag('approved', '待开始')} ${stateTag('open', '进行中')}
				${stateTag('closed', '已截止')} ${stateTag('published', '已公布')} ${stateTag('void', '已作废')}
				${tag('样本，待工委按现行文件核定', 'warn')} ${tag('党支部')}</div></div>`,
		},
		{
			id: 'date', name: '日期', about: '指着看得到准确时间；日期里没有空格。',
			body: html`<div class="card"><div class="row">${day('2026-09-24')} ${moment('2026-09-30T18:00:00+08:00')}
				<span class="num">${rangeText('2026-09-01', '2026-09-30')}</span>
				<span><s class="muted">9月10日</s>${html`<b class="gap">9月24日</b>`}</span>
				<span class="muted">${joined(['市直机关工委', '已收50份以上', '38个支部'])}</span></div></div>`,
		},
		{
			id: 'note', name: '提示',
			body: html`<div class="stack near">
				<p class="note">进行中不看结果，截止后才有。</p>
				<p class="note act">离开时间较长，已自动退出。登录后回到刚才那一页，写了一半的还在。</p>
				<p class="note warn">市政务服务中心第三党支部：公开二维码有20—49份答卷完全相同，没有剔除，请核实。<a href="#note">看依据</a></p>
				<p class="note ok">密码改好了。下次登录用新密码。</p>
				<div><p class="said">已保存</p></div></div>`,
		},
		{
			id: 'card', name: '卡片、要点、数字',
			body: html`<div class="two">
				<section class="card"><div class="card-head"><h3>三季度群众满意度测评</h3><span class="push">${stateTag('open', '进行中')}</span></div>
					<dl class="facts"><dt>时间</dt><dd>${rangeText('2026-09-01', '2026-09-30')}</dd><dt>单位</dt><dd>38个支部</dd>
					<dt>批准依据</dt><dd>市直工委第8次会议纪要</dd></dl></section>
				<section class="card"><div class="card-head"><h3>收到多少</h3></div>
					<dl class="stats"><div><dt>群众，凭卡</dt><dd>已收50份以上</dd></div>
					<div><dt>基层单位，凭卡</dt><dd>已收1—19份</dd></div></dl></section></div>`,
		},
	];
}
