// @ts-check
/** `wuhao demo`, `clock`, `setting` and `verify` in a demonstration of their own. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { start } from '../../common/installation.mjs';
import { Workshop } from './wuhao.mjs';

describe('the demonstration', () => {
	/** @type {import('../../common/installation.mjs').Installation} */
	let house;
	/** @type {Workshop} */
	let shop;
	const url = 'http://127.0.0.1:8080';
	const file = () => join(shop.folder, 'demo.json');
	/** @returns {import('../../common/installation.mjs').Demo} */
	const told = () => JSON.parse(readFileSync(file(), 'utf8'));
	const demo = () => shop.wuhao('demo', '--data', shop.folder, '--url', url);
	/** Burns some of the cards of the open round that nobody has used. @param {number} count */
	const burn = (count) => shop.psql(`update box.card set used = true where digest in (
		select c.digest from box.card as c join box.batch as b on b.batch = c.batch join box.mark as m on m.mark = b.mark
		join box.round as r on r.round = m.round where r.closes > base.now() and not c.used limit ${count})`);

	before(async () => {
		house = await start({ serve: 'database', own: true, demo: false });
		shop = await Workshop.open(house, 'shown');
		for (const words of [['migrate'], ['clock', '--date', '2026-09-28'], ['demo', '--data', shop.folder, '--url', url]]) {
			const done = await shop.wuhao(...words);
			assert.equal(done.code, 0, done.output);
		}
	});
	after(async () => {
		await shop.close();
		await house.stop();
	});

	it('writes demo.json for its owner alone, with every role and forty cards', () => {
		assert.equal(statSync(file()).mode & 0o777, 0o600);
		const { accounts, survey, url: address } = told();
		assert.equal(address, url);
		assert.deepEqual([...new Set(accounts.map((account) => account.role))],
			['officer', 'reviewer', 'secretary', 'member', 'inspector', 'system-admin', 'security-admin', 'audit-admin']);
		assert.equal(new Set(accounts.map((account) => account.password)).size, accounts.length);
		assert.ok(accounts.every((account) => account.password.length >= 14 && account.unit));
		assert.match(survey.open, /^\/s\/[0-9a-hjkmnp-tv-z]{8}$/);
		assert.equal(survey.cards.length, 40);
		assert.ok(survey.cards.every((card) => /^\/s\/[0-9a-hjkmnp-tv-z]{8}(-[0-9A-HJKMNP-TV-Z]{4}){4}$/.test(card)));
	});

	it('has 60 units on five levels and 600 members of many names', async () => {
		assert.equal(await shop.psql('select count(*) from data.unit'), '60');
		assert.equal(await shop.psql('select max(depth) from data.scope'), '4');
		assert.equal(await shop.psql('select count(*), count(distinct name) > 590, count(*) filter (where state = \'probationary\') > 10 from data.person'), '600|t|t');
		assert.equal(await shop.psql(`select count(*) > 0 from data.person where name like '%·%'`), 't');
	});

	it('has a published round, a closed one and an open one', async () => {
		assert.equal(await shop.psql(`select string_agg(state, ' ' order by id) from data.item where workflow = 'round'`), 'published closed open');
		assert.equal(await shop.psql(`select string_agg(distinct f.shown, ' ') from data.figure as f join data.item as i on i.id = f.round and i.state = 'closed' where f.question = 1`),
			'band few full guarded none unknown');
		assert.equal(await shop.psql(`select count(distinct stratum), count(distinct channel) from data.figure`), '2|2');
		assert.equal(await shop.psql('select count(*) > 300 from data.answer'), 't');
		assert.equal(await shop.psql('select count(*) > 10 from data.opinion where shown'), 't');
		assert.equal(await shop.psql('select count(*) from data.dispatch'), '0');
		assert.equal(await shop.psql('select count(*) from data.session'), '0');
	});

	it('keeps codes and passwords at the next start and adds no card while forty are unused', async () => {
		const before = told();
		const done = await demo();
		assert.equal(done.code, 0, done.output);
		assert.deepEqual(told(), before);
	});

	it('adds a print of cards when some were used', async () => {
		const before = told();
		await burn(25);
		assert.equal((await demo()).code, 0);
		const cards = told().survey.cards;
		assert.deepEqual(cards.slice(0, 40), before.survey.cards);
		assert.equal(cards.length, 65);
		assert.deepEqual(told().accounts, before.accounts);
	});

	it('opens another round where none is open, and keeps the old codes', async () => {
		const before = told();
		assert.equal((await shop.wuhao('clock', '--date', '2026-12-01')).code, 0);
		assert.equal((await demo()).code, 0);
		const { survey } = told();
		assert.notEqual(survey.open, before.survey.open);
		assert.deepEqual(survey.cards.slice(0, before.survey.cards.length), before.survey.cards);
		assert.equal(survey.cards.length, before.survey.cards.length + 40);
	});

	it('makes passwords and cards anew where the file was lost', async () => {
		const before = told();
		rmSync(file());
		assert.equal((await demo()).code, 0);
		const { accounts, survey } = told();
		assert.deepEqual(accounts.map((account) => account.login), before.accounts.map((account) => account.login));
		assert.ok(accounts.every((account, place) => account.password !== before.accounts[place].password));
		assert.equal(survey.cards.length, 40);
	});

	it('tells open rounds the address that is printed', async () => {
		assert.equal((await shop.wuhao('setting', 'site', 'https://ballot.chenghu.example/')).out.trim(), 'https://ballot.chenghu.example');
		assert.equal((await demo()).code, 0);
		assert.equal(await shop.psql('select host from box.round where closes > base.now()'), 'ballot.chenghu.example');
		assert.equal((await shop.wuhao('setting', 'site')).out.trim(), 'https://ballot.chenghu.example');
		assert.match((await shop.wuhao('setting', 'site', 'ballot.example')).output, /site is written as/);
		assert.match((await shop.wuhao('setting', 'colour', 'red')).output, /there is no setting 'colour'/);
	});

	it('verifies the audit, and names a link that was changed and one that is missing', async () => {
		await shop.psql('select keeper.chain()', 'wuhao_keeper');
		const whole = await shop.wuhao('verify');
		assert.equal(whole.code, 0, whole.output);
		await shop.psql(`alter table data.audit disable trigger audit_only_grows; update data.audit set subject = 'round/0' where id = (select audit from data.audit_link where place = 2)`);
		const changed = await shop.wuhao('verify');
		assert.equal(changed.code, 1);
		assert.match(changed.output, /^link 2 does not fit/m);
		await shop.psql('alter table data.audit_link disable trigger audit_link_only_grows; delete from data.audit_link where place = 4');
		const torn = await shop.wuhao('verify');
		assert.equal(torn.code, 1);
		assert.match(torn.output, /^link 4 is missing/m);
	});
});

