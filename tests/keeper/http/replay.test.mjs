// @ts-check
/** What keeper.shield withholds is known to nobody who replays it on every world that fits; judged cell by cell it would be. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from '../../common/installation.mjs';
import { choices, classed, isWithheld, orders, pinned, published, sum, total, vectors } from '../replay.mjs';

/** @typedef {import('../replay.mjs').Counts} Counts */
/** @typedef {import('../replay.mjs').World} World */
/** @typedef {{least: number, exact: number}} Rule */

/** @type {import('../../common/installation.mjs').Installation} */
let house;

before(async () => {
	house = await start({ serve: 'database', own: true, demo: false });
});
after(() => house?.stop());

/** So many at a time, two at once. @template T, R @param {T[]} all @param {(some: T[]) => Promise<R[]>} judge */
async function inParts(all, judge) {
	/** @type {R[][]} */
	const done = [];
	let next = 0;
	const work = async () => {
		while (next < all.length) {
			const at = next;
			next += 1000;
			done[at / 1000] = await judge(all.slice(at, at + 1000));
		}
	};
	await Promise.all([work(), work()]);
	return done.flat();
}

/** Six counts of three or more: the first is 很满意, the last 不了解. @param {Counts} counts */
const six = (counts) => [counts[0], 0, ...counts.slice(1, -1), ...Array.from({ length: 5 - counts.length }, () => 0), counts[counts.length - 1]];

/** Each world in each order that the lot can bring. @param {Counts[][]} tables @param {Rule} rule @param {number[][]} turns @returns {Promise<World[]>} */
function judged(tables, { least, exact }, turns) {
	return inParts(tables.flatMap((units) => turns.map((turn) => ({ units, turn }))), async (some) => {
		const states = JSON.parse(await house.psql(`
			select json_agg(keeper.shield(array(select jsonb_array_elements_text(t.t -> 0)::integer), ${least}, ${exact},
				array(select jsonb_array_elements_text(t.t -> 1)::integer)) order by t.place)
			from jsonb_array_elements('${JSON.stringify(some.map(({ units, turn }) => [units.flatMap(six), turn]))}') with ordinality as t (t, place)`));
		return some.map(({ units }, at) => ({ units, states: states[at] }));
	});
}

/** What each cell is by itself. @param {Counts} counts @param {Rule} rule */
function alone(counts, { least, exact }) {
	const n = sum(counts);
	const opinions = n - counts[counts.length - 1];
	return n === 0 ? 'none' : n < least ? 'few' : opinions === 0 ? 'unknown' : opinions < least ? 'guarded' : opinions < exact ? 'band' : 'full';
}

/** Leaves out what is cut off: the other worlds of a total that isn't known exactly are not all here. @param {World[]} worlds @param {number} most */
function whole(worlds, most) {
	return classed(worlds.filter(({ units, states }) => {
		const state = states[units.length];
		return state === 'full' || state === 'unknown' || most >= 19;
	}), published);
}

/** @type {{name: string, rule: Rule, tables: () => Counts[][], turns: number[][], most: number, bare: number}[]} */
const universes = [
	{
		name: 'two units with up to 10 answers of three kinds', rule: { least: 3, exact: 5 }, turns: orders(2), most: 10, bare: 1000,
		tables: () => vectors(6, 1, 10).map((v) => [v.slice(0, 3), v.slice(3)]),
	},
	{
		name: 'three units with up to 11 answers of two kinds', rule: { least: 3, exact: 5 }, turns: [[1, 2, 3]], most: 11, bare: 1000,
		tables: () => vectors(6, 1, 11).map((v) => [[v[0], v[1], 0], [v[2], v[3], 0], [v[4], v[5], 0]]),
	},
	{
		name: 'three units too small to be shown', rule: { least: 3, exact: 6 }, turns: [[1, 2, 3]], most: 15, bare: 500,
		tables: () => choices([1, 2, 3].map(() => vectors(2, 1, 5).map((v) => [...v, 0]))),
	},
];

