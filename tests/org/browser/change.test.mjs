// @ts-check
/**
 * Changes of the organisation in a browser: ordered on the unit's page, looked at before and after their day, taken back; kinds and
 * sectors; a tree with five hundred units below one.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, inspect, open, settled, tabTo } from '../../common/browser.mjs';
import { until } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('../../common/installation.mjs').Installation} of its own: its clock is moved */
let house;
/** @type {Chrome} */
let chrome;
/** @type {string} */
let today;
before(async () => {
	house = await start({ own: true });
	chrome = await Chrome.start(house);
	today = await house.psql('select base.today()');
	await until(async () => (await house.psql('select count(*) from data.search_due')) === '0', 'keys are written');
});
after(async () => {
	await chrome.stop();
	await house.stop();
});

const id = (/** @type {string} */ name) => house.psql(`select id from data.unit where short_name = '${name}' and closed_on is null`);
/** @param {number} days */
const day = (days) => new Date(Date.parse(`${today}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10);
/** @param {string} iso */
const said = (iso) => { const [y, m, d] = iso.split('-').map(Number); return `${y}年${m}月${d}日`; };
/** @param {Page} page @param {string} name */
const press = (page, name) => page.locator('article.unit .orders').getByRole('button', { name, exact: true }).click();
/** @param {Page} page */
const dialog = (page) => page.locator('dialog');
/** @param {Page} page @param {string} superior @returns {Promise<string[]>} what stands below it in the tree */
async function below(page, superior) {
	const row = page.locator('[role="treeitem"]', { has: page.locator(`a:text-is("${superior}")`) });
	if (await row.getAttribute('aria-expanded') === 'false') {
		await row.locator('.turn').click();
		await page.waitForFunction((name) => [...document.querySelectorAll('[role="treeitem"]')].some((each) => each.querySelector('a')?.textContent === name
			&& each.getAttribute('aria-expanded') === 'true' && !each.hasAttribute('aria-busy')), superior);
	}
	// the tree may be read anew at this moment: it is looked at when something stands there
	const found = await page.waitForFunction((name) => {
		const rows = [...document.querySelectorAll('[role="treeitem"]')];
		const at = rows.findIndex((each) => each.querySelector('a')?.textContent === name);
		if (at < 0) return null;
		const level = Number(rows[at].getAttribute('aria-level'));
		const found = [];
		for (const each of rows.slice(at + 1)) {
			if (Number(each.getAttribute('aria-level')) <= level) break;
			if (Number(each.getAttribute('aria-level')) === level + 1) found.push(each.querySelector('a')?.textContent ?? '');
		}
		return found.length ? found : null;
	}, superior);
	return /** @type {Promise<string[]>} */ (found.jsonValue());
}

test('a branch is moved as of a day to come: nothing until then, the new superior from then on, the old one by date', async () => {
	const unit = await id('婚姻登记处党支部');
	await chrome.visit({ who: house.account('officer'), refusals: [/^422 POST \/api\/org\/unit\/\d+\/move$/] }, async (page) => {
		await open(page, `/console/org/unit/${unit}`);
		await press(page, '改隶');
		await dialog(page).getByLabel('新的上级').fill('caizheng');
		await dialog(page).getByRole('button', { name: /^市财政局机关党委/ }).waitFor();
		assert.equal(await dialog(page).getByRole('button', { name: /国库支付党支部/ }).count(), 0, 'what it can\'t stand under is not offered');
		await inspect(page, 'move, offers');
		await dialog(page).getByRole('button', { name: /^市财政局机关党委/ }).click();
		await dialog(page).getByLabel('从哪天起').fill(day(5));
		await dialog(page).getByRole('button', { name: '改隶' }).click();
		await dialog(page).getByRole('alert').getByText('依据没有填。').waitFor();
		assert.equal(await dialog(page).getByLabel('从哪天起').inputValue(), day(5), 'what was typed stays');
		await inspect(page, 'move, refused');
		await dialog(page).getByRole('textbox', { name: '依据' }).fill('澄直工委〔2026〕31号');
		await dialog(page).getByRole('button', { name: '改隶' }).click();
		await page.locator('.change-line').getByText('“婚姻登记处党支部”从“市民政局机关党委”改到“市财政局机关党委”').waitFor();
		await page.locator('.change-line').getByText('待生效').waitFor();
		assert.ok((await below(page, '市民政局机关党委')).includes('婚姻登记处党支部'));
		await inspect(page, 'unit with a change that waits');
	});
	await house.wuhao('clock', '--date', day(5));
	await until(async () => (await house.psql(`select applied is not null from data.change where unit = ${unit}`)) === 't', 'the keeper does it');
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, '/console/org');
		assert.ok((await below(page, '市财政局机关党委')).includes('婚姻登记处党支部'));
		assert.ok(!(await below(page, '市民政局机关党委')).includes('婚姻登记处党支部'));
		await page.getByLabel('看某一天的组织').fill(day(4));
		await page.getByText(`这是${said(day(4)).replace(/^\d+年/, '')}的组织。`).or(page.getByText(`这是${said(day(4))}的组织。`)).waitFor();
		assert.ok((await below(page, '市民政局机关党委')).includes('婚姻登记处党支部'), 'as it stood the day before');
		assert.match(page.url(), new RegExp(`\\?day=${day(4)}$`));
		await page.locator('.tree-row a', { hasText: '婚姻登记处党支部' }).click();
		await page.locator('article h1', { hasText: '婚姻登记处党支部' }).waitFor();
		assert.equal(await page.locator('article .path a').last().textContent(), '市民政局机关党委');
		assert.equal(await page.locator('.orders').count(), 0, 'the past is not changed');
		await page.locator('.history').waitFor();
		assert.equal(await page.locator('.history').getByText('改隶“市财政局机关党委”').count(), 0, 'nothing is told of the days after');
		await inspect(page, 'as of a day');
		await page.getByRole('button', { name: '看现在的' }).click();
		await page.locator('article .path a', { hasText: '市财政局机关党委' }).waitFor();
		await page.locator('.history').getByText('改隶“市财政局机关党委”').waitFor();
		assert.doesNotMatch(page.url(), /day=/);
		await page.goBack();
		await page.locator('article .path a', { hasText: '市民政局机关党委' }).waitFor();
	});
});

test('by keyboard a group is made, renamed and dissolved by the secretary of its branch', async () => {
	await chrome.visit({ who: house.account('secretary'), refusals: [/^422 POST \/api\/org\/unit\/\d+\/dissolve$/] }, async (page) => {
		await open(page, `/console/org/unit/${await id(house.account('secretary').unit)}`);
		assert.deepEqual(await page.locator('.orders button').allTextContents(), ['新建下级'], 'of the branch itself nothing is theirs to change');
		await tabTo(page, page.getByRole('button', { name: '新建下级' }));
		await page.keyboard.press('Enter');
		await dialog(page).waitFor();
		assert.deepEqual(await dialog(page).getByLabel('种类').locator('option').allTextContents(), ['党小组']);
		await dialog(page).getByLabel('全称').fill('综合窗口党支部第三党小组');
		await dialog(page).getByLabel('简称').fill('综合窗口第三党小组');
		await dialog(page).getByRole('textbox', { name: '依据' }).fill('支部委员会会议');
		await page.keyboard.press('Enter');
		await page.locator('article table').getByText('综合窗口第三党小组').waitFor();
		await page.locator('.tree-row a', { hasText: '综合窗口第三党小组' }).click();
		await page.locator('article h1', { hasText: '第三党小组' }).waitFor();
		assert.deepEqual(await page.locator('.orders button').allTextContents(), ['改名', '撤销']);
		await press(page, '改名');
		assert.equal(await dialog(page).getByLabel('简称').inputValue(), '综合窗口第三党小组');
		await dialog(page).getByLabel('简称').fill('综合窗口夜班党小组');
		await dialog(page).getByRole('textbox', { name: '依据' }).fill('支部委员会会议');
		await inspect(page, 'rename');
		await dialog(page).getByRole('button', { name: '保存' }).click();
		await page.locator('article h1', { hasText: '夜班党小组' }).waitFor();
		await page.locator('.tree-row a', { hasText: '夜班党小组' }).waitFor();
		await press(page, '撤销');
		await dialog(page).getByRole('textbox', { name: '依据' }).fill('支部委员会会议');
		await dialog(page).getByRole('button', { name: '撤销' }).click();
		await page.locator('article .tag', { hasText: '撤销' }).waitFor();
		assert.equal(await page.locator('.tree-row a', { hasText: '夜班党小组' }).count(), 0);
	});
});

test('a unit is split with members from the roster, and two are merged', async () => {
	await chrome.visit({ who: house.account('officer'), refusals: [/^422 POST/] }, async (page) => {
		const unit = await id('热线服务党支部');
		const whole = Number(await house.psql(`select full_members from data.roster where unit = ${unit}`));
		await open(page, `/console/org/unit/${unit}`);
		await press(page, '分立');
		const part = (/** @type {string} */ name) => dialog(page).getByRole('group', { name, exact: true });
		await part('新单位').getByLabel('全称').fill('中共澄湖市12345热线服务中心夜班支部委员会');
		await part('新单位').getByLabel('简称').fill('热线夜班党支部');
		await dialog(page).getByRole('button', { name: '再分出一个' }).click();
		assert.equal(await part('新单位1').getByLabel('简称').inputValue(), '热线夜班党支部', 'what was typed stays');
		await part('新单位2').getByLabel('简称').fill('热线外语党支部');
		await dialog(page).getByRole('button', { name: '打开名册来选' }).click();
		const goes = dialog(page).getByRole('group', { name: '党员分到哪里' }).locator('select');
		await goes.first().waitFor();
		for (const at of [0, 1, 2]) await goes.nth(at).selectOption({ label: '热线夜班党支部' });
		await goes.nth(3).selectOption({ label: '热线外语党支部' });
		await dialog(page).getByRole('textbox', { name: '依据' }).fill('澄直工委〔2026〕32号');
		await dialog(page).getByRole('button', { name: '分立', exact: true }).click();
		await part('新单位2').getByText('全称没有填。').waitFor();
		assert.equal(await goes.nth(3).inputValue(), '1', 'and so does what was chosen');
		await inspect(page, 'split, refused');
		await part('新单位2').getByLabel('全称').fill('中共澄湖市12345热线服务中心外语支部委员会');
		await dialog(page).getByRole('button', { name: '分立', exact: true }).click();
		await page.locator('.history').getByText('分出“热线夜班党支部”').waitFor();
		const members = async (/** @type {string} */ name) => Number(await house.psql(`select sum(full_members + probationary) from data.roster where unit = ${await id(name)}`));
		assert.deepEqual([await members('热线夜班党支部'), await members('热线外语党支部')], [3, 1]);
		assert.ok(whole > Number(await house.psql(`select full_members from data.roster where unit = ${unit}`)) - 1);
		await open(page, `/console/org/unit/${await id('热线夜班党支部')}`);
		await page.locator('.history').getByText('成立，由“热线服务党支部”分出').waitFor();
		await press(page, '合并');
		await inspect(page, 'merge');
		await dialog(page).getByLabel('并入已有的单位').fill('rexianfuwu');
		await dialog(page).getByRole('button', { name: /^热线服务党支部/ }).click();
		await dialog(page).getByRole('textbox', { name: '依据' }).fill('澄直工委〔2026〕33号');
		await dialog(page).getByRole('button', { name: '合并' }).click();
		await page.locator('article .tag', { hasText: '撤销' }).waitFor();
		await page.locator('.history').getByText('并入“热线服务党支部”').waitFor();
	});
});

test('all changes are listed by what became of them, and what waits is taken back', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		const unit = await id('运政窗口党支部');
		await open(page, `/console/org/unit/${unit}`);
		await press(page, '改名');
		await dialog(page).getByLabel('简称').fill('运政大厅党支部');
		await dialog(page).getByLabel('从哪天起').fill(day(60));
		await dialog(page).getByRole('textbox', { name: '依据' }).fill('试');
		await dialog(page).getByRole('button', { name: '保存' }).click();
		await page.locator('.change-line').waitFor();
		await open(page, '/console/org/changes');
		assert.match(await page.locator('[data-place="count"]').textContent() ?? '', /待生效1项/);
		await inspect(page, 'changes');
		await page.getByRole('link', { name: '待生效' }).click();
		await page.waitForURL(/state=waiting/);
		await settled(page);
		assert.equal(await page.locator('.change-line').count(), 1);
		await page.getByRole('button', { name: /^撤回：/ }).click();
		await dialog(page).getByRole('button', { name: '撤回' }).click();
		await page.getByText('没有这样的调整。').waitFor();
		await inspect(page, 'changes, none');
		await page.getByRole('link', { name: '已撤回' }).click();
		await page.locator('.change-line').getByText('“运政窗口党支部”改为“运政大厅党支部”').waitFor();
	});
});

test('kinds and sectors are read by all, and changed by an officer at the top', async () => {
	await chrome.visit({ who: house.account('member') }, async (page) => {
		await open(page, '/console/org/kinds');
		await page.getByRole('rowheader', { name: /党支部/ }).waitFor();
		assert.equal(await page.locator('main').getByRole('button').count(), 0);
		await inspect(page, 'kinds for a member');
	});
	await chrome.visit({ who: house.account('officer'), refusals: [/^422 POST \/api\/org\/(kinds|sectors)$/] }, async (page) => {
		await open(page, '/console/org/kinds');
		await page.getByRole('button', { name: '增加种类' }).click();
		await dialog(page).getByLabel('名称').fill('党支部');
		await dialog(page).getByText('机关工委', { exact: true }).click();
		await dialog(page).getByRole('button', { name: '保存' }).click();
		await dialog(page).getByRole('alert').getByText('“党支部”已经有了。').waitFor();
		await dialog(page).getByLabel('名称').fill('流动党员党支部');
		await dialog(page).getByLabel('职责').fill('联系流动党员。');
		await inspect(page, 'a kind');
		await dialog(page).getByRole('button', { name: '保存' }).click();
		await page.getByRole('rowheader', { name: /流动党员党支部/ }).waitFor();
		await page.getByRole('button', { name: '“政务服务”上移' }).click();
		await page.waitForFunction(() => document.querySelector('.sectors li span')?.textContent === '政务服务');
		await page.getByRole('button', { name: '“政务服务”改名' }).click();
		await dialog(page).getByLabel('新的名称').fill('政务和热线');
		await dialog(page).getByRole('button', { name: '保存' }).click();
		await page.locator('.sectors').getByText('政务和热线').waitFor();
		await inspect(page, 'kinds');
	});
});

test('who is looked for is found by pinyin and initials, units and members', async () => {
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		const [name, pinyin] = (await house.psql(`select p.name, k.key from data.person as p join data.search_key as k on k.what = 'person' and k.id = p.id and k.key ~ '^[a-z]{6,}$'
			where p.unit = ${await id('登记窗口党支部')} order by p.id limit 1`)).split('|');
		await open(page, '/console/');
		await page.keyboard.press('/');
		await page.keyboard.type('djck');
		await page.getByRole('option', { name: /登记窗口党支部/ }).first().waitFor();
		await page.getByRole('combobox').fill(pinyin);
		await page.getByRole('option', { name: new RegExp(`^\\s*${name}`) }).first().waitFor();
		await inspect(page, 'found');
	});
});

test('a tree with six hundred units below one stays a tree: few rows at a time, every one reached', async () => {
	const superior = await id('市教育局机关党委');
	await house.psql(`with made as (insert into data.unit (kind, full_name, short_name, official_order, opened_on) select 'branch', '中共第' || n || '学校支部', '第' || n || '学校党支部', n + 100, base.today()
		from generate_series(1, 600) as n returning id) insert into data.placement (unit, superior, valid_from) select id, ${superior}, base.today() from made`);
	await chrome.visit({ who: house.account('officer') }, async (page) => {
		await open(page, '/console/org');
		const row = page.locator('[role="treeitem"]', { has: page.locator('a:text-is("市教育局机关党委")') });
		await row.locator('.turn').click();
		await page.locator('[role="treeitem"][aria-level="3"]').first().waitFor();
		assert.ok(await page.locator('[role="treeitem"]').count() < 200, 'few are drawn');
		await row.focus();
		await page.keyboard.press('End');
		await page.keyboard.press('Home');
		assert.equal(await page.evaluate(() => document.activeElement?.querySelector('a')?.textContent), '市直机关工委');
		await row.focus();
		await page.keyboard.press('ArrowRight');
		for (let at = 0; at < 320; at++) await page.keyboard.press('ArrowDown');
		const at = await page.evaluate(() => ({ name: document.activeElement?.querySelector('a')?.textContent, place: document.activeElement?.getAttribute('aria-posinset'),
			of: document.activeElement?.getAttribute('aria-setsize'), top: document.activeElement?.getBoundingClientRect().top ?? -1 }));
		assert.equal(at.place, '321');
		assert.equal(at.of, await house.psql(`select count(*) from data.placement where superior = ${superior} and valid_until is null`));
		assert.ok(at.top > 0 && at.top < 800, 'it is in the window');
		assert.ok(await page.locator('[role="treeitem"]').count() < 200);
		await page.locator('.tree-card').evaluate((card) => { card.scrollTop = card.scrollHeight; });
		await page.locator('.tree-row a', { hasText: '市交通运输局机关党委' }).waitFor();
		await page.getByText('按拼音排').click();
		const names = await page.locator('[role="treeitem"][aria-level="2"] a').allTextContents();
		assert.deepEqual(names, [...names].sort(new Intl.Collator('zh-u-co-pinyin').compare));
		await page.locator('.tree-card').evaluate((card) => { card.scrollTop = 0; });
		await inspect(page, 'a large tree');
	});
});
