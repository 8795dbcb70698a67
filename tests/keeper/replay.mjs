// @ts-check
/**
 * Whoever knows the rules replays them: of a small survey he makes up every world that there can be, has each judged as
 * keeper.shield judges, and puts together those in which the same is published. He is given more than that: the exact
 * counts behind each cell shown in full, behind unknown and behind the total, and the step of a total that is withheld.
 * What is the same in all worlds of such a class he knows.
 *
 * @typedef {number[]} Counts answers to one question at one unit, by value; of question 1 the last is 不了解
 * @typedef {{units: Counts[], states: string[], whole?: Counts}} World states: of each unit, then of the total
 */

/** @param {Counts} counts */
export const sum = (counts) => counts.reduce((a, b) => a + b, 0);
/** @param {Counts[]} units */
export const total = (units) => units[0].map((_, k) => sum(units.map((counts) => counts[k])));
export const step = (/** @type {number} */ n) => (n === 0 ? 0 : n < 20 ? 1 : n < 50 ? 2 : 3);
export const isWithheld = (/** @type {string} */ state) => ['few', 'band', 'guarded'].includes(state);

/** Under three tenths, under seven, from seven on; the first value is satisfied. @param {Counts} counts */
export function band(counts) {
	const opinions = sum(counts) - counts[counts.length - 1];
	return 10 * counts[0] < 3 * opinions ? 1 : 10 * counts[0] < 7 * opinions ? 2 : 3;
}

/** All that he is given of a cell. @param {string} state @param {Counts} counts */
function told(state, counts) {
	if (state === 'full' || state === 'unknown') return `${state} ${counts}`;
	return state === 'band' ? `band ${band(counts)} ${step(sum(counts))}` : state;
}

/** Of a whole table. @param {World} world */
export function published({ units, states }) {
	const whole = states[units.length];
	return [...units.map((counts, u) => told(states[u], counts)), told(whole, total(units)), whole === 'guarded' ? step(sum(units.flat())) : ''].join(';');
}

/**
 * The cells that are the same in all worlds of their class: count or distribution.
 * @param {Map<string, World[]>} classes by what is published
 * @param {(world: World, unit: number) => boolean} [isCountKnown] whose count is no secret
 * @returns {string[]} one line a class; empty is good
 */
export function pinned(classes, isCountKnown = () => false) {
	return [...classes].flatMap(([key, worlds]) => {
		const found = worlds[0].units.flatMap((_, u) => {
			if (!isWithheld(worlds[0].states[u])) return [];
			const cells = worlds.map(({ units }) => units[u]);
			const counts = new Set(cells.map(sum));
			const shares = new Set(cells.filter((c) => sum(c) > 0).map((c) => c.map((n) => (n / sum(c)).toFixed(9)).join()));
			return [...(counts.size < 2 && !isCountKnown(worlds[0], u) ? [`the count of unit ${u + 1}`] : []), ...(shares.size < 2 ? [`the distribution of unit ${u + 1}`] : [])];
		});
		return found.length > 0 ? [`${key}: ${found.join(', ')}`] : [];
	});
}

/** @template T @param {T[]} all @param {(one: T) => string} key */
export function classed(all, key) {
	/** @type {Map<string, T[]>} */
	const classes = new Map();
	for (const one of all) {
		const name = key(one);
		const others = classes.get(name);
		if (others) others.push(one);
		else classes.set(name, [one]);
	}
	return classes;
}

/** Every vector of so many counts with a sum from low to high. @param {number} width @param {number} low @param {number} high @returns {Counts[]} */
export function vectors(width, low, high) {
	/** @type {Counts[]} */
	const all = [];
	/** @param {Counts} head @param {number} left */
	const grow = (head, left) => {
		if (head.length === width) {
			if (high - left >= low) all.push(head);
			return;
		}
		for (let n = 0; n <= left; n++) grow([...head, n], left - n);
	};
	grow([], high);
	return all;
}

/** Every choice of one of each list, in order. @template T @param {T[][]} lists @returns {T[][]} */
export function choices(lists) {
	return lists.reduce((/** @type {T[][]} */ heads, list) => heads.flatMap((head) => list.map((one) => [...head, one])), [[]]);
}

/** @param {number} n @returns {number[][]} each order of 1 to n */
export function orders(n) {
	return n === 0 ? [[]] : orders(n - 1).flatMap((order) => Array.from({ length: n }, (_, at) => [...order.slice(0, at), n, ...order.slice(at)]));
}
