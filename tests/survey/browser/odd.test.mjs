// @ts-check
/** What people do that nobody planned: twice, at once, offline, back and forth, with names as long as they may be. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, field, inspect, open, settled, tabTo } from '../../common/browser.mjs';
import { signedIn, until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { day, opened, unitsOf, whole } from '../officer.mjs';
import { pagesOf } from '../paper.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** @type {{login: string, password: string, id: number}} an officer of this file's own */
let who;
/** @type {import('../../common/client.mjs').Browser} */
let officer;
/** @type {number[]} */
let units;
/** Titles of this run. @param {string} text */
const ours = (text) => `${text}${process.pid}`;

before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
	who = await newcomer(house, { role: 'officer', unit: '市直机关工委' });
	officer = await signedIn(house, who);
	units = await unitsOf(house, '综合窗口党支部', '登记窗口党支部', '婚姻登记处党支部');
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

/** A draft with all that it needs. @param {string} title @param {object} [changes] @returns {Promise<any>} */
async function draft(title, changes = {}) {
	const made = await officer.post('/api/survey/rounds', await whole(house, units, { title, ...changes }));
	assert.equal(made.status, 200, made.text);
	return made.json;
}

/** How many rounds are called so. @param {string} title */
const called = (title) => house.psql(`select count(*) from data.item where workflow = 'round' and title = '${title}'`);
/** How often something was done with a round. @param {number} id @param {string} what */
const done = async (id, what) => (await officer.get(`/api/survey/round/${id}`)).json.events.filter((/** @type {any} */ event) => event.what === what).length;
/** @param {Page} page @param {string} name */
const press = (page, name) => page.getByRole('button', { name, exact: true });

test('a draft that is saved by a double click is one draft', async () => {
	await chrome.visit({ who }, async (page) => {
		await open(page, '/console/survey/new');
		await field(page, '名称').fill(ours('按了两下的测评'));
		await press(page, '保存').dblclick();
		await page.getByRole('heading', { level: 1, name: ours('按了两下的测评') }).waitFor();
		assert.equal(await called(ours('按了两下的测评')), '1');
	});
});

test('开始测评 pressed twice, and the question answered twice, opens once', async () => {
	const { id } = await draft('连按开始的测评');
	await chrome.visit({ who }, async (page) => {
		await open(page, `/console/survey/${id}`);
		await press(page, '开始测评').dblclick();
		assert.equal(await page.getByRole('dialog').count(), 1, 'one question');
		await page.getByRole('dialog').getByRole('button', { name: '开始测评' }).dblclick();
		await page.getByText('测评开始了。').waitFor();
		await settled(page);
		assert.equal(await done(id, '开始测评'), 1);
	});
});

test('by keyboard alone a round is opened and ended early', async () => {
	const { id } = await draft('键盘开始的测评');
	await chrome.visit({ who }, async (page) => {
		await open(page, `/console/survey/${id}`);
		for (const [verb, said] of [['开始测评', /^测评开始了。/], ['提前截止', /^已经截止/]]) {
			await tabTo(page, press(page, String(verb)));
			await page.keyboard.press('Enter');
			await tabTo(page, page.getByRole('dialog').getByRole('button', { name: String(verb) }));
			await page.keyboard.press('Enter');
			await page.locator('.said').getByText(said).waitFor();
			await page.getByRole('dialog').waitFor({ state: 'detached' });
		}
	});
	assert.equal(await done(id, '提前截止'), 1);
});

test('the answer to saving is lost on the way: it is asked again and saved once', async () => {
	await chrome.visit({ who }, async (page) => {
		await open(page, '/console/survey/new');
		await field(page, '名称').fill(ours('回答丢了的测评'));
		let lost = 0;
		await page.route('**/api/survey/rounds', async (route) => {
			if (route.request().method() !== 'POST' || lost++) return route.continue();
			await route.fetch();
			return route.abort('connectionreset');
		});
		await press(page, '保存').click();
		await page.getByRole('heading', { level: 1, name: ours('回答丢了的测评') }).waitFor();
		assert.ok(lost >= 2, 'it was asked again');
		assert.equal(await called(ours('回答丢了的测评')), '1');
	});
});

