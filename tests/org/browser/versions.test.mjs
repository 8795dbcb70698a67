// @ts-check
/** A new version of the standards in a browser: edited with reasons, shown against the old one, confirmed by a second officer. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect, open } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** @type {{login: string, password: string}} */
let second;
before(async () => {
	house = await start({ own: true });
	chrome = await Chrome.start(house);
	second = await newcomer(house, { role: 'officer', unit: '市直机关工委', name: '吴越' });
	await house.psql("update data.catalogue set confirmed_on = base.today(), confirmed_by = '周岚'");
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

test('from a copy to a version in force, the earlier one still to be read', async () => {
	await chrome.visit({ who: house.account('officer'), refusals: [/^422 POST \/api\/org\/standards\/2\/edit$/] }, async (page) => {
		await open(page, '/console/org/standards');
		await page.getByRole('button', { name: '新建一版' }).click();
		const copy = page.getByRole('dialog', { name: '新建一版标准' });
		await copy.getByLabel('用于哪项活动').fill('明年“双五好”创建');
		await copy.getByLabel('依据').fill('试用文件4号');
		await inspect(page, 'a new version of the standards');
		await copy.getByRole('button', { name: '新建' }).click();
		await page.waitForURL(/\?version=2&edit=1$/);
		await page.getByText('草稿，待核定').waitFor();
		await page.getByText('最后修改的是您，要请另一位经办人核定。').waitFor();

		await page.getByRole('button', { name: '修改B1.2' }).click();
		const dialog = page.getByRole('dialog', { name: '修改B1.2' });
		await dialog.getByLabel('内容').fill('班子健全，缺额及时补选');
		await dialog.getByText('党支部', { exact: true }).click();
		await dialog.getByRole('button', { name: '保存' }).click();
		await dialog.locator('[data-error="reason"]').filter({ hasText: '修改理由没有填。' }).waitFor();
		await inspect(page, 'a standard without a reason');
		await dialog.getByLabel('修改理由').fill('按新文件');
		await dialog.getByRole('button', { name: '保存' }).click();
		const changed = page.locator('#B1\\.2');
		await changed.getByText('上一版：班子健全、分工明确，配齐党务干部，按期换届，缺额及时补选；只对：所有单位').waitFor();
		await changed.getByText('只对：党支部', { exact: true }).waitFor();

		await page.getByRole('button', { name: '加一条到“领导班子好”' }).click();
		const more = page.getByRole('dialog', { name: '“领导班子好”加一条' });
		await more.getByLabel('内容').fill('窗口单位实行首问负责');
		await more.getByLabel('出处').fill('试用文件4号');
		await more.locator('[name="sectors"]').first().check({ force: true });
		await more.getByLabel('增加的理由').fill('分类指导');
		await more.getByRole('button', { name: '加上' }).click();
		await page.locator('#B1\\.6').getByText('新增').waitFor();
		await page.getByRole('button', { name: '去掉B5.2' }).click();
		const less = page.getByRole('dialog', { name: '去掉B5.2' });
		await less.getByLabel('去掉的理由').fill('并入第一条');
		await less.getByRole('button', { name: '去掉' }).click();
		await page.getByRole('heading', { name: '上一版有，这一版去掉的1条' }).waitFor();
		await inspect(page, 'a draft of the standards');
		assert.equal(await page.getByRole('button', { name: '按现行文件核定' }).count(), 0, 'who edited it last does not confirm it');
		await page.getByRole('link', { name: /^和上一版不同/ }).click();
		assert.equal(await page.locator('.standard').count(), 2);
	});
	await chrome.visit({ who: house.account('member') }, async (page) => {
		await open(page, '/console/org/standards');
		assert.equal(await page.locator('.standard').count(), 25, 'what is in force is still the first');
	});
	await chrome.visit({ who: second }, async (page) => {
		await open(page, '/console/org/standards?version=2');
		await page.getByRole('button', { name: '按现行文件核定' }).click();
		await page.getByRole('dialog', { name: '核定标准' }).getByRole('button', { name: '核定' }).click();
		await page.getByText('吴越核定').waitFor();
		assert.equal(await page.getByRole('button', { name: /^(修改|去掉|按现行文件核定)/ }).count(), 0, 'and nothing of it changes any more');
		await inspect(page, 'a second version confirmed');
	});
	await chrome.visit({ who: house.account('secretary') }, async (page) => {
		const unit = (await house.psql(`select u.id from data.unit as u where u.short_name = '${house.account('secretary').unit}'`));
		await open(page, `/console/org/standards?unit=${unit}`);
		await page.getByText(`只列${house.account('secretary').unit}要对照的标准。`).waitFor();
		assert.equal(await page.locator('#B1\\.2').count(), 1);
		await inspect(page, 'one unit\'s standards');
		await open(page, '/console/org/standards?version=1');
		assert.match(await page.locator('#B1\\.2').textContent() ?? '', /配齐党务干部/, 'the first version says what it said');
		assert.equal(await page.locator('.standard').count(), 25);
	});
});
