// @ts-check
/** Accounts in a browser: the list, one account, many from the roster with printed slips, roles by post, and the audit. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Chrome, field, inspect, open, settled } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { run } from '../../common/process.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
before(async () => {
	house = await start({ own: true });
	chrome = await Chrome.start(house);
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

const good = '澄湖的水很清很清很清很清';

test('the list says who holds what where and who granted it; it is searched, and empty in words', async () => {
	await chrome.visit({ who: house.account('audit-admin') }, async (page) => {
		await open(page, '/console/account');
		await page.getByRole('link', { name: '周岚' }).waitFor();
		await page.locator('.held-list').getByText('工委经办人').waitFor();
		assert.equal(await page.getByRole('link', { name: '从名册建账号' }).count(), 0, 'the audit administrator only looks');
		await inspect(page, 'accounts');
		await field(page, '姓名、拼音或账号').fill('zhangmin');
		await page.getByRole('button', { name: '找', exact: true }).click();
		await page.waitForURL(/q=zhangmin/);
		await settled(page);
		await page.getByRole('link', { name: '张敏' }).waitFor();
		await open(page, '/console/account?q=nobodyhere');
		await page.getByText('没有这样的账号。可以换一个条件再找。').waitFor();
		await inspect(page, 'accounts empty');
	});
});

test('the security administrator grants a role and ends it; what is wrong stands beside its field', async () => {
	const who = await newcomer(house, { name: '授权人甲' });
	await chrome.visit({ who: house.account('security-admin'), refusals: [/^422 POST \/api\/account\/accounts\/\d+\/roles$/] }, async (page) => {
		await open(page, `/console/account/${who.id}`);
		await page.getByRole('heading', { name: '授权人甲', level: 1 }).waitFor();
		await inspect(page, 'one account');
		await page.getByRole('button', { name: '授予身份' }).click();
		await page.getByRole('button', { name: '授予', exact: true }).click();
		await page.locator('dialog .error').getByText('单位没有填。').waitFor();
		await inspect(page, 'grant refused');
		await page.locator('dialog select[name="role"]').selectOption('reviewer');
		await page.locator('#unit-search').fill('市民政局机关党委');
		await page.locator('dialog .picks button').first().click();
		await field(page, '依据').fill('澄直工委〔2026〕9号');
		await page.getByRole('button', { name: '授予', exact: true }).click();
		await page.getByText('丁晓燕授权（澄直工委〔2026〕9号）').waitFor();
		const row = page.locator('.held').filter({ hasText: '审核人' });
		await row.getByText('起，没有期限').waitFor();
		await row.getByText('看已公布的测评结果').waitFor(); // what it allows, in words
		await house.psql(`update data.seat set valid_until = base.today() + 9 where account = ${who.id} and role = 'reviewer'`);
		await page.reload();
		await row.getByText('还有9天到期').waitFor();
		await row.getByRole('button', { name: '结束' }).click();
		await page.locator('dialog').getByRole('button', { name: '结束' }).click();
		await page.getByText('当天收回').waitFor();
		await inspect(page, 'one account with a past');
	});
});

test('roles by post: who holds it is found, and gets the role', async () => {
	await house.psql(`
		with one as (select p.id, p.unit, p.name from data.person as p join data.unit as u on u.id = p.unit where u.short_name = '市教育局机关党支部' order by p.id limit 1),
			a as (insert into data.account (login, name, person) select 'by-post', one.name, one.id from one returning id)
		update data.tenure set until = base.today() - 1 where post = 'secretary' and until is null and unit = (select unit from one)`);
	await house.psql(`insert into data.tenure (unit, post, person, since) select p.unit, 'secretary', p.id, base.today() from data.person as p join data.account as a on a.person = p.id where a.login = 'by-post'`);
	await chrome.visit({ who: house.account('security-admin') }, async (page) => {
		await open(page, '/console/account/roles');
		await inspect(page, 'roles by post');
		await page.getByRole('button', { name: '找这些人' }).click();
		await page.getByRole('heading', { name: /^\d+人，已选[1-9]\d*人$/ }).waitFor();
		await inspect(page, 'roles by post found');
		await field(page, '依据').fill('换届选举结果的批复');
		await page.getByRole('button', { name: /^授权[1-9]\d*人$/ }).click();
		await page.getByText(/^已授权[1-9]\d*人/).waitFor();
		assert.equal(await house.psql("select count(*) from data.seat as s join data.account as a on a.id = s.account where a.login = 'by-post' and s.role = 'secretary' and s.granted_by = '丁晓燕'"), '1');
	});
});

test('who stands in no roster gets an account too: the first officer of a new house', async () => {
	await chrome.visit({ who: house.account('system-admin'), refusals: [/^422 POST \/api\/account\/accounts$/] }, async (page) => {
		await open(page, '/console/account');
		await page.getByRole('button', { name: '建一个账号' }).click();
		await page.locator('#new-name').fill('首位经办人');
		await page.locator('dialog').getByRole('button', { name: '建账号', exact: true }).click();
		await page.locator('dialog .error').getByText(/账号要用小写字母开头/).waitFor();
		await inspect(page, 'one account refused');
		await page.locator('#new-login').fill('First.Officer');
		await page.locator('dialog').getByRole('button', { name: '建账号', exact: true }).click();
		await page.waitForURL(/\/console\/account\/slips\?accounts=\d+$/);
		await page.getByText('首位经办人').waitFor();
		assert.equal(await house.psql("select count(*) from data.account where login = 'first.officer' and person is null and made_by = '许文斌'"), '1');
	});
});

test('from the roster to printed slips, and in by one', async () => {
	await chrome.visit({ who: house.account('system-admin'), refusals: [/^422 POST \/api\/account\/accounts$/] }, async (page) => {
		await open(page, '/console/account/new');
		await inspect(page, 'roster');
		await page.getByRole('button', { name: '换一个' }).click();
		await page.locator('#unit-search').fill('就业服务中心党支部');
		await page.locator('.picks button').first().click();
		await field(page, '职务').selectOption('');
		await page.getByRole('button', { name: '找没有账号的' }).click();
		await page.getByRole('heading', { name: /^\d+人没有账号，已选\d+人$/ }).waitFor();
		await inspect(page, 'roster found');
		const boxes = page.locator('tbody input[type="checkbox"]');
		await page.getByRole('button', { name: '都不选' }).click();
		await page.getByRole('heading', { name: /已选0人$/ }).waitFor();
		for (const at of [0, 1, 2, 3]) await boxes.nth(at).evaluate((one) => /** @type {HTMLElement} */ (one).click());
		await page.locator('tbody input[type="text"]').nth(0).fill('1bad');
		await page.locator('tbody input[type="text"]').nth(0).blur();
		await page.getByRole('button', { name: '建4个账号' }).click();
		await page.getByRole('alert').getByText(/账号要用小写字母开头/).waitFor();
		await inspect(page, 'roster refused');
		await page.locator('tbody input[type="text"]').nth(0).fill('slip.one');
		await page.locator('tbody input[type="text"]').nth(0).blur();
		await page.getByRole('button', { name: '建4个账号' }).click();
		await page.waitForURL(/\/console\/account\/slips\?accounts=/);
		await settled(page);
		await inspect(page, 'slips');
		await page.getByRole('button', { name: '做4张登录条' }).click();
		await page.getByRole('heading', { name: '4张登录条' }).waitFor();
		await page.evaluate(() => { window.print = () => window.dispatchEvent(new Event('afterprint')); });
		await page.getByRole('button', { name: '打印' }).click();
		await page.getByText('印好了就可以离开。').waitFor();
		const file = `/var/tmp/wuhao-slips-${process.pid}.pdf`;
		await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
		const about = await run('pdfinfo', [file], { seconds: 20 });
		const text = await run('pdftotext', ['-layout', file, '-'], { seconds: 20 });
		rmSync(file);
		assert.match(about.out, /Pages:\s+2\n/);
		assert.match(about.out, /A4/);
		assert.equal((text.out.match(/亲启/g) ?? []).length, 4, text.out);
		assert.equal((text.out.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g) ?? []).length, 4, 'a code each');
		assert.match(text.out, /严禁录入、上传国家秘密/);
		assert.match(text.out, /\/console\/first/);
		const slip = page.locator('.first-slip').filter({ hasText: 'slip.one' });
		const code = (await slip.locator('.slip-code').textContent()) ?? '';
		const [whole, inside] = await Promise.all([slip.boundingBox(), slip.locator('.slip-inside').boundingBox()]);
		assert.ok(whole && inside && Math.abs(inside.y - whole.y - whole.height / 2) < 2, 'folded in the middle, the code is covered');
		await house.psql("insert into data.seat (account, role, unit, granted_by) select a.id, 'member', p.unit, '测试' from data.account as a join data.person as p on p.id = a.person where a.login = 'slip.one'");
		await chrome.visit({}, async (fresh) => {
			await open(fresh, '/console/first');
			await field(fresh, '首次登录码').fill(code);
			await field(fresh, '新密码').fill(good);
			await field(fresh, '再写一遍').fill(good);
			await fresh.getByRole('button', { name: '设好密码并登录' }).click();
			await fresh.waitForURL(/\/console\/$/);
		});
		await open(page, '/console/account?q=slip.one');
		await page.getByText('还没有', { exact: true }).waitFor({ state: 'detached' });
	});
});

