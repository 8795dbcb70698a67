// @ts-check
/** A branch's sheet by clicks: sent, a column corrected, the bad rows seen, written, taken back, written again. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chrome, field, inspect, open, settled } from '../../common/browser.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { workbook } from '../../common/sheets.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Chrome} */
let chrome;
/** @type {{login: string, password: string}} */
let who;
const unit = '婚姻登记处党支部';
const mark = `浏览${process.pid}`;
const file = (/** @type {string} */ name, /** @type {Buffer} */ buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
const members = () => house.psql(`select count(*) from data.person as p where p.number like '${mark}%'`);

before(async () => {
	house = await start();
	chrome = await Chrome.start(house);
	who = await newcomer(house, { unit });
});
after(async () => {
	await house.psql(`delete from data.import_column as c where c.head = '哪类人${mark}'`);
	await chrome.stop();
	await house.stop();
});

const sheet = () => workbook([{
	name: '花名册', hiddenRows: [5],
	rows: [
		['婚姻登记处党支部党员花名册'], ['姓名', '所在支部', '编号', `哪类人${mark}`, '入党时间'],
		['王　强', unit, `${mark}-1`, '正式党员', '2019.7.1'], ['阿依•古丽', unit, `${mark}-2`, '预备党员', '2026年7月'],
		['李明', unit, `${mark}-3`, '正式党员', { date: 43647 }], ['赵红', unit, `${mark}-4`, '群众', '2019-7-1'], ['周平', '别的支部', `${mark}-5`, '正式党员', '不详'],
	],
}]);

test('a sheet is sent, its column corrected, its bad rows seen, and it is written, taken back and written again', async () => {
	await chrome.visit({ who }, async (page) => {
		await open(page, '/console/');
		await page.locator('.side').getByRole('link', { name: '导入' }).click();
		await page.getByText('本系统不涉密').waitFor();
		await settled(page);
		await inspect(page, 'the list of imports');
		await page.getByRole('button', { name: '上传，看会改什么' }).click();
		await page.getByRole('alert').getByText('还没有选文件').waitFor();
		await field(page, '文件').setInputFiles(file('花名册.xlsx', sheet()));
		await page.getByRole('button', { name: '上传，看会改什么' }).click();
		await page.waitForURL(/\/console\/org\/import\/\d+$/);
		await page.getByRole('heading', { level: 1, name: '5行要改' }).waitFor();
		await page.getByText('有1行是隐藏的，也读了。').waitFor();

		await page.getByText('列认得不对？改一下再读').click();
		await page.getByLabel(`哪类人${mark}`).selectOption('state');
		await settled(page);
		await inspect(page, 'the columns of a sheet');
		await page.getByRole('button', { name: '按这样重读' }).click();
		await page.getByRole('heading', { level: 1, name: '会新增3行' }).waitFor();
		await settled(page);
		const bad = page.getByRole('table', { name: '要改的格' });
		await bad.getByText('只能填正式党员或预备党员。').waitFor();
		await bad.getByText('第7行 E列').waitFor();
		await page.getByText('有1个日期只写到月，按当月1日登记。').waitFor();
		await inspect(page, 'the preview of an import');
		const download = page.waitForEvent('download');
		await page.getByRole('link', { name: '下载要改的行' }).click();
		assert.equal((await download).suggestedFilename(), '党员-要改的行.xlsx');
		await page.getByRole('button', { name: /^新增/ }).click();
		await page.getByRole('table', { name: '新增的行' }).getByText('阿依·古丽').waitFor();

		await page.getByRole('button', { name: '写入', exact: true }).click();
		await page.getByRole('heading', { level: 1, name: '已新增3行' }).waitFor();
		assert.equal(await members(), '3');
		await settled(page);
		await inspect(page, 'an import that was written');
		await page.getByRole('button', { name: '撤销这次导入' }).click();
		await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click();
		await page.getByRole('heading', { level: 1, name: '已撤销，登记和导入前一样' }).waitFor();
		assert.equal(await members(), '0');
		await page.getByRole('button', { name: '重新核对，再写入' }).click();
		await page.getByRole('heading', { level: 1, name: '会新增3行' }).waitFor();
		await page.getByRole('button', { name: '写入', exact: true }).click();
		await page.getByRole('heading', { level: 1, name: '已新增3行' }).waitFor();
		assert.equal(await members(), '3');

		// the heading is known the next time, and what would change stands beside what it was
		await open(page, '/console/org/import');
		await field(page, '文件').setInputFiles(file('改.csv', Buffer.from(`姓名,所在支部,编号,哪类人${mark}\n王强,${unit},${mark}-1,正式党员\n李明远,${unit},${mark}-3,正式党员\n`)));
		await page.getByRole('button', { name: '上传，看会改什么' }).click();
		await page.getByRole('heading', { level: 1, name: '会修改1行' }).waitFor();
		const change = page.getByRole('table', { name: '修改的行' });
		await change.locator('del', { hasText: '李明' }).waitFor();
		await change.locator('ins', { hasText: '李明远' }).waitFor();
		await settled(page);
		await inspect(page, 'changes of an import');

		await open(page, '/console/org/import');
		await page.getByRole('row', { name: /花名册\.xlsx/ }).getByText('已写入').waitFor();
		await page.getByRole('link', { name: '花名册.xlsx' }).click();
		await page.getByRole('button', { name: '撤销这次导入' }).click();
		await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click();
		await page.getByRole('heading', { level: 1, name: /已撤销/ }).waitFor();
		assert.equal(await members(), '0');
	});
});

test('a file that is no table is refused in words, and what was chosen stays', async () => {
	await chrome.visit({ who, refusals: [/^4(15|22|13) POST \/api\/org\/import$/] }, async (page) => {
		await open(page, '/console/org/import');
		await page.locator('label.choice', { hasText: '职务' }).click();
		await field(page, '文件').setInputFiles(file('老表.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 1, 2, 3])));
		await page.getByRole('button', { name: '上传，看会改什么' }).click();
		await page.getByRole('alert').getByText('另存为.xlsx再传').waitFor();
		assert.equal(await page.getByRole('radio', { name: /职务/ }).isChecked(), true);
		await settled(page);
		await inspect(page, 'a refused file');
	});
});

test('who may not import is told whom to ask', async () => {
	await chrome.visit({ who: house.account('inspector') }, async (page) => {
		await open(page, '/console/org/import');
		await page.getByText('请联系本单位的支部书记').waitFor();
		assert.equal(await page.locator('form input[type="file"]').count(), 0);
	});
});
