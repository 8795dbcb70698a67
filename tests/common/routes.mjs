// @ts-check
/** What the programs of an installation offer, as they say it themselves; and what is true in its database. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.mjs';

/** @typedef {import('./installation.mjs').Installation} Installation */
/** @typedef {{name: string, kind: string, least: number, most: number, required: boolean, in: 'path'|'query'|'body', label: string|null}} Field */
/** @typedef {{program: string, method: 'GET'|'POST'|'HEAD'|'PATCH'|'DELETE'|'OPTIONS', door: 'anyone'|'code'|'signed_in', path: string, verb: string|null, summary: string, fields: Field[], body: 'none'|'json'|'form'|'bytes'|'stream', logged: boolean}} Route */

/** The words whose programs are in a build. @param {string} build */
export const wordsIn = (build) => readdirSync(build).filter((word) => existsSync(join(build, word, `${word}.fcgi`)));

/** Every route row of every program, as they print it (--routes). @param {string} build @returns {Promise<Route[]>} */
export async function routesIn(build) {
	const rows = await Promise.all(wordsIn(build).map(async (word) => {
		const said = await run(join(build, word, `${word}.fcgi`), ['--routes'], { seconds: 20 });
		if (said.code !== 0) throw new Error(`${word}.fcgi --routes failed: ${said.output}`);
		return said.out.split('\n').filter(Boolean).map((line) => JSON.parse(line));
	}));
	return rows.flat();
}

/** Those of an installation. @param {Installation} house */
export const routesOf = (house) => routesIn(join(house.facts.home, 'house/build'));

/** @param {Route} route */
export const nameOf = (route) => `${route.method} ${route.path}`;

/** The address of a route on the site. @param {Route} route @param {Record<string, unknown>} values of its path */
export function addressOf(route, values) {
	const path = route.path.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
	return path.startsWith('/s/') ? path : `/api${path}`;
}

/** Whether a route is of the tus protocol. @param {Route} route */
export const isTransfer = (route) => route.body === 'stream' || !['GET', 'POST'].includes(route.method);

/** A request of the tus protocol, or the plain form's. What begins an upload is too large for anybody. @param {import('./client.mjs').Browser} browser @param {Route} route @param {string} address @param {Record<string, string>} [said] of its metadata */
export function transfer(browser, route, address, said = {}) {
	const metadata = Object.entries({ filename: 'x.pdf', ...said }).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`).join(',');
	return browser.ask(address, {
		method: route.method,
		headers: {
			'tus-resumable': '1.0.0',
			...(route.method === 'PATCH' ? { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' } : {}),
			...(route.path === '/evidence/form' ? { 'content-type': 'multipart/form-data; boundary=x' } : route.method === 'POST' ? { 'upload-length': '1000000000000', 'upload-metadata': metadata } : {}),
		},
		body: route.method === 'PATCH' ? 'x' : undefined,
	});
}

/**
 * A digest of every table, save those that the passing of time writes: sessions, the chain's links and the steps of progress.
 * @param {Installation} house @returns {Promise<Record<string, string>>}
 */
export async function snapshot(house) {
	const text = await house.psql(`
		select n.nspname || '.' || c.relname, (xpath('/row/c/text()', query_to_xml(format(
			'select count(*) || '' '' || md5(coalesce(string_agg(t::text, chr(10) order by t::text), '''')) as c from %I.%I as t', n.nspname, c.relname), false, true, '')))[1]
		from pg_class as c
		join pg_namespace as n on n.oid = c.relnamespace
		where n.nspname in ('data', 'box', 'base') and c.relkind = 'r' and c.relname not in ('session', 'audit_link', 'progress', 'dispatch', 'received')
		order by 1`);
	return Object.fromEntries(text.split('\n').map((line) => line.split('|')));
}
