// @ts-check
/**
 * The main job, by clicks alone: a new officer makes and opens a round over three branches and makes cards, citizens
 * answer on phones, the officer ends it, reads, exports and publishes the result, and anybody reads what was published.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Chrome, clicker, field, inspect, open, settled } from '../../common/browser.mjs';
import { until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { answer, day, unitsOf } from '../officer.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** @type {{login: string, password: string}} */
let who;
/** In official order. @type {string[]} */
let names;
/** @type {number[]} */
let units;
const title = `三个支部的测评${process.pid}`;
/** @type {string} the round's address in the console */
let round;
const number = () => Number(round.split('/').pop());
/** @type {string[]} addresses of cards, read off the page that prints them */
let cards;

before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
	who = await newcomer(house, { role: 'officer', unit: '市直机关工委' });
	names = ['综合窗口党支部', '登记窗口党支部', '婚姻登记处党支部'];
	units = await unitsOf(house, ...names);
});
after(async () => {
	await chrome.stop();
	await house.stop();
});


test('from the sign-in to an open round in few clicks, typing apart', async () => {
	await chrome.visit({ refusals: [/^401 GET/] }, async (page) => {
		const count = clicker(page);
		await page.goto('/');
		await field(page, '账号').fill(who.login);
		await field(page, '密码').fill(who.password);
		await count.click('登录');
		await page.waitForURL(/\/console\/$/);
		await count.click(page.locator('.side').getByRole('link', { name: '测评' }));
		await count.click('新建测评');
		await field(page, '名称').fill(title);
		await count.click('这三个月');
		await count.click(page.locator('label.choice', { hasText: '来办过事的人' }));
		for (const name of [...names].reverse()) {
			await field(page, '按名称找').fill(name);
			await count.click(page.locator('.picker-from label.choice', { hasText: name }).first());
		}
		await page.getByText('已选3个单位').waitFor();
		await field(page, '截止时间').fill(await day(house, 5));
		await field(page, '哪天前公布结果').fill(await day(house, 20));
		await field(page, '公布在哪里').fill('市政务服务中心公告栏和公开页');
		await field(page, '电话').fill('8630—1207');
		await field(page, '批准依据').fill('澄直工委办〔2026〕31号');
		await field(page, '批准人').fill('市直机关工委书记会议');
		await field(page, '批准日期').fill(await day(house, -1));
		await count.click(page.getByRole('button', { name: '保存', exact: true }));
		await page.getByText('可以开始了').waitFor();
		round = new URL(page.url()).pathname;
		await count.click(page.getByRole('button', { name: '开始测评', exact: true }));
		await page.getByText('开始后题目和单位不能再改，卡片可以再做一批。现在开始吗？').waitFor();
		await count.click(page.getByRole('dialog').getByRole('button', { name: '开始测评' }));
		await page.getByText('测评开始了。').waitFor();
		assert.ok(count.clicks <= 11, `${count.clicks} clicks`);
		assert.deepEqual(await page.locator('.units-named li a').allTextContents(), names, 'official order, whatever the order they were picked in');
		assert.equal(await page.locator('.poster-tile').count(), 3);

		await count.click('做一批卡片');
		await field(page, '谁来发').fill('市直机关工委组织科');
		await field(page, '多少张').fill('30');
		await count.click('做卡片');
		await page.locator('.slip-code').first().waitFor();
		const mark = await house.psql(`select mark from data.mark where round = ${number()} and channel = 'card'`);
		cards = (await page.locator('.slip-code').allTextContents()).map((code) => `/s/${mark}-${code.trim()}`);
		assert.equal(cards.length, 30);
		page.on('dialog', (dialog) => dialog.accept()); // codes that were not printed
		await page.getByRole('link', { name: '回到这次测评' }).click();
		await page.getByRole('row', { name: /第\d+批.*30张.*市直机关工委组织科/ }).waitFor();
	});
	await until(async () => (await house.psql(`select count(*) from box.card as c join box.batch as b on b.batch = c.batch join box.mark as m on m.mark = b.mark where m.round = ${number()}`)) === '30', 'the ballot knows the cards');
});

