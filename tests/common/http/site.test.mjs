// @ts-check
/** What nginx itself does for the site: addresses, headers, refusals in words, limits, silence. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { raw } from '../client.mjs';
import { start } from '../installation.mjs';

/** @type {import('../installation.mjs').Installation} */
let house;
before(async () => { house = await start(); });
after(() => house.stop());

/**
 * One request from an address of this machine.
 * @param {string} path
 * @param {{method?: string, headers?: Record<string, string>, body?: string|Buffer, from?: string, agent?: http.Agent}} [options]
 * @returns {Promise<{status: number, headers: http.IncomingHttpHeaders, text: string}>}
 */
function ask(path, options = {}) {
	return new Promise((resolve, reject) => {
		const request = http.request(new URL(house.url), {
			path, method: options.method ?? 'GET', headers: options.headers, localAddress: options.from, agent: options.agent,
		}, (answer) => {
			/** @type {Buffer[]} */
			const parts = [];
			answer.on('data', (part) => parts.push(part));
			answer.on('error', reject);
			answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString() }));
		});
		request.on('error', reject);
		request.end(options.body);
	});
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

for (const path of ['/console/', '/console/login', '/console/first', '/console/password', '/console/org', '/console/org/unit/7',
	'/console/org/standards', '/console/survey', '/console/survey/new', '/console/survey/7', '/console/survey/7/edit',
	'/console/survey/7/result', '/console/survey/7/cards', '/console/survey/7/poster/7k3m9abc', '/console/style', '/public/', '/public/7',
	'/handbook/', '/s/', '/s/check']) {
	test(`${path} is a page`, async () => {
		const page = await ask(path);
		assert.equal(page.status, 200);
		assert.match(page.headers['content-type'] ?? '', /^text\/html; charset=utf-8$/i);
		assert.match(page.text, /^<!doctype html>\n<html lang="zh-CN"/);
	});
}

test('every answer carries the policy and the other headers once', async () => {
	for (const path of ['/console/', '/nothing', '/s/', '/api/nothing', '/assets/common/console.css', '/handbook/', '/healthz/org']) {
		const { headers } = await ask(path);
		const policy = String(headers['content-security-policy']);
		assert.match(policy, /default-src 'none'/, path);
		assert.match(policy, /frame-ancestors 'none'/, path);
		assert.doesNotMatch(policy, /unsafe|, default-src/, path);
		assert.equal(headers['referrer-policy'], 'same-origin', path);
		assert.equal(headers['x-content-type-options'], 'nosniff', path);
		assert.equal(headers.server, 'nginx', path);
		assert.ok(headers['cache-control'] && !headers['cache-control'].includes(', no-'), `${path}: ${headers['cache-control']}`);
	}
});

test('a page of nowhere says so in words', async () => {
	for (const path of ['/nothing', '/org/tree.html', '/common/problems/404.json', '/ballot/413.html', '/console/org/unit/0', '/console/survey/7/poster/UUUU']) {
		const page = await ask(path);
		assert.equal(page.status, 404, path);
		assert.match(page.text, /没有找到/, path);
	}
});

test('large type is a cookie and a class, and leads back to the page that was left', async () => {
	const large = await ask('/console/large', { headers: { referer: `${house.url}/console/org?x=1#y` } });
	assert.equal(large.status, 303);
	assert.equal(large.headers.location, '/console/org?x=1');
	assert.match(large.headers['set-cookie']?.[0] ?? '', /^large=1; Path=\/;/);
	const page = await ask('/console/login', { headers: { cookie: 'large=1' } });
	assert.match(page.text, /^<!doctype html>\n<html lang="zh-CN" class="elder">/);
	const normal = await ask('/console/normal', { headers: { referer: 'http://elsewhere.example/evil' } });
	assert.equal(normal.headers.location, '/console/');
	assert.match(normal.headers['set-cookie']?.[0] ?? '', /Max-Age=0/);
	assert.match((await ask('/console/login')).text, /^<!doctype html>\n<html lang="zh-CN">/);
});

