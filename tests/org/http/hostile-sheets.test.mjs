// @ts-check
/**
 * Sheets that mean harm, and files that only call themselves sheets: a plain refusal, soon, in little memory, with nothing
 * kept; and the program goes on.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { assertProblem, signedIn } from '../../common/client.mjs';
import { start } from '../../common/installation.mjs';
import { newcomer } from '../../common/people.mjs';
import { repository } from '../../common/process.mjs';
import { workbook, workbookFiles, zip } from '../../common/sheets.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {import('../../common/client.mjs').Browser} */
let secretary;
/** @type {string} */
let folder;

const rows = [['姓名', '支部'], ['王强', '一支部']];
const sheets = [{ name: '名册', rows }];
/** An .xlsx whose files are changed. @param {Record<string, string|Buffer>} changes @param {Parameters<typeof zip>[1]} [lies] */
const with_ = (changes, lies) => zip({ ...workbookFiles(sheets), ...changes }, lies);
const sheetXml = (/** @type {string} */ inside) => `<worksheet><sheetData>${inside}</sheetData></worksheet>`;
const doctype = (/** @type {string} */ subset, use = '&a;') => `<!DOCTYPE x [${subset}]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${use}</t></is></c></row></sheetData></worksheet>`;
const laughs = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name, at, all) => `<!ENTITY ${name} "${at === 0 ? 'lol' : `&${all[at - 1]};`.repeat(10)}">`).join('');
const compound = (/** @type {string} */ inside) => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(504), Buffer.from(inside, 'utf16le'), Buffer.alloc(512)]);
const page = '<html><head><meta charset="utf-8"></head><body><table><tr><td>姓名</td></tr></table></body></html>';

