// @ts-check
/** One piece of evidence: what it looks like, its facts and digests, where it is used, who opened it, its history. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { day, dayText, fullText, moment } from '../common/date.js';
import { ask, noteField } from '../common/dialog.js';
import { errorBeside } from '../common/form.js';
import { frame } from '../common/frame.js';
import { drawVerbs, timeline } from '../common/item.js';
import { joined, tag } from '../common/light.js';
import { begin } from '../common/start.js';
import { load, say } from '../common/state.js';
import { kindText } from '../common/upload/piece.js';
import { sizeText } from '../common/upload/words.js';
import { copy } from './copy.js';
import { preview } from './preview.js';

/** @typedef {import('./api.js').Evidence} Evidence */
/** @typedef {import('./api.js').Use} Use */

/** @param {HTMLElement} root */
async function evidence(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="evidence"]'));
	const address = `/api/evidence/item/${location.pathname.split('/').pop()}`;

	/** @param {Evidence} piece */
	const draw = (piece) => {
		document.title = `${piece.name} · 双五好`;
		render(page(piece, address, { ended, looked }), place);
		drawVerbs(/** @type {HTMLElement} */ (place.querySelector('[data-verbs]')), piece.verbs, async (verb, fields) => {
			draw(await call('POST', `${address}/${verb}`, fields, { version: piece.version }));
			say(verb === 'edit' ? '已修改' : '已撤下');
		}, { edit: editing(piece), withdraw: { noteLabel: '原因' } });
	};
	const read = async () => draw(await call('GET', address));
	/** @param {Use} use */
	const ended = (use) => ask({
		title: '不再用在这里', yes: '不再用', text: `不再用在“${use.title || '看不到的一件'}”。文件还在，别处照用，记录也保留。`, body: noteField('must', '原因'),
	}, async (fields) => {
		await call('POST', `/api/evidence/link/${use.link}/end`, { reason: fields.note });
		await read();
		say('已经不用在那里');
	});
	/** @param {string} purpose */
	const looked = async (purpose) => {
		await call('POST', `${address}/look`, { purpose });
		await read();
	};

	await load(place, () => call('GET', address), (piece) => { draw(piece); }, 8);
}

/** @param {Evidence} piece @returns {import('../common/item.js').Extra} */
function editing(piece) {
	return {
		text: '文件本身不变。',
		body: html`<div class="field"><label for="name">文件名</label>${errorBeside('name')}
				<input type="text" id="name" name="name" maxlength="120" autocomplete="off" value=${piece.name}></div>
			<div class="field"><label for="happened">发生日期</label>${errorBeside('happened')}
				<input type="date" class="short" id="happened" name="happened" value=${piece.happened}></div>
			<div class="field"><label for="about">说明<span class="optional">可以不写</span></label>${errorBeside('note')}
				<input type="text" id="about" name="note" maxlength="200" autocomplete="off" value=${piece.note || ''}></div>
			<label class="choice"><input type="checkbox" name="restricted" value="1" ?checked=${piece.restricted}><span>只限内部查看<small>打开要写用途，本单位看得到谁打开过</small></span></label>`,
		shape: (fields) => ({ ...fields, restricted: fields.restricted === '1' }),
	};
}

/** @param {Evidence} piece @param {string} address @param {{ended: (use: Use) => void, looked: (purpose: string) => Promise<void>}} on */
function page(piece, address, on) {
	const open = piece.state === 'kept' && (!piece.restricted || piece.purpose !== null);

	return html`
		<nav aria-label="所在位置"><ol class="path"><li><a href="/console/evidence?unit=${piece.unit.id}">佐证材料</a></li>
			<li><a href="/console/evidence?unit=${piece.unit.id}">${piece.unit.short_name}</a></li></ol></nav>
		<div class="head"><h1 class="file-name">${piece.name}</h1>
			${piece.state === 'kept' ? nothing : tag(piece.state_label, 'void')}
			${piece.restricted ? tag('只限内部查看', 'warn') : nothing}</div>
		<div class="row acts">${open ? html`<a class="btn primary" href="${address}/file" download>下载</a>` : nothing}<div data-verbs></div></div>
		<div class="beside">
			<div class="stack">
				<section class="card" aria-labelledby="content"><h2 id="content" class="spoken">内容</h2>${preview(piece, address, on.looked)}</section>
				${uses(piece, on.ended)}
			</div>
			<div class="stack">
				${facts(piece)}
				${piece.looks ? looks(piece.looks) : nothing}
				<section class="card" aria-labelledby="history"><div class="card-head"><h2 id="history">经过</h2></div>${timeline(piece.events)}</section>
			</div>
		</div>
		<div class="stack last">${digests(piece)}</div>`;
}

