// @ts-check
/** What comes from a spreadsheet: cells fill the sheet from where one stands, to the right and down. */
import { readCells } from '../parts/fields.js';

/** @typedef {import('../api.js').Goals} Goals */
/** @typedef {import('../parts/fields.js').Field} Field */

/** Whether it is more than one cell. @param {string} text */
export function isBlock(text) {
	return /\t/.test(text) || /\n.*\S/.test(text.trim());
}

/**
 * @param {string} text @param {Field} from @param {Field[]} columns @param {Goals} of
 * @returns {Partial<Record<Field, string>>[]} a row each
 */
export function readBlock(text, from, columns, of) {
	const first = columns.indexOf(from);

	return readCells(text).filter((cells) => cells.some((cell) => cell !== '')).map((cells) => {
		/** @type {Partial<Record<Field, string>>} */
		const row = {};
		cells.forEach((cell, i) => {
			const field = columns[first + i];
			if (field) row[field] = meant(field, cell.replace(/\s*\n\s*/g, field === 'measures' ? '\n' : ''), of);
		});
		return row;
	});
}

/** What a cell means where it is chosen, not typed. @param {Field} field @param {string} text @param {Goals} of */
function meant(field, text, of) {
	if (field === 'standard') {
		const code = /^[A-Z]\d(\.\d+)?/i.exec(text);
		const found = of.standards.find((one) => code ? one.code === code[0].toUpperCase() : text !== '' && (one.text.includes(text) || text.includes(one.text)));
		return found ? found.code : '';
	}
	if (field === 'measure') return /数/.test(text) ? 'figure' : text ? 'fact' : '';
	if (field === 'new_way') return /^(是|√|1|创新)$/.test(text) ? 'yes' : '';
	if (field === 'task') return String((of.tasks.find((one) => text && one.text.includes(text)) || { id: '' }).id);
	if (field === 'label') return String((of.labels.find((one) => text && one.name === text) || { id: '' }).id);
	return text;
}
