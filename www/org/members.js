// @ts-check
/**
 * A unit's roster: who stands in it, in official order or by strokes, to read, to print, to enter and change without leaving
 * the page. Opening it is itself written down.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { ask } from '../common/dialog.js';
import { frame } from '../common/frame.js';
import { light, tag } from '../common/light.js';
import { begin } from '../common/start.js';
import { empty, load, say } from '../common/state.js';
import { opener, table } from '../common/table.js';
import { bodyOf, boxes, choice, dateText, dayField, idsOf, line } from './parts/fields.js';
import { changeMember } from './person/change.js';

/** @typedef {import('./parts/people.js').Roster} Roster */
/** @typedef {import('./parts/people.js').MemberRow} MemberRow */

/** @param {HTMLElement} root */
async function members(root) {
	/** @param {string} name */
	const place = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-place="${name}"]`));
	const unit = Number((/\/unit\/(\d+)\/members/.exec(location.pathname) || [])[1]);

	const read = () => load(place('list'), () => call('GET', addressOf(unit)), draw, 8);
	/** @param {Roster} roster */
	const draw = (roster) => {
		document.title = `${roster.unit.short_name}党员名册 · 双五好`;
		place('sub').textContent = roster.unit.short_name;
		render(path(roster), place('path'));
		render(acts(roster, read), place('acts'));
		render(filters(roster, narrow), place('filters'));
		return list(roster, read);
	};
	/** @param {MouseEvent} event */
	const narrow = (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		history.pushState(null, '', /** @type {HTMLAnchorElement} */ (event.currentTarget).href);
		read();
	};

	window.addEventListener('popstate', read);
	await read();
}

/** What the address asks for. @param {number} unit */
function addressOf(unit) {
	const wanted = new URLSearchParams(location.search);
	const asked = new URLSearchParams();

	for (const name of ['state', 'sorted']) {
		const value = wanted.get(name);
		if (value) asked.set(name, value);
	}
	return `/api/org/members/${unit}${asked.toString() ? `?${asked}` : ''}`;
}

/** @param {Roster} roster */
function path({ unit }) {
	return html`<nav aria-label="所在位置"><ol class="path">
		<li><a href="/console/org">组织</a></li>
		<li><a href="/console/org/unit/${unit.id}">${unit.short_name}</a></li>
	</ol></nav>`;
}

/** @param {Roster} roster @param {() => void} read */
function acts(roster, read) {
	return html`${roster.may_change ? html`<button class="btn primary" type="button"
			@click=${() => add(roster, read)}>添加党员</button>` : nothing}
		${roster.may_change && roster.groups.length && roster.rows.length ? html`<button class="btn" type="button"
			@click=${() => regroup(roster, read)}>调整党小组</button>` : nothing}
		${roster.identity ? html`<a class="btn" href="/console/org/identity">按身份证号找</a>` : nothing}
		<button class="btn" type="button" @click=${() => window.print()}>打印</button>`;
}

/** @param {Roster} roster @param {(event: MouseEvent) => void} narrow */
function filters(roster, narrow) {
	const wanted = new URLSearchParams(location.search);
	const state = wanted.get('state') || '';
	const sorted = wanted.get('sorted') || '';
	/** @param {string} to @param {string} by */
	const href = (to, by) => {
		const query = new URLSearchParams([...(to ? [['state', to]] : []), ...(by ? [['sorted', by]] : [])]).toString();
		return `/console/org/unit/${roster.unit.id}/members${query ? `?${query}` : ''}`;
	};
	const count = roster.counts.filter((one) => ['full', 'probationary'].includes(one.state))
		.reduce((sum, one) => sum + one.count, 0);
	/** @param {string} to @param {string} label @param {number} number */
	const chip = (to, label, number) => html`<a class="chip" @click=${narrow} href=${href(to, sorted)}
		aria-current=${to === state ? 'true' : nothing}>${label}<span class="gap num">${number}</span></a>`;

	return html`<nav class="row filters" aria-label="按党员类别看">
		${chip('', '在册', count)}
		${roster.counts.map((one) => chip(one.state, one.label, one.count))}
		<a class="chip push" @click=${narrow} href=${href(state, sorted ? '' : 'stroke')}
			aria-current=${sorted ? 'true' : nothing}>按姓氏笔画</a>
	</nav>`;
}

/** @param {Roster} roster @param {() => void} read */
function list(roster, read) {
	if (!roster.rows.length) {
		return roster.may_change && !location.search
			? empty('名册里还没有人。逐个添加，或者在“导入”里交一张表。')
			: empty('这一类没有人。');
	}
	/** @type {import('../common/table.js').Column<MemberRow>[]} */
	const columns = [
		{ head: '姓名', lead: true, cell: (row) => html`<span class="whole">${opener(`/console/org/person/${row.id}`, row.name)}</span>` },
		{ head: '党员类别', cell: (row) => (row.state === 'full' ? row.state_label : tag(row.state_label, row.state === 'probationary' ? 'act' : 'void')) },
		{ head: '职务', cell: (row) => row.duty },
		{ head: '入党日期', cell: (row) => (row.joined ? html`<span class="num whole">${dateText(row.joined)}</span>` : null) },
		{ head: '转正日期', cell: (row) => turned(row, roster.today) },
		{ head: '内部编号', cell: (row) => (row.number ? html`<span class="num">${row.number}</span>` : null) },
	];

	if (roster.may_change) columns.push({ head: '办理', right: true, cell: (row) => manage(row, roster, read) });
	return html`<h2 class="print-title">${roster.unit.full_name}党员名册</h2>
		${table(`${roster.unit.short_name}党员名册，${roster.rows.length}人`, columns, roster.rows)}
		<p class="muted roster-end"><span class="screen-only">已记录这次查看：谁、什么时候、看了多少人。</span><span class="print-only">共${roster.rows.length}人　${dateText(roster.today)}打印</span></p>`;
}

/** When a member became full, or how long it is until then. @param {MemberRow} row @param {string} today */
function turned(row, today) {
	if (row.full) return html`<span class="num whole">${dateText(row.full)}</span>`;
	if (row.state !== 'probationary' || !row.ends) return null;
	return row.ends <= today ? light('late', `${dateText(row.ends)}预备期满`) : html`<span class="muted num">${dateText(row.ends)}预备期满</span>`;
}

/** @param {MemberRow} row @param {Roster} roster @param {() => void} read */
function manage(row, roster, read) {
	return html`<button class="btn small" type="button" aria-label="办理：${row.name}"
		@click=${() => changeMember(row, roster.today, read)}>办理</button>`;
}

/** @param {Roster} roster @param {() => void} read */
function add(roster, read) {
	return ask({
		title: '添加党员', yes: '添加', broad: true,
		text: '调进来的党员请由原支部“转接组织关系”，不用在这里添加。',
		body: html`${line('name', '姓名')}
			${choice('state', '党员类别', [{ value: 'full', label: '正式党员' }, { value: 'probationary', label: '预备党员' }])}
			${dayField('joined_on', '入党日期', { hint: '接收为预备党员的那一天', most: roster.today })}
			${dayField('full_on', '转正日期', { hint: '预备党员不填', most: roster.today })}
			${line('number', '内部编号', { optional: true, hint: '同名的人靠它分清' })}
			${line('duty', '职务', { optional: true, most: 60, hint: '行政职务；党内职务在单位页的“职务和任期”里登记' })}`,
	}, async (fields) => {
		await call('POST', `/api/org/members/${roster.unit.id}`, bodyOf(fields));
		read();
		say(`${fields.name.trim()}已加入名册。`);
	});
}

/** Within one branch nobody is transferred. @param {Roster} roster @param {() => void} read */
function regroup(roster, read) {
	return ask({
		title: '调整党小组', yes: '调整', broad: true,
		text: '在一个支部里面调整，今天起生效，不用办转接。在原来党小组的职务同时结束，支部的职务不变。',
		body: html`${choice('unit', '调到哪里', roster.groups.map((group) => ({ value: String(group.id), label: group.short_name })))}
			${boxes('members', '哪些党员', roster.rows.map((row) => ({ id: row.id, label: row.duty ? `${row.name}（${row.duty}）` : row.name })))}`,
	}, async (fields) => {
		const { moved } = await call('POST', `/api/org/members/${fields.unit}/regroup`, { members: idsOf(fields.members) });
		read();
		say(`已调整${moved}人。`);
	});
}

begin({ frame, members });
