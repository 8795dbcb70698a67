// @ts-check
/**
 * Builds what nginx serves: node www/build.mjs build/www
 *
 *   www/<word>/<page>.html      -> <word>/<page>.html, with ?v=<digest> behind the assets it names, and
 *                                  www/common/frame.html (the console's head and menu) for <!-- frame -->
 *   www/<word>/<entry>.js       -> assets/<word>/<entry>.js, if a page names it: an ES module for
 *                                  Chromium 78; what several share stands once, in assets/shared/
 *   www/<word>/<sheet>.css      -> assets/<word>/<sheet>.css, with its imports inside
 *   www/<word>/refused.html     -> <word>/<name>.html for each entry of its refused.json: the pages
 *                                  that nginx answers with by itself
 *   www/<word>/**, anything else-> assets/<word>/… (pictures); JSON of www/common/problems and all
 *                                  of www/handbook and *.txt keep their place beside the pages
 *
 * The folder is written anew and put in place at the end, so a failed build leaves the old one.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const source = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? join(source, '../build/www'));
const fresh = `${target}.${process.pid}`;

/** @param {string} folder @returns {string[]} every file below, relative to www/ */
function filesBelow(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
		return entry.isDirectory() ? filesBelow(path) : [relative(source, path)];
	});
}

/** @param {string} path where a file goes, relative to the target */
function placeOf(path) {
	const beside = path.endsWith('.html') || path.endsWith('.txt') || path.startsWith('handbook/')
		|| path.startsWith('common/problems/');
	return beside ? path : join('assets', path);
}

const files = filesBelow(source).filter((path) => path.includes('/'));
/** @param {string} path */
const isBundled = (path) => /^[^/]+\/[^/]+\.(js|css)$/.test(path) && !path.startsWith('handbook/');
/** A page loads the scripts that its HTML names and nothing below them: few requests, no chain. */
const named = new Set(files.filter((path) => path.endsWith('.html'))
	.flatMap((path) => readFileSync(join(source, path), 'utf8').match(/\/assets\/[^"'?#]+\.js/g) ?? []));
named.add('/assets/ballot/form.js'); // the form's page is drawn by its program (cgi/ballot/page.c)
const entries = files.filter((path) => isBundled(path)
	&& (path.endsWith('.css') || named.has(`/assets/${path}`)));

process.on('exit', () => rmSync(fresh, { recursive: true, force: true })); // where it failed
mkdirSync(join(fresh, 'assets'), { recursive: true });
if (entries.length > 0) {
	await build({
		absWorkingDir: source,
		entryPoints: entries,
		outdir: join(fresh, 'assets'),
		outbase: source,
		bundle: true,
		splitting: true,
		format: 'esm',
		target: 'chrome78',
		minify: true,
		charset: 'utf8',
		chunkNames: 'shared/[name]-[hash]',
		legalComments: 'none',
		loader: { '.svg': 'dataurl' },
		external: ['/assets/*'],
		logLevel: 'warning',
	}).catch(() => process.exit(1)); // it has said why
}

for (const path of files.filter((name) => !isBundled(name) && !/\.(ts|js|mjs|css|html)$|\/refused\.json$/.test(name))) {
	mkdirSync(dirname(join(fresh, placeOf(path))), { recursive: true });
	cpSync(join(source, path), join(fresh, placeOf(path)));
}
for (const path of files.filter((name) => name.startsWith('handbook/') && name.endsWith('.css'))) {
	mkdirSync(dirname(join(fresh, path)), { recursive: true });
	cpSync(join(source, path), join(fresh, path));
}

/** An asset's address in a page gets its digest, so that a browser may keep it for ever. @param {string} html */
function addVersions(html) {
	return html.replace(/(["'])(\/assets\/[^"'?#]+\.(?:js|css|svg|png))\1/g, (whole, quote, address) => {
		const file = join(fresh, address);
		if (!existsSync(file)) return whole;
		const digest = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
		return `${quote}${address}?v=${digest}${quote}`;
	});
}
const frame = readFileSync(join(source, 'common/frame.html'), 'utf8');
/** @param {string} path @param {string} html */
function writePage(path, html) {
	mkdirSync(dirname(join(fresh, path)), { recursive: true });
	writeFileSync(join(fresh, path), addVersions(html.replace('\t<!-- frame -->\n', frame)));
}

/** @param {string} path of a refused.html @typedef {{title: string, words: string, links?: {to: string, text: string}[]}} Refusal */
function writeRefusals(path) {
	const template = readFileSync(join(source, path), 'utf8');
	/** @type {[string, Refusal][]} */
	const pages = Object.entries(JSON.parse(readFileSync(join(source, path.replace(/html$/, 'json')), 'utf8')));
	for (const [name, { title, words, links = [] }] of pages) {
		const html = template.replace(/^(.*)(<a [^>]*\{to\}.*<\/a>)(.*\n)/m, (_, before, link, after) => (links.length === 0 ? ''
			: before + links.map(({ to, text }) => link.replace('{to}', to).replace('{text}', text)).join('') + after));
		writePage(join(dirname(path), `${name}.html`), html.replace(/\{title\}/g, title).replace('{words}', words));
	}
}
for (const path of files.filter((name) => name.endsWith('.html') && name !== 'common/frame.html')) {
	if (path.endsWith('/refused.html')) writeRefusals(path);
	else writePage(path, readFileSync(join(source, path), 'utf8'));
}

/**
 * The ballot's pages carry their styles inside, for the form is one request. nginx names them by
 * digest in their content security policy: each sheet of www/ballot, as written and as built, and
 * each <style> of its pages.
 */
function digestsOfFormStyles() {
	/** @type {string[]} */
	const styles = [];
	for (const path of files.filter((name) => name.startsWith('ballot/'))) {
		const text = readFileSync(join(source, path), 'utf8');
		if (path.endsWith('.css')) {
			const built = readFileSync(join(fresh, 'assets', path), 'utf8');
			styles.push(text, text.trim(), built, built.trim());
		} else if (path.endsWith('.html')) {
			for (const match of text.matchAll(/<style>([^]*?)<\/style>/g)) styles.push(match[1]);
		}
	}
	const digests = new Set(styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`));
	return `map "" $form_style { default "${[...digests].join(' ')}"; }\n`;
}
writeFileSync(join(fresh, 'style.conf'), digestsOfFormStyles());

/** What nginx may send as it is (gzip_static). @param {string} folder */
function compressBelow(folder) {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) compressBelow(path);
		else if (['.js', '.css', '.svg'].includes(extname(path)))
			writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
	}
}
compressBelow(join(fresh, 'assets'));

writeFileSync(join(fresh, '.built'), '');
rmSync(target, { recursive: true, force: true });
renameSync(fresh, target);
