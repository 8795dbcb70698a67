// @ts-check
/**
 * Routes against rights: what each program's table of routes says it calls, and with which fields,
 * must be what the database grants it, no more and no less. A verb that a handler calls by name
 * (db_call) counts as used; its arguments are the handler's affair.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './process.mjs';
import { routesIn, wordsIn } from './routes.mjs';

/** @typedef {{program: string, verb: string, names: string[], defaults: number}} Right */

/** Verbs named in a program's own sources. @param {string} word */
function namedInSources(word) {
	const folder = join(repository, 'cgi', word);
	const text = readdirSync(folder).filter((name) => /\.[ch]$/.test(name)).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
	return new Set([...text.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map((match) => match[1]));
}

/** What rules.sql grants to the programs' roles, on schemas that are a workflow's. */
const question = `
select json_agg(json_build_object('program', substr(r.rolname, 7), 'verb', n.nspname || '.' || p.proname,
	'names', coalesce(p.proargnames[1:p.pronargs], '{}'), 'defaults', p.pronargdefaults))
from pg_proc as p
	join pg_namespace as n on n.oid = p.pronamespace
	join pg_roles as r on r.rolname like 'wuhao\\_%' and r.rolcanlogin
where has_function_privilege(r.oid, p.oid, 'execute')
	and has_schema_privilege(r.oid, n.oid, 'usage')
	and n.nspname not in ('base', 'session', 'public', 'pg_catalog', 'information_schema')
	and n.nspname !~ '^pg_'
	and not exists (select from pg_depend as d where d.objid = p.oid and d.deptype = 'e')`;

/**
 * @param {(sql: string) => Promise<string>} psql
 * @returns {Promise<string[]>} what doesn't agree; empty is good
 */
export async function compare(psql) {
	const build = join(repository, 'build');
	const known = await routesIn(build);
	/** @type {Right[]} */
	const rights = JSON.parse((await psql(question)) || 'null') ?? [];
	const words = wordsIn(build);
	const wrong = [];
	if (known.length === 0) wrong.push('no program has a route');

	for (const route of known.filter((each) => each.verb)) {
		const held = rights.filter((right) => right.program === route.program && right.verb === route.verb);
		const where = `${route.program}: ${route.method} ${route.path} calls ${route.verb}`;
		if (held.length === 0) wrong.push(`${where}, which wuhao_${route.program} may not execute`);
		if (held.length > 1) wrong.push(`${where}, which is overloaded`);
		for (const right of held.slice(0, 1)) {
			const fields = route.fields.map((field) => field.name);
			const demanded = right.names.slice(0, right.names.length - right.defaults);
			for (const name of fields.filter((each) => !right.names.includes(each))) wrong.push(`${where} with the field ${name}, which it does not take`);
			for (const name of demanded.filter((each) => !fields.includes(each))) wrong.push(`${where} without the argument ${name}, which it needs`);
		}
	}
	for (const right of rights.filter((each) => words.includes(each.program))) {
		const used = known.some((route) => route.program === right.program && route.verb === right.verb);
		if (!used && !namedInSources(right.program).has(right.verb))
			wrong.push(`${right.program}: wuhao_${right.program} may execute ${right.verb}, which no route and no handler calls`);
	}
	return wrong;
}
