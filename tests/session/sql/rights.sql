-- The catalogue of rights, as rules.sql has left it: owners, locks, and what each word's verbs may touch.
begin;
select plan(40);

create function test.readers(place text, column_name text default null) returns text[]
language sql
as $$
	select coalesce(array_agg(r.rolname::text order by r.rolname), '{}')
	from pg_roles as r
	where r.rolname ~ '^(verbs|wuhao)_' and r.rolname <> 'wuhao_tables'
		and case when readers.column_name is null then has_any_column_privilege(r.oid, readers.place, 'select')
			else has_column_privilege(r.oid, readers.place, readers.column_name, 'select') end
$$;
create function test.writers(place text, privilege text) returns text[]
language sql
as $$
	select coalesce(array_agg(r.rolname::text order by r.rolname), '{}')
	from pg_roles as r
	where r.rolname ~ '^(verbs|wuhao)_' and r.rolname <> 'wuhao_tables'
		and case when writers.privilege in ('insert', 'update') then has_any_column_privilege(r.oid, writers.place, writers.privilege)
			else has_table_privilege(r.oid, writers.place, writers.privilege) end
$$;
create function test.held(role text, schema text) returns text[]
language sql
as $$
	select coalesce(array_agg(h.held order by h.held), '{}')
	from (
		select c.relname || ' ' || p.privilege || case when has_table_privilege(held.role, c.oid, p.privilege) then '' else (
			select ' (' || string_agg(a.attname, ', ' order by a.attnum) || ')'
			from pg_attribute as a
			where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege(held.role, c.oid, a.attnum, p.privilege)
		) end as held
		from pg_class as c
		cross join (values ('select'), ('insert'), ('update'), ('references')) as p (privilege)
		where c.relnamespace = held.schema::regnamespace and c.relkind = 'r' and has_any_column_privilege(held.role, c.oid, p.privilege)
		union all
		select c.relname || ' ' || p.privilege
		from pg_class as c
		cross join (values ('delete'), ('truncate'), ('trigger')) as p (privilege)
		where c.relnamespace = held.schema::regnamespace and c.relkind = 'r' and has_table_privilege(held.role, c.oid, p.privilege)
	) as h
$$;

-- owners and locks
select is_empty($$ select c.relname from pg_class as c where c.relnamespace = 'data'::regnamespace and c.relkind in ('r', 'p')
	and not (c.relrowsecurity and c.relforcerowsecurity) $$, 'row security is forced on every table of data');
select is_empty($$ select c.relname from pg_class as c where c.relnamespace in ('data'::regnamespace, 'box'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm')
	and c.relowner <> 'wuhao_tables'::regrole $$, 'all tables belong to wuhao_tables');
select is_empty($$ select r.rolname from pg_roles as r where r.rolname ~ '^(verbs_|wuhao_base$|wuhao_tables$)' and (r.rolcanlogin or r.rolsuper or r.rolbypassrls
	or r.rolcreaterole or r.rolcreatedb) $$, 'owners can''t log in and have no power of their own');
select is_empty($$ select r.rolname from pg_roles as r where r.rolname ~ '^wuhao_' and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb) $$,
	'programs have no power either');
select is_empty($$ select m.roleid::regrole, m.member::regrole from pg_auth_members as m where m.member::regrole::text ~ '^(verbs|wuhao)_' $$,
	'nobody is a member of another');
select is_empty($$ select r.rolname, w.setting from pg_roles as r cross join unnest(array['log_parameter_max_length=0', 'log_parameter_max_length_on_error=0',
	'log_error_verbosity=terse', 'log_min_error_statement=panic']) as w (setting)
	where r.rolname ~ '^wuhao_' and r.rolcanlogin and not coalesce(w.setting = any (r.rolconfig), false) $$,
	'no log of the database holds what a statement was given, however the cluster is set up');
select is_empty($$ select r.rolname from pg_roles as r where r.rolname ~ '^wuhao_' and r.rolcanlogin and r.rolname not in ('wuhao_keeper', 'wuhao_seal')
	and not exists (select from unnest(r.rolconfig) as c (setting) where c.setting ~ '^statement_timeout=([5-9]|1[0-9]|2[0-9])s$') $$,
	'no statement of a program outlasts the 30 s that nginx waits for it');
