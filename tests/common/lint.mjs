// @ts-check
/** The lints: each is one test that passes or says what is wrong. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globFiles } from './files.mjs';
import { repository, run } from './process.mjs';

/** @typedef {{name: string, check: () => Promise<string[]>}} Lint check gives what is wrong; empty is good */

const tool = (/** @type {string} */ path) => join(repository, 'tests/node_modules', path);
const sources = () => globFiles(repository, /^(cgi|tests)\/.*\.[ch]$/);
/** The pages as nginx serves them, each with the frame that stands in it. */
const pages = () => globFiles(join(repository, 'build/www'), /\.html$/).map((file) => join('build/www', file));

/**
 * A tool that says what it has to say and fails.
 * @param {string} command @param {string[]} args @param {number} [seconds]
 */
async function says(command, args, seconds = 600) {
	const done = await run(command, args, { seconds });
	if (done.code === 0) return [];
	const lines = done.output.split('\n').filter((line) => line.trim() !== '' && !/^\d+ warnings? (generated|treated)|^Suppressed \d+|^\[\d+\/\d+\]/.test(line));
	if (done.late) lines.push(`${command}: its time was up`);
	return lines.length > 0 ? lines : [`${command} failed`];
}

/** @returns {Promise<string[]>} what C is compiled with */
async function flags() {
	const printed = await run('make', ['-s', '--no-print-directory', 'flags'], { env: { MAKEFLAGS: undefined, MAKELEVEL: undefined } });
	return printed.out.split('\n').filter((flag) => flag && !flag.startsWith('-fcf') && flag !== '-fstack-clash-protection');
}

/** Lines of files that a pattern finds, comments taken out. @param {string[]} files @param {RegExp} pattern @param {string} word */
function linesWith(files, pattern, word) {
	return files.flatMap((file) => {
		const text = readFileSync(join(repository, file), 'utf8')
			.replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
		return text.split('\n').flatMap((line, at) => {
			const code = line.replace(file.endsWith('.sql') ? /--.*$/ : /\/\/.*$/, '').replace(/comment on .*$/, '');
			return pattern.test(code) ? [`${file}:${at + 1}: ${word}: ${line.trim()}`] : [];
		});
	});
}

