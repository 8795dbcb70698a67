-- Schema `base`, third part: what keeps the lists. Replaced at each install, as base.sql is, and never dropped.
set role wuhao_base;

create or replace function base.list_again(item bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	delete from data.listed as l where l.item = list_again.item;
	insert into data.listed (superior, workflow, state, due, item)
	select distinct s.superior, i.workflow, i.state, coalesce(i.due, 'infinity'), i.id
	from data.item as i
	join data.scope as s on s.unit in (i.unit, i.superior, i.other)
	where i.id = list_again.item;
	delete from data.concerned as c where c.item = list_again.item;
	insert into data.concerned (superior, item)
	select distinct s.superior, i.id
	from data.item as i
	join data.round_unit as u on u.round = i.id
	join data.scope as s on s.unit = u.unit
	where i.id = list_again.item and i.workflow = 'round' and i.state = 'published';
end $$;
comment on function base.list_again(bigint) is
'Writes an item''s rows in data.listed and data.concerned anew: one for each superior.';

create or replace function base.list_item() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform base.list_again(new.id);
	return null;
end $$;
comment on function base.list_item() is
'Trigger of data.item: one row in data.listed for each superior of the item. (An item that is deleted takes them along.)';

create or replace function base.reaches(unit bigint, superior bigint, other bigint, reach text, seats bigint[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return case reaches.reach
		when 'unit' then reaches.unit = any (seats)
		when 'other' then exists (
			select
			from data.scope as s
			where s.unit = reaches.other and s.superior = any (seats))
		when 'over' then exists (
			select
			from data.scope as s
			where s.unit in (reaches.unit, reaches.superior) and s.superior = any (seats))
		when 'above' then exists (
			select
			from data.scope as s
			where (s.unit = reaches.unit and s.depth > 0 or s.unit = reaches.superior) and s.superior = any (seats))
		else false end;
end $$;
comment on function base.reaches(bigint, bigint, bigint, text, bigint[]) is
'Whether one of these seats stands where data.step.reach wants it of an item: at its unit, above it, either, or at its other unit or above
that. False for self and system, which no seat gives.';

create or replace function base.round_line(round bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select json_build_object('opens', base.time_text(r.opens), 'closes', base.time_text(r.closes),
			'units', (select count(*) from data.round_unit as u where u.round = r.item), 'strata', asked.labels,
			'step', coalesce(given.line, (select w.text from data.sentence as w where w.code = 'step_0')))
		from data.round as r
		cross join lateral (
			select coalesce(json_agg(t.label order by t.official_order), '[]') as labels, count(*) as strata
			from data.stratum as t
			where exists (select from data.question as q where q.round = r.item and q.stratum = t.stratum and q.number = 1)
		) as asked
		cross join lateral (
			select string_agg(format('%s（%s）', w.text, case when asked.strata > 1 then t.label || '，' else '' end || c.label), '；'
				order by t.official_order, c.official_order) as line
			from data.progress as p
			join data.sentence as w on w.code = 'step_' || p.step
			join data.stratum as t on t.stratum = p.stratum
			join data.channel as c on c.channel = p.channel
			where p.round = r.item and p.step > 0
		) as given
		where r.item = round_line.round
	);
end $$;
comment on function base.round_line(bigint) is
'What lists show of a round beside its head: {"opens", "closes", "units": how many, "strata": their labels, "step": how many
answered, in one line, each channel with its own, never summed}.';

create or replace function base.write_round_line(round bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	update data.item as i
	set line = l.line
	from (select base.round_line(write_round_line.round)) as l (line)
	where i.id = write_round_line.round and i.line::text is distinct from l.line::text;
end $$;
comment on function base.write_round_line(bigint) is 'Writes a round''s line anew where it changed.';

create or replace function base.note_round() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if tg_table_name = 'round' then
		perform base.write_round_line(c.item) from changed as c order by c.item;
	else
		perform base.write_round_line(c.round) from (select distinct d.round from changed as d order by d.round) as c;
	end if;
	if tg_table_name = 'round_unit' then
		perform base.list_again(i.id)
		from data.item as i
		where i.id in (select c.round from changed as c) and i.workflow = 'round' and i.state = 'published';
	end if;
	return null;
end $$;
comment on function base.note_round() is
'Trigger of data.round, data.round_unit, data.question and data.progress, once a statement: keeps the lines of their rounds.';

create or replace function base.is_kept(item bigint, hold boolean) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if is_kept.hold then
		perform from data.item as i where i.id = is_kept.item for share;
	end if;
	return exists (
		select
		from data.item as i
		join data.state as s on s.workflow = i.workflow and s.state = i.state
		where i.id = is_kept.item and s.keeps
	);
end $$;
comment on function base.is_kept(bigint, boolean) is
'Whether what is linked to an item stays linked, whoever asks (data.state.keeps); hold: its state stays as it is until the end of the
transaction.';

create or replace function base.count_evidence() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.stored as t (unit, bytes)
	select c.unit, c.many * b.size
	from (values (new.unit, (new.state = 'kept')::integer), (old.unit, -(old.state = 'kept')::integer)) as c (unit, many)
	join data.evidence as e on e.item = new.id
	join data.blob as b on b.digest = e.blob
	where c.many <> 0
	order by c.unit
	on conflict (unit) do update set bytes = t.bytes + excluded.bytes;
	return null;
end $$;
comment on function base.count_evidence() is 'Trigger of data.item: how many bytes of evidence its unit has in use, when evidence is withdrawn.';

create or replace function base.add_evidence() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.stored as t (unit, bytes)
	select i.unit, b.size
	from data.item as i
	join data.blob as b on b.digest = new.blob
	where i.id = new.item and i.state = 'kept'
	on conflict (unit) do update set bytes = t.bytes + excluded.bytes;
	return null;
end $$;
comment on function base.add_evidence() is 'Trigger of data.evidence: how many bytes its unit has in use, when evidence is kept.';

create or replace function base.count_evidence_again() returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	wrong integer;
begin
	lock table data.stored in share row exclusive mode;
	with counted as (
		select i.unit, sum(b.size)::bigint as bytes
		from data.item as i
		join data.evidence as e on e.item = i.id
		join data.blob as b on b.digest = e.blob
		where i.workflow = 'evidence' and i.state = 'kept'
		group by i.unit
	), mended as (
		insert into data.stored as t (unit, bytes)
		select coalesce(c.unit, s.unit), coalesce(c.bytes, 0)
		from counted as c
		full join data.stored as s on s.unit = c.unit
		where coalesce(c.bytes, 0) <> coalesce(s.bytes, 0)
		on conflict (unit) do update set bytes = excluded.bytes
		returning 1
	)
	select count(*) into wrong from mended;
	return wrong;
end $$;
comment on function base.count_evidence_again() is
'Writes data.stored anew from the evidence itself; how many units'' figures were others. Waits for what is being kept or withdrawn.';

create or replace function base.evidence_room(unit bigint) returns bigint
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return coalesce((select q.mib from data.quota as q where q.unit = evidence_room.unit), base.rule('evidence_quota_mib'), 0)::bigint * 1048576
		- coalesce((select s.bytes from data.stored as s where s.unit = evidence_room.unit), 0)
		- coalesce((select sum(u.size) from data.upload as u where u.unit = evidence_room.unit and u.state in ('open', 'received')), 0)::bigint;
end $$;
comment on function base.evidence_room(bigint) is
'How many bytes more a unit may upload: its quota, less what it has in use and what is on its way, whoever sends it. Below 0 where
the quota was lowered.';

-- ---- what falls due ------------------------------------------------------------------------------------------------

create or replace function base.note_due() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	case tg_op
		when 'INSERT' then insert into data.due_again (unit) select distinct c.unit from come as c;
		when 'DELETE' then insert into data.due_again (unit) select distinct g.unit from gone as g;
		else insert into data.due_again (unit) select c.unit from come as c union select g.unit from gone as g;
	end case;
	return null;
end $$;
comment on function base.note_due() is 'Trigger of data.term, data.tenure and data.person, once a statement: what falls due in their units is to be written anew.';

create or replace function base.note_due_below() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if tg_table_name = 'unit' then
		insert into data.due_again (unit) values (new.id);
	elsif tg_op = 'DELETE' then
		insert into data.due_again (unit) select s.unit from data.scope as s where s.superior = old.unit union select old.superior;
	else
		insert into data.due_again (unit) select s.unit from data.scope as s where s.superior = new.unit union select new.superior;
	end if;
	return null;
end $$;
comment on function base.note_due_below() is
'Trigger of data.unit and data.placement: the same for a unit that begins, ends or becomes another kind, and for a subtree that moves, with
the superior that it leaves or comes to.';

create or replace function base.note_due_all() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.due_again (unit) values (null);
	return null;
end $$;
comment on function base.note_due_all() is 'Trigger of data.rule and data.rule_withdrawal, once a statement: the same for every unit.';

create or replace function base.may_place(unit bigint, superior bigint, officer bigint[], reviewer bigint[], secretary bigint[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (
		select
		from data.unit as u
		join data.kind as k on k.kind = u.kind
		join data.scope as s on s.unit = may_place.superior
		where u.id = may_place.unit and (s.superior = any (officer)
			or k.ordered_by in ('reviewer', 'secretary') and s.superior = any (reviewer)
			or k.ordered_by = 'secretary' and s.superior = any (secretary))
	) or officer <> '{}' and exists (
		-- beside a unit of the officer's own: what comes of its split or its merger
		select
		from data.placement as p
		join data.scope as s on s.unit = p.unit
		where p.superior = may_place.superior and s.superior = any (officer)
	);
end $$;
comment on function base.may_place(bigint, bigint, bigint[], bigint[], bigint[]) is
'Whether somebody with seats of these roles may let the unit stand below the superior, as org.may_order has it by the kind of unit. A
unit that is new stands in nobody''s sight yet, so that a policy can''t look at its kind itself.';

create or replace function base.built_on(units bigint[]) returns table (unit bigint, why text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	select s.unit, '有人在那里有了身份' from data.seat as s where s.unit = any (built_on.units)
	union all
	select r.unit, '列进了测评' from data.round_unit as r where r.unit = any (built_on.units)
	union all
	select u.unit, '有人往那里上传了材料' from data.upload as u where u.unit = any (built_on.units)
	union all
	select q.unit, '有了自己的存储限额' from data.quota as q where q.unit = any (built_on.units);
end $$;
comment on function base.built_on(bigint[]) is
'What other words than org keep at these units, and in Chinese what it is: for who takes back units that were just made (with what org
keeps itself, org.sheet_undo_units).';

reset role;
-- triggers run for whoever writes; who may make a trigger is the tables' owner alone
revoke execute on function base.list_again(bigint), base.list_item(), base.reaches(bigint, bigint, bigint, text, bigint[]), base.round_line(bigint), base.write_round_line(bigint),
	base.note_round(), base.note_due(), base.note_due_below(), base.note_due_all(), base.is_kept(bigint, boolean), base.count_evidence(), base.add_evidence(), base.count_evidence_again(),
	base.evidence_room(bigint) from public;
grant execute on function base.list_item(), base.note_round(), base.count_evidence(), base.add_evidence(), base.note_due(),
	base.note_due_below(), base.note_due_all() to wuhao_tables;
grant execute on function base.reaches(bigint, bigint, bigint, text, bigint[]) to verbs_flow;
grant execute on function base.is_kept(bigint, boolean), base.count_evidence_again(), base.evidence_room(bigint) to verbs_evidence;
revoke execute on function base.built_on(bigint[]), base.may_place(bigint, bigint, bigint[], bigint[], bigint[]) from public;
grant execute on function base.built_on(bigint[]), base.may_place(bigint, bigint, bigint[], bigint[], bigint[]) to verbs_org;
