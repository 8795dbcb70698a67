// @ts-check
/** What uploading says: sizes, how far a file has come, what an answer means and what is done then. */

const UNITS = ['KB', 'MB', 'GB'];

/** 3.4 MB. @param {number} bytes */
export function sizeText(bytes) {
	if (bytes < 1024) return `${bytes}字节`;
	let size = bytes;
	let at = -1;

	while (size >= 1024 && at < UNITS.length - 1) {
		size /= 1024;
		at++;
	}
	return `${size >= 100 ? Math.round(size) : Number(size.toFixed(1))} ${UNITS[at]}`;
}

/** How much has come, never 100 before all of it has. @param {number} sent @param {number} size bytes */
export function percentOf(sent, size) {
	return sent >= size ? 100 : Math.min(99, Math.floor((sent / size) * 100));
}

/** 已传31%，12.4 MB，共40 MB. @param {number} sent @param {number} size bytes */
export function progressText(sent, size) {
	return sent > 0 ? `已传${percentOf(sent, size)}%，${sizeText(sent)}，共${sizeText(size)}` : `共${sizeText(size)}`;
}

/** 40秒, 2分钟. @param {number} seconds */
function waitText(seconds) {
	return seconds < 90 ? `${seconds}秒` : `${Math.round(seconds / 60)}分钟`;
}

const BEFORE = [2, 4, 8, 15, 30]; // seconds before the next try while the line is down

/**
 * @typedef {object} Verdict what is done after a refusal
 * @property {number} wait seconds until the next try; 0: none is of use before a person has acted
 * @property {string} said
 * @property {'login' | 'again' | 'anew' | null} way what the person can do: sign in, try again, choose the file anew
 */

/**
 * @param {string} method of what was refused
 * @param {number} status 0: no answer came
 * @param {string} detail the answer's own sentence, where it had one
 * @param {number} after seconds of its Retry-After
 * @param {number} tries in a row without a byte having come further
 * @returns {Verdict}
 */
export function verdict(method, status, detail, after, tries) {
	const wait = after || BEFORE[Math.min(tries, BEFORE.length - 1)];

	if (status === 0) return { wait, said: '网断了，连上以后自己接着传。', way: 'again' };
	if (status === 401) return { wait: 0, said: '已自动退出，传到哪里都记着。登录后再选这个文件，从停下的地方接着传。', way: 'login' };
	if (status === 423 || (status === 409 && method !== 'POST')) return { wait: after || 5, said: '另一处正在传这个文件，等它停下就接着传。', way: 'again' };
	if (status === 429 || status === 503) return { wait: after || 10, said: `系统暂时忙，${waitText(after || 10)}后自己接着传。`, way: 'again' };
	if (status === 507) {
		return { wait: after || 300, said: `${detail || '服务器空间不足，文件没有存上。请联系管理员，腾出空间后再传。'}${waitText(after || 300)}后自己再试一次。`, way: 'again' };
	}
	if (status === 460 && tries < BEFORE.length) return { wait: 1, said: '这一段传坏了，正在重传。', way: 'again' };
	if (status >= 500) return { wait, said: '服务器没有应答，过一会儿自己接着传。', way: 'again' };
	if (method !== 'POST' && (status === 404 || status === 410)) {
		return { wait: 0, said: '这次上传已经放弃，或者放得太久过期了。请重新选这个文件。', way: 'anew' };
	}
	return { wait: 0, said: detail || '没有传上，请重新选这个文件再试。', way: null };
}

/** A name of at most 120 characters; its ending stays. @param {string} name */
export function nameOf(name) {
	const signs = Array.from(name);
	if (signs.length <= 120) return name;
	const ending = Array.from((/\.[^.]{1,10}$/.exec(name) || [''])[0]);

	return signs.slice(0, 120 - ending.length).concat(ending).join('');
}
