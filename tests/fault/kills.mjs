// @ts-check
/** Who is killed: processes of an installation that the campaign started, found by its recorded ids. */
import { readFileSync } from 'node:fs';

/** @typedef {import('../common/installation.mjs').Installation} Installation */

/** @template T @param {T[]} list @returns {T} */
const anyOf = (list) => list[Math.floor(Math.random() * list.length)];

/** The process of a recorded id, if that is alive. @param {Installation} house @param {string} name */
function recorded(house, name) {
	try {
		const pid = house.pid(name);
		readFileSync(`/proc/${pid}/stat`);
		return [pid];
	} catch {
		return []; // just being started anew
	}
}

/** @param {Installation} house @param {string} name */
function children(house, name) {
	try {
		return house.children(name);
	} catch {
		return [];
	}
}

/**
 * @typedef {object} Victim
 * @property {string} name
 * @property {number} share how often it is drawn
 * @property {(house: Installation) => number[]} find
 * @property {NodeJS.Signals} [signal] KILL unless said
 */

/** @param {string} word @returns {Victim[]} */
const program = (word) => [
	{ name: `a worker of ${word}`, share: word === 'ballot' ? 12 : 4, find: (house) => children(house, word) },
	{ name: `${word} as a whole`, share: 1, find: (house) => recorded(house, word) },
];

/** @type {Record<string, Victim[]>} */
export const victims = {
	programs: [...['ballot', 'survey', 'account'].flatMap(program), { name: 'the keeper', share: 8, find: (house) => recorded(house, 'keeper') }],
	keeper: [{ name: 'the keeper', share: 1, find: (house) => recorded(house, 'keeper') }],
	nginx: [
		{ name: 'a worker of nginx', share: 4, find: (house) => children(house, 'nginx') },
		{ name: "nginx's master", share: 1, find: (house) => recorded(house, 'nginx') },
	],
	postgres: [
		{ name: 'a process of PostgreSQL', share: 2, find: (house) => children(house, 'postgres') },
		{ name: "PostgreSQL's postmaster", share: 2, find: (house) => recorded(house, 'postgres') },
		{ name: 'PostgreSQL (immediate shutdown)', share: 1, find: (house) => recorded(house, 'postgres'), signal: 'SIGQUIT' },
	],
};

/**
 * Kills one of them at this instant; says who it was, or nothing where it was gone already.
 * @param {Installation} house @param {Victim[]} among
 */
export function kill(house, among) {
	const victim = anyOf(among.flatMap((one) => Array.from({ length: one.share }, () => one)));
	const pid = anyOf(victim.find(house));
	if (pid === undefined) return '';
	try {
		process.kill(pid, victim.signal ?? 'SIGKILL');
		return victim.name;
	} catch {
		return '';
	}
}
