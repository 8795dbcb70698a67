// @ts-check
/**
 * The place that files are sent from: chosen, dropped, pasted or photographed; then the day and a note; then on their way.
 * What this account has begun and not finished, on whatever device, stands there too: the list is the server's.
 */
import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { call } from '../call.js';
import { ask } from '../dialog.js';
import { errorBeside, fieldsOf, showErrors } from '../form.js';
import { me } from '../me.js';
import { say } from '../state.js';
import { choose, receive } from './choose.js';
import { chosenRow, fileRow } from './rows.js';
import { begun, looksLike, whyNot } from './same.js';
import { endTicket, sending, watch } from './sending.js';
import { sizeText } from './words.js';

/** @typedef {import('./sending.js').About} About */
/** @typedef {import('../../evidence/api.js').Ticket} Ticket */
/** @typedef {import('../../evidence/api.js').Tickets} Tickets */

/**
 * @typedef {object} Entry a file on its way, or one that was begun elsewhere
 * @property {string} key
 * @property {import('./sending.js').Sent} now
 * @property {import('./sending.js').Sending | null} work null: its file isn't here
 * @property {Ticket | null} ticket
 * @property {About} about
 *
 * @typedef {object} Place what the files are for
 * @property {number | null} unit null: the caller's only one
 * @property {number | null} target an item
 * @property {boolean} blue whether its button is the page's next act
 * @property {(evidence: number) => void} kept called for each file that was kept
 * @property {unknown} [more] another way, beside the buttons
 */

const AT_ONCE = 2;
let made = 0;

/** @param {HTMLElement} root @param {Place} place */
export async function drawUpload(root, place) {
	const person = await me();
	/** @type {Tickets} */
	const told = await call('GET', '/api/evidence/uploads');
	/** @type {Entry[]} */
	let entries = told.rows.filter((row) => row.state !== 'kept' && (place.target === null || row.target === place.target))
		.map((ticket) => entryOf(ticket, aboutOf(place, {}), begun(ticket)));
	/** @type {File[]} */
	let chosen = [];
	let trouble = '';

	const draw = () => {
		render(drawn(), root);
	};
	/** @param {string} text */
	const refuse = (text) => {
		trouble = text;
		draw();
	};
	/** @param {Entry} entry */
	const changed = (entry) => {
		if (entry.now.state === 'ended' || entry.now.state === 'kept') entries = entries.filter((one) => one !== entry);
		if (entry.now.state === 'kept' && entry.now.evidence) {
			say(`收好了：${entry.now.name}`);
			place.kept(entry.now.evidence);
		}
		next();
		draw();
	};
	const next = () => {
		const under = entries.filter((one) => one.now.state === 'sending').length;
		const waiting = entries.filter((one) => one.work && one.now.state === 'queued');
		waiting.slice(0, Math.max(0, AT_ONCE - under)).forEach((one) => /** @type {import('./sending.js').Sending} */ (one.work).goOn());
	};
	/** @param {Entry} entry @param {File} file */
	const take = (entry, file) => {
		const work = sending(file, entry.about, () => changed(entry), entry.ticket);
		Object.assign(entry, { work, now: work.now });
	};

	/** @param {File[]} files */
	const add = (files) => {
		const wrong = files.map((file) => fault(file, told)).filter(Boolean);
		trouble = wrong.join('');
		chosen = chosen.concat(files.filter((file) => !fault(file, told)
			&& !chosen.some((one) => one.name === file.name && one.size === file.size && one.lastModified === file.lastModified)));
		draw();
	};
	/** @param {Event} event */
	const submit = async (event) => {
		event.preventDefault();
		const form = /** @type {HTMLFormElement} */ (event.target);
		const fields = fieldsOf(form);
		const today = todayText();
		if (!fields.happened || fields.happened > today) {
			showErrors(form, [{ field: 'happened', detail: fields.happened ? '发生日期晚于今天。' : '发生日期没有填。' }]);
			return;
		}
		const files = chosen;
		chosen = [];
		trouble = '';
		for (const file of files) {
			const before = entries.find((one) => !one.work && one.now.way === 'choose' && one.ticket && looksLike(file, one.ticket));
			if (before && before.ticket && !await whyNot(file, before.ticket)) {
				take(before, file);
				continue;
			}
			const entry = entryOf(null, aboutOf(place, fields));
			take(entry, file);
			entries.push(entry);
		}
		next();
		draw();
		const list = /** @type {HTMLElement | null} */ (root.querySelector('.files'));
		if (list) list.focus();
	};
	/** The same file again, or another in the place of one that is gone. @param {Entry} entry */
	const again = (entry) => choose({}, async ([file]) => {
		if (!file) return;
		const open = entry.now.way === 'choose' ? entry.ticket : null;
		const why = open ? await whyNot(file, open) : fault(file, told);
		trouble = why;
		if (!why) {
			entry.ticket = open;
			take(entry, file);
			next();
		}
		draw();
	});
	/** @param {Entry} entry */
	const giveUp = (entry) => ask({
		title: '放弃这次上传', yes: '放弃', text: `“${entry.now.name}”已经传上来的部分会删掉。现在放弃吗？`,
	}, async () => {
		if (entry.work) await entry.work.giveUp();
		else if (entry.now.ticket) await endTicket(entry.now.ticket);
		entries = entries.filter((one) => one !== entry);
		next();
		draw();
	});
	/** @param {Entry} entry */
	const away = async (entry) => {
		if (entry.now.ticket) await endTicket(entry.now.ticket).catch(() => {}); // where that fails it stays on the server's list for a while
		entries = entries.filter((one) => one !== entry);
		draw();
	};
	/** @param {Entry} entry */
	const row = (entry) => fileRow(entry.now, {
		...(entry.work ? { goOn: entry.work.goOn, pause: () => { /** @type {any} */ (entry.work).pause(); next(); } } : {}),
		giveUp: () => giveUp(entry), away: () => away(entry), choose: () => again(entry),
	});

	const drawn = () => html`<div class="upload" data-upload>
		${entries.length ? html`<ul class="files" tabindex="-1" aria-label="正在传的和没有传完的">${repeat(entries, (one) => one.key, row)}</ul>
			${entries.some((one) => ['queued', 'sending', 'paused', 'waiting'].includes(one.now.state)) ? html`<p class="muted">离开这一页也不要紧：传到哪里服务器记着，换一台设备也可以，再选同一个文件就接着传。</p>` : nothing}` : nothing}
		<div class="drop ${chosen.length ? 'filled' : ''}">
			${chosen.length ? html`<ul class="files" aria-label="选好的文件">${chosen.map((file) => chosenRow(file, () => { chosen = chosen.filter((one) => one !== file); draw(); }))}</ul>` : nothing}
			<div class="row">
				<button class="btn camera" type="button" @click=${() => choose({ camera: true }, add)}>拍照</button>
				<button class="btn ${place.blue && !chosen.length ? 'primary' : ''}" type="button" @click=${() => choose({ many: true }, add)}>${chosen.length ? '再选几个' : '选文件'}</button>
				${chosen.length ? nothing : place.more || nothing}
				<span class="muted drop-hint">也可以把文件拖到这里，或者直接粘贴截图</span>
			</div>
			${trouble ? html`<p class="note warn" role="alert">${trouble}</p>` : nothing}
			<p class="note secrecy">${person.secrecy}</p>
			${chosen.length ? facts(submit, chosen.length) : html`<details><summary class="small">能传哪些文件</summary>
				<p class="muted">${told.kinds}，每个最大${sizeText(told.most)}。照片里的拍摄地点和设备信息会去掉。</p></details>`}
		</div>
	</div>`;

	receive(root, add, refuse);
	draw();
	entries.filter((one) => one.now.state === 'checking').forEach((entry) => watch(entry.now, (state, more) => {
		Object.assign(entry.now, { state }, more);
		changed(entry);
	}, () => entry.now.state === 'checking'));
}

