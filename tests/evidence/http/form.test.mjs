// @ts-check
/** One file by a plain form, as browsers without JavaScript send it; refusals are pages, and leave nothing. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { signedIn, until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { digestOf } from '../tus.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {import('../../common/client.mjs').Browser} */
let browser;
let account = 0;
before(async () => {
	house = await start();
	const who = await newcomer(house, { role: 'secretary', unit: house.account('secretary').unit });
	account = who.id;
	browser = await signedIn(house, who, '127.51.1.1');
});
after(() => house.stop());

const boundary = '----WebKitFormBoundaryAbC123';
/** @param {string} name @param {string|Buffer} value @param {string} [file] */
const part = (name, value, file) => Buffer.concat([
	Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\nContent-Type: application/pdf`}\r\n\r\n`),
	Buffer.from(value), Buffer.from('\r\n')]);
const last = Buffer.from(`--${boundary}--\r\n`);
/** @param {Buffer[]} parts @param {string} [type] */
const post = (parts, type = `multipart/form-data; boundary=${boundary}`) => browser.ask('/api/evidence/form', { method: 'POST', headers: { 'content-type': type }, body: Buffer.concat(parts) });
const newest = (/** @type {string} */ column) => house.psql(`select ${column} from data.upload as u where u.account = ${account} order by u.id desc limit 1`);
const count = async () => Number(await house.psql(`select count(*) from data.upload as u where u.account = ${account} and u.state <> 'ended'`));
const files = () => readdirSync(join(house.facts.home, 'evidence/uploads')).filter((name) => !name.endsWith('.state'));

for (const [what, bytes] of /** @type {[string, Buffer][]} */ ([
	['a small file', Buffer.from('%PDF-1.7 一')], ['a large one', randomBytes(3_000_000)], ['one full of almost boundaries', Buffer.from(`\r\n--${boundary.slice(0, -1)}\r\r\n--\r\n\r\n--${boundary.slice(0, 5)}`.repeat(5000))],
	['one that ends with a carriage return', Buffer.from('abc\r')],
])) test(`${what} is received with its digest, and the page shows the next one`, async () => {
	const answer = await post([part('note', '现场'), part('happened', '2026-01-02'), part('file', bytes, '现场 照片.pdf'), last]);
	assert.equal(answer.status, 303, answer.text);
	assert.equal(answer.headers.location, '/console/evidence');
	assert.equal(await newest("encode(u.received, 'hex')"), digestOf(bytes).toString('hex'));
	assert.equal(await newest("concat_ws(' ', u.name, u.size, u.note, u.happened_on)"), `现场 照片.pdf ${bytes.length} 现场 2026-01-02`);
	assert.match(await newest('u.state'), /^(received|kept|refused)$/);
});

test('what is wrong is said on a page, and nothing stays', async () => {
	const before = await count();
	const there = files();
	const file = part('file', randomBytes(100_000), 'a.pdf');
	for (const [status, says, parts] of /** @type {[number, RegExp, Buffer[]][]} */ ([
		[422, /没有选文件/, [part('file', '', ''), last]], [422, /空的/, [part('file', '', 'a.pdf'), last]], [415, /可以用/, [part('file', 'x', 'a.exe'), last]],
		[422, /不是有效日期|写成/, [part('happened', '昨天'), file, last]], [400, /没有看懂/, [file]], [400, /没有看懂/, [last]], [400, /没有看懂/, [part('note', 'x'), last]],
		[400, /没有看懂/, [file, file, last]], [400, /没有看懂/, [part('note', 'x'.repeat(3000)), file, last]], [400, /没有看懂/, [Buffer.from('x'), file, last]],
		[400, /没有看懂/, [...Array.from({ length: 21 }, () => part('note', 'x')), file, last]], [404, /没有找到/, [part('target', '99999999'), file, last]],
		[400, /没有看懂/, [Buffer.from(`--${boundary}\r\nX: ${'y'.repeat(3000)}\r\n\r\n\r\n`), last]], [400, /没有看懂/, [part('note', Buffer.from([0xff])), file, last]],
	])) {
		const answer = await post(parts);
		assert.equal(answer.status, status, answer.text);
		assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8');
		assert.match(answer.text, says);
	}
	assert.equal((await post([file, last], 'multipart/form-data')).status, 415);
	assert.equal((await post([file, last], 'application/x-www-form-urlencoded')).status, 415);
	assert.equal((await post([file, last], `multipart/form-data; boundary=${'x'.repeat(71)}`)).status, 415);
	assert.equal(await count(), before);
	assert.deepEqual(files().filter((name) => !there.includes(name)), [], 'the worker takes files away, nobody adds one');
});

test('a form that is cut leaves nothing', async () => {
	const there = files();
	const { hostname, port } = new URL(house.url);
	const socket = net.connect({ host: hostname, port: Number(port), localAddress: browser.from });
	socket.on('error', () => {});
	socket.write(`POST /api/evidence/form HTTP/1.1\r\nHost: x\r\nCookie: session=${browser.cookies.get('session')}\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: 9000000\r\n\r\n`);
	socket.write(part('file', randomBytes(500_000), 'a.pdf'));
	await until(async () => await newest('u.state') === 'open', 'it is coming', 60);
	socket.destroy();
	await until(async () => await newest('u.state') === 'ended', 'it is given up', 60);
	const id = await newest('u.id');
	await until(() => !files().includes(id), 'and its file is gone', 60);
	assert.ok(!there.includes(id));
});