test('the line is away while saving: said so, all that was typed stays, and it is saved when the line is back', async () => {
	await chrome.visit({ who }, async (page, context) => {
		await open(page, '/console/survey/new');
		await field(page, '名称').fill(ours('断网写的测评'));
		await field(page, '公布在哪里').fill('市政务服务中心公告栏');
		await context.setOffline(true);
		await press(page, '保存').click();
		await page.getByRole('heading', { name: '没有连上' }).waitFor({ timeout: 60_000 });
		await inspect(page, 'editor without a line');
		assert.equal(await field(page, '公布在哪里').inputValue(), '市政务服务中心公告栏');
		await context.setOffline(false);
		await press(page, '保存').click();
		await page.getByRole('heading', { level: 1, name: ours('断网写的测评') }).waitFor();
		assert.equal(await called(ours('断网写的测评')), '1');
	});
});

test('two tabs on one round: the slower one is told what is so now, and nothing is done twice', async () => {
	const { id } = await draft('两页都开着的测评');
	await chrome.visit({ who, refusals: [/^4(09|12) POST \/api\/survey\/round\/\d+\/(open|close)$/] }, async (page, context) => {
		const other = await context.newPage();
		for (const tab of [page, other]) await open(tab, `/console/survey/${id}`);
		await press(page, '开始测评').click();
		await page.getByRole('dialog').getByRole('button', { name: '开始测评' }).click();
		await page.getByText('测评开始了。').waitFor();
		await press(other, '开始测评').click();
		await other.getByRole('dialog').getByRole('button', { name: '开始测评' }).click();
		const told = other.getByRole('dialog').getByRole('alert');
		await told.waitFor();
		assert.match(await told.textContent() ?? '', /现在不能这样办|别人刚改过|这一件现在是“进行中”/);
		await inspect(other, 'slower than another tab');
		// behind the dialog the page is already what it is now
		await other.getByRole('dialog').getByRole('button', { name: '先不办' }).click();
		await press(other, '提前截止').waitFor();
		await press(other, '延长截止时间').waitFor();
		assert.equal(await press(other, '开始测评').count(), 0);
		await other.waitForFunction(() => document.activeElement?.id === 'main'); // for its button is gone
		assert.equal(await done(id, '开始测评'), 1);
	});
});

test('who was slower keeps what was typed, sees what was changed, and may go on with it', async () => {
	const { id, closes } = await opened(officer, await whole(house, units, { title: '慢了一步的测评' }));
	const later = await day(house, 7);
	await chrome.visit({ who, refusals: [/^412 POST \/api\/survey\/round\/\d+\/extend$/] }, async (page) => {
		await open(page, `/console/survey/${id}`);
		await press(page, '延长截止时间').click();
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('新的截止时间').fill(later);
		await dialog.getByLabel('为什么延长').fill('来办事的人多，再等等');
		const meanwhile = await officer.post(`/api/survey/round/${id}/extend`, { closes: closes.replace(/T.*/, 'T23:30:00+08:00'), note: '同事先改的' });
		assert.equal(meanwhile.status, 200, meanwhile.text);
		await dialog.getByRole('button', { name: '延长截止时间' }).click();
		await dialog.getByRole('alert').getByText('别人刚改过').waitFor();
		await page.getByText('同事先改的').waitFor(); // in the history behind it
		assert.equal(await dialog.getByLabel('新的截止时间').inputValue(), later);
		assert.equal(await dialog.getByLabel('为什么延长').inputValue(), '来办事的人多，再等等');
		await inspect(page, 'slower than a colleague');
		await dialog.getByRole('button', { name: '延长截止时间' }).click();
		await page.getByText('截止时间改好了。').waitFor();
		assert.equal(await done(id, '延长截止时间'), 2);
	});
});

test('back from an opened round to its editor leads to the round again, for it can\'t be edited', async () => {
	const { id } = await draft('返回去改的测评');
	await chrome.visit({ who }, async (page) => {
		await open(page, `/console/survey/${id}/edit`);
		await field(page, '电话').fill('12345678');
		await press(page, '保存').click();
		await page.waitForURL(new RegExp(`/console/survey/${id}$`));
		await press(page, '开始测评').click();
		await page.getByRole('dialog').getByRole('button', { name: '开始测评' }).click();
		await page.getByText('测评开始了。').waitFor();
		await page.goBack();
		await page.waitForURL(new RegExp(`/console/survey/${id}$`));
		await page.getByText('进行中', { exact: true }).waitFor();
		assert.equal(await press(page, '保存').count(), 0);
	});
});

