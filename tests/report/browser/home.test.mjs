// @ts-check
/** The home page of every role: one question answered in its heading, one list, lights with shape and word. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect, open, settled } from '../../common/browser.mjs';
import { signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';

/** @typedef {import('playwright-core').Page} Page */

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

/** @param {Page} page */
const heading = (page) => page.getByRole('heading', { level: 1 }).textContent();

/** The home page with an answer of the test's own in the place of the interface's. @param {Page} page @param {object} answer */
async function answering(page, answer) {
	await page.route('**/api/report/home', (route) => route.fulfill({ json: {
		today: '2026-09-28', weekday: '星期一', count: 0, rows: [], drafts: [], draft_count: 0, next: null, empty: null, ...answer } }));
	await open(page, '/console/');
}

test('every role is greeted with what it has to do, its seat, and what it may do; nothing that it may not opens', async () => {
	for (const role of ['officer', 'reviewer', 'secretary', 'member', 'inspector', 'system-admin', 'security-admin', 'audit-admin']) {
		const who = house.account(role);
		const { json: home } = await (await signedIn(house, who)).get('/api/report/home');
		await chrome.visit({ who }, async (page) => {
			await open(page, '/console/');
			assert.equal(await heading(page), home.count > 0 ? `今天要办${home.count}件` : '今天没有要办的事', role);
			assert.equal(await page.locator('li.todo').count(), home.rows.length, role);
			assert.match(await page.title(), /^今天(要办\d+件|没有要办的事) · 双五好$/);
			await page.getByRole('heading', { name: '当前身份' }).waitFor();
			assert.ok((await page.locator('[data-place="aside"]').textContent())?.includes(who.unit), role);
			assert.ok(await page.locator('.may li').count() > 0, `${role} may do something`);
			assert.match(await page.locator('[data-place="secrecy"]').textContent() ?? '', /^本系统不涉密/);
			assert.ok(await page.locator('.btn.primary').count() <= 1, 'one blue button at most');
			if (home.count === 0) assert.match(await page.locator('.state p').textContent() ?? '', /^(今天没有要办的事。|没有要您办的事。可以查看：|最近的一件：.+前。|还没有测评。.+)$/);
			for (const address of await page.locator('.side a, main a').evaluateAll((all) => [...new Set(all.map((one) => /** @type {HTMLAnchorElement} */ (one).pathname))].slice(0, 5))) {
				await open(page, address); // a refusal on the way fails the visit
				assert.notEqual(await heading(page), '没有找到', `${role}: ${address}`);
			}
		});
	}
});

test('the officer\'s list: the first due first, one blue button, and each leads on', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, '/console/');
		const first = page.locator('li.todo').first();
		assert.ok(await first.locator('a').evaluate((one) => one.classList.contains('primary')));
		assert.equal(`今天要办${(await page.locator('.count-mark').textContent())?.replace('件要办', '件')}`, await heading(page), 'the menu says the same');
		await inspect(page, 'home of an officer');
		const title = await first.locator('b').textContent();
		await first.locator('a').click();
		await page.waitForURL(/\/console\/(survey|goal)\/\d+$/);
		await settled(page);
		assert.equal(await heading(page), title);
	});
});

test('every light is a shape, a word and a colour', async () => {
	const lights = [['late', '超期1个工作日'], ['soon', '今天到期'], ['ok', '还剩6个工作日'], ['tentative', '暂定（2027年放假安排未公布）'], ['paused', '暂停计时（第3天）']];
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await answering(page, { count: lights.length, rows: lights.map(([light, light_text], i) => ({
			item: i + 1, workflow: 'round', title: `第${i + 1}件`, unit: '市直机关工委', note: '还没有收到',
			due: '2026-09-30T18:00:00+08:00', days: i, light, light_text, address: '/console/survey/1', act: '看进度' })) });
		const seen = await page.locator('.light').evaluateAll((all) => all.map((one) => {
			const { content, width, height, borderTopWidth, borderBottomWidth, borderRadius, transform, backgroundColor, borderTopColor, borderBottomColor, clipPath, boxShadow } = getComputedStyle(one, '::before');
			return { text: one.textContent, shape: [content, width, height, borderTopWidth, borderBottomWidth, borderRadius, transform, clipPath, boxShadow].join(' '),
				colour: [backgroundColor, borderTopColor, borderBottomColor].join(' ') };
		}));
		assert.deepEqual(seen.map((one) => one.text), lights.map(([, text]) => text));
		assert.equal(new Set(seen.map((one) => one.shape)).size, lights.length, `a shape each: ${JSON.stringify(seen)}`);
		await inspect(page, 'home with every light');
	});
});

test('nothing due: the next thing, the first thing, or where one may look', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await answering(page, { next: { title: '四季度群众满意度测评', due: '2026-12-31T18:00:00+08:00', address: '/console/survey/3' } });
		assert.match(await page.locator('.state').textContent() ?? '', /最近的一件：四季度群众满意度测评，(2026年)?12月31日前。\s*打开/);
		await inspect(page, 'home with a next thing');
		await answering(page, { empty: '还没有测评。选样板、选单位、定截止时间，就可以开始。' });
		await page.getByRole('link', { name: '新建测评' }).waitFor();
		await inspect(page, 'home of a new officer');
	});
	await chrome.visit({ who: house.account('inspector') }, async (page) => {
		await answering(page, { empty: '没有要您办的事。可以查看：组织、标准、测评。' });
		assert.match(await page.locator('.state').textContent() ?? '', /没有要您办的事。可以查看：/);
		assert.deepEqual(await page.locator('.state a').allTextContents(), ['组织', '标准', '测评']);
		await inspect(page, 'home of who only reads');
	});
	await chrome.visit({ who: house.account('member') }, async (page) => {
		await answering(page, { empty: '没有要您办的事。可以查看：组织、标准。' });
		assert.deepEqual(await page.locator('.state a').allTextContents(), ['组织', '标准', '公布的结果']);
		await page.getByRole('link', { name: '公布的结果' }).click();
		await page.getByRole('heading', { level: 1, name: '群众和基层单位怎么说' }).waitFor();
	});
});

