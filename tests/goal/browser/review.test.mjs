// @ts-check
/** Fifty goals are judged in four clicks; what was changed meanwhile is named; one is given back; exemplars are copied; the sheet prints. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Chrome, clicker, inspect, open, settled } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** @type {string} */
let work;
before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
	work = mkdtempSync('/var/tmp/wuhao-print-');
});
after(async () => {
	await house.psql("delete from data.goal where aim like '五十个之%'; delete from data.event where false");
	await house.psql("update data.item set state = 'dropped', due = null where title like '五十个之%'");
	await chrome.stop();
	await house.stop();
	rmSync(work, { recursive: true, force: true });
});

/** Submitted goals of a branch below the reviewer, the first due first. @param {number} count */
const submit = (count) => house.psql(`
	with head as (
		insert into data.item (workflow, unit, superior, state, title, due)
		select 'goal', u.id, p.superior, 'submitted', '五十个之' || n, timestamptz '2001-01-01' + make_interval(days => n)
		from generate_series(1, ${count}) as n
		join data.unit as u on u.short_name = '热线服务党支部'
		join data.placement as p on p.unit = u.id and p.valid_until is null
		returning id, title
	)
	insert into data.goal (item, campaign, catalogue, standard, aim, due_on)
	select h.id, (select max(c.id) from data.campaign as c where c.ends >= base.today()), 1, 'B5.1', h.title, base.today() from head as h`);
const waiting = async () => Number(await house.psql("select count(*) from data.item as i where i.title like '五十个之%' and i.state = 'submitted'"));

test('fifty goals are registered in four clicks, but for the one that was changed meanwhile, which is named', async () => {
	await submit(50);
	await chrome.visit({ who: house.account('reviewer') }, async (page) => {
		await open(page, '/console/goal/review');
		assert.ok(await page.locator('.waiting > li').count() >= 50);
		assert.equal(await page.locator('.waiting input:checked').count(), 0, 'nothing is ticked before');
		await inspect(page, 'review of fifty');
		await house.psql("update data.item set version = version + 1 where title = '五十个之7'; insert into data.event (item, verb, from_state, to_state, name) select id, 'edit', 'submitted', 'submitted', '宋军' from data.item where title = '五十个之7'");
		const mouse = clicker(page);
		await mouse.click(page.locator('.bar .choice'));
		await mouse.click(page.getByRole('button', { name: /^审核通过/ }));
		await mouse.click(page.getByRole('dialog').getByRole('button', { name: '审核通过' }));
		await page.locator('.left-over').waitFor();
		assert.ok(mouse.clicks <= 4, `${mouse.clicks} clicks`);
		assert.equal(await waiting(), 1, 'the others are registered');
		assert.match(await page.locator('.left-over').innerText(), /1个没有办成，别的都办好了[\s\S]+五十个之7。宋军在/);
		await inspect(page, 'review, one left over');
		await page.getByRole('button', { name: '退回修改：五十个之7' }).click();
		await page.getByRole('dialog').getByLabel('理由').fill('请写清做到什么样。');
		await page.getByRole('dialog').getByRole('button', { name: '退回修改' }).click();
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await settled(page);
		assert.equal(await house.psql("select e.note from data.event as e join data.item as i on i.id = e.item where i.title = '五十个之7' order by e.id desc limit 1"), '请写清做到什么样。');
	});
});

test('what was claimed is confirmed, many at once; a change leads to its page', async () => {
	await chrome.visit({ who: house.account('reviewer') }, async (page) => {
		await open(page, '/console/goal/review?what=claimed');
		await page.getByRole('heading', { level: 1, name: /个目标待确认$/ }).waitFor();
		await inspect(page, 'review, claimed');
		await page.getByRole('link', { name: /^申请变更/ }).click();
		await page.waitForURL(/what=change_asked$/);
		await settled(page);
		assert.equal(await page.getByRole('button', { name: /审核通过|确认完成/ }).count(), 0);
		await inspect(page, 'review, changes');
	});
});

test('exemplars are found by their words and by 创新, and one is copied into a draft that names it', async () => {
	await chrome.visit({ who: house.account('secretary') }, async (page) => {
		await open(page, '/console/goal/exemplars');
		await page.locator('.exemplars > .card').first().waitFor();
		const all = await page.locator('.exemplars > .card').count();
		assert.ok(all >= 4);
		await inspect(page, 'exemplars');
		await page.getByRole('link', { name: '创新', exact: true }).click();
		await page.waitForURL(/new_way=1/);
		await settled(page);
		const fresh = await page.locator('.exemplars > .card').count();
		assert.ok(fresh > 0 && fresh < all);
		await page.getByRole('searchbox', { name: '找示范目标' }).fill('没有这样的话');
		await page.getByRole('button', { name: '找', exact: true }).click();
		await page.getByText('没有找到“没有这样的话”。').waitFor();
		await open(page, '/console/goal/exemplars');
		await page.getByRole('button', { name: /^照着写：/ }).first().click();
		await inspect(page, 'exemplar to copy');
		await page.getByRole('dialog').getByRole('button', { name: '写成草稿' }).click();
		await page.waitForURL(/\/console\/goal\/\d+$/);
		const id = new URL(page.url()).pathname.split('/').pop();
		assert.equal(await house.psql(`select i.state, s.shared from data.goal as g join data.item as i on i.id = g.item join data.item as s on s.id = g.source where g.item = ${id}`), 'draft|t');
		await house.psql(`update data.item set state = 'dropped' where id = ${id}`);
	});
});

test('the goal sheet of a unit prints on A4 across, with its standards, the page\'s number and room to sign', async () => {
	const unit = await house.psql("select u.id from data.unit as u where u.short_name = '综合窗口党支部'");
	await chrome.visit({ who: house.account('secretary') }, async (page) => {
		await open(page, `/console/goal/print/${unit}`);
		await page.locator('.sheet').first().waitFor();
		await inspect(page, 'goal sheet');
		const file = join(work, 'sheet.pdf');
		await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
		const facts = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
		assert.match(facts, /Page size:\s+84[12][\d.]* x 59[45][\d.]* pts/);
		const sheets = await page.locator('.sheet').count();
		assert.equal(Number(/Pages:\s+(\d+)/.exec(facts)?.[1]), sheets, 'as many pages as sheets');
		const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, '');
		for (const said of ['“五个好”目标登记表', '中共澄湖市政务服务中心综合窗口支部委员会', '支部书记：', '审核人：', `第1页，共${sheets}页`, '样本，待工委按现行文件核定']) assert.ok(text.includes(said), `${said} in\n${text}`);
		assert.ok(!text.includes('工作台'), 'and nothing of the console');
	});
});
