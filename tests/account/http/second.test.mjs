// @ts-check
/** One-time passwords over HTTP: set up, asked for, never twice, recovery codes, off; and an administrator has no right without. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertProblem, Browser, signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { codeOf, setUp, wrongCode } from '../totp.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
before(async () => { house = await start({ own: true }); });
after(() => house.stop());

/** @param {{login: string, password: string}} who @param {string} [code] @param {string} [from] */
const login = (who, code, from) => new Browser(house, from).post('/api/account/login', { login: who.login, password: who.password, ...(code === undefined ? {} : { code }) });

test('a secret is shown once, counts when its first code confirms it, and stands sealed in the database', async () => {
	const who = await newcomer(house);
	const browser = await signedIn(house, who);
	const first = await browser.post('/api/account/second');
	assert.match(first.json.secret, /^[A-Z2-7]{32}$/);
	assert.match(first.json.path, /^M\d+ \d+h/);
	const { json: { secret } } = await browser.post('/api/account/second');
	assert.notEqual(secret, first.json.secret, 'asked again, it is another one');
	assert.equal((await login(who)).status, 200, 'not needed before it is confirmed');
	assertProblem(await browser.post('/api/account/second/confirm', { code: wrongCode(secret) }), 422, 'a wrong code', { field: 'code' });
	const { json: mine } = await browser.post('/api/account/second/confirm', { code: codeOf(secret) });
	assert.equal(mine.recovery.length, 10);
	assert.equal(new Set(mine.recovery).size, 10);
	for (const code of mine.recovery) assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
	assert.equal(mine.second.codes, 10);
	assert.doesNotMatch((await browser.get('/api/account/mine')).text, /recovery|[A-Z2-7]{32}/, 'neither is told again');
	const stored = await house.psql(`select encode(t.secret, 'hex') from data.totp as t where t.account = ${who.id}`);
	assert.equal(stored.length, 2 * (20 + 28), 'nonce, 20 bytes, tag');
	assert.equal(await house.psql(`select count(*) from data.recovery_code as c where c.account = ${who.id} and length(c.digest) = 32`), '10');
	assertProblem(await browser.post('/api/account/second'), 409, 'set up already', { slug: 'account/second-already' });
});

test('after the password the code is asked for; a wrong one, and one that was used, begin nothing', async () => {
	const who = await newcomer(house);
	const { secret } = await setUp(await signedIn(house, who));
	const asked = await login(who);
	assertProblem(asked, 401, 'no code', { slug: 'account/code-needed' });
	assert.equal(asked.headers['set-cookie'], undefined);
	assertProblem(await login({ ...who, password: 'not the password' }, codeOf(secret)), 401, 'a wrong password with a right code', { slug: 'account/wrong' });
	assertProblem(await login(who, wrongCode(secret)), 401, 'a wrong code', { slug: 'account/wrong-code' });
	assertProblem(await login(who, codeOf(secret, -1)), 401, 'the one that confirmed', { slug: 'account/wrong-code' });
	const code = codeOf(secret);
	const twins = await Promise.all([1, 2, 3, 4].map((n) => login(who, code, `127.31.40.${n}`)));
	assert.deepEqual(twins.map((answer) => answer.status).sort(), [200, 401, 401, 401], 'of those who send one code at once, one is in');
	assertProblem(await login(who, code), 401, 'used', { slug: 'account/wrong-code' });
	const wide = [...codeOf(secret, 1)].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
	assert.equal((await login(who, `${wide.slice(0, 3)} ${wide.slice(3)}`)).status, 200, 'a clock may be ahead, digits full-width');
	assert.equal(await house.psql(`select count(*) from data.audit as a where a.subject = 'account/${who.id}' and a.action = 'account.begin' and a.detail ? 'second'`), '2');
});

test('guessing codes is delayed, from whatever network, and asking for one resets nothing', async () => {
	const who = await newcomer(house);
	const { secret } = await setUp(await signedIn(house, who));
	let delayed;
	for (let at = 1; at <= 12 && !delayed; at++) {
		const from = `127.31.${100 + at}.1`;
		assertProblem(await login(who, undefined, from), 401, 'the password alone', { slug: 'account/code-needed' });
		const answer = await login(who, wrongCode(secret), from);
		if (answer.status === 429) delayed = answer;
		else assertProblem(answer, 401, 'a guess', { slug: 'account/wrong-code' });
	}
	assert.ok(delayed, 'twelve networks are one');
	assertProblem(delayed, 429, 'the sixth guess', { detail: /请等\d+秒再试/ });
});

test('a recovery code stands for the device, once; new ones void the earlier', async () => {
	const who = await newcomer(house);
	const browser = await signedIn(house, who);
	const { secret, recovery } = await setUp(browser);
	assert.equal((await login(who, recovery[0].toLowerCase().replaceAll('-', ' '))).status, 200);
	assertProblem(await login(who, recovery[0]), 401, 'used', { slug: 'account/wrong-code' });
	assertProblem(await browser.post('/api/account/second/codes', { code: recovery[1] }), 422, 'by the device alone', { field: 'code' });
	const { json: renewed } = await browser.post('/api/account/second/codes', { code: codeOf(secret) });
	assert.equal(renewed.second.codes, 10);
	assertProblem(await login(who, recovery[2]), 401, 'void', { slug: 'account/wrong-code' });
	assert.equal((await login(who, renewed.recovery[9])).status, 200);
});

test('off by password and code', async () => {
	const who = await newcomer(house);
	const browser = await signedIn(house, who);
	const { secret, recovery } = await setUp(browser);
	assertProblem(await browser.post('/api/account/second/off', { password: 'not the password', code: codeOf(secret) }), 422, 'a wrong password', { field: 'password' });
	assertProblem(await browser.post('/api/account/second/off', { password: who.password, code: wrongCode(secret) }), 422, 'a wrong code', { field: 'code' });
	assert.equal((await browser.post('/api/account/second/off', { password: who.password, code: recovery[3] })).json.second, null);
	assert.equal((await login(who)).status, 200);
});

test("an administrator has no right before one-time passwords stand, and a key that is away locks nobody's data", async () => {
	await house.psql("insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('administrator_totp', 1, '', base.today(), '测试', '测试')");
	const browser = await signedIn(house, house.account('system-admin'));
	assert.equal((await browser.get('/api/account/me')).json.first, 'totp');
	assertProblem(await browser.get('/api/account/accounts'), 403, 'before', { slug: 'account/second-first' });
	await setUp(browser);
	assert.equal((await browser.get('/api/account/accounts')).status, 200);
	assert.equal((await browser.get('/api/account/me')).json.first, null);
});

test('the desk resets an administrator whom the console may not touch', async () => {
	const who = house.account('system-admin');
	assertProblem(await login(who), 401, 'needs a code', { slug: 'account/code-needed' });
	assert.match(await house.wuhao('second', who.login), /password alone/);
	assert.equal((await login(who)).status, 200);
	const said = await house.wuhao('code', who.login, '--url', house.url);
	const [, code] = /\/console\/first#(\S{19})$/.exec(said) ?? [];
	assert.equal((await new Browser(house).post('/api/account/first', { code, password: '澄湖的水很清很清很清很清' })).status, 200, said);
	await assert.rejects(house.wuhao('second', 'nobody-here'), /there is no account/);
});
