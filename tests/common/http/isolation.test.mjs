// @ts-check
/**
 * Rights end when they end: every route of every program, walked by somebody whose role ended yesterday, whose delegation did, who
 * acts for somebody whose role did. Each is told exactly what somebody is told who never had any right; without a session, or with
 * one that ended, nobody gets further than the door. (What each role may do, by name, is who-may.test.mjs.)
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, signedIn } from '../client.mjs';
import { start } from '../installation.mjs';
import { newcomer } from '../people.mjs';
import { addressOf, isTransfer, nameOf, routesOf, snapshot, transfer } from '../routes.mjs';
import { thingOf } from '../unseen.mjs';

/** @typedef {import('../routes.mjs').Route} Route */
/** @typedef {import('../routes.mjs').Field} Field */

/** @type {import('../installation.mjs').Installation} */
let house;
/** @type {Route[]} */
let routes;
/** @type {Record<string, unknown>} things that are there, by the name of the field */
let things;
/** @type {Browser} */
let bare;
/** @type {Map<Route, string>} */
const bareWasTold = new Map();
let network = 0;

/** An account with a session and what the statement makes of its seat. @param {(id: number) => string} make SQL @param {string} [role] */
async function somebody(make, role = 'officer') {
	const made = await newcomer(house, { role, unit: house.account('officer').unit });
	const browser = await signedIn(house, made, `127.43.${++network}.1`);
	await house.psql(make(made.id));
	return browser;
}

/** Ends the seats of an account yesterday. @param {number} id */
const ended = (id) => `update data.seat set valid_from = base.today() - 9, valid_until = base.today() - 1 where account = ${id};`;
/** Takes the seats of an account away, as if there had been none. @param {number} id */
const none = (id) => `delete from data.seat where account = ${id};`;
/** Lets an account act from a seat. @param {number} id @param {string} seat @param {string} dates valid_from, valid_until, ended_on */
const deputy = (id, seat, dates) => `insert into data.delegation (seat, deputy, valid_from, valid_until, ended_on, reason) select ${seat}, ${id}, ${dates}, '休假';`;

before(async () => {
	house = await start({ own: true });
	// Left out: what needs no session and knows nobody (/s/), and log-in and log-out, which are everybody's and end the session that is
	// walked with.
	routes = (await routesOf(house)).filter((route) => !/^\/(s\/|account\/(login|logout)$)/.test(route.path));
	const one = (/** @type {string} */ sql) => house.psql(`select ${sql}`);
	const round = await one("min(id) from data.item where state = 'open'");
	things = {
		round, unit: await one(`id from data.unit where short_name = '${house.account('secretary').unit}'`), person: await one("min(id) from data.person where state = 'full'"),
		mark: await one(`min(mark) from data.mark where round = ${round}`), batch: await one('min(id) from data.batch'), account: await one('min(id) from data.account'),
		seat: await one('min(id) from data.seat'), tenure: await one('min(id) from data.tenure'), session: '0123456789abcdef', kind: 'members',
	};
	// any other id is that of a row of the table of this name, or of an item of this workflow: a new program's is found by itself
	for (const thing of new Set(routes.flatMap((route) => route.fields.filter((field) => field.kind === 'id').map(thingOf)))) {
		if (!thing || thing in things) continue;
		things[thing] = await one(`coalesce(${await one(`to_regclass('data.${thing}') is not null`) === 't' ? `(select min(${await keyOf(thing)}) from data.${thing})` : 'null::bigint'},
			(select min(i.id) from data.item as i where i.workflow = '${thing}'), 1)`);
	}
	bare = await somebody(none);
});

/** The column that a thing's id stands in. @param {string} thing */
const keyOf = (thing) => house.psql(`select a.attname from pg_index as i join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where i.indrelid = 'data.${thing}'::regclass and i.indisprimary`);

after(() => house.stop());

/** A value that fits. @param {Field} field @returns {unknown} */
function fitting(field) {
	const name = thingOf(field) ?? field.name;
	if (name in things && field.kind !== 'ids') return ['id', 'integer'].includes(field.kind) ? Number(things[name]) : things[name];
	if (name in things) return [Number(things[name])];
	/** @type {Record<string, unknown>} */
	const values = {
		id: 1, integer: Math.max(1, field.least), line: '试'.repeat(Math.max(1, field.least)), text: '试'.repeat(Math.max(1, field.least)), date: '2099-01-01',
		time: '2099-01-01T18:00', boolean: false, code: '0000-0000-0000-0000', mark: things.mark, word: 'open', ids: [1], words: ['masses'], json: {},
	};
	return values[field.kind];
}

