// @ts-check
/**
 * The clockwork around a round: two keepers at once, one of them killed at any instant, and still every message arrives
 * once, every answer is moved once, and the round is settled once.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { signedIn, until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { run } from '../../common/process.mjs';
import { answer, known, opened, printed, reached, unitsOf, whole } from '../../survey/officer.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {import('../../common/client.mjs').Browser} */
let officer;
/** @type {string} */
let forms;
/** @type {import('node:child_process').ChildProcess[]} */
const keepers = [];

before(async () => {
	house = await start();
	officer = await signedIn(house, house.account('officer'), '127.42.1.1');
	forms = mkdtempSync('/var/tmp/wuhao-forms-');
	// a round takes the rule of the moment along when it is opened
	await house.psql(`insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('seal_grace_seconds', 1, '秒', '2000-01-01', '测试', '测试')`);
});
after(async () => {
	for (const keeper of keepers) keeper.kill('SIGKILL');
	await house.psql(`delete from data.rule where name = 'seal_grace_seconds' and editor = '测试'`);
	rmSync(forms, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
	await house.stop();
});

/** Another keeper beside the house's own. */
function startKeeper() {
	const keeper = spawn(join(house.facts.home, 'house/build/keeper/keeper'), [], {
		env: { ...process.env, WUHAO_DATABASE: house.facts.database, WUHAO_FORMS: forms }, stdio: ['ignore', 'ignore', 'pipe'],
	});
	keepers.push(keeper);
	return keeper;
}

/** @param {import('node:child_process').ChildProcess} keeper */
const ended = (keeper) => new Promise((resolve) => {
	if (keeper.exitCode !== null || keeper.signalCode !== null) resolve(undefined);
	else keeper.once('exit', resolve);
});

test('a second keeper writes all forms and ends after its turn when it is asked to', async () => {
	const keeper = startKeeper();
	await until(() => readdirSync(forms).includes('code.html') && readdirSync(forms).includes('check.big.counter.html.gz'), 'the forms are written');
	const marks = (await house.psql('select mark from box.mark order by mark')).split('\n');
	await until(() => marks.every((mark) => readdirSync(forms).includes(`${mark}.html`)), 'each mark has its form');
	keeper.kill('SIGTERM');
	await ended(keeper);
	assert.equal(keeper.exitCode, 0);
});

test('two keepers, one killed again and again, carry a round through once', async () => {
	const [first, second] = await unitsOf(house, '综合受理窗口', '不动产登记窗口');
	startKeeper();
	let going = true;
	const killing = (async () => {
		while (going) {
			await new Promise((resolve) => { setTimeout(resolve, 30 + Math.random() * 400); });
			const keeper = keepers[keepers.length - 1];
			keeper.kill('SIGKILL');
			await ended(keeper);
			startKeeper();
		}
	})();
	try {
		const round = await opened(officer, await whole(house, [first, second], { title: `运转${process.pid}`, hotline: '12345' }));
		const mark = round.marks.find((/** @type {any} */ one) => one.channel === 'card').mark;
		await known(house, mark);
		const cards = await printed(house, officer, round.id, mark, 70);
		for (const [at, address] of cards.addresses.entries())
			await answer(house, address, { unit: at % 2 ? first : second, q1: 1 + (at % 6), q6: `话${at}请打13800001111`, ...(at % 7 ? {} : { pressure: 1 }) }, `127.42.2.${at % 20 + 1}`);
		await until(async () => (await house.psql(`select count(*) from box.sealed where round = ${round.id}`)) === '40', 'two batches of twenty are sealed while it is open');
		assert.equal(await house.psql(`select count(*) from box.entry where round = ${round.id}`), '30', 'and the rest waits');
		assert.equal((await officer.post(`/api/survey/round/${round.id}/close`)).status, 200);
		await reached(officer, round.id, 'closed');
		const one = (/** @type {string} */ sql) => house.psql(sql.replaceAll('$1', String(round.id)));
		await until(async () => (await one('select moved from box.round where round = $1')) === 't', 'the box is empty');
		assert.equal(await one('select count(*) from data.answer where round = $1'), '70');
		assert.equal(await one(`select count(*) filter (where words ~ '^话[0-9]+请打（号码已隐去）$') from data.opinion where round = $1`), '70');
		assert.equal(await one('select count(*) from data.pressure where round = $1'), '10');
		assert.equal(await one(`select (select count(*) from box.entry where round = $1) + (select count(*) from box.sealed where round = $1)
			+ (select count(*) from box.sealed_text where round = $1) + (select count(*) from box.sealed_pressure where round = $1)`), '0');
		assert.equal(await one(`select count(*) from data.event where item = $1 and verb = 'seal'`), '1', 'closed once');
		assert.equal(await one('select count(*) from data.figure where round = $1 and question = 1'), '6', 'two units and all, for cards and the poster');
		assert.equal(await one('select count(*) from data.dispatch where round = $1'), '0', 'all messages are delivered');
		const shown = (await officer.get(`/api/survey/round/${round.id}/texts`)).json.texts;
		assert.deepEqual(shown.map((/** @type {any} */ text) => text.words?.length), [35, 35]);
	} finally {
		going = false;
		await killing;
	}
});

test('the audit has a link for every row, in one chain', async () => {
	await until(async () => (await house.psql('select count(*) from data.audit as a where not exists (select from data.audit_link as l where l.audit = a.id)')) === '0', 'every row is linked');
	assert.equal(await house.psql(`select count(*) from (select l.digest, sha256(coalesce(lag(l.digest) over (order by l.place), '') || convert_to(keeper.audit_text(a), 'UTF8')) as wanted
		from data.audit_link as l join data.audit as a on a.id = l.audit) as c where c.digest <> c.wanted`), '0');
});

test('a void round\'s answers are used no more, and gone', async () => {
	const [unit] = await unitsOf(house, '综合受理窗口');
	const round = await opened(officer, await whole(house, [unit], { title: `作废${process.pid}`, hotline: '12345' }));
	const mark = round.marks.find((/** @type {any} */ one) => one.channel === 'open').mark;
	await known(house, mark);
	await answer(house, `/s/${mark}`, { q1: 2, q6: '一句话' }, '127.42.3.1');
	assert.equal((await officer.post(`/api/survey/round/${round.id}/void`, { note: '题目印错了' })).status, 200);
	await until(async () => (await house.psql(`select moved from box.round where round = ${round.id}`)) === 't', 'the box is empty');
	assert.equal(await house.psql(`select (select count(*) from data.answer where round = ${round.id}) + (select count(*) from data.opinion where round = ${round.id})
		+ (select count(*) from box.entry where round = ${round.id}) + (select count(*) from box.sealed where round = ${round.id}) + (select count(*) from box.entry_text where round = ${round.id})`), '0');
	assert.equal((await officer.get(`/api/survey/round/${round.id}`)).json.state, 'void');
});

test('a round voided after its closing keeps nothing of what was answered', async () => {
	const [unit] = await unitsOf(house, '综合受理窗口');
	const round = await opened(officer, await whole(house, [unit], { title: `迟作废${process.pid}`, hotline: '12345' }));
	const mark = round.marks.find((/** @type {any} */ one) => one.channel === 'open').mark;
	await known(house, mark);
	for (let at = 1; at <= 6; at++) await answer(house, `/s/${mark}`, { q1: 2, q6: '一句话', ...(at > 1 ? {} : { pressure: 1 }) }, `127.42.4.${at}`);
	assert.equal((await officer.post(`/api/survey/round/${round.id}/close`)).status, 200);
	await reached(officer, round.id, 'closed');
	const left = () => house.psql(`select array[(select count(*) from data.answer where round = ${round.id}), (select count(*) from data.opinion where round = ${round.id}),
		(select count(*) from data.pressure where round = ${round.id}), (select least(count(*), 1) from data.figure where round = ${round.id})]`);
	assert.equal(await left(), '{6,6,1,1}');
	assert.equal((await officer.post(`/api/survey/round/${round.id}/void`, { note: '样本弄错了' })).status, 200);
	await until(async () => (await left()) === '{0,0,0,0}', 'the keeper has deleted it');
});

test('an argument that is not known is answered with the usage', async () => {
	const keeper = join(house.facts.home, 'house/build/keeper/keeper');
	const wrong = await run(keeper, ['--once'], { seconds: 10 });
	assert.deepEqual([wrong.code, wrong.out, /WUHAO_DATABASE/.test(wrong.output)], [2, '', true]);
	const asked = await run(keeper, ['--help'], { seconds: 10 });
	assert.deepEqual([asked.code, /WUHAO_DATABASE/.test(asked.out)], [0, true]);
});
