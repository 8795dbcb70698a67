// @ts-check
/** Campaigns, plans and the matrix of standards in a browser: every state at every size, by mouse and by keyboard. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, field, inspect, open, settled, tabTo } from '../../common/browser.mjs';
import { until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
	// the keeper has summarized the demonstration
	await until(async () => await house.psql('select count(*) from data.coverage_due') === '0' && Number(await house.psql('select count(*) from data.coverage')) > 0, 'coverage');
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

test('the campaigns say which runs, in which phase, and that their standards are a sample', async () => {
	await chrome.visit({ who: house.account('member') }, async (page) => {
		await open(page, '/console/goal/campaigns');
		const cards = page.locator('.campaign').filter({ has: page.getByRole('heading', { name: /^20\d\d年度$/ }) }); // the demonstration's
		assert.equal(await cards.count(), 2);
		await cards.nth(0).getByText('进行中').waitFor();
		await cards.nth(1).getByText('已结束').waitFor();
		assert.equal(await cards.getByText('样本，待工委按现行文件核定').count(), 2);
		assert.equal(await cards.nth(0).locator('.phases > .now').count(), 1);
		assert.equal(await page.getByRole('button', { name: /新建|修改|停用/ }).count(), 0, 'a member only reads');
		await inspect(page, 'campaigns');
	});
});

test('an officer begins a campaign; what is refused stays in the form', async () => {
	await chrome.visit({ who: house.account('officer'), refusals: [/^(409|422) POST \/api\/goal\/campaigns$/] }, async (page) => {
		await open(page, '/console/goal/campaigns');
		await page.getByRole('button', { name: '新建年度活动' }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('名称', { exact: true }).fill('1980年度');
		await dialog.getByLabel('开始', { exact: true }).fill('1980-01-01');
		await dialog.getByLabel('结束', { exact: true }).fill('1980-12-31');
		await dialog.getByLabel('第1个阶段的名称').fill('定目标');
		await dialog.getByRole('button', { name: '保存' }).click();
		await dialog.getByText('第1个阶段的名称、开始日期和结束日期都要填。').first().waitFor();
		await inspect(page, 'campaign refused');
		await dialog.getByLabel('第1个阶段的开始日期').fill('1980-01-01');
		await dialog.getByLabel('第1个阶段的结束日期').fill('1980-03-31');
		await dialog.getByRole('button', { name: '保存' }).click();
		await page.getByRole('heading', { name: '1980年度' }).waitFor();
		await page.getByRole('button', { name: '增加标签' }).click();
		await page.getByRole('dialog').getByLabel('名称').fill('模范机关');
		await page.getByRole('dialog').getByRole('button', { name: '增加' }).click();
		await page.getByRole('button', { name: '停用“模范机关”' }).click();
		await page.getByRole('button', { name: '恢复“模范机关”' }).waitFor();
	});
	await house.psql("delete from data.phase where campaign = (select id from data.campaign where name = '1980年度'); delete from data.coverage_due where campaign = (select id from data.campaign where name = '1980年度')");
	await until(async () => {
		await house.psql("delete from data.coverage where campaign = (select id from data.campaign where name = '1980年度')").catch(() => {});
		return house.psql("delete from data.campaign where name = '1980年度' returning 'gone'").catch(() => '');
	}, 'the trial campaign is gone');
});

test('a reviewer writes a plan with tasks, hands it down, and a branch below reads it', async () => {
	const reviewer = house.account('reviewer');
	/** @type {string} */
	let address = '';
	await chrome.visit({ who: reviewer, refusals: [/^422 POST \/api\/goal\/plans$/] }, async (page) => {
		await open(page, '/console/goal/plans');
		await inspect(page, 'plans');
		await page.getByRole('link', { name: '写规划' }).click();
		await field(page, '名称').waitFor();
		await page.getByRole('button', { name: '保存草稿' }).click();
		await page.getByText('名称没有填。').first().waitFor();
		await inspect(page, 'plan form refused');
		await page.locator('.choice', { hasText: '分类指导' }).click();
		await page.getByText('给哪几种单位').waitFor();
		await inspect(page, 'plan form, guidance');
		await page.locator('.choice', { hasText: '几年里要做成什么' }).click();
		await field(page, '名称').fill('试写的规划');
		await field(page, '内容').fill('第一句\n第二句');
		await field(page, '任务').fill('做成一件事\n\n再做成一件');
		await page.reload();
		await settled(page);
		assert.equal(await field(page, '名称').inputValue(), '试写的规划', 'what was typed is still there');
		await page.getByRole('button', { name: '保存草稿' }).click();
		await page.getByRole('heading', { name: '试写的规划' }).waitFor();
		assert.deepEqual(await page.locator('.tasks h3').allTextContents(), ['做成一件事', '再做成一件']);
		await inspect(page, 'plan, a draft');
		await page.getByRole('button', { name: '修改' }).click();
		await field(page, '任务').fill('做成一件事\n再做成两件');
		await page.getByRole('button', { name: '保存草稿' }).click();
		await page.getByText('再做成两件').waitFor();
		await page.getByRole('button', { name: '下发' }).click();
		await page.getByRole('dialog').getByRole('button', { name: '下发' }).click();
		await page.getByText('已下发', { exact: true }).first().waitFor();
		address = new URL(page.url()).pathname;
	});
	await chrome.visit({ who: house.account('secretary') }, async (page) => {
		await open(page, address);
		await page.getByRole('heading', { name: '试写的规划' }).waitFor();
		assert.equal(await page.locator('[data-verbs] button').count(), 0, 'a branch below reads only');
	});
	await chrome.visit({ who: reviewer }, async (page) => {
		await open(page, address);
		await page.getByRole('button', { name: '废止' }).click();
		await page.getByRole('dialog').getByLabel('说明').fill('试完了');
		await page.getByRole('dialog').getByRole('button', { name: '废止' }).click();
		await page.getByText('已废止').first().waitFor();
	});
});

