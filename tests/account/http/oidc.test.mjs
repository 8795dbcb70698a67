// @ts-check
/**
 * Signing in by a provider (OpenID Connect): the whole way with oidc-provider, and with a hostile one each thing that a token
 * must not be.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Browser } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { Hostile } from '../hostile.mjs';
import { client, secret, startProvider, writeSecret } from '../provider.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
const hostile = new Hostile();
/** @type {{issuer: string, stop: () => void}} */
let provider;
let honest = '';
/** @type {{login: string, id: number}} */
let person;

/** @param {Record<string, string>} values */
async function set(values) {
	for (const [name, value] of Object.entries(values)) await house.wuhao('setting', name, value);
}

/** @param {number} id @param {string} subject */
const link = (id, subject) => house.psql(`update data.account set sign_in = 'password', subject = null where subject = '${subject}';
	update data.account set sign_in = 'oidc', subject = '${subject}' where id = ${id}`);

before(async () => {
	house = await start({ own: true });
	await writeSecret(house);
	await hostile.start(client);
	provider = await startProvider(house, '127.0.0.1');
	honest = provider.issuer;
	person = await newcomer(house, {});
});
after(async () => {
	hostile.stop();
	provider.stop();
	await house.stop();
});

/** Follows the real provider's own pages as a browser does, to the address that it leads back to. @param {string} address @param {string} name */
async function throughProvider(address, name) {
	/** @type {Map<string, string>} */
	const cookies = new Map();
	/** @param {string} url @param {RequestInit} [asked] */
	const ask = async (url, asked = {}) => {
		const answer = await fetch(url, { ...asked, redirect: 'manual', headers: { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; '), ...asked.headers } });
		for (const line of answer.headers.getSetCookie()) {
			const [, key, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			cookies.set(key, value);
		}
		return answer;
	};
	let answer = await ask(address);
	for (let steps = 0; steps < 12; steps++) {
		const next = answer.headers.get('location');
		if (next?.startsWith(`${house.url}/`)) return next;
		if (next) {
			answer = await ask(new URL(next, honest).href);
		} else {
			const text = await answer.text();
			const [, action] = /<form[^>]*action="([^"]+)"/.exec(text) ?? assert.fail(`${answer.status} ${text.slice(0, 500)}`);
			const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1] ?? 'login';
			answer = await ask(new URL(action, honest).href, {
				method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: String(new URLSearchParams({ prompt, login: name, password: 'any' })),
			});
		}
	}
	return assert.fail('the provider leads nowhere');
}

/** What our page leads on to, as a browser that follows it. @param {Browser} browser @param {string} address where the provider leads */
async function comeBack(browser, address) {
	const crossing = new Browser(house, browser.from); // another site led here: no cookie comes along
	const page = await crossing.get(address.replace(house.url, ''));
	assert.equal(page.status, 200, page.text);
	assert.equal(page.headers['set-cookie'], undefined);
	const [, way] = /<meta http-equiv="refresh" content="0; url=([^"]+)">/.exec(page.text) ?? assert.fail(page.text);
	assert.match(way, /^\/api\/account\/oidc\/enter\?/);
	return browser.get(way.replace(/&amp;/g, '&'));
}

let network = 0;
/** Begins in a new browser. @param {string} [back] */
async function begin(back) {
	const browser = new Browser(house, `127.42.${++network % 250}.1`);
	const answer = await browser.get(`/api/account/oidc/start${back === undefined ? '' : `?back=${encodeURIComponent(back)}`}`);
	return { browser, answer, address: String(answer.headers.location) };
}

/** The whole way with the hostile provider. @param {import('../hostile.mjs').Wish} wish */
async function tried(wish) {
	hostile.wish = wish;
	const { browser, address } = await begin();
	hostile.query = new URL(address).searchParams;
	return { browser, answer: await comeBack(browser, `${house.url}/api/account/oidc/back?state=${hostile.query.get('state')}&code=c`) };
}

/** Refused in a page that says so, without a session. @param {import('../../common/client.mjs').Answer} answer @param {Browser} browser @param {number} status @param {string} what */
function assertRefused(answer, browser, status, what) {
	assert.equal(answer.status, status, `${what}: ${answer.text.slice(0, 300)}`);
	assert.match(String(answer.headers['content-type']), /^text\/html/);
	assert.match(answer.text, /<h1>没有登录上<\/h1>[^]*href="\/console\/login"/, what);
	assert.equal(browser.cookies.has('session'), false, what);
}

test('without a provider there is no button and no way', async () => {
	const { browser, answer } = await begin();
	assertRefused(answer, browser, 404, 'no provider');
	assert.equal((await browser.get('/api/account/help')).json.provider, null);
});

