// @ts-check
/** `wuhao verify` computes the store's digests anew: a file that is whole, changed, missing, or known to nobody. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { start } from '../../common/installation.mjs';
import { run } from '../../common/process.mjs';
import { digestOf } from '../tus.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
before(async () => {
	house = await start({ own: true });
});
after(() => house.stop());

const bytes = Buffer.from('佐证');
const digest = digestOf(bytes).toString('hex');
/** @param {string} name @param {string} [kind] */
const pathOf = (name, kind = 'store') => join(house.facts.home, 'evidence', kind, name.slice(0, 2), name.slice(2, 4), name);
/** @param {string} path @param {Buffer} content */
function put(path, content) {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, content);
}
/** What the command says, however it ends. */
const verify = () => house.wuhao('verify').catch((error) => String(error));

test('the store is as the database knows it, or each place is named', async () => {
	const none = await verify();
	assert.match(none, /^store: \d+ files$/m);
	const count = Number(/^store: (\d+) files$/m.exec(none)?.[1]);
	const sm3 = /([0-9a-f]{64})/.exec((await run('openssl', ['dgst', '-sm3'], { input: bytes.toString() })).out)?.[1];
	await house.psql(`insert into data.blob (digest, sm3, size, type) values (decode('${digest}', 'hex'), decode('${sm3}', 'hex'), ${bytes.length}, 'text/plain')`);
	assert.match(await verify(), new RegExp(`^store: ${digest} is missing$`, 'm'));
	put(pathOf(digest), bytes);
	assert.match(await verify(), new RegExp(`^store: ${count + 1} files$`, 'm'));
	assert.doesNotMatch(await verify(), /is not as the database knows it/);
	await house.psql(`update data.blob set previews = 1 where digest = decode('${digest}', 'hex')`);
	assert.match(await verify(), new RegExp(`^store: ${digest} lacks a preview$`, 'm'));
	await house.psql(`update data.blob set previews = 0 where digest = decode('${digest}', 'hex')`);
	writeFileSync(pathOf(digest), Buffer.concat([bytes, Buffer.from('!')]));
	const changed = await verify();
	assert.match(changed, new RegExp(`^store: ${digest} was changed$`, 'm'));
	assert.match(changed, /the store is not as the database knows it at 1 place/);
	writeFileSync(pathOf(digest), bytes);
	const strange = digestOf('strange').toString('hex');
	put(pathOf(strange), Buffer.from('strange'));
	assert.match(await verify(), new RegExp(`^store: ${strange} is known to nobody$`, 'm'));
	rmSync(pathOf(strange));
	put(join(dirname(pathOf(digest)), 'note.txt'), Buffer.from('x'));
	assert.match(await verify(), /^store: note\.txt is no name of the store's$/m);
});
