// @ts-check
/** The tree of units and a unit's page in a browser: by mouse, by keyboard, by address; a roster that is opened leaves its trace. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect, open, settled, tabTo } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** @type {Record<string, number>} units by short name */
const units = {};
before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
	for (const line of (await house.psql('select short_name, id from data.unit')).split('\n')) units[line.split('|')[0]] = Number(line.split('|')[1]);
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

const branch = '登记窗口党支部';
/** @param {Page} page @param {string} name */
const row = (page, name) => page.getByRole('treeitem', { name, exact: true }).or(page.locator('[role="treeitem"]', { has: page.locator(`a:text-is("${name}")`) })).first();
/** @param {Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.querySelector('a')?.textContent ?? document.activeElement?.tagName);

test('the tree opens at the top of one\'s scope, in official order, and shows one unit beside it', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, '/console/org');
		assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
		const names = await page.locator('.tree-row a').allTextContents();
		const order = await house.psql(`select string_agg(u.short_name, ',' order by u.official_order, u.id) from data.unit as u join data.placement as p on p.unit = u.id and p.valid_until is null
			where p.superior = ${units['市直机关工委']} and u.closed_on is null`);
		assert.deepEqual(names, ['市直机关工委', ...order.split(',')]);
		await page.locator('article.unit').getByRole('heading', { name: '市直机关工委' }).waitFor();
		await inspect(page, 'tree');
	});
	await chrome.visit({ who: house.account('secretary') }, async (page) => {
		await open(page, '/console/org');
		assert.equal(await page.locator('.tree-row a').first().textContent(), house.account('secretary').unit);
	});
});

test('by keyboard: one stop for Tab, arrows walk, open and close, Enter shows the unit, back comes back', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, '/console/org');
		await tabTo(page, row(page, '市直机关工委'));
		assert.equal(await page.locator('[role="treeitem"][tabindex="0"]').count(), 1);
		for (let at = 0; at < 20 && await focused(page) !== '市自然资源和规划局机关党委'; at++) await page.keyboard.press('ArrowDown');
		assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded')), 'false');
		await page.keyboard.press('ArrowRight');
		await page.locator('[role="treeitem"][aria-level="3"]').first().waitFor();
		assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded')), 'true');
		await page.keyboard.press('ArrowRight');
		const child = await focused(page);
		assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-level')), '3');
		assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-posinset')), '1');
		await inspect(page, 'tree opened');
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/console\/org\/unit\/\d+$/);
		await page.locator('article.unit h1').waitFor();
		assert.equal(await page.locator('article.unit h1').textContent(), child);
		assert.equal(await focused(page), child, 'the focus stays in the tree');
		assert.equal(await row(page, String(child)).getAttribute('aria-selected'), 'true');
		await page.keyboard.press('ArrowLeft');
		assert.equal(await focused(page), '市自然资源和规划局机关党委');
		await page.keyboard.press('ArrowLeft');
		assert.equal(await page.locator('[role="treeitem"][aria-level="3"]').count(), 0);
		await page.keyboard.press('Home');
		assert.equal(await focused(page), '市直机关工委');
		await page.keyboard.press('End');
		assert.equal(await focused(page), await page.locator('.tree-row a').last().textContent());
		await page.goBack();
		await page.waitForURL(/\/console\/org$/);
		await page.locator('article.unit').getByRole('heading', { name: '市直机关工委' }).waitFor();
	});
});

test('a unit has an address of its own, which opens the tree down to it', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, `/console/org/unit/${units[branch]}`);
		assert.equal(await page.locator('article h1').textContent(), branch);
		assert.equal(await page.title(), `${branch} · 双五好`);
		await row(page, branch).waitFor();
		assert.equal(await row(page, branch).getAttribute('aria-selected'), 'true');
		for (const [name, value] of [['全称', /^中共澄湖市/], ['对外名称', /^不动产登记窗口$/], ['建制序号', /^\d+$/], ['党员', /^正式党员\d+名/]])
			assert.match(await page.locator('dl.facts dt', { hasText: /** @type {string} */ (name) }).locator('+ dd').first().textContent() ?? '', /** @type {RegExp} */ (value));
		assert.deepEqual((await page.locator('article .path a').allTextContents()).slice(0, 2), ['组织', '市直机关工委']);
		await inspect(page, 'unit');
		await page.locator('article .path a').last().click();
		await page.waitForFunction((name) => document.querySelector('article h1')?.textContent !== name, branch);
		await page.reload();
		await settled(page);
		assert.notEqual(await page.locator('article h1').textContent(), branch);
	});
});

