// @ts-check
/**
 * make check: everything that can fail, side by side, on installations of its own.
 * Environment: ONLY=lint,unit,sql,http,browser,fault,fuzz   FILE=part of a test file's path
 * Prints a line for each task as it ends, what went wrong below it, and at last "N passed, N failed".
 * The whole output of each task stays in build/check/<task>.log.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runSql } from './database.mjs';
import { globFiles } from './files.mjs';
import { start } from './installation.mjs';
import { lints } from './lint.mjs';
import { cores, repository, run } from './process.mjs';
import { countNode, countTap } from './tap.mjs';

/** @typedef {import('./tap.mjs').Count} Count */
/** @typedef {{suite: string, name: string, run: () => Promise<Count>}} Task */

const suites = ['browser', 'http', 'fault', 'sql', 'fuzz', 'unit', 'lint'];
const only = (process.env.ONLY ?? '').split(',').map((word) => word.trim()).filter(Boolean);
for (const name of only.filter((each) => !suites.includes(each))) {
	console.error(`ONLY=${name}: there is no such suite; there are ${suites.join(', ')}`);
	process.exit(2);
}
const part = process.env.FILE ?? '';
const wanted = (/** @type {string} */ file) => file.includes(part);
const logs = join(repository, 'build/check');
rmSync(logs, { recursive: true, force: true });
mkdirSync(logs, { recursive: true });

/** @param {string} name */
const logOf = (name) => join(logs, `${name.replace(/[^a-z0-9]+/gi, '-')}.log`);

/** @param {string[]} wrong @returns {Count} */
const verdict = (wrong) => ({ passed: wrong.length === 0 ? 1 : 0, failed: wrong.length === 0 ? 0 : 1, notes: wrong });

// ---- unit: cmocka as built, then under ASan with UBSan, then under valgrind -------------------
/** @param {string} file */
const unitProgram = (file, build = 'build') => join(repository, build, file.replace(/^tests\/([^/]+)\/unit\/(.+)\.c$/, 'tests/$1/$2'));

/** @param {string} file @returns {Promise<Count>} */
async function runUnit(file) {
	const env = { CMOCKA_MESSAGE_OUTPUT: 'TAP', TZ: 'Asia/Shanghai' };
	const plain = await run(unitProgram(file), [], { env, seconds: 120 });
	const count = countTap(plain.output);
	if (plain.code !== 0 && count.failed === 0) count.failed++;
	if (count.passed + count.failed === 0) count.failed++;
	if (count.failed > 0) count.notes.push(plain.output.trim());

	const sanitized = await run(unitProgram(file, 'build/sanitized'), [], { env: { ...env, ASAN_OPTIONS: 'detect_leaks=1:abort_on_error=0', UBSAN_OPTIONS: 'print_stacktrace=1' }, seconds: 240 });
	const valgrind = await run('valgrind', ['--quiet', '--error-exitcode=99', '--leak-check=full', '--errors-for-leak-kinds=definite,indirect,possible',
		'--child-silent-after-fork=yes', unitProgram(file)], { env, seconds: 400 });
	for (const [how, done] of /** @type {const} */ ([['under ASan and UBSan', sanitized], ['under valgrind', valgrind]])) {
		if (done.code === 0) count.passed++;
		else {
			count.failed++;
			count.notes.push(`${how}: ${done.output.trim().split('\n').slice(-40).join('\n')}`);
		}
	}
	return { ...count, notes: count.notes.map((note) => `${file}: ${note}`) };
}

