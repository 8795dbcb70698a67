// @ts-check
/** Signing in by a directory: a real slapd judges the password, over TLS that is verified; away, it stops nobody else. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertProblem, Browser } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { run } from '../../common/process.mjs';
import { base, Directory } from '../slapd.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Directory} */
let directory;
const secret = '目录里的 password 8630';
const odd = 'wu, yue+"<x>';

/** @param {Record<string, string>} values */
async function set(values) {
	const all = { ldap_url: directory.url, ldap_ca: directory.ca, ldap_dn: `uid={login},ou=people,${base}`, ldap_base: '', ldap_filter: '', ldap_bind: '', ...values };
	for (const [name, value] of Object.entries(all)) await house.wuhao('setting', name, value);
}

/** An account that the directory judges. @param {string} subject */
async function outsider(subject) {
	const made = await newcomer(house, {});
	const quoted = `'${subject.replace(/'/g, "''")}'`;
	await house.psql(`update data.account set sign_in = 'password', subject = null where subject = ${quoted};
		update data.account set sign_in = 'ldap', subject = ${quoted} where id = ${made.id}`);
	return made.login;
}

let network = 0;
/** @param {string} login @param {string} password @param {string} [from] */
const attempt = (login, password, from = `127.41.${++network}.1`) => new Browser(house, from).post('/api/account/login', { login, password });

before(async () => {
	house = await start({ own: true });
	directory = await Directory.start(house.facts.user, [
		{ uid: 'wuyue', cn: '吴越', password: secret }, { uid: odd, cn: '吴越', password: secret }, { uid: 'reader', cn: '找人的', password: 'reader pass' },
		{ uid: 'twice', cn: '两处', password: secret }, { uid: 'twice', cn: '两处', password: secret, ou: 'guests' }, { uid: 'a*b', cn: '星号', password: secret },
		{ uid: 'axb', cn: '别人', password: 'another secret' },
	]);
	await set({});
});
after(async () => {
	await directory.stop();
	await house.stop();
});

test('the directory\'s password signs in, another doesn\'t, in the words of every wrong password', async () => {
	const login = await outsider('wuyue');
	const answer = await attempt(login, secret);
	assert.equal(answer.status, 200, answer.text);
	assert.equal(answer.json.login, login);
	for (const wrong of ['not this one', `${secret} `, house.account('officer').password]) {
		assertProblem(await attempt(login, wrong), 401, wrong, { slug: 'account/wrong', detail: /^账号或密码不对，请再试。$/ });
	}
	assert.equal(await house.psql(`select count(*) from data.audit where action = 'account.refused' and subject = 'account/' || (select id from data.account where login = '${login}')`), '3');
});

test('a password that is kept here opens no account of the directory, and none is kept', async () => {
	const login = await outsider('axb');
	assertProblem(await attempt(login, house.account('officer').password), 401, 'the password that newcomers have');
	const hash = `select hash from data.password join data.account on id = account where login = '${login}'`;
	const was = await house.psql(hash);
	assert.equal((await attempt(login, 'another secret')).status, 200);
	assert.equal(await house.psql(hash), was, 'the directory\'s password is not written down');
});

test('a subject is a name in the template, escaped, or a whole distinguished name', async () => {
	assert.equal((await attempt(await outsider(odd), secret)).status, 200, 'what has a meaning in names (RFC 4514) is only a name');
	assert.equal((await attempt(await outsider(`uid=twice,ou=guests,${base}`), secret)).status, 200);
	assertProblem(await attempt(await outsider('nobody'), secret), 401, 'an entry that is not there');
	assertProblem(await attempt(await outsider('wuyue,ou=guests'), secret), 401, 'an entry elsewhere');
});

