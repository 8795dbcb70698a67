-- Schema `base`, second part: the triggers that keep the closure of the hierarchy, the rosters' counts, and that keep
-- administrators apart. Replaced at each install, as base.sql is, and never dropped.
set role wuhao_base;

create collation if not exists base.stroke (provider = icu, locale = 'zh-u-co-stroke');
comment on collation base.stroke is 'By strokes (姓氏笔画), as printed lists of persons are sorted.';

create or replace function base.place_unit() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.scope (superior, unit, depth, since) values (new.id, new.id, 0, new.opened_on);
	insert into data.roster (unit) values (new.id);
	return null;
end $$;
comment on function base.place_unit() is 'Trigger of data.unit: each unit is in its own scope at depth 0, and has a roster.';

create or replace function base.place_subtree() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
-- a few rows by their indexes, however many placements are written at once and whatever the caller set for these
set enable_nestloop = on set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
as $$
declare
	placed bigint := case tg_op when 'DELETE' then old.unit else new.unit end;
begin
	if tg_op <> 'INSERT' and old.valid_until is null then
		with gone as (
			delete from data.scope as s
			using data.scope as above, data.scope as below
			where above.unit = old.superior and below.superior = old.unit
				and s.superior = above.superior and s.unit = below.unit
			returning s.superior, s.unit, s.since
		)
		insert into data.scope_past as past (superior, unit, since, until)
		select g.superior, g.unit, g.since, new.valid_until
		from gone as g
		where tg_op = 'UPDATE' and new.valid_until >= g.since
		on conflict on constraint scope_past_pkey do update set until = greatest(past.until, excluded.until);
	end if;
	if tg_op <> 'DELETE' and new.valid_until is null then
		if exists (select from data.scope as s where s.superior = new.unit and s.unit = new.superior) then
			perform base.refuse('WH409', 'org/cycle', '上级不能是自己或自己的下级。', 'superior');
		end if;
		insert into data.scope (superior, unit, depth, since)
		select above.superior, below.unit, above.depth + below.depth + 1, greatest(above.since, below.since, new.valid_from)
		from data.scope as above
		cross join data.scope as below
		where above.unit = new.superior and below.superior = new.unit;
	end if;
	-- by their indexes, each on its own: joined by "or" all items there are would be read for each unit that is placed
	perform base.list_again(l.item)
	from (
		select i.id as item from data.scope as s join data.item as i on i.unit = s.unit where s.superior = placed
		union
		select i.id from data.scope as s join data.item as i on i.superior = s.unit where s.superior = placed
		union
		select i.id from data.scope as s join data.item as i on i.other = s.unit where s.superior = placed
		union
		select u.round from data.scope as s join data.round_unit as u on u.unit = s.unit where s.superior = placed
	) as l;
	return null;
end $$;
comment on function base.place_subtree() is
'Trigger of data.placement: keeps the closure data.scope to the placements in force and what ended in data.scope_past, lists
the moved subtree''s items below their new superiors, and refuses a cycle.';

create or replace function base.refuse_dissolved() returns void
language plpgsql
as $$ begin perform base.refuse('WH409', 'org/closed', '这个单位已经撤销。'); end $$;
comment on function base.refuse_dissolved() is 'Refuses with WH409.';

create or replace function base.count_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if tg_op <> 'INSERT' and old.state in ('full', 'probationary') then
		update data.roster as r
		set full_members = r.full_members - (old.state = 'full')::integer,
			probationary = r.probationary - (old.state = 'probationary')::integer
		where r.unit = old.unit;
	end if;
	if tg_op <> 'DELETE' and new.state in ('full', 'probationary') then
		update data.roster as r
		set full_members = r.full_members + (new.state = 'full')::integer,
			probationary = r.probationary + (new.state = 'probationary')::integer
		where r.unit = new.unit;
	end if;
	return null;
end $$;
comment on function base.count_person() is 'Trigger of data.person, until 0018-bulk.sql: keeps data.roster.';

create or replace function base.follow_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	-- after the foreign key, which waits for a dissolution under way
	if exists (select from come as c join data.unit as u on u.id = c.unit where u.closed_on <= base.today()) then
		perform base.refuse_dissolved();
	end if;
	update data.roster as r
	set full_members = r.full_members + n.full_members, probationary = r.probationary + n.probationary
	from (
		select c.unit, count(*) filter (where c.state = 'full') as full_members, count(*) filter (where c.state = 'probationary') as probationary
		from come as c
		where c.state in ('full', 'probationary')
		group by c.unit
	) as n
	where r.unit = n.unit;
	insert into data.search_due (what, id)
	select 'person', c.id
	from come as c
	order by c.id
	-- held until this change is committed, so that no key is written of what was there before
	on conflict on constraint search_due_pkey do update set id = excluded.id;
	return null;
