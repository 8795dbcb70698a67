// @ts-check
/** One published result under the names that citizens know, for anybody, first of all on a phone. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { bigRate } from '../common/figure.js';
import { dayText } from '../common/date.js';
import { joined } from '../common/light.js';
import { begin } from '../common/start.js';
import { failed, loading } from '../common/state.js';
import { byStratum, distribution, further, hasFurther, legend, tableId } from '../survey/parts/result.js';

/** @typedef {import('../survey/parts/result.js').Result} Result */
/** @typedef {import('../survey/parts/result.js').Table_} Table_ */
/** @typedef {import('../survey/parts/result.js').Row} Row */

/** @param {HTMLElement} root */
async function result(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	const id = Number(location.pathname.split('/').pop());

	const read = async () => {
		render(html`<h1>测评结果</h1>${loading(8)}`, place);
		try {
			render(page(await call('GET', `/api/survey/published/${id}`, null, { stay: true })), place);
		} catch (error) {
			render(html`<h1>测评结果</h1>${failed(error, read, { href: '/public/', label: '看别的结果' })}`, place);
		}
	};
	await read();
	const named = location.hash && document.getElementById(location.hash.slice(1));
	if (named) named.scrollIntoView();
}

/** @param {Result} answer */
function page(answer) {
	const { round } = answer;
	const strata = byStratum(answer.tables);

	document.title = `结果：${round.title}`;
	return html`
		<h1>${round.title}</h1>
		<p class="muted">${joined([round.office, round.closed ? `${dayText(round.closed)}截止` : null])}</p>
		${round.early ? html`<p class="note">${round.early}</p>` : nothing}
		${strata.map(({ label, tables }) => html`<section class="public-stratum" aria-label=${label}>
			${tables.map((table) => drawn(table, strata.length > 1 || tables.length > 1))}
		</section>`)}
		<p class="muted">${answer.formula}。${answer.order}</p>`;
}

/** @param {Table_} table @param {boolean} several */
function drawn(table, several) {
	return html`<section class="public-card" id=${tableId(table)}>
		<h2>${table.stratum_label}${several ? html`<span class="channel gap">${table.channel_label}</span>` : nothing}</h2>
		${bigRate(table.total)}
		<p class="muted">${table.total.shown === 'none' ? nothing : `收到${table.total.step}`}</p>
		${table.note ? html`<p class="note">${table.note}</p>` : nothing}
		${table.pressure ? html`<p class="note warn">${table.pressure}</p>` : nothing}
		<div class="public-legend">${legend()}</div>
		<ul class="list">${table.rows.map((row) => unit(table, row))}</ul>
	</section>`;
}

/** @param {Table_} table @param {Row} row */
function unit(table, row) {
	return html`<li class="public-unit">
		<p class="public-name"><b>${row.public_name || row.name}</b>
			${row.figure.shown === 'full' ? html`<span class="rate">${row.figure.text}<small>满意</small></span>` : nothing}</p>
		${distribution(row.figure)}
		${row.figure.shown === 'full' ? html`<p class="muted">${row.figure.step}</p>` : nothing}
		${hasFurther(table.questions, row.unit) ? html`<details><summary>各题怎么答的</summary>${further(table.questions, row.unit)}</details>` : nothing}
	</li>`;
}

begin({ result });
