// @ts-check
/**
 * The interface for readers: openapi.json as a page. Programs one below the other, their routes folded;
 * what is typed into the box leaves those that speak of it.
 */
import { call } from '../common/call.js';
import { begin } from '../common/start.js';
import { element, fill } from './element.js';
import { BODIES, meaningOf, PROGRAMS } from './words.js';

/**
 * @typedef {object} Schema
 * @property {string} [type] @property {string} [format] @property {string} [pattern] @property {string} [title]
 * @property {string} [description]
 * @property {number} [minimum] @property {number} [maximum]
 * @property {number} [minLength] @property {number} [maxLength]
 * @property {number} [minItems] @property {number} [maxItems]
 * @property {Schema} [items] @property {Record<string, Schema>} [properties] @property {string[]} [required]
 *
 * @typedef {{$ref?: string, name: string, in: string, required?: boolean, description?: string, schema: Schema}} Parameter
 * @typedef {object} Operation
 * @property {string} operationId @property {string[]} tags @property {string} summary @property {string} [description]
 * @property {object[]} security @property {Parameter[]} [parameters]
 * @property {{content: Record<string, {schema: Schema}>}} [requestBody]
 * @property {Record<string, {$ref?: string, description?: string, content?: object}>} responses
 *
 * @typedef {object} Interface
 * @property {{name: string}[]} tags
 * @property {Record<string, Record<string, Operation>>} paths
 * @property {{parameters: Record<string, Parameter>}} components
 *
 * @typedef {{program: string, method: string, path: string, operation: Operation, fields: Field[]}} Route
 * @typedef {{name: string, where: string, required: boolean, schema: Schema}} Field
 */

/** @param {HTMLElement} root */
async function api(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	const read = async () => {
		fill(place, element('p', { class: 'muted', 'aria-busy': 'true' }, '正在打开……'));
		try {
			draw(place, routesOf(await call('GET', '/api/openapi.json')));
		} catch (error) {
			fill(place, element('div', { class: 'note warn', role: 'alert' }, '没有加载出来。',
				element('button', { class: 'btn', type: 'button', onclick: read }, '再试一次')));
			throw error;
		}
	};

	await read();
}

/** Every route of the description, by program. @param {Interface} described @returns {Route[]} */
function routesOf(described) {
	const routes = Object.entries(described.paths).flatMap(([path, operations]) => Object.entries(operations)
		.map(([method, operation]) => ({
			program: operation.tags[0], method: method.toUpperCase(), path, operation, fields: fieldsOf(operation, described),
		})));
	const order = described.tags.map((tag) => tag.name);

	return routes.sort((a, b) => order.indexOf(a.program) - order.indexOf(b.program));
}

