// @ts-check
/** The page's own SHA-256 against Node's, whatever the length and however it is cut. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { Sha256 } from '../../../www/common/upload/sha256.js';

const right = (/** @type {Uint8Array} */ bytes) => createHash('sha256').update(bytes).digest('hex');
const ours = (/** @type {Uint8Array[]} */ pieces) => Buffer.from(pieces.reduce((running, piece) => running.add(piece), new Sha256()).digest()).toString('hex');

test('every length around a block\'s ends', () => {
	for (let length = 0; length <= 200; length++) {
		const bytes = randomBytes(length);
		assert.equal(ours([bytes]), right(bytes), `${length} bytes`);
	}
});

test('pieces of any length give what the whole gives', () => {
	const bytes = randomBytes(3_000_001);
	for (const step of [1000, 63, 64, 65, 1_048_576]) {
		const pieces = Array.from({ length: Math.ceil(bytes.length / step) }, (_, at) => bytes.subarray(at * step, (at + 1) * step));
		assert.equal(ours(pieces), right(bytes), `pieces of ${step}`);
	}
});
