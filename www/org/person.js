// @ts-check
/**
 * A member's own page: facts, posts, transfers, history. Whoever works on the unit says first for what; the member reads it
 * without, and sees who looked.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { day, moment } from '../common/date.js';
import { ask } from '../common/dialog.js';
import { onSubmit } from '../common/form.js';
import { frame } from '../common/frame.js';
import { joined, light, tag } from '../common/light.js';
import { begin } from '../common/start.js';
import { empty, failed, loading, say } from '../common/state.js';
import { opener, table } from '../common/table.js';
import { bodyOf, dateText, dayField, line } from './parts/fields.js';
import { purposeField, purposeOf } from './parts/purpose.js';
import { askAct, askExtension, askTransfer } from './person/change.js';

/** @typedef {import('./parts/people.js').Person} Person */

/** @param {HTMLElement} root */
async function person(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	let id = Number((/\/person\/(\d+)/.exec(location.pathname) || [])[1]);

	const read = async () => {
		try {
			if (!id) id = (await call('GET', '/api/org/own')).person;
			if (!id) {
				render(html`<div class="head"><h1>我的登记</h1></div><div class="card">${empty('这个账号还没有对应党员登记。需要对应，请联系系统管理员。')}</div>`, place);
				return;
			}
			const answer = await call('GET', `/api/org/person/${id}`);
			if (answer.purposes) purpose(place, id, answer.purposes, read);
			else draw(answer);
		} catch (error) {
			render(html`<h1 class="spoken">党员</h1>${failed(error, read)}`, place);
		}
	};
	/** @param {Person} now */
	const draw = (now) => {
		document.title = `${now.name} · 双五好`;
		render(page(now, read), place);
		const verbs = /** @type {HTMLElement} */ (place.querySelector('[data-verbs]'));
		render(html`<div class="row">${now.verbs.map((verb) => html`<button type="button" data-verb=${verb.verb}
			class=${verb.primary ? 'btn primary' : 'btn'} @click=${() => act(now, verb.verb, verb.label, read)}>${verb.label}</button>`)}</div>`, verbs);
	};

	place.textContent = '';
	render(loading(6), place);
	await read();
}

/**
 * For what: asked once a day and member.
 * @param {HTMLElement} place @param {number} id @param {string[]} purposes @param {() => Promise<void>} read
 */
function purpose(place, id, purposes, read) {
	render(html`<div class="head"><h1>打开这份登记做什么用？</h1></div>
		<div class="card"><form class="form narrow">
			<div data-summary tabindex="-1"></div>
			<p class="muted">会记下：谁、什么身份、什么时候、做什么用。这名党员登录后看得到。</p>
			${purposeField(purposes)}
			<div class="form-end"><button class="btn primary" type="submit">打开</button></div>
		</form></div>`, place);
	const form = /** @type {HTMLFormElement} */ (place.querySelector('form'));
	onSubmit(form, async (fields) => {
		const said = purposeOf(form, fields);
		if (!said) return;
		await call('POST', `/api/org/person/${id}/look`, { purpose: said });
		render(loading(6), place);
		await read();
	});
}

/** @param {Person} now @param {string} verb @param {string} label @param {() => Promise<void>} read */
function act(now, verb, label, read) {
	if (verb === 'mend') return mend(now, read);
	if (verb === 'transfer') return askTransfer(now);
	if (verb === 'extend' && now.extension) return askExtension(now, now.extension, label, now.today, read);
	return askAct(now, verb, label, now.today, read);
}

/** @param {Person} now @param {() => Promise<void>} read */
function mend(now, read) {
	return ask({
		title: '更正登记内容', yes: '保存', broad: true,
		text: '改了什么、为什么改，会写进经过。',
		body: html`${line('name', '姓名', { value: now.name })}
			${line('number', '内部编号', { value: now.number, optional: true })}
			${dayField('joined_on', '入党日期', { value: now.joined, most: now.today })}
			${dayField('full_on', '转正日期', { value: now.full, most: now.today, hint: '预备党员不填' })}
			${line('duty', '职务', { value: now.duty, most: 60, optional: true, hint: '行政职务' })}
			${line('note', '为什么改', { most: 100 })}`,
	}, async (fields) => {
		await call('POST', `/api/org/person/${now.id}/mend`, bodyOf(fields), { version: now.version });
		await read();
		say('改好了。');
	});
}

/** @param {Person} now @param {() => Promise<void>} read */
function page(now, read) {
	return html`${now.unit ? html`<nav aria-label="所在位置"><ol class="path">
			<li><a href="/console/org">组织</a></li>
			<li><a href="/console/org/unit/${now.unit.id}">${now.unit.short_name}</a></li>
			${now.own ? nothing : html`<li><a href="/console/org/unit/${now.unit.id}/members">党员名册</a></li>`}
		</ol></nav>` : nothing}
		<div class="head">
			<h1>${now.name}</h1>
			${tag(now.state_label, now.state === 'full' ? 'ok' : now.state === 'probationary' ? 'act' : 'void')}
			<div class="push" data-verbs></div>
		</div>
		<div class="beside">
			<div class="stack">${facts(now, read)}${posts(now)}${transfers(now)}</div>
			<aside class="stack" aria-label="经过">${history(now)}${looks(now)}</aside>
		</div>`;
}

