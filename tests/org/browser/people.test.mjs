// @ts-check
/** Rosters, members, transfers, posts and what falls due, in a browser: read, entered, changed, printed, by who may. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect, open, settled } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** @type {Record<string, number>} units by short name */
const units = {};
before(async () => {
	house = await start({ own: true });
	chrome = await Chrome.start(house);
	for (const line of (await house.psql('select short_name, id from data.unit')).split('\n')) units[line.split('|')[0]] = Number(line.split('|')[1]);
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

const own = '综合窗口党支部';
/** @param {string} name @param {string} [unit] */
const idOf = async (name, unit = own) => Number(await house.psql(`select max(p.id) from data.person as p where p.name = '${name}' and p.unit = ${units[unit]}`));
/** @param {string} login */
const account = (login) => house.demo.accounts.find((one) => one.login === login) ?? assert.fail(login);
/** The dialog's own button. @param {Page} page @param {string} name */
const press = (page, name) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

test('a roster is read, narrowed, ordered by strokes, printed on A4, and a member is entered without leaving it', async () => {
	await chrome.visit({ who: house.account('secretary'), refusals: [/^422 POST \/api\/org\/members\/\d+$/] }, async (page) => {
		await open(page, `/console/org/unit/${units[own]}/members`);
		await inspect(page, 'roster');
		const names = () => page.locator('tbody th a').allTextContents();
		assert.deepEqual((await names()).slice(0, 4), ['王强', '李慧敏', '张建平', '赵文静'], 'who holds a post stands first');
		await page.getByRole('link', { name: '按姓氏笔画' }).click();
		await page.waitForURL(/sorted=stroke/);
		await settled(page);
		const strokes = await house.psql(`select string_agg(name, ',' order by name collate base.stroke, id) from data.person where unit = ${units[own]} and state in ('full', 'probationary')`);
		assert.deepEqual(await names(), strokes.split(','));
		assert.equal((await names())[0], '王强', '王 has four');
		await page.emulateMedia({ media: 'print' });
		assert.ok(await page.getByRole('heading', { name: '中共澄湖市政务服务中心综合窗口支部委员会党员名册' }).isVisible(), 'paper has a title');
		assert.ok(!await page.getByRole('button', { name: '办理：王强' }).isVisible() && !await page.locator('.side').isVisible(), 'and nothing to click');
		await page.emulateMedia({ media: 'screen' });
		await page.getByRole('link', { name: /预备党员/ }).click();
		await page.waitForURL(/state=probationary/);
		await settled(page);
		assert.deepEqual(await names(), ['李文英']);

		await page.getByRole('button', { name: '添加党员' }).click();
		await page.getByLabel('姓名').fill('新来的');
		await page.getByLabel('党员类别', { exact: true }).selectOption('probationary');
		await press(page, '添加');
		await page.getByRole('dialog').getByText('入党日期没有填。').first().waitFor();
		await inspect(page, 'adding a member, refused');
		assert.equal(await page.getByLabel('姓名').inputValue(), '新来的', 'what was typed stays');
		await page.getByLabel('入党日期').fill('2025-11-01');
		await press(page, '添加');
		await page.getByText('新来的已加入名册。').waitFor();
		await page.getByRole('link', { name: '新来的' }).waitFor();

		await page.getByRole('button', { name: '办理：新来的' }).click();
		await inspect(page, 'what may be entered of a member');
		await press(page, '下一步');
		await page.getByRole('dialog').getByText(/预备期到.*满/).waitFor();
		await press(page, '转正');
		await page.getByText('新来的：转正，已登记。').waitFor();
		assert.equal(await house.psql(`select state || ' ' || full_on from data.person where id = ${await idOf('新来的')}`), 'full 2026-11-01');
	});
});

test('a record opens once it was said for what; the member sees by whom', async () => {
	const id = await idOf('李慧敏');
	await chrome.visit({ who: house.account('secretary') }, async (page) => {
		await open(page, `/console/org/person/${id}`);
		await page.getByRole('heading', { name: '打开这份登记做什么用？' }).waitFor();
		assert.equal(await page.getByText('李慧敏').count(), 0, 'nothing of the member before');
		await inspect(page, 'for what');
		await page.getByRole('button', { name: '打开' }).click();
		await page.getByText('用途没有选。').first().waitFor();
		await page.getByText('慰问走访').click();
		await page.getByRole('button', { name: '打开' }).click();
		await page.getByRole('heading', { name: '李慧敏' }).waitFor();
		await settled(page);
		await inspect(page, 'a member');
		assert.equal(await page.getByText('身份证号').count(), 0, 'there is no identity number while the rule is off');
		await page.reload();
		await page.getByRole('heading', { name: '李慧敏' }).waitFor(); // and not asked again

		await page.getByRole('button', { name: '更正登记内容' }).click();
		await page.getByLabel(/^内部编号/).fill('GZ-002');
		await page.getByLabel('为什么改').fill('档案为准');
		await inspect(page, 'mending');
		await press(page, '保存');
		await page.getByText('内部编号：CH00002→GZ-002（档案为准）').waitFor();
	});
	await chrome.visit({ who: house.account('member') }, async (page) => {
		await open(page, '/console/org/own');
		await page.getByRole('heading', { name: '李慧敏' }).waitFor();
		await page.getByText('慰问走访').waitFor();
		assert.equal(await page.getByRole('button', { name: '更正登记内容' }).count(), 0);
		await inspect(page, 'one\'s own record');
	});
	await chrome.visit({ who: house.account('security-admin'), refusals: [/^404 GET \/api\/org\/person\/\d+$/] }, async (page) => {
		await open(page, `/console/org/person/${id}`);
		await page.getByRole('heading', { name: '没有找到' }).waitFor();
	});
});

test('a probation is prolonged by a decision, within what the rules allow', async () => {
	const id = await idOf('李文英');
	await house.psql(`update data.person set joined_on = base.today() - interval '350 days' where id = ${id}`);
	const [ends, least] = (await house.psql(`select e.ends || ' ' || (e.ends + interval '6 months')::date from (select (joined_on + interval '12 months')::date as ends from data.person where id = ${id}) as e`)).split(' ');
	await chrome.visit({ who: house.account('secretary'), refusals: [/^422 POST \/api\/org\/person\/\d+\/extend$/] }, async (page) => {
		await open(page, `/console/org/unit/${units[own]}/members`);
		await page.request.post(`/api/org/person/${id}/look`, { data: { purpose: '核对名册' } });
		await page.getByRole('button', { name: '办理：李文英' }).click();
		await page.getByLabel('办什么').selectOption({ label: '延长预备期' });
		await press(page, '下一步');
		await page.getByRole('heading', { name: '李文英：延长预备期' }).waitFor();
		const until = page.getByRole('dialog').getByLabel('延长到哪一天');
		assert.equal(await until.inputValue(), least);
		await until.fill(ends);
		await page.getByLabel('支部大会讨论的日期').fill(await house.psql('select base.today()'));
		await page.getByRole('dialog').getByLabel('依据').fill('支部大会决议');
		await press(page, '延长');
		await page.getByRole('dialog').getByText(/^预备期原定到.*之间的一天。$/).first().waitFor();
		await inspect(page, 'prolonging, refused');
		await until.fill(least);
		await press(page, '延长');
		await page.getByText(/^李文英的预备期延长到/).waitFor();
		await open(page, `/console/org/person/${id}`);
		await page.getByText('（已延长）').waitFor();
		await page.getByText(/^延长到.*（支部大会决议）$/).waitFor();
		await page.getByRole('button', { name: '更正延长的日期' }).click();
		await inspect(page, 'correcting it');
		await until.fill('');
		await page.getByLabel('支部大会讨论的日期').fill(await house.psql('select base.today()'));
		await page.getByLabel('为什么更正').fill('登记错了人');
		await press(page, '更正');
		await page.getByText('不再延长（登记错了人）').waitFor();
		assert.equal(await page.getByText('（已延长）').count(), 0);
	});
});

test('members go from one group of their branch to another, and nobody is transferred', async () => {
	await chrome.visit({ who: house.account('secretary'), refusals: [/^422 POST \/api\/org\/members\/\d+\/regroup$/] }, async (page) => {
		await open(page, `/console/org/unit/${units[own]}/members`);
		const names = () => page.locator('tbody th a').allTextContents();
		const before = await names();
		const group = (await house.psql(`select u.short_name from data.unit as u join data.scope as s on s.unit = u.id and s.depth = 1 where s.superior = ${units[own]} order by u.official_order limit 1`));
		await page.getByRole('button', { name: '调整党小组' }).click();
		await page.getByLabel('调到哪里').selectOption({ label: group });
		await press(page, '调整');
		await page.getByRole('dialog').getByText('党员没有填。').first().waitFor();
		await inspect(page, 'groups, refused');
		await page.getByRole('dialog').getByText('赵文静').click();
		await press(page, '调整');
		await page.getByText('已调整1人。').waitFor();
		await page.waitForFunction((count) => document.querySelectorAll('tbody tr').length === count, before.length - 1);
		assert.deepEqual(await names(), before.filter((name) => name !== '赵文静'));
		await open(page, `/console/org/unit/${units[group]}/members`);
		await page.getByRole('link', { name: '赵文静' }).waitFor();
		await page.getByRole('button', { name: '调整党小组' }).click();
		await page.getByLabel('调到哪里').selectOption({ label: own });
		await page.getByRole('dialog').getByText('赵文静').click();
		await press(page, '调整');
		await page.getByText('已调整1人。').waitFor();
		assert.equal(await house.psql(`select count(*) from data.item as i where i.workflow = 'transfer' and i.opened > base.now() - interval '1 minute' and i.title like '赵文静%'`), '0');
	});
});

test('a member is handed over by one side and taken in by the other', async () => {
	const id = await idOf('宋淑珍');
	let address = '';
	await chrome.visit({ who: house.account('secretary') }, async (page) => {
		await page.request.post(`/api/org/person/${id}/look`, { data: { purpose: '办理转接' } });
		await open(page, `/console/org/person/${id}`);
		await page.getByRole('button', { name: '转接组织关系' }).click();
		await page.getByLabel('接收单位', { exact: true }).fill('社保窗口');
		await page.getByLabel('接收单位，找到的').waitFor();
		await page.getByLabel(/^原因/).fill('调到社保中心');
		await inspect(page, 'asking for a transfer');
		await press(page, '发起转接');
		await page.waitForURL(/\/console\/org\/transfer\/\d+$/);
		await page.getByRole('heading', { name: '宋淑珍转往社保窗口党支部' }).waitFor();
		assert.equal(await page.getByRole('button', { name: '同意接收' }).count(), 0);
		address = new URL(page.url()).pathname;
		await open(page, '/console/');
		await page.getByText('宋淑珍转往社保窗口党支部').waitFor();
	});
	await chrome.visit({ who: account('liuweihong') }, async (page) => {
		await open(page, '/console/');
		await page.getByText('宋淑珍转往社保窗口党支部').waitFor();
		await open(page, address);
		await inspect(page, 'a transfer');
		await page.getByRole('button', { name: '不接收' }).click();
		await press(page, '先不办');
		await page.getByRole('button', { name: '同意接收' }).click();
		await press(page, '同意接收');
		await page.getByText('已转接').waitFor();
		assert.equal(await house.psql(`select unit from data.person where id = ${id}`), String(units['社保窗口党支部']));
		await page.getByRole('link', { name: '社保窗口党支部' }).click();
		await page.getByRole('link', { name: '打开名册' }).click();
		await page.getByRole('link', { name: '宋淑珍' }).waitFor();
	});
});

test('posts, the term and the responsibilities stand on the unit\'s page, and an election changes them', async () => {
	await house.psql(`update data.term set due_on = base.today() + 20 where unit = ${units[own]} and ended_on is null`);
	await chrome.visit({ who: house.account('secretary'), refusals: [/^422 POST \/api\/org\/posts\/\d+\/elect$/] }, async (page) => {
		await open(page, `/console/org/unit/${units[own]}`);
		await page.getByRole('heading', { name: '职务和任期' }).waitFor();
		await page.getByText('20天后届满').waitFor();
		await page.getByText('领导班子好第2条').waitFor();
		await inspect(page, 'a unit with its posts');
		await page.getByRole('button', { name: '登记换届' }).click();
		const today = await house.psql('select base.today()');
		await page.getByLabel('选举日期').fill(today);
		await press(page, '登记换届');
		await page.getByText('当选名单没有填。').first().waitFor();
		for (const [post, name, title] of [['secretary', '赵文静', ''], ['committee_member', '张建平', '组织委员'], ['committee_member', '王强', '宣传委员']]) {
			await page.getByLabel('职务', { exact: true }).selectOption(post);
			await page.getByLabel('谁当选', { exact: true }).fill(name);
			await page.getByLabel('谁当选，找到的').waitFor();
			await page.getByLabel(/^分工/).fill(title);
			await press(page, '加入名单');
			await page.getByRole('button', { name: `去掉：${name}` }).waitFor();
		}
		await inspect(page, 'an election');
		await press(page, '登记换届');
		await page.getByText('新一届登记好了。').waitFor();
		assert.equal(await house.psql(`select string_agg(p.name, ',' order by t.id) from data.tenure as t join data.person as p on p.id = t.person where t.unit = ${units[own]} and t.until is null and t.post <> 'part_time'`), '赵文静,张建平,王强');
		await page.getByText('班子健全，分工明确').waitFor();

		await page.getByRole('button', { name: '离任：王强，委员' }).click();
		await press(page, '登记离任');
		await page.getByText('空缺0天', { exact: true }).waitFor();
		await inspect(page, 'a vacancy');
	});
	await chrome.visit({ who: house.account('secretary') }, async (page) => {
		await open(page, `/console/org/unit/${units[own]}`);
		await page.getByRole('heading', { name: '责任人' }).waitFor();
		await page.getByRole('button', { name: '登记：第一责任人（书记）' }).click();
		await page.getByLabel('从名册里选').fill('王强');
		await page.getByLabel('从名册里选，找到的').waitFor();
		await press(page, '登记');
		await page.locator('.responsible').getByText('王强').waitFor();
		await inspect(page, 'who answers for a branch');
	});
	await chrome.visit({ who: house.account('member') }, async (page) => {
		await open(page, `/console/org/unit/${units[own]}`);
		await settled(page);
		assert.equal(await page.getByRole('heading', { name: '责任人' }).count(), 0);
	});
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, `/console/org/unit/${units['市住建局党组']}`);
		await page.getByRole('heading', { name: '责任人' }).waitFor();
		await page.getByText('没有登记').first().waitFor();
		await page.getByRole('button', { name: '登记：分管领导' }).click();
		await page.getByLabel(/^或者写姓名/).fill('某某某');
		await press(page, '登记');
		await page.getByText('某某某').waitFor();
		await inspect(page, 'who answers for a department');
	});
});

