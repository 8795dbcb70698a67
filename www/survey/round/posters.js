// @ts-check
/** The open posters: each with its code, asked for when it comes into sight. */
import { html, nothing, render } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { call } from '../../common/call.js';
import { ask } from '../../common/dialog.js';
import { errorBeside } from '../../common/form.js';
import { say } from '../../common/state.js';
import { addressOf } from '../parts/round.js';
import { qr } from '../parts/qr.js';
import { send } from '../parts/send.js';

/** @typedef {import('../api.js').Round} Round */
/** @typedef {import('../api.js').Mark} Mark */

/** @param {Round} round @param {(round: Round) => void} draw */
export function posters(round, draw) {
	const open = round.marks.filter((mark) => mark.channel === 'open');

	return html`<section class="card">
		<div class="card-head"><h2>公开海报</h2>${open.length ? html`<span class="muted">${open.length}张</span>` : nothing}
			${open.length > 1 ? html`<a class="btn push" href="${addressOf(round.id, `poster/${open[0].mark}`)}?all">全部打印</a>` : nothing}</div>
		${open.length ? html`<ul class="posters">${open.map((mark) => poster(round, mark))}</ul>`
			: html`<p class="muted">没有公开海报。只凭卡填，或者被评单位还没有对外名称。</p>`}
		${round.may.includes('mark') ? more(round, draw) : nothing}
	</section>`;
}

/** @param {Round} round @param {Mark} mark */
function poster(round, mark) {
	const href = addressOf(round.id, `poster/${mark.mark}`);

	return html`<li class="poster-tile" data-row>
		<a class="poster-code" href=${href} aria-label=${`打印${mark.public_name}的海报`}>
			<span class="qr-place" data-mark=${mark.mark} ${ref(watched)}></span></a>
		<b>${mark.public_name || '全部单位'}</b>
		<span class="muted">${round.strata.length > 1 ? mark.stratum_label : nothing}</span>
		<a href=${mark.address} class="num" target="_blank" rel="noopener">${mark.address}</a>
	</li>`;
}

/** Fills a poster's place once it is seen: a round has up to 300 of them. */
const observer = new IntersectionObserver(async (entries) => {
	for (const { isIntersecting, target } of entries) {
		if (!isIntersecting) continue;
		observer.unobserve(target);
		fill(/** @type {HTMLElement} */ (target));
	}
}, { rootMargin: '200px' });

/** @param {Element | undefined} place */
function watched(place) {
	if (place && !place.hasAttribute('data-filled')) observer.observe(place);
}

/** @param {HTMLElement} place */
async function fill(place) {
	place.setAttribute('data-filled', '');
	try {
		const told = await call('GET', `/api/survey/mark/${place.dataset.mark}/qr`);
		render(qr(told.path, told.modules, ''), place);
	} catch {
		place.removeAttribute('data-filled');
		place.textContent = '没有加载出来';
	}
}

/** One more poster, where a unit has none yet. @param {Round} round @param {(round: Round) => void} draw */
function more(round, draw) {
	const lacking = round.strata.flatMap((stratum) => round.units
		.filter((unit) => unit.public_name && !round.marks.some((mark) => mark.channel === 'open'
			&& mark.stratum === stratum.code && mark.unit === unit.id))
		.map((unit) => ({ stratum, unit })));

	if (!lacking.length) return nothing;
	return html`<p class="below"><button class="btn small" type="button"
		@click=${() => add(round, lacking, draw)}>增加海报</button></p>`;
}

/**
 * @param {Round} round
 * @param {{stratum: {code: string, label: string}, unit: {id: number, public_name: string | null}}[]} lacking
 * @param {(round: Round) => void} draw
 */
function add(round, lacking, draw) {
	return ask({
		title: '增加海报', yes: '增加',
		body: html`<div class="field"><label for="lacking">给谁的</label>${errorBeside('unit')}
			<select id="lacking" name="at" data-field="unit">${lacking.map(({ stratum, unit }, i) => html`<option value=${i}>
				${stratum.label}：${unit.public_name}</option>`)}</select></div>`,
	}, async (fields) => {
		const { stratum, unit } = lacking[Number(fields.at)];
		draw(await send(round, `/api/survey/round/${round.id}/marks`,
			{ channel: 'open', stratum: stratum.code, unit: unit.id }, draw));
		say('海报加好了。');
	});
}
