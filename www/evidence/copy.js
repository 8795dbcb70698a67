// @ts-check
/** To the clipboard, over plain HTTP too, where a browser offers the old way alone. */
import { say } from '../common/state.js';

/** @param {string} text */
export async function copy(text) {
	try {
		if (navigator.clipboard) await navigator.clipboard.writeText(text);
		else byHand(text);
		say('已复制');
	} catch {
		say('没有复制成，请选中以后再复制');
	}
}

/** @param {string} text */
function byHand(text) {
	const from = /** @type {HTMLElement | null} */ (document.activeElement);
	const field = document.createElement('textarea');

	field.value = text;
	field.className = 'spoken';
	document.body.append(field);
	field.select();
	const done = document.execCommand('copy');
	field.remove();
	if (from) from.focus();
	if (!done) throw new Error('the browser copies nothing');
}
