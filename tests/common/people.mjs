// @ts-check
/** Accounts of a test's own beside those of the demonstration, so that it spoils nobody's. */

/** @typedef {import('./installation.mjs').Installation} Installation */

let made = 0;

/**
 * A new account with one seat. Its password is the officer's of the demonstration (the hash is copied).
 * @param {Installation} house
 * @param {{role?: string, unit?: string, login?: string, name?: string}} [who] unit: its short name
 * @returns {Promise<{login: string, password: string, id: number}>}
 */
export async function newcomer(house, who = {}) {
	const login = who.login ?? `t${process.pid}-${++made}`;
	const like = house.account('officer');
	const id = await house.psql(`
		with a as (insert into data.account (login, name) values ('${login}', '${who.name ?? '试用人'}') returning id),
			p as (insert into data.password (account, hash)
				select a.id, w.hash from a, data.password as w join data.account as l on l.id = w.account where l.login = '${like.login}'),
			s as (insert into data.seat (account, role, unit, valid_from, granted_by)
				select a.id, '${who.role ?? 'secretary'}', u.id, base.today() - 1, '测试' from a, data.unit as u where u.short_name = '${who.unit ?? '婚姻登记处党支部'}')
		select a.id from a`);
	return { login, password: like.password, id: Number(id) };
}
