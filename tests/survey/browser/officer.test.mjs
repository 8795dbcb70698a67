// @ts-check
/** A round from its first word to the copy of it, as its officer clicks through the pages. Each fact stands on those before it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, field, inspect, open, settled, tabTo } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';
import { day, shown } from '../officer.mjs';
import { pagesOf } from '../paper.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** The address of the round that this file makes. @type {string} */
let round;
/** The demonstration's rounds. @type {{id: string, title: string}} */
let running;
/** @type {{id: string, title: string}} */
let published;

before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
	running = await shown(house, 'open');
	published = await shown(house, 'published');
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

/** @param {(page: Page) => Promise<void>} use @param {RegExp[]} [refusals] */
const asOfficer = (use, refusals = []) => chrome.visit({ who: house.account('officer'), refusals }, use);
/** @param {Page} page @param {string} name */
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
/** @param {Page} page @param {string} name in the open dialog */
const confirm = (page, name) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
/** @param {Page} page @param {string} name */
const tick = (page, name) => page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).first().check({ force: true });

test('the list says how many rounds are running, and leads to a new one', () => asOfficer(async (page) => {
	await open(page, '/console/survey');
	await page.getByRole('heading', { level: 1, name: /^\d+轮测评正在进行$/ }).waitFor();
	await page.getByRole('link', { name: running.title }).first().waitFor();
	await inspect(page, 'rounds');
	await page.getByRole('link', { name: '新建测评' }).click();
	await page.getByRole('heading', { level: 1, name: '新建测评' }).waitFor();
}));

test('an empty list says what would fill it', () => asOfficer(async (page) => {
	await page.route('**/api/survey/rounds', (route) => route.fulfill({ json: { rows: [], next: null, may_create: true } }));
	await open(page, '/console/survey');
	await page.getByText('还没有测评。选样板、选单位、定截止时间，就可以开始。').waitFor();
	await inspect(page, 'no rounds');
}));

test('a list that does not load says so, and comes back', () => asOfficer(async (page) => {
	await page.route('**/api/survey/rounds', (route) => route.fulfill({ status: 503, json: {} }));
	await open(page, '/console/survey');
	await page.getByText('没有加载出来，您写的还在。').waitFor();
	await inspect(page, 'rounds not loaded');
	await page.unroute('**/api/survey/rounds');
	await press(page, '再试一次');
	await page.getByRole('link', { name: running.title }).first().waitFor();
}, [/^503 GET/]));

test('what is missing or wrong is said beside its field and at the top; what was written stays', () => asOfficer(async (page) => {
	await open(page, '/console/survey/new');
	await press(page, '保存，接着写');
	await page.getByRole('alert').getByText('名称没有填。').waitFor();
	assert.equal(await field(page, '名称').getAttribute('aria-invalid'), 'true');
	await page.getByRole('alert').getByRole('link', { name: '名称没有填。' }).click();
	assert.equal(await field(page, '名称').evaluate((one) => one === document.activeElement), true);

	await field(page, '名称').fill(`页面试办${process.pid}`);
	await tick(page, '群众');
	await field(page, '按名称找').fill('婚姻登记');
	await tick(page, '婚姻登记处党支部');
	await page.getByText('已选1个单位').waitFor();
	await press(page, '改第3题');
	await field(page, '选项').fill('只有一个');
	await inspect(page, 'question opened');
	await press(page, '保存，接着写');
	await page.getByRole('alert').getByRole('link', { name: '第3题的选项要有2到10个，现在是1个。' }).click();
	assert.equal(await field(page, '选项').evaluate((one) => one === document.activeElement), true);
	await inspect(page, 'wrong question');

	await page.reload();
	await settled(page);
	await page.getByText('上次没有保存的修改已经放回来了。').waitFor();
	assert.equal(await field(page, '名称').inputValue(), `页面试办${process.pid}`);
	await press(page, '改第3题');
	await field(page, '选项').fill('办成了\n没办成\n不了解');
	await press(page, '改好了');
	await press(page, '保存，接着写');
	await page.getByText('都已保存。').waitFor();
	round = new URL(page.url()).pathname.replace(/\/edit$/, '');
	assert.match(round, /^\/console\/survey\/\d+$/);
}, [/^422 POST/]));

test('by the keyboard alone a draft is made and thrown away', () => asOfficer(async (page) => {
	await open(page, '/console/survey/new');
	await tabTo(page, field(page, '名称'));
	await page.keyboard.type(`键盘试办${process.pid}`);
	await tabTo(page, page.getByRole('checkbox', { name: /^基层单位/ }));
	await page.keyboard.press('Space');
	await tabTo(page, page.getByRole('button', { name: '保存', exact: true }), 200);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { level: 1, name: `键盘试办${process.pid}` }).waitFor();
	await tabTo(page, page.getByRole('button', { name: '作废' }));
	await page.keyboard.press('Enter');
	await page.keyboard.type('试过了');
	await tabTo(page, page.getByRole('dialog').getByRole('button', { name: '作废' }));
	await page.keyboard.press('Enter');
	await page.getByText('这次测评已作废。原因：试过了').waitFor();
}));

