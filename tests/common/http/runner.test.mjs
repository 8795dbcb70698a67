// @ts-check
/** make run: what it keeps, what it refuses in one sentence, and that everything ends with it. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { start } from '../installation.mjs';
import { repository, run } from '../process.mjs';

const data = mkdtempSync('/var/tmp/wuhao-test-');
after(() => rmSync(data, { recursive: true, force: true }));

/** @param {Record<string, string>} env */
const attempt = (env) => run(join(repository, 'nginx/local/run'), [], { env: { BUILT: '1', PORT: '0', DEMO: '0', ...env }, seconds: 60 });

/** The command lines of processes that work in a folder. @param {string} folder */
function processesOf(folder) {
	return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
		try {
			const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
			const surroundings = readFileSync(`/proc/${pid}/environ`, 'utf8');
			return command !== '' && (command.includes(folder) || surroundings.includes(`${folder}/run`)) ? [`${pid} ${command}`] : [];
		} catch {
			return [];
		}
	});
}

/** Tries until it holds. @param {() => Promise<boolean>|boolean} holds @param {string|(() => string)} what */
async function await_(holds, what) {
	for (let tries = 0; tries < 300; tries++) {
		if (await holds()) return;
		await new Promise((resolve) => { setTimeout(resolve, 100); });
	}
	assert.fail(typeof what === 'string' ? what : what());
}

test('an empty installation starts, is held by one runner, mends itself, keeps its data and ends as a whole', async (t) => {
	let house = await start({ data, demo: false });
	/** @param {string} word */
	const healthy = async (word) => (await fetch(`${house.url}/healthz/${word}`).catch(() => null))?.status === 200;

	/** @type {Buffer[]} */
	let keys = [];
	const read = () => ['account/totp', 'org/identity', 'org/identity-digest'].map((name) => readFileSync(join(data, 'keys', name)));

	await t.test('keys are made outside the database, 32 bytes each, for their owner alone', () => {
		keys = read();
		assert.deepEqual(keys.map((key) => key.length), [32, 32, 32]);
		for (const name of ['account', 'org', 'account/totp', 'org/identity']) {
			assert.equal(statSync(join(data, 'keys', name)).mode & 0o077, 0, name);
		}
	});
	await t.test('a second runner on the same DATA is refused', async () => {
		const second = await attempt({ DATA: data });
		assert.equal(second.code, 1);
		assert.match(second.output, /^make run: .* is already running \(process \d+\)/);
	});
	await t.test('what is killed comes back', async () => {
		for (const name of ['nginx', 'postgres', 'org']) {
			process.kill(house.pid(name), 'SIGKILL');
			await await_(() => healthy('org'), `org does not answer after ${name} was killed`);
		}
		process.kill(house.children('account')[0], 'SIGKILL');
		await await_(() => healthy('account'), 'account does not answer after a worker was killed');
	});
	await t.test('no process holds a file of the folder that root opened for writing', () => {
		const held = readdirSync(`/proc/${house.facts.pid}/fd`).map((name) => readlinkSync(`/proc/${house.facts.pid}/fd/${name}`));
		assert.ok(held.includes(data), 'the lock is on the folder itself');
		assert.ok(!held.includes(join(data, 'lock')));
	});
	await t.test('TERM ends everything that was started', async () => {
		await house.psql("comment on database wuhao is 'was here'");
		await house.stop();
		// What outlived its killed supervisor in the test before ends by itself, a little later.
		await await_(() => processesOf(data).length === 0, () => `still there: ${processesOf(data).join('; ')}`);
	});
	await t.test('the second start keeps the data, and writes through no link that was put there meanwhile', async () => {
		const victim = mkdtempSync('/var/tmp/wuhao-test-');
		const [own, others] = [join(victim, 'file'), join(victim, 'folder')];
		writeFileSync(own, 'mine');
		rmSync(join(data, 'lock'));
		symlinkSync(own, join(data, 'lock'));
		symlinkSync(others, join(data, 'house.new'));
		house = await start({ data, demo: false });
		assert.equal(await house.psql("select shobj_description(oid, 'pg_database') from pg_database where datname = 'wuhao'"), 'was here');
		assert.deepEqual([readFileSync(own, 'utf8'), existsSync(others)], ['mine', false]);
		assert.deepEqual(read(), keys, 'the keys too');
		rmSync(victim, { recursive: true });
	});
	await t.test('a runner that is killed takes everything with it, and leaves the way free', async () => {
		process.kill(house.facts.pid, 'SIGKILL');
		await await_(() => processesOf(data).length === 0, () => `still there: ${processesOf(data).join('; ')}`);
		house = await start({ data, demo: false });
		assert.ok(await healthy('org'));
		await house.stop();
	});
});

test('what can not be is refused in one sentence', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => { server.once('listening', resolve); });
	const address = server.address();
	const port = typeof address === 'object' && address ? String(address.port) : '';
	const other = mkdtempSync('/var/tmp/wuhao-test-');
	writeFileSync(join(other, 'letters'), '');
	try {
		for (const [env, sentence] of /** @type {[Record<string, string>, RegExp][]} */ ([
			[{ PORT: port }, /port \d+ is in use by another program/],
			[{ PORT: 'x' }, /PORT=x is not a port/],
			[{ PORT: '80' }, /unprivileged user/],
			[{ DATE: '2026-02-30' }, /is not a day/],
			[{ SITE: 'here' }, /is not an address/],
			[{ DEMO: '2' }, /neither 0 nor 1/],
			[{ DATA: other }, /holds other things/],
			[{ DATA: '/proc/nothing' }, /can't be made/],
			[{ DATA: data, DEMO: '1' }, /is not a demonstration/],
		])) {
			const refused = await attempt({ DATA: join(other, 'data'), ...env });
			assert.equal(refused.code, 1, refused.output);
			assert.match(refused.output, sentence);
			assert.match(refused.output, /^make run: [^\n]+\n$/, 'one sentence');
		}
	} finally {
		server.close();
		rmSync(other, { recursive: true, force: true });
	}
});