test('a citizen chooses the unit, answers without JavaScript, and the card is used up kindly', async () => {
	await chrome.visit({ width: 412, javaScript: false, refusals: [/^4\d\d POST \/s\//] }, async (page) => {
		await page.goto(cards[0]);
		await page.getByText('这几个单位办事怎么样？请您说一说').waitFor();
		await page.locator(`[name=unit][value="${units[0]}"] + span`).tap();
		const onward = page.getByRole('button').last();
		await onward.tap();
		await page.locator('[name=q1][value="1"] + span').tap();
		await page.getByRole('button', { name: '提交' }).tap();
		await page.getByText('收到了，谢谢您').waitFor();
		await page.goto(cards[0]);
		await page.locator(`[name=unit][value="${units[0]}"] + span`).tap();
		await onward.tap();
		await page.locator('[name=q1][value="5"] + span').tap();
		await page.getByRole('button', { name: '提交' }).tap();
		await page.getByText('这张卡的意见已经收到，不用再交').waitFor();
	});
});

test('others answer: many about the first, some about the second, few about the third', async () => {
	const rest = cards.slice(1);
	for (let at = 0; at < 13; at++) await answer(house, rest.pop() ?? '', { unit: units[0], q1: at < 9 ? 1 : 4, q3: 1, ...(at < 10 ? { q6: `窗口上的第${at}句话` } : {}) });
	for (let at = 0; at < 7; at++) await answer(house, rest.pop() ?? '', { unit: units[1], q1: at < 6 ? 2 : 5 });
	for (let at = 0; at < 2; at++) await answer(house, rest.pop() ?? '', { unit: units[2], q1: 5 });
});

test('while it is open nobody sees a result, and the page says so', async () => {
	await chrome.visit({ who, refusals: [/^409 GET \/api\/survey\/round\/\d+\/result$/] }, async (page) => {
		await open(page, round);
		await page.getByText('进行中不看结果，截止后才有。').first().waitFor();
		assert.equal(await page.getByRole('link', { name: '看结果' }).count(), 0);
		await open(page, `${round}/result`);
		await page.getByText('进行中不看结果，截止后才有。').waitFor();
		await inspect(page, 'result while open');
	});
});

test('ended early, sealed by itself, and then there is a result to look at', async () => {
	await chrome.visit({ who }, async (page) => {
		await open(page, round);
		await page.getByRole('button', { name: '提前截止', exact: true }).click();
		await page.getByText(/^比原定早5天，会在公开页说明。现在截止吗？$/).waitFor();
		await page.getByRole('dialog').getByRole('button', { name: '提前截止' }).click();
		await page.locator('.timeline li.now', { hasText: '正在封存' }).waitFor();
		await until(async () => (await house.psql(`select state from data.item where id = ${number()}`)) === 'closed', 'it is sealed');
		await page.reload();
		await page.getByRole('link', { name: '看结果' }).click();
		await settled(page);
		assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), title);

		const rows = page.locator('#masses-card tbody tr');
		assert.deepEqual((await rows.locator('th').evaluateAll((all) => all.map((one) => /** @type {HTMLElement} */ (one).innerText.split('\n')[0]))).slice(0, 3), names, 'official order, not by result');
		assert.match(await rows.nth(0).locator('.dist').getAttribute('aria-label') ?? '', /^很满意71%，满意0%，一般0%，不满意29%，很不满意0%$/);
		assert.equal(await rows.nth(0).locator('.rate').textContent(), '71%');
		await rows.nth(1).getByText('七成以上满意').waitFor();
		await rows.nth(1).getByText('不到10份，只显示范围。').waitFor();
		await rows.nth(2).getByText('不到5份，不显示，以免认出是谁。').waitFor();
		await page.locator('#masses-open').getByText('没有收到').first().waitFor();
		assert.doesNotMatch(await page.locator('main').textContent() ?? '', /合计|总分|第[一二三]名/);
		await inspect(page, 'a result of one\'s own');

		await page.getByRole('button', { name: '看文字意见' }).click();
		await page.getByText('窗口上的第3句话').waitFor();
		await inspect(page, 'what people wrote');
		const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出表格' }).click()]);
		assert.match(file.suggestedFilename(), /\.xlsx$/);
		assert.equal(readFileSync(await file.path()).subarray(0, 2).toString(), 'PK');
	});
});

test('published after one question, it stands for anybody, with the early end said, and withheld what was withheld', async () => {
	await chrome.visit({ who }, async (page) => {
		await open(page, `${round}/result`);
		await page.getByRole('button', { name: '公布结果', exact: true }).click();
		await page.getByText('公布后各单位和群众都能看到，不能收回。现在公布吗？').waitFor();
		await inspect(page, 'publishing');
		await page.getByRole('dialog').getByRole('button', { name: '公布结果' }).click();
		await page.getByText('结果公布了。').waitFor();
		await page.getByText('已公布', { exact: true }).waitFor();
	});
	await chrome.visit({ width: 412 }, async (page) => {
		await open(page, '/public/');
		await page.getByRole('link', { name: new RegExp(title) }).tap();
		await page.getByRole('heading', { level: 1, name: title }).waitFor();
		await page.getByText(/早5天/).waitFor();
		const text = await page.locator('main').textContent() ?? '';
		for (const said of ['综合受理窗口', '不动产登记窗口', '婚姻登记处', '71%', '七成以上满意', '不到5份，不显示，以免认出是谁。', '按建制顺序排列，不排名次。']) assert.ok(text.includes(said), said);
		assert.ok(!text.includes('窗口上的第3句话'), 'what people wrote is not published');
		await inspect(page, 'published');
	});
	await chrome.visit({ who: house.account('secretary') }, async (page) => {
		await open(page, `${round}/result`);
		await page.getByText('不到5份，不显示，以免认出是谁。').first().waitFor();
		assert.equal(await page.locator('[data-verb]').count(), 0);
	});
});
