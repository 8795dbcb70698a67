// @ts-check
/**
 * The linker: whoever administers the database while a round runs and after it, with every table, column, transaction
 * number and raw page, and tries to join cards, answers and texts. A trial answers cards under load, twins and all, with
 * a sealer at work; the linker looks after each of its turns and at the end. What belongs together the trial knows, for
 * each respondent writes a number into the answers and the text.
 */
import { cardsMessage, connect, digest, numberFields, numberOf, roundMessage } from './alone.mjs';

/**
 * @typedef {object} Plan
 * @property {number} cards
 * @property {number} seconds the round closes after so long
 * @property {number} grace seconds from the hour to the last sealing
 * @property {number} pause the longest pause of a respondent, in milliseconds
 * @property {boolean} [together] a naive keeper: answers and texts in one transaction
 */
/**
 * @typedef {object} Seen what the linker found
 * @property {number[]} counted the numbers of those who were told that they were counted
 * @property {number} refusedTwins @property {number} closed how many came too late
 * @property {number[]} answers @property {number[]} texts the numbers found at the end
 * @property {number} pressure ticks found @property {number} ticked ticks told counted
 * @property {number} turns @property {number} smallest the smallest batch of answers but for the last
 * @property {number} sameTransaction pairs of card, answer, text and tick with one xmin
 * @property {number} older rows and dead rows that wait with a transaction older than the last sealing
 * @property {number} runs batches of answers that are just those who came one after another
 * @property {{what: string, hits: number, chance: number}[]} joins by order: right pairs, and how many chance gives at most
 */

const sleep = (/** @type {number} */ wait) => new Promise((resolve) => { setTimeout(resolve, wait); });

/** Pairs of equal xmin between what must not be joined. */
const sameTransaction = `
with things as (
	select 'card' as kind, xmin::text as t from box.card where used
	union select 'answer', xmin::text from box.sealed
	union select 'text', xmin::text from box.sealed_text
	union select 'tick', xmin::text from box.sealed_pressure
)
select count(*)::integer as pairs from things as a join things as b on a.t = b.t and a.kind < b.kind`;

/** Rows, living or dead, of what waits, that came before the last sealing of their kind. */
const older = (/** @type {string} */ waits, /** @type {string} */ sealed) => `
select count(*)::integer as rows
from generate_series(0, pg_relation_size('${waits}') / current_setting('block_size')::bigint - 1) as page,
	heap_page_items(get_raw_page('${waits}', page::integer)) as item
where item.t_xmin is not null and age(item.t_xmin) > (select min(age(s.xmin)) from ${sealed} as s)`;

/** @param {any} linker */
async function look(linker) {
	let found = 0;
	for (const part of ['', '_text', '_pressure'])
		found += (await linker.query(older(`box.entry${part}`, `box.sealed${part}`))).rows[0].rows;
	return found;
}

/**
 * Sorted in each way that a table can be, is the k-th of one the k-th of the other?
 * @param {any} linker @param {Map<string, number>} numbers of cards by digest
 */
async function joinByOrder(linker, numbers) {
	const orders = { arrival: '-age(xmin), ctid', place: 'ctid', id: 'id' };
	/** @param {string} from @param {string} columns @param {(row: any) => number} number */
	const lists = async (from, columns, number) => {
		/** @type {Record<string, number[]>} */
		const sorted = {};
		for (const [name, order] of Object.entries(orders)) {
			const by = from.includes('box.card') ? order.replace(/\bid\b/, 'digest') : order;
			sorted[name] = (await linker.query(`select ${columns} from ${from} order by ${by}`)).rows.map(number);
		}
		return sorted;
	};
	const cards = await lists('box.card where used', "encode(digest, 'hex') as digest", (row) => numbers.get(row.digest) ?? -1);
	const answers = await lists("box.sealed where channel = 'card'", 'answers', (row) => numberOf(row.answers));
	const texts = await lists("box.sealed_text where channel = 'card'", 'words', (row) => Number(row.words.replace(/\D/g, '')));
	const joins = [];
	for (const [what, left, right] of /** @type {const} */ ([['card–answer', cards, answers], ['card–text', cards, texts], ['answer–text', answers, texts]])) {
		for (const a of Object.keys(left)) {
			for (const b of Object.keys(right)) {
				const wrote = new Set(right[b]);
				const pairs = left[a].filter((/** @type {number} */ one) => wrote.has(one));
				const hits = pairs.filter((/** @type {number} */ one, /** @type {number} */ at) => one === right[b][at]).length;
				// within a batch of twenty each place is as likely as another; four deviations above that
				const mean = pairs.length / 20;
				joins.push({ what: `${what} by ${a} and ${b}`, hits, chance: Math.ceil(mean + 4 * Math.sqrt(mean) + 3) });
			}
		}
	}
	return joins;
}

/**
 * Batches whose members came one directly after another.
 * @param {any} linker @param {Map<string, number>} numbers
 */