end $$;
comment on function base.follow_entry() is
'Trigger of data.person, once a statement that inserts: nobody enters a unit that is dissolved, data.roster counts them, and the keeper is
to write what they are found by.';

create or replace function base.follow_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if exists (
		select
		from come as c
		join gone as g on g.id = c.id and g.unit <> c.unit
		join data.unit as u on u.id = c.unit
		where u.closed_on <= base.today()
	) then
		perform base.refuse_dissolved();
	end if;
	update data.roster as r
	set full_members = r.full_members + n.full_members, probationary = r.probationary + n.probationary
	from (
		select d.unit, sum(d.by) filter (where d.state = 'full') as full_members, sum(d.by) filter (where d.state = 'probationary') as probationary
		from (
			select c.unit, c.state, 1 as by from come as c
			union all
			select g.unit, g.state, -1 from gone as g
		) as d
		where d.state in ('full', 'probationary')
		group by d.unit
	) as s
	cross join lateral (select s.unit, coalesce(s.full_members, 0) as full_members, coalesce(s.probationary, 0) as probationary) as n
	where r.unit = n.unit and (n.full_members, n.probationary) <> (0, 0);
	insert into data.search_due (what, id)
	select 'person', c.id
	from come as c
	join gone as g on g.id = c.id
	where (c.name, c.number, c.unit, c.state) is distinct from (g.name, g.number, g.unit, g.state)
	order by c.id
	on conflict on constraint search_due_pkey do update set id = excluded.id;
	return null;
end $$;
comment on function base.follow_change() is 'Trigger of data.person, once a statement that updates: the same as base.follow_entry().';

create or replace function base.follow_removal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	update data.roster as r
	set full_members = r.full_members - n.full_members, probationary = r.probationary - n.probationary
	from (
		select g.unit, count(*) filter (where g.state = 'full') as full_members, count(*) filter (where g.state = 'probationary') as probationary
		from gone as g
		where g.state in ('full', 'probationary')
		group by g.unit
	) as n
	where r.unit = n.unit;
	insert into data.search_due (what, id)
	select 'person', g.id
	from gone as g
	order by g.id
	on conflict on constraint search_due_pkey do update set id = excluded.id;
	return null;
end $$;
comment on function base.follow_removal() is 'Trigger of data.person, once a statement that deletes: data.roster, and what they were found by.';

create or replace function base.keep_import_rows() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if tg_table_name = 'import' then
		delete from data.import_row as r
		using gone as g
		where r.import = g.id;
	elsif exists (
		select
		from (select distinct c.import from come as c) as c
		where not exists (select from data.import as i where i.id = c.import)
	) then
		raise foreign_key_violation using message = 'a row of no import';
	end if;
	return null;
end $$;
comment on function base.keep_import_rows() is
'Trigger of data.import and data.import_row, once a statement, in the place of a foreign key that is asked for each of 50,000 rows: a row is of
an import that is there (who writes rows of an old one has it locked, org.import_of_caller), and goes with it.';

create or replace function base.note_search() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.search_due (what, id)
	values (tg_argv[0], case tg_op when 'DELETE' then old.id else new.id end)
	-- held until this change is committed, so that no key is written of what was there before
	on conflict on constraint search_due_pkey do update set id = excluded.id;
	return null;
end $$;
comment on function base.note_search() is
'Trigger of data.unit (argument unit; and of data.person, argument person, until 0018-bulk.sql): the keeper is to write what it is
found by anew.';

create or replace function base.close_unit() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	update data.seat as s
	set valid_until = greatest(s.valid_from, new.closed_on - 1), ended_by = '单位撤销'
	where s.unit = new.id and coalesce(s.valid_until, 'infinity') > greatest(s.valid_from, new.closed_on - 1);
	return null;
end $$;
comment on function base.close_unit() is 'Trigger of data.unit: who held a role at a unit that is dissolved holds it no longer.';

create or replace function base.refuse_closed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if exists (select from data.unit as u where u.id = new.unit and u.closed_on <= base.today()) then
		perform base.refuse_dissolved();
	end if;
	return null;
end $$;
comment on function base.refuse_closed() is
'Trigger of data.item (and of data.person, until 0018-bulk.sql): nothing begins at a unit that is dissolved. After the foreign key,
which waits for a dissolution under way.';

create or replace function base.keep_apart() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if exists (
		select
		from data.seat as s
		join data.role as held on held.role = s.role
		join data.role as given on given.role = new.role
		where s.account = new.account and s.id <> new.id and (held.administers or given.administers)
			and held.role <> given.role and 'member' not in (held.role, given.role)
			and greatest(s.valid_from, new.valid_from) <= coalesce(least(s.valid_until, new.valid_until), 'infinity')
	) then
		perform base.refuse('WH409', 'account/apart', '管理员不能兼任别的身份：系统、安全、审计管理员由三个人分别担任，也不办业务。', 'role');
	end if;
	return new;
