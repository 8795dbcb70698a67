// @ts-check
/** Results: bars, figures, what is withheld. */
import { html } from 'lit-html';
import { bar, bigRate, distribution, legend, optionBars, rate } from '../common/figure.js';
import { table } from '../common/table.js';
import { FIGURES } from './sample.js';

/** @returns {import('./style.js').Sample[]} */
export function results() {
	return [
		{
			id: 'figure', name: '结果', about: '先看分布，再看满意率；不显示的，说明为什么。',
			body: html`<div class="stack">
				<div class="two">${FIGURES.slice(0, 1).concat(FIGURES.slice(2, 4)).map(({ name, figure }) => html`<section class="card">
					<p class="muted">${name}</p>${bigRate(figure)}</section>`)}</div>
				<div class="card"><div class="card-head"><h3>各支部的回答</h3><div class="push">${legend()}</div></div>
				${table('各支部的回答，按建制顺序', [
					{ head: '支部', lead: true, cell: (row) => html`${row.name}<span class="sub">${row.publicName}</span>` },
					{ head: '群众怎么说（凭卡）', cell: (row) => distribution(row.figure) },
					{ head: '满意', cell: (row) => rate(row.figure) },
					{ head: '份数', cell: (row) => row.figure.step },
				], FIGURES)}
				<p class="muted">满意率 =（很满意 + 满意）÷（全部 − 不了解）　按建制顺序排列，不排名次。</p></div></div>`,
		},
		{
			id: 'options', name: '一题的回答',
			body: html`<div class="card two"><div class="stack near"><h3>您的事办成了吗？</h3>${optionBars([
				{ label: '跑一次就办成', share: 62 }, { label: '跑了几次才办成', share: 21 }, { label: '正在办', share: 9 },
				{ label: '没办成，说清了原因', share: 5 }, { label: '没办成，也没说清', share: 3 },
			])}</div><div class="stack near"><h3>找得到人、进得了门</h3>${bar([30, 40, 12, 10, 8])}</div></div>`,
		},
	];
}
