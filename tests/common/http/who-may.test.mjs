// @ts-check
/**
 * Who may do what, at every route of every program, by everybody: nobody, somebody whose session ended, and each role of the
 * demonstration. The table is read beside sql/rules.sql and the steps of a round; a route without a line fails.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inFours, makeCode } from '../../ballot/citizen.mjs';
import { assertProblem, Browser, signedIn } from '../client.mjs';
import { start } from '../installation.mjs';
import { newcomer } from '../people.mjs';
import { addressOf, isTransfer, nameOf, routesOf, transfer } from '../routes.mjs';
import { lines } from '../who-may.mjs';
import { bare, missing, open as hidesNothing, thingOf, witness } from '../unseen.mjs';

/** @typedef {import('../routes.mjs').Route} Route */

const roles = ['nobody', 'ended', 'officer', 'inspector', 'reviewer', 'secretary', 'member', 'system-admin', 'security-admin', 'audit-admin',
	'neighbour', 'inferior'];

/** @type {import('../installation.mjs').Installation} */
let house;
/** @type {Route[]} */
let routes;
/** @type {Map<string, Browser>} */
const people = new Map();
/** @type {Record<string, string>} what the lines' words stand for */
const things = {};
let lastResponsibility = '';

const table = lines.trim().split('\n').map((line) => line.split('|').map((cell) => cell.trim())).map(([name, at, body, statuses]) => ({ name, at, body, statuses: whole(`${at} ${body}`, statuses.split(/\s+/).map(Number)) }));

/** With the neighbour and the inferior. @param {string} at where, and what is sent @param {number[]} statuses */
function whole(at, statuses) {
	if (statuses.length !== roles.length - 2) return statuses;
	return statuses.concat(/=(own|member)\b/.test(at) ? [404, 404] : Array(2).fill(statuses[roles.indexOf('secretary')]));
}

