// @ts-check
/**
 * One round: what it still lacks, the one next act, how much came in, its cards and posters, what it
 * asks, and its history.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { dayText, moment } from '../common/date.js';
import { frame } from '../common/frame.js';
import { drawVerbs, timeline } from '../common/item.js';
import { joined, stateTag } from '../common/light.js';
import { begin } from '../common/start.js';
import { loading, say } from '../common/state.js';
import { table } from '../common/table.js';
import { lost } from './parts/lost.js';
import { addressOf, named, roundOfAddress, spanText } from './parts/round.js';
import { preview } from './parts/preview.js';
import { send } from './parts/send.js';
import { cards } from './round/cards.js';
import { posters } from './round/posters.js';
import { extras } from './round/verbs.js';

/** @typedef {import('./api.js').Round} Round */

const SEALING = 5000; // milliseconds between two looks

/** The hour is past or the officer closed it, and the keeper has not sealed yet. @param {Round} now */
function isSealing(now) {
	return now.state === 'open' && (now.closed !== null || (now.verbs.length > 0 && !now.verbs.some((verb) => verb.verb === 'close')));
}

/** @param {HTMLElement} root */
async function round(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	const id = roundOfAddress();

	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let timer;

	/** @param {Round} now */
	const draw = (now) => {
		clearTimeout(timer);
		if (isSealing(now)) timer = setTimeout(again, SEALING);
		document.title = `${now.title} · 双五好`;
		render(page(now, draw), place);
		const verbs = /** @type {HTMLElement} */ (place.querySelector('[data-verbs]'));
		drawVerbs(verbs, nextFirst(now), (verb, fields) => act(now, verb, fields, draw), extras(now));
	};
	/** Looks again quietly while the last answers are sealed. */
	const again = async () => {
		const now = await call('GET', `/api/survey/round/${id}`).catch(() => null);
		if (now && !document.querySelector('dialog')) draw(now);
		else timer = setTimeout(again, SEALING);
	};
	const read = async () => {
		try {
			draw(await call('GET', `/api/survey/round/${id}`));
		} catch (error) {
			render(lost('测评', error, read), place);
		}
	};

	place.textContent = ''; // the heading that stood here before
	render(loading(8), place);
	await read();
}

/** What is said when a verb is done. @type {Record<string, string>} */
const DONE = {
	open: '测评开始了。可以印海报、做卡片了。', extend: '截止时间改好了。', publish: '结果公布了。', void: '已作废。',
	close: '已经截止。',
};

/**
 * @param {Round} now @param {string} verb @param {Record<string, unknown>} fields
 * @param {(round: Round) => void} draw
 */
async function act(now, verb, fields, draw) {
	const answer = await send(now, `/api/survey/round/${now.id}/${verb}`, fields, draw);

	if (verb === 'copy') {
		location.assign(addressOf(answer.id, 'edit'));
		return;
	}
	draw(answer);
	say(DONE[verb] || '办好了。');
}

/** The blue button: what is missing is filled in before anything opens. @param {Round} now */
function nextFirst(now) {
	if (!now.missing.length) return now.verbs;
	return now.verbs.map((verb) => ({ ...verb, primary: verb.verb === 'edit' }));
}

/** @param {Round} now @param {(round: Round) => void} draw */
function page(now, draw) {
	const hasResult = now.state === 'closed' || now.state === 'published';

	return html`
		<div class="head">
			<h1>${now.title}</h1>
			${stateTag(now.state, now.state_label)}
			<span class="muted">${joined([spanText(now.opens, now.closes),
				now.strata.map((stratum) => stratum.label).join('、'),
				now.units.length ? `${now.units.length}个单位` : null])}</span>
			<div class="push row">
				${hasResult ? html`<a class="btn ${now.verbs.some((verb) => verb.primary) ? '' : 'primary'}"
					href=${addressOf(now.id, 'result')}>看结果</a>` : nothing}
				<div data-verbs></div>
			</div>
		</div>
		${now.void_reason ? html`<p class="note said-first">这次测评已作废。原因：${now.void_reason}</p>` : nothing}
		${now.warnings.map((warning) => html`<p class="note warn said-first">${warning}</p>`)}
		${isSealing(now) ? html`<p class="note act said-first" role="status">已经截止，正在封存最后的答卷。封存好了，这里自己会变，不用刷新。</p>` : nothing}
		<div class="beside">
			<div class="stack">
				${now.state === 'draft' ? readiness(now) : nothing}
				${now.counts.length && now.state !== 'draft' ? counts(now) : nothing}
				${now.marks.some((mark) => mark.channel === 'card') && now.state !== 'draft' ? cards(now, draw) : nothing}
				${now.state === 'open' && !isSealing(now) ? posters(now, draw) : nothing}
				${questionnaires(now)}
			</div>
			<aside class="stack" aria-label="基本情况和经过">${facts(now)}${history(now)}</aside>
		</div>`;
}

