// @ts-check
/** A round while it is a draft: what is refused names its field, what is left out is kept or emptied, and what is still missing is said. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertProblem, signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { day, unitsOf, whole } from '../officer.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {import('../../common/client.mjs').Browser} */
let officer;
/** @type {number[]} */
let units;
before(async () => {
	house = await start();
	officer = await signedIn(house, house.account('officer'), '127.33.1.1');
	units = await unitsOf(house, '综合受理窗口', '婚姻登记处');
});
after(async () => {
	const left = (await house.psql("select i.id from data.item as i where i.state = 'draft' and i.title like '接口%'")).split('\n').filter(Boolean);
	for (const id of left) await officer.post(`/api/survey/round/${id}/void`, { note: '测试' });
	await house.stop();
});

/** @param {object} [changes] */
const draft = (changes) => officer.post('/api/survey/rounds', { title: `接口试办${process.pid}`, ...changes });
/** @param {number} id @param {object} changes */
const edit = (id, changes) => officer.post(`/api/survey/round/${id}/edit`, { title: `接口试办${process.pid}`, ...changes });
/** @param {import('../../common/client.mjs').Answer} answer */
const faults = (answer) => Object.fromEntries(answer.json.errors.map((/** @type {any} */ error) => [error.field, error.detail]));

test('a title is enough to begin with; the rest is listed as missing', async () => {
	const { json, status } = await draft();
	assert.equal(status, 200);
	assert.deepEqual([json.state, json.state_label, json.version, json.opens, json.units, json.marks, json.batches], ['draft', '草稿', 1, null, [], [], []]);
	assert.deepEqual(json.missing.map((/** @type {any} */ one) => one.field), ['period', 'strata', 'units', 'closes', 'publish_by', 'publish_where', 'approved_by', 'approved_on', 'basis']);
	assert.deepEqual(json.verbs.map((/** @type {any} */ verb) => [verb.verb, verb.label, verb.note, verb.primary]), [['open', '开始测评', 'none', true], ['edit', '修改', 'none', false], ['copy', '再办一次', 'none', false], ['void', '作废', 'must', false]]);
	assert.equal(json.verbs[0].sure, '开始后题目和单位不能再改，卡片可以再做一批。现在开始吗？');
	assert.deepEqual(json.events.map((/** @type {any} */ event) => [event.what, event.name]), [['新建', '周岚']]);
});

test('all that is wrong is said at once, beside its field', async () => {
	const [today, yesterday, tomorrow] = [await day(house, 0), await day(house, -1), await day(house, 1)];
	const answer = await draft({ strata: ['masses', 'nobody'], units: [...units, 99999999], closes: `${tomorrow}T18:00`, publish_by: today, approved_on: tomorrow });
	assertProblem(answer, 422, 'four faults', { slug: 'survey/fields' });
	assert.deepEqual(faults(answer), {
		strata: '对象只能是群众或基层单位。', units: '有的单位不在管理范围内，或者已经撤销。', publish_by: '公布日期早于截止日期。', approved_on: '批准日期晚于今天。',
	});
	assert.equal((await draft({ closes: `${yesterday}T18:00` })).status, 200, 'a draft may be late; it is opening that may not');
});