before(async () => {
	house = await start();
	routes = await routesOf(house);
	people.set('nobody', new Browser(house, '127.36.100.1'));
	people.set('ended', await signedIn(house, house.account('officer'), '127.36.101.1'));
	const branch = house.account('secretary').unit;
	const near = (/** @type {string} */ from) => house.psql(`select min(o.short_name) from data.unit as u join data.placement as p on p.unit = u.id and p.valid_until is null
		join data.placement as n on ${from} and n.valid_until is null and n.unit <> u.id join data.unit as o on o.id = n.unit and o.closed_on is null where u.short_name = '${branch}'`);
	people.set('neighbour', await signedIn(house, await newcomer(house, { unit: await near('n.superior = p.superior') }), '127.36.104.1'));
	people.set('inferior', await signedIn(house, await newcomer(house, { unit: await near('n.superior = u.id') }), '127.36.105.1'));
	for (const role of roles.slice(2, -2)) people.set(role, await signedIn(house, house.account(role), `127.36.${roles.indexOf(role)}.1`));
	const ended = people.get('ended');
	await house.psql(`delete from data.session where digest = sha256(decode('${ended?.cookies.get('session')}', 'hex'))`);

	const { json: draft } = await people.get('officer')?.post('/api/survey/rounds', { title: '谁能看见' }) ?? assert.fail();
	const item = async (/** @type {string} */ state) => house.psql(`select min(i.id) from data.item as i where i.workflow = 'round' and i.state = '${state}'`);
	const [open, closed, published] = [await item('open'), await item('closed'), await item('published')];
	const mark = (/** @type {string} */ round, channel = 'card') => house.psql(`select min(m.mark) from data.mark as m where m.round = ${round} and m.channel = '${channel}'`);
	const batch = (/** @type {string} */ round) => house.psql(`select min(b.id) from data.batch as b join data.mark as m on m.mark = b.mark where m.round = ${round}`);
	const unit = (/** @type {string} */ name) => house.psql(`select u.id from data.unit as u where u.short_name = '${name}'`);
	const sheet = await people.get('officer')?.ask('/api/org/import?kind=members&name=x.csv', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: '姓名,党支部\n谁,没有' }) ?? assert.fail();
	const person = (/** @type {string} */ name, condition = 'true') => house.psql(`select max(p.id) from data.person as p join data.unit as u on u.id = p.unit where u.short_name = '${name}' and ${condition}`);
	const tenure = (/** @type {string} */ name) => house.psql(`select t.id from data.tenure as t join data.unit as u on u.id = t.unit where u.short_name = '${name}' and t.post = 'secretary' and t.until is null`);
	Object.assign(things, {
		'tenure=own': await tenure(house.account('secretary').unit), 'tenure=hidden': await tenure('登记窗口党支部'),
		'import=officer': String(sheet.json.id),
		'round=draft': String(draft.id), 'round=open': open, 'round=closed': closed, 'round=published': published,
		'mark=open': await mark(open), 'mark=poster': await mark(open, 'open'), 'mark=published': await mark(published), 'batch=open': await batch(open), 'batch=published': await batch(published),
		'unit=top': await unit(house.account('officer').unit), 'unit=own': await unit(house.account('secretary').unit), 'unit=hidden': await unit('登记窗口党支部'),
		'account=own': String(await house.psql(`select a.id from data.account as a where a.login = '${house.account('secretary').login}'`)),
		'account=admin': await house.psql(`select a.id from data.account as a where a.login = '${house.account('audit-admin').login}'`),
		'seat=admin': await house.psql(`select s.id from data.seat as s join data.account as a on a.id = s.account where a.login = '${house.account('audit-admin').login}'`),
		'unit=former': await unit('婚姻登记处党支部'),
		'person=own': await person(house.account('secretary').unit, 'p.id <> (select a.person from data.account as a where a.login = $$' + house.account('member').login + '$$)'),
		'person=member': await house.psql(`select a.person from data.account as a where a.login = '${house.account('member').login}'`),
		'person=hidden': await person('登记窗口党支部', "p.state = 'full' and not exists (select from data.transfer as t where t.person = p.id)"),
		'session=strange': '0123456789abcdef', 'card=strange': inFours(makeCode()), 'code=strange': makeCode(),
	});
	// a transfer that was taken back, and a responsibility that ended
	const { json: transfer } = await people.get('officer')?.post(`/api/org/person/${things['person=hidden']}/transfer`, { other: Number(await unit('社保窗口党支部')) }) ?? assert.fail();
	await people.get('officer')?.post(`/api/org/transfer/${transfer.id}/withdraw`, {});
	things['transfer=hidden'] = String(transfer.id);
	const { json: change } = await people.get('officer')?.post(`/api/org/unit/${things['unit=hidden']}/rename`, { kind: 'branch', full_name: '谁能看见', short_name: '谁能看见', effective_on: '2099-01-01', basis: '试' }) ?? assert.fail();
	await people.get('officer')?.post(`/api/org/change/${change.id}/withdraw`, {});
	things['change=hidden'] = String(change.id);
	const [giver, deputy] = [await newcomer(house), await newcomer(house)];
	things['seat=theirs'] = await house.psql(`select s.id from data.seat as s where s.account = ${giver.id}`);
	things['delegation=strange'] = await house.psql(`insert into data.delegation (seat, deputy, valid_from, valid_until, reason)
		select s.id, ${deputy.id}, base.today() + 9, base.today() + 9, '休假' from data.seat as s where s.account = ${giver.id} returning id`);
	await house.psql(`insert into data.blob (digest, sm3, size, type) values (sha256('walk'), sha256('walk'), 4, 'text/plain') on conflict do nothing;
		insert into data.campaign (name, catalogue, begins, ends, made_by) select '谁能看见', min(c.version), date '1990-01-01', date '1990-12-31', '试' from data.catalogue as c on conflict do nothing`);
	for (const [word, of] of [['own', things['unit=own']], ['hidden', things['unit=hidden']]]) {
		// an end state each, so that nobody's try changes them
		const head = (/** @type {string} */ workflow, /** @type {string} */ state, /** @type {string} */ rest) => house.psql(`with i as (
			insert into data.item (workflow, unit, superior, state, title) select '${workflow}', p.unit, p.superior, '${state}', '谁能看见' from data.placement as p
			where p.unit = ${of} and p.valid_until is null returning id), x as (${rest}) select id from i`);
		things[`plan=${word}`] = await head('plan', 'ended', "insert into data.plan (item, campaign, kind) select i.id, (select c.id from data.campaign as c where c.name = '谁能看见'), 'overall' from i");
		things[`goal=${word}`] = await head('goal', 'registered', "insert into data.goal (item, campaign, catalogue, standard, aim) select i.id, c.id, c.catalogue, 'B1.1', '谁能看见' from i, data.campaign as c where c.name = '谁能看见'");
		if (word === 'own') things['goal=past'] = await head('goal', 'confirmed', "insert into data.goal (item, campaign, catalogue, standard, aim) select i.id, c.id, c.catalogue, 'B1.1', '谁能看见' from i, data.campaign as c where c.name = '谁能看见'");
		things[`meeting=${word}`] = await head('meeting', 'void', "insert into data.meeting (item, kind, held_on, host_name, topics) select i.id, 'members', base.today(), '试', '试' from i");
		for (const [of_it, state] of [[word, 'kept'], [`${word}past`, 'withdrawn']]) things[`evidence=${of_it}`] = await head('evidence', state, `insert into data.evidence (item, blob, received, received_size, name, happened_on, uploaded_by)
			select i.id, sha256('walk'), sha256('walk'), 4, '试.txt', base.today(), '试' from i`);
		// a use of it that was ended
		things[`item=${word}`] = things[`goal=${word}`];
		things[`link=${word}`] = await house.psql(`insert into data.evidence_link (evidence, target, name, ended, ended_by, reason)
			values (${things[`evidence=${word}`]}, ${things[`goal=${word}`]}, '试', base.now(), '试', '试') returning id`);
	}
	Object.assign(things, { 'member=hidden': things['person=hidden'], 'other=hidden': things['unit=hidden'] });
	things['task=hidden'] = await house.psql(`insert into data.task (plan, number, text) values (${things['plan=hidden']}, 1, '谁能看见') returning id`);
	// somebody's upload that was given up
	things['upload=hidden'] = await house.psql(`insert into data.upload (account, unit, name, size, state, expires)
		select a.id, ${things['unit=hidden']}, 'x.pdf', 1, 'ended', base.now() from data.account as a order by a.id desc limit 1 returning id`);
	lastResponsibility = await house.psql('select max(r.id) from data.responsibility as r');
	const { json: posts } = await people.get('officer')?.post(`/api/org/posts/${things['unit=hidden']}/responsible`, { duty: 'direct', holder_name: '某' }) ?? assert.fail();
	things['responsibility=hidden'] = String(posts.responsible[1].holders[0].id);
	await people.get('officer')?.post(`/api/org/responsibility/${things['responsibility=hidden']}/end`, {});
});
after(async () => {
	try {
		const officer = await signedIn(house, house.account('officer'), '127.36.102.1');
		const copies = (await house.psql("select i.id from data.item as i where i.state = 'draft' and i.opened > base.now() - interval '10 minutes' and i.title in ('谁能看见', '谁能新建', '谁能修改', (select p.title from data.item as p where p.workflow = 'round' and p.state = 'published' order by p.id limit 1))")).split('\n');
		for (const id of copies.filter(Boolean)) await officer.post(`/api/survey/round/${id}/void`, { note: '测试' });
		await house.psql(`
			delete from data.upload where id = ${things['upload=hidden']};
			delete from data.task where id = ${things['task=hidden']};
			delete from data.plan where item in (${things['plan=own']}, ${things['plan=hidden']});
			delete from data.goal where item in (${things['goal=own']}, ${things['goal=hidden']}, ${things['goal=past']});
			delete from data.meeting where item in (${things['meeting=own']}, ${things['meeting=hidden']});
			delete from data.evidence_link where evidence in (${['own', 'hidden', 'ownpast', 'hiddenpast'].map((word) => things[`evidence=${word}`])});
			alter table data.evidence_look disable trigger evidence_look_only_grows;
			delete from data.evidence_look where evidence in (${['own', 'hidden', 'ownpast', 'hiddenpast'].map((word) => things[`evidence=${word}`])});
			alter table data.evidence_look enable trigger evidence_look_only_grows;
			delete from data.evidence where item in (${['own', 'hidden', 'ownpast', 'hiddenpast'].map((word) => things[`evidence=${word}`])});
			delete from data.item where title = '谁能看见' and workflow in ('plan', 'goal', 'meeting', 'evidence');
			delete from data.blob where digest = sha256('walk');
			delete from data.coverage_due where campaign in (select c.id from data.campaign as c where c.name = '谁能看见');
			delete from data.coverage where campaign in (select c.id from data.campaign as c where c.name = '谁能看见');
			delete from data.campaign where name = '谁能看见';
			delete from data.responsibility where unit = ${things['unit=own']} and id > ${lastResponsibility};
			update data.responsibility set until = null where unit = ${things['unit=own']} and until = base.today() and duty in ('direct', 'carrying_out')`);
	} finally {
		await house.stop();
	}
});

