// @ts-check
/**
 * Pages in a real browser, watched: what no page may ever do fails the test that saw it.
 *
 *   const chrome = await Chrome.start(house);          // after(() => chrome.stop())
 *   await chrome.visit({ who: house.account('officer') }, async (page) => {
 *       await open(page, '/console/');
 *       await inspect(page, 'home');                   // axe, layout and words at every size
 *   });
 *
 * PICTURES=<folder> keeps a picture of every state that is inspected, to be looked at.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { repository } from './process.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').BrowserContext} Context */
/** @typedef {import('./installation.mjs').Installation} Installation */
/**
 * @typedef {object} Wishes
 * @property {{login: string, password: string}} [who] signed in already
 * @property {number} [width] of the window; a phone below 640
 * @property {boolean} [large] 大字版, by its cookie
 * @property {boolean} [javaScript] false: switched off
 * @property {string} [elsewhere] another site that the test leads to on purpose
 * @property {RegExp[]} [refusals] answers of 400 and more that the test provokes, as "409 POST /api/…"
 */

/** What Chromium needs in a closed network, as root or not. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
	'--disable-component-update', '--disable-sync'];
const axe = readFileSync(join(repository, 'tests/node_modules/axe-core/axe.min.js'), 'utf8');
const SECONDS = 15;

/** The sizes that every state is looked at in: name, width, 大字版, whether axe looks too. @type {[string, number, boolean, boolean][]} */
const SIZES = [['wide', 1366, false, true], ['phone', 412, false, true], ['large', 1366, true, false], ['large phone', 412, true, true]];

export class Chrome {
	/** @param {Installation} house @param {import('playwright-core').Browser} browser */
	constructor(house, browser) {
		this.house = house;
		this.browser = browser;
	}

	/** @param {Installation} house */
	static async start(house) {
		return new Chrome(house, await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS }));
	}

	stop() {
		return this.browser.close();
	}

	/**
	 * A window of its own, empty of cookies; at the end nothing wrong may have been seen in it.
	 * @template T
	 * @param {Wishes} wishes
	 * @param {(page: Page, context: Context) => Promise<T>} use
	 * @returns {Promise<T>}
	 */
	async visit(wishes, use) {
		const width = wishes.width ?? 1366;
		const context = await this.browser.newContext({
			baseURL: this.house.url, viewport: { width, height: width < 640 ? 850 : 800 }, hasTouch: width < 640,
			javaScriptEnabled: wishes.javaScript ?? true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true,
		});
		context.setDefaultTimeout(SECONDS * 1000);
		const wrong = watch(context, [this.house.url, ...(wishes.elsewhere ? [wishes.elsewhere] : [])], wishes.refusals ?? []);
		try {
			if (wishes.large) await context.addCookies([{ name: 'large', value: '1', url: this.house.url }]);
			if (wishes.who) await signIn(context, wishes.who);
			const result = await use(await context.newPage(), context);
			assert.deepEqual(wrong, [], 'nothing that no page may do');
			return result;
		} catch (error) {
			if (wrong.length > 0 && error instanceof Error) error.message += `\nseen meanwhile:\n${wrong.join('\n')}`;
			throw error;
		} finally {
			await context.close();
		}
	}
}

/**
 * What must never be seen: errors of scripts, of the pages' policy, requests to elsewhere, refusals
 * that the test doesn't provoke.
 * @param {Context} context @param {string[]} homes @param {RegExp[]} refusals
 */
function watch(context, homes, refusals) {
	/** @type {string[]} */
	const wrong = [];

	context.on('weberror', (failure) => wrong.push(`error: ${failure.error().message}`));
	context.on('console', (message) => {
		if (!['error', 'warning'].includes(message.type()) || message.text().startsWith('Failed to load resource')) return;
		wrong.push(`console: ${message.text()}`);
	});
	context.on('request', (request) => {
		if (!homes.some((home) => request.url().startsWith(`${home}/`)) && !/^(data|blob):/.test(request.url())) wrong.push(`asked elsewhere: ${request.url()}`);
	});
	context.on('response', (response) => {
		const said = `${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`;
		if (response.status() >= 400 && !refusals.some((one) => one.test(said))) wrong.push(`refused: ${said}`);
	});
	return wrong;
}

/** Signs in without the page. @param {Context} context @param {{login: string, password: string}} who */
export async function signIn(context, { login, password }) {
	const answer = await context.request.post('/api/account/login', { data: { login, password } });
	assert.equal(answer.status(), 200, `${login} signs in: ${await answer.text()}`);
}

