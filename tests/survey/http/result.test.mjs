// @ts-check
/** A result: its cells are the answers that were given, what is too small is withheld, and who sees it when. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertProblem, Browser, signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { answer, known, opened, printed, reached, unitsOf, whole } from '../officer.mjs';

/** @typedef {import('../../common/client.mjs').Answer} Answer */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Browser} */
let officer;
/** @type {number[]} */
let units;
/** @type {any} */
let round;
/** @type {any} */
let result;

const [hall, land, social, fund, wedding, archive] = ['综合受理窗口', '不动产登记窗口', '社保经办窗口', '公积金业务窗口', '婚姻登记处', '不动产档案查询窗口'];
/** How many said what of each unit, from 很满意 to 不了解, by card. */
const said = {
	[hall]: [5, 4, 2, 1, 1, 1], [land]: [2, 3, 3, 2, 2, 0], [social]: [3, 2, 1, 0, 0, 0], [fund]: [1, 1, 1, 0, 0, 0], [wedding]: [0, 0, 0, 0, 0, 11], [archive]: [0, 0, 0, 0, 0, 0],
};
const wordsOf = ['一次讲清楚就好了', '等得太久', '电话13812345678打不通', '态度很好', '多开一个窗口', '椅子不够', '叫号听不清', '材料要了三次', '身份证320501197001011234没用上', '周六能办就好', '办得快', '有人带路'];

before(async () => {
	house = await start({ own: true });
	// the last sealing comes soon; thirty seconds are waited for elsewhere
	await house.psql("insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('seal_grace_seconds', 1, '秒', base.today(), '测试', '测试')");
	officer = await signedIn(house, house.account('officer'), '127.33.20.1');
	units = await unitsOf(house, ...Object.keys(said));
	const open = await opened(officer, await whole(house, units, { strata: ['masses', 'grassroots'] }));
	const mark = (/** @type {string} */ stratum, /** @type {string} */ channel, /** @type {number|null} */ unit = null) => open.marks.find((/** @type {any} */ one) => one.stratum === stratum && one.channel === channel && one.unit === unit).mark;
	await known(house, mark('masses', 'card'));
	const cards = (await printed(house, officer, open.id, mark('masses', 'card'), 100)).addresses;
	for (const [at, counts] of Object.values(said).entries()) {
		let n = 0;
		for (const [value, count] of counts.entries()) for (let i = 0; i < count; i++, n++) {
			await answer(house, cards.pop() ?? '', {
				unit: units[at], q1: value + 1, q2_1: 1, q3: (n % 2) + 1, q5: n % 3 === 0 ? [1, 2] : [2],
				...(at === 0 && n < 12 ? { q6: wordsOf[n] } : {}), ...(at === 1 && n < 3 ? { q6: '只有三个人写' } : {}), ...(at === 0 && n === 0 ? { pressure: 1 } : {}),
			});
		}
	}
	for (let n = 0; n < 12; n++) await answer(house, `/s/${mark('masses', 'open', units[0])}`, { q1: n < 6 ? 1 : 5 });
	const slips = (await printed(house, officer, open.id, mark('grassroots', 'card'), 10)).addresses;
	for (const address of slips.slice(0, 4)) await answer(house, address, { unit: units[0], q1: 5, q6: '基层的话' });
	await officer.post(`/api/survey/round/${open.id}/close`);
	round = await reached(officer, open.id, 'closed');
	result = (await officer.get(`/api/survey/round/${round.id}/result`)).json;
});
after(() => house.stop());

/** @param {string} stratum @param {string} channel @returns {any} */
const table = (stratum, channel) => result.tables.find((/** @type {any} */ one) => one.stratum === stratum && one.channel === channel);
/** @param {any} of @param {string} unit */
const figure = (of, unit) => of.rows.find((/** @type {any} */ row) => row.public_name === unit).figure;

