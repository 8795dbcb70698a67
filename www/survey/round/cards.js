// @ts-check
/** The prints of cards: how many, who hands them out, voiding one that was lost. No code is kept. */
import { html, nothing } from 'lit-html';
import { day, dayText } from '../../common/date.js';
import { ask, noteField } from '../../common/dialog.js';
import { joined, tag } from '../../common/light.js';
import { say } from '../../common/state.js';
import { table } from '../../common/table.js';
import { addressOf } from '../parts/round.js';
import { send } from '../parts/send.js';

/** @typedef {import('../api.js').Round} Round */
/** @typedef {import('../api.js').Batch} Batch */

/** @param {Round} round @param {(round: Round) => void} draw */
export function cards(round, draw) {
	const mayMake = round.may.includes('cards');

	return html`<section class="card">
		<div class="card-head"><h2>意见卡</h2>
			${mayMake ? html`<a class="btn push ${round.batches.length ? '' : 'primary'}" href=${addressOf(round.id, 'cards')}>做一批卡片</a>` : nothing}</div>
		${round.batches.length ? ledger(round, draw) : html`<p class="muted">还没有做过卡片。卡片打乱后由群众自己抽，一张卡说一次。</p>`}
		${mayMake ? html`<p class="muted below">没有手机的人可以用窗口的设备凭卡填：在设备上打开
			<a href="/s/?counter">/s/?counter</a>，填完自动清空。</p>` : nothing}
	</section>`;
}

/** @param {Round} round @param {(round: Round) => void} draw */
function ledger(round, draw) {
	return table('做过的卡片', [
		{ head: '批次', lead: true, cell: (batch) => html`第${batch.id}批<span class="sub">${day(batch.made)}</span>` },
		{ head: '给谁用', cell: (batch) => html`<div>${batch.stratum_label}${unitOf(round, batch)}</div>` },
		{ head: '张数', cell: (batch) => `${batch.count}张` },
		{ head: '谁发', cell: (batch) => html`<div>${batch.hands_out}${batch.box ? html`<span class="sub">自取箱</span>` : nothing}</div>` },
		{ head: '状态', right: true, cell: (batch) => state(round, batch, draw) },
	], round.batches);
}

/** Of a batch about one unit only, that unit. @param {Round} round @param {Batch} batch */
function unitOf(round, batch) {
	const mark = round.marks.find((one) => one.mark === batch.mark);

	return mark && mark.unit && round.units.length > 1 ? html`<span class="sub">${mark.public_name}</span>` : nothing;
}

/** @param {Round} round @param {Batch} batch @param {(round: Round) => void} draw */
function state(round, batch, draw) {
	if (batch.voided) {
		return html`<div>${tag('已作废', 'void')}<span class="sub">${joined([dayText(batch.voided), batch.reason])}</span></div>`;
	}
	if (!round.may.includes('void_batch')) return null;
	return html`<div><button class="btn small" type="button" aria-label=${`作废第${batch.id}批`}
		@click=${() => voidBatch(round, batch, draw)}>作废</button></div>`;
}

/** @param {Round} round @param {Batch} batch @param {(round: Round) => void} draw */
function voidBatch(round, batch, draw) {
	return ask({
		title: `作废第${batch.id}批卡片`,
		text: `这${batch.count}张里没用过的都不能再填；已经收到的意见留着。`,
		yes: '作废这一批',
		body: noteField('must', '原因'),
	}, async (fields) => {
		const note = fields.note.trim();
		draw(await send(round, `/api/survey/batch/${batch.id}/void`, note ? { note } : {}, draw));
		say(`第${batch.id}批已作废。`);
	});
}
