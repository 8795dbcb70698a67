// @ts-check
/**
 * The one way a page talks to the programs. What every answer means is the outcome contract: 2xx is
 * committed; 4xx, 429, 503 and 507 changed nothing; anything else is unknown and is repeated under
 * the same Idempotency-Key, so that it is done once.
 */

const WAITS = [800, 2500]; // milliseconds before the second and the third try
const PATIENCE = 30000;
const LONG_PATIENCE = 180000; // 32 MB over a slow line, tens of thousands of rows

/** A refusal, or an outcome that is not known. `message` is what the person reads. */
export class Problem extends Error {
	/**
	 * @param {number} status 0 when no answer came
	 * @param {{type?: string, title?: string, detail?: string, number?: string,
	 *          errors?: {field: string, detail: string}[]}} told
	 * @param {number} [after] seconds to wait, where the answer named them
	 */
	constructor(status, told, after) {
		super(told.detail || told.title || '');
		this.status = status;
		this.type = told.type || '';
		this.title = told.title || '';
		this.detail = told.detail || '';
		this.number = told.number || '';
		this.errors = told.errors || [];
		this.after = after || 0;
	}

	/** Whether nothing is known of what became of it. */
	get unknown() {
		return this.status === 0 || (this.status >= 500 && ![503, 507].includes(this.status));
	}
}

/** What is said when the answer itself says nothing (nginx's own pages, a cut line). */
/** @type {Record<number, [string, string]>} */
const SAYINGS = {
	0: ['没有连上', '网断了，或服务器没有应答；不确定保存了没有。请再点一次，不会办两次。'],
	400: ['没有看懂这次请求', '发来的内容不完整。没有任何改动，请刷新后再试。'],
	401: ['请先登录', '还没有登录，或已自动退出。登录后回到这一页。'],
	403: ['没有这项权限', '当前身份不能办这一项。没有任何改动。'],
	404: ['没有找到', '地址不对，内容已移走，或者当前身份看不到。'],
	413: ['内容太大', '超过了能收的大小。没有保存。'],
	429: ['请稍等再试', '短时间内次数太多，没有保存。请等一会儿再试。'],
	500: ['系统出错了', '不是您的问题，也不确定保存了没有。请再点一次，不会办两次。'],
	503: ['系统暂时忙', '没有保存，您写的还在。请等一会儿再试。'],
	507: ['存不下了', '服务器空间不足，没有存上。请联系管理员，腾出空间后再试。'],
};

/** Keys of writes whose outcome is not known yet, by what was asked. @type {Map<string, string>} */
const held = new Map();

/**
 * Asks once, repeats what is unknown, and returns the answer's JSON.
 * @param {'GET' | 'POST'} method
 * @param {string} path such as /api/org/tree
 * @param {object | null} [body] of a POST; {} when there is nothing to say
 * @param {{version?: number, keyless?: boolean, stay?: boolean, file?: File,
 *          long?: boolean}} [options]
 *   version: the version of the item that was seen; keyless: log-in has no key;
 *   stay: a 401 is thrown instead of leading to the sign-in page; file: the body, as it is;
 *   long: it may take minutes
 * @returns {Promise<any>} rejects with a Problem
 */
export async function call(method, path, body, options = {}) {
	const file = options.file;
	const text = method === 'POST' ? file || JSON.stringify(body || {}) : undefined;
	const said = file ? `${file.name} ${file.size} ${file.lastModified}` : text;
	const asked = `${path} ${options.version || ''} ${said}`;
	/** @type {Record<string, string>} */
	const headers = { Accept: 'application/json' };

	if (text !== undefined) headers['Content-Type'] = file ? 'application/octet-stream' : 'application/json';
	if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`;
	if (text !== undefined && !options.keyless) {
		if (!held.has(asked)) held.set(asked, freshKey());
		headers['Idempotency-Key'] = held.get(asked) || '';
	}
	const safe = method === 'GET' || !options.keyless;
	for (let turn = 0; ; turn++) {
		try {
			const answer = await once(method, path, headers, text, file || options.long ? LONG_PATIENCE : PATIENCE);
			held.delete(asked);
			return answer;
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			if (error.unknown && safe && turn < WAITS.length) {
				await pause(WAITS[turn]);
				continue;
			}
			if (!error.unknown) held.delete(asked);
			if (error.status === 401 && !options.stay) leave();
			throw error;
		}
	}
}

/**
 * @param {string} method @param {string} path @param {Record<string, string>} headers
 * @param {string | File | undefined} body @param {number} patience milliseconds
 */
async function once(method, path, headers, body, patience) {
	const ended = new AbortController();
	const clock = setTimeout(() => ended.abort(), patience);
	let response;
	let text;

	try {
		response = await fetch(path, {
			method, headers, body, credentials: 'same-origin', signal: ended.signal,
		});
		text = await response.text(); // a body cut short is as unknown as none
	} catch {
		throw new Problem(0, saying(0));
	} finally {
		clearTimeout(clock);
	}
	const told = parsed(text);
	if (response.ok && told !== undefined) return told;
	if (response.ok) throw new Problem(0, saying(0));
	const spoken = told && typeof told === 'object' && told.detail ? told : saying(response.status);
	throw new Problem(response.status, spoken, Number(response.headers.get('Retry-After')) || 0);
}

/** @param {string} text */
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** @param {number} status */
function saying(status) {
	const [title, detail] = SAYINGS[status] || SAYINGS[status < 500 ? 400 : 500];

	return { title, detail };
}

/** 128 random bits; crypto.randomUUID is absent over plain HTTP and in old browsers. */
export function freshKey() {
	const bytes = crypto.getRandomValues(new Uint8Array(16));

	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {number} time milliseconds */
function pause(time) {
	return new Promise((resolve) => setTimeout(resolve, time));
}

/** Whether this page is being left for the sign-in page; what is half-written stays in the tab. */
export let isLeaving = false;

/** To the sign-in page, and back to this one afterwards. */
function leave() {
	const back = location.pathname + location.search;

	isLeaving = true;
	location.assign(`/console/login?back=${encodeURIComponent(back)}&out=1`);
}
