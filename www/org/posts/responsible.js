// @ts-check
/** Who answers for a unit (S20): four lines, each filled or flagged. */
import { html, nothing } from 'lit-html';
import { call } from '../../common/call.js';
import { dayText } from '../../common/date.js';
import { ask } from '../../common/dialog.js';
import { tag } from '../../common/light.js';
import { say } from '../../common/state.js';
import { bodyOf, line } from '../parts/fields.js';
import { picker } from '../parts/picker.js';

/** @typedef {import('../parts/people.js').Posts} Posts */

/** @param {Posts} now @param {(next: Posts) => void} again */
export function responsibilities(now, again) {
	// departments have all four and are warned; elsewhere they are for who may enter them, or where somebody did
	const wanted = ['party_group', 'agency_committee'].includes(now.kind);
	if (!wanted && !now.may_change && !now.responsible.some((duty) => duty.holders.length)) return nothing;
	return html`<section class="card"><h2>责任人</h2><dl class="facts responsible">${now.responsible.map((duty) => html`
		<dt>${duty.label}</dt>
		<dd>${duty.holders.length ? duty.holders.map((holder) => html`<span class="row">
				<span>${holder.unit ? html`<a href="/console/org/unit/${holder.unit}">${holder.name}</a>` : holder.name}
					<span class="muted">${dayText(holder.since)}起</span></span>
				${now.may_change && duty.several ? html`<button class="btn small" type="button" aria-label="去掉：${holder.name}"
					@click=${() => end(holder.id, holder.name, again)}>去掉</button>` : nothing}</span>`)
			: wanted ? tag('没有登记', 'warn') : html`<span class="muted">没有登记</span>`}
			${now.may_change ? html`<button class="btn small" type="button" aria-label="${duty.holders.length && !duty.several ? '修改' : '登记'}：${duty.label}"
				@click=${() => hold(now, duty, again)}>${duty.holders.length && !duty.several ? '修改' : '登记'}</button>` : nothing}
		</dd>`)}</dl></section>`;
}

/** @param {Posts} now @param {import('../parts/people.js').Responsibility} duty @param {(next: Posts) => void} again */
function hold(now, duty, again) {
	const person = duty.by === 'person';

	return ask({
		title: `登记${duty.label}`, yes: '登记', broad: true,
		text: duty.holders.length && !duty.several ? '原来的责任人到今天为止。' : null,
		body: person ? html`${picker({
			name: 'person', label: '从名册里选', address: `/api/org/posts/${now.unit}/candidates?q=`, hint: '不在名册里的，写在下面',
			show: (row) => `${row.name}（${row.unit_name}）`,
		})}${line('holder_name', '或者写姓名', { optional: true })}` : picker({
			name: 'holder_unit', label: '哪个单位', address: '/api/org/find?q=', show: (row) => row.short_name,
		}),
	}, async (fields) => {
		again(await call('POST', `/api/org/posts/${now.unit}/responsible`,
			{ duty: duty.duty, ...bodyOf(fields, ['person', 'holder_unit']) }));
		say('登记好了。');
	});
}

/** @param {number} id @param {string} name @param {(next: Posts) => void} again */
function end(id, name, again) {
	return ask({ title: '去掉配合部门', text: `${name}从今天起不再是配合部门。现在去掉吗？`, yes: '去掉' }, async () => {
		again(await call('POST', `/api/org/responsibility/${id}/end`, {}));
		say('去掉了。');
	});
}
