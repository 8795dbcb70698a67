// @ts-check
/** All changes of the organisation in sight: those that wait, that were refused, that are done. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { frame } from '../common/frame.js';
import { begin } from '../common/start.js';
import { empty, load } from '../common/state.js';
import { changeLine } from './change.js';

/** @typedef {import('./api.js').Change} Change */
/** @typedef {{rows: Change[], more: boolean, counts: {waiting: number, refused: number}}} Changes */

/** @type {[string, string][]} */
const FILTERS = [['', '全部'], ['waiting', '待生效'], ['refused', '没有办成'], ['done', '已办'], ['withdrawn', '已撤回']];

/** @param {HTMLElement} root */
async function changes(root) {
	/** @param {string} name */
	const place = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-place="${name}"]`));
	const wanted = () => new URLSearchParams(location.search).get('state') || '';
	/** @type {Change[]} */
	let rows = [];

	/** @param {number} [before] the rows below this id are added */
	const read = async (before) => {
		const query = new URLSearchParams({ ...(wanted() ? { state: wanted() } : {}), ...(before ? { before: String(before) } : {}) });
		/** @type {Changes} */
		const answer = await call('GET', `/api/org/changes?${query}`);
		rows = before ? rows.concat(answer.rows) : answer.rows;
		return answer;
	};
	/** @param {Changes} answer @returns {unknown} */
	const draw = ({ more, counts }) => {
		place('count').textContent = [counts.waiting ? `待生效${counts.waiting}项` : '', counts.refused ? `没有办成${counts.refused}项` : '']
			.filter(Boolean).join('，');
		render(filter(wanted(), choose), place('filter'));
		if (!rows.length) return empty(wanted() ? '没有这样的调整。' : '还没有组织调整。在单位页上可以新建、改名、改隶、分立、合并、撤销。');
		return html`<ul class="card list changes">${rows.map((change) => html`<li class="change-line">
			${changeLine(change, show, true)}</li>`)}</ul>
			${more ? html`<p><button class="btn" type="button" @click=${next}>再看更早的</button></p>` : nothing}`;
	};
	const show = () => load(place('list'), () => read(), draw, 6);
	const next = async () => {
		const answer = await read(rows[rows.length - 1].id);
		render(draw(answer), place('list'));
	};
	/** @param {MouseEvent} event */
	const choose = (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		history.pushState(null, '', /** @type {HTMLAnchorElement} */ (event.currentTarget).href);
		show();
	};

	window.addEventListener('popstate', show);
	await show();
}

/** @param {string} wanted @param {(event: MouseEvent) => void} choose */
function filter(wanted, choose) {
	return html`<nav class="row filter" aria-label="按情况来挑">${FILTERS.map(([state, label]) => html`<a class="chip"
		href=${state ? `/console/org/changes?state=${state}` : '/console/org/changes'} @click=${choose}
		aria-current=${state === wanted ? 'true' : nothing}>${label}</a>`)}</nav>`;
}

begin({ frame, changes });
