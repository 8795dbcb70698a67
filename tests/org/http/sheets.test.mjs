// @ts-check
/** Sheets in and out: the messy files as they come, what is refused, what is written, taken back and taken along. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { assertProblem, signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { messyMembers, unitNames, unitSheet, workbook } from '../../common/sheets.mjs';

/** @typedef {import('../../common/client.mjs').Browser} Browser */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Browser} an officer at the top */
let officer;
/** @type {Browser} a secretary of one branch */
let secretary;
const branch = '婚姻登记处党支部';

before(async () => {
	house = await start({ own: true });
	officer = await signedIn(house, house.account('officer'), '127.41.1.1');
	secretary = await signedIn(house, await newcomer(house, { unit: branch }), '127.41.2.1');
});
after(() => house.stop());

/** @param {Browser} who @param {string} kind @param {Buffer|string} body @param {{name?: string, key?: string, unit?: number, type?: string}} [more] */
const send = (who, kind, body, more = {}) => who.ask(`/api/org/import?kind=${kind}&name=${encodeURIComponent(more.name ?? '表.xlsx')}${more.unit ? `&unit=${more.unit}` : ''}`, {
	method: 'POST', body, headers: { 'content-type': more.type ?? 'application/octet-stream', ...(more.key ? { 'idempotency-key': more.key } : {}) },
});
/** @param {Browser} who @param {number} id @param {string} verb @param {object} [body] */
const act = (who, id, verb, body = {}) => who.post(`/api/org/import/${id}/${verb}`, body, { 'idempotency-key': randomUUID() });
/** All rows of an import that do one thing. @param {Browser} who @param {number} id @param {string} action */
async function rowsOf(who, id, action) {
	/** @type {any[]} */
	const rows = [];
	for (let after_ = ''; ;) {
		const { json } = await who.get(`/api/org/import/${id}/rows?action=${action}${after_}`);
		rows.push(...json.rows);
		if (!json.next) return rows;
		after_ = `&after=${json.next}`;
	}
}
/** A preview, as it should be. @param {Browser} who @param {string} kind @param {Buffer|string} body @param {{name?: string, unit?: number}} [more] */
async function preview(who, kind, body, more) {
	const answer = await send(who, kind, body, more);
	assert.equal(answer.status, 200, answer.text);
	return answer.json;
}
const people = () => house.psql("select count(*) || ' ' || md5(string_agg(p::text, ',' order by p.id)) from data.person as p");

