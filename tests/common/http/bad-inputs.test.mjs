// @ts-check
/**
 * The table of bad inputs, made from every program's own list of routes: for each field what is missing, too long or of the
 * wrong kind, for each body what is no JSON of ours. All of it is refused in words that name the field, and changes nothing.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, assertProblem, raw, signedIn } from '../client.mjs';
import { start } from '../installation.mjs';
import { addressOf, nameOf, routesOf, snapshot } from '../routes.mjs';

/** @typedef {import('../routes.mjs').Route} Route */
/** @typedef {import('../routes.mjs').Field} Field */

/** @type {import('../installation.mjs').Installation} */
let house;
/** @type {Route[]} */
let routes;
/** @type {import('../client.mjs').Browser} */
let officer;
/** @type {Record<string, unknown>} things that are there, for the paths */
let things;

before(async () => {
	house = await start();
	routes = (await routesOf(house)).filter((route) => !/^\/(s|account\/oidc)\//.test(route.path)); // those whose refusals are pages
	officer = await signedIn(house, house.account('officer'));
	// from many networks, so that nginx's limit on signing in is not what refuses
	let network = 0;
	const asks = officer.ask;
	officer.ask = (path, asked) => asks.call(officer, path, { from: `127.32.${network++ % 250}.1`, ...asked });
	const [round, mark, batch] = (await house.psql(`
		select i.id, m.mark, b.id from data.item as i join data.mark as m on m.round = i.id join data.batch as b on b.mark = m.mark
		where i.state = 'open' order by i.id, b.id limit 1`)).split('|');
	const sheet = await officer.ask('/api/org/import?kind=members&name=x.csv', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: '姓名,党支部' });
	things = { round, mark, batch, unit: '1', person: '1', transfer: '1', tenure: '1', responsibility: '1', kind: 'members', import: String(sheet.json.id), session: '0123456789abcdef', version: '1', change: '1', account: '1', seat: '1', delegation: '1', upload: '1', evidence: '1', link: '1', item: '1', campaign: '1', label: '1', plan: '1', meeting: '1', goal: '1', number: '1' };
});
after(() => house.stop());

const long = (/** @type {number} */ length) => '长'.repeat(length);
/** A value that fits. @param {Field} field */
function good(field) {
	/** @type {Record<string, unknown>} */
	const values = {
		id: 1, integer: field.least, line: '试', text: '试', date: '2099-01-01', time: '2099-01-01T18:00', boolean: false, code: '0000-0000-0000-0000',
		mark: things.mark, word: 'open', ids: [1], words: ['masses'], json: {},
	};
	return values[field.kind];
}
const notText = [7, true, [], ['试'], {}];
/** Values of other kinds, as JSON has them. @param {Field} field @returns {unknown[]} */
function wrong({ kind, least, most }) {
	switch (kind) {
		case 'id': return ['1', 'x', 0, -1, 1.5, 9007199254740992, true, [1], {}];
		case 'integer': return ['1', 'x', least - 1, ...(most ? [most + 1] : []), least + 0.5, 2 ** 53, true, [], {}];
		case 'boolean': return ['true', 1, 0, 'x', [], {}];
		case 'line': return [...notText, '一\n二', '一\r二', 'a\u0001b', 'a\u007fb', 'a\u0085b', ...(most ? [long(most + 1)] : [])];
		case 'text': return [...notText, 'a\u0001b', ...(most ? [long(most + 1)] : [])];
		case 'date': return [...notText, '2026-02-30', '2026-9-1', '30.9.2026', '2026-09-30T18:00', '0000-01-01', '２０２６-09-30', 'now', 'infinity'];
		case 'time': return [...notText, '2026-09-30', '2026-02-30T18:00', '2026-09-30T25:00', '2026-09-30 18:00', '18:00', '2026-09-30T18:00+99:00', 'infinity'];
		case 'code': return [...notText, 'ABCD', '0000-0000-0000-0001', long(20), '0'.repeat(300)];
		case 'mark': return [...notText, 'x', 'uuuuuuuu', `${things.mark}0`, long(8)];
		case 'word': return [...notText, '大', 'A', 'a b', "a'", '0a', 'a'.repeat(most + 1)];
		case 'ids': return [7, '1', {}, ['1'], [1.5], [0], [-1], [null], [[1]], [9007199254740992], Array.from({ length: most + 1 }, (_, at) => at + 1)];
		case 'words': return [7, 'masses', {}, [1], ['大'], ['A'], ['a,b'], ['a"}'], [null], [['masses']], Array.from({ length: most + 1 }, (_, at) => `word${at}`)];
		case 'json': return [{ masses: long(most / 2) }];
		default: return assert.fail(`a kind that this table doesn't know: ${kind}`);
	}
}
/** @param {Route} route @param {Record<string, unknown>} [changes] */
const bodyOf = (route, changes) => ({ ...Object.fromEntries(route.fields.filter((field) => field.in === 'body').map((field) => [field.name, good(field)])), ...changes });
const writes = () => routes.filter((route) => route.body === 'json');

