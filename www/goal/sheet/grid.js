// @ts-check
/** The sheet as a table: cells that are typed in, what stands beside a row, and the keys of a spreadsheet. */
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { GROUPS, LABELS } from '../parts/fields.js';
import { isEmpty } from './rows.js';

/** @typedef {import('../api.js').Goals} Goals */
/** @typedef {import('../parts/fields.js').Field} Field */
/** @typedef {import('./rows.js').Row} Row */

/**
 * @typedef {object} On what the sheet does
 * @property {(row: Row, field: Field, text: string) => void} type
 * @property {(row: Row, event: FocusEvent) => void} leave
 * @property {(row: Row, field: Field, event: ClipboardEvent) => void} paste
 * @property {(row: Row) => void} drop
 * @property {(row: Row, mine: boolean) => void} settle
 * @property {(field: 'responsible' | 'other', text: string) => void} look
 */

/** The columns that are open. @param {Goals} of @param {string[]} open groups @returns {Field[]} */
export function columnsOf(of, open) {
	/** @type {Field[]} */
	const first = of.member ? ['standard', 'aim', 'due_on'] : ['standard', 'aim', 'due_on', 'responsible'];

	return first.concat(...GROUPS.filter((group) => open.includes(group.name)).map((group) => group.fields
		.filter((field) => !(of.member && field === 'other') && !(field === 'task' && !of.tasks.length) && !(field === 'label' && !of.labels.length))));
}

/** @param {Goals} of @param {Row[]} rows @param {Field[]} columns @param {On} on */
export function grid(of, rows, columns, on) {
	return html`<div class="grid-scroll"><table class="grid">
		<caption class="spoken">目标，一行一条；回车到下一行，上下左右键在格子间移动，可以从表格里整块粘贴</caption>
		<thead><tr>${columns.map((field) => html`<th scope="col" class=${field}>${LABELS[field]}</th>`)}<th scope="col" class="end"><span class="spoken">状态</span></th></tr></thead>
		<tbody>${repeat(rows, (row) => row.key, (row, i) => drawnRow(of, row, i, columns, on))}</tbody>
	</table></div>`;
}

/** @param {Goals} of @param {Row} row @param {number} i @param {Field[]} columns @param {On} on */
function drawnRow(of, row, i, columns, on) {
	const beside = row.errors.length || row.told || row.from || (row.goal && row.goal.hints.length);

	return html`<tr data-row id=${row.goal ? `goal-${row.goal.id}` : nothing} class=${row.state} @focusout=${(/** @type {FocusEvent} */ event) => on.leave(row, event)}>
			${columns.map((field) => html`<td class=${field} data-label=${LABELS[field]}>${cell(of, row, i, field, on)}</td>`)}
			<td class="end"><span class="kept" role="status">${stateOf(row)}</span>
				${isEmpty(row) ? nothing : html`<button class="btn small quiet" type="button" @click=${() => on.drop(row)} aria-label="删除第${i + 1}行">删除</button>`}</td>
		</tr>
		${beside ? html`<tr class="beside-row"><td colspan=${columns.length + 1} id="beside-${row.key}">${besideRow(row, on)}</td></tr>` : nothing}`;
}

/** @param {Row} row */
function stateOf(row) {
	if (row.state === 'sending') return '正在保存';
	if (row.state === 'changed') return '还没有保存';
	if (row.state === 'refused' || row.state === 'conflict') return '没有保存';
	return row.goal ? row.goal.state === 'returned' ? '已退回' : '已保存' : '';
}

/** @param {Row} row @param {On} on */
function besideRow(row, on) {
	if (row.state === 'conflict') {
		return html`<p class="fault">${row.told}</p><p class="row"><button class="btn small" type="button" @click=${() => on.settle(row, true)}>用我写的</button>
			<button class="btn small" type="button" @click=${() => on.settle(row, false)}>用现在的</button></p>`;
	}
	return html`${row.told ? html`<p class="fault">${row.told}</p>` : nothing}
		${row.errors.map((error) => html`<p class="fault">${error.detail}</p>`)}
		${row.from ? html`<p class="from">${row.from}</p>` : nothing}
		${row.goal && !row.errors.length ? row.goal.hints.map((hint) => html`<p class="hint">${hint.text}</p>`) : nothing}`;
}