/** @param {Operation} operation @param {Interface} described @returns {Field[]} */
function fieldsOf(operation, described) {
	const parameters = (operation.parameters || []).map((one) => (one.$ref
		? described.components.parameters[one.$ref.replace(/^.*\//, '')] : one));
	const bodies = operation.requestBody ? Object.values(operation.requestBody.content) : [];

	return [
		...parameters.map(({ name, in: where, required = false, schema, description }) => ({
			name, where, required, schema: { ...schema, description: where === 'header' ? undefined : description },
		})),
		...bodies.flatMap(({ schema }) => Object.entries(schema.properties || {}).map(([name, one]) => ({
			name, where: 'body', required: (schema.required || []).includes(name), schema: one,
		}))),
	];
}

/** @param {HTMLElement} place @param {Route[]} routes */
function draw(place, routes) {
	const drawn = routes.map((route) => ({ route, at: drawRoute(route), words: wordsOf(route) }));
	const programs = [...new Set(routes.map((route) => route.program))];
	const sections = programs.map((program) => element('section', { class: 'api-program', 'aria-labelledby': `program-${program}` },
		element('h2', { id: `program-${program}` }, PROGRAMS[program] || program, ' ', element('code', {}, program)),
		...drawn.filter((one) => one.route.program === program).map((one) => one.at)));
	const count = element('p', { class: 'muted', role: 'status' });
	const box = /** @type {HTMLInputElement} */ (element('input', { type: 'search', id: 'find', class: 'input', autocomplete: 'off', spellcheck: 'false' }));

	const find = () => {
		const wanted = box.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
		let shown = 0;
		for (const { at, words } of drawn) {
			at.hidden = !wanted.every((word) => words.includes(word));
			if (!at.hidden) shown++;
		}
		for (const section of sections) section.hidden = !section.querySelector('details:not([hidden])');
		count.textContent = shown || !wanted.length ? `${wanted.length ? '找到' : '一共'}${shown}个接口` : `没有找到“${box.value.trim()}”。可以换成地址里的一个词，或字段的名字。`;
	};
	box.addEventListener('input', find);
	fill(place,
		element('div', { class: 'field api-find' }, element('label', { for: 'find' }, '找接口'),
			element('span', { class: 'hint', id: 'find-hint' }, '地址、字段、说明里的字都可以'), box),
		count, ...sections);
	box.setAttribute('aria-describedby', 'find-hint');
	find();
	reveal();
	window.addEventListener('hashchange', reveal);
}

/** What the box finds a route by. @param {Route} route */
function wordsOf({ program, method, path, operation, fields }) {
	return [program, PROGRAMS[program], method, path, operation.summary, operation.description,
		...fields.flatMap((field) => [field.name, field.schema.title])].filter(Boolean).join(' ').toLowerCase();
}

/** Unfolds the route that the address names. */
function reveal() {
	const at = document.getElementById(decodeURIComponent(location.hash.slice(1)));

	if (!(at instanceof HTMLDetailsElement)) return;
	at.open = true;
	at.scrollIntoView();
}

/** @param {Route} route @returns {HTMLElement} */
function drawRoute({ method, path, operation, fields }) {
	const verb = /`([^`]+)`/.exec(operation.description || '');
	const logged = /audit/.test(operation.description || '');

	return element('details', { class: 'api-route', id: operation.operationId },
		element('summary', {},
			element('span', { class: `api-method ${method.toLowerCase()}` }, method),
			element('code', { class: 'api-path' }, path),
			element('span', { class: 'api-summary', lang: 'en' }, operation.summary)),
		element('dl', { class: 'api-facts' },
			...fact('谁可以用', operation.security.length ? '登录后；能看能办什么，由身份定' : '任何人'),
			...fact('做什么', verb ? element('code', {}, verb[1]) : '由程序自己办'),
			...Object.keys(operation.requestBody ? operation.requestBody.content : {}).flatMap((type) => fact('正文', BODIES[type] || type)),
			...(logged ? fact('留痕', '谁看过会记下来') : [])),
		element('h3', {}, '字段'),
		fields.length ? element('dl', { class: 'api-fields' }, ...fields.flatMap(drawField)) : element('p', { class: 'muted' }, '没有字段。'),
		element('h3', {}, '回答'),
		element('dl', { class: 'api-answers' }, ...Object.entries(operation.responses).flatMap(([status, answer]) => [
			element('dt', {}, element('code', {}, status)), element('dd', {}, meaningOf(method, status, answer.content))])),
		element('p', { class: 'muted' }, element('a', { href: `#${operation.operationId}` }, '这个接口的链接')));
}

/** @param {string} name @param {string|HTMLElement} value */
const fact = (name, value) => [element('dt', {}, name), element('dd', {}, value)];

/** Where a field goes. @type {Record<string, string>} */
const WHERE = { path: '在地址里', query: '在问号后面', header: '在请求头里', body: '在正文里' };

/** @param {Field} field */
function drawField({ name, where, required, schema }) {
	const label = schema.title ? `${schema.title}：` : '';

	return [element('dt', {}, element('code', {}, name)),
		element('dd', {}, label + [kindOf(schema), required ? '必填' : '可以不填', WHERE[where]].join('，'), ...(HEADERS[name] ? [element('span', { class: 'sub' }, HEADERS[name])] : []))];
}

/** What the two headers are for. @type {Record<string, string>} */
const HEADERS = {
	'Idempotency-Key': '同一个键、同样的内容只办一次，回答也一样；留7天。',
	'If-Match': '看到的版本，写在英文引号里；别人改过就回答412。',
};

/** A kind with its limits, in words. @param {Schema} schema @returns {string} */
function kindOf(schema) {
	const { type, format, pattern } = schema;

	if (type === 'boolean') return '是或否';
	if (type === 'integer') {
		if (schema.minimum === 1 && schema.maximum === undefined) return '编号';
		return `整数${between(schema.minimum, schema.maximum, '')}`;
	}
	if (type === 'array') {
		return `一组${schema.items && schema.items.type === 'integer' ? '编号' : '小写的词'}${between(schema.minItems, schema.maxItems, '个')}`;
	}
	if (format === 'date') return '日期，写成2026-09-30';
	if (format === 'date-time') return '时间，写成2026-09-30T18:00:00+08:00';
	if (pattern && pattern.includes('{8}')) return '8位的标记';
	if (pattern) return `小写的词${between(schema.minLength, schema.maxLength, '字')}`;
	if (type === 'string') return schema.description ? '16位的卡号' : `文字${between(schema.minLength, schema.maxLength, '字')}`;
	return 'JSON';
}

/** @param {number|undefined} least @param {number|undefined} most @param {string} unit */
function between(least, most, unit) {
	if (least !== undefined && most !== undefined) return `，${least}—${most}${unit}`;
	if (most !== undefined) return `，最多${most}${unit}`;
	return least === undefined ? '' : `，至少${least}${unit}`;
}

begin({ api });
