// @ts-check
/** The first log-in by a one-time address, on an empty installation. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertProblem, Browser, signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
before(async () => { house = await start({ demo: false }); });
after(() => house.stop());

const password = '澄湖的水很清很清很清很清';

/** New one-time codes of those who have no password yet, in the order system, security, audit. */
async function codes() {
	const said = await house.wuhao('first', '--url', house.url);
	return [...said.matchAll(/^\S.*\/console\/first#([0-9A-Z-]{19})$/gm)].map(([, code]) => code);
}

/** @param {object} body */
const first = (body, browser = new Browser(house)) => browser.post('/api/account/first', body);

test('an empty installation prints one-time addresses for the three administrators, at the page that takes them', async () => {
	const said = await house.wuhao('first', '--url', house.url);
	assert.equal((said.match(new RegExp(`^\\S.*${house.url}/console/first#[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$`, 'gm')) ?? []).length, 3, said);
	assert.equal((await new Browser(house).get('/console/first')).status, 200);
});

test('a new code makes the one before worthless', async () => {
	const [old] = await codes();
	await codes();
	assertProblem(await first({ code: old, password }), 422, 'the old code', { slug: 'account/no-code', field: 'code' });
});

test('a password that is refused does not use the code up', async () => {
	const [code] = await codes();
	assertProblem(await first({ code, password: 'kurz' }), 422, 'a short password', { field: 'password', detail: /至少12位，现在4位/ });
	assertProblem(await first({ code, password: 'aaaaaaaaaaaa' }), 422, 'a common password', { field: 'password', detail: /太常见/ });
	assertProblem(await first({ code, password: '' }), 422, 'no password', { field: 'password' });
	assert.equal((await first({ code, password })).json.login, 'system');
});

test('a mistyped code is told from one that is used, of somebody else, or too old', async () => {
	const [security, audit] = await codes();
	const last = security.at(-1) === '0' ? '1' : '0';
	assertProblem(await first({ code: security.slice(0, -1) + last, password }), 422, 'mistyped', { field: 'code', detail: /可能有一位打错了/ });
	assertProblem(await first({ code: 'abc', password }), 422, 'no code at all', { field: 'code', detail: /打错了/ });
	assertProblem(await first({ code: security, login: 'audit', password }), 422, 'of somebody else', { field: 'code', detail: /用过了、过期了/ });
	await house.psql('update data.first_code set valid_until = base.now()');
	assertProblem(await first({ code: audit, password }), 422, 'too old', { field: 'code', detail: /用过了、过期了/ });
});

test('the code sets the password and signs in, once, in any way of writing it', async () => {
	const [code] = await codes();
	const browser = new Browser(house);
	const answer = await first({ code: ` ${code.toLowerCase().replaceAll('-', ' ')} `, login: 'Security', password }, browser);
	assert.equal(answer.status, 200, answer.text);
	assert.deepEqual(answer.json.seats.map((/** @type {any} */ seat) => seat.label), ['安全管理员']);
	assert.deepEqual(answer.json.menu, ['home', 'org']);
	assert.equal((await browser.get('/api/account/me')).status, 200);
	assertProblem(await first({ code, password }), 422, 'once more', { field: 'code', detail: /用过了/ });
	await signedIn(house, { login: 'security', password });
});

test('of two who use one code at once, one signs in', async () => {
	const [code] = await codes();
	const answers = await Promise.all(Array.from({ length: 8 }, () => first({ code, password })));
	assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, ...Array.from({ length: 7 }, () => 422)]);
});

test('guessed codes open nothing', async () => {
	const answers = await Promise.all(Array.from({ length: 50 }, () => first({ code: '0000-0000-0000-0000', password }, new Browser(house, '127.31.30.1'))));
	for (const answer of answers) assertProblem(answer, 422, 'a well-formed guess', { field: 'code' });
});

test('when all three have signed in there are no more addresses', async () => {
	assert.deepEqual(await codes(), []);
});
