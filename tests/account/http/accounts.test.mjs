// @ts-check
/** Accounts from the roster to the first log-in by a slip, roles that begin and end, deputies, the audit as files. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertProblem, Browser, signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { unzip } from '../../common/zip.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Record<string, Browser>} */
const people = {};
before(async () => {
	house = await start({ own: true });
	for (const role of ['system-admin', 'security-admin', 'audit-admin', 'officer']) people[role] = await signedIn(house, house.account(role));
});
after(() => house.stop());

const password = '澄湖的水很清很清很清很清';
const today = () => house.psql('select base.today()');
const unit = async (/** @type {string} */ name) => Number(await house.psql(`select u.id from data.unit as u where u.short_name = '${name}'`));

test('from the roster to the first log-in: account, slip, role, password, rights, and the end of them', async () => {
	const branch = await unit('企业开办窗口党支部');
	const { json: { rows } } = await people['system-admin'].get(`/api/account/candidates?unit=${branch}`);
	assert.ok(rows.length > 2, 'members without an account');
	const [one, two] = rows;
	const made = await people['system-admin'].post('/api/account/accounts', { people: [{ person: one.person, login: `${one.login}.a` }, { person: two.person, login: `${two.login}.b` }] });
	assert.equal(made.status, 200, made.text);
	const [account, other] = made.json.made;
	assertProblem(await people['system-admin'].post('/api/account/accounts', { people: [{ person: one.person, login: 'again' }] }), 422, 'twice', { field: 'people', detail: /已经有账号了/ });

	const slips = await people['system-admin'].post('/api/account/slips', { accounts: [account, other] }, { 'idempotency-key': 'slips-of-a-test' });
	assert.equal(slips.status, 200, slips.text);
	assert.deepEqual(slips.json.rows.map((/** @type {any} */ row) => row.account), [account, other]);
	const [{ code, login, unit_name: where }] = slips.json.rows;
	assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
	assert.equal(where, '企业开办窗口党支部');
	assert.match(slips.json.secrecy, /严禁/);
	assertProblem(await people['system-admin'].post('/api/account/slips', { accounts: [account, other] }, { 'idempotency-key': 'slips-of-a-test' }), 409, 'sent again', { slug: 'account/made-already' });
	assert.doesNotMatch(await house.psql('select coalesce(string_agg(k.answer, $$ $$), $$$$) from data.kept as k'), new RegExp(code), 'no code is kept');

	const browser = new Browser(house);
	assertProblem(await browser.post('/api/account/first', { code, password }), 403, 'no role yet', { slug: 'account/shut-out' });
	const granted = await people['security-admin'].post(`/api/account/accounts/${account}/roles`, { role: 'secretary', unit: branch, since: await today(), basis: '澄直工委〔2026〕8号' });
	assert.equal(granted.status, 200, granted.text);
	const again = await people['system-admin'].post('/api/account/slips', { accounts: [account] });
	assertProblem(await browser.post('/api/account/first', { code, password }), 422, 'the earlier slip', { slug: 'account/no-code' });
	const first = await browser.post('/api/account/first', { code: again.json.rows[0].code, login, password });
	assert.equal(first.status, 200, first.text);
	assert.deepEqual(first.json.seats.map((/** @type {any} */ seat) => seat.label), ['支部书记']);
	assert.equal((await browser.get(`/api/org/members/${branch}`)).status, 200, 'the role works');

	const row = (await people['audit-admin'].get(`/api/account/accounts?q=${login}`)).json.rows[0];
	assert.equal(row.signed_in, await today(), 'the day of the log-in, nothing finer');
	const ended = await people['security-admin'].post(`/api/account/roles/${row.seats[0].seat}/end`, {});
	assert.equal(ended.status, 200, ended.text);
	assertProblem(await browser.get(`/api/org/members/${branch}`), 404, 'ended at once, in the same session');
	assertProblem(await new Browser(house).post('/api/account/login', { login, password }), 403, 'and signs in no more', { slug: 'account/shut-out' });
});

test('an account that is disabled is out at once, and in again', async () => {
	const who = await newcomer(house);
	const browser = await signedIn(house, who);
	assert.equal((await people['system-admin'].post(`/api/account/accounts/${who.id}/disable`)).status, 200);
	assertProblem(await browser.get('/api/account/me'), 401, 'its session');
	assertProblem(await new Browser(house).post('/api/account/login', { login: who.login, password: who.password }), 403, 'its log-in', { slug: 'account/shut-out' });
	assert.equal((await people['system-admin'].post(`/api/account/accounts/${who.id}/enable`)).status, 200);
	await signedIn(house, who);
	assertProblem(await people['system-admin'].post(`/api/account/accounts/${who.id}/rename`, { name: '改名', login: 'officer bad' }), 422, 'a login that can be none', { detail: /账号要用小写字母开头/ });
	assertProblem(await people['system-admin'].post(`/api/account/accounts/${who.id}/rename`, { name: '改名', login: house.account('officer').login }), 409, 'one that is taken', { detail: /这个账号已经有了/ });
});