for (const count of [300, 3000]) test(`a messy file of ${count} rows: units, members, written, taken back, written again, and the same when it comes back`, async () => {
	const units = unitNames(count / 20);
	const founded = await preview(officer, 'units', workbook(unitSheet('市直机关工委', units.length)));
	const known = count === 300 ? 0 : 15;
	assert.deepEqual(founded.counts, { create: units.length - known, change: 0, same: known, bad: 0 });
	assert.equal((await act(officer, founded.id, 'apply')).json.state, 'applied');

	const { sheets, bad } = messyMembers(count, units);
	const was = await people();
	const made = await preview(officer, 'members', workbook(sheets));
	assert.deepEqual(made.counts, { create: count - bad, change: 0, same: 0, bad });
	assert.equal(await people(), was, 'a preview writes nobody');
	assert.equal(made.layout.sheets[made.layout.sheet - 1].name, '党员花名册');
	assert.equal(made.layout.header, 3);
	assert.equal(made.layout.rows, 2);
	assert.equal(made.layout.hidden, sheets[1].hiddenRows?.length);
	assert.ok(made.layout.months > 0);
	const faults = (await rowsOf(officer, made.id, 'bad')).map((row) => row.faults.map((/** @type {any} */ fault) => `${fault.field}: ${fault.detail}`).join(' '));
	assert.equal(faults.length, bad);
	for (const said of [/^name: 姓名没有填。$/, /^unit: 您的范围里没有/, /^number: 表格把它当成了数字（/, /^state: 只能填正式党员或预备党员。$/, /^joined_on: 没有2019年13月1日这一天。$/, /^joined_on: 这一格是公式/])
		assert.ok(faults.some((fault) => said.test(fault)), String(said));
	const created = await rowsOf(officer, made.id, 'create');
	assert.equal(created.length, count - bad);
	for (const { cells } of created) {
		assert.match(cells[0], /^[^\s•]+$/u);
		assert.match(cells[4], /^\d{4}-\d\d-\d\d$/);
		assert.match(cells[6], /^(|书记|副书记|组织委员|宣传委员|组长)$/);
	}

	assert.equal((await act(officer, made.id, 'apply')).json.state, 'applied');
	assert.equal(Number((await people()).split(' ')[0]) - Number(was.split(' ')[0]), count - bad);
	const careers = () => house.psql(`select count(*) from data.career as c where c.note = '导入（第${made.id}号）'`);
	assert.equal(await careers(), String(count - bad));
	assert.equal(await house.psql(`select sum(r.full_members + r.probationary) from data.roster as r`), await house.psql("select count(*) from data.person as p where p.state in ('full', 'probationary')"));
	assert.equal((await act(officer, made.id, 'undo')).json.state, 'undone');
	assert.equal(await people(), was, 'as before');
	assert.equal(await careers(), '0');
	assertProblem(await act(officer, made.id, 'apply'), 409, 'it is to be looked at again', { slug: 'org/import-undone' });
	assert.deepEqual((await act(officer, made.id, 'check')).json.counts, made.counts);
	assert.equal((await act(officer, made.id, 'apply')).json.state, 'applied');

	for (const ending of ['xlsx', 'csv']) for (const kind of ['members', 'units', 'posts']) {
		const out = await officer.get(`/api/org/export/${kind}.${ending}`);
		assert.equal(out.status, 200, out.text);
		const back = await preview(officer, kind, out.bytes);
		assert.deepEqual([back.counts.create, back.counts.change, back.counts.bad], [0, 0, 0], `${kind}.${ending}: ${JSON.stringify((await rowsOf(officer, back.id, 'bad')).slice(0, 3))}`);
		if (kind === 'members') assert.equal(back.counts.same, Number(await house.psql("select count(*) from data.person as p where p.state in ('full', 'probationary')")));
	}
	assert.equal(await house.psql(`select count(*) from data.audit as a where a.action = 'org.export' and a.detail ->> 'purpose' = '导出名册'`), String(6 * (count === 300 ? 1 : 2)));
});

const head = ['姓名', '支部', '内部编号', '党员类别', '入党日期', '职务'];
/** @param {import('../../common/sheets.mjs').Cell[][]} rows @param {{since1904?: boolean}} [how] */
const members = (rows, how) => workbook([{ name: '名册', rows: [head, ...rows] }], how);
let numbers = 0;
const number = () => `H${String(++numbers).padStart(4, '0')}`;

test('a change says what was and what will be, and is taken back to it', async () => {
	const [one, two] = [number(), number()];
	const first = await preview(secretary, 'members', members([['王一', branch, one, '预备党员', '2025-07-01', null], ['王二', branch, two, '正式党员', '2019-07-01', '组长']]));
	await act(secretary, first.id, 'apply');
	const second = await preview(secretary, 'members', members([['王一', branch, one, '正式党员', '', '宣传委员'], ['王二', branch, two, null, null, null]]));
	assert.deepEqual(second.counts, { create: 0, change: 1, same: 1, bad: 0 });
	const [row] = await rowsOf(secretary, second.id, 'change');
	assert.equal(row.before.state, '预备党员');
	assert.equal(row.before.joined_on, '2025-07-01');
	assert.equal(row.before.duty, null);
	await act(secretary, second.id, 'apply');
	const found = () => house.psql(`select p.state || ' ' || p.joined_on || ' ' || coalesce(p.duty, '-') from data.person as p where p.number = '${one}'`);
	assert.equal(await found(), 'full 2025-07-01 宣传委员', 'a blank cell leaves alone what is there');
	assert.equal(await house.psql(`select string_agg(c.kind, ' ' order by c.kind) from data.career as c join data.person as p on p.id = c.person where p.number = '${one}'`), 'admitted duty full');
	assertProblem(await act(secretary, first.id, 'undo'), 409, 'built on', { slug: 'org/import-built-on', detail: /第2行王一的登记又改过/ });
	assert.equal((await act(secretary, second.id, 'undo')).json.state, 'undone');
	assert.equal(await found(), 'probationary 2025-07-01 -');
	assert.equal((await act(secretary, first.id, 'undo')).json.state, 'undone');
	assert.equal(await house.psql(`select count(*) from data.person as p where p.number in ('${one}', '${two}')`), '0');
});

