// @ts-check
/**
 * Silence: whatever a citizen sends, and whatever goes wrong with it, no log and no file holds the address it came from or the
 * code of a card, and no log the words. Everything is sent from 127.66.77.88; then every log and the whole of DATA are read.
 */
import assert from 'node:assert/strict';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ask, Browser, raw, signedIn, until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { known, opened, printed, unitsOf, whole } from '../../survey/officer.mjs';
import { inFours, makeCode, words } from '../citizen.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Browser} */
let officer;
/** @type {{card: string, open: string, id: number}} */
let round;
/** @type {{card: string, open: string, id: number}} void before anything is sent to it */
let gone;
/** @type {string[]} codes that are there, as they are shown */
let codes;
/** @type {string[]} the codes of a print that is void */
let lost;
/** @type {number} how often the address's four bytes come up in DATA by chance */
let chance;

const from = '127.66.77.88';
const phone = new Browser({ url: '' }, from);
const secret = '匿名字样Silent7Words';
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };
const invented = Array.from({ length: 4 }, () => inFours(makeCode()));

/** @param {string} title */
async function newRound(title) {
	const made = await opened(officer, await whole(house, await unitsOf(house, '婚姻登记处'), { title }));
	const [card, open] = made.marks.map((/** @type {any} */ mark) => mark.mark);
	await known(house, card);
	return { card, open, id: made.id };
}

before(async () => {
	house = await start({ own: true });
	phone.base = house.url;
	officer = await signedIn(house, house.account('officer'), '127.34.20.1');
	[round, gone] = [await newRound('静默'), await newRound('静默作废')];
	codes = (await printed(house, officer, round.id, round.card, 30)).codes;
	const print = await printed(house, officer, round.id, round.card, 10);
	lost = print.codes;
	await officer.post(`/api/survey/batch/${print.batch}/void`, { note: '丢失' });
	await officer.post(`/api/survey/round/${gone.id}/void`, { note: '作废' });
	await until(async () => (await house.psql(`select voided from box.round where round = ${gone.id}`)) === 't', 'the ballot knows what is void');
	chance = bytesOfAddress();
});
after(() => house.stop());

/** Every regular file below a folder. @param {string} folder @returns {string[]} */
function filesBelow(folder) {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		const about = lstatSync(path, { throwIfNoEntry: false });
		return about?.isDirectory() ? filesBelow(path) : about?.isFile() ? [path] : [];
	});
}
/** Contents of files, one after another. @param {string} folder @param {(bytes: Buffer, path: string) => void} each */
function readAll(folder, each) {
	for (const path of filesBelow(folder)) {
		try {
			each(readFileSync(path), path);
		} catch (error) {
			if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
		}
	}
}
function bytesOfAddress() {
	let count = 0;
	readAll(house.facts.home, (bytes) => {
		for (const needle of [Buffer.from([127, 66, 77, 88]), Buffer.from([88, 77, 66, 127])]) for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) count++;
	});
	return count;
}

const card = (/** @type {string} */ code, mark = round.card) => `/s/${mark}-${code}`;

test('what counts, and what is refused in words', async () => {
	const [first, second, third] = codes;
	assert.equal((await phone.get(card(first))).status, 200);
	assert.equal((await phone.form(card(first), { q1: 1, q6: secret, pressure: 1 })).status, 200);
	assert.equal((await phone.form(card(first), { q1: 1, q6: `${secret}再` })).status, 409, 'used');
	assert.equal((await phone.form(card(second), { q6: secret })).status, 422, 'incomplete');
	assert.equal((await phone.form(card(second), { q1: 1, q6: secret.repeat(40) })).status, 422, 'too long');
	assert.equal((await phone.form(card(second), { q6: secret, show: 'card' })).status, 200, 'another card');
	assert.equal((await phone.form(card(invented[0]), { q1: 1, q6: secret })).status, 404, 'of nowhere');
	assert.equal((await phone.form(card(invented[1].replace(/^(.)(.)/, '$2$1')), { q1: 1, q6: secret })).status >= 404, true, 'mistyped');
	assert.equal((await phone.form(card(lost[0]), { q1: 1, q6: secret })).status, 409, 'of a void print');
	assert.equal((await phone.form(`/s/${gone.open}`, { q1: 1, q6: secret })).status, 409, 'void');
	assert.equal((await phone.form(`/s/${round.open}`, { q1: 1, q6: secret, key: 'a1b2c3d4e5f60718' })).status, 200);
	assert.equal((await phone.form('/s/', { code: third })).status, 303);
	assert.equal((await phone.form('/s/', { code: invented[2] })).status, 404);
	assert.equal((await phone.form('/s/check', { receipt: first, v: secret })).status, 200);
	assert.equal((await phone.post('/api/ballot/state', { card: third })).status, 200);
	assert.equal((await phone.post('/api/ballot/state', { card: first })).json.state, 'used');
});

