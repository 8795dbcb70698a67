-- Schema `base`: what tables and policies themselves stand on. Replaced at each install, never dropped,
-- and its functions' arguments never change, for defaults, checks and policies elsewhere hold on to them.
-- Bodies that name tables of `data` are plpgsql, so that they may be written before those tables are; and what every
-- statement asks again is plpgsql too, for it keeps its plan, where a SQL function that can't be inlined is planned anew.

do $$
declare
	role text;
begin
	-- owners, without login: nobody is ever connected as the one who may alter a table or read another's rows
	foreach role in array array['wuhao_base', 'wuhao_tables', 'verbs_session', 'verbs_flow', 'verbs_account',
		'verbs_org', 'verbs_goal', 'verbs_evidence', 'verbs_survey', 'verbs_report', 'verbs_keeper', 'verbs_ballot', 'verbs_seal'] loop
		if not exists (select from pg_roles where rolname = role) then
			execute format('create role %I nologin noinherit', role);
		end if;
	end loop;
	foreach role in array array['wuhao_account', 'wuhao_org', 'wuhao_goal', 'wuhao_evidence', 'wuhao_worker', 'wuhao_survey',
		'wuhao_report', 'wuhao_keeper', 'wuhao_ballot', 'wuhao_seal'] loop
		if not exists (select from pg_roles where rolname = role) then
			execute format('create role %I login noinherit', role);
		end if;
	end loop;
end $$;

-- What is sent to us must not reach a log, however the cluster's owner has set it up: slow statements are commonly logged
-- with their values, and among those are session tokens, hashes and citizens' words.
do $$
declare
	role text;
begin
	foreach role in array array['wuhao_account', 'wuhao_org', 'wuhao_goal', 'wuhao_evidence', 'wuhao_worker', 'wuhao_survey',
		'wuhao_report', 'wuhao_keeper', 'wuhao_ballot', 'wuhao_seal'] loop
		execute format('alter role %I set log_parameter_max_length = 0', role);
		execute format('alter role %I set log_parameter_max_length_on_error = 0', role);
		execute format('alter role %I set log_error_verbosity = terse', role);
		execute format('alter role %I set log_min_error_statement = panic', role);
	end loop;
	-- nginx waits 30 s for a program: what takes longer answers nobody any more and only holds a thread
	foreach role in array array['wuhao_account', 'wuhao_org', 'wuhao_goal', 'wuhao_evidence', 'wuhao_worker', 'wuhao_survey',
		'wuhao_report'] loop
		execute format('alter role %I set statement_timeout = %L', role, '25s');
	end loop;
end $$;
-- of what a citizen sends, nor that it failed
alter role wuhao_ballot set log_min_messages = 'fatal';
alter role wuhao_ballot set statement_timeout = '5s';
alter role wuhao_seal set log_min_messages = 'fatal';

create schema if not exists base authorization wuhao_base;
grant usage on schema base to public;
-- a new function is open to nobody until rules.sql opens it; those of base are opened at the end of this file
alter default privileges for role wuhao_base, verbs_session, verbs_flow, verbs_account, verbs_org, verbs_goal, verbs_evidence, verbs_survey,
	verbs_report, verbs_keeper, verbs_ballot, verbs_seal revoke execute on functions from public;

set role wuhao_base;

create table if not exists base.clock (
	only_row boolean primary key default true constraint clock_has_one_row check (only_row),
	demonstration boolean not null default false,
	ahead interval not null default '0',
	constraint clock_moves_in_a_demonstration_only check (demonstration or ahead = '0')
);
comment on table base.clock is 'One row: how far this installation''s clock is set ahead. Nothing but a demonstration may move it.';
comment on column base.clock.ahead is 'added to the server''s time by base.now() and, at each connect, by time_now() in C';
insert into base.clock default values on conflict do nothing;

create table if not exists base.migration (
	file text primary key,
	digest bytea not null constraint migration_digest_is_sha256 check (length(digest) = 32),
	applied timestamptz not null default now()
);
comment on table base.migration is 'Each file of sql/tables that was applied, with its SHA-256; a changed one is refused.';

