// @ts-check
/** An answer as it is sent, by card and by poster, without JavaScript: what is counted, and every refusal's page. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from '../../common/installation.mjs';
import { ask, Box, fieldsOf, inFours, makeCode, receiptOf, replaced, send, words } from '../citizen.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Box} */
let box;
before(async () => {
	house = await start();
	box = await Box.fill(house);
});
after(async () => {
	await box.empty();
	await house.stop();
});

const plain = (/** @type {string} */ code) => code.replace(/-/g, '');
const nasty = '排队“太久”</textarea><script>alert(1)</script> &amp; \'"';

/** @param {{text: string}} page @param {...string} sentences */
function says(page, ...sentences) {
	const text = words(page.text);
	for (const sentence of sentences) assert.ok(text.includes(sentence.replace(/\s/g, '')), `the page doesn't say: ${sentence}\n${text}`);
}

test('a card counts once; its receipt is of the card alone', async () => {
	const code = box.code('card');
	const page = await send(house, box.address('card', code), [['q1', '2'], ['q2_1', '1'], ['q2_4', '6'], ['q3', '1'], ['q5', '1'], ['q5', '7'], ['q6', ' 一字\r\n二字 '], ['pressure', '1']]);
	assert.equal(page.status, 200);
	says(page, '收到了，谢谢您', `回执：${receiptOf(plain(code))}`, '凭它只能查这张卡算进去没有，查不出您填了什么。不用给任何人看，谁要都可以不给。', '抄下或截图', '查一查',
		'前公布在政务大厅公示栏。用的是别人的手机，请关掉这个页面。', '市直机关工委三季度群众满意度测评');
	assert.equal(page.headers['cache-control'], 'no-store');
	assert.ok((await box.entered('answers, unit, channel')).includes('{2,1,0,0,6,1,0,65}|3|card'));
	assert.ok((await box.entered('words', '_text')).join('\n').includes('一字\n二字'));
	assert.equal((await box.entered('channel', '_pressure')).length, 1);

	const again = await send(house, box.address('card', code), [['q1', '5'], ['q6', nasty]]);
	assert.equal(again.status, 409);
	says(again, '这张卡的意见已经收到，不用再交', `回执：${receiptOf(plain(code))}`, '一张卡只算第一次交的；这次写的没有记入。如果上次不是您交的，请换一张卡，您写的会保留。', '换一张卡');
	assert.ok(!(await box.entered('words', '_text')).join('').includes('排队'), 'the second is not kept');

	const check = await send(house, '/s/check', { receipt: receiptOf(plain(code)).toLowerCase().replace(/-/g, ' ') });
	says(check, '已经收到，等着一起封存，', '后再查。');
});

test('another card takes over what was typed', async () => {
	const [used, fresh] = [box.code('card'), box.code('card')];
	await send(house, box.address('card', used), { q1: '1' });
	const refused = await send(house, box.address('card', used), [['q1', '4'], ['q5', '2'], ['q5', '3'], ['q6', nasty], ['pressure', '1']]);
	assert.match(refused.text, /<button[^>]*name="show" value="card"[^>]*>换一张卡</);
	const form = await send(house, box.address('card', used), [...fieldsOf(refused.text), ['show', 'card']]);
	assert.equal(form.status, 200);
	says(form, '请输入卡上的号码', '一共16位，4位一组；不分大小写，卡上没有字母I、L、O、U。', '谁抽了哪张卡，没有记录。');
	const fields = fieldsOf(form.text);
	assert.deepEqual(fields.filter(([name]) => /^q|pressure/.test(name)), [['q1', '4'], ['q5', '2'], ['q5', '3'], ['q6', nasty], ['pressure', '1']]);
	assert.doesNotMatch(form.text, /<script>alert/);
	const empty = await send(house, box.address('card', used), fields);
	assert.equal(empty.status, 422, 'the empty field is not the old card');
	says(empty, '还有1处要补，您写的都在。', '请输入卡上的号码。');
	const page = await send(house, box.address('card', used), replaced(fields, 'code', fresh.toLowerCase()));
	assert.equal(page.status, 200);
	says(page, `回执：${receiptOf(plain(fresh))}`);
	assert.ok((await box.entered('words', '_text')).includes(nasty));
});

