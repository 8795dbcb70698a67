// @ts-check
/**
 * A round's result: the strata apart, the distribution before the rate, the withheld said in words; a
 * view in figures beside the bars, the further questions of each unit, what people wrote on demand.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { frame } from '../common/frame.js';
import { drawVerbs } from '../common/item.js';
import { joined, stateTag } from '../common/light.js';
import { begin } from '../common/start.js';
import { loading, say } from '../common/state.js';
import { lost } from './parts/lost.js';
import { addressOf, roundOfAddress, spanText } from './parts/round.js';
import { send } from './parts/send.js';
import { flags, headlines, tableId } from './parts/result.js';
import { ledger } from './result/ledger.js';
import { texts } from './result/texts.js';

/** @typedef {import('./parts/result.js').Result} Result */
/** @typedef {import('./api.js').Round} Round */
/** @typedef {import('./result/ledger.js').View} View */

/** @param {HTMLElement} root */
async function result(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	const id = roundOfAddress();

	const read = async () => {
		render(loading(8), place);
		try {
			const [answer, round] = await Promise.all([call('GET', `/api/survey/round/${id}/result`),
				call('GET', `/api/survey/round/${id}`)]);
			show(root, place, answer, round);
		} catch (error) {
			render(lost('测评结果', error, read), place);
		}
	};
	place.textContent = '';
	await read();
}

/** @param {HTMLElement} root @param {HTMLElement} place @param {Result} answer @param {Round} round */
function show(root, place, answer, round) {
	const crumb = /** @type {HTMLElement} */ (root.querySelector('[data-place="crumb"]'));
	/** @type {Set<string>} */
	const opened = new Set();
	let now = round;

	/** @returns {View} */
	const view = () => ({
		numbers: new URLSearchParams(location.search).get('view') === 'numbers',
		isOpen: (key) => opened.has(key),
		toggle: (key) => {
			if (!opened.delete(key)) opened.add(key);
			draw();
		},
	});
	const draw = () => {
		render(page(answer, now, view(), look), place);
		const verbs = /** @type {HTMLElement} */ (place.querySelector('[data-verbs]'));
		const seen = now;
		drawVerbs(verbs, now.verbs.filter((verb) => verb.verb === 'publish'), async (verb) => {
			turn(await send(seen, `/api/survey/round/${seen.id}/${verb}`, {}, turn));
			say('结果公布了。');
		});
	};
	/** @param {Round} to */
	const turn = (to) => {
		now = to;
		Object.assign(answer.round, { state: now.state, state_label: now.state_label });
		draw();
	};
	/** @param {MouseEvent} event */
	const look = (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		history.replaceState(null, '', /** @type {HTMLAnchorElement} */ (event.currentTarget).href);
		draw();
	};

	document.title = `结果：${answer.round.title} · 双五好`;
	render(html`<a href=${addressOf(round.id)}>${answer.round.title}</a>`, crumb);
	crumb.hidden = false;
	draw();
}

/** @param {Result} answer @param {Round} round @param {View} view @param {(event: MouseEvent) => void} look */
function page(answer, round, view, look) {
	const units = answer.tables[0] ? answer.tables[0].rows.length : 0;

	return html`
		<div class="head">
			<h1>${answer.round.title}</h1>
			${stateTag(answer.round.state, answer.round.state_label)}
			<span class="muted">${joined([spanText(answer.round.opens, answer.round.closed || answer.round.closes),
				units ? `${units}个单位` : null])}</span>
			<div class="push row">
				<a class="btn" href="/api/survey/round/${round.id}/result.xlsx" download>导出表格</a>
				${round.state === 'published' ? html`<a class="btn" href="/public/${round.id}">公开页</a>` : nothing}
				<div data-verbs></div>
			</div>
		</div>
		${answer.round.early ? html`<p class="note said-first">${answer.round.early}</p>` : nothing}
		${flags(answer.tables)}
		${headlines(answer.tables)}
		<nav class="row filters result-nav" aria-label="看哪一张表">
			${answer.tables.map((table) => html`<a class="chip" href="#${tableId(table)}">${table.stratum_label}<span
				class="gap">${table.channel_label}</span></a>`)}
			<span class="push row">
				<a class="chip" href=${location.pathname} @click=${look} aria-current=${view.numbers ? nothing : 'true'}>看图</a>
				<a class="chip" href="?view=numbers" @click=${look} aria-current=${view.numbers ? 'true' : nothing}>看数字</a>
			</span>
		</nav>
		<div class="stack">
			${answer.tables.map((table) => ledger(table, answer, view))}
			${round.verbs.length ? texts(round.id) : nothing}
		</div>`;
}

begin({ frame, result });