/** @type {[string, () => Buffer|string, number, RegExp][]} what, its bytes, the status, what is said */
const files = [
	['a zip bomb that says its size', () => with_({ 'xl/worksheets/sheet1.xml': Buffer.alloc(300 << 20, 0x20) }), 413, /256 MB/],
	['a zip bomb below the limit', () => with_({ 'xl/worksheets/sheet1.xml': Buffer.alloc(200 << 20, 0x20) }), 413, /256 MB/],
	['a zip bomb that lies about its size', () => with_({ 'xl/worksheets/sheet1.xml': Buffer.alloc(300 << 20, 0x20) }, { claim: 1000 }), 413, /256 MB/],
	['shared strings without end', () => with_({ 'xl/sharedStrings.xml': `<sst>${`<si><t>${'长'.repeat(300_000)}</t></si>`.repeat(50)}</sst>` }), 413, /文字太多|256 MB/],
	['entities that multiply', () => with_({ 'xl/worksheets/sheet1.xml': doctype(laughs, '&i;') }), 415, /实体定义/],
	['an entity of ours', () => with_({ 'xl/worksheets/sheet1.xml': doctype('<!ENTITY a "x">') }), 415, /实体定义/],
	['an entity of a file', () => with_({ 'xl/worksheets/sheet1.xml': doctype('<!ENTITY a SYSTEM "file:///etc/passwd">') }), 415, /实体定义/],
	['an entity in the strings', () => with_({ 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "x">]><sst><si><t>&a;</t></si></sst>' }), 415, /实体定义/],
	['a document type elsewhere', () => with_({ 'xl/workbook.xml': `<!DOCTYPE x SYSTEM "http://elsewhere.example/x.dtd">${workbookFiles(sheets)['xl/workbook.xml'].replace(/^.*\n/, '')}` }), 415, /实体定义/],
	['an encrypted package', () => compound('EncryptedPackage'), 415, /加了密码/],
	['encrypted entries', () => with_({}, { encrypted: true }), 415, /加了密码/],
	['an .xls', () => compound('Workbook'), 415, /旧格式/],
	['HTML', () => page, 415, /网页或XML/],
	['HTML behind a mark', () => `\ufeff\n  ${page}`, 415, /网页或XML/],
	['XML of 2003', () => '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', 415, /网页或XML/],
	['PDF', () => '%PDF-1.7\n1 0 obj', 415, /文档/],
	['a document of words', () => zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }), 415, /不是表格文件/],
	['a ZIP of nothing', () => zip({}), 415, /不是表格文件|打不开/],
	['half a file', () => workbook(sheets).subarray(0, 700), 415, /打不开/],
	['noise', () => Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919 + 13) % 251 || 1)), 415, /./],
	['a program', () => Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(400)]), 415, /不是表格文件/],
	['a path that leads out', () => with_({ '../../etc/cron.d/x': 'x' }), 415, /路径/],
	['an absolute path', () => with_({ '/etc/passwd': 'x' }), 415, /路径/],
	['a path of Windows', () => with_({ '..\\x': 'x' }), 415, /路径/],
	['a sheet that is elsewhere', () => with_({ 'xl/_rels/workbook.xml.rels': workbookFiles(sheets)['xl/_rels/workbook.xml.rels'].replace('Target="worksheets/sheet1.xml"', 'TargetMode="External" Target="http://elsewhere.example/sheet1.xml"') }), 422, /没有表格/],
	['a sheet that is not there', () => with_({ 'xl/_rels/workbook.xml.rels': workbookFiles(sheets)['xl/_rels/workbook.xml.rels'].replace('sheet1.xml', 'sheet9.xml') }), 415, /打不开/],
	['thousands of entries', () => zip({ ...workbookFiles(sheets), ...Object.fromEntries(Array.from({ length: 2100 }, (_, at) => [`x/${at}`, ''])) }), 413, /2000个/],
	['sheets without end', () => with_({ 'xl/workbook.xml': `<workbook><sheets>${'<sheet name="x" id="rId1"/>'.repeat(200)}</sheets></workbook>` }), 422, /100张/],
	['no sheet', () => with_({ 'xl/workbook.xml': '<workbook><sheets/></workbook>' }), 422, /没有工作表/],
	['XML that breaks off', () => with_({ 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c>' }), 415, /打不开/],
	['XML that nests for ever', () => with_({ 'xl/worksheets/sheet1.xml': '<a>'.repeat(400_000) }), 415, /打不开/],
	['too many columns', () => workbook([{ name: 'x', rows: [Array.from({ length: 201 }, (_, at) => `列${at}`)] }]), 422, /200列/],
	['a column far out', () => with_({ 'xl/worksheets/sheet1.xml': sheetXml('<row r="1"><c r="XFD1"><v>1</v></c></row>') }), 422, /200列/],
	['too many rows', () => with_({ 'xl/worksheets/sheet1.xml': sheetXml('<row><c t="inlineStr"><is><t>姓名</t></is></c><c t="inlineStr"><is><t>支部</t></is></c></row>'.repeat(100_050)) }), 422, /10万行/],
	['a row beyond all', () => with_({ 'xl/worksheets/sheet1.xml': sheetXml('<row r="99999999999"><c r="A1"><v>1</v></c></row>') }), 415, /打不开/],
	['a CSV of too many rows', () => `姓名,支部\n${'a,b\n'.repeat(100_050)}`, 422, /10万行/],
	['a quote that never ends', () => `姓名,支部\n"${'x,y\n'.repeat(200_000)}`, 422, /引号/],
	['nothing', () => '', 422, /空的/],
];
/** What is odd and no harm. @type {[string, () => Buffer|string][]} */
const fine = [
	['a dimension of everything', () => workbook([{ name: '名册', rows, dimension: 'A1:XFD1048576' }])],
	['a million empty rows', () => with_({ 'xl/worksheets/sheet1.xml': sheetXml(`<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>支部</t></is></c></row>${'<row/>'.repeat(1_000_000)}`) })],
	['a cell that is a book', () => workbook([{ name: '名册', rows: [['姓名', '支部', '备注'], ['王强', '一支部', '长'.repeat(300_000)]] }])],
	['a number of a string that is not there', () => workbook([{ name: '名册', rows: [...rows, [{ shared: 99_999_999 }, { shared: -1 }]] }])],
	['a CSV of one wide cell', () => `姓名,支部,备注\n王强,一支部,${'长'.repeat(1_000_000)}\n`],
];

/** Made once. @type {Map<string, Buffer|string>} */
const bodies = new Map();
/** @param {string} what @param {() => Buffer|string} make */
function bodyOf(what, make) {
	const body = bodies.get(what) ?? make();
	bodies.set(what, body);
	return body;
}

before(async () => {
	house = await start();
	secretary = await signedIn(house, await newcomer(house, { unit: '婚姻登记处党支部' }), '127.42.1.1');
	folder = mkdtempSync('/var/tmp/wuhao-hostile-');
});
after(async () => {
	rmSync(folder, { recursive: true, force: true });
	await house.stop();
});

const send = (/** @type {Buffer|string} */ body) => secretary.ask(`/api/org/import?kind=members&name=${encodeURIComponent('名册.xlsx')}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body });

test('each is refused in words, and nothing is kept of it', async () => {
	const was = await house.psql('select count(*) from data.import');
	for (const [what, make, status, said] of files) assertProblem(await send(bodyOf(what, make)), status, what, { detail: said });
	assert.equal(await house.psql('select count(*) from data.import'), was);
	for (const [what, make] of fine) assert.equal((await send(bodyOf(what, make))).status, 200, what);
});

test('within 2 s of work and 256 MB of memory, by the reader alone', async () => {
	// the program's own reader, without nginx and a database: prlimit ends it where it takes more
	const reader = join(folder, 'reader');
	writeFileSync(join(folder, 'reader.c'), source);
	execFileSync('cc', ['-std=gnu11', '-O2', '-D_GNU_SOURCE', '-iquote', join(repository, 'cgi/common'), '-o', reader, join(folder, 'reader.c'), join(repository, 'build/common/libwuhao.a'),
		'-lzip', '-lexpat', '-lcsv', '-ljson-c', '-licuuc', '-lpthread']);
	for (const [what, make] of [...files, ...fine]) {
		const body = bodyOf(what, make);
		const file = join(folder, 'file');
		writeFileSync(file, body);
		const done = await new Promise((resolve) => {
			const child = spawn('prlimit', [`--as=${(256 << 20) + (40 << 20)}`, '--cpu=2', reader, file], { stdio: ['ignore', 'pipe', 'inherit'] });
			let out = '';
			child.stdout.on('data', (text) => { out += text; });
			child.on('close', (code, signal) => resolve({ code, signal, out }));
		});
		assert.deepEqual([done.code, done.signal], [0, null], `${what}: ${done.out}`);
	}
});

/** Reads a file as an import does. What is mapped of libraries (ICU's data alone is 30 MB) comes on top of the 256 MB. */
const source = `
#include "sheet_table.h"
#include <stdio.h>
#include <stdlib.h>

static const struct sheet_field fields[] = {
	{ "name", "姓名", VALUE_NAME, 30, true, {NULL}, "" }, { "unit", "支部", VALUE_LINE, 60, true, {NULL}, "" },
	{ "day", "入党日期", VALUE_DATE, 10, false, {NULL}, "" },
};
static const struct sheet_kind kind = {"members", "党员", fields, 3};

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	FILE *file = fopen(argv[argc - 1], "rb");
	static char bytes[33 << 20];
	size_t length = fread(bytes, 1, sizeof bytes, file);
	struct sheet_refusal refusal = {0};
	struct sheet_table table;
	struct sheet_choice choice = {0};
	struct sheet_book *book = sheet_open(arena, (struct slice){bytes, length}, &refusal);

	if (book == NULL || !sheet_table_read(arena, book, &kind, &choice, &table, &refusal))
		printf("%d %.*s\\n", refusal.status, (int)refusal.detail.length, refusal.detail.at);
	else
		printf("200 %zu\\n", table.count);
	return 0;
}
`;
