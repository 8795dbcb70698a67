// @ts-check
/**
 * make fault: things break under load, and then it is counted what was lost and what was done twice.
 *
 *   node tests/fault/run.mjs            the short form, a part of make check
 *   node tests/fault/run.mjs --long     the counts of the long form
 *   … --only=self,programs,nginx,postgres,clients,tus,disk,breaks
 *   … --break=loses,early,twice,forgets   breaks the installation first; the campaigns must then fail
 *                                         (the long form's last part does that with each of them)
 *
 * Prints a line for each campaign in the Test Anything Protocol and at last "N passed, N failed".
 */
import { start } from '../common/installation.mjs';
import { breakIt, breaks } from './breaks.mjs';
import { campaign, shortenGrace } from './campaign.mjs';
import { crowd } from './crowd.mjs';
import { runDisk } from './disk-run.mjs';
import { Officer } from './officer.mjs';
import { selfTest } from './self.mjs';
import { runTus } from './tus.mjs';

const long = process.argv.includes('--long');
const option = (/** @type {string} */ name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3).split(',') ?? [];
const only = option('only');
const broken = option('break');
const wanted = (/** @type {string} */ name) => only.length === 0 || only.includes(name);

let passed = 0;
let failed = 0;

/** @type {import('./campaign.mjs').Say} */
function say(good, name, notes = []) {
	if (good) passed++;
	else failed++;
	console.log(`${good ? 'ok' : 'not ok'} ${passed + failed} - ${name}`);
	for (const note of notes) for (const line of note.split('\n')) console.log(`# ${line}`);
}

/** A part that fails as a whole where it can't go on. @param {string} name @param {() => Promise<void>} part */
async function attempt(name, part) {
	if (!wanted(name)) return;
	try {
		await part();
	} catch (error) {
		say(false, `${name}: goes to its end`, [error instanceof Error ? error.stack ?? error.message : String(error)]);
	}
}

/** What is killed how often; the long form's counts are those that are asked for a release. */
const counts = long ? { programs: 1000, nginx: 250, postgres: 500, after: 12, disk: 20 } : { programs: 40, nginx: 15, postgres: 7, after: 4, disk: 2 };

/** An installation with an officer, ended afterwards. @param {string[]} harms @param {(officer: Officer) => Promise<void>} part */
async function housed(harms, part) {
	const house = await start({ own: true, measure: true });
	try {
		await shortenGrace(house);
		for (const name of harms) await breakIt(house, name, breaks[name]);
		await part(await new Officer(house).signIn());
	} finally {
		await house.stop();
	}
}

await attempt('self', async () => selfTest(say));
if (['programs', 'nginx', 'postgres', 'clients'].some(wanted)) {
	await housed(broken, async (officer) => {
		await attempt('programs', () => campaign(officer, 'programs', counts.programs, say, { after: counts.after }));
		await attempt('nginx', () => campaign(officer, 'nginx', counts.nginx, say));
		await attempt('postgres', () => campaign(officer, 'postgres', counts.postgres, say, { after: Math.ceil(counts.after / 3), pause: 600 }));
		await attempt('clients', () => crowd(officer, long ? { slow: 1000, idle: 10_000 } : { slow: 200, idle: 1000 }, say));
	});
}
await attempt('tus', async () => {
	const house = await start({ own: true, measure: true });
	try {
		await runTus(house, long ? { offsets: 65_536, size: 2 ** 30, cuts: 1000, kills: 1000, whole: 5 * 2 ** 30 } : { offsets: 128, size: 16 << 20, cuts: 20, kills: 15 }, say);
	} finally {
		await house.stop();
	}
});
await attempt('disk', () => runDisk(counts.disk, say));
if (long || only.includes('breaks'))
	await attempt('breaks', async () => {
		for (const [name, { shows, what }] of Object.entries(breaks)) {
			/** @type {string[]} */
			const noticed = [];
			await housed([name], (officer) => campaign(officer, shows, 15, (good, test, notes = []) => {
				if (!good) noticed.push(test, ...notes.slice(0, 5));
			}));
			say(noticed.length > 0, `breaks (${name}): it is noticed that ${what}`, noticed);
		}
	});

console.log(`1..${passed + failed}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
