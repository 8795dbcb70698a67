// @ts-check
/** The rules in a browser: read by all, changed by an officer at the top for today or later, taken back before the day. */
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

test('a member reads every rule with its value and basis, and finds no button', async () => {
	await chrome.visit({ who: house.account('member') }, async (page) => {
		await open(page, '/console/org/rules');
		const count = Number(await house.psql('select count(*) from data.rule_kind'));
		assert.equal(await page.locator('.rule').count(), count);
		assert.deepEqual(await page.locator('.part h2').allTextContents(), (await house.psql('select heading from data.rule_kind group by heading order by min(official_order)')).split('\n'));
		assert.equal(await page.locator('.rule .now').filter({ hasText: /^没有定$/ }).count(), 0);
		assert.equal(await page.locator('.rule').getByRole('button').count(), 0);
		assert.equal(await page.locator('#identity_numbers .now').textContent(), '不登记', 'a choice is shown in words');
		await inspect(page, 'rules');
	});
});

test('an officer changes one for a later day, after what does not fit was refused, and takes it back', async () => {
	await chrome.visit({ who: house.account('officer'), refusals: [/^422 POST \/api\/org\/rules\/(set|\d+\/withdraw)$/] }, async (page) => {
		await open(page, '/console/org/rules');
		const rule = page.locator('#term_reminder_months');
		const today = await page.evaluate(() => fetch('/api/org/rules').then((answer) => answer.json()).then((answer) => answer.today));
		const later = `${Number(today.slice(0, 4)) + 1}-01-05`;
		await rule.getByRole('button', { name: '修改“届满前几个月提醒”' }).click();
		const dialog = page.getByRole('dialog', { name: '修改“届满前几个月提醒”' });
		await dialog.getByText('现在是6个月。可以写1到12之间的整数。以前办的事不受影响。').waitFor();
		await dialog.getByLabel('新的值').fill('13');
		await dialog.getByLabel('从哪天起').fill('2001-01-01');
		await dialog.getByLabel('依据的规定').fill('试用文件1号');
		await dialog.getByRole('button', { name: '保存' }).click();
		await dialog.getByRole('heading', { name: '有2处要改' }).waitFor();
		await dialog.locator('[data-error="value"]').filter({ hasText: '“届满前几个月提醒”要写成1到12之间的整数。' }).waitFor();
		await dialog.locator('[data-error="day"]').filter({ hasText: '早于今天' }).waitFor();
		await inspect(page, 'rule that does not fit');
		await dialog.getByLabel('新的值').fill('5');
		await dialog.getByLabel('从哪天起').fill(later);
		await dialog.getByRole('button', { name: '保存' }).click();
		const coming = rule.locator('.coming');
		await coming.getByText('1月5日起改为5个月').waitFor();
		assert.equal(await rule.locator('.now').textContent(), '6个月', 'until then it is what it was');
		await inspect(page, 'rule to come');

		await coming.getByRole('button', { name: '撤回' }).click();
		const sure = page.getByRole('dialog', { name: '撤回这处改动' });
		await sure.getByRole('button', { name: '撤回' }).click();
		await sure.locator('[data-error="reason"]').filter({ hasText: '撤回的理由没有填。' }).waitFor();
		await sure.getByLabel('撤回的理由').fill('写错了');
		await sure.getByRole('button', { name: '撤回' }).click();
		await coming.waitFor({ state: 'detached' });
		await rule.getByText(/^改过的记录\d+条$/).click();
		await rule.getByText(/撤回：写错了$/).first().waitFor();
		await inspect(page, 'rule that was taken back');
	});
});

test('identity numbers are switched on only with who decided', async () => {
	await chrome.visit({ who: house.account('officer'), refusals: [/^422 POST \/api\/org\/rules\/set$/] }, async (page) => {
		await open(page, '/console/org/rules');
		await page.getByRole('button', { name: '修改“登记身份证号”' }).click();
		const dialog = page.getByRole('dialog', { name: '修改“登记身份证号”' });
		await dialog.getByText('登记', { exact: true }).click();
		await dialog.getByLabel('依据的规定').fill('试用文件2号');
		await dialog.getByRole('button', { name: '保存' }).click();
		await dialog.locator('[data-error="decided"]').filter({ hasText: '登记身份证号，要写明谁决定的。' }).waitFor();
		await inspect(page, 'identity numbers without who decided');
		await dialog.getByRole('button', { name: '先不办' }).click();
	});
	assert.equal(await house.psql("select base.rule('identity_numbers')"), '0');
});

test('two officers at one rule: the second is told, and what they wrote stays', async () => {
	await chrome.visit({ who: house.account('officer'), refusals: [/^412 POST \/api\/org\/rules\/set$/] }, async (page) => {
		await open(page, '/console/org/rules');
		await page.getByRole('button', { name: '修改“预备期”' }).click();
		const dialog = page.getByRole('dialog', { name: '修改“预备期”' });
		await dialog.getByLabel('新的值').fill('13');
		await dialog.getByLabel('依据的规定').fill('试用文件3号');
		await house.psql("insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('probation_months', 12, '个月', base.today(), '别的文件', '吴越')");
		await dialog.getByRole('button', { name: '保存' }).click();
		await dialog.getByText(/^吴越在.+改了“预备期”。您写的还在，请对照后再保存。$/).waitFor();
		assert.equal(await dialog.getByLabel('依据的规定').inputValue(), '试用文件3号');
	});
});
