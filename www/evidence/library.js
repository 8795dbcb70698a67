// @ts-check
/** A unit's evidence: sending more, finding what is there, where each piece is used. Nothing is counted. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { frame } from '../common/frame.js';
import { me } from '../common/me.js';
import { begin } from '../common/start.js';
import { empty, failed, load, loading } from '../common/state.js';
import { drawUpload } from '../common/upload/box.js';
import { piece, usesText } from '../common/upload/piece.js';

/** @typedef {import('./api.js').Library} Library */

/** @param {HTMLElement} root */
async function library(root) {
	/** @param {string} name */
	const place = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-place="${name}"]`));
	const send = /** @type {HTMLElement} */ (place('add').closest('section'));
	render(loading(2), emptied(place('add')));
	const seats = (await me().catch((error) => {
		render(failed(error, null), place('add'));
		throw error;
	})).seats;
	let drawnFor = 0;

	const unit = () => Number(new URLSearchParams(location.search).get('unit')) || (seats[0] ? seats[0].unit : 0);
	/** @param {Library} answer */
	const draw = (answer) => {
		place('unit').textContent = answer.unit.short_name;
		document.title = `${answer.unit.short_name}的佐证材料 · 双五好`;
		render(unitChips(seats, unit(), go), place('units'));
		send.hidden = !answer.may_add;
		if (answer.may_add && drawnFor !== answer.unit.id) {
			drawnFor = answer.unit.id;
			box(place('add'), answer.unit.id, read);
		}
		return list(answer, go);
	};
	const read = () => load(place('list'), () => call('GET', `/api/evidence/library?${asked(unit())}`), draw, 6);
	/** @param {string} to */
	const go = (to) => {
		history.pushState(null, '', to);
		return read();
	};

	window.addEventListener('popstate', read);
	await read();
}

/** @param {HTMLElement} place the form that works alone stood there */
function emptied(place) {
	place.textContent = '';
	return place;
}

/** @param {HTMLElement} place @param {number} unit @param {() => void} read */
async function box(place, unit, read) {
	const inside = document.createElement('div');

	emptied(place).append(inside);
	render(loading(2), inside);
	try {
		await drawUpload(inside, { unit, target: null, blue: true, kept: read });
	} catch (error) {
		render(failed(error, () => box(place, unit, read)), inside);
	}
}

/** What the address asks for, as the interface is asked. @param {number} unit */
function asked(unit) {
	const wanted = new URLSearchParams(location.search);
	const query = new URLSearchParams({ unit: String(unit) });

	for (const name of ['q', 'page']) {
		const value = (wanted.get(name) || '').trim();
		if (value) query.set(name, value);
	}
	return query;
}

/** The units that the person has a seat at, where they are several. @param {import('../common/api.js').Seat[]} seats @param {number} now @param {(to: string) => void} go */
function unitChips(seats, now, go) {
	const units = seats.filter((seat, at) => seats.findIndex((one) => one.unit === seat.unit) === at);

	return units.length > 1 ? units.map((seat) => html`<a class="chip" href="/console/evidence?unit=${seat.unit}" aria-current=${seat.unit === now ? 'true' : nothing}
		@click=${(/** @type {MouseEvent} */ event) => follow(event, go)}>${seat.unit_name}</a>`) : nothing;
}

/** A link to another state of this page. @param {MouseEvent} event @param {(to: string) => void} go */
function follow(event, go) {
	if (event.ctrlKey || event.metaKey || event.shiftKey) return;
	event.preventDefault();
	go(/** @type {HTMLAnchorElement} */ (event.currentTarget).href);
}

/** @param {Library} answer @param {(to: string) => void} go */
function list(answer, go) {
	const wanted = new URLSearchParams(location.search);
	const q = wanted.get('q') || '';
	/** @param {Record<string, string>} more */
	const href = (more) => `/console/evidence?${new URLSearchParams({ unit: String(answer.unit.id), ...more })}`;
	/** @type {Record<string, string>} */
	const query = q ? { q } : {};
	/** @param {Event} event */
	const find = (event) => {
		event.preventDefault();
		const text = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('q') || '').trim();
		go(href(text ? { q: text } : {}));
	};

	return html`<section class="card" aria-labelledby="there">
		<div class="card-head"><h2 id="there">材料库</h2>
			<form class="row push find-pieces" role="search" aria-label="找材料" action="/console/evidence" @submit=${find}>
				<input type="search" class="input" name="q" aria-label="按文件名查找" placeholder="按文件名查找" maxlength="60" autocomplete="off" .value=${q}>
				<button class="btn" type="submit">查找</button></form></div>
		${answer.rows.length ? html`<ul class="pieces">${answer.rows.map((row) => piece(row, row.uses.length ? `用在：${usesText(row.uses)}` : null))}</ul>`
			: nothingThere(answer, q, wanted.has('page'))}
		${q || wanted.has('page') || answer.next ? html`<div class="row list-end">
			${wanted.has('page') ? html`<a class="btn" href=${href(query)} @click=${(/** @type {MouseEvent} */ event) => follow(event, go)}>回到最新的</a>` : nothing}
			${answer.next ? html`<a class="btn" rel="next" href=${href({ ...query, page: String(answer.next) })} @click=${(/** @type {MouseEvent} */ event) => follow(event, go)}>更早的</a>` : nothing}
			${q ? html`<a class="btn" href=${href({})} @click=${(/** @type {MouseEvent} */ event) => follow(event, go)}>不查找，看全部</a>` : nothing}</div>` : nothing}
	</section>`;
}

/** @param {Library} answer @param {string} q @param {boolean} paged */
function nothingThere(answer, q, paged) {
	if (q) return empty(`没有找到“${q}”。可以少写几个字再找。`);
	if (paged) return empty('没有更早的了。');
	return empty(answer.may_add ? '还没有材料。上传一次，几个目标都能用；现场确认也可以，不必传材料。' : '还没有材料。现场确认也可以，不必传材料。');
}

begin({ frame, library });
