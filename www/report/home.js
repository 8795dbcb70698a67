// @ts-check
/** The home page: one list of what is to be done, the most pressing first; the first is the blue one. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { dayText, fullText, parts } from '../common/date.js';
import { frame } from '../common/frame.js';
import { joined, light } from '../common/light.js';
import { me } from '../common/me.js';
import { MENU } from '../common/menu.js';
import { begin } from '../common/start.js';
import { empty, load } from '../common/state.js';

/** @typedef {import('../common/api.js').Home} Home */
/** @typedef {import('../common/api.js').Me} Me */

/** @param {HTMLElement} root */
async function home(root) {
	/** @param {string} name */
	const place = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-place="${name}"]`));

	me().then((person) => {
		render(identity(person), place('aside'));
		place('secrecy').textContent = person.secrecy;
	}).catch(() => {}); // the list says what failed
	await load(place('list'), async () => {
		const [answer, person] = await Promise.all([call('GET', '/api/report/home'), me()]);
		return { answer, person };
	}, ({ answer, person }) => {
		const heading = answer.count ? `今天要办${answer.count}件` : '今天没有要办的事';
		place('heading').textContent = heading;
		document.title = `${heading} · 双五好`;
		render(html`<time datetime=${answer.today}>${shortDay(answer.today)}<span
			class="gap">${answer.weekday}</span></time>`, place('date'));
		render(answer.drafts.length ? drafts(answer) : nothing, place('drafts'));
		return answer.rows.length ? list(answer) : nothingDue(answer, person);
	}, 6);
}

/** @param {string} iso */
function shortDay(iso) {
	const p = parts(iso);

	return `${p.month}月${p.day}日`;
}

/** The most pressing; what is beyond them is said, for the heading counts it. @param {Home} answer */
function list({ rows, count }) {
	return html`<ul class="list">${rows.map((row, i) => html`<li class="todo" data-row>
		<span title=${row.due ? fullText(row.due) : nothing}>${light(row.light, row.light_text)}</span>
		<div class="what"><b>${row.title}</b>
			<span class="muted">${joined([row.unit, row.note])}</span></div>
		<a class="btn ${i === 0 ? 'primary' : ''}" href=${row.address}
			aria-label=${`${row.act}：${row.title}`}>${row.act}</a>
	</li>`)}</ul>
	${count > rows.length ? html`<p class="muted beyond">还有${count - rows.length}件不急的没有列出，先办上面的。</p>` : nothing}`;
}

/** What was begun and not sent: below the list, for nobody waits for it. @param {Home} answer */
function drafts({ drafts: rows, draft_count: count }) {
	return html`<section class="card drafts" aria-labelledby="drafts">
		<h2 id="drafts">草稿</h2>
		<ul class="list">${rows.map((row) => html`<li class="draft" data-row>
			<div class="what"><b>${row.title}</b> <span class="muted">${row.unit}</span></div>
			<a class="btn" href=${row.address} aria-label=${`打开：${row.title}`}>打开</a>
		</li>`)}</ul>
		${count > rows.length ? html`<p class="muted beyond">还有${count - rows.length}件更早的草稿没有列出。</p>` : nothing}
	</section>`;
}

/** What stands in the place of the list: the next thing, the first thing, or where one may look. @param {Home} answer @param {Me} person */
function nothingDue(answer, person) {
	if (answer.empty && answer.empty.startsWith('还没有目标')) {
		return empty(answer.empty, html`<a class="btn primary" href="/console/goal/sheet">写目标</a>`);
	}
	if (answer.next) {
		return empty(`最近的一件：${answer.next.title}，${dayText(answer.next.due)}前。`,
			html`<a class="btn primary" href=${answer.next.address}>打开</a>`);
	}
	const text = answer.empty || '今天没有要办的事。';
	if (text.startsWith('还没有测评')) {
		return empty(text, html`<a class="btn primary" href="/console/survey/new">新建测评</a>`);
	}
	// “可以查看：{links}。”: the links themselves follow as buttons
	const links = MENU.filter((at) => person.menu.includes(at.word) && text.includes(at.label))
		.map(({ address, label }) => ({ address, label }));
	if (!person.menu.includes('survey')) links.push({ address: '/public/', label: '公布的结果' }); // as anybody sees them
	return empty(text.replace(/可以查看：.*$/, '可以查看：'), links.map((at) => html`<a class="btn" href=${at.address}>${at.label}</a>`));
}

/** Who one is here, and what one may do. @param {Me} person */
function identity(person) {
	return html`<section class="card">
		<h2>当前身份</h2>
		<ul class="stack near">${person.seats.map((seat) => html`<li><b>${seat.label}</b><br>
			<span class="muted">${seat.unit_name}${seat.for ? `，受${seat.for}委托` : nothing}</span></li>`)}</ul>
		${person.may.length ? html`<h3 class="may-head">可以办的</h3>
			<ul class="may">${person.may.map((text) => html`<li>${text}</li>`)}</ul>` : nothing}
	</section>`;
}

begin({ frame, home });