test('each stratum and channel has a table of its own, and nothing is a sum over them', () => {
	assert.deepEqual(result.tables.map((/** @type {any} */ one) => `${one.stratum_label} ${one.channel_label}`), ['群众 凭卡', '群众 公开二维码', '基层单位 凭卡']);
	assert.equal(table('masses', 'open').note, '公开二维码谁都能填，只用来发现问题，不作考评依据。');
	assert.equal(result.formula, '满意率＝（很满意＋满意）÷（全部答卷－不了解）');
	assert.deepEqual(Object.keys(result).sort(), ['formula', 'order', 'round', 'tables']);
	assert.doesNotMatch(JSON.stringify(result), /answers|"count"|opinion|"id":"/);
});

test('units stand in official order, never by result', () => {
	assert.equal(result.order, '按建制顺序排列，不排名次。');
	const order = round.units.map((/** @type {any} */ unit) => unit.public_name);
	for (const one of result.tables) {
		assert.deepEqual(one.rows.map((/** @type {any} */ row) => row.public_name), order);
		for (const question of one.questions) assert.deepEqual(question.units.map((/** @type {any} */ unit) => unit.unit), round.units.map((/** @type {any} */ unit) => unit.id));
	}
	assert.deepEqual(order, [hall, land, archive, social, fund, wedding], 'the tree\'s order');
});

test('the rate is the satisfied among those with an opinion, in whole per cent that add up', () => {
	const of = table('masses', 'card');
	assert.deepEqual(figure(of, hall), { shown: 'full', rate: 69, shares: [38, 31, 15, 8, 8], text: '69%', step: '1—19份', note: null });
	assert.deepEqual(of.total, { shown: 'full', rate: 62, shares: [32, 29, 21, 9, 9], text: '62%', step: '20—49份', note: null });
	const poster = figure(table('masses', 'open'), hall);
	assert.deepEqual([poster.rate, poster.shares], [50, [50, 0, 0, 0, 50]], 'a channel apart');
	for (const one of result.tables) for (const row of [...one.rows, { figure: one.total }]) if (row.figure.shares) assert.equal(row.figure.shares.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b), 100);
});

test('what is too small is withheld in words: under five nothing, under ten a band', () => {
	const of = table('masses', 'card');
	assert.deepEqual(figure(of, fund), { shown: 'few', rate: null, shares: null, text: '不到5份，不显示，以免认出是谁。', step: null, note: null });
	assert.deepEqual(figure(of, social), { shown: 'band', rate: null, shares: null, text: '七成以上满意', step: '1—19份', note: '不到10份，只显示范围。' });
	assert.deepEqual(figure(of, wedding), { shown: 'unknown', rate: null, shares: null, text: '填的人都选“不了解”，没有满意率。', step: '1—19份', note: null });
	assert.deepEqual(figure(of, archive), { shown: 'none', rate: null, shares: null, text: '没有收到', step: '没有收到', note: null });
	assert.ok(['full', 'guarded'].includes(figure(of, land).shown));
	const few = table('grassroots', 'card');
	assert.deepEqual([figure(few, hall).shown, few.total.rate, few.total.shares, few.pressure], ['few', null, null, null]);
	for (const question of few.questions) assert.deepEqual([question.total.cells, ...question.units.map((/** @type {any} */ unit) => unit.cells)], Array.from({ length: 7 }, () => null));
});

test('what is withheld can not be had by subtraction: the withheld together are a group themselves', () => {
	for (const one of result.tables.filter((/** @type {any} */ each) => each.total.shown === 'full')) {
		const hidden = one.rows.filter((/** @type {any} */ row) => ['few', 'band', 'guarded'].includes(row.figure.shown));
		if (hidden.length === 0) continue;
		const sizes = hidden.map((/** @type {any} */ row) => said[row.public_name].reduce((a, b) => a + b));
		assert.ok(hidden.length > 1 && sizes.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b) >= 5, `${hidden.length} withheld, together ${sizes}`);
	}
});

test('further questions are shown where ten answered, a matrix row by row, several choices by their share', () => {
	const { questions } = table('masses', 'card');
	const of = (/** @type {number} */ number) => questions.find((/** @type {any} */ one) => one.number === number).units.find((/** @type {any} */ unit) => unit.name === '综合窗口党支部');
	assert.deepEqual(questions.map((/** @type {any} */ one) => [one.number, one.kind]), [[2, 'matrix'], [3, 'single'], [4, 'single'], [5, 'multiple']]);
	assert.deepEqual(of(2).cells?.[0] ?? null, of(2).cells && [100, 0, 0, 0, 0, 0]);
	assert.deepEqual(of(3).cells, [[50, 50, 0, 0, 0, 0]]);
	assert.deepEqual(of(5).cells, [[36, 100, 0, 0, 0, 0, 0]], 'five of fourteen chose the first as well');
	assert.equal(of(4).cells, null, 'nobody answered it');
	for (const question of questions) {
		for (const unit of question.units.filter((/** @type {any} */ each) => [fund, social].includes(round.units.find((/** @type {any} */ one) => one.id === each.unit).public_name)))
			assert.deepEqual([unit.cells, /^不到10份|^这一格不显示|^没有收到/.test(unit.text)], [null, true], `${question.number} ${unit.name}: ${unit.text}`);
		assert.doesNotMatch(question.text, /\{public_name\}/);
	}
});

test('a tick of pressure is shown as a step of its stratum and channel alone', () => {
	assert.equal(table('masses', 'card').pressure, '有1—19人勾选“有人要求我这样填”。');
	assert.equal(table('masses', 'open').pressure, null);
	assert.doesNotMatch(JSON.stringify(table('masses', 'card').rows), /pressure/);
});

