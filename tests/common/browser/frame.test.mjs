// @ts-check
/** The frame of every page: large type without JavaScript, what is said without it, addresses of nowhere, weights. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect, open, settled, tabTo, unseenFocus } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** The console's pages, by address. @type {string[]} */
let pages;
before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
	const round = await house.psql("select id from data.item where workflow = 'round' and state = 'open' order by id limit 1");
	const closed = await house.psql("select id from data.item where workflow = 'round' and state in ('closed', 'published') order by id limit 1");
	const unit = await house.psql('select id from data.unit where public_name is not null order by id limit 1');
	const mark = house.demo.survey.open.replace('/s/', '');
	pages = ['/console/', '/console/password', '/console/org', `/console/org/unit/${unit}`, '/console/org/standards', '/console/survey', '/console/survey/new', `/console/evidence?unit=${unit}`,
		`/console/survey/${round}`, `/console/survey/${round}/cards`, `/console/survey/${round}/poster/${mark}`, `/console/survey/${closed}/result`, '/console/style'];
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

/** Compressed bytes of all that an address loads, and how many requests that were. @param {Page} page @param {string} path */
async function weigh(page, path) {
	const tools = await page.context().newCDPSession(page);
	let bytes = 0;
	let requests = 0;
	await tools.send('Network.enable');
	tools.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
	tools.on('Network.requestWillBeSent', ({ request }) => { requests += request.url.startsWith('data:') ? 0 : 1; });
	await page.goto(path, { waitUntil: 'networkidle' });
	await tools.detach();
	return { bytes, requests };
}

test('the form weighs at most 30 KiB: one request without JavaScript', async () => {
	await chrome.visit({ width: 412 }, async (page) => {
		const { bytes } = await weigh(page, house.demo.survey.open);
		assert.ok(bytes > 1000 && bytes <= 30 * 1024, `${Math.round(bytes / 1024)} KiB`);
	});
	await chrome.visit({ width: 412, javaScript: false }, async (page) => {
		assert.equal((await weigh(page, house.demo.survey.open)).requests, 1);
	});
});

test('large type is switched on and off without JavaScript, on every page, and leads back to it', async () => {
	await chrome.visit({ who: house.account('officer'), javaScript: false }, async (page) => {
		for (const path of ['/console/login', ...pages]) {
			await page.goto(path);
			assert.equal(await page.locator('html').getAttribute('class'), null, path);
			await page.getByRole('link', { name: '大字版' }).click();
			assert.equal(page.url(), house.url + path, 'back on the page');
			assert.equal(await page.locator('html').getAttribute('class'), 'elder', path);
			assert.equal(await page.locator('html').evaluate((one) => getComputedStyle(one).fontSize), '21px');
			assert.ok(await page.getByRole('link', { name: '大字版' }).isHidden());
			await page.getByRole('link', { name: '普通版' }).click();
			assert.equal(page.url(), house.url + path);
		}
	});
});

test('large type stays from page to page, and with JavaScript too', async () => {
	await chrome.visit({ who: house.account('officer'), large: true }, async (page) => {
		await open(page, '/console/');
		await page.locator('.side').getByRole('link', { name: '标准', exact: true }).click();
		await page.locator('.standard').first().waitFor();
		assert.equal(await page.locator('html').evaluate((one) => getComputedStyle(one).fontSize), '21px');
		await page.getByRole('link', { name: '普通版' }).click();
		await page.locator('.standard').first().waitFor();
		assert.equal(await page.locator('html').evaluate((one) => getComputedStyle(one).fontSize), '16px');
	});
});

test('without JavaScript every page of the console says why it is empty', async () => {
	await chrome.visit({ javaScript: false }, async (page) => {
		for (const path of ['/console/login', '/console/first', ...pages]) {
			await page.goto(path);
			await page.locator('noscript p').waitFor();
			const says = await page.locator('noscript p').textContent() ?? '';
			// the library's form works alone, and that is said there
			if (path.startsWith('/console/evidence?')) assert.match(says, /^这个浏览器没有打开脚本：上面的表单能上传/);
			else assert.equal(says, '这个浏览器没有打开脚本，工作台用不了。请打开脚本，或换一个浏览器。', path);
		}
	});
});

