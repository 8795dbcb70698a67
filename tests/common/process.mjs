// @ts-check
/** Running programs from tests: each in a group of its own, ended when its time is up or we end. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the sources. */
export const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const cores = Math.max(2, cpus().length);

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
	try {
		if (child.pid) process.kill(-child.pid, signal);
	} catch {
		// It has ended already.
	}
}

/** What this process started ends with it. */
function endAll() {
	for (const child of running) signalGroup(child, 'SIGTERM');
}
process.on('exit', endAll);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
	process.once(signal, () => {
		endAll();
		process.exitCode = 1;
		setTimeout(() => process.exit(1), 3000).unref();
	});
}

/**
 * @typedef {object} Outcome
 * @property {number|null} code its exit status; null where a signal ended it
 * @property {boolean} late true where its time was up
 * @property {string} output stdout and stderr as they came
 * @property {string} out stdout alone
 */

/**
 * Runs one program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: Record<string, string|undefined>, seconds?: number, log?: string, input?: string | Uint8Array}} [options]
 *   seconds: after that its group gets TERM, then KILL; log: a file that gets its output as well
 * @returns {Promise<Outcome>}
 */
export function run(command, args, options = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: options.cwd ?? repository,
			env: { ...process.env, ...options.env },
			stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
			detached: true,
		});
		running.add(child);
		const log = options.log ? createWriteStream(options.log) : null;
		let output = '';
		let out = '';
		let late = false;
		child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
			out += text;
			output += text;
			log?.write(text);
		});
		child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
			output += text;
			log?.write(text);
		});
		const timers = [
			setTimeout(() => {
				late = true;
				signalGroup(child, 'SIGTERM');
			}, (options.seconds ?? 600) * 1000),
			setTimeout(() => signalGroup(child, 'SIGKILL'), ((options.seconds ?? 600) + 10) * 1000),
		];
		let ended = false;
		/** @param {number|null} code */
		const end = (code) => {
			if (ended) return;
			ended = true;
			running.delete(child);
			timers.forEach(clearTimeout);
			log?.end();
			resolve({ code, late, output, out });
		};
		child.on('error', (error) => {
			output += `${command}: ${error.message}\n`;
			end(127);
		});
		child.on('close', end);
		if (options.input !== undefined) {
			child.stdin?.on('error', () => {});
			child.stdin?.end(options.input);
		}
	});
}
