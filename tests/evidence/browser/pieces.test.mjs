// @ts-check
/** Evidence that is there: found in the library, looked at, used, used no longer, withdrawn; restricted evidence is opened for a purpose. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, clicker, field, inspect, open, settled } from '../../common/browser.mjs';
import { until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { keep } from '../pieces.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** @type {{login: string, password: string, id: number}} */
let who;
/** @type {number} */
let meeting;
const unit = '婚姻登记处党支部';
const mark = `件${process.pid}`;

before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
	who = await newcomer(house, { unit });
	meeting = Number(await house.psql(`
		with i as (insert into data.item (workflow, unit, superior, state, title)
			select 'meeting', p.unit, p.superior, 'kept', '主题党日${mark}' from data.placement as p join data.unit as u on u.id = p.unit
			where u.short_name = '${unit}' and p.valid_until is null returning id)
		insert into data.meeting (item, kind, held_on, host_name, topics) select i.id, 'day', '2026-09-20', '王强', '到社区做志愿服务' from i returning item`));
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

test('a piece says what it is, what was taken out of it, and where it is used; a use is ended with a reason', async () => {
	const piece = await keep(house, who.id, { name: `现场${mark}.jpg`, unit, type: 'image/jpeg', stripped: true, happened: '2026-09-20', note: '志愿服务现场', target: meeting });
	await chrome.visit({ who }, async (page, context) => {
		await context.grantPermissions(['clipboard-read', 'clipboard-write']);
		await open(page, `/console/evidence/${piece}`);
		await page.getByRole('heading', { level: 1, name: `现场${mark}.jpg` }).waitFor();
		await page.getByText('照片里的拍摄地点和设备信息已经去掉').waitFor();
		await inspect(page, 'a piece of evidence');
		await page.getByRole('button', { name: '复制SM3' }).click();
		await page.getByRole('status').getByText('已复制').waitFor();
		const [sm3, received] = (await house.psql(`select encode(b.sm3, 'hex') || ' ' || encode(e.received, 'hex')
			from data.evidence as e join data.blob as b on b.digest = e.blob where e.item = ${piece}`)).split(' ');
		assert.equal(await page.evaluate(() => navigator.clipboard.readText()), sm3);
		await page.getByText(received).waitFor();

		const use = page.locator('.uses li', { hasText: `主题党日${mark}` });
		await use.getByRole('button', { name: '不再用在这里' }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('原因').fill('放错了地方');
		await dialog.getByRole('button', { name: '不再用' , exact: true }).click();
		await page.getByText('还没有用在哪里').waitFor();
		await page.getByText('以前用过').click();
		await page.getByText('放错了地方').waitFor();
		await inspect(page, 'a piece that is used no longer');
	});
});

test('it is called otherwise, and withdrawn; the record stays', async () => {
	const piece = await keep(house, who.id, { name: `记录${mark}.pdf`, unit, happened: '2026-09-20' });
	await chrome.visit({ who, refusals: [/^422 POST/] }, async (page) => {
		await open(page, `/console/evidence/${piece}`);
		await page.getByRole('button', { name: '修改' }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('文件名').fill(`走访${mark}.txt`);
		await dialog.getByRole('button', { name: '修改' }).click();
		await dialog.getByRole('alert').getByText('文件名要以“.pdf”结尾。').waitFor();
		await inspect(page, 'a name that is refused');
		await dialog.getByLabel('文件名').fill(`走访${mark}.pdf`);
		await dialog.getByLabel('发生日期').fill('2026-09-18');
		await dialog.getByLabel('说明').fill('走访三户');
		await dialog.getByRole('button', { name: '修改' }).click();
		await page.getByRole('heading', { level: 1, name: `走访${mark}.pdf` }).waitFor();
		assert.equal(await house.psql(`select e.happened_on || e.note || e.restricted from data.evidence as e where e.item = ${piece}`), '2026-09-18走访三户false');
		await page.getByRole('button', { name: '撤下' }).click();
		await dialog.getByLabel('原因').fill('重复');
		await dialog.getByRole('button', { name: '撤下' }).click();
		await page.getByText('已经撤下，不再显示').waitFor();
		assert.equal(await page.getByRole('link', { name: '下载' }).count(), 0);
		await settled(page);
		await inspect(page, 'a piece that is withdrawn');
	});
});

test('restricted evidence is opened for a purpose, and its unit sees by whom', async () => {
	const piece = await keep(house, who.id, { name: `谈话${mark}.docx`, unit, type: 'application/msword', restricted: true });
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, `/console/evidence/${piece}`);
		await page.getByText('写明用途就能打开').waitFor();
		assert.equal(await page.getByRole('link', { name: '下载' }).count(), 0);
		await page.getByRole('button', { name: '打开', exact: true }).click();
		await page.getByRole('alert').getByText('请选一个用途，或者写一个。').waitFor();
		await inspect(page, 'what restricted evidence is opened for');
		await page.getByText('核实情况').click();
		await page.getByRole('button', { name: '打开', exact: true }).click();
		await page.getByRole('link', { name: '下载' }).waitFor();
	});
	await chrome.visit({ who }, async (page) => {
		await open(page, `/console/evidence/${piece}`);
		await page.locator('.looks').getByText('核实情况').waitFor();
		await inspect(page, 'who opened restricted evidence');
	});
});

