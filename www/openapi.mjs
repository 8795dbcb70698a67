// @ts-check
/**
 * Writes the interface's description from what the programs say of themselves:
 *   node www/openapi.mjs build/openapi.json build/org/org.fcgi …
 * Each program prints a line of JSON for each of its routes with --routes (routes_print in
 * cgi/common/route.h says what is in it).
 */
import { execFileSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';

/** @typedef {{name: string, kind: string, least: number, most: number, required: boolean, in: 'path'|'query'|'body', label: string|null}} Field */
/** @typedef {{program: string, method: string, door: string, path: string, verb: string|null, fields: Field[], summary: string, logged: boolean, body: string}} Route */

const [target, ...programs] = process.argv.slice(2);
/** @type {Route[]} */
const routes = programs.flatMap((program) =>
	execFileSync(program, ['--routes'], { encoding: 'utf8' }).split('\n').filter(Boolean).map((line) => JSON.parse(line)));

/** @type {Record<string, (field: Field) => object>} one schema for each kind of cgi/common/route.h */
const schemas = {
	id: () => ({ type: 'integer', format: 'int64', minimum: 1 }),
	integer: (field) => ({ type: 'integer', format: 'int64', minimum: field.least, ...(field.most ? { maximum: field.most } : {}) }),
	text: lengths,
	line: lengths,
	date: () => ({ type: 'string', format: 'date' }),
	time: () => ({ type: 'string', format: 'date-time' }),
	boolean: () => ({ type: 'boolean' }),
	code: () => ({ type: 'string', description: '16 characters of Crockford base 32, in any case, with or without “-”' }),
	mark: () => ({ type: 'string', pattern: '^[0-9a-hjkmnp-tv-z]{8}$' }),
	word: (field) => ({ ...lengths(field), pattern: '^[a-z][a-z0-9_]*$' }),
	ids: (field) => ({ type: 'array', items: { type: 'integer', format: 'int64', minimum: 1 }, ...counts(field) }),
	words: (field) => ({ type: 'array', items: { type: 'string', pattern: '^[a-z][a-z0-9_]*$' }, ...counts(field) }),
	json: () => ({ description: 'JSON as the verb describes it' }),
};

/** @param {Field} field */
function lengths(field) {
	return { type: 'string', ...(field.least ? { minLength: field.least } : {}), ...(field.most ? { maxLength: field.most } : {}) };
}

/** @param {Field} field */
function counts(field) {
	return { ...(field.least ? { minItems: field.least } : {}), ...(field.most ? { maxItems: field.most } : {}) };
}

/** @param {Field} field */
function schemaOf(field) {
	if (!schemas[field.kind]) throw new Error(`the kind "${field.kind}" of field "${field.name}" has no schema in www/openapi.mjs`);
	return { ...(field.label ? { title: field.label } : {}), ...schemas[field.kind](field) };
}

/** @param {Route} route where it is served */
const addressOf = (route) => (route.path.startsWith('/s/') ? route.path : `/api${route.path}`);

/** @param {string} path @returns {string[]} */
const namesIn = (path) => [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);

/** @param {string} status */
const problem = (status) => ({ $ref: `#/components/responses/${status}` });

const writes = ['POST', 'PATCH', 'DELETE'];

/** @param {Route} route @param {object} schema */
function contentOf(route, schema) {
	const file = { schema: { type: 'string', format: 'binary' } };
	if (route.body === 'bytes') return { 'application/octet-stream': file };
	if (route.body === 'stream') return { 'application/offset+octet-stream': file };
	return { [route.body === 'form' ? 'application/x-www-form-urlencoded' : 'application/json']: { schema } };
}

/** @param {Route} route @param {string} address */
function operationOf(route, address) {
	const inPath = namesIn(address);
	const others = route.fields.filter((field) => !inPath.includes(field.name));
	const isRead = !writes.includes(route.method);
	const isForm = route.body === 'form';
	const isBytes = route.body === 'bytes' || route.body === 'stream';
	const hasBody = !isRead && route.body !== 'none';
	const parameters = [
		...inPath.map((name) => {
			const field = route.fields.find((each) => each.name === name);
			return { name, in: 'path', required: true, schema: field ? schemaOf(field) : { type: 'string' } };
		}),
		...(isRead || isBytes ? others.map((field) => ({ name: field.name, in: 'query', required: field.required, schema: schemaOf(field) })) : []),
		...(!isRead && route.door === 'signed_in' ? [
			{ $ref: '#/components/parameters/IdempotencyKey' }, { $ref: '#/components/parameters/IfMatch' },
		] : []),
	];
	const required = others.filter((field) => field.required).map((field) => field.name);
	const body = {
		type: 'object',
		properties: Object.fromEntries(others.map((field) => [field.name, schemaOf(field)])),
		...(required.length > 0 ? { required } : {}),
		...(isForm ? {} : { additionalProperties: false }),
	};
	return {
		operationId: `${route.program}_${route.method.toLowerCase()}_${address.replace(/^\/(api\/)?/, '').replace(/[^a-z0-9]+/gi, '_').replace(/_+$/, '') || 'root'}`,
		tags: [route.program],
		summary: route.summary,
		...(route.verb ? { description: `Calls \`${route.verb}\`${route.logged ? '; the reading is written in the audit' : ''}.` } : {}),
		security: route.door === 'signed_in' ? [{ session: [] }] : [],
		...(parameters.length > 0 ? { parameters } : {}),
		...(hasBody ? { requestBody: { required: route.body !== 'stream', content: contentOf(route, body) } } : {}),
		responses: {
			200: { description: 'Done', content: mediaOf(address, isForm) },
			...Object.fromEntries(refusalsOf(route).map((status) => [status, problem(status)])),
		},
	};
}

/** @param {string} address @param {boolean} isForm */
function mediaOf(address, isForm) {
	if (isForm) return { 'text/html': { schema: { type: 'string' } } };
	if (address.endsWith('.csv')) return { 'text/csv': { schema: { type: 'string' } } };
	if (address.endsWith('.xlsx')) return { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {} };
	return { 'application/json': { schema: {} } };
}

/** @param {Route} route the statuses that can be expected of it */
function refusalsOf(route) {
	const signed = route.door === 'signed_in' ? ['401', '403'] : [];
	const write = writes.includes(route.method) ? ['409', '412', '413', '415', '422'] : ['422'];
	return ['400', ...signed, '404', ...write, '429', '500', '503'];
}

/** @type {Record<string, string>} */
const refusals = {
	400: 'Not understood; nothing was changed', 401: 'Not signed in; nothing was changed',
	403: 'Not allowed; nothing was changed', 404: 'Not there, or not visible to the caller',
	409: 'Not possible in this state; nothing was changed', 412: 'Somebody changed it in between; nothing was changed',
	413: 'Too large; nothing was changed', 415: 'Not this format; nothing was changed',
	422: 'Fields to be corrected, named in errors[]; nothing was changed', 429: 'Too often; nothing was changed',
	500: 'Unknown: repeat with the same Idempotency-Key', 503: 'Busy; nothing was changed',
};

/** @type {Record<string, Record<string, object>>} */
const paths = {};
for (const route of routes) {
	const address = addressOf(route);
	(paths[address] ??= {})[route.method.toLowerCase()] = operationOf(route, address);
}

const description = {
	openapi: '3.1.0',
	info: {
		title: 'wuhao',
		version: '1',
		description: 'Written at build from every program\'s own table of routes.',
		license: { name: 'GNU General Public License, version 3 or later', identifier: 'GPL-3.0-or-later' },
	},
	servers: [{ url: '/' }],
	tags: [...new Set(routes.map((route) => route.program))].map((name) => ({ name, description: `The program ${name}.fcgi` })),
	paths,
	components: {
		securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session', description: '__Host-session under TLS' } },
		parameters: {
			IdempotencyKey: { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', minLength: 1, maxLength: 64 },
				description: 'The same key with the same body is done once and answered alike; kept 7 days' },
			IfMatch: { name: 'If-Match', in: 'header', schema: { type: 'string' }, description: 'The version that the caller saw, in quotes' },
		},
		responses: Object.fromEntries(Object.entries(refusals).map(([status, text]) => [status, {
			description: text, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }])),
		schemas: {
			Problem: {
				type: 'object',
				description: 'RFC 9457',
				required: ['type', 'title', 'status', 'detail'],
				properties: {
					type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' },
					number: { type: 'string', description: 'To quote to the administrator; with 500 only' },
					errors: { type: 'array', items: { type: 'object', required: ['field', 'detail'],
						properties: { field: { type: 'string' }, detail: { type: 'string' } } } },
				},
			},
		},
	},
};

writeFileSync(`${target}.new`, `${JSON.stringify(description, null, '\t')}\n`);
renameSync(`${target}.new`, target);
