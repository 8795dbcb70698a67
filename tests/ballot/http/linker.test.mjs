// @ts-check
/**
 * Nothing joins a card, its answer and its text more closely than their batch; nothing is lost, nothing counts twice. And
 * the linker is worth its name: each naive sealer is caught.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { start } from '../../common/installation.mjs';
import { cardsMessage, connect, digest, installAlone, numberFields, roundMessage } from '../alone.mjs';
import { trial } from '../linker.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
const base = `linker_${process.pid}`;
/** @type {string[]} */
const made = [];

before(async () => {
	house = await start();
	await installAlone(house, base);
});
after(async () => {
	for (const name of [...made, base]) await house.psql(`drop database if exists ${name} with (force)`, 'wuhao', 'postgres');
	await house.stop();
});

/** @param {string} name @param {string} [naive] SQL that spoils the sealer */
async function database(name, naive) {
	const full = `${base}_${name}`;
	await house.psql(`create database ${full} template ${base}`, 'wuhao', 'postgres');
	made.push(full);
	if (naive) await house.psql(naive, 'wuhao', full);
	return full;
}

/** A sealer in the place of ours; the rest stays. @param {string} body */
const sealer = (body) => `
create or replace function ballot.seal_rows(part text, round bigint, stratum text, everything boolean) returns json
language plpgsql as $naive$
declare
	amount bigint;
	taken uuid[];
	kept json;
begin
	execute format('select count(*) from box.entry%s', part) into amount;
	amount := ballot.take_count(amount, everything);
	if amount = 0 then
		return '{"sealed":0}';
	end if;
	${body}
	return json_build_object('sealed', amount);
end $naive$;
grant delete on box.entry, box.entry_text, box.entry_pressure to verbs_seal;`;

/** @param {number[]} numbers */
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);

test('cards answered under load, with twins, across the closing hour, while the sealer works', async () => {
	const seen = await trial(house, await database('ours'), { cards: 1500, seconds: 5, grace: 2, pause: 14 });
	assert.ok(seen.counted.length > 100, `${seen.counted.length} were counted`);
	assert.ok(seen.refusedTwins > 100, `${seen.refusedTwins} twins were refused`);
	assert.ok(seen.closed > 0, 'some came after the hour');
	assert.ok(seen.turns > 10, `the sealer had ${seen.turns} turns`);
	assert.equal(new Set(seen.counted).size, seen.counted.length, 'a card is counted once');
	assert.deepEqual(sorted(seen.answers), sorted(seen.counted), 'nothing lost, nothing twice');
	assert.deepEqual(sorted(seen.texts), sorted(seen.counted.filter((number) => number % 5 < 3)), 'and the texts');
	assert.equal(seen.pressure, seen.ticked, 'and the ticks');
	assert.ok(seen.smallest >= 20, `the smallest batch has ${seen.smallest}`);
	assert.equal(seen.sameTransaction, 0, 'no transaction joins');
	assert.equal(seen.older, 0, 'what waits keeps no transaction from before a sealing');
	assert.equal(seen.runs, 0, 'a batch is not those who came one after another');
	for (const { what, hits, chance } of seen.joins) assert.ok(hits <= chance, `${what}: ${hits} right, chance gives at most ${chance}`);
});

test('what waits is written anew for every twenty that came, though nothing is sealed yet', async () => {
	const name = await database('waits');
	const sealer = await connect(house, name, 'wuhao_seal');
	const citizen = await connect(house, name, 'wuhao_ballot');
	const linker = await connect(house, name, 'wuhao');
	const steps = async () => (await sealer.query('select ballot.waiting() as steps')).rows[0].steps.map((/** @type {any} */ one) => one.step);
	const joined = async () => (await linker.query('select count(*)::integer as pairs from box.card as c join box.entry as e on e.xmin = c.xmin')).rows[0].pairs;
	const { names, fields } = numberFields(1);
	await sealer.query('select ballot.receive(1, $1, $2)', ['round', roundMessage(new Date(Date.now() + 3600e3), 30)]);
	await sealer.query('select ballot.receive(2, $1, $2)', ['cards', cardsMessage(30)]);
	for (let number = 0; number < 21; number++) {
		assert.deepEqual(await steps(), [], `${number} wait`);
		await citizen.query('select ballot.answer($1, $2, null, null, $3, $4)', ['card0001', Buffer.from(digest(`card ${number}`), 'hex'), names, fields]);
	}
	assert.equal(await joined(), 21, 'before, each has the transaction of its card');
	assert.deepEqual(await steps(), ['answers']);
	assert.deepEqual((await sealer.query("select ballot.seal_answers(1, 'masses') as done")).rows[0].done, { sealed: 0 });
	assert.equal(await joined(), 0, 'then none has');
	assert.equal((await linker.query('select count(*)::integer as rows from box.entry')).rows[0].rows, 21, 'and all are there');
	assert.deepEqual(await steps(), []);
	for (const client of [sealer, citizen, linker]) await client.end();
});