test('questions are added, moved, taken away and put back by buttons', () => asOfficer(async (page) => {
	await open(page, `${round}/edit`);
	const texts = () => page.locator('.question-said b').allTextContents();
	const before_ = await texts();
	assert.equal(await page.getByRole('button', { name: /^第1题往/ }).count(), 0, 'the first stays where it is');

	await press(page, '第4题往上移');
	assert.deepEqual((await texts()).slice(2, 4), [before_[3], before_[2]]);
	await press(page, '第3题往下移');
	await press(page, '改第4题');
	await press(page, '删去这一题');
	assert.equal((await texts()).length, before_.length - 1);
	await press(page, '放回来');
	assert.deepEqual(await texts(), before_);

	await page.getByRole('group', { name: '加一题' }).getByRole('button', { name: '文字' }).click();
	await field(page, '题目').fill('还有什么好办法？');
	await press(page, '改好了');
	await page.getByRole('button', { name: '看填的样子' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByText('婚姻登记处').first().waitFor();
	await dialog.getByText('谁抽了哪张卡，没有记录。').waitFor();
	await dialog.getByRole('button', { name: '公开二维码' }).click();
	await dialog.getByText('不用登记，谁都可以填。').waitFor();
	await inspect(page, 'preview');
	await dialog.getByRole('button', { name: '关上' }).click();
	await page.keyboard.press('Control+s');
	await page.getByText('都已保存。').waitFor();
}));

test('what somebody else saved meanwhile is brought in, or set beside what was written', () => asOfficer(async (page) => {
	await open(page, `${round}/edit`);
	await page.evaluate(async (id) => {
		const seen = await (await fetch(`/api/survey/round/${id}`)).json();
		await fetch(`/api/survey/round/${id}/edit`, {
			method: 'POST', headers: { 'Content-Type': 'application/json', 'If-Match': `"${seen.version}"` },
			body: JSON.stringify({ title: '别人起的名称', hotline: '0999-7654321' }),
		});
	}, round.split('/').pop());
	await field(page, '名称').fill('我起的名称');
	await press(page, '保存，接着写');
	await page.getByRole('alert').getByText('别人改的电话已经并进来。').waitFor();
	await page.getByRole('row', { name: /名称.*别人起的名称.*我起的名称/ }).waitFor();
	await inspect(page, 'changed meanwhile');
	assert.equal(await field(page, '电话').inputValue(), '0999-7654321');
	await press(page, '保存，接着写');
	await page.getByText('都已保存。').waitFor();
	assert.equal(await field(page, '名称').inputValue(), '我起的名称');
}, [/^412 POST/]));

test('a draft says what it lacks and leads there; whole, it is opened after one question', () => asOfficer(async (page) => {
	await open(page, round);
	await page.getByRole('heading', { name: /^开始前还缺\d+项$/ }).waitFor();
	await inspect(page, 'draft');
	await page.getByRole('listitem').filter({ hasText: '批准依据没有填。' }).getByRole('link', { name: '去补' }).click();
	await page.getByRole('heading', { level: 1, name: '修改测评' }).waitFor();
	await page.waitForFunction(() => document.activeElement?.id === 'basis');

	await field(page, '批准依据').fill('澄直工委办〔2026〕30号');
	await field(page, '批准人').fill('书记会议');
	await field(page, '批准日期').fill(await day(house, -1));
	await press(page, '这三个月');
	await field(page, '截止时间').fill(await day(house, 5));
	await field(page, '哪天前公布结果').fill(await day(house, 15));
	await field(page, '公布在哪里').fill('市政务服务中心公告栏');
	await inspect(page, 'editor');
	await press(page, '保存');
	await page.getByText('可以开始了').waitFor();
	await press(page, '开始测评');
	await page.getByText('开始后题目和单位不能再改，卡片可以再做一批。现在开始吗？').waitFor();
	await inspect(page, 'sure');
	await confirm(page, '开始测评');
	await page.getByText('测评开始了。').waitFor();
	await page.locator('.poster-code .qr').first().waitFor();
	await inspect(page, 'open round');
}));

test('cards are made and printed once: ten to a page after the sheet for who hands out, codes nowhere else', () => asOfficer(async (page) => {
	await open(page, `${round}/cards`);
	await field(page, '谁来发').fill('婚姻登记处');
	await press(page, '做卡片');
	await page.getByRole('alert').getByText('被评单位（婚姻登记处）不发卡。').waitFor();
	await inspect(page, 'cards refused');
	await field(page, '谁来发').fill('市直机关工委组织科');
	await field(page, '多少张').fill('25');
	await press(page, '做卡片');
	await page.getByRole('heading', { level: 1, name: /^第\d+批，25张$/ }).waitFor();
	await page.getByText('号码没有存，离开或刷新这一页就再也看不到。').waitFor();
	await inspect(page, 'cards');

	const codes = (await page.locator('.slip-code').allTextContents()).map((text) => text.trim());
	assert.equal(new Set(codes).size, 25);
	for (const code of codes) assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
	const kept = await page.evaluate(() => JSON.stringify([location.href, { ...sessionStorage }, { ...localStorage }, history.state, document.cookie]));
	for (const code of codes) assert.ok(!kept.includes(code) && !kept.includes(code.replace(/-/g, '')), 'no code is kept');

	const paper = await pagesOf(page);
	assert.deepEqual(paper.sizes, Array.from({ length: 4 }, () => 'A4'));
	assert.match(paper.texts[0], /发卡人：市直机关工委组织科/);
	assert.match(paper.texts[0], /剩下的卡封好交回，写明张数/);
	assert.deepEqual(paper.texts.slice(1).map((text) => (text.match(/意见卡/g) ?? []).length), [10, 10, 5]);
	const slip = await page.locator('.slip').first().boundingBox();
	const code = await page.locator('.slip .qr').first().boundingBox();
	assert.ok(slip && code && Math.abs(slip.width / slip.height - 105 / 59.4) < 0.01, 'two by five fill an A4 page');
	assert.ok(code.width * 25.4 / 96 >= 22 * 41 / 33, 'the code without its quiet zone is 22 mm or more');
}, [/^422 POST/]));

test('a poster is one A4 page: the name that citizens know, the code, until when, who asks', () => asOfficer(async (page) => {
	await open(page, round);
	await page.getByRole('link', { name: '打印婚姻登记处的海报' }).click();
	await page.getByRole('heading', { level: 1, name: '海报：婚姻登记处' }).waitFor();
	await inspect(page, 'poster');
	const paper = await pagesOf(page);
	assert.deepEqual(paper.sizes, ['A4']);
	for (const said of [/婚姻登记处/, /办事怎么样？/, /请您说一说/, /手机扫码，\d+分钟，不用登记/, /前/, /主办：市直机关工委/, /电话：0999-7654321/, /这里不收钱，不要身份证号和验证码，不用下载。/]) {
		assert.match(paper.texts[0].replace(/\s/g, ''), said);
	}
	const code = await page.locator('.poster-qr .qr').boundingBox();
	assert.ok(code && code.width * 25.4 / 96 >= 60);
}));

test('a later hour, a lost print, an early end, the same again: each asks first and says what it needs', () => asOfficer(async (page) => {
	await open(page, round);
	await press(page, '延长截止时间');
	await field(page, '新的截止时间').fill(await day(house, 4));
	await confirm(page, '延长截止时间');
	await page.getByRole('dialog').getByRole('alert').getByText('新的截止时间要晚于原来的截止时间。').waitFor();
	await inspect(page, 'extension refused');
	await field(page, '新的截止时间').fill(await day(house, 6));
	await field(page, '为什么延长').fill('办事的人多');
	await confirm(page, '延长截止时间');
	await page.getByText('截止时间改好了。').waitFor();

	await page.getByRole('button', { name: /^作废第\d+批$/ }).click();
	await confirm(page, '作废这一批');
	await page.getByRole('dialog').getByRole('alert').waitFor();
	await field(page, '原因').fill('打印时卡纸');
	await confirm(page, '作废这一批');
	await page.getByRole('row', { name: /25张.*已作废.*打印时卡纸/ }).waitFor();

	await press(page, '提前截止');
	await page.getByText('比原定早6天，会在公开页说明。现在截止吗？').waitFor();
	await confirm(page, '提前截止');
	await page.getByText('已经截止，正在封存最后的答卷。').waitFor();
	await inspect(page, 'sealing');

	await press(page, '再办一次');
	await confirm(page, '再办一次');
	await page.getByRole('heading', { level: 1, name: '修改测评' }).waitFor();
	await settled(page);
	assert.equal(await field(page, '名称').inputValue(), '我起的名称');
	assert.equal(await field(page, '批准依据').inputValue(), '', 'each round needs its own approval');
	assert.equal(await field(page, '截止时间').inputValue(), '');
}, [/^422 POST/]));

test('who only reads sees what is published, without buttons and without what people wrote', () => chrome.visit({ who: house.account('secretary') }, async (page) => {
	await open(page, '/console/survey');
	assert.equal(await page.getByRole('link', { name: '新建测评' }).count(), 0);
	await page.getByRole('link', { name: published.title }).click();
	await page.getByRole('link', { name: '看结果' }).waitFor();
	assert.equal(await page.locator('[data-verb]').count(), 0);
	await inspect(page, 'published round');
	await page.getByRole('link', { name: '看结果' }).click();
	await page.getByText('按建制顺序排列，不排名次。').first().waitFor();
	assert.equal(await page.getByRole('heading', { name: '文字意见' }).count(), 0);
}));
