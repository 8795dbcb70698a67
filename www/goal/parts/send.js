// @ts-check
/** A write that carries the version of the goal that was seen. */
import { call, Problem } from '../../common/call.js';

/** @typedef {import('../api.js').Goal} Goal */

/**
 * Who was slower than a colleague is told so (412, 409) and keeps what was typed; meanwhile the page shows the goal as it is
 * now, and whoever goes on does so from there.
 * @param {Goal} goal its version follows
 * @param {string} verb @param {object} fields @param {(now: Goal) => void} show
 * @returns {Promise<any>} rejects with the Problem
 */
export async function send(goal, verb, fields, show) {
	const path = verb === 'submit' ? '/api/goal/submit' : `/api/goal/item/${goal.id}/${verb}`;

	try {
		return await call('POST', path, verb === 'submit' ? { goals: [goal.id] } : fields, { version: goal.version });
	} catch (error) {
		if (error instanceof Problem && (error.status === 412 || error.status === 409)) {
			const now = await call('GET', `/api/goal/item/${goal.id}`).catch(() => null);
			if (now) {
				goal.version = now.version;
				show(now);
			}
		}
		throw error;
	}
}
