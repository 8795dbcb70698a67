// @ts-check
/**
 * Changes of the organisation over HTTP: ordered by who may, done by the keeper on their day however often it is killed, and found
 * under the new name a moment later.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertProblem, signedIn, until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';

/** @typedef {import('../../common/client.mjs').Browser} Browser */

/** @type {import('../../common/installation.mjs').Installation} of its own: its clock is moved */
let house;
/** @type {Browser} */
let officer;
/** @type {string} */
let today;
before(async () => {
	house = await start({ own: true });
	officer = await signedIn(house, house.account('officer'), '127.45.1.1');
	today = (await officer.get('/api/org/tree')).json.today;
});
after(() => house.stop());

const id = (/** @type {string} */ name) => house.psql(`select id from data.unit where short_name = '${name}' and closed_on is null`);
/** @param {string} unit @param {string} [day] */
const children = async (unit, day) => (await officer.get(`/api/org/tree?unit=${unit}${day ? `&day=${day}` : ''}`)).json.children.map((/** @type {any} */ child) => child.short_name);
/** A day so many days from today. @param {number} days @param {string} [from] */
const day = (days, from = today) => new Date(Date.parse(`${from}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10);
/** @param {string} q */
const found = async (q) => (await officer.get(`/api/org/find?q=${encodeURIComponent(q)}`)).json;

test('units and members are found by pinyin, initials and characters, a moment after they are named', async () => {
	const unit = await id('婚姻登记处党支部');
	await until(async () => (await found('hunyin')).rows.some((/** @type {any} */ row) => row.id === Number(unit)), 'by pinyin');
	assert.ok((await found('hydjc')).rows.some((/** @type {any} */ row) => row.id === Number(unit)), 'by initials');
	const renamed = await officer.post(`/api/org/unit/${unit}/rename`, { kind: 'branch', full_name: '中共澄湖市绿化登记处支部委员会', short_name: '绿化登记处党支部', effective_on: today, basis: '试' });
	assert.equal(renamed.json.state, 'done', renamed.text);
	await until(async () => (await found('lvhua')).rows.length === 1, 'under the new name');
	assert.ok((await found('luhuadengji')).rows.length === 1);
	assert.deepEqual((await found('婚姻登记处党支部')).rows, [], 'and no longer under the old one');
	const [name, number] = (await house.psql(`update data.person set number = 'CH-77001' where id = (select min(id) from data.person where state = 'full' and unit = ${unit}) returning name, number`)).split('|');
	await until(async () => (await found('ch77001')).members.length === 1, 'by the internal number');
	assert.deepEqual((await found(number)).members.map((/** @type {any} */ row) => [row.name, row.unit_name]), [[name, '绿化登记处党支部']]);
	const member = await signedIn(house, house.account('member'), '127.45.3.1');
	assert.deepEqual((await member.get(`/api/org/find?q=${encodeURIComponent(name)}`)).json.members, [], 'members find no members');
});

test('all keys written anew are the same', async () => {
	const digest = () => house.psql("select count(*) || ' ' || md5(string_agg(k::text, ',' order by k::text)) from data.search_key as k");
	await until(async () => (await house.psql('select count(*) from data.search_due')) === '0', 'nothing is due');
	const was = await digest();
	await house.psql('delete from data.search_key');
	assert.match(await house.wuhao('search'), /\d+ units and members/);
	await until(async () => (await house.psql('select count(*) from data.search_due')) === '0', 'all are written');
	assert.equal(await digest(), was);
});

test('a change for a day to come waits, is shown, and can be taken back', async () => {
	const [unit, superior] = [await id('热线服务党支部'), await id('市财政局机关党委')];
	const was = await children(superior);
	const ordered = await officer.post(`/api/org/unit/${unit}/move`, { superior: Number(superior), effective_on: day(3), basis: '澄直工委〔2026〕9号' });
	assert.deepEqual([ordered.status, ordered.json.state, ordered.json.may], [200, 'waiting', ['withdraw']], ordered.text);
	assert.deepEqual(await children(superior), was);
	assert.equal((await officer.get(`/api/org/unit/${unit}`)).json.pending[0].text, '“热线服务党支部”从“市政务服务中心党总支”改到“市财政局机关党委”');
	assertProblem(await officer.post(`/api/org/unit/${unit}/move`, { superior: Number(superior), effective_on: day(9), basis: '试' }), 409, 'a second one', { detail: /已有待生效的改隶/ });
	assert.equal((await officer.post(`/api/org/change/${ordered.json.id}/withdraw`)).json.state, 'withdrawn');
	assert.deepEqual((await officer.get('/api/org/changes?state=waiting')).json.rows, []);
	assert.equal((await officer.get('/api/org/changes')).json.rows[0].name, (await officer.get('/api/account/me')).json.name);
});

test('what is ordered under one key is ordered once', async () => {
	const superior = await id('市财政局机关党委');
	const body = { kind: 'branch', full_name: '中共澄湖市财政局试用支部', short_name: '试用党支部', effective_on: today, basis: '试' };
	const under = { 'idempotency-key': 'once-and-once-only' };
	const [first, again] = [await officer.post(`/api/org/unit/${superior}/create`, body, under), await officer.post(`/api/org/unit/${superior}/create`, body, under)];
	assert.deepEqual([first.status, again.text], [200, first.text]);
	assert.equal((await children(superior)).filter((/** @type {string} */ name) => name === '试用党支部').length, 1);
});

test('two moves that pass each other make no cycle', async () => {
	const [one, other] = [await id('市民政局机关党委'), await id('市教育局机关党委')];
	const answers = await Promise.all([[one, other], [other, one]].map(([unit, superior]) => officer.post(`/api/org/unit/${unit}/move`, { superior: Number(superior), effective_on: today, basis: '试' })));
	assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409], answers.map((answer) => answer.text).join());
	assert.equal(await house.psql('select count(*) from data.scope as s join data.scope as t on t.superior = s.unit and t.unit = s.superior where s.depth > 0'), '0');
});

test('on their day all are done once, in order, by keepers that are killed again and again', async () => {
	const superior = await id('市住建局机关党委');
	const names = Array.from({ length: 12 }, (_, at) => `到期第${at + 1}党支部`);
	for (const [at, name] of names.entries()) {
		const ordered = await officer.post(`/api/org/unit/${superior}/create`, { kind: 'branch', full_name: `中共${name}`, short_name: name, effective_on: day(5 + at % 2), basis: `第${at}号` });
		assert.equal(ordered.json.state, 'waiting', ordered.text);
	}
	const gone = await id('综合窗口第一党小组');
	const target = await id('综合窗口党支部');
	const ordered = await officer.post(`/api/org/unit/${gone}/dissolve`, { members_to: Number(target), effective_on: day(6), basis: '并入支部' });
	assert.equal(ordered.json.state, 'waiting', ordered.text);
	const refused = await officer.post(`/api/org/unit/${superior}/create`, { kind: 'branch', full_name: `中共某`, short_name: '某党支部', effective_on: day(5), basis: '试' });
	await house.psql(`update data.change set body = body || '{"short_name": "到期第1党支部"}' where id = ${refused.json.id}`); // meanwhile the name is taken
	const forms = mkdtempSync('/var/tmp/wuhao-forms-');
	const begin = () => spawn(join(house.facts.home, 'house/build/keeper/keeper'), [], { env: { ...process.env, WUHAO_DATABASE: house.facts.database, WUHAO_FORMS: forms }, stdio: 'ignore' });
	let keeper = begin();
	let going = true;
	const killing = (async () => {
		while (going) {
			await new Promise((resolve) => { setTimeout(resolve, 20 + Math.random() * 150); });
			keeper.kill('SIGKILL');
			keeper = begin();
		}
	})();
	try {
		await house.wuhao('clock', '--date', day(6));
		officer = await signedIn(house, house.account('officer'), '127.45.1.2');
		await until(async () => (await officer.get('/api/org/changes?state=waiting')).json.rows.length === 0, 'none waits', 60);
	} finally {
		going = false;
		await killing;
		keeper.kill('SIGKILL');
		await until(async () => { // what a killed keeper has begun still writes forms
			try { rmSync(forms, { recursive: true, force: true }); return true; } catch { return false; }
		}, 'the forms are written');
	}
	const now = await children(superior);
	assert.deepEqual(now.filter((/** @type {string} */ name) => name.startsWith('到期')), [...names.filter((_, at) => at % 2 === 0), ...names.filter((_, at) => at % 2 === 1)], 'each once, by its day');
	assert.deepEqual((await children(superior, day(5))).filter((/** @type {string} */ name) => name.startsWith('到期')), names.filter((_, at) => at % 2 === 0), 'the day between');
	assert.deepEqual((await children(superior, day(4))).filter((/** @type {string} */ name) => name.startsWith('到期')), []);
	assert.equal(await house.psql(`select count(*) from data.person where unit = ${gone} and state in ('full', 'probationary')`), '0', 'a dissolved unit has no members');
	assert.equal(await house.psql(`select count(distinct c.person) = count(*) and count(*) > 0 from data.career as c where c.unit = ${gone} and c.kind = 'moved'`), 't', 'each was moved once');
	const { json } = await officer.get('/api/org/changes?state=refused');
	assert.deepEqual(json.rows.map((/** @type {any} */ row) => [row.id, row.refused]), [[refused.json.id, '“到期第1党支部”已经有了：市住建局机关党委下面有同名的单位。']]);
	assert.deepEqual(json.rows[0].may, ['apply', 'withdraw']);
	assertProblem(await officer.post(`/api/org/change/${refused.json.id}/apply`), 422, 'once more', { detail: /已经有了/ });
	assert.equal((await officer.post(`/api/org/change/${refused.json.id}/withdraw`)).json.state, 'withdrawn');
});
