// @ts-check
/** `wuhao migrate`: once is as good as twice, history is not rewritten, and a failure leaves nothing half done. */
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { start } from '../../common/installation.mjs';
import { Workshop } from './wuhao.mjs';

/** Objects that a second run must leave as they are, with their identities. */
const standing = `
	select 'table', c.oid, c.relname from pg_class as c join pg_namespace as n on n.oid = c.relnamespace where n.nspname in ('base', 'data', 'box')
	union all select 'policy', p.oid, p.polname from pg_policy as p
	union all select 'check', k.oid, k.conname from pg_constraint as k join pg_namespace as n on n.oid = k.connamespace where n.nspname in ('base', 'data', 'box')
	union all select 'file', 0, file || encode(digest, 'hex') || applied from base.migration
	order by 1, 2, 3`;
const verbs = `
	select n.nspname || '.' || p.proname || coalesce(p.proacl::text, '') from pg_proc as p
	join pg_namespace as n on n.oid = p.pronamespace where pg_get_userbyid(n.nspowner) like 'verbs%' order by 1`;

describe('wuhao migrate', () => {
	/** @type {import('../../common/installation.mjs').Installation} */
	let house;
	/** @type {Workshop} */
	let shop;
	before(async () => {
		house = await start({ serve: 'database', own: true, demo: false });
		shop = await Workshop.open(house, 'migrated');
		const first = await shop.wuhao('migrate');
		assert.equal(first.code, 0, first.output);
	});
	after(async () => {
		await shop.close();
		await house.stop();
	});

	/**
	 * Changes the sources, runs, expects one English sentence, and puts them back.
	 * @param {string} file below sql/ @param {(text: string) => string} change @param {RegExp} sentence
	 */
	async function refuses(file, change, sentence) {
		const path = join(shop.sql, file);
		const text = readFileSync(path, 'utf8');
		writeFileSync(path, change(text));
		const done = await shop.wuhao('migrate');
		writeFileSync(path, text);
		assert.equal(done.code, 1);
		assert.match(done.output, sentence);
		assert.equal(done.output.trim().split('\n').length, 1, done.output);
	}

	it('changes nothing the second time', async () => {
		const [objects, functions] = [await shop.psql(standing), await shop.psql(verbs)];
		const done = await shop.wuhao('migrate');
		assert.equal(done.code, 0, done.output);
		assert.match(done.output, /^migrated: 0 new files/);
		assert.equal(await shop.psql(standing), objects);
		assert.equal(await shop.psql(verbs), functions);
	});

	it('refuses a file of tables that was changed after it was applied', () =>
		refuses('tables/0002-account.sql', (text) => `${text}\n-- later thought\n`, /^wuhao: sql\/tables\/0002-account\.sql was changed/));

	it('refuses to go on where a file of tables is missing', async () => {
		const path = join(shop.sql, 'tables/0002-account.sql');
		renameSync(path, `${path}.away`);
		const done = await shop.wuhao('migrate');
		renameSync(`${path}.away`, path);
		assert.equal(done.code, 1);
		assert.match(done.output, /^wuhao: sql\/tables\/0002-account\.sql is missing/);
	});

	it('refuses a new file that comes before one that was applied', async () => {
		const path = join(shop.sql, 'tables/0000-late.sql');
		writeFileSync(path, 'create table data.late (id bigint);\n');
		const done = await shop.wuhao('migrate');
		rmSync(path);
		assert.equal(done.code, 1);
		assert.match(done.output, /0000-late\.sql is new, but 0001-/);
	});

	it('names file and line of a mistake and leaves the verbs that were there', async () => {
		const functions = await shop.psql(verbs);
		await refuses('verbs/org.sql', (text) => `${text}\nselect 1;\nselect\n\tnothing_of_this_name;\n`,
			new RegExp(`^wuhao: sql/verbs/org\\.sql:${readFileSync(join(shop.sql, 'verbs/org.sql'), 'utf8').split('\n').length + 3}: column`));
		assert.equal(await shop.psql(verbs), functions);
	});

	it('makes the parts of a word after its own file, by name, and takes away what is no part any more', async () => {
		const [one, two] = ['a', 'b'].map((name) => join(shop.sql, `verbs/org-${name}.sql`));
		const part = (/** @type {string} */ name, /** @type {string} */ body) =>
			`set role verbs_org;\ncreate function org.${name}() returns bigint language sql stable as $$ ${body} $$;\nreset role;\n`;
		const made = `select string_agg(proname, ' ' order by proname) from pg_proc where pronamespace = 'org'::regnamespace and proname in ('a', 'b', 'top')
			and proowner = 'verbs_org'::regrole`;
		writeFileSync(one, part('a', 'select org.top()'));
		writeFileSync(two, part('b', 'select org.a()'));
		const first = await shop.wuhao('migrate');
		assert.equal(first.code, 0, first.output);
		assert.equal(await shop.psql(made), 'a b top');
		rmSync(two);
		await refuses('verbs/org-a.sql', (text) => `${text}select nothing;\n`, /^wuhao: sql\/verbs\/org-a\.sql:4: column/);
		rmSync(one);
		assert.equal((await shop.wuhao('migrate')).code, 0);
		assert.equal(await shop.psql(made), 'top');
	});

	it('names the line where a statement that fails at run time begins', () =>
		refuses('catalogue/org.sql', () => "-- one\nselect 1;\n\nselect 1 / 0;\n", /^wuhao: sql\/catalogue\/org\.sql:4: division by zero/));

	it('refuses a table that stands on a verb, which each install drops', async () => {
		await shop.psql('alter table data.setting alter column note set default org.top()::text');
		const done = await shop.wuhao('migrate');
		await shop.psql('alter table data.setting alter column note drop default');
		assert.equal(done.code, 1);
		assert.match(done.output, /default of data\.setting\.note/);
	});

	it('takes back what rules.sql no longer says', async () => {
		const path = join(shop.sql, 'rules.sql');
		const text = readFileSync(path, 'utf8');
		appendFileSync(path, 'grant select on data.password to wuhao_report;\ncreate policy too_much on data.password for select using (true);\n');
		assert.equal((await shop.wuhao('migrate')).code, 0);
		const told = `select has_table_privilege('wuhao_report', 'data.password', 'select'), count(*) from pg_policy where polname = 'too_much'`;
		assert.equal(await shop.psql(told), 't|1');
		writeFileSync(path, text);
		assert.equal((await shop.wuhao('migrate')).code, 0);
		assert.equal(await shop.psql(told), 'f|0');
	});

	it('makes a policy anew only when its text changed', async () => {
		const path = join(shop.sql, 'rules.sql');
		const text = readFileSync(path, 'utf8');
		const before = await shop.psql(`select oid from pg_policy where polname = 'item_scope'`);
		writeFileSync(path, text.replace('create policy item_scope on', 'create policy  item_scope on'));
		assert.equal((await shop.wuhao('migrate')).code, 0);
		assert.notEqual(await shop.psql(`select oid from pg_policy where polname = 'item_scope'`), before);
		writeFileSync(path, text);
		assert.equal((await shop.wuhao('migrate')).code, 0);
	});

	it('never overwrites a setting or a rule that somebody changed', async () => {
		await shop.psql(`update data.setting set value = '市委直属机关工委' where name = 'office';
			insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('least_group', 8, '份', current_date, '会议纪要', '周岚')`);
		assert.equal((await shop.wuhao('migrate')).code, 0);
		assert.equal(await shop.psql(`select value from data.setting where name = 'office'`), '市委直属机关工委');
		assert.equal(await shop.psql(`select base.rule('least_group')`), '8');
	});

	it('takes what nobody sees out of lines that were let in before', async () => {
		await shop.psql(`create or replace function base.has_hidden(value text) returns boolean language sql immutable as $$ select false $$;
			alter table data.channel add column note text;
			insert into data.unit (kind, full_name, short_name, public_name, official_order)
			values ('branch', '一' || chr(8203) || '支部', chr(8238) || '二支部' || chr(8236), chr(65279), 1)`);
		await shop.psql(readFileSync(join(shop.sql, 'tables/0007-common.sql'), 'utf8')); // applied already: by hand, as if it came now
		const done = await shop.wuhao('migrate');
		assert.equal(done.code, 0, done.output);
		assert.equal(await shop.psql(`select full_name, short_name, public_name from data.unit where full_name = '一支部'`), '一支部|二支部|（空）');
		await shop.psql(`delete from data.scope where unit = (select id from data.unit where full_name = '一支部');
			delete from data.roster where unit = (select id from data.unit where full_name = '一支部'); delete from data.unit where full_name = '一支部'`);
	});

	it('runs one at a time in a database, and in several databases at once', async () => {
		const others = await Promise.all(['at_once_1', 'at_once_2'].map((name) => Workshop.open(house, name)));
		try {
			const done = await Promise.all([...others, ...others, shop, shop].map((each) => each.wuhao('migrate')));
			for (const one of done) assert.equal(one.code, 0, one.output);
			const objects = await Promise.all(others.map((each) => each.psql(`select count(*) from (${standing}) as s`)));
			assert.deepEqual(new Set(objects), new Set([await shop.psql(`select count(*) from (${standing}) as s`)]));
		} finally {
			for (const each of others) await each.close();
		}
	});

	it('makes the ballot alone, and does not mix the two kinds', async () => {
		const lone = await Workshop.open(house, 'lone_ballot');
		writeFileSync(join(lone.sql, 'verbs/ballot-part.sql'), 'set role verbs_ballot;\ncreate function ballot.part() returns integer language sql as $$ select 1 $$;\n');
		try {
			const done = await lone.wuhao('migrate', '--only', 'ballot');
			assert.equal(done.code, 0, done.output);
			assert.equal(await lone.psql(`select string_agg(nspname, ' ' order by nspname) from pg_namespace where nspname in ('base', 'box', 'data', 'ballot', 'survey')`), 'ballot base box');
			assert.equal(await lone.psql(`select to_regproc('ballot.part') is not null`), 't');
			assert.equal((await lone.wuhao('migrate', '--only', 'ballot')).code, 0);
			assert.match((await lone.wuhao('migrate')).output, /holds the ballot alone/);
			assert.match((await shop.wuhao('migrate', '--only', 'ballot')).output, /holds the whole house/);
		} finally {
			await lone.close();
		}
	});
});
