// @ts-check
/** A piece of evidence in a list: its first page small, its name, the day of what it shows and that of its upload. */
import { html, nothing } from 'lit-html';
import { dayText } from '../date.js';
import { joined, tag } from '../light.js';

/** @typedef {import('../../evidence/api.js').EvidenceRow} EvidenceRow */

/** What kind of file it is, for people. @param {string} type */
export function kindText(type) {
	if (/^image\//.test(type)) return '图片';
	if (type === 'application/pdf') return 'PDF';
	if (/^video\//.test(type)) return '视频';
	if (/^audio\//.test(type)) return '录音';
	if (/sheet|excel|csv/.test(type)) return '表格';
	if (/presentation|powerpoint/.test(type)) return '演示';
	if (/word|opendocument\.text|^text\/|ofd/.test(type)) return '文档';
	return '文件';
}

/** Where it is used, in a line. @param {string[]} uses */
export function usesText(uses) {
	return uses.map((title) => title || '看不到的一件').join('、');
}

/** @param {Pick<EvidenceRow, 'id' | 'type' | 'previews' | 'restricted'>} row */
function thumb(row) {
	return html`<span class="thumb" aria-hidden="true">${row.previews && !row.restricted
		? html`<img src="/api/evidence/item/${row.id}/preview/1" alt="" loading="lazy">` : kindText(row.type)}</span>`;
}

/**
 * @param {Omit<EvidenceRow, 'uses'>} row @param {unknown} more what else is said of it, in the line below @param {unknown} [acts] buttons
 */
export function piece(row, more, acts) {
	return html`<li class="piece" data-row data-evidence=${row.id}>
		${thumb(row)}
		<div><a class="open" href="/console/evidence/${row.id}">${row.name}</a>
			${row.restricted ? tag('只限内部查看') : nothing}
			<span class="muted">${joined([`${dayText(row.happened)}的事`, `${dayText(row.uploaded)}上传`])}</span>
			${more ? html`<span class="muted">${more}</span>` : nothing}</div>
		${acts ? html`<div class="row">${acts}</div>` : nothing}
	</li>`;
}