test('a mistyped code is noticed at once, a card of nowhere and a void one are not taken', async () => {
	const code = box.code('card');
	const twisted = code.replace(/^(.)(.)/, (_, a, b) => (a === b ? `${a}${b === '7' ? '8' : '7'}` : `${b}${a}`));
	const mistyped = await send(house, box.address('card', twisted), { q1: '2', q6: '留着' });
	assert.equal(mistyped.status, 422);
	says(mistyped, '号码不对', '请对照卡片再看一遍：可能有一位打错了。', '改号码');
	const form = await send(house, box.address('card', twisted), [...fieldsOf(mistyped.text), ['show', 'code']]);
	assert.deepEqual(fieldsOf(form.text).filter(([name]) => /^q6|code/.test(name)), [['code', twisted], ['q6', '留着']]);
	const right = await send(house, box.address('card', twisted), replaced(fieldsOf(form.text), 'code', code));
	assert.equal(right.status, 200);

	const nowhere = await send(house, box.address('card', inFours(makeCode())), { q1: '2' });
	assert.equal(nowhere.status, 404);
	says(nowhere, '没有找到这张卡', '请核对号码。还是不行，请换一张卡，您写的会保留。', '改号码', '换一张卡');
	const voided = await send(house, box.address('card', box.code('voidedBatch')), { q1: '2', q6: '留着' });
	assert.equal(voided.status, 409);
	says(voided, '这批卡已作废', '请换一张新卡，您写的会保留。', '换一张卡');
	assert.deepEqual(fieldsOf(voided.text).filter(([name]) => name === 'q6'), [['q6', '留着']]);
});

test('what is missing or too much is said beside its question and at the top; all stays', async () => {
	const code = box.code('card');
	const long = '很'.repeat(503);
	const page = await send(house, box.address('card', code), [['q3', '2'], ['q5', '1'], ['q5', '2'], ['q5', '3'], ['q5', '4'], ['q6', long]]);
	assert.equal(page.status, 422);
	says(page, '还有3处要补，您写的都在。', '第1题还没有选。不清楚可以选“不了解”。', '第5题最多选3项，现在选了4项。', '第6题写了503字，最多500字，请删去3字。');
	for (const sentence of ['第1题还没有选', '第5题最多选', '第6题写了'])
		assert.equal(words(page.text).split(sentence).length, 3, `${sentence}: once at the top, once beside`);
	for (const [, target] of page.text.matchAll(/href="#([^"]+)"/g)) assert.ok(page.text.includes(`id="${target}"`), `#${target}`);
	assert.deepEqual(fieldsOf(page.text).filter(([name]) => name.startsWith('q')), [['q3', '2'], ['q5', '1'], ['q5', '2'], ['q5', '3'], ['q5', '4'], ['q6', long]]);
	const good = await send(house, box.address('card', code), { q1: '6' });
	assert.equal(good.status, 200, 'nothing was burned');
	const matrix = await send(house, box.address('grassroots', box.code('grassroots')), [['q1', '1'], ...Array.from({ length: 8 }, (_, at) => /** @type {[string, string]} */ ([`q2_${at + 1}`, '1']))]);
	assert.equal(matrix.status, 422);
	says(matrix, '还有1处要补，您写的都在。', '第2题还没有选。不清楚可以选“不了解”。');
	assert.match(matrix.text, /href="#q2_9-1"/);
	assert.equal(matrix.text.split('row missing').length, 2, 'the row that is missing is marked');
});

test('a form about several units: choose, answer, change', async () => {
	const code = box.code('several');
	const none = await send(house, box.address('several', code), { v: '', step: 'unit' });
	assert.equal(none.status, 422);
	says(none, '还没有选单位。');
	const form = await send(house, box.address('several', code), { v: 'big', step: 'unit', unit: '4' });
	assert.equal(form.status, 200);
	says(form, '社保“一站”<大厅>，这三个月办事怎么样？', '换一个单位');
	assert.match(form.text, /class="elder"/);
	const filled = [...fieldsOf(form.text), /** @type {[string, string]} */ (['q1', '3'])];
	const other = await send(house, box.address('several', code), [...filled, ['show', 'units']]);
	says(other, '这几个单位办事怎么样？请您说一说', '开始填');
	const back = await send(house, box.address('several', code), replaced(fieldsOf(other.text), 'unit', '3'));
	assert.deepEqual(fieldsOf(back.text).filter(([name]) => /^(unit|q1)$/.test(name)), [['unit', '3'], ['q1', '3']]);
	const page = await send(house, box.address('several', code), fieldsOf(back.text));
	assert.equal(page.status, 200);
	assert.ok((await box.entered('unit, answers[1], channel')).includes('3|3|card'));
	const bare = await send(house, box.address('openSeveral'), { q1: '1' });
	assert.equal(bare.status, 422, 'an answer without unit is asked for it');
	says(bare, '还没有选单位。');
});

