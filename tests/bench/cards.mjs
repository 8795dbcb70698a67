// @ts-check
/**
 * Fresh cards for the answers of the bench: codes made as cgi/common/code.h says, their digests put
 * into the box as one more batch of a mark. What posts them gets a share of its own.
 */
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';

/** @typedef {import('../common/installation.mjs').Installation} Installation */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timesX = (/** @type {number} */ value) => ((value << 1) & 32 ? (value << 1) ^ 0x25 : value << 1);

/** A card's code, 16 characters. */
function makeCode() {
	const characters = Array.from(randomBytes(15), (byte) => byte & 31);
	const sum = characters.reduce((total, one) => timesX(total) ^ one, 0);
	return [...characters, timesX(sum)].map((one) => alphabet[one]).join('');
}

/** The form in which a code is stored. @param {string} code */
export function digestOf(code) {
	const field = (/** @type {string} */ text) => Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)]);
	return createHash('sha256').update(field('wuhao card')).update(field(code)).digest('hex');
}

let batches = 800_000_000 + Math.floor(Math.random() * 100_000_000);

/**
 * @param {Installation} house @param {string} mark @param {number} count @param {string} file gets a code a line
 */
export async function makeCards(house, mark, count, file) {
	const codes = Array.from({ length: count }, makeCode);
	writeFileSync(file, `${codes.join('\n')}\n`);
	batches++;
	await house.psql(`
		insert into box.batch (batch, mark) values (${batches}, '${mark}');
		create temporary table made (digest text);
		\\copy made from pstdin
${codes.map(digestOf).join('\n')}
\\.
		insert into box.card (digest, receipt, batch) select decode(digest, 'hex'), sha256(decode(digest, 'hex')), ${batches} from made order by 1;`);
}

/**
 * Cards whose digests pgbench makes itself: SHA-256 of their numbers.
 * @param {Installation} house @param {string} mark @param {number} count
 * @returns {Promise<number>} the first number
 */
export async function makeNumbers(house, mark, count) {
	const first = Math.floor(Math.random() * 1e12);
	batches++;
	await house.psql(`
		insert into box.batch (batch, mark) values (${batches}, '${mark}');
		insert into box.card (digest, receipt, batch)
		select sha256(int8send(n)), sha256(int8send(-n)), ${batches} from generate_series(${first}::bigint, ${first + count - 1}::bigint) as n order by 1`);
	return first;
}