/** @param {string} at `name=thing, …` @returns {Record<string, string>} */
function valuesOf(at) {
	return Object.fromEntries(at.replace(/^\?/, '').split(/,\s*/).filter(Boolean).map((pair) => {
		const [name, word] = pair.split('=');
		return [name, things[pair] ?? word];
	}));
}

/** @param {Browser} browser @param {{name: string, at: string, body: string}} line @param {Record<string, string>} [instead] */
function perform(browser, line, instead = {}) {
	const route = routes.find((each) => nameOf(each) === line.name) ?? assert.fail(`no such route: ${line.name}`);
	const values = { ...valuesOf(line.at), ...instead };
	const query = line.at.startsWith('?') ? Object.fromEntries(Object.entries(values).filter(([name]) => !route.path.includes(`{${name}}`))) : Object.fromEntries(route.fields.filter((field) => field.in === 'query' && field.required).map((field) => [field.name, 'bad']));
	const address = addressOf(route, values) + (Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : '');
	if (route.method === 'GET') return browser.get(address);
	if (isTransfer(route)) return transfer(browser, route, address, route.method === 'POST' ? values : {});
	if (route.body === 'bytes') return browser.ask(address, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: line.body });
	const body = line.body.replace('strange', things['code=strange']).replace(/"\$(\w+=\w+)"/g, (_, pair) => instead[pair] ?? things[pair]);
	return route.body === 'json' ? browser.post(address, JSON.parse(body)) : browser.form(address, Object.fromEntries(new URLSearchParams(body)));
}

