// @ts-check
/** Which column is what: proposed by its heading, corrected by hand, and remembered for the next file. */
import { html, nothing } from 'lit-html';
import { errorBeside, fieldsOf, showErrors, showProblem } from '../../common/form.js';
import { FIELDS } from './words.js';

/** @typedef {import('../../common/api.js').Import} Import */

/**
 * @param {Import} made @param {(choice: object) => Promise<void>} again @param {boolean} needed
 */
export function columnsCard(made, again, needed) {
	const inside = html`<form class="form columns" novalidate @submit=${(/** @type {Event} */ event) => submit(event, made, again)}>
		<div data-summary tabindex="-1"></div>
		${needed ? html`<p class="note warn">没有认出：${made.layout.missing.map((field) => FIELDS[made.kind][field]).join('、')}。请选一下各列是什么。</p>` : nothing}
		<p class="muted">选过的列名会记住，下次不用再选。</p>
		${places(made)}
		${made.layout.columns.length ? columns(made) : html`<p>没有找到表头。请先选表头在哪一行，再重读。</p>`}
		<div class="form-end"><button class="btn ${needed ? 'primary' : ''}" type="submit">按这样重读</button></div>
	</form>`;

	return html`<section class="card" aria-labelledby="columns-title">
		${needed ? html`<div class="card-head"><h2 id="columns-title">各列是什么</h2></div>${inside}`
			: html`<details><summary id="columns-title">列认得不对？改一下再读</summary>${inside}</details>`}
	</section>`;
}

/** Sheet and header row. @param {Import} made */
function places({ layout }) {
	return html`<div class="row pair">
		${layout.sheets.length > 1 ? html`<div class="field"><label for="sheet">工作表</label>
			<select id="sheet" name="sheet">${layout.sheets.map((sheet, at) => html`<option value=${at + 1}
				?selected=${at + 1 === layout.sheet}>${sheet.name}${sheet.hidden ? '（隐藏的）' : ''}</option>`)}</select></div>` : nothing}
		<div class="field"><label for="header">表头在哪一行</label>
			<select id="header" name="header">${layout.top.map(({ row, cells }) => html`<option value=${row}
				?selected=${row === layout.header}>第${row}行：${cells.filter(Boolean).join('、').slice(0, 40)}</option>`)}</select></div>
	</div>`;
}

/** @param {Import} made */
function columns(made) {
	const labels = FIELDS[made.kind];

	return html`${errorBeside('columns')}<ul class="column-list">${made.layout.columns.map((column) => html`<li>
		<span class="letter num">${column.letter}</span>
		<span class="what"><label for=${`column-${column.column}`}>${column.head || '（没有列名）'}</label>
			<span class="muted sub">${column.samples.filter((text) => text.trim() !== '').join('、') || '空列'}</span></span>
		<div class="field"><select id=${`column-${column.column}`} name=${`column-${column.column}`}>
			<option value="">不要这一列</option>
			${made.fields.map((field) => html`<option value=${field} ?selected=${field === column.field}>${labels[field]}</option>`)}
		</select></div></li>`)}</ul>`;
}

/** @param {Event} event @param {Import} made @param {(choice: object) => Promise<void>} again */
async function submit(event, made, again) {
	event.preventDefault();
	const form = /** @type {HTMLFormElement} */ (event.target);
	const button = /** @type {HTMLElement} */ (form.querySelector('[type="submit"]'));
	const fields = fieldsOf(form);
	const sheet = Number(fields.sheet || made.layout.sheet);
	const header = Number(fields.header || 0);
	const moved = sheet !== made.layout.sheet || header !== made.layout.header;
	/** @type {Record<string, string | null>} */
	const chosen = {};

	for (const column of made.layout.columns) chosen[column.column] = fields[`column-${column.column}`] || null;
	const used = Object.values(chosen).filter(Boolean);
	const twice = used.find((field, at) => used.indexOf(field) !== at);
	if (!moved && twice) {
		showErrors(form, [{ field: 'columns', detail: `“${FIELDS[made.kind][twice]}”选了两列，只能选一列。` }]);
		return;
	}
	button.setAttribute('aria-busy', 'true');
	try {
		// another sheet has other rows, so its header is looked for; another header has other columns
		await again({ sheet, ...(header && sheet === made.layout.sheet ? { header } : {}), ...(moved ? {} : { columns: chosen }) });
	} catch (error) {
		showProblem(form, error);
	} finally {
		button.removeAttribute('aria-busy');
	}
}
