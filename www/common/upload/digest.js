// @ts-check
/** Digests of what is sent: the browser's own where it offers them (over TLS, on the machine itself), else ours. */
import { Sha256 } from './sha256.js';

const PIECE = 4 * 1024 * 1024; // read at once
const WHOLE = 32 * 1024 * 1024; // given to the browser at once

/** SHA-256 of a file, or of a part of one, however large. @param {Blob} blob @returns {Promise<Uint8Array>} */
export async function sha256Of(blob) {
	if (crypto.subtle && blob.size <= WHOLE) {
		return new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
	}
	const running = new Sha256();

	for (let at = 0; at < blob.size; at += PIECE) running.add(new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer()));
	return running.digest();
}

/** @param {Uint8Array} bytes */
export function hexOf(bytes) {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {Blob} part at most a chunk @returns {Promise<string>} the value of Upload-Checksum */
export async function checksum(part) {
	return `sha256 ${btoa(String.fromCharCode(...await sha256Of(part)))}`;
}

/** Whether the file can still be read: who changes or moves it after choosing it takes it away. @param {Blob} file */
export async function isReadable(file) {
	try {
		await file.slice(0, 1).arrayBuffer();
		return true;
	} catch {
		return false;
	}
}
