// @ts-check
/** Reading what was printed: a QR code drawn as an SVG path, and a workbook, by readers that share nothing with their writers. */
import { inflateRawSync } from 'node:zlib';

/** Blocks and data bytes a block at error level M, versions 1 to 6 (ISO/IEC 18004, table 9). */
const blocks = [[1, 16], [1, 28], [1, 44], [2, 32], [2, 43], [4, 27]];
/** @type {Array<(row: number, column: number) => boolean>} the masks of its table 10 */
const masks = [
	(i, j) => (i + j) % 2 === 0, (i) => i % 2 === 0, (_, j) => j % 3 === 0, (i, j) => (i + j) % 3 === 0, (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
	(i, j) => (i * j) % 2 + (i * j) % 3 === 0, (i, j) => ((i * j) % 2 + (i * j) % 3) % 2 === 0, (i, j) => ((i + j) % 2 + (i * j) % 3) % 2 === 0,
];

/** The dark modules of a path of runs. @param {string} path @param {number} size */
function modulesOf(path, size) {
	const dark = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
	if (!/^(M\d+ \d+h\d+v1h-\d+z)+$/.test(path)) throw new Error(`not a path of runs: ${path.slice(0, 80)}`);
	for (const [, x, y, run, back] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)) {
		if (run !== back) throw new Error(`a run that does not close: ${run} ${back}`);
		for (let n = 0; n < Number(run); n++) dark[Number(y)][Number(x) + n] = true;
	}
	return dark;
}

/** What a QR code of level M in one segment of bytes says, read without mending. @param {string} path @param {number} size in modules */
export function readQr(path, size) {
	const dark = modulesOf(path, size);
	const version = (size - 17) / 4;
	const [many, data] = blocks[version - 1] ?? [];
	if (!many) throw new Error(`version ${version} is not read here`);
	for (const [x, y] of [[0, 0], [size - 7, 0], [0, size - 7]]) {
		const ring = Array.from({ length: 7 }, (_, n) => [dark[y][x + n], dark[y + 6][x + n], dark[y + n][x], dark[y + n][x + 6]]).flat();
		if (!ring.every(Boolean) || !dark[y + 3][x + 3] || dark[y + 1][x + 1]) throw new Error(`no finder at ${x} ${y}`);
	}
	const around = [...[0, 1, 2, 3, 4, 5, 7, 8].map((column) => dark[8][column]), dark[7][8], ...[5, 4, 3, 2, 1, 0].map((row) => dark[row][8])];
	const format = around.reduce((bits, bit) => bits * 2 + Number(bit), 0) ^ 0x5412;
	if (format >> 13 !== 0) throw new Error(`level ${format >> 13} is not M`);
	const mask = masks[(format >> 10) & 7];
	const isFixed = (/** @type {number} */ row, /** @type {number} */ column) => row === 6 || column === 6 || (row < 9 && (column < 9 || column >= size - 8)) || (row >= size - 8 && column < 9)
		|| (version > 1 && row >= size - 9 && row < size - 4 && column >= size - 9 && column < size - 4);
	/** @type {number[]} */
	const bits = [];
	for (let right = size - 1, up = true; right > 0; right -= right === 8 ? 3 : 2, up = !up) {
		if (right === 6) right = 5;
		for (let n = 0; n < size; n++) for (const column of [right, right - 1]) {
			const row = up ? size - 1 - n : n;
			if (!isFixed(row, column)) bits.push(Number(dark[row][column] !== mask(row, column)));
		}
	}
	const words = Array.from({ length: many * data }, (_, at) => bits.slice(at * 8, at * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0));
	const ordered = Array.from({ length: many }, (_, block) => Array.from({ length: data }, (__, at) => words[at * many + block])).flat();
	const text = ordered.map((byte) => byte.toString(2).padStart(8, '0')).join('');
	if (text.slice(0, 4) !== '0100') throw new Error(`mode ${text.slice(0, 4)} is not bytes`);
	const length = Number.parseInt(text.slice(4, 12), 2);
	return Buffer.from(Array.from({ length }, (_, at) => Number.parseInt(text.slice(12 + at * 8, 20 + at * 8), 2))).toString();
}