test('drafts stand below, and are counted nowhere', async () => {
	const officer = await signedIn(house, house.account('officer'));
	const { json: draft } = await officer.post('/api/survey/rounds', { title: `没写完的${process.pid}` });
	const { json: home } = await officer.get('/api/report/home');
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, '/console/');
		assert.equal(await page.locator('li.todo').count(), home.rows.length);
		assert.ok(!(await page.locator('li.todo').allTextContents()).join().includes(draft.title));
		assert.equal(await heading(page), home.count > 0 ? `今天要办${home.count}件` : '今天没有要办的事');
		await inspect(page, 'home with a draft');
		await page.getByRole('link', { name: `打开：${draft.title}` }).click();
		await page.waitForURL(new RegExp(`/console/survey/${draft.id}$`));
		await answering(page, { next: { title: '四季度群众满意度测评', due: '2026-12-31T18:00:00+08:00', address: '/console/survey/3' },
			drafts: Array.from({ length: 10 }, (_, i) => ({ item: i + 1, title: `第${i + 1}件写了一半的名称很长很长的群众和基层单位满意度测评草稿`, unit: '市直机关工委', address: '/console/survey/1' })), draft_count: 14 });
		await page.getByText('还有4件更早的草稿没有列出。').waitFor();
		await inspect(page, 'home with nothing but drafts');
	});
	await officer.post(`/api/survey/round/${draft.id}/void`, { note: '测试' });
});

test('more than the page holds is said', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await answering(page, { count: 57, rows: Array.from({ length: 50 }, (_, i) => ({ item: i + 1, workflow: 'round', title: `第${i + 1}件`, unit: '市直机关工委', note: '还没有收到',
			due: '2026-09-30T18:00:00+08:00', days: 2, light: 'soon', light_text: '还剩2个工作日', address: '/console/survey/1', act: '看进度' })) });
		assert.equal(await heading(page), '今天要办57件');
		await page.getByText('还有7件不急的没有列出，先办上面的。').waitFor();
	});
});

test('what did not load says so, and comes with one click', async () => {
	await chrome.visit({ who: house.account('officer'), refusals: [/^503 GET \/api\/report\/home$/] }, async (page) => {
		await page.route('**/api/report/home', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json',
			json: { type: '/problems/busy', title: '系统暂时忙', status: 503, detail: '没有保存，您写的还在。请等5秒再试。' } }));
		await open(page, '/console/');
		await page.getByRole('heading', { name: '没有加载出来，您写的还在。' }).waitFor();
		await inspect(page, 'home not loaded');
		await page.unroute('**/api/report/home');
		await page.getByRole('button', { name: '再试一次' }).click();
		await page.locator('li.todo').first().waitFor();
	});
});

test('a name, a unit and a title as long as they may be break nothing', async () => {
	const long = '中共澄湖市自然资源和规划局不动产登记中心第二综合受理窗口联合支部委员会下属第三党小组';
	const who = await newcomer(house, { name: '阿卜杜热合曼·艾合买提江·买买提' });
	await chrome.visit({ who }, async (page) => {
		await page.route('**/api/account/me', async (route) => {
			const answer = await route.fetch();
			const me = await answer.json();
			me.seats = [1, 2, 3].map(() => ({ ...me.seats[0], unit_name: long }));
			await route.fulfill({ json: me });
		});
		await answering(page, { count: 1, rows: [{ item: 1, workflow: 'round', title: `${long}${long}`, unit: long, note: '群众凭卡已收20—49份，群众公开二维码已收1—19份，基层单位凭卡已收20—49份',
			due: '2026-09-30T18:00:00+08:00', days: 2, light: 'soon', light_text: '还剩2个工作日', address: '/console/survey/1', act: '看进度' }] });
		await inspect(page, 'home with long names');
	});
});

test('by keyboard: the list is walked with J and K, / finds, ? tells the keys', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, '/console/');
		await page.keyboard.press('j');
		assert.ok(await page.locator('li.todo a').first().evaluate((one) => one === document.activeElement));
		await page.keyboard.press('?');
		await page.getByRole('dialog', { name: '键盘' }).waitFor();
		await inspect(page, 'the keys');
		await page.keyboard.press('Escape');
		assert.equal(await page.getByRole('dialog').count(), 0);
		assert.ok(await page.locator('li.todo a').first().evaluate((one) => one === document.activeElement), 'the focus is back');
		await page.keyboard.press('/');
		await page.keyboard.type('登记窗口');
		await page.getByRole('option').first().waitFor();
		await inspect(page, 'units found');
		await page.keyboard.press('ArrowDown');
		assert.equal(await page.getByRole('option', { selected: true }).count(), 1);
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/console\/org\/unit\/\d+$/);
		await settled(page);
		await page.keyboard.press('/');
		await page.keyboard.type('没有这样的单位');
		await page.getByText('没有找到“没有这样的单位”。可以换成简称或拼音首字母。').waitFor();
		await inspect(page, 'no unit found');
		await page.keyboard.press('Escape');
		await page.keyboard.press('Escape');
	});
});
