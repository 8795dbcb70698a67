-- What the SQL tests speak with: a small house of its own beside the demonstration, people who enter it, and statements that
-- must be refused or see nothing. Each test begins with `begin; select plan(n); select test.build();`, speaks as named
-- people, and rolls back.
drop schema if exists test cascade;
create schema test;

create function test.id(short_name text) returns bigint
language sql stable
as $$ select u.id from data.unit as u where u.short_name = id.short_name $$;
comment on function test.id(text) is 'The unit of that short name.';

create function test.person(login text) returns bigint
language sql stable
as $$ select a.id from data.account as a where a.login = person.login $$;
comment on function test.person(text) is 'The account of that login.';

create function test.member(name text) returns bigint
language sql stable
as $$ select p.id from data.person as p where p.name = member.name order by p.id desc limit 1 $$;
comment on function test.member(text) is 'The member of that name, the newest of several.';

create function test.make_unit(short_name text, kind text, superior text, official_order integer) returns bigint
language plpgsql
as $$
declare
	made bigint;
begin
	insert into data.unit (kind, full_name, short_name, public_name, official_order)
	values (make_unit.kind, '中共' || make_unit.short_name, make_unit.short_name, make_unit.short_name || '窗口', make_unit.official_order)
	returning id into made;
	if make_unit.superior is not null then
		insert into data.placement (unit, superior) values (made, test.id(make_unit.superior));
	end if;
	return made;
end $$;

create function test.make_person(login text, name text, role text, unit text) returns bigint
language plpgsql
as $$
declare
	made bigint;
begin
	insert into data.account (login, name) values (make_person.login, make_person.name)
	on conflict on constraint account_login_is_taken do nothing;
	made := test.person(make_person.login);
	insert into data.seat (account, role, unit, granted_by) values (made, make_person.role, test.id(make_person.unit), '测试');
	return made;
end $$;

create function test.build() returns void
language plpgsql
as $$
begin
	perform test.make_unit('试工委', 'committee', null, 1),
		test.make_unit('试甲局党组', 'party_group', '试工委', 1), test.make_unit('试乙局党组', 'party_group', '试工委', 2);
	perform test.make_unit('试甲机关党委', 'agency_committee', '试甲局党组', 1), test.make_unit('试乙机关党委', 'agency_committee', '试乙局党组', 1);
	perform test.make_unit('试甲一支部', 'branch', '试甲机关党委', 1), test.make_unit('试甲二支部', 'branch', '试甲机关党委', 2),
		test.make_unit('试乙一支部', 'branch', '试乙机关党委', 1);
	perform test.make_unit('试甲一小组', 'group', '试甲一支部', 1);
	perform test.make_person('t.officer', '试周', 'officer', '试工委'), test.make_person('t.reviewer', '试审', 'reviewer', '试甲机关党委'),
		test.make_person('t.secretary', '试书', 'secretary', '试甲一支部'), test.make_person('t.second', '试二', 'secretary', '试甲二支部'),
		test.make_person('t.other', '试别', 'reviewer', '试乙机关党委'), test.make_person('t.inspector', '试检', 'inspector', '试甲局党组'),
		test.make_person('t.member', '试员', 'member', '试甲一支部'), test.make_person('t.system', '试系', 'system', '试工委'),
		test.make_person('t.security', '试安', 'security', '试工委'), test.make_person('t.audit', '试计', 'audit', '试工委');
	insert into data.person (unit, name, state, duty) values
		(test.id('试甲一支部'), '试党员甲', 'full', '书记'), (test.id('试甲一支部'), '试党员乙', 'probationary', null),
		(test.id('试甲一支部'), '试党员丙', 'left', null), (test.id('试甲二支部'), '试党员丁', 'full', null),
		(test.id('试乙一支部'), '试党员戊', 'full', null);
end $$;
comment on function test.build() is
'试工委 over 试甲局党组 → 试甲机关党委 → 试甲一支部 (→ 试甲一小组), 试甲二支部, and 试乙局党组 → 试乙机关党委 → 试乙一支部, with people:
t.officer at the top, t.reviewer and t.other at the agency committees, t.secretary and t.second at the branches, t.inspector,
t.member, and the administrators t.system, t.security, t.audit.';

create function test.token(login text) returns text
language sql stable
as $$ select encode(sha256(convert_to('test ' || token.login, 'UTF8')), 'hex') $$;
comment on function test.token(text) is 'The token that a named person has in the tests.';

create function test.enter(login text, version text default null) returns text
language plpgsql
as $$
begin
	if enter.login is not null then
		insert into data.session (digest, account, idle_until, until)
		values (sha256(decode(test.token(enter.login), 'hex')), test.person(enter.login), base.now() + interval '1 hour',
			base.now() + interval '2 hours')
		on conflict on constraint session_pkey do nothing;
	end if;
	perform session.enter(test.token(enter.login), 'test.enter', null, null, enter.version, false);
	return '# as ' || coalesce(enter.login, 'anybody');
end $$;
comment on function test.enter(text, text) is 'What follows is done as this person (null: as anybody), who saw this version.';

create function test.run(statement text, role text default 'none', out state text, out slug text, out detail text, out field text)
language plpgsql
as $$
begin
	perform set_config('role', role, true);
	execute statement;
	perform set_config('role', 'none', true);
	state := '00000';
