// @ts-check
/** What a write means: done once under its key however often it is sent, and never over another's change unseen. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { assertProblem, signedIn } from '../client.mjs';
import { start } from '../installation.mjs';
import { newcomer } from '../people.mjs';

/** @typedef {import('../client.mjs').Browser} Browser */

/** @type {import('../installation.mjs').Installation} */
let house;
/** @type {Browser} */
let officer;
/** @type {Browser} another officer */
let colleague;
before(async () => {
	house = await start();
	officer = await signedIn(house, house.account('officer'), '127.35.1.1');
	colleague = await signedIn(house, await newcomer(house, { role: 'officer', unit: house.account('officer').unit, name: '同事' }), '127.35.2.1');
});
after(async () => {
	// the drafts that were made here are called off
	const { json } = await officer.get('/api/survey/rounds');
	for (const row of json.rows) if (row.title.startsWith('写入')) await officer.post(`/api/survey/round/${row.id}/void`, { note: '测试' });
	await house.stop();
});

/** Drafts of that title. @param {string} title */
const drafts = async (title) => Number(await house.psql(`select count(*) from data.item as i where i.title = '${title}'`));
const key = () => ({ 'idempotency-key': randomUUID() });
let titles = 0;
const newTitle = () => `写入${process.pid}-${++titles}`;
/** @param {Browser} [browser] */
const newDraft = async (browser = officer) => (await browser.post('/api/survey/rounds', { title: newTitle() })).json;

test('a write that is sent again with its key is done once, and answers the same', async () => {
	const title = newTitle();
	const under = key();
	const first = await officer.post('/api/survey/rounds', { title }, under);
	assert.equal(first.status, 200);
	const again = await officer.post('/api/survey/rounds', { title }, under);
	assert.equal(again.status, 200);
	assert.equal(again.text, first.text);
	assert.equal(await drafts(title), 1);
	assert.equal(await house.psql(`select count(*) from data.audit as a where a.subject = 'round/${first.json.id}'`), '1', 'one line in the audit');
});

test('without a key, or under another one, it is done again', async () => {
	const title = newTitle();
	for (const headers of [{}, {}, key(), key()]) assert.equal((await officer.post('/api/survey/rounds', { title }, headers)).status, 200);
	assert.equal(await drafts(title), 4);
});

test('the same key with another body, or at another address, is refused', async () => {
	const title = newTitle();
	const under = key();
	const { json: round } = await officer.post('/api/survey/rounds', { title }, under);
	const sentence = /^这一次和上一次内容不同，没有保存，请刷新后再提交。$/;
	assertProblem(await officer.post('/api/survey/rounds', { title: newTitle() }, under), 422, 'another body', { slug: 'session/other-content', detail: sentence });
	assertProblem(await officer.post(`/api/survey/round/${round.id}/edit`, { title }, under), 422, 'another address', { detail: sentence });
	assertProblem(await officer.post(`/api/survey/round/${round.id}/copy`, {}, under), 422, 'another verb', { detail: sentence });
	assert.equal(await drafts(title), 1);
	const edits = key();
	const other = await newDraft();
	assert.equal((await officer.post(`/api/survey/round/${round.id}/edit`, { title }, edits)).status, 200);
	assertProblem(await officer.post(`/api/survey/round/${other.id}/edit`, { title }, edits), 422, 'the same words for another item', { detail: sentence });
});

test('twenty twins at once are one write', async () => {
	for (let time = 0; time < 3; time++) {
		const title = newTitle();
		const under = key();
		const answers = await Promise.all(Array.from({ length: 20 }, () => officer.post('/api/survey/rounds', { title }, under)));
		for (const answer of answers) if (answer.status !== 503) assert.equal(answer.status, 200, answer.text);
		assert.equal(new Set(answers.filter((answer) => answer.status === 200).map((answer) => answer.text)).size, 1);
		assert.equal(await drafts(title), 1);
	}
});

test('twins with other bodies: one is done, the others are refused', async () => {
	const under = key();
	const mine = Array.from({ length: 12 }, newTitle);
	const answers = await Promise.all(mine.map((title) => officer.post('/api/survey/rounds', { title }, under)));
	assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, ...Array.from({ length: 11 }, () => 422)]);
	assert.equal((await Promise.all(mine.map(drafts))).reduce((a, b) => a + b), 1);
});

test('a key is one account\'s own', async () => {
	const title = newTitle();
	const under = key();
	const [mine, theirs] = [await officer.post('/api/survey/rounds', { title }, under), await colleague.post('/api/survey/rounds', { title }, under)];
	assert.notEqual(mine.json.id, theirs.json.id);
	assert.equal(await drafts(title), 2);
});

test('a refusal is not kept: mended, the same write goes through under the same key', async () => {
	const { id } = await newDraft();
	const under = key();
	assertProblem(await officer.post(`/api/survey/round/${id}/open`, {}, under), 422, 'an empty draft');
	assertProblem(await officer.post(`/api/survey/round/${id}/open`, {}, under), 422, 'still empty');
	assert.equal(await house.psql(`select count(*) from data.kept as k where k.key = '${under['idempotency-key']}'`), '0');
	const voided = key();
	assertProblem(await officer.post(`/api/survey/round/${id}/void`, { note: '' }, voided), 422, 'no reason', { field: 'note' });
	assert.equal((await officer.post(`/api/survey/round/${id}/void`, { note: '测试' }, voided)).json.state, 'void');
	assert.equal((await officer.post(`/api/survey/round/${id}/void`, { note: '测试' }, voided)).json.state, 'void', 'and its repetition is not "already void"');
});

