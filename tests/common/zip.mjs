// @ts-check
/** Reading what a program wrote as a zip file. */
import { inflateRawSync } from 'node:zlib';

/** The parts of a zip file (APPNOTE 4.3), by their names. @param {Buffer} bytes */
export function unzip(bytes) {
	/** @type {Map<string, string>} */
	const parts = new Map();
	let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16);
	for (; bytes.readUInt32LE(at) === 0x02014b50; at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)) {
		const name = bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
		const head = bytes.readUInt32LE(at + 42);
		const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
		const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
		parts.set(name, (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString('utf8'));
	}
	return parts;
}
