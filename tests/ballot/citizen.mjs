// @ts-check
/**
 * What the ballot's HTTP and browser tests share: rounds of their own in the installation's box, cards, and a way of
 * asking as a citizen does. The keeper leaves these rounds alone.
 */
import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import { join } from 'node:path';
import { repository, run } from '../common/process.mjs';

/** @typedef {import('../common/installation.mjs').Installation} Installation */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timesX = (/** @type {number} */ value) => ((value << 1) & 32 ? (value << 1) ^ 0x25 : value << 1);

/** A card's code, 16 characters, made as the standard in cgi/common/code.h says. */
export function makeCode() {
	const characters = Array.from(randomBytes(15), (byte) => byte & 31);
	const sum = characters.reduce((total, one) => timesX(total) ^ one, 0);
	return [...characters, timesX(sum)].map((one) => alphabet[one]).join('');
}

/** @param {string} text */
export const inFours = (text) => (text.match(/.{4}/g) ?? []).join('-');

/** @param {string} domain @param {string} code */
function digestOf(domain, code) {
	const parts = [domain, code].flatMap((text) => {
		const length = Buffer.alloc(4);
		length.writeUInt32BE(text.length);
		return [length, Buffer.from(text)];
	});
	return createHash('sha256').update(Buffer.concat(parts)).digest();
}

/** The receipt of a code, in fours. @param {string} code */
export function receiptOf(code) {
	const bits = digestOf('wuhao receipt', code).subarray(0, 10).reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
	return inFours(Array.from({ length: 16 }, (_, at) => alphabet[Number((bits >> BigInt(5 * (15 - at))) & 31n)]).join(''));
}

/** @param {string[]} codes */
const cardsOf = (codes) => codes.map((code) => ({
	digest: digestOf('wuhao card', code).toString('hex'),
	receipt: createHash('sha256').update(receiptOf(code)).digest('hex'),
}));

const scale = ['很满意', '满意', '一般', '不满意', '很不满意', '不了解'];
/** @param {number} number @param {string} kind @param {string} text @param {object} [rest] */
const question = (number, kind, text, rest = {}) => ({
	number, kind, text, hint: null, required: false, options: [], rows: [], most: null, longest: null, ...rest,
});

/** The questionnaires of words.md 8; the second one's matrix has nine rows, for its second block. */
export const questions = {
	masses: [
		question(1, 'scale', '总的来说，您对{public_name}的服务满意吗？', { required: true, options: scale }),
		question(2, 'matrix', '这几方面您满意吗？', { options: scale, rows: ['找得到人、进得了门', '态度和气', '话说得清楚', '办得顺、不拖'] }),
		question(3, 'single', '您的事办成了吗？', { options: ['跑一次就办成', '跑了几次才办成', '正在办', '没办成，说清了原因', '没办成，也没说清', '没去办过事'] }),
		question(4, 'single', '您提过意见或困难吗？有没有结果？', { options: ['提过，解决了', '提过，正在解决', '提过，没有结果', '想提，不知道找谁', '没提过'] }),
		question(5, 'multiple', '最该改的是什么？', { most: 3, options: ['等得太久', '要跑好几趟', '材料要得多', '说法不一样', '态度不好', '电话打不通', '没有什么要改'] }),
		question(6, 'text', '还想说什么？', { longest: 500 }),
	],
	grassroots: [
		question(1, 'scale', '总的来说，贵单位对{public_name}服务基层满意吗？', { required: true, options: scale }),
		question(2, 'matrix', '这几方面满意吗？', { required: true, options: scale, rows: Array.from({ length: 9 }, (_, at) => `第${at + 1}方面`) }),
		question(3, 'text', '还想说什么？', { longest: 500 }),
	],
};

const units = [
	{ unit: 3, official_order: 1, public_name: '不动产登记窗口', below: '登记中心党支部' },
	{ unit: 4, official_order: 2, public_name: '社保“一站”<大厅>', below: '社保中心党支部' },
];