test('words are shown from ten on, without numbers that name a person, in no order of arrival', async () => {
	const { json } = await officer.get(`/api/survey/round/${round.id}/texts`);
	const of = (/** @type {string} */ unit, stratum = '群众', channel = '凭卡') => json.texts.find((/** @type {any} */ row) => row.unit_name === unit && row.stratum_label === stratum && row.channel_label === channel);
	const shown = wordsOf.map((text) => text.replace(/\d{11,}/, '（号码已隐去）'));
	assert.deepEqual([...of('综合窗口党支部').words].sort(), [...shown].sort());
	assert.notDeepEqual(of('综合窗口党支部').words, shown);
	assert.deepEqual([of('登记窗口党支部').words, of('登记窗口党支部').note], [null, '文字意见不到10条，暂不显示。']);
	assert.equal(of('综合窗口党支部', '基层单位').words, null);
	assert.doesNotMatch(JSON.stringify(json), /13812345678|320501197001011234|只有三个人写|基层的话/);
	assert.equal(await house.psql("select count(*) from data.opinion as o where o.words ~ '13812345678|320501197001011234'"), '0', 'nor are they kept');
});

test('every reading of citizens\' words is written down, by whom and of what', async () => {
	const lines = () => house.psql(`select string_agg(a.account::text, ',' order by a.id) from data.audit as a where a.action = 'survey.texts' and a.subject = 'round/${round.id}'`);
	const was = (await lines()).split(',').filter(Boolean).length;
	await officer.get(`/api/survey/round/${round.id}/texts`);
	const inspector = await signedIn(house, house.account('inspector'), '127.33.21.1');
	assertProblem(await inspector.get(`/api/survey/round/${round.id}/texts`), 403, 'an inspector');
	await officer.get(`/api/survey/round/${round.id}/result`);
	const now = (await lines()).split(',');
	const { json: me } = await officer.get('/api/account/me');
	assert.deepEqual([now.length, now.at(-1)], [was + 1, String(me.account)]);
});

test('the units judged see nothing before it is published, and then what the officer sees, but no words', async () => {
	const judged = await signedIn(house, house.account('secretary'), '127.33.22.1');
	const above = await signedIn(house, house.account('reviewer'), '127.33.23.1');
	const anybody = new Browser(house, '127.33.24.1');
	const other = await signedIn(house, house.demo.accounts.find((account) => account.unit !== '综合窗口党支部' && account.role === 'member') ?? house.account('system-admin'), '127.33.25.1');
	for (const who of [judged, above, other]) for (const path of ['', '/result', '/result.xlsx', '/texts']) assertProblem(await who.get(`/api/survey/round/${round.id}${path}`), 404, `before: ${path}`);
	assertProblem(await anybody.get(`/api/survey/published/${round.id}`), 404, 'before: anybody');
	assert.ok(!(await anybody.get('/api/survey/published')).json.rows.some((/** @type {any} */ row) => row.id === round.id));

	assert.equal((await officer.post(`/api/survey/round/${round.id}/publish`)).status, 200);
	const { json: seen } = await officer.get(`/api/survey/round/${round.id}/result`);
	assert.deepEqual(seen.tables, result.tables, 'publishing changes no cell');
	for (const who of [judged, above]) {
		assert.deepEqual((await who.get(`/api/survey/round/${round.id}/result`)).json, seen);
		assert.equal((await who.get(`/api/survey/round/${round.id}/result.xlsx`)).status, 200);
		assertProblem(await who.get(`/api/survey/round/${round.id}/texts`), 403, 'after: no words', { slug: 'survey/officers-only' });
		const { json: page } = await who.get(`/api/survey/round/${round.id}`);
		assert.deepEqual([page.state, page.verbs, page.may, page.batches], ['published', [], [], []]);
	}
	assertProblem(await other.get(`/api/survey/round/${round.id}/result`), 404, 'after: who works on none of its units');
	for (const who of [anybody, other]) assert.deepEqual((await who.get(`/api/survey/published/${round.id}`)).json, seen);
	assert.ok((await anybody.get('/api/survey/published')).json.rows.some((/** @type {any} */ row) => row.id === round.id && row.title === round.title));
});

test('what was published is what the answers were: the figures computed anew are the same', async () => {
	const kept = JSON.parse(await house.psql(`select json_agg(json_build_array(a.unit, a.channel, a.stratum, a.answers[1])) from data.answer as a where a.round = ${round.id}`));
	for (const [at, counts] of Object.values(said).entries()) for (const [value, count] of counts.entries())
		assert.equal(kept.filter((/** @type {any[]} */ [unit, channel, stratum, one]) => unit === units[at] && channel === 'card' && stratum === 'masses' && one === value + 1).length, count);
	assert.equal(kept.length, 46 + 12 + 4);
	assert.equal(await house.psql(`select (select count(*) from box.entry where round = ${round.id}) + (select count(*) from box.sealed where round = ${round.id})`), '0', 'and none is left in the box');
});