test('questions are judged one by one', async () => {
	const scale = { kind: 'scale', text: '满意吗？', required: true };
	/** @param {unknown[]} questions */
	const judge = async (...questions) => faults(await draft({ strata: ['masses'], questions: { masses: questions } }));
	assert.deepEqual(await judge(), { 'questions.masses': '题目要有1到30道。' });
	assert.deepEqual(Object.keys(await judge(...Array.from({ length: 31 }, () => scale))), ['questions.masses']);
	assert.deepEqual(await judge({ kind: 'single', text: '甲？', options: ['一', '二'] }), { 'questions.masses.1.kind': '第1题必须是总体满意度，而且必答。' });
	assert.deepEqual(await judge({ ...scale, required: false }), { 'questions.masses.1.kind': '第1题必须是总体满意度，而且必答。' });
	assert.deepEqual(await judge(
		scale, { kind: 'essay', text: '甲？' }, { kind: 'single', text: '', options: ['一'] }, { kind: 'single', text: '长'.repeat(101), options: ['一', '一'] },
		{ kind: 'multiple', text: '甲？', options: ['一', '二'], most: 3 }, { kind: 'matrix', text: '甲？', options: ['一', '二'], rows: [] }, { kind: 'text', text: '甲？', longest: 501 },
		{ kind: 'single', text: '甲？', options: '一' }, { kind: 'single', text: '甲？', options: ['一', ''] }, { kind: 'text', text: '一\n二' }, { ...scale, standards: ['X9'] }, 'none', 7, null, [],
	), {
		'questions.masses.2.kind': '第2题的题型只能是满意度、单选、多选、分项或文字。',
		'questions.masses.3.text': '第3题的题目没有填。', 'questions.masses.3.options': '第3题的选项要有2到10个，现在是1个。',
		'questions.masses.4.text': '第4题的题目要写成一行，最多100字。', 'questions.masses.4.options': '第4题的选项有重复的。',
		'questions.masses.5.most': '第5题的最多选几项要在1和选项个数之间。', 'questions.masses.6.rows': '第6题的分项要有1到21个，现在是0个。',
		'questions.masses.7.longest': '第7题的字数要在1和500之间。', 'questions.masses.8.options': '第8题的选项要写成一列文字。',
		'questions.masses.9.options': '第9题的选项每个写成一行，1到30字。', 'questions.masses.10.text': '第10题的题目要写成一行，最多100字。',
		'questions.masses.11.standards': '第11题的标准编号不对。',
		...Object.fromEntries([12, 13, 14, 15].map((n) => [`questions.masses.${n}.kind`, `第${n}题的题型只能是满意度、单选、多选、分项或文字。`])),
	});
	assert.deepEqual(faults(await draft({ strata: ['masses'], questions: { grassroots: [scale] } })), { questions: '题目里有没选的对象。' });
	for (const questions of [[], 'x', 7, true]) assert.deepEqual(faults(await draft({ strata: ['masses'], questions })), { questions: '题目要按对象分开写。' }, JSON.stringify(questions));
});

test('questions of one\'s own are kept with what their kind implies', async () => {
	const { json } = await draft({ strata: ['masses'], questions: { masses: [
		{ kind: 'scale', text: ' 满意吗？ ', required: true }, { kind: 'multiple', text: '选哪些？', options: ['甲', ' 乙 ', '丙'], most: 2 }, { kind: 'text', text: '说说？' },
	] } });
	assert.deepEqual(json.questions.masses.map((/** @type {any} */ q) => [q.number, q.kind, q.text, q.required, q.hint, q.options, q.most, q.longest]), [
		[1, 'scale', '满意吗？', true, '选一项', ['很满意', '满意', '一般', '不满意', '很不满意', '不了解'], null, null],
		[2, 'multiple', '选哪些？', false, '最多选2项', ['甲', '乙', '丙'], 2, null],
		[3, 'text', '说说？', false, '可以不写', [], null, 500],
	]);
});

test('without questions a stratum gets its template, the two of the house', async () => {
	const { json: templates } = await officer.get('/api/survey/templates');
	assert.deepEqual(templates.rows.map((/** @type {any} */ row) => [row.code, row.stratum, row.label, row.questions.length]), [['qunzhong', 'masses', '群众', 6], ['jiceng', 'grassroots', '基层单位', 6]]);
	const { json } = await draft({ strata: ['grassroots', 'masses'] });
	assert.deepEqual(json.strata.map((/** @type {any} */ one) => one.label), ['群众', '基层单位']);
	for (const row of templates.rows) assert.deepEqual(json.questions[row.stratum], row.questions, row.label);
	for (const row of templates.rows) {
		assert.equal(row.questions[0].kind, 'scale');
		for (const question of row.questions) if (question.kind === 'scale' || question.kind === 'matrix') assert.ok(question.options.includes('不了解'));
	}
});

test('units keep the official order, whatever order they were sent in', async () => {
	const all = await unitsOf(house, '婚姻登记处', '社保经办窗口', '综合受理窗口', '不动产登记窗口');
	const { json } = await draft({ units: all });
	assert.deepEqual(json.units.map((/** @type {any} */ unit) => unit.public_name), ['综合受理窗口', '不动产登记窗口', '社保经办窗口', '婚姻登记处']);
});

test('what an edit leaves out is emptied, save strata, units and questions, which stay', async () => {
	const { json: made } = await draft(await whole(house, units, { strata: ['masses', 'grassroots'] }));
	assert.deepEqual(made.missing, []);
	const { json: edited } = await edit(made.id, { period: '今年上半年' });
	assert.deepEqual([edited.period, edited.closes, edited.basis, edited.hotline], ['今年上半年', null, null, null]);
	assert.deepEqual([edited.units, edited.strata, edited.questions], [made.units, made.strata, made.questions]);
	assert.deepEqual(edited.events.map((/** @type {any} */ event) => event.what), ['新建', '修改']);
	const { json: fewer } = await edit(made.id, { strata: ['masses'], units: [units[0]] });
	assert.deepEqual([fewer.units.length, Object.keys(fewer.questions)], [1, ['masses']]);
	const { json: none } = await edit(made.id, { strata: [], units: [] });
	assert.deepEqual([none.units, none.strata, none.questions], [[], [], {}]);
});

