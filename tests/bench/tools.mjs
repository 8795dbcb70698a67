// @ts-check
/** The load tools: wrk for HTTP, pgbench for PostgreSQL; both say how many a second they got through. */
import { run } from '../common/process.mjs';

/** @typedef {import('../common/installation.mjs').Installation} Installation */
/** @typedef {{seconds: number, clients: number}} Size */

/** @param {number[]} list */
export function median(list) {
	const sorted = [...list].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * @param {string} url
 * @param {Size} size
 * @param {{headers?: Record<string, string>, script?: string, words?: string[]}} [how] script: Lua, with its words
 * @returns {Promise<number>} answers a second; rejects where one of them wasn't 2xx
 */
export async function wrk(url, size, how = {}) {
	const headers = Object.entries(how.headers ?? {}).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
	const script = how.script ? ['-s', how.script] : [];
	const done = await run('wrk', ['-t1', `-c${size.clients}`, `-d${size.seconds}s`, ...headers, ...script, url, ...(how.words ? ['--', ...how.words] : [])], { seconds: size.seconds + 30 });
	const figure = Number(/Requests\/sec:\s+([\d.]+)/.exec(done.out)?.[1]);
	if (done.code !== 0 || !(figure > 0)) throw new Error(`wrk ${url}: ${done.output}`);
	if (/Non-2xx|Socket errors/.test(done.out)) throw new Error(`wrk ${url}: ${done.out}`);
	return figure;
}

/**
 * @param {Installation} house @param {string} role @param {string} script SQL of one transaction, for pgbench
 * @param {Size} size @param {Record<string, string|number>} [variables]
 * @returns {Promise<number>} transactions a second
 */
export async function pgbench(house, role, script, size, variables = {}) {
	const defined = Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
	const done = await run('/usr/lib/postgresql/15/bin/pgbench', ['-n', '-M', 'prepared', '-c', String(size.clients), '-j', '1', '-T', String(size.seconds),
		...defined, '-f', '-', '-h', house.facts.run, '-U', role, 'wuhao'], { seconds: size.seconds + 60, input: script });
	const figure = Number(/tps = ([\d.]+)/.exec(done.output)?.[1]);
	if (done.code !== 0 || !(figure > 0)) throw new Error(`pgbench as ${role}: ${done.output}`);
	return figure;
}