describe('an empty installation', () => {
	/** @type {import('../../common/installation.mjs').Installation} */
	let house;
	/** @type {Workshop} */
	let shop;
	before(async () => {
		house = await start({ serve: 'database', own: true, demo: false });
		shop = await Workshop.open(house, 'empty_house');
		assert.equal((await shop.wuhao('migrate')).code, 0);
	});
	after(async () => {
		await shop.close();
		await house.stop();
	});

	it('gets one-time addresses for its three administrators, again only for those who have not signed in', async () => {
		const first = await shop.wuhao('first', '--url', 'https://wuhao.example');
		assert.equal(first.code, 0, first.output);
		assert.equal(first.out.match(/https:\/\/wuhao\.example\/console\/first#[0-9A-Z-]{19}$/gm)?.length, 3);
		assert.equal(await shop.psql(`select string_agg(role, ' ' order by role), count(distinct account) from data.seat`), 'audit security system|3');
		await shop.psql(`insert into data.password (account, hash) select id, 'x' from data.account where login = 'audit'`);
		const second = await shop.wuhao('first', '--url', 'https://wuhao.example');
		assert.equal(second.out.trim().split('\n').length, 2);
		assert.doesNotMatch(second.out, /^audit/m);
		assert.equal(await shop.psql('select count(*) from data.account'), '3');
		assert.equal(await shop.psql('select count(*) from data.unit'), '1');
	});

	it('keeps its clock and is no demonstration', async () => {
		assert.match((await shop.wuhao('clock', '--date', '2026-09-28')).output, /not a demonstration/);
		assert.match((await shop.wuhao('clock', '--date', '2026-02-30')).output, /is no date/);
		assert.match((await shop.wuhao('demo', '--data', shop.folder, '--url', 'http://x')).output, /not a demonstration/);
		assert.equal(await shop.psql('select demonstration, ahead from base.clock'), 'f|00:00:00');
	});
});
