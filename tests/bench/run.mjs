// @ts-check
/**
 * make bench: speed, as ratios to a limit and to peers that are measured in the same run, in turns.
 *
 *   make bench                a tenth of the data          FULL=1 make bench   all of it
 *   make bench-data           builds the data alone (with FULL=1 all of it), kept below build/bench
 *   ONLY=form,get,answer,upload,list,due,find,tree,sheets   some of the lines, by how their names begin    TURNS=5   how many turns each
 *
 * Each turn measures the limit, ours and the peers one after the other; a ratio is the median of the
 * turns' ratios, so that what else the machine does falls on all alike. Nothing fails by a figure.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../common/process.mjs';
import { openData } from './data.mjs';
import { contests } from './lines.mjs';
import { startPeers } from './peers.mjs';
import { prepare } from './round.mjs';
import { median } from './tools.mjs';

/** @typedef {import('./lines.mjs').Line} Line */

const scale = process.env.FULL ? 'full' : 'tenth';
const only = (process.env.ONLY ?? '').split(',').filter(Boolean);
const turns = Number(process.env.TURNS ?? 5);

const column = (/** @type {string|number} */ text, /** @type {number} */ width) => String(text).padEnd(width);
const figure = (/** @type {number} */ number) => (number >= 100 ? number.toFixed(0) : number.toPrecision(3)).padStart(7);

/** One line, in turns. @param {Line} line */
async function measure(line) {
	/** @type {Record<string, number[]>} */
	const seen = Object.fromEntries(Object.keys(line.who).map((name) => [name, []]));
	for (let turn = 0; turn < turns; turn++)
		for (const [name, contestant] of Object.entries(line.who)) seen[name].push(await contestant(turn));
	const ratio = (/** @type {string} */ name) => median(seen.ours.map((one, turn) => one / seen[name][turn]));
	const own = line.most ? 1 / ratio('limit') : ratio('limit');
	const good = (line.most ? own <= line.goal : own >= line.goal) && Object.entries(line.over).every(([name, least]) => ratio(name) >= least);
	const against = Object.entries(line.over).map(([name, least]) => `${ratio(name).toFixed(2)} x ${name} (≥ ${least})`);
	console.log(`${good ? 'ok   ' : 'below'} ${column(line.name, 24)} ${figure(median(seen.ours))}/s   ${own.toFixed(2)} ${line.most ? `(≤ ${line.goal})` : `(≥ ${line.goal})`} ${line.limit}, ${figure(median(seen.limit)).trim()}/s${against.length > 0 ? `;  ${against.join(', ')}` : ''}`);
	return { name: line.name, good, ratio: own, goal: line.goal, limit: line.limit, peers: Object.fromEntries(Object.keys(line.over).map((name) => [name, ratio(name)])), seen };
}

const house = await openData(scale);
if (process.argv.includes('--data')) {
	await house.stop();
	process.exit(0);
}
const work = join(repository, 'build/bench/work');
/** @type {Awaited<ReturnType<typeof startPeers>>|undefined} */
let peers;
try {
	rmSync(work, { recursive: true, force: true });
	mkdirSync(work, { recursive: true });
	const round = await prepare(house);
	peers = await startPeers(house, round.form);
	const lines = (await contests({ house, round, peers, work, turns, clients: 8, seconds: 1 }))
		.filter((line) => only.length === 0 || only.some((name) => line.name.startsWith(name)));
	console.log(`${scale} of the data, 8 clients, ${turns} turns of 1 s each\n`);
	const results = [];
	for (const line of lines) {
		await line.begin?.();
		results.push(await measure(line));
	}
	const file = join(repository, 'build/bench', `${scale}.json`);
	writeFileSync(file, `${JSON.stringify(results, null, '\t')}\n`);
	console.log(`\nagain: ${[process.env.FULL && 'FULL=1', only.length > 0 && `ONLY=${only.join(',')}`, 'make bench'].filter(Boolean).join(' ')}    each turn's figures: ${file}`);
} finally {
	peers?.stop();
	await house.stop();
}
