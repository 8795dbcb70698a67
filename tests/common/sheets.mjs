// @ts-check
/**
 * Sheets as offices send them, made anew each time and always the same: an .xlsx from cells, and messy files of units, members and
 * posts, of 300, 3,000 and 50,000 rows each.
 *
 *   node tests/common/sheets.mjs build/sheets    writes the nine files: units first, then their members, then these ones' posts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';

const table = Array.from({ length: 256 }, (_, n) => {
	let c = n;
	for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
	return c >>> 0;
});
/** @param {Buffer} bytes */
function crc32(bytes) {
	let c = 0xffffffff;
	for (const byte of bytes) c = (c >>> 8) ^ table[(c ^ byte) & 255];
	return (c ^ 0xffffffff) >>> 0;
}

/**
 * A ZIP archive (PKWARE's APPNOTE 6.3).
 * @param {Record<string, string|Buffer>} files
 * @param {{claim?: number, encrypted?: boolean}} [lies] claim: what each entry says of its size; encrypted: says it is
 */
export function zip(files, lies = {}) {
	const parts = [];
	const directory = [];
	let at = 0;
	for (const [name, content] of Object.entries(files)) {
		const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
		const packed = deflateRawSync(bytes, { level: 6 });
		const title = Buffer.from(name);
		const head = Buffer.alloc(30);
		head.writeUInt32LE(0x04034b50, 0);
		head.writeUInt16LE(20, 4);
		head.writeUInt16LE(lies.encrypted ? 0x801 : 0x800, 6);
		head.writeUInt16LE(8, 8);
		head.writeUInt16LE(0x21, 12);
		head.writeUInt32LE(crc32(bytes), 14);
		head.writeUInt32LE(packed.length, 18);
		head.writeUInt32LE(lies.claim ?? bytes.length, 22);
		head.writeUInt16LE(title.length, 26);
		const entry = Buffer.alloc(46);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(20, 4);
		head.copy(entry, 6, 4, 30);
		entry.writeUInt32LE(at, 42);
		parts.push(head, title, packed);
		directory.push(entry, title);
		at += head.length + title.length + packed.length;
	}
	const list = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(directory.length / 2, 8);
	end.writeUInt16LE(directory.length / 2, 10);
	end.writeUInt32LE(list.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...parts, list, end]);
}

