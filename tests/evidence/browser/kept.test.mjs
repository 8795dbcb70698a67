// @ts-check
/** From the chooser to the library: what is sent is checked for real, kept with its preview, read again as it was; what isn't wanted is refused in words. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Chrome, clicker, inspect, open, settled } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { pdf, png, program } from '../samples.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
const mark = `收${process.pid}`;

before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

/** @param {Page} page @param {{name: string, mimeType: string, buffer: Buffer}[]} files */
async function send(page, files) {
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: '选文件' }).click();
	await (await chooser).setFiles(files);
	await page.getByRole('button', { name: /^上传/ }).click();
}

test('a picture and a PDF are kept, seen small and large, and read again', async () => {
	const picture = { name: `现场${mark}.png`, mimeType: 'image/png', buffer: png(640, 480) };
	const paper = { name: `协议${mark}.pdf`, mimeType: 'application/pdf', buffer: pdf(2, `0.8 0.2 0 rg ${process.pid % 100} 100 200 300 re f`) };
	await chrome.visit({ who: await newcomer(house) }, async (page) => {
		await open(page, '/console/evidence');
		await send(page, [picture, paper]);
		for (const one of [picture, paper]) await page.locator('.piece', { hasText: one.name }).waitFor({ timeout: 60_000 });
		assert.equal(await page.locator('.file-row').count(), 0, 'what is kept is under way no longer');
		const small = page.locator('.piece', { hasText: picture.name }).locator('img');
		await page.waitForFunction((one) => one instanceof HTMLImageElement && one.naturalWidth > 0, await small.elementHandle());
		await settled(page);
		await inspect(page, 'a library with pictures');

		await page.getByRole('link', { name: paper.name }).click();
		const pages = page.locator('.pages img');
		await pages.nth(1).waitFor();
		await pages.nth(1).scrollIntoViewIfNeeded();
		await page.waitForFunction((one) => one instanceof HTMLImageElement && one.naturalWidth > 0, await pages.nth(1).elementHandle());
		await inspect(page, 'a PDF');
		const download = page.waitForEvent('download');
		await page.getByRole('link', { name: '下载' }).click();
		const got = await download;
		assert.equal(got.suggestedFilename(), paper.name);
		assert.deepEqual(readFileSync(await got.path()), paper.buffer);

		await page.goBack();
		await page.getByRole('link', { name: picture.name }).click();
		await page.getByText('照片里的拍摄地点和设备信息已经去掉').waitFor();
		await inspect(page, 'a picture');
	});
});

test('a program is refused in words, whatever it is called, and taken from the list', async () => {
	const bad = { name: `工具${mark}.pdf`, mimeType: 'application/pdf', buffer: program() };
	const who = await newcomer(house);
	await chrome.visit({ who }, async (page) => {
		await open(page, '/console/evidence');
		await send(page, [bad]);
		const row = page.locator('.file-row', { hasText: bad.name });
		await row.getByText('没有收').waitFor({ timeout: 60_000 });
		await inspect(page, 'a refused file of evidence');
		await page.reload();
		await row.getByText('没有收').waitFor();
		await page.getByRole('button', { name: `知道了：${bad.name}` }).click();
		await row.waitFor({ state: 'detached' });
		await open(page, '/console/evidence');
		await page.locator('[data-upload]').waitFor();
		assert.equal(await row.count(), 0);
	});
});

test('a photograph for a goal is at most three clicks on a phone, and goes on from the desktop where it was cut', async () => {
	const unit = '婚姻登记处党支部';
	const goal = Number(await house.psql(`
		with c as (insert into data.campaign (name, catalogue, begins, ends, made_by) values ('试${mark}', 1, base.today() - 1, base.today() - 1, '周岚') returning id),
			i as (insert into data.item (workflow, unit, superior, state, title, person)
				select 'goal', u.id, s.superior, 'registered', '走访三十户', p.name
				from data.unit as u join data.scope as s on s.unit = u.id and s.depth = 1 join data.person as p on p.unit = u.id
				where u.short_name = '${unit}' order by p.id limit 1 returning id, unit, person),
			g as (insert into data.goal (item, campaign, catalogue, standard, aim, due_on, responsible)
				select i.id, c.id, 1, 'B5.1', '走访三十户', base.today() + 60, p.id
				from i, c, data.person as p where p.unit = i.unit and p.name = i.person order by p.id limit 1 returning item)
		select item from g`));
	const who = await newcomer(house, { unit });
	const photo = (/** @type {string} */ name, /** @type {number} */ size) => ({ name: `${name}${mark}.png`, mimeType: 'image/png', buffer: png(size, size) });
	const small = photo('走访', 200);
	const large = { ...photo('合影', 300), buffer: Buffer.concat([png(300, 300), Buffer.alloc(9_000_000, 5)]) }; // a camera's rest behind the picture
	await chrome.visit({ who, width: 390 }, async (page) => {
		await open(page, `/console/goal/${goal}`);
		await page.locator('[data-upload]').waitFor();
		const counted = clicker(page);
		const first = page.waitForEvent('filechooser');
		await counted.click(page.getByRole('button', { name: '拍照' }));
		await (await first).setFiles(small);
		await counted.click(page.getByRole('button', { name: '上传', exact: true }));
		await page.getByRole('link', { name: small.name }).waitFor({ timeout: 60_000 });
		assert.ok(counted.clicks + 1 <= 3, 'the shutter counted too');
		await inspect(page, 'a goal with a photograph');

		let chunks = 0;
		await page.route(/\/uploads\/\d+$/, (route) => (route.request().method() === 'PATCH' && ++chunks > 1 ? route.abort('internetdisconnected') : route.continue()));
		const second = page.waitForEvent('filechooser');
		await page.getByRole('button', { name: '选文件' }).click();
		await (await second).setFiles(large);
		await page.getByRole('button', { name: '上传', exact: true }).click();
		await page.getByText('网断了，连上以后自己接着传。').waitFor();
	});
	await chrome.visit({ who }, async (page) => {
		const begun = /** @type {number[]} */ ([]);
		page.on('request', (request) => { if (request.method() === 'PATCH') begun.push(Number(request.headers()['upload-offset'])); });
		await open(page, `/console/goal/${goal}`);
		const again = page.waitForEvent('filechooser');
		await page.getByRole('button', { name: `选这个文件接着传：${large.name}` }).click();
		await (await again).setFiles(large);
		await page.getByRole('link', { name: large.name }).waitFor({ timeout: 60_000 });
		assert.equal(begun[0], 4 * 1024 * 1024);
		assert.equal(await house.psql(`select count(*) from data.evidence_link as l where l.target = ${goal} and l.ended is null`), '2');
	});
});