/** @param {number} id @param {object} changes hours as intervals from now */
const roundOf = (id, changes) => ({
	round: id, title: '三季度群众满意度测评', office: '市直机关工委', period: '这三个月', host: 'wuhao.example.cn', publish_where: '政务大厅公示栏',
	hotline: '0512-12345', least: 5, voided: false, void_reason: null, units, questions, opens: '-1 hour', closes: '1 hour', ...changes,
});

/** Marks of the rounds of one box, different in each, for test files run side by side with nobody else's. */
export class Box {
	/** @param {Installation} house */
	constructor(house) {
		this.house = house;
		this.first = 900_000_000 + Math.floor(Math.random() * 9_000_000) * 10;
		const tail = randomBytes(4).reduce((text, byte) => text + alphabet[byte & 31].toLowerCase(), '');
		this.marks = {
			card: `aaaa${tail}`, several: `bbbb${tail}`, open: `cccc${tail}`, openSeveral: `dddd${tail}`, grassroots: `eeee${tail}`,
			closed: `ffff${tail}`, voided: `gggg${tail}`, soon: `hhhh${tail}`,
		};
		/** @type {Record<string, string[]>} unused codes by mark's name; voidedBatch: of a batch that counts no more */
		this.codes = {};
	}

	/** @param {Installation} house */
	static async fill(house) {
		const box = new Box(house);
		const { marks, first } = box;
		const rounds = [
			roundOf(first, { marks: [
				{ mark: marks.card, channel: 'card', stratum: 'masses', unit: 3 },
				{ mark: marks.several, channel: 'card', stratum: 'masses', unit: null },
				{ mark: marks.open, channel: 'open', stratum: 'masses', unit: 3 },
				{ mark: marks.openSeveral, channel: 'open', stratum: 'masses', unit: null },
				{ mark: marks.grassroots, channel: 'card', stratum: 'grassroots', unit: 4 },
			] }),
			roundOf(first + 1, { closes: '-1 minute', marks: [{ mark: marks.closed, channel: 'card', stratum: 'masses', unit: 3 }] }),
			roundOf(first + 2, { voided: true, void_reason: '卡片<印>错了', marks: [{ mark: marks.voided, channel: 'open', stratum: 'masses', unit: 3 }] }),
			roundOf(first + 3, { opens: '1 hour', closes: '2 hours', marks: [{ mark: marks.soon, channel: 'card', stratum: 'masses', unit: 3 }] }),
		];
		const say = (/** @type {string} */ kind, /** @type {string} */ body) => `select ballot.receive(${box.number()}, '${kind}', ${body});\n`;
		let sql = '';
		for (const round of rounds) {
			const text = `$json$${JSON.stringify(round)}$json$`;
			sql += say('round', `(select (${text}::jsonb || jsonb_build_object('opens', base.now() + interval '${round.opens}', 'closes',
				base.now() + interval '${round.closes}', 'publish_by', base.today() + 20))::json)`);
		}
		const batches = /** @type {const} */ ([['card', 'card', 80], ['several', 'several', 20], ['grassroots', 'grassroots', 10],
			['closed', 'closed', 10], ['soon', 'soon', 5], ['card', 'voidedBatch', 5]]);
		batches.forEach(([mark, name, count], at) => {
			box.codes[name] = Array.from({ length: count }, makeCode);
			sql += say('cards', `$json$${JSON.stringify({ batch: first + at, mark: marks[mark], cards: cardsOf(box.codes[name]) })}$json$`);
		});
		sql += say('void_batch', `'{"batch":${first + 5}}'`);
		// at once, and as if long ago: the keeper neither draws nor moves them
		await house.psql(`begin; ${sql} update box.round set moved = true, changed = '-infinity' where round between ${first} and ${first + 9}; commit;`);
		return box;
	}

	number() {
		this.last = (this.last ?? this.first * 100) + 1;
		return this.last;
	}

	/** The next unused code of a mark, in fours. @param {string} name */
	code(name) {
		const code = this.codes[name].pop();
		if (!code) throw new Error(`no more codes of ${name}`);
		return inFours(code);
	}

