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
