// @ts-check
/** The light of a kind of meeting: held in its span, due soon, or neither, in grey words. Never late, never a number. */
import { html } from 'lit-html';
import { light } from '../../common/light.js';

/** @param {import('./api.js').HeldKind} kind */
export function kindLight(kind) {
	return kind.light ? light(kind.light, kind.light_text) : html`<span class="muted">${kind.light_text}</span>`;
}
