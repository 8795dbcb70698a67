// @ts-check
/** A round from its opening to its publication, as its officer goes through it. Each fact stands on those before it. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { words } from '../../ballot/citizen.mjs';
import { assertProblem, Browser, signedIn, until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { run } from '../../common/process.mjs';
import { answer, day, known, opened, printed, reached, unitsOf, whole } from '../officer.mjs';
import { readQr } from '../printed.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Browser} */
let officer;
/** @type {Browser} of another unit, who sees all that stands below the top */
let inspector;
/** @type {number[]} the third has no name that citizens know */
let units;
/** @type {any} the round as it stands */
let round;
/** @type {Record<string, string>} */
const marks = {};
/** @type {string[]} */
let cards;

before(async () => {
	house = await start();
	officer = await signedIn(house, house.account('officer'), '127.33.10.1');
	inspector = await signedIn(house, house.account('inspector'), '127.33.11.1');
	units = await unitsOf(house, '综合受理窗口', '婚姻登记处', '公交监管党支部');
});
after(() => house.stop());

/** @param {string} verb @param {object} [body] @param {Record<string, string>} [headers] */
const post = (verb, body = {}, headers = {}) => officer.post(`/api/survey/round/${round.id}/${verb}`, body, headers);
const get = async (path = '') => officer.get(`/api/survey/round/${round.id}${path}`);

test('opening makes one address for cards and one poster for each unit that citizens know by name', async () => {
	round = await opened(officer, await whole(house, units));
	assert.deepEqual([round.state, round.state_label], ['open', '进行中']);
	assert.deepEqual(round.marks.map((/** @type {any} */ mark) => [mark.channel, mark.channel_label, mark.stratum, mark.unit, mark.public_name]), [
		['card', '凭卡', 'masses', null, null], ['open', '公开二维码', 'masses', units[0], '综合受理窗口'], ['open', '公开二维码', 'masses', units[1], '婚姻登记处'],
	]);
	for (const mark of round.marks) assert.match(mark.address, /^\/s\/[0-9a-hjkmnp-tv-z]{8}$/);
	[marks.card, marks.open] = round.marks.map((/** @type {any} */ mark) => mark.mark);
	assert.ok(round.opens.length > 0 && round.due === round.closes);
	assert.deepEqual(round.verbs.map((/** @type {any} */ verb) => verb.verb), ['extend', 'close', 'copy', 'void']);
	assert.match(round.verbs[1].sure, /^比原定早5天，会在公开页说明。现在截止吗？$/);
	assert.deepEqual(round.may, ['cards', 'mark', 'void_batch']);
	assert.deepEqual(round.events.map((/** @type {any} */ event) => event.what), ['新建', '开始测评']);
});

test('it warns of an address that phones outside can not open, and of a unit without a public name', () => {
	assert.equal(round.warnings.length, 2);
	assert.match(round.warnings[0], /^海报和卡片上印的网址是127\.0\.0\.1:\d+，只有本机或内网能打开。/);
	assert.equal(round.warnings[1], '公交监管党支部没有对外名称，不能贴公开二维码；凭卡照常。');
});

test('what is open is fixed: neither questions nor units change, and it is not opened twice', async () => {
	assertProblem(await post('edit', { title: '改名' }), 409, 'an edit', { slug: 'flow/not-open', detail: /^这一件现在是“进行中”，不能修改。可以：延长截止时间、提前截止、.*再办一次、作废.*。$/ });
	assertProblem(await post('open'), 409, 'opening again', { slug: 'flow/not-open' });
	assertProblem(await post('publish'), 409, 'publishing');
});

test('the forms are there as soon as the keeper has said so', async () => {
	await known(house, marks.open);
	const form = await until(async () => {
		const page = await new Browser(house, '127.33.12.1').get(`/s/${marks.open}`);
		return page.status === 200 && page;
	}, 'the form is there');
	assert.match(words(form.text), /综合受理窗口，这三个月办事怎么样？/);
	assert.match(words(form.text), /市直机关工委/);
});