test('a poster gives no receipt, a key counts once, without one a second sending counts', async () => {
	const before1 = (await box.entered('channel')).filter((one) => one === 'open').length;
	const key = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
	for (let time = 0; time < 3; time++) {
		const page = await send(house, box.address('open'), { q1: '1', key });
		assert.equal(page.status, 200);
		says(page, '收到了，谢谢您', '这里不发回执。', '前公布在政务大厅公示栏。用的是别人的手机，请关掉这个页面。');
		assert.doesNotMatch(words(page.text), /回执：/);
	}
	await send(house, box.address('open'), { q1: '1' });
	await send(house, box.address('open'), { q1: '1' });
	assert.equal((await box.entered('channel')).filter((one) => one === 'open').length, before1 + 3);
});

test('before its time, after it and void an answer is not taken, and what was written can be copied', async () => {
	const closed = await send(house, box.address('closed', box.code('closed')), [['q1', '2'], ['q2_1', '3'], ['q5', '1'], ['q5', '2'], ['q6', nasty]]);
	assert.equal(closed.status, 409);
	says(closed, '这次测评已经结束', '截止。您写的没有交上去，也没有保存；下面可以复制。结果', '前公布在政务大厅公示栏。急事请打0512-12345。',
		'满意吗？满意', '找得到人、进得了门：一般', '等得太久、要跑好几趟', nasty);
	assert.doesNotMatch(closed.text, /<script>alert/);
	const soon = await send(house, box.address('soon', box.code('soon')), { q1: '2', q6: '写好了' });
	assert.equal(soon.status, 409);
	says(soon, '还没有开始', '开始。卡片请收好，到时再填。', '写好了');
	const voided = await send(house, box.address('voided'), { q1: '2', q6: '写好了' });
	assert.equal(voided.status, 409);
	says(voided, '这次测评已作废', '原因：卡片<印>错了。收到的意见不再使用。', '写好了');
});

test('twins: of many at once exactly one counts', async () => {
	for (let time = 0; time < 5; time++) {
		const code = box.code('card');
		const pages = await Promise.all(Array.from({ length: 8 }, (_, at) => send(house, box.address('card', code), { q1: '2', q6: `双生${time} ${at}` })));
		assert.deepEqual(pages.map((page) => page.status).sort(), [200, ...Array(7).fill(409)]);
		for (const page of pages) says(page, receiptOf(plain(code)));
		assert.equal((await box.entered('words', '_text')).filter((one) => one.startsWith(`双生${time} `)).length, 1);
	}
});

test('large type on a page with answers keeps them', async () => {
	const page = await send(house, box.address('card', box.code('card')), { v: 'counter', q6: '留着' });
	assert.match(page.text, /<button[^>]*form="form" name="show" value="big"[^>]*>大字版</);
	const big = await send(house, box.address('card', box.code('card')), [...fieldsOf(page.text), ['show', 'big']]);
	assert.match(big.text, /class="elder"/);
	assert.ok(big.text.includes('name="v" value="big.counter"'));
	assert.deepEqual(fieldsOf(big.text).filter(([name]) => name === 'q6'), [['q6', '留着']]);
	const first = /<button[^>]*form="form"[^>]*>[^<]*/.exec(page.text)?.[0] ?? '';
	assert.match(first, /hidden>提交/, 'Enter sends: the first button of the form is the one that does');
});

test('at a counter the next one begins anew', async () => {
	const page = await send(house, `${box.address('card', box.code('card'))}?counter`, { v: 'counter', q1: '2' });
	assert.match(page.text, /<a class="send" href="\/s\/\?counter">下一位<\/a>/);
	const big = await send(house, box.address('card', box.code('card')), { v: 'big.counter', q1: '2' });
	assert.match(big.text, /<a class="send" href="\/s\/\?big&amp;counter">下一位<\/a>/);
	const phone = await send(house, box.address('card', box.code('card')), { v: '', q1: '2' });
	assert.doesNotMatch(phone.text, /下一位/);
});