test('the entry is looked for by a filter, under an account that may, and must be one', async () => {
	const keys = join(house.facts.home, 'keys/account');
	writeFileSync(join(keys, 'ldap'), 'reader pass\n');
	if (process.getuid?.() === 0) await run('chown', [house.facts.user, join(keys, 'ldap')]);
	chmodSync(join(keys, 'ldap'), 0o600);
	await set({ ldap_dn: '', ldap_base: base, ldap_filter: '(&(objectClass=inetOrgPerson)(uid={login}))', ldap_bind: `uid=reader,ou=people,${base}` });
	try {
		assert.equal((await attempt(await outsider('reader'), 'reader pass')).status, 200);
		assertProblem(await attempt(await outsider('twice'), secret), 401, 'an entry that is there twice');
		assert.equal((await attempt(await outsider('a*b'), secret)).status, 200, 'a star is a star');
		assertProblem(await attempt(await outsider('*'), secret), 401, 'and finds nobody else');
		assertProblem(await attempt(await outsider(')(uid=wuyue'), secret), 401, 'nor does a bracket');
		writeFileSync(join(keys, 'ldap'), 'no longer\n');
		assertProblem(await attempt(await outsider('unknown'), secret), 503, 'whoever looks must be let in');
		chmodSync(join(keys, 'ldap'), 0o644);
		assertProblem(await attempt(await outsider('unknown too'), secret), 503, 'and the secret closed to others');
	} finally {
		await set({});
	}
});

test('the line is TLS and its other end is known', async () => {
	const login = await outsider('wuyue.tls');
	await house.psql(`update data.account set subject = 'uid=wuyue,ou=people,${base}' where login = '${login}'`);
	await set({ ldap_url: directory.tls });
	assert.equal((await attempt(login, secret)).status, 200, 'ldaps');
	for (const [what, values] of /** @type {const} */ ([
		['another authority', { ldap_ca: join(directory.folder, 'stranger.pem') }], ['no authority that is known', { ldap_ca: '' }],
		['an authority that can\'t be read', { ldap_ca: '/nonexistent/ca.pem' }], ['another name', { ldap_url: directory.url.replace('127.0.0.1', 'localhost') }],
	])) {
		await set(values);
		assertProblem(await attempt(login, secret), 503, what);
		await set({ ...values, ldap_url: (/** @type {{ldap_url?: string}} */ (values).ldap_url ?? directory.url).replace(directory.url.slice(-5), directory.tls.slice(-5)).replace('ldap:', 'ldaps:') });
		assertProblem(await attempt(login, secret), 503, `${what}, ldaps`);
	}
	await set({});
	assert.equal((await attempt(login, secret)).status, 200, 'StartTLS');
});

test('a directory that is away is said so to whoever fails, so that nobody learns whose account it judges', async () => {
	const login = await outsider('wuyue');
	const local = (await newcomer(house)).login;
	const provided = (await newcomer(house)).login;
	await house.psql(`update data.account set sign_in = 'oidc', subject = 'somebody' where login = '${provided}'`);
	/** @type {[string, string, string][]} */
	const failing = [['the directory\'s', login, secret], ['with a wrong password', login, 'not this one'], ['kept here', local, 'not this one'], ['the provider\'s', provided, secret], ['nobody\'s', 'nobody-at-all', secret]];
	const alike = async (/** @type {number} */ status, /** @type {RegExp} */ detail, /** @type {string} */ when) => {
		const said = new Set();
		for (const [what, name, password] of failing) {
			await house.psql('delete from data.attempt');
			const answer = await attempt(name, password);
			assertProblem(answer, status, `${what}, ${when}`, { detail });
			said.add(`${answer.text} ${answer.headers['retry-after']} ${await house.psql("select string_agg(a.failures::text, ' ') from data.attempt as a")}`);
		}
		assert.equal(said.size, 1, `${when}: ${[...said].join('\n')}`);
	};
	await directory.down();
	const silent = createServer((socket) => { socket.on('error', () => {}).resume(); }); // takes connections and says nothing
	await new Promise((resolve) => { silent.listen(0, '127.0.0.1', () => resolve(undefined)); });
	const { port } = /** @type {import('node:net').AddressInfo} */ (silent.address());
	try {
		await alike(503, /目录服务现在连不上/, 'away');
		assert.equal(await house.psql(`select a.detail from data.audit as a where a.action = 'account.refused' and a.subject = 'account/' || (select id from data.account where login = '${local}')`), '{"away": true}', 'a wrong password is written down all the same');
		for (const scheme of ['ldap', 'ldaps']) {
			await set({ ldap_url: `${scheme}://127.0.0.1:${port}` });
			assertProblem(await attempt(login, secret), 503, `silent ${scheme}`);
			assertProblem(await attempt('nobody-at-all', secret), 503, `silent ${scheme}, nobody's`);
		}
		// more who wait than there are threads: those who sign in here are let in meanwhile
		const waiting = Array.from({ length: 12 }, (_, at) => attempt(at % 2 ? login : 'nobody-at-all', secret));
		assert.equal((await attempt(house.account('officer').login, house.account('officer').password)).status, 200);
		for (const answer of await Promise.all(waiting)) assertProblem(answer, 503, 'one of many');
		await set({ ldap_url: '' });
		failing.shift();
		await alike(401, /^账号或密码不对，请再试。$/, 'where no directory is set');
		assertProblem(await attempt(login, secret), 401, 'nobody judges, and it is not said either', { slug: 'account/wrong' });
	} finally {
		silent.close();
		await set({});
		await directory.up();
	}
	await alike(401, /^账号或密码不对，请再试。$/, 'back again');
	assert.equal((await attempt(login, secret)).status, 200);
});