const short = { cards: 600, seconds: 3, grace: 1, pause: 14 };

test('a sealer that takes the oldest is caught', async () => {
	const seen = await trial(house, await database('oldest', sealer(`
	execute format('select array_agg(id) from (select id from box.entry%s order by age(xmin) desc, ctid limit $1) as e', part) into taken using amount;
	execute format('insert into box.sealed%1$s select e.* from box.entry%1$s as e where id = any ($1) order by age(e.xmin) desc, e.ctid', part) using taken;
	execute format('delete from box.entry%s where id = any ($1)', part) using taken;`)), short);
	assert.ok(seen.older > 0, 'its waiting rows keep their transactions');
	assert.ok(seen.runs > 0, 'its batches are those who came one after another');
	const join = seen.joins.find(({ what }) => what === 'card–answer by arrival and arrival');
	assert.ok(join && join.hits > join.chance, `card and answer join by order: ${join?.hits} right, chance gives ${join?.chance}`);
});

test('a sealer that shuffles but does not write anew what stays is caught', async () => {
	const seen = await trial(house, await database('left', sealer(`
	execute format('select array_agg(id) from (select id from box.entry%s order by gen_random_uuid() limit $1) as e', part) into taken using amount;
	execute format('insert into box.sealed%1$s select e.* from box.entry%1$s as e where id = any ($1) order by id', part) using taken;
	execute format('delete from box.entry%s where id = any ($1)', part) using taken;`)), short);
	assert.ok(seen.older > 0, 'its rows, living and dead, keep their transactions');
});

test('a sealer that does not sort by id is caught', async () => {
	const seen = await trial(house, await database('unsorted', sealer(`
	execute format('lock table box.entry%s in access exclusive mode', part);
	execute format('insert into box.sealed%1$s select e.* from box.entry%1$s as e order by age(e.xmin) desc, e.ctid', part);
	execute format('truncate box.entry%s', part);`)), short);
	const join = seen.joins.find(({ what }) => what === 'card–answer by arrival and arrival');
	assert.ok(join && join.hits > join.chance, `${join?.hits} right, chance gives ${join?.chance}`);
});

test('a keeper that seals answers and texts in one transaction is caught', async () => {
	const seen = await trial(house, await database('together'), { ...short, together: true });
	assert.ok(seen.sameTransaction > 0, 'their batches join');
});

test('a sealer that copies before it locks loses answers, and that is seen', async () => {
	const seen = await trial(house, await database('unlocked', sealer(`
	execute format('select array_agg(id) from (select id from box.entry%s order by gen_random_uuid() limit $1) as e', part) into taken using amount;
	execute format('insert into box.sealed%1$s select e.* from box.entry%1$s as e where id = any ($1) order by id', part) using taken;
	execute format('select json_agg(w) from box.entry%s as w where id <> all ($1)', part) into kept using taken;
	perform pg_sleep(0.02);
	execute format('truncate box.entry%s', part);
	execute format('insert into box.entry%1$s select k.* from json_populate_recordset(null::box.entry%1$s, $1) as k order by k.id', part) using kept;`)), short);
	assert.notDeepEqual(sorted(seen.answers), sorted(seen.counted), 'something is missing');
});

test('what was written is in no old file of the write-ahead log after the next checkpoint', async () => {
	const marker = `waited and was sealed ${process.pid}`;
	const folder = join(house.facts.home, 'postgres/pg_wal');
	const holders = () => readdirSync(folder, { withFileTypes: true })
		.filter((file) => file.isFile() && readFileSync(join(folder, file.name)).includes(marker)).map((file) => file.name);
	await house.psql(`create table scratch (words text); insert into scratch values ('${marker}'); drop table scratch;`, 'wuhao', base);
	assert.notDeepEqual(holders(), [], 'it was there');
	await house.psql('select pg_switch_wal()', 'wuhao', base);
	await house.psql('checkpoint', 'wuhao', base);
	assert.deepEqual(holders(), []);
	assert.equal(await house.psql('show archive_timeout'), '5min', 'what a quiet server waits for until it begins a new file');
});