select is_empty($$ select distinct n.nspname || '.' || c.relname from pg_class as c join pg_namespace as n on n.oid = c.relnamespace, pg_roles as r
	where n.nspname in ('data', 'box') and c.relkind in ('r', 'p') and r.rolname ~ '^wuhao_' and r.rolname not in ('wuhao_base', 'wuhao_tables')
		and (has_any_column_privilege(r.oid, c.oid, 'select, insert, update') or has_table_privilege(r.oid, c.oid, 'delete, truncate')) $$,
	'no program touches a table');
select is_empty($$ select p.polname from pg_policy as p where p.polrelid::regclass::text like 'data.%' and 0 = any (p.polroles) and p.polcmd <> 'r' $$,
	'a policy for all roles lets them read at most');
select is_empty($$ select p.polname, r.rolname from pg_policy as p, unnest(p.polroles) as o (oid) join pg_roles as r on r.oid = o.oid
	where p.polrelid::regclass::text like 'data.%' and pg_get_expr(p.polqual, p.polrelid) = 'true' and r.rolname not in ('verbs_keeper', 'wuhao_base', 'verbs_account') $$,
	'only keeper, base and account have policies that say true by name');
select is_empty($$ select p.polname from pg_policy as p where p.polrelid::regclass::text like 'data.%' and pg_get_expr(p.polqual, p.polrelid) = 'true'
	and 'verbs_account'::regrole = any (p.polroles) and p.polrelid::regclass::text not in ('data.account', 'data.seat', 'data.password', 'data.first_code', 'data.session',
		'data.attempt', 'data.browser', 'data.delegation', 'data.totp', 'data.recovery_code', 'data.handshake') $$, 'account''s are about signing in alone');
select is_empty($$ select c.relname from pg_class as c where c.relkind = 'v' and c.relnamespace::regnamespace::text in ('data', 'box', 'session', 'flow', 'account',
	'org', 'goal', 'evidence', 'survey', 'report', 'keeper', 'ballot') and not coalesce(c.reloptions::text like '%security_invoker=true%', false) $$, 'a view asks as its reader');

-- functions
create view test.verb as
select p.oid, n.nspname, n.nspname || '.' || p.proname as name, p.prosecdef, p.proconfig, p.proacl, p.proowner::regrole::text as owner
from pg_proc as p
join pg_namespace as n on n.oid = p.pronamespace
where n.nspname in ('session', 'flow', 'account', 'org', 'goal', 'evidence', 'survey', 'report', 'keeper', 'ballot');
select is_empty($$ select v.name, v.owner from test.verb as v where v.owner <> 'verbs_' || v.nspname and not (v.nspname = 'ballot' and v.owner = 'verbs_seal') $$,
	'a verb belongs to its word''s owner');
select is_empty($$ select v.name from test.verb as v where has_function_privilege('public', v.oid, 'execute') $$, 'no verb is open to everybody');
select is_empty($$ select v.name from test.verb as v where v.prosecdef and not coalesce(v.proconfig @> array['search_path=pg_catalog, pg_temp'], false) $$,
	'what runs as its owner finds nothing by a search path');
select is_empty($$ select distinct v.name from test.verb as v, pg_roles as r where r.rolname ~ '^(wuhao|verbs)_' and v.owner <> r.rolname
	and has_function_privilege(r.oid, v.oid, 'execute') and not v.prosecdef $$, 'what others may call runs as its owner');
select is_empty($$ select v.name from test.verb as v where obj_description(v.oid, 'pg_proc') is null $$, 'each says what it does');
select is_empty($$ select v.name from test.verb as v join pg_roles as r on r.rolname ~ '^wuhao_' where has_function_privilege(r.oid, v.oid, 'execute')
	and obj_description(v.oid, 'pg_proc') !~ '(Refuse|refuses)' and v.nspname not in ('session', 'keeper', 'ballot') $$, 'and what programs call says what it refuses');
select is_empty($$ select v.name from test.verb as v group by v.name having count(*) > 1 $$, 'no verb is overloaded: routes know names only');
select is_empty($$ select p.proname, g.grantee::regrole from pg_proc as p cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as g
	where p.pronamespace = 'base'::regnamespace and p.proname in ('record', 'setting', 'held') and (g.grantee = 0 or g.grantee::regrole::text ~ '^wuhao_(account|org|survey|report|keeper|ballot|seal)$') $$,
	'nobody but verbs writes the audit, reads settings or asks for roles');