test('every route has its line, and every line its route', () => {
	const rows = routes.map(nameOf).sort();
	assert.deepEqual([...new Set(table.map((line) => line.name))].sort(), rows);
	for (const line of table) assert.equal(line.statuses.length, roles.length, line.name);
});

/** The ids of a line that are somebody's: of the path and the query by the field's name, of the body by what they stand for. @param {{at: string, body: string}} line */
function named({ at, body }) {
	const told = at.replace(/^\?/, '').split(/,\s*/).map((pair) => ({ pair, key: pair.split('=')[0] }));
	const inside = [...body.matchAll(/"\$(\w+=\w+)"/g)].map(([, pair]) => ({ pair, key: pair }));
	return [...told, ...inside].filter(({ pair }) => things[pair]).map(({ pair, key }) => ({ pair, key, name: pair.split('=')[0], word: pair.split('=')[1] }));
}

test('every route that names a thing is asked about one that is somebody\'s', () => {
	const forgotten = [];
	for (const route of routes.filter((each) => !each.path.startsWith('/s/'))) {
		const lines = table.filter((line) => line.name === nameOf(route));
		for (const field of route.fields) {
			const thing = thingOf(field);
			if (!thing || hidesNothing[`${nameOf(route)} ${field.name}`]) continue;
			const asked = lines.some((line) => named(line).some(({ pair, key, name }) => (field.in === 'body' ? key === pair && name === thing && line.body.includes(`"${field.name}":`) : name === field.name)));
			if (!asked) forgotten.push(`${nameOf(route)}: no line has a real ${thing} as ${field.name}`);
		}
	}
	assert.deepEqual(forgotten, []);
});

