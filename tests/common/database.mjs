// @ts-check
/**
 * SQL tests: each tests/<word>/sql/<thing>.sql runs as the superuser in a fresh copy of the
 * demonstration's database, with pgTAP and what tests/common/*.sql defines. A file that prints no
 * TAP passes if nothing in it was refused.
 */
import { globFiles } from './files.mjs';
import { start } from './installation.mjs';
import { repository, run } from './process.mjs';
import { compare } from './rights.mjs';
import { countTap } from './tap.mjs';

const psqlProgram = '/usr/lib/postgresql/15/bin/psql';

/**
 * @param {import('./installation.mjs').Installation} house @param {string} file @param {string} database
 * @returns {Promise<import('./tap.mjs').Count>}
 */
async function runFile(house, file, database) {
	await house.psql(`create database ${database} template wuhao`, 'wuhao', 'postgres');
	const done = await run(psqlProgram, ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', house.conninfo('wuhao', database), '-f', file], { seconds: 120 });
	await house.psql(`drop database ${database} with (force)`, 'wuhao', 'postgres');
	const count = countTap(done.out);
	const problems = done.output.split('\n').filter((line) => /ERROR|FATAL|PANIC/.test(line));
	if (done.late) problems.push('its time was up');
	if (done.code !== 0) return { ...count, failed: count.failed + 1, notes: [...count.notes, ...problems].map((note) => `${file}: ${note}`) };
	if (count.passed + count.failed === 0) return { passed: 1, failed: 0, notes: [] };
	return { ...count, notes: count.notes.map((note) => `${file}: ${note}`) };
}

/**
 * @param {(file: string) => boolean} wanted
 * @returns {Promise<import('./tap.mjs').Count>}
 */
export async function runSql(wanted) {
	const house = await start({ serve: 'database', own: true });
	/** @type {import('./tap.mjs').Count} */
	const total = { passed: 0, failed: 0, notes: [] };
	try {
		await house.psql('create extension if not exists pgtap');
		for (const file of globFiles(repository, /^tests\/common\/[^/]+\.sql$/))
			await house.psql(`\\i '${repository}/${file}'`);
		const wrong = await compare((sql) => house.psql(sql));
		if (wrong.length === 0) total.passed++;
		else {
			total.failed++;
			total.notes.push(...wrong.map((line) => `routes against rights: ${line}`));
		}
		for (const [at, file] of globFiles(repository, /^tests\/[^/]+\/sql\/[^/]+\.sql$/).filter(wanted).entries()) {
			const count = await runFile(house, file, `test_${at}`);
			total.passed += count.passed;
			total.failed += count.failed;
			total.notes.push(...count.notes);
		}
	} finally {
		await house.stop();
	}
	return total;
}
