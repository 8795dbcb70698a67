// @ts-check
/** What is measured against what: the lines of quality.md that this product has so far. */
import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../common/process.mjs';
import { makeCards, makeNumbers } from './cards.mjs';
import { sessions } from './data.mjs';
import { sheetLines } from './sheets.mjs';
import { pgbench, wrk } from './tools.mjs';
import { uploadLine } from './upload.mjs';

/** @typedef {(turn: number) => Promise<number>} Contestant answers a second */
/**
 * @typedef {object} Line
 * @property {string} name
 * @property {string} limit what it is held against
 * @property {number} goal ours / limit, at least
 * @property {boolean} [most] limit / ours instead, at most
 * @property {Record<string, number>} over how many times as fast as these ours is to be
 * @property {{limit: Contestant, ours: Contestant, [peer: string]: Contestant}} who
 * @property {() => Promise<void>} [begin] before the first turn
 */
/**
 * @typedef {object} Setting
 * @property {import('../common/installation.mjs').Installation} house
 * @property {import('./round.mjs').Round} round
 * @property {{fastify: string, php: string, plain: string}} peers
 * @property {string} work a folder
 * @property {number} turns
 * @property {number} clients
 * @property {number} seconds
 */

/** A file that nginx serves: the form, and the same bytes as a plain file of the same server. @param {Setting} setting @returns {Line} */
function formLine({ house, round, peers, clients, seconds }) {
	const folder = join(house.facts.home, 'house/build/www/assets/bench');
	mkdirSync(folder, { recursive: true });
	for (const [from, to] of [[round.form, 'form.html.gz'], [round.form.slice(0, -3), 'form.html']]) {
		copyFileSync(from, join(folder, to));
		chmodSync(join(folder, to), 0o644);
	}
	const size = { clients, seconds };
	const how = { headers: { 'Accept-Encoding': 'gzip' } };
	return {
		name: 'form', limit: "of the same nginx's static file", goal: 0.9, over: { nginx: 0.9, fastify: 1.8, php: 2.5 },
		who: {
			limit: () => wrk(`${house.url}/assets/bench/form.html`, size, how),
			ours: () => wrk(`${house.url}/s/${round.mark}-ABCD-EFGH-JKMN-PQRS`, size, how),
			nginx: () => wrk(`${peers.plain}/form.html`, size, how),
			fastify: () => wrk(`${peers.fastify}/form`, size, how),
			php: () => wrk(`${peers.php}/form`, size, how),
		},
	};
}

/**
 * A GET of an officer's program, against pgbench that calls session.enter and the verb in one round trip.
 * @param {Setting} setting @param {string} token @param {{name: string, path: string, verb: string, call: string, peer: string}} what @returns {Line}
 */
function getLine({ house, peers, clients, seconds }, token, { name, path, verb, call, peer }) {
	const size = { clients, seconds };
	const how = { headers: { Cookie: `session=${token}` } };
	const script = `\\startpipeline\nselect session.enter('${token}', '${verb}', null, null, null, true);\nselect ${call};\n\\endpipeline\n`;
	return {
		name, limit: 'of pgbench', goal: 0.35, over: { fastify: 1.8, php: 2.5 },
		who: {
			limit: () => pgbench(house, `wuhao_${verb.split('.')[0]}`, script, size),
			ours: () => wrk(`${house.url}/api${path}`, size, how),
			fastify: () => wrk(`${peers.fastify}/${peer}`, size, how),
			php: () => wrk(`${peers.php}/${peer}`, size, how),
		},
	};
}

/**
 * Puts `select 1` in the place of the verb survey.templates, until the next start: what is left is the path to a verb.
 * @param {import('../common/installation.mjs').Installation} house
 */
const lighten = (house) => house.psql(`create or replace function survey.templates() returns json language plpgsql stable security definer
	set search_path = pg_catalog, pg_temp as $$ begin return (select 1); end $$`);

/** How many cards a turn may use up. */
const block = 12_000;

