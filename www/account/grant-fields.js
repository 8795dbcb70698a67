// @ts-check
/** The fields of a grant, alone or for many. */
import { html } from 'lit-html';
import { errorBeside } from '../common/form.js';
import { today } from './words.js';

/** From when until when. */
export function dayFields() {
	return html`<div class="field"><label for="since">从哪一天</label>${errorBeside('since')}
		<input class="middle" type="date" id="since" name="since" min=${today()} .value=${today()}></div>
		<div class="field"><label for="until">到哪一天<span class="optional">可以不填</span></label>${errorBeside('until')}
		<input class="middle" type="date" id="until" name="until" min=${today()}></div>`;
}

export function basisField() {
	return html`<div class="field"><label for="basis">依据</label>${errorBeside('basis')}
		<span class="hint">任职文件、会议决定，写明文号或日期</span>
		<input type="text" id="basis" name="basis" maxlength="200" autocomplete="off"></div>`;
}

/** Fields as the interface takes them: ids are numbers, what is empty isn't sent. @param {Record<string, string>} fields */
export function shaped(fields) {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== '')
		.map(([name, value]) => [name, /^(unit|seat|deputy)$/.test(name) ? Number(value) : value.trim()]));
}