test('one more address is made once, and never a poster of a unit without a public name', async () => {
	assertProblem(await post('marks', { channel: 'open', stratum: 'masses', unit: units[2] }), 422, 'no public name', { field: 'unit', detail: /没有对外名称的单位不能贴公开二维码，请先填对外名称。/ });
	assertProblem(await post('marks', { channel: 'open', stratum: 'masses' }), 422, 'over all units, one of them without a name', { field: 'unit' });
	assertProblem(await post('marks', { channel: 'open', stratum: 'masses', unit: units[0] }), 409, 'there already', { detail: /^这个二维码已经有了。$/ });
	assertProblem(await post('marks', { channel: 'fax', stratum: 'grassroots', unit: 1 }), 422, 'three faults at once');
	const made = await post('marks', { channel: 'card', stratum: 'masses', unit: units[0] });
	assert.equal(made.json.marks.length, 4);
	round = made.json;
});

test('a poster shows the address that it names, and says what a poster says', async () => {
	for (const { mark, channel } of round.marks) {
		const { json: poster } = await officer.get(`/api/survey/mark/${mark}/qr`);
		assert.equal(poster.url, `${house.url}/s/${mark}`);
		assert.equal(readQr(poster.path, poster.modules), poster.url);
		if (channel !== 'open') continue;
		assert.equal(poster.title, `${poster.public_name}办事怎么样？请您说一说`);
		assert.equal(poster.how, '手机扫码，2分钟，不用登记');
		assert.match(poster.until, /^\d+月\d+日18:00前$/);
		assert.deepEqual([poster.office_line, poster.phone_line], ['主办：市直机关工委', '电话：12345']);
		assert.equal(poster.safety, `这里不收钱，不要身份证号和验证码，不用下载。网址以${new URL(house.url).host}开头才是真的。`);
	}
});

