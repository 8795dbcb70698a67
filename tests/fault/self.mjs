// @ts-check
/** The count itself can fail: a ledger that everything went well with, and each kind of harm done to it. */
import { compare, ideal, Ledger } from './ledger.mjs';

/** @typedef {import('./ledger.mjs').Facts} Facts */

/** Sixty answers: acknowledged at once, after a lost connection, or not at all. */
function sample() {
	const ledger = new Ledger('自检');
	for (let n = 0; n < 60; n++) {
		const entry = ledger.add({ channel: n % 3 === 0 ? 'open' : 'card', path: '/s/', units: [3, 4, 5] });
		entry.told = n % 20 === 19 ? ['nothing'] : n % 7 === 0 ? ['unknown', n % 3 === 0 ? 'done' : 'used'] : ['done'];
	}
	return ledger;
}

/** @type {Array<[string, (facts: Facts, ledger: Ledger) => void]>} */
const harms = [
	['an answer that is lost', (facts) => { facts.answers.pop(); }],
	['a text that is lost', (facts) => { facts.texts.pop(); }],
	['an answer with its text that is lost', (facts) => { facts.answers.pop(); facts.texts.pop(); }],
	['an answer that is there twice', (facts) => { facts.answers.push(facts.answers[0]); facts.texts.push(facts.texts[0]); }],
	['an answer of somebody who was told that nothing was changed', (facts, ledger) => {
		const { unit, channel, slots, words } = ledger.entries[19];
		facts.answers.push({ unit, channel, slots });
		facts.texts.push({ unit, channel, words });
		facts.used++;
	}],
	['a text that nobody sent', (facts) => { facts.texts.push({ unit: 3, channel: 'card', words: '无' }); }],
	['an answer under another unit', (facts) => { facts.answers[0] = { ...facts.answers[0], unit: 9 }; }],
	['an answer that was changed', (facts) => { facts.answers[0] = { ...facts.answers[0], slots: [...facts.answers[0].slots].reverse() }; }],
	['a card that is used without an answer', (facts) => { facts.used++; }],
	['a tick of pressure too few', (facts) => { facts.pressure.card--; }],
	['a card that is refused though nobody used it', (_, ledger) => { ledger.entries[1].told = ['used']; }],
	['two thank-yous for one card', (_, ledger) => { ledger.entries[1].told = ['done', 'done']; }],
];

/** @param {import('./campaign.mjs').Say} say */
export function selfTest(say) {
	const missed = harms.filter(([, harm]) => {
		const ledger = sample();
		const facts = ideal(ledger);
		harm(facts, ledger);
		return compare(ledger, facts).length === 0;
	}).map(([name]) => `not noticed: ${name}`);
	const whole = sample();
	say(missed.length === 0 && compare(whole, ideal(whole)).length === 0, `the count passes what is whole and notices ${harms.length} kinds of harm`, missed);
}
