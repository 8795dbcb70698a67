// @ts-check
/**
 * What stands beside the form of a unit's goals: what its superiors handed down, the nearest first, guidance for its kind and
 * sector, and what is registered of it already. A panel that folds; folded or not, it stays so in this tab.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { dayText } from '../common/date.js';
import { empty, load } from '../common/state.js';

/** @typedef {import('./plan-api.js').Guidance} Guidance */
/** @typedef {import('./plan-api.js').HandedDown} HandedDown */

const FOLDED = 'wuhao.guidance';

/**
 * Draws the panel; the answer is given back, so that a form may offer the tasks.
 * @param {HTMLElement} place
 * @param {number} unit
 * @param {number | null} campaign null: the one in force
 * @returns {Promise<Guidance | null>} null where it could not be read; the panel says so
 */
export async function drawGuidance(place, unit, campaign) {
	/** @type {Guidance | null} */
	let answer = null;

	render(html`<details class="guidance" ?open=${!isFolded()} @toggle=${(/** @type {Event} */ event) =>
		fold(!(/** @type {HTMLDetailsElement} */ (event.target).open))}>
		<summary><h2>上级规划和指导</h2></summary>
		<div data-place="guidance"></div>
	</details>`, place);
	await load(/** @type {HTMLElement} */ (place.querySelector('[data-place="guidance"]')),
		() => call('GET', `/api/goal/guidance/${unit}${campaign ? `?campaign=${campaign}` : ''}`), (read) => {
			answer = read;
			return drawn(read);
		}, 4);
	return answer;
}

/** @param {Guidance} answer */
function drawn({ plans, guidance, known }) {
	if (!plans.length && !guidance.length && !known.length) {
		return empty('上级还没有下发规划和指导。', null, { left: true });
	}
	return html`${known.length ? html`<section><h3>系统里已有的，不用再报</h3>
			<ul class="known">${known.map((fact) => html`<li><b class="code">${fact.standard}</b>${fact.text}
				<a href=${fact.address}>看登记</a></li>`)}</ul></section>` : nothing}
		${guidance.length ? html`<section><h3>分类指导</h3>${guidance.map(one)}</section>` : nothing}
		${plans.length ? html`<section><h3>规划和任务</h3>${plans.map(one)}</section>` : nothing}`;
}

/** @param {HandedDown} plan */
function one(plan) {
	return html`<article>
		<a href="/console/goal/plan/${plan.id}">${plan.title}</a>
		<span class="muted parts"><span>${plan.unit_name}</span><span>${plan.for || plan.kind_label}</span>${plan.ends
			? html`<span>${dayText(plan.ends)}前</span>` : nothing}</span>
		${plan.body ? html`<p class="body">${plan.body}</p>` : nothing}
		${plan.tasks.length ? html`<ol>${plan.tasks.map((task) => html`<li>${task.text}</li>`)}</ol>` : nothing}
	</article>`;
}

function isFolded() {
	try {
		return sessionStorage.getItem(FOLDED) === 'yes';
	} catch {
		return false; // a browser that keeps nothing
	}
}

/** @param {boolean} folded */
function fold(folded) {
	try {
		sessionStorage.setItem(FOLDED, folded ? 'yes' : 'no');
	} catch {
		// as above
	}
}
