// @ts-check
/** The scanner: what it finds is refused, while it is away everything waits; and a worker that is killed at any instant loses nothing. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { eicar, pdf, png } from '../samples.mjs';
import { checked, digestOf, filesBelow, folderOf, keptOf, send, storeOf, uploadOf } from '../uploads.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {string} */
let socket;
/** @type {net.Server} */
let scanner;
before(async () => {
	house = await start({ own: true });
	socket = join(house.facts.run, 'clamd');
});
after(async () => {
	scanner?.close();
	await house.stop();
});

/** @param {string} path */
const set = (path) => house.psql(`update data.setting set value = '${path}' where name = 'clamd_socket'`);

/** A stand-in that speaks as clamd does (INSTREAM in pieces, VERSION), and knows EICAR. */
const standIn = () => net.createServer((line) => {
	let bytes = Buffer.alloc(0);
	line.on('error', () => {});
	line.on('data', (part) => {
		bytes = Buffer.concat([bytes, part]);
		if (bytes.toString('latin1').startsWith('zVERSION\0')) line.end('ClamAV 1.4.6/0/stand-in\0');
		if (!bytes.toString('latin1').startsWith('zINSTREAM\0')) return;
		const pieces = [];
		for (let at = 10; at + 4 <= bytes.length;) {
			const length = bytes.readUInt32BE(at);
			if (length === 0) {
				const found = Buffer.concat(pieces).includes(eicar());
				line.end(found ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
				return;
			}
			if (at + 4 + length > bytes.length) return;
			pieces.push(bytes.subarray(at + 4, at + 4 + length));
			at += 4 + length;
		}
	});
});

test('while the scanner is away, what was sent waits, and its page says so', async () => {
	await set(socket);
	const id = await send(house, '等.txt', '等着查毒');
	const upload = await until(async () => {
		const now = await uploadOf(house, id);
		return now.waits !== null && now;
	}, 'it waits');
	assert.deepEqual([upload.state, upload.evidence], ['received', null]);
	assert.equal(upload.waits, '已经传完，正在等查毒程序，查过就能用。');
	scanner = standIn();
	await new Promise((resolve) => { scanner.listen(socket, () => resolve(undefined)); });
	chmodSync(socket, 0o777);
	const kept = await checked(house, id);
	assert.equal(kept.state, 'kept');
	assert.equal(kept.waits, null);
	assert.equal((await keptOf(house, Number(kept.evidence))).scanned, 'ClamAV 1.4.6/0/stand-in');
});

test('what the scanner finds is refused; what it is called stands in the audit alone', async () => {
	const id = await send(house, '病毒.txt', eicar());
	const upload = await checked(house, id);
	assert.equal(upload.state, 'refused');
	assert.match(String(upload.refused), /^查毒程序/);
	assert.doesNotMatch(JSON.stringify(upload), /Eicar/i);
	assert.equal(existsSync(join(folderOf(house), 'uploads', String(id))), false, 'it is gone');
	assert.equal(existsSync(storeOf(house, digestOf(eicar()))), false, 'and never was in the store');
	assert.equal(await house.psql("select detail ->> 'found' from data.audit where action = 'evidence.infected'"), 'Eicar-Signature');
	assert.doesNotMatch(readFileSync(house.log('worker'), 'utf8'), /Eicar/i);
});

test('Debian\'s clamd itself, with a signature of our own, says the same', { skip: !existsSync('/usr/sbin/clamd') && 'clamav-daemon is not installed' }, async () => {
	const folder = mkdtempSync('/var/tmp/wuhao-clamd-');
	const path = join(folder, 'clamd.ctl');
	// name:type:offset:hexadecimal of what is looked for
	writeFileSync(join(folder, 'own.ndb'), `Wuhao.Test:0:*:${Buffer.from('signature of our own').toString('hex')}\n`);
	writeFileSync(join(folder, 'clamd.conf'), `LocalSocket ${path}\nLocalSocketMode 666\nDatabaseDirectory ${folder}\nForeground yes\nStreamMaxLength 1M\n`);
	chmodSync(folder, 0o755);
	const clamd = spawn('/usr/sbin/clamd', ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' });
	try {
		await until(() => existsSync(path), 'clamd listens');
		await set(path);
		const [found, clean, large] = [await send(house, '签名.txt', 'here is the signature of our own\n'), await send(house, '干净.txt', 'nothing is in here\n'),
			await send(house, '大.txt', 'large '.repeat(400_000))];
		assert.match(String((await checked(house, found)).refused), /^查毒程序/);
		const upload = await checked(house, clean);
		assert.equal(upload.state, 'kept', String(upload.refused));
		assert.match(String((await keptOf(house, Number(upload.evidence))).scanned), /^ClamAV 1\./);
		assert.match(String((await checked(house, large)).refused), /^文件太大，查毒程序查不了/);
	} finally {
		clamd.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
		await set(socket);
	}
});

test('killed at any instant it loses nothing and keeps nothing twice', async () => {
	await set('');
	const sent = new Map();
	for (let at = 0; at < 12; at++) {
		const bytes = at % 3 === 0 ? png(100 + at, 60, `killed ${at}`) : at % 3 === 1 ? pdf(1 + at % 2, `0.${at} 0 0 rg 9 9 ${at} 9 re f`) : Buffer.from(`第${at}个\n`);
		sent.set(await send(house, `杀${at}.${['png', 'pdf', 'txt'][at % 3]}`, bytes), bytes);
	}
	let kills = 0;
	await until(async () => {
		await new Promise((resolve) => { setTimeout(resolve, Math.random() * 900); });
		const left = Number(await house.psql("select count(*) from data.upload where state = 'received'"));
		if (left > 0 && kills < 20) {
			try {
				process.kill(house.pid('worker'), 'SIGKILL');
				kills++;
			} catch {
				// it is just being started again
			}
		}
		return left === 0;
	}, 'all are checked', 240);
	assert.ok(kills > 0, `${kills} kills`);
	for (const [id, bytes] of sent) {
		const upload = await uploadOf(house, id);
		assert.equal(upload.state, 'kept', `${id}: ${upload.refused}`);
		const facts = await keptOf(house, Number(upload.evidence));
		assert.equal(facts.received, digestOf(bytes));
		assert.equal(digestOf(readFileSync(storeOf(house, facts.digest))), facts.digest);
	}
	assert.equal(await house.psql("select count(*) from data.evidence where name like '杀%'"), '12', 'each once');
	assert.equal(await house.psql('select count(*) from data.item as i where i.workflow = \'evidence\' and not exists (select from data.evidence as e where e.item = i.id)'), '0');
	// what a killed worker left of its folders goes when the next one sweeps
	await until(() => filesBelow(join(folderOf(house), 'work')).length === 0, 'its folders are empty');
});

test('bytes of withdrawn evidence go a day later, and stay where the same were sent again meanwhile', async () => {
	const name = (/** @type {string} */ bytes) => storeOf(house, digestOf(bytes));
	const withdrawn = async (/** @type {string} */ bytes) => {
		const upload = await checked(house, await send(house, '撤.txt', bytes));
		await house.psql(`update data.item set state = 'withdrawn' where id = ${upload.evidence}`);
	};
	await withdrawn('要删的');
	await withdrawn('又传的');
	await house.psql("set session authorization wuhao_worker; select evidence.work_unused(); reset session authorization; update data.blob set idle = idle - interval '2 days' where idle is not null");
	assert.ok(existsSync(name('要删的')) && existsSync(name('又传的')));
	// the next worker sweeps as it begins, while the same bytes come once more
	const again = send(house, '又.txt', '又传的');
	process.kill(house.pid('worker'), 'SIGKILL');
	assert.equal((await checked(house, await again)).state, 'kept');
	await until(() => !existsSync(name('要删的')), 'it is removed');
	assert.ok(existsSync(name('又传的')), 'what is used again is not');
	assert.equal(await house.psql("select count(*) from data.blob where removed is not null"), '1');
});