for (const { name, rule, tables, turns, most, bare } of universes) {
	test(`${name}: no withheld unit is pinned down by the replay`, async () => {
		const worlds = await judged(tables(), rule, turns);
		assert.ok(worlds.length > 7000);
		assert.deepEqual(pinned(whole(worlds, most)), []);
		assert.ok(worlds.filter(({ units, states }) => states[units.length] === 'full' && states.slice(0, -1).some(isWithheld)).length > 500, 'it has something to withhold');
	});

	test(`${name}: where each cell is judged by itself the replay succeeds`, () => {
		const worlds = tables().map((units) => ({ units, states: [...units.map((counts) => alone(counts, rule)), alone(total(units), rule)] }));
		const found = pinned(whole(worlds, most)).length;
		assert.ok(found > bare, `${found}`);
	});
}

/** @typedef {World & {first: World, required: boolean}} Further units: the answers to a further question */

/** Of question 1 half of each unit is satisfied: here its number alone matters. @param {number[]} sizes */
const halves = (sizes) => sizes.map((n) => [Math.ceil(n / 2), Math.floor(n / 2), 0]);

/** @param {number[][]} sizes of the units @param {boolean} required @param {Rule} rule @returns {Promise<Further[]>} */
async function furtherWorlds(sizes, required, rule) {
	const order = sizes[0].map((_, u) => u + 1);
	const first = (await judged(sizes.map(halves), rule, [order])).filter(({ states }) => states[order.length] === 'full');
	const all = first.flatMap((one) => choices(one.units.map((counts) => vectors(2, required ? sum(counts) : 0, sum(counts))))
		.map((units) => ({ first: one, required, units })));
	return inParts(all, async (some) => {
		const states = JSON.parse(await house.psql(`
			select json_agg(keeper.shield_further(array(select jsonb_array_elements_text(t.t -> 0)::integer), ${rule.least}, ${rule.exact},
				array(select jsonb_array_elements_text(t.t -> 1)), array(select jsonb_array_elements_text(t.t -> 2)::integer), ${required}) order by t.place)
			from jsonb_array_elements('${JSON.stringify(some.map(({ units, first: one }) => [units.flat(), one.states, one.units.map(sum)]))}') with ordinality as t (t, place)`));
		return some.map((one, at) => ({ ...one, states: states[at] }));
	});
}

/** Both questions as they are published; of the first the numbers, for halves would tell who is odd. @param {Further} world */
function both({ first, units, states }) {
	const sizes = [...first.units, first.units.flat()].map((counts, u) => (isWithheld(first.states[u]) ? first.states[u] : sum(counts)));
	const cells = [...units, total(units)].map((counts, u) => (states[u] === 'full' ? counts : states[u]));
	return `${sizes.join(';')} ${cells.join(';')}`;
}

for (const { name, sizes, required } of [
	{ name: 'two units, a question that may be left out', sizes: vectors(2, 5, 9), required: false },
	{ name: 'three units, a question that must be answered', sizes: vectors(3, 5, 12), required: true },
]) {
	test(`${name}: no withheld cell is pinned down by the replay`, async () => {
		const worlds = await furtherWorlds(sizes, required, { least: 3, exact: 5 });
		assert.ok(worlds.filter(({ states }) => states[states.length - 1] === 'full' && states.slice(0, -1).some(isWithheld)).length > 500, 'it has something to withhold');
		assert.deepEqual(pinned(classed(worlds, both), (world, u) => /** @type {Further} */ (world).required && !isWithheld(/** @type {Further} */ (world).first.states[u])), []);
		const bare = worlds.map((world) => ({ ...world, states: [...world.units.map((counts, u) => (isWithheld(world.first.states[u]) || sum(counts) < 5 ? 'few' : 'full')), 'full'] }));
		assert.ok(pinned(classed(bare, both)).length > 100, 'where each cell is judged by itself it succeeds');
	});
}