select is((select array_agg(distinct r.rolname::text order by r.rolname::text) from pg_roles as r where r.rolname ~ '^wuhao_' and has_schema_privilege(r.oid, 'session', 'usage')),
	array['wuhao_account', 'wuhao_evidence', 'wuhao_goal', 'wuhao_org', 'wuhao_report', 'wuhao_survey'], 'ballot and keeper enter no session');

-- what is granted is used
select is_empty($$ select r.rolname, c.oid::regclass from pg_roles as r, pg_class as c
	where r.rolname ~ '^verbs_' and c.relnamespace in ('data'::regnamespace, 'box'::regnamespace) and c.relkind = 'r'
		and (has_any_column_privilege(r.oid, c.oid, 'select, insert, update') or has_table_privilege(r.oid, c.oid, 'delete, truncate'))
		and not exists (select from pg_proc as p where p.proowner = r.oid and p.prosrc ~ (c.oid::regclass || '\M'))
		and not exists (select from pg_class as v where v.relowner = r.oid and v.relkind = 'v' and pg_get_viewdef(v.oid) ~ (c.oid::regclass || '\M'))
		and not exists (select from pg_policy as p where r.oid = any (p.polroles)
			and concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) ~ (c.oid::regclass || '\M')) $$,
	'nobody holds a table that neither its verbs, nor its views, nor its policies name');

-- secrets of signing in
select is(test.readers('data.password'), array['verbs_account'], 'only account reads password hashes');
select is(test.writers('data.password', 'update'), array['verbs_account'], 'and only it writes them');
select is(test.readers('data.first_code', 'digest'), array['verbs_account'], 'only account reads one-time codes');
select is(test.readers('data.attempt', 'digest'), array['verbs_account'], 'failed tries');
select is(test.readers('data.browser', 'digest'), array['verbs_account'], 'and known browsers');
select is(test.readers('data.session', 'digest'), array['verbs_account', 'verbs_session', 'wuhao_base'], 'sessions: account, the door, and base.account()');
select is(test.readers('data.account', 'login'), array['verbs_account'], 'and logins');

-- citizens' answers
select is(test.readers('data.answer'), array['verbs_keeper'], 'only the keeper reads answers');
select is(test.writers('data.answer', 'insert') || test.writers('data.answer', 'update') || test.writers('data.answer', 'delete'),
	array['verbs_keeper', 'verbs_keeper'], 'which it puts in, never changes, and deletes when the round is void');
select ok(not has_table_privilege('verbs_survey', 'data.answer', 'select'), 'verbs_survey can''t read data.answer');
select is(test.readers('data.opinion', 'words'), array['verbs_keeper', 'verbs_survey'], 'free text: the keeper, and survey, which writes down who reads it');
select is(test.held('verbs_ballot', 'box'), array['batch select', 'card select', 'card update (used)', 'entry insert', 'entry_pressure insert', 'entry_text insert',
	'key insert', 'mark select', 'question select', 'round select', 'unit select'], 'the ballot holds this in the box and nothing else');
select is(test.held('verbs_ballot', 'data') || test.held('verbs_seal', 'data') || test.held('wuhao_ballot', 'box'), '{}', 'and neither it nor the sealer anything in data');
select ok(not has_any_column_privilege('verbs_seal', 'box.card', 'update') and not has_table_privilege('verbs_seal', 'box.card', 'delete'), 'the sealer changes no card');

-- the audit
select is(test.writers('data.audit', 'insert'), array['wuhao_base'], 'base alone writes the audit');
select is(test.writers('data.audit', 'update') || test.writers('data.audit', 'delete') || test.writers('data.audit', 'truncate'), '{}', 'and nobody changes it');
select is(test.readers('data.audit'), array['verbs_account', 'verbs_keeper'], 'the keeper reads it, to chain it, and account, for its administrator');
select is(test.writers('data.audit_link', 'insert') || test.writers('data.audit_link', 'update') || test.writers('data.audit_link', 'delete'), array['verbs_keeper'],
	'and it alone links the chain, which only grows');
select * from finish();
rollback;
