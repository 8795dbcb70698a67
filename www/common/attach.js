// @ts-check
/**
 * What is linked to an item (a goal, a rectification): evidence that is there, sending more of it straight to the item, taking
 * what the unit has already. None is ever wanted: "confirmed on the spot" is a full answer.
 */
import { html, nothing, render } from 'lit-html';
import { call } from './call.js';
import { ask, noteField } from './dialog.js';
import { empty, failed, load, loading, say } from './state.js';
import { drawUpload } from './upload/box.js';
import { piece, usesText } from './upload/piece.js';

/** @typedef {import('../evidence/api.js').AttachedList} AttachedList */
/** @typedef {import('../evidence/api.js').Attached} Attached */
/** @typedef {import('../evidence/api.js').Library} Library */

/**
 * Draws it into `root` and keeps it up to date. The page links /assets/common/upload.css.
 * @param {HTMLElement} root
 * @param {number} item
 * @param {{changed?: () => void}} [options] changed: called when something was linked or a use was ended
 */
export async function drawAttached(root, item, options = {}) {
	if (root.dataset.attached === String(item)) return; // it keeps itself up to date
	root.dataset.attached = String(item);
	render(html`<div data-place="pieces"></div><div data-place="add"></div>`, root);
	/** @param {string} name */
	const place = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-place="${name}"]`));
	const read = () => call('GET', `/api/evidence/of/${item}`);
	/** @param {AttachedList} list */
	const draw = (list) => pieces(list, (row) => end(row, again));
	const again = async () => {
		render(draw(await read()), place('pieces'));
		if (options.changed) options.changed();
	};

	await load(place('pieces'), read, (/** @type {AttachedList} */ list) => {
		if (list.may_add) add(place('add'), list, item, again);
		return draw(list);
	}, 2);
}

/** @param {AttachedList} list @param {(row: Attached) => void} ended */
function pieces(list, ended) {
	return html`${list.rows.length ? html`<ul class="pieces">${list.rows.map((row) => piece(row, null, row.may_end
		? html`<button class="btn small" type="button" aria-label="不再用在这里：${row.name}" @click=${() => ended(row)}>不再用在这里</button>` : null))}</ul>`
		: html`<p class="muted">没有材料。现场确认也可以，不必传材料。</p>`}`;
}

/** @param {Attached} row @param {() => Promise<void>} again */
function end(row, again) {
	return ask({
		title: '不再用在这里', yes: '不再用', text: `“${row.name}”还留在材料库里，别处照用；这里的记录也保留。`, body: noteField('must', '原因'),
	}, async (fields) => {
		await call('POST', `/api/evidence/link/${row.link}/end`, { reason: fields.note });
		await again();
		say('已经不用在这里');
	});
}

/** @param {HTMLElement} place @param {AttachedList} list @param {number} item @param {() => Promise<void>} again */
async function add(place, list, item, again) {
	render(loading(2), place);
	try {
		await drawUpload(place, {
			unit: list.unit, target: item, blue: false, kept: () => { again(); },
			more: html`<button class="btn" type="button" @click=${() => pick(list.unit, item, again)}>从材料库选</button>`,
		});
	} catch (error) {
		render(failed(error, () => add(place, list, item, again)), place);
	}
}

/**
 * One upload serves many: takes what the unit has.
 * @param {number} unit @param {number} item @param {() => Promise<void>} again
 */
function pick(unit, item, again) {
	const done = ask({
		title: '从材料库选', yes: '', close: true, broad: true,
		body: html`<div class="field"><label for="pick-find">按文件名查找</label>
			<input type="search" id="pick-find" class="input" autocomplete="off"></div><div class="pick-list" data-pick></div>`,
	});
	const box = /** @type {HTMLDialogElement} */ (document.querySelector('dialog[open]'));
	const place = /** @type {HTMLElement} */ (box.querySelector('[data-pick]'));
	const field = /** @type {HTMLInputElement} */ (box.querySelector('#pick-find'));
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let timer;

	/** @param {number} evidence */
	const link = async (evidence) => {
		try {
			await call('POST', `/api/evidence/item/${evidence}/link`, { target: item });
			box.close();
			await again();
			say('已用在这里');
		} catch (error) {
			render(failed(error, look), place);
		}
	};
	const look = async () => {
		const asked = field.value.trim();
		render(loading(3), place);
		try {
			/** @type {Library} */
			const found = await call('GET', `/api/evidence/library?unit=${unit}${asked ? `&q=${encodeURIComponent(asked)}` : ''}`);
			if (field.value.trim() === asked) render(offers(found, asked, link), place);
		} catch (error) {
			render(failed(error, look), place);
		}
	};
	field.addEventListener('input', () => {
		clearTimeout(timer);
		timer = setTimeout(look, 200);
	});
	field.addEventListener('keydown', (event) => {
		if (event.key === 'Enter') event.preventDefault(); // the dialog has no button to send
	});
	look();
	return done;
}

/** @param {Library} found @param {string} asked @param {(evidence: number) => void} link */
function offers(found, asked, link) {
	if (!found.rows.length) return empty(asked ? `没有找到“${asked}”。` : '材料库里还没有材料。', null, { left: true });
	return html`<ul class="pieces">${found.rows.map((row) => piece(row, row.uses.length ? `用在：${usesText(row.uses)}` : null,
		html`<button class="btn small" type="button" aria-label="用在这里：${row.name}" @click=${() => link(row.id)}>用在这里</button>`))}</ul>
		${found.next ? html`<p class="muted">还有更早的，请写文件名里的字来找。</p>` : nothing}`;
}
