// @ts-check
/** A result as officers see it and as everybody does: strata and channels apart, official order, nothing that was withheld. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect, open } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';
import { shown } from '../officer.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** @type {string} */
let closed;
/** @type {{id: string, title: string}} */
let published;

before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
	closed = (await shown(house, 'closed')).id;
	published = await shown(house, 'published');
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

test('each stratum has its own card, each channel its own table; bars say their figures', () => chrome.visit({ who: house.account('officer') }, async (page) => {
	await open(page, `/console/survey/${closed}/result`);
	assert.deepEqual(await page.locator('.headline').evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label'))), ['群众', '基层单位']);
	const answer = await page.evaluate(async (id) => (await fetch(`/api/survey/round/${id}/result`)).json(), closed);
	assert.equal(await page.locator('.result-table').count(), answer.tables.length);
	for (const [at, table] of answer.tables.entries()) {
		const rows = page.locator('.result-table').nth(at).locator('tbody tr');
		const names = await rows.locator('th').evaluateAll((cells) => cells.map((cell) => /** @type {HTMLElement} */ (cell).innerText.split('\n')[0]));
		assert.deepEqual(names.slice(0, -1), table.rows.map((/** @type {any} */ row) => row.name), 'official order');
		for (const [place, row] of table.rows.entries()) {
			const line = rows.nth(place);
			if (row.figure.shown === 'full') {
				assert.match(await line.locator('.dist').first().getAttribute('aria-label') ?? '', new RegExp(`^很满意${row.figure.shares[0]}%，满意${row.figure.shares[1]}%`));
			} else {
				assert.equal(await line.locator('.dist').count(), 0);
				await line.getByText(row.figure.text, { exact: true }).first().waitFor();
			}
		}
	}
	await inspect(page, 'result');
	await page.getByRole('button', { name: /^看各题：/ }).first().click();
	await page.getByText('最该改的是什么？').first().waitFor();
	await inspect(page, 'result opened');
}));

test('the same in figures has an address of its own, and is a workbook', () => chrome.visit({ who: house.account('officer') }, async (page) => {
	await open(page, `/console/survey/${closed}/result`);
	await page.getByRole('link', { name: '看数字' }).click();
	await page.waitForURL(/view=numbers/);
	assert.equal(await page.locator('.result-table .dist').count(), 0);
	await inspect(page, 'result in figures');
	const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出表格' }).click()]);
	assert.match(file.suggestedFilename(), /结果\.xlsx$/);
}));

test('what people wrote is asked for on purpose, and the page says that it is written down', () => chrome.visit({ who: house.account('officer') }, async (page) => {
	const looks = () => house.psql("select count(*) from data.audit where action = 'survey.texts'");
	await open(page, `/console/survey/${closed}/result`);
	await page.getByText('谁在什么时候看过，会记下来').waitFor();
	const before_ = Number(await looks());
	await page.getByRole('button', { name: '看文字意见' }).click();
	await page.getByText('这次查看已记下。').waitFor();
	assert.equal(Number(await looks()), before_ + 1);
	await page.getByText('文字意见不到10条，暂不显示。').first().waitFor();
	await inspect(page, 'texts');
}));

test('anybody sees what is published, under the names that citizens know', () => chrome.visit({ width: 412 }, async (page) => {
	await open(page, '/public/');
	await inspect(page, 'published rounds');
	await page.getByRole('link', { name: published.title }).tap();
	await page.waitForURL(`**/public/${published.id}`);
	await page.getByText('不动产登记窗口').first().waitFor();
	assert.equal(await page.getByText('登记窗口党支部').count(), 0);
	await page.getByText('各题怎么答的').first().tap();
	await inspect(page, 'published result');
}));

test('what is not published is not there', () => chrome.visit({ width: 412, refusals: [/^404 GET/] }, async (page) => {
	await open(page, `/public/${closed}`);
	await page.getByRole('heading', { name: '没有找到' }).waitFor();
	await inspect(page, 'not published');
}));