test('an asset is kept for good under its digest, and checked by its etag without', async () => {
	const page = await ask('/console/login');
	const address = /"(\/assets\/[^"]+\.css\?v=[0-9a-f]{12})"/.exec(page.text)?.[1];
	assert.ok(address);
	assert.match((await ask(address)).headers['cache-control'] ?? '', /immutable/);
	const plain = await ask(address.replace(/\?.*/, ''));
	assert.equal(plain.headers['cache-control'], 'no-cache');
	const again = await ask(address.replace(/\?.*/, ''), { headers: { 'if-none-match': String(plain.headers.etag) } });
	assert.equal(again.status, 304);
});

test("the interface's refusals by nginx are problems", async () => {
	for (const [status, path, options] of /** @type {[number, string, object][]} */ ([
		[404, '/api/nothing', {}],
		[413, '/api/survey/rounds', { method: 'POST', headers: { 'content-type': 'application/json' }, body: Buffer.alloc(1_100_000, 32) }],
		[413, '/api/ballot/state', { method: 'POST', headers: { 'content-type': 'application/json' }, body: Buffer.alloc(70_000, 32) }],
	])) {
		const answer = await ask(path, options);
		assert.equal(answer.status, status, path);
		assert.equal(answer.headers['content-type'], 'application/problem+json', path);
		const problem = JSON.parse(answer.text);
		assert.equal(problem.status, status);
		assert.match(problem.title + problem.detail, /[\u4e00-\u9fff]/u);
	}
});

