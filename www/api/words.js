// @ts-check
/** What the page on the interface says: names of programs, meanings of answers. */

/** @type {Record<string, string>} */
export const PROGRAMS = { account: '账号', ballot: '答卷', org: '组织', report: '工作台', survey: '测评' };

/** Status by status; the outcome contract in one line each. @type {Record<string, string>} */
const MEANINGS = {
	400: '没有看懂，没有任何改动。', 401: '还没有登录，没有任何改动。', 403: '没有这项权限，没有任何改动。',
	404: '没有这一件，或者看不到。', 409: '现在的状态不能这样办，没有任何改动。', 412: '别人刚改过，没有任何改动。',
	413: '内容太大，没有任何改动。', 415: '格式不对，没有任何改动。', 422: '有几处要改，在errors里逐个说明，没有任何改动。',
	429: '次数太多，没有任何改动；过Retry-After秒再来。', 500: '不知道办了没有：用同一个Idempotency-Key再发一次，不会办两次。',
	503: '暂时忙，没有任何改动；过Retry-After秒再来。',
};

/** How an answer is written, by its media type. @type {Record<string, string>} */
const FORMS = { 'application/json': 'JSON', 'text/html': '网页', 'text/csv': '.csv表格', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx表格' };

/** How a body is sent, by its media type. @type {Record<string, string>} */
export const BODIES = { 'application/json': 'JSON', 'application/x-www-form-urlencoded': '表单', 'application/octet-stream': '一个文件，原样发来' };

/** @param {string} method @param {string} status @param {object} [content] of the answer, by media type; a refusal is a problem (RFC 9457) */
export function meaningOf(method, status, content) {
	const form = Object.keys(content || {}).map((type) => FORMS[type]).filter(Boolean).join('、');

	if (status !== '200') return MEANINGS[status] || '';
	return `${method === 'GET' ? '要看的都在里面。' : '办好了，已经存盘。'}${form ? `回答是${form}。` : ''}`;
}
