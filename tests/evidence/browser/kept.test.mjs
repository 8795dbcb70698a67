// @ts-check
/** From the chooser to the library: what is sent is checked for real, kept with its preview, read again as it was; what isn't wanted is refused in words. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Chrome, inspect, open, settled } from '../../common/browser.mjs';
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
