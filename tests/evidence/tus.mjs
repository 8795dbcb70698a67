// @ts-check
/** The tus protocol as tests speak it: through nginx, by a browser that is signed in. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

/** @typedef {import('../common/client.mjs').Browser} Browser */
/** @typedef {import('../common/client.mjs').Answer} Answer */

export const version = { 'tus-resumable': '1.0.0' };
const chunkType = { 'content-type': 'application/offset+octet-stream' };

/** Upload-Metadata. @param {Record<string, string>} values */
export const metadataOf = (values) => Object.entries(values).map(([key, value]) => (value === '' ? key : `${key} ${Buffer.from(value).toString('base64')}`)).join(',');

/** @param {Buffer|string} bytes @param {string} [algorithm] */
export const digestOf = (bytes, algorithm = 'sha256') => createHash(algorithm).update(bytes).digest();

/**
 * Asks for an upload. @param {Browser} browser @param {number|string} size @param {Record<string, string>} [said] of its metadata
 * @param {{headers?: Record<string, string>, body?: Buffer|string}} [more]
 */
export function create(browser, size, said = {}, more = {}) {
	return browser.ask('/api/evidence/uploads', {
		method: 'POST',
		headers: { ...version, 'upload-length': String(size), 'upload-metadata': metadataOf({ filename: '试用.pdf', ...said }),
			...(more.body === undefined ? {} : chunkType), ...more.headers },
		body: more.body,
	});
}

/** One that stands, by its address. @param {Browser} browser @param {number} size @param {Record<string, string>} [said] @returns {Promise<string>} */
export async function begin(browser, size, said) {
	const made = await create(browser, size, said);
	assert.equal(made.status, 201, made.text);
	return String(made.headers.location);
}

/** @param {Browser} browser @param {string} at @param {number|string} offset @param {Buffer|string} bytes @param {Record<string, string>} [headers] */
export function send(browser, at, offset, bytes, headers = {}) {
	return browser.ask(at, { method: 'PATCH', headers: { ...version, ...chunkType, 'upload-offset': String(offset), ...headers }, body: bytes });
}

/** @param {Browser} browser @param {string} at @param {Record<string, string>} [headers] */
export const head = (browser, at, headers = version) => browser.ask(at, { method: 'HEAD', headers });

/** @param {Browser} browser @param {string} at */
export const end = (browser, at) => browser.ask(at, { method: 'DELETE', headers: version });

/** Its number. @param {string} at */
export const idOf = (at) => Number(at.split('/').pop());

/** How far it is. @param {Browser} browser @param {string} at */
export async function offsetOf(browser, at) {
	const answer = await head(browser, at);
	assert.equal(answer.status, 200);
	return Number(answer.headers['upload-offset']);
}
