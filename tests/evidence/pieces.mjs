// @ts-check
/** Evidence that is there already, as the worker leaves it. */
import { createHash } from 'node:crypto';

/** @typedef {import('../common/installation.mjs').Installation} Installation */

const sha256 = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex');
const quoted = (/** @type {string|null|undefined} */ text) => (text === null || text === undefined ? 'null' : `'${text.replaceAll("'", "''")}'`);

/**
 * @param {Installation} house @param {number} account who sent it
 * @param {{name: string, unit: string, type?: string, restricted?: boolean, stripped?: boolean, happened?: string, note?: string,
 *   target?: number, previews?: number}} piece unit: its short name; stripped: what is kept isn't what was sent
 * @returns {Promise<number>} its id
 */
export async function keep(house, account, piece) {
	const bytes = `${piece.name} ${Math.random()}`;
	const kept = await house.psql(`
		begin;
		create temporary table sent on commit drop as with made as (insert into data.upload (account, unit, target, name, size, happened_on, restricted, note, state, received, expires)
		select ${account}, u.id, ${piece.target ?? 'null'}, ${quoted(piece.name)}, ${bytes.length}, ${quoted(piece.happened)}, ${piece.restricted ?? false},
			${quoted(piece.note)}, 'received', '\\x${sha256(piece.stripped ? `sent ${bytes}` : bytes)}', base.now() + interval '1 day'
		from data.unit as u where u.short_name = ${quoted(piece.unit)} returning id) select id from made;
		grant select on sent to public;
		set local session authorization wuhao_worker;
		select evidence.work_kept((select id from sent), '\\x${sha256(bytes)}', '\\x${sha256(`sm3 ${bytes}`)}', ${bytes.length},
			${quoted(piece.type ?? 'application/pdf')}, ${piece.previews ?? 0}) ->> 'evidence';
		commit;`);
	return Number(kept.split('\n').at(-1));
}
