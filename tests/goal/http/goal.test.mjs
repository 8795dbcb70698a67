// @ts-check
/** Goals over HTTP: what is bad names its field and changes nothing, a write is done once, and versions keep two apart. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertProblem, signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {import('../../common/client.mjs').Browser} */
let secretary;
let unit = 0;
let campaign = 0;
before(async () => {
	house = await start({ own: true });
	secretary = await signedIn(house, await newcomer(house, { unit: '档案查询党支部' }), '127.51.1.1');
	unit = Number(await house.psql("select id from data.unit where short_name = '档案查询党支部'"));
	campaign = Number(await house.psql("insert into data.campaign (name, catalogue, begins, ends, made_by) values ('接口年度', 1, base.today(), base.today() + 99, '周岚') returning id"));
});
after(() => house.stop());

const good = { standard: 'B5.1', aim: '走访服务对象三十户' };
const count = async () => Number(await house.psql(`select count(*) from data.item where unit = ${unit} and workflow = 'goal'`));
/** @param {object} facts */
const draft = (facts) => secretary.post('/api/goal/goals', { unit, campaign, ...facts });

test('what is bad names its field, and nothing is half written', async () => {
	const was = await count();
	/** @type {[object, string[]][]} */
	const table = [
		[{ aim: '没有标准' }, ['standard']],
		[{ standard: 'B5.1' }, ['aim']],
		[{ ...good, standard: 'M1' }, ['standard']],
		[{ ...good, standard: 'B9.9' }, ['standard']],
		[{ ...good, aim: '长'.repeat(201) }, ['aim']],
		[{ ...good, due_on: '2026-02-30' }, ['due_on']],
		[{ ...good, responsible: 99999999 }, ['responsible']],
		[{ ...good, measure: 'guess', target: '一百', baseline: '1,5' }, ['measure', 'baseline', 'target']],
		[{ ...good, target: '1e9' }, ['target']],
		[{ ...good, figure_unit: '十一个字的计量单位名称' }, ['figure_unit']],
		[{ ...good, measures: '措'.repeat(1001) }, ['measures']],
		[{ ...good, task: 99999999, label: 99999999, other: unit }, ['task', 'label', 'other']],
	];
	for (const [facts, fields] of table) {
		const answer = await draft(facts);
		assertProblem(answer, 422, JSON.stringify(facts).slice(0, 80));
		assert.deepEqual(answer.json.errors.map((/** @type {any} */ one) => one.field).sort(), fields.slice().sort(), JSON.stringify(facts).slice(0, 80));
	}
	assertProblem(await draft({ ...good, campaign: 99999999 }), 404, 'no such campaign');
	assert.equal(await count(), was, 'nothing was begun');
});

test('a write that is repeated under its key is done once; another content under it is refused', async () => {
	const was = await count();
	const headers = { 'Idempotency-Key': `goal-${process.pid}` };
	const first = await secretary.post('/api/goal/goals', { unit, campaign, ...good }, headers);
	const again = await secretary.post('/api/goal/goals', { unit, campaign, ...good }, headers);
	assert.deepEqual([first.status, again.status], [200, 200]);
	assert.equal(again.json.id, first.json.id, 'the first answer comes back');
	assertProblem(await secretary.post('/api/goal/goals', { unit, campaign, ...good, aim: '另一条' }, headers), 422, 'another content');
	assert.equal(await count(), was + 1);
});

test('who saw an older version is told who changed what, and overwrites nothing', async () => {
	const { json: goal } = await draft(good);
	const path = `/api/goal/item/${goal.id}/edit`;
	assert.equal((await secretary.post(path, { ...good, aim: '走访服务对象四十户' }, { 'If-Match': '"1"' })).json.version, 2);
	const late = await secretary.post(path, { ...good, aim: '走访服务对象五十户' }, { 'If-Match': '"1"' });
	assertProblem(late, 412, 'the older version');
	assert.match(late.json.detail, /改了内容。您写的还在/);
	assert.equal(await house.psql(`select aim from data.goal where item = ${goal.id}`), '走访服务对象四十户');
	const sent = await secretary.post('/api/goal/submit', { goals: [goal.id] });
	assert.deepEqual(sent.json.kept.map((/** @type {any} */ one) => [one.title, one.lacks.length]), [['走访服务对象四十户', 2]], 'what isn\'t ready is named');
});