/** What a draft still lacks. @param {Round} now */
function readiness(now) {
	if (!now.missing.length) {
		return html`<section class="card"><h2>可以开始了</h2>
			<p class="note ok">该填的都填了。开始以后题目和单位不能再改，请先看一遍下面的题目。</p></section>`;
	}
	return html`<section class="card"><h2>开始前还缺${now.missing.length}项</h2>
		<ul class="list lacks">${now.missing.map((fault) => html`<li data-row>
			<span>${fault.detail}</span>
			<a class="btn small" href="${addressOf(now.id, 'edit')}#${fault.field}">去补</a>
		</li>`)}</ul></section>`;
}

/** How many answered, in steps. @param {Round} now */
function counts(now) {
	const open = now.state === 'open' && !isSealing(now);

	return html`<section class="card"><h2>${open ? '收到多少' : '收到的答卷'}</h2>
		${table('收到的答卷，按对象和渠道', [
			{ head: '对象', lead: true, cell: (row) => row.stratum_label },
			{ head: '渠道', cell: (row) => row.channel_label },
			{ head: open ? '到现在' : '份数', cell: (row) => row.step },
		], now.counts, { fold: false })}
		${open ? html`<p class="muted below">进行中不看结果，截止后才有。份数只分档，不分单位。</p>` : nothing}
	</section>`;
}

/** What is asked, and how it looks. @param {Round} now */
function questionnaires(now) {
	if (!now.strata.length) return nothing;
	return html`<section class="card"><h2>问什么</h2>
		${now.strata.map((stratum) => html`<div class="asked">
			<div class="card-head"><h3>${stratum.label}</h3><span class="muted">${now.questions[stratum.code].length}题</span>
				<button class="btn small push" type="button" @click=${() => preview(now, stratum.code)}>看填的样子</button></div>
			<ol class="asked-list">${now.questions[stratum.code].map((question) => html`<li>
				${named(question.text, '【单位】')}
				<span class="muted">${optionLine(question)}</span></li>`)}</ol>
		</div>`)}
	</section>`;
}

/** @param {import('./api.js').Question} question */
function optionLine(question) {
	if (question.kind === 'text') return `文字，最多${question.longest}字`;
	if (question.kind === 'matrix') return (question.rows || []).join(' · ');
	return (question.options || []).join(' · ');
}

/** @param {Round} now */
function facts(now) {
	/** @param {string} name @param {unknown} value */
	const fact = (name, value) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing);
	const closedEarly = now.closed && now.closes && now.closed < now.closes;

	return html`<section class="card"><h2>基本情况</h2>
		<dl class="facts">
			${fact('时段', now.period)}
			${fact('开始', now.opens ? moment(now.opens) : null)}
			${fact('截止', now.closes ? (closedEarly ? html`<s>${moment(now.closes)}</s><br>${moment(now.closed || '')}`
				: moment(now.closes)) : null)}
			${fact('公布', now.publish_by || now.publish_where ? html`${now.publish_by
				? `${dayText(now.publish_by)}前` : nothing}${now.publish_where ? html`<br>${now.publish_where}` : nothing}` : null)}
			${fact('电话', now.hotline)}
			${fact('批准', now.approved_by || now.approved_on ? html`${joined([now.approved_by,
				now.approved_on ? dayText(now.approved_on) : null])}` : null)}
			${fact('依据', now.basis)}
			${now.state === 'published' ? fact('公开页', html`<a href="/public/${now.id}">群众看到的样子</a>`) : nothing}
		</dl>
		${now.units.length ? html`<details class="units-named" ?open=${now.units.length <= 5}>
			<summary>${now.units.length}个单位，按建制顺序</summary>
			<ol>${now.units.map((unit) => html`<li><a href="/console/org/unit/${unit.id}">${unit.short_name}</a>
				<span class="muted">${unit.public_name || '没有对外名称'}</span></li>`)}</ol>
		</details>` : nothing}
	</section>`;
}

/** @param {Round} now */
function history(now) {
	return html`<section class="card"><h2>经过</h2>${timeline(now.events.slice().reverse(), awaited(now))}</section>`;
}

/** What is waited for, and what will happen by itself. @param {Round} now */
function awaited(now) {
	if (isSealing(now)) return { what: '正在封存', when: '封存后自动转为已截止，才有结果' };
	if (now.state === 'open' && now.closes) {
		return { what: '等待截止', when: `${dayText(now.closes)}${now.closes.slice(11, 16)}自动截止，封存后有结果` };
	}
	if (now.state === 'closed') {
		return { what: '等待公布', when: now.publish_by ? `定在${dayText(now.publish_by)}前公布` : '由工委经办人公布' };
	}
	return null;
}

begin({ frame, round });
