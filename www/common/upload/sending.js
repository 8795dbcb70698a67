// @ts-check
/**
 * One file on its way to the server by tus 1.0.0 (creation, checksum, termination), in chunks of 4 MiB. What the server has
 * acknowledged is on its disk; its ticket lives with the account, so that nothing of it is kept in this browser. A lost line
 * is waited out here, not by the client's own retries: it says so, and an answer's Retry-After is obeyed.
 */
import { Problem, call, freshKey } from '../call.js';
import { hexOf, isReadable, sha256Of } from './digest.js';
import { nameOf, verdict } from './words.js';

/** @typedef {import('../../evidence/api.js').Ticket} Ticket */

/**
 * @typedef {object} About what is said of a file when its upload begins
 * @property {number | null} unit null: the caller's only one
 * @property {number | null} target the item that it is for
 * @property {string} happened the day of what it shows
 * @property {string} note
 * @property {boolean} restricted
 *
 * @typedef {object} Sent how it stands
 * @property {string} name
 * @property {number} size bytes
 * @property {number} sent bytes
 * @property {'queued' | 'sending' | 'paused' | 'waiting' | 'stopped' | 'checking' | 'kept' | 'refused' | 'ended'} state
 *   waiting: goes on by itself; stopped: a person has to act
 * @property {string} said why it waits, stopped, was refused or isn't checked yet
 * @property {'login' | 'again' | 'anew' | 'choose' | null} way what a person can do: sign in, try again, choose the file anew, or the same file
 * @property {number | null} ticket null: none yet
 * @property {number | null} evidence what it became
 *
 * @typedef {object} Sending
 * @property {Sent} now
 * @property {() => void} goOn
 * @property {() => void} pause
 * @property {() => Promise<void>} giveUp
 */

const ADDRESS = '/api/evidence/uploads';
const CHUNK = 4 * 1024 * 1024;
const ANNOUNCED = 32 * 1024 * 1024; // up to here a file's digest is said before it comes
const STALLED = 60000; // milliseconds without a byte having gone

/** @param {number} ticket */
const addressOf = (ticket) => `${location.origin}${ADDRESS}/${ticket}`;

/**
 * A file to be sent; it stands in line until goOn() is called.
 * @param {File} file @param {About} about @param {() => void} changed called after each change of `now`
 * @param {Ticket | null} [ticket] of an upload that was begun before
 * @returns {Sending}
 */
export function sending(file, about, changed, ticket = null) {
	/** @type {Sent} */
	const now = {
		name: ticket ? ticket.name : nameOf(file.name), size: file.size, sent: ticket ? ticket.offset : 0, state: 'queued', said: '', way: null,
		ticket: ticket ? ticket.id : null, evidence: null,
	};
	/** @type {import('tus-js-client').Upload | null} */
	let upload = null;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let timer;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let stall;
	let tries = 0;

	/** @param {Sent['state']} state @param {Partial<Sent>} [more] */
	const put = (state, more) => {
		clearTimeout(timer);
		clearTimeout(stall);
		Object.assign(now, { state, said: '', way: null }, more);
		if (!['sending', 'waiting'].includes(state)) forget();
		changed();
	};
	/** @param {import('./words.js').Verdict} what */
	const rest = ({ wait, said, way }) => {
		put(wait ? 'waiting' : 'stopped', { said, way });
		if (wait) timer = setTimeout(goOn, wait * 1000);
	};
	const cut = () => {
		if (now.state !== 'sending') return;
		if (upload) upload.abort();
		rest(verdict('PATCH', 0, '', 0, tries++));
	};
	const alive = () => {
		clearTimeout(stall);
		stall = setTimeout(cut, STALLED);
	};
	const goOn = async () => {
		if (['sending', 'checking', 'kept', 'ended'].includes(now.state)) return;
		put('sending');
		listen();
		alive();
		try {
			upload = upload || await made();
		} catch {
			if (await isReadable(file)) cut();
			else put('stopped', { said: MOVED, way: 'anew' });
			return;
		}
		if (now.state === 'sending') upload.start();
	};
	const made = async () => {
		const { tusUpload } = await import('./tus.js');
		const sha256 = !now.ticket && file.size <= ANNOUNCED ? hexOf(await sha256Of(file)) : null;

		return tusUpload(file, {
			endpoint: now.ticket ? null : `${location.origin}${ADDRESS}`, uploadUrl: now.ticket ? addressOf(now.ticket) : null,
			key: freshKey(), chunkSize: CHUNK, metadata: metadataOf(now.name, about, sha256),
			onUrl: (/** @type {string} */ url) => { now.ticket = Number(url.split('/').pop()); },
			onProgress: (/** @type {number} */ sent) => {
				alive();
				now.sent = sent;
				changed();
			},
			onChunkComplete: () => { tries = 0; },
			onSuccess: () => {
				put('checking', { sent: now.size });
				watch(now, put, () => now.state === 'checking');
			},
			onError: failed,
		});
	};
	/** @param {Error} error */
	const failed = async (error) => {
		const { method, status, detail, after } = answerOf(error);
		if (status === 0 && !await isReadable(file)) put('stopped', { said: MOVED, way: 'anew' });
		else if (now.state === 'sending') rest(verdict(method, status, detail, after, tries++));
	};
	const pause = () => {
		if (upload) upload.abort();
		put('paused');
	};
	const giveUp = async () => {
		if (upload) upload.abort();
		if (now.ticket) await endTicket(now.ticket);
		put('ended');
	};

	// the line came back, the phone woke up: not a moment later; it went away: no need to wait for it to be noticed
	const wake = () => {
		if (now.state === 'waiting' && document.visibilityState === 'visible' && navigator.onLine) goOn();
	};
	const listen = () => {
		window.addEventListener('online', wake);
		window.addEventListener('offline', cut);
		document.addEventListener('visibilitychange', wake);
	};
	const forget = () => {
		window.removeEventListener('online', wake);
		window.removeEventListener('offline', cut);
		document.removeEventListener('visibilitychange', wake);
	};
	return { now, goOn, pause, giveUp };
}