/** @param {Goals} of @param {Row} row @param {number} i @param {Field} field @param {On} on */
function cell(of, row, i, field, on) {
	const name = `${LABELS[field]}，第${i + 1}行`;
	const wrong = row.errors.some((error) => error.field === field);
	const text = row.cells[field];
	/** @param {Event} event */
	const type = (event) => on.type(row, field, /** @type {HTMLInputElement} */ (event.target).value);
	/** @param {[string, string][]} options */
	const choice = (options) => html`<select data-field=${field} aria-label=${name} aria-invalid=${wrong ? 'true' : nothing} @change=${type}
		title=${(options.find(([value]) => value === text) || ['', ''])[1]}>
		${[/** @type {[string, string]} */ (['', ''])].concat(options).map(([value, label]) => html`<option value=${value} ?selected=${value === text}>${label}</option>`)}</select>`;

	if (field === 'standard') return choice(of.standards.map((one) => [one.code, `${one.code}：${one.text}`]));
	if (field === 'measure') return choice([['figure', '数值'], ['fact', '做到没做到']]);
	if (field === 'task') return choice(of.tasks.map((one) => [String(one.id), one.text]));
	if (field === 'label') return choice(of.labels.map((one) => [String(one.id), one.name]));
	if (field === 'new_way') {
		return html`<label class="tick"><input type="checkbox" data-field=${field} aria-label=${name} .checked=${live(text === 'yes')}
			@change=${(/** @type {Event} */ event) => on.type(row, field, /** @type {HTMLInputElement} */ (event.target).checked ? 'yes' : '')}></label>`;
	}
	if (['aim', 'measures'].includes(field)) {
		return html`<textarea data-field=${field} rows="1" aria-label=${name} aria-invalid=${wrong ? 'true' : nothing} maxlength=${field === 'aim' ? 200 : 1000}
			aria-describedby=${row.errors.length || row.goal ? `beside-${row.key}` : nothing}
			.value=${live(text)} @input=${type} @paste=${(/** @type {ClipboardEvent} */ event) => on.paste(row, field, event)}></textarea>`;
	}
	const listed = field === 'responsible' ? 'people' : field === 'other' ? 'units' : null;
	return html`<input type="text" data-field=${field} aria-label=${name} aria-invalid=${wrong ? 'true' : nothing} autocomplete="off" spellcheck="false"
		list=${listed || nothing} placeholder=${field === 'due_on' && i === 0 ? '12月31日' : nothing} .value=${live(text)}
		@input=${(/** @type {Event} */ event) => {
			type(event);
			if (listed) on.look(/** @type {'responsible' | 'other'} */ (field), /** @type {HTMLInputElement} */ (event.target).value);
		}} @paste=${(/** @type {ClipboardEvent} */ event) => on.paste(row, field, event)}>`;
}

/** The keys: Enter and the arrows lead from cell to cell. Inside a text left and right move at its ends only. @param {KeyboardEvent} event @returns {'down' | null} down: there is no row below yet */
export function walk(event) {
	const at = /** @type {HTMLElement} */ (event.target);
	const box = at.closest('td');

	if (!box || !at.dataset.field || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return null;
	const step = stepOf(event, at);
	if (!step) return null;
	const next = step.side ? besideCell(box, step.side) : belowCell(box, at.dataset.field, step.rows);
	if (!next && step.rows === 1 && event.key === 'Enter') {
		event.preventDefault();
		return 'down';
	}
	if (next) {
		event.preventDefault();
		next.focus();
		if (next instanceof HTMLInputElement && next.type === 'text') next.select();
	}
	return null;
}

/** @param {KeyboardEvent} event @param {HTMLElement} at @returns {{rows: number, side: number} | null} */
function stepOf(event, at) {
	const text = at instanceof HTMLTextAreaElement || at instanceof HTMLInputElement && at.type === 'text' ? at : null;
	const caret = text ? text.selectionStart : 0;
	const whole = !text || text.selectionStart === 0 && text.selectionEnd === text.value.length;

	if (event.key === 'Enter') return { rows: event.shiftKey ? -1 : 1, side: 0 };
	if (at instanceof HTMLSelectElement) return event.key === 'ArrowLeft' ? { rows: 0, side: -1 } : event.key === 'ArrowRight' ? { rows: 0, side: 1 } : null;
	if (text && text.getAttribute('list') && text.value && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) return null; // the list of names is walked
	if (event.key === 'ArrowDown') return { rows: 1, side: 0 };
	if (event.key === 'ArrowUp') return { rows: -1, side: 0 };
	if (event.key === 'ArrowLeft' && (caret === 0 || whole) && !event.shiftKey) return { rows: 0, side: -1 };
	if (event.key === 'ArrowRight' && text && (caret === text.value.length || whole) && !event.shiftKey) return { rows: 0, side: 1 };
	if (event.key === 'ArrowRight' && !text) return { rows: 0, side: 1 };
	return null;
}

/** @param {Element} box @param {number} side @returns {HTMLElement | null} */
function besideCell(box, side) {
	const next = side > 0 ? box.nextElementSibling : box.previousElementSibling;

	return next && next.querySelector('[data-field]');
}

/** @param {Element} box @param {string} field @param {number} step @returns {HTMLElement | null} */
function belowCell(box, field, step) {
	const rows = Array.from(/** @type {Element} */ (box.closest('tbody')).querySelectorAll('tr[data-row]'));
	const row = rows[rows.indexOf(/** @type {Element} */ (box.closest('tr'))) + step];

	return row ? row.querySelector(`[data-field="${field}"]`) : null;
}
