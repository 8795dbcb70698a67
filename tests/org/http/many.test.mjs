// @ts-check
/** A sheet of 50,000 members through the real nginx: previewed, written and taken back, each within what it waits for. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { signedIn, until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { messyMembers, unitNames, unitSheet, workbook } from '../../common/sheets.mjs';

/** @typedef {import('../../common/client.mjs').Browser} Browser */

const COUNT = 50_000;
/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Browser} an officer at the top */
let officer;

before(async () => {
	house = await start({ own: true });
	officer = await signedIn(house, house.account('officer'), '127.46.1.1');
});
after(() => house.stop());

/** @param {string} kind @param {Buffer} body */
async function preview(kind, body) {
	const answer = await officer.ask(`/api/org/import?kind=${kind}&name=x.xlsx`, { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } });
	assert.equal(answer.status, 200, answer.text);
	return answer.json;
}
/** @param {number} id @param {string} verb */
async function act(id, verb) {
	const answer = await officer.post(`/api/org/import/${id}/${verb}`, {}, { 'idempotency-key': randomUUID() });
	assert.equal(answer.status, 200, answer.text);
	return answer.json;
}
const members = () => house.psql('select count(*) from data.person');
/** What is kept of members, and what it would be if it were counted. */
const rosters = async () => assert.equal(await house.psql(`select count(*) from data.roster as r
	cross join lateral (select count(*) filter (where p.state = 'full') as full_members, count(*) filter (where p.state = 'probationary') as probationary
		from data.person as p where p.unit = r.unit) as c
	where r.full_members <> c.full_members or r.probationary <> c.probationary`), '0', 'rosters are what is counted');

test('50,000 members come by one sheet, and go as they came', async () => {
	const units = unitNames(COUNT / 20);
	const founded = await preview('units', workbook(unitSheet('市直机关工委', units.length)));
	assert.equal((await act(founded.id, 'apply')).state, 'applied');
	const { sheets, bad } = messyMembers(COUNT, units);
	const was = await members();
	const made = await preview('members', workbook(sheets));
	assert.deepEqual(made.counts, { create: COUNT - bad, change: 0, same: 0, bad });
	assert.equal(await members(), was, 'a preview writes nobody');
	assert.equal((await act(made.id, 'apply')).state, 'applied');
	assert.equal(await members(), String(Number(was) + COUNT - bad));
	assert.equal(await house.psql(`select count(*) from data.career as c where c.note like '%导入（第${made.id}号）%'`), String(COUNT - bad), 'each with the history');
	await rosters();
	const found = await officer.get(`/api/org/find?q=SX${COUNT}`);
	assert.equal(found.status, 200, 'others are served');
	const again = await preview('members', workbook(sheets));
	assert.deepEqual(again.counts, { create: 0, change: 0, same: COUNT - bad, bad }, 'sent once more it would change nothing');
	assert.equal((await act(made.id, 'undo')).state, 'undone');
	assert.equal(await members(), was, 'taken back, nobody is left');
	await rosters();
	await until(async () => (await house.psql('select exists (select from data.due_again)')) === 'f', 'what falls due is written');
});
