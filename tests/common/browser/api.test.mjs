// @ts-check
/** The interface's page: every route of every program, its fields and answers in words, found by what is typed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect, isAccessible, open, settled } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';
import { addressOf, routesOf } from '../../common/routes.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** @type {import('../../common/routes.mjs').Route[]} */
let routes;
before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
	routes = await routesOf(house);
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

/** Routes that are shown. @param {import('playwright-core').Page} page */
const shown = (page) => page.locator('details.api-route:visible');

test('every route of every program is there, with its summary, its fields and what it may answer', () => chrome.visit({}, async (page) => {
	await open(page, '/api/');
	assert.equal(await page.getByRole('status').textContent(), `一共${routes.length}个接口`);
	const drawn = await page.locator('details.api-route').evaluateAll((all) => all.map((one) => ({
		line: ['.api-method', '.api-path', '.api-summary'].map((name) => one.querySelector(name)?.textContent).join(' '),
		fields: [...one.querySelectorAll('.api-fields dt')].map((name) => name.textContent),
		answers: [...one.querySelectorAll('.api-answers dt')].length,
		unsaid: [...one.querySelectorAll('dd')].filter((said) => !said.textContent?.trim()).length,
		open: !(one.querySelector('.api-facts')?.textContent ?? '').includes('登录后'),
	})));
	const headers = ['Idempotency-Key', 'If-Match'];
	assert.deepEqual(drawn.map((one) => `${one.line}: ${one.fields.filter((name) => !headers.includes(name ?? '')).sort().join()} ${one.open}`).sort(), routes.map((route) =>
		`${route.method} ${addressOf(route, new Proxy({}, { get: (_, name) => `{${String(name)}}` }))} ${route.summary}: ${route.fields.map((field) => field.name).sort().join()} ${route.door !== 'signed_in'}`).sort());
	for (const one of drawn) assert.ok(one.answers >= 5 && one.unsaid === 0, JSON.stringify(one));
}));

test('a route is found by its address, by a field\'s name or by its label, and has an address of its own', () => chrome.visit({}, async (page) => {
	await open(page, '/api/');
	const box = page.getByLabel('找接口');
	await box.fill('survey extend');
	assert.equal(await shown(page).count(), 1);
	assert.equal(await page.getByRole('status').textContent(), '找到1个接口');
	assert.deepEqual(await page.locator('section:visible h2').allTextContents(), ['测评 survey']);
	await shown(page).locator('summary').click();
	await shown(page).getByText('截止时间：时间，写成2026-09-30T18:00:00+08:00，必填，在正文里').waitFor();
	await shown(page).getByText('同一个键、同样的内容只办一次').waitFor();
	await inspect(page, 'one route of the interface');
	await shown(page).getByRole('link', { name: '这个接口的链接' }).click();
	const { hash } = new URL(page.url());
	await box.fill('公布地点');
	assert.ok(await shown(page).count() >= 2, 'by the label of a field');
	await box.fill('没有这样的接口');
	await page.getByText('没有找到“没有这样的接口”。').waitFor();
	await inspect(page, 'no route found');
	await page.goto('about:blank');
	await open(page, `/api/${hash}`);
	assert.ok(await page.locator(hash).evaluate((one) => /** @type {HTMLDetailsElement} */ (one).open), 'it is unfolded');
}));

test('all of it, folded and unfolded, at every size', () => chrome.visit({}, async (page) => {
	await open(page, '/api/');
	await inspect(page, 'the interface');
	await page.locator('details.api-route').evaluateAll((all) => all.forEach((one) => { /** @type {HTMLDetailsElement} */ (one).open = true; }));
	await inspect(page, 'the whole interface');
}));

test('where the description does not load it says so, and comes with one click; without JavaScript it names it', async () => {
	await chrome.visit({ refusals: [/^503 GET \/api\/openapi\.json$/] }, async (page) => {
		await page.route('**/api/openapi.json', (route) => route.fulfill({ status: 503, json: {} }));
		await page.goto('/api/');
		await page.getByRole('alert').getByText('没有加载出来。').waitFor();
		await isAccessible(page, 'the interface not loaded');
		await page.unroute('**/api/openapi.json');
		await page.getByRole('button', { name: '再试一次' }).click();
		await settled(page);
		assert.equal(await shown(page).count(), routes.length);
	});
	await chrome.visit({ javaScript: false, width: 412 }, async (page) => {
		await page.goto('/api/');
		await page.locator('noscript p').waitFor();
		assert.match(await page.locator('noscript p').textContent() ?? '', /^这个浏览器没有打开脚本，/);
		assert.equal(await page.locator('noscript a').getAttribute('href'), '/api/openapi.json');
		await page.getByRole('link', { name: 'openapi.json' }).first().click();
		await page.waitForURL(/openapi\.json$/);
	});
});
