// @ts-check
/** For what a member's record is opened: one of the usual purposes, or another in a few words. */
import { html } from 'lit-html';
import { errorBeside, showErrors } from '../../common/form.js';

/** @param {string[]} purposes */
export function purposeField(purposes) {
	return html`<fieldset class="field" data-field="purpose" tabindex="-1"><legend>做什么用</legend>${errorBeside('purpose')}
		${purposes.map((one) => html`<label class="choice"><input type="radio" name="chosen" value=${one}><span>${one}</span></label>`)}
		<label class="choice"><input type="radio" name="chosen" value=""><span>其他</span></label>
		<label class="spoken" for="other-purpose">其他用途</label>
		<input type="text" id="other-purpose" name="purpose" maxlength="60" placeholder="其他用途，写几个字" @input=${(/** @type {Event} */ event) => {
			const box = /** @type {HTMLElement} */ (event.target).closest('form');
			const other = /** @type {HTMLInputElement | null} */ (box && box.querySelector('input[name="chosen"][value=""]'));
			if (other) other.checked = true;
		}}>
	</fieldset>`;
}

/** What was said; empty, and shown as missing, where nothing was. @param {HTMLFormElement} form @param {Record<string, string>} fields */
export function purposeOf(form, fields) {
	const said = fields.chosen || fields.purpose.trim();

	if (!said) showErrors(form, [{ field: 'purpose', detail: '用途没有选。' }], '有1处要改');
	return said;
}
