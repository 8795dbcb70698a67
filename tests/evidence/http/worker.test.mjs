// @ts-check
/** What the worker makes of what was sent: kept, without what it shouldn't say, with previews; or refused, with a sentence. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { run } from '../../common/process.mjs';
import { bomb, pdf, png, program } from '../samples.mjs';
import { checked, digestOf, filesBelow, folderOf, keptOf, previewOf, send, storeOf } from '../uploads.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {string} */
let folder;
before(async () => {
	house = await start();
	folder = mkdtempSync(join(tmpdir(), 'wuhao-samples-'));
});
after(async () => {
	rmSync(folder, { recursive: true, force: true });
	await house.stop();
});

/** A program of the system. @param {string} file @param {string[]} args */
async function tool(file, ...args) {
	const done = await run(file, args, { seconds: 60 });
	assert.equal(done.code, 0, `${file} ${args.join(' ')}: ${done.output}`);
	return done.out;
}

/** A picture as a phone takes it: where, by what, turned. @param {string} extension */
async function photograph(extension) {
	const [plain, path] = [join(folder, 'plain.png'), join(folder, `phone.${extension}`)];
	writeFileSync(plain, png(300, 200));
	await tool('vips', 'copy', plain, path);
	await tool('exiftool', '-q', '-overwrite_original', '-GPSLatitude=39.9', '-GPSLatitudeRef=N', '-GPSLongitude=116.4', '-GPSLongitudeRef=E', '-Make=Phonemaker',
		'-Orientation#=6', '-XMP:Title=home', '-Comment=secret words', path);
	return readFileSync(path);
}

/** Sent, and what became of it. @param {string} name @param {Buffer|string} bytes */
async function done(name, bytes) {
	const upload = await checked(house, await send(house, name, bytes));
	assert.equal(existsSync(join(folderOf(house), 'uploads', String(upload.id))), false, `${name}: nothing is left where it waited`);
	return upload;
}
/** @param {string} name @param {Buffer|string} bytes */
async function kept(name, bytes) {
	const upload = await done(name, bytes);
	assert.equal(upload.state, 'kept', `${name}: ${upload.refused}`);
	const facts = await keptOf(house, Number(upload.evidence));
	const stored = readFileSync(storeOf(house, facts.digest));
	assert.equal(digestOf(stored), facts.digest, `${name}: it is what it is called`);
	assert.equal(facts.size, stored.length, name);
	assert.equal(facts.received, digestOf(bytes), `${name}: what came stays known`);
	for (let number = 1; number <= facts.previews; number++)
		assert.equal(readFileSync(previewOf(house, facts.digest, number)).subarray(0, 3).toString('hex'), 'ffd8ff', `${name}: preview ${number}`);
	return { ...facts, id: Number(upload.evidence), stored };
}

for (const extension of ['jpg', 'heic']) test(`a ${extension} picture is kept without place and device, upright as it was`, async () => {
	const sent = await photograph(extension);
	const facts = await kept(`照片.${extension}`, sent);
	assert.notEqual(facts.digest, facts.received);
	const path = join(folder, `stored.${extension}`);
	writeFileSync(path, facts.stored);
	const said = await tool('exiftool', '-a', '-G1', '-s', path);
	assert.match(said, /Orientation\s+: Rotate 90 CW/);
	for (const word of [/GPS/, /Phonemaker/, /XMP/, /secret words/]) assert.doesNotMatch(said, word);
	assert.equal(facts.previews, 1);
	const drawn = await tool('exiftool', '-a', '-G1', '-s', previewOf(house, facts.digest, 1));
	assert.doesNotMatch(drawn, /GPS|Phonemaker|XMP/);
	const { out } = await run('openssl', ['dgst', '-sm3', '-r', path], { seconds: 20 });
	assert.equal(out.slice(0, 64), facts.sm3, 'SM3 is OpenSSL\'s');
	const secretary = await signedIn(house, house.account('secretary'), '127.50.1.1');
	const { json } = await secretary.get(`/api/evidence/item/${facts.id}`);
	assert.deepEqual([json.sha256, json.sm3, json.received, json.stripped, json.type], [facts.digest, facts.sm3, facts.received, true, facts.type]);
});

