// @ts-check
/** Uploads by the tus protocol 1.0.0, through nginx: every extension, every refusal, two writers, two devices, and what cuts do. */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, rmSync, statfsSync, statSync, truncateSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertProblem, signedIn, until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { run } from '../../common/process.mjs';
import { begin, create, digestOf, end, head, idOf, metadataOf, offsetOf, send, version } from '../tus.mjs';

/** @typedef {import('../../common/client.mjs').Browser} Browser */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Browser} */
let desk;
/** @type {Browser} the same account on another device */
let phone;
/** @type {Browser} a colleague at the same unit */
let colleague;

before(async () => {
	house = await start();
	const unit = house.account('secretary').unit;
	const who = await newcomer(house, { role: 'secretary', unit });
	desk = await signedIn(house, who, '127.50.1.1');
	phone = await signedIn(house, who, '127.50.2.1');
	colleague = await signedIn(house, await newcomer(house, { role: 'secretary', unit }), '127.50.3.1');
});
after(() => house.stop());

/** @param {number} id */
const fileOf = (id) => join(house.facts.home, 'evidence/uploads', String(id));
/** @param {number} id @param {string} column */
const rowOf = (id, column) => house.psql(`select ${column} from data.upload as u where u.id = ${id}`);
/** @param {string} name @param {number|string} value */
const rule = (name, value) => house.psql(`update data.rule set value = ${value} where name = '${name}'`);

/** A connection that sends so many bytes of a chunk and then waits. @param {Browser} browser @param {string} at @param {number} offset @param {number} length announced @param {Buffer} bytes that come */
function halfSent(browser, at, offset, length, bytes) {
	const { hostname, port } = new URL(house.url);
	const socket = net.connect({ host: hostname, port: Number(port), localAddress: browser.from });
	socket.on('error', () => {});
	socket.resume();
	socket.write(`PATCH ${at} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n`
		+ `Cookie: session=${browser.cookies.get('session')}\r\nUpload-Offset: ${offset}\r\nContent-Length: ${length}\r\n\r\n`);
	socket.write(bytes);
	return socket;
}

test('what the server can do is told to anybody', async () => {
	const answer = await desk.ask('/api/evidence/uploads', { method: 'OPTIONS' });
	assert.equal(answer.status, 204);
	assert.equal(answer.headers['tus-version'], '1.0.0');
	assert.equal(answer.headers['tus-extension'], 'creation,creation-with-upload,checksum,expiration,termination');
	assert.equal(answer.headers['tus-checksum-algorithm'], 'sha1,sha256');
	assert.match(String(answer.headers['tus-max-size']), /^[1-9]\d*$/);
});

