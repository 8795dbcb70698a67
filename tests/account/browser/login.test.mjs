// @ts-check
/** Signing in and out in a browser: refusals keep what may be kept, and one comes back to where one was. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, field, inspect, open, settled, tabTo } from '../../common/browser.mjs';
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

const refused = [/^401 POST \/api\/account\/login$/];
const away = [/^401 GET \/api\/(account|report|survey|org)\//];

/** @param {Page} page @param {{login: string, password: string}} who */
async function signIn(page, { login, password }) {
	await field(page, '账号').fill(login);
	await field(page, '密码').fill(password);
	await page.getByRole('button', { name: '登录' }).click();
}

/** Ends every session of an account, as time does. @param {number} account */
const timeOut = (account) => house.psql(`update data.session set idle_until = base.now() - interval '1 second' where account = ${account}`);

test('from the address alone to the list of what is to be done, and out again', async () => {
	await chrome.visit({ refusals: away }, async (page) => {
		await page.goto('/');
		await page.waitForURL(/\/console\/login\?back=%2Fconsole%2F/);
		assert.equal(await page.getByText('已自动退出').count(), 0, 'who was never here is not told of having been away');
		await signIn(page, house.account('secretary'));
		await page.waitForURL(/\/console\/$/);
		await page.getByRole('heading', { level: 1, name: /^今天/ }).waitFor();
		assert.equal(await page.locator('[data-place="where"]').textContent(), house.account('secretary').unit);

		await page.locator('.who summary').click();
		await page.getByRole('button', { name: '退出' }).click();
		await page.waitForURL(/\/console\/login$/);
		assert.equal(await page.evaluate(() => sessionStorage.length), 0, 'nothing of the person stays in the tab');
		await page.goBack();
		await page.waitForURL(/\/console\/login/);
		assert.equal(await page.locator('.side a').count(), 0, 'the way back shows nothing');
	});
});

test('the page says that nothing secret belongs here, what becomes of personal data, and whom to ask', async () => {
	await chrome.visit({}, async (page) => {
		await open(page, '/console/login');
		await page.getByText('本系统不涉密，严禁录入、上传国家秘密。').waitFor();
		await page.getByText('只收办事必需的个人信息；谁看过您的信息，登录后可以查到。').waitFor();
		await page.getByText(/^忘记密码或没有账号，请联系本单位管理员：.+。$/).waitFor();
		assert.equal(await page.evaluate(() => document.activeElement?.id), 'login', 'one types at once');
		await inspect(page, 'sign-in empty');
	});
});

test('what is not filled in is said beside its field and at the top, and nothing is asked', async () => {
	await chrome.visit({}, async (page) => {
		await open(page, '/console/login');
		await page.getByRole('button', { name: '登录' }).click();
		await page.getByRole('heading', { name: '有2处要改' }).waitFor();
		assert.equal(await page.locator('#login-error').textContent(), '账号没有填。');
		assert.equal(await page.locator('#password-error').textContent(), '密码没有填。');
		assert.equal(await field(page, '账号').getAttribute('aria-invalid'), 'true');
		assert.equal(await field(page, '账号').getAttribute('aria-describedby'), 'login-error');
		assert.ok(await page.locator('[data-summary]').evaluate((one) => one === document.activeElement), 'the summary has the focus');
		await inspect(page, 'sign-in missing');
		await page.getByRole('link', { name: '密码没有填。' }).click();
		assert.equal(await page.evaluate(() => document.activeElement?.id), 'password');
	});
});

test('a wrong password and an unknown account get one sentence; the account stays, the password goes', async () => {
	await chrome.visit({ refusals: refused }, async (page) => {
		await open(page, '/console/login');
		for (const login of [(await newcomer(house)).login, 'nobody-of-this-name']) {
			await Promise.all([page.waitForResponse('**/api/account/login'), signIn(page, { login, password: 'not this one, surely' })]);
			await settled(page);
			await page.getByRole('alert').getByText('账号或密码不对，请再试。').waitFor();
			assert.equal(await field(page, '账号').inputValue(), login);
			assert.equal(await field(page, '密码').inputValue(), '');
			assert.equal(await page.locator('[data-summary] h2').textContent(), '没有登录上');
		}
		await inspect(page, 'sign-in wrong');
	});
});

test('who tried too often is told how long to wait, and what was typed stays', async () => {
	const who = await newcomer(house);
	await chrome.visit({ refusals: [...refused, /^429 POST \/api\/account\/login$/] }, async (page) => {
		await open(page, '/console/login');
		const delayed = page.getByRole('alert').getByText(/^试的次数多了，请等\d+秒再试。$/);
		for (let at = 0; at < 20 && await delayed.count() === 0; at++) {
			await signIn(page, { ...who, password: `wrong ${at}` });
			await settled(page);
		}
		await delayed.waitFor();
		assert.equal(await field(page, '账号').inputValue(), who.login);
		await inspect(page, 'sign-in delayed');
	});
});

