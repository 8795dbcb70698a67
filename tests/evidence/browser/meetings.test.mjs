// @ts-check
/** Meeting records in a browser: the calendar, recording with names ticked, mending, voiding, what a superior sees. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect, open, settled } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** @type {number} */
let unit;
before(async () => {
	house = await start({ own: true, date: '2026-09-28' });
	chrome = await Chrome.start(house);
	await house.psql("update data.item set state = 'void' where workflow = 'meeting'"); // what the demonstration has held
	unit = Number(await house.psql("select id from data.unit where short_name = '综合窗口党支部'"));
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

test('a secretary records a meeting, mends it, and takes a wrong one back', async () => {
	await chrome.visit({ who: house.account('secretary'), refusals: [/^422 POST \/api\/evidence\/calendar\/\d+\/meetings$/] }, async (page) => {
		await open(page, '/console/evidence/meetings');
		await inspect(page, 'the units that are followed');
		assert.equal(await page.locator('h1').count(), 1);
		await page.getByRole('link', { name: '综合窗口党支部' }).first().click();
		await page.waitForURL(/\/meetings\/\d+$/);
		await settled(page);
		await inspect(page, 'an empty year');
		assert.ok(await page.getByText('支部党员大会该开了').isVisible(), 'the quarter ends');
		await page.getByRole('row', { name: /支部党员大会/ }).getByRole('link', { name: '记一次' }).click();
		await page.waitForURL(/kind=members/);
		await settled(page);
		assert.ok(await page.getByRole('radio', { name: /支部党员大会/ }).isChecked(), 'the kind is chosen');
		assert.ok(await page.getByText('严禁录入、上传国家秘密').isVisible(), 'the line of secrecy');
		await page.getByLabel('议题').fill('讨论便民服务');
		await page.getByRole('textbox', { name: '不在名册里的主持人' }).fill('一'.repeat(30));
		await page.getByLabel('哪天开的').fill('2026-09-29');
		await page.getByRole('button', { name: '记下来' }).click();
		await page.getByText('日期不能晚于今天。').first().waitFor();
		await inspect(page, 'recording, refused');
		assert.equal(await page.getByLabel('议题').inputValue(), '讨论便民服务', 'what was typed stays');
		await page.reload();
		await settled(page);
		assert.equal(await page.getByLabel('议题').inputValue(), '讨论便民服务', 'even when the page is read again');
		await page.getByLabel('哪天开的').fill('2026-09-25');
		await page.getByLabel('主持人', { exact: true }).selectOption({ label: '王强' });
		await page.locator('.ticks label').filter({ hasText: '李慧敏' }).click();
		await page.getByRole('textbox', { name: '李慧敏为什么没有来' }).fill('出差');
		await page.getByRole('button', { name: '记下来' }).click();
		await page.getByRole('heading', { name: '支部党员大会（2026年9月25日）' }).waitFor();
		await inspect(page, 'a record');
		assert.ok(await page.getByText('李慧敏（出差）').isVisible(), 'who was away, and why');
		assert.equal(await house.psql("select count(*) from data.attendance where not came and meeting = (select max(item) from data.meeting)"), '1');

		await page.getByRole('link', { name: '修改' }).click();
		await settled(page);
		assert.equal(await page.getByRole('textbox', { name: '李慧敏为什么没有来' }).inputValue(), '出差');
		await page.getByLabel('决议').fill('周六上午开窗口');
		await page.getByRole('button', { name: '保存' }).click();
		await page.getByText('周六上午开窗口').waitFor();
		await open(page, `/console/evidence/meetings/${unit}`);
		await inspect(page, 'a year with one');
		await page.getByRole('link', { name: '支部党员大会9月25日' }).click();
		await settled(page);
		await page.getByRole('button', { name: '作废' }).click();
		await page.getByLabel('为什么作废').fill('记错了');
		await page.getByRole('dialog').getByRole('button', { name: '作废' }).click();
		await page.getByText('已作废，日历里不再有这一次。').waitFor();
		await open(page, `/console/evidence/meetings/${unit}`);
		assert.equal(await page.locator('a.day').count(), 0);
	});
});

test('a superior sees that it was held, on a phone too, and not what stays inside', async () => {
	await house.psql(`
		with i as (insert into data.item (workflow, unit, superior, state, title)
			select 'meeting', ${unit}, p.superior, 'kept', '组织生活会（2026年9月20日）' from data.placement as p where p.unit = ${unit} and p.valid_until is null returning id)
		insert into data.meeting (item, kind, held_on, host_name, topics) select i.id, 'life', '2026-09-20', '王强', '只有里面的人知道' from i`);
	const reviewer = house.demo.accounts.find((one) => one.role === 'reviewer') ?? assert.fail('no reviewer');
	const superior = Number(await house.psql(`select superior from data.placement where unit = ${unit} and valid_until is null`));
	await house.psql(`insert into data.seat (account, role, unit, granted_by) select a.id, 'reviewer', ${superior}, '测试' from data.account as a where a.login = '${reviewer.login}'`);
	await chrome.visit({ who: reviewer, width: 390 }, async (page) => {
		await open(page, '/console/evidence/meetings');
		await inspect(page, 'below, on a phone');
		await page.getByRole('link', { name: '综合窗口党支部' }).click();
		await page.waitForURL(/\/meetings\/\d+$/);
		await settled(page);
		await inspect(page, 'a year on a phone');
		assert.equal(await page.getByRole('link', { name: '记一次' }).count(), 0, 'who doesn\'t keep it records nothing');
		await page.getByRole('link', { name: '组织生活会9月20日' }).click();
		await page.getByText('组织生活会的内容只有本单位能看。').waitFor();
		assert.ok(!(await page.content()).includes('只有里面的人知道'));
	});
	await chrome.visit({ who: house.account('officer'), refusals: [/^403 GET \/api\/evidence\/calendar\/\d+$/] }, async (page) => {
		await open(page, `/console/evidence/meetings/${unit}`);
		await page.getByText('组织生活记录只有本单位和直接上级能看。').waitFor();
	});
});