/** Every shell script, by name or first line. */
function scripts() {
	return globFiles(repository, /^(\.ci\/run|nginx\/local\/[^.]+|tests\/(common|fuzz|fault|bench)\/[^.]+|.*\.sh)$/)
		.filter((file) => /^#!.*\b(ba)?sh\b/.test(readFileSync(join(repository, file), 'utf8').slice(0, 80)));
}

/** @type {Lint[]} */
export const lints = [
	{ name: 'clang-format', check: () => says('clang-format', ['--dry-run', '-Werror', '--ferror-limit=20', ...sources()]) },
	{
		name: 'clang-tidy',
		check: async () => says('clang-tidy', ['--quiet', ...sources().filter((file) => file.endsWith('.c')), '--', ...await flags()], 840),
	},
	{
		name: 'cppcheck',
		check: () => says('cppcheck', ['--quiet', '--enable=warning,performance,portability', '--std=c11', '--inline-suppr', '--error-exitcode=1',
			'--suppress=missingIncludeSystem', '--suppress=internalAstError', '--library=tests/cppcheck.cfg', '-I', 'cgi', '-I', 'cgi/common', 'cgi', ...globFiles(repository, /^tests\/.*\.c$/)]),
	},
	{ name: 'shellcheck', check: () => says('shellcheck', scripts()) },
	{ name: 'eslint', check: () => says('node', [tool('eslint/bin/eslint.js'), '--config', 'tests/eslint.config.mjs', '--max-warnings', '0', 'www', 'tests']) },
	{ name: 'stylelint', check: () => says('node', [tool('stylelint/bin/stylelint.mjs'), '--config', 'tests/stylelint.config.mjs', ...globFiles(repository, /^www\/.*\.css$/)]) },
	{ name: 'html-validate', check: () => says('node', [tool('html-validate/bin/html-validate.mjs'), '--config', 'tests/htmlvalidate.config.mjs', ...pages()]) },
	{ name: 'types of the pages', check: () => says('node', [tool('typescript/bin/tsc'), '-p', 'www']) },
	{ name: 'types of the tests', check: () => says('node', [tool('typescript/bin/tsc'), '-p', 'tests']) },
	{ name: 'the interface as OpenAPI', check: () => says('node', [tool('@redocly/cli/bin/cli.js'), 'lint', '--config', 'tests/redocly.yaml', 'build/openapi.json']) },
	{
		name: 'one clock',
		check: async () => [
			...linesWith(globFiles(repository, /^cgi\/.*\.[ch]$/).filter((file) => file !== 'cgi/common/clock.c'),
				/(?<![\w.>])(time|gettimeofday|clock_gettime|clock|ftime|timespec_get)\s*\((?!void\b)/, 'only time_now() tells the time'),
			...linesWith(globFiles(repository, /^sql\/.*\.sql$/).filter((file) => !/^sql\/base/.test(file)),
				/(?<!base\.)\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\b(current_date|current_time|current_timestamp|localtime|localtimestamp)\b/i, 'only base.now() tells the time'),
		],
	},
	{
		name: 'no function of old',
		check: async () => linesWith(globFiles(repository, /^cgi\/.*\.[ch]$/),
			/(?<![\w.>])(strcpy|strcat|sprintf|vsprintf|gets|strtok|localtime|gmtime|asctime|ctime|rand|srand|atoi|atol|tmpnam|mktemp)\s*\(/,
			'without a length, without an error, or shared by threads'),
	},
	{
		name: 'files under 400 lines',
		// what is data, not text to be read through, may be as long as it has to be
		check: async () => globFiles(repository, /^(cgi|sql|nginx|www|tests)\/.*\.(c|h|sql|js|mjs|css|html)$/)
			.filter((file) => !/^sql\/(catalogue|demonstration)\//.test(file))
			.flatMap((file) => {
				const count = readFileSync(join(repository, file), 'utf8').split('\n').length - 1;
				return count < 400 ? [] : [`${file} has ${count} lines`];
			}),
	},
	{
		name: 'every page begins alike',
		check: async () => pages()
			.filter((file) => !readFileSync(join(repository, file), 'utf8').startsWith('<!doctype html>\n<html lang="zh-CN">'))
			.map((file) => `${file} does not begin with <!doctype html> and <html lang="zh-CN">`),
	},
	{
		name: 'nothing left undone',
		check: async () => linesAnywhere(/\b(T[O]DO|F[I]XME|X[X]X)\b/), // so spelt that it does not find itself
	},
	{
		name: 'lock files hold no address',
		check: async () => ['www', 'tests'].filter((folder) => /"resolved"|https?:\/\/registry/.test(readFileSync(join(repository, folder, 'package-lock.json'), 'utf8')))
			.map((folder) => `${folder}/package-lock.json holds download addresses`),
	},
	{ name: 'systemd units', check: checkUnits },
];

/** @param {RegExp} pattern */
function linesAnywhere(pattern) {
	return globFiles(repository, /^(cgi|sql|nginx|www|tests)\/.*\.(c|h|sql|conf|js|mjs|css|html)$/)
		.flatMap((file) => readFileSync(join(repository, file), 'utf8').split('\n')
			.flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])));
}

/** Exposure of at most 1.5 for each service, judged without running it. */
async function checkUnits() {
	if (!existsSync('/usr/bin/systemd-analyze')) return [];
	const wrong = [];
	for (const file of globFiles(repository, /^nginx\/systemd\/[^/]+\.service$/)) {
		const done = await run('systemd-analyze', ['security', '--offline=true', '--no-pager', '--threshold=15', join(repository, file)], { seconds: 60 });
		if (done.code !== 0) wrong.push(`${file}: ${done.output.split('\n').find((line) => /Overall exposure/.test(line)) ?? done.output.trim()}`);
	}
	return wrong;
}
