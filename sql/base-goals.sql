-- Schema `base`, fourth part: what goals stand on. Replaced at each install, as base.sql is, and never dropped.
set role wuhao_base;

create or replace function base.goal_line(goal bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select json_build_object('campaign', g.campaign, 'standard', g.standard, 'category', s.category, 'new_way', g.new_way)
		from data.goal as g
		join data.standard as s on s.catalogue = g.catalogue and s.code = g.standard
		where g.item = goal_line.goal
	);
end $$;
comment on function base.goal_line(bigint) is
'What lists show of a goal beside its head: {"campaign", "standard": its code, "category", "new_way"}.';

create or replace function base.note_goal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	update data.item as i
	set line = l.line
	from (select base.goal_line(new.item)) as l (line)
	where i.id = new.item and i.line::text is distinct from l.line::text;
	return null;
end $$;
comment on function base.note_goal() is 'Trigger of data.goal: keeps its line.';

create or replace function base.has_account(person bigint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (
		select
		from data.account as a
		where a.person = has_account.person and coalesce(a.disabled_on, 'infinity') > base.today());
end $$;
comment on function base.has_account(bigint) is 'Whether a member can sign in: then they write their own goals, and nobody for them.';

create or replace function base.acts_only_for(item bigint, verbs text[], account bigint, person bigint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	caller constant bigint := base.account();
	today constant date := base.today();
begin
	if not exists (select from data.delegation as d where d.deputy = caller) then
		return false;
	end if;
	return not exists (
		select
		from data.item as i
		join data.step as t on t.workflow = i.workflow and t.from_state = i.state and t.verb = any (acts_only_for.verbs)
		join data.seat as s on s.role = t.role and s.valid_from <= today and coalesce(s.valid_until, 'infinity') >= today
			and (s.account = caller or exists (
				select
				from data.delegation as d
				where d.seat = s.id and d.deputy = caller and d.valid_from <= today and least(d.valid_until, d.ended_on) >= today))
		join data.account as a on a.id = s.account
		where i.id = acts_only_for.item and a.id is distinct from acts_only_for.account
			and (acts_only_for.person is null or a.person is distinct from acts_only_for.person)
			and base.reaches(i.unit, i.superior, i.other, t.reach, array[s.unit]));
end $$;
comment on function base.acts_only_for(bigint, text[], bigint, bigint) is
'Whether the caller has these steps of an item open to them as the deputy (委托代办) of this account, or of this member''s, and in nobody
else''s right, their own among it: then what they judge is as if that one judged it. False for who deputises nobody.';

create or replace function base.is_only_secretary(person bigint, unit bigint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return coalesce((
		select bool_and(a.person is not distinct from is_only_secretary.person)
		from data.seat as s
		join data.account as a on a.id = s.account
		where s.unit = is_only_secretary.unit and s.role = 'secretary' and s.valid_from <= base.today()
			and coalesce(s.valid_until, 'infinity') >= base.today()), false);
end $$;
comment on function base.is_only_secretary(bigint, bigint) is
'Whether this member is the one secretary of the unit, so that what they submit of their own is judged above it.';

reset role;
revoke execute on function base.goal_line(bigint), base.note_goal(), base.has_account(bigint), base.is_only_secretary(bigint, bigint),
	base.acts_only_for(bigint, text[], bigint, bigint) from public;
grant execute on function base.note_goal() to wuhao_tables;
grant execute on function base.has_account(bigint), base.acts_only_for(bigint, text[], bigint, bigint), base.is_only_secretary(bigint, bigint), base.unit_name(bigint),
	base.receivers(text, bigint) to verbs_goal;
