// @ts-check
/** What keeper.shield withholds can't be computed from what it shows; without its guards it can. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from '../../common/installation.mjs';
import { attackQuestion, attackSatisfaction } from '../attacker.mjs';
import { sum, total } from '../replay.mjs';

/** @typedef {{units: number[][], answers: number[][], required: boolean, least: number, exact: number, first: string[], second: string[], bare: string[], bareSecond: string[]}} Survey */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Survey[]} */
let surveys;

// the same surveys each time (mulberry32)
let seed = 20260928;
function random() {
	seed = (seed + 0x6d2b79f5) | 0;
	let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
	return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (/** @type {number} */ low, /** @type {number} */ high) => low + Math.floor(random() * (high - low + 1));

/** So many answers, spread over a few values. @param {number} n @param {number} width @param {number} spread */
function spread(n, width, spread) {
	const counts = Array.from({ length: width }, () => 0);
	const values = Array.from({ length: spread }, () => pick(0, width - 1));
	for (let i = 0; i < n; i++) counts[values[pick(0, spread - 1)]]++;
	return counts;
}

/** @param {number} at */
function survey(at) {
	// mostly with low limits, for the same cases come up with fewer worlds; a third with those that are in force
	const { least, exact } = at % 3 === 0 ? { least: 5, exact: 10 } : { least: 3, exact: 6 };
	const units = Array.from({ length: pick(1, at % 3 === 0 ? 4 : 5) }, () => {
		const kind = random();
		const n = kind < 0.1 ? 0 : kind < 0.45 ? pick(1, least - 1) : kind < 0.6 ? pick(least, exact - 1) : pick(exact, exact + 4);
		return spread(n, 4, pick(1, 4));
	});
	const required = random() < 0.4;
	const answers = units.map((counts) => spread(required || random() < 0.4 ? sum(counts) : pick(0, sum(counts)), 3, pick(1, 3)));
	return { units, answers, required, least, exact };
}

before(async () => {
	house = await start({ serve: 'database', own: true, demo: false });
	const made = Array.from({ length: 900 }, (_, at) => survey(at));
	// four of the six answers are used, so that the attacker has fewer worlds to go through
	const flat = made.map((s) => ({ ...s, units: s.units.flatMap(([a, b, c, unknown]) => [a, b, c, 0, 0, unknown]), answers: s.answers.flat(), sizes: s.units.map(sum) }));
	const shown = JSON.parse(await house.psql(`
		with made as materialized (
			select m.place, array(select jsonb_array_elements_text(m.s -> 'units')::integer) as units,
				array(select jsonb_array_elements_text(m.s -> 'answers')::integer) as answers,
				array(select jsonb_array_elements_text(m.s -> 'sizes')::integer) as sizes,
				(m.s ->> 'required')::boolean as required, (m.s ->> 'least')::integer as least_group, (m.s ->> 'exact')::integer as exact
			from jsonb_array_elements('${JSON.stringify(flat)}') with ordinality as m (s, place)
		), first as materialized (
			select m.*, t.turns, keeper.shield(m.units, m.least_group, m.exact, t.turns) as first
			from made as m
			cross join lateral (select array(select generate_series(1, cardinality(m.sizes)) order by 1) as turns) as t
		)
		select json_agg(json_build_object('first', f.first,
			'second', keeper.shield_further(f.answers, f.least_group, f.exact, f.first, f.sizes, f.required)) order by f.place)
		from first as f`));
	surveys = made.map((s, at) => ({ ...s, ...shown[at], ...withoutGuards(s, shown[at].first) }));
});
after(() => house?.stop());

/**
 * Each cell judged alone: what would be shown if nothing were guarded.
 * @param {{units: number[][], answers: number[][], least: number, exact: number}} s @param {string[]} first
 */
function withoutGuards({ units, answers, least, exact }, first) {
	const alone = (/** @type {number[]} */ c) => {
		const opinions = sum(c) - c[3];
		return sum(c) === 0 ? 'none' : sum(c) < least ? 'few' : opinions === 0 ? 'unknown' : opinions < least ? 'guarded' : opinions < exact ? 'band' : 'full';
	};
	return {
		bare: [...units, total(units)].map(alone),
		bareSecond: [
			...answers.map((c, u) => (['none', 'guarded'].includes(first[u]) ? first[u] : sum(c) < exact ? 'few' : 'full')),
			sum(total(answers)) < exact ? 'few' : 'full',
		],
	};
}

/** Those whose worlds of a further question are soon gone through. */
const smaller = () => surveys.filter((s) => s.least === 3 && s.units.length <= 4);

/** @param {(s: Survey) => string[]} attack @param {Survey[]} [among] */
const successes = (attack, among = surveys) => among.flatMap((s) => {
	const found = attack(s);
	return found.length > 0 ? [`${JSON.stringify(s)}: ${found.join('; ')}`] : [];
});

test('no withheld unit of question 1 is pinned down, in 900 surveys', () => {
	assert.deepEqual(successes((s) => attackSatisfaction(s.units, s.first, s)), []);
});

test('the same attack succeeds hundreds of times where nothing is guarded', () => {
	const found = successes((s) => attackSatisfaction(s.units, s.bare, s));
	assert.ok(found.length > 200, `${found.length} of ${surveys.length}`);
});

test('no withheld cell of a further question is pinned down', () => {
	assert.ok(smaller().length > 400);
	assert.deepEqual(successes((s) => attackQuestion(s.units, s.first, s.answers, s.second, s.required, s), smaller()), []);
});

test('the same attack succeeds there too where nothing is guarded', () => {
	const found = successes((s) => attackQuestion(s.units, s.first, s.answers, s.bareSecond, s.required, s), smaller());
	assert.ok(found.length > 50, `${found.length} of ${smaller().length}`);
});

test('every state comes up, so that the attack has met it', () => {
	assert.deepEqual([...new Set(surveys.flatMap((s) => s.first))].sort(), ['band', 'few', 'full', 'guarded', 'none', 'unknown']);
	assert.ok(surveys.filter((s) => s.first[s.units.length] === 'guarded').length > 20, 'totals that are withheld');
	assert.deepEqual([...new Set(surveys.flatMap((s) => s.second))].sort(), ['few', 'full', 'guarded', 'none']);
});