/** Bytes as a body. @param {Route} route @param {string|Buffer} body @param {string} [type] */
const send = (route, body, type = 'application/json') => officer.ask(addressOf(route, things), { method: 'POST', headers: { 'content-type': type }, body });

test('the programs list their routes, and this table knows every kind of field', () => {
	assert.ok(routes.length >= 30, `${routes.length} routes`);
	for (const route of routes) for (const field of route.fields) assert.ok(field.kind === 'json' || wrong(field).length > 3, `${nameOf(route)} ${field.name}`);
});

test('a field that is missing is named, in the words of its label', async () => {
	const was = await snapshot(house);
	let count = 0;
	for (const route of writes()) for (const field of route.fields.filter((each) => each.in === 'body' && each.required)) {
		for (const value of field.kind === 'boolean' ? [undefined, null] : [undefined, null, ...(/id|integer|words|json/.test(field.kind) ? [] : ['', ' \t '])]) {
			const answer = await officer.post(addressOf(route, things), bodyOf(route, { [field.name]: value }));
			assertProblem(answer, 422, `${nameOf(route)} ${field.name}=${JSON.stringify(value)}`, { field: field.name, detail: new RegExp(`^${field.label}没有填。$`, 'm') });
			count++;
		}
	}
	assert.ok(count > 20, `${count} cases`);
	assert.deepEqual(await snapshot(house), was);
});

test('all that is missing is named at once', async () => {
	const was = await snapshot(house);
	for (const route of writes()) {
		const required = route.fields.filter((field) => field.in === 'body' && field.required).map((field) => field.name);
		if (required.length === 0) continue;
		const answer = await officer.post(addressOf(route, things), {});
		assertProblem(answer, 422, nameOf(route));
		assert.deepEqual(answer.json.errors.map((/** @type {{field: string}} */ error) => error.field).sort(), required.sort(), nameOf(route));
	}
	assert.deepEqual(await snapshot(house), was);
});

test('a field of the wrong kind, or too long, is named', async () => {
	const was = await snapshot(house);
	let count = 0;
	for (const route of writes()) for (const field of route.fields.filter((each) => each.in === 'body')) for (const value of wrong(field)) {
		const answer = await officer.post(addressOf(route, things), bodyOf(route, { [field.name]: value }));
		const what = `${nameOf(route)} ${field.name}=${JSON.stringify(value).slice(0, 60)}`;
		assertProblem(answer, 422, what, { field: field.name });
		assert.equal(answer.json.errors.length, 1, `${what}: nothing else is`);
		if (typeof value === 'string' && value === long(field.most + 1) && /line|text/.test(field.kind))
			assert.equal(answer.json.errors[0].detail, `${field.label}最多${field.most}字，现在${field.most + 1}字。`, what);
		count++;
	}
	assert.ok(count > 300, `${count} cases`);
	assert.deepEqual(await snapshot(house), was);
});

test("a query's field is checked alike, and one that nobody knows is refused", async () => {
	for (const route of routes.filter((each) => each.method === 'GET')) {
		const address = addressOf(route, things);
		assertProblem(await officer.get(`${address}?nobody=1`), 400, `${nameOf(route)} ?nobody`);
		for (const text of ['%ff', '%00', '%c0%80', '%ed%a0%80', '%', '%zz', '%f4%90%80%80']) {
			const name = route.fields.find((field) => field.in === 'query')?.name ?? 'nobody';
			assertProblem(await officer.get(`${address}?${name}=${text}`), 400, `${nameOf(route)} ${name}=${text}`);
		}
		for (const field of route.fields.filter((each) => each.in === 'query')) {
			const values = field.kind === 'id' ? ['x', '0', '-1', '01', '1.5', '+1', '1e3', '9007199254740992', '9'.repeat(40)]
				: field.kind === 'integer' ? ['x', '1.5', '1e3', String(field.most + 1), '9'.repeat(40)] : [long(field.most + 1), 'a%01b', 'a%0ab'];
			for (const value of values)
				assertProblem(await officer.get(`${address}?${field.name}=${/%/.test(value) ? value : encodeURIComponent(value)}`), 422, `${field.name}=${value}`, { field: field.name });
			if (field.required) assertProblem(await officer.get(address), 422, `${nameOf(route)} without ${field.name}`, { field: field.name });
		}
	}
});

