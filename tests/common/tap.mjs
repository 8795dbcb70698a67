// @ts-check
/** Counting what a test program said of itself, in the Test Anything Protocol. */

/** @typedef {{passed: number, failed: number, notes: string[]}} Count notes: what to show of failures */

/**
 * Plain TAP, as cmocka and pgTAP print it.
 * @param {string} output
 * @returns {Count}
 */
export function countTap(output) {
	const lines = output.split('\n');
	const passed = lines.filter((line) => /^ok\b/.test(line)).length;
	const failed = lines.filter((line) => /^not ok\b/.test(line) && !/# SKIP/i.test(line)).length;
	const planned = lines.map((line) => /^1\.\.(\d+)/.exec(line)).find(Boolean);
	const missing = planned ? Number(planned[1]) - lines.filter((line) => /^(?:not )?ok\b/.test(line)).length : 0;
	const notes = lines.filter((line, at) => /^not ok\b/.test(line) || (/^#/.test(line) && /^(?:not ok|#)/.test(lines[at - 1] ?? '') && lines.slice(0, at).some((earlier) => /^not ok\b/.test(earlier))));
	if (missing > 0) notes.push(`${missing} of ${planned?.[1]} planned tests did not run`);
	return { passed, failed: failed + Math.max(0, missing), notes };
}

/**
 * What node's own runner counts: leaves and their parents, in the comments at the end.
 * @param {string} output of node --test --test-reporter=tap
 * @returns {Count}
 */
export function countNode(output) {
	/** @param {string} what */
	const figure = (what) => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
	const notes = [];
	const lines = output.split('\n');
	for (let at = 0; at < lines.length; at++) {
		if (!/^\s*not ok\b/.test(lines[at])) continue;
		notes.push(lines[at].trim());
		for (let next = at + 1; next < lines.length && next < at + 40 && !/^\s*\.\.\.$/.test(lines[next]); next++)
			if (!/^\s*(---|duration_ms|type:|location:)/.test(lines[next])) notes.push(`    ${lines[next].trim()}`);
	}
	return { passed: figure('pass'), failed: figure('fail') + figure('cancelled'), notes };
}
