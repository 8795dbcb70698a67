// @ts-check
/** Goals in a browser: written on one sheet, copied from last year's, submitted, judged, moved on, and a member's own. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect, open, settled } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';

/** @typedef {import('playwright-core').Page} Page */

const branch = '试新党支部'; // begun by the test, so that nothing is there yet
const aims = ['窗口投诉一周内都有答复', '养老待遇核发差错降到千分之一', '走访服务对象三十户'];
/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** @type {{login: string, password: string, id: number}} */
let secretary;
/** @type {{login: string, password: string, id: number}} */
let reviewer;
let unit = 0;
before(async () => {
	house = await start({ own: true });
	chrome = await Chrome.start(house);
	unit = Number(await house.psql(`with u as (insert into data.unit (kind, full_name, short_name, official_order) values ('branch', '中共${branch}', '${branch}', 90) returning id),
			p as (insert into data.placement (unit, superior) select u.id, p.superior from u, data.placement as p join data.unit as n on n.id = p.unit and n.short_name = '待遇稽核党支部' where p.valid_until is null),
			m as (insert into data.person (unit, name, state) select u.id, n.name, 'full' from u, unnest(array['植国平', '谢斌', '赵倩', '邱丽萍']) as n (name))
		select u.id from u`));
	secretary = await newcomer(house, { unit: branch, name: '植国平' });
	reviewer = await newcomer(house, { unit: await house.psql(`select u.short_name from data.scope as s join data.unit as u on u.id = s.superior where s.unit = ${unit} and s.depth = 1`), role: 'reviewer', name: '试审核' });
	// the year that runs, and the one before with three goals that were reached
	await house.psql(`insert into data.campaign (name, catalogue, begins, ends, made_by) values
		('试上年', 1, base.today() - 1, base.today() - 1, '周岚'), ('试年度', 1, base.today(), base.today() + 200, '周岚')`);
	for (const [at, aim] of aims.entries()) {
		await house.psql(`with i as (insert into data.item (workflow, unit, superior, state, title, person)
				select 'goal', ${unit}, s.superior, 'confirmed', '${aim}', '谢斌' from data.scope as s where s.unit = ${unit} and s.depth = 1 returning id)
			insert into data.goal (item, campaign, catalogue, standard, aim, due_on, responsible, measure, shown_by, place)
			select i.id, c.id, 1, '${['B2.4', 'B4.3', 'B5.1'][at]}', '${aim}', base.today() + 60, p.id, 'fact', '办理登记', ${at}
			from i, data.campaign as c, data.person as p where c.name = '试上年' and p.unit = ${unit} and p.name = '谢斌'`);
	}
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

/** The dialog's own button. @param {Page} page @param {string} name */
const press = (page, name) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
/** A cell of the sheet. @param {Page} page @param {string} field @param {number} row from 1 */
const cell = (page, field, row) => page.getByLabel(`${field}，第${row}行`, { exact: true });
/** Waits until the rows say so. @param {Page} page @param {string} text @param {number} count */
const saved = (page, text, count) => page.waitForFunction(([said, many]) => [...document.querySelectorAll('.grid .kept')].filter((one) => one.textContent === said).length === many,
	/** @type {[string, number]} */ ([text, count]));
/** @param {string} aim */
const idOf = async (aim) => Number(await house.psql(`select max(g.item) from data.goal as g where g.aim = '${aim}'`));

test('a new branch is told how to begin, copies last year\'s, changes one and submits: five clicks at most', async () => {
	await chrome.visit({ who: secretary }, async (page) => {
		await open(page, '/console/');
		await page.getByText('还没有目标。可以照去年的改').waitFor();
		await inspect(page, 'home of a new branch');
		let clicks = 0;
		/** @param {import('playwright-core').Locator} what */
		const click = async (what) => { clicks++; await what.click(); };
		await click(page.locator('main').getByRole('link', { name: '写目标' }));
		await settled(page);
		await inspect(page, 'empty sheet');
		await click(page.getByRole('button', { name: /^照去年的改/ }));
		await saved(page, '已保存', 3);
		assert.equal(await cell(page, '目标', 1).inputValue(), aims[0], 'links are kept, the text is last year\'s');
		await page.getByText('和去年一字不差').first().waitFor();
		await inspect(page, 'copied sheet');
		await click(cell(page, '目标', 1));
		await page.keyboard.press('End');
		await page.keyboard.type('，并回访');
		await page.route(/\/api\/goal\/item\/\d+\/edit$/, async (route) => { // a slow line: it is still being saved when one submits
			await new Promise((resolve) => { setTimeout(resolve, 1500); });
			await route.continue();
		});
		await page.keyboard.press('Enter');
		await click(page.getByRole('button', { name: '提交3条' }));
		await page.getByText('提交了3条。').waitFor();
		assert.ok(clicks <= 5, `${clicks} clicks`);
	});
	assert.equal(await house.psql(`select count(*) from data.item as i join data.goal as g on g.item = i.id join data.goal as o on o.item = g.source
		where i.unit = ${unit} and i.state = 'submitted' and o.aim = any (array['${aims.join('\',\'')}'])`), '3', 'submitted, each linked to last year\'s');
});

test('rows are typed, pasted and saved as in a spreadsheet, and another device goes on', async () => {
	await chrome.visit({ who: secretary, refusals: [/^412 POST/] }, async (page, context) => {
		await open(page, `/console/goal/sheet?unit=${unit}`);
		await cell(page, '目标', 1).focus();
		// as WPS copies: aim, day, person; one of them is nobody
		await page.evaluate((text) => {
			const data = new DataTransfer();
			data.setData('text/plain', text);
			/** @type {Element} */ (document.activeElement).dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
		}, '政策问答汇编发到窗口\t12月31日\t谢斌\r\n"老年人认证\n上门办"\t2026/12/1\t查无此人\r\n');
		assert.equal(await cell(page, '目标', 2).inputValue(), '老年人认证上门办');
		await cell(page, '标准', 1).selectOption('B5.2');
		await cell(page, '标准', 2).focus();
		await saved(page, '已保存', 1);
		await cell(page, '标准', 2).selectOption('B2.3');
		await cell(page, '目标', 1).focus();
		await page.getByText('名册里没有“查无此人”。').waitFor();
		await inspect(page, 'sheet with a fault');
		await cell(page, '责任人', 2).fill('赵倩');
		await cell(page, '目标', 2).focus();
		await cell(page, '目标', 1).focus();
		await saved(page, '已保存', 2);

		// the keys of a spreadsheet
		const at = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
		await cell(page, '目标', 1).focus();
		await page.keyboard.press('End');
		await page.keyboard.press('ArrowRight');
		assert.equal(await at(), '完成时限，第1行');
		await page.keyboard.press('Enter');
		assert.equal(await at(), '完成时限，第2行');
		await page.keyboard.press('ArrowUp');
		assert.equal(await at(), '完成时限，第1行');
		await page.keyboard.press('Shift+Tab');
		assert.equal(await at(), '目标，第1行');

		// another device goes on; who was slower sees what happened and chooses
		const other = await context.newPage();
		await open(other, `/console/goal/sheet?unit=${unit}`);
		const row = await other.evaluate((aim) => [...document.querySelectorAll('.grid tr[data-row]')].findIndex((one) => one.querySelector('textarea')?.value === aim) + 1, '政策问答汇编发到窗口');
		await cell(other, '目标', row).fill('政策问答汇编发到每个窗口');
		await cell(other, '目标', row + 1).focus();
		await saved(other, '已保存', 2);
		await cell(page, '目标', 1).fill('政策问答每季度更新一次');
		await cell(page, '目标', 2).focus();
		await page.getByText(/植国平在.*改了内容/).waitFor();
		await inspect(page, 'sheet with a conflict');
		await page.getByRole('button', { name: '用我写的' }).click();
		await saved(page, '已保存', 2);
		// what opens on demand, and templates
		await page.getByRole('button', { name: '衡量', exact: true }).click();
		await cell(page, '衡量', 1).selectOption('figure');
		await cell(page, '目标值', 1).fill('4');
		await cell(page, '目标', 2).focus();
		await saved(page, '已保存', 2);
		await page.getByRole('button', { name: '用样板写' }).click();
		await inspect(page, 'templates');
		await page.getByRole('dialog').getByText('设2个党员岗').click();
		await press(page, '放进表里');
		await saved(page, '已保存', 3);
		// the ready ones go, the others are named
		await page.getByRole('button', { name: '提交3条' }).click();
		await page.getByText('还有1条没有提交：').waitFor();
		await page.getByText(/“设2个党员岗.*完成时限没有填/).waitFor();
		await inspect(page, 'sheet with what is not ready');
		await page.getByRole('button', { name: '删除第1行' }).click();
		await press(page, '删除');
		await saved(page, '已保存', 0);
	});
	assert.equal(await house.psql(`select target from data.goal where item = ${await idOf('政策问答每季度更新一次')}`), '4');
});

test('the list stands by standard; the reviewer returns one and registers one; progress, change and completion follow', async () => {
	const first = await idOf(`${aims[0]}，并回访`);
	const second = await idOf('政策问答每季度更新一次');

	await chrome.visit({ who: reviewer }, async (page) => {
		await open(page, `/console/goal/${first}`);
		await inspect(page, 'submitted goal');
		await page.getByRole('button', { name: '退回修改' }).click();
		await page.getByRole('dialog').getByLabel('哪里要改').fill('写上回访几户');
		await press(page, '退回修改');
		await page.getByText('退回了。').waitFor();
		await open(page, `/console/goal/${second}`);
		await page.getByRole('button', { name: '审核通过' }).click();
		await press(page, '审核通过');
		await page.getByText('已备案。', { exact: true }).waitFor();
		await open(page, `/console/goal?unit=${unit}`);
		assert.equal(await page.locator('main').getByRole('link', { name: '写目标' }).count(), 0, 'who judges doesn\'t write');
	});
	await chrome.visit({ who: secretary }, async (page) => {
		await open(page, '/console/goal');
		await page.getByRole('heading', { name: `${branch}的目标` }).waitFor();
		await inspect(page, 'list of goals');
		await open(page, '/console/');
		await page.getByRole('link', { name: new RegExp(aims[0]) }).click();
		await page.getByText('退回修改：写上回访几户').waitFor();
		await inspect(page, 'returned goal');
		await open(page, `/console/goal/${second}`);
		await page.getByRole('button', { name: '记进展' }).click();
		await page.getByRole('dialog').getByLabel('做了什么').fill('更新了一次');
		await page.getByRole('dialog').getByLabel(/^现在的数值/).fill('1');
		await inspect(page, 'progress dialog');
		await press(page, '记进展');
		await page.getByText('进展记下了。').waitFor();
		await page.getByRole('button', { name: '申请变更' }).click();
		await page.getByRole('dialog').getByLabel('变更理由').fill('政策一年只改三次');
		await page.getByRole('dialog').getByLabel(/^目标值/).fill('3');
		await press(page, '申请变更');
		await page.getByText('变更申请交上去了。').waitFor();
		await inspect(page, 'goal with a change asked');
	});
	await chrome.visit({ who: reviewer }, async (page) => {
		await open(page, `/console/goal/${second}`);
		await page.getByRole('button', { name: '同意变更', exact: true }).click();
		await press(page, '同意变更');
		await page.getByText('变更生效了，原文保留。').waitFor();
	});
	await chrome.visit({ who: secretary }, async (page) => {
		await open(page, `/console/goal/${second}`);
		await page.getByRole('button', { name: '申报完成' }).click();
		await page.getByRole('dialog').getByLabel('完成情况').fill('三次都更新了');
		await press(page, '申报完成');
		await page.getByText('申报了，等上级确认。').waitFor();
	});
	await chrome.visit({ who: reviewer }, async (page) => {
		await open(page, `/console/goal/${second}`);
		await page.getByRole('button', { name: '确认完成' }).click();
		await page.getByRole('dialog').getByLabel(/^怎么核实的/).fill('现场核实');
		await press(page, '确认完成');
		await page.getByText('确认完成了。').waitFor();
		await inspect(page, 'confirmed goal');
	});
	const neighbour = await newcomer(house, { unit: '档案查询党支部' });
	await chrome.visit({ who: neighbour, refusals: [/^404 GET \/api\/goal/] }, async (page) => {
		await open(page, `/console/goal/${second}`);
		await page.getByRole('heading', { name: '没有找到' }).waitFor();
		await inspect(page, 'goal out of sight');
	});
});

test('a member writes their own in a sentence, on a phone; the branch registers it', async () => {
	const member = await newcomer(house, { unit: branch, role: 'member', name: '邱丽萍' });

	await house.psql(`update data.account set person = (select p.id from data.person as p where p.unit = ${unit} and p.name = '邱丽萍') where id = ${member.id}`);
	await chrome.visit({ who: member, width: 390 }, async (page) => {
		await open(page, '/console/goal');
		await page.getByRole('heading', { name: '我的目标' }).waitFor();
		await page.locator('main').getByRole('link', { name: '写目标' }).first().click();
		await settled(page);
		await cell(page, '标准', 1).selectOption('M2');
		await cell(page, '目标', 1).fill('经手的事当天答复，办不了的说清找谁');
		await cell(page, '完成时限', 1).fill('12月31日');
		await cell(page, '标准', 2).focus();
		await saved(page, '已保存', 1);
		await inspect(page, 'own sheet');
		await page.getByRole('button', { name: '提交1条' }).click();
		await page.getByText('提交了1条。').waitFor();
	});
	await chrome.visit({ who: secretary }, async (page) => {
		await open(page, '/console/goal');
		await page.getByRole('link', { name: '邱丽萍' }).click();
		await settled(page);
		await page.getByRole('link', { name: /经手的事当天答复/ }).click();
		await settled(page);
		await page.getByRole('button', { name: '审核通过' }).click();
		await press(page, '审核通过');
		await page.getByText('已备案。', { exact: true }).waitFor();
	});
});
