-- Changes of the organisation, first part: who may order them, what is checked, and the verbs that take an order. A change for a
-- day up to today is applied at once; one for a day to come is tried and undone, and then waits (org-units-apply.sql).
set role verbs_org;

-- ---- small things ---------------------------------------------------------------------------------------------------------

create function org.name_of(unit bigint) returns text
language sql stable
as $$ select u.short_name from data.unit as u where u.id = name_of.unit $$;
comment on function org.name_of(bigint) is 'The short name of a unit in sight.';

create function org.superior_of(unit bigint) returns bigint
language sql stable
as $$ select p.superior from data.placement as p where p.unit = superior_of.unit and p.valid_until is null $$;
comment on function org.superior_of(bigint) is 'Where the unit stands today; null at the top.';

create function org.lock_hierarchy() returns void
language sql volatile
as $$ select pg_advisory_xact_lock(hashtext('org.change')) $$;
comment on function org.lock_hierarchy() is
'One change of the hierarchy at a time, until the end of the transaction: two moves that pass each other could make a cycle.
Whoever inserts units and placements calls it first, in a statement of its own, so that what follows sees what it waited for.';

-- ---- who may ----------------------------------------------------------------------------------------------------------------

create function org.roles_for(kind text, verb text) returns text[]
language sql stable
as $$
	select array['officer'] || case when k.ordered_by in ('reviewer', 'secretary') then array['reviewer'] else '{}' end
		|| case when k.ordered_by = 'secretary' and roles_for.verb in ('create', 'rename', 'dissolve') then array['secretary'] else '{}' end
	from data.kind as k
	where k.kind = roles_for.kind
$$;
comment on function org.roles_for(text, text) is
'The roles of which one, held at the superior or above, may order this change of such a unit: officers of every kind, reviewers
of the kinds below agency committees, secretaries create, rename and dissolve groups.';

create function org.may_order(place bigint, kind text, verb text) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (
		select
		from data.scope as s
		where s.unit = may_order.place and s.superior = any (base.held(org.roles_for(may_order.kind, may_order.verb)))
	);
end $$;
comment on function org.may_order(bigint, text, text) is
'Whether the caller may order this change of a unit of that kind that stands, or is to stand, below `place`.';

create function org.place_of(unit bigint) returns bigint
language sql stable
as $$ select coalesce(org.superior_of(place_of.unit), place_of.unit) $$;
comment on function org.place_of(bigint) is 'Where one must hold a role to change the unit: its superior, or, at the top, itself.';

create function org.may_change(unit bigint, verb text) returns boolean
language sql stable
as $$
	select coalesce(org.may_order(org.place_of(u.id), u.kind, may_change.verb)
		and (may_change.verb = 'rename' or org.superior_of(u.id) is not null)
		or exists (
			select
			from data.scope as s
			where s.unit = u.id and s.superior = any (base.held(array['officer'])) and org.superior_of(u.id) is not null), false)
	from data.unit as u
	where u.id = may_change.unit and u.closed_on is null
$$;
comment on function org.may_change(bigint, text) is
'Whether the caller may order this change of this unit: as org.may_order, and an officer at the unit itself; the top can only be
renamed.';

create function org.may_verbs(unit bigint, kind text) returns jsonb
language sql stable
as $$
	select coalesce(jsonb_agg(v.verb order by v.place), '[]')
	from unnest(array['create', 'rename', 'move', 'split', 'merge', 'dissolve']) with ordinality as v (verb, place)
	where case v.verb
		when 'create' then exists (
			select
			from data.kind as k
			where may_verbs.kind = any (k.stands_under) and org.may_order(may_verbs.unit, k.kind, 'create'))
		else org.may_change(may_verbs.unit, v.verb)
	end
$$;
comment on function org.may_verbs(bigint, text) is 'The changes that the caller may order at this unit: ["create", "rename", …].';

