// @ts-check
/** Sessions: how they end, that one sees and ends one's own, and that a new password ends the others. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertProblem, Browser, signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
before(async () => { house = await start(); });
after(() => house.stop());

const from = '127.31.20.1';
const me = '/api/account/me';

test('signing out ends the session for good, also for who kept its cookie', async () => {
	const browser = await signedIn(house, house.account('secretary'), from);
	const kept = new Map(browser.cookies);
	const answer = await browser.post('/api/account/logout');
	assert.deepEqual([answer.status, answer.json], [200, {}]);
	assert.match((answer.headers['set-cookie'] ?? []).join(), /^session=; Path=\/; Max-Age=0; HttpOnly; SameSite=Strict$/);
	assert.equal(browser.cookies.has('session'), false);
	browser.cookies = kept;
	assertProblem(await browser.get(me), 401, 'the old cookie', { slug: 'session/signed-out' });
});

test('signing out twice, or without a session, does no harm', async () => {
	const browser = new Browser(house, from);
	assert.equal((await browser.post('/api/account/logout')).status, 200);
	browser.cookies.set('session', 'f'.repeat(64));
	assert.equal((await browser.post('/api/account/logout')).status, 200);
});

test('what is no token of ours is no session', async () => {
	const browser = await signedIn(house, house.account('secretary'), from);
	const token = browser.cookies.get('session') ?? '';
	for (const value of ['', 'x', token.toUpperCase(), token.slice(1), `${token}0`, `${token.slice(0, 63)}g`, `"${token}"`, '%00', '../../etc', "' or true --", 'f'.repeat(64), 'f'.repeat(4000)]) {
		if (value === token) continue;
		browser.cookies.set('session', value);
		assertProblem(await browser.get(me), 401, value);
	}
	browser.cookies.set('session', token);
	assert.equal((await browser.get(me)).status, 200);
});

test('who left for long, or signed in long ago, is signed out', async () => {
	for (const column of ['idle_until', 'until']) {
		const who = await newcomer(house);
		const browser = await signedIn(house, who, from);
		await house.psql(`update data.session set ${column} = base.now() - interval '1 second' where account = ${who.id}`);
		assertProblem(await browser.get(me), 401, column, { slug: 'session/signed-out' });
		// and behind an open door an ended session is none
		assert.equal((await browser.get('/api/survey/published')).status, 200);
		await browser.signIn(who);
	}
});

test('a request keeps the session alive, but never beyond its end', async () => {
	const who = await newcomer(house);
	const browser = await signedIn(house, who, from);
	await house.psql(`update data.session set idle_until = base.now() + interval '1 minute' where account = ${who.id}`);
	await browser.get(me);
	assert.equal(await house.psql(`select idle_until > base.now() + interval '30 minutes' from data.session where account = ${who.id}`), 't');
	await house.psql(`update data.session set idle_until = base.now() + interval '1 minute', until = base.now() + interval '10 minutes' where account = ${who.id}`);
	await browser.get(me);
	assert.equal(await house.psql(`select idle_until <= until from data.session where account = ${who.id}`), 't');
});

test('one sees where one is signed in, and ends it there', async () => {
	const who = await newcomer(house);
	const here = await signedIn(house, who, from);
	const there = await signedIn(house, who, '127.31.21.1');
	const { json: { rows } } = await here.get('/api/account/sessions');
	assert.equal(rows.length, 2);
	assert.deepEqual(rows.map((/** @type {any} */ row) => row.here).sort(), [false, true]);
	for (const row of rows) {
		assert.match(row.session, /^[0-9a-f]{16}$/);
		assert.match(row.begun, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
		assert.ok(row.until > row.begun);
	}
	const other = rows.find((/** @type {any} */ row) => !row.here).session;
	const ended = await here.post(`/api/account/session/${other}/end`);
	assert.deepEqual(ended.json.rows.map((/** @type {any} */ row) => row.here), [true]);
	assertProblem(await there.get(me), 401, 'the ended one');
	assert.equal((await here.get(me)).status, 200);
	assertProblem(await here.post(`/api/account/session/${other}/end`), 404, 'once more', { slug: 'account/no-session' });
});

