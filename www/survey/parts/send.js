// @ts-check
/** A write that carries the version of the round that was seen. */
import { call, Problem } from '../../common/call.js';

/** @typedef {import('../api.js').Round} Round */

/**
 * Who was slower than a colleague, or than the own other tab, is told so (412, 409) and sees the form or
 * dialog stay with what was typed. Meanwhile the page shows the round as it is now, with the buttons that
 * are open now; whoever goes on does so from the version that the sentence spoke of.
 * @param {Round} round its version follows
 * @param {string} path @param {object} fields
 * @param {(now: Round) => void} [show] draws the page anew
 * @returns {Promise<any>} rejects with the Problem
 */
export async function send(round, path, fields, show) {
	try {
		return await call('POST', path, fields, { version: round.version });
	} catch (error) {
		if (error instanceof Problem && (error.status === 412 || error.status === 409)) {
			const now = await call('GET', `/api/survey/round/${round.id}`).catch(() => null);
			if (now) {
				round.version = now.version;
				if (show) show(now);
			}
		}
		throw error;
	}
}
