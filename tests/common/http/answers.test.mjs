// @ts-check
/** What every answer carries, whoever gives it; what HEAD, redirects, health and the interface's description say. */
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { ask, assertProblem, Browser, raw, signedIn } from '../client.mjs';
import { start } from '../installation.mjs';
import { addressOf, nameOf, routesOf } from '../routes.mjs';

/** @typedef {import('../client.mjs').Asked} Asked */

/** @type {import('../installation.mjs').Installation} */
let house;
/** @type {Browser} */
let officer;
/** @type {import('../routes.mjs').Route[]} */
let routes;
/** @type {string} */
let asset;
/** @type {{closed: string, published: string, draft: any}} */
let rounds;
before(async () => {
	house = await start();
	routes = await routesOf(house);
	officer = await signedIn(house, house.account('officer'), '127.37.1.1');
	asset = /"(\/assets\/[^"]+\.css\?v=[0-9a-f]{12})"/.exec((await ask(house.url, '/console/login')).text)?.[1] ?? '';
	const id = (/** @type {string} */ state) => house.psql(`select min(i.id) from data.item as i where i.workflow = 'round' and i.state = '${state}'`);
	rounds = { closed: await id('closed'), published: await id('published'), draft: (await officer.post('/api/survey/rounds', { title: '答复' })).json };
});
after(async () => {
	await officer.post(`/api/survey/round/${rounds.draft.id}/void`, { note: '测试' });
	await house.stop();
});

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const write = (body = '{}', headers = {}) => ({ method: 'POST', headers: { ...json, ...headers }, body });

/** One of each kind: status, address, how. @returns {[number, string, Asked][]} */
const kinds = () => [
	[200, '/console/', {}], [200, '/console/login', {}], [200, '/public/', {}], [200, '/handbook/', {}], [200, asset, {}], [200, asset, { headers: { 'accept-encoding': 'gzip' } }], [200, '/robots.txt', {}], [204, '/favicon.ico', {}],
	[200, '/api/openapi.json', {}], [200, '/healthz/survey', {}], [200, '/api/survey/published', {}], [200, `/api/survey/published/${rounds.published}`, {}], [200, '/api/account/me', {}], [200, `/api/survey/round/${rounds.closed}/result.xlsx`, {}],
	[200, '/s/', {}], [200, '/s/check', {}], [200, house.demo.survey.open, {}], [200, `${house.demo.survey.open}?big&counter`, {}],
	[302, '/', {}], [301, '/console', {}], [303, '/console/large', {}], [303, '/console/normal', {}], [301, '/api', {}], [301, '/s', {}],
	[400, '/api/org/tree?nobody=1', {}], [400, '/api/survey/rounds', write('{')], [400, house.demo.survey.open, { method: 'POST', headers: form, body: 'q1=%ff' }],
	[401, '/api/account/me', { headers: { cookie: '' } }], [401, '/api/account/login', write('{"login":"nobodyhere","password":"x"}')], [403, '/api/account/logout', write('{}', { origin: 'http://elsewhere.example' })],
	[404, '/nothing', {}], [404, '/api/nothing', {}], [404, '/api/org/unit/99999999', {}], [404, '/s/zzzzzzzz', {}], [404, '/assets/nothing.js', {}],
	[405, '/api/org/tree', write()], [405, house.demo.survey.open, { method: 'PUT', body: 'x' }], [405, '/console/', { method: 'POST', body: 'x' }],
	[409, `/api/survey/round/${rounds.published}/publish`, write()], [412, `/api/survey/round/${rounds.draft.id}/edit`, write('{"title":"答复","version":99}')],
	[413, '/api/survey/rounds', write(' '.repeat(300_000))], [413, '/api/survey/rounds', write(' '.repeat(1_100_000))], [413, house.demo.survey.open, { method: 'POST', headers: form, body: 'x'.repeat(70_000) }],
	[415, '/api/survey/rounds', { method: 'POST', headers: form, body: 'x=1' }], [422, '/api/survey/rounds', write()], [422, house.demo.survey.open, { method: 'POST', headers: form, body: 'q2_1=1' }],
];

const once = ['content-security-policy', 'referrer-policy', 'x-content-type-options', 'x-frame-options', 'cross-origin-opener-policy', 'cross-origin-resource-policy', 'permissions-policy', 'server'];