test('who was given an office since stays, and it is said who', async () => {
	const made = await preview(secretary, 'members', members([['周一', branch, number(), '正式党员', '2019-07-01', null]]));
	await act(secretary, made.id, 'apply');
	const posts = await preview(secretary, 'posts', `党组织,职务,姓名,任职日期\n${branch},专职党务干部,周一,2026-01-01\n`);
	assert.deepEqual(posts.counts, { create: 1, change: 0, same: 0, bad: 0 }, JSON.stringify(await rowsOf(secretary, posts.id, 'bad')));
	await act(secretary, posts.id, 'apply');
	assertProblem(await act(secretary, made.id, 'undo'), 409, 'holds a post', { detail: /第2行周一担任了职务/ });
	await act(secretary, posts.id, 'undo');
	await house.psql(`insert into data.account (login, name, person) select 'h${process.pid}', '周一', p.id from data.person as p where p.name = '周一'`);
	assertProblem(await act(secretary, made.id, 'undo'), 409, 'has an account', { detail: /账号/ });
	await house.psql(`delete from data.account as a where a.login = 'h${process.pid}'`);
	assert.equal((await act(secretary, made.id, 'undo')).json.state, 'undone');
});

test('days of both systems, and 1900 with the day that never was', async () => {
	const cells = [{ date: 43647 }, { date: 60 }, { date: 7853 }, 43647, '1949年10月1日', { date: 61 }];
	const rows = cells.map((cell, at) => /** @type {any} */ ([`日${'一二三四五六'[at]}`, branch, number(), '正式党员', cell, null]));
	const plain = await preview(secretary, 'members', members(rows));
	assert.deepEqual((await rowsOf(secretary, plain.id, 'create')).map((row) => row.cells[4]), ['2019-07-01', '1921-07-01', '2019-07-01', '1949-10-01']);
	const [never, early] = await rowsOf(secretary, plain.id, 'bad');
	assert.match(never.faults[0].detail, /没有1900年2月29日这一天/);
	assert.deepEqual([early.faults[0].value, early.faults[0].detail], ['1900-03-01', '入党日期不能早于1921年7月1日。']);
	const apple = await preview(secretary, 'members', members(rows.map((row) => [...row.slice(0, 4), { date: 42185 }, null]), { since1904: true }));
	assert.deepEqual([...new Set((await rowsOf(secretary, apple.id, 'create')).map((row) => row.cells[4]))], ['2019-07-01']);
});

test('one person twice, two of one name, another unit\'s, one who left: bad, each with its reason', async () => {
	const [one, moved, gone] = [number(), number(), number()];
	const seed = await preview(officer, 'members', members([['钱一', branch, moved, '正式党员', '2019-07-01', null], ['钱二', branch, gone, '正式党员', '2019-07-01', null], ['钱三', branch, number(), '正式党员', null, null], ['钱三', branch, number(), '正式党员', null, null]]));
	await act(officer, seed.id, 'apply');
	await house.psql(`update data.person as p set state = 'left' where p.number = '${gone}'`);
	const made = await preview(officer, 'members', members([
		['钱四', branch, one, '正式党员', null, null], ['钱四', branch, one, '正式党员', null, null], ['钱一', '综合窗口党支部', moved, '正式党员', null, null],
		['钱二', branch, gone, '正式党员', null, null], ['钱三', branch, null, '正式党员', null, null], ['钱五', '市直机关工委', null, '正式党员', null, null],
		['钱一', branch, moved, '预备党员', null, null], ['钱六', branch, null, '正式党员', '2999-01-01', null],
	]));
	const said = (await rowsOf(officer, made.id, 'bad')).map((row) => `${row.row} ${row.faults.map((/** @type {any} */ fault) => fault.detail).join('')}`);
	assert.deepEqual(said, [
		'3 和第2行是同一个人。', '4 这名党员在别的党组织。要换党组织，请办转接组织关系。', '5 这名党员登记的是已转出，请到党员页面办理。',
		'6 这个党组织有2名同名党员，请填内部编号。', '7 这个单位没有党员名册。', '8 和第4行是同一个人。已经是正式党员，不能用导入改回预备党员。', '9 年份要在1900年到2100年之间，写四位。',
	].map((line) => line), said.join('\n'));
});

