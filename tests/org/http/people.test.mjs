// @ts-check
/** Members over the interface: identity numbers off and on, two elections at once, a record changed meanwhile, a transfer taken in twice. */
import assert from 'node:assert/strict';
import { chmodSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertProblem, signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';

/** @typedef {import('../../common/client.mjs').Browser} Browser */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Browser} */
let secretary;
/** @type {Browser} */
let colleague;
/** @type {Browser} */
let officer;
/** @type {number} */
let unit;
before(async () => {
	house = await start({ own: true });
	[secretary, officer] = [await signedIn(house, house.account('secretary'), '127.52.1.1'), await signedIn(house, house.account('officer'), '127.52.2.1')];
	colleague = await signedIn(house, await newcomer(house, { role: 'secretary', unit: house.account('secretary').unit, name: '同事' }), '127.52.3.1');
	unit = Number(await house.psql(`select id from data.unit where short_name = '${house.account('secretary').unit}'`));
});
after(() => house.stop());

/** A new member of the secretary's branch. @param {string} name @param {object} [more] */
async function entered(name, more = {}) {
	const answer = await secretary.post(`/api/org/members/${unit}`, { name, state: 'full', joined_on: '2001-07-01', full_on: '2002-07-01', ...more });
	assert.equal(answer.status, 200, answer.text);
	return answer.json;
}
/** @param {Browser} browser @param {number} person */
async function opened(browser, person) {
	assert.equal((await browser.post(`/api/org/person/${person}/look`, { purpose: '核对名册' })).status, 200);
	return (await browser.get(`/api/org/person/${person}`)).json;
}
const number = '11010519491231002X';

test('while the rule is off there is no identity number, on no page and under no address', async () => {
	const { id } = await entered('无证');
	assert.ok(!('identity' in await opened(secretary, id)) && !('sealed' in await opened(secretary, id)));
	for (const [path, body] of /** @type {[string, object][]} */ ([[`person/${id}/identity`, { identity: number }], [`person/${id}/identity/show`, { purpose: '核对' }], ['identity/find', { identity: number, purpose: '核对' }]]))
		assertProblem(await secretary.post(`/api/org/${path}`, body), 404, path);
	assert.equal(await house.psql('select count(*) from data.person where identity_cipher is not null'), '0');
});

