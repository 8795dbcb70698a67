// @ts-check
/**
 * One campaign: a round under load while something is killed again and again, its end under more of
 * that, and then the count. Nothing here measures a time: what doesn't come back fails by a bound of
 * minutes.
 */
import { comes, sleep } from './ask.mjs';
import { kill, victims } from './kills.mjs';
import { compare, Ledger } from './ledger.mjs';
import { Load, until } from './load.mjs';
import { openRound } from './officer.mjs';

/** @typedef {import('../common/installation.mjs').Installation} Installation */
/** @typedef {import('./officer.mjs').Officer} Officer */
/** @typedef {(passed: boolean, name: string, notes?: string[]) => void} Say */

/** The last sealing comes 8 s after the end: longer than any answer under way, which the database ends after 5 s. @param {Installation} house */
export const shortenGrace = (house) => house.psql(`insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor)
	values ('seal_grace_seconds', 8, '秒', '2001-01-01', '故障演练', '演练')`);

/** What the database holds of a settled round. @param {Installation} house @param {import('./officer.mjs').Round} round */
async function factsOf(house, round) {
	const said = await house.psql(`
		select json_build_object(
			'answers', (select coalesce(json_agg(json_build_object('unit', unit, 'channel', channel, 'slots', answers)), '[]') from data.answer where round = ${round.id}),
			'texts', (select coalesce(json_agg(json_build_object('unit', unit, 'channel', channel, 'words', words)), '[]') from data.opinion where round = ${round.id}),
			'pressure', (select coalesce(json_object_agg(channel, n), '{}') from (select channel, count(*) as n from data.pressure where round = ${round.id} group by channel) as p),
			'used', (select count(*) from box.card as c join box.batch as b on b.batch = c.batch where b.mark = '${round.card}' and c.used))`);
	return /** @type {import('./ledger.mjs').Facts} */ (JSON.parse(said));
}

/** What officers were told and what is there: a sentence for each difference. @param {Load} load */
async function officersWrong(load) {
	const { house } = load;
	const wrong = [...load.wrong];
	const rows = JSON.parse(await house.psql(`
		select coalesce(json_agg(json_build_object('title', i.title, 'id', i.id, 'version', i.version,
			'events', (select count(*) from data.event as e where e.item = i.id),
			'audited', (select count(*) from data.audit as a where a.subject = 'round/' || i.id))), '[]')
		from data.item as i where i.title like '草稿${load.ledger.name}%'`));
	for (const draft of load.drafts) {
		const there = rows.filter((/** @type {{title: string}} */ row) => row.title === draft.title);
		if (there.length !== 1) wrong.push(`the draft ${draft.title} is there ${there.length} times`);
		else if (there[0].id !== draft.id || there[0].version !== draft.version || there[0].events !== draft.version)
			wrong.push(`the draft ${draft.title}: version ${there[0].version} with ${there[0].events} events, acknowledged was ${draft.version}`);
		else if (there[0].audited !== draft.version) wrong.push(`the draft ${draft.title}: ${there[0].audited} lines of the audit for ${draft.version} changes`);
	}
	if (rows.length !== load.drafts.length) wrong.push(`${rows.length} drafts are there, ${load.drafts.length} were made`);
	const batches = JSON.parse(await house.psql(`
		select coalesce(json_agg(json_build_object('name', b.hands_out, 'cards', b.cards,
			'delivered', (select count(*) from box.card as c where c.batch = b.id))), '[]')
		from data.batch as b where b.mark = '${load.round.card}'`));
	for (const batch of load.batches) {
		const there = batches.filter((/** @type {{name: string}} */ row) => row.name === batch.name);
		if (there.length !== 1 || there[0].cards !== batch.cards || there[0].delivered !== batch.cards)
			wrong.push(`the batch ${batch.name} of ${batch.cards} cards: ${JSON.stringify(there)}`);
	}
	if (batches.length !== load.batches.length) wrong.push(`${batches.length} batches are there, ${load.batches.length} were made`);
	return wrong;
}

