// @ts-check
/** Recording a meeting, or mending the record: kind, day, who led it, topics; the rest is there for who wants it. */
import { html, nothing, render } from 'lit-html';
import { call, isLeaving } from '../common/call.js';
import { dropDraft, errorBeside, keepDraft, onSubmit, readDraft } from '../common/form.js';
import { frame } from '../common/frame.js';
import { me } from '../common/me.js';
import { begin } from '../common/start.js';
import { failed, loading } from '../common/state.js';
import { attendance, takeAttendance } from './meeting/attendance.js';

/** @typedef {import('./meeting/api.js').Calendar} Calendar */
/** @typedef {import('./meeting/api.js').Meeting} Meeting */
/** @typedef {import('./meeting/api.js').Tick} Tick */
/** @typedef {{calendar: Calendar, roster: Tick[], meeting: Meeting | null, secrecy: string}} Known */

/** @param {HTMLElement} root */
async function record(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));

	place.textContent = '';
	render(loading(8), place);
	try {
		draw(place, await known());
	} catch (error) {
		render(failed(error, () => record(root)), place);
	}
}

/** What the form stands on. @returns {Promise<Known>} */
async function known() {
	const [, id] = /\/meeting\/(\d+)\/edit/.exec(location.pathname) || [];
	/** @type {Meeting | null} */
	const meeting = id ? await call('GET', `/api/evidence/meeting/${id}`) : null;
	const unit = meeting ? meeting.unit.id : Number((/\/meetings\/(\d+)\/new/.exec(location.pathname) || [])[1]);
	const [calendar, roster, person] = await Promise.all([
		call('GET', `/api/evidence/calendar/${unit}`), call('GET', `/api/evidence/calendar/${unit}/roster`), me()]);

	return { calendar, roster: roster.rows, meeting, secrecy: person.secrecy };
}

/** @param {HTMLElement} place @param {Known} now */
function draw(place, now) {
	const title = now.meeting ? '修改记录' : '记一次组织生活';
	const back = now.meeting ? `/console/evidence/meeting/${now.meeting.id}` : `/console/evidence/meetings/${now.calendar.unit.id}`;

	document.title = `${title} · 双五好`;
	render(page(now, title, back), place);
	const form = /** @type {HTMLFormElement} */ (place.querySelector('form'));
	keepWriting(form);
	onSubmit(form, async (fields) => {
		const { host, ...rest } = fields;
		const body = { ...rest, host: Number(host) > 0 ? Number(host) : null, ...takeAttendance(form, now.roster) };
		/** @type {Meeting} */
		const kept = now.meeting
			? await call('POST', `/api/evidence/meeting/${now.meeting.id}/edit`, body, { version: now.meeting.version })
			: await call('POST', `/api/evidence/calendar/${now.calendar.unit.id}/meetings`, body);
		dropDraft(location.pathname);
		location.assign(`/console/evidence/meeting/${kept.id}`);
	});
}

/** Topics and resolutions stay in the tab while they are written. @param {HTMLFormElement} form */
function keepWriting(form) {
	const texts = /** @type {HTMLTextAreaElement[]} */ (Array.from(form.querySelectorAll('textarea')));
	const kept = readDraft(location.pathname) || {};

	for (const text of texts) if (typeof kept[text.name] === 'string') text.value = kept[text.name];
	form.addEventListener('input', () => {
		if (!isLeaving) keepDraft(location.pathname, Object.fromEntries(texts.map((text) => [text.name, text.value])));
	});
}

/** @param {Known} now @param {string} title @param {string} back */
function page(now, title, back) {
	const { unit } = now.calendar;

	return html`<nav aria-label="所在位置"><ol class="path"><li><a href="/console/evidence/meetings">组织生活</a></li>
			<li><a href="/console/evidence/meetings/${unit.id}">${unit.short_name}</a></li></ol></nav>
		<div class="head"><h1>${title}</h1></div>
		<form class="form card">
			<div data-summary tabindex="-1"></div>
			${kinds(now)}
			<div class="field"><label for="held_on">哪天开的</label>${errorBeside('held_on')}
				<input class="short" type="date" id="held_on" name="held_on" required max=${now.calendar.today}
					.value=${now.meeting ? now.meeting.held : now.calendar.today}></div>
			${host(now)}
			${text('topics', '议题', now.meeting ? now.meeting.topics : '', 1000, false)}
			${text('resolutions', '决议', now.meeting ? now.meeting.resolutions : '', 2000, true)}
			${now.roster.length ? attendance(now.roster, now.meeting ? now.meeting.attendance || [] : null) : nothing}
			${text('others', now.roster.length ? '列席' : '参加的人', now.meeting ? now.meeting.others : '', 500, true)}
			<p class="note">${now.secrecy}</p>
			<div class="row"><button class="btn primary" type="submit">${now.meeting ? '保存' : '记下来'}</button>
				<a class="btn" href=${back}>先不记</a></div>
		</form>`;
}

/** @param {Known} now */
function kinds(now) {
	const chosen = now.meeting ? now.meeting.kind : new URLSearchParams(location.search).get('kind')
		|| (now.calendar.kinds.find((kind) => kind.light === 'soon') || now.calendar.kinds.find((kind) => kind.light !== 'ok') || { kind: '' }).kind;

	return html`<fieldset class="field"><legend>开的什么会</legend>${errorBeside('kind')}
		<div class="choices boxed" data-field="kind">${now.calendar.kinds.map((kind) => html`<label class="choice">
			<input type="radio" name="kind" value=${kind.kind} ?checked=${kind.kind === chosen}>
			<span>${kind.label}<small>${kind.light_text}</small></span></label>`)}</div></fieldset>`;
}

/** @param {Known} now */
function host(now) {
	const { meeting, roster } = now;
	const outside = meeting && !meeting.host ? meeting.host_name : '';

	if (!roster.length) {
		return html`<div class="field"><label for="host_name">主持人</label>${errorBeside('host_name')}
			<input class="middle" type="text" id="host_name" name="host_name" maxlength="30" .value=${outside || ''}></div>`;
	}
	return html`<div class="field"><label for="host">主持人</label>${errorBeside('host')}${errorBeside('host_name')}
		<select class="middle" id="host" name="host">
			<option value="">不在名册里，写在旁边</option>
			${roster.map((one) => html`<option value=${one.id} ?selected=${Boolean(meeting) && meeting && meeting.host === one.id}>${one.name}</option>`)}
		</select>
		<input class="middle" type="text" name="host_name" maxlength="30" aria-label="不在名册里的主持人" .value=${outside || ''}></div>`;
}

/** @param {string} name @param {string} label @param {string | null} value @param {number} most @param {boolean} optional */
function text(name, label, value, most, optional) {
	return html`<div class="field"><label for=${name}>${label}${optional ? html`<span class="optional">可以不写</span>` : nothing}</label>
		${errorBeside(name)}<textarea id=${name} name=${name} maxlength=${most} rows="3" .value=${value || ''}></textarea></div>`;
}

begin({ frame, record });
