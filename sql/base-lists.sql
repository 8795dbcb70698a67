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

reset role;
-- triggers run for whoever writes; who may make a trigger is the tables' owner alone
revoke execute on function base.list_again(bigint), base.list_item(), base.round_line(bigint), base.write_round_line(bigint),
	base.note_round() from public;
grant execute on function base.list_item(), base.note_round() to wuhao_tables;