create function org.refuse_order(kind text, verb text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	perform base.refuse('WH403', 'org/no-right', format('当前身份不能办这项组织调整。需要办理，请联系%s。', (
		select case
			when 'secretary' = any (org.roles_for(k.kind, refuse_order.verb)) then '本支部书记或上级审核人'
			when k.ordered_by <> 'officer' then '上级审核人或工委经办人'
			else '工委经办人'
		end
		from data.kind as k
		where k.kind = refuse_order.kind)));
end $$;
comment on function org.refuse_order(text, text) is 'Refuses with WH403: whom to ask.';

-- ---- what is checked --------------------------------------------------------------------------------------------------------

create function org.opened_unit(unit bigint, field text default null) returns data.unit
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	found_unit data.unit;
begin
	select u.* into found_unit from data.unit as u where u.id = opened_unit.unit;
	if found_unit.id is null then
		if opened_unit.field is null then
			perform org.refuse_unseen();
		end if;
		perform base.refuse('WH422', 'org/no-such-unit', '没有这个单位，或者当前身份看不到。', opened_unit.field);
	end if;
	if found_unit.closed_on is not null then
		perform base.refuse(case when opened_unit.field is null then 'WH409' else 'WH422' end, 'org/closed', format('“%s”%s已经撤销。',
			found_unit.short_name, base.day_text(found_unit.closed_on)), opened_unit.field);
	end if;
	return found_unit;
end $$;
comment on function org.opened_unit(bigint, text) is
'A unit in sight that is not dissolved. field: the field that named it, null for the address.
Refuses: WH404 (WH422 of a field) not in the caller''s sight; WH409 (WH422) dissolved.';

create function org.check_day(changed data.unit, day date) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	earliest date := greatest(changed.opened_on,
		(select max(p.valid_from) from data.placement as p where p.unit = changed.id),
		(select max(p.valid_until) + 1 from data.unit_past as p where p.unit = changed.id));
begin
	if check_day.day < earliest then
		perform base.refuse('WH422', 'org/too-early', format('“%s”%s刚有过变动，日期不能早于这一天。', changed.short_name, base.day_text(earliest)),
			'effective_on');
	end if;
end $$;
comment on function org.check_day(data.unit, date) is
'The past is not written twice. Refuses: WH422 the day lies before the unit''s beginning, its last move or its last renaming.';

create function org.check_stand(kind text, superior data.unit) returns text
language sql stable
as $$
	select case
		when k.kind is null then '没有这种单位。'
		when not (superior).kind = any (k.stands_under) then format('%s不能设在%s（%s）下面。', k.label, (superior).short_name,
			(select a.label from data.kind as a where a.kind = (superior).kind))
			|| coalesce('可以设在：' || (select string_agg(a.label, '、' order by a.official_order) from data.kind as a
				where a.kind = any (k.stands_under)) || '。', '')
	end
	from (values (check_stand.kind)) as wanted (kind)
	left join data.kind as k on k.kind = wanted.kind
$$;
comment on function org.check_stand(text, data.unit) is 'Why a unit of that kind may not stand there, in a sentence; null if it may.';

create function org.namesake(superior bigint, name text, but bigint[]) returns boolean
language sql stable
as $$
	select exists (
		select
		from data.placement as p
		join data.unit as u on u.id = p.unit
		where p.superior = namesake.superior and p.valid_until is null and u.closed_on is null
			and namesake.name in (u.short_name, u.full_name) and u.id <> all (namesake.but))
$$;
comment on function org.namesake(bigint, text, bigint[]) is 'Whether another unit directly below the superior has that name.';

create function org.check_names(superior data.unit, names jsonb, but bigint[] default '{}', prefix text default '') returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	errors jsonb;
begin
	select coalesce(jsonb_agg(jsonb_build_object('field', check_names.prefix || e.field, 'detail', e.detail)), '[]') into errors
	from (
		select 'kind' as field, case when (superior).id is not null then org.check_stand(names ->> 'kind', superior)
			when not exists (select from data.kind as k where k.kind = names ->> 'kind' and k.stands_under = '{}') then '最上级不能改成这种单位。'
			end as detail
		union all
		select n.name, case
			when n.value is null and n.required then n.label || '没有填。'
			when not base.is_line(n.value, n.most) then format('%s要写成一行，最多%s字。', n.label, n.most)
			when n.required and org.namesake((superior).id, n.value, but) then format('“%s”已经有了：%s下面有同名的单位。', n.value,
				(superior).short_name)
			end
		from (values
			('full_name', names ->> 'full_name', 60, '全称', true), ('short_name', names ->> 'short_name', 30, '简称', true),
			('public_name', names ->> 'public_name', 30, '对外名称', false)) as n (name, value, most, label, required)
		union all
		select 'sector', '没有这个行业，请先在“单位种类和行业”里增加。'
		where names ->> 'sector' is not null and not exists (select from data.sector as s where s.sector = names ->> 'sector')
	) as e
	where e.detail is not null;
	if errors <> '[]' then
		perform base.refuse_fields('org/names', errors);
	end if;
end $$;
comment on function org.check_names(data.unit, jsonb, bigint[], text) is
'Names, kind and sector of a unit that is, or is to be, below the superior (null: at the top). but: units that are not counted
as of the same name. prefix: of the fields in the refusal.
Refuses: WH422 with each field: a kind that can''t stand there, no name, one that another unit there has, no such sector.';

create function org.open_work(units bigint[], waiting_above boolean) returns text
language sql stable
as $$
	select format('还有%s件事没有办完：%s%s。', count(*), string_agg('“' || i.title || '”', '' order by i.place) filter (where i.place <= 5),
		case when count(*) > 5 then '等' else '' end)
	from (
		select i.title, row_number() over (order by i.due, i.id) as place
		from data.item as i
		where (i.unit = any (open_work.units) or i.other = any (open_work.units)) and not open_work.waiting_above
			and exists (select from data.step as s where s.workflow = i.workflow and s.from_state = i.state and s.to_state <> i.state and s.asked)
			or i.unit = any (open_work.units) and open_work.waiting_above
			and (select bool_and(s.reach = 'above') from data.step as s
				where s.workflow = i.workflow and s.from_state = i.state and s.to_state <> i.state)
	) as i
	having count(*) > 0
$$;
comment on function org.open_work(bigint[], boolean) is
'What these units have under way, in a sentence; null for nothing. What nobody is asked to do (a record that may be voided) is none.
waiting_above: only what waits at their superior.';

create function org.check_waiting(units bigint[], kinds text[]) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	waiting record;
begin
	select c.kind, c.effective_on, u.short_name, u.id::text = any (t.names) as is_target into waiting
	from data.change as c
	cross join lateral (
		select array[c.other::text, c.body ->> 'target', c.body ->> 'members_to', c.body ->> 'units_to'] as names
	) as t
	join data.unit as u on u.id = any (check_waiting.units) and (u.id = c.unit and c.kind <> 'create'
		or c.kind = 'merge' and c.body -> 'units' @> to_jsonb(u.id) or u.id::text = any (t.names))
	where c.applied is null and c.withdrawn is null and c.kind = any (check_waiting.kinds)
	order by c.effective_on, c.id
	limit 1;
	if found then
		perform base.refuse('WH409', 'org/waiting', format(case when waiting.is_target
			then '“%s”是待生效的%s（%s）的去处。请先撤回它，再办这一项。' else '“%s”已有待生效的%s（%s）。请先撤回它，再办这一项。' end,
			waiting.short_name, org.kind_label(waiting.kind), base.day_text(waiting.effective_on)));
	end if;
end $$;
comment on function org.check_waiting(bigint[], text[]) is
'A unit stands in one place: nothing is ordered beside a move, split, merger or dissolution that waits, nor a second renaming; and
where units or members are to go on a day to come, that stays where it was when somebody agreed to it.
Refuses: WH409 which change waits, for which day.';

create function org.kind_label(change text) returns text
language sql immutable
as $$
	select (array['新建', '改名', '改隶', '分立', '合并', '撤销'])[array_position(
		array['create', 'rename', 'move', 'split', 'merge', 'dissolve'], change)]
$$;
comment on function org.kind_label(text) is 'A change as it is called.';

reset role;
