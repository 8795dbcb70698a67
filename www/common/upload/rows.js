// @ts-check
/** A file on its way, in words and as a bar, with what can be done about it. */
import { html, nothing } from 'lit-html';
import { percentOf, progressText, sizeText } from './words.js';

/** @typedef {import('./sending.js').Sent} Sent */

/**
 * @typedef {object} Acts what a row's buttons do; one that isn't there has no button
 * @property {() => void} [goOn]
 * @property {() => void} [pause]
 * @property {() => void} [giveUp]
 * @property {() => void} [away] takes a row that is done from the page
 * @property {() => void} [choose] chooses the same file again
 */

/** The state in words. @param {Sent} file */
function stateText(file) {
	switch (file.state) {
	case 'queued': return file.sent ? `等着接着传，${progressText(file.sent, file.size)}` : `排着队，${progressText(0, file.size)}`;
	case 'sending': return progressText(file.sent, file.size);
	case 'paused': return `已暂停，${progressText(file.sent, file.size)}`;
	case 'checking': return file.said || '传完了，正在检查';
	case 'kept': return '收好了';
	case 'ended': return '已放弃';
	default: return file.said;
	}
}

/** States whose sentence asks for attention. */
const TROUBLED = ['waiting', 'stopped', 'refused'];

/** @param {Sent} file @param {Acts} acts */
export function fileRow(file, acts) {
	const bar = !['kept', 'refused', 'ended'].includes(file.state);

	return html`<li class="file-row ${file.state}" data-row data-state=${file.state}>
		<div class="file-what">
			<b>${file.name}</b>
			<span class="file-says ${TROUBLED.includes(file.state) ? 'troubled' : ''}">${stateText(file)}</span>
			${TROUBLED.includes(file.state) && bar ? html`<span class="muted">${progressText(file.sent, file.size)}</span>` : nothing}
			${bar ? bar_(file) : nothing}
		</div>
		<div class="row file-acts">${buttons(file, acts)}</div>
	</li>`;
}

/** @param {Sent} file */
function bar_(file) {
	const done = percentOf(file.sent, file.size);

	return html`<progress class="bar" max="100" .value=${done} aria-label="${file.name}传了多少">${done}%</progress>`;
}

/** @param {Sent} file @param {Acts} acts */
function buttons(file, acts) {
	/** @param {string} label @param {(() => void) | undefined} act */
	const button = (label, act) => (act ? html`<button class="btn small" type="button" aria-label="${label}：${file.name}"
		@click=${act}>${label}</button>` : nothing);

	switch (file.state) {
	case 'queued':
	case 'sending': return html`${button('暂停', acts.pause)}${button('放弃', acts.giveUp)}`;
	case 'paused': return html`${button('接着传', acts.goOn)}${button('放弃', acts.giveUp)}`;
	case 'waiting': return html`${button('现在再试', acts.goOn)}${button('放弃', acts.giveUp)}`;
	case 'stopped': return stopped(file, acts, button);
	case 'kept': return html`${file.evidence ? html`<a class="btn small" href="/console/evidence/${file.evidence}"
		aria-label="打开：${file.name}">打开</a>` : nothing}`;
	case 'refused': return button('知道了', acts.away);
	default: return nothing;
	}
}

/** @param {Sent} file @param {Acts} acts @param {(label: string, act: (() => void) | undefined) => unknown} button */
function stopped(file, acts, button) {
	if (file.way === 'login') {
		return html`<a class="btn small" href="/console/login?back=${encodeURIComponent(location.pathname + location.search)}">登录</a>`;
	}
	return html`${file.way === 'again' ? button('再试一次', acts.goOn) : nothing}
		${file.way === 'anew' ? button('重新选', acts.choose) : nothing}${file.way === 'choose' ? button('选这个文件接着传', acts.choose) : nothing}
		${file.ticket ? button('放弃', acts.giveUp) : button('知道了', acts.away)}`;
}

/** A file that was chosen and isn't sent yet. @param {File} file @param {() => void} drop */
export function chosenRow(file, drop) {
	return html`<li class="file-row" data-row>
		<div class="file-what"><b>${file.name}</b><span class="file-says">${sizeText(file.size)}</span></div>
		<div class="row file-acts"><button class="btn small" type="button" aria-label="不传：${file.name}" @click=${drop}>不传</button></div>
	</li>`;
}
