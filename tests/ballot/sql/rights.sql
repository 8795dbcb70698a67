-- Who may do what in the box, read from the catalogue.
begin;
select plan(13);

create function pg_temp.held(role text) returns text[]
language sql stable
as $$
	select array_agg(h.held order by h.held)
	from (
		select c.relname || ' ' || lower(g.privilege_type) as held
		from pg_class as c
		cross join aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) as g
		where c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)' and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
			and g.grantee in (held.role::regrole, 0)
			and not exists (select from pg_depend as d where d.objid = c.oid and d.deptype = 'e')
		union
		select c.relname || ' ' || lower(g.privilege_type) || ' (' || a.attname || ')'
		from pg_attribute as a
		join pg_class as c on c.oid = a.attrelid
		cross join aclexplode(a.attacl) as g
		where c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)' and g.grantee in (held.role::regrole, 0)
	) as h
$$;
create function pg_temp.verbs(role text) returns text[]
language sql stable
as $$
	select array_agg(n.nspname || '.' || p.proname order by n.nspname, p.proname)
	from pg_proc as p
	join pg_namespace as n on n.oid = p.pronamespace
	where has_function_privilege(verbs.role, p.oid, 'execute') and has_schema_privilege(verbs.role, n.oid, 'usage')
		and n.nspname not in ('pg_catalog', 'information_schema', 'base', 'public', 'test') and n.nspname !~ '^pg_'
$$;

select is(pg_temp.held('verbs_ballot'), array['batch select', 'card select', 'card update (used)', 'entry insert', 'entry_pressure insert',
	'entry_text insert', 'key insert', 'mark select', 'question select', 'round select', 'unit select'], 'who answers: this and nothing else anywhere');
select is(pg_temp.held('verbs_seal'), array['batch insert', 'batch select (batch)', 'batch update (voided)', 'card insert', 'entry insert', 'entry select',
	'entry truncate', 'entry_pressure insert', 'entry_pressure select', 'entry_pressure truncate', 'entry_text insert', 'entry_text select',
	'entry_text truncate', 'key delete', 'key select (round)', 'mark insert', 'mark select', 'question insert', 'question select', 'received insert',
	'round insert', 'round select', 'round update', 'sealed delete', 'sealed insert', 'sealed select', 'sealed_pressure delete', 'sealed_pressure insert',
	'sealed_pressure select', 'sealed_text delete', 'sealed_text insert', 'sealed_text select', 'unit insert', 'unit select', 'unit update'],
	'who seals: this and nothing else anywhere; it never sees a card');
select is(pg_temp.held('wuhao_ballot'), null, 'the program itself holds no table');
select is(pg_temp.held('wuhao_seal'), null, 'nor does the sealer''s log-in');
select is(pg_temp.verbs('wuhao_ballot'), array['ballot.answer', 'ballot.check', 'ballot.form', 'ballot.state'], 'four verbs for citizens');
select is(pg_temp.verbs('wuhao_seal'), array['ballot.form', 'ballot.forms', 'ballot.gone', 'ballot.progress', 'ballot.receive', 'ballot.seal_answers',
	'ballot.seal_pressure', 'ballot.seal_texts', 'ballot.take', 'ballot.waiting'], 'ten for the sealer');
select is_empty($$ select r.rolname from pg_auth_members as m join pg_roles as r on r.oid = m.member
	where r.rolname in ('wuhao_ballot', 'wuhao_seal', 'verbs_ballot', 'verbs_seal') $$, 'and none of them is another');
select is_empty($$ select r.rolname from pg_roles as r where r.rolname in ('wuhao_ballot', 'wuhao_seal', 'verbs_ballot', 'verbs_seal')
	and (r.rolsuper or r.rolcreatedb or r.rolcreaterole or r.rolbypassrls or r.rolinherit) $$, 'nor more than it seems');
select is((select array_agg(c.s order by c.s) from pg_roles as r cross join unnest(r.rolconfig) as c (s) where r.rolname = 'wuhao_ballot'),
	array['log_error_verbosity=terse', 'log_min_error_statement=panic', 'log_min_messages=fatal', 'log_parameter_max_length=0',
		'log_parameter_max_length_on_error=0', 'statement_timeout=5s'], 'what a citizen sends reaches no log, and nothing waits for long');
select is((select array_agg(c.s order by c.s) from pg_roles as r cross join unnest(r.rolconfig) as c (s) where r.rolname = 'wuhao_seal'),
	array['log_error_verbosity=terse', 'log_min_error_statement=panic', 'log_min_messages=fatal', 'log_parameter_max_length=0',
		'log_parameter_max_length_on_error=0'], 'nor by the sealer');
-- the box stands alone
select is_empty($$ select c.conname from pg_constraint as c join pg_class as f on f.oid = c.confrelid where c.connamespace = 'box'::regnamespace
	and f.relnamespace <> 'box'::regnamespace $$, 'the box refers to nothing outside');
select is_empty($$ select c.conname from pg_constraint as c where c.conrelid in ('box.entry'::regclass, 'box.entry_text'::regclass, 'box.entry_pressure'::regclass,
	'box.sealed'::regclass, 'box.sealed_text'::regclass, 'box.sealed_pressure'::regclass) and c.contype not in ('p', 'c') $$, 'and what was answered refers to nothing');
select is((select array_agg(c.relname || '.' || a.attname order by c.relname, a.attnum) from pg_attribute as a join pg_class as c on c.oid = a.attrelid
	where c.relnamespace = 'box'::regnamespace and c.relname ~ '^(entry|sealed|card|key)' and c.relkind = 'r' and a.attnum > 0
	and a.atttypid in ('date'::regtype, 'timestamptz'::regtype, 'timestamp'::regtype, 'time'::regtype)), null, 'no answer, card or key holds a day or an hour');
select * from finish();
rollback;