test('units below units of the same sheet, one that is renamed, and none that moves', async () => {
	const rows = [['全称', '简称', '类型', '上级党组织', '行业'],
		['中共试行局机关委员会', '试行局机关党委', '机关党委', '市直机关工委', null], ['中共试行局第一支部', '试行一支部', '党支部', '试行局机关党委', null],
		['中共试行局第一小组', '试行一小组', '党小组', '中共试行局第一支部', null], ['中共悬空支部', '悬空支部', '党支部', '没有这个单位', null],
		['中共圈甲', '圈甲', '党支部', '圈乙', null], ['中共圈乙', '圈乙', '党支部', '圈甲', null], ['中共悬空小组', '悬空小组', '党小组', '悬空支部', null],
		['中共行业支部', '行业支部', '党支部', '市直机关工委', '没有的行业'], ['中共没类型', '没类型', '小队', '市直机关工委', null]];
	const made = await preview(officer, 'units', workbook([{ name: '单位', rows }]));
	assert.deepEqual(made.counts, { create: 3, change: 0, same: 0, bad: 6 });
	const said = (await rowsOf(officer, made.id, 'bad')).map((row) => row.faults[0].detail);
	assert.match(said[0], /您的范围里没有叫这个名字的党组织，表里也没有。/);
	for (const circle of said.slice(1, 3)) assert.equal(circle, '党支部不能设在党支部下面。');
	assert.match(said[3], /那一行没有通过，或者上级绕成了圈。/);
	assert.match(said[4], /没有这个行业/);
	assert.match(said[5], /没有这种类型/);
	await act(officer, made.id, 'apply');
	assert.equal(await house.psql("select string_agg(u.short_name, ' ' order by s.depth) from data.scope as s join data.unit as u on u.id = s.unit join data.unit as t on t.id = s.superior where t.short_name = '试行局机关党委'"), '试行局机关党委 试行一支部 试行一小组');
	assert.equal(await house.psql("select string_agg(c.kind || ' ' || c.basis, ',' order by c.id) from data.change as c join data.unit as u on u.id = c.unit where u.short_name like '试行%'"), Array.from({ length: 3 }, () => `create 导入（第${made.id}号）`).join(','));
	const renamed = await preview(officer, 'units', '全称,简称,上级党组织\n中共试行局第一支部,试行头一支部,试行局机关党委\n中共试行局第一小组,试行一小组,市直机关工委\n');
	assert.deepEqual(renamed.counts, { create: 0, change: 1, same: 0, bad: 1 });
	assert.match((await rowsOf(officer, renamed.id, 'bad'))[0].faults[0].detail, /改隶请到单位页面办理/);
	await act(officer, renamed.id, 'apply');
	assertProblem(await act(officer, made.id, 'undo'), 409, 'renamed since', { detail: /第3行试行头一支部的名称又改过/ });
	await act(officer, renamed.id, 'undo');
	assert.equal((await act(officer, made.id, 'undo')).json.state, 'undone');
	assert.equal(await house.psql("select count(*) from data.unit as u where u.short_name like '试行%' and u.closed_on is null"), '0');
	assert.equal((await act(officer, made.id, 'check')).json.counts.create, 3, 'their names are free again');
});