/** @param {Evidence} piece */
function facts(piece) {
	return html`<section class="card" aria-labelledby="facts"><div class="card-head"><h2 id="facts">要点</h2></div>
		<dl class="facts">
			<dt>发生</dt><dd>${day(piece.happened)}</dd>
			<dt>上传</dt><dd>${moment(piece.uploaded)}<span class="sub">${piece.uploaded_by}</span></dd>
			<dt>类型</dt><dd>${joined([kindText(piece.type), sizeText(piece.size)])}</dd>
			${piece.note ? html`<dt>说明</dt><dd>${piece.note}</dd>` : nothing}
		</dl></section>`;
}

/** @param {Evidence} piece @param {(use: Use) => void} ended */
function uses(piece, ended) {
	return html`<section class="card" aria-labelledby="uses"><div class="card-head"><h2 id="uses">用在哪里</h2></div>
		${piece.used.length ? html`<ul class="list uses">${piece.used.map((use) => html`<li data-row>
			<div>${target(use.title, use.address)} ${use.state_label ? tag(use.state_label) : nothing}<span class="muted">${joined([use.by, day(use.at)])}</span></div>
			${use.may_end ? html`<button class="btn small" type="button" aria-label="不再用在这里：${use.title || '看不到的一件'}" @click=${() => ended(use)}>不再用在这里</button>` : nothing}</li>`)}</ul>`
			: html`<p class="muted">还没有用在哪里。在目标页点“从材料库选”就能用上。</p>`}
		${piece.past.length ? html`<details class="past"><summary>以前用过</summary><ul class="list uses">${piece.past.map((use) => html`<li><div>${target(use.title, use.address)}
			<span class="muted">${joined([use.by, day(use.at)])}</span><span class="muted">${use.ended_by}${dayText(use.ended)}取消：${use.reason}</span></div></li>`)}</ul></details>` : nothing}
	</section>`;
}

/** @param {string | null} title @param {string | null} address */
function target(title, address) {
	return title && address ? html`<a href=${address}>${title}</a>` : title || '看不到的一件';
}

/** @param {NonNullable<Evidence['looks']>} rows */
function looks(rows) {
	return html`<section class="card" aria-labelledby="looks"><div class="card-head"><h2 id="looks">谁打开过</h2></div>
		${rows.length ? html`<ul class="list looks">${rows.map((row) => html`<li>${row.name}<span class="muted">${joined([row.purpose, html`<span title=${fullText(row.at)}>${dayText(row.at)}</span>`])}</span></li>`)}</ul>`
			: html`<p class="muted">还没有人打开过。</p>`}</section>`;
}

/** @param {Evidence} piece */
function digests(piece) {
	/** @param {string} name @param {string} value */
	const line = (name, value) => html`<dt>${name}</dt><dd class="digest"><code class="code">${value}</code>
		<button class="btn small" type="button" aria-label="复制${name}" @click=${() => copy(value)}>复制</button></dd>`;

	return html`<section class="card" aria-labelledby="digests"><div class="card-head"><h2 id="digests">校验值</h2></div>
		<p class="muted">文件改动一个字，校验值就完全不同。下载后算一遍，和这里一样就是原样。</p>
		<dl class="facts digests">${line('SHA-256', piece.sha256)}${line('SM3', piece.sm3)}
			${piece.stripped ? line('收到时的SHA-256', piece.received) : nothing}</dl>
		${piece.stripped ? html`<p class="note">照片里的拍摄地点和设备信息已经去掉，原来的文件不保留，所以现在的校验值和收到时的不同。手上的原件可以和“收到时的”对照。</p>` : nothing}
	</section>`;
}

begin({ frame, evidence });
