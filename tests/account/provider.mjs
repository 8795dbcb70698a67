// @ts-check
/** A real provider of OpenID Connect (oidc-provider from npm) for tests: any name signs in, its sub is "sub of <name>" or the name. */
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
// @ts-expect-error it comes without types
import Provider from 'oidc-provider';
import { run } from '../common/process.mjs';

export const client = 'wuhao console';
export const secret = 'a secret: with % and +';

/** Puts the client's secret where account finds it. @param {import('../common/installation.mjs').Installation} house */
export async function writeSecret(house) {
	const file = join(house.facts.home, 'keys/account/oidc');
	writeFileSync(file, `${secret}\n`);
	if (process.getuid?.() === 0) await run('chown', [house.facts.user, file]);
	chmodSync(file, 0o600);
}

/**
 * @param {import('../common/installation.mjs').Installation} house
 * @param {string} host 127.0.0.1, or localhost, which a browser takes for another site than the house
 * @returns {Promise<{issuer: string, stop: () => void}>}
 */
export async function startProvider(house, host) {
	/** @type {any} */
	let provider = null;
	const server = createServer((request, response) => provider.callback()(request, response));

	await new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(undefined)); });
	const issuer = `http://${host}:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
	provider = new Provider(issuer, {
		clients: [{ client_id: client, client_secret: secret, redirect_uris: [`${house.url}/api/account/oidc/back`], id_token_signed_response_alg: 'RS256' }],
		claims: { openid: ['sub'], profile: ['preferred_username'] },
		conformIdTokenClaims: false,
		pkce: { required: () => true },
		findAccount: (/** @type {unknown} */ _, /** @type {string} */ id) => ({ accountId: id, claims: async () => ({ sub: id, preferred_username: id.replace('sub of ', '') }) }),
		cookies: { keys: ['a key of the test'] },
	});
	provider.use(async (/** @type {any} */ context, /** @type {() => Promise<void>} */ next) => {
		await next();
		if (typeof context.body === 'string') context.body = context.body.replace(/@import url\([^)]*\);?/g, ''); // its pages ask a network for letters
	});
	return { issuer, stop: () => { server.closeAllConnections(); server.close(); } };
}
