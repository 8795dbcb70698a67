// @ts-check
/** A batch on paper: first the sheet for who hands out, then ten cards a page. Sizes stand in print.css. */
import { html, nothing } from 'lit-html';
import { qr } from '../parts/qr.js';

/**
 * @typedef {object} Sheet what is printed beside the codes
 * @property {string} office
 * @property {string} title
 * @property {string} stratum_label
 * @property {number} count
 * @property {string} hands_out
 * @property {boolean} box
 * @property {{title: string, until: string, how: string, note: string}} card
 * @property {string} who
 * @property {string[]} steps
 *
 * @typedef {{code: string, address: string, qr: string, modules: number}} Card
 *
 * @typedef {object} Made
 * @property {number} batch
 * @property {Card[]} cards
 * @property {Sheet} sheet
 * @property {string} about the unit, or the round where the cards are about several
 */

const A_PAGE = 10;

/** @param {Made} made */
export function cardSheets(made) {
	const pages = [];

	for (let i = 0; i < made.cards.length; i += A_PAGE) pages.push(made.cards.slice(i, i + A_PAGE));
	return html`${handOut(made, pages.length)}${pages.map((cards) => html`<section class="sheet card-sheet">${cards.map((card) =>
		drawn(card, made))}</section>`)}`;
}

/** @param {Card} card @param {Made} made */
function drawn(card, { sheet, about }) {
	return html`<article class="slip">
		<div class="slip-qr">${qr(card.qr, card.modules, '')}</div>
		<div class="slip-head">
			<p class="slip-title">${sheet.card.title}</p>
			<p class="slip-about">${about}</p>
			<p>${sheet.card.until}</p>
			<p>${sheet.card.note}</p>
		</div>
		<div class="slip-foot">
			<p>${sheet.card.how}</p>
			<p class="slip-code">${card.code.split('-').map((four, i) => html`${i ? html`<i>-</i>` : nothing}<b>${four}</b>`)}</p>
		</div>
	</article>`;
}

/** @param {Made} made @param {number} pages */
function handOut({ batch, sheet, about }, pages) {
	/** @param {string} name @param {unknown} value */
	const row = (name, value) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`;

	return html`<section class="sheet hand-out">
		<p class="hand-office">${sheet.office}</p>
		<h2>发卡单</h2>
		<table>
			<tbody>
				${row('测评', sheet.title)}
				${about === sheet.title ? nothing : row('说哪个单位', about)}
				${row('给谁用', sheet.stratum_label)}
				${row('批次', `第${batch}批，${sheet.count}张，卡片${pages}页`)}
			</tbody>
		</table>
		<p class="hand-who">${sheet.who}</p>
		<ol class="hand-steps">${sheet.steps.map((step) => html`<li>${step}</li>`)}</ol>
		<table class="hand-sign">
			<tbody>
				${sheet.box ? html`<tr><th scope="row">封箱人</th><td></td><th scope="row">开箱人</th><td></td></tr>` : nothing}
				<tr><th scope="row">领卡人</th><td></td><th scope="row">领卡日期</th><td></td></tr>
				<tr><th scope="row">交回张数</th><td></td><th scope="row">交回日期</th><td></td></tr>
				<tr><th scope="row">交卡人</th><td></td><th scope="row">收卡人</th><td></td></tr>
			</tbody>
		</table>
	</section>`;
}
