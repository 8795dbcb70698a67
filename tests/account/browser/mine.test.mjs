// @ts-check
/** One's own account in a browser: rights in words, a deputy, one-time passwords; and the three first administrators by hand. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, field, inspect, open, settled } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { codeOf, wrongCode } from '../totp.mjs';

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

const good = '澄湖的水很清很清很清很清';

/** The secret as the page shows it to be typed. @param {import('playwright-core').Page} page */
const secretOf = async (page) => ((await page.locator('.totp b.code').textContent()) ?? '').replace(/\s/g, '');

/** @param {import('playwright-core').Page} page @param {string} login @param {string} password */
async function enter(page, login, password) {
	await open(page, '/console/login');
	await page.locator('#login').fill(login);
	await page.locator('#password').fill(password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
}

test('a deputy is named, sees it, and is taken back', async () => {
	const giver = await newcomer(house, { role: 'reviewer', unit: '市财政局机关党委', name: '委托人' });
	const deputy = await newcomer(house, { role: 'secretary', unit: '国库支付党支部', name: '受托人' });
	await chrome.visit({ who: giver, refusals: [/^422 POST \/api\/account\/deputies$/] }, async (page) => {
		await open(page, '/console/account/mine');
		await page.getByText('看本单位和下级的组织').first().waitFor();
		await inspect(page, 'mine');
		await page.getByRole('button', { name: '委托别人代办' }).click();
		await page.getByRole('button', { name: '委托', exact: true }).click();
		await page.locator('dialog .error').getByText('委托给谁没有填。').waitFor();
		await inspect(page, 'deputy refused');
		await page.locator('#deputy-search').fill('受托');
		await page.locator('dialog .picks button').first().click();
		await field(page, '原因').fill('住院');
		await page.getByRole('button', { name: '委托', exact: true }).click();
		await page.getByText('现在由').waitFor();
		await inspect(page, 'mine with a deputy');
		await chrome.visit({ who: deputy }, async (other) => {
			await open(other, '/console/account/mine');
			await other.locator('main .tag').getByText('受委托人委托').waitFor();
			await other.getByText('办的事写“受托人（受委托人委托）”').waitFor();
		});
		await page.getByRole('button', { name: '收回' }).click();
		await page.locator('dialog').getByRole('button', { name: '收回' }).click();
		await page.getByText('现在由').waitFor({ state: 'detached' });
	});
});

test('one-time passwords: set up by the typed secret, asked for after the password, recovery codes once', async () => {
	const who = await newcomer(house);
	const refusals = [/^401 POST \/api\/account\/login$/, /^422 POST \/api\/account\/second\/confirm$/];
	await chrome.visit({ who, refusals }, async (page) => {
		await open(page, '/console/account/mine');
		await page.getByRole('button', { name: '设置动态口令' }).click();
		await page.locator('svg.qr').waitFor();
		const secret = await secretOf(page);
		await inspect(page, 'second factor');
		await field(page, '动态口令').fill(wrongCode(secret));
		await page.getByRole('button', { name: '设好' }).click();
		await page.locator('.error').getByText('动态口令不对').waitFor();
		await inspect(page, 'second factor refused');
		await field(page, '动态口令').fill(codeOf(secret, -1));
		await page.getByRole('button', { name: '设好' }).click();
		await page.getByRole('heading', { name: '恢复码，只显示这一次' }).waitFor();
		const codes = await page.locator('.recovery li').allTextContents();
		assert.equal(codes.length, 10);
		await inspect(page, 'recovery codes');
		await page.getByRole('button', { name: '收好了' }).click();
		await page.getByText('还有10个恢复码。').waitFor();
		await inspect(page, 'second factor stands');

		await page.context().clearCookies();
		await enter(page, who.login, who.password);
		await field(page, '动态口令').waitFor();
		assert.equal(await page.evaluate(() => document.activeElement?.id), 'code', 'one types at once');
		await inspect(page, 'sign-in code');
		await field(page, '动态口令').fill(wrongCode(secret));
		await page.getByRole('button', { name: '登录', exact: true }).click();
		await page.locator('.error').getByText('动态口令不对').waitFor();
		await inspect(page, 'sign-in wrong code');
		await field(page, '动态口令').fill(codeOf(secret));
		await page.getByRole('button', { name: '登录', exact: true }).click();
		await page.waitForURL(/\/console\/$/);

		await page.context().clearCookies();
		await enter(page, who.login, who.password);
		await field(page, '动态口令').fill(codes[0]);
		await page.getByRole('button', { name: '登录', exact: true }).click();
		await page.waitForURL(/\/console\/$/);
		await open(page, '/console/account/mine');
		await page.getByText('还有9个恢复码。').waitFor();
		await page.getByRole('button', { name: '停用' }).click();
		await field(page, '现在的密码').fill(who.password);
		await page.locator('dialog #code').fill(codes[1]);
		await page.locator('dialog').getByRole('button', { name: '停用' }).click();
		await page.getByRole('button', { name: '设置动态口令' }).waitFor();
	});
});

test('the three first administrators: a one-time address, a password, one-time passwords, and then their own pages', async () => {
	const empty = await start({ demo: false });
	const there = await Chrome.start(empty);
	try {
		const said = await empty.wuhao('first', '--url', empty.url);
		const addresses = [...said.matchAll(/(\/console\/first#\S{19})$/gm)].map(([, address]) => address);
		assert.equal(addresses.length, 3);
		for (const [at, [label, page_, title]] of [['系统管理员', '/console/account', '账号'], ['安全管理员', '/console/account/roles', '按职务授权'], ['审计管理员', '/console/account/audit', '操作记录']].entries()) {
			await there.visit({}, async (page) => {
				await open(page, addresses[at]);
				await field(page, '新密码').fill(good);
				await field(page, '再写一遍').fill(good);
				await page.getByRole('button', { name: '设好密码并登录' }).click();
				await page.waitForURL(/\/console\/account\/mine$/);
				await page.getByRole('heading', { name: '先设置动态口令' }).waitFor();
				await page.locator('.held b').getByText(label).waitFor();
				if (at === 0) await inspect(page, 'first administrator');
				await page.getByRole('button', { name: '设置动态口令' }).click();
				await page.locator('svg.qr').waitFor();
				await field(page, '动态口令').fill(codeOf(await secretOf(page)));
				await page.getByRole('button', { name: '设好' }).click();
				await page.getByRole('button', { name: '收好了' }).click();
				await open(page, page_);
				await settled(page);
				await page.getByRole('heading', { name: title, level: 1 }).waitFor();
				assert.equal(await page.getByRole('heading', { name: '没有这项权限' }).count(), 0, label);
			});
		}
	} finally {
		await there.stop();
		await empty.stop();
	}
});
