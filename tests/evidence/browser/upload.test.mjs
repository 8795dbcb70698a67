// @ts-check
/** Files by hand: chosen, dropped, pasted, photographed; paused, cut, gone on with here and on another device. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Chrome, field, inspect, isAccessible, open, settled, tabTo } from '../../common/browser.mjs';
import { until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{name: string, mimeType: string, buffer: Buffer}} Chosen */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
const MB = 1024 * 1024;
const unit = '婚姻登记处党支部';

before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

let made = 0;
/** @param {number} size @param {string} [name] @returns {Chosen} nobody else's name */
const file = (size, name) => ({ name: name ?? `录音${process.pid}-${++made}.txt`, mimeType: 'text/plain', buffer: Buffer.from(randomBytes(size / 2).toString('hex')) });
const secretary = () => newcomer(house, { unit });

/** @param {Page} page @param {Chosen | Chosen[]} files @param {string} [button] */
async function choose(page, files, button = '选文件') {
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: button }).first().click();
	await (await chooser).setFiles(files);
}

/** The file's row. @param {Page} page @param {Chosen} which */
const row = (page, which) => page.locator('.file-row', { hasText: which.name });

/** All bytes are there, and they are the file's. @param {Chosen} which */
async function arrived(which) {
	const sum = await until(() => house.psql(`select encode(u.received, 'hex') from data.upload as u where u.name = '${which.name}' and u.received is not null`), `${which.name} has come`, 60);
	assert.equal(sum, createHash('sha256').update(which.buffer).digest('hex'));
}

/** Lets `first` chunks through and holds the others until it is called. @param {Page} page @param {number} first */
async function hold(page, first) {
	/** @type {(value?: unknown) => void} */
	let release = () => {};
	const released = new Promise((resolve) => { release = resolve; });
	let seen = 0;
	await page.route(/\/api\/evidence\/uploads\/\d+$/, async (route) => {
		if (route.request().method() === 'PATCH' && ++seen > first) await released;
		await route.continue().catch(() => {});
	});
	return () => release();
}

/** What each chunk began with. @param {Page} page */
function offsets(page) {
	/** @type {number[]} */
	const begun = [];
	page.on('request', (request) => {
		if (request.method() === 'PATCH') begun.push(Number(request.headers()['upload-offset']));
	});
	return begun;
}

/** @param {Page} page */
const send = (page) => page.getByRole('button', { name: /^上传/ }).click();

/** Sends a file as far as its first chunk; the others wait until `release` is called. @param {Page} page @param {Chosen} one */
async function sendFirst(page, one) {
	const begun = offsets(page);
	const release = await hold(page, 1);
	await open(page, '/console/evidence');
	await choose(page, one);
	await send(page);
	await until(() => begun.length === 2, 'the second chunk begins', 20);
	return { begun, release };
}

test('several files are chosen, looked at, and sent in chunks with their digests; nothing is kept in the browser', async () => {
	await chrome.visit({ who: await secretary() }, async (page) => {
		const files = [file(9 * MB), file(2000)];
		const begun = offsets(page);
		/** @type {string[]} */
		const sums = [];
		page.on('request', (request) => { if (request.method() === 'PATCH') sums.push(request.headers()['upload-checksum'] ?? ''); });
		await open(page, '/console/');
		await page.locator('.side').getByRole('link', { name: '佐证材料' }).click();
		await page.getByText('本系统不涉密').waitFor();
		await settled(page);
		await inspect(page, 'an empty library');
		await choose(page, files);
		await page.getByRole('button', { name: '上传2个文件' }).waitFor();
		assert.match(await field(page, '发生日期').inputValue(), /^\d{4}-\d\d-\d\d$/);
		await inspect(page, 'files that are chosen');
		await send(page);
		for (const one of files) await arrived(one);
		assert.deepEqual(begun.filter((at) => at > 0), [4 * MB, 8 * MB]);
		assert.ok(sums.length === 4 && sums.every((sum) => /^sha256 [A-Za-z0-9+/]{43}=$/.test(sum)), `${sums}`);
		assert.deepEqual(await page.evaluate(() => [localStorage.length, Object.keys(sessionStorage).filter((name) => name !== 'wuhao.me').length]), [0, 0]);
	});
});

test('it is paused, goes on where it was, and is given up', async () => {
	const one = file(9 * MB);
	await chrome.visit({ who: await secretary() }, async (page) => {
		const { begun, release } = await sendFirst(page, one);
		await page.getByRole('button', { name: `暂停：${one.name}` }).click();
		await row(page, one).getByText('已暂停').waitFor();
		await inspect(page, 'a paused file');
		release();
		await page.getByRole('button', { name: `接着传：${one.name}` }).click();
		await arrived(one);
		assert.deepEqual(begun, [0, 4 * MB, 4 * MB, 8 * MB]);
	});
	const other = file(9 * MB);
	await chrome.visit({ who: await secretary() }, async (page) => {
		await hold(page, 1);
		await open(page, '/console/evidence');
		await choose(page, other);
		await send(page);
		await row(page, other).getByText('已传').waitFor();
		await page.getByRole('button', { name: `放弃：${other.name}` }).click();
		await page.getByRole('dialog').getByRole('button', { name: '放弃', exact: true }).click();
		await row(page, other).waitFor({ state: 'detached' });
		assert.equal(await house.psql(`select u.state from data.upload as u where u.name = '${other.name}'`), 'ended');
		await page.unrouteAll({ behavior: 'ignoreErrors' });
	});
});