test('cards are made once; sent again the answer says so and shows no code', async () => {
	const under = { 'idempotency-key': randomUUID() };
	const body = { mark: marks.card, count: 40, hands_out: '市直机关工委组织科' };
	const made = await post('cards', body, under);
	assert.equal(made.status, 200, made.text);
	assert.equal(made.json.cards.length, 40);
	for (const card of made.json.cards) {
		assert.match(card.code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
		assert.equal(card.address, `/s/${marks.card}-${card.code}`);
		assert.equal(readQr(card.qr, card.modules), `${house.url}${card.address}`);
	}
	assert.equal(new Set(made.json.cards.map((/** @type {any} */ card) => card.code)).size, 40);
	assert.equal(made.json.sheet.who, '发卡人：市直机关工委组织科（被评单位不发卡、不代填、不看填）');
	assert.deepEqual(made.json.sheet.steps, ['1.当场打乱', '2.请群众自己抽', '3.不记谁领了卡', '4.剩下的卡封好交回，写明张数']);
	assert.match(made.json.sheet.card.until, /^一张卡说一次，\d+月\d+日18:00前有效$/);
	const again = await post('cards', body, under);
	assertProblem(again, 409, 'sent again', { slug: 'survey/made-already', detail: /^这批卡已经制作过，号码只显示一次。/ });
	assert.doesNotMatch(again.text, /[0-9A-Z]{4}-[0-9A-Z]{4}/);
	round = (await get()).json;
	assert.deepEqual(round.batches.map((/** @type {any} */ batch) => [batch.id, batch.count, batch.hands_out, batch.box, batch.voided]), [[made.json.batch, 40, '市直机关工委组织科', false, null]]);
	cards = made.json.cards.map((/** @type {any} */ card) => card.address);
});

test('no code is in the database, as it is shown or as it is typed', async () => {
	const dump = await run('/usr/lib/postgresql/15/bin/pg_dump', ['--inserts', '-d', house.conninfo()], { seconds: 120 });
	assert.equal(dump.code, 0);
	assert.ok(dump.out.includes(marks.card), 'the dump holds the round');
	for (const address of cards) {
		const code = address.slice(12);
		for (const form of [code, code.replaceAll('-', ''), Buffer.from(code.replaceAll('-', '')).toString('hex')]) assert.ok(!dump.out.includes(form), 'a code in the dump');
	}
});

test('the unit that is judged hands out no cards, unless from a sealed box', async () => {
	for (const hands_out of ['婚姻登记处', '婚姻登记处党支部', '综合受理窗口的小王', '登记处'])
		assertProblem(await post('cards', { mark: marks.card, count: 10, hands_out }), 422, hands_out, { field: 'hands_out', detail: /^被评单位（.+）不发卡。/m });
	const box = await post('cards', { mark: marks.card, count: 10, hands_out: '婚姻登记处', box: true });
	assert.match(box.json.sheet.who, /^自取箱：婚姻登记处（由工委封好，当场打乱）$/);
	assertProblem(await post('cards', { mark: marks.open, count: 10, hands_out: '居委会' }), 422, 'a poster has no cards', { field: 'mark' });
});

test('a lost print is voided as a whole, with a reason, once; its cards count no more', async () => {
	const lost = await printed(house, officer, round.id, marks.card, 10);
	assertProblem(await officer.post(`/api/survey/batch/${lost.batch}/void`, { note: ' ' }), 422, 'without a reason', { field: 'note' });
	const voided = await officer.post(`/api/survey/batch/${lost.batch}/void`, { note: '打印机卡纸' });
	assert.equal(voided.json.batches.find((/** @type {any} */ batch) => batch.id === lost.batch).reason, '打印机卡纸');
	assertProblem(await officer.post(`/api/survey/batch/${lost.batch}/void`, { note: '再来' }), 409, 'twice', { detail: /^这批卡已经作废。$/ });
	await until(async () => (await house.psql(`select voided from box.batch where batch = ${lost.batch}`)) === 't', 'the ballot knows');
	const page = await new Browser(house, '127.33.12.1').form(lost.addresses[0], { q1: 1, unit: units[0] });
	assert.equal(page.status, 409);
	assert.match(words(page.text), /这批卡已作废/);
});

test('of many who press a button at once one does it', async () => {
	const at = (/** @type {string} */ address, /** @type {object} */ body, headers = {}) => Promise.all(Array.from({ length: 8 }, () => officer.post(address, body, headers)));
	const one = [200, ...Array.from({ length: 7 }, () => 409)];
	const made = await at(`/api/survey/round/${round.id}/cards`, { mark: marks.card, count: 10, hands_out: '居委会' }, { 'idempotency-key': randomUUID() });
	assert.deepEqual(made.map((each) => each.status).sort(), one, 'a print under one key');
	const { batch } = made.find((each) => each.status === 200)?.json ?? assert.fail();
	const voided = await at(`/api/survey/batch/${batch}/void`, { note: '丢了' });
	assert.deepEqual(voided.map((each) => each.status).sort(), one, 'a print that is voided');
	const { json: draft } = await officer.post('/api/survey/rounds', await whole(house, [units[0]], { title: '接口同时' }));
	for (const [verb, body] of /** @type {[string, object][]} */ ([['open', {}], ['marks', { channel: 'card', stratum: 'masses' }], ['close', {}], ['void', { note: '测试' }]]))
		assert.deepEqual((await at(`/api/survey/round/${draft.id}/${verb}`, body)).map((each) => each.status).sort(), one, verb);
	const { json: now } = await officer.get(`/api/survey/round/${round.id}`);
	assert.equal(now.events.filter((/** @type {any} */ event) => event.note === '丢了').length, 1, 'and the history tells it once');
});

/** @param {number} count */
const counted = async (count) => until(async () => {
	const { json } = await get();
	const row = json.counts.find((/** @type {any} */ one) => one.channel === 'card');
	return (count === 0) === (row.step === '还没有收到') && json;
}, 'the count is told');

test('while it is open there are counts in steps alone, by stratum and channel', async () => {
	assert.deepEqual((await get()).json.counts.map((/** @type {any} */ row) => [row.stratum_label, row.channel_label, row.step]), [['群众', '凭卡', '还没有收到'], ['群众', '公开二维码', '还没有收到']]);
	for (const address of cards.slice(0, 3)) await answer(house, address, { q1: 2, unit: units[1], q6: '排队的时候有人问一声就好了' });
	round = await counted(3);
	assert.deepEqual(round.counts.map((/** @type {any} */ row) => row.step), ['已收1—19份', '还没有收到']);
	for (const address of cards.slice(3, 23)) await answer(house, address, { q1: 1, unit: units[0] });
	await until(async () => (await get()).json.counts[0].step === '已收20—49份', 'the next step');
	const { json: list } = await officer.get('/api/survey/rounds');
	assert.equal(list.rows.find((/** @type {any} */ row) => row.id === round.id).line.step, '已收20—49份（凭卡）');
	assert.deepEqual(Object.keys((await get()).json.counts[0]).sort(), ['channel', 'channel_label', 'step', 'stratum', 'stratum_label'], 'nothing by unit, no figure');
});

test('while it is open nobody sees a result, not even who runs it', async () => {
	for (const path of ['/result', '/result.xlsx', '/texts']) {
		assertProblem(await get(path), 409, path, { slug: 'survey/no-result-yet', detail: /^进行中不看结果，截止后才有。$/ });
		assertProblem(await inspector.get(`/api/survey/round/${round.id}${path}`), 403, `the inspector ${path}`);
	}
	assertProblem(await new Browser(house).get(`/api/survey/published/${round.id}`), 404, 'nor anybody else');
	assert.equal(await house.psql(`select (select count(*) from data.figure where round = ${round.id}) + (select count(*) from data.answer where round = ${round.id})`), '0', 'there is none');
});

test('its hour can be put off, to a later one before the day of publication', async () => {
	assertProblem(await post('extend', { closes: round.closes }), 422, 'not later', { field: 'closes', detail: /新的截止时间要晚于原来的截止时间/ });
	assertProblem(await post('extend', { closes: `${await day(house, 30)}T18:00` }), 422, 'too late', { field: 'closes', detail: /^截止日期晚于公布日期（\d+月\d+日）。$/m });
	const extended = await post('extend', { closes: `${await day(house, 8)}T18:00`, note: '下雨' });
	assert.equal(extended.json.closes, `${await day(house, 8)}T18:00:00+08:00`);
	assert.match(extended.json.events.at(-1).note, /^原定\d+月\d+日18:00，现定\d+月\d+日18:00。下雨$/);
	round = extended.json;
});

test('closed early it takes no more answers, no cards and no second closing', async () => {
	const closed = await post('close', { note: '大厅停电' });
	assert.equal(closed.status, 200, closed.text);
	round = closed.json;
	assert.equal(round.state, 'open', 'until the keeper has sealed the last ones');
	assert.deepEqual(round.verbs.map((/** @type {any} */ verb) => verb.verb), ['copy', 'void']);
	assert.deepEqual(round.may, []);
	assertProblem(await post('close'), 409, 'once more', { slug: 'survey/too-late' });
	assertProblem(await post('cards', { mark: marks.card, count: 10, hands_out: '居委会' }), 409, 'cards', { detail: /^\d+月\d+日\d\d?:\d\d已经截止，不能制作卡片。$/ });
	assertProblem(await post('extend', { closes: `${await day(house, 9)}T18:00` }), 409, 'extending');
	assertProblem(await post('marks', { channel: 'card', stratum: 'masses', unit: units[1] }), 409, 'an address');
	assertProblem(await get('/result'), 409, 'still no result');
	await until(async () => (await house.psql(`select closes < base.now() from box.round where round = ${round.id}`)) === 't', 'the ballot knows that it is closed');
	const page = await new Browser(house, '127.33.12.1').form(cards[30], { q1: 1, unit: units[0], q6: '来晚了' });
	assert.equal(page.status, 409);
	assert.match(words(page.text), /这次测评已经结束.*您写的没有交上去.*来晚了/);
});

test('when the last ones are sealed it is closed, and its officer sees the result', async () => {
	const before_ = Number(await house.psql(`select count(*) from data.audit where action = 'survey.texts' and subject = 'round/${round.id}'`));
	round = await reached(officer, round.id, 'closed');
	assert.deepEqual([round.state_label, round.events.at(-1).name, round.events.at(-1).what], ['已截止', '系统', '截止']);
	assert.deepEqual(round.verbs.map((/** @type {any} */ verb) => verb.verb), ['publish', 'copy', 'void']);
	const { json: result } = await get('/result');
	assert.equal(result.round.early, '比原定早8天截止。');
	assert.deepEqual(result.tables.map((/** @type {any} */ table) => [table.channel, table.total.step]), [['card', '20—49份'], ['open', '没有收到']]);
	const { figure } = result.tables[0].rows.find((/** @type {any} */ row) => row.unit === units[1]);
	assert.deepEqual([figure.shown, figure.rate, figure.shares, figure.text], ['few', null, null, '不到5份，不显示，以免认出是谁。']);
	assert.equal((await get('/result.xlsx')).status, 200);
	const { json: texts } = await get('/texts');
	assert.deepEqual(texts.texts.map((/** @type {any} */ row) => [row.unit_name, row.words, row.note]), [
		['综合窗口党支部', null, '文字意见不到10条，暂不显示。'], ['婚姻登记处党支部', null, '文字意见不到10条，暂不显示。'],
	]);
	assert.equal(Number(await house.psql(`select count(*) from data.audit where action = 'survey.texts' and subject = 'round/${round.id}'`)), before_ + 1, 'who read the texts is written down');
	assertProblem(await inspector.get(`/api/survey/round/${round.id}/result`), 403, 'nobody else', { slug: 'survey/not-published', detail: /^结果还没有公布，公布后就能看到。$/ });
	const { json: home } = await officer.get('/api/report/home');
	assert.equal(home.rows.find((/** @type {any} */ row) => row.item === round.id).act, '公布结果');
});

test('published it changes no more', async () => {
	const published = await post('publish');
	assert.deepEqual([published.json.state, published.json.due], ['published', null]);
	for (const [verb, body] of /** @type {[string, object][]} */ ([['publish', {}], ['void', { note: '反悔' }], ['edit', { title: '改名' }], ['close', {}]])) assertProblem(await post(verb, body), 409, verb);
	assert.equal((await inspector.get(`/api/survey/round/${round.id}/result`)).status, 200);
	const { json: list } = await new Browser(house).get('/api/survey/published');
	assert.equal(list.rows[0].id, round.id);
	assert.equal((await post('copy')).json.state, 'draft');
});

test('a round that is void says why, to citizens too, and has no result', async () => {
	const draft = await whole(house, [units[0]], { title: '接口作废' });
	const { id, marks: [{ mark }] } = await opened(officer, draft);
	await known(house, mark);
	assertProblem(await officer.post(`/api/survey/round/${id}/void`, {}), 422, 'without a reason', { field: 'note' });
	const { json: voided } = await officer.post(`/api/survey/round/${id}/void`, { note: '印错了网址' });
	assert.deepEqual([voided.state, voided.void_reason, voided.verbs.map((/** @type {any} */ verb) => verb.verb)], ['void', '印错了网址', ['copy']]);
	assertProblem(await officer.get(`/api/survey/round/${id}/result`), 409, 'no result', { slug: 'survey/void' });
	await until(async () => {
		const page = await new Browser(house, '127.33.12.1').get(`/s/${mark}`);
		return /这次测评已作废.*原因：印错了网址。收到的意见不再使用。/.test(words(page.text));
	}, 'the form says so');
});
