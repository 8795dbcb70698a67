// @ts-check
/**
 * Speaking HTTP from tests: one request as it is, a browser with its cookies, and what a refusal
 * looks like. Every test file speaks from a network of its own (127.a.b.c), so that the limits and
 * delays that it meets are its own too.
 */
import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';

/** @typedef {{status: number, headers: http.IncomingHttpHeaders, bytes: Buffer, text: string, json: any}} Answer json: parsed where it is JSON */
/** @typedef {{method?: string, headers?: http.OutgoingHttpHeaders, body?: string|Buffer, from?: string}} Asked */

const agent = new http.Agent({ keepAlive: false, maxSockets: 128 });

/**
 * One request and whatever comes back.
 * @param {string} base http://host:port
 * @param {string} path as it goes on the line, query and all
 * @param {Asked} [asked]
 * @returns {Promise<Answer>}
 */
export function ask(base, path, asked = {}) {
	return new Promise((resolve, reject) => {
		const { hostname, port } = new URL(base);
		const request = http.request({ hostname, port, path, method: asked.method ?? 'GET', headers: asked.headers, localAddress: asked.from, agent }, (answer) => {
			/** @type {Buffer[]} */
			const parts = [];
			answer.on('data', (part) => parts.push(part));
			answer.on('error', reject);
			answer.on('end', () => {
				const bytes = Buffer.concat(parts);
				const text = bytes.toString();
				const json = /json/.test(answer.headers['content-type'] ?? '') && text !== '' ? JSON.parse(text) : undefined;
				resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes, text, json });
			});
		});
		request.on('error', reject);
		request.end(asked.body);
	});
}

/**
 * Bytes on a connection, and all that came back until it ended.
 * @param {string} base @param {string|Buffer} bytes @param {{from?: string, half?: boolean}} [how] half: our side ends after them
 * @returns {Promise<string>}
 */
export function raw(base, bytes, how = {}) {
	return new Promise((resolve) => {
		const { hostname, port } = new URL(base);
		const socket = net.connect({ host: hostname, port: Number(port), localAddress: how.from });
		let said = '';
		socket.setEncoding('latin1');
		socket.setTimeout(40_000, () => socket.destroy());
		socket.on('data', (text) => { said += text; });
		socket.on('error', () => {});
		socket.on('close', () => resolve(said));
		if (how.half) socket.end(bytes);
		else socket.write(bytes);
	});
}

/** Fields as a form sends them. @param {Record<string, string|number|Array<string|number>>} fields */
export function urlencoded(fields) {
	const pairs = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) pairs.append(name, String(one));
	return pairs.toString();
}

export class Browser {
	/** @param {{url: string}} house @param {string} [from] the address it speaks from */
	constructor(house, from) {
		this.base = house.url;
		this.from = from;
		/** @type {Map<string, string>} */
		this.cookies = new Map();
	}

	/** @param {string} path @param {Asked} [asked] */
	async ask(path, asked = {}) {
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const answer = await ask(this.base, path, { from: this.from, ...asked, headers: { ...(cookie ? { cookie } : {}), ...asked.headers } });
		for (const line of answer.headers['set-cookie'] ?? []) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (/; Max-Age=0(;|$)/.test(line)) this.cookies.delete(name);
			else this.cookies.set(name, value);
		}
		return answer;
	}

	/** @param {string} path @param {http.OutgoingHttpHeaders} [headers] */
	get(path, headers) {
		return this.ask(path, { headers });
	}

	/** A write of JSON. @param {string} path @param {unknown} [json] @param {http.OutgoingHttpHeaders} [headers] */
	post(path, json = {}, headers = {}) {
		return this.ask(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(json) });
	}

	/** A form that is sent. @param {string} path @param {Record<string, string|number|Array<string|number>>} fields */
	form(path, fields) {
		return this.ask(path, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: urlencoded(fields) });
	}

	/** @param {{login: string, password: string}} account */
	async signIn({ login, password }) {
		const answer = await this.post('/api/account/login', { login, password });
		assert.equal(answer.status, 200, `${login} signs in: ${answer.text}`);
		return answer;
	}
}

/** A browser that is signed in. @param {{url: string}} house @param {{login: string, password: string}} account @param {string} [from] */
export async function signedIn(house, account, from) {
	const browser = new Browser(house, from);
	await browser.signIn(account);
	return browser;
}

/** The titles of words.md 4. @type {Record<number, RegExp>} */
const titles = {
	400: /^没有看懂这次请求$/, 401: /^请先登录$/, 403: /^没有这项权限$/, 404: /^没有找到$/, 405: /^没有看懂这次请求$/, 409: /^现在不能这样办$/,
	410: /^没有找到$/, 412: /^(别人刚改过|没有看懂这次请求)$/, 423: /^现在不能这样办$/, 460: /^没有看懂这次请求$/, 413: /^内容太大$/, 415: /^不能用这种格式$/, 422: /^有\d+处要改$/, 429: /^请稍等再试$/, 500: /^系统出错了$/, 502: /^系统出错了$/,
	503: /^系统暂时忙$/, 507: /^存不下了$/,
};

/**
 * A refusal of the interface: RFC 9457, in words, saying nothing of our inside.
 * @param {Answer} answer @param {number} status @param {string} [what] said where it isn't so
 * @param {{slug?: string, field?: string, detail?: RegExp}} [more]
 */
export function assertProblem(answer, status, what = '', more = {}) {
	const said = `${what}: ${answer.status} ${answer.text.slice(0, 600)}`;
	assert.equal(answer.status, status, said);
	assert.equal(answer.headers['content-type'], 'application/problem+json', said);
	assert.equal(answer.json.status, status, said);
	assert.match(answer.json.type, /^\/problems\/[a-z0-9-]+(\/[a-z0-9-]+)?$/, said);
	assert.match(answer.json.title, titles[status] ?? /$^/, said);
	assert.match(answer.json.detail, /[\u4e00-\u9fff].*[。！？]$/u, said);
	for (const error of answer.json.errors ?? []) {
		assert.match(error.field, /^[a-z0-9_.]+$/, said);
		assert.match(error.detail, /[\u4e00-\u9fff].*[。！？]$/u, said);
	}
	assert.doesNotMatch(answer.text, /violates|constraint|relation|syntax|PG::|verbs_|wuhao_|\bnull value\b|plpgsql/, said);
	if (status === 422 && answer.json.errors.length > 0) assert.equal(answer.json.title, `有${answer.json.errors.length}处要改`, said);
	if ([423, 429, 503, 507].includes(status)) assert.match(String(answer.headers['retry-after']), /^[1-9]\d*$/, said);
	if (more.slug) assert.equal(answer.json.type, `/problems/${more.slug}`, said);
	if (more.detail) assert.match([answer.json.detail, ...(answer.json.errors ?? []).map((/** @type {{detail: string}} */ e) => e.detail)].join('\n'), more.detail, said);
	if (more.field) assert.ok(answer.json.errors.some((/** @type {{field: string}} */ e) => e.field === more.field), `names ${more.field}: ${said}`);
}

/**
 * Asks until it is so; the keeper and restarts take their time.
 * @template T @param {() => Promise<T|false|null|undefined>|T|false|null|undefined} holds @param {string} what @param {number} [seconds]
 * @returns {Promise<T>}
 */
export async function until(holds, what, seconds = 120) {
	for (const end = Date.now() + seconds * 1000; ;) {
		const found = await holds();
		if (found) return /** @type {T} */ (found);
		if (Date.now() > end) assert.fail(`waited ${seconds} s in vain: ${what}`);
		await new Promise((resolve) => { setTimeout(resolve, 100); });
	}
}
