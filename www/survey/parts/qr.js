// @ts-check
/** A QR code as one path, with the quiet zone of four modules that ISO/IEC 18004 wants. */
import { html, nothing, svg } from 'lit-html';

const QUIET = 4;

/**
 * @param {string} path of the dark modules, one unit each
 * @param {number} modules a side
 * @param {string} label what it leads to; empty where words beside it say so
 */
export function qr(path, modules, label) {
	const side = modules + 2 * QUIET;

	return html`<svg class="qr" viewBox="${-QUIET} ${-QUIET} ${side} ${side}"
		role=${label ? 'img' : nothing} aria-label=${label || nothing} aria-hidden=${label ? nothing : 'true'}
		shape-rendering="crispEdges">${svg`<rect x=${-QUIET} y=${-QUIET}
		width=${side} height=${side} fill="#fff"></rect><path d=${path} fill="#000"></path>`}</svg>`;
}
