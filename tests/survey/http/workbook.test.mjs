// @ts-check
/** A result as a workbook: the same cells as the page has, as numbers where they are numbers; nothing more. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { unzip } from '../../common/zip.mjs';
import { run } from '../../common/process.mjs';

/** @typedef {{text: string, number: number | null, format: string | null}} Cell */
/** @typedef {{name: string, rows: Map<string, Cell>[], frozen: string | null}} Sheet */

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {import('../../common/client.mjs').Browser} */
let officer;
/** @type {any} */
let result;
/** @type {import('../../common/client.mjs').Answer} */
let file;
before(async () => {
	house = await start();
	officer = await signedIn(house, house.account('officer'), '127.41.1.1');
	const id = await house.psql("select min(i.id) from data.item as i where i.state = 'closed'"); // the demonstration's own
	result = (await officer.get(`/api/survey/round/${id}/result`)).json;
	file = await officer.get(`/api/survey/round/${id}/result.xlsx`);
});
after(() => house.stop());

const plain = (/** @type {string} */ xml) => xml.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');

/** @param {Map<string, string>} parts @returns {Sheet[]} */
function sheetsOf(parts) {
	const part = (/** @type {string} */ name) => parts.get(name) ?? assert.fail(`${name} is missing`);
	const strings = [...part('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map((match) => plain(match[1]));
	const styles = [.../<cellXfs.*?<\/cellXfs>/s.exec(part('xl/styles.xml'))?.[0].matchAll(/<xf numFmtId="(\d+)"/g) ?? []].map((match) => match[1]);
	return [...part('xl/workbook.xml').matchAll(/<sheet name="([^"]+)"/g)].map((match, i) => {
		const xml = part(`xl/worksheets/sheet${i + 1}.xml`);
		return {
			name: match[1],
			frozen: /<pane [^>]*topLeftCell="([A-Z]+\d+)"[^>]*state="frozen"/.exec(xml)?.[1] ?? null,
			rows: [...xml.matchAll(/<row r="(\d+)".*?<\/row>/gs)].map((row) => new Map([...row[0].matchAll(/<c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="(\w+)")?(?:\/>|>(.*?)<\/c>)/gs)].map((cell) => {
				const value = plain(cell[4] ?? '');
				return [cell[1], { text: cell[3] === 's' ? strings[Number(value)] : value, number: cell[3] === undefined && value !== '' ? Number(value) : null, format: styles[Number(cell[2])] ?? null }];
			}))),
		};
	});
}

const textOf = (/** @type {Map<string, Cell>} */ row, /** @type {string} */ column) => row.get(column)?.text ?? '';

/** @param {Map<string, Cell>} row @param {string} column @param {number} share per cent */
function isShare(row, column, share) {
	const cell = row.get(column);
	assert.equal(cell?.number, share / 100, `${column} of ${textOf(row, 'A')}`);
	assert.equal(cell?.format, '9', 'as per cent'); // 0% is format 9 of ISO/IEC 29500, 18.8.30
}

/** @param {Map<string, Cell>} row @param {any} figure */
function isFigure(row, figure) {
	if (figure.rate === null) assert.equal(textOf(row, 'C'), figure.text);
	else isShare(row, 'C', figure.rate);
	assert.equal(textOf(row, 'D'), figure.step ?? '');
	['E', 'F', 'G', 'H', 'I'].forEach((column, k) => {
		if (figure.shares) isShare(row, column, figure.shares[k]);
		else assert.equal(textOf(row, column), '', 'what is withheld is not in the file');
	});
	assert.equal(textOf(row, 'J'), figure.note ?? '');
}

test('it is a workbook to keep', () => {
	assert.equal(file.status, 200);
	assert.equal(file.headers['content-type'], 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
	assert.equal(file.headers['x-content-type-options'], 'nosniff');
	const disposition = String(file.headers['content-disposition']);
	assert.match(disposition, /^attachment; /);
	assert.equal(decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(disposition)?.[1] ?? ''), `${result.round.title}-结果.xlsx`);
});