test('what was kept is not shown to whom the session ended', async () => {
	const who = await newcomer(house, { role: 'officer', unit: house.account('officer').unit });
	const browser = await signedIn(house, who, '127.35.3.1');
	const under = key();
	const title = newTitle();
	await browser.post('/api/survey/rounds', { title }, under);
	await house.psql(`delete from data.session where account = ${who.id}`);
	assertProblem(await browser.post('/api/survey/rounds', { title }, under), 401, 'after the end');
});

test('a key is 1 to 64 visible signs', async () => {
	const title = newTitle();
	for (const bad of ['x'.repeat(65), 'a b', '\u00e9', 'a\tb']) assertProblem(await colleague.post('/api/survey/rounds', { title }, { 'idempotency-key': bad }), 400, bad);
	assert.equal(await drafts(title), 0);
	for (const fine of ['x', '~'.repeat(64), '"quoted"', "'; drop table data.kept --"].map((text) => text.replaceAll(' ', '_')))
		assert.equal((await colleague.post('/api/survey/rounds', { title }, { 'idempotency-key': fine })).status, 200, fine);
});

test('behind an open door a key counts for nothing', async () => {
	const under = key();
	const { login, password } = house.account('inspector');
	const first = await colleague.post('/api/account/logout', {}, under);
	assert.equal(first.status, 200);
	assert.equal((await colleague.post('/api/account/login', { login, password }, under)).status, 200);
	assert.equal((await colleague.post('/api/account/login', { login, password }, under)).status, 200);
	assert.equal(await house.psql(`select count(*) from data.kept as k where k.key = '${under['idempotency-key']}'`), '0');
	colleague = await signedIn(house, await newcomer(house, { role: 'officer', unit: house.account('officer').unit, name: '同事' }), '127.35.2.1');
});

test('a change on an older version is refused and says who changed it, when and what', async () => {
	const round = await newDraft();
	const edited = await colleague.post(`/api/survey/round/${round.id}/edit`, { title: `${round.title}甲`, version: round.version });
	assert.equal(edited.status, 200, edited.text);
	assert.equal(edited.json.version, round.version + 1);
	for (const [body, headers] of /** @type {[object, Record<string, string>][]} */ ([
		[{ title: `${round.title}乙`, version: round.version }, {}],
		[{ title: `${round.title}乙` }, { 'if-match': `"${round.version}"` }],
	])) {
		const answer = await officer.post(`/api/survey/round/${round.id}/edit`, body, headers);
		assertProblem(answer, 412, JSON.stringify(headers), { slug: 'flow/changed-meanwhile', detail: /^同事在\d+月\d+日\d\d?:\d\d改了内容。您写的还在，请对照后再保存。$/ });
	}
	assertProblem(await officer.post(`/api/survey/round/${round.id}/void`, { note: '测试' }, { 'if-match': `"${round.version}"` }), 412, 'any verb');
	const { json: now } = await officer.get(`/api/survey/round/${round.id}`);
	assert.deepEqual([now.title, now.state, now.version], [`${round.title}甲`, 'draft', round.version + 1]);
});

test('on the version that is there, in the header or in the body, it is made', async () => {
	const round = await newDraft();
	const first = await officer.post(`/api/survey/round/${round.id}/edit`, { title: `${round.title}一` }, { 'if-match': `"${round.version}"` });
	assert.equal(first.json.version, round.version + 1);
	const second = await officer.post(`/api/survey/round/${round.id}/edit`, { title: `${round.title}二`, version: first.json.version });
	assert.equal(second.json.title, `${round.title}二`);
	assertProblem(await officer.post(`/api/survey/round/${round.id}/edit`, { title: round.title, version: second.json.version + 1 }), 412, 'a version that is yet to come');
});

test('of two who change the same version at once, one is told', async () => {
	for (let time = 0; time < 5; time++) {
		const round = await newDraft();
		const answers = await Promise.all([officer, colleague].flatMap((who, at) => [1, 2, 3].map((n) => who.post(`/api/survey/round/${round.id}/edit`, { title: `${round.title}-${at}${n}`, version: round.version }))));
		assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 412, 412, 412, 412, 412]);
		const { json: now } = await officer.get(`/api/survey/round/${round.id}`);
		assert.equal(now.version, round.version + 1);
		assert.equal(now.title, answers.find((answer) => answer.status === 200)?.json.title);
		assert.equal(now.events.filter((/** @type {any} */ event) => event.what === '修改').length, 1);
	}
});

test('an If-Match that is no version of ours is not understood', async () => {
	const round = await newDraft();
	for (const tag of ['1', '*', 'W/"1"', '"1", "2"', '"x"', '""', '"-1"', '"1.0"', `"${'9'.repeat(30)}"`])
		assertProblem(await officer.post(`/api/survey/round/${round.id}/edit`, { title: round.title }, { 'if-match': tag }), 400, tag);
	assert.equal((await officer.get(`/api/survey/round/${round.id}`)).json.version, round.version);
});

test('a repetition of a versioned write answers as the first did, not that it is too old', async () => {
	const round = await newDraft();
	const under = { ...key(), 'if-match': `"${round.version}"` };
	const first = await officer.post(`/api/survey/round/${round.id}/edit`, { title: `${round.title}完` }, under);
	const again = await officer.post(`/api/survey/round/${round.id}/edit`, { title: `${round.title}完` }, under);
	assert.equal(first.status, 200);
	assert.deepEqual([again.status, again.text], [200, first.text]);
});