test('a secretary writes the own branch and its groups, and founds no branch', async () => {
	const made = await preview(secretary, 'members', members([['赵一', branch, number(), '正式党员', null, null], ['赵二', '综合窗口党支部', number(), '正式党员', null, null]]));
	assert.deepEqual(made.counts, { create: 1, change: 0, same: 0, bad: 1 });
	assert.match((await rowsOf(secretary, made.id, 'bad'))[0].faults[0].detail, /^您的范围里没有叫这个名字的党组织。$/, 'as one that is not there');
	const units = await preview(secretary, 'units', `全称,简称,类型,上级党组织\n中共新支部,新支部,党支部,${branch}\n中共新小组,新小组,党小组,${branch}\n`);
	assert.deepEqual(units.counts, { create: 1, change: 0, same: 0, bad: 1 });
	assert.equal((await act(secretary, units.id, 'apply')).status, 200);
	const inGroup = await preview(secretary, 'members', members([['赵三', '新小组', number(), '正式党员', null, null]]));
	assert.equal(inGroup.counts.create, 1);
	assertProblem(await officer.get(`/api/org/import/${made.id}`), 404, 'an import is its sender\'s');
	const out = (await secretary.get('/api/org/export/members.csv')).text.split('\r\n').filter(Boolean);
	assert.ok(out.length > 1 && out.slice(1).every((line) => line.split(',')[1] === branch || line.split(',')[1] === '新小组'), 'the own subtree and nothing else');
});

test('what changed since the preview is not written over', async () => {
	const one = number();
	const seed = await preview(secretary, 'members', members([['孙一', branch, one, '正式党员', null, null]]));
	await act(secretary, seed.id, 'apply');
	const mine = await preview(secretary, 'members', members([['孙一', branch, one, '正式党员', null, '副书记']]));
	await house.psql(`update data.person as p set duty = '书记' where p.number = '${one}'`);
	assertProblem(await act(secretary, mine.id, 'apply'), 409, 'stale', { slug: 'org/import-stale', detail: /预览以后有1行的登记变了/ });
	assert.equal((await act(secretary, mine.id, 'check')).json.counts.change, 1);
	assert.equal((await act(secretary, mine.id, 'apply')).json.state, 'applied');
	assertProblem(await act(secretary, mine.id, 'apply'), 409, 'twice', { slug: 'org/import-applied' });
});

test('a number that somebody out of sight has is told by nothing; who sees both finds each in the unit', async () => {
	const taken = number();
	await act(officer, (await preview(officer, 'members', members([['外一', '登记窗口党支部', taken, '正式党员', null, null]]))).id, 'apply');
	const mine = await preview(secretary, 'members', members([['内一', branch, taken, '正式党员', null, null]]));
	assert.equal(mine.counts.create, 1);
	assert.equal((await act(secretary, mine.id, 'apply')).json.state, 'applied');
	const both = await preview(officer, 'members', members([['外一', '登记窗口党支部', taken, '正式党员', null, '甲职'], ['内一', branch, taken, '正式党员', null, '乙职'], ['谁一', '低保窗口党支部', taken, '正式党员', null, null]]));
	assert.deepEqual(both.counts, { create: 0, change: 2, same: 0, bad: 1 });
	assert.equal((await act(officer, both.id, 'apply')).json.state, 'applied');
	assert.equal(await house.psql(`select string_agg(p.name || p.duty, ' ' order by p.duty) from data.person as p where p.number = '${taken}'`), '内一乙职 外一甲职');
	for (const ending of ['csv', 'xlsx']) {
		const back = await preview(officer, 'members', (await officer.get(`/api/org/export/members.${ending}`)).bytes);
		assert.deepEqual([back.counts.create, back.counts.change, back.counts.bad], [0, 0, 0], 'the round trip');
	}
	// one number for two in one sheet
	const two = number();
	const twice = await preview(officer, 'members', members([['双一', '登记窗口党支部', two, '正式党员', null, null], ['双二', branch, two, '正式党员', null, null]]));
	assert.deepEqual([twice.counts.create, twice.counts.bad], [1, 1]);
	// posts: the unit decides, then the name
	const posts = await preview(officer, 'posts', `党组织,职务,姓名,内部编号,任职日期\n${branch},副书记,,${taken},2026-01-05\n登记窗口党支部,副书记,外一,${taken},2026-01-05\n低保窗口党支部,副书记,,${taken},2026-01-05\n`);
	assert.deepEqual([posts.counts.create, posts.counts.bad], [2, 1]);
	assert.match((await rowsOf(officer, posts.id, 'bad'))[0].faults.map((/** @type {any} */ fault) => fault.detail).join(), /有2名党员是这个内部编号/);
	assert.equal((await act(officer, posts.id, 'apply')).json.state, 'applied');
	assert.equal((await act(officer, posts.id, 'undo')).json.state, 'undone');
});

