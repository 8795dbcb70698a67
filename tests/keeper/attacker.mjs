// @ts-check
/**
 * Who tries to compute what a result withholds, in surveys of the size and with the limits that are in force: too many worlds
 * to have each judged, as replay.mjs does. He is given more than is published: the exact counts behind every cell that is
 * shown in full and behind the total, why each other cell is withheld (few; a band, which, and its step; guarded), and the
 * step of a total that is withheld. He goes through every world that fits, so what he can't know nobody can.
 *
 * @typedef {import('./replay.mjs').Counts} Counts
 * @typedef {{least: number, exact: number}} Rule
 * @typedef {{low: number, high: number, fits: (counts: Counts) => boolean}} Cell what a withheld cell may hold
 */
import { isWithheld, step as stepOf, sum, total } from './replay.mjs';

/** Under three tenths, under seven, from seven on; the first two values are satisfied. @param {Counts} counts */
function band(counts) {
	const opinions = sum(counts) - counts[counts.length - 1];
	const satisfied = counts[0] + counts[1];
	return 10 * satisfied < 3 * opinions ? 1 : 10 * satisfied < 7 * opinions ? 2 : 3;
}

/** Every vector of counts up to `limits` with a sum from low to high. @param {number[]} limits @param {number} low @param {number} high */
function vectors(limits, low, high) {
	/** @type {Counts[]} */
	const all = [];
	/** @param {Counts} head @param {number} left */
	const grow = (head, left) => {
		if (head.length === limits.length) {
			if (high - left >= low) all.push(head);
			return;
		}
		for (let n = 0; n <= Math.min(limits[head.length], left); n++) grow([...head, n], left - n);
	};
	grow([], high);
	return all;
}

// Four counts under 128 as one number; the free top bits let one subtraction compare all four.
const free = 0x80808080;
const pack = (/** @type {Counts} */ counts) => counts.reduce((code, n, k) => code + n * 256 ** k, 0);
const isWithin = (/** @type {number} */ code, /** @type {number} */ limits) => (((limits + free - code) & free) >>> 0) === free;

/** Sums of a number of each list, none above `limits`. @param {number[][]} lists @param {number} limits */
function sums(lists, limits) {
	let reach = new Set([0]);
	for (const list of lists) {
		/** @type {Set<number>} */
		const next = new Set();
		for (const from of reach) for (const step of list) if (isWithin(from + step, limits)) next.add(from + step);
		reach = next;
	}
	return reach;
}

/**
 * What each withheld cell can be in some world in which they all add up to something allowed.
 * @param {Counts[][]} cells the possible vectors of each
 * @param {Counts} limits the sum, or its upper bounds
 * @param {(whole: Counts) => boolean} [allowed] which sums may be; none: exactly `limits`
 * @returns {Counts[][]}
 */
function survivors(cells, limits, allowed) {
	const goal = pack(limits);
	const codes = cells.map((cell) => cell.map(pack));
	return cells.map((cell, at) => {
		const others = sums(codes.filter((_, i) => i !== at), goal);
		const unpack = (/** @type {number} */ code) => limits.map((_, k) => Math.floor(code / 256 ** k) % 256);
		return cell.filter((_, i) => (allowed
			? [...others].some((other) => allowed(unpack(other + codes[at][i])))
			: others.has(goal - codes[at][i])));
	});
}

/** What is known of a cell: a single count, or a single distribution. @param {Counts[]} worlds */
function leak(worlds) {
	if (new Set(worlds.map(sum)).size < 2) return 'its count';
	const shares = new Set(worlds.filter((counts) => sum(counts) > 0).map((counts) => counts.map((n) => (n / sum(counts)).toFixed(9)).join()));
	return shares.size < 2 ? 'its distribution' : null;
}

/** The bounds of a step. @param {number} n */
const step = (n) => (n < 20 ? [1, 19] : n < 50 ? [20, 49] : [50, 200]);

/** A total that is withheld: counts alone, for of its distribution nothing is said. @param {Cell[]} cells @param {number} low @param {number} high */
function pinnedCounts(cells, low, high) {
	return cells.map((cell, at) => {
		const others = cells.filter((_, i) => i !== at);
		const least = Math.max(cell.low, low - sum(others.map((other) => other.high)));
		const most = Math.min(cell.high, high - sum(others.map((other) => other.low)));
		return least >= most ? 'its count' : null;
	});
}

/** What a withheld cell of question 1 may hold. @param {string} state @param {Counts} counts @param {Rule} rule @returns {Cell} */
function cellOf(state, counts, rule) {
	const opinions = (/** @type {Counts} */ other) => sum(other) - other[other.length - 1];
	if (state === 'few') return { low: 1, high: rule.least - 1, fits: () => true };
	if (state === 'guarded') return { low: rule.least, high: 200, fits: (other) => opinions(other) > 0 };
	return {
		low: rule.least, high: 200,
		fits: (other) => opinions(other) >= rule.least && opinions(other) < rule.exact && band(other) === band(counts) && stepOf(sum(other)) === stepOf(sum(counts)),
	};
}