test("another's session can't be ended, and looks like none", async () => {
	const mine = await signedIn(house, await newcomer(house), from);
	const theirs = await signedIn(house, await newcomer(house), from);
	const { session } = (await theirs.get('/api/account/sessions')).json.rows[0];
	const answer = await mine.post(`/api/account/session/${session}/end`);
	const missing = await mine.post('/api/account/session/0123456789abcdef/end');
	assertProblem(answer, 404, 'of another');
	assert.equal(answer.text, missing.text);
	assert.equal((await theirs.get(me)).status, 200);
});

test('signing in anew ends the session that this browser had', async () => {
	const who = await newcomer(house);
	const browser = await signedIn(house, who, from);
	const before_ = browser.cookies.get('session');
	await browser.signIn(who);
	assert.equal((await browser.get('/api/account/sessions')).json.rows.length, 1);
	browser.cookies.set('session', before_ ?? '');
	assertProblem(await browser.get(me), 401, 'the earlier cookie');
});

test('a new password needs the old one, has a length, and is not one that everybody takes', async () => {
	const who = await newcomer(house);
	const browser = await signedIn(house, who, from);
	const change = (/** @type {object} */ body) => browser.post('/api/account/password', body);
	assertProblem(await change({ old: 'not this one', new: 'eine-ganz-neue-77' }), 422, 'a wrong old one', { field: 'old', detail: /^现在的密码不对。$/m });
	assertProblem(await change({ old: who.password, new: 'kurz-7' }), 422, 'a short one', { field: 'new', detail: /^新密码至少12位，现在6位。$/m });
	assertProblem(await change({ old: who.password, new: '密码密码密码密码密码密' }), 422, 'eleven signs, though many bytes', { field: 'new', detail: /现在11位/ });
	assertProblem(await change({ old: who.password, new: '123456789012' }), 422, 'a common one', { field: 'new', detail: /太常见/ });
	assert.equal((await browser.get(me)).status, 200, 'and the session goes on');
	await signedIn(house, who, from);
});

test('a new password ends all other sessions and the old password, and may be sent again', async () => {
	const who = await newcomer(house);
	const here = await signedIn(house, who, from);
	const there = await signedIn(house, who, '127.31.21.1');
	const body = { old: who.password, new: '这是一个很长的新密码呀！' };
	assert.deepEqual((await here.post('/api/account/password', body)).json, {});
	assertProblem(await there.get(me), 401, 'the other session');
	assert.equal((await here.get(me)).status, 200);
	assert.deepEqual((await here.post('/api/account/password', body)).json, {}, 'sent again after a lost answer');
	assertProblem(await new Browser(house, from).post('/api/account/login', { login: who.login, password: who.password }), 401, 'the old password');
	await signedIn(house, { login: who.login, password: body.new }, from);
	assert.equal(await house.psql(`select count(*) from data.audit where account = ${who.id} and action = 'account.password'`), '1');
	const kept = await house.psql("select count(*) from data.kept as k where k::text like '%password%'");
	assert.equal(kept, '0', 'no digest of a password is kept under a key');
});

test('guessing the old password with a stolen session is slowed too', async () => {
	const browser = await signedIn(house, await newcomer(house), from);
	for (let tries = 0; ; tries++) {
		const answer = await browser.post('/api/account/password', { old: `guess ${tries}`, new: 'eine-ganz-neue-77' });
		if (answer.status === 429) {
			assertProblem(answer, 429, 'a delayed try', { detail: /试的次数多了/ });
			break;
		}
		assertProblem(answer, 422, 'a wrong old one', { field: 'old' });
		assert.ok(tries < 20, 'twenty tries and no delay');
	}
});

test('what is signed in may not be read by a cache or another page', async () => {
	const browser = await signedIn(house, house.account('officer'), from);
	for (const path of [me, '/api/account/sessions', '/api/report/home', '/api/survey/rounds']) {
		const { headers } = await browser.get(path);
		assert.equal(headers['cache-control'], 'no-store', path);
		assert.equal(headers['cross-origin-resource-policy'], 'same-origin', path);
		assert.equal(headers['access-control-allow-origin'], undefined, path);
	}
});
