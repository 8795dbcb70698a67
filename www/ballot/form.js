// @ts-check
/**
 * What the ballot's form can do beyond plain HTML: keep a draft, ask whether the card can still be
 * used, and send again after a lost connection, counted once. Without this file all of it works, but
 * for the draft. Uses no library; speaks with nobody but the address it came from.
 */

const RETRY_FIRST = 2000;
const RETRY_MOST = 30000;
const PATIENCE = 30000;
const KEPT_FOR = 24 * 60 * 60 * 1000;

const words = {
	sending: '正在提交，请稍等……',
	lost: '网断了，您写的还在。连上后会再交一次，不会算成两份。',
	copied: '已复制',
};
/** What a card's state says, and whether what was typed can go on with another card. */
const states = {
	used: ['这张卡的意见已经收到，不用再交', '如果上次不是您交的，请换一张卡，您写的会保留。'],
	voided: ['这批卡已作废', '请换一张新卡，您写的会保留。'],
	unknown: ['没有找到这张卡', '请核对号码。还是不行，请换一张卡，您写的会保留。'],
	mistyped: ['号码不对', '请对照卡片再看一遍：可能有一位打错了。'],
};
const isCounter = /(^|[?&])counter(&|=|$)/.test(location.search);

/** @param {string} id @returns {HTMLElement | null} */
const find = (id) => document.getElementById(id);

/** @param {HTMLFormElement} form @returns {[string, string][]} every field as it would be sent */
function fieldsOf(form) {
	return Array.from(new FormData(form).entries(), ([name, value]) => [name, String(value)]);
}

/** @param {string} name an answer, not a setting of the form */
const isTyped = (name) => /^q\d|^pressure$|^key$|^unit$/.test(name);

// ---- the draft: this tab's, or, where somebody wants it, this phone's for a day --------------------

/** @param {HTMLFormElement} form the name of its draft: mark and unit, never the card's code */
function draftName(form) {
	const mark = location.pathname.replace(/^\/s\//, '').slice(0, 8);
	const unit = /** @type {HTMLInputElement | null} */ (form.querySelector('input[type=hidden][name=unit]'));
	return `draft ${mark} ${unit ? unit.value : ''}`;
}

/** @param {(store: Storage) => void} use storage may be full or forbidden: then there is no draft */
function withStores(use) {
	for (const name of /** @type {const} */ (['sessionStorage', 'localStorage'])) {
		try {
			use(window[name]);
		} catch {
			// a draft is a help, not a promise
		}
	}
}

/** @param {HTMLFormElement} form @returns {boolean} */
function isKept(form) {
	const box = /** @type {HTMLInputElement | null} */ (form.querySelector('#keep input'));
	return box !== null && box.checked;
}

/** @param {HTMLFormElement} form */
function draftSave(form) {
	if (isCounter) return;
	const fields = fieldsOf(form).filter(([name]) => isTyped(name));
	const text = JSON.stringify({ until: Date.now() + KEPT_FOR, fields });
	withStores((store) => {
		if (store === sessionStorage || isKept(form)) store.setItem(draftName(form), text);
		else store.removeItem(draftName(form));
	});
}

/** @param {string} name */
function draftForget(name) {
	withStores((store) => store.removeItem(name));
}

/** Drafts of this phone whose day is over. */
function draftsExpire() {
	withStores((store) => {
		for (const name of Object.keys(store)) {
			if (!name.startsWith('draft ')) continue;
			const draft = JSON.parse(store.getItem(name) || '{}');
			if (!(draft.until > Date.now())) store.removeItem(name);
		}
	});
}

/** @param {HTMLFormElement} form @param {[string, string][]} fields */
function fill(form, fields) {
	for (const [name, value] of fields) {
		for (const element of Array.from(form.elements)) {
			if (element instanceof HTMLTextAreaElement && element.name === name) element.value = value;
			if (!(element instanceof HTMLInputElement) || element.name !== name) continue;
			if (element.type === 'radio' || element.type === 'checkbox') element.checked ||= element.value === value;
			else if (name === 'key') element.value = value;
		}
	}
}

/** @param {HTMLFormElement} form */
function draftLoad(form) {
	const keep = /** @type {HTMLInputElement | null} */ (form.querySelector('#keep input'));
	const hasAnswers = fieldsOf(form).some(([name, value]) => /^q\d/.test(name) && value !== '');
	withStores((store) => {
		const text = isCounter ? null : store.getItem(draftName(form));
		if (text === null) return;
		if (store === localStorage && keep) keep.checked = true;
		if (!hasAnswers) fill(form, JSON.parse(text).fields);
	});
}

// ---- sending ----------------------------------------------------------------------------------------

/** @param {string} text */
function say(text) {
	const state = find('state');
	if (state) state.textContent = text;
}

/** @param {boolean} sending */
function setSending(sending) {
	const button = /** @type {HTMLButtonElement | null} */ (find('send'));
	if (button) button.disabled = sending;
}

/** The open form's key against counting twice. @param {HTMLFormElement} form */
function addKey(form) {
	if (form.dataset.channel !== 'open' || form.querySelector('[name=key]')) return;
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	const input = document.createElement('input');
	input.type = 'hidden';
	input.name = 'key';
	input.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	form.append(input);
}

/** @param {HTMLFormElement} form @returns {Promise<Response>} */
async function post(form) {
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort(), PATIENCE);
	const body = new URLSearchParams(fieldsOf(form));
	try {
		return await fetch(location.href, { method: 'POST', body, credentials: 'omit', signal: stop.signal });
	} finally {
		clearTimeout(timer);
	}
}

