// @ts-check
/** The pages of a piece of evidence as pictures; of restricted evidence first what for. */
import { html, nothing } from 'lit-html';
import { errorBeside, fieldsOf, showErrors, showProblem } from '../common/form.js';

/** @typedef {import('./api.js').Evidence} Evidence */

/** @param {Evidence} piece @param {string} address @param {(purpose: string) => Promise<void>} looked */
export function preview(piece, address, looked) {
	if (piece.state !== 'kept') return html`<p class="muted">已经撤下，不再显示；文件会删除，记录保留。</p>`;
	if (piece.restricted && !piece.purpose) return why(piece, looked);
	if (!piece.previews) return html`<p class="muted">这种文件没有预览，请下载后打开。</p>`;
	const pages = Array.from({ length: piece.previews }, (_, at) => at + 1);

	return html`${piece.restricted ? html`<p class="muted">今天的用途：${piece.purpose}。已记录这次打开。</p>` : nothing}
		<ol class="pages">${pages.map((page) => html`<li><img src="${address}/preview/${page}" loading=${page > 1 ? 'lazy' : 'eager'}
			alt=${pages.length > 1 ? `${piece.name}，第${page}页` : piece.name}></li>`)}</ol>`;
}

/** @param {Evidence} piece @param {(purpose: string) => Promise<void>} looked */
function why(piece, looked) {
	/** @param {Event} event */
	const submit = async (event) => {
		event.preventDefault();
		const form = /** @type {HTMLFormElement} */ (event.target);
		const fields = fieldsOf(form);
		const purpose = (fields.other || fields.chosen || '').trim();
		if (!purpose) {
			showErrors(form, [{ field: 'purpose', detail: '请选一个用途，或者写一个。' }]);
			return;
		}
		try {
			await looked(purpose);
		} catch (error) {
			showProblem(form, error);
		}
	};

	return html`<form class="form" novalidate @submit=${submit}>
		<div data-summary tabindex="-1"></div>
		<p>这份材料只限内部查看。写明用途就能打开；本单位看得到谁、什么时候、为什么打开过。</p>
		<fieldset class="field" data-field="purpose" tabindex="-1"><legend>用途</legend>${errorBeside('purpose')}
			<div class="choices boxed">${(piece.purposes || []).map((text) => html`<label class="choice"><input type="radio" name="chosen" value=${text}><span>${text}</span></label>`)}</div></fieldset>
		<div class="field"><label for="other">别的用途<span class="optional">选了就不用写</span></label>
			<input type="text" id="other" name="other" maxlength="60" autocomplete="off"></div>
		<div class="form-end"><button class="btn primary" type="submit">打开</button></div>
	</form>`;
}