/** @param {string} text */
const xml = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
/** The letters of a column from 0. @param {number} column @returns {string} */
export const letters = (column) => (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/**
 * @typedef {string | number | null | {date: number} | {formula: string, value?: string} | {shared: number} | {inline: string} | {error: string}} Cell
 *   date: a day's number under a date format; formula: value left out, none is there
 * @typedef {object} Sheet
 * @property {string} name
 * @property {Cell[][]} rows by row from 1; null: an empty one
 * @property {boolean} [hidden]
 * @property {number[]} [hiddenRows] row numbers
 * @property {string[]} [merges] such as A1:C1
 * @property {string} [dimension]
 */

/** @param {Cell} cell @param {number} row @param {number} column @param {Map<string, number>} strings */
function drawn(cell, row, column, strings) {
	const place = `r="${letters(column)}${row}"`;
	if (cell === null || cell === '') return '';
	if (typeof cell === 'number') return `<c ${place}><v>${cell}</v></c>`;
	if (typeof cell === 'string') {
		if (!strings.has(cell)) strings.set(cell, strings.size);
		return `<c ${place} t="s"><v>${strings.get(cell)}</v></c>`;
	}
	if ('date' in cell) return `<c ${place} s="1"><v>${cell.date}</v></c>`;
	if ('inline' in cell) return `<c ${place} t="inlineStr"><is><t>${xml(cell.inline)}</t></is></c>`;
	if ('shared' in cell) return `<c ${place} t="s"><v>${cell.shared}</v></c>`;
	if ('error' in cell) return `<c ${place} t="e"><v>${cell.error}</v></c>`;
	return cell.value === undefined ? `<c ${place}><f>${xml(cell.formula)}</f></c>` : `<c ${place} t="str"><f>${xml(cell.formula)}</f><v>${xml(cell.value)}</v></c>`;
}

const spreadsheet = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * The files of an .xlsx.
 * @param {Sheet[]} sheets @param {{since1904?: boolean}} [how]
 * @returns {Record<string, string>}
 */
export function workbookFiles(sheets, how = {}) {
	/** @type {Map<string, number>} */
	const strings = new Map();
	const drawnSheets = sheets.map((sheet) => {
		const rows = sheet.rows.map((cells, at) => {
			const inside = cells.map((cell, column) => drawn(cell, at + 1, column, strings)).join('');
			return inside === '' ? '' : `<row r="${at + 1}"${sheet.hiddenRows?.includes(at + 1) ? ' hidden="1"' : ''}>${inside}</row>`;
		});
		const merges = sheet.merges ? `<mergeCells>${sheet.merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : '';
		return `${head}<worksheet ${spreadsheet}><dimension ref="${sheet.dimension ?? 'A1'}"/><sheetData>${rows.join('')}</sheetData>${merges}</worksheet>`;
	});
	return {
		'[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
		'_rels/.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		'xl/workbook.xml': `${head}<workbook ${spreadsheet} xmlns:r="${office}"><workbookPr${how.since1904 ? ' date1904="1"' : ''}/><sheets>${sheets.map((sheet, at) => `<sheet name="${xml(sheet.name)}" sheetId="${at + 1}"${sheet.hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rIdS" Type="${office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rIdF" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
		'xl/styles.xml': `${head}<styleSheet ${spreadsheet}><numFmts count="1"><numFmt numFmtId="176" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="176" applyNumberFormat="1"/></cellXfs></styleSheet>`,
		'xl/sharedStrings.xml': `${head}<sst ${spreadsheet}>${[...strings.keys()].map((text) => `<si><t xml:space="preserve">${xml(text)}</t></si>`).join('')}</sst>`,
		...Object.fromEntries(drawnSheets.map((text, at) => [`xl/worksheets/sheet${at + 1}.xml`, text])),
	};
}

/** An .xlsx. @param {Sheet[]} sheets @param {{since1904?: boolean}} [how] */
export const workbook = (sheets, how) => zip(workbookFiles(sheets, how));

// ---- the messy files ----------------------------------------------------------------------

/** Numbers that look thrown and are always the same (mulberry32). @param {number} seed */
function dice(seed) {
	let state = seed;
	return (/** @type {number} */ sides) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % sides;
	};
}

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文', '欧阳', '司马', '上官'];
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文志红梅春燕凤海波斌宇浩凯健俊帆雪琳玲丹晨阳鑫旭东宁欣怡嘉诚思远𠅤㛃䶮喆堃赟'];
const days = ['2019.7.1', '2019-7-1', '2019/07/01', '2019年7月1日', '20190701', '２０１９．７．１', '2019年7月', '2019-7', '2019 年 7 月 1 日'];

/** A messy way to write a day. @param {(sides: number) => number} roll @param {number} at @returns {Cell} */
function day(roll, at) {
	const kind = roll(12);
	if (kind < 6) return days[roll(days.length)];
	if (kind < 11) return { date: 30000 + (at % 13000) };
	return 30000 + (at % 13000);
}

/**
 * Members as a messy sheet: a title, a date, a header of two rows, hidden rows, days in all ways, numbers that were floats,
 * blanks and dots in names, formulas, and about one bad row in fifty.
 * @param {number} count @param {string[]} units full or short names
 * @returns {{sheets: Sheet[], bad: number}} bad: rows that can't be taken
 */
export function messyMembers(count, units) {
	const roll = dice(count);
	/** @type {Cell[][]} */
	const rows = [
		['2026年党员花名册（汇总）'], ['填报单位：　　　　　填报日期：2026年9月1日'],
		['序号', '基本情况', null, null, '党籍', null, null, '职务', '备注'],
		[null, '姓 名', '所在党支部', '内部编号', '人员类别', '入党\n时间', '转正\n时间', null, null],
	];
	const hiddenRows = [];
	let bad = 0;
	for (let at = 0; at < count; at++) {
		const name = `${surnames[roll(surnames.length)]}${given[roll(given.length)]}${roll(3) ? given[roll(given.length)] : ''}`;
		const spoiled = at % 50 === 17 ? (at / 50) % 6 | 0 : -1;
		const number = `SX${String(count).padStart(5, '0')}${String(at).padStart(6, '0')}`;
		/** @type {Cell[]} */
		const row = [
			at + 1,
			roll(20) === 0 && name.length === 2 ? `${name[0]}　${name[1]}` : roll(40) === 0 ? `阿${name}•买买提` : roll(30) === 0 ? ` ${name}　` : name,
			units[at % units.length], number, roll(10) ? '正式党员' : '预备党员', day(roll, at), null,
			roll(15) ? null : ['书记', '副书记', '组织委员', '宣传委员'][roll(4)], roll(9) ? null : '　',
		];
		if (row[4] === '正式党员' && roll(3) === 0) row[6] = roll(2) ? '2021.12.31' : { date: 44561 };
		if (spoiled >= 0) bad++;
		if (spoiled === 0) row[1] = null;
		if (spoiled === 1) row[2] = '没有这样的党支部';
		if (spoiled === 2) row[3] = 1.10101199001e17;
		if (spoiled === 3) row[4] = '群众';
		if (spoiled === 4) row[5] = '2019年13月';
		if (spoiled === 5) row[5] = { formula: 'DATE(2019,7,1)' };
		if (roll(60) === 0) hiddenRows.push(rows.length + 1);
		if (roll(200) === 0) row[7] = { formula: 'UPPER("组长")', value: '组长' };
		rows.push(row);
	}
	return {
		bad,
		sheets: [
			{ name: '说明', rows: [['请各支部核对后上报。'], ['联系人：组织科']] },
			{ name: '党员花名册', rows, hiddenRows, merges: ['A1:I1', 'B3:D3', 'E3:G3', 'A3:A4', 'H3:H4', 'I3:I4'], dimension: 'A1:XFD1048576' },
			{ name: '旧数据', rows: [['姓名', '所在党支部'], ['不要', '读这张']], hidden: true },
		],
	};
}

/** Names of units that stand below a superior, for the files. @param {number} count */
export const unitNames = (count) => Array.from({ length: count }, (_, at) => `表格第${at + 1}党支部`);

/** A units' sheet that founds them. @param {string} superior @param {number} count @returns {Sheet[]} */
export const unitSheet = (superior, count) => [{
	name: '单位', rows: [['全称', '简称', '类型', '上级党组织', '建制序号'], ...unitNames(count).map((name, at) => [`中共${superior}${name}`, name, '党支部', superior, at + 1])],
}];

/**
 * Units as a messy sheet: committees, each above about fifty branches, which stand before their committee as often as after it;
 * names with blanks, order numbers as text, days in all ways, and one bad row in fifty, of a unit that nothing else speaks of.
 * @param {number} count @param {string} superior the short name of what all of it stands under
 * @returns {{sheets: Sheet[], bad: number, branches: number}} branches: those of unitNames that are in it
 */
export function messyUnits(count, superior) {
	const roll = dice(count + 1);
	/** @type {Cell[][]} */
	const rows = [
		['市直机关党组织基本情况统计表'], ['单位（盖章）：　　　　　　　　　制表日期：2026年9月1日'],
		['序号', '党组织名称', null, '对外\n名称', '组织类型', '上级党组织', '建制\n顺序', '成立时间', '备注'],
		[null, '单位全称', '简称', null, null, null, null, null, null],
	];
	const hiddenRows = [];
	let bad = 0;
	let branches = 0;
	for (let at = 0; at < count; at++) {
		const committee = `表格第${Math.floor(at / 50) + 1}机关党委`;
		const above = roll(2) ? committee : `中共${superior}${committee}`;
		const order = roll(3) ? (at % 50) + 1 : roll(2) ? String((at % 50) + 1) : [...String((at % 50) + 1)].map((digit) => '０１２３４５６７８９'[Number(digit)]).join('');
		const spoiled = at % 50 === 17 ? (at / 50) % 6 | 0 : -1;
		/** @type {Cell[]} */
		let row;
		if (at % 50 === 25) row = [at + 1, `中共${superior}${committee}`, committee, null, '机关党委', superior, order, day(roll, at), null];
		else {
			const name = spoiled < 0 ? `表格第${++branches}党支部` : `表格待查第${at}党支部`;
			row = [at + 1, roll(20) ? `中共${superior}${name}` : ` 中共${superior}${name}　`, name, roll(5) ? null : `第${at}办事窗口`,
				'党支部', above, order, roll(9) ? day(roll, at) : null, roll(9) ? null : '　'];
		}
		if (spoiled >= 0) bad++;
		if (spoiled === 0) row[1] = null;
		if (spoiled === 1) row[4] = '支委会';
		if (spoiled === 2) row[5] = '没有这样的党委';
		if (spoiled === 3) row[6] = '第三';
		if (spoiled === 4) row[7] = '2099年1月1日';
		if (spoiled === 5) row[4] = '党小组';
		if (roll(60) === 0) hiddenRows.push(rows.length + 1);
		rows.push(row);
	}
	return {
		bad, branches,
		sheets: [
			{ name: '填表说明', rows: [['类型按机关党委、党总支、党支部填写。']] },
			{ name: '党组织', rows, hiddenRows, merges: ['A1:I1', 'A2:I2', 'A3:A4', 'B3:C3', 'D3:D4', 'E3:E4', 'F3:F4', 'G3:G4', 'H3:H4', 'I3:I4'] },
		],
	};
}

/**
 * Posts as a messy sheet, of the members of messyMembers(count, units): a secretary and a deputy to each unit, committee members and
 * party workers, and one bad row in fifty.
 * @param {number} count @param {string[]} units as the members' sheet has them
 * @returns {{sheets: Sheet[], bad: number}}
 */
export function messyPosts(count, units) {
	const roll = dice(count + 2);
	/** @type {Cell[][]} */
	const rows = [
		['党务干部任职情况一览表'],
		['序号', '所在党支部', '担任职务', '姓名', '内部编号', '具体分工', '任现职时间', '离任时间', '最近培训时间'],
	];
	/** Full members of each unit whose line the members' sheet has in order. */
	const people = messyMembers(count, units).sheets[1].rows.slice(4).filter((row, at) => at % 50 !== 17 && row[4] === '正式党员');
	/** @type {Map<Cell, number>} how many posts of a unit have been given */
	const given = new Map();
	let bad = 0;
	for (let turn = 0; rows.length < count + 2 && turn < 2; turn++) {
		for (const person of people) {
			if (rows.length >= count + 2) break;
			const at = rows.length - 2;
			const place = turn ? 9 : given.get(person[2]) ?? 0;
			const spoiled = at % 50 === 17 ? (at / 50) % 6 | 0 : -1;
			given.set(person[2], place + 1);
			/** @type {Cell[]} */
			const row = [at + 1, person[2], turn ? '兼职党务干部' : ['书记', '副书记'][place] ?? '委员', String(person[1]).trim(), person[3],
				turn || place < 2 ? null : ['组织委员', '宣传委员', '纪检委员'][roll(3)], roll(2) ? '2025.3.1' : { date: 45717 }, null, roll(4) ? null : '2025年11月'];
			if (spoiled >= 0) bad++;
			if (spoiled === 0) row[2] = '主任';
			if (spoiled === 1) row[1] = '没有这样的党支部';
			if (spoiled === 2) row[4] = 'SX00000999999';
			if (spoiled === 3) row[6] = null;
			if (spoiled === 4) row[7] = '2024-01-01';
			if (spoiled === 5) row[6] = '去年';
			rows.push(row);
		}
	}
	return { bad, sheets: [{ name: '任职', rows, merges: ['A1:I1'], hiddenRows: [7] }] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const folder = process.argv[2] ?? 'build/sheets';
	mkdirSync(folder, { recursive: true });
	for (const count of [300, 3000, 50000]) {
		const { sheets, branches, bad } = messyUnits(count, process.argv[3] ?? '市直机关工委');
		const units = unitNames(Math.min(branches, Math.ceil(count / 20)));
		const [members, posts] = [messyMembers(count, units), messyPosts(count, units)];
		writeFileSync(join(folder, `units-${count}.xlsx`), workbook(sheets));
		writeFileSync(join(folder, `members-${count}.xlsx`), workbook(members.sheets));
		writeFileSync(join(folder, `posts-${count}.xlsx`), workbook(posts.sheets));
		console.log(`${count}: ${bad} bad units, ${members.bad} bad members, ${posts.bad} bad posts`);
	}
}