/** One answer by a fresh card, on disk before it is acknowledged. @param {Setting} setting @returns {Line} */
function answerLine({ house, round, peers, work, turns, clients, seconds }) {
	const { mark, unit } = round;
	const size = { clients, seconds };
	const text = '窗口的同志说得清楚，就是等得久。';
	const given = [['q1', '2'], ['q2_1', '1'], ['q2_2', '2'], ['q2_3', '3'], ['q2_4', '2'], ['q3', '1'], ['q4', '5'], ['q5', '1'], ['q5', '3'], ['q6', text]];
	const body = new URLSearchParams([['unit', String(unit)], ...given]).toString();
	const list = (/** @type {string[]} */ values) => `'{${values.map((value) => `"${value}"`).join(',')}}'`;
	const script = `\\set i :i + 1
\\set n :first + :client_id * ${block / 8} + :i
select ballot.answer(mark => '${mark}', card => sha256(int8send(:n)), key => null, unit => '${unit}', names => ${list(given.map(([name]) => name))}, fields => ${list(given.map(([, value]) => value))}, pressure => false);
`;
	let first = 0;
	/** @param {string} file @param {string} base @param {string} path @returns {Contestant} */
	const post = (file, base, path) => (turn) => wrk(base, size, {
		script: join(repository, 'tests/bench/answer.lua'),
		words: [join(work, file), String(turn * block), String(block), path, body],
	});
	return {
		name: 'answer', limit: 'of pgbench', goal: 0.55, over: { fastify: 1.3 },
		begin: async () => {
			for (const file of ['ours', 'fastify', 'php']) await makeCards(house, mark, turns * block, join(work, file));
			first = await makeNumbers(house, mark, turns * block);
		},
		who: {
			limit: (turn) => pgbench(house, 'wuhao_ballot', script, size, { i: -1, first: first + turn * block }),
			ours: post('ours', house.url, `/s/${mark}-`),
			fastify: post('fastify', peers.fastify, `/s/${mark}/`),
			php: post('php', peers.php, `/s/${mark}/`),
		},
	};
}

/**
 * An officer's list, against `select 1` on the same path: nginx, the program, session.enter, a verb.
 * @param {Setting} setting @param {string} name @param {string} token @param {string} path @param {number} [goal] @returns {Line}
 */
function listLine({ house, clients, seconds }, name, token, path, goal = 3) {
	const size = { clients, seconds };
	const how = { headers: { Cookie: `session=${token}` } };
	return {
		name, limit: 'times `select 1` on the same path', goal, most: true, over: {},
		who: { limit: () => wrk(`${house.url}/api/survey/templates`, size, how), ours: () => wrk(`${house.url}/api${path}`, size, how) },
	};
}

/** @param {Setting} setting @returns {Promise<Line[]>} */
export async function contests(setting) {
	const { house } = setting;
	if (!existsSync(setting.round.form)) throw new Error('there is no form');
	const { top, middle, bottom } = await sessions(house);
	const rounds = { path: '/survey/rounds', verb: 'survey.rounds', call: 'survey.rounds()', peer: 'survey.rounds' };
	await lighten(house);
	const last = await house.psql("select id from data.item where workflow = 'round' order by id limit 1 offset 49");
	return [
		formLine(setting),
		getLine(setting, middle.token, { name: 'get, a verb of select 1', path: '/survey/templates', verb: 'survey.templates', call: 'survey.templates()', peer: 'survey.templates' }),
		getLine(setting, middle.token, {
			name: 'get org.unit', path: `/org/unit/${middle.unit}`, verb: 'org.unit', call: `org.unit(unit => '${middle.unit}')`, peer: `org.unit?unit=${middle.unit}`,
		}),
		getLine(setting, middle.token, { name: 'get report.home', path: '/report/home', verb: 'report.home', call: 'report.home()', peer: 'report.home' }),
		getLine(setting, middle.token, { name: 'get survey.rounds', ...rounds }),
		answerLine(setting),
		uploadLine(setting),
		listLine(setting, 'list, top, page 1', top.token, '/survey/rounds'),
		listLine(setting, 'list, top, last page', top.token, `/survey/rounds?after=${last}`),
		listLine(setting, 'list, organ, page 1', middle.token, '/survey/rounds'),
		listLine(setting, 'list, branch, page 1', bottom.token, '/survey/rounds'),
		listLine(setting, 'due, city', top.token, '/org/due', 4),
		listLine(setting, 'due, city, counts', top.token, '/org/due/counts', 4),
		listLine(setting, 'due, branch', bottom.token, '/org/due', 4),
		...[['city', top.token], ['organ', middle.token], ['branch', bottom.token]].flatMap(([who, token]) => [
			listLine(setting, `find, ${who}, unit`, token, `/org/find?q=${encodeURIComponent('第1')}`, 4),
			listLine(setting, `find, ${who}, name`, token, `/org/find?q=${encodeURIComponent('王伟')}`, 4),
			listLine(setting, `find, ${who}, pinyin`, token, '/org/find?q=wangwei', 4),
			listLine(setting, `find, ${who}, initials`, token, '/org/find?q=ww', 4),
		]),
		listLine(setting, 'tree, city', top.token, '/org/tree', 4),
		...await sheetLines(setting, top.token),
	];
}
