// @ts-check
/**
 * The bench's installation: the demonstration with data.sql on top, kept below build/bench from one
 * run to the next, and built anew when the schema or the data's own file has changed.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { globFiles } from '../common/files.mjs';
import { start } from '../common/installation.mjs';
import { repository, run } from '../common/process.mjs';

/** @typedef {import('../common/installation.mjs').Installation} Installation */

const sizes = {
	tenth: { units: 1000, people: 50_000, items: 200_000, rounds: 200, answers: 500_000 },
	full: { units: 10_000, people: 500_000, items: 2_000_000, rounds: 2000, answers: 5_000_000 },
};
/** @typedef {keyof typeof sizes} Scale */

/** What the data were built from. */
function stamp() {
	const digest = createHash('sha256');
	for (const file of ['tests/bench/data.sql', ...globFiles(repository, /^sql\/.*\.sql$/)]) digest.update(file).update(readFileSync(join(repository, file)));
	return digest.digest('hex');
}

/** @param {Scale} scale @returns {Promise<Installation>} running; to be stopped */
export async function openData(scale) {
	const data = join(repository, 'build/bench', scale);
	const built = join(repository, 'build/bench', `${scale}.built`);
	const now = stamp();
	if (existsSync(built) && readFileSync(built, 'utf8') === now) return start({ own: true, measure: true, data });
	rmSync(built, { force: true });
	rmSync(data, { recursive: true, force: true });
	mkdirSync(data, { recursive: true });
	const house = await start({ own: true, measure: true, data });
	const began = Date.now();
	const size = sizes[scale];
	console.log(`building ${Object.entries(size).map(([what, count]) => `${count} ${what}`).join(', ')} …`);
	const done = await run('/usr/lib/postgresql/15/bin/psql', ['-X', '-q', '-d', house.conninfo(), ...Object.entries(size).flatMap(([what, count]) => ['-v', `${what}=${count}`]),
		'-f', join(repository, 'tests/bench/data.sql')], { seconds: 3600 });
	if (done.code !== 0) {
		await house.stop();
		throw new Error(`the data could not be built: ${done.output}`);
	}
	// what people are found by, and what falls due, is written by the keeper
	while (await house.psql('select exists (select from data.search_due) or exists (select from data.due_again)') === 't') await new Promise((resolve) => { setTimeout(resolve, 1000); });
	await house.psql('vacuum (analyze)');
	writeFileSync(built, now);
	console.log(`built in ${Math.round((Date.now() - began) / 1000)} s, in ${data}`);
	return house;
}

/**
 * Sessions for those who ask.
 * @param {Installation} house @returns {Promise<Record<string, {token: string, unit: number}>>} by who: top, middle, bottom
 */
export async function sessions(house) {
	const rows = JSON.parse(await house.psql('select json_agg(a) from public.asks as a'));
	/** @type {Record<string, {token: string, unit: number}>} */
	const made = {};
	for (const { who, account, unit } of rows) {
		const token = randomBytes(32).toString('hex');
		await house.psql(`insert into data.session (digest, account, idle_until, until)
			values (sha256(decode('${token}', 'hex')), ${account}, base.now() + interval '1 hour', base.now() + interval '12 hours')`);
		made[who] = { token, unit };
	}
	return made;
}
