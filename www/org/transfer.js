// @ts-check
/** 转接组织关系: who goes from where to where, what each side may do, the history. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { day, dayText } from '../common/date.js';
import { frame } from '../common/frame.js';
import { drawVerbs, timeline } from '../common/item.js';
import { tag } from '../common/light.js';
import { begin } from '../common/start.js';
import { failed, loading, say } from '../common/state.js';

/** @typedef {import('./parts/people.js').Transfer} Transfer */

/** How a state looks. @type {Record<string, '' | 'act' | 'ok' | 'warn' | 'void'>} */
const LOOKS = { asked: 'act', done: 'ok', refused: 'warn', withdrawn: 'void' };
/** @type {Record<string, string>} */
const DONE = { accept: '已接收，这名党员在接收单位的名册里了。', refuse: '已退回，这名党员留在原单位。', withdraw: '已撤回。' };

/** @param {HTMLElement} root */
async function transfer(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	const id = Number((/\/transfer\/(\d+)/.exec(location.pathname) || [])[1]);

	/** @param {Transfer} now */
	const draw = (now) => {
		document.title = `${now.title} · 双五好`;
		render(page(now), place);
		drawVerbs(/** @type {HTMLElement} */ (place.querySelector('[data-verbs]')), now.verbs, async (verb, fields) => {
			draw(await call('POST', `/api/org/transfer/${id}/${verb}`, fields, { version: now.version }));
			say(DONE[verb]);
		}, { refuse: { noteLabel: '为什么不接收' }, withdraw: { noteLabel: '为什么撤回' } });
	};
	const read = async () => {
		try {
			draw(await call('GET', `/api/org/transfer/${id}`));
		} catch (error) {
			render(html`<h1 class="spoken">转接组织关系</h1>${failed(error, read)}`, place);
		}
	};

	place.textContent = '';
	render(loading(5), place);
	await read();
}

/** @param {Transfer} now */
function page(now) {
	return html`<div class="head">
			<h1>${now.title}</h1>
			${tag(now.state_label, LOOKS[now.state])}
			<div class="push" data-verbs></div>
		</div>
		<div class="beside">
			<div class="stack">${facts(now)}</div>
			<aside class="stack" aria-label="经过"><section class="card"><h2>经过</h2>
				${timeline(now.events.slice().reverse(), now.state === 'asked'
					? { what: '等待接收单位答复', when: now.due ? `${dayText(now.due)}前` : '' } : null)}</section></aside>
		</div>`;
}

/** @param {Transfer} now */
function facts(now) {
	/** @param {{id: number | null, short_name: string}} unit */
	const unit = ({ id, short_name: name }) => (id ? html`<a href="/console/org/unit/${id}">${name}</a>` : name);
	const who = now.person;

	return html`<section class="card"><h2>转接组织关系</h2><dl class="facts">
		${who ? html`<dt>党员</dt><dd><a href="/console/org/person/${who.id}">${who.name}</a></dd>
			<dt>党员类别</dt><dd>${who.state_label}</dd>
			<dt>入党日期</dt><dd class="num">${who.joined ? dayText(who.joined) : '没有登记'}</dd>
			${who.full ? html`<dt>转正日期</dt><dd class="num">${dayText(who.full)}</dd>` : nothing}` : nothing}
		<dt>转出单位</dt><dd>${unit(now.from)}</dd>
		<dt>接收单位</dt><dd>${unit(now.to)}</dd>
		${now.reason ? html`<dt>原因</dt><dd>${now.reason}</dd>` : nothing}
		<dt>发起</dt><dd>${day(now.opened)}</dd>
		${now.due && now.state === 'asked' ? html`<dt>办理期限</dt><dd>${day(now.due)}</dd>` : nothing}
	</dl></section>`;
}

begin({ frame, transfer });
