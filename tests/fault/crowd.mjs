// @ts-check
/** Clients that send a byte now and then, or nothing at all, while honest ones answer. */
import net from 'node:net';
import { sleep } from './ask.mjs';
import { settle } from './campaign.mjs';
import { Ledger } from './ledger.mjs';
import { Load, until } from './load.mjs';
import { openRound } from './officer.mjs';

/** A connection that is opened anew when it is ended, and sends a byte of a request each half second. @param {string} url @param {string} request */
function dawdle(url, request) {
	const { hostname, port } = new URL(url);
	let ended = false;
	let socket = new net.Socket();
	const open = () => {
		let at = 0;
		socket = net.connect({ host: hostname, port: Number(port) });
		const timer = setInterval(() => { if (at < request.length && socket.writable) socket.write(request[at++]); }, 500);
		socket.on('error', () => {});
		socket.on('data', () => {});
		socket.on('close', () => {
			clearInterval(timer);
			if (!ended) setTimeout(() => { if (!ended) open(); }, 1000);
		});
	};
	open();
	return () => {
		ended = true;
		socket.destroy();
	};
}

/** The time that nearly all took, in milliseconds. @param {number[]} times */
const nearlyAll = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;

/** Honest answers one after the other, each timed. @param {Load} load @param {number} seconds */
async function honest(load, seconds) {
	/** @type {number[]} */
	const times = [];
	const end = Date.now() + seconds * 1000;
	await Promise.all(Array.from({ length: 8 }, async () => {
		while (Date.now() < end) {
			const entry = load.next();
			const began = performance.now();
			await load.answer(entry);
			times.push(performance.now() - began);
			await sleep(20);
		}
	}));
	return times;
}

/**
 * @param {import('./officer.mjs').Officer} officer @param {{slow: number, idle: number}} size @param {import('./campaign.mjs').Say} say
 */
export async function crowd(officer, size, say) {
	const { house } = officer;
	const round = await openRound(officer, `演练人群${size.slow}`);
	await until(() => house.psql(`select 'here' from box.mark where mark = '${round.card}'`), (said) => said === 'here');
	const load = new Load(officer, round, new Ledger('crowd'), { citizens: 0, officers: 0, patient: true });
	for (let batches = 0; batches < 4; batches++) await load.makeCards(500);
	const alone = await honest(load, 4);
	const body = 'q1=1&q6=slow';
	const form = `POST /s/${round.open[0]} HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
	const ends = [
		...Array.from({ length: size.slow }, (_, at) => dawdle(house.url, at % 2 ? form : `${form.slice(0, -body.length)}q1=1`)),
		...Array.from({ length: size.idle }, () => dawdle(house.url, '')),
	];
	await sleep(2000);
	const among = await honest(load, 8);
	for (const end of ends) end();
	const shares = load.ledger.entries.filter((entry) => entry.told[entry.told.length - 1] === 'done').length;
	say(shares === load.ledger.entries.length, `clients: beside ${size.slow} slow and ${size.idle} idle ones, all of ${shares} honest answers were taken`, [
		`99 % were answered in ${nearlyAll(alone).toFixed(0)} ms alone and in ${nearlyAll(among).toFixed(0)} ms among them (goal: at most 3 x; not a condition here)`,
	]);
	await settle(load, 'clients', say);
}