test('whoever fails is asked about at the directory, by a name and a password that are nobody\'s', async () => {
	const tried = 'typed at the log-in page';
	await attempt('nobody-at-all', tried);
	await attempt((await newcomer(house)).login, tried);
	const said = directory.said();
	const asked = [...said.matchAll(/BIND dn="uid=([^,"]*)/g)].map((match) => match[1]);
	assert.ok(asked.slice(-2).every((uid) => /^[0-9a-f]{64}$/.test(uid)), asked.slice(-4).join());
	assert.ok(!said.includes('nobody-at-all'));
});

test('guessing is slowed as everywhere', async () => {
	const login = await outsider('twice');
	const browser = new Browser(house, '127.41.201.1');
	let judged = 0;
	for (; judged < 20; judged++) {
		const answer = await browser.post('/api/account/login', { login, password: 'not this one' });
		if (answer.status === 429) break;
		assertProblem(answer, 401, 'a wrong one');
	}
	assert.ok(judged < 20, 'a delay at last');
});

/** The one-time password of a moment (RFC 6238). @param {string} secret base 32 @param {number} step */
function oneTime(secret, step) {
	const bits = [...secret.replace(/[^A-Z2-7]/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
	const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const digest = createHmac('sha1', key).update(counter).digest();
	return String((digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0');
}

test('one-time passwords are asked for after the directory has judged', async () => {
	const login = await outsider('wuyue');
	const browser = new Browser(house, '127.41.203.1');
	await browser.signIn({ login, password: secret });
	const { json: begun } = await browser.post('/api/account/second');
	const step = Math.floor(Date.now() / 30_000);
	assert.equal((await browser.post('/api/account/second/confirm', { code: oneTime(begun.secret, step) })).status, 200);
	assertProblem(await attempt(login, secret), 401, 'without a code', { slug: 'account/code-needed' });
	assertProblem(await attempt(login, 'wrong'), 401, 'a wrong password asks for nothing', { slug: 'account/wrong' });
	const from = new Browser(house, '127.41.204.1');
	assert.equal((await from.post('/api/account/login', { login, password: secret, code: oneTime(begun.secret, step + 1) })).status, 200);
	assertProblem(await browser.post('/api/account/second/off', { password: 'wrong', code: oneTime(begun.secret, step + 1) }), 422, 'a wrong password', { field: 'password' });
});

test('the password is not changed here', async () => {
	const browser = new Browser(house, '127.41.202.1');
	await browser.signIn({ login: await outsider('a*b'), password: secret });
	assertProblem(await browser.post('/api/account/password', { old: secret, new: 'long enough for it' }), 409, 'elsewhere', { slug: 'account/outside', detail: /请到那里修改/ });
});

test('settings that can\'t be are refused where they are made', async () => {
	for (const [name, value] of [['ldap_url', 'http://ldap.example.cn'], ['ldap_url', 'ldaps://a ftp://b'], ['ldap_dn', 'uid=login,dc=example'], ['ldap_filter', 'uid={login}'], ['ldap_filter', '(uid=login)'], ['ldap_ca', 'ca.pem']]) {
		await assert.rejects(house.wuhao('setting', name, value), /is written as/, `${name} ${value}`);
	}
});