test("what can't be seen, and what is not there, answer alike", async () => {
	/** @type {Map<string, boolean>} */
	const seen = new Map();
	const sees = async (/** @type {string} */ role, /** @type {string} */ thing, /** @type {string} */ word) => {
		const by = witness(thing, word);
		if (!by) return false;
		const key = `${role} ${by.at}`;
		if (!seen.has(key)) seen.set(key, (await perform(people.get(role) ?? assert.fail(), by)).status < 400);
		return seen.get(key) === true;
	};
	let count = 0;
	for (const line of table.filter((each) => !each.name.includes('/s/'))) {
		const route = routes.find((each) => nameOf(each) === line.name) ?? assert.fail(line.name);
		for (const { pair, name, word, key } of named(line)) {
			const thing = thingOf(route.fields.find((field) => field.name === name) ?? { name, kind: 'id' });
			if (!thing || hidesNothing[`${line.name} ${name}`]) continue;
			for (const [at, role] of roles.entries()) {
				const status = line.statuses[at];
				if (status === 401 || (status < 400 && !witness(thing, word)) || (status !== 404 && await sees(role, thing, word))) continue;
				const browser = people.get(role) ?? assert.fail();
				const hidden = await perform(browser, line);
				const none = await perform(browser, line, { [key]: missing(thing) });
				assert.equal(bare(hidden, [things[pair]]), bare(none, [missing(thing)]), `${line.name} ${line.at} ${line.body} by ${role}`);
				count++;
			}
		}
	}
	assert.ok(count > 400, `${count} cases`);
});

for (const [at, role] of roles.entries()) test(`${role} may do what the rules say, and nothing else`, async () => {
	const browser = people.get(role) ?? assert.fail();
	const found = [];
	const expected = [];
	for (const line of table) {
		const answer = await perform(browser, line);
		expected.push(`${line.name} ${line.at}: ${line.statuses[at]}`);
		found.push(`${line.name} ${line.at}: ${answer.status}`);
		if (answer.status >= 400 && !/\/(s|oidc)\/|^HEAD |\/evidence\/form$/.test(line.name)) assertProblem(answer, answer.status, `${line.name} ${line.at} by ${role}`);
		if (answer.status === 403 && !/^HEAD |\/evidence\/form$/.test(line.name)) assert.match(answer.json.detail, /(请联系|公布后就能看到|能看)/, `${line.name}: whom to ask, or when`);
	}
	assert.deepEqual(found, expected);
});

test('lists hold nothing that their rows would not show', async () => {
	for (const role of ['reviewer', 'secretary', 'member']) {
		const browser = await signedIn(house, house.account(role), '127.36.103.1');
		const { json: rounds } = await browser.get('/api/survey/rounds');
		for (const row of rounds.rows) assert.equal((await browser.get(`/api/survey/round/${row.id}`)).status, 200, `${role}: ${row.title}`);
		const listed = rounds.rows.map((/** @type {any} */ row) => String(row.id));
		for (const state of ['draft', 'open', 'closed']) assert.ok(!listed.includes(things[`round=${state}`]), `${role}: ${state}`);
		assert.equal(listed.includes(things['round=published']), role !== 'member', role);
		assert.equal(rounds.may_create, false);
		const { json: units } = await browser.get(`/api/org/find?q=${encodeURIComponent('窗口')}`);
		assert.ok(units.rows.length > 0);
		for (const row of units.rows) assert.equal((await browser.get(`/api/org/unit/${row.id}`)).status, 200, `${role}: ${row.short_name}`);
		assert.ok(!units.rows.some((/** @type {any} */ row) => String(row.id) === things['unit=hidden']));
		const { json: home } = await browser.get('/api/report/home');
		for (const row of [...home.rows, ...home.drafts]) {
			assert.match(row.address, /^\/console\/goal\/\d+$/, `${role} has goals to do, and nothing else`);
			assert.equal((await browser.get(`/api/goal/item/${row.item}`)).status, 200, `${role}: ${row.title}`);
		}
		const { json: top } = await browser.get(`/api/org/unit/${things['unit=top']}`);
		for (const child of top.children) assert.equal((await browser.get(`/api/org/unit/${child.id}`)).status, 200, `${role}: ${child.short_name} below the top`);
		assert.equal(top.people, null, 'and whose members one may not see are not counted');
	}
});