/** @param {Ticket | null} ticket @param {About} about @param {import('./sending.js').Sent} [now] a new one has it from its file */
function entryOf(ticket, about, now) {
	return /** @type {Entry} */ ({ key: `file-${++made}`, ticket, about, now, work: null });
}

/** @param {Place} place @param {Record<string, string>} fields @returns {About} */
function aboutOf(place, fields) {
	return { unit: place.unit, target: place.target, happened: fields.happened || '', note: (fields.note || '').trim(), restricted: fields.restricted === '1' };
}

/** Why a file can't be sent. @param {File} file @param {Tickets} told */
function fault(file, told) {
	if (file.size === 0) return `“${file.name}”是空的，没有选上。`;
	return file.size > told.most ? `“${file.name}”有${sizeText(file.size)}，每个文件最大${sizeText(told.most)}。` : '';
}

/** Today on this device, as a date's field has it. */
function todayText() {
	const now = new Date();
	return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

/** What is asked of the files before they go: little, and filled in. @param {(event: Event) => void} submit @param {number} count */
function facts(submit, count) {
	return html`<form class="form upload-facts" novalidate @submit=${submit}>
		<div data-summary tabindex="-1"></div>
		<div class="field"><label for="happened">发生日期</label>${errorBeside('happened')}
			<span class="hint">${count > 1 ? '这几个文件' : '材料'}说的事是哪一天；不是哪天上传</span>
			<input type="date" class="short" id="happened" name="happened" max=${todayText()} .defaultValue=${todayText()}></div>
		<div class="field"><label for="upload-note">说明<span class="optional">可以不写</span></label>${errorBeside('note')}
			<input type="text" id="upload-note" name="note" maxlength="200" autocomplete="off"></div>
		<label class="choice"><input type="checkbox" name="restricted" value="1"><span>只限内部查看<small>打开要写用途，本单位看得到谁打开过</small></span></label>
		<div class="form-end"><button class="btn primary" type="submit">上传${count > 1 ? `${count}个文件` : ''}</button></div>
	</form>`;
}
