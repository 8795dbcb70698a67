// @ts-check
/** The form in a browser: without JavaScript, and what JavaScript adds: draft, state, sending until it is counted once. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { start } from '../../common/installation.mjs';
import { repository } from '../../common/process.mjs';
import { Box, receiptOf, send } from '../citizen.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Box} */
let box;
/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
	house = await start();
	box = await Box.fill(house);
	browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
	await browser.close();
	await box.empty();
	await house.stop();
});

const phone = { viewport: { width: 412, height: 850 }, hasTouch: true };
const plain = (/** @type {string} */ code) => code.replace(/-/g, '');
const axe = readFileSync(join(repository, 'tests/node_modules/axe-core/axe.min.js'), 'utf8');

/** A phone of its own. @param {(page: Page, context: import('playwright-core').BrowserContext) => Promise<void>} use @param {object} [options] */
async function withPhone(use, options = {}) {
	const context = await browser.newContext({ ...phone, ...options });
	const page = await context.newPage();
	/** @type {string[]} */
	const wrong = [];
	page.on('pageerror', (error) => wrong.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error' && /Security Policy|is not/.test(message.text())) wrong.push(message.text());
	});
	try {
		await use(page, context);
		assert.deepEqual(wrong, []);
	} finally {
		await context.close();
	}
}

/** @param {Page} page @param {string} path */
const open = (page, path) => page.goto(house.url + path, { waitUntil: 'load' });
/** @param {Page} page @param {string} name @param {number} option */
const choose = (page, name, option) => page.locator(`[name=${name}][value="${option}"] + span`).tap();
/** @param {Page} page */
const press = (page) => page.getByRole('button', { name: '提交' }).tap();
/** How often this text was counted. @param {string} text */
const counted = async (text) => (await box.entered('words', '_text')).filter((one) => one === text).length;

test('without JavaScript: open, answer, receipt; twelve taps are enough', async () => {
	await withPhone(async (page) => {
		const code = box.code('card');
		let taps = 0;
		const tap = async (/** @type {string} */ name, /** @type {number} */ option) => {
			await choose(page, name, option);
			taps++;
		};
		await open(page, box.address('card', code));
		await tap('q1', 2);
		for (const row of [1, 2, 3, 4]) await tap(`q2_${row}`, 1);
		await tap('q3', 1);
		await tap('q4', 5);
		await tap('q5', 1);
		await press(page);
		taps++;
		await page.getByText('收到了，谢谢您').waitFor();
		assert.ok(taps <= 12);
		assert.ok((await page.textContent('main'))?.includes(receiptOf(plain(code))));
		await page.getByRole('button', { name: '查一查' }).tap();
		await page.getByText('已经收到，等着一起封存').waitFor();
		assert.ok(!page.url().includes(receiptOf(plain(code)).slice(0, 4)), 'no receipt in an address');
	}, { javaScriptEnabled: false });
});

