// @ts-check
/** What one begins from: templates by standard, and exemplars of other units. */
import { html } from 'lit-html';
import { call } from '../../common/call.js';
import { ask } from '../../common/dialog.js';
import { joined } from '../../common/light.js';
import { empty } from '../../common/state.js';
import { measureText } from '../parts/fields.js';
import { freshRow } from './rows.js';

/** @typedef {import('../api.js').Goals} Goals */

/** @param {{standard: string, aim: string, measure?: string | null, baseline?: string | null, target?: string | null, figure_unit?: string | null, shown_by?: string | null, measures?: string | null, serves?: string | null}} one */
function cells(one) {
	return { standard: one.standard, aim: one.aim, measure: one.measure || '', baseline: one.baseline || '', target: one.target || '',
		figure_unit: one.figure_unit || '', shown_by: one.shown_by || '', measures: one.measures || '', serves: one.serves || '' };
}

/** @param {Goals} of @param {Set<string>} had standards that have a row @returns {Promise<import('./rows.js').Row[]>} */
export async function chooseTemplates(of, had) {
	/** @type {import('./rows.js').Row[]} */
	let rows = [];
	const by = of.standards.map((standard) => ({ standard, templates: of.templates.filter((one) => one.standard === standard.code) }))
		.filter((one) => one.templates.length);

	await ask({
		title: '用样板写', yes: '放进表里', broad: true, text: '勾选以后放进表里，改成自己的：写上数目、日子和人。',
		body: html`<div class="offers">${by.map(({ standard, templates }) => html`<fieldset><legend><b class="code">${standard.code}</b>${standard.text}
			${had.has(standard.code) ? html`<span class="muted">已经有了</span>` : ''}</legend>
			${templates.map((one) => html`<label class="choice"><input type="checkbox" name="codes" value=${one.code}>
				<span>${one.aim}</span></label>`)}</fieldset>`)}</div>`,
	}, (fields) => {
		const codes = (fields.codes || '').split(',');
		rows = of.templates.filter((one) => codes.includes(one.code)).map((one) => freshRow(cells(one), { from: '样板，请改成自己的' }));
	});
	return rows;
}

/** @param {Goals} of @returns {Promise<import('./rows.js').Row[]>} */
export async function chooseExemplars(of) {
	/** @type {import('./rows.js').Row[]} */
	let rows = [];
	const answer = await call('GET', '/api/goal/exemplars');
	const offered = /** @type {import('../plan-api.js').Exemplar[]} */ (answer.rows).filter((one) => of.standards.some((standard) => standard.code === one.standard));

	await ask({
		title: '照示范目标写', yes: '放进表里', broad: true, close: !offered.length,
		body: offered.length ? html`<div class="offers">${offered.map((one) => html`<label class="choice"><input type="checkbox" name="ids" value=${one.id}>
			<span><b class="code">${one.standard}</b>${one.aim}<small class="muted">${joined([one.unit_name, measureText(one)])}</small></span></label>`)}</div>`
			: empty('还没有示范目标。上级把做得好的目标列为示范以后，在这里看。', null, { left: true }),
	}, (fields) => {
		const ids = (fields.ids || '').split(',').map(Number);
		rows = offered.filter((one) => ids.includes(one.id))
			.map((one) => freshRow(cells(one), { source: one.id, from: `照着${one.unit_name}的写` }));
	});
	return rows;
}