test('what nginx refuses before it knows the place is answered in words, as what was asked for', async () => {
	/** @param {string} path @param {string} line */
	const heads = (path, line) => `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n${line}\r\n\r\n`;
	/** @type {[number, (path: string) => string][]} */
	const refused = [
		[413, (path) => heads(path, 'Content-Length: 1100000')], [501, (path) => heads(path, 'Transfer-Encoding: gzip')], [400, (path) => heads(path, 'Content-Length: x')],
		[400, (path) => `GET ${path} HTTP/1.1\r\n\r\n`], [400, (path) => `GET ${path} HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`],
		[405, (path) => `TRACE ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`],
	];
	for (const [status, bytes] of refused) {
		const title = status === 413 ? '内容太大' : '没有看懂这次请求';
		for (const path of ['/api/survey/rounds', '/api/nothing', '/api/ballot/state', '/healthz/org']) {
			const said = Buffer.from(await raw(house.url, bytes(path), { half: true }), 'latin1').toString();
			assert.match(said, new RegExp(`^HTTP/1.1 ${status} .*\r\n(.*\r\n)*Content-Type: application/problem\\+json\r\n`), path);
			assert.match(said, new RegExp(`"title": "${title}", "status": ${status === 413 || status === 405 ? status : 400},`), `${status} ${path}`);
		}
		for (const path of ['/console/login', '/', '/nothing', '/assets/common/console.css']) {
			const said = Buffer.from(await raw(house.url, bytes(path), { half: true }), 'latin1').toString();
			assert.match(said, new RegExp(`^HTTP/1.1 ${status} .*\r\n(.*\r\n)*\r\n[^]*<h1>${title}</h1>`), `${status} ${path}`);
		}
		const form = Buffer.from(await raw(house.url, bytes('/s/7k3m9abc'), { half: true }), 'latin1').toString();
		assert.match(form, new RegExp(`^HTTP/1.1 ${status} .*\r\n(.*\r\n)*\r\n[^]*<h1>${status === 413 ? '写得太长了' : '没有看懂这次请求'}</h1>`), `${status} /s/`);
	}
	assert.match(await raw(house.url, `GET /console/${'x'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, { half: true }), /^HTTP\/1.1 414 .*\r\n(.*\r\n)*\r\n<!doctype html>/);
});

test('an answer that is too large gets a page in words', async () => {
	const page = await ask('/s/7k3m9abc?big', { method: 'POST', headers: form, body: `q6=${'长'.repeat(30_000)}` });
	assert.equal(page.status, 413);
	assert.match(page.text, /^<!doctype html>\n<html lang="zh-CN" class="elder">/);
	assert.match(page.text, /写得太长了/);
});

test('the interface is described, for tools and for readers', async () => {
	const page = await ask('/api/');
	assert.equal(page.status, 200);
	assert.match(page.text, /<h1>接口说明<\/h1>[^]*<noscript>[^]*href="\/api\/openapi\.json"/);
	assert.equal((await ask('/api/index.html')).status, 404, 'at one address only');

	const answer = await ask('/api/openapi.json');
	assert.equal(answer.headers['content-type'], 'application/json');
	assert.equal(JSON.parse(answer.text).openapi, '3.1.0');
});

test('no request to the ballot leaves a line in any log', async () => {
	const mark = 'HERE1SMYC0DEABCD';
	for (const [path, options] of /** @type {[string, object][]} */ ([
		[`/s/7k3m9abc-${mark}`, {}], [`/s/7k3m9abc-${mark}`, { method: 'POST', headers: form, body: `q6=${mark}` }],
		[`/S/7k3m9abc-${mark}`, {}], [`//s//7k3m9abc-${mark}`, {}], [`/%73/7k3m9abc-${mark}`, {}], [`/s%2F7k3m9abc-${mark}`, {}],
		[`/x/../s/7k3m9abc-${mark}`, {}], [`/s;7k3m9abc-${mark}`, {}], [`/${mark}`, {}], [`/s/${mark}/${'y'.repeat(9000)}`, {}],
		[`/api/ballot/state?${mark}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"${mark}":` }],
		['/s/', { method: 'PURGE', headers: { referer: mark, 'user-agent': mark } }],
	])) await ask(path, { ...options, from: '127.66.203.89' }).catch(() => {});
	for (const path of [`/s/7k3m9abc-${mark}`, `/api/ballot/${mark}`, `/api/survey/${mark}`, `/console/${mark}`, `/${mark}`, `/assets/${mark}`, `/healthz/org?${mark}`])
		for (const line of ['Content-Length: 1100000', 'Transfer-Encoding: gzip', 'Transfer-Encoding: chunked', `Content-Length: ${mark}`, `Host: ${mark} ${mark}`, `X: ${'x'.repeat(40_000)}`])
			await raw(house.url, `POST ${path} HTTP/1.1\r\nHost: ${mark}\r\nConnection: close\r\n${line}\r\n\r\nz${mark}\r\n`, { from: '127.66.203.91', half: true });
	await ask('/console/login', { from: '127.66.203.90' });
	const folder = join(house.facts.home, 'log');
	for (const name of readdirSync(folder)) {
		const text = readFileSync(join(folder, name), 'latin1');
		assert.ok(!text.includes(mark), `${name} holds the code`);
		assert.ok(!text.includes('127.66.203.'), `${name} holds the address`);
	}
	assert.match(readFileSync(join(folder, 'access.log'), 'utf8'), /GET \/account\/login\.html 200/);
});

test('whoever asks for published results again and again is told to wait, and nobody else is', async () => {
	const many = await Promise.all(Array.from({ length: 160 }, () => ask('/api/survey/published', { from: '127.66.9.1' })));
	const refused = many.filter(({ status }) => status === 429);
	assert.ok(refused.length >= 20, `${refused.length} of 160 were refused`);
	assert.deepEqual([...new Set(many.map(({ status }) => status))].sort(), [200, 429]);
	assert.equal(refused[0].headers['retry-after'], '30');
	assert.match(refused[0].text, /请稍等再试/);
	assert.equal((await ask('/api/survey/published', { from: '127.66.10.1' })).status, 200);
});