test('targets are as wide as the page, or a third of it in a matrix, and 52 pixels high; nothing is wider than a small phone', async () => {
	for (const [width, query] of /** @type {const} */ ([[412, ''], [320, ''], [320, '?big'], [1280, '']])) {
		await withPhone(async (page) => {
			await open(page, box.address('grassroots') + query);
			const low = await page.$$eval('.option span', (spans) => spans.filter((span) => span.getBoundingClientRect().height < 52).length);
			assert.equal(low, 0, `${width} ${query}`);
			const small = await page.$$eval('a, button, summary', (all) => all.filter((one) => one.getClientRects().length > 0)
				.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent));
			assert.deepEqual(small, [], `${width} ${query}`);
			if (width < 640) {
				// the answers to a row of a matrix stand two or three abreast
				const narrow = await page.$$eval('.option', (all) => all.filter((one) =>
					one.getBoundingClientRect().width < (one.closest('.row') ? 100 : innerWidth - 50)).length);
				assert.equal(narrow, 0, `${width} ${query}`);
			}
			assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${width} ${query}`);
		}, { viewport: { width, height: 700 } });
	}
});

test('a draft stays in its tab, and on the phone only where that was asked for', async () => {
	await withPhone(async (page, context) => {
		const path = box.address('card', box.code('card'));
		await open(page, path);
		await choose(page, 'q1', 3);
		await choose(page, 'q5', 2);
		await page.fill('textarea', '写了一半');
		await page.reload();
		assert.equal(await page.inputValue('textarea'), '写了一半');
		assert.ok(await page.isChecked('[name=q1][value="3"]') && await page.isChecked('[name=q5][value="2"]'));
		await page.getByRole('link', { name: '大字版' }).tap();
		await page.waitForURL(/\?big$/);
		assert.equal(await page.inputValue('textarea'), '写了一半', 'also in large type');
		assert.equal(await page.evaluate(() => JSON.stringify(localStorage)), '{}');

		const second = await context.newPage();
		await open(second, path);
		assert.equal(await second.inputValue('textarea'), '', 'another tab has nothing of it');
		await page.getByText('存在这台手机上').tap();
		await second.reload();
		assert.equal(await second.inputValue('textarea'), '写了一半', 'now the phone has');
		const kept = await second.evaluate(() => JSON.stringify({ ...localStorage }));
		assert.ok(!kept.includes(path.split('-')[1]), 'no code is kept');

		await second.evaluate(() => {
			for (const name of Object.keys(localStorage)) localStorage.setItem(name, JSON.stringify({ ...JSON.parse(localStorage[name]), until: Date.now() - 1 }));
		});
		const third = await context.newPage();
		await open(third, path);
		assert.equal(await third.inputValue('textarea'), '', 'after its day it is gone');
		assert.equal(await third.evaluate(() => localStorage.length), 0);
	});
});

test('after sending no draft is left', async () => {
	await withPhone(async (page) => {
		await open(page, box.address('card', box.code('card')));
		await choose(page, 'q1', 3);
		await page.getByText('存在这台手机上').tap();
		await page.fill('textarea', '送出去');
		await press(page);
		await page.getByText('收到了，谢谢您').waitFor();
		assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
		assert.equal(await counted('送出去'), 1);
	});
});

test('a counter\'s device keeps nothing', async () => {
	await withPhone(async (page) => {
		await open(page, `${box.address('card', box.code('card'))}?counter`);
		await choose(page, 'q1', 3);
		await page.fill('textarea', '柜台上写的');
		assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
		assert.ok(await page.getByText('存在这台手机上').count() === 0);
		await press(page);
		await page.getByRole('link', { name: '下一位' }).tap();
		await page.waitForURL(/\/s\/\?counter$/);
		await page.getByText('请输入卡上的号码').first().waitFor();
	});
});

test('a card that can\'t be used is said on opening', async () => {
	const code = box.code('card');
	await send(house, box.address('card', code), { q1: '2' });
	for (const [typed, sentences] of /** @type {const} */ ([[code, ['这张卡的意见已经收到，不用再交', receiptOf(plain(code))]],
		[code.replace(/.$/, (last) => (last === '0' ? '1' : '0')), ['号码不对', '请对照卡片再看一遍：可能有一位打错了。']]])) {
		await withPhone(async (page) => {
			const asked = page.waitForRequest(/\/api\/ballot\/state/);
			await open(page, box.address('card', typed));
			const request = await asked;
			assert.equal(request.url(), `${house.url}/api/ballot/state`);
			assert.equal(request.method(), 'POST');
			for (const sentence of sentences) await page.getByText(sentence).waitFor();
		});
	}
});

test('line lost before sending: it is sent again when the line is back, and counts once', async () => {
	await withPhone(async (page, context) => {
		await open(page, box.address('card', box.code('card')));
		await choose(page, 'q1', 2);
		await page.fill('textarea', '断网前写的');
		await context.setOffline(true);
		await press(page);
		await page.getByText('网断了，您写的还在。连上后会再交一次，不会算成两份。').waitFor();
		assert.ok(await page.isDisabled('#send'), 'the button waits too');
		await context.setOffline(false);
		await page.getByText('收到了，谢谢您').waitFor();
		assert.equal(await counted('断网前写的'), 1);
	});
});

/** The server gets it, the answer is lost; then the line is good again. @param {Page} page @param {string} path */
async function loseFirstAnswer(page, path) {
	let lost = false;
	await page.route(`**${path}*`, async (route) => {
		if (route.request().method() !== 'POST' || lost) return route.continue();
		lost = true;
		await route.fetch();
		return route.abort('connectionreset');
	});
}

test('answer lost after counting: a card shows its receipt, and nothing speaks of a second one', async () => {
	await withPhone(async (page) => {
		const code = box.code('card');
		await open(page, box.address('card', code));
		await loseFirstAnswer(page, box.address('card', code));
		await choose(page, 'q1', 2);
		await page.fill('textarea', '回答丢了');
		await press(page);
		await page.getByText('这张卡的意见已经收到，不用再交').waitFor();
		const text = await page.textContent('main');
		assert.ok(text?.includes(receiptOf(plain(code))));
		assert.doesNotMatch(text ?? '', /没有记入|换一张卡/);
		assert.equal(await counted('回答丢了'), 1);
	});
});

test('answer lost after counting: a poster\'s key counts once', async () => {
	await withPhone(async (page) => {
		await open(page, box.address('open'));
		await loseFirstAnswer(page, box.address('open'));
		await choose(page, 'q1', 2);
		await page.fill('textarea', '海报回答丢了');
		await press(page);
		await page.getByText('收到了，谢谢您').waitFor();
		assert.equal(await counted('海报回答丢了'), 1);
	});
});

test('busy, limited, gone and too much: what was typed stays, and it is sent again where that may help', async () => {
	for (const status of [429, 502, 503]) {
		await withPhone(async (page) => {
			let first = true;
			await open(page, box.address('open'));
			await page.route('**/s/*', (route) => {
				if (route.request().method() !== 'POST' || !first) return route.continue();
				first = false;
				return route.fulfill({ status, contentType: 'text/html; charset=utf-8', headers: { 'Retry-After': '4' },
					body: readFileSync(join(repository, `build/www/ballot/${status}.html`), 'utf8') });
			});
			await choose(page, 'q1', 2);
			await page.fill('textarea', `答${status}`);
			await press(page);
			await page.getByText('您写的还在。').waitFor();
			assert.equal(await page.inputValue('textarea'), `答${status}`);
			await page.getByText('收到了，谢谢您').waitFor();
			assert.equal(await counted(`答${status}`), 1);
		});
	}
	await withPhone(async (page) => {
		await open(page, box.address('open'));
		await choose(page, 'q1', 2);
		await page.fill('textarea', '长'.repeat(30_000));
		await press(page);
		await page.getByText('写得太长了').waitFor();
		assert.equal((await page.inputValue('textarea')).length, 30_000);
		assert.ok(await page.isEnabled('#send'), 'and it can be sent again when it is shorter');
	});
});

test('what is missing gets the focus and leads to its question; the button comes back', async () => {
	await withPhone(async (page) => {
		const code = box.code('card');
		await open(page, box.address('card', code));
		await page.fill('textarea', '很'.repeat(501));
		assert.equal(await page.textContent('.sum.over'), '501/500');
		await press(page);
		await page.getByText('还有2处要补，您写的都在。').waitFor();
		assert.equal(await page.evaluate(() => document.activeElement?.id), 'errors');
		assert.ok(await page.isEnabled('#send'));
		await page.getByRole('link', { name: '第1题还没有选。' }).tap();
		assert.equal(await page.evaluate(() => location.hash), '#q1-1');
		await page.fill('textarea', '短了');
		await choose(page, 'q1', 2);
		await press(page);
		await page.getByText('收到了，谢谢您').waitFor();
		assert.equal(await counted('短了'), 1);

		await open(page, box.address('open'));
		await page.evaluate(() => {
			/** @type {HTMLButtonElement} */ (document.querySelector('#send')).disabled = true;
			dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
		});
		assert.ok(await page.isEnabled('#send'), 'on coming back by the back button');
	});
});

test('by keyboard alone', async () => {
	await withPhone(async (page) => {
		await open(page, '/s/');
		await page.keyboard.press('Tab');
		for (let at = 0; at < 5 && await page.evaluate(() => document.activeElement?.id) !== 'code'; at++) await page.keyboard.press('Tab');
		await page.keyboard.type(box.code('card'));
		await page.keyboard.press('Enter');
		await page.waitForURL(/-/);
		for (let at = 0; at < 8 && await page.evaluate(() => document.activeElement?.getAttribute('name')) !== 'q1'; at++) await page.keyboard.press('Tab');
		await page.keyboard.press('Space');
		await page.keyboard.press('ArrowDown');
		assert.ok(await page.isChecked('[name=q1][value="2"]'));
		await page.keyboard.press('Enter');
		await page.getByText('收到了，谢谢您').waitFor();
	});
});

test('a receipt and what could not be sent can be copied', async () => {
	await withPhone(async (page, context) => {
		await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: house.url });
		const code = box.code('card');
		await open(page, box.address('card', code));
		await choose(page, 'q1', 2);
		await press(page);
		await page.getByRole('button', { name: '复制' }).tap();
		await page.getByRole('button', { name: '已复制' }).waitFor();
		assert.equal(await page.evaluate(() => navigator.clipboard.readText()), receiptOf(plain(code)));
	});
});

/** @param {Page} page @param {string} where */
async function isAccessible(page, where) {
	await page.evaluate(axe);
	const found = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ['violations'] }));
	assert.deepEqual(found.violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes[0].html}`), [], where);
}

test('axe finds nothing on any page, empty, filled, refused or thanked', async () => {
	for (const query of ['', '?big']) {
		await withPhone(async (page) => {
			for (const path of [box.address('card'), box.address('several'), box.address('open'), box.address('grassroots'), box.address('closed'),
				box.address('soon'), box.address('voided'), '/s/', '/s/check', '/s/zzzzzzzz']) {
				await open(page, path + query);
				await isAccessible(page, path + query);
			}
			await open(page, box.address('card', box.code('card')) + query);
			await page.getByText('为什么可以放心').tap();
			await page.fill('textarea', '很'.repeat(501));
			await press(page);
			await page.getByText('还有2处要补').waitFor();
			await isAccessible(page, 'refused');
			await page.fill('textarea', '好');
			await choose(page, 'q1', 2);
			await isAccessible(page, 'filled');
			await press(page);
			await page.getByText('收到了，谢谢您').waitFor();
			await isAccessible(page, 'thanked');
			await page.reload();
			await page.getByText('这张卡的意见已经收到').waitFor();
			await isAccessible(page, 'used');
			await choose(page, 'q1', 2);
			await press(page);
			await page.getByRole('button', { name: '换一张卡' }).tap();
			await page.getByText('请输入卡上的号码').waitFor();
			await isAccessible(page, 'another card');
		}, { bypassCSP: true });
	}
});