test('an address of nowhere and a server that is busy say so in words, with a way on', async () => {
	await chrome.visit({ refusals: [/^404 GET \//] }, async (page) => {
		for (const path of ['/nowhere', '/console/nowhere', '/console/survey/0', '/console/org/unit/x', '/public/x']) {
			await page.goto(path);
			assert.match(await page.getByRole('heading', { level: 1 }).textContent() ?? '', /没有找到/, path);
		}
		await inspect(page, 'no such address');
	});
	await chrome.visit({ who: house.account('officer'), refusals: [/^404 GET \/api\/survey\//] }, async (page) => {
		for (const path of ['/console/survey/999999', '/console/survey/999999/edit', '/console/survey/999999/result', '/console/survey/999999/cards', '/public/999999']) {
			await open(page, path);
			await page.getByRole('heading', { name: '没有找到' }).waitFor();
		}
		await inspect(page, 'no such round');
	});
});

/** Tab from the top to the end of a page; what it didn't reach. @param {Page} page @param {string} path */
async function walk(page, path) {
	await page.evaluate(() => /** @type {HTMLElement|null} */ (document.activeElement)?.blur());
	await page.keyboard.press('Tab');
	assert.equal(await page.evaluate(() => document.activeElement?.textContent), '跳到正文', path);
	const look = await page.evaluateHandle(`(${unseenFocus})`);
	for (let at = 0; ; at++) {
		await page.keyboard.press('Tab');
		const { unseen, isOn } = await page.evaluate((unseenNow) => {
			document.activeElement?.setAttribute('data-visited', '');
			return { unseen: /** @type {any} */ (unseenNow)(), isOn: document.activeElement !== document.body };
		}, look);
		assert.deepEqual(unseen, [], `${path}, step ${at}`);
		if (!isOn) break;
		assert.ok(at < 400, `${path}: Tab comes to an end`);
	}
	return page.evaluate(() => [...document.querySelectorAll('main a[href], main button, main input:not([type="hidden"]), main select, main textarea, main summary')]
		.filter((one) => one.checkVisibility() && !one.hasAttribute('data-visited') && !one.matches('[tabindex="-1"], :disabled, [type="radio"]'))
		.map((one) => one.outerHTML.slice(0, 120)));
}

test('at its first load no page weighs more than 150 KiB; Tab walks all of it, and the focus is always in sight', async () => {
	for (const path of ['/console/login', '/console/first', ...pages]) {
		const isDoor = /login|first$/.test(path);
		await chrome.visit({ who: isDoor ? undefined : house.account('officer') }, async (page) => {
			const { bytes } = await weigh(page, path);
			assert.ok(bytes > 1000 && bytes <= 150 * 1024, `${path}: ${Math.round(bytes / 1024)} KiB`);
			if (!isDoor) assert.deepEqual(await walk(page, path), [], `${path}: not reached`);
		});
	}
});

test('the way to the text leads there', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, '/console/');
		await tabTo(page, page.getByRole('link', { name: '跳到正文' }));
		await page.keyboard.press('Enter');
		assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
	});
});

test('the name\'s box closes by Esc, by a click elsewhere, and shows every seat', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, '/console/');
		await page.locator('.who summary').click();
		await page.locator('.who-box').getByText('工委经办人').waitFor();
		await inspect(page, 'the name opened');
		await page.getByRole('heading', { level: 1 }).click();
		assert.ok(await page.locator('.who-box').isHidden());
		await settled(page);
	});
});

test('the handbook stands for citizens, officers and maintainers', async () => {
	await chrome.visit({}, async (page) => {
		for (const path of ['/handbook/', '/handbook/citizens.html', '/handbook/officers.html']) {
			await page.goto(path);
			await inspect(page, path);
		}
		await page.goto('/handbook/maintainers.html');
		assert.ok(await page.getByRole('heading', { level: 1 }).count() === 1);
	});
});
