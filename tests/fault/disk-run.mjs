// @ts-check
/** Starts disk.mjs where file systems of its own can be mounted; says so where they can't. */
import { join } from 'node:path';
import { repository, run } from '../common/process.mjs';

/** @param {number} times @param {import('./campaign.mjs').Say} say */
export async function runDisk(times, say) {
	const may = await run('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', 'mount -t tmpfs -o size=1m none /mnt'], { seconds: 20 });
	if (may.code !== 0) {
		console.log(`# SKIP disk: a full disk was not tried, for no file system can be mounted here: ${may.output.trim().split('\n')[0] ?? ''}`);
		return;
	}
	const done = await run('unshare', ['--mount', '--propagation', 'private', 'node', join(repository, 'tests/fault/disk.mjs'), String(times)], { seconds: 120 + 90 * times });
	const results = done.out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
	for (const { good, name, notes } of results) say(good, name, notes);
	if (done.code !== 0 || results.length === 0) say(false, 'disk: goes to its end', done.output.trim().split('\n').slice(-20));
}