test('the library finds by name, goes back page by page, and says where a piece is used', async () => {
	for (let at = 0; at < 52; at++) await keep(house, who.id, { name: `多${mark}-${at}.pdf`, unit, happened: '2026-09-01', target: at === 51 ? meeting : undefined });
	await chrome.visit({ who }, async (page) => {
		await open(page, '/console/evidence');
		await page.locator('.piece', { hasText: `多${mark}-51.pdf` }).getByText(`用在：主题党日${mark}`).waitFor();
		await page.locator('.piece', { hasText: `多${mark}-51.pdf` }).getByText('9月1日的事').waitFor();
		await inspect(page, 'a library');
		await page.getByRole('link', { name: '更早的' }).click();
		await page.getByText(`多${mark}-1.pdf`).waitFor();
		assert.match(page.url(), /page=\d+/);
		await page.goBack();
		await page.getByText(`多${mark}-51.pdf`).waitFor();
		await page.getByLabel('按文件名查找').fill(`多${mark}-7`);
		await page.keyboard.press('Enter');
		await page.getByText(`多${mark}-51.pdf`).waitFor({ state: 'detached' });
		await page.getByRole('link', { name: `多${mark}-7.pdf` }).waitFor();
		await page.getByLabel('按文件名查找').fill('没有这个');
		await page.getByRole('button', { name: '查找', exact: true }).click();
		await page.getByText('没有找到“没有这个”').waitFor();
		await inspect(page, 'a library without what was asked for');
	});
});

test('a photograph for an item is at most three clicks, what is there already two; none is wanted', async () => {
	const there = await keep(house, who.id, { name: `已有${mark}.pdf`, unit });
	await chrome.visit({ who, width: 390 }, async (page) => {
		await open(page, `/console/evidence/meeting/${meeting}`);
		await page.locator('[data-upload]').waitFor();
		const photo = { name: `photo${mark}.txt`, mimeType: 'text/plain', buffer: Buffer.from('签到的人都在这里') };
		const counted = clicker(page);
		const chooser = page.waitForEvent('filechooser');
		await counted.click(page.getByRole('button', { name: '拍照' }));
		await (await chooser).setFiles(photo);
		await counted.click(page.getByRole('button', { name: '上传', exact: true }));
		await until(() => house.psql(`select 1 from data.upload as u where u.name = '${photo.name}' and u.received is not null and u.target = ${meeting}`), 'it has come', 30);
		assert.ok(counted.clicks + 1 <= 3, 'the shutter counted too');
	});
	await chrome.visit({ who }, async (page) => {
		await open(page, `/console/evidence/meeting/${meeting}`);
		await page.locator('[data-upload]').waitFor();
		await inspect(page, 'what is attached to an item');
		await page.getByRole('button', { name: '从材料库选' }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByRole('button', { name: `用在这里：已有${mark}.pdf` }).waitFor();
		await inspect(page, 'what the library offers');
		await field(page, '按文件名查找').fill(`已有${mark}`);
		await dialog.locator('.piece').nth(1).waitFor({ state: 'detached' });
		await page.keyboard.press('Enter');
		await dialog.getByRole('button', { name: `用在这里：已有${mark}.pdf` }).click();
		await page.locator('[data-attached]').getByRole('link', { name: `已有${mark}.pdf` }).waitFor();
		assert.equal(await house.psql(`select count(*) from data.evidence_link as l where l.evidence = ${there} and l.target = ${meeting} and l.ended is null`), '1');
		await page.getByRole('button', { name: `不再用在这里：已有${mark}.pdf` }).click();
		await dialog.getByLabel('原因').fill('放错了');
		await dialog.getByRole('button', { name: '不再用', exact: true }).click();
		await page.locator('[data-attached]').getByRole('link', { name: `已有${mark}.pdf` }).waitFor({ state: 'detached' });
	});
});
