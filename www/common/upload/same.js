// @ts-check
/** Whether a file that was chosen is the one that was begun. */
import { dayText } from '../date.js';
import { nameOf, percentOf, sizeText } from './words.js';

/** @typedef {import('./sending.js').Sent} Sent */
/** @typedef {import('../../evidence/api.js').Ticket} Ticket */

/** @param {File} file @param {Ticket} ticket */
export function looksLike(file, ticket) {
	return file.size === ticket.size && nameOf(file.name) === ticket.name;
}

/**
 * @param {File} file @param {Ticket} ticket
 * @returns {Promise<string>} why it isn't, in words; empty: it is
 */
export async function whyNot(file, ticket) {
	if (!looksLike(file, ticket)) return `这不是同一个文件。要选“${ticket.name}”，大小是${sizeText(ticket.size)}。`;
	return '';
}

/** An upload of this account's as its row shows it before a file is there. @param {Ticket} ticket @returns {Sent} */
export function begun(ticket) {
	/** @type {Sent} */
	const now = {
		name: ticket.name, size: ticket.size, sent: ticket.offset, state: 'stopped', way: 'choose', ticket: ticket.id, evidence: null,
		said: `${dayText(ticket.made)}开始的，传到${percentOf(ticket.offset, ticket.size)}%停下了。`,
	};

	if (ticket.state === 'received') Object.assign(now, { state: 'checking', said: '', way: null });
	if (ticket.state === 'refused') Object.assign(now, { state: 'refused', said: ticket.refused, way: null });
	return now;
}
