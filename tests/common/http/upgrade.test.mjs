// @ts-check
/**
 * What PostgreSQL does to programs that are serving: the house is migrated under them, becomes one
 * of another number, and its transactions end as deadlocks and failed serializations do. Nobody is
 * told anything but done, refused, or come again; and what was told is so.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser, assertProblem, signedIn, until } from '../client.mjs';
import { start } from '../installation.mjs';
import { repository } from '../process.mjs';

/** @typedef {import('../client.mjs').Answer} Answer */

const pg = createRequire(import.meta.url)('pg');
const DAY = '2026-10-12';
const words = ['account', 'org', 'goal', 'evidence', 'survey', 'report', 'ballot'];

/** @type {import('../installation.mjs').Installation} */
let house;
/** @type {Browser} */
let officer;
/** @type {string} */
let folder;
before(async () => {
	house = await start({ own: true, measure: true, date: DAY });
	officer = await signedIn(house, house.account('officer'), '127.38.1.1');
	folder = mkdtempSync(join(tmpdir(), 'wuhao-upgrade-'));
});
after(async () => {
	rmSync(folder, { recursive: true, force: true });
	await house.stop();
});

let titles = 0;
const newTitle = () => `升级${++titles}`;
const key = () => ({ 'idempotency-key': randomUUID() });
/** A draft to work on. @returns {Promise<{id: number, title: string, version: number}>} */
const newDraft = async () => (await officer.post('/api/survey/rounds', { title: newTitle() })).json;