test('what is no request of ours', async () => {
	const code = codes[3];
	for (const [status, path, asked] of /** @type {[number, string, import('../../common/client.mjs').Asked][]} */ ([
		[400, card(code), { method: 'POST', headers: form, body: `q1=1&q6=${secret}%ff` }], [400, card(code), { method: 'POST', headers: form, body: `q1=1&q6=${secret}%00` }],
		[415, card(code), { method: 'POST', headers: json, body: `{"q6":"${secret}"}` }], [415, card(code), { method: 'POST', headers: { 'content-type': secret.slice(4) }, body: secret }],
		[400, '/api/ballot/state', { method: 'POST', headers: json, body: `{"card":"${code}","${secret}":` }], [422, '/api/ballot/state', { method: 'POST', headers: json, body: `{"card":"${code}${code}"}` }],
		[405, card(code), { method: 'PUT', headers: form, body: secret }], [405, card(code), { method: 'DELETE' }],
		[413, card(code), { method: 'POST', headers: form, body: `q1=1&q6=${secret.repeat(4000)}` }], [413, card(code), { method: 'POST', headers: { ...form, 'transfer-encoding': 'chunked' }, body: secret.repeat(4000) }],
		[404, `${card(code)}/x`, {}], [404, `/s/${code}`, {}], [404, `/${code}`, {}], [404, `/console/${code}`, {}], [404, `/api/${code}`, {}], [404, `/public/${code}`, {}], [404, `/assets/${code}.js`, {}], [404, `/handbook/${code}`, {}],
	])) assert.equal((await phone.ask(path, asked)).status, status, `${asked.method ?? 'GET'} ${path} ${String(asked.body).slice(0, 30)}`);
	const nasty = { referer: `${house.url}${card(code)}`, 'user-agent': `${code} ${from}`, 'x-forwarded-for': from, 'x-real-ip': from, forwarded: `for=${from}`, cookie: `session=${code}; large=${code}`, proxy: `http://${from}`, 'idempotency-key': code };
	for (const path of [`/s/${round.open}?${code}`, `/S/${round.open}-${code}`, `//s//${round.open}-${code}`, `/%73/${round.open}-${code}`, `/s%2F${round.open}-${code}`, `/x/../s/${round.open}-${code}`, `/s;${code}`, `/s/${code}/${'y'.repeat(9000)}`,
		`/s/check?${code}`, `/api/ballot/${code}`, `/api//ballot/state?${code}`, `/healthz/ballot?${code}`, '/healthz/ballot', `/s/${round.card}-%ff${code}`, `/s/${round.card}-${code}%00`])
		for (const method of ['GET', 'POST', 'PURGE']) await phone.ask(path, { method, headers: { ...form, ...nasty }, body: method === 'POST' ? `q6=${secret.slice(4)}` : undefined });
	// the same at the officers' addresses: a citizen's code may be typed anywhere
	for (const path of [`/api/survey/${code}`, `/console/login?${code}`, `/public/?${code}`, `/${code}`, `/api/account/login?${code}`])
		for (const line of ['Content-Length: 1100000', 'Transfer-Encoding: gzip', `Content-Length: ${code}`, 'Transfer-Encoding: chunked', `X: ${'x'.repeat(40_000)}`])
			await raw(house.url, `POST ${path} HTTP/1.1\r\nHost: ${code}\r\nConnection: close\r\nReferer: ${code}\r\n${line}\r\n\r\nzz${secret}\r\n`, { from, half: true });
	for (const bytes of [`GET ${card(code)}\r\n\r\n`, `GET ${card(code)} HTTP/1.0\r\n\r\n`, `GET http://${from}${card(code)} HTTP/1.1\r\nHost: ${from}\r\nConnection: close\r\n\r\n`, `${code} ${secret}\r\n\r\n`, `POST ${card(code)} HTTP/1.1\r\nHost: ${code}\r\nContent-Length: x${code}\r\n\r\n${secret}`,
		`POST ${card(code)} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\nq1=1&q6=${secret}`, `POST ${card(code)} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz${secret}\r\n`,
		`GET ${card(code)} HTTP/1.1\r\nHost: x\r\n${code}: ${'x'.repeat(40_000)}\r\n\r\n`, `GET ${card(code)} HTTP/1.1\r\nHost: x\r\nX: \0${code}\r\n\r\n`, Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3])]) await raw(house.url, bytes, { from, half: true });
});