/** Opens an address and waits until nothing loads any more. @param {Page} page @param {string} path */
export async function open(page, path) {
	await page.goto(path, { waitUntil: 'load' });
	await settled(page);
}

/** Waits until nothing on the page says that it is loading or busy. @param {Page} page */
export async function settled(page) {
	await page.waitForFunction(() => !document.querySelector('.loading, [aria-busy="true"]'));
}

/** A control by what its label says at the beginning; marks such as “可以不写” may follow. @param {Page} page @param {string} label */
export function field(page, label) {
	return page.getByLabel(new RegExp(`^\\s*${label}`));
}

// ---- every state at every size -----------------------------------------------------------------

/**
 * The state that the page is in now, at every size: no violation that axe finds, nothing wider than
 * the window, targets that a thumb hits, and words as the house writes them.
 * @param {Page} page @param {string} where
 */
export async function inspect(page, where) {
	const before = page.viewportSize() ?? { width: 1366, height: 800 };
	const wasLarge = await page.evaluate(() => document.documentElement.classList.contains('elder'));
	const tools = await page.context().newCDPSession(page);
	const finger = (/** @type {boolean} */ enabled) => tools.send('Emulation.setTouchEmulationEnabled', { enabled, maxTouchPoints: 1 });

	for (const [size, width, large, axed] of SIZES) {
		const what = `${where}, ${size}`;
		await page.evaluate((on) => { document.documentElement.classList.toggle('elder', on); }, large);
		await page.setViewportSize({ width, height: width < 640 ? 850 : 800 });
		await finger(width < 640);
		await picture(page, tools, what);
		if (axed) await isAccessible(page, what);
		assert.deepEqual(await page.evaluate(tooWide), [], `${what}: wider than the window`);
		assert.deepEqual(await page.evaluate(overlapping), [], `${what}: one text over another`);
		if (width < 640) assert.deepEqual(await page.evaluate(tooSmall), [], `${what}: too small for a thumb`);
	}
	await page.setViewportSize(before);
	await finger(before.width < 640);
	await tools.detach();
	await page.evaluate((on) => { document.documentElement.classList.toggle('elder', on); }, wasLarge);
	assert.deepEqual(await page.evaluate(badWords), [], `${where}: words`);
}

/** The whole page, as it is shown. @param {Page} page @param {import('playwright-core').CDPSession} tools @param {string} what */
async function picture(page, tools, what) {
	const folder = process.env.PICTURES;
	const size = page.viewportSize();

	if (!folder || !size) return;
	const whole = await page.evaluate(() => document.documentElement.scrollHeight);
	await page.setViewportSize({ width: size.width, height: Math.min(Math.max(whole, size.height), 6000) });
	const { data } = await tools.send('Page.captureScreenshot', { format: 'png' });
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, `${what.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`), Buffer.from(data, 'base64'));
	await page.setViewportSize(size);
}

