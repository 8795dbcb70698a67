// @ts-check
/** The posts, the term and the responsibilities of a unit, as cards of its page; for who works on the unit. */
import { html, nothing, render } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { call } from '../common/call.js';
import { dayText } from '../common/date.js';
import { light, tag } from '../common/light.js';
import { failed, loading } from '../common/state.js';
import { opener, table } from '../common/table.js';
import { appoint, elect, endTenure, mendTenure, reply } from './posts/change.js';
import { responsibilities } from './posts/responsible.js';

/** @typedef {import('./parts/people.js').Posts} Posts */
/** @typedef {import('./parts/people.js').Holder} Holder */

/** Cards that fill themselves. @param {number} unit */
export function unitPosts(unit) {
	/** @param {Element | undefined} place */
	const fill = (place) => {
		if (place) read(/** @type {HTMLElement} */ (place), unit);
	};
	return html`<div class="stack" data-place="posts" data-unit=${unit} ${ref(fill)}></div>`;
}

/** @param {HTMLElement} place @param {number} unit */
async function read(place, unit) {
	if (place.dataset.read === String(unit)) return;
	place.dataset.read = String(unit);
	render(loading(3), place);
	try {
		const answer = await call('GET', `/api/org/posts/${unit}`);
		if (place.dataset.read === String(unit)) draw(place, answer);
	} catch (error) {
		render(failed(error, () => {
			delete place.dataset.read;
			read(place, unit);
		}), place);
	}
}

/** @param {HTMLElement} place @param {Posts} now */
function draw(place, now) {
	/** @param {Posts} next */
	const again = (next) => draw(place, next);

	if (!now.seen || !now.posts) {
		render(nothing, place);
		return;
	}
	render(html`${posts(now, again)}${responsibilities(now, again)}`, place);
}

/** @param {Posts} now @param {(next: Posts) => void} again */
function posts(now, again) {
	const standing = now.standing;

	return html`<section class="card">
		<div class="card-head"><h2>职务和任期</h2>
			${now.may_change ? html`<div class="push row">
				${now.has_terms ? html`<button class="btn" type="button" @click=${() => elect(now, again)}>登记换届</button>` : nothing}
				<button class="btn" type="button" @click=${() => appoint(now, again)}>登记任职</button>
			</div>` : nothing}</div>
		${now.has_terms ? term(now, again) : nothing}
		${now.vacancies.length ? html`<ul class="lights">${now.vacancies.map((vacancy) => html`<li>
			${light(vacancy.light, vacancy.light_text)}<span>${vacancy.label}${vacancy.missing > 1 || vacancy.post === 'committee'
				? `缺${vacancy.missing}人` : ''}</span></li>`)}</ul>` : nothing}
		${now.holders.length ? holders(now, again) : html`<p class="muted">还没有登记职务。</p>`}
		${standing ? html`<p class="note ${standing.met ? 'ok' : standing.met === false ? 'warn' : ''} below">
			领导班子好第2条：${standing.sentence}</p>` : nothing}
	</section>`;
}

/** @param {Posts} now @param {(next: Posts) => void} again */
function term(now, again) {
	const { term: held } = now;

	if (!held) return html`<p class="lights-line">${light('tentative', '没有登记任期')}<span class="muted">登记换届后，每届${now.years}年。</span></p>`;
	return html`<div class="lights-line">${light(held.light, held.light_text)}
			<span>本届${dayText(held.begun)}起${held.light === 'ok' ? '' : `，${dayText(held.due)}届满`}</span>
			${now.may_change ? html`<button class="btn small" type="button" @click=${() => reply(now, again)}>登记上级批复</button>` : nothing}</div>
		${held.replies.map((one) => html`<p class="muted">${one.number}（${dayText(one.on)}）：原定${dayText(one.was)}，改为${dayText(one.due)}换届</p>`)}`;
}

/** @param {Posts} now @param {(next: Posts) => void} again */
function holders(now, again) {
	/** @type {import('../common/table.js').Column<Holder>[]} */
	const columns = [
		{ head: '职务', lead: true, cell: (row) => html`${row.label}${row.title ? html`<span class="sub">${row.title}</span>` : nothing}` },
		{ head: '姓名', cell: (row) => (row.name ? html`<span class="whole">${opener(`/console/org/person/${row.person}`, row.name)}</span>` : tag('不在名册里', 'void')) },
		{ head: '任职', cell: (row) => html`<span class="num whole">${dayText(row.since)}</span>${row.trained
			? html`<span class="sub">${dayText(row.trained)}培训</span>` : nothing}` },
	];

	if (now.may_change) {
		columns.push({ head: '办理', right: true, cell: (row) => html`<div class="row whole">
			<button class="btn small" type="button" aria-label="修改：${row.name}，${row.label}" @click=${() => mendTenure(row, now, again)}>修改</button>
			<button class="btn small" type="button" aria-label="离任：${row.name}，${row.label}" @click=${() => endTenure(row, now, again)}>离任</button></div>` });
	}
	return table('职务，按顺序', columns, now.holders);
}
