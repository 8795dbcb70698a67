// @ts-check
/** Uploads as the worker finds them: the bytes in their place, and a row that says they are all there. */
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../common/client.mjs';

/** @typedef {import('../common/installation.mjs').Installation} Installation */
/** @typedef {{id: number, state: string, refused: string|null, waits: string|null, evidence: number|null}} Upload */

/** @param {Buffer|string} bytes */
export const digestOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** @param {Installation} house */
export const folderOf = (house) => join(house.facts.home, 'evidence');

/** Where the store has these bytes. @param {Installation} house @param {string} digest */
export const storeOf = (house, digest) => join(folderOf(house), 'store', digest.slice(0, 2), digest.slice(2, 4), digest);

/** @param {Installation} house @param {string} digest @param {number} number */
export const previewOf = (house, digest, number) => join(folderOf(house), 'previews', digest.slice(0, 2), digest.slice(2, 4), `${digest}-${number}.jpg`);

/** All files below a folder. @param {string} folder @returns {string[]} */
export const filesBelow = (folder) => (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [])
	.flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));

/**
 * Somebody has sent this.
 * @param {Installation} house @param {string} name @param {Buffer|string} bytes @param {{login?: string, size?: number, received?: string}} [how]
 * @returns {Promise<number>} the upload
 */
export async function send(house, name, bytes, how = {}) {
	const login = how.login ?? house.account('secretary').login;
	const place = join(folderOf(house), 'uploads');
	const { uid, gid } = statSync(folderOf(house));
	if (!existsSync(place)) {
		mkdirSync(place);
		chownSync(place, uid, gid);
	}
	const id = await house.psql(`
		insert into data.upload (account, unit, name, size, state, expires)
		select a.id, s.unit, '${name}', ${how.size ?? Buffer.byteLength(bytes)}, 'open', base.now() + interval '1 day'
		from data.account as a join data.seat as s on s.account = a.id where a.login = '${login}' order by s.id limit 1 returning id`);
	writeFileSync(join(place, `${id}.new`), bytes);
	chownSync(join(place, `${id}.new`), uid, gid);
	renameSync(join(place, `${id}.new`), join(place, id));
	await house.psql(`update data.upload set state = 'received', received = '\\x${how.received ?? digestOf(bytes)}' where id = ${id}`);
	return Number(id);
}

/** @param {Installation} house @param {number} id @returns {Promise<Upload>} */
export const uploadOf = async (house, id) => JSON.parse(await house.psql(`select to_json(u) from data.upload as u where u.id = ${id}`));

/** What became of it. @param {Installation} house @param {number} id */
export const checked = (house, id) => until(async () => {
	const upload = await uploadOf(house, id);
	return upload.state !== 'received' && upload;
}, `upload ${id} is checked`);

/** The facts of what was kept. @param {Installation} house @param {number} evidence @returns {Promise<{digest: string, received: string, sm3: string, size: number, type: string, previews: number, scanned: string|null}>} */
export const keptOf = async (house, evidence) => JSON.parse(await house.psql(`
	select json_build_object('digest', encode(b.digest, 'hex'), 'sm3', encode(b.sm3, 'hex'), 'received', encode(e.received, 'hex'), 'size', b.size,
		'type', b.type, 'previews', b.previews, 'scanned', b.scanned)
	from data.evidence as e join data.blob as b on b.digest = e.blob where e.item = ${evidence}`));