/** @param {Browser} browser @param {Route} route */
function walk(browser, route) {
	const values = Object.fromEntries(route.fields.filter((field) => field.required || field.in === 'path').map((field) => [field.name, fitting(field)]));
	const query = new URLSearchParams(route.fields.filter((field) => field.in === 'query' && field.required).map((field) => [field.name, String(values[field.name])]));
	const address = addressOf(route, values) + (query.size > 0 ? `?${query}` : '');
	if (route.method === 'GET') return browser.get(address);
	if (isTransfer(route)) return transfer(browser, route, address);
	if (route.body === 'json') return browser.post(address, Object.fromEntries(route.fields.filter((field) => field.in === 'body' && field.required).map((field) => [field.name, values[field.name]])));
	return browser.ask(address, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: '姓名\n某' });
}

/** What was told; of account's answers, which are one's own, the refusals. @param {Route} route @param {import('../client.mjs').Answer} answer */
const told = (route, answer) => `${nameOf(route)}: ${answer.status}${route.program === 'account' && answer.status < 400 ? '' : ` ${answer.text}`}`;

test('without a session, and with one that ended, there is the door and nothing behind it', async () => {
	const was = await somebody((id) => `delete from data.session where account = ${id};`);
	for (const browser of [new Browser(house, '127.43.200.1'), was]) {
		for (const route of routes.filter((each) => each.door === 'signed_in')) {
			// an empty form is told so before the database is asked who sends it
			const wanted = browser === was && route.path === '/evidence/form' ? 400 : 401;
			assert.equal((await walk(browser, route)).status, wanted, nameOf(route));
		}
	}
});

test('the walk gets to where rights decide', async () => {
	const officer = await somebody(() => '');
	let differ = 0;
	for (const route of routes.filter((each) => each.method === 'GET' && each.program !== 'account')) {
		if (told(route, await walk(officer, route)) !== told(route, await walk(bare, route))) differ++;
	}
	assert.ok(differ >= 12, `an officer is told something else at ${differ} routes`);
});

const seatOf = (/** @type {string} */ role) => `(select s.id from data.seat as s join data.account as a on a.id = s.account where a.login = '${house.account(role).login}')`;
/** @type {[string, () => Promise<Browser>][]} */
const former = [
	...['officer', 'reviewer', 'secretary', 'inspector', 'system', 'security', 'audit'].map((role) => /** @type {[string, () => Promise<Browser>]} */ ([`whose role of ${role} ended yesterday`, () => somebody(ended, role)])),
	['whose delegation ended yesterday', () => somebody((id) => none(id) + deputy(id, seatOf('officer'), 'base.today() - 9, base.today() - 1, null'))],
	['whose delegation was taken back', () => somebody((id) => none(id) + deputy(id, seatOf('officer'), 'base.today() - 9, base.today() + 9, base.today() - 1'))],
	['whose delegation begins tomorrow', () => somebody((id) => none(id) + deputy(id, seatOf('officer'), 'base.today() + 1, base.today() + 9, null'))],
	['who acts for somebody whose role ended', async () => {
		const gone = await newcomer(house, { role: 'officer', unit: house.account('officer').unit });
		await house.psql(ended(gone.id));
		return somebody((id) => none(id) + deputy(id, `(select s.id from data.seat as s where s.account = ${gone.id})`, 'base.today() - 9, base.today() + 9, null'));
	}],
];
for (const [who, make] of former) test(`somebody ${who} is told what somebody is told who never had a right, and changes nothing`, async () => {
	const browser = await make();
	const before_ = await snapshot(house);
	for (const route of routes) {
		// what counts tries is asked once by each, so that nobody is slowed for the other
		const fresh = told(route, await walk(browser, route));
		if (!bareWasTold.has(route)) bareWasTold.set(route, told(route, await walk(bare, route)));
		assert.equal(fresh, bareWasTold.get(route), who);
	}
	const after_ = await snapshot(house);
	const own = /^data\.(session|audit|audit_link|attempt|totp|kept|browser|look|handshake|search_key|search_due|account)$/; // traces, and what is everybody's own
	assert.deepEqual(Object.keys(after_).filter((place) => after_[place] !== before_[place] && !own.test(place)), [], 'nothing else has changed');
});