test('who is no administrator of the kind is told so, and reaches nothing', async () => {
	await chrome.visit({ who: house.account('officer'), refusals: [/^403 GET \/api\/account\//] }, async (page) => {
		for (const address of ['/console/account', '/console/account/1', '/console/account/audit']) {
			await open(page, address);
			await page.getByRole('heading', { name: '没有这项权限' }).waitFor();
		}
		await inspect(page, 'audit refused');
	});
	await chrome.visit({ who: house.account('audit-admin') }, async (page) => {
		await open(page, '/console/account/new');
		await page.getByText('建账号由系统管理员办理。').waitFor();
		await open(page, '/console/account/roles');
		await page.getByText('授权由安全管理员办理。').waitFor();
		await inspect(page, 'roles refused');
	});
});

test('the audit is filtered and verified', async () => {
	await house.psql('select keeper.chain()');
	await chrome.visit({ who: house.account('audit-admin') }, async (page) => {
		await open(page, '/console/account/audit');
		await inspect(page, 'audit');
		await page.getByRole('button', { name: '核对' }).click();
		await page.getByText(/^核对过了：从第1条到第\d+条/).waitFor();
		await inspect(page, 'audit verified');
		await field(page, '做了什么').selectOption('sensitive');
		await page.getByRole('button', { name: '找', exact: true }).click();
		await page.waitForURL(/action=sensitive/);
		await settled(page);
		await page.getByText('查看敏感信息').first().waitFor();
		await field(page, '谁').fill('没有这个人');
		await page.getByRole('button', { name: '找', exact: true }).click();
		await page.getByText('没有这样的记录。可以换一个条件再找。').waitFor();
		await inspect(page, 'audit empty');
		const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出CSV' }).click()]);
		assert.match(file.suggestedFilename(), /^操作记录\d{4}-\d\d-\d\d\.csv$/);
	});
});