test('a server that is away is no wrong password', async () => {
	await chrome.visit({}, async (page, context) => {
		await open(page, '/console/login');
		await context.setOffline(true);
		await signIn(page, house.account('member'));
		await page.getByRole('heading', { name: '没有连上' }).waitFor();
		assert.equal(await field(page, '账号').inputValue(), house.account('member').login);
		await context.setOffline(false);
		await field(page, '密码').fill(house.account('member').password);
		await page.getByRole('button', { name: '登录' }).click();
		await page.waitForURL(/\/console\/$/);
	});
});

test('signed out by time: said so, and back to the page with what was typed', async () => {
	const who = await newcomer(house, { role: 'officer', unit: '市直机关工委' });
	await chrome.visit({ refusals: [...away, /^401 POST \/api\/survey\/rounds$/] }, async (page) => {
		await open(page, '/console/login');
		await signIn(page, who);
		await page.waitForURL(/\/console\/$/);
		await page.getByRole('link', { name: '测评', exact: true }).first().click();
		await page.getByRole('link', { name: '新建测评' }).click();
		await field(page, '名称').fill('写到一半的测评');
		await field(page, '电话').fill('0571-12345');
		await page.getByText('有没保存的修改').waitFor();
		await timeOut(who.id);
		let asked = 0;
		page.on('dialog', (dialog) => {
			asked++;
			return dialog.accept();
		});
		await page.getByRole('button', { name: '保存', exact: true }).click();
		await page.waitForURL(/\/console\/login\?back=%2Fconsole%2Fsurvey%2Fnew&out=1$/);
		await page.getByText('离开时间较长，已自动退出。登录后回到刚才那一页，写了一半的还在。').waitFor();
		assert.equal(asked, 0, 'nobody is asked whether to leave, for nothing is lost');
		await inspect(page, 'sign-in after time');
		await signIn(page, who);
		await page.waitForURL(/\/console\/survey\/new$/);
		await settled(page);
		assert.equal(await field(page, '名称').inputValue(), '写到一半的测评');
		assert.equal(await field(page, '电话').inputValue(), '0571-12345');
		await page.getByText('上次没有保存的修改已经放回来了。').waitFor();
	});
});

test('what one left half-written is not shown to the next who signs in at this desk', async () => {
	const [one, other] = [await newcomer(house, { role: 'officer', unit: '市直机关工委' }), await newcomer(house, { role: 'officer', unit: '市直机关工委' })];
	await chrome.visit({ refusals: [...away, /^401 POST \/api\/survey\/rounds$/] }, async (page) => {
		await open(page, '/console/login');
		await signIn(page, one);
		await page.waitForURL(/\/console\/$/);
		await open(page, '/console/survey/new');
		await field(page, '名称').fill('只有我看的');
		await page.getByText('有没保存的修改').waitFor();
		await timeOut(one.id);
		await page.getByRole('button', { name: '保存', exact: true }).click();
		await page.waitForURL(/\/console\/login/);
		await signIn(page, other);
		await page.waitForURL(/\/console\/survey\/new$/);
		await settled(page);
		assert.equal(await field(page, '名称').inputValue(), '');
	});
});

test('the way back leads to a page of the console, whatever the address asks', async () => {
	const { login, password } = house.account('inspector');
	const elsewhere = ['https://example.com/', '//example.com/console/', '/\\example.com', 'javascript:alert(1)', '/console/login?back=x',
		'/api/account/me', '/console/..//example.com'];
	await chrome.visit({}, async (page) => {
		for (const [asked, leads] of [...elsewhere.map((one) => [one, '/console/']), ['/console/org/standards?seen=goal', '/console/org/standards?seen=goal']]) {
			await open(page, `/console/login?back=${encodeURIComponent(asked)}`);
			await signIn(page, { login, password });
			await page.waitForURL((url) => !url.pathname.endsWith('/login'));
			assert.equal(page.url(), house.url + leads, asked);
			await settled(page);
		}
	});
});

test('by keyboard alone, with the focus always in sight', async () => {
	const { login, password } = house.account('reviewer');
	await chrome.visit({}, async (page) => {
		await open(page, '/console/login');
		await page.keyboard.type(login);
		await tabTo(page, field(page, '密码'));
		await page.keyboard.type(password);
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/console\/$/);
		await settled(page);
		await tabTo(page, page.locator('.who summary'));
		await page.keyboard.press('Enter');
		await page.keyboard.press('Escape');
		assert.ok(await page.locator('.who summary').evaluate((one) => one === document.activeElement), 'Esc leads back to the name');
		await page.keyboard.press('Enter');
		await tabTo(page, page.getByRole('button', { name: '退出' }));
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/console\/login$/);
	});
});

test('pressed twice in a hurry, one is signed in once', async () => {
	const who = await newcomer(house);
	await chrome.visit({}, async (page) => {
		await open(page, '/console/login');
		await field(page, '账号').fill(who.login);
		await field(page, '密码').fill(who.password);
		await page.getByRole('button', { name: '登录' }).dblclick();
		await page.waitForURL(/\/console\/$/);
		assert.equal(await house.psql(`select count(*) from data.session where account = ${who.id}`), '1');
	});
});
