// @ts-check
/** Reading what was printed: a QR code drawn as an SVG path, by a reader that shares nothing with its writer. */

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