/** The sources of this release and of one after it, which has a column more below what is read, a verb with an argument more, and other names inside. */
function releases() {
	const [now, next] = ['now', 'next'].map((name) => join(folder, name));
	for (const place of [now, next]) {
		cpSync(join(repository, 'sql'), place, { recursive: true });
		writeFileSync(join(place, 'tables/9999-trial.sql'), 'set role wuhao_tables;\nalter table data.item add column trial text;\nalter table data.round add column trial text;\n');
	}
	for (const name of [...readdirSync(next).filter((file) => file.startsWith('rules')), ...readdirSync(join(next, 'verbs')).map((file) => `verbs/${file}`)]) {
		const path = join(next, name);
		let text = readFileSync(path, 'utf8').replace(/\bflow\.(verbs|events)\b/g, 'flow.$1_of');
		if (name === 'verbs/flow.sql') text = text.replace(/(?<=[ (])(verbs|events)\.item\b/g, '$1_of.item');
		if (name === 'verbs/org.sql') text = text.replace(/(org\.tree\(unit bigint default null, day date default null)\)/, '$1, trial text default null)').replace('org.tree(bigint, date)', 'org.tree(bigint, date, text)');
		writeFileSync(path, text);
	}
	assert.match(readFileSync(join(next, 'verbs/org.sql'), 'utf8'), /trial text/);
	assert.match(readFileSync(join(next, 'verbs/flow.sql'), 'utf8'), /create function flow.verbs_of/);
	return { now, next };
}

test('a house that is migrated again and again under load fails nobody', { timeout: 300_000 }, async () => {
	const { now, next } = releases();
	let running = true;
	/** @type {string[]} answers that nobody may get */
	const wrong = [];
	/** @type {Map<string, number>} */
	const heard = new Map();
	/** @param {string} what @param {Answer} answer */
	function hear(what, answer) {
		const { status } = answer;
		const later = status === 503 && Number(answer.headers['retry-after']) > 0;
		if (!(status >= 200 && status < 300) && ![409, 412].includes(status) && !later) wrong.push(`${what}: ${status} ${answer.text.slice(0, 200)}`);
		heard.set(what, (heard.get(what) ?? 0) + 1);
		return answer;
	}
	/** @param {string} path */
	const reader = async (path) => {
		while (running) hear(path, await officer.get(path));
	};
	/** @type {Map<string, number>} titles that a program acknowledged, with the version of that */
	const acknowledged = new Map();
	/** Drafts, then edits; with a key or without. @param {() => Record<string, string>} headers */
	const writer = async (headers) => {
		while (running) {
			const made = hear('POST rounds', await officer.post('/api/survey/rounds', { title: newTitle() }, headers()));
			if (made.status !== 200) continue;
			acknowledged.set(made.json.title, made.json.version);
			const edited = hear('POST edit', await officer.post(`/api/survey/round/${made.json.id}/edit`, { title: made.json.title, period: '今年上半年' }, { 'if-match': `"${made.json.version}"`, ...headers() }));
			if (edited.status === 200) acknowledged.set(made.json.title, edited.json.version);
		}
	};
	const cards = house.demo.survey.cards.slice(1);
	const used = () => house.psql('select count(*) from box.card where used').then(Number);
	const usedBefore = await used();
	let answers = 0;
	const citizen = async () => {
		for (let card = cards.pop(); card && running; card = cards.pop()) {
			for (let told = 0; told !== 200;) {
				told = hear('POST card', await new Browser(house, '127.38.2.1').form(card, { q1: 1 })).status;
				assert.ok(told === 200 || told === 503, `a card is told ${told}`);
			}
			answers++;
		}
	};
	const people = [...['/api/org/tree', '/api/survey/rounds', '/api/report/home', '/api/account/me', '/api/survey/published', ...words.map((word) => `/healthz/${word}`)].map(reader),
		writer(key), writer(key), writer(() => ({})), citizen(), citizen()];
	try {
		for (const place of [next, now, next, now, next, now]) await house.wuhao('migrate', '--sql', place);
	} finally {
		running = false;
		await Promise.all(people);
	}
	assert.deepEqual(wrong, []);
	for (const what of ['POST rounds', 'POST edit', 'POST card', '/api/org/tree']) assert.ok(heard.get(what), `${what} was asked: ${JSON.stringify([...heard])}`);
	// what was told is so, and nothing else is
	const stands = await house.psql(`select i.title, i.version from data.item as i where i.title like '升级%' order by 1`);
	assert.deepEqual(new Map(stands.split('\n').map((line) => [line.split('|')[0], Number(line.split('|')[1])])), new Map([...acknowledged].sort()));
	assert.equal(await used(), usedBefore + answers);
});

test('a house of another number is away until it is ours again', { timeout: 180_000 }, async () => {
	const card = house.demo.survey.cards[0];
	const before = words.map((word) => readFileSync(house.log(word), 'utf8').length);
	const number = Number(await house.psql('select base.schema_number()'));
	/** @param {number} to */
	const turn = (to) => house.psql(`create or replace function base.schema_number() returns integer language sql immutable as $$ select ${to} $$`);
	const draft = await newDraft();
	for (const word of words) assert.equal((await officer.get(`/healthz/${word}`)).status, 200, word);

	await turn(number + 1);
	for (const word of words) {
		const health = await officer.get(`/healthz/${word}`);
		assert.equal(health.status, 503, word);
		assert.deepEqual(health.json, { program: word, database: false });
		assert.match(String(health.headers['retry-after']), /^[1-9]\d*$/);
	}
	const sentence = { detail: /^系统正在升级。没有保存，您写的还在，请稍后再试。$/ };
	for (let at = 0; at < 8; at++) { // every thread, whether its connection stands or not
		assertProblem(await officer.get('/api/org/tree'), 503, 'a read', sentence);
		assertProblem(await officer.post(`/api/survey/round/${draft.id}/edit`, { title: draft.title, period: '今年上半年' }, key()), 503, 'a write', sentence);
	}
	const page = await new Browser(house, '127.38.2.1').form(card, { q1: 1 });
	assert.equal(page.status, 503);
	assert.match(page.text, /系统暂时忙/);
	assert.equal((await officer.get(card)).status, 200, 'the form is a file');

	await turn(number);
	for (const word of words) await until(async () => (await officer.get(`/healthz/${word}`)).status === 200, `${word} is back`);
	const edited = await until(async () => {
		const answer = await officer.post(`/api/survey/round/${draft.id}/edit`, { title: draft.title, period: '今年上半年' }, { ...key(), 'if-match': `"${draft.version}"` });
		return answer.status !== 503 && answer;
	}, 'every thread has connected again');
	assert.equal(edited.status, 200, `nothing was written meanwhile: ${edited.text}`);
	await until(async () => (await new Browser(house, '127.38.2.1').form(card, { q1: 1 })).status === 200, 'the card counts');

	// the operator is told which is which, once for each connection; and by the moved clock
	for (const [at, word] of words.entries()) {
		const said = readFileSync(house.log(word), 'utf8').slice(before[at]).split('\n');
		const differs = said.filter((line) => line.includes(`event=schema_differs schema=${number + 1} expected=${number}`));
		assert.ok(differs.length >= 1 && differs.length <= (word === 'ballot' ? 16 : 4), `${word}: ${said.join('\n')}`);
		for (const line of differs) assert.match(line, new RegExp(`^at=${DAY}T`), 'time_now() is moved with base.now()');
	}
});

/** A connection beside the programs. @returns {Promise<any>} */
async function beside() {
	const client = new pg.Client({ host: house.facts.run, database: 'wuhao', user: 'wuhao' });
	await client.connect();
	return client;
}

/** How often PostgreSQL's log says so. @param {string} sentence */
const logged = (sentence) => readFileSync(house.log('postgres'), 'utf8').split(sentence).length - 1;

/** Until a connection of the survey waits for a lock. Asked on a standing connection, for the wait lasts 3 s at most. @param {any} watcher */
const waits = (watcher) => until(async () => (await watcher.query(
	`select from pg_stat_activity where usename = 'wuhao_survey' and wait_event_type = 'Lock'`)).rowCount === 1, 'the program waits for the item');

/**
 * Another transaction holds a draft while the program is to change it; what is done with it then leads to `sentence` in the
 * log and to an answer. The program may also have given up its wait before (503, on a slow machine), or have met the other
 * again when it came once more: then the whole is tried again.
 * @param {string} sentence
 * @param {(other: any, draft: {id: number}) => Promise<unknown>} hold
 * @param {(other: any, key: string) => Promise<unknown>} cross ends the other transaction
 */
async function crossed(sentence, hold, cross) {
	const [other, watcher] = [await beside(), await beside()];
	try {
		await other.query(`set deadlock_timeout = '1min'`); // the program's connection is the one that finds out
		for (let tries = 0; tries < 20; tries++) {
			const draft = await newDraft();
			const before = logged(sentence);
			const own = key();
			await other.query('begin');
			await hold(other, draft);
			const told = officer.post(`/api/survey/round/${draft.id}/edit`, { title: draft.title, period: '今年上半年' }, own);
			await waits(watcher);
			await cross(other, own['idempotency-key']);
			const answer = await told;
			if (answer.status === 503 || logged(sentence) === before) continue;
			assert.equal(answer.status, 200, answer.text);
			assert.equal(answer.json.version, draft.version + 1, 'done once');
			return;
		}
		assert.fail(`"${sentence}" never led to an answer`);
	} finally {
		await other.end();
		await watcher.end();
	}
}

test('of two transactions that wait for each other the program\'s is done once more', { timeout: 300_000 }, async () => {
	const account = await house.psql(`select a.id from data.account as a where a.login = '${house.account('officer').login}'`);
	await crossed('deadlock detected', (other, draft) => other.query('select from data.item where id = $1 for update', [draft.id]), async (other, own) => {
		// the program holds its key and waits for the item; now the key is waited for, too
		await other.query(`insert into data.kept (account, key, verb, body) values ($1, $2, 'other', '') on conflict do nothing`, [account, own]);
		await other.query('rollback');
	});
});

test('what can\'t be put in one order with another\'s change is done once more', { timeout: 300_000 }, async () => {
	try {
		await house.psql(`alter role wuhao_survey set default_transaction_isolation = 'repeatable read'`);
		await house.psql(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'wuhao_survey'`);
		await crossed('could not serialize access', (other, draft) => other.query(`update data.item set person = '并发' where id = $1`, [draft.id]),
			(other) => other.query('commit'));
	} finally {
		await house.psql('alter role wuhao_survey reset default_transaction_isolation');
	}
});
