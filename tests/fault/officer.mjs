// @ts-check
/**
 * The officer of a campaign: every write carries a key and is repeated with it until its outcome is
 * known, as the pages do. What was acknowledged is kept, to be looked for in the database.
 */
import { randomUUID } from 'node:crypto';
import { ask, sleep } from './ask.mjs';

/** @typedef {import('../common/installation.mjs').Installation} Installation */

export class Officer {
	/** @param {Installation} house */
	constructor(house) {
		this.house = house;
		this.cookie = '';
		this.lost = 0; // answers that were unknown
	}

	async signIn() {
		const { login, password } = this.house.account('officer');
		const answer = await fetch(`${this.house.url}/api/account/login`, {
			method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password }),
		});
		if (answer.status !== 200) throw new Error(`${login} can't sign in: ${answer.status} ${await answer.text()}`);
		this.cookie = /\bsession=[0-9a-f]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';
		return this;
	}

	/**
	 * Writes until it is known what came of it.
	 * @param {string} path @param {unknown} body @param {number} [version]
	 * @returns {Promise<import('./ask.mjs').Heard>} never 429, 5xx or nothing
	 */
	async write(path, body, version) {
		/** @type {Record<string, string>} */
		const headers = { 'content-type': 'application/json', cookie: this.cookie, 'idempotency-key': randomUUID() };
		if (version !== undefined) headers['if-match'] = `"${version}"`;
		for (let tries = 0; tries < 400; tries++) {
			const heard = await ask(this.house.url, `/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
			if (heard.status >= 200 && heard.status < 500 && heard.status !== 429) return heard;
			if (![429, 503, 507].includes(heard.status)) this.lost++;
			await sleep(Math.min(50 * 2 ** tries, 1000));
		}
		throw new Error(`the outcome of POST ${path} stays unknown`);
	}

	/** The same where only success will do. @param {string} path @param {unknown} body @param {number} [version] */
	async must(path, body = {}, version = undefined) {
		const heard = await this.write(path, body, version);
		if (heard.status !== 200) throw new Error(`POST ${path}: ${heard.status} ${heard.text.slice(0, 500)}`);
		return heard.json;
	}
}

/**
 * @typedef {object} Round
 * @property {number} id
 * @property {number[]} units
 * @property {string} card the mark of cards
 * @property {string[]} open the marks of posters
 */

/** Days from now as the interface takes them. @param {number} days */
function day(days) {
	return new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
}

/**
 * Drafts and opens a round about a few units that have a public name.
 * @param {Officer} officer @param {string} title @param {string} today by the installation's clock
 * @returns {Promise<Round>}
 */
export async function openRound(officer, title, today = day(0)) {
	const { house } = officer;
	const units = (await house.psql('select id from data.unit where public_name is not null order by id limit 3')).split('\n').map(Number);
	const later = (/** @type {number} */ days) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
	const draft = await officer.must('/survey/rounds', {
		title, period: '三季度', strata: ['masses'], units, closes: `${later(20)}T18:00:00+08:00`, publish_by: later(30), publish_where: '公示栏',
		hotline: '12345', approved_by: '周岚', approved_on: today, basis: '故障演练',
	});
	const opened = await officer.must(`/survey/round/${draft.id}/open`, {}, draft.version);
	const marks = /** @type {Array<{mark: string, channel: string, unit: number|null}>} */ (opened.marks);
	return {
		id: opened.id, units,
		card: marks.find((mark) => mark.channel === 'card')?.mark ?? '',
		open: marks.filter((mark) => mark.channel === 'open').map((mark) => mark.mark),
	};
}
