// @ts-check
/** One meeting record: what, when, led by whom, about what, who came; what stays inside a unit is said to stay there. */
import { html, nothing, render } from 'lit-html';
import { drawAttached } from '../common/attach.js';
import { call } from '../common/call.js';
import { dayText } from '../common/date.js';
import { frame } from '../common/frame.js';
import { drawVerbs, timeline } from '../common/item.js';
import { tag } from '../common/light.js';
import { begin } from '../common/start.js';
import { load, say } from '../common/state.js';

/** @typedef {import('./meeting/api.js').Meeting} Meeting */

/** @param {HTMLElement} root */
async function meeting(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	const id = Number((/\/meeting\/(\d+)/.exec(location.pathname) || [])[1]);

	/** @param {Meeting} now */
	const draw = (now) => {
		document.title = `${now.title} · 双五好`;
		render(page(now), place);
		drawVerbs(/** @type {HTMLElement} */ (place.querySelector('[data-verbs]')), now.verbs, async (verb, fields) => {
			draw(await call('POST', `/api/evidence/meeting/${id}/${verb}`, fields, { version: now.version }));
			say('已作废，日历里不再有这一次。');
		}, { edit: { href: `/console/evidence/meeting/${id}/edit` }, void: { noteLabel: '为什么作废' } });
		const files = /** @type {HTMLElement | null} */ (place.querySelector('[data-files]'));
		if (files) drawAttached(files, id);
	};

	place.textContent = '';
	await load(place, () => call('GET', `/api/evidence/meeting/${id}`), draw, 6);
}

/** @param {Meeting} now */
function page(now) {
	return html`<nav aria-label="所在位置"><ol class="path"><li><a href="/console/evidence/meetings">组织生活</a></li>
			<li><a href="/console/evidence/meetings/${now.unit.id}">${now.unit.short_name}</a></li></ol></nav>
		<div class="head"><h1>${now.title}</h1>${now.state === 'kept' ? nothing : tag(now.state_label, 'void')}
			<div class="push" data-verbs></div></div>
		<div class="beside">
			<div class="stack">${facts(now)}
				${now.takes_files ? html`<section class="card"><h2>材料</h2><div data-files></div></section>` : nothing}</div>
			<aside class="stack" aria-label="经过"><section class="card"><h2>经过</h2>${timeline(now.events.slice().reverse(), null)}</section></aside>
		</div>`;
}

/** @param {Meeting} now */
function facts(now) {
	const came = (now.attendance || []).filter((one) => one.came);
	const away = (now.attendance || []).filter((one) => !one.came);

	return html`<section class="card"><h2>记录</h2><dl class="facts">
		<dt>日期</dt><dd class="num">${dayText(now.held)}</dd>
		<dt>主持人</dt><dd>${now.host_name}</dd>
		${now.closed ? html`<dt>内容</dt><dd class="muted">${now.kind_label}的内容只有本单位能看。</dd>` : html`
			<dt>议题</dt><dd class="text">${now.topics}</dd>
			${now.resolutions ? html`<dt>决议</dt><dd class="text">${now.resolutions}</dd>` : nothing}
			${came.length ? html`<dt>到会</dt><dd>${came.map((one) => one.name).join('、')}</dd>` : nothing}
			${away.length ? html`<dt>请假</dt><dd>${away.map((one) => `${one.name}${one.reason ? `（${one.reason}）` : ''}`).join('、')}</dd>` : nothing}
			${now.others ? html`<dt>${came.length || away.length ? '列席' : '参加'}</dt><dd class="text">${now.others}</dd>` : nothing}`}
	</dl></section>`;
}

begin({ frame, meeting });