create or replace function base.schema_number() returns integer
language sql immutable
as $$ select 1 $$;
comment on function base.schema_number() is
'What programs compare at their start: grows when a verb that they call changes in a way that an older program can''t bear.';

create or replace function base.expect_schema(number integer) returns void
language plpgsql stable
as $$
begin
	if number <> base.schema_number() then
		raise exception using errcode = 'WHNEW', message = 'schema/differs';
	end if;
end $$;
comment on function base.expect_schema(integer) is
'Ends the transaction of a program that was written for a schema of another number: WHNEW, for which it says 503.';

create or replace function base.clock_offset() returns interval
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select c.ahead from base.clock as c $$;
comment on function base.clock_offset() is 'How far the clock is set ahead; zero but in a demonstration.';

create or replace function base.now() returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return pg_catalog.now() + (select c.ahead from base.clock as c);
end $$;
comment on function base.now() is 'The start of this transaction by the installation''s clock; the only clock in SQL.';

create or replace function base.today() returns date
language sql stable
as $$ select (base.now() at time zone 'Asia/Shanghai')::date $$;
comment on function base.today() is 'The date in China by base.now().';

create or replace function base.time_text(value timestamptz) returns text
language sql stable
as $$ select to_char(value at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"') $$;
comment on function base.time_text(timestamptz) is 'ISO 8601 in China''s time, as every answer has it, whatever the session''s time zone.';

create or replace function base.day_text(day date) returns text
language sql stable
as $$
	select case when extract(year from day) = extract(year from base.today()) then '' else to_char(day, 'FMYYYY"年"') end
		|| to_char(day, 'FMMM"月"FMDD"日"')
$$;
comment on function base.day_text(date) is 'A date as sentences, forms and prints say it: 9月30日, with its year only when that isn''t this one.';

create or replace function base.hour_text(hour timestamptz) returns text
language sql stable
as $$
	select base.day_text((hour at time zone 'Asia/Shanghai')::date) || to_char(hour at time zone 'Asia/Shanghai', 'HH24:MI')
$$;
comment on function base.hour_text(timestamptz) is 'An hour as sentences, forms and prints say it: 9月30日18:00, China''s time.';

create or replace function base.refuse(state text, slug text, detail text, field text default null) returns void
language plpgsql
as $$
begin
	raise exception using errcode = state, message = slug, detail = refuse.detail, column = coalesce(field, '');
end $$;
comment on function base.refuse(text, text, text, text) is
'Ends the transaction with a refusal that the citizen or officer reads. state: WHnnn, nnn the HTTP status; slug: the
problem''s type, workflow/what; detail: one Chinese sentence; field: the form field at fault.';

create or replace function base.refuse_fields(slug text, errors jsonb) returns void
language plpgsql
as $$
begin
	raise exception using errcode = 'WH422', message = slug, detail = errors::text, hint = 'errors';
end $$;
comment on function base.refuse_fields(text, jsonb) is
'Ends the transaction with several faults at once. errors: [{"field": …, "detail": …}], a Chinese sentence each.';

create or replace function base.has_hidden(value text) returns boolean
language sql immutable
as $$ select value ~ '[\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\U000E0000-\U000E007F]' $$;
comment on function base.has_hidden(text) is
'Whether it holds what a reader can''t see and what makes two texts look alike or one read otherwise than it is stored: marks
and overrides of direction, zero-width spaces and joiners, invisible operators, tags. text_has_hidden() in C says the same
of the same; variation selectors, which rare characters of names need, are none of them.';

create or replace function base.is_line(value text, most integer) returns boolean
language sql immutable
as $$
	select value is null or (value = btrim(value) and length(value) between 1 and most and value !~ '[[:cntrl:]]'
		and not base.has_hidden(value))
$$;
comment on function base.is_line(text, integer) is
'One line of 1 to `most` characters, without blanks around it and without what nobody sees (base.has_hidden); null passes.';

create or replace function base.is_digest(value bytea) returns boolean
language sql immutable
as $$ select value is null or length(value) = 32 $$;
comment on function base.is_digest(bytea) is '32 bytes, as SHA-256 and SM3 make them; null passes.';

create or replace function base.step(answers integer) returns smallint
language sql immutable
as $$ select (case when answers = 0 then 0 when answers < 20 then 1 when answers < 50 then 2 else 3 end)::smallint $$;
comment on function base.step(integer) is 'How many answered, as it is told: 0 none, 1 1–19, 2 20–49, 3 50 and more.';

create or replace function base.account() returns bigint
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	token text := current_setting('wuhao.token', true);
begin
	if coalesce(token, '') = '' then
		return null;
	end if;
	return (
		select s.account
		from data.session as s
		cross join base.clock as c
		where s.digest = sha256(decode(token, 'hex')) and least(s.until, s.idle_until) > pg_catalog.now() + c.ahead
	);
end $$;
comment on function base.account() is
'The account of the token that session.enter was given; null without one. The token itself is the secret: no setting
that a verb could forge holds an account, a unit or a role.';

create or replace function base.person() returns bigint
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (select a.person from data.account as a where a.id = base.account());
end $$;
comment on function base.person() is 'The member that the caller is; null where their account is no member''s.';

create or replace function base.is_sure(account bigint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (select from data.totp as t where t.account = is_sure.account and t.confirmed is not null)
		or exists (select from data.account as a where a.id = is_sure.account and a.sign_in = 'oidc')
		or coalesce(base.rule('administrator_totp'), 1) = 0;
end $$;
comment on function base.is_sure(bigint) is
'Whether an administrator signs in by more than a password: one-time passwords are set up, or a provider judges (a directory
judges a password and no more); always, where the rule administrator_totp is 0.';

create or replace function base.held(roles text[]) returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	token text := current_setting('wuhao.token', true);
	caller bigint;
	today date;
	deputises boolean;
	units bigint[];
begin
	if coalesce(token, '') = '' then
		return '{}';
	end if;
	-- base.account() and base.today() in one, and whether there is more to ask: each policy of each statement comes here
	select s.account, ((pg_catalog.now() + c.ahead) at time zone 'Asia/Shanghai')::date,
		exists (select from data.delegation as d where d.deputy = s.account)
	into caller, today, deputises
	from data.session as s
	cross join base.clock as c
	where s.digest = sha256(decode(token, 'hex')) and least(s.until, s.idle_until) > pg_catalog.now() + c.ahead;
	select array_agg(distinct o.unit) into units
	from data.seat as o
	where o.account = caller and o.role = any (roles) and o.valid_from <= today and (o.valid_until is null or o.valid_until >= today)
		and (o.role not in ('system', 'security', 'audit') or base.is_sure(caller));
	if deputises then
		select array_agg(distinct u.unit) into units
		from (
			select h.unit from unnest(units) as h (unit)
			union all
			select o.unit
			from data.delegation as d
			join data.seat as o on o.id = d.seat
			where d.deputy = caller and o.role = any (roles)
				and greatest(o.valid_from, d.valid_from) <= today and least(o.valid_until, d.valid_until, d.ended_on) >= today
				and (o.role not in ('system', 'security', 'audit') or base.is_sure(caller))
		) as u;
	end if;
	return coalesce(units, '{}');
end $$;
comment on function base.held(text[]) is 'The units at which the caller holds one of these roles today, in their own right or as a deputy (委托代办). An administrator''s
role counts once a second means of signing in stands (base.is_sure).';

create or replace function base.signature(roles text[], units bigint[]) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	caller bigint := base.account();
	today date := base.today();
	own text := (select a.name from data.account as a where a.id = caller);
	other text;
begin
	if exists (
		select
		from data.seat as s
		join data.scope as c on c.superior = s.unit
		where s.account = caller and s.role = any (roles) and c.unit = any (units)
			and s.valid_from <= today and (s.valid_until is null or s.valid_until >= today)
	) then
		return own;
	end if;
	select a.name into other
	from data.delegation as d
	join data.seat as s on s.id = d.seat
	join data.scope as c on c.superior = s.unit
	join data.account as a on a.id = s.account
	where d.deputy = caller and s.role = any (roles) and c.unit = any (units)
		and d.valid_from <= today and least(d.valid_until, d.ended_on) >= today
		and s.valid_from <= today and (s.valid_until is null or s.valid_until >= today)
	order by d.id
	limit 1;
	return own || coalesce('（受' || other || '委托）', '');
end $$;
comment on function base.signature(text[], bigint[]) is
'The name under which the caller acts where one of these roles at one of these units, or above, is needed: their own, or, where
they hold none in their own right, 张敏（受王强委托）. Null without a session.';

create or replace function base.seats() returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return base.held(array['officer', 'reviewer', 'secretary', 'inspector']);
end $$;
comment on function base.seats() is
'The units whose subtree the caller works on. Policies call it as (select base.seats()), once a statement. Members
and the three administrators have none: they see no workflow''s items.';

create or replace function base.places() returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return base.held(array['officer', 'reviewer', 'secretary', 'inspector', 'member', 'system', 'security', 'audit']);
end $$;
comment on function base.places() is 'The units at which the caller holds any seat: where the tree opens for them.';

create or replace function base.sees_all() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (
		select
		from unnest(base.held(array['officer', 'reviewer', 'secretary', 'inspector'])) as seat (unit)
		join data.unit as u on u.id = seat.unit and u.closed_on is null
		where not exists (select from data.placement as p where p.unit = seat.unit and p.valid_until is null)
	);
end $$;
comment on function base.sees_all() is 'Whether the caller sits at the top of the tree, so that no row needs a probe.';

create or replace function base.record(action text, subject text, detail jsonb default '{}') returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.audit (at, account, action, subject, detail)
	values (base.now(), base.account(), record.action, record.subject, record.detail);
end $$;
comment on function base.record(text, text, jsonb) is
'Writes one line of the audit in the caller''s transaction. action: word.verb; subject: what it was done to
(round/12); detail: facts, never a secret and never a citizen''s words.';

create or replace function base.setting(name text) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (select s.value from data.setting as s where s.name = setting.name);
end $$;
comment on function base.setting(text) is 'A setting of this installation (office, site, hotline, secrecy …); null when unset.';

create or replace function base.rule(name text, day date default null) returns numeric
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select r.value
		from data.rule as r
		where r.name = rule.name and r.valid_from <= coalesce(day, base.today())
			and not exists (select from data.rule_withdrawal as w where w.rule = r.id)
		order by r.valid_from desc, r.id desc
		limit 1
	);