test('on a phone the tree and the unit are two pages', async () => {
	await chrome.visit({ who: house.account('officer'), width: 412 }, async (page) => {
		await open(page, '/console/org');
		assert.ok(await page.locator('.tree-card').isVisible());
		await page.locator('.tree-row a', { hasText: '市财政局机关党委' }).tap();
		await page.waitForURL(/\/unit\/\d+$/);
		await page.locator('article h1', { hasText: '市财政局机关党委' }).waitFor();
		assert.ok(await page.locator('.tree-card').isHidden());
		await page.locator('article .path').getByRole('link', { name: '组织' }).tap();
		await page.waitForURL(/\/console\/org$/);
		await page.locator('.tree-card').waitFor();
	});
});

test('a party group has no roster; a branch leads to its own, and says that opening it is written down', async () => {
	const traces = () => house.psql("select count(*) from data.audit as a where a.action = 'org.members'");
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, `/console/org/unit/${units['市财政局党组']}`);
		assert.equal(await page.getByRole('link', { name: '打开名册' }).count(), 0);
		assert.match(await page.locator('article').textContent() ?? '', /党组（党委）/);

		const earlier = Number(await traces());
		await open(page, `/console/org/unit/${units[branch]}`);
		await page.getByText('打开会留下记录：谁、什么时候看过。').waitFor();
		assert.equal(Number(await traces()), earlier, 'nothing was read yet');
		await page.getByRole('link', { name: '打开名册' }).click();
		await page.getByText('已记录这次查看').waitFor();
		assert.equal(Number(await traces()), earlier + 1);
	});
});

test('a unit that is not there, or not to be seen, says so', async () => {
	for (const [role, id] of /** @type {[string, number][]} */ ([['officer', 999999], ['secretary', units[branch]]])) {
		await chrome.visit({ who: house.account(role), refusals: [/^404 GET \/api\/org\/unit\/\d+$/] }, async (page) => {
			await open(page, `/console/org/unit/${id}`);
			await page.getByRole('heading', { name: '没有找到' }).waitFor();
			await page.getByText('地址不对，内容已移走，或者当前身份看不到。').waitFor();
			await inspect(page, `no such unit for ${role}`);
		});
	}
});

test('a line that breaks while the tree is opened says so; it opens the next time', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page, context) => {
		await open(page, '/console/org');
		await context.setOffline(true);
		const one = row(page, '市财政局机关党委');
		await one.locator('.turn').click();
		await page.locator('.said').getByText(/网断了/).waitFor();
		assert.equal(await one.getAttribute('aria-expanded'), 'false');
		await context.setOffline(false);
		await one.locator('.turn').click();
		await page.locator('[role="treeitem"][aria-level="3"]').first().waitFor();
	});
});

test('who clicks through units in a hurry sees the last one', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, '/console/org');
		const links = page.locator('.tree-row a');
		let first = true;
		await page.route('**/api/org/unit/*', async (route) => { // the answer asked for first comes last
			const late = first;
			first = false;
			const answer = await route.fetch();
			if (late) await page.waitForFunction(() => document.querySelector('article h1'));
			await route.fulfill({ response: answer }).catch(() => {});
		});
		await links.nth(2).click();
		await links.nth(4).click();
		const name = await links.nth(4).textContent();
		await page.locator('article h1').waitFor();
		await page.unrouteAll({ behavior: 'wait' });
		await settled(page);
		assert.equal(await page.locator('article h1').textContent(), name);
	});
});