// ---- HTTP and browser: node's runner against an installation of the suite's own -----------------
/** @param {string} suite @param {number} seconds @returns {Promise<Count>} */
async function runNode(suite, seconds) {
	const files = globFiles(repository, new RegExp(`^tests/[^/]+/${suite}/[^/]+\\.test\\.mjs$`)).filter(wanted);
	if (files.length === 0) return part ? { passed: 0, failed: 0, notes: [] } : verdict([`no test was found: tests/*/${suite}/*.test.mjs`]);
	const house = await start({ own: true });
	try {
		const done = await run('node', ['--test', '--test-reporter=tap', '--test-concurrency=1', ...files], {
			env: { WUHAO_TEST_URL: house.url, WUHAO_TEST_DATA: house.data, NODE_TEST_CONTEXT: undefined, FORCE_COLOR: undefined },
			seconds,
			log: logOf(suite),
		});
		const count = countNode(done.out);
		if (done.late) count.notes.push(`the time of ${seconds} s was up`);
		if (done.code !== 0 && count.failed === 0) count.failed++;
		if (count.passed + count.failed === 0) count.failed++;
		if (count.failed > 0 && count.notes.length === 0) count.notes.push(...done.output.split('\n').slice(-30));
		return count;
	} finally {
		await house.stop();
	}
}

// ---- fault and fuzz: the short forms -----------------------------------------------------------
/** @param {string} name @param {string} command @param {string[]} args @param {number} seconds @returns {Promise<Count>} */
async function runCampaign(name, command, args, seconds) {
	const done = await run(command, args, { seconds, log: logOf(name) });
	const said = /^(\d+) passed, (\d+) failed$/m.exec(done.output);
	const count = said ? { passed: Number(said[1]), failed: Number(said[2]), notes: /** @type {string[]} */ ([]) }
		: { ...countTap(done.out) };
	if (done.late) count.notes.push(`the time of ${seconds} s was up`);
	if (done.code !== 0 && count.failed === 0) count.failed++;
	if (done.code === 0 && count.passed === 0) count.passed++;
	if (count.failed > 0) count.notes.push(...done.output.trim().split('\n').slice(-30));
	return count;
}

/** @type {Task[]} long ones first, so that short ones fill the gaps at the end */
const tasks = [
	{ suite: 'browser', name: 'browser', run: () => runNode('browser', 1500) },
	{ suite: 'http', name: 'http', run: () => runNode('http', 1200) },
	...(existsSync(join(repository, 'tests/fault/run.mjs'))
		? [{ suite: 'fault', name: 'fault', run: () => runCampaign('fault', 'node', ['tests/fault/run.mjs'], 600) }] : []),
	{ suite: 'sql', name: 'sql', run: () => runSql(wanted) },
	...lints.map((lint) => ({ suite: 'lint', name: lint.name, run: async () => verdict(await lint.check()) })),
	...globFiles(repository, /^tests\/[^/]+\/unit\/[^/]+\.c$/).filter(wanted)
		.map((file) => ({ suite: 'unit', name: file, run: () => runUnit(file) })),
	{ suite: 'fuzz', name: 'fuzz', run: () => runCampaign('fuzz', 'tests/fuzz/run', ['--short'], 400) },
].filter((task) => only.length === 0 || only.includes(task.suite));

const total = { passed: 0, failed: 0 };

/** @param {Task} task */
async function perform(task) {
	const began = Date.now();
	/** @type {Count} */
	let count;
	try {
		count = await task.run();
	} catch (error) {
		count = verdict([error instanceof Error ? error.message : String(error)]);
	}
	total.passed += count.passed;
	total.failed += count.failed;
	const seconds = Math.round((Date.now() - began) / 1000);
	const what = task.name === task.suite ? task.suite : `${task.suite}: ${task.name}`;
	console.log(`${count.failed === 0 ? 'ok    ' : 'FAILED'} ${what} (${count.passed} passed${count.failed ? `, ${count.failed} failed` : ''}, ${seconds} s)`);
	if (count.failed > 0) {
		const text = count.notes.join('\n');
		writeFileSync(logOf(`${what} failures`), `${text}\n`);
		const lines = text.split('\n');
		console.log(lines.slice(0, 60).map((line) => `       ${line}`).join('\n'));
		if (lines.length > 60) console.log(`       … ${lines.length - 60} more lines in build/check`);
	}
}

// One more than there are cores, for HTTP, browser and fault tests wait more than they compute.
const waiting = [...tasks];
await Promise.all(Array.from({ length: cores + 1 }, async () => {
	for (let task = waiting.shift(); task; task = waiting.shift()) await perform(task);
}));
if (readdirSync(logs).length === 0) rmSync(logs, { recursive: true });

console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
