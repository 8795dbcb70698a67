// @ts-check
/**
 * The living style page: every component in every state, drawn by the very modules that the pages use.
 * A component that isn't here doesn't exist; one that looks wrong here is wrong everywhere.
 */
import { html, render } from 'lit-html';
import { drawErrors } from '../common/form.js';
import { drawn as drawFrame } from '../common/frame.js';
import { find } from '../common/find.js';
import { keyboard } from '../common/keyboard.js';
import { drawTimeline, drawVerbs } from '../common/item.js';
import { begin } from '../common/start.js';
import { controls } from './controls.js';
import { forms } from './forms.js';
import { looks } from './looks.js';
import { results } from './results.js';
import { EVENTS, ME, VERBS } from './sample.js';
import { uploads } from './uploads.js';

/** @typedef {{id: string, name: string, about?: string, body: unknown}} Sample */

/** The frame with a sample of a person, so that this page needs no log-in. @param {HTMLElement} root */
function sampleFrame(root) {
	keyboard();
	drawFrame(root, ME);
	find(/** @type {HTMLElement} */ (root.querySelector('[data-place="find"]')));
}

/** @param {HTMLElement} root */
function style(root) {
	const samples = [...looks(), ...controls(), ...forms(), ...uploads(), ...results()];
	/** @param {string} name */
	const place = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-place="${name}"]`));

	render(samples.map(({ id, name }) => html`<a class="chip" href="#${id}">${name}</a>`), place('index'));
	render(samples.map(({ id, name, about, body }) => html`<section class="sample" id=${id}
		aria-labelledby="${id}-name"><h2 id="${id}-name">${name}</h2>
		${about ? html`<p class="muted">${about}</p>` : ''}${body}</section>`), place('samples'));
	drawVerbs(place('verbs'), VERBS, (verb) => new Promise((done) => setTimeout(done, verb ? 600 : 0)));
	drawTimeline(place('timeline'), EVENTS, { what: '等待截止', when: '9月30日18:00自动截止，截止后才有结果' });
	drawErrors(place('wrong'), [
		{ field: 'wrong-basis', detail: '批准依据没有填。' },
		{ field: 'wrong-closes', detail: '截止时间早于今天。' },
	]);
	drawErrors(place('stale'), [], '别人刚改过', '王强在10:42改了截止时间。您写的还在，请对照后再保存。');
}

begin({ sampleFrame, style });