end $$;
comment on function base.rule(text, date) is 'The rule''s value on that day (default today), rows that were withdrawn aside: what was decided under an old rule stays explained by it.';

create or replace function base.limits(opens timestamptz, out least_group integer, out exact integer, out texts integer)
language plpgsql stable
as $$
declare
	day constant date := (opens at time zone 'Asia/Shanghai')::date;
begin
	least_group := coalesce(base.rule('least_group', day), 5);
	exact := greatest(least_group, coalesce(base.rule('least_exact', day), 10));
	texts := greatest(exact, coalesce(base.rule('least_text', day), 10));
end $$;
comment on function base.limits(timestamptz) is
'By the rules of the day on which a round was opened: how many answers make the smallest group shown, from how many on a cell
is shown exactly, and from how many texts on those of a group are shown.';

create or replace function base.refuse_change() returns trigger
language plpgsql
as $$
begin
	perform base.refuse('WH409', 'audit/insert-only', '记录只能增加，不能修改或删除。');
	return null;
end $$;
comment on function base.refuse_change() is 'Trigger of tables that only grow.';

reset role;
grant execute on all functions in schema base to public;
revoke execute on function base.record(text, text, jsonb), base.setting(text), base.held(text[]), base.is_sure(bigint),
	base.signature(text[], bigint[]) from public;
grant execute on function base.is_sure(bigint) to verbs_account;
grant execute on function base.record(text, text, jsonb), base.setting(text), base.held(text[]), base.signature(text[], bigint[])
	to verbs_session, verbs_flow, verbs_account, verbs_org, verbs_goal, verbs_evidence, verbs_survey, verbs_report, verbs_keeper;
