// @ts-check
/** Signing in: what it gives, what it refuses alike, and how guessing is slowed without shutting others out. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertProblem, Browser, signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
before(async () => { house = await start(); });
after(() => house.stop());

const wrong = '账号或密码不对，请再试。';

/** @param {string} from @param {string} login @param {string} password */
const attempt = (from, login, password) => new Browser(house, from).post('/api/account/login', { login, password });

/** Tries wrong passwords until one has to wait. @param {Browser} browser @param {string} login */
async function tryUntilDelayed(browser, login) {
	for (let judged = 0; judged < 20; judged++) {
		const answer = await browser.post('/api/account/login', { login, password: 'not this one' });
		if (answer.status === 429) return { answer, judged };
		assertProblem(answer, 401, 'a wrong password');
	}
	return assert.fail('twenty wrong passwords and no delay');
}

/** The same; and those last tries were many, so that the wait outlasts the test. @param {Browser} browser @param {string} login */
async function makeWait(browser, login) {
	const delayed = await tryUntilDelayed(browser, login);
	await house.psql('update data.attempt as a set failures = 12 where a.last = (select max(b.last) from data.attempt as b)');
	return delayed;
}

test('signing in says who one is and what one may do', async () => {
	const officer = house.account('officer');
	const { json: me } = await new Browser(house, '127.31.1.1').signIn(officer);
	assert.equal(me.login, officer.login);
	assert.deepEqual(me.seats.map((/** @type {any} */ seat) => [seat.role, seat.label, seat.unit_name]), [['officer', '工委经办人', officer.unit]]);
	assert.ok(Number.isInteger(me.account) && me.name.length > 1 && Number.isInteger(me.todo));
	assert.ok(me.may.includes('开展群众满意度测评'));
	assert.deepEqual(me.menu, ['home', 'org', 'goals', 'org_due', 'meetings', 'survey', 'goal_matrix', 'goal_review', 'org_import', 'evidence']);
	assert.match(me.secrecy, /本系统不涉密/);
	assert.equal(me.secure, false);
});

test('who am I says the same as signing in did', async () => {
	const browser = new Browser(house, '127.31.1.1');
	const me = await browser.signIn(house.account('secretary'));
	assert.deepEqual((await browser.get('/api/account/me')).json, me.json);
});

test('the session is a cookie that no script reads, no other site sends, and that goes with the browser', async () => {
	const answer = await new Browser(house, '127.31.1.1').signIn(house.account('member'));
	const lines = answer.headers['set-cookie'] ?? [];
	assert.equal(lines.length, 2);
	const session = lines.find((line) => line.startsWith('session=')) ?? '';
	assert.match(session, /^session=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict$/);
	const browser = lines.find((line) => line.startsWith('browser=')) ?? '';
	assert.match(browser, /^browser=[0-9a-f]{64}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Strict$/);
	assert.equal(answer.headers['cache-control'], 'no-store');
	assert.doesNotMatch(answer.text, /[0-9a-f]{64}/, 'the token is in no body');
});

test('a cookie that is none of ours, put there by another site of the same name, keeps nobody out', async () => {
	const browser = new Browser(house, '127.31.1.1');
	browser.cookies.set('browser', 'a.'.repeat(32));
	assert.equal((await browser.signIn(house.account('member'))).status, 200);
	assert.match(browser.cookies.get('browser') ?? '', /^[0-9a-f]{64}$/);
});

test('every session has a token of its own, and the database knows its digest only', async () => {
	const first = await signedIn(house, house.account('member'), '127.31.1.1');
	const second = await signedIn(house, house.account('member'), '127.31.1.1');
	const token = first.cookies.get('session') ?? '';
	assert.notEqual(token, second.cookies.get('session'));
	assert.equal(await house.psql(`select count(*) from data.session as s where s.digest = sha256(decode('${token}', 'hex'))`), '1');
	assert.equal(await house.psql(`select count(*) from data.session as s where s.digest = decode('${token}', 'hex')`), '0');
});

test('a login is the same in capitals', async () => {
	const { login, password } = house.account('reviewer');
	assert.equal((await attempt('127.31.1.1', login.toUpperCase(), password)).json.login, login);
});

test('an unknown name and a wrong password are told by nothing', async () => {
	const known = await attempt('127.31.2.1', house.account('reviewer').login, 'not this one');
	const unknown = await attempt('127.31.2.1', 'nobodyhere', 'not this one');
	assertProblem(known, 401, 'a wrong password', { slug: 'account/wrong' });
	assert.equal(known.json.detail, wrong);
	assert.equal(known.text, unknown.text);
	const headers = (/** @type {typeof known} */ answer) => ({ ...answer.headers, date: undefined });
	assert.deepEqual(headers(known), headers(unknown));
	assert.equal(known.headers['set-cookie'], undefined);
});

test('a failed try is in the audit, but never what nobody is called', async () => {
	const lines = () => house.psql("select coalesce(max(a.id), 0) from data.audit as a where a.action = 'account.refused'");
	const before_ = Number(await lines());
	await attempt('127.31.2.1', 'my-secret-password', 'x');
	assert.equal(await house.psql(`select string_agg(a.subject || a.detail, ';') from data.audit as a where a.id > ${before_} and a.action = 'account.refused'`), 'account/unknown{}');
	assert.equal(await house.psql("select count(*) from data.audit as a where a::text like '%my-secret-password%'"), '0');
});