test('a line that is cut says so and goes on by itself; what is busy is waited for', async () => {
	const one = file(9 * MB);
	await chrome.visit({ who: await secretary(), refusals: [/^(423|503|429|507) PATCH/] }, async (page, context) => {
		const begun = offsets(page);
		/** @type {((route: import('playwright-core').Route) => Promise<void>)[]} what happens to the chunks, one after the other */
		const fates = [
			(route) => route.continue(),
			(route) => route.abort('connectionreset'),
			(route) => route.fulfill({ status: 503, headers: { 'retry-after': '1' } }),
			(route) => route.fulfill({ status: 423, headers: { 'retry-after': '1' } }),
			(route) => route.fulfill({ status: 429, headers: { 'retry-after': '1' } }),
			(route) => route.fulfill({ status: 507, headers: { 'retry-after': '1' }, json: { detail: '服务器空间不足，文件没有存上。' } }),
			(route) => route.abort('connectionreset'),
		];
		await page.route(/\/api\/evidence\/uploads\/\d+$/, async (route) => {
			if (route.request().method() !== 'PATCH') return route.continue();
			return (fates.shift() ?? ((/** @type {import('playwright-core').Route} */ now) => now.continue()))(route);
		});
		await open(page, '/console/evidence');
		await choose(page, one);
		await send(page);
		const says = row(page, one);
		await says.getByText('网断了，连上以后自己接着传。').waitFor();
		await inspect(page, 'a line that is cut');
		await says.getByText('系统暂时忙').waitFor();
		await says.getByText('另一处正在传这个文件').waitFor();
		await says.getByText('服务器空间不足，文件没有存上。').waitFor();
		await says.getByText('网断了').waitFor();
		await context.setOffline(true);
		await page.waitForTimeout(200);
		await context.setOffline(false);
		await arrived(one);
		assert.equal(begun.filter((at) => at === 0).length, 1, 'what had come came once');
	});
});

test('another device goes on with it: the same file, by its name, its size and what has come', async () => {
	const who = await secretary();
	const one = file(9 * MB);
	await chrome.visit({ who }, async (page) => {
		await sendFirst(page, one);
		await page.getByRole('button', { name: `暂停：${one.name}` }).click();
		await row(page, one).getByText('已暂停').waitFor();
	});
	await chrome.visit({ who, width: 390 }, async (page) => {
		const begun = offsets(page);
		await open(page, '/console/evidence');
		await row(page, one).getByText('没有传完').waitFor();
		await inspect(page, 'begun on another device');
		const again = `选这个文件接着传：${one.name}`;
		await choose(page, file(9 * MB, '别的.txt'), again);
		await page.getByRole('alert').getByText('这不是同一个文件').waitFor();
		await choose(page, file(9 * MB, one.name), again);
		await page.getByRole('alert').getByText('改过了').waitFor();
		await inspect(page, 'another file than the one that was begun');
		await choose(page, one, again);
		await arrived(one);
		assert.deepEqual(begun, [4 * MB, 8 * MB]);
	});
});

test('a file that is chosen anew goes on by itself where it had come to', async () => {
	const who = await secretary();
	const one = file(5 * MB);
	await chrome.visit({ who }, async (page) => {
		const { begun } = await sendFirst(page, one);
		await page.reload();
		await page.unrouteAll({ behavior: 'ignoreErrors' });
		await row(page, one).getByText('没有传完').waitFor();
		await choose(page, one);
		await send(page);
		await arrived(one);
		assert.equal(begun.at(-1), 4 * MB);
		assert.equal(await house.psql(`select count(*) from data.upload as u where u.name = '${one.name}'`), '1');
	});
});

