// @ts-check
/** Files of the store as they are read: attachments by nginx, ranges, names of any script; previews; restricted ones for a purpose. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertProblem, signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { run } from '../../common/process.mjs';
import { digestOf } from '../tus.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {import('../../common/client.mjs').Browser} */
let secretary;
let piece = '';
const bytes = randomBytes(50_000);
const digest = digestOf(bytes).toString('hex');
const picture = randomBytes(500);
const name = '现场照片（一）"x" a.pdf';
/** @type {string[]} */
let made = [];

before(async () => {
	house = await start();
	secretary = await signedIn(house, house.account('secretary'), '127.52.1.1');
	const fan = `${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}`;
	made = [`store/${fan}`, `previews/${fan}-1.jpg`].map((path) => join(house.facts.home, 'evidence', path));
	made.forEach((path, n) => {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, n === 0 ? bytes : picture);
	});
	await run('chown', ['-R', `--reference=${join(house.facts.home, 'evidence/uploads')}`, join(house.facts.home, 'evidence/store'), join(house.facts.home, 'evidence/previews')]);
	piece = await house.psql(`
		insert into data.blob (digest, sm3, size, type, previews) values (decode('${digest}', 'hex'), sha256('x'), ${bytes.length}, 'application/pdf', 1);
		with i as (insert into data.item (workflow, unit, superior, state, title)
			select 'evidence', p.unit, p.superior, 'kept', '下载' from data.placement as p join data.unit as u on u.id = p.unit
			where u.short_name = '${house.account('secretary').unit}' and p.valid_until is null returning id)
		insert into data.evidence (item, blob, received, received_size, name, happened_on, uploaded_by)
		select i.id, decode('${digest}', 'hex'), decode('${digest}', 'hex'), ${bytes.length}, '${name}', base.today(), '试' from i returning item`);
});
after(async () => {
	await house.psql(`
		set session_replication_role = replica;
		delete from data.evidence_look where evidence = ${piece}; delete from data.evidence where item = ${piece};
		delete from data.listed where item = ${piece}; delete from data.item where id = ${piece}; delete from data.blob where digest = decode('${digest}', 'hex')`);
	for (const path of made) rmSync(path, { force: true });
	await house.stop();
});

test('a file comes as an attachment under its own name, which no browser draws', async () => {
	const answer = await secretary.get(`/api/evidence/item/${piece}/file`);
	assert.equal(answer.status, 200, answer.text.slice(0, 300));
	assert.deepEqual(answer.bytes, bytes);
	assert.equal(answer.headers['content-type'], 'application/octet-stream');
	assert.equal(answer.headers['x-content-type-options'], 'nosniff');
	assert.match(String(answer.headers['content-security-policy']), /sandbox/);
	assert.equal(answer.headers['cache-control'], 'no-store');
	assert.equal(answer.headers['content-disposition'], `attachment; filename="download.pdf"; filename*=UTF-8''${encodeURIComponent(name).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`);
	assert.equal(answer.headers['x-accel-redirect'], undefined);
	assert.deepEqual([answer.headers.etag, answer.headers['last-modified']], [undefined, undefined], 'nor does it tell when anybody sent these bytes');
});

test('a part of it may be asked for', async () => {
	const part = await secretary.get(`/api/evidence/item/${piece}/file`, { range: 'bytes=1000-1999' });
	assert.equal(part.status, 206);
	assert.equal(part.headers['content-range'], `bytes 1000-1999/${bytes.length}`);
	assert.deepEqual(part.bytes, bytes.subarray(1000, 2000));
	assert.equal((await secretary.get(`/api/evidence/item/${piece}/file`, { range: `bytes=${bytes.length}-` })).status, 416);
});

test('a preview is a picture that stays one', async () => {
	const answer = await secretary.get(`/api/evidence/item/${piece}/preview/1`);
	assert.equal(answer.status, 200);
	assert.equal(answer.headers['content-type'], 'image/jpeg');
	assert.equal(answer.headers['x-content-type-options'], 'nosniff');
	assert.match(String(answer.headers['content-security-policy']), /sandbox/);
	assert.equal(answer.headers['content-disposition'], undefined);
	assert.deepEqual(answer.bytes, picture);
	assertProblem(await secretary.get(`/api/evidence/item/${piece}/preview/2`), 404);
});

test('restricted ones are read for a purpose, which is written down', async () => {
	await house.psql(`update data.evidence set restricted = true where item = ${piece}`);
	assertProblem(await secretary.get(`/api/evidence/item/${piece}/file`), 422, '', { field: 'purpose' });
	assert.equal((await secretary.get(`/api/evidence/item/${piece}/file?purpose=${encodeURIComponent('核实情况')}`)).status, 200);
	assert.equal(await house.psql(`select count(*) from data.evidence_look where evidence = ${piece} and purpose = '核实情况'`), '1');
	await house.psql(`update data.evidence set restricted = false where item = ${piece}`);
});

test('who may not see it learns nothing, and no address of the store answers', async () => {
	const other = await signedIn(house, house.account('member'), '127.52.2.1');
	assertProblem(await other.get(`/api/evidence/item/${piece}/file`), 404);
	for (const path of [`/evidence-files/store/${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}`, '/evidence-files/uploads/1', '/evidence-files/', '/evidence-files/store/../uploads/1'])
		assert.equal((await secretary.get(path)).status, 404, path);
});

test('a file that is missing from the store is not there', async () => {
	rmSync(made[0]);
	const answer = await secretary.get(`/api/evidence/item/${piece}/file`);
	assert.equal(answer.status, 404);
	writeFileSync(made[0], bytes);
});