test('a plan shows its tasks with the goals that serve them', async () => {
	const id = await house.psql("select p.item from data.plan as p join data.item as i on i.id = p.item where i.title = '今年要做成的六件事'");
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, `/console/goal/plan/${id}`);
		assert.equal(await page.locator('.tasks > li').count(), 6);
		assert.ok(await page.locator('.tasks .plans > li').count() > 3, 'goals serve them');
		await inspect(page, 'plan with goals');
		await open(page, '/console/goal/plan/99999999').catch(() => {});
	}).catch((error) => { if (!/404 GET/.test(error.message)) throw error; });
});

test('the matrix says by shape and word how each unit stands, and leads down to the goal', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, '/console/goal/matrix');
		await page.getByRole('heading', { level: 1, name: /个单位还有标准没有目标$/ }).waitFor();
		assert.equal(await page.locator('.matrix thead .code').count(), 20);
		const names = await page.locator('.matrix tbody th').allTextContents();
		assert.equal(names.length, 10, 'units with standards below the top');
		await page.getByText('按建制顺序排列，不排名次。').waitFor();
		for (const said of await page.locator('.matrix .cell').allTextContents())
			assert.match(said, /^.+，B\d\.\d：(\d+个)?(没有目标|草稿|待审核|已备案|久未更新|已完成)/);
		assert.doesNotMatch(await page.locator('.matrix').innerText(), /[%％]|第\d+名/, 'no share and no rank');
		await inspect(page, 'matrix');
		await page.getByRole('link', { name: '市政务数据局机关党委' }).click();
		await page.getByRole('navigation', { name: '上级' }).waitFor();
		await settled(page);
		await page.getByRole('rowheader', { name: '（本级）' }).waitFor();
		await inspect(page, 'matrix, a level below');
		const cell = page.locator('.cell.none').first();
		await tabTo(page, cell, 120);
		await page.keyboard.press('Enter');
		const dialog = page.getByRole('dialog');
		await dialog.getByText('没有目标').first().waitFor();
		await inspect(page, 'matrix, behind a cell');
		await page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'detached' });
		assert.ok(await cell.evaluate((one) => one === document.activeElement), 'and the focus is back');
		await page.locator('.cell.confirmed, .cell.registered').first().click();
		assert.match(await page.getByRole('dialog').getByRole('link').first().getAttribute('href') ?? '', /^\/console\/goal\/\d+$/);
	});
});

test('what a unit does stands in the matrix some seconds later', async () => {
	const unit = await house.psql("select u.id from data.unit as u where u.short_name = '会计服务中心党支部'");
	const code = await house.psql(`select s.code from data.standard as s where s.catalogue = 1 and s.for_whom = 'branch' and not exists (
		select from data.goal as g join data.item as i on i.id = g.item where i.unit = ${unit} and g.standard = s.code and g.campaign = (select max(id) from data.campaign)) order by 1 limit 1`);
	const stands = () => house.psql(`select c.own ->> '${code}' from data.coverage as c where c.unit = ${unit} and c.campaign = (select max(id) from data.campaign)`);
	assert.equal(await stands(), '0');
	const item = await house.psql(`with head as (
			insert into data.item (workflow, unit, state, title) values ('goal', ${unit}, 'submitted', '试') returning id)
		insert into data.goal (item, campaign, catalogue, standard, aim) select h.id, (select max(id) from data.campaign), 1, '${code}', '试' from head as h returning item`);
	await until(async () => await stands() === '2', 'the keeper has seen it', 30);
	await house.psql(`delete from data.goal where item = ${item}; delete from data.item where id = ${item}`);
	await until(async () => await stands() === '0', 'and that it is gone', 30);
});
