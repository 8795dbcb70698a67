// @ts-check
/** Whether a file that was chosen is the one that was begun. */
import { dayText } from '../date.js';
import { hexOf, sha256Of } from './digest.js';
import { nameOf, sizeText } from './words.js';

/** @typedef {import('./sending.js').Sent} Sent */
/** @typedef {import('../../evidence/api.js').Ticket} Ticket */

/** @param {File} file @param {Ticket} ticket */
export function looksLike(file, ticket) {
	return file.size === ticket.size && nameOf(file.name) === ticket.name;
}

/**
 * By name, size and the digest of what has come already.
 * @param {File} file @param {Ticket} ticket
 * @returns {Promise<string>} why it isn't, in words; empty: it is
 */
export async function whyNot(file, ticket) {
	if (!looksLike(file, ticket)) return `这不是同一个文件。要选“${ticket.name}”，大小是${sizeText(ticket.size)}。`;
	if (ticket.part && hexOf(await sha256Of(file.slice(0, ticket.offset))) !== ticket.part) {
		return `“${ticket.name}”改过了，和已经传上来的那部分对不上。请选原来的文件，或者放弃这次上传，重新传。`;
	}
	return '';
}

/** An upload of this account's as its row shows it before a file is there. @param {Ticket} ticket @returns {Sent} */
export function begun(ticket) {
	/** @type {Sent} */
	const now = {
		name: ticket.name, size: ticket.size, sent: ticket.offset, state: 'stopped', way: 'choose', ticket: ticket.id, evidence: null,
		said: `${dayText(ticket.made)}开始的，没有传完。`,
	};

	if (ticket.state === 'received') Object.assign(now, { state: 'checking', said: '', way: null });
	if (ticket.state === 'refused') Object.assign(now, { state: 'refused', said: ticket.refused, way: null });
	return now;
}
