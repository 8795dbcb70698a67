// @ts-check
/**
 * Forms: errors stand beside their field and once at the top, where each leads to its field; what was
 * typed stays, also through a log-out by time.
 *
 * A form holds <div data-summary tabindex="-1"></div> at its top and, for each field, an element
 * .field with a label, <p class="error" data-error="name" hidden></p> and a control of that name.
 */
import { html, render } from 'lit-html';
import { Problem } from './call.js';

/** The place of a field's error. @param {string} name */
export function errorBeside(name) {
	return html`<p class="error" data-error=${name} id=${`${name}-error`} hidden></p>`;
}

/**
 * What a form holds: text by name; of ticked boxes of one name, the values with commas between.
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
export function fieldsOf(form) {
	/** @type {Record<string, string>} */
	const fields = {};

	new FormData(form).forEach((value, name) => {
		if (typeof value !== 'string') return;
		fields[name] = name in fields ? `${fields[name]},${value}` : value;
	});
	return fields;
}

/** Takes all errors away. @param {HTMLElement} form */
export function clearErrors(form) {
	const summary = form.querySelector('[data-summary]');

	if (summary) render(html``, /** @type {HTMLElement} */ (summary));
	for (const place of Array.from(form.querySelectorAll('[data-error]'))) {
		place.textContent = '';
		/** @type {HTMLElement} */ (place).hidden = true;
		mark(form, place, false);
	}
}

/**
 * Shows what a call or a check refused. Returns true if it was a Problem.
 * @param {HTMLElement} form
 * @param {unknown} error
 */
export function showProblem(form, error) {
	if (!(error instanceof Problem)) {
		showErrors(form, [], '系统出错了', '没有保存，您写的还在。请刷新后再试。');
		throw error;
	}
	const wait = error.after && !/\d秒/.test(error.detail) ? `请等${error.after}秒再试。` : '';
	showErrors(form, error.errors, error.title, error.detail + wait);
	return true;
}

/**
 * Shows errors and leads to them.
 * @param {HTMLElement} form
 * @param {{field: string, detail: string}[]} errors
 * @param {string} [title]
 * @param {string} [detail]
 */
export function showErrors(form, errors, title, detail) {
	const summary = drawErrors(form, errors, title, detail);

	if (!summary) return;
	summary.focus();
	summary.scrollIntoView({ block: 'nearest' });
}

/**
 * Draws errors where they belong. Returns the summary's place.
 * @param {HTMLElement} form
 * @param {{field: string, detail: string}[]} errors
 * @param {string} [title]
 * @param {string} [detail]
 */
export function drawErrors(form, errors, title, detail) {
	const summary = /** @type {HTMLElement | null} */ (form.querySelector('[data-summary]'));

	clearErrors(form);
	for (const { field, detail: text } of errors) {
		const place = /** @type {HTMLElement | null} */ (form.querySelector(`[data-error="${field}"]`));
		if (!place) continue;
		place.textContent = text;
		place.hidden = false;
		mark(form, place, true);
	}
	if (summary) {
		render(drawnSummary(form, errors, title || `有${errors.length}处要改`, detail), summary);
	}
	return summary;
}

/**
 * @param {HTMLElement} form @param {{field: string, detail: string}[]} errors
 * @param {string} title @param {string} [detail]
 */
function drawnSummary(form, errors, title, detail) {
	const links = errors.map(({ field, detail: text }) => {
		const control = controlOf(form, field);
		return html`<li>${control
			? html`<a href="#${control.id}" @click=${(/** @type {Event} */ event) => {
				event.preventDefault();
				control.focus();
			}}>${text}</a>` : text}</li>`;
	});

	return html`<div class="summary" role="alert">
		<h2>${title}</h2>
		${detail && !(errors.length === 1 && errors[0].detail === detail)
			? html`<p>${detail}</p>` : ''}
		${links.length ? html`<ul>${links}</ul>` : ''}
	</div>`;
}

/** @param {HTMLElement} form @param {string} name @returns {HTMLElement | null} */
function controlOf(form, name) {
	return form.querySelector(`[name="${name}"]:not([type="hidden"]), [data-field="${name}"]`);
}

/** @param {HTMLElement} form @param {Element} place @param {boolean} wrong */
function mark(form, place, wrong) {
	const name = place.getAttribute('data-error') || '';
	const control = controlOf(form, name);
	const field = place.closest('.field');

	if (field) field.classList.toggle('wrong', wrong);
	if (!control) return;
	if (wrong) {
		control.setAttribute('aria-invalid', 'true');
		control.setAttribute('aria-describedby', place.id);
	} else {
		control.removeAttribute('aria-invalid');
		if (control.getAttribute('aria-describedby') === place.id) {
			control.removeAttribute('aria-describedby');
		}
	}
}

/**
 * Submits a form by `act`; meanwhile its button is busy, a refusal is shown, a twin click does nothing.
 * @param {HTMLFormElement} form
 * @param {(fields: Record<string, string>) => Promise<void>} act
 */
export function onSubmit(form, act) {
	let busy = false;

	form.noValidate = true;
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		if (busy) return;
		busy = true;
		const button = form.querySelector('[type="submit"]');
		if (button) button.setAttribute('aria-busy', 'true');
		try {
			await act(fieldsOf(form));
		} catch (error) {
			showProblem(form, error);
		} finally {
			busy = false;
			if (button) button.removeAttribute('aria-busy');
		}
	});
}

// ---- what is half-written stays in the tab -----------------------------------------------------

const DRAFT = 'wuhao.draft ';

/** @param {string} name such as /console/survey/new @param {unknown} value anything JSON can hold */
export function keepDraft(name, value) {
	try {
		sessionStorage.setItem(DRAFT + name, JSON.stringify(value));
	} catch {
		// A browser that keeps nothing: the page works without.
	}
}

/** @param {string} name @returns {any} null when there is none */
export function readDraft(name) {
	try {
		return JSON.parse(sessionStorage.getItem(DRAFT + name) || 'null');
	} catch {
		return null;
	}
}

/** @param {string} name */
export function dropDraft(name) {
	try {
		sessionStorage.removeItem(DRAFT + name);
	} catch {
		// as above
	}
}
