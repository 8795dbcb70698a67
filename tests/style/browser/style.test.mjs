// @ts-check
/** The living style page: every component in every state, drawn by the modules that the pages use. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

/** The page loads nothing, but it shows what loading looks like for good. @param {import('playwright-core').Page} page */
async function openStyle(page) {
	await page.goto('/console/style', { waitUntil: 'load' });
	await page.locator('#state').waitFor();
}

test('it stands without a log-in, and every sample that the index names is there', async () => {
	await chrome.visit({}, async (page) => {
		await openStyle(page);
		const named = await page.locator('[data-place="index"] a').evaluateAll((all) => all.map((one) => one.getAttribute('href')?.slice(1)));
		assert.deepEqual(await page.locator('.sample').evaluateAll((all) => all.map((one) => one.id)), named);
		assert.ok(named.length >= 12);
		assert.equal(await page.locator('.sample:not(:has(h2 ~ *))').count(), 0, 'none is empty');
	});
});

test('in every size axe finds nothing, nothing overflows, and words are the house\'s', async () => {
	await chrome.visit({}, async (page) => {
		await openStyle(page);
		await inspect(page, 'style');
	});
});

test('a verb asks before it acts, stays open where it was refused, and leads the focus back', async () => {
	await chrome.visit({}, async (page) => {
		await openStyle(page);
		const opener = page.getByRole('button', { name: '公布结果（会被拒绝）' });
		await opener.click();
		const dialog = page.getByRole('dialog', { name: '公布结果' });
		await dialog.getByRole('button', { name: '公布结果' }).click();
		await dialog.getByRole('heading', { name: '现在不能这样办' }).waitFor();
		await dialog.getByText('这一件现在是“进行中”，不能公布。可以：提前截止。').waitFor();
		await inspect(page, 'a refused question');
		await page.keyboard.press('Escape');
		assert.equal(await dialog.count(), 0);
		assert.ok(await opener.evaluate((one) => one === document.activeElement));
	});
});

test('while a dialog is open Tab stays inside', async () => {
	await chrome.visit({}, async (page) => {
		await openStyle(page);
		await page.getByRole('button', { name: '公布结果（会被拒绝）' }).click();
		for (let at = 0; at < 6; at++) {
			await page.keyboard.press('Tab');
			assert.ok(await page.evaluate(() => document.activeElement === document.body || Boolean(document.activeElement?.closest('dialog'))), `step ${at}`);
		}
	});
});

test('without colour every light still differs, and reduced motion stills the spinner', async () => {
	await chrome.visit({}, async (page) => {
		await page.emulateMedia({ reducedMotion: 'reduce' });
		await openStyle(page);
		assert.deepEqual(await page.evaluate(() => document.getAnimations().map((one) => one.playState)), []);
		await page.emulateMedia({ forcedColors: 'active' });
		await inspect(page, 'style in forced colours');
	});
});
