// @ts-check
/** Finding files of the project. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** @param {string} folder @param {string} top @returns {string[]} */
function below(folder, top) {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (['node_modules', '.git', '.data', 'build'].includes(entry.name)) return [];
		return entry.isDirectory() ? below(path, top) : [relative(top, path)];
	});
}

/**
 * The files whose path from `top` fits, sorted.
 * @param {string} top @param {RegExp} pattern
 */
export function globFiles(top, pattern) {
	return below(top, top).filter((path) => pattern.test(path)).sort();
}
