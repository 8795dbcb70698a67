// @ts-check
/** Ways of breaking an installation of our own, each of which a campaign must notice. */

/** @typedef {import('../common/installation.mjs').Installation} Installation */

/** Runs a trigger for each row, as whoever writes it. @param {string} table @param {string} event @param {string} body */
const trigger = (table, event, body) => `
	create function public.broken() returns trigger language plpgsql security definer as $$ begin ${body} end $$;
	grant execute on function public.broken() to public;
	create trigger broken ${event} on ${table} for each row execute function public.broken();`;

/** @type {Record<string, {what: string, shows: string, sql: string}>} shows: the campaign that notices */
export const breaks = {
	loses: {
		what: 'the sealer drops an answer now and then',
		shows: 'programs',
		sql: trigger('box.sealed', 'before insert', 'if random() < 0.01 then return null; end if; return new;'),
	},
	early: {
		what: 'an answer is acknowledged before it is on disk',
		shows: 'postgres',
		sql: 'alter role wuhao_ballot set synchronous_commit = off; alter system set wal_writer_delay = 5000; select pg_reload_conf();',
	},
	twice: {
		what: 'a card that was used can be used again',
		shows: 'programs',
		sql: trigger('box.card', 'before update', 'new.used := false; return new;'),
	},
	forgets: {
		what: 'what was done under a key is forgotten',
		shows: 'nginx',
		sql: trigger('data.kept', 'after insert', 'delete from data.kept where account = new.account and key = new.key; return null;'),
	},
};

/** @param {Installation} house @param {string} name @param {{sql: string}|undefined} harm */
export async function breakIt(house, name, harm) {
	if (!harm) throw new Error(`--break=${name}: there are ${Object.keys(breaks).join(', ')}`);
	await house.psql(harm.sql);
	console.log(`# broken on purpose: ${name}`);
}