/** The header lines as they came. @param {string} path @param {Asked} asked @returns {Promise<{status: number, lines: [string, string][]}>} */
function linesOf(path, asked) {
	return new Promise((resolve, reject) => {
		const cookie = `session=${officer.cookies.get('session')}`;
		const request = http.request(new URL(house.url), { path, method: asked.method ?? 'GET', headers: { cookie, ...asked.headers }, localAddress: '127.37.2.1', agent: false }, (answer) => {
			const raws = answer.rawHeaders;
			resolve({ status: answer.statusCode ?? 0, lines: raws.filter((_, at) => at % 2 === 0).map((name, at) => [name.toLowerCase(), raws[at * 2 + 1]]) });
			answer.resume();
		});
		request.on('error', reject);
		request.end(asked.body);
	});
}

test('every kind of answer carries every header once, and says nothing of what made it', async () => {
	for (const [status, path, asked] of kinds()) {
		const { status: got, lines } = await linesOf(path, asked);
		const what = `${asked.method ?? 'GET'} ${path.slice(0, 60)} ${String(asked.body ?? '').slice(0, 20)}`;
		assert.equal(got, status, what);
		const of = (/** @type {string} */ name) => lines.filter(([each]) => each === name).map(([, value]) => value);
		for (const name of once) assert.equal(of(name).length, 1, `${what}: ${name} ${of(name)}`);
		const [policy] = of('content-security-policy');
		assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'/, what);
		for (const part of ["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"]) assert.ok(policy.includes(part), `${what}: ${part}`);
		assert.doesNotMatch(policy, /unsafe|http:|https:|\*/, what);
		assert.deepEqual([of('referrer-policy')[0], of('x-content-type-options')[0], of('x-frame-options')[0], of('server')[0]], ['same-origin', 'nosniff', 'DENY', 'nginx'], what);
		assert.ok(of('cache-control').length <= 1, `${what}: ${of('cache-control')}`);
		if (status >= 400) assert.ok(/no-store|no-cache/.test(of('cache-control')[0] ?? ''), `${what} is not kept: ${of('cache-control')}`);
		for (const [name] of lines) assert.doesNotMatch(name, /^(x-powered-by|access-control-|x-accel-|status$|via$)/, what);
		if (!/login|large|normal|logout/.test(path)) assert.deepEqual(of('set-cookie'), [], what);
	}
});

test('what a person reads is HTML that says which language it is, what a program reads is JSON', async () => {
	for (const [, path, asked] of kinds().filter(([status]) => status >= 400)) {
		const answer = await officer.ask(path, { ...asked, headers: { ...asked.headers }, from: '127.37.3.1' });
		if (path.startsWith('/api/')) assert.equal(answer.headers['content-type'], 'application/problem+json', path);
		else {
			assert.match(answer.headers['content-type'] ?? '', /^text\/html; charset=utf-8$/i, path);
			assert.match(answer.text, /^<!doctype html>\n<html lang="zh-CN"/, path);
			assert.match(answer.text, /<h1>/, path);
		}
	}
});

test('HEAD says what GET would, without a body', async () => {
	for (const path of ['/console/', asset, '/api/survey/published', '/api/account/me', '/api/org/unit/99999999', '/s/', house.demo.survey.open, '/s/zzzzzzzz', '/nothing', '/api/openapi.json', `/api/survey/round/${rounds.closed}/result.xlsx`]) {
		const [head, get] = [await officer.ask(path, { method: 'HEAD' }), await officer.get(path)];
		assert.equal(head.status, get.status, path);
		assert.equal(head.bytes.length, 0, path);
		assert.equal(head.headers['content-type'], get.headers['content-type'], path);
	}
});

test('large type leads back to a page of ours, whatever the referrer says', async () => {
	for (const [referer, location] of /** @type {[string, string][]} */ ([
		[`${house.url}/console/survey/7?x=1#top`, '/console/survey/7?x=1'], [`${house.url}/public/`, '/public/'], [`${house.url}/handbook/officer.html`, '/handbook/officer.html'], [`${house.url}/console`, '/console'],
		['', '/console/'], ['x', '/console/'], ['javascript:alert(1)', '/console/'], ['http://elsewhere.example/', '/console/'], ['http://elsewhere.example//evil.example/console/', '/console/'], [`${house.url}//evil.example/`, '/console/'],
		[`${house.url}/\\evil.example/console`, '/console/'], [`${house.url}/consolex`, '/console/'], [`${house.url}/s/7k3m9abc-AAAA`, '/console/'], [`${house.url}/api/account/me`, '/console/'], ['file:///console/', '/console/'],
		['http://elsewhere.example/console/org', '/console/org'],
	])) {
		for (const path of ['/console/large', '/console/normal']) {
			const answer = await ask(house.url, path, { headers: referer ? { referer } : {} });
			assert.deepEqual([answer.status, answer.headers.location], [303, location], referer);
		}
	}
	const browser = new Browser(house);
	await browser.get('/console/large');
	for (const path of ['/console/login', '/public/', '/handbook/', '/console/style']) assert.match((await browser.get(path)).text, /^<!doctype html>\n<html lang="zh-CN" class="elder">/, path);
	for (const cookie of ['large=0', 'large=11', 'large=1x', 'xlarge=1', 'large=%31']) assert.match((await ask(house.url, '/console/login', { headers: { cookie } })).text, /^<!doctype html>\n<html lang="zh-CN">/, cookie);
	await browser.get('/console/normal');
	assert.equal(browser.cookies.size, 0);
});

