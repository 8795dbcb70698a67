// @ts-check
/**
 * The ballot at its limits: a hall behind one address, somebody who guesses, and what a citizen reads when a program or the
 * database is away. On an installation of its own, for it stops parts of it.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { ask, assertProblem, Browser, signedIn, until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { known, opened, printed, unitsOf, whole } from '../../survey/officer.mjs';
import { inFours, makeCode, receiptOf, words } from '../citizen.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Browser} */
let officer;
/** @type {any} */
let round;
/** @type {string} the address of its poster */
let poster;
/** @type {string[]} the addresses of its cards */
let cards;

before(async () => {
	house = await start({ own: true });
	officer = await signedIn(house, house.account('officer'), '127.34.1.1');
	round = await opened(officer, await whole(house, await unitsOf(house, '婚姻登记处')));
	const [card, open] = round.marks.map((/** @type {any} */ mark) => mark.mark);
	poster = `/s/${open}`;
	await known(house, card);
	cards = (await printed(house, officer, round.id, card, 320)).addresses;
	await until(async () => (await new Browser(house, '127.34.1.1').get(poster)).text.includes('婚姻登记处'), 'its form is there');
});
after(() => house.stop());

const codeOf = (/** @type {string} */ address) => address.slice('/s/12345678-'.length);
/** How many answers of this round there are. */
const counted = async () => Number(await house.psql(`select (select count(*) from box.entry where round = ${round.id}) + (select count(*) from box.sealed where round = ${round.id})`));
/** @param {import('../../common/client.mjs').Answer} page @param {number} status @param {...string} sentences */
function says(page, status, ...sentences) {
	assert.equal(page.status, status, page.text.slice(0, 300));
	assert.match(page.headers['content-type'] ?? '', /^text\/html/);
	for (const sentence of sentences) assert.ok(words(page.text).includes(sentence), `the page doesn't say: ${sentence}\n${words(page.text)}`);
	assert.match(String(page.headers['content-security-policy']), /default-src 'none'/);
	assert.equal(page.headers['cache-control'], 'no-store');
}

test('three hundred people behind one address ask, answer and press the button twice, all at once: everybody gets through', async () => {
	const hall = new Browser(house, '127.34.2.1');
	const states = await Promise.all(cards.slice(0, 300).map((address) => hall.post('/api/ballot/state', { card: codeOf(address) })));
	for (const state of states) assert.deepEqual([state.status, state.json?.state], [200, 'fresh']);
	const pages = await Promise.all(cards.slice(0, 300).flatMap((address, at) => [0, 1].map(() => hall.form(address, { q1: (at % 6) + 1 }))));
	assert.deepEqual(pages.filter((page) => page.status === 429), []);
	assert.equal(pages.filter((page) => page.status === 200).length, 300);
	assert.equal(pages.filter((page) => page.status === 409 && /这张卡的意见已经收到，不用再交/.test(words(page.text))).length, 300);
	pages.forEach((page, at) => assert.ok(words(page.text).includes(`回执：${receiptOf(codeOf(cards[Math.floor(at / 2)]).replaceAll('-', ''))}`), 'the same receipt both times'));
	assert.equal(await counted(), 300);
});

test('ten thousand guessed codes get nowhere, and are told to wait; the neighbours are not', async () => {
	const guesser = new Browser(house, '127.34.3.1');
	let left = 10_000;
	let refused = 0;
	/** @type {string[]} */
	const found = [];
	await Promise.all(Array.from({ length: 96 }, async () => {
		while (left-- > 0) {
			const code = inFours(makeCode());
			const answer = left % 3 === 0 ? await guesser.form('/s/', { code }) : left % 3 === 1 ? await guesser.post('/api/ballot/state', { card: code }) : await guesser.form(`${cards[0].slice(0, 11)}-${code}`, { q1: 1 });
			if (answer.status === 429) refused++;
			else if (answer.status !== 404 && answer.json?.state !== 'unknown') found.push(`${answer.status} ${answer.text.slice(0, 100)}`);
		}
	}));
	assert.deepEqual(found, []);
	assert.ok(refused > 8_000, `${refused} of 10000 were refused unheard`);
	assert.equal(await counted(), 300);
	// one more gets through every fifth of a second, so of forty at once most don't
	const refusal = async (/** @type {() => Promise<import('../../common/client.mjs').Answer>} */ asked) =>
		(await Promise.all(Array.from({ length: 40 }, asked))).find((answer) => answer.status === 429) ?? assert.fail('nobody was told to wait');
	const guessed = () => `${cards[0].slice(0, 11)}-${inFours(makeCode())}`;
	assertProblem(await refusal(() => guesser.post('/api/ballot/state', { card: inFours(makeCode()) })), 429, 'the interface');
	const page = await refusal(() => guesser.form(guessed(), { q1: 1 }));
	says(page, 429, '请过一会儿再交', `这一刻填的人多。您的意见还没有交上去。请等${page.headers['retry-after']}秒，按返回键再交；您写的一般还在。`);
	await refusal(() => new Browser(house, '127.34.3.250').form(guessed(), { q1: 1 })); // the same network
	assert.equal((await new Browser(house, '127.34.4.1').form(cards[300], { q1: 1 })).status, 200, 'the next one');
	assert.equal((await guesser.get(poster)).status, 200, 'and reading is free');
});