test('a session that ends while one is asked “sure?” leads to the sign-in page and back; nothing was done', async () => {
	const { id } = await draft('问到一半退出的测评');
	const own = await newcomer(house, { role: 'officer', unit: '市直机关工委' });
	await chrome.visit({ who: own, refusals: [/^401 (GET|POST) \/api\//] }, async (page) => {
		await open(page, `/console/survey/${id}`);
		await press(page, '开始测评').click();
		await house.psql(`update data.session set idle_until = base.now() - interval '1 second' where account = ${own.id}`);
		await page.getByRole('dialog').getByRole('button', { name: '开始测评' }).click();
		await page.waitForURL(/\/console\/login\?/);
		assert.equal(await done(id, '开始测评'), 0);
		await field(page, '账号').fill(own.login);
		await field(page, '密码').fill(own.password);
		await page.getByRole('button', { name: '登录' }).click();
		await page.waitForURL(new RegExp(`/console/survey/${id}$`));
		await press(page, '开始测评').waitFor();
	});
});

test('leaving the editor with something unsaved asks; leaving it saved doesn\'t', async () => {
	const { id } = await draft('离开时问一句的测评');
	await chrome.visit({ who }, async (page) => {
		/** @type {string[]} */
		const asked = [];
		page.on('dialog', async (dialog) => {
			asked.push(dialog.type());
			await dialog.accept();
		});
		await open(page, `/console/survey/${id}/edit`);
		await page.locator('.side').getByRole('link', { name: '组织', exact: true }).click();
		await page.waitForURL(/\/console\/org$/);
		assert.deepEqual(asked, []);
		await open(page, `/console/survey/${id}/edit`);
		await field(page, '电话').fill('87654321');
		await page.locator('.side').getByRole('link', { name: '组织', exact: true }).click();
		await page.waitForURL(/\/console\/org$/);
		assert.deepEqual(asked, ['beforeunload']);
		await page.goBack();
		await settled(page);
		assert.equal(await field(page, '电话').inputValue(), '87654321', 'and it is still there');
	});
});

test('codes that were not printed ask before one leaves; after a reload they are gone for good', async () => {
	const round = await opened(officer, await whole(house, units, { title: '卡片没有印的测评' }));
	await chrome.visit({ who }, async (page) => {
		/** @type {string[]} */
		const asked = [];
		page.on('dialog', async (dialog) => {
			asked.push(dialog.type());
			await dialog.accept();
		});
		await open(page, `/console/survey/${round.id}/cards`);
		await field(page, '多少张').fill('10');
		await field(page, '谁来发').fill('市直机关工委组织科');
		await press(page, '做卡片').dblclick();
		await page.locator('.slip-code').first().waitFor();
		const code = (await page.locator('.slip-code').first().textContent() ?? '').trim();
		await page.reload();
		await settled(page);
		assert.deepEqual(asked, ['beforeunload']);
		assert.ok(!(await page.content()).includes(code));
		assert.equal(await field(page, '多少张').inputValue(), '100', 'the page begins anew');
		assert.equal(await done(round.id, '制作卡片'), 1, 'a double click made one batch');
		await open(page, `/console/survey/${round.id}`);
		assert.equal(await page.getByRole('row', { name: /^第\d+批/ }).count(), 1);
	});
});

test('titles, names and notes as long as they may be break no page and no print', async () => {
	const title = '澄湖市二〇二六年第四季度机关党支部服务群众服务基层满意度第三方测评及窗口单位作风专项测评活动补充轮次第二批试点单位'.slice(0, 60);
	const made = await draft(title, { period: '二〇二六年第四季度国庆节以后的三个月里', publish_where: '市政务服务中心一楼东侧公告栏、各窗口单位办事大厅电子显示屏和市直机关工委门户网站通知公告栏目里都能看到', basis: '文'.repeat(200), hotline: '0571-12345678-123456789012345', approved_by: '批'.repeat(60) });
	const longest = '澄湖市不动产登记中心综合受理窗口联合接待服务处党支部委员会第一党小组';
	await chrome.visit({ who }, async (page) => {
		await page.route(/\/api\/survey\/(round|mark)\/[^/]+(\/qr)?$/, async (route) => {
			const text = await (await route.fetch()).text();
			await route.fulfill({ contentType: 'application/json', body: text.replace(/婚姻登记处党支部/g, longest).replace(/"婚姻登记处/g, `"${longest}`) });
		});
		await open(page, `/console/survey/${made.id}`);
		await inspect(page, 'draft with long names');
		await open(page, `/console/survey/${made.id}/edit`);
		await inspect(page, 'editor with long names');
		assert.equal((await officer.post(`/api/survey/round/${made.id}/open`)).status, 200);
		await open(page, `/console/survey/${made.id}`);
		await page.locator('.poster-code .qr').first().waitFor();
		await inspect(page, 'round with long names');
		await open(page, '/console/survey');
		await inspect(page, 'list with long names');
		const mark = (await officer.get(`/api/survey/round/${made.id}`)).json.marks.find((/** @type {any} */ one) => one.channel === 'open' && one.unit === units[2]);
		await open(page, `/console/survey/${made.id}/poster/${mark.mark}`);
		await page.locator('.poster-qr .qr').waitFor();
		await inspect(page, 'poster with long names');
		const sheet = await page.locator('.poster').first().evaluate((one) => one.scrollHeight <= one.clientHeight + 1 && one.scrollWidth <= one.clientWidth + 1);
		assert.ok(sheet, 'the poster stays on its page');
	});
});

test('what is typed is text everywhere, never markup', async () => {
	const title = `<b>粗</b>&amp;"引'${process.pid}`;
	const { id, marks } = await opened(officer, await whole(house, units, { title, publish_where: '<script>alert(1)</script>', hotline: '"><i>1</i>' }));
	const poster = marks.find((/** @type {any} */ mark) => mark.channel === 'open');
	await chrome.visit({ who }, async (page) => {
		for (const path of ['/console/', '/console/survey', `/console/survey/${id}`, `/console/survey/${id}/cards`, `/console/survey/${id}/poster/${poster.mark}`]) {
			await open(page, path);
			assert.ok((await page.locator('body').textContent())?.includes(title), path);
		}
		await until(async () => (await fetch(house.url + poster.address)).status === 200, 'the keeper has the form written');
		await page.goto(poster.address);
		const form = await page.locator('main').textContent() ?? '';
		assert.ok(form.includes('<script>alert(1)</script>'), 'the form says where, letter by letter');
		assert.equal(await page.locator('main script').count(), 0);
	});
});

test('days that can\'t be are said beside their fields, and one that has passed before opening', async () => {
	await chrome.visit({ who, refusals: [/^422 POST \/api\/survey\/rounds$/] }, async (page) => {
		await open(page, '/console/survey/new');
		await field(page, '名称').fill(ours('日期不对的测评'));
		await field(page, '截止时间').fill(await day(house, -3));
		await field(page, '哪天前公布结果').fill(await day(house, -5));
		await field(page, '批准日期').fill(await day(house, 30));
		await press(page, '保存').click();
		await page.getByRole('heading', { name: '有2处要改' }).waitFor();
		assert.equal(await page.locator('#publish_by-error').textContent(), '公布日期早于截止日期。');
		assert.equal(await page.locator('#approved_on-error').textContent(), '批准日期晚于今天。');
		await page.getByRole('link', { name: '批准日期晚于今天。' }).click();
		assert.ok(await field(page, '批准日期').evaluate((one) => one === document.activeElement));
		await field(page, '哪天前公布结果').fill(await day(house, 5));
		await field(page, '批准日期').fill(await day(house, 0));
		await press(page, '保存').click();
		await page.getByRole('heading', { name: /^开始前还缺\d+项$/ }).waitFor();
		await page.locator('.lacks li', { hasText: /截止时间/ }).waitFor();
	});
});

test('who reads in large type prints the same paper', async () => {
	const { id, marks } = await opened(officer, await whole(house, units, { title: ours('大字版打印的测评') }));
	await chrome.visit({ who, large: true }, async (page) => {
		page.on('dialog', (dialog) => dialog.accept());
		await open(page, `/console/survey/${id}/cards`);
		await field(page, '谁来发').fill('市直机关工委组织科');
		await field(page, '多少张').fill('20');
		await press(page, '做卡片').click();
		await page.locator('.slip-code').first().waitFor();
		const paper = await pagesOf(page);
		assert.deepEqual(paper.sizes, ['A4', 'A4', 'A4']);
		assert.deepEqual(paper.texts.map((text) => (text.match(/意见卡/g) ?? []).length), [0, 10, 10]);
		await open(page, `/console/survey/${id}/poster/${marks.find((/** @type {any} */ mark) => mark.channel === 'open').mark}`);
		await page.locator('.poster-qr .qr').waitFor();
		assert.deepEqual((await pagesOf(page)).sizes, ['A4']);
	});
});
