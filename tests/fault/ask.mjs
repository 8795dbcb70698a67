// @ts-check
/** One request of a campaign: it never rejects, for a connection that is cut is an outcome like others. */
import http from 'node:http';

/** @typedef {{status: number, text: string, json: any, why: string}} Heard status 0: nothing came, or not all of it; why: the error */

const agent = new http.Agent({ keepAlive: true, maxSockets: 512, scheduling: 'lifo' });

/**
 * @param {string} base @param {string} path
 * @param {{method?: string, headers?: Record<string, string>, body?: string, seconds?: number}} [asked]
 * @returns {Promise<Heard>}
 */
export function ask(base, path, asked = {}) {
	return new Promise((resolve) => {
		const { hostname, port } = new URL(base);
		/** @param {unknown} why */
		const nothing = (why) => resolve({ status: 0, text: '', json: undefined, why: String(why) });
		const headers = { ...asked.headers, ...(asked.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(asked.body)) }) };
		const request = http.request({ hostname, port, path, method: asked.method ?? 'GET', headers, agent }, (answer) => {
			let text = '';
			answer.setEncoding('utf8');
			answer.on('data', (part) => { text += part; });
			answer.on('error', nothing);
			answer.on('aborted', () => nothing('cut'));
			answer.on('end', () => {
				if (!answer.complete) {
					nothing('cut');
					return;
				}
				let json;
				try {
					json = /json/.test(answer.headers['content-type'] ?? '') ? JSON.parse(text) : undefined;
				} catch {
					json = undefined;
				}
				resolve({ status: answer.statusCode ?? 0, text, json, why: '' });
			});
		});
		request.setTimeout((asked.seconds ?? 40) * 1000, () => request.destroy(new Error('nothing came in time')));
		request.on('error', nothing);
		request.end(asked.body);
	});
}

/** @param {number} milliseconds */
export const sleep = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/**
 * Tries until it is so.
 * @param {() => Promise<boolean>|boolean} holds @param {number} seconds
 */
export async function comes(holds, seconds) {
	for (const end = Date.now() + seconds * 1000; ;) {
		if (await holds()) return true;
		if (Date.now() > end) return false;
		await sleep(50);
	}
}