const crcs = Array.from({ length: 256 }, (_, byte) => Array.from({ length: 8 }).reduce((/** @type {number} */ crc) => (crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1), byte));
/** @param {Buffer} bytes */
const crc32 = (bytes) => (bytes.reduce((crc, byte) => (crc >>> 8) ^ crcs[(crc ^ byte) & 255], 0xffffffff) ^ 0xffffffff) >>> 0;

/** The files of a ZIP archive by its central directory, their sums checked. @param {Buffer} zip @returns {Map<string, string>} */
export function unzip(zip) {
	const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	if (end < 0) throw new Error('not a ZIP archive');
	const files = new Map();
	for (let at = zip.readUInt32LE(end + 16), left = zip.readUInt16LE(end + 10); left > 0; left--) {
		const [method, crc, packed, nameLength, extra, comment, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 20),
			zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
		const name = zip.subarray(at + 46, at + 46 + nameLength).toString();
		const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
		const bytes = zip.subarray(start, start + packed);
		const whole = method === 0 ? bytes : inflateRawSync(bytes);
		if (crc32(whole) !== crc) throw new Error(`${name}: its sum is wrong`);
		files.set(name, whole.toString());
		at += 46 + nameLength + extra + comment;
	}
	return files;
}

/** @param {string} xml */
const plain = (xml) => xml.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replace(/&amp;/g, '&');

/**
 * The sheets of an .xlsx: names, and rows of texts and numbers; what is empty is ''.
 * @param {Buffer} bytes @returns {{name: string, rows: (string|number)[][], percents: Set<string>}[]} percents: the cells shown as 0%
 */
export function readWorkbook(bytes) {
	const files = unzip(bytes);
	const file = (/** @type {string} */ name) => files.get(name) ?? (() => { throw new Error(`no ${name}`); })();
	const shared = files.has('xl/sharedStrings.xml') ? [...file('xl/sharedStrings.xml').matchAll(/<si>([^]*?)<\/si>/g)].map(([, si]) => plain([...si.matchAll(/<t[^>]*>([^]*?)<\/t>/g)].map(([, t]) => t).join(''))) : [];
	const formats = [.../<cellXfs[^>]*>([^]*?)<\/cellXfs>/.exec(file('xl/styles.xml'))?.[1].matchAll(/<xf numFmtId="(\d+)"/g) ?? []].map(([, id]) => Number(id));
	const own = [...file('xl/styles.xml').matchAll(/<numFmt numFmtId="(\d+)" formatCode="0%"/g)].map(([, id]) => Number(id));
	const targets = new Map([...file('xl/_rels/workbook.xml.rels').matchAll(/<Relationship Id="([^"]+)"[^>]*Target="([^"]+)"/g)].map(([, id, target]) => [id, target]));
	return [...file('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"[^>]*r:id="([^"]+)"/g)].map(([, name, id]) => {
		/** @type {(string|number)[][]} */
		const rows = [];
		const percents = new Set();
		for (const [, letters, line, style, type, body] of file(`xl/${targets.get(id)}`).matchAll(/<c r="([A-Z]+)(\d+)"(?: s="(\d+)")?(?: t="(\w+)")?(?:\/>|>([^]*?)<\/c>)/g)) {
			const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
			const value = /<v>([^<]*)<\/v>/.exec(body ?? '')?.[1];
			const row = (rows[Number(line) - 1] ??= []);
			row[column] = value === undefined ? '' : type === 's' ? shared[Number(value)] : Number(value);
			if ([9, ...own].includes(formats[Number(style ?? 0)])) percents.add(`${letters}${line}`);
		}
		return { name: plain(name), rows: Array.from(rows, (row) => Array.from(row ?? [], (cell) => cell ?? '')), percents };
	});
}