/** @param {number} wait in milliseconds, or until the line is back */
function pause(wait) {
	return new Promise((resolve) => {
		const go = () => {
			clearTimeout(timer);
			removeEventListener('online', go);
			resolve(undefined);
		};
		const timer = setTimeout(go, wait);
		addEventListener('online', go);
	});
}

/** @param {string} html */
const parse = (html) => new DOMParser().parseFromString(html, 'text/html');

/** @param {Document} page @returns {string} a page of nginx's own in one line */
function headOf(page) {
	const heading = page.querySelector('h1');
	return heading && heading.textContent ? `${heading.textContent}。` : '';
}

/** Puts the answer's page in the place of this one. @param {Document} page */
function show(page) {
	document.title = page.title;
	for (const selector of ['header', 'main']) {
		const old = document.querySelector(selector);
		const fresh = page.querySelector(selector);
		if (old && fresh) old.replaceWith(document.adoptNode(fresh));
	}
	start();
	scrollTo(0, 0);
	const first = find('done') || find('errors');
	if (first) first.focus();
}

/** Sends until there is an answer. @param {HTMLFormElement} form */
async function send(form) {
	const name = draftName(form);
	let wait = RETRY_FIRST;
	let unsure = false;
	addKey(form);
	draftSave(form);
	setSending(true);
	say(words.sending);
	while (form.isConnected) {
		let why = '';
		try {
			const answer = await post(form);
			const page = parse(await answer.text());
			if (answer.status < 500 && answer.status !== 429 && answer.status !== 413) {
				if (page.getElementById('done')) draftForget(name);
				// sent before the line was lost, and counted then: nothing of it was left out
				if (unsure && answer.status === 409) page.querySelectorAll('#said, #other').forEach((part) => part.remove());
				show(page);
				return;
			}
			if (answer.status === 413) {
				say(headOf(page));
				setSending(false);
				return;
			}
			why = headOf(page);
			unsure = unsure || (answer.status !== 429 && answer.status !== 503);
			wait = Math.max(wait, Number(answer.headers.get('Retry-After') || 0) * 1000);
		} catch {
			unsure = true;
		}
		say(why + words.lost);
		await pause(wait);
		wait = Math.min(wait * 2, RETRY_MOST);
	}
}

/** @param {HTMLFormElement} form */
function listen(form) {
	let isOther = false;
	form.addEventListener('click', (event) => {
		const button = /** @type {HTMLElement} */ (event.target).closest('button');
		if (button) isOther = button.getAttribute('name') === 'show';
	});
	form.addEventListener('input', () => draftSave(form));
	form.addEventListener('submit', (event) => {
		if (isOther || !find('send')) return;
		event.preventDefault();
		send(form);
	});
}

// ---- the card's state -------------------------------------------------------------------------------

/** @param {keyof typeof states} state @param {string} [receipt] */
function warn(state, receipt) {
	const main = find('main');
	const box = document.createElement('div');
	const heading = document.createElement('h2');
	const text = document.createElement('p');
	const link = document.createElement('a');
	[heading.textContent, text.textContent] = states[state];
	if (receipt) text.prepend(`回执：${receipt}。`);
	link.href = `/s/${location.search}`;
	link.textContent = state === 'mistyped' ? '改号码' : '换一张卡';
	box.className = 'errors';
	box.setAttribute('role', 'alert');
	box.append(heading, text, link);
	if (main) main.prepend(box);
}

/** @param {HTMLFormElement} form */
async function askState(form) {
	const code = /^\/s\/[0-9a-z]{8}-(.+)$/i.exec(location.pathname);
	if (form.dataset.channel !== 'card' || !code || form.querySelector('[name=code]')) return;
	try {
		const answer = await fetch('/api/ballot/state', {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ card: decodeURIComponent(code[1]) }),
			credentials: 'omit',
		});
		if (answer.status === 422) warn('mistyped');
		if (answer.status !== 200) return;
		const { state, receipt } = await answer.json();
		if (state !== 'fresh' && state in states) warn(state, receipt);
	} catch {
		// the form says it when it is sent
	}
}

// ---- small things -----------------------------------------------------------------------------------

/** @param {HTMLTextAreaElement} box how much of it is written */
function count(box) {
	const sum = document.createElement('span');
	const draw = () => {
		const written = Array.from(box.value.trim()).length;
		sum.textContent = `${written}/${box.dataset.longest}`;
		sum.className = written > Number(box.dataset.longest) ? 'sum over' : 'sum';
	};
	box.after(sum);
	box.addEventListener('input', draw);
	draw();
}

/** @param {HTMLElement} button */
function offerCopy(button) {
	button.hidden = false;
	button.addEventListener('click', async () => {
		const source = find(button.dataset.copy || '');
		if (!source) return;
		const text = source instanceof HTMLTextAreaElement ? source.value : source.textContent || '';
		try {
			await navigator.clipboard.writeText(text);
		} catch {
			// over plain HTTP there is no clipboard but the old one
			const box = document.createElement('textarea');
			box.value = text;
			document.body.append(box);
			box.select();
			document.execCommand('copy');
			box.remove();
		}
		button.textContent = words.copied;
	});
}

function start() {
	const form = /** @type {HTMLFormElement | null} */ (find('form'));
	const keep = find('keep');
	if (form && form.dataset.channel) {
		if (keep) keep.hidden = isCounter;
		draftLoad(form);
		listen(form);
		form.querySelectorAll('textarea').forEach(count);
		askState(form);
	}
	document.querySelectorAll('[data-copy]').forEach((button) => offerCopy(/** @type {HTMLElement} */ (button)));
}

draftsExpire();
start();
addEventListener('pageshow', (event) => {
	setSending(false);
	if (event.persisted) say('');
});
