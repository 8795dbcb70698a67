// @ts-check
/** What the verbs of a round ask beside their note. */
import { html } from 'lit-html';
import { timeText } from '../../common/date.js';
import { errorBeside } from '../../common/form.js';
import { addressOf } from '../parts/round.js';

/** The hours of the office's place: China has one. */
export const OFFSET = '+08:00';

/**
 * @param {import('../api.js').Round} round
 * @returns {Record<string, import('../../common/item.js').Extra>}
 */
export function extras(round) {
	const day = (round.closes || '').slice(0, 10);
	const hour = (round.closes || '').slice(11, 16) || '18:00';

	return {
		edit: { href: addressOf(round.id, 'edit') },
		copy: { text: '会照这次新开一份草稿：题目和单位照旧，时间和批准依据要重新填。' },
		void: { noteLabel: '作废的原因（会公开）' },
		close: { noteLabel: '为什么提前' },
		extend: {
			text: round.closes ? `现在定的是${timeText(round.closes)}。新的时间会写进经过，填的人看到的也会变。` : '',
			noteLabel: '为什么延长',
			body: html`<div class="field">
				<label for="extend-day">新的截止时间</label>
				${errorBeside('closes')}
				<div class="row">
					<input class="short" type="date" id="extend-day" name="day" data-field="closes" min=${day} .value=${day}>
					<input class="hour" type="time" name="hour" aria-label="几点" .value=${hour}>
				</div>
			</div>`,
			shape: ({ day: on, hour: at, ...rest }) => ({ ...rest, ...(on ? { closes: `${on}T${at || '18:00'}:00${OFFSET}` } : {}) }),
		},
	};
}
