// @ts-check
/** An authenticator: RFC 6238 with SHA-1, six digits, thirty seconds, written apart from the program's. */
import { createHmac } from 'node:crypto';

/** @param {string} text base 32 @returns {Buffer} */
function unbase32(text) {
	const bits = [...text.replace(/\s/g, '')].map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0')).join('');
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

/** The six digits that a device shows. @param {string} secret base 32 @param {number} [ahead] steps from now */
export function codeOf(secret, ahead = 0) {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
	const digest = createHmac('sha1', unbase32(secret)).update(counter).digest();
	return String((digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A code that isn't right now, nor a step before or after. @param {string} secret */
export function wrongCode(secret) {
	const right = [-2, -1, 0, 1, 2].map((ahead) => codeOf(secret, ahead));
	for (let at = 0; ; at++) {
		const code = String(at).padStart(6, '0');
		if (!right.includes(code)) return code;
	}
}

/**
 * Sets one-time passwords up for a signed-in browser. The step that confirmed them is used, so the next code is one ahead.
 * @param {import('../common/client.mjs').Browser} browser
 * @returns {Promise<{secret: string, recovery: string[]}>}
 */
export async function setUp(browser) {
	const { json: { secret } } = await browser.post('/api/account/second');
	const { json: { recovery } } = await browser.post('/api/account/second/confirm', { code: codeOf(secret, -1) });
	return { secret, recovery };
}
