// @ts-check
/**
 * A running installation for tests.
 *
 *   const house = await start();            // the suite's shared one, or one of its own
 *   await fetch(`${house.url}/healthz/org`);
 *   after(() => house.stop());              // ends what start() started; a shared one goes on
 *
 * `make check` exports WUHAO_TEST_DATA for each suite; a test file started by hand (node --test
 * tests/org/http/tree.test.mjs) starts its own from build/, on a free port, in a new folder below
 * /var/tmp that is removed at the end.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repository, run } from './process.mjs';

/**
 * @typedef {object} Account
 * @property {string} login
 * @property {string} password
 * @property {string} role officer, reviewer, secretary, member, inspector, system-admin, security-admin, audit-admin
 * @property {string} unit
 */
/** @typedef {{url: string, accounts: Account[], survey: {open: string, cards: string[]}}} Demo */

/** @typedef {{demo?: boolean, date?: string, site?: string, measure?: boolean, serve?: 'all'|'database', own?: boolean, port?: number, data?: string}} Wishes
 *   demo: false for an empty installation; measure: nginx counts no requests; serve: 'database' for
 *   PostgreSQL alone; own: true where a test may break it, so not the suite's shared one;
 *   data: an existing folder is started again and kept
 */

export class Installation {
	/** @param {string} data @param {import('node:child_process').ChildProcess|null} runner @param {boolean} keeps */
	constructor(data, runner, keeps) {
		this.data = data;
		this.runner = runner;
		this.keeps = keeps;
		/** @type {{url: string, home: string, run: string, database: string, pid: number, user: string}} */
		this.facts = JSON.parse(readFileSync(join(data, 'installation.json'), 'utf8'));
		this.url = this.facts.url;
	}

	/** What demo.json holds now. @returns {Demo} */
	get demo() {
		return JSON.parse(readFileSync(join(this.data, 'demo.json'), 'utf8'));
	}

	/** The first account of a role. @param {string} role */
	account(role) {
		const found = this.demo.accounts.find((account) => account.role === role);
		if (!found) throw new Error(`the demonstration has no account for the role ${role}`);
		return found;
	}

	/** The program's main process: postgres, nginx, keeper, or a word (its multiwatch). @param {string} name */
	pid(name) {
		return Number(readFileSync(join(this.facts.run, `${name}.pid`), 'utf8'));
	}

	/** The processes that a process started, of a word its workers. @param {string} name */
	children(name) {
		const pid = this.pid(name);
		return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
	}

	/** The file that a program's stderr goes to. @param {string} name */
	log(name) {
		return join(this.facts.home, 'log', `${name}.log`);
	}

	/** A libpq conninfo. @param {string} [role] @param {string} [database] */
	conninfo(role = 'wuhao', database = 'wuhao') {
		return `host=${this.facts.run} dbname=${database} user=${role}`;
	}

	/**
	 * Runs SQL as a role; rejects where it is refused.
	 * @param {string} sql @param {string} [role] @param {string} [database]
	 * @returns {Promise<string>} rows as unaligned text, columns apart by |
	 */
	async psql(sql, role = 'wuhao', database = 'wuhao') {
		const done = await run('/usr/lib/postgresql/15/bin/psql',
			['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', this.conninfo(role, database), '-f', '-'],
			{ input: sql, seconds: 120 });
		if (done.code !== 0) throw new Error(`psql as ${role}: ${done.output.trim()}`);
		return done.out.trimEnd();
	}

	/** Calls the operator's command line of this installation. @param {string[]} args */
	async wuhao(...args) {
		const done = await run(join(this.facts.home, 'house/build/wuhao/wuhao'), args,
			{ env: { WUHAO_DATABASE: this.facts.database, WUHAO_SQL: join(this.facts.home, 'house/sql'), WUHAO_FORMS: join(this.facts.home, 'forms'), WUHAO_EVIDENCE: join(this.facts.home, 'evidence') }, seconds: 120 });
		if (done.code !== 0) throw new Error(`wuhao ${args.join(' ')}: ${done.output.trim()}`);
		return done.out.trimEnd();
	}

	/** Stops it and, unless its folder was given, removes what it kept. A shared one goes on. */
	async stop() {
		const runner = this.runner;
		if (!runner) return;
		this.runner = null;
		if (runner.exitCode === null && runner.signalCode === null) {
			const ended = new Promise((resolve) => { runner.once('exit', resolve); });
			runner.kill('SIGTERM');
			await ended;
		}
		if (!this.keeps) rmSync(this.data, { recursive: true, force: true });
	}
}

/** Runners end with this process, however it ends. @type {Set<import('node:child_process').ChildProcess>} */
const runners = new Set();
process.on('exit', () => runners.forEach((runner) => runner.kill('SIGTERM')));

/**
 * @param {Wishes} [wishes]
 * @returns {Promise<Installation>}
 */
export async function start(wishes = {}) {
	const shared = process.env.WUHAO_TEST_DATA;
	const asks = wishes.own || wishes.demo === false || wishes.serve || wishes.data || wishes.date || wishes.site || wishes.measure;
	if (shared && !asks) return new Installation(shared, null, true);
	if (!existsSync(join(repository, 'build/wuhao/wuhao'))) throw new Error('build/ is empty: run `make build` first');
	const data = wishes.data ?? mkdtempSync('/var/tmp/wuhao-test-');
	const runner = spawn(join(repository, 'nginx/local/run'), [], {
		env: {
			...process.env, BUILT: '1', PORT: String(wishes.port ?? 0), DATA: data,
			DEMO: wishes.demo === false ? '0' : '', DATE: wishes.date ?? '', SITE: wishes.site ?? '',
			MEASURE: wishes.measure ? '1' : '', SERVE: wishes.serve ?? 'all',
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	runners.add(runner);
	runner.once('exit', () => runners.delete(runner));
	await new Promise((resolve, reject) => {
		let said = '';
		let ready = false;
		/** @param {string} text */
		const hear = (text) => {
			said += text;
			ready ||= /^ready /m.test(said);
			if (ready) resolve(undefined);
		};
		runner.stdout.setEncoding('utf8').on('data', hear);
		runner.stderr.setEncoding('utf8').on('data', hear);
		runner.once('exit', () => {
			if (!ready && wishes.data === undefined) rmSync(data, { recursive: true, force: true });
			reject(new Error(`the installation did not start: ${said.trim()}`));
		});
		runner.once('error', reject);
	});
	return new Installation(data, runner, wishes.data !== undefined);
}