/**
 * Closes the round, waits for its end, and counts.
 * @param {Load} load @param {string} name @param {Say} say
 * @param {{kill?: () => string, kills?: number}} [under] what is killed while the round is sealed and moved, and how often
 */
export async function settle(load, name, say, under = {}) {
	const { officer, house, ledger, round } = load;
	await officer.must(`/survey/round/${round.id}/close`);
	let ended = false;
	const state = until(() => house.psql(`select state from data.item where id = ${round.id}`), (said) => said === 'closed', 240)
		.finally(() => { ended = true; });
	state.catch(() => {});
	let kills = 0;
	while (under.kill && kills < (under.kills ?? 0) && !ended) {
		await sleep(100 + Math.random() * 900);
		if (!ended && under.kill()) kills++;
	}
	await state;
	const facts = await factsOf(house, round);
	const wrong = compare(ledger, facts);
	const twice = ledger.entries.filter((entry) => entry.told.length > 1).length;
	say(wrong.length === 0, `${name}: ${ledger.count('done')} answers were acknowledged and each is counted once; ${facts.answers.length} are there`, [
		`${ledger.count('unknown')} had an unknown outcome at some time, ${ledger.count('nothing')} were told to come again, ${twice} were sent more than once`,
		`${kills} more kills while the round was sealed and moved`,
		...wrong.slice(0, 20),
	]);
	const others = await officersWrong(load);
	say(others.length === 0, `${name}: ${load.drafts.length} drafts, ${load.drafts.reduce((sum, draft) => sum + draft.version - 1, 0)} changes and ${load.batches.length} batches of cards exist once`, others.slice(0, 20));
	await chainHolds(house, name, say);
}

/** The audit has a link for each line, and each link fits. @param {Installation} house @param {string} name @param {Say} say */
async function chainHolds(house, name, say) {
	const open = 'select count(*) from data.audit as a where not exists (select from data.audit_link as l where l.audit = a.id)';
	try {
		await until(() => house.psql(open), (said) => said === '0');
		say(true, `${name}: the audit's chain holds`, [await house.wuhao('verify')]);
	} catch (error) {
		say(false, `${name}: the audit's chain holds`, [String(error)]);
	}
}

/**
 * @param {Officer} officer @param {string} name one of kills.mjs's victims @param {number} kills @param {Say} say
 * @param {{after?: number, pause?: number}} [pace] kills at the end of the round; milliseconds before each, at most
 */
export async function campaign(officer, name, kills, say, pace = {}) {
	const { house } = officer;
	const round = await openRound(officer, `演练${name}${kills}`);
	const ledger = new Ledger(name);
	const load = new Load(officer, round, ledger);
	await until(() => house.psql(`select 'here' from box.mark where mark = '${round.card}'`), (said) => said === 'here');
	await load.start();
	/** @type {Map<string, number>} */
	const killed = new Map();
	let stuck = '';
	for (let count = 0; count < kills && !stuck;) {
		await sleep(Math.random() * (pace.pause ?? 150));
		const before = load.done;
		const victim = kill(house, victims[name]);
		if (!victim) continue;
		count++;
		killed.set(victim, (killed.get(victim) ?? 0) + 1);
		if (!await comes(() => load.done > before + 4, 120)) stuck = victim;
	}
	say(!stuck, `${name}: ${kills} kills under load, and answers go on by themselves`,
		[[...killed].map(([who, times]) => `${who} ${times}`).join(', '), ...(stuck ? [`nothing was acknowledged for two minutes after ${stuck} was killed`] : [])]);
	await load.stop();
	const last = name === 'nginx' ? [] : name === 'programs' ? victims.keeper : victims[name];
	await settle(load, name, say, last.length > 0 ? { kill: () => kill(house, last), kills: pace.after ?? 4 } : {});
}
