// @ts-check
/** A provider of OpenID Connect of our own, whose tokens say and are signed as each test wants. */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keys = [{ ...rsa.publicKey.export({ format: 'jwk' }), kid: 'r', use: 'sig', alg: 'RS256' }, { ...ec.publicKey.export({ format: 'jwk' }), kid: 'e', use: 'sig' }];

/** @param {unknown} value */
const part = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** @typedef {{head?: Record<string, unknown>, claims?: Record<string, unknown>, key?: 'rsa'|'ec'|'stranger'|'none'|'hmac', token?: (token: string) => string, status?: number, body?: string, slow?: boolean}} Wish */

export class Hostile {
	constructor() {
		/** @type {Wish} */
		this.wish = {};
		this.issuer = '';
		this.asked = { keys: 0, tokens: 0 };
		this.keys = keys;
		/** What the last authorization asked for. @type {URLSearchParams} */
		this.query = new URLSearchParams();
		this.form = new URLSearchParams();
		this.authorization = '';
		this.server = createServer((request, response) => this.answer(request, response));
	}

	/** @param {string} client */
	async start(client) {
		this.client = client;
		await new Promise((resolve) => { this.server.listen(0, '127.0.0.1', () => resolve(undefined)); });
		this.issuer = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (this.server.address()).port}`;
	}

	stop() {
		this.server.closeAllConnections();
		this.server.close();
	}

	/** A token as the wish wants it. */
	made() {
		const now = Math.floor(Date.now() / 1000);
		const { wish } = this;
		const kind = wish.key ?? 'rsa';
		const head = { alg: { rsa: 'RS256', ec: 'ES256', stranger: 'RS256', none: 'none', hmac: 'HS256' }[kind], kid: kind === 'ec' ? 'e' : 'r', ...wish.head };
		const claims = { iss: this.issuer, sub: 'sub-1', aud: this.client, exp: now + 300, iat: now, nonce: this.query.get('nonce'), ...wish.claims };
		const text = `${part(head)}.${part(claims)}`;
		/** @type {Record<string, () => Buffer>} */
		const signers = {
			rsa: () => sign('sha256', Buffer.from(text), rsa.privateKey), stranger: () => sign('sha256', Buffer.from(text), stranger.privateKey),
			ec: () => sign('sha256', Buffer.from(text), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' }), none: () => Buffer.alloc(0),
			hmac: () => createHmac('sha256', rsa.publicKey.export({ format: 'pem', type: 'spki' })).update(text).digest(),
		};
		const token = `${text}.${signers[kind]().toString('base64url')}`;
		return wish.token ? wish.token(token) : token;
	}

	/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
	async answer(request, response) {
		let body = '';
		for await (const piece of request) body += piece;
		/** @param {unknown} json @param {number} [status] */
		const say = (json, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(typeof json === 'string' ? json : JSON.stringify(json));
		const { pathname } = new URL(request.url ?? '/', this.issuer);
		if (pathname === '/.well-known/openid-configuration') {
			say({ issuer: this.issuer, authorization_endpoint: `${this.issuer}/auth`, token_endpoint: `${this.issuer}/token`, jwks_uri: `${this.issuer}/keys` });
		} else if (pathname === '/keys') {
			this.asked.keys++;
			say({ keys: this.keys });
		} else if (pathname === '/token') {
			this.asked.tokens++;
			this.form = new URLSearchParams(body);
			this.authorization = request.headers.authorization ?? '';
			if (this.wish.slow) return;
			say(this.wish.body ?? { access_token: 'a', token_type: 'Bearer', id_token: this.made() }, this.wish.status);
		} else {
			response.writeHead(404).end();
		}
	}
}