test('after its days an import stays', async () => {
	const made = await preview(secretary, 'members', members([['吴一', branch, number(), '正式党员', null, null]]));
	await act(secretary, made.id, 'apply');
	await house.psql(`update data.import as i set applied = base.now() - interval '8 days' where i.id = ${made.id}`);
	assertProblem(await act(secretary, made.id, 'undo'), 409, 'too late', { slug: 'org/import-too-late', detail: /写入超过7天/ });
});

test('a file or a click that is sent again with its key is taken once', async () => {
	const key = randomUUID();
	const body = members([['郑一', branch, number(), '正式党员', null, null]]);
	const first = await send(secretary, 'members', body, { key });
	const again = await send(secretary, 'members', body, { key });
	assert.equal(again.text, first.text);
	assertProblem(await send(secretary, 'members', members([['郑二', branch, null, '正式党员', null, null]]), { key }), 422, 'another file', { slug: 'session/other-content' });
	const click = { 'idempotency-key': randomUUID() };
	const done = await secretary.post(`/api/org/import/${first.json.id}/apply`, {}, click);
	assert.equal((await secretary.post(`/api/org/import/${first.json.id}/apply`, {}, click)).text, done.text);
	assert.equal(await house.psql("select count(*) from data.person as p where p.name = '郑一'"), '1');
});

test('columns are corrected, remembered, and a sheet and header are chosen', async () => {
	const book = workbook([{ name: '甲', rows: [['姓名', '支部', '党员类别'], ['冯一', branch, '正式党员']] }, { name: '乙', rows: [['标题'], ['谁', '在哪', '啥党员'], ['冯二', branch, '正式党员']] }]);
	const made = await preview(secretary, 'members', book);
	assert.equal((await rowsOf(secretary, made.id, 'create'))[0].cells[0], '冯一');
	const other = await act(secretary, made.id, 'columns', { sheet: 2, header: 2 });
	assert.deepEqual(other.json.layout.missing, ['name', 'unit']);
	const chosen = await act(secretary, made.id, 'columns', { sheet: 2, header: 2, columns: { 1: 'name', 2: 'unit', 3: 'state' } });
	assert.equal((await rowsOf(secretary, chosen.json.id, 'create'))[0].cells[0], '冯二');
	const next = await preview(secretary, 'members', `谁,在哪,啥党员\n冯三,${branch},正式党员\n`);
	assert.equal(next.counts.create, 1, 'the headings are known now');
	assertProblem(await act(secretary, made.id, 'columns', { sheet: 3 }), 422, 'no such sheet');
	assertProblem(await act(secretary, made.id, 'columns', { columns: [] }), 422, 'columns of no shape', { field: 'columns' });
	await house.psql(`update data.import as i set file = null where i.id = ${made.id}`);
	assertProblem(await act(secretary, made.id, 'columns', {}), 409, 'the file is gone', { slug: 'org/import-file-gone' });
	await house.psql("delete from data.import_column");
});