test('redirects name no host, whatever Host says', async () => {
	for (const path of ['/', '/console', '/s', '/api', '/public', '/handbook', '/console/large']) {
		const said = await raw(house.url, `GET ${path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`);
		assert.match(said, /\r\nLocation: \/(?!\/)/, path);
		assert.doesNotMatch(said, /evil/, path);
	}
});

test('nothing outside of what is served can be reached by a path', async () => {
	for (const path of ['/../../etc/passwd', '/assets/../../../etc/passwd', '/assets/..%2f..%2f..%2fetc/passwd', '/assets/%2e%2e/%2e%2e/etc/passwd', '/assets../demo.json', '/s/../demo.json', '/s/..%2fdemo.json', '/handbook/../../../demo.json', '/handbook..', '/.git/config',
		'/demo.json', '/installation.json', '/api/../../demo.json', '/www/', '/common/', '/ballot/', '/ballot/502.html', '/common/problems/404.json', '/style.conf', '/.built', '/assets/', '/handbook/pictures/', '/survey/edit.html', '/report/home.html']) {
		const answer = await raw(house.url, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
		assert.match(answer, /^HTTP\/1\.1 (400|403|404) /, path);
		assert.doesNotMatch(answer, /root:|"accounts"|\[core\]|Index of/, path);
	}
});

test('each program says that it is well', async () => {
	for (const program of new Set(routes.map((route) => route.program))) {
		const { status, json: said } = await ask(house.url, `/healthz/${program}`);
		assert.deepEqual([status, said], [200, { program, database: true }]);
	}
	for (const path of ['/healthz', '/healthz/', '/healthz/nobody', '/healthz/keeper', '/api/healthz']) assert.equal((await ask(house.url, path)).status, 404, path);
});

test('the description of the interface holds every route, with its fields', async () => {
	const { json: described } = await ask(house.url, '/api/openapi.json');
	const found = Object.entries(described.paths).flatMap(([path, methods]) => Object.keys(methods).filter((method) => /^(get|post|head|patch|delete|options)$/.test(method)).map((method) => `${method.toUpperCase()} ${path}`));
	assert.deepEqual(found.sort(), routes.map((route) => `${route.method} ${addressOf(route, Object.fromEntries(route.fields.map((field) => [field.name, `{${field.name}}`])))}`).sort());
	for (const route of routes) {
		const said = JSON.stringify(described.paths[addressOf(route, Object.fromEntries(route.fields.map((field) => [field.name, `{${field.name}}`])))]);
		for (const field of route.fields) assert.ok(said.includes(`"${field.name}"`), `${nameOf(route)}: ${field.name}`);
	}
});

test('what a page loads is there, from this site, and of its kind', async () => {
	const seen = new Set();
	for (const path of ['/console/', '/console/login', '/console/first', '/console/password', '/console/org', '/console/org/unit/1', '/console/org/standards', '/console/survey', '/console/survey/new', '/console/survey/1', '/console/survey/1/edit',
		'/console/survey/1/result', '/console/survey/1/cards', '/console/survey/1/poster/7k3m9abc', '/console/style', '/public/', '/public/1', '/handbook/', '/s/', '/s/check']) {
		const { text } = await ask(house.url, path);
		for (const [, address] of text.matchAll(/<(?:script|link|img)[^>]*? (?:src|href)="([^"]*)"/g)) if (!address.startsWith('data:')) seen.add(address);
	}
	assert.ok(seen.size > 10);
	for (const address of seen) {
		assert.match(address, /^\/(?!\/)/);
		const { status, headers } = await ask(house.url, address);
		assert.equal(status, 200, address);
		assert.match(headers['content-type'] ?? '', /\.js/.test(address) ? /javascript/ : /\.css/.test(address) ? /^text\/css/ : /^(image|font)\//, address);
	}
});

test('an account is asked for where a page needs one, not where it stands', async () => {
	for (const path of ['/api/report/home', '/api/survey/rounds', '/api/org/tree']) assertProblem(await ask(house.url, path), 401, path, { slug: 'signed-out' });
});
