// @ts-check
/** Ticking who came: all are ticked at first, who is not is away, with a reason if one is known. */
import { html, nothing } from 'lit-html';

/** @typedef {import('./api.js').Tick} Tick */
/** @typedef {{person: number, came: boolean, reason: string | null}} Was */

/**
 * @param {Tick[]} roster
 * @param {Was[] | null} before who came, as it is recorded; null: nothing is yet
 */
export function attendance(roster, before) {
	const was = new Map((before || []).map((one) => [one.person, one]));

	return html`<fieldset class="field attendance"><legend>谁来了<span class="optional">没有来的去掉勾</span></legend>
		<p class="error" data-error="came" id="came-error" hidden></p><p class="error" data-error="away" id="away-error" hidden></p>
		<div class="row"><button class="btn small" type="button" @click=${(/** @type {Event} */ event) => all(event, true)}>都来了</button>
			<button class="btn small" type="button" @click=${(/** @type {Event} */ event) => all(event, false)}>都不记</button></div>
		<ul class="ticks" data-field="came">${roster.map((one) => {
			const then = was.get(one.id);
			const came = before ? Boolean(then && then.came) : true;
			return html`<li><label class="choice"><input type="checkbox" data-came=${one.id} ?checked=${came} @change=${open}>
				<span>${one.name}${one.group ? html`<small>${one.group}</small>` : nothing}</span></label>
				<input class="input" type="text" data-reason=${one.id} maxlength="60" aria-label="${one.name}为什么没有来"
					?hidden=${came} .value=${(then && then.reason) || ''}></li>`;
		})}</ul></fieldset>`;
}

/** The reason stands beside who is not ticked. @param {Event} event */
function open(event) {
	const box = /** @type {HTMLInputElement} */ (event.currentTarget);
	const reason = /** @type {HTMLElement | null} */ (box.closest('li') && /** @type {Element} */ (box.closest('li')).querySelector('[data-reason]'));

	if (reason) reason.hidden = box.checked;
}

/** @param {Event} event @param {boolean} came */
function all(event, came) {
	const field = /** @type {Element} */ (/** @type {Element} */ (event.currentTarget).closest('.attendance'));

	for (const box of /** @type {HTMLInputElement[]} */ (Array.from(field.querySelectorAll('[data-came]')))) {
		if (box.checked !== came) box.click();
	}
}

/**
 * What is sent: who came, and who was away for a reason. Nobody ticked and no reason given: nothing is recorded of anybody.
 * @param {HTMLFormElement} form @param {Tick[]} roster
 * @returns {{came: number[], away: {person: number, reason: string}[]}}
 */
export function takeAttendance(form, roster) {
	/** @param {string} what @param {number} id */
	const input = (what, id) => /** @type {HTMLInputElement | null} */ (form.querySelector(`[data-${what}="${id}"]`));
	const came = roster.filter((one) => (input('came', one.id) || { checked: false }).checked).map((one) => one.id);
	const reasons = roster.filter((one) => !came.includes(one.id))
		.map((one) => ({ person: one.id, reason: (input('reason', one.id) || { value: '' }).value.trim() }));

	return { came, away: came.length ? reasons : reasons.filter((one) => one.reason) };
}
