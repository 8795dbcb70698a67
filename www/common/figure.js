// @ts-check
/**
 * Results: the distribution before the mean, with its figures in the bar; what is withheld says so in
 * words. Bars are SVG, for the pages' policy allows no style attribute.
 */
import { html, nothing, svg } from 'lit-html';

export const ANSWERS = ['很满意', '满意', '一般', '不满意', '很不满意'];

/**
 * The five answers as one bar, blue to orange. @param {number[]} shares per cent
 * @param {string[]} [labels]
 */
export function bar(shares, labels = ANSWERS) {
	let left = 0;
	const pieces = shares.map((share, i) => {
		const from = left;
		left += share;
		if (share <= 0) return nothing;
		return svg`<rect class="a${i + 1}" x="${from}%" y="0" width="${share}%" height="100%"></rect>
			${from > 0 ? svg`<line class="cut" x1="${from}%" x2="${from}%" y1="0" y2="100%"></line>` : nothing}
			${share >= 7 ? svg`<text class=${i === 0 || i === 4 ? 'light-on' : ''}
				x="${from + share / 2}%" y="50%">${Math.round(share)}</text>` : nothing}`;
	});
	const said = shares.map((share, i) => `${labels[i]}${Math.round(share)}%`).join('，');

	return html`<svg class="dist" role="img" aria-label=${said}><title>${said}</title>${pieces}</svg>`;
}

/** What the colours mean. @param {string[]} [labels] */
export function legend(labels = ANSWERS) {
	return html`<ul class="legend" aria-label="图例">${labels.map((label, i) =>
		html`<li class="a${i + 1}">${label}</li>`)}</ul>`;
}

/** The distribution of a cell, or the sentence in its place. @param {import('./api.js').Figure} figure */
export function distribution(figure) {
	if (figure.shares) return bar(figure.shares);
	if (figure.shown === 'full') return nothing;
	return html`<span class=${figure.shown === 'band' ? '' : 'withheld'}>${figure.text}</span>${note(figure)}`;
}

/** The 满意率 of a cell. @param {import('./api.js').Figure} figure */
export function rate(figure) {
	if (figure.shown === 'full') {
		return html`<span class="rate">${figure.text}</span>${note(figure)}`;
	}
	return html`<span class="withheld" aria-hidden="true">—</span>`;
}

/** One large figure, for the head of a result. @param {import('./api.js').Figure} figure */
export function bigRate(figure) {
	if (figure.shown === 'band') return html`<p class="rate band">${figure.text}</p>${note(figure)}`;
	if (figure.shown !== 'full') return html`<p class="withheld told">${figure.text}</p>${note(figure)}`;
	return html`<p class="rate big">${figure.text}<small>满意</small></p>${note(figure)}`;
}

/** @param {import('./api.js').Figure} figure */
function note(figure) {
	return figure.note ? html`<span class="muted sub">${figure.note}</span>` : nothing;
}

/**
 * The options of one question, each with its bar and its share.
 * @param {{label: string, share: number | null}[]} options share null: withheld
 */
export function optionBars(options) {
	return html`<div class="options" role="list">${options.map(({ label, share }) => html`
		<span role="listitem">${label}</span>
		<svg class="dist" aria-hidden="true"><rect class="rest" width="100%" height="100%"></rect>
			<rect class="one" width="${share || 0}%" height="100%"></rect></svg>
		<span class="share">${share === null ? '—' : `${Math.round(share)}%`}</span>`)}</div>`;
}
