// @ts-check
/**
 * The same work by fastify with pg, one process a core: node peer.mjs PORT CONFINFO FORM.gz
 * The form from memory; a GET as begin, enter, verb, commit with prepared statements; an answer as
 * one prepared statement and a page made from a template.
 */
import cluster from 'node:cluster';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'node:querystring';
import fastify from 'fastify';
// @ts-ignore pg brings no types
import pg from 'pg';

const [port, folder, form] = process.argv.slice(2);
const processes = 2;

/** @param {string} user @param {number} max */
const pool = (user, max) => new pg.Pool({ host: folder, user, database: 'wuhao', max });

async function serve() {
	const app = fastify({ logger: false });
	const body = readFileSync(form);
	const pools = { report: pool('wuhao_report', 4), org: pool('wuhao_org', 4), survey: pool('wuhao_survey', 4), ballot: pool('wuhao_ballot', 16) };
	const headers = {
		'referrer-policy': 'same-origin', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'cache-control': 'no-cache',
		'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	};

	app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, text, done) => done(null, parse(String(text))));
	app.get('/form', (_, reply) => reply.headers({ ...headers, 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' }).send(body));

	/** @param {keyof typeof pools} word @param {string} verb @param {(query: any) => unknown[]} values @param {string} call */
	const read = (word, verb, call, values) => app.get(`/${verb}`, async (request, reply) => {
		const token = /session=([0-9a-f]{64})/.exec(request.headers.cookie ?? '')?.[1] ?? null;
		const client = await pools[word].connect();
		try {
			await client.query('begin');
			await client.query({ name: 'enter', text: 'select session.enter($1, $2, null, null, null, true)', values: [token, verb] });
			const found = await client.query({ name: verb, text: `select ${call}::text as answer`, values: values(request.query) });
			await client.query('commit');
			reply.headers(headers).type('application/json');
			return found.rows[0].answer;
		} finally {
			client.release();
		}
	});
	read('report', 'report.home', 'report.home()', () => []);
	read('org', 'org.unit', 'org.unit(unit => $1)', (query) => [query.unit]);
	read('survey', 'survey.rounds', 'survey.rounds()', () => []);
	read('survey', 'survey.templates', 'survey.templates()', () => []);

	app.post('/s/:mark/:code', async (request, reply) => {
		const { mark, code } = /** @type {{mark: string, code: string}} */ (request.params);
		const fields = /** @type {Record<string, string|string[]>} */ (request.body);
		const names = [];
		const values = [];
		for (const [name, value] of Object.entries(fields))
			for (const one of name.startsWith('q') ? [value].flat() : []) {
				names.push(name);
				values.push(one);
			}
		const part = (/** @type {string} */ text) => Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)]);
		const card = createHash('sha256').update(part('wuhao card')).update(part(code)).digest();
		const counted = await pools.ballot.query({
			name: 'answer', text: 'select ballot.answer(mark => $1, card => $2, key => null, unit => $3, names => $4, fields => $5, pressure => $6)::text as answer',
			values: [mark, card, fields.unit, names, values, fields.pressure === '1'],
		});
		const { office, title, publish_by, publish_where } = JSON.parse(counted.rows[0].answer);
		reply.headers(headers).type('text/html; charset=utf-8');
		return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>谢谢</title><style>${style}</style><h1>谢谢，已经收到</h1><p>${office}：${title}，${publish_by}在${publish_where}公布。</p>`;
	});
	const style = 'a'.repeat(6000); // as long as the style of our page
	await app.listen({ port: Number(port), host: '127.0.0.1' });
}

if (cluster.isPrimary) {
	for (let n = 0; n < processes; n++) cluster.fork();
	let ready = 0;
	cluster.on('listening', () => { if (++ready === processes) console.log('ready'); });
	process.on('SIGTERM', () => process.exit(0));
} else {
	process.on('disconnect', () => process.exit(0));
	await serve();
}
