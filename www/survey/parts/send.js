// @ts-check
/** A write that carries the version of the round that was seen. */
import { call, Problem } from '../../common/call.js';

/** @typedef {import('../../common/api.js').Round} Round */

/**
 * Who was slower than a colleague is told so (412), sees the dialog stay, and may go on: from then on the
 * round's version is the one that the sentence spoke of.
 * @param {Round} round its version follows
 * @param {string} path @param {object} fields
 * @returns {Promise<any>} rejects with the Problem
 */
export async function send(round, path, fields) {
	try {
		return await call('POST', path, fields, { version: round.version });
	} catch (error) {
		if (error instanceof Problem && (error.status === 412 || error.status === 409)) {
			const now = await call('GET', `/api/survey/round/${round.id}`).catch(() => null);
			if (now) round.version = now.version;
		}
		throw error;
	}
}
