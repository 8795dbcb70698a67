// @ts-check
/** Posters to print: the one of the address, or with ?all every open one of the round. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { frame } from '../common/frame.js';
import { begin } from '../common/start.js';
import { loading } from '../common/state.js';
import { lost } from './parts/lost.js';
import { addressOf, roundOfAddress } from './parts/round.js';
import { posterSheet } from './print/poster.js';

/** @typedef {import('./api.js').Round} Round */
/** @typedef {import('./print/poster.js').Poster} Poster */

const AT_ONCE = 4; // questions to the server under way at a time

/** @param {HTMLElement} root */
async function poster(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	const id = roundOfAddress();
	const named = location.pathname.split('/').pop() || '';

	const read = async () => {
		render(loading(6), place);
		try {
			/** @type {Round} */
			const round = await call('GET', `/api/survey/round/${id}`);
			const open = round.marks.filter((mark) => mark.channel === 'open').map((mark) => mark.mark);
			const wanted = location.search === '?all' ? open : [named];
			const crumb = /** @type {HTMLElement} */ (root.querySelector('[data-place="crumb"]'));
			render(html`<a href=${addressOf(id)}>${round.title}</a>`, crumb);
			crumb.hidden = false;
			render(page(round, open, await ask(wanted)), place);
		} catch (error) {
			render(lost('海报', error, read), place);
		}
	};
	place.textContent = '';
	await read();
}

/** A few at a time, in their order. @param {string[]} marks @returns {Promise<Poster[]>} */
async function ask(marks) {
	/** @type {Poster[]} */
	const posters = [];

	for (let i = 0; i < marks.length; i += AT_ONCE) {
		posters.push(...await Promise.all(marks.slice(i, i + AT_ONCE).map((mark) => call('GET', `/api/survey/mark/${mark}/qr`))));
	}
	return posters;
}

/** @param {Round} round @param {string[]} open @param {Poster[]} posters */
function page(round, open, posters) {
	const [first] = posters;
	const heading = posters.length > 1 ? `${posters.length}张海报` : `海报：${first.public_name || '全部单位'}`;

	document.title = `${heading} · 双五好`;
	return html`
		<div class="no-print">
			<div class="head"><h1>${heading}</h1>
				<span class="muted">A4竖版，缩放100%，边距选“无”</span>
				<div class="push row">
					${posters.length === 1 && open.length > 1 ? html`<a class="btn" href="?all">全部${open.length}张</a>` : nothing}
					<button class="btn primary" type="button" @click=${() => window.print()}>打印</button>
				</div></div>
			${round.warnings.slice(0, 1).filter((text) => text.includes('网址')).map((text) => html`<p class="note warn said-first">${text}</p>`)}
			${round.state === 'open' || round.state === 'draft' ? nothing
				: html`<p class="note warn said-first">这次测评${round.state_label}，海报不要再贴。</p>`}
		</div>
		<div class="sheets" tabindex="0" role="group" aria-label="要打印的海报">${posters.map(posterSheet)}</div>`;
}

begin({ frame, poster });