test('on a phone a photograph is three taps', async () => {
	const photo = { name: `photo${process.pid}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), randomBytes(3000)]) };
	await chrome.visit({ who: await secretary(), width: 390 }, async (page) => {
		await open(page, '/console/evidence');
		const chooser = page.waitForEvent('filechooser');
		await page.getByRole('button', { name: '拍照' }).click();
		const opened = await chooser;
		assert.deepEqual(await opened.element().evaluate((/** @type {HTMLInputElement} */ one) => [one.accept, one.getAttribute('capture'), one.multiple]), ['image/*', 'environment', false]);
		await opened.setFiles(photo);
		await inspect(page, 'a photograph');
		await send(page);
		await arrived(photo);
	});
});

test('what can\'t be sent is said at once: an empty file, one too large, a folder', async () => {
	await chrome.visit({ who: await secretary() }, async (page) => {
		await page.route('**/api/evidence/uploads', async (route) => {
			const answer = await route.fetch();
			await route.fulfill({ response: answer, json: { ...await answer.json(), most: MB } });
		});
		await open(page, '/console/evidence');
		await choose(page, [{ name: '空的.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) }, file(2 * MB, '太大.txt')]);
		await page.getByRole('alert').getByText('“空的.txt”是空的，没有选上。').waitFor();
		await page.getByRole('alert').getByText('“太大.txt”有2 MB，每个文件最大1 MB。').waitFor();
		assert.equal(await page.getByRole('button', { name: /^上传/ }).count(), 0);
		await inspect(page, 'files that can\'t be sent');
	});
});

test('files are dropped and pasted; a screenshot gets a name by its time', async () => {
	await chrome.visit({ who: await secretary() }, async (page) => {
		await open(page, '/console/evidence');
		await page.evaluate(() => {
			const data = new DataTransfer();
			data.items.add(new File(['走访两户'], '拖来的.txt', { type: 'text/plain' }));
			const drop = /** @type {Element} */ (document.querySelector('.drop'));
			for (const type of ['dragover', 'drop']) drop.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
		});
		await page.getByText('拖来的.txt').waitFor();
		await page.evaluate(() => {
			const data = new DataTransfer();
			data.items.add(new File(['picture'], 'image.png', { type: 'image/png' }));
			document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
		});
		await page.getByText(/^截图\d{8}-\d{6}\.png$/).waitFor();
		await page.getByRole('button', { name: '上传2个文件' }).waitFor();
		await page.getByRole('button', { name: '不传：拖来的.txt' }).click();
		await page.getByRole('button', { name: '上传', exact: true }).waitFor();
	});
});

test('the keyboard alone sends a file, pauses it and goes on', async () => {
	const one = file(9 * MB);
	await chrome.visit({ who: await secretary() }, async (page) => {
		const begun = offsets(page);
		const release = await hold(page, 1);
		page.on('filechooser', () => {}); // so that none opens for real, not even at once
		await open(page, '/console/evidence');
		await tabTo(page, page.getByRole('button', { name: '选文件' }));
		const chooser = page.waitForEvent('filechooser');
		await page.keyboard.press('Enter');
		await (await chooser).setFiles(one);
		await tabTo(page, page.getByRole('button', { name: '上传', exact: true }));
		await page.keyboard.press('Enter');
		await until(() => begun.length === 2, 'the second chunk begins', 20);
		await tabTo(page, page.getByRole('button', { name: `暂停：${one.name}` }), 10);
		await page.keyboard.press('Enter');
		const again = page.getByRole('button', { name: `接着传：${one.name}` });
		await again.waitFor();
		release();
		await tabTo(page, again);
		await page.keyboard.press('Enter');
		await arrived(one);
		await isAccessible(page, 'a file that has come');
	});
});

test('who is signed out meanwhile is told how to go on', async () => {
	const one = file(9 * MB);
	await chrome.visit({ who: await secretary(), refusals: [/^401 /] }, async (page, context) => {
		const { release } = await sendFirst(page, one);
		await page.getByRole('button', { name: `暂停：${one.name}` }).click();
		await context.clearCookies();
		release();
		await page.getByRole('button', { name: `接着传：${one.name}` }).click();
		await row(page, one).getByText('登录后再选这个文件').waitFor();
		assert.match(await row(page, one).getByRole('link', { name: '登录' }).getAttribute('href') ?? '', /^\/console\/login\?back=%2Fconsole%2Fevidence$/);
	});
});

test('without JavaScript a plain form sends a file, to the unit that the address names', async () => {
	const one = { name: `走访${process.pid}.txt`, mimeType: 'text/plain', buffer: Buffer.from('走访两户，问了难处') };
	const id = await house.psql(`select id from data.unit where short_name = '${unit}'`);
	await chrome.visit({ who: await secretary(), javaScript: false, refusals: [/^422 POST \/api\/evidence\/form$/] }, async (page) => {
		await page.goto(`/console/evidence?unit=${id}"><b>`);
		assert.equal(await page.locator('input[name="unit"]').count(), 0);
		await page.goto(`/console/evidence?unit=${id}`);
		assert.equal(await page.locator('input[name="unit"]').getAttribute('value'), id);
		await page.locator('input[name="happened"]').fill('2026年13月');
		await page.locator('input[type="file"]').setInputFiles(one);
		await page.getByRole('button', { name: '上传' }).click();
		await page.getByText('文件没有存上。请按返回键，改好再传。').waitFor();
		await page.getByRole('link', { name: '回到佐证材料' }).waitFor();
		assert.equal(await page.locator('h1').textContent(), '有1处要改');
		if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/plain-refused.png` });
		assert.equal(await house.psql(`select count(*) from data.upload as u where u.name = '${one.name}'`), '0');
		await page.goto(`/console/evidence?unit=${id}`);
		await page.locator('input[name="happened"]').fill('2026-09-20');
		await page.locator('input[type="file"]').setInputFiles(one);
		await page.getByRole('button', { name: '上传' }).click();
		await arrived(one);
		assert.match(page.url(), /\/console\/evidence(\/\d+)?$/);
		assert.equal(await house.psql(`select u.unit || ' ' || u.happened_on from data.upload as u where u.name = '${one.name}'`), `${id} 2026-09-20`);
	});
});