test('with the rule on a number is checked, sealed, masked, found exactly, and each look at it is written down', async (t) => {
	await house.psql("insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('identity_numbers', 1, '', base.today(), '某条例第1条，工委会议决定', '测试')");
	const { id } = await entered('有证');
	await t.test('what is none is refused and named', async () => {
		for (const identity of ['1', '110105194912310021', '11010519490231002X', '一一', '1.10105194912310E+17'])
			assertProblem(await secretary.post(`/api/org/person/${id}/identity`, { identity }), 422, identity, { field: 'identity' });
	});
	assert.deepEqual((await opened(secretary, id)).identity, { known: false, masked: null });
	assert.equal((await secretary.post(`/api/org/person/${id}/identity`, { identity: ` ${number.toLowerCase()} ` }, { 'idempotency-key': 'identity-1' })).status, 200);
	const page = await secretary.get(`/api/org/person/${id}`);
	assert.deepEqual(page.json.identity, { known: true, masked: '**************002X' });
	assert.ok(!page.text.includes('sealed') && !page.text.includes(number));
	await t.test('the database holds neither the number nor a digest that could be guessed', async () => {
		const row = await house.psql(`select encode(identity_cipher, 'hex') || ' ' || encode(identity_digest, 'hex') || ' ' || (identity_digest = sha256('${number}')) from data.person where id = ${id}`);
		assert.ok(!row.includes(Buffer.from(number).toString('hex')) && row.endsWith('false'), row);
		assert.equal(await house.psql("select count(*) from data.kept where key = 'identity-1'"), '0', 'no key keeps what came');
		assert.equal(await house.psql(`select count(*) from data.audit where detail::text like '%${number}%'`), '0');
	});
	await t.test('another may not have it, and one finds it exactly', async () => {
		const { id: other } = await entered('同证');
		assertProblem(await secretary.post(`/api/org/person/${other}/identity`, { identity: number }), 409, 'taken', { detail: /^这个身份证号已经登记过。$/ });
		assert.equal(await house.psql(`select count(*) from data.audit where action = 'org.identity_taken' and subject = 'person/${other}'`), '1', 'a try is written down');
		assertProblem(await secretary.post('/api/org/identity/find', { identity: number }), 422, 'no purpose', { field: 'purpose' });
		assert.deepEqual((await secretary.get('/api/org/identity')).json.purposes.slice(0, 1), ['核对名册']);
		assert.equal((await secretary.post('/api/org/identity/find', { identity: number, purpose: '核对档案' })).json.person, id);
		assert.equal(await house.psql(`select purpose from data.look where person = ${id} order by id desc limit 1`), '按身份证号查找：核对档案', 'the member reads it');
		assert.equal((await secretary.get(`/api/org/person/${id}`)).json.name, '有证', 'and the page is open');
		assert.equal(await house.psql("select count(*) from data.audit where action = 'org.find_identity' and detail ->> 'purpose' = '核对档案'"), '1');
		const inspector = await signedIn(house, house.account('inspector'), '127.52.7.1');
		assertProblem(await inspector.post('/api/org/identity/find', { identity: number, purpose: '好奇' }), 403, 'an inspector');
		assertProblem(await inspector.get('/api/org/identity'), 403, 'an inspector');
		const elsewhere = await signedIn(house, await newcomer(house, { role: 'secretary', unit: '登记窗口党支部' }), '127.52.4.1');
		assert.equal((await elsewhere.post('/api/org/identity/find', { identity: number, purpose: '核对档案' })).json.person, null, 'not from elsewhere');
	});
	await t.test('the whole number is a look with a purpose', async () => {
		assertProblem(await secretary.post(`/api/org/person/${id}/identity/show`, {}), 422, 'no purpose', { field: 'purpose' });
		assert.equal((await secretary.post(`/api/org/person/${id}/identity/show`, { purpose: '核对档案' })).json.identity, number);
		assert.equal(await house.psql(`select purpose from data.look where person = ${id} order by id desc limit 1`), '看身份证号：核对档案');
		const inspector = await signedIn(house, house.account('inspector'), '127.52.5.1');
		assertProblem(await inspector.post(`/api/org/person/${id}/identity/show`, { purpose: '好奇' }), 403, 'an inspector');
		assert.equal(await house.psql(`select count(*) from data.audit where action = 'org.identity_refused' and subject = 'person/${id}'`), '1', 'the refused look too');
	});
	await t.test('sealed for one member it opens for no other', async () => {
		const { id: other } = await entered('借证');
		await house.psql(`update data.person set identity_cipher = (select identity_cipher from data.person where id = ${id}), identity_digest = sha256('x') where id = ${other}`);
		assert.deepEqual((await opened(secretary, other)).identity, { known: true, masked: null });
		assertProblem(await secretary.post(`/api/org/person/${other}/identity/show`, { purpose: '核对' }), 503, 'not its own');
	});
	await t.test('without its key nothing is kept, and it is said so', async () => {
		const key = join(house.facts.home, 'keys/org/identity');
		chmodSync(key, 0o604);
		assertProblem(await secretary.post(`/api/org/person/${id}/identity`, { identity: number }), 503, 'open to others', { detail: /密钥/ });
		chmodSync(key, 0o600);
		renameSync(key, `${key}.away`);
		assertProblem(await secretary.post(`/api/org/person/${id}/identity/show`, { purpose: '核对' }), 503, 'away');
		renameSync(`${key}.away`, key);
		assert.equal((await secretary.post(`/api/org/person/${id}/identity/show`, { purpose: '核对' })).json.identity, number);
	});
});

test('a probation is prolonged once though it is sent twice, and members of a branch go to its groups', async () => {
	const { today } = (await secretary.get(`/api/org/posts/${unit}`)).json;
	const { id, version } = await entered('预备', { state: 'probationary', joined_on: today, full_on: null });
	const { extension } = await opened(secretary, id);
	const body = { day: today, paper: '支部大会决议', until: extension.least };
	assertProblem(await secretary.post(`/api/org/person/${id}/extend`, { ...body, until: extension.ends }), 422, 'too short', { field: 'until' });
	assertProblem(await secretary.post(`/api/org/person/${id}/extend`, { ...body, paper: '' }), 422, 'no paper', { field: 'paper' });
	const answers = await Promise.all([1, 2, 3].map(() => secretary.post(`/api/org/person/${id}/extend`, body, { 'if-match': `"${version}"` })));
	assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 412, 412], answers.map((answer) => answer.text).join('\n'));
	assert.equal(await house.psql(`select count(*) from data.career where person = ${id} and kind = 'extended'`), '1');
	const { groups } = (await secretary.get(`/api/org/members/${unit}`)).json;
	assertProblem(await secretary.post(`/api/org/members/${groups[0].id}/regroup`, { members: [] }), 422, 'nobody', { field: 'members' });
	assertProblem(await secretary.post(`/api/org/members/${groups[0].id}/regroup`, { members: [id, 99999999] }), 422, 'nobody there', { field: 'members' });
	const moves = await Promise.all([1, 2, 3].map(() => secretary.post(`/api/org/members/${groups[0].id}/regroup`, { members: [id] })));
	assert.deepEqual(moves.map((answer) => answer.status).sort(), [200, 422, 422], moves.map((answer) => answer.text).join('\n'));
	assert.equal(await house.psql(`select count(*) from data.career where person = ${id} and kind = 'regrouped'`), '1');
});