test('an edit that is refused changes nothing, not even what was right in it', async () => {
	const { json: made } = await draft(await whole(house, units));
	assertProblem(await edit(made.id, { title: '接口改名', units: [99999999] }), 422, 'a wrong unit', { field: 'units' });
	const { json: now } = await officer.get(`/api/survey/round/${made.id}`);
	assert.deepEqual(now, made);
});

test('an hour without a zone is China\'s, and one with a zone is the same moment', async () => {
	const date = await day(house, 5);
	for (const [given, kept] of [[`${date}T18:00`, `${date}T18:00:00+08:00`], [`${date}T10:00:00Z`, `${date}T18:00:00+08:00`], [`${date}T19:00:00+09:00`, `${date}T18:00:00+08:00`]])
		assert.equal((await draft({ closes: given })).json.closes, kept, given);
});

test('opening names everything that is missing, and nothing is opened', async () => {
	const { json: made } = await draft();
	const answer = await officer.post(`/api/survey/round/${made.id}/open`);
	assertProblem(answer, 422, 'an empty draft', { slug: 'survey/incomplete' });
	assert.deepEqual(answer.json.errors, made.missing);
	assert.equal(faults(answer).basis, '批准依据没有填。');
	const { json: late } = await draft(await whole(house, units, { closes: `${await day(house, -1)}T18:00` }));
	assert.deepEqual(faults(await officer.post(`/api/survey/round/${late.id}/open`)), { closes: '截止时间已经过了。' });
	assert.equal((await officer.get(`/api/survey/round/${late.id}`)).json.state, 'draft');
});

test('an officer of a part asks about that part alone', async () => {
	const part = await signedIn(house, await newcomer(house, { role: 'officer', unit: '市政务数据局机关党委' }), '127.33.2.1');
	assertProblem(await part.post('/api/survey/rounds', { title: '接口越界', units }), 422, 'a unit of another part', { field: 'units' });
	const own = await part.post('/api/survey/rounds', { title: '接口本级', units: [units[0]] });
	assert.equal(own.status, 200);
	assert.equal((await officer.get(`/api/survey/round/${own.json.id}`)).status, 200, 'who sits above sees it');
	const { json: top } = await draft();
	assertProblem(await part.get(`/api/survey/round/${top.id}`), 404, 'who sits below does not see what is above');
	const hidden = await part.post(`/api/survey/round/${top.id}/edit`, { title: '接口越界' });
	assertProblem(hidden, 404, 'nor can change it');
});

test('a unit that was closed can not be asked about any more', async () => {
	const unit = (await unitsOf(house, '公交监管党支部'))[0];
	await house.psql(`update data.unit set closed_on = base.today() where id = ${unit}`);
	try {
		assertProblem(await draft({ units: [unit] }), 422, 'a closed unit', { field: 'units' });
	} finally {
		await house.psql(`update data.unit set closed_on = null where id = ${unit}`);
	}
});

test('done again it has the same questions and units, but neither dates nor approval', async () => {
	const { json: made } = await draft(await whole(house, units, { questions: { masses: [{ kind: 'scale', text: '只问一题？', required: true }] } }));
	const { json: copy } = await officer.post(`/api/survey/round/${made.id}/copy`);
	assert.notEqual(copy.id, made.id);
	assert.deepEqual([copy.title, copy.state, copy.units, copy.questions, copy.publish_where, copy.hotline], [made.title, 'draft', made.units, made.questions, made.publish_where, made.hotline]);
	assert.deepEqual(copy.missing.map((/** @type {any} */ one) => one.field), ['closes', 'publish_by', 'approved_by', 'approved_on', 'basis']);
});

test('a list goes on where its page ended', async () => {
	const first = await officer.get('/api/survey/rounds');
	assert.deepEqual([...first.json.rows].sort((a, b) => b.id - a.id), first.json.rows, 'newest first');
	const middle = first.json.rows[2].id;
	const { json: rest } = await officer.get(`/api/survey/rounds?after=${middle}`);
	assert.deepEqual(rest.rows.slice(0, 3), first.json.rows.slice(3, 6));
});