async function batches(linker, numbers) {
	const arrived = (await linker.query("select encode(digest, 'hex') as digest from box.card where used order by age(xmin) desc")).rows;
	const place = new Map(arrived.map((/** @type {any} */ row, /** @type {number} */ at) => [numbers.get(row.digest), at]));
	const rows = (await linker.query("select xmin::text as batch, answers from box.sealed where channel = 'card' order by age(xmin) desc")).rows;
	/** @type {Map<string, number[]>} */
	const members = new Map();
	for (const row of rows) members.set(row.batch, [...members.get(row.batch) ?? [], place.get(numberOf(row.answers)) ?? -1]);
	const all = [...members.values()].slice(0, -1);
	const runs = all.filter((batch) => Math.max(...batch) - Math.min(...batch) === batch.length - 1).length;
	return { runs, smallest: Math.min(Infinity, ...all.map((batch) => batch.length)) };
}

/**
 * @param {import('../common/installation.mjs').Installation} house @param {string} database with the ballot alone in it
 * @param {Plan} plan @returns {Promise<Seen>}
 */
export async function trial(house, database, plan) {
	const linker = await connect(house, database, 'wuhao');
	await linker.query('create extension if not exists pageinspect');
	const sealer = await connect(house, database, 'wuhao_seal');
	const watch = await connect(house, database, 'wuhao_seal');
	const closes = new Date(Date.now() + plan.seconds * 1000);
	await sealer.query('select ballot.receive(1, $1, $2)', ['round', roundMessage(closes, plan.grace)]);
	await sealer.query('select ballot.receive(2, $1, $2)', ['cards', cardsMessage(plan.cards + 1)]);
	const numbers = new Map(Array.from({ length: plan.cards + 1 }, (_, at) => [digest(`card ${at}`), at]));
	const seen = { counted: /** @type {number[]} */ ([]), refusedTwins: 0, closed: 0, ticked: 0, turns: 0, older: 0, sameTransaction: 0 };

	// a card and its twin lie side by side, so that two respondents take them at once
	const queue = Array.from({ length: plan.cards * 2 }, (_, at) => Math.floor(at / 2)).sort((a, b) => (a * 7919) % plan.cards - (b * 7919) % plan.cards);
	/** @param {any} client @param {number} number */
	const answer = async (client, number) => {
		const { names, fields } = numberFields(number);
		const writes = number % 5 < 3;
		const ticks = number % 2 === 0;
		await client.query('select ballot.answer($1, $2, null, null, $3, $4, $5)',
			['card0001', Buffer.from(digest(`card ${number}`), 'hex'), writes ? [...names, 'q3'] : names, writes ? [...fields, `写${number}`] : fields, ticks]);
		seen.counted.push(number);
		if (ticks) seen.ticked++;
	};
	const respondent = async () => {
		const client = await connect(house, database, 'wuhao_ballot');
		for (let number = queue.shift(); number !== undefined; number = queue.shift()) {
			try {
				await answer(client, number);
			} catch (error) {
				const slug = /** @type {Error} */ (error).message;
				if (slug === 'ballot/used') seen.refusedTwins++;
				else if (slug === 'ballot/closed') seen.closed++;
				else throw error;
			}
			await sleep(Math.random() * plan.pause);
		}
		await client.end();
	};
	/** One answer that began before the hour and ends after it. */
	const held = async () => {
		const client = await connect(house, database, 'wuhao_ballot');
		await sleep(closes.getTime() - Date.now() - 2000);
		await client.query('begin');
		await answer(client, plan.cards); // a card of its own
		await sleep(closes.getTime() - Date.now() + 600);
		await client.query('commit');
		await client.end();
	};
	const seal = async () => {
		for (;;) {
			const steps = (await watch.query('select ballot.waiting() as steps')).rows[0].steps;
			if (steps.some((/** @type {any} */ one) => one.step === 'take')) return;
			if (plan.together && steps.length > 0) await sealer.query('begin');
			for (const { step, round, stratum, all } of steps) {
				try {
					await sealer.query(`select ballot.seal_${step}($1, $2, $3)`, [round, stratum, all]);
					seen.turns++;
				} catch (error) {
					if (/** @type {any} */ (error).code !== '55P03') throw error; // behind the held one: again
					if (plan.together) break; // and this transaction is over
				}
			}
			if (plan.together && steps.length > 0) await sealer.query('commit');
			if (steps.length > 0) seen.older += await look(linker);
			await sleep(10);
		}
	};
	await Promise.all([seal(), held(), ...Array.from({ length: 6 }, respondent)]);

	seen.sameTransaction = (await linker.query(sameTransaction)).rows[0].pairs;
	const result = {
		...seen,
		...await batches(linker, numbers),
		joins: await joinByOrder(linker, numbers),
		answers: (await linker.query('select answers from box.sealed')).rows.map((/** @type {any} */ row) => numberOf(row.answers)),
		texts: (await linker.query('select words from box.sealed_text')).rows.map((/** @type {any} */ row) => Number(row.words.slice(1))),
		pressure: (await linker.query('select count(*)::integer as ticks from box.sealed_pressure')).rows[0].ticks,
	};
	for (const client of [linker, sealer, watch]) await client.end();
	return result;
}