end $$;
comment on function base.keep_apart() is
'Trigger of data.seat: who administers holds no other role in the same days, but as a member. (That no one ever holds two of the three
administrators'' roles is an index of data.seat.)';

create or replace function base.is_head(roles text[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (
		select
		from unnest(base.held(is_head.roles)) as h (unit)
		join data.unit as u on u.id = h.unit and u.closed_on is null
		where not exists (select from data.placement as p where p.unit = h.unit and p.valid_until is null)
	);
end $$;
comment on function base.is_head(text[]) is 'Whether the caller holds one of these roles at the top of the tree: who sets what holds for all.';

create or replace function base.keep_confirmed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if exists (
		select
		from data.catalogue as c
		where c.version in (old.catalogue, new.catalogue) and c.confirmed_on is not null
	) then
		perform base.refuse('WH409', 'org/confirmed-already', '这一版标准已经核定，不能再改。要改，请另起一版。');
	end if;
	return coalesce(new, old);
end $$;
comment on function base.keep_confirmed() is 'Trigger of data.standard: what was confirmed never changes, whoever writes.';

create or replace function base.refuse_change_but_undo() returns trigger
language plpgsql
as $$
begin
	perform base.refuse('WH409', 'audit/insert-only', '记录只能增加，不能修改或删除。');
	return null;
end $$;
comment on function base.refuse_change_but_undo() is
'base.refuse_change() by the name that 0011-org-import.sql gives it; no trigger is left that has it since 0017-number.sql.';

create or replace function base.day() returns date
language plpgsql stable
as $$
begin
	return nullif(current_setting('wuhao.day', true), '')::date;
end $$;
comment on function base.day() is
'The day as of which the hierarchy is being read (org.tree, org.unit); null for now. It gives no right: by it are seen only
units that stood below, or above, a unit of the caller''s on that day.';

create or replace function base.unit_name(unit bigint) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (select u.short_name from data.unit as u where u.id = unit_name.unit);
end $$;
comment on function base.unit_name(bigint) is
'The short name of any unit: for the history of one in sight, which names its former superiors and what it came from.';

create or replace function base.units_below(tops bigint[], deepest integer default 32767)
returns table (unit bigint, kind text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	select distinct u.id, u.kind
	from data.scope as s
	join data.unit as u on u.id = s.unit
	where s.superior = any (units_below.tops) and s.depth <= units_below.deepest and coalesce(u.closed_on, 'infinity') > (select base.today());
end $$;
comment on function base.units_below(bigint[], integer) is
'The units that are there today below these, themselves among them, and what kind each is; deepest: so many steps down. For verbs
that have judged the tops already: asked of 10,000 units at once, a policy would be asked for each.';

create or replace function base.receivers(q text, only_unit bigint default null)
returns table (unit bigint, short_name text, full_name text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	select u.id, u.short_name, u.full_name
	from data.unit as u
	join data.kind as k on k.kind = u.kind
	where k.has_roster and coalesce(u.closed_on, 'infinity') > base.today()
		and (u.id = receivers.only_unit or receivers.only_unit is null and (strpos(u.short_name, receivers.q) > 0
			or strpos(u.full_name, receivers.q) > 0))
	order by strpos(u.short_name, receivers.q) = 0, u.short_name, u.id
	limit 20;
end $$;
comment on function base.receivers(text, bigint) is
'Units with a roster, anywhere in the tree, by a piece of their short or full name, or the one of this id: those that a member
can be handed over to. That they are there is no secret to who hands members over; nothing else of them is told.';

reset role;
grant execute on function base.day() to public;
revoke execute on function base.unit_name(bigint) from public;
grant execute on function base.unit_name(bigint) to verbs_org;
-- triggers run for whoever writes; who may make a trigger is the tables' owner alone
revoke execute on function base.place_unit(), base.place_subtree(), base.count_person(), base.note_search(), base.keep_apart(),
	base.close_unit(), base.refuse_closed(), base.is_head(text[]), base.keep_confirmed(), base.receivers(text, bigint),
	base.units_below(bigint[], integer) from public;
grant execute on function base.receivers(text, bigint), base.units_below(bigint[], integer) to verbs_org;
grant execute on function base.place_unit(), base.place_subtree(), base.count_person(), base.note_search(), base.keep_apart(),
	base.close_unit(), base.refuse_closed(), base.keep_confirmed() to wuhao_tables;
revoke execute on function base.follow_entry(), base.follow_change(), base.follow_removal(), base.keep_import_rows(), base.refuse_dissolved() from public;
grant execute on function base.follow_entry(), base.follow_change(), base.follow_removal(), base.keep_import_rows() to wuhao_tables;
grant execute on function base.is_head(text[]) to verbs_org, verbs_goal, verbs_evidence;
revoke execute on function base.refuse_change_but_undo() from public;
grant execute on function base.refuse_change_but_undo() to wuhao_tables;