exception when others then
	get stacked diagnostics state = returned_sqlstate, slug = message_text, detail = pg_exception_detail, field = column_name;
end $$;
comment on function test.run(text, text) is 'Runs a statement, perhaps as a role, and tells how it ended; what it changed stays only if it ended well.';

create function test.json(statement text) returns jsonb
language plpgsql
as $$
declare
	answer json;
begin
	execute statement into answer;
	return answer::jsonb;
end $$;
comment on function test.json(text) is 'What a statement answers, as jsonb.';

create function test.errors(statement text) returns jsonb
language plpgsql
as $$
declare
	told record;
begin
	select * into told from test.run(statement);
	return case when told.state = 'WH422' then (select jsonb_object_agg(e ->> 'field', e ->> 'detail') from jsonb_array_elements(told.detail::jsonb) as e) end;
end $$;
comment on function test.errors(text) is 'The fields that a statement is refused for, with what is said of each; null: it is not refused with WH422 by fields.';

create function test.refuses(state text, statement text, slug text default null, detail text default null,
	role text default 'none') returns text
language plpgsql
as $$
declare
	told record;
	fits boolean;
begin
	select * into told from test.run(refuses.statement, refuses.role);
	fits := told.state = refuses.state and coalesce(told.slug, '') like coalesce(refuses.slug, '%')
		and coalesce(told.detail, '') like coalesce(refuses.detail, '%');
	return ok(fits, format('%s %s: %s', case refuses.state when '00000' then 'done' else 'refused with ' || refuses.state end,
		refuses.slug, regexp_replace(btrim(refuses.statement), '\s+', ' ', 'g')))
		|| case when fits then '' else E'\n' || diag(format('got %s %s: %s', told.state, told.slug, told.detail)) end;
end $$;
comment on function test.refuses(text, text, text, text, text) is
'One TAP line: the statement ends with this SQLSTATE (00000: it is done), and this slug and sentence (like patterns) if given;
role: as whom it is run, if not as the superuser.';

create function test.rows_as(role text, place text, condition text) returns bigint
language plpgsql
as $$
declare
	count bigint;
begin
	perform set_config('role', rows_as.role, true);
	execute format('select count(*) from %s where %s', rows_as.place, rows_as.condition) into count;
	perform set_config('role', 'none', true);
	return count;
end $$;
comment on function test.rows_as(text, text, text) is 'How many rows a role sees as the person who entered.';

create function test.visible(place text, condition text, expected bigint, role text default 'verbs_flow') returns text
language sql
as $$
	select is(test.rows_as(visible.role, visible.place, visible.condition), visible.expected,
		format('%s sees %s of %s where %s', visible.role, visible.expected, visible.place, visible.condition))
$$;
comment on function test.visible(text, text, bigint, text) is 'One TAP line: a role sees so many rows as the person who entered.';

create function test.invisible(place text, title text) returns text
language sql
as $$ select test.visible(invisible.place, format('title = %L', invisible.title), 0) $$;
comment on function test.invisible(text, text) is 'One TAP line: no row of this title is seen by the person who entered.';

create function test.make_item(title text, unit text, workflow text default 'round', state text default 'draft',
	due timestamptz default null) returns bigint
language plpgsql
as $$
declare
	made bigint;
begin
	insert into data.item (workflow, unit, superior, state, title, due)
	values (make_item.workflow, test.id(make_item.unit),
		(select s.superior from data.scope as s where s.unit = test.id(make_item.unit) and s.depth = 1),
		make_item.state, make_item.title, make_item.due)
	returning id into made;
	if make_item.workflow = 'round' then
		insert into data.round (item) values (made);
	end if;
	return made;
end $$;
comment on function test.make_item(text, text, text, text, timestamptz) is 'An item as the superuser puts it there, without history.';

create function test.item(title text) returns bigint
language sql stable
as $$ select i.id from data.item as i where i.title = item.title $$;
comment on function test.item(text) is 'The item of that title.';

create function test.as_keeper(statement text) returns json
language plpgsql
as $$
declare
	answer json;
begin
	set session authorization wuhao_keeper;
	execute statement into answer;
	reset session authorization;
	return answer;
end $$;
comment on function test.as_keeper(text) is 'What a verb answers the clockwork.';

create function test.write_keys(spellings jsonb default '{}') returns integer
language plpgsql
as $$
declare
	due json;
	written integer := 0;
begin
	loop
		due := test.as_keeper('select org.search_due()');
		exit when json_array_length(due) = 0;
		written := written + json_array_length(due);
		perform test.as_keeper(format('select org.search_write(%L)', (
			select json_agg(json_build_object('what', d.what, 'id', d.id, 'names', (
				select coalesce(json_agg(json_build_object('name', n,
					'pinyin', coalesce(write_keys.spellings -> n, '[]'))), '[]')
				from unnest(d.names) as n)))
			from json_to_recordset(due) as d (what text, id bigint, names text[]))));
	end loop;
	return written;
end $$;
comment on function test.write_keys(jsonb) is 'Does the keeper''s turns of the search; spellings: {name: [its pinyin]} of those that need it.';

create function test.write_dues() returns void
language plpgsql
as $$
begin
	while (test.as_keeper('select org.due_write()') ->> 'written')::integer > 0 loop
	end loop;
end $$;
comment on function test.write_dues() is 'Does the keeper''s turns of what falls due.';