test('what breaks inside', async () => {
	const [code, slow, cut] = codes.slice(4);
	await house.psql("alter table box.entry_text add constraint broken check (words !~ 'Silent7Words') not valid");
	const broken = await phone.form(card(code), { q1: 1, q6: secret });
	assert.equal(broken.status, 422, 'a check that is broken');
	await house.psql('alter table box.entry_text drop constraint broken; alter table box.card rename to card_away');
	assert.equal((await phone.form(card(code), { q1: 1, q6: secret })).status, 500, 'a table that is away');
	await house.psql('alter table box.card_away rename to card');
	const held = house.psql('begin; lock table box.entry in access exclusive mode; select pg_sleep(7); rollback');
	await until(async () => (await house.psql("select count(*) from pg_locks as l where l.relation = 'box.entry'::regclass and l.mode = 'AccessExclusiveLock' and l.granted and l.pid <> pg_backend_pid()")) !== '0', 'it is held');
	const waiting = phone.form(card(cut), { q1: 1, q6: secret });
	const timedOut = phone.form(card(slow), { q1: 1, q6: secret });
	await until(async () => (await house.psql("select count(*) from pg_stat_activity where usename = 'wuhao_ballot' and wait_event_type = 'Lock'")) === '2', 'both wait');
	for (const pid of (await house.psql("select pid from pg_stat_activity where usename = 'wuhao_ballot' and wait_event_type = 'Lock' limit 1")).split('\n')) await house.psql(`select pg_terminate_backend(${pid})`);
	assert.deepEqual([(await waiting).status, (await timedOut).status].filter((status) => ![500, 503].includes(status)), []);
	await held;
});

test('what comes while the program or the database dies', async () => {
	const [code] = codes.slice(8);
	for (let time = 0; time < 3; time++) {
		const many = Array.from({ length: 40 }, (_, at) => phone.form(card(codes[9 + (at % 10)]), { q1: 1, q6: secret }).catch(() => null));
		for (const pid of house.children('ballot')) process.kill(pid, 'SIGKILL');
		await Promise.all(many);
	}
	process.kill(house.pid('postgres'), 'SIGKILL');
	const during = await Promise.all(Array.from({ length: 20 }, () => phone.form(card(code), { q1: 1, q6: secret }).catch(() => null)));
	assert.ok(during.every((page) => page === null || [200, 409, 500, 502, 503].includes(page.status)));
	await until(async () => (await phone.get('/healthz/ballot')).status === 200, 'all is back');
	assert.ok([200, 409].includes((await phone.form(card(code), { q1: 1, q6: secret })).status));
});

test('too many at once', async () => {
	const pages = await Promise.all(Array.from({ length: 1500 }, () => phone.form(card(codes[20]), { q6: secret })));
	const refused = pages.filter((page) => page.status === 429);
	assert.ok(refused.length > 100, `${refused.length} were refused`);
	assert.match(words(refused[0].text), /请过一会儿再交/);
});

test('nor is it kept who signs in from where', async () => {
	await phone.post('/api/account/login', { login: 'nobodyhere', password: secret });
	await phone.signIn(house.account('officer'));
	await phone.post('/api/account/login', { login: house.account('officer').login, password: secret });
	assert.equal((await phone.get('/api/account/me')).status, 200);
});

test('no log holds the address, a code or the words; the whole of DATA no address and no code', async () => {
	await house.psql('checkpoint');
	const plain = [...codes.slice(0, 22), ...lost.slice(0, 1), ...invented].flatMap((code) => [code, code.replaceAll('-', ''), code.toLowerCase()]);
	const address = [from, '127.66.77.0', '7f424d58', '7F424D58', '2135051608', '127\\.66', '127-66-77-88'];
	/** @type {string[]} */
	const found = [];
	/** @param {Buffer} bytes @param {string} path @param {string[]} needles */
	const look = (bytes, path, needles) => {
		for (const needle of needles) if (bytes.includes(needle)) found.push(`${path}: ${needle}`);
	};
	let heard = 0;
	readAll(join(house.facts.home, 'log'), (bytes, path) => {
		look(bytes, path, [secret, secret.slice(4), encodeURIComponent(secret), encodeURIComponent(secret.slice(0, 4)), Buffer.from(secret).toString('hex')]);
		heard += bytes.includes('POST /api/account/login 200') || bytes.includes('POST /api/account/login ') ? 1 : 0;
	});
	let kept = 0;
	readAll(house.facts.home, (bytes, path) => {
		look(bytes, path, [...address, ...plain]);
		kept += bytes.includes(Buffer.from(secret)) ? 1 : 0;
	});
	assert.deepEqual(found, []);
	assert.equal(bytesOfAddress(), chance, 'the four bytes of the address');
	assert.ok(heard > 0, 'the logs were read: other requests are in them');
	assert.ok(kept > 0, 'the database was read: the words that were accepted are in it');
	assert.equal((await ask(house.url, '/healthz/ballot')).status, 200);
});
