// @ts-check
/** The catalogue of standards in a browser: 20 of branches, 5 of members, gaps shown, a sample until confirmed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect, open } from '../../common/browser.mjs';
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

test('20 and 5, in five categories each, every one with its clause and by what it is seen', async () => {
	await chrome.visit({ who: house.account('member') }, async (page) => {
		await open(page, '/console/org/standards');
		const parts = page.locator('section.part');
		assert.deepEqual(await parts.locator('h2').allTextContents(), ['支部五好20条', '党员五好5条']);
		for (const [at, count] of [[0, 20], [1, 5]]) {
			assert.equal(await parts.nth(at).locator('.standard').count(), count);
			assert.equal(await parts.nth(at).locator('.category').count(), 5);
			assert.equal(await parts.nth(at).getByText(/^出处：(组（[一二三四五]）[1-5]|员（[一二三四五]）)$/).count(), count);
			for (const text of await parts.nth(at).locator('.seen').allTextContents()) assert.match(text, /^(听意见|看目标|看组织情况|看佐证材料|看考评)$/);
		}
		assert.deepEqual(await page.locator('.number').allTextContents(), [...[1, 2, 3, 4].flatMap((part) => [1, 2, 3, 4, 5].map((at) => `B${part}.${at}`)).filter((code) => !['B4.4', 'B4.5'].includes(code)), 'B5.1', 'B5.2', 'M1', 'M2', 'M3', 'M4', 'M5']);
		await page.getByText('样本，待工委按现行文件核定').waitFor();
		assert.equal(await page.getByRole('button', { name: '按现行文件核定' }).count(), 0, 'a member confirms nothing');
		await inspect(page, 'standards');
	});
});

test('the gaps of the source stand out and are explained, never filled', async () => {
	await chrome.visit({ who: house.account('member') }, async (page) => {
		await open(page, '/console/org/standards');
		assert.deepEqual(await page.locator('mark').allTextContents(), ['【原文空缺】', '（原文有缺字）']);
		assert.equal(await page.locator('#B3\\.3 .gap-said, #M1 .gap-said').count(), 2);
	});
});

test('they are narrowed by what they are seen by; the narrowing is an address and goes back', async () => {
	await chrome.visit({ who: house.account('secretary') }, async (page) => {
		await open(page, '/console/org/standards');
		await page.getByRole('link', { name: /^听意见/ }).click();
		await page.waitForURL(/\?seen=survey$/);
		const count = await page.locator('.standard').count();
		assert.equal(await page.getByRole('link', { name: /^听意见/ }).textContent(), `听意见${count}`);
		assert.equal(await page.locator('.seen').allTextContents().then((all) => new Set(all).size), 1);
		await inspect(page, 'standards narrowed');
		await page.reload();
		await page.locator('.standard').first().waitFor();
		assert.equal(await page.locator('.standard').count(), count);
		await page.goBack();
		await page.waitForFunction(() => document.querySelectorAll('.standard').length === 25);
		await open(page, '/console/org/standards?seen=%3Cscript%3E');
		assert.equal(await page.locator('.standard').count(), 25, 'an address that narrows by nothing known shows all');
	});
});

test('an officer is asked before confirming; refused or not, the page says what is so', async () => {
	await chrome.visit({ who: house.account('officer'), refusals: [/^409 POST \/api\/org\/standards\/confirm$/] }, async (page) => {
		await open(page, '/console/org/standards');
		await page.getByRole('button', { name: '按现行文件核定' }).click();
		const dialog = page.getByRole('dialog', { name: '核定标准' });
		await dialog.getByText(/请对照现行文件看过每一条。.*现在核定吗？/).waitFor();
		await inspect(page, 'standards to be confirmed');
		await dialog.getByRole('button', { name: '先不办' }).click();
		await page.getByText('样本，待工委按现行文件核定').waitFor();

		await page.route('**/api/org/standards/confirm', (route) => route.fulfill({ status: 409, contentType: 'application/problem+json',
			json: { type: '/problems/org/old', title: '现在不能这样办', status: 409, detail: '标准有了新的一版，请刷新后再看。' } }));
		await page.getByRole('button', { name: '按现行文件核定' }).click();
		await dialog.getByRole('button', { name: '核定' }).click();
		await dialog.getByText('标准有了新的一版，请刷新后再看。').waitFor();
		await inspect(page, 'standards not confirmed');
		await page.keyboard.press('Escape');

		await page.route('**/api/org/standards/confirm', async (route) => { // the demonstration's catalogue stays a sample
			const answer = await (await page.context().request.get('/api/org/standards')).json();
			answer.catalogue = { ...answer.catalogue, confirmed: '2026-09-28', mark: null };
			Object.assign(answer, { may_confirm: false, may_edit: false, may_copy: true });
			await route.fulfill({ json: answer });
		});
		await page.getByRole('button', { name: '按现行文件核定' }).click();
		await dialog.getByRole('button', { name: '核定' }).click();
		await page.getByText('9月28日核定').waitFor();
		assert.equal(await page.getByText('样本').count(), 0);
		assert.equal(await page.getByRole('button', { name: '按现行文件核定' }).count(), 0);
	});
});