test('after a few wrong passwords one has to wait, and even the right one is not judged', async () => {
	const who = await newcomer(house);
	const { answer, judged } = await makeWait(new Browser(house, '127.31.3.1'), who.login);
	assertProblem(answer, 429, 'a delayed try', { detail: /^试的次数多了，请等\d+秒再试。$/m });
	assert.equal(answer.json.detail, `试的次数多了，请等${answer.headers['retry-after']}秒再试。`);
	assert.ok(judged >= 5, `the first ${judged} cost nothing`);
	const right = await attempt('127.31.3.1', who.login, who.password);
	assertProblem(right, 429, 'the right password, too early');
	assert.equal(right.headers['set-cookie'], undefined);
});

test('who guesses shuts nobody else out: another network signs in, and so does a browser that did before', async () => {
	const who = await newcomer(house);
	const known = await signedIn(house, who, '127.31.4.1');
	known.cookies.delete('session');
	await makeWait(new Browser(house, '127.31.4.1'), who.login);
	await known.signIn(who);
	assert.equal((await known.get('/api/account/me')).status, 200);
	await signedIn(house, who, '127.31.5.1');
});

test('a browser that signed in before is slowed by its own tries alone', async () => {
	const who = await newcomer(house);
	const known = await signedIn(house, who, '127.31.6.1');
	await makeWait(known, who.login);
	known.from = '127.31.7.1';
	assertProblem(await known.post('/api/account/login', { login: who.login, password: who.password }), 429, 'from another network too');
	await signedIn(house, who, '127.31.6.1');
});

test('another account is not known to a browser that another one signed in with', async () => {
	const one = await newcomer(house);
	const other = await newcomer(house);
	await makeWait(new Browser(house, '127.31.8.1'), other.login);
	const browser = await signedIn(house, one, '127.31.8.1');
	assertProblem(await browser.post('/api/account/login', { login: other.login, password: other.password }), 429, 'its cookie is of no use there');
});

test('a hundred tries at once are not a hundred guesses', async () => {
	const who = await newcomer(house);
	const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => attempt('127.31.9.1', who.login, `guess ${at}`)));
	const judged = answers.filter((answer) => answer.status === 401).length;
	assert.ok(judged >= 1 && judged <= 12, `${judged} of 100 were judged`);
	assert.equal(answers.filter((answer) => answer.status === 429).length, 100 - judged);
});

test('a network that tries many names has to wait, its neighbours need not', async () => {
	let delayed;
	for (let round = 0; round < 12 && !delayed; round++) {
		const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => attempt('127.31.10.1', `name${round}x${at}`, 'x')));
		delayed = answers.find((answer) => answer.status === 429);
	}
	assert.ok(delayed, '120 names and no delay');
	assert.match(delayed.json.detail, /^试的次数多了/);
	await signedIn(house, house.account('inspector'), '127.31.11.1');
});

test('a write from another site is refused before anything is judged', async () => {
	const { login, password } = house.account('officer');
	for (const origin of ['http://elsewhere.example', 'null', `${house.url}.elsewhere.example`, 'http://127.0.0.1', house.url.replace('http:', 'ftp:'), `${house.url}/`]) {
		const browser = new Browser(house, '127.31.12.1');
		const answer = await browser.post('/api/account/login', { login, password }, { origin });
		assertProblem(answer, 403, origin, { slug: 'origin' });
		assert.equal(answer.headers['set-cookie'], undefined, origin);
	}
	const browser = new Browser(house, '127.31.12.1');
	assert.equal((await browser.post('/api/account/login', { login, password }, { origin: house.url })).status, 200);
	assertProblem(await browser.post('/api/account/logout', {}, { origin: 'http://elsewhere.example' }), 403, 'signing out from elsewhere');
	assert.equal((await browser.get('/api/account/me')).status, 200);
});

test('only JSON signs in', async () => {
	const { login, password } = house.account('officer');
	const body = JSON.stringify({ login, password });
	for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp', 'text/json', '']) {
		const answer = await new Browser(house, '127.31.12.1').ask('/api/account/login', { method: 'POST', headers: type ? { 'content-type': type } : {}, body });
		assertProblem(answer, 415, type);
	}
	for (const type of ['application/json', 'application/json; charset=utf-8', 'Application/JSON'])
		assert.equal((await new Browser(house, '127.31.12.1').ask('/api/account/login', { method: 'POST', headers: { 'content-type': type }, body })).status, 200, type);
});

test('who is disabled, or holds no role any more, is told whom to ask', async () => {
	for (const sql of ['update data.account set disabled_on = base.today() where id =', 'update data.seat set valid_until = base.today() - 1 where account =']) {
		const who = await newcomer(house);
		const browser = await signedIn(house, who, '127.31.13.1');
		await house.psql(`${sql} ${who.id}`);
		assertProblem(await attempt('127.31.13.1', who.login, who.password), 403, sql, { slug: 'account/shut-out', detail: /^这个账号现在不能登录，请联系.+。$/ });
		assertProblem(await attempt('127.31.13.1', who.login, 'not this one'), 401, 'and a guesser learns nothing of it', { slug: 'account/wrong' });
		if (/disabled/.test(sql)) assertProblem(await browser.get('/api/account/me'), 401, 'nor does its session go on');
	}
});

test('the sign-in page is told the secrecy line and whom to ask, without signing in', async () => {
	const { json } = await new Browser(house).get('/api/account/help');
	assert.match(json.secrecy, /本系统不涉密/);
	assert.ok(json.admin && json.phone);
});
