// @ts-check
/** How posts and terms change: dialogs, each of one question. */
import { html, nothing, render } from 'lit-html';
import { call } from '../../common/call.js';
import { dayText } from '../../common/date.js';
import { ask, noteField } from '../../common/dialog.js';
import { errorBeside } from '../../common/form.js';
import { say } from '../../common/state.js';
import { bodyOf, choice, dayField, line } from '../parts/fields.js';
import { picker } from '../parts/picker.js';

/** @typedef {import('../parts/people.js').Posts} Posts */
/** @typedef {import('../parts/people.js').Holder} Holder */
/** @typedef {(next: Posts) => void} Again */

/** @param {Posts} now @param {string} name @param {string} label @param {(row: any) => void} [on] */
function candidate(now, name, label, on) {
	return picker({
		name, label, address: `/api/org/posts/${now.unit}/candidates?q=`, on,
		hint: '从本单位和下级的名册里找',
		show: (row) => `${row.name}（${row.unit_name}${row.state_label === '正式党员' ? '' : `，${row.state_label}`}）`,
	});
}

/** @param {Posts} now @param {Again} again */
export function appoint(now, again) {
	return ask({
		title: '登记任职', yes: '登记', broad: true,
		text: now.has_terms ? '届中补选、上级任命和党务干部在这里登记；换届请用“登记换届”。' : null,
		body: html`${choice('post', '职务', now.posts.map((post) => ({ value: post.post, label: post.label })))}
			${candidate(now, 'person', '谁担任')}
			${line('title', '分工', { optional: true, hint: '如组织委员' })}
			${dayField('since', '任职日期', { most: now.today, value: now.today })}
			${dayField('trained_on', '上次培训', { optional: true, most: now.today, hint: '党务干部填' })}`,
	}, async (fields) => {
		again(await call('POST', `/api/org/posts/${now.unit}/appoint`, bodyOf(fields, ['person'])));
		say('登记好了。');
	});
}

/** @param {Holder} row @param {Posts} now @param {Again} again */
export function mendTenure(row, now, again) {
	return ask({
		title: `${row.name || ''}：${row.label}`, yes: '保存',
		body: html`${line('title', '分工', { optional: true, value: row.title })}
			${dayField('since', '任职日期', { most: now.today, value: row.since })}
			${dayField('trained_on', '上次培训', { optional: true, most: now.today, value: row.trained })}`,
	}, async (fields) => {
		again(await call('POST', `/api/org/tenure/${row.tenure}/mend`, bodyOf(fields)));
		say('改好了。');
	});
}

/** @param {Holder} row @param {Posts} now @param {Again} again */
export function endTenure(row, now, again) {
	return ask({
		title: `${row.name || ''}不再任${row.label}`, yes: '登记离任', text: '从这一天起，这个职务空着，直到有人接任。',
		body: html`${dayField('until', '离任日期', { most: now.today, value: now.today, least: row.since })}${noteField('may', '原因')}`,
	}, async (fields) => {
		again(await call('POST', `/api/org/tenure/${row.tenure}/end`, bodyOf(fields)));
		say('登记好了。');
	});
}

/** @param {Posts} now @param {Again} again */
export function reply(now, again) {
	const due = now.term ? now.term.due : now.today;

	return ask({
		title: '登记上级批复', yes: '登记', text: `提前或者延后换届要有上级批复。现定${dayText(due)}届满。`,
		body: html`${line('number', '批复文号', { most: 60 })}${dayField('replied_on', '批复日期', { most: now.today })}
			${dayField('due_on', '新的换届日期', { value: due })}`,
	}, async (fields) => {
		again(await call('POST', `/api/org/posts/${now.unit}/reply`, bodyOf(fields)));
		say('批复登记好了。');
	});
}

/**
 * The elected are gathered one by one. @param {Posts} now @param {Again} again
 */
export function elect(now, again) {
	/** @type {{post: string, label: string, person: number, name: string, title: string}[]} */
	const elected = [];
	/** @type {any} */
	let found = null;
	const posts = now.posts.filter((post) => post.elected);
	const list = document.createElement('div');

	list.className = 'field';
	list.dataset.field = 'elected';
	list.tabIndex = -1;
	const draw = () => render(html`<p class="label" id="elected-label">当选名单</p>${errorBeside('elected')}
		${elected.length ? html`<ul class="list elected" aria-labelledby="elected-label">${elected.map((one, i) => html`<li class="row">
			<span>${one.label}　${one.name}${one.title ? `（${one.title}）` : nothing}</span>
			<button class="btn small push" type="button" aria-label="去掉：${one.name}" @click=${() => {
				elected.splice(i, 1);
				draw();
			}}>去掉</button></li>`)}</ul>` : html`<p class="muted">还没有写。先选职务和人，再点“加入名单”。</p>`}`, list);
	/** @param {Event} event */
	const add = (event) => {
		const form = /** @type {HTMLFormElement} */ (/** @type {HTMLElement} */ (event.target).closest('form'));
		const post = posts.find((one) => one.post === /** @type {HTMLSelectElement} */ (form.elements.namedItem('post')).value) || posts[0];
		const title = /** @type {HTMLInputElement} */ (form.elements.namedItem('title'));
		const search = /** @type {HTMLInputElement} */ (form.querySelector('#find-person'));

		if (!found || elected.some((one) => one.person === found.id)) {
			search.focus();
			return;
		}
		elected.push({ post: post.post, label: post.label, person: found.id, name: found.name, title: title.value.trim() });
		title.value = '';
		search.value = '';
		search.dispatchEvent(new Event('input'));
		found = null;
		draw();
	};

	draw();
	return ask({
		title: '登记换届', yes: '登记换届', broad: true,
		text: `登记后上一届和选举产生的职务同时结束，新一届任期${now.years}年。`,
		body: html`${dayField('begun_on', '选举日期', { most: now.today })}
			<div class="pick">${choice('post', '职务', posts.map((post) => ({ value: post.post, label: post.label })))}
				${candidate(now, 'person', '谁当选', (row) => { found = row || null; })}
				${line('title', '分工', { optional: true, hint: '委员要写明，如组织委员' })}
				<button class="btn" type="button" @click=${add}>加入名单</button></div>
			${list}
			${line('basis', '依据', { optional: true, most: 200, hint: '如党员大会决议、上级批复文号' })}`,
	}, async (fields) => {
		again(await call('POST', `/api/org/posts/${now.unit}/elect`, {
			...bodyOf({ begun_on: fields.begun_on, basis: fields.basis }),
			elected: elected.map(({ post, person, title }) => ({ post, person, ...(title ? { title } : {}) })),
		}));
		say('新一届登记好了。');
	});
}
