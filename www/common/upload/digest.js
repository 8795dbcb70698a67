// @ts-check
/** Digests of what is sent, where the browser makes them: over TLS, or on the machine itself. */

const WHOLE = 32 * 1024 * 1024; // up to here a file is read at once

/** Whether there are digests at all: over plain HTTP a browser offers none. */
export const canDigest = typeof crypto !== 'undefined' && Boolean(crypto.subtle);

/** @param {Blob} part at most a chunk @returns {Promise<string | null>} the value of Upload-Checksum */
export async function checksum(part) {
	if (!canDigest) return null;
	const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await part.arrayBuffer()));

	return `sha256 ${btoa(String.fromCharCode(...bytes))}`;
}

/** @param {Blob} whole @returns {Promise<string | null>} SHA-256 in hexadecimal; null: too large, or it can't be made */
export async function digestOf(whole) {
	if (!canDigest || whole.size > WHOLE) return null;
	const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await whole.arrayBuffer()));

	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
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
