// @ts-check
/**
 * The catalogue of standards: five categories of branches, five of members, each with the clause it
 * comes from and what it is seen by. Gaps of the source are shown, never guessed.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { dayText } from '../common/date.js';
import { ask } from '../common/dialog.js';
import { frame } from '../common/frame.js';
import { tag } from '../common/light.js';
import { me } from '../common/me.js';
import { begin } from '../common/start.js';
import { load, say } from '../common/state.js';

/** @typedef {import('../common/api.js').Catalogue} Catalogue */
/** @typedef {import('../common/api.js').Standard} Standard */

/** By what one sees whether a standard is met. @type {Record<string, string>} */
const SEEN_BY = {
	survey: '听意见', goal: '看目标', org: '看组织情况', evidence: '看佐证材料', assess: '看考评',
};
const FOR = { branch: '支部五好', member: '党员五好' };

/** @param {HTMLElement} root */
async function standards(root) {
	/** @param {string} name */
	const place = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-place="${name}"]`));
	/** @type {Catalogue} */
	let answer;
	const draw = () => {
		const wanted = new URLSearchParams(location.search).get('seen') || '';
		const seen = wanted in SEEN_BY ? wanted : '';
		const rows = seen ? answer.rows.filter((row) => row.seen_by === seen) : answer.rows;
		render(filter(answer.rows, seen, choose), place('filter'));
		return html`${part('branch', rows)}${part('member', rows)}`;
	};
	/** @param {MouseEvent} event */
	const choose = (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		history.pushState(null, '', /** @type {HTMLAnchorElement} */ (event.currentTarget).href);
		render(draw(), place('list'));
	};
	const confirm = async () => {
		const sure = '请对照现行文件看过每一条。核定后“样本”两字去掉，核定人和时间会记下。现在核定吗？';
		const done = await ask({ title: '核定标准', text: sure, yes: '核定' }, async () => {
			answer = await call('POST', '/api/org/standards/confirm', { version: answer.catalogue.version });
		});
		if (!done) return;
		await head();
		render(draw(), place('list'));
		say('已核定');
	};
	const head = async () => {
		const person = await me();
		const { catalogue } = answer;
		const officer = person.seats.some((seat) => seat.role === 'officer');
		render(catalogue.confirmed ? tag(`${dayText(catalogue.confirmed)}核定`, 'ok')
			: tag(catalogue.mark || '样本，待工委按现行文件核定', 'warn'), place('mark'));
		render(!catalogue.confirmed && officer ? html`<button class="btn" type="button"
			@click=${confirm}>按现行文件核定</button>` : nothing, place('verbs'));
	};

	window.addEventListener('popstate', () => render(draw(), place('list')));
	await load(place('list'), async () => {
		answer = await call('GET', '/api/org/standards');
		await head();
	}, draw, 8);
}

/** @param {Standard[]} rows @param {string} seen @param {(event: MouseEvent) => void} choose */
function filter(rows, seen, choose) {
	const known = Object.keys(SEEN_BY).filter((by) => rows.some((row) => row.seen_by === by));
	/** @param {string} by @param {string} label @param {number} count */
	const chip = (by, label, count) => html`<a class="chip" @click=${choose}
		href=${by ? `/console/org/standards?seen=${by}` : '/console/org/standards'}
		aria-current=${by === seen ? 'true' : nothing}>${label}<span class="gap num">${count}</span></a>`;

	return html`<nav class="row filter" aria-label="按怎么看来挑">
		${chip('', '全部', rows.length)}
		${known.map((by) => chip(by, SEEN_BY[by], rows.filter((row) => row.seen_by === by).length))}
	</nav>`;
}

/** @param {'branch' | 'member'} whose @param {Standard[]} rows */
function part(whose, rows) {
	const mine = rows.filter((row) => row.for === whose);
	const categories = Array.from(new Set(mine.map((row) => row.category)));

	if (!mine.length) return nothing;
	return html`<section class="part" aria-labelledby=${whose}>
		<h2 id=${whose}>${FOR[whose]}<span class="muted">${mine.length}条</span></h2>
		<div class="card categories">${categories.map((category) => html`<section class="category">
			<h3>${category}</h3>
			<ul>${mine.filter((row) => row.category === category).map(standard)}</ul>
		</section>`)}</div>
	</section>`;
}

/** @param {Standard} row */
function standard(row) {
	return html`<li class="standard" id=${row.code}>
		<span class="number num">${row.code}</span>
		<div>
			<p>${marked(row.text)}</p>
			<p class="muted">出处：${row.clause}</p>
			${row.gap ? html`<p class="gap-said">${row.gap}</p>` : nothing}
		</div>
		<span class="seen">${SEEN_BY[row.seen_by] || row.seen_by}</span>
	</li>`;
}

/** The gaps of the source stand out in its text. @param {string} text */
function marked(text) {
	return text.split(/(【原文空缺】|（原文有缺字）)/).map((piece, i) => i % 2
		? html`<mark class="gap-mark">${piece}</mark>` : piece);
}

begin({ frame, standards });
