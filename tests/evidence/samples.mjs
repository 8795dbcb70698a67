// @ts-check
/** Files as people send them, made when a test runs: nothing of this kind stands in the repository, and no scanner trips over it. */
import { deflateSync } from 'node:zlib';

/** @param {Buffer} bytes */
function crc32(bytes) {
	let crc = ~0;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc >>> 0;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const out = Buffer.alloc(8 + data.length + 4);
	out.writeUInt32BE(data.length, 0);
	body.copy(out, 4);
	out.writeUInt32BE(crc32(body), 8 + data.length);
	return out;
}

/** A picture, with remarks in it and bytes behind its end. @param {number} width @param {number} height @param {string} [remark] */
export function png(width, height, remark = 'the place is secret') {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	const rows = Buffer.alloc(height * (1 + width * 3));
	for (let y = 0; y < height; y++) for (let x = 0; x < width * 3; x++) rows[y * (1 + width * 3) + 1 + x] = (x * y) & 255;
	return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('tEXt', Buffer.from(`Comment\0${remark}`)),
		chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0)), Buffer.from(`behind the end: ${remark}`)]);
}

/** A PDF with so many pages; each draws what `content` says. @param {number} pages @param {string} [content] @param {Buffer} [stream] */
export function pdf(pages, content = '0.8 0 0 rg 100 100 200 300 re f', stream = Buffer.from(content)) {
	const filter = stream.toString() === content ? '' : '/Filter/FlateDecode';
	const objects = [
		Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
		Buffer.from(`<</Type/Pages/Count ${pages}/Kids[${Array.from({ length: pages }, (_, at) => `${at + 4} 0 R`).join(' ')}]>>`),
		Buffer.concat([Buffer.from(`<</Length ${stream.length}${filter}>>stream\n`), stream, Buffer.from('\nendstream')]),
		...Array.from({ length: pages }, () => Buffer.from('<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<<>>>>')),
	];
	const parts = [Buffer.from('%PDF-1.4\n')];
	let at = parts[0].length;
	const offsets = objects.map((object, index) => {
		const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
		const here = at;
		parts.push(part);
		at += part.length;
		return here;
	});
	parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((each) => `${String(each).padStart(10, '0')} 00000 n \n`).join('')}`
		+ `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`));
	return Buffer.concat(parts);
}

/** A PDF whose one page unpacks to hundreds of megabytes of drawing. */
export const bomb = () => pdf(1, '', deflateSync(Buffer.alloc(400 << 20, '0 0 m 595 842 l S 595 0 m 0 842 l S \n')));

/** What scanners are tried with (EICAR), in two halves, so that none trips over this file. */
export const eicar = () => Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join(''));

/** The beginning of a program for Windows. */
export const program = () => {
	const out = Buffer.alloc(1024);
	out.write('MZ', 0, 'latin1');
	out.writeUInt32LE(0x80, 0x3c);
	out.write('PE\0\0', 0x80, 'latin1');
	out.writeUInt16LE(0x8664, 0x84);
	out.writeUInt16LE(0xf0, 0x94);
	out.writeUInt16LE(0x22, 0x96);
	out.writeUInt16LE(0x20b, 0x98);
	return out;
};
