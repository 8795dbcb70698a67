// @ts-check
/**
 * A disk that runs full under load, in a mount namespace of its own (disk-run.mjs): the database's,
 * then the one of logs and forms. Prints one JSON object a line: {"good", "name", "notes"}.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { start } from '../common/installation.mjs';
import { comes, sleep } from './ask.mjs';
import { settle, shortenGrace } from './campaign.mjs';
import { Ledger } from './ledger.mjs';
import { Load, until } from './load.mjs';
import { Officer, openRound } from './officer.mjs';

const times = Number(process.argv[2] ?? 1);
/** @type {import('./campaign.mjs').Say} */
const say = (good, name, notes = []) => { console.log(JSON.stringify({ good, name, notes })); };

const data = mkdtempSync('/var/tmp/wuhao-full-');
chmodSync(data, 0o755);
const mount = (/** @type {string} */ folder, /** @type {number} */ mebibytes) => {
	mkdirSync(folder, { recursive: true });
	execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0777`, 'none', folder]);
};

/** Takes all that is left of a folder's file system; gives it back. @param {string} folder */
function fill(folder) {
	const ballast = join(folder, 'ballast');
	const file = openSync(ballast, 'w');
	try {
		for (let size = 1 << 20; size >= 1; size >>= 1)
			try {
				for (;;) writeSync(file, Buffer.alloc(size, 1));
			} catch {
				// full for this size
			}
	} finally {
		closeSync(file);
	}
	return () => rmSync(ballast);
}

/** Bytes that are free. @param {string} folder */
const left = (folder) => {
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize;
};

mount(data, 800);
writeFileSync(join(data, 'lock'), ''); // the runner takes a folder that holds more than this for somebody else's
mount(join(data, 'log'), 4);
mount(join(data, 'forms'), 8);
const house = await start({ own: true, measure: true, data });
try {
	await shortenGrace(house);
	const officer = await new Officer(house).signIn();

	const round = await openRound(officer, '演练磁盘');
	await until(() => house.psql(`select 'here' from box.mark where mark = '${round.card}'`), (said) => said === 'here');
	const load = new Load(officer, round, new Ledger('disk'), { citizens: 12, officers: 1, pause: 20 });
	await load.start();
	let waited = 0;
	let stuck = 0;
	for (let count = 0; count < times; count++) {
		await comes(() => load.done > 50 * (count + 1), 60);
		const before = load.ledger.count('nothing') + load.ledger.count('unknown');
		const free = fill(data);
		// until somebody is told to come again, or that nobody knows
		if (await comes(() => load.ledger.count('nothing') + load.ledger.count('unknown') > before, 60)) waited++;
		// each second time the log of the database needs a new file, and without one the server ends
		if (count % 2 === 1) await house.psql('select pg_switch_wal(); select pg_switch_wal()').catch(() => {});
		await sleep(1500 * Math.random());
		free();
		const done = load.done;
		if (!await comes(() => load.done > done + 20, 90)) stuck++;
	}
	say(stuck === 0 && waited === times, `disk: the database's disk was full ${times} times; citizens were told to wait, and it went on by itself`, [
		`refused ${load.ledger.count('nothing')}, unknown ${load.ledger.count('unknown')}; full and nobody noticed ${times - waited}, stuck ${stuck}`,
	]);
	await load.stop();
	await settle(load, 'disk', say);

	// Logs and forms: nothing of an answer stands on them.
	const other = await openRound(officer, '演练日志');
	await until(() => house.psql(`select 'here' from box.mark where mark = '${other.card}'`), (said) => said === 'here');
	const second = new Load(officer, other, new Ledger('logs'), { citizens: 12, officers: 1, pause: 20 });
	await second.start();
	const frees = [fill(join(data, 'log')), fill(join(data, 'forms'))];
	const full = left(join(data, 'log')) === 0 && left(join(data, 'forms')) === 0;
	const done = second.done;
	const goes = await comes(() => second.done > done + 100, 90);
	const third = await openRound(officer, '演练表单');
	const path = `/s/${third.open[0]}`;
	const drawn = await comes(async () => /<form/.test(await (await fetch(house.url + path)).text()), 30);
	const absent = !existsSync(join(data, 'forms', `${third.open[0]}.html`));
	for (const free of frees) free();
	const written = await comes(() => existsSync(join(data, 'forms', `${third.open[0]}.html`)), 60);
	say(full && goes && drawn && absent && written, 'disk: with the disks of logs and forms full, answers go on, forms are drawn by the program, and written when there is room', [
		`full ${full}, answers go on ${goes}, drawn ${drawn}, no file meanwhile ${absent}, written later ${written}`,
	]);
	await second.stop();
	await settle(second, 'logs', say);
} finally {
	await house.stop();
	for (const folder of ['forms', 'log', '']) execFileSync('umount', ['--lazy', join(data, folder)]);
	rmSync(data, { recursive: true, force: true });
}