/** @param {Person} now @param {() => Promise<void>} read */
function facts(now, read) {
	/** @param {string} name @param {unknown} value */
	const fact = (name, value) => html`<dt>${name}</dt><dd>${value || html`<span class="muted">没有登记</span>`}</dd>`;

	return html`<section class="card"><h2>基本情况</h2><dl class="facts">
		${fact('所在支部', now.unit ? now.unit.full_name : null)}
		${fact('从哪天起', now.since ? dateText(now.since) : null)}
		${fact('内部编号', now.number)}
		${fact('入党日期', now.joined ? dateText(now.joined) : null)}
		${now.state === 'probationary' ? fact('预备期', now.ends ? (now.ends <= now.today
			? light('late', `${dateText(now.ends)}预备期满`) : `到${dateText(now.ends)}${now.extension && now.extension.until ? '（已延长）' : ''}`) : null)
			: fact('转正日期', now.full ? dateText(now.full) : null)}
		${fact('职务', now.duty)}
		${now.identity ? fact('身份证号', identity(now, read)) : nothing}
	</dl></section>`;
}

/** Only where that rule is on. @param {Person} now @param {() => Promise<void>} read */
function identity(now, read) {
	const known = now.identity && now.identity.known;

	return html`${known ? html`<span class="num">${now.identity && now.identity.masked ? now.identity.masked : '已登记'}</span>
			<button class="btn small" type="button" @click=${() => showIdentity(now)}>看全号</button>` : html`<span class="muted">没有登记</span>`}
		${now.verbs.length ? html`<button class="btn small" type="button" @click=${() => setIdentity(now, read)}>${known ? '更正' : '登记'}</button>` : nothing}`;
}

/** @param {Person} now */
function showIdentity(now) {
	return ask({
		title: '看身份证号', yes: '看全号', text: '这次查看会记下用途，这名党员看得到。',
		body: html`${line('purpose', '做什么用', { most: 40 })}<p class="num" data-shown aria-live="polite"></p>`,
	}, async (fields) => {
		const { identity: whole } = await call('POST', `/api/org/person/${now.id}/identity/show`, bodyOf(fields), { keyless: true });
		setTimeout(() => ask({ title: `${now.name}的身份证号`, yes: '', close: true, body: html`<p class="num">${whole}</p>` }));
	});
}

/** @param {Person} now @param {() => Promise<void>} read */
function setIdentity(now, read) {
	return ask({
		title: '登记身份证号', yes: '保存', text: '加密保存，平时只显示最后4位。',
		body: line('identity', '身份证号', { most: 18 }),
	}, async (fields) => {
		await call('POST', `/api/org/person/${now.id}/identity`, bodyOf(fields), { keyless: true, version: now.version });
		await read();
		say('保存好了。');
	});
}

/** @param {Person} now */
function posts(now) {
	if (!now.posts.length) return nothing;
	return html`<section class="card"><h2>党内职务</h2>${table('党内职务，现任在前', [
		{ head: '职务', lead: true, cell: (row) => html`${row.label}${row.title ? html`<span class="sub">${row.title}</span>` : nothing}` },
		{ head: '单位', cell: (row) => (row.unit && row.unit_name ? opener(`/console/org/unit/${row.unit}`, row.unit_name) : row.unit_name) },
		{ head: '时间', cell: (row) => html`<span class="num">${dateText(row.since)}起${row.until ? `，${dateText(row.until)}止` : ''}</span>` },
	], now.posts)}</section>`;
}

/** @param {Person} now */
function transfers(now) {
	if (!now.transfers.length) return nothing;
	return html`<section class="card"><h2>转接</h2>${table('转接组织关系', [
		{ head: '转接', lead: true, cell: (row) => opener(`/console/org/transfer/${row.id}`, `${row.from}→${row.to}`) },
		{ head: '状态', cell: (row) => tag(row.state_label, row.state === 'asked' ? 'act' : '') },
		{ head: '发起', cell: (row) => day(row.opened) },
	], now.transfers)}</section>`;
}

/** @param {Person} now */
function history(now) {
	return html`<section class="card"><h2>经过</h2>${now.events.length ? html`<ol class="timeline">
		${now.events.map((event) => html`<li>${event.what}
			${event.note ? html`<span class="why">${event.note}</span>` : nothing}
			<span class="when">${joined([day(event.on), event.unit, event.name ? `${event.name}登记` : null])}</span></li>`)}
	</ol>` : html`<p class="muted">还没有登记经过。</p>`}</section>`;
}

/** Who looked: for the member alone. @param {Person} now */
function looks(now) {
	if (!now.looks) return nothing;
	return html`<section class="card"><h2>谁看过我的登记</h2>${now.looks.length ? html`<ul class="list looks">
		${now.looks.map((look) => html`<li data-row>${look.name}<span class="sub muted">${joined([look.role, look.purpose, moment(look.at)])}</span></li>`)}
	</ul>` : html`<p class="muted">还没有人看过。</p>`}</section>`;
}

begin({ frame, person });