test('a deputy acts under both names, until it is taken back', async () => {
	const who = await newcomer(house, { role: 'reviewer', unit: '市政务数据局机关党委', name: '代小办' });
	const deputy = await signedIn(house, who);
	assertProblem(await deputy.post('/api/survey/rounds', { title: '代办前' }), 403, 'before');
	const { json: mine } = await people.officer.get('/api/account/mine');
	const { json: found } = await people.officer.get(`/api/account/colleagues?seat=${mine.seats[0].seat}&q=${encodeURIComponent('代小')}`);
	assert.equal(found.rows[0].account, who.id);
	const day = await today();
	const given = await people.officer.post('/api/account/deputies', { seat: mine.seats[0].seat, deputy: who.id, since: day, until: day, reason: '外出学习' });
	assert.equal(given.status, 200, given.text);
	assert.equal((await deputy.get('/api/account/me')).json.seats.find((/** @type {any} */ seat) => seat.for)?.for, '周岚');
	const round = await deputy.post('/api/survey/rounds', { title: '代办的测评' });
	assert.equal(round.status, 200, round.text);
	assert.equal((await people.officer.get(`/api/survey/round/${round.json.id}`)).json.events[0].name, '代小办（受周岚委托）');
	await deputy.post(`/api/survey/round/${round.json.id}/void`, { note: '测试' });
	const { json: after_ } = await people.officer.post(`/api/account/deputies/${given.json.seats[0].deputies[0].delegation}/end`, {});
	assert.deepEqual(after_.seats[0].deputies, []);
	assertProblem(await deputy.post('/api/survey/rounds', { title: '收回后' }), 403, 'taken back');
});

test('the audit goes out as CSV and workbook, without formulas, and that it did stands in it', async () => {
	const who = await newcomer(house, { name: '=1+1' });
	await signedIn(house, who);
	const csv = await people['audit-admin'].get(`/api/account/audit.csv?who=${who.login}`);
	assert.equal(csv.status, 200);
	assert.match(String(csv.headers['content-disposition']), /^attachment; .*%E6%93%8D%E4%BD%9C/);
	assert.equal(csv.bytes.subarray(0, 3).toString('hex'), 'efbbbf');
	assert.match(csv.text, /^\ufeff"编号","时间","谁",/);
	assert.match(csv.text, /"'=1\+1","t\d/);
	const wide = await newcomer(house, { name: '＝1+1' });
	await signedIn(house, wide);
	assert.match((await people['audit-admin'].get(`/api/account/audit.csv?who=${wide.login}`)).text, /"'＝1\+1","t\d/);
	assert.match(csv.text, /"登录"/);
	const book = await people['audit-admin'].get('/api/account/audit.xlsx?action=sensitive');
	assert.equal(book.bytes.subarray(0, 2).toString(), 'PK');
	assert.match(unzip(book.bytes).get('xl/sharedStrings.xml') ?? '', /导出操作记录/, 'the file before is in this one');
	const { json: seen } = await people['audit-admin'].get('/api/account/audit?action=account.audit_export');
	assert.equal(seen.rows.length, 3);
	assertProblem(await people['security-admin'].get('/api/account/audit.csv'), 403, 'another administrator');
});

test('the chain is verified to its last link, and a change is found', async () => {
	await house.psql('select keeper.chain()');
	const { json: whole } = await people['audit-admin'].post('/api/account/audit/verify', {});
	assert.equal(whole.broken, null);
	assert.ok(whole.until > 10 && /^[0-9a-f]{64}$/.test(whole.digest));
	assert.match(await house.wuhao('verify'), new RegExp(`the last digest is|${whole.digest}`));
	await house.psql("alter table data.audit disable trigger user; update data.audit set detail = '{\"x\":1}' where id = (select l.audit from data.audit_link as l where l.place = 4); alter table data.audit enable trigger user");
	assert.equal((await people['audit-admin'].post('/api/account/audit/verify', {})).json.broken, 4);
	await assert.rejects(house.wuhao('verify'), /link 4 does not fit/, 'as the desk finds it');
});
