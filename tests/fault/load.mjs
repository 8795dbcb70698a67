// @ts-check
/**
 * Citizens and officers of a campaign. A citizen sends a card or a poster's form, sometimes from two
 * devices at once, and sends it again until the outcome is known; some give up. The officers draft,
 * edit and have cards made. What everyone was told goes into the ledger and the officers' list.
 */
import { randomUUID } from 'node:crypto';
import { ask, sleep } from './ask.mjs';
import { fieldsOf } from './ledger.mjs';

/** @typedef {import('./ledger.mjs').Entry} Entry */
/** @typedef {import('./ledger.mjs').Ledger} Ledger */
/** @typedef {import('./ledger.mjs').Told} Told */
/** @typedef {import('./officer.mjs').Officer} Officer */
/** @typedef {import('./officer.mjs').Round} Round */
/** @typedef {{title: string, id: number, version: number}} Draft acknowledged up to this version */
/** @typedef {{name: string, cards: number}} Batch made once, under a name of its own */

/** @param {import('./ask.mjs').Heard} heard @returns {Told} */
function toldBy(heard) {
	if (heard.status >= 200 && heard.status < 300) return 'done';
	if ([429, 503, 507].includes(heard.status)) return 'nothing';
	if (heard.status === 409 && /已经(收到|交过)/.test(heard.text)) return 'used';
	return heard.status === 0 || heard.status >= 500 ? 'unknown' : 'refused';
}

const within = (/** @type {number} */ most) => Math.random() * most;
const chance = (/** @type {number} */ part) => Math.random() < part;

export class Load {
	/**
	 * @param {Officer} officer @param {Round} round @param {Ledger} ledger
	 * @param {{citizens?: number, officers?: number, pause?: number, patient?: boolean}} [size]
	 *   pause: milliseconds between two answers of a citizen, at most; patient: nobody gives up
	 */
	constructor(officer, round, ledger, size = {}) {
		this.officer = officer;
		this.house = officer.house;
		this.round = round;
		this.ledger = ledger;
		this.size = { citizens: 24, officers: 2, pause: 60, patient: false, ...size };
		/** @type {string[]} */
		this.cards = [];
		/** @type {Draft[]} */
		this.drafts = [];
		/** @type {Batch[]} */
		this.batches = [];
		/** @type {string[]} what an officer was told that can't be */
		this.wrong = [];
		this.done = 0; // acknowledged answers
		this.running = false;
		this.making = false;
		/** @type {Promise<void>[]} */
		this.people = [];
	}

	/** One answer, once sent. @param {Entry} entry @returns {Promise<Told>} */
	async send(entry) {
		const heard = await ask(this.house.url, entry.path, {
			method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: fieldsOf(entry),
		});
		const told = toldBy(heard);
		entry.told.push(told);
		if (told === 'refused') entry.said = `${heard.status} ${/<h1[^>]*>([^<]*)/.exec(heard.text)?.[1] ?? heard.text.slice(0, 200)}`;
		if (told === 'done') this.done++;
		return told;
	}

	/** From one device, until the outcome is known or they give up. @param {Entry} entry */
	async answer(entry) {
		for (let tries = 0; tries < 600; tries++) {
			const told = await this.send(entry);
			if (told !== 'unknown' && told !== 'nothing') return;
			if (!this.size.patient && chance(0.05)) return;
			await sleep(30 + within(Math.min(150 * (tries + 1), 1000)));
		}
	}

	/** The next answer: of a card that nobody used, or of a poster. @returns {Entry} */
	next() {
		const { units } = this.round;
		const card = chance(0.7) ? this.cards.pop() : undefined;
		if (card) return this.ledger.add({ channel: 'card', path: card, units });
		const mark = this.ledger.entries.length % this.round.open.length;
		return this.ledger.add({ channel: 'open', path: `/s/${this.round.open[mark]}`, key: randomUUID(), units: [units[mark]] });
	}

	async citizen() {
		while (this.running) {
			const entry = this.next();
			await Promise.all(chance(0.15) ? [this.answer(entry), this.answer(entry)] : [this.answer(entry)]);
			await sleep(within(this.size.pause));
		}
	}

	/** Has cards made and waits until the ballot knows them. @param {number} count */
	async makeCards(count) {
		const name = `第${this.batches.length + 1}次发卡`;
		const heard = await this.officer.write(`/survey/round/${this.round.id}/cards`, { mark: this.round.card, count, hands_out: name, box: false });
		const made = heard.status === 409 && /made-already/.test(heard.text); // the answer with the codes was lost
		if (heard.status !== 200 && !made) {
			this.wrong.push(`cards: ${heard.status} ${heard.text.slice(0, 300)}`);
			return;
		}
		this.batches.push({ name, cards: count });
		if (made) return;
		await until(() => this.house.psql(`select 'here' from box.batch where batch = ${heard.json.batch}`), (said) => said === 'here');
		this.cards.push(...heard.json.cards.map((/** @type {{address: string}} */ card) => card.address));
	}

	/** A draft and a few changes of it. */
	async draft() {
		const title = `草稿${this.ledger.name}${this.drafts.length + 1}号${Math.floor(within(1e9))}`;
		const drafted = await this.officer.write('/survey/rounds', { title });
		if (drafted.status !== 200) {
			this.wrong.push(`draft: ${drafted.status} ${drafted.text.slice(0, 300)}`);
			return;
		}
		const draft = { title, id: drafted.json.id, version: drafted.json.version };
		this.drafts.push(draft);
		for (let edits = Math.floor(within(4)); edits > 0; edits--) {
			const edited = await this.officer.write(`/survey/round/${draft.id}/edit`, { title, period: `第${edits}稿` }, draft.version);
			if (edited.status !== 200 || edited.json.version !== draft.version + 1) {
				this.wrong.push(`edit of version ${draft.version}: ${edited.status} ${edited.text.slice(0, 200)}`);
				return;
			}
			draft.version = edited.json.version;
			await sleep(within(this.size.pause));
		}
	}

	async work() {
		while (this.running) {
			if (this.cards.length < 200 && !this.making) {
				this.making = true;
				await this.makeCards(400);
				this.making = false;
			} else {
				await this.draft();
				await sleep(within(4 * this.size.pause));
			}
		}
	}

	async start() {
		this.running = true;
		if (this.size.officers > 0) await this.makeCards(600);
		this.people = [
			...Array.from({ length: this.size.citizens }, () => this.citizen()),
			...Array.from({ length: this.size.officers }, () => this.work()),
		];
	}

	/** Everybody brings to its end what is under way. */
	async stop() {
		this.running = false;
		await Promise.all(this.people);
	}
}

/**
 * Asks the database until it answers what is waited for; it may be away meanwhile.
 * @param {() => Promise<string>} question @param {(said: string) => boolean} holds
 */
export async function until(question, holds, seconds = 120) {
	let said = '';
	for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(150)) {
		try {
			said = await question();
			if (holds(said)) return said;
		} catch (error) {
			said = String(error);
		}
	}
	throw new Error(`waited ${seconds} s in vain; the last that was said: ${said.slice(0, 300)}`);
}
