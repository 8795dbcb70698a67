// @ts-check
/** Databases with base, box and ballot alone, in the cluster of an installation: for tests that seal by themselves. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repository, run } from '../common/process.mjs';

/** @type {any} the package pg, which brings no types */
export const pg = createRequire(import.meta.url)('pg');

/** @param {string} text */
export const digest = (text) => createHash('sha256').update(text).digest('hex');

/**
 * Makes a database, installs the ballot alone in it.
 * @param {import('../common/installation.mjs').Installation} house @param {string} name
 */
export async function installAlone(house, name) {
	await house.psql(`create database ${name} template template0 encoding 'UTF8'`, 'wuhao', 'postgres');
	const done = await run(join(repository, 'build/wuhao/wuhao'), ['migrate', '--only', 'ballot', '--sql', join(repository, 'sql')],
		{ env: { WUHAO_DATABASE: `host=${house.facts.run} dbname=${name}` }, seconds: 60 });
	if (done.code !== 0) throw new Error(`migrate --only ballot: ${done.output.trim()}`);
}

/**
 * A client of a role.
 * @param {import('../common/installation.mjs').Installation} house @param {string} database @param {string} role
 */
export async function connect(house, database, role) {
	const client = new pg.Client({ host: house.facts.run, database, user: role });
	client.on('error', () => {});
	await client.connect();
	return client;
}

/** One question of five rows with ten options each: whoever answers writes a number of five digits. */
const numbered = {
	number: 2, kind: 'matrix', text: '编号', required: false, most: null, longest: null,
	options: Array.from({ length: 10 }, (_, at) => String(at)), rows: ['一', '二', '三', '四', '五'],
};

/** The message of a round about one unit, open until `closes`. @param {Date} closes @param {number} grace in seconds */
export function roundMessage(closes, grace) {
	return JSON.stringify({
		round: 1, title: '试测评', office: '试工委', period: '这三个月', host: 'test.example.cn', opens: new Date(Date.now() - 3600e3), closes,
		publish_by: '2099-01-15', publish_where: '公示栏', hotline: '12345', least: 5, voided: false, void_reason: null, grace,
		units: [{ unit: 1, official_order: 1, public_name: '窗口', below: '支部' }],
		questions: {
			masses: [
				{ number: 1, kind: 'scale', text: '总的来说？', required: true, options: ['很满意', '满意', '一般', '不满意', '很不满意', '不了解'], rows: [] },
				numbered,
				{ number: 3, kind: 'text', text: '还想说什么？', required: false, options: [], rows: [], longest: 500 },
			],
		},
		marks: [
			{ mark: 'card0001', channel: 'card', stratum: 'masses', unit: 1 },
			{ mark: '0pen0001', channel: 'open', stratum: 'masses', unit: 1 },
		],
	});
}

/** The message of a batch. @param {number} count */
export function cardsMessage(count) {
	const cards = Array.from({ length: count }, (_, at) => ({ digest: digest(`card ${at}`), receipt: digest(`receipt ${at}`) }));
	return JSON.stringify({ batch: 1, mark: 'card0001', cards });
}

/** The fields that write a number of at most five digits into the matrix. @param {number} number */
export function numberFields(number) {
	const names = ['q1', 'q2_1', 'q2_2', 'q2_3', 'q2_4', 'q2_5'];
	const digits = String(number).padStart(5, '0').split('').map((one) => String(Number(one) + 1));
	return { names, fields: ['2', ...digits] };
}

/** What numberFields wrote. @param {number[]} slots */
export const numberOf = (slots) => Number(slots.slice(1).map((slot) => slot - 1).join(''));