/**
 * Question 1: `states` of each unit, then of the total.
 * @param {Counts[]} units @param {string[]} states @param {Rule} rule
 * @returns {string[]} what the attacker found; empty is good
 */
export function attackSatisfaction(units, states, rule) {
	const whole = states[units.length];
	const hidden = units.map((_, u) => u).filter((u) => isWithheld(states[u]));
	if (hidden.length === 0) return [];
	if (states.every((state) => state === 'guarded')) return []; // nothing but a step
	const cells = hidden.map((u) => cellOf(states[u], units[u], rule));
	const known = total(hidden.map((u) => units[u]));
	const n = sum(units.map(sum));
	const shown = total(units).map((c, k) => c - known[k]);
	/** @type {(string | null)[]} */
	let found;
	if (whole === 'guarded') {
		// of a cell without opinions the distribution is known, its count as a step alone
		const unknown = units.filter((_, u) => states[u] === 'unknown').map(sum);
		const rest = n - sum(known) - sum(unknown);
		const [low, high] = step(n);
		found = pinnedCounts(cells, low - rest - sum(unknown.map((c) => step(c)[1])), high - rest - sum(unknown.map((c) => Math.max(rule.least, step(c)[0]))));
	} else if (whole === 'few' || whole === 'band') {
		// of the worlds with far more 不了解 he looks at none: what differs in fewer worlds differs
		const most = whole === 'few' ? rule.least - 1 : rule.exact - 1;
		const limits = known.map((_, k) => (k < known.length - 1 || whole === 'few' ? most : known[k] + 1));
		const high = whole === 'few' ? most : n + 1;
		found = survivors(cells.map((cell) => vectors(limits, cell.low, Math.min(cell.high, high)).filter(cell.fits)), limits, (part) => {
			const all = part.map((c, k) => c + shown[k]);
			const opinions = sum(all) - all[all.length - 1];
			if (whole === 'few') return sum(all) > 0 && sum(all) <= most;
			return opinions >= rule.least && opinions <= most && band(all) === band(total(units)) && stepOf(sum(all)) === stepOf(n);
		}).map(leak);
	} else {
		if (sum(known) < rule.least) return [`the withheld together are ${sum(known)}`];
		found = survivors(cells.map((cell) => vectors(known, cell.low, Math.min(cell.high, sum(known))).filter(cell.fits)), known).map(leak);
	}
	return found.flatMap((what, at) => (what ? [`${what} of unit ${hidden[at] + 1}`] : []));
}

/**
 * A further question. The forms behind question 1 are known where a unit is shown there; where it isn't, they
 * are one more count to find out, together with the answers.
 * @param {Counts[]} units of question 1 @param {string[]} first its states
 * @param {Counts[]} answers to this question @param {string[]} states
 * @param {boolean} required whoever answered question 1 answered this one
 * @param {Rule} rule
 */
export function attackQuestion(units, first, answers, states, required, rule) {
	if (states[units.length] !== 'full') return [];
	const inFirst = (/** @type {number} */ u) => isWithheld(first[u]);
	const hidden = units.map((_, u) => u).filter((u) => ['few', 'guarded'].includes(states[u]));
	if (hidden.length === 0) return [];
	const goal = [...total(hidden.map((u) => answers[u])), sum(hidden.filter(inFirst).map((u) => sum(units[u])))];
	const found = survivors(hidden.map((u) => {
		const forms = sum(units[u]);
		if (inFirst(u)) {
			const cell = cellOf(first[u], units[u], rule);
			return vectors(goal, 0, sum(goal)).filter((world) => {
				const n = world[world.length - 1];
				const given = sum(world) - n;
				return n >= cell.low && n <= cell.high && (required ? given === n : given <= n);
			});
		}
		const [low, high] = states[u] === 'few' ? [0, Math.min(forms, rule.exact - 1)] : [rule.exact, forms];
		return vectors([...goal.slice(0, -1), 0], required ? forms : low, required ? forms : high);
	}), goal).map((worlds) => worlds.map((world) => world.slice(0, -1)));
	const counts = sum(goal.slice(0, -1));
	if (counts < rule.least) return [`the withheld together are ${counts}`];
	return found.flatMap((worlds, at) => {
		const what = leak(worlds);
		// how many answered a question that all must answer is no secret of a unit that is shown in question 1
		return what && !(what === 'its count' && required && !inFirst(hidden[at])) ? [`${what} of unit ${hidden[at] + 1}`] : [];
	});
}
