// @ts-check
/** Every page when the server is busy or the line is away: a heading, a sentence, a way on; and when there is nothing to show. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect, open, settled } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** Addresses, and the part of the interface that each is about. @type {[string, RegExp][]} */
let pages;
before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
	/** @param {string} states */
	const round = (states) => house.psql(`select id from data.item where workflow = 'round' and state in (${states}) order by id limit 1`);
	const running = await round("'open'");
	const closed = await round("'closed', 'published'");
	const unit = await house.psql('select id from data.unit where public_name is not null order by id limit 1');
	pages = [['/console/', /\/api\/report\/home/], ['/console/password', /\/api\/account\/sessions/], ['/console/org', /\/api\/org\/(tree|unit)/],
		[`/console/org/unit/${unit}`, /\/api\/org\/unit/], ['/console/org/standards', /\/api\/org\/standards/], ['/console/survey', /\/api\/survey\/rounds/],
		['/console/survey/new', /\/api\/survey\/templates/], [`/console/survey/${running}`, /\/api\/survey\/round/], [`/console/survey/${running}/cards`, /\/api\/survey\/round/],
		[`/console/survey/${running}/poster/${house.demo.survey.open.slice(3)}`, /\/api\/survey\/mark/], [`/console/survey/${closed}/result`, /\/api\/survey\/round\/\d+\/result/],
		['/public/', /\/api\/survey\/published/], [`/public/${closed}`, /\/api\/survey\/published/]];
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

const busy = { status: 503, contentType: 'application/problem+json', headers: { 'Retry-After': '5' },
	json: { type: '/problems/busy', title: '系统暂时忙', status: 503, detail: '没有保存，您写的还在。请等5秒再试。' } };

test('a busy server: every page keeps its frame and its heading, says so, and comes back by one click', async () => {
	await chrome.visit({ who: house.account('officer'), refusals: [/^503 GET \/api\//, /^404 GET \/api\/survey\/published/] }, async (page) => {
		for (const [path, part] of pages) {
			await page.route(part, (route) => route.fulfill(busy));
			await page.goto(path);
			await page.getByText('没有加载出来，您写的还在。').first().waitFor();
			await settled(page).catch(() => assert.fail(`${path} goes on loading`));
			assert.equal(await page.locator('h1').count() > 0 && (await page.locator('h1').first().textContent() ?? '').length > 0, true, path);
			await inspect(page, `busy ${path.replace(/\d+|[0-9a-z]{8}$/g, 'n')}`);
			await page.unrouteAll({ behavior: 'wait' });
			await page.getByRole('button', { name: '再试一次' }).first().click();
			await settled(page);
			await page.getByText('没有加载出来，您写的还在。').waitFor({ state: 'detached' });
		}
	});
});

test('an answer that is no answer, and none at all, are failures too', async () => {
	await chrome.visit({ who: house.account('officer'), refusals: [/^502 GET/] }, async (page) => {
		await page.route('**/api/survey/rounds', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<p>Wi-Fi login</p>' }));
		await open(page, '/console/survey');
		await page.getByText('没有加载出来，您写的还在。').waitFor();
		assert.ok(!(await page.locator('body').textContent())?.includes('Wi-Fi'));
		await page.unrouteAll({ behavior: 'wait' });
		await page.route('**/api/survey/rounds', (route) => route.abort('connectionrefused'));
		await page.getByRole('button', { name: '再试一次' }).click();
		await settled(page);
		await page.getByText('没有加载出来，您写的还在。').waitFor();
	});
});

test('nothing published yet, and no round that concerns one', async () => {
	await chrome.visit({ width: 412 }, async (page) => {
		await page.route('**/api/survey/published', (route) => route.fulfill({ json: { rows: [] } }));
		await open(page, '/public/');
		await page.getByText('还没有公布的结果。测评截止以后，结果公布在这里。').waitFor();
		await inspect(page, 'nothing published');
	});
	await chrome.visit({ who: house.account('secretary') }, async (page) => {
		await page.route('**/api/survey/rounds', (route) => route.fulfill({ json: { rows: [], next: null, may_create: false } }));
		await open(page, '/console/survey');
		await page.getByText('还没有测评。有了结果，公布后在这里看。').waitFor();
		await inspect(page, 'no rounds for a reader');
	});
});

test('a role without rights that types an officer\'s address is told so in words', async () => {
	await chrome.visit({ who: house.account('member'), refusals: [/^40[349] (GET|POST) \/api\//] }, async (page) => {
		for (const path of ['/console/survey', '/console/survey/new', ...pages.map(([one]) => one).filter((one) => /survey\/\d+/.test(one))]) {
			await open(page, path);
			await page.getByText(path.endsWith('/new') ? '当前身份是“党员”，不能新建测评。需要办理，请联系工委经办人。'
				: path.endsWith('/survey') ? '还没有测评。有了结果，公布后在这里看。' : '没有找到').first().waitFor();
			assert.equal(await page.getByRole('button', { name: /^(保存|做卡片|开始测评)$/ }).count(), 0, path);
			await inspect(page, `a member at ${path.replace(/\d+|[0-9a-z]{8}$/g, 'n')}`);
		}
	});
});