test('with a real provider one comes in, to the page one wanted, by an account that was matched', async () => {
	await set({ oidc_issuer: honest, oidc_client: client, oidc_name: '市统一身份认证' });
	await link(person.id, 'sub of wuyue');
	const { browser, answer, address } = await begin('/console/org');
	assert.equal(answer.status, 303);
	const asked = new URL(address).searchParams;
	assert.deepEqual([asked.get('response_type'), asked.get('code_challenge_method'), asked.get('client_id'), asked.get('redirect_uri')], ['code', 'S256', client, `${house.url}/api/account/oidc/back`]);
	assert.match(answer.headers['set-cookie']?.[0] ?? '', /^entering=[0-9a-f]{64}; Path=\/; Max-Age=600; HttpOnly; SameSite=Strict$/);
	const entered = await comeBack(browser, await throughProvider(address, 'sub of wuyue'));
	assert.deepEqual([entered.status, entered.headers.location], [303, '/console/org'], entered.text);
	assert.equal((await browser.get('/api/account/me')).json.login, person.login);
	assert.equal(browser.cookies.has('entering'), false);
	assert.equal((await browser.get('/api/account/help')).json.provider, '市统一身份认证');
	assert.equal(await house.psql('select count(*) from data.handshake'), '0', 'and nothing is left of the way');
});

test('whom nobody matched is told whom to ask; by login only where the setting says so, and never an administrator', async () => {
	const other = await newcomer(house, {});
	const admin = house.account('system-admin');
	const enter = async (/** @type {string} */ login) => {
		const { browser, address } = await begin();
		return { browser, answer: await comeBack(browser, await throughProvider(address, `sub of ${login}`)) };
	};
	const unknown = await enter(other.login);
	assertRefused(unknown.answer, unknown.browser, 403, 'not matched');
	assert.match(unknown.answer.text, /没有对应的账号。请联系/);
	await set({ oidc_match: 'login' });
	try {
		assert.equal((await enter(other.login)).answer.status, 303);
		assert.equal(await house.psql(`select sign_in || ' ' || subject from data.account where id = ${other.id}`), `oidc sub of ${other.login}`);
		const refused = await enter(admin.login);
		assertRefused(refused.answer, refused.browser, 403, 'an administrator');
	} finally {
		await set({ oidc_match: '' });
	}
	assert.equal((await new Browser(house, '127.42.251.1').post('/api/account/login', { login: other.login, password: other.password })).status, 401, 'the password that was kept opens nothing any more');
	await house.psql(`update data.account set disabled_on = base.today() where id = ${other.id}`);
	const out = await enter(other.login);
	assertRefused(out.answer, out.browser, 403, 'disabled');
});

test('one is led back to pages of ours only', async () => {
	for (const back of ['https://elsewhere.example/', '//elsewhere.example/', '/console/../..//elsewhere.example', '/\\elsewhere.example', '/api/account/help', 'javascript:alert(1)']) {
		const { browser, address } = await begin(back);
		const entered = await comeBack(browser, await throughProvider(address, 'sub of wuyue'));
		assert.equal(entered.headers.location, '/console/', back);
	}
});

test('a provider that others run is asked as the standards say: PKCE, nonce, who we are', async () => {
	await set({ oidc_issuer: hostile.issuer });
	await link(person.id, 'sub-1');
	const { browser, answer } = await tried({});
	assert.equal(answer.status, 303, answer.text);
	assert.equal((await browser.get('/api/account/me')).json.login, person.login);
	assert.equal(createHash('sha256').update(hostile.form.get('code_verifier') ?? '').digest('base64url'), hostile.query.get('code_challenge'));
	assert.equal(hostile.authorization, `Basic ${Buffer.from(`${encodeURIComponent(client)}:${encodeURIComponent(secret)}`).toString('base64')}`);
	assert.equal((await tried({ key: 'ec' })).answer.status, 303, 'ES256');
	assert.equal((await tried({ claims: { aud: ['another', client], azp: client } })).answer.status, 303, 'one of several audiences');
});

