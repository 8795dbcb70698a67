// @ts-check
/**
 * A large file over tus, against `openssl dgst -sha256` of the same file, in MiB a second. Sent by curl in one PATCH, to us and to the
 * peer alike; both compute the digest, ours has it on disk too. We are announced one byte more, so that the upload can be given up.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ask, signedIn } from '../common/client.mjs';
import { newcomer } from '../common/people.mjs';
import { repository, run } from '../common/process.mjs';
import { create, end, version } from '../evidence/tus.mjs';

/** @typedef {import('./lines.mjs').Line} Line */

/** @returns {Promise<number>} */
const freePort = () => new Promise((resolve) => {
	const server = createServer().listen(0, '127.0.0.1', () => {
		const address = server.address();
		server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
	});
});

/** How much memory a process has had at most, in KiB. @param {number} pid */
const peak = (pid) => Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);

/** @param {import('./lines.mjs').Setting} setting @returns {Line} */
export function uploadLine({ house, work }) {
	const mebibytes = process.env.FULL ? 1024 : 256;
	const size = mebibytes << 20;
	const file = join(work, 'upload');
	const folder = join(work, 'peer');
	let peer = '';
	/** @type {import('../common/client.mjs').Browser} */
	let browser;

	/** @param {string[]} command what takes the file @returns {Promise<number>} MiB a second */
	async function timed(command) {
		const began = process.hrtime.bigint();
		const done = await run(command[0], command.slice(1), { seconds: 300 });
		const seconds = Number(process.hrtime.bigint() - began) / 1e9;
		if (done.code !== 0) throw new Error(`${command[0]}: ${done.output}`);
		return mebibytes / seconds;
	}

	/** @param {string} url @param {string[]} headers */
	const patch = (url, headers) => timed(['curl', '-sf', '-X', 'PATCH', '-H', 'Tus-Resumable: 1.0.0', '-H', 'Content-Type: application/offset+octet-stream',
		'-H', 'Upload-Offset: 0', '-H', 'Expect:', ...headers.flatMap((header) => ['-H', header]), '-T', file, url]);

	return {
		name: 'upload', limit: 'of openssl dgst -sha256, MiB', goal: 0.6, over: { tus: 2 },
		begin: async () => {
			const to = openSync(file, 'w');
			for (let at = 0; at < mebibytes; at++) writeSync(to, randomBytes(1 << 20));
			closeSync(to);
			mkdirSync(folder, { recursive: true });
			await house.psql(`update data.rule set value = 1000000 where name = 'evidence_quota_mib'; update data.rule set value = 0 where name = 'evidence_low_water_mib'`);
			browser = await signedIn(house, await newcomer(house, { role: 'secretary', unit: await house.psql("select min(u.short_name) from data.unit as u where u.kind = 'branch'") }));
			const port = await freePort();
			const child = spawn(process.execPath, ['tests/bench/tus-peer.mjs', String(port), folder], { cwd: repository, stdio: 'ignore' });
			process.on('exit', () => child.kill());
			peer = `http://127.0.0.1:${port}`;
			for (let tries = 0; tries < 100 && !(await ask(peer, '/files', { method: 'OPTIONS' }).catch(() => null)); tries++) await new Promise((resolve) => { setTimeout(resolve, 100); });
		},
		who: {
			limit: () => timed(['openssl', 'dgst', '-sha256', file]),
			ours: async () => {
				const made = await create(browser, size + 1);
				const at = String(made.headers.location);
				const speed = await patch(`${house.url}${at}`, [`Cookie: session=${browser.cookies.get('session')}`]);
				await end(browser, at);
				const most = Math.max(...house.children('evidence').map(peak));
				if (most > 16 * 1024) throw new Error(`evidence had ${most} KiB of memory`);
				return speed;
			},
			tus: async () => {
				const made = await ask(peer, '/files', { method: 'POST', headers: { ...version, 'upload-length': String(size) } });
				const speed = await patch(String(made.headers.location), []);
				rmSync(join(folder, new URL(String(made.headers.location)).pathname.split('/').pop() ?? ''), { force: true });
				return speed;
			},
		},
	};
}