	/** A form's address. @param {keyof Box['marks']} name @param {string} [code] */
	address(name, code) {
		return `/s/${this.marks[name]}${code ? `-${code}` : ''}`;
	}

	/** What was entered in this box's rounds, sealed or not: one line a row. @param {string} columns @param {string} [part] */
	async entered(columns, part = '') {
		const text = await this.house.psql(`select ${columns} from (select * from box.entry${part} union all select * from box.sealed${part}) as e
			where round between ${this.first} and ${this.first + 9} order by 1`);
		return text.split('\n').filter(Boolean);
	}

	/** Writes the files of some marks as the keeper does. @param {string[]} marks */
	writeForms(...marks) {
		return run(join(repository, 'build/ballot/forms'), marks, {
			env: { WUHAO_DATABASE: this.house.facts.database, WUHAO_FORMS: join(this.house.facts.home, 'forms') }, seconds: 60,
		});
	}

	async empty() {
		const mine = `round between ${this.first} and ${this.first + 9}`;
		const marks = `(select mark from box.mark where ${mine})`;
		await this.house.psql(`begin; ${['entry', 'entry_text', 'entry_pressure', 'sealed', 'sealed_text', 'sealed_pressure', 'key'].map((name) => `delete from box.${name} where ${mine};`).join(' ')}
			delete from box.card where batch in (select batch from box.batch where mark in ${marks});
			delete from box.batch where mark in ${marks}; delete from box.mark where ${mine}; delete from box.question where ${mine};
			delete from box.unit where ${mine}; delete from box.round where ${mine}; commit;`);
	}
}

/**
 * One request, from a network of its own, so that no other test's limit counts.
 * @param {Installation} house @param {string} path
 * @param {{method?: string, headers?: Record<string, string>, body?: string|Buffer}} [options]
 * @returns {Promise<{status: number, headers: http.IncomingHttpHeaders, text: string}>}
 */
export function ask(house, path, options = {}) {
	return new Promise((resolve, reject) => {
		const request = http.request(new URL(house.url), {
			path, method: options.method ?? 'GET', headers: options.headers, localAddress: `127.77.${process.pid % 250}.7`,
		}, (answer) => {
			/** @type {Buffer[]} */
			const parts = [];
			answer.on('data', (part) => parts.push(part));
			answer.on('error', reject);
			answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString() }));
		});
		request.on('error', reject);
		request.end(options.body);
	});
}

/** Sends a form. @param {Installation} house @param {string} path @param {[string, string][] | Record<string, string>} fields */
export function send(house, path, fields) {
	return ask(house, path, {
		method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString(),
	});
}

/** What a person reads: without markup, styles and blanks. @param {string} html */
export function words(html) {
	return html.replace(/<head>[^]*?<\/head>/, '').replace(/<(style|script)[^]*?<\/\1>/g, '').replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"').replace(/&#39;/g, '\'').replace(/&amp;/g, '&').replace(/[\s　]+/g, '');
}

/** The fields of the one form of a page that has the most, as a browser would send them. @param {string} html @returns {[string, string][]} */
export function fieldsOf(html) {
	/** @type {[string, string][]} */
	const fields = [];
	const clear = (/** @type {string} */ text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, '\'').replace(/&amp;/g, '&');
	for (const [whole] of html.matchAll(/<input[^>]*>|<textarea[^]*?<\/textarea>/g)) {
		const name = /name="([^"]*)"/.exec(whole)?.[1];
		if (!name || (/type="(radio|checkbox)"/.test(whole) && !/ checked/.test(whole))) continue;
		const value = whole.startsWith('<textarea') ? whole.replace(/^<textarea[^>]*>\n?/, '').replace(/<\/textarea>$/, '') : /value="([^"]*)"/.exec(whole)?.[1] ?? '';
		fields.push([name, clear(value)]);
	}
	return fields;
}

/** The same fields with another value in one of them. @param {[string, string][]} fields @param {string} name @param {string} value @returns {[string, string][]} */
export const replaced = (fields, name, value) => fields.map(([each, held]) => [each, each === name ? value : held]);
