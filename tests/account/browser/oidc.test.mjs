// @ts-check
/**
 * Signing in by a provider that is another site, in a browser that holds our cookies back from other sites (SameSite=Strict): the
 * way there and back ends at the page one wanted, with scripts or without.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect, open } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { client, startProvider, writeSecret } from '../provider.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** @type {{issuer: string, stop: () => void}} */
let provider;
before(async () => {
	house = await start({ own: true });
	chrome = await Chrome.start(house);
	provider = await startProvider(house, 'localhost');
	await writeSecret(house);
});
after(async () => {
	provider.stop();
	await chrome.stop();
	await house.stop();
});

/** Through the provider's own pages. @param {import('playwright-core').Page} page @param {string} name */
async function atProvider(page, name) {
	await page.waitForURL(`${provider.issuer}/interaction/**`);
	await page.locator('[name="login"]').fill(name);
	await page.locator('[name="password"]').fill('any');
	await page.locator('[type="submit"]').click();
	await page.getByRole('button', { name: 'Continue' }).click();
}

test('the button is there where a provider is set, and leads to it and back', async () => {
	await chrome.visit({}, async (page) => {
		await open(page, '/console/login');
		assert.equal(await page.getByRole('link', { name: /^用.+登录$/ }).count(), 0);
	});
	for (const [name, value] of [['oidc_issuer', provider.issuer], ['oidc_client', client], ['oidc_name', '市统一身份认证']]) await house.wuhao('setting', name, value);
	const person = await newcomer(house, { unit: '婚姻登记处党支部', name: '沈悦' });
	await house.psql(`update data.account set sign_in = 'oidc', subject = 'shenyue' where id = ${person.id}`);
	await chrome.visit({ elsewhere: provider.issuer, refusals: [/^401 GET \/api\//] }, async (page) => {
		await page.goto('/console/org/rules');
		await page.waitForURL(/\/console\/login\?back=/);
		const link = page.getByRole('link', { name: '用市统一身份认证登录' });
		await link.waitFor();
		await inspect(page, 'sign-in page with a provider');
		await link.click();
		await atProvider(page, 'shenyue');
		await page.waitForURL(`${house.url}/console/org/rules`);
		await page.getByRole('heading', { level: 1, name: '规则' }).waitFor();
		await page.locator('.who', { hasText: '沈悦' }).waitFor();
	});
});

test('whom nobody matched reads whom to ask, and goes back to the sign-in page', async () => {
	await chrome.visit({ elsewhere: provider.issuer, refusals: [/^403 GET \/api\/account\/oidc\/enter$/] }, async (page) => {
		await page.goto('/api/account/oidc/start');
		await atProvider(page, 'nobody');
		await page.getByRole('heading', { name: '没有登录上' }).waitFor();
		await page.getByText('统一登录通过了，但是这里没有对应的账号。请联系').waitFor();
		await inspect(page, 'not matched');
		await page.getByRole('link', { name: '回到登录页' }).click();
		await page.waitForURL(/\/console\/login$/);
	});
});
