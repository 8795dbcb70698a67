// @ts-check
/** A page as the browser prints it: how many sheets of which size, and what is on each. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../common/process.mjs';

/** @param {import('playwright-core').Page} page @returns {Promise<{sizes: string[], texts: string[]}>} */
export async function pagesOf(page) {
	const folder = mkdtempSync(join(tmpdir(), 'wuhao-paper-'));
	const file = join(folder, 'print.pdf');
	try {
		writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
		const about = await run('pdfinfo', ['-f', '1', '-l', '999', file]);
		const text = await run('pdftotext', ['-layout', file, '-']);
		return {
			sizes: [...about.out.matchAll(/^Page +\d+ size: .*$/gm)].map(([line]) => (/\(A4\)/.test(line) ? 'A4' : line)),
			texts: text.out.split('\f').slice(0, -1),
		};
	} finally {
		rmSync(folder, { recursive: true });
	}
}
