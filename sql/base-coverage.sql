-- Schema `base`, fifth part: what tells the keeper which units' coverage by goals it is to summarize again. Replaced at each
-- install, as base.sql is, and never dropped.
set role wuhao_base;

create or replace function base.note_coverage() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.coverage_due (campaign, unit)
	select distinct c.campaign, u.unit
	from changed as c
	join data.item as i on i.id = c.item and i.workflow = 'goal'
	cross join lateral (values (i.unit), (i.other)) as u (unit)
	where u.unit is not null;
	return null;
end $$;
comment on function base.note_coverage() is 'Trigger of data.goal, once a statement: the units that own these goals are due. A goal stays in its campaign.';

create or replace function base.note_coverage_of() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	case tg_table_name
		when 'item' then
			insert into data.coverage_due (campaign, unit)
			select g.campaign, u.unit
			from data.goal as g
			cross join unnest(array[old.unit, old.other, new.unit, new.other]) as u (unit)
			where g.item = new.id and u.unit is not null;
		when 'goal_progress' then
			insert into data.coverage_due (campaign, unit)
			select g.campaign, u.unit
			from data.goal as g
			join data.item as i on i.id = g.item and i.workflow = 'goal'
			cross join lateral (values (i.unit), (i.other)) as u (unit)
			where g.item = new.goal and u.unit is not null;
		when 'campaign' then
			insert into data.coverage_due (campaign) values (new.id);
		when 'standard' then
			insert into data.coverage_due (campaign)
			select c.id
			from data.campaign as c
			where c.catalogue = case tg_op when 'DELETE' then old.catalogue else new.catalogue end;
		when 'unit' then
			insert into data.coverage_due (campaign, unit)
			select c.id, new.id from data.campaign as c where c.ends >= base.today();
		when 'placement' then
			insert into data.coverage_due (campaign, unit)
			select c.id, u.unit
			from data.campaign as c
			cross join unnest(case tg_op when 'INSERT' then array[new.unit, new.superior] when 'DELETE' then array[old.unit, old.superior]
				else array[old.unit, old.superior, new.superior] end) as u (unit);
	end case;
	return null;
end $$;
comment on function base.note_coverage_of() is
'Trigger of data.item (a goal''s head), data.goal_progress, data.campaign, data.standard, data.unit and data.placement: whose coverage is due.';

reset role;
revoke execute on function base.note_coverage(), base.note_coverage_of() from public;
grant execute on function base.note_coverage(), base.note_coverage_of() to wuhao_tables;
