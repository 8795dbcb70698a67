// @ts-check
/** What may be entered of a member, from the roster and from the member's own page. */
import { html } from 'lit-html';
import { call } from '../../common/call.js';
import { dayText } from '../../common/date.js';
import { ask, noteField } from '../../common/dialog.js';
import { say } from '../../common/state.js';
import { bodyOf, choice, dateText, dayField, line } from '../parts/fields.js';
import { picker } from '../parts/picker.js';

/** @typedef {{id: number, name: string, state: string, ends?: string | null, extension?: import('../parts/people.js').Extension | null, version?: number}} Who */

/** By state, the likeliest first. @type {Record<string, {value: string, label: string}[]>} */
const ACTS = {
	probationary: [
		{ value: 'full', label: '转正' }, { value: 'extend', label: '延长预备期' }, { value: 'transfer', label: '转接组织关系' }, { value: 'leave', label: '转到市直机关以外' },
		{ value: 'stop', label: '停止党籍' }, { value: 'expel', label: '取消预备党员资格' }, { value: 'die', label: '去世' },
	],
	full: [
		{ value: 'transfer', label: '转接组织关系' }, { value: 'leave', label: '转到市直机关以外' }, { value: 'stop', label: '停止党籍' },
		{ value: 'expel', label: '出党' }, { value: 'die', label: '去世' },
	],
	stopped: [{ value: 'restore', label: '恢复党籍' }, { value: 'expel', label: '出党' }, { value: 'die', label: '去世' }],
	left: [{ value: 'return', label: '更正：没有转出' }],
	expelled: [{ value: 'return', label: '更正：没有出党' }],
	died: [{ value: 'return', label: '更正：没有去世' }],
};

/** @param {Who} who @param {string} today @param {() => void} read reads the page anew */
export function changeMember(who, today, read) {
	const acts = ACTS[who.state] || [];

	return ask({
		title: `办理${who.name}的事项`, yes: '下一步',
		body: choice('act', '办什么', acts),
	}, (fields) => {
		const label = (acts.find((act) => act.value === fields.act) || acts[0]).label;
		setTimeout(() => {
			if (fields.act === 'transfer') askTransfer(who);
			else if (fields.act === 'extend' && who.extension) askExtension(who, who.extension, who.extension.until ? '更正延长的日期' : label, today, read);
			else askAct(who, fields.act, label, today, read);
		});
	});
}

/** What each is asked beside its day. @type {Record<string, string>} */
const NOTES = {
	leave: '转到哪里', stop: '为什么停止', restore: '为什么恢复', expel: '处分决定和文号', return: '为什么更正', full: '说明', die: '说明',
};

/** @param {Who} who @param {string} act @param {string} label @param {string} today @param {() => void} read */
export function askAct(who, act, label, today, read) {
	const must = !['full', 'die'].includes(act);

	return ask({
		title: `${who.name}：${label}`, yes: label.replace(/^更正：.*/, '更正'),
		text: act === 'full' && who.ends ? `预备期到${dayText(who.ends)}满，转正日期不能早于这一天。` : sureOf(act),
		body: html`${dayField('day', '日期', { value: act === 'full' && who.ends && who.ends <= today ? who.ends : today, most: today })}
			${noteField(must ? 'must' : 'may', NOTES[act])}`,
	}, async (fields) => {
		await call('POST', `/api/org/person/${who.id}/change`, { act, ...bodyOf(fields) }, { version: who.version });
		read();
		say(`${who.name}：${label}，已登记。`);
	});
}

/** @param {string} act */
function sureOf(act) {
	if (['stop', 'leave', 'expel', 'die'].includes(act)) return '登记后不计入党员数，担任的职务同时结束。';
	return null;
}

/**
 * 延长预备期: once, by a decision. Where it was prolonged already the day is corrected, or taken back.
 * @param {Who} who @param {import('../parts/people.js').Extension} limits @param {string} label @param {string} today @param {() => void} read
 */
export function askExtension(who, limits, label, today, read) {
	return ask({
		title: `${who.name}：${label}`, yes: limits.until ? '更正' : '延长', broad: true,
		text: `原来的预备期到${dateText(limits.ends)}满。只能延长一次，延长到${dateText(limits.least)}至${dateText(limits.most)}之间的一天。`,
		body: html`${dayField('until', '延长到哪一天', { value: limits.until || limits.least, least: limits.least, most: limits.most, optional: Boolean(limits.until),
			hint: limits.until ? '登记错了、不该延长的，清空这一格' : undefined })}
			${dayField('day', '支部大会讨论的日期', { most: today })}
			${line('paper', limits.until ? '为什么更正' : '依据', { most: 150, hint: limits.until ? undefined : '支部大会决议、上级党委批复的文号' })}`,
	}, async (fields) => {
		await call('POST', `/api/org/person/${who.id}/extend`, bodyOf(fields), { version: who.version });
		read();
		say(fields.until ? `${who.name}的预备期延长到${dateText(fields.until)}，已登记。` : '已登记：不再延长。');
	});
}

/** @param {Who} who */
export function askTransfer(who) {
	return ask({
		title: `${who.name}：转接组织关系`, yes: '发起转接', broad: true,
		text: '接收单位同意后，这名党员才转过去；在那以前可以撤回。转到市直机关以外的，请用“转到市直机关以外”。',
		body: html`${picker({
			name: 'other', label: '接收单位', address: '/api/org/receivers?q=',
			show: (row) => `${row.short_name}（${row.full_name}）`,
		})}${line('reason', '原因', { optional: true, most: 200 })}`,
	}, async (fields) => {
		const answer = await call('POST', `/api/org/person/${who.id}/transfer`, bodyOf(fields, ['other']), { version: who.version });
		location.assign(`/console/org/transfer/${answer.id}`);
	});
}