test('of two who change a record as they saw it, one is told', async () => {
	const { id, version } = await entered('同改');
	const body = { name: '同改', joined_on: '2001-07-02', full_on: '2002-07-01', note: '档案' };
	const answers = await Promise.all([secretary, colleague, secretary, colleague].map((who, at) => who.post(`/api/org/person/${id}/mend`, { ...body, duty: `第${at}` }, { 'if-match': `"${version}"` })));
	assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 412, 412, 412]);
	assertProblem(answers.find((answer) => answer.status === 412) ?? assert.fail(), 412, 'told', { detail: /^(王强|同事)在.+改了这名党员的登记。/ });
});

test('the same member entered at once by two stands once in the roster', async () => {
	const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => [secretary, colleague][at % 2].post(`/api/org/members/${unit}`, { name: '同时', state: 'probationary', joined_on: '2026-01-05' })));
	assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, ...Array.from({ length: 7 }, () => 409)]);
	assert.equal(await house.psql("select count(*) from data.person where name = '同时'"), '1');
});

test('two elections at once are one term, and its posts', async () => {
	const { holders, today } = (await secretary.get(`/api/org/posts/${unit}`)).json;
	const [one, other] = [await entered('甲选'), await entered('乙选')];
	// allowed today by the superior's reply
	await secretary.post(`/api/org/posts/${unit}/reply`, { number: '试〔1〕', replied_on: today, due_on: today });
	await house.psql(`update data.term set due_on = base.today() where unit = ${unit} and ended_on is null`);
	const answers = await Promise.all(Array.from({ length: 6 }, (_, at) => [secretary, colleague][at % 2].post(`/api/org/posts/${unit}/elect`,
		{ begun_on: today, elected: [{ post: 'secretary', person: at % 2 ? one.id : other.id }] })));
	assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, ...Array.from({ length: 5 }, () => 422)], answers.map((answer) => answer.text.slice(0, 200)).join('\n'));
	assert.equal(await house.psql(`select count(*) from data.term where unit = ${unit} and ended_on is null`), '1');
	assert.equal(await house.psql(`select count(*) from data.tenure where unit = ${unit} and post = 'secretary' and until is null`), '1');
	assert.ok(holders.length > 1);
});

test('two who take the same post at once: one has it', async () => {
	await house.psql(`update data.tenure set until = base.today() where unit = ${unit} and post = 'secretary'`);
	const people = await Promise.all(['争甲', '争乙', '争丙'].map((name) => entered(name)));
	const answers = await Promise.all(people.map(({ id }) => secretary.post(`/api/org/posts/${unit}/appoint`, { post: 'secretary', person: id, since: '2026-01-01' })));
	assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409, 409]);
});

test('a transfer that is accepted by several at once is done once, and seen from both sides', async () => {
	const { id } = await entered('远行');
	const to = Number(await house.psql("select id from data.unit where short_name = '社保窗口党支部'"));
	const asked = await Promise.all([1, 2, 3].map(() => secretary.post(`/api/org/person/${id}/transfer`, { other: to, reason: '调动' })));
	assert.deepEqual(asked.map((answer) => answer.status).sort(), [200, 409, 409], 'one transfer at a time');
	const transfer = asked.find((answer) => answer.status === 200)?.json;
	const receiver = await signedIn(house, await newcomer(house, { role: 'secretary', unit: '社保窗口党支部', name: '接收人' }), '127.52.6.1');
	const todo = async (/** @type {Browser} */ who) => (await who.get('/api/report/home')).json.rows.filter((/** @type {any} */ row) => row.address === `/console/org/transfer/${transfer.id}`).map((/** @type {any} */ row) => row.act);
	assert.deepEqual([await todo(secretary), await todo(receiver), await todo(officer)], [['看进度'], ['同意接收'], []]);
	assertProblem(await receiver.post(`/api/org/transfer/${transfer.id}/accept`, {}, { 'if-match': `"${transfer.version + 1}"` }), 412, 'a version that is yet to come');
	const answers = await Promise.all([1, 2, 3, 4].map(() => receiver.post(`/api/org/transfer/${transfer.id}/accept`, {})));
	assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409, 409, 409], answers.map((answer) => answer.text.slice(0, 160)).join('\n'));
	assert.equal(await house.psql(`select count(*) from data.career where person = ${id} and kind = 'moved'`), '1');
	assert.ok((await receiver.get(`/api/org/members/${to}`)).json.rows.some((/** @type {any} */ row) => row.id === id));
	assertProblem(await secretary.get(`/api/org/person/${id}`), 404, 'gone from the old unit');
	assert.deepEqual([await todo(secretary), await todo(receiver)], [[], []]);
});