test('a PNG loses its remarks and what stands behind its end', async () => {
	const facts = await kept('图.png', png(120, 80, 'the place is secret'));
	assert.equal(facts.stored.includes('secret'), false);
	assert.equal(facts.previews, 1);
});

test('so do WebP and GIF', async () => {
	writeFileSync(join(folder, 'plain.png'), png(120, 80));
	for (const extension of ['webp', 'gif']) {
		const path = join(folder, `plain.${extension}`);
		await tool('vips', 'copy', join(folder, 'plain.png'), path);
		let bytes = readFileSync(path);
		if (extension === 'webp') {
			// a chunk that says where
			const chunk = Buffer.concat([Buffer.from('XMP \x12\0\0\0', 'latin1'), Buffer.from('the place is here!')]);
			bytes = Buffer.concat([bytes, chunk]);
			bytes.writeUInt32LE(bytes.length - 8, 4);
		} else {
			await tool('exiftool', '-q', '-overwrite_original', '-Comment=the place is here', path);
			bytes = readFileSync(path);
		}
		assert.ok(bytes.includes('the place'));
		const facts = await kept(`图.${extension}`, bytes);
		assert.equal(facts.stored.includes('the place'), false, extension);
		assert.equal(facts.previews, 1, extension);
	}
});

test('a PDF is kept as it is, with pictures of its first pages', async () => {
	const sent = pdf(2);
	const facts = await kept('方案.pdf', sent);
	assert.deepEqual([facts.digest, facts.previews, facts.type], [digestOf(sent), 2, 'application/pdf']);
	assert.equal((await kept('很长.PDF', pdf(9))).previews, 5, 'the first five of many');
});

test('one that is made to be slow or large has no preview, and is kept', async () => {
	const facts = await kept('慢.pdf', bomb());
	assert.equal(facts.previews, 0);
	assert.equal((await kept('坏.pdf', '%PDF-1.4\nnothing of it is true\n')).previews, 0);
});

test('text, and a table of an office, are kept', async () => {
	assert.equal((await kept('名单.txt', '一、走访群众\n二、开座谈会\n')).previews, 0);
	await kept('表.csv', '姓名,日期\n张,2026-09-01\n');
});

test('what is not what its name says, or can do something, is refused with a sentence', async () => {
	const html = '<!DOCTYPE html><html><script>alert(1)</script></html>';
	for (const [name, bytes, said] of /** @type {Array<[string, Buffer|string, RegExp]>} */ ([
		['通知.pdf', program(), /^文件的内容和后缀名不一致：后缀名是“\.pdf”/],
		['照片.jpg', html, /^文件的内容和后缀名不一致/],
		['页面.html', html, /^不能用这种格式。可以用：图片（jpg、/],
		['图.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', /^不能用这种格式/],
		['脚本.sh', '#!/bin/sh\nrm -rf /\n', /^不能用这种格式/],
		['脚本.txt', '#!/bin/sh\nrm -rf /\n', /^文件的内容和后缀名不一致/],
		['程序.exe', program(), /^不能用这种格式/],
		['没有后缀', 'x', /^不能用这种格式/],
		['压缩.zip', Buffer.from('PK\x05\x06' + '\0'.repeat(18), 'latin1'), /^不能用这种格式/],
		['版式.ofd', Buffer.from('PK\x05\x06' + '\0'.repeat(18), 'latin1'), /^文件的内容和后缀名不一致/],
		['坏.jpg', Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb', 'hex'), /^图片里的拍摄地点等信息去不掉/],
	])) {
		const upload = await done(name, bytes);
		assert.equal(upload.state, 'refused', name);
		assert.match(String(upload.refused), said, name);
		assert.match(String(upload.refused), /。$/, name);
	}
});

test('bytes that are not those that came are refused', async () => {
	const upload = await checked(house, await send(house, '文.txt', '改过', { received: digestOf('原来的') }));
	assert.match(String(upload.refused), /损坏/);
});

test('nothing is left where it was worked on', () => {
	assert.deepEqual(filesBelow(join(folderOf(house), 'work')), []);
});