test('what a spreadsheet would take for a formula goes out and comes in as text', async () => {
	const rows = ['=1+1', '+86', '-5', '@甲', "'=x", "''=x", '＝1+1', '＋86', '－5', '＠甲', "'甲", 'a"b,c'].map((duty) => /** @type {any} */ (['褚一', branch, number(), '正式党员', null, duty]));
	await act(secretary, (await preview(secretary, 'members', members(rows))).id, 'apply');
	assert.equal(await house.psql("select count(*) from data.person as p where p.name = '褚一' and p.duty = any (array['=1+1', '=x', $$'=x$$, '＝1+1', $$'甲$$])"), '5', 'as they were meant');
	for (const ending of ['csv', 'xlsx']) {
		const out = await secretary.get(`/api/org/export/members.${ending}`);
		const back = await preview(secretary, 'members', out.bytes);
		assert.deepEqual([back.counts.create, back.counts.change, back.counts.bad], [0, 0, 0]);
		if (ending === 'csv') assert.doesNotMatch(out.text, /(^|,)"?[=+@\-＝＋－＠\t]/m);
	}
});

test('the bad rows come as a sheet with the reasons, and mended they go in', async () => {
	const made = await preview(secretary, 'members', members([['卫一', branch, number(), '群众', '2019.7.1', null], [null, branch, number(), '正式党员', '不详', null]]));
	const file = await secretary.get(`/api/org/import/${made.id}/bad.xlsx`);
	assert.match(String(file.headers['content-disposition']), /filename\*=UTF-8''/);
	const again = await preview(secretary, 'members', file.bytes);
	assert.deepEqual(again.counts, { create: 0, change: 0, same: 0, bad: 2 });
	assert.deepEqual(again.layout.columns.map((/** @type {any} */ column) => column.head).slice(-3), ['问题', '工作表', '原来的行']);
	assert.match(again.layout.columns.at(-3).samples.join(), /只能填正式党员或预备党员。/);
	assert.equal((await rowsOf(secretary, again.id, 'bad'))[1].faults.find((/** @type {any} */ fault) => fault.field === 'joined_on').value, '不详', 'the cell as it stood');
});

test('templates have the headings that an import knows', async () => {
	for (const kind of ['members', 'units', 'posts']) {
		const file = await secretary.get(`/api/org/template/${kind}.xlsx`);
		assert.equal(file.status, 200);
		const made = await preview(secretary, kind, file.bytes);
		assert.deepEqual(made.layout.missing, []);
		assert.ok(made.layout.columns.every((/** @type {any} */ column) => column.field !== null));
		assert.deepEqual(made.counts, { create: 0, change: 0, same: 0, bad: 0 });
		assertProblem(await act(secretary, made.id, 'apply'), 409, 'nothing to write', { slug: 'org/import-empty' });
	}
	assertProblem(await secretary.get('/api/org/template/people.xlsx'), 404, 'no such kind');
});

test('a file of another type, without a name, or too large is refused', async () => {
	const was = await house.psql('select count(*) from data.import');
	for (const type of ['application/json', 'multipart/form-data; boundary=x', '']) assertProblem(await send(secretary, 'members', 'x', { type }), 415, type);
	assertProblem(await secretary.ask('/api/org/import?kind=members', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: 'x' }), 422, 'no name', { field: 'name' });
	assertProblem(await secretary.ask('/api/org/import?kind=members&name=x&nobody=1', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: 'x' }), 400, 'what nobody knows');
	assertProblem(await send(secretary, 'members', Buffer.alloc(32 * 1024 * 1024 + 1)), 413, 'larger than 32 MB');
	assertProblem(await send(secretary, 'members', Buffer.alloc(32 * 1024 * 1024)), 415, '32 MB of nothing');
	assert.equal(await house.psql('select count(*) from data.import'), was);
});

test('the keeper forgets files after a day and previews after a week', async () => {
	const made = await preview(secretary, 'members', members([['蒋一', branch, number(), '正式党员', null, null]]));
	await house.psql(`update data.import as i set made = base.now() - interval '2 days' where i.id = ${made.id}`);
	await house.psql('select keeper.sweep()', 'wuhao_keeper');
	assert.equal((await secretary.get(`/api/org/import/${made.id}`)).json.correctable, false);
	await house.psql(`update data.import as i set made = base.now() - interval '8 days' where i.id = ${made.id}`);
	await house.psql('select keeper.sweep()', 'wuhao_keeper');
	assertProblem(await secretary.get(`/api/org/import/${made.id}`), 404, 'gone');
});