test('each table has a sheet with the page\'s cells, in the same order', () => {
	const sheets = sheetsOf(unzip(file.bytes));
	assert.deepEqual(sheets.map((sheet) => sheet.name), result.tables.map((/** @type {any} */ table) => `${table.stratum_label}　${table.channel_label}`));
	const shown = new Set();
	for (const [i, sheet] of sheets.entries()) {
		const table = result.tables[i];
		assert.equal(sheet.frozen, 'B4', 'the head stays in sight');
		assert.equal(textOf(sheet.rows[0], 'A'), result.round.title);
		assert.deepEqual([...sheet.rows[2].values()].map((cell) => cell.text), ['单位', '对外名称', '满意率', '份数', '很满意', '满意', '一般', '不满意', '很不满意', '说明']);
		assert.equal(textOf(sheet.rows[3], 'A'), '全部单位');
		isFigure(sheet.rows[3], table.total);
		for (const [k, row] of table.rows.entries()) {
			assert.deepEqual([textOf(sheet.rows[4 + k], 'A'), textOf(sheet.rows[4 + k], 'B')], [row.name, row.public_name ?? '']);
			isFigure(sheet.rows[4 + k], row.figure);
			shown.add(row.figure.shown);
		}
		const below = sheet.rows.slice(4 + table.rows.length).map((row) => textOf(row, 'A'));
		for (const line of [result.formula, result.order, table.note, table.pressure].filter(Boolean)) assert.ok(below.includes(line), line);
	}
	for (const state of ['full', 'few', 'band', 'unknown']) assert.ok(shown.has(state), `the demonstration has a cell that is ${state}`);
});

test('further questions follow below, row by row', () => {
	for (const [i, sheet] of sheetsOf(unzip(file.bytes)).entries()) {
		for (const question of result.tables[i].questions) {
			const head = sheet.rows.findIndex((row) => textOf(row, 'A') === `第${question.number}题　${question.text}`);
			assert.ok(head > 0, question.text);
			const columns = question.options.map((/** @type {string} */ _, /** @type {number} */ k) => String.fromCharCode(67 + k));
			assert.deepEqual(columns.map((/** @type {string} */ column) => textOf(sheet.rows[head + 1], column)), question.options);
			let at = head + 2;
			for (const unit of [{ name: '全部单位', ...question.total }, ...question.units]) {
				for (let line = 0; line < Math.max(1, question.rows.length); line++, at++) {
					const row = sheet.rows[at];
					assert.deepEqual([textOf(row, 'A'), textOf(row, 'B')], [unit.name, question.rows[line] ?? '']);
					const cells = unit.cells?.[line];
					if (cells) columns.forEach((/** @type {string} */ column, /** @type {number} */ k) => isShare(row, column, cells[k]));
					else assert.deepEqual(columns.map((/** @type {string} */ column) => textOf(row, column)).filter(Boolean), [unit.text]);
				}
			}
		}
	}
});

test('LibreOffice opens it', { skip: existsSync('/usr/bin/soffice') ? false : 'LibreOffice is not installed' }, async () => {
	const folder = mkdtempSync('/var/tmp/wuhao-workbook-');
	try {
		writeFileSync(join(folder, 'result.xlsx'), file.bytes);
		const done = await run('/usr/bin/soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1', '--outdir', folder, join(folder, 'result.xlsx')], { seconds: 120 });
		assert.equal(done.code, 0, done.output);
		const lists = readdirSync(folder).filter((name) => name.endsWith('.csv'));
		assert.equal(lists.length, result.tables.length);
		const first = readFileSync(join(folder, lists.find((name) => name.includes('凭卡') && name.includes('群众')) ?? ''), 'utf8').split('\n');
		assert.equal(first[3].split(',').slice(0, 3).join(), `全部单位,,${result.tables[0].total.rate}%`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});

test('nobody else gets it before it is published', async () => {
	const secretary = await signedIn(house, house.account('secretary'), '127.41.1.2');
	const refused = await secretary.get(`/api/survey/round/${result.round.id}/result.xlsx`);
	assert.equal(refused.status, 404);
	assert.equal((await secretary.get('/api/survey/round/0/result.xlsx')).status, 404);
});