const MOVED = '这个文件改过、改了名或移走了，读不到。请重新选。';

/** @param {string} name @param {About} about @param {string | null} sha256 */
function metadataOf(name, about, sha256) {
	return {
		filename: name, happened: about.happened, ...(about.unit ? { unit: String(about.unit) } : {}),
		...(about.target ? { target: String(about.target) } : {}), ...(about.note ? { note: about.note } : {}),
		...(about.restricted ? { restricted: '1' } : {}), ...(sha256 ? { sha256 } : {}),
	};
}

/** What a refusal says; of a lost line nothing. @param {Error} error */
function answerOf(error) {
	const told = /** @type {import('tus-js-client').DetailedError} */ (error);
	const answer = told.originalResponse;
	let detail = '';

	try {
		detail = answer ? JSON.parse(answer.getBody()).detail || '' : '';
	} catch {
		// nginx's own answer, or that of HEAD, which has none
	}
	return {
		method: told.originalRequest ? told.originalRequest.getMethod() : 'POST', status: answer ? answer.getStatus() : 0, detail,
		after: answer ? Number(answer.getHeader('Retry-After')) || 0 : 0,
	};
}

/**
 * Waits until what was sent has been looked at: its kind, its digest, whether it is clean.
 * @param {Sent} now @param {(state: Sent['state'], more?: Partial<Sent>) => void} put @param {() => boolean} wanted
 */
export async function watch(now, put, wanted) {
	for (let wait = 600; wanted(); wait = Math.min(wait * 1.5, 5000)) {
		try {
			/** @type {Ticket} */
			const ticket = await call('GET', `/api/evidence/upload/${now.ticket}`, null, { stay: true });
			if (!wanted()) return;
			if (ticket.state === 'kept') put('kept', { evidence: ticket.evidence });
			else if (ticket.state === 'refused') put('refused', { said: ticket.refused || '' });
			else put('checking', { said: ticket.waits || '' });
		} catch (error) {
			if (error instanceof Problem && error.status === 401) {
				put('stopped', { said: '已经传完，正在检查；检查的结果登录后能看到。', way: 'login' });
			}
		}
		await new Promise((resolve) => setTimeout(resolve, wait));
	}
}

/** Gives an upload up: what was sent of it goes. One that is gone already is as good. @param {number} ticket */
export async function endTicket(ticket) {
	const answer = await fetch(addressOf(ticket), { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' }, credentials: 'same-origin' })
		.catch(() => null);

	if (answer && (answer.ok || answer.status === 404 || answer.status === 410)) return;
	throw new Problem(answer ? answer.status : 0, { title: '没有放弃成', detail: answer && answer.status === 423
		? '另一处正在传这个文件，请先在那里暂停。' : '网断了，或服务器没有应答，请再试一次。' });
}
