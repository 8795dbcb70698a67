// @ts-check
/**
 * Sure? One question before what can't be taken back, with the note that it needs. Closing it in any
 * way but the button does nothing; what failed stays open with what was typed.
 */
import { html, nothing, render } from 'lit-html';
import { errorBeside, fieldsOf, showProblem } from './form.js';

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {string | null} [text] the sentence that asks
 * @property {string} yes the button's word, a verb
 * @property {unknown} [body] fields, each with a name
 * @property {boolean} [broad]
 * @property {boolean} [close] only a button that closes
 */

/**
 * Asks, and does it while the dialog stands. Resolves to true when it was done.
 * @param {Question} question
 * @param {(fields: Record<string, string>) => unknown} [act] may return a promise; a Problem is shown
 * @returns {Promise<boolean>}
 */
export function ask(question, act) {
	const box = document.createElement('dialog');
	const from = /** @type {HTMLElement | null} */ (document.activeElement);

	box.setAttribute('aria-labelledby', 'dialog-title');
	if (question.broad) box.className = 'broad';
	document.body.append(box);
	return new Promise((resolve) => {
		let done = false;
		/** @param {Event} event */
		const submit = async (event) => {
			event.preventDefault();
			const form = /** @type {HTMLFormElement} */ (event.target);
			const button = /** @type {HTMLButtonElement} */ (form.querySelector('.primary'));
			button.setAttribute('aria-busy', 'true');
			button.disabled = true;
			try {
				if (act) await act(fieldsOf(form));
				done = true;
				box.close();
			} catch (error) {
				showProblem(form, error);
			} finally {
				button.removeAttribute('aria-busy');
				button.disabled = false;
			}
		};
		box.addEventListener('close', () => {
			box.remove();
			const back = from && from.isConnected ? from : document.getElementById('main'); // its button may be gone by now
			if (back) back.focus();
			resolve(done);
		});
		render(drawn(question, submit, () => box.close()), box);
		box.showModal();
		const first = /** @type {HTMLElement | null} */ (box.querySelector(
			'input:not([type="hidden"]), select, textarea, .primary, .btn'));
		if (first) first.focus();
	});
}

/** @param {Question} question @param {(event: Event) => void} submit @param {() => void} close */
function drawn(question, submit, close) {
	return html`<form method="dialog" novalidate @submit=${submit}>
		<h2 id="dialog-title">${question.title}</h2>
		<div data-summary tabindex="-1"></div>
		${question.text ? html`<p>${question.text}</p>` : nothing}
		${question.body || nothing}
		<div class="row end">
			<button class="btn" type="button" @click=${close}>${question.close ? '关上' : '先不办'}</button>
			${question.close ? nothing
				: html`<button class="btn primary" type="submit">${question.yes}</button>`}
		</div>
	</form>`;
}

/**
 * The note of a verb: why.
 * @param {'may' | 'must'} need @param {string} [label]
 */
export function noteField(need, label = '说明') {
	return html`<div class="field">
		<label for="note">${label}${need === 'may'
			? html`<span class="optional">可以不写</span>` : nothing}</label>
		${errorBeside('note')}
		<textarea id="note" name="note" maxlength="500" rows="3" ?required=${need === 'must'}></textarea>
	</div>`;
}
