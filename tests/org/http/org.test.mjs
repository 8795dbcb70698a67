// @ts-check
/** The tree, a unit's page, a roster that is read with a trace, and the standards. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertProblem, signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';

/** @typedef {import('../../common/client.mjs').Browser} Browser */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Browser} */
let officer;
before(async () => {
	house = await start();
	officer = await signedIn(house, house.account('officer'), '127.38.1.1');
});
after(() => house.stop());

/** Every unit below and with one, by walking. @param {Browser} browser @param {number|string} [unit] @returns {Promise<any[]>} */
async function walk(browser, unit = '') {
	const { json, status } = await browser.get(`/api/org/tree${unit ? `?unit=${unit}` : ''}`);
	assert.equal(status, 200);
	const below = [];
	for (const child of json.children) below.push(...await walk(browser, child.id));
	return [{ ...json.unit, depth: json.path.length }, ...below];
}

test('walking the tree from its top meets sixty units on five levels, each once', async () => {
	const units = await walk(officer);
	assert.equal(units.length, 60);
	assert.equal(new Set(units.map((unit) => unit.id)).size, 60);
	assert.deepEqual([...new Set(units.map((unit) => unit.depth))].sort(), [0, 1, 2, 3, 4]);
	assert.equal(units.reduce((sum, unit) => sum + unit.members, 0), 600);
	for (const unit of units) {
		assert.ok(unit.full_name && unit.short_name && unit.kind_label, JSON.stringify(unit));
		if (unit.kind === 'party_group') assert.equal(unit.members, 0, 'a party group has no roster');
	}
});

test('children stand in official order', async () => {
	const { json } = await officer.get('/api/org/tree');
	const orders = json.children.map((/** @type {any} */ child) => child.order);
	assert.deepEqual(orders, [...orders].sort((a, b) => a - b));
});

test('somebody of a branch begins at the branch, and sees what is above but not what is beside', async () => {
	const secretary = await signedIn(house, house.account('secretary'), '127.38.2.1');
	const { json } = await secretary.get('/api/org/tree');
	assert.equal(json.unit.short_name, house.account('secretary').unit);
	assert.deepEqual(json.path.map((/** @type {any} */ unit) => unit.short_name), ['市直机关工委', '市政务数据局机关党委', '市政务服务中心党总支']);
	const { json: above } = await secretary.get(`/api/org/tree?unit=${json.path[0].id}`);
	assert.deepEqual(above.children.map((/** @type {any} */ unit) => unit.short_name), ['市政务数据局机关党委']);
	assert.equal(above.unit.members, 0, 'and counts nobody there');
});

test('a piece of any of its names finds a unit, and no sign in it is a pattern', async () => {
	const find = async (/** @type {string} */ q) => (await officer.get(`/api/org/find?q=${encodeURIComponent(q)}`)).json.rows.map((/** @type {any} */ row) => row.short_name);
	assert.ok((await find('婚姻登记')).includes('婚姻登记处党支部'));
	assert.ok((await find('12345')).includes('热线服务党支部'), 'by its public name');
	assert.ok((await find('中共澄湖市不动产登记中心登记窗口')).includes('登记窗口党支部'), 'by its full name');
	for (const q of ['%', '_', '\\', "'", '.*', '没有这样的单位']) assert.deepEqual(await find(q), [], q);
	assert.ok((await find('党')).length <= 50);
});

test('a unit\'s page says what it is, what it may do, how many it has, and which rounds are about it', async () => {
	const [{ id }] = (await officer.get(`/api/org/find?q=${encodeURIComponent('婚姻登记处')}`)).json.rows;
	const { json } = await officer.get(`/api/org/unit/${id}`);
	assert.equal(json.unit.public_name, '婚姻登记处');
	assert.ok(Array.isArray(json.powers) && json.powers.length > 0);
	assert.equal(json.people.full + json.people.probationary, json.unit.members);
	assert.ok(json.rounds.length >= 3 && json.rounds.every((/** @type {any} */ round) => round.title && round.state_label));
	const secretary = await signedIn(house, house.demo.accounts.find((account) => account.unit === '婚姻登记处党支部') ?? assert.fail(), '127.38.2.1');
	const { json: own } = await secretary.get(`/api/org/unit/${id}`);
	assert.deepEqual([...new Set(own.rounds.map((/** @type {any} */ round) => round.state))], ['published'], 'of those judged only the published ones');
});

test('a roster is read with a trace: who, of which unit, and that a look was refused', async () => {
	const { json: { unit } } = await (await signedIn(house, house.account('secretary'), '127.38.2.1')).get('/api/org/tree');
	const lines = async () => (await house.psql(`select a.action || ' ' || coalesce(a.account::text, '') from data.audit as a where a.subject = 'unit/${unit.id}' order by a.id`)).split('\n').filter(Boolean);
	const was = (await lines()).length;
	const { json } = await officer.get(`/api/org/members/${unit.id}`);
	assert.equal(json.rows.length, unit.members);
	assert.deepEqual(Object.keys(json.rows[0]).sort(), ['duty', 'ends', 'extension', 'full', 'id', 'joined', 'name', 'number', 'since', 'state', 'state_label']);
	const posts = json.rows.map((/** @type {any} */ row) => row.duty !== null);
	assert.ok(posts[0] && posts.lastIndexOf(true) < posts.indexOf(false), 'who holds a post stands first');
	const { json: me } = await officer.get('/api/account/me');
	assert.deepEqual((await lines()).slice(was), [`org.members ${me.account}`]);
	const member = await signedIn(house, house.account('member'), '127.38.3.1');
	const refused = await member.get(`/api/org/members/${unit.id}`);
	assertProblem(refused, 403, 'a member', { detail: /请联系/ });
	const after_ = (await lines()).slice(was + 1);
	assert.equal(after_.length, 1, 'the refused look is written down too');
	assert.match(after_[0], /^org\./);
});

test('the standards are twenty for branches and five for members, a sample until an officer confirms them, once', async () => {
	const { json } = await officer.get('/api/org/standards');
	assert.deepEqual([json.rows.filter((/** @type {any} */ row) => row.for === 'branch').length, json.rows.filter((/** @type {any} */ row) => row.for === 'member').length], [20, 5]);
	assert.deepEqual([json.catalogue.confirmed, json.catalogue.mark], [null, '样本，待工委按现行文件核定']);
	const gaps = json.rows.filter((/** @type {any} */ row) => row.gap !== null).map((/** @type {any} */ row) => row.code);
	assert.deepEqual(gaps, ['B3.3', 'M1'], 'gaps of the source are shown');
	assert.match(json.rows.find((/** @type {any} */ row) => row.code === 'B3.3').text, /【原文空缺】/);
	try {
		const secretary = await signedIn(house, house.account('secretary'), '127.38.2.1');
		assertProblem(await secretary.post('/api/org/standards/confirm', { version: 1 }), 403, 'a secretary');
		const confirmed = await officer.post('/api/org/standards/confirm', { version: 1 });
		assert.equal(confirmed.json.catalogue.mark, null);
		assert.equal(confirmed.json.catalogue.confirmed, (await officer.get('/api/report/home')).json.today);
		assertProblem(await officer.post('/api/org/standards/confirm', { version: 1 }), 409, 'again', { detail: /已经核定/ });
		assertProblem(await officer.post('/api/org/standards/confirm', { version: 2 }), 404, 'one that is not there');
	} finally {
		await house.psql('update data.catalogue set confirmed_on = null, confirmed_by = null');
	}
});
