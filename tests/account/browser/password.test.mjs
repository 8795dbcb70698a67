// @ts-check
/** Passwords in a browser: the first one by a one-time code, a new one, and where one is signed in. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inFours, makeCode } from '../../ballot/citizen.mjs';
import { Chrome, field, inspect, open, settled } from '../../common/browser.mjs';
import { signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';

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

/** A one-time code for an account, as `wuhao first` makes them. @param {number} account */
async function firstCode(account) {
	const code = makeCode();
	await house.psql(`insert into data.first_code (account, digest, valid_until) values (${account},
		sha256('\\x0000000a'::bytea || 'wuhao card'::bytea || '\\x00000010'::bytea || '${code}'::bytea), base.now() + interval '1 day')`);
	return inFours(code);
}

test('the first log-in: the code leaves the address, a refusal leaves the code, and then one is in', async () => {
	const who = await newcomer(house);
	const code = await firstCode(who.id);
	await chrome.visit({ refusals: [/^422 POST \/api\/account\/first$/] }, async (page, context) => {
		await open(page, `/console/first#${code}`);
		assert.equal(page.url(), `${house.url}/console/first`, 'no code in the address bar');
		assert.ok(await page.locator('#code').isHidden(), 'nor is it asked for');
		await page.getByText('首次登录，请设新密码：至少12位，不要用生日、电话和常见密码。').waitFor();
		await inspect(page, 'first log-in');
		for (const [password, again, sentence] of [['', '', '新密码没有填。'], ['kurz', 'kurz', '新密码至少12位，现在4位。'],
			[good, `${good}!`, '两遍写得不一样，请再写一遍。'], ['aaaaaaaaaaaa', 'aaaaaaaaaaaa', '太常见']]) {
			await field(page, '新密码').fill(password);
			await field(page, '再写一遍').fill(again);
			await page.getByRole('button', { name: '设好密码并登录' }).click();
			await page.locator('.field .error').getByText(sentence).waitFor();
			assert.ok(await page.locator('#code').isHidden(), 'the code was not what is wrong');
		}
		await inspect(page, 'first log-in refused');
		await field(page, '新密码').fill(good);
		await field(page, '再写一遍').fill(good);
		await page.getByRole('button', { name: '设好密码并登录' }).click();
		await page.waitForURL(/\/console\/$/);
		await settled(page);

		const second = await context.newPage(); // the code is used up
		await open(second, `/console/first#${code}`);
		await field(second, '新密码').fill(good);
		await field(second, '再写一遍').fill(good);
		await second.getByRole('button', { name: '设好密码并登录' }).click();
		await second.locator('#code-error').getByText(/用过了/).waitFor();
		assert.equal(await second.locator('#code').inputValue(), code, 'now it can be seen and changed');
		await inspect(second, 'first log-in with a used code');
	});
	await signedIn(house, { login: who.login, password: good });
});

test('without a code in the address it is asked for', async () => {
	await chrome.visit({}, async (page) => {
		await open(page, '/console/first');
		await field(page, '新密码').fill(good);
		await field(page, '再写一遍').fill(good);
		await page.getByRole('button', { name: '设好密码并登录' }).click();
		await page.locator('#code-error').getByText('首次登录码没有填。').waitFor();
		await page.getByRole('link', { name: '首次登录码没有填。' }).click();
		assert.equal(await page.evaluate(() => document.activeElement?.id), 'code');
	});
});

test('a new password: refused beside its field, then taken; the other places are signed out', async () => {
	const who = await newcomer(house);
	const elsewhere = await signedIn(house, who);
	await chrome.visit({ who, refusals: [/^422 POST \/api\/account\/password$/] }, async (page) => {
		await open(page, '/console/');
		await page.locator('.who summary').click();
		await page.getByRole('link', { name: '密码和登录' }).click();
		await page.waitForURL(/\/console\/password$/);
		await settled(page);
		await page.getByText('就是这里').waitFor();
		assert.equal(await page.locator('[data-place="sessions"] li').count(), 2);
		await inspect(page, 'password');

		const press = () => page.getByRole('button', { name: '改密码' }).click();
		await press();
		assert.equal(await page.locator('#old-error').textContent(), '现在的密码没有填。');
		assert.equal(await page.locator('#new-error').textContent(), '新密码没有填。');
		await field(page, '现在的密码').fill('not the one of now');
		await field(page, '新密码').fill(good);
		await field(page, '再写一遍').fill(good);
		await press();
		await page.locator('#old-error').getByText('现在的密码不对。').waitFor();
		await inspect(page, 'password refused');
		await field(page, '现在的密码').fill(who.password);
		await field(page, '新密码').fill(good);
		await field(page, '再写一遍').fill(good);
		await press();
		await page.getByText('密码改好了。下次登录用新密码。').waitFor();
		await settled(page);
		assert.equal(await page.locator('[data-place="sessions"] li').count(), 1);
		await inspect(page, 'password changed');
		await page.getByRole('link', { name: '回到工作台' }).click();
		await page.getByRole('heading', { level: 1, name: /^今天/ }).waitFor();
	});
	assert.equal((await elsewhere.get('/api/account/me')).status, 401);
	await signedIn(house, { login: who.login, password: good });
});

test('one sees where one is signed in, and ends it there', async () => {
	const who = await newcomer(house);
	const elsewhere = await signedIn(house, who);
	await chrome.visit({ who }, async (page) => {
		await open(page, '/console/password');
		await page.locator('[data-place="sessions"]').getByRole('button', { name: '退出' }).click();
		await page.getByText('已退出那一处').waitFor();
		await settled(page);
		assert.equal(await page.locator('[data-place="sessions"] li').count(), 1);
	});
	assert.equal((await elsewhere.get('/api/account/me')).status, 401);
});
