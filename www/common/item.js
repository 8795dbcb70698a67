// @ts-check
/** What every item shows: the buttons that the answer says are open, and its history. */
import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { day } from './date.js';
import { ask, noteField } from './dialog.js';
import { joined } from './light.js';

/**
 * @typedef {object} Extra what a verb asks beside its note
 * @property {unknown} [body] fields for the dialog, each with a name
 * @property {string} [text] stands for `sure`
 * @property {string} [noteLabel]
 * @property {string} [href] the verb is a page of its own
 * @property {(fields: Record<string, string>) => Record<string, unknown>} [shape]
 */

/**
 * Draws the verbs as buttons, the primary one blue and first. One that needs a note, an answer to
 * “sure?” or other fields asks for them in a dialog, which stays open with its text when refused.
 * @param {HTMLElement} root its [data-verbs], or itself, is filled
 * @param {import('./api.js').Verb[]} verbs
 * @param {(verb: string, fields: Record<string, unknown>) => Promise<void>} act
 * @param {Record<string, Extra>} [extras] by verb
 */
export function drawVerbs(root, verbs, act, extras = {}) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-verbs]') || root);
	const sorted = verbs.slice().sort((a, b) => Number(b.primary) - Number(a.primary));
	const first = sorted.findIndex((verb) => verb.primary);

	render(html`<div class="row">${repeat(sorted, (verb) => verb.verb, (verb, i) =>
		button(verb, i === first, act, extras[verb.verb] || {}))}</div>`, place);
}

/**
 * @param {import('./api.js').Verb} verb @param {boolean} blue
 * @param {(verb: string, fields: Record<string, unknown>) => Promise<void>} act
 * @param {Extra} extra
 */
function button(verb, blue, act, extra) {
	const look = blue ? 'btn primary' : 'btn';

	if (extra.href) return html`<a class=${look} href=${extra.href}>${verb.label}</a>`;
	return html`<button class=${look} type="button" data-verb=${verb.verb}
		@click=${() => run(verb, act, extra)}>${verb.label}</button>`;
}

/**
 * @param {import('./api.js').Verb} verb
 * @param {(verb: string, fields: Record<string, unknown>) => Promise<void>} act
 * @param {Extra} extra
 */
async function run(verb, act, extra) {
	const note = verb.note === 'none' ? nothing : noteField(verb.note, extra.noteLabel);
	const plain = !verb.sure && verb.note !== 'must' && !extra.body && !extra.text;

	await ask({
		title: verb.label,
		text: extra.text || verb.sure || (plain ? `现在${verb.label}吗？` : null),
		yes: verb.label,
		body: html`${extra.body || nothing}${note}`,
	}, (fields) => {
		const sent = tidy(fields);
		return act(verb.verb, extra.shape ? extra.shape(sent) : sent);
	});
}

/** Empty text is no text. @param {Record<string, string>} fields */
function tidy(fields) {
	/** @type {Record<string, string>} */
	const kept = {};

	for (const name of Object.keys(fields)) {
		if (fields[name].trim() !== '') kept[name] = fields[name].trim();
	}
	return kept;
}

/**
 * Draws the history, newest first; on top what is awaited and what will happen by itself.
 * @param {HTMLElement} root its [data-timeline], or itself, is filled
 * @param {import('./api.js').Event_[]} events newest first
 * @param {{what: string, when: string} | null} [awaited]
 */
export function drawTimeline(root, events, awaited) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-timeline]') || root);

	render(timeline(events, awaited), place);
}

/**
 * @param {import('./api.js').Event_[]} events
 * @param {{what: string, when: string} | null} [awaited]
 */
export function timeline(events, awaited) {
	return html`<ol class="timeline">
		${awaited ? html`<li class="now">${awaited.what}<span class="when">${awaited.when}</span></li>`
			: nothing}
		${events.map((event) => html`<li>${event.what}
			${event.note ? html`<span class="why">${event.note}</span>` : nothing}
			<span class="when">${joined([event.at ? day(event.at) : null,
				event.name || '系统'])}</span></li>`)}
	</ol>`;
}
