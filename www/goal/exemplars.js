// @ts-check
/** Goals that were published as exemplars: found by text, category or 创新; copied from into one's own sheet. No counters. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { ask } from '../common/dialog.js';
import { errorBeside } from '../common/form.js';
import { frame } from '../common/frame.js';
import { joined, tag } from '../common/light.js';
import { me } from '../common/me.js';
import { begin } from '../common/start.js';
import { empty, load, say } from '../common/state.js';
import { goalTag, placeOf, queryOf } from './parts.js';

/** @typedef {import('./plan-api.js').Exemplar} Exemplar */
/** @typedef {import('./plan-api.js').Exemplars} Exemplars */

/** @param {HTMLElement} root */
async function exemplars(root) {
	/** @type {Exemplar[]} */
	let rows = [];
	/** @type {number | null} */
	let next = null;
	const writes = (await me()).seats.some((seat) => seat.role === 'secretary');
	const asked = () => {
		const query = new URLSearchParams(location.search);
		return { q: query.get('q'), category: query.get('category'), new_way: query.get('new_way') === '1' ? 'true' : null };
	};
	/** @param {Record<string, string | null>} change */
	const addressWith = (change) => {
		const { q, category, new_way: fresh } = asked();
		return `/console/goal/exemplars${queryOf({ q, category, new_way: fresh ? 1 : null, ...change })}`;
	};
	/** @param {MouseEvent} event */
	const narrow = (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		history.pushState(null, '', /** @type {HTMLAnchorElement} */ (event.currentTarget).href);
		read();
	};
	/** @param {Event} event */
	const search = (event) => {
		event.preventDefault();
		const q = /** @type {HTMLInputElement} */ (/** @type {HTMLFormElement} */ (event.target).querySelector('input')).value.trim();
		history.pushState(null, '', addressWith({ q }));
		read();
	};
	/** @param {string[]} categories */
	const filters = (categories) => {
		const { q, category, new_way: fresh } = asked();
		return html`<form class="row filters" role="search" aria-label="示范目标" @submit=${search}>
			<input class="input find-text" type="search" name="q" maxlength="30" aria-label="找示范目标" placeholder="目标、措施、服务对象" .value=${q || ''} autocomplete="off">
			<button class="btn" type="submit">找</button>
			<a class="chip" @click=${narrow} href=${addressWith({ category: null, new_way: null })} aria-current=${!category && !fresh ? 'true' : nothing}>全部</a>
			<a class="chip" @click=${narrow} href=${addressWith({ new_way: fresh ? null : '1' })} aria-current=${fresh ? 'true' : nothing}>创新</a>
			${categories.map((one) => html`<a class="chip" @click=${narrow} href=${addressWith({ category: one === category ? null : one })}
				aria-current=${one === category ? 'true' : nothing}>${one}</a>`)}</form>`;
	};
	const draw = () => {
		if (!rows.length) {
			const { q } = asked();
			return html`<section class="card">${empty(q ? `没有找到“${q}”。可以换个说法，或者少写几个字。` : '还没有公开的示范目标。审核人在已备案、已完成的目标页上可以公开。')}</section>`;
		}
		return html`<div class="exemplars">${rows.map((row) => card(row, writes))}</div>${next
			? html`<div class="list-end"><button class="btn" type="button" @click=${more}>再看一些</button></div>` : nothing}`;
	};
	const read = () => load(placeOf(root, 'list'), () => call('GET', `/api/goal/exemplars${queryOf(asked())}`), (/** @type {Exemplars} */ answer) => {
		({ rows, next } = answer);
		render(filters(answer.categories), placeOf(root, 'filters'));
		return draw();
	}, 6);
	const more = async () => {
		const answer = await call('GET', `/api/goal/exemplars${queryOf({ ...asked(), after: next })}`);
		rows = rows.concat(answer.rows);
		next = answer.next;
		render(draw(), placeOf(root, 'list'));
	};

	window.addEventListener('popstate', read);
	await read();
}

/** @param {Exemplar} row @param {boolean} writes whether one writes the goals of a unit */
function card(row, writes) {
	return html`<article class="card">
		<h2><a class="open" href="/console/goal/${row.id}">${row.aim}</a></h2>
		<p class="muted">${joined([row.unit_name, row.campaign_name, row.standard, row.category])}</p>
		<dl class="facts">${fact('衡量', row.measure_text)}${fact('措施', row.measures)}${fact('服务对象', row.serves)}</dl>
		<div class="row">${goalTag(row.state, row.state_label)}${row.new_way ? tag('创新', 'ok') : nothing}
			${writes ? html`<button class="btn small push" type="button" aria-label="照着写：${row.aim}" @click=${() => copy(row)}>照着写</button>` : nothing}</div>
	</article>`;
}

/** A draft of one's own that says the same, and from where it is. @param {Exemplar} row */
async function copy(row) {
	try {
		/** @type {{places: {unit: number, name: string, member: number | null}[]}} */
		const { places } = await call('GET', '/api/goal/goals');
		const units = places.filter((place) => place.member === null);
		/** @type {{id: number} | null} */
		let made = null;
		await ask({
			title: '照着写', yes: '写成草稿', text: `${row.unit_name}：${row.aim}`,
			body: html`${units.length > 1 ? html`<div class="field"><label for="unit">写给哪个单位</label><select id="unit" name="unit">${units.map((place) => html`<option
					value=${place.unit}>${place.name}</option>`)}</select></div>` : html`<input type="hidden" name="unit" value=${units[0].unit}>`}
				${errorBeside('standard')}<p class="muted">会注明照着谁的写。草稿里改成自己的数、自己的人、自己的时限，再提交。</p>`,
		}, async (fields) => {
			made = await call('POST', '/api/goal/goals', {
				unit: Number(fields.unit), standard: row.standard, aim: row.aim, source: row.id, measure: row.measure, target: row.target, figure_unit: row.figure_unit,
				shown_by: row.shown_by, measures: row.measures, serves: row.serves,
			});
		});
		if (made) location.assign(`/console/goal/${/** @type {{id: number}} */ (made).id}`);
	} catch (error) {
		say(/** @type {Error} */ (error).message);
	}
}

/** @param {string} name @param {string | null} text */
function fact(name, text) {
	return text ? html`<dt>${name}</dt><dd>${text}</dd>` : nothing;
}

begin({ frame, exemplars });