/** @param {Page} page @param {string} where */
export async function isAccessible(page, where) {
	if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe);
	// what fades in is judged when it has come; one whose end is never told (it was taken over) isn't waited for
	await page.evaluate(() => Promise.race([new Promise((resolve) => { setTimeout(resolve, 3000); }), Promise.all(document.getAnimations()
		.filter((one) => one.effect?.getComputedTiming().iterations !== Infinity).map((one) => one.finished.catch(() => {})))]));
	const found = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ['violations'] }));
	assert.deepEqual(found.violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes.map((/** @type {any} */ node) => node.html).slice(0, 3).join(' ')}`), [], where);
}

/** In the page: what makes it scroll sideways. */
function tooWide() {
	const room = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= room) return [];
	return [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > room + 1)
		.slice(-3).map((one) => one.outerHTML.slice(0, 160));
}

/** In the page: texts that lie over one another; what is meant to lie over the page is left out. */
function overlapping() {
	/** @type {{text: string, layer: Element|null, left: number, right: number, top: number, bottom: number}[]} */
	const boxes = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);

	while (walker.nextNode()) {
		const parent = walker.currentNode.parentElement;
		const text = (walker.currentNode.textContent ?? '').trim();
		if (!parent || !text || parent.closest('dialog, .found, .who-box, .said, .spoken, .skip, noscript, svg') || !parent.checkVisibility({ visibilityProperty: true })) continue;
		let layer = /** @type {Element|null} */ (parent); // what stays in its place while the rest scrolls is a layer of its own
		while (layer && !['sticky', 'fixed'].includes(getComputedStyle(layer).position)) layer = layer.parentElement;
		const range = document.createRange();
		range.selectNodeContents(walker.currentNode);
		for (const piece of range.getClientRects()) {
			const box = { text, layer, left: piece.left, right: piece.right, top: piece.top, bottom: piece.bottom };
			for (let above = /** @type {Element|null} */ (parent); above && above !== document.body; above = above.parentElement) {
				if (getComputedStyle(above).overflow === 'visible') continue;
				const edge = above.getBoundingClientRect();
				box.left = Math.max(box.left, edge.left);
				box.right = Math.min(box.right, edge.right);
				box.top = Math.max(box.top, edge.top);
				box.bottom = Math.min(box.bottom, edge.bottom);
			}
			if (box.right - box.left > 2 && box.bottom - box.top > 2) boxes.push(box);
		}
	}
	return boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => a.text !== b.text && a.layer === b.layer
		&& Math.min(a.right, b.right) - Math.max(a.left, b.left) > 4 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 8)
		.map((b) => `“${a.text.slice(0, 40)}” and “${b.text.slice(0, 40)}”`)).slice(0, 5);
}

/** In the page: what one presses, save links in running text, lower or narrower than 44 pixels. */
function tooSmall() {
	/** @param {Element} one */
	const target = (one) => (one.matches('input[type="checkbox"], input[type="radio"]') && one.closest('label') || one);

	return [...document.querySelectorAll('button, summary, select, textarea, input:not([type="hidden"]), a.btn, a.chip, nav a, header a')]
		.filter((one) => one.checkVisibility() && !one.closest('[aria-hidden="true"], .spoken, .skip'))
		.filter((one) => {
			const { width, height } = target(one).getBoundingClientRect();
			return width > 2 && (height < 43.5 || width < 43.5);
		}).map((one) => `${Math.round(target(one).getBoundingClientRect().width)}x${Math.round(target(one).getBoundingClientRect().height)} ${one.outerHTML.slice(0, 120)}`);
}

/** In the page: typed spaces, half-width signs and words that no page says. */
function badWords() {
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const wrong = [];

	while (walker.nextNode()) {
		const parent = walker.currentNode.parentElement;
		if (!parent || parent.closest('script, style, noscript, [data-sample]')) continue;
		const text = (walker.currentNode.textContent ?? '').trim().replace(/\s+/g, ' ');
		if (/\p{Script=Han} ?[,;:!?](?!\d)|[,;:!?] ?\p{Script=Han}/u.test(text)) wrong.push(`half-width sign: ${text}`);
		if (/\d \p{Script=Han}|\p{Script=Han} \d/u.test(text)) wrong.push(`typed space: ${text}`);
		if (/被满意|落后|差评|用户|非法|(?<!不)排名|undefined|NaN|\[object|\bnull\b/.test(text)) wrong.push(`never on a page: ${text}`);
	}
	return wrong;
}

// ---- by keyboard -------------------------------------------------------------------------------

/**
 * Presses Tab until the control that `finds` says has the focus; each stop on the way must show that it has it.
 * @param {Page} page @param {import('playwright-core').Locator} finds @param {number} [most]
 */
export async function tabTo(page, finds, most = 80) {
	for (let at = 0; at < most; at++) {
		if (await finds.evaluate((one) => one === document.activeElement)) return;
		await page.keyboard.press('Tab');
		assert.deepEqual(await page.evaluate(unseenFocus), [], 'the focus can be seen');
	}
	assert.fail(`Tab did not reach it in ${most} steps: ${finds}`);
}

/** In the page: the element that has the focus and doesn't show it. */
export function unseenFocus() {
	const now = document.activeElement;
	if (!now || now === document.body) return [];
	/** @param {Element|null} one */
	const isRinged = (one) => {
		if (!one) return false;
		const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one);
		return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/, 0\)$|^transparent$/.test(outlineColor)) || boxShadow !== 'none';
	};
	// a box to tick is drawn beside its input
	const shows = isRinged(now) || (now.matches('[type="checkbox"], [type="radio"]') && isRinged(now.nextElementSibling));
	return shows && now.getClientRects().length > 0 ? [] : [now.outerHTML.slice(0, 160)];
}

/** Counts clicks, where a number of them was promised. @param {Page} page */
export function clicker(page) {
	const counter = {
		clicks: 0,
		/** @param {import('playwright-core').Locator|string} what a locator, or the name of a button or link */
		async click(what) {
			const locator = typeof what === 'string' ? page.getByRole('button', { name: what }).or(page.getByRole('link', { name: what })) : what;
			await locator.click();
			counter.clicks++;
		},
	};
	return counter;
}
