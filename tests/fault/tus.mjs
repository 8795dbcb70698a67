// @ts-check
/**
 * Uploads that are cut, and programs that are killed under them. However it went, the file is gone on with where the server says, and
 * at its end has the digest that its sender knows.
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import net from 'node:net';
import { signedIn } from '../common/client.mjs';
import { newcomer } from '../common/people.mjs';
import { begin, head, idOf, send } from '../evidence/tus.mjs';
import { sleep } from './ask.mjs';

/** @typedef {import('../common/installation.mjs').Installation} Installation */
/** @typedef {import('../common/client.mjs').Browser} Browser */
/** @typedef {import('./campaign.mjs').Say} Say */

const KIB64 = 65_536;
const GIB = 2 ** 30;

/** What a file of any size holds at a place, without holding it. */
class Content {
	/** @param {number} size */
	constructor(size) {
		this.size = size;
		this.block = randomBytes(Math.min(size, 1 << 20));
	}

	/** @param {number} from @param {number} to */
	bytes(from, to) {
		const all = Buffer.alloc(Math.min(to, this.size) - from);
		for (let at = 0; at < all.length;) {
			const place = from + at;
			at += this.block.copy(all, at, place % this.block.length);
		}
		// so that no two blocks are the same
		for (let mark = Math.ceil(from / this.block.length); mark * this.block.length + 8 <= from + all.length; mark++) all.writeBigUInt64LE(BigInt(mark), mark * this.block.length - from);
		return all;
	}

	digest() {
		const hash = createHash('sha256');
		for (let at = 0; at < this.size; at += this.block.length) hash.update(this.bytes(at, at + this.block.length));
		return hash.digest('hex');
	}
}

/**
 * Sends the head of a chunk and so many bytes of it, and cuts the connection.
 * @param {Browser} browser @param {string} at @param {number} offset @param {number} length announced @param {Buffer} bytes
 */
function cut(browser, at, offset, length, bytes) {
	return new Promise((resolve) => {
		const { hostname, port } = new URL(browser.base);
		const socket = net.connect({ host: hostname, port: Number(port), localAddress: browser.from });
		socket.on('error', () => {});
		socket.on('close', resolve);
		socket.write(Buffer.concat([Buffer.from(`PATCH ${at} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n`
			+ `Cookie: session=${browser.cookies.get('session')}\r\nUpload-Offset: ${offset}\r\nContent-Length: ${length}\r\n\r\n`), bytes]), () => socket.destroy());
	});
}

/** Where the server says that it goes on; asked until it answers. @param {Browser} browser @param {string} at */
async function asked(browser, at) {
	for (let tries = 0; tries < 600; tries++) {
		const answer = await head(browser, at).catch(() => null);
		if (answer?.status === 200) return Number(answer.headers['upload-offset']);
		if (answer && answer.status < 500 && answer.status !== 423) throw new Error(`${at}: asked where to go on, ${answer.status}`);
		await sleep(100);
	}
	throw new Error(`${at}: nobody says where to go on`);
}

/**
 * Sends what is missing in chunks, asking where to go on after whatever fails.
 * @param {Browser} browser @param {string} at @param {Content} content @param {number} chunk bytes
 */
async function finish(browser, at, content, chunk) {
	let acknowledged = 0;
	for (let offset = await asked(browser, at); offset < content.size;) {
		assert.ok(offset >= acknowledged, `${at}: ${acknowledged} bytes were acknowledged, ${offset} are there`);
		const answer = await send(browser, at, offset, content.bytes(offset, offset + chunk)).catch(() => null);
		if (answer?.status === 204) offset = acknowledged = Number(answer.headers['upload-offset']);
		else {
			await sleep(20);
			offset = await asked(browser, at);
		}
	}
}

/** The digest that the server computed. @param {Installation} house @param {string} at */
const received = (house, at) => house.psql(`select encode(u.received, 'hex') from data.upload as u where u.id = ${idOf(at)}`);

/** @param {Installation} house */
async function sender(house) {
	await house.psql(`update data.rule set value = 1000000 where name = 'evidence_quota_mib'; update data.rule set value = 0 where name = 'evidence_low_water_mib'`);
	return signedIn(house, await newcomer(house, { role: 'secretary', unit: house.account('secretary').unit }), '127.60.1.1');
}