test('what falls due: each list, and where there is nothing', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, '/console/org/due');
		await page.getByText('档案查询党支部').waitFor();
		await inspect(page, 'terms');
		for (const [chip, what] of [['空缺', 'vacancy'], ['转正', 'probation'], ['党务干部', 'untrained'], ['没有支部', 'unbranched']]) {
			await page.getByRole('link', { name: new RegExp(`^${chip}`) }).click();
			await page.waitForURL(new RegExp(`what=${what}`));
			await settled(page);
			await inspect(page, `due: ${what}`);
		}
		await page.getByText('每个单位下面都有党支部。').waitFor();
		await page.goBack();
		await page.waitForURL(/what=untrained/);
		await settled(page);
		assert.equal(await page.getByRole('link', { name: /^党务干部/ }).getAttribute('aria-current'), 'true');
	});
});

test('where identity numbers are kept a member is found by the whole one, once it was said for what', async () => {
	const [number, other] = ['11010519491231002X', '110105194912310038'];
	const id = await idOf('张建平');
	await chrome.visit({ who: house.account('secretary'), refusals: [/^404 GET \/api\/org\/identity$/] }, async (page) => {
		await open(page, '/console/org/identity');
		await page.getByRole('heading', { name: '没有找到' }).waitFor();
		await open(page, '/console/org');
		await settled(page);
		assert.equal(await page.getByRole('link', { name: '按身份证号找' }).count(), 0, 'while the rule is off there is no way to it');
	});
	await house.psql("insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('identity_numbers', 1, '', base.today(), '某条例第1条，工委会议决定', '测试')");
	await chrome.visit({ who: house.account('secretary'), refusals: [/^422 POST \/api\/org\/identity\/find$/] }, async (page) => {
		assert.equal((await page.request.post(`/api/org/person/${id}/identity`, { data: { identity: number }, headers: { origin: house.url } })).status(), 200);
		await open(page, '/console/org');
		await page.getByRole('link', { name: '按身份证号找' }).click();
		await page.getByRole('heading', { name: '按身份证号找党员' }).waitFor();
		await inspect(page, 'by identity number');
		await page.getByLabel('身份证号', { exact: true }).fill('11010519491231');
		await page.getByRole('button', { name: '找这名党员' }).click();
		await page.getByText('用途没有选。').first().waitFor();
		await page.getByText('慰问走访').click();
		await page.getByRole('button', { name: '找这名党员' }).click();
		await page.getByText('身份证号要有18位。').first().waitFor();
		await inspect(page, 'by identity number, refused');
		await page.getByLabel('身份证号', { exact: true }).fill(other);
		await page.getByRole('button', { name: '找这名党员' }).click();
		await page.getByText(/^没有找到。号码没有登记/).waitFor();
		assert.equal(await page.getByText('有1处要改').count(), 0, 'what was wrong before is wrong no longer');
		await inspect(page, 'by identity number, nobody');
		await page.getByLabel('身份证号', { exact: true }).fill(number);
		await page.getByRole('button', { name: '找这名党员' }).click();
		await page.getByRole('heading', { name: '张建平' }).waitFor(); // and not asked again for what
		assert.equal(await house.psql(`select purpose from data.look where person = ${id} order by id desc limit 1`), '按身份证号查找：慰问走访');
	});
});