test('a file comes in two chunks, and is received with its digest', async () => {
	const bytes = randomBytes(300_001);
	const at = await begin(desk, bytes.length, { note: '现场照片', happened: '2026-01-02' });
	assert.match(at, /^\/api\/evidence\/uploads\/[1-9]\d*$/);
	const first = await head(desk, at);
	assert.equal(first.status, 200);
	assert.equal(first.headers['upload-offset'], '0');
	assert.equal(first.headers['upload-length'], '300001');
	assert.equal(first.headers['upload-metadata'], metadataOf({ filename: '试用.pdf', note: '现场照片', happened: '2026-01-02' }));
	assert.equal(first.headers['cache-control'], 'no-store');
	assert.equal(first.headers['tus-resumable'], '1.0.0');
	assert.match(String(first.headers['upload-expires']), /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
	const half = await send(desk, at, 0, bytes.subarray(0, 100_000));
	assert.equal(half.status, 204, half.text);
	assert.equal(half.headers['upload-offset'], '100000');
	assert.equal(half.headers['tus-resumable'], '1.0.0');
	assert.ok(half.headers['upload-expires']);
	const { json: list } = await desk.get('/api/evidence/uploads');
	const row = list.rows.find((/** @type {any} */ each) => each.id === idOf(at));
	assert.equal(row.offset, 100_000);
	assert.equal(row.state, 'open');
	assert.ok(list.most > 0);
	assert.match(list.kinds, /pdf/);
	assert.equal((await send(desk, at, 100_000, bytes.subarray(100_000))).status, 204);
	const shown = (await desk.get(`/api/evidence/upload/${idOf(at)}`)).json;
	assert.equal(shown.offset, bytes.length);
	assert.notEqual(shown.state, 'open');
	assert.equal(await rowOf(idOf(at), "encode(u.received, 'hex')"), digestOf(bytes).toString('hex'));
	assert.equal(await offsetOf(desk, at).catch(() => bytes.length), bytes.length, 'a whole one says so, unless the worker refused it');
});

test('another device of the account goes on, another account knows of nothing', async () => {
	const bytes = randomBytes(5000);
	const at = await begin(phone, bytes.length);
	assert.equal((await send(phone, at, 0, bytes.subarray(0, 2000))).status, 204);
	for (const answer of [await send(colleague, at, 2000, bytes.subarray(2000)), await end(colleague, at), await colleague.get(`/api/evidence/upload/${idOf(at)}`)]) assertProblem(answer, 404);
	assert.equal((await head(colleague, at)).status, 404);
	assert.ok(!(await colleague.get('/api/evidence/uploads')).json.rows.some((/** @type {any} */ row) => row.id === idOf(at)));
	assert.equal(await offsetOf(desk, at), 2000);
	assert.equal((await send(desk, at, 2000, bytes.subarray(2000))).status, 204);
	assert.equal(await rowOf(idOf(at), "encode(u.received, 'hex')"), digestOf(bytes).toString('hex'));
});

test('the first bytes may come with the creation', async () => {
	const bytes = randomBytes(1000);
	const made = await create(desk, bytes.length, {}, { body: bytes.subarray(0, 400) });
	assert.equal(made.status, 201, made.text);
	assert.equal(made.headers['upload-offset'], '400');
	const whole = await create(desk, bytes.length, {}, { body: bytes });
	assert.equal(whole.status, 201, whole.text);
	assert.equal(whole.headers['upload-offset'], '1000');
	assert.equal(await rowOf(idOf(String(whole.headers.location)), "encode(u.received, 'hex')"), digestOf(bytes).toString('hex'));
	assertProblem(await create(desk, 10, {}, { body: bytes }), 413, 'more than announced');
	assertProblem(await create(desk, 2000, {}, { body: bytes, headers: { 'content-type': 'text/plain' } }), 415);
});

test('creation under a key is done once', async () => {
	const key = { 'idempotency-key': randomUUID() };
	const first = await create(desk, 77, {}, { headers: key });
	const again = await create(desk, 77, {}, { headers: key });
	assert.equal(again.status, 201, again.text);
	assert.equal(again.headers.location, first.headers.location);
	assertProblem(await create(desk, 78, {}, { headers: key }), 422, 'the same key for another file', { slug: 'session/other-content' });
	await end(desk, String(first.headers.location));
});

test('a chunk that is not what its checksum says is taken back whole', async () => {
	const bytes = randomBytes(200_000);
	const at = await begin(desk, bytes.length);
	const sum = (/** @type {Buffer} */ part, /** @type {string} */ name) => ({ 'upload-checksum': `${name} ${digestOf(part, name).toString('base64')}` });
	const [one, two] = [bytes.subarray(0, 90_000), bytes.subarray(90_000)];
	assert.equal((await send(desk, at, 0, one, sum(one, 'sha1'))).status, 204);
	assertProblem(await send(desk, at, 90_000, two, sum(one, 'sha256')), 460);
	assert.equal(await offsetOf(desk, at), 90_000);
	for (const header of ['md5 1B2M2Y8AsgTpgAmY7PhCfg==', 'sha256', 'sha1 AAAA', 'sha256 not base64!'])
		assertProblem(await send(desk, at, 90_000, two, { 'upload-checksum': header }), 400, header);
	assert.equal((await send(desk, at, 90_000, two, sum(two, 'sha256'))).status, 204);
	assert.equal(await rowOf(idOf(at), "encode(u.received, 'hex')"), digestOf(bytes).toString('hex'));
});

test('a whole file that is not the announced one is refused, and stays so', async () => {
	const bytes = randomBytes(1000);
	const at = await begin(desk, bytes.length, { sha256: digestOf('another').toString('hex') });
	assertProblem(await send(desk, at, 0, bytes), 460, '', { detail: /收到的内容和发送的不一样/ });
	assert.equal((await head(desk, at)).status, 410);
	assert.equal((await desk.get(`/api/evidence/upload/${idOf(at)}`)).json.state, 'refused');
	assert.equal((await end(desk, at)).status, 204, 'taken off the list');
	const good = await begin(desk, bytes.length, { sha256: digestOf(bytes).toString('hex') });
	assert.equal((await send(desk, good, 0, bytes)).status, 204);
});

test('what is given up is gone, and its file with it', async () => {
	const at = await begin(desk, 1000);
	await send(desk, at, 0, randomBytes(500));
	assert.ok(existsSync(fileOf(idOf(at))));
	assert.equal((await end(desk, at)).status, 204);
	assert.ok(!existsSync(fileOf(idOf(at))));
	assert.equal((await head(desk, at)).status, 410);
	assertProblem(await send(desk, at, 500, 'x'), 410);
	assertProblem(await end(desk, at), 410);
	assert.ok(!existsSync(fileOf(idOf(at))), 'and nothing is made anew');
});

test('what is too old is gone', async () => {
	const at = await begin(desk, 1000);
	await house.psql(`update data.upload set expires = base.now() - interval '1 second' where id = ${idOf(at)}`);
	assert.equal((await head(desk, at)).status, 410);
	assertProblem(await send(desk, at, 0, 'x'), 410);
	assert.equal((await end(desk, at)).status, 410);
});

test('a request that is not of the protocol changes nothing', async () => {
	const at = await begin(desk, 1000);
	const bytes = randomBytes(10);
	for (const headers of /** @type {Record<string, string>[]} */ ([{}, { 'tus-resumable': '0.2.2' }, { 'tus-resumable': '1.0' }])) {
		const answer = await desk.ask(at, { method: 'PATCH', headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0', ...headers }, body: bytes });
		assertProblem(answer, 412);
		assert.equal(answer.headers['tus-version'], '1.0.0');
		assert.equal((await head(desk, at, headers)).status, 412);
		assertProblem(await desk.ask('/api/evidence/uploads', { method: 'POST', headers: { 'upload-length': '5', ...headers } }), 412);
	}
	for (const type of ['application/octet-stream', 'text/plain', '']) assertProblem(await send(desk, at, 0, bytes, { 'content-type': type }), 415, type);
	for (const offset of ['', 'x', '-1', '1.5', '0x0', '99999999999999999999']) assertProblem(await send(desk, at, offset, bytes), 400, `offset ${offset}`);
	for (const offset of [1, 1000, 9007199254740991]) assert.ok([409, 413].includes((await send(desk, at, offset, bytes)).status), `offset ${offset}`);
	assertProblem(await send(desk, at, 0, randomBytes(1001)), 413);
	const large = await begin(desk, 2_000_000);
	assertProblem(await send(desk, large, 0, randomBytes(2_000_000), { 'transfer-encoding': 'chunked' }), 400, 'no length');
	assert.equal(await offsetOf(desk, large), 0);
	await end(desk, large);
	assertProblem(await send(desk, at, 0, bytes, { origin: 'http://elsewhere.example' }), 403);
	assert.equal((await desk.ask(at, { method: 'POST', headers: { ...version, 'x-http-method-override': 'PATCH', 'upload-offset': '0' }, body: bytes })).status, 405);
	assert.equal(await offsetOf(desk, at), 0);
	await end(desk, at);
});

test('what is announced is checked before anything comes', async () => {
	for (const size of ['', 'x', '-1', '1.5', '99999999999999999999']) assertProblem(await create(desk, size), 400, `size ${size}`);
	assertProblem(await desk.ask('/api/evidence/uploads', { method: 'POST', headers: { ...version, 'upload-defer-length': '1' } }), 400);
	assertProblem(await create(desk, 0), 422, 'an empty file', { detail: /文件是空的/ });
	assertProblem(await create(desk, 1e12), 413, 'too large', { detail: /^最多5 GB，这次是931.3 GB。没有保存。$/ });
	assertProblem(await create(desk, 10, { filename: 'x.exe' }), 415, 'its kind', { detail: /^可以用：.*pdf/ });
	assertProblem(await create(desk, 10, { filename: '' }), 422, 'no name', { field: 'filename', detail: /^文件名没有填。$/m });
	assertProblem(await create(desk, 10, { filename: `${'长'.repeat(120)}.pdf` }), 422, 'a long name', { field: 'filename' });
	assertProblem(await create(desk, 10, { happened: '2026-02-30' }), 422, 'no day', { field: 'happened' });
	assertProblem(await create(desk, 10, { happened: '2999-01-01' }), 422, 'a day to come', { field: 'happened' });
	assertProblem(await create(desk, 10, { note: 'a\nb' }), 422, 'two lines', { field: 'note' });
	assertProblem(await create(desk, 10, { sha256: 'abc' }), 422, 'no digest', { field: 'sha256' });
	assertProblem(await create(desk, 10, { unit: 'x' }), 422, 'no unit', { field: 'unit' });
	assertProblem(await create(desk, 10, { unit: '99999999' }), 404);
	assertProblem(await create(desk, 10, { target: '99999999' }), 404);
	for (const metadata of ['filename !', 'filename eA==,filename eA==', 'a b c', 'filename gA==', 'filename AA==', ',', 'filename eA==,', '\u00e9 eA=='])
		assertProblem(await create(desk, 10, {}, { headers: { 'upload-metadata': metadata } }), 400, metadata);
	const made = await create(desk, 10, { filename: 'C:\\照片\\一.jpg', anything: 'else', nothing: '' });
	assert.equal(made.status, 201, made.text);
	assert.equal(await rowOf(idOf(String(made.headers.location)), 'u.name'), '一.jpg');
	await end(desk, String(made.headers.location));
});

test('of two writers one is told to wait; what a cut connection brought stays', async () => {
	const bytes = randomBytes(3_000_000);
	const at = await begin(desk, bytes.length);
	const socket = halfSent(desk, at, 0, bytes.length, bytes.subarray(0, 1_000_000));
	// at an offset that is nobody's, so that it changes nothing if it comes first
	await until(async () => (await send(phone, at, 2_999_999, 'x')).status === 423, 'the other writer holds it', 20);
	const answer = await send(phone, at, 0, 'x');
	assertProblem(answer, 423, '', { slug: 'evidence/locked' });
	assertProblem(await end(phone, at), 423);
	assert.equal((await head(phone, at)).status, 200, 'how far it is can be asked all the same');
	socket.destroy();
	await until(async () => (await offsetOf(desk, at)) > 0, 'what came is there', 20);
	const offset = await offsetOf(phone, at);
	assert.ok(offset <= 1_000_000);
	assert.deepEqual(readFileSync(fileOf(idOf(at))), bytes.subarray(0, offset));
	assert.equal((await send(phone, at, offset, bytes.subarray(offset))).status, 204);
	assert.equal(await rowOf(idOf(at), "encode(u.received, 'hex')"), digestOf(bytes).toString('hex'));
});

test('a chunk with a checksum that was cut is taken back', async () => {
	const bytes = randomBytes(2_000_000);
	const at = await begin(desk, bytes.length);
	const { hostname, port } = new URL(house.url);
	const socket = net.connect({ host: hostname, port: Number(port), localAddress: desk.from });
	socket.on('error', () => {});
	socket.write(`PATCH ${at} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\nCookie: session=${desk.cookies.get('session')}\r\n`
		+ `Upload-Offset: 0\r\nUpload-Checksum: sha256 ${digestOf(bytes).toString('base64')}\r\nContent-Length: ${bytes.length}\r\n\r\n`);
	socket.write(bytes.subarray(0, 500_000));
	await until(() => existsSync(fileOf(idOf(at))) && readFileSync(fileOf(idOf(at))).length > 0, 'it is coming', 20);
	socket.destroy();
	await until(async () => (await send(desk, at, 0, '')).status === 204, 'it is free again', 20);
	assert.equal(await offsetOf(desk, at), 0);
	await end(desk, at);
});

test('eight writers at once: the bytes of one offset are taken once', async () => {
	const bytes = randomBytes(400_000);
	const at = await begin(desk, bytes.length);
	for (let offset = 0; offset < bytes.length; offset += 100_000) {
		const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => send(n % 2 ? desk : phone, at, offset, bytes.subarray(offset, offset + 100_000))));
		const statuses = answers.map((answer) => answer.status).sort();
		assert.equal(statuses.filter((status) => status === 204).length, 1, statuses.join());
		assert.ok(statuses.every((status) => [204, 409, 423].includes(status)), statuses.join());
	}
	assert.equal(await rowOf(idOf(at), "encode(u.received, 'hex')"), digestOf(bytes).toString('hex'));
});

test('a running digest that is lost, older or of another file is made anew', async () => {
	const bytes = randomBytes(150_000);
	const at = await begin(desk, bytes.length);
	await send(desk, at, 0, bytes.subarray(0, 50_000));
	truncateSync(`${fileOf(idOf(at))}.state`, 20);
	await send(desk, at, 50_000, bytes.subarray(50_000, 70_000));
	appendFileSync(fileOf(idOf(at)), bytes.subarray(70_000, 90_000));
	assert.equal(await offsetOf(desk, at), 90_000, 'bytes that a killed program left count');
	assert.equal((await send(desk, at, 90_000, bytes.subarray(90_000))).status, 204);
	assert.equal(await rowOf(idOf(at), "encode(u.received, 'hex')"), digestOf(bytes).toString('hex'));
});

test('a whole file whose end was told to nobody is told of by the next question', async () => {
	const bytes = randomBytes(1000);
	const at = await begin(desk, bytes.length);
	await send(desk, at, 0, bytes.subarray(0, 999));
	appendFileSync(fileOf(idOf(at)), bytes.subarray(999));
	assert.equal(await offsetOf(desk, at), 1000);
	assert.equal(await rowOf(idOf(at), "encode(u.received, 'hex')"), digestOf(bytes).toString('hex'));
});

test('before the disk is full, and where a unit has used its share, there is 507', async () => {
	const free = 16777216;
	const at = await begin(desk, 10_000);
	await rule('evidence_low_water_mib', free);
	try {
		assertProblem(await create(desk, 10), 507, 'low water', { slug: 'evidence/low-water', detail: /^服务器空间不足，文件没有存上。请联系.+，腾出空间后再传。$/ });
		assertProblem(await send(desk, at, 0, 'x'), 507);
	} finally {
		await rule('evidence_low_water_mib', 0);
	}
	assert.equal((await send(desk, at, 0, 'x')).status, 204, 'and goes on by itself');
	await house.psql(`insert into data.quota (unit, mib, name) select u.unit, 1, '试' from data.upload as u where u.id = ${idOf(at)}`);
	try {
		assertProblem(await create(desk, 1_048_577), 507, 'quota', { slug: 'evidence/quota', detail: /^本单位的空间还剩/ });
	} finally {
		await house.psql(`delete from data.quota as q using data.upload as u where q.unit = u.unit and u.id = ${idOf(at)}`);
		await rule('evidence_low_water_mib', 1024);
	}
	await end(desk, at);
});

test('whoever fills the disk meanwhile, what is under way stops above the low water', async () => {
	const bytes = Buffer.alloc(40 << 20), folder = join(house.facts.home, 'evidence');
	const disk = statfsSync(folder), gib = 1 << 30, ballast = join(folder, 'uploads/ballast');
	const at = await begin(desk, bytes.length);
	await rule('evidence_low_water_mib', Math.floor((disk.bavail * disk.bsize - 2 * gib) / (1 << 20)));
	try {
		let said = '';
		const socket = halfSent(desk, at, 0, bytes.length, bytes.subarray(0, 20 << 20)).on('data', (piece) => { said += piece; });
		await until(() => existsSync(fileOf(idOf(at))) && statSync(fileOf(idOf(at))).size >= 16 << 20, 'the first bytes are there');
		assert.equal((await run('fallocate', ['-l', String(4 * gib), ballast])).code, 0);
		socket.write(bytes.subarray(20 << 20));
		await until(() => said !== '', 'the sender is told');
		assert.match(said, /^HTTP\/1.1 507 /);
	} finally {
		rmSync(ballast, { force: true });
		await rule('evidence_low_water_mib', 1024);
	}
	const kept = await offsetOf(desk, at);
	assert.ok(kept >= 20 << 20 && kept < bytes.length, 'and what came stays');
	assert.equal((await send(desk, at, kept, bytes.subarray(kept))).status, 204, 'to be gone on with');
});

test('without a session there is the door', async () => {
	const at = await begin(desk, 10);
	const stranger = await signedIn(house, await newcomer(house), '127.50.4.1');
	stranger.cookies.clear();
	assertProblem(await create(stranger, 10), 401);
	assertProblem(await send(stranger, at, 0, randomBytes(10)), 401);
	assertProblem(await end(stranger, at), 401);
	assert.equal((await head(stranger, at)).status, 401);
	await end(desk, at);
});