test("a part of the path that can't be one is an address of nothing", async () => {
	const was = await snapshot(house);
	for (const route of routes.filter((each) => /\{/.test(each.path))) {
		for (const part of ['0', '-1', 'x', '01', '1.5', '1e3', '9007199254740992', '9'.repeat(300), '%27%20or%20true', '%2e%2e%2f1', '%ef%bc%91', '%20', '{round}', '1%20', ';1']) {
			const address = `/api${route.path.replace(/\{\w+\}/, part)}`;
			const answer = await (route.method === 'POST' && route.body !== 'stream' ? officer.post(address, bodyOf(route)) : officer.ask(address, { method: route.method }));
			if (route.method === 'HEAD') assert.equal(answer.status, 404, address);
			else assertProblem(answer, 404, `${route.method} ${address}`);
		}
		if (route.method !== 'HEAD') for (const part of ['%ff', '%01', '%c3%28'])
			assertProblem(await officer.ask(`/api${route.path.replace(/\{\w+\}/, part)}`, { method: route.method, headers: { 'content-type': 'application/json' }, body: '{}' }), 400, `${nameOf(route)} ${part}`);
	}
	assert.deepEqual(await snapshot(house), was);
});

test('a body that is not JSON of ours is not understood', async () => {
	const was = await snapshot(house);
	const bytes = (/** @type {string} */ text) => Buffer.from(text, 'latin1');
	for (const route of writes()) {
		const text = route.fields.find((field) => field.in === 'body' && /line|text/.test(field.kind))?.name ?? 'x';
		const whole = JSON.stringify(bodyOf(route));
		const inside = (/** @type {string} */ value) => JSON.stringify(bodyOf(route, { [text]: '@' })).replace('"@"', value);
		const first = Object.keys(bodyOf(route))[0];
		for (const body of [
			'', ' ', '{', '}', '[]', '"x"', '7', 'null', 'true', `[${whole}]`, `${whole}{}`, `${whole} x`, `\ufeff${whole}`, whole.replace(/\}$/, ',}'), `/* x */${whole}`, `${whole.slice(0, -1)}'a':1}`,
			inside('"a\\u0000b"'), bytes(inside('"a\0b"')), bytes(inside('"\xff"')), bytes(inside('"\xc0\x80"')), bytes(inside('"\xed\xa0\x80"')), bytes(inside('"\xf5\x80\x80\x80"')), bytes(inside('"\xe4\xb8"')),
			inside('"\\ud800"'), inside('"\\udc00\\ud800"'), inside('"\\x41"'), inside('"a\nb"'), inside('NaN'), inside('Infinity'), inside('-Infinity'), inside('1e999'), inside('0123'), inside('+1'), inside('.5'),
			inside('99999999999999999999'), inside('-99999999999999999999'), inside('undefined'), inside('True'),
			inside(`${'['.repeat(40)}${']'.repeat(40)}`), inside(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`), '['.repeat(30_000),
			...(first ? [whole.replace('{', `{${JSON.stringify(first)}:1,`)] : ['{"version":1,"version":1}']),
			JSON.stringify({ ...bodyOf(route), nobody: 1 }), JSON.stringify({ ...bodyOf(route), __proto__x: {} }), JSON.stringify({ ...bodyOf(route), [Object.keys(things)[0]]: 1, 'ro und': 2 }),
		]) assertProblem(await send(route, body), 400, `${nameOf(route)} ${String(body).slice(0, 80)}`);
		if (!route.fields.some((field) => field.name === 'version') && route.program !== 'ballot')
			for (const version of ['"1"', '-1', '1.5', 'true', '{}']) assertProblem(await send(route, whole.replace('{', `{"version":${version}${first ? ',' : ''}`)), 400, `${nameOf(route)} version ${version}`);
	}
	assert.deepEqual(await snapshot(house), was);
});

test('a body of another type is refused, and one that is too large', async () => {
	const was = await snapshot(house);
	for (const route of writes()) {
		const whole = JSON.stringify(bodyOf(route));
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'json', ''])
			assertProblem(await officer.ask(addressOf(route, things), { method: 'POST', headers: type ? { 'content-type': type } : {}, body: whole }), 415, `${nameOf(route)} ${type}`);
		const large = (/** @type {number} */ size) => `${whole}${' '.repeat(size - Buffer.byteLength(whole))}`;
		if (route.program !== 'ballot') assertProblem(await send(route, large(262_145)), 413, nameOf(route), { detail: /^最多256 KB，这次是257 KB。没有保存。$/ });
		assertProblem(await send(route, large(1_100_000)), 413, `${nameOf(route)} by nginx`);
	}
	assert.deepEqual(await snapshot(house), was);
});

test('a write from another site is refused at every address, whatever it holds', async () => {
	const was = await snapshot(house);
	for (const route of writes().filter((each) => each.program !== 'ballot')) for (const origin of ['http://elsewhere.example', 'null', `https://elsewhere.example/?${house.url}`])
		assertProblem(await officer.post(addressOf(route, things), bodyOf(route), { origin }), 403, `${nameOf(route)} from ${origin}`, { slug: 'origin' });
	assert.deepEqual(await snapshot(house), was);
});

test('a length that lies changes nothing', async () => {
	const was = await snapshot(house);
	const body = JSON.stringify({ title: '不该有的' });
	const head = (/** @type {string} */ lines) => `POST /api/survey/rounds HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nCookie: session=${officer.cookies.get('session')}\r\n${lines}\r\n`;
	const length = Buffer.byteLength(body);
	for (const [what, said] of /** @type {[string, string][]} */ ([
		['longer than it is', head(`Content-Length: ${length + 10}\r\n`) + body],
		['shorter than it is', head(`Content-Length: ${length - 4}\r\n`) + body],
		['nothing', head('Content-Length: 0\r\n') + body],
		['none', head('') + body],
		['two', head(`Content-Length: ${length}\r\nContent-Length: ${length - 1}\r\n`) + body],
		['negative', head('Content-Length: -1\r\n') + body],
		['no number', head('Content-Length: 0x10\r\n') + body],
		['more than there are numbers', head('Content-Length: 99999999999999999999\r\n') + body],
		['beside chunks', head(`Content-Length: ${length}\r\nTransfer-Encoding: chunked\r\n`) + `2\r\n{}\r\n0\r\n\r\n`],
		['in chunks of a wrong size', head('Transfer-Encoding: chunked\r\n') + `zz\r\n${body}\r\n0\r\n\r\n`],
		['in chunks that end too soon', head('Transfer-Encoding: chunked\r\n') + `${(length + 9).toString(16)}\r\n${body}`],
	])) {
		const answer = await raw(house.url, said, { half: true, from: '127.32.1.1' });
		assert.ok(answer === '' || /^HTTP\/1\.1 (400|411|413|422)/.test(answer), `${what}: ${answer.slice(0, 200)}`);
	}
	assert.deepEqual(await snapshot(house), was);
});

test('a body in chunks is a body', async () => {
	const answer = await officer.ask('/api/org/standards/confirm', { method: 'POST', headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }, body: '{"version":0}' });
	assertProblem(answer, 422, 'in chunks', { field: 'version' });
});

test('a method that an address does not know is refused and says which it knows', async () => {
	const was = await snapshot(house);
	for (const path of new Set(routes.map((route) => route.path))) {
		const known = routes.filter((route) => route.path === path);
		for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
			if (known.some((route) => route.method === method)) continue;
			const answer = await officer.ask(addressOf(known[0], things), { method, headers: { 'content-type': 'application/json' }, body: method === 'GET' ? undefined : '{}' });
			assertProblem(answer, 405, `${method} ${path}`);
			assert.ok(answer.headers.allow, `${method} ${path} says what is allowed`);
		}
	}
	assert.deepEqual(await snapshot(house), was);
});

test('the beginning of a request that is none is refused without a program', async () => {
	for (const said of ['\r\n\r\n', 'GET\r\n\r\n', 'GET /api/%00 HTTP/1.1\r\nHost: x\r\n\r\n', `GET /api/org/tree HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(40_000)}\r\n\r\n`,
		'GET /api/org/tree HTTP/1.1\r\n\r\n', 'GET /api/org/tree HTTP/1.1\r\nHost: x\r\nHo\0st: y\r\n\r\n', `GET /${'x'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`]) {
		const answer = await raw(house.url, said, { half: true, from: '127.32.1.1' });
		assert.ok(answer === '' || /^(HTTP\/1\.1 4|<)/.test(answer), `${JSON.stringify(said.slice(0, 60))}: ${answer.slice(0, 100)}`);
	}
	assert.equal((await ask(house.url, '/healthz/org')).status, 200);
});
