// @ts-check
/**
 * What the clients of a campaign were told, answer by answer, and the comparison with what the
 * database holds afterwards. Every answer's free text carries a token of its own, and its other
 * fields follow from the token's number, so that "counted once" is checked by identity and not by sums.
 */

/**
 * One thing a client was told:
 *   done     2xx: committed and on disk
 *   used     409 ballot/used: the card was counted before
 *   nothing  429, 503, 507: nothing was changed
 *   unknown  5xx, a cut connection, nothing at all
 *   refused  anything else: it should not have come
 * @typedef {'done'|'used'|'nothing'|'unknown'|'refused'} Told
 */

/**
 * @typedef {object} Entry
 * @property {number} number from 0; all that is answered follows from it
 * @property {string} words its free text, with the token
 * @property {'card'|'open'} channel
 * @property {string} path where it is sent
 * @property {string} key the open form's key; empty for a card
 * @property {number} unit
 * @property {number[]} slots what data.answer is to hold
 * @property {boolean} pressure
 * @property {Told[]} told in the order it was heard
 * @property {string} said what came with a refusal, for the report
 */

/**
 * What is in the database after the round was settled.
 * @typedef {object} Facts
 * @property {Array<{unit: number, channel: string, slots: number[]}>} answers
 * @property {Array<{unit: number, channel: string, words: string}>} texts
 * @property {Record<string, number>} pressure by channel
 * @property {number} used cards
 */

const letters = 'abcdefghijklmnopqrst';

/** A number in letters alone, for digits might be masked as a phone number. @param {number} number */
function token(number) {
	let text = '';
	for (let rest = number, i = 0; i < 6; i++, rest = Math.floor(rest / letters.length)) text = letters[rest % letters.length] + text;
	return text;
}

export class Ledger {
	/** @param {string} name distinguishes the texts of one campaign */
	constructor(name) {
		this.name = name;
		/** @type {Entry[]} */
		this.entries = [];
	}

	/** A new answer. @param {{channel: 'card'|'open', path: string, key?: string, units: number[]}} of @returns {Entry} */
	add({ channel, path, key = '', units }) {
		const n = this.entries.length;
		const digit = (/** @type {number} */ place, /** @type {number} */ most) => 1 + (Math.floor(n / 7 ** place) + n) % most;
		const entry = {
			number: n, words: `意见${this.name}${token(n)}。`, channel, path, key,
			unit: units[n % units.length],
			slots: [digit(0, 6), digit(1, 6), digit(2, 6), digit(3, 6), digit(4, 6), digit(1, 6), digit(2, 5), (1 << (n % 7)) | (1 << ((n + 2) % 7))],
			pressure: n % 5 === 0,
			told: /** @type {Told[]} */ ([]),
			said: '',
		};
		this.entries.push(entry);
		return entry;
	}

	/** @param {Told} told */
	count(told) {
		return this.entries.filter((entry) => entry.told.includes(told)).length;
	}
}

/** The form's fields of an entry. @param {Entry} entry */
export function fieldsOf(entry) {
	const [first, a, b, c, d, third, fourth, mask] = entry.slots;
	const fields = new URLSearchParams({
		unit: String(entry.unit), q1: String(first), q2_1: String(a), q2_2: String(b), q2_3: String(c), q2_4: String(d),
		q3: String(third), q4: String(fourth), q6: entry.words,
	});
	for (let option = 1; option <= 7; option++) if (mask & (1 << (option - 1))) fields.append('q5', String(option));
	if (entry.pressure) fields.append('pressure', '1');
	if (entry.key) fields.append('key', entry.key);
	return fields.toString();
}

/** @param {{unit: number, channel: string, slots: number[]}} answer */
const shape = (answer) => `${answer.unit} ${answer.channel} ${answer.slots.join(',')}`;

/** How often each is there. @param {string[]} list */
function frequencies(list) {
	/** @type {Map<string, number>} */
	const counts = new Map();
	for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
	return counts;
}

/** How often an entry may be in the database, by what was told of it. @param {Entry} entry @returns {[number, number]} */
function bounds(entry) {
	if (entry.told.includes('done') || entry.told.includes('used')) return [1, 1];
	return entry.told.includes('unknown') ? [0, 1] : [0, 0];
}

/** What can't be right whatever the database holds. @param {Entry} entry */
function contradictions(entry) {
	const { number, channel, told } = entry;
	const wrong = [];
	if (told.includes('refused')) wrong.push(`answer ${number} was refused: ${entry.said}`);
	if (channel === 'card' && told.filter((one) => one === 'done').length > 1) wrong.push(`answer ${number}: two thank-yous for one card`);
	if (told.includes('used') && !told.includes('done') && !told.includes('unknown'))
		wrong.push(`answer ${number}: its card was used, though nobody could have used it (${told.join(', ')})`);
	return wrong;
}

/**
 * Everything that is wrong, a sentence each; empty: each acknowledged answer is there once, nothing
 * is there twice, nothing is there that was refused or never sent.
 * @param {Ledger} ledger @param {Facts} facts @returns {string[]}
 */
export function compare(ledger, facts) {
	const wrong = ledger.entries.flatMap(contradictions);
	const counted = frequencies(facts.texts.map((text) => text.words));
	/** @type {Entry[]} */
	const present = [];
	for (const entry of ledger.entries) {
		const times = counted.get(entry.words) ?? 0;
		const [least, most] = bounds(entry);
		counted.delete(entry.words);
		if (times > 0) present.push(entry);
		if (times < least) wrong.push(`answer ${entry.number} (${entry.channel}) was acknowledged (${entry.told.join(', ')}) and is lost`);
		if (times > most) wrong.push(`answer ${entry.number} (${entry.channel}) was told ${entry.told.join(', ') || 'nothing'} and is there ${times} times`);
	}
	for (const words of counted.keys()) wrong.push(`nobody sent the text ${words}`);

	const [there, wanted] = [frequencies(facts.answers.map(shape)), frequencies(present.map(shape))];
	for (const key of new Set([...there.keys(), ...wanted.keys()]))
		if (there.get(key) !== wanted.get(key))
			wrong.push(`the answer ${key} is there ${there.get(key) ?? 0} times, its texts ${wanted.get(key) ?? 0} times`);
	for (const channel of ['card', 'open']) {
		const ticks = present.filter((entry) => entry.channel === channel && entry.pressure).length;
		if ((facts.pressure[channel] ?? 0) !== ticks) wrong.push(`${channel}: ${facts.pressure[channel] ?? 0} ticks of pressure instead of ${ticks}`);
	}
	const cards = present.filter((entry) => entry.channel === 'card').length;
	if (facts.used !== cards) wrong.push(`${facts.used} cards are used, and ${cards} answers came by card`);
	return wrong;
}

/** What the database would hold if all went well. @param {Ledger} ledger @returns {Facts} */
export function ideal(ledger) {
	const there = ledger.entries.filter((entry) => bounds(entry)[0] === 1);
	return {
		answers: there.map(({ unit, channel, slots }) => ({ unit, channel, slots })),
		texts: there.map(({ unit, channel, words }) => ({ unit, channel, words })),
		pressure: Object.fromEntries(['card', 'open'].map((channel) => [channel, there.filter((entry) => entry.channel === channel && entry.pressure).length])),
		used: there.filter((entry) => entry.channel === 'card').length,
	};
}
