// @ts-check
/** The questionnaires of the chosen strata, each begun from its template. */
import { html, nothing } from 'lit-html';
import { stratumLabel } from '../parts/round.js';
import { questionList } from './questions.js';

/**
 * @param {import('./draft.js').Draft} draft @param {import('./questions.js').Desk} desk
 * @param {(stratum: string) => void} preview @param {(stratum: string) => void} reset
 */
export function questionnaires(draft, desk, preview, reset) {
	if (!draft.strata.length) {
		return html`<section class="card"><h2>问什么</h2><p class="muted">先选问谁，样板就放在这里。</p></section>`;
	}
	return html`<section class="card"><h2>问什么</h2>
		${desk.back ? html`<p class="note act said-first">换回了样板。<button class="btn small" type="button"
			@click=${desk.back}>用刚才的</button></p>` : nothing}
		${draft.strata.map((stratum) => html`<div class="asked">
			<div class="card-head"><h3>问${stratumLabel(stratum)}</h3>
				<span class="muted">${draft.questions[stratum].length}题，从样板开始</span>
				<div class="push row">
					<button class="btn quiet small" type="button" @click=${() => reset(stratum)}>换回样板</button>
					<button class="btn small" type="button" @click=${() => preview(stratum)}>看填的样子</button>
				</div></div>
			${questionList(stratum, draft.questions[stratum], desk)}
		</div>`)}
	</section>`;
}