/** Cuts at each of these offsets of a file of 64 KiB, one after the other. @param {Installation} house @param {Browser} browser @param {number[]} offsets @param {Say} say */
async function cutSmall(house, browser, offsets, say) {
	const content = new Content(KIB64);
	const digest = content.digest();
	const wrong = [];
	let kept = 0;
	for (const offset of offsets) {
		const at = await begin(browser, content.size);
		await cut(browser, at, 0, content.size, content.bytes(0, offset));
		const there = await asked(browser, at);
		kept += there;
		if (there > offset) wrong.push(`cut at ${offset}: ${there} bytes are said to be there`);
		await finish(browser, at, content, content.size);
		if (await received(house, at) !== digest) wrong.push(`cut at ${offset}: another digest`);
	}
	say(wrong.length === 0, `tus: a file of 64 KiB was cut at ${offsets.length} of its offsets, and each time its digest is right in the end`,
		[`${Math.round(100 * kept / Math.max(1, offsets.reduce((a, b) => a + b, 0)))} % of what was sent before a cut was there at the first question`, ...wrong.slice(0, 10)]);
}

/** Cuts a large file at random, again and again. @param {Installation} house @param {Browser} browser @param {number} size @param {number} cuts @param {Say} say */
async function cutLarge(house, browser, size, cuts, say) {
	const content = new Content(size);
	const at = await begin(browser, content.size);
	for (let count = 0; count < cuts; count++) {
		const offset = await asked(browser, at);
		const length = Math.floor(Math.random() * 2 * size / cuts);
		if (offset + length >= size) break;
		await cut(browser, at, offset, size - offset, content.bytes(offset, offset + length));
	}
	await finish(browser, at, content, 4 << 20);
	const good = await received(house, at) === content.digest();
	say(good, `tus: a file of ${size >= GIB ? `${size / GIB} GiB` : `${size >> 20} MiB`}, cut ${cuts} times at random, has the right digest`);
}

/** Programs killed while four devices send. @param {Installation} house @param {Browser} browser @param {number} kills @param {Say} say */
async function killed(house, browser, kills, say) {
	let count = 0;
	let files = 0;
	/** @type {string[]} */
	const wrong = [];
	const device = async () => {
		while (count < kills) {
			const content = new Content(1 + Math.floor(Math.random() * 6_000_000));
			try {
				const at = await begin(browser, content.size).catch(() => null);
				if (!at) continue;
				await finish(browser, at, content, 1 + Math.floor(Math.random() * 2_000_000));
				if (await received(house, at) !== content.digest()) wrong.push(`${at}: another digest`);
				files++;
			} catch (error) {
				wrong.push(String(error));
			}
		}
	};
	const devices = [device(), device(), device(), device()];
	while (count < kills) {
		await sleep(Math.random() * 200);
		const victims = house.children('evidence');
		const victim = victims[Math.floor(Math.random() * victims.length)];
		if (victim === undefined) continue;
		try {
			process.kill(victim, 'SIGKILL');
			count++;
		} catch {
			// it has just ended
		}
	}
	await Promise.all(devices);
	say(wrong.length === 0 && files > 0, `tus: ${count} kills of evidence under ${files} uploads; no acknowledged byte was lost, and every digest is right`, wrong.slice(0, 10));
}

/** @param {Installation} house @param {{offsets: number, size: number, cuts: number, kills: number, whole?: number}} counts whole: a file of so many bytes, in one go @param {Say} say */
export async function runTus(house, counts, say) {
	const browser = await sender(house);
	const step = KIB64 / counts.offsets;
	await cutSmall(house, browser, Array.from({ length: counts.offsets }, (_, n) => Math.min(KIB64 - 1, Math.floor(step * (n + (step > 1 ? Math.random() : 0))))), say);
	await cutLarge(house, browser, counts.size, counts.cuts, say);
	await killed(house, browser, counts.kills, say);
	if (counts.whole) await cutLarge(house, browser, counts.whole, 3, say);
}