test('what is too long is said to be, however it is sent', async () => {
	const body = `q1=1&q6=${'长'.repeat(30_000)}`;
	for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
		const page = await ask(house.url, cards[301], { method: 'POST', from: '127.34.5.1', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body });
		says(page, 413, '写得太长了', '意见没有交上去。请按返回键，删短一些再交；您写的一般还在。');
	}
	assert.equal((await new Browser(house, '127.34.5.1').form(cards[301], { q1: 1 })).status, 200, 'and the card is still good');
});

/** The process that starts `name` again when it ends. @param {string} name */
const keeperOf = (name) => Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${house.pid(name)}/status`, 'utf8'))?.[1]);
/**
 * Something goes on while a part of the installation is away.
 * @param {string} name @param {NodeJS.Signals} signal @param {() => Promise<void>} happens
 */
async function without(name, signal, happens) {
	const pid = house.pid(name);
	const keep = keeperOf(name);
	process.kill(keep, 'SIGSTOP');
	try {
		process.kill(pid, signal);
		await until(() => /^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')), `${name} has ended`);
		await happens();
	} finally {
		process.kill(keep, 'SIGCONT');
	}
	await until(async () => (await ask(house.url, '/healthz/ballot')).status === 200, `${name} is back`);
}

test('with the program away a citizen is told what that means for a card, a poster and a reader, and tries again', async () => {
	const citizen = new Browser(house, '127.34.6.1');
	const was = await counted();
	await without('ballot', 'SIGTERM', async () => {
		await until(async () => (await citizen.form('/s/check', { receipt: 'x' })).status === 502, 'nobody answers any more');
		says(await citizen.form(cards[302], { q1: 1, q6: '写了很多' }), 502, '不确定收到没有', '请按返回键，用同一张卡再交一次：不会算成两份。');
		says(await citizen.form(poster, { q1: 1 }), 502, '不确定收到没有', '可能收到了。隔几分钟再试也可以；不用担心，这里的结果不作考评依据。');
		says(await citizen.get('/s/zzzzzzzz'), 502, '系统暂时忙');
		assertProblem(await citizen.post('/api/ballot/state', { card: codeOf(cards[302]) }), 502, 'the interface');
		const form = await citizen.get(poster);
		assert.equal(form.status, 200, 'the form itself is a file');
		assert.equal((await citizen.get('/s/')).status, 200, 'and so is the page for a code');
		assert.equal((await officer.get('/api/account/me')).status, 200, 'officers notice nothing');
	});
	const [first, second] = [await citizen.form(cards[302], { q1: 1 }), await citizen.form(cards[302], { q1: 1 })];
	assert.deepEqual([first.status, second.status], [200, 409]);
	assert.equal(await counted(), was + 1);
});

test('with the database away everybody is asked to come again, and nothing is lost', async () => {
	const citizen = new Browser(house, '127.34.7.1');
	const was = await counted();
	await without('postgres', 'SIGQUIT', async () => {
		const page = await citizen.form(cards[303], { q1: 1 });
		says(page, 503, '系统暂时忙', `意见没有交上去。请等${page.headers['retry-after']}秒，按返回键再交；您写的一般还在。`);
		assertProblem(await citizen.post('/api/ballot/state', { card: codeOf(cards[303]) }), 503, 'a card\'s state');
		assertProblem(await officer.get('/api/account/me'), 503, 'a reader');
		assertProblem(await officer.post('/api/survey/rounds', { title: '现在不行' }), 503, 'a write');
		for (const word of ['account', 'org', 'survey', 'report', 'ballot']) {
			const health = await ask(house.url, `/healthz/${word}`);
			assert.deepEqual([health.status, health.json], [503, { program: word, database: false }]);
			assert.match(String(health.headers['retry-after']), /^\d+$/);
		}
		assert.equal((await citizen.get(poster)).status, 200, 'the form itself is a file');
	});
	for (const word of ['account', 'org', 'survey', 'report', 'ballot']) {
		const health = await until(async () => {
			const answer = await ask(house.url, `/healthz/${word}`);
			return answer.status === 200 && answer;
		}, `${word} is back`);
		assert.deepEqual(health.json, { program: word, database: true });
	}
	assert.equal((await officer.get('/api/account/me')).status, 200, 'the session goes on');
	assert.equal((await citizen.form(cards[303], { q1: 1 })).status, 200);
	assert.equal(await counted(), was + 1);
});

test('an answer that waits too long for its turn is asked to come again, and is not counted', async () => {
	const citizen = new Browser(house, '127.34.8.1');
	const was = await counted();
	const held = house.psql('begin; lock table box.entry in access exclusive mode; select pg_sleep(8); rollback');
	await until(async () => (await house.psql("select count(*) from pg_locks as l where l.relation = 'box.entry'::regclass and l.mode = 'AccessExclusiveLock' and l.granted and l.pid <> pg_backend_pid()")) !== '0', 'it is held');
	const page = await citizen.form(cards[304], { q1: 1, q6: '等着' });
	says(page, 503, '系统暂时忙', '意见没有交上去。');
	await held;
	assert.equal(await counted(), was);
	assert.equal((await citizen.form(cards[304], { q1: 1 })).status, 200);
});