test('the code page leads to the form', async () => {
	const code = box.code('card');
	const page = await ask(house, '/s/');
	says(page, '请输入卡上的号码', '一共16位，4位一组；不分大小写，卡上没有字母I、L、O、U。', '开始填');
	for (const typed of [code, plain(code).toLowerCase(), ` ${code.replace(/-/g, ' ')} `, code.replace(/-/g, '－')]) {
		const answer = await send(house, '/s/?counter', { v: 'counter', code: typed });
		assert.equal(answer.status, 303, typed);
		assert.equal(answer.headers.location, `${box.address('card', code)}?counter`);
	}
	const mistyped = await send(house, '/s/', { code: 'abcd efgh "><b>' });
	assert.equal(mistyped.status, 422);
	says(mistyped, '号码不对', '请对照卡片再看一遍：可能有一位打错了。');
	assert.deepEqual(fieldsOf(mistyped.text).filter(([name]) => name === 'code'), [['code', 'abcd efgh "><b>']]);
	const nowhere = await send(house, '/s/', { code: makeCode() });
	assert.equal(nowhere.status, 404);
	says(nowhere, '没有找到这张卡');
	await send(house, box.address('card', code), { q1: '2' });
	const used = await send(house, '/s/', { code });
	assert.equal(used.status, 409);
	says(used, '这张卡的意见已经收到，不用再交', receiptOf(plain(code)));
	const voided = await send(house, '/s/', { code: box.code('voidedBatch') });
	assert.equal(voided.status, 409);
	says(voided, '这批卡已作废');
	const none = await send(house, box.address('card'), { q1: '2', q6: '留着' });
	assert.equal(none.status, 422, 'a card\'s form without a code asks for it');
	says(none, '请输入卡上的号码。');
	assert.deepEqual(fieldsOf(none.text).filter(([name]) => name === 'q6'), [['q6', '留着']]);
});

test('the check page says what became of a receipt', async () => {
	says(await ask(house, '/s/check'), '查一查', '凭它只能查这张卡算进去没有，查不出您填了什么。');
	for (const typed of ['', 'x', receiptOf(makeCode()), receiptOf(plain(box.code('card')))]) {
		const page = await send(house, '/s/check', { receipt: typed });
		assert.equal(page.status, 200);
		says(page, '没有找到这个回执，请核对号码。');
	}
	const code = box.code('card');
	await send(house, box.address('card', code), { q1: '2' });
	await house.psql(`update box.round set sealed = true where round = ${box.first}`);
	const page = await send(house, '/s/check', { receipt: receiptOf(plain(code)) });
	await house.psql(`update box.round set sealed = false where round = ${box.first}`);
	says(page, '这张卡已经算进去了。');
	assert.doesNotMatch(/<title>([^<]*)/.exec(page.text)?.[1] ?? '', /[0-9A-Z]{4}-/, 'no receipt in a title');
});

test('a script may ask for a card\'s state', async () => {
	const post = (/** @type {string} */ body, type = 'application/json') => ask(house, '/api/ballot/state', { method: 'POST', headers: { 'content-type': type }, body });
	const code = box.code('card');
	const fresh = await post(JSON.stringify({ card: code.toLowerCase() }));
	assert.deepEqual(JSON.parse(fresh.text), { mark: box.marks.card, state: 'fresh', round: 'open' });
	await send(house, box.address('card', code), { q1: '2' });
	assert.deepEqual(JSON.parse((await post(JSON.stringify({ card: code }))).text), { mark: box.marks.card, state: 'used', round: 'open', receipt: receiptOf(plain(code)) });
	assert.deepEqual(JSON.parse((await post(JSON.stringify({ card: makeCode() }))).text), { mark: null, state: 'unknown', round: null });
	assert.equal((await post('{"card":"abcd"}')).status, 422);
	assert.equal((await post('{}')).status, 422);
	assert.equal((await post('{"card":"abcd","more":1}')).status, 400);
	assert.equal((await post('{')).status, 400);
	assert.equal((await post('{}', 'text/plain')).status, 415);
	assert.equal((await ask(house, '/api/ballot/state')).status, 405);
});

test('what no form of ours sends is refused as a page, and nothing is counted', async () => {
	const before1 = (await box.entered('channel')).length;
	const post = (/** @type {string|Buffer} */ body, type = 'application/x-www-form-urlencoded') =>
		ask(house, box.address('open'), { method: 'POST', headers: { 'content-type': type }, body });
	for (const [status, body, type] of /** @type {[number, string|Buffer, string?][]} */ ([
		[400, 'q1=%'], [400, 'q1=%ff'], [400, 'q1=%00'], [400, '=1'], [400, Array.from({ length: 1200 }, () => 'q5=1').join('&')],
		[415, '{"q1":1}', 'application/json'], [413, `q1=1&q6=${'x'.repeat(70_000)}`],
	])) {
		const page = await post(body, type);
		assert.equal(page.status, status, String(body).slice(0, 20));
		assert.match(page.headers['content-type'] ?? '', /text\/html/);
		assert.match(page.text, /<h1>/);
	}
	for (const q1 of ['0', '7', '-1', '2 ', '٢', '1e0', '99999999999999999999']) assert.equal((await send(house, box.address('open'), { q1 })).status, 422, q1);
	assert.equal((await ask(house, box.address('open'), { method: 'PUT', body: 'x' })).status, 405);
	assert.equal((await box.entered('channel')).length, before1);
});