test('a token that isn\'t what it must be lets nobody in', async () => {
	const now = Math.floor(Date.now() / 1000);
	/** @type {[string, import('../hostile.mjs').Wish][]} */
	const bad = [
		['unsigned', { key: 'none' }], ['signed with the public key as a secret', { key: 'hmac' }], ['signed by a stranger', { key: 'stranger' }],
		['another way of signing said', { head: { alg: 'ES256' } }], ['RS256 said in another case', { head: { alg: 'rs256' } }], ['a critical extension', { head: { crit: ['x'] } }], ['a key that there is not', { head: { kid: 'x' } }],
		['another issuer', { claims: { iss: `${hostile.issuer}/` } }], ['another audience', { claims: { aud: 'another' } }], ['no audience', { claims: { aud: [] } }],
		['several audiences and no party', { claims: { aud: [client, 'another'] } }], ['another party', { claims: { azp: 'another' } }],
		['expired', { claims: { exp: now - 120 } }], ['no end', { claims: { exp: undefined } }], ['an end that is text', { claims: { exp: String(now + 300) } }],
		['made long ago', { claims: { iat: now - 3600 } }], ['made tomorrow', { claims: { iat: now + 86400 } }], ['another nonce', { claims: { nonce: 'x'.repeat(64) } }],
		['no nonce', { claims: { nonce: undefined } }], ['nobody', { claims: { sub: '' } }], ['a number', { claims: { sub: 1 } }],
		['a changed body', { token: (token) => token.replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ iss: hostile.issuer, sub: 'sub-1', aud: client, exp: now + 999, iat: now, nonce: hostile.query.get('nonce') })).toString('base64url')}.`) }],
		['cut', { token: (token) => token.slice(0, -4) }], ['two parts', { token: (token) => token.split('.').slice(0, 2).join('.') }], ['four parts', { token: (token) => `${token}.x` }],
		['padded', { token: (token) => `${token}==` }], ['none', { body: '{"access_token":"a"}' }], ['no object', { token: () => 'W10.W10.W10' }],
		['a code that it doesn\'t know', { status: 400, body: '{"error":"invalid_grant"}' }],
	];
	for (const [what, wish] of bad) {
		const { answer, browser } = await tried(wish);
		assertRefused(answer, browser, 401, what);
	}
	assert.equal((await tried({})).answer.status, 303, 'and a good one still does');
});

test('a state is of this browser and counts once', async () => {
	hostile.wish = {};
	const { browser, address } = await begin();
	hostile.query = new URL(address).searchParams;
	const way = `${house.url}/api/account/oidc/back?state=${hostile.query.get('state')}&code=c`;
	const victim = (await begin()).browser;
	assertRefused(await comeBack(victim, way), victim, 401, 'somebody else\'s state');
	assertRefused(await comeBack(browser, way.replace(/state=[0-9a-f]{4}/, 'state=0000')), browser, 401, 'another state');
	assert.equal((await comeBack(browser, way)).status, 303);
	const again = new Browser(house, browser.from);
	again.cookies.set('entering', hostile.query.get('state') ?? '');
	assertRefused(await comeBack(again, way), again, 401, 'used');
	for (const query of ['error=access_denied', 'code=c&iss=https://elsewhere.example', '']) {
		const fresh = await begin();
		hostile.query = new URL(fresh.address).searchParams;
		assertRefused(await comeBack(fresh.browser, `${house.url}/api/account/oidc/back?state=${hostile.query.get('state')}&${query}`), fresh.browser, 401, query);
	}
	const old = await begin();
	hostile.query = new URL(old.address).searchParams;
	await house.psql("update data.handshake set until = base.now() - interval '1 second'");
	assertRefused(await comeBack(old.browser, `${house.url}/api/account/oidc/back?state=${hostile.query.get('state')}&code=c`), old.browser, 401, 'too old');
});

test('what the provider adds to the address is passed over, and nothing of it becomes markup', async () => {
	const page = await new Browser(house, '127.42.252.1').get(`/api/account/oidc/back?state=${encodeURIComponent('"><script>x</script>')}&code=c&scope=openid&session_state=x`);
	assert.equal(page.status, 200);
	assert.doesNotMatch(page.text, /<script>/);
});

test('a provider that is away or lies of itself is said to be away, and others sign in', async () => {
	hostile.wish = { status: 500, body: '{}' };
	const { browser, address } = await begin();
	hostile.query = new URL(address).searchParams;
	assertRefused(await comeBack(browser, `${house.url}/api/account/oidc/back?state=${hostile.query.get('state')}&code=c`), browser, 503, 'it fails');
	for (const [what, issuer] of [['nobody there', 'http://127.0.0.1:1'], ['another issuer', hostile.issuer.replace('127.0.0.1', 'localhost')]]) {
		await set({ oidc_issuer: issuer });
		const fresh = await begin();
		assertRefused(fresh.answer, fresh.browser, 503, what);
	}
	assert.equal((await new Browser(house, '127.42.253.1').signIn(house.account('officer'))).status, 200);
	await assert.rejects(house.wuhao('setting', 'oidc_issuer', 'http://sso.example.cn'), /is written as/);
});
