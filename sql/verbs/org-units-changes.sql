-- Changes of the organisation, fourth part: how they are listed and told, taken back, done again; a unit's history; the keeper's turn.
set role verbs_org;

create function org.unit_name(unit bigint) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return '“' || base.unit_name(unit_name.unit) || '”';
end $$;
comment on function org.unit_name(bigint) is
'The short name of a unit that is named in the history of one in sight: a former superior, what it came from. In quotation marks.';

create function org.change_text(change data.change) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	body constant jsonb := change.body;
	unit constant text := case when change.unit is not null then org.unit_name(change.unit) end;
begin
	return case change.kind
		when 'create' then format('在%s下面成立%s“%s”', org.unit_name(coalesce(change.other, (body ->> 'superior')::bigint)),
			(select k.label from data.kind as k where k.kind = body ->> 'kind'), body ->> 'short_name')
		when 'rename' then coalesce('“' || (body ->> 'was') || '”', unit) || '改为' || concat_ws('，', '“' || (body ->> 'short_name') || '”',
			'全称“' || (body ->> 'full_name') || '”', '对外名称“' || (body ->> 'public_name') || '”')
		when 'move' then format('%s从%s改到%s', unit, org.unit_name((body ->> 'from')::bigint), org.unit_name(change.other))
		when 'split' then format('从%s分出%s', unit, (
			select string_agg(format('“%s”（党员%s名，下级%s个）', p.part ->> 'short_name', jsonb_array_length(p.part -> 'members'),
				jsonb_array_length(p.part -> 'units')), '' order by p.place)
			from jsonb_array_elements(body -> 'parts') with ordinality as p (part, place)))
		when 'merge' then (
			select string_agg(org.unit_name(u::bigint), '')
			from jsonb_array_elements_text(body -> 'units') as u) || case when body ->> 'target' is null
				then format('合成“%s”', body ->> 'short_name') else '并入' || org.unit_name((body ->> 'target')::bigint) end
		when 'dissolve' then '撤销' || unit || coalesce('，党员转到' || org.unit_name((body ->> 'members_to')::bigint), '')
			|| coalesce('，下级改到' || org.unit_name((body ->> 'units_to')::bigint), '')
	end;
end $$;
comment on function org.change_text(data.change) is 'What was ordered, in a sentence without a full stop.';

create function org.may_end(change data.change) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return change.applied is null and change.withdrawn is null and case change.kind
		when 'create' then org.may_order(change.other, change.body ->> 'kind', 'create')
		else coalesce(org.may_change(change.unit, change.kind), false)
	end;
end $$;
comment on function org.may_end(data.change) is 'Whether it waits, or was refused, and the caller may take it back or have it done: whoever could order it.';

create function org.change_row(change bigint) returns json
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select json_build_object('id', c.id, 'kind', c.kind, 'kind_label', org.kind_label(c.kind), 'unit', c.unit, 'other', c.other,
			'unit_name', (select u.short_name from data.unit as u where u.id = c.unit), 'text', org.change_text(c),
			'effective_on', c.effective_on, 'basis', c.basis, 'name', c.name, 'ordered', base.time_text(c.ordered),
			'applied', base.time_text(c.applied), 'withdrawn', base.time_text(c.withdrawn), 'refused', c.refused,
			'state', s.state, 'state_label', case s.state when 'done' then '已办' when 'withdrawn' then '已撤回'
				when 'refused' then '没有办成' else '待生效' end,
			'ahead', case when s.state = 'waiting' and c.kind in ('merge', 'dissolve') then org.open_work(
				case c.kind when 'merge' then array(select u::bigint from jsonb_array_elements_text(c.body -> 'units') as u)
				else array[c.unit] end, false) end,
			'may', case when org.may_end(c) then case s.state when 'refused' then '["apply", "withdraw"]' else '["withdraw"]' end else '[]' end::json)
		from data.change as c
		cross join lateral (select org.state_of(c) as state) as s
		where c.id = change_row.change
	);
end $$;
comment on function org.change_row(bigint) is
'One change: kind, text, unit and other, day, basis, by whom, when; state waiting 待生效, refused 没有办成 (with the reason), done,
withdrawn; ahead: what must be finished before its day; may: withdraw, apply.';

create function org.state_of(change data.change) returns text
language sql immutable
as $$
	select case when (change).applied is not null then 'done' when (change).withdrawn is not null then 'withdrawn'
		when (change).refused is not null then 'refused' else 'waiting' end
$$;
comment on function org.state_of(data.change) is 'waiting, refused, done or withdrawn.';

create function org.changes(state text default null, before bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	found_rows bigint[] := array(
		select c.id
		from data.change as c
		where (changes.before is null or c.id < changes.before) and (changes.state is null or org.state_of(c) = changes.state)
		order by c.id desc
		limit 51);
begin
	return json_build_object('rows', (
			select coalesce(json_agg(org.change_row(c) order by c desc), '[]') from unnest(found_rows[1:50]) as c
		), 'more', cardinality(found_rows) > 50, 'counts', (
			select json_build_object('waiting', count(*) filter (where c.refused is null), 'refused', count(c.refused))
			from data.change as c
			where c.applied is null and c.withdrawn is null
		));
end $$;
comment on function org.changes(text, bigint) is
'The changes at units that the caller works on, newest first, 50 at a time below the id `before`: {"rows", "more", "counts": how many
wait and how many were refused}. state: as in org.change_row; null for all. Refuses nothing.';

create function org.pending(unit bigint) returns json
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(json_agg(org.change_row(c.id) order by c.effective_on, c.id), '[]')
		from data.change as c
		where c.applied is null and c.withdrawn is null
			and (pending.unit in (c.unit, c.other) or c.body -> 'units' @> to_jsonb(pending.unit))
	);
end $$;
comment on function org.pending(bigint) is 'The changes that wait for this unit, or were refused, the next first.';

create function org.history(unit bigint, day date default null) returns json
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	own data.unit;
begin
	select u.* into own from data.unit as u where u.id = history.unit;
	return (
		select coalesce(json_agg(json_build_object('on', h.happened_on, 'text', h.text, 'basis', h.basis) order by h.happened_on, h.place), '[]')
		from (
			select own.opened_on as happened_on, 1 as place, '成立' || coalesce('，由' || (
				select string_agg(org.unit_name(d.origin), '')
				from data.descent as d
				join data.change as c on c.id = d.change
				where d.unit = own.id and c.effective_on = own.opened_on) || (
				select case c.kind when 'split' then '分出' else '合成' end
				from data.descent as d
				join data.change as c on c.id = d.change
				where d.unit = own.id and c.effective_on = own.opened_on
				limit 1), '') as text, null as basis
			union all
			select p.valid_from, 2, case when p.valid_from = own.opened_on then '隶属' else '改隶' end || org.unit_name(p.superior), p.basis
			from data.placement as p
			where p.unit = own.id
			union all
			select p.valid_until + 1, 3, format('原名“%s”（%s）', p.short_name, p.full_name), c.basis
			from data.unit_past as p
			left join data.change as c on c.id = p.change
			where p.unit = own.id and coalesce(c.kind, 'rename') = 'rename'
			union all
			select distinct c.effective_on, 4, case c.kind when 'split' then '分出' || org.unit_name(d.unit)
				else case when own.closed_on is null then '' else '并入' || org.unit_name(d.unit) end end, c.basis
			from data.descent as d
			join data.change as c on c.id = d.change
			where d.origin = own.id
			union all
			select c.effective_on, 4, org.unit_name(d.origin) || '并入', c.basis
			from data.descent as d
			join data.change as c on c.id = d.change
			where d.unit = own.id and c.effective_on > own.opened_on
			union all
			select own.closed_on, 5, '撤销', null
			where own.closed_on is not null
		) as h
		where history.day is null or h.happened_on <= history.day
	);
end $$;
comment on function org.history(bigint, date) is
'What a unit was: its beginning and what it came from, its superiors, its names, what came of it, its end; the oldest first:
[{"on", "text", "basis"}].';

create function org.waiting_change(change bigint) returns data.change
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	told data.change;
begin
	perform org.lock_hierarchy();
	select c.* into told from data.change as c where c.id = waiting_change.change for update;
	if told.id is null then
		perform org.refuse_unseen();
	elsif told.applied is not null or told.withdrawn is not null then
		perform base.refuse('WH409', 'org/ended', format('这一项%s，不能再改。', case when told.applied is not null then '已经办了' else '已经撤回' end));
	elsif not org.may_end(told) then
		perform org.refuse_order(coalesce(told.body ->> 'kind', (select u.kind from data.unit as u where u.id = told.unit)), told.kind);
	end if;
	return told;
end $$;
comment on function org.waiting_change(bigint) is
'A change that may still be taken back or done by the caller, locked. Refuses: WH404; WH409 it is done or taken back; WH403.';

create function org.withdraw_change(change bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	told data.change := org.waiting_change(withdraw_change.change);
begin
	update data.change as c set withdrawn = base.now() where c.id = told.id;
	perform base.record('org.withdraw_change', 'unit/' || coalesce(told.unit, told.other), jsonb_build_object('change', told.id));
	return org.change_row(told.id);
end $$;
comment on function org.withdraw_change(bigint) is
'Takes back what waits. Answers the change. Refuses: WH404 not in the caller''s sight; WH403 the caller couldn''t order it; WH409 done, or
taken back already.';

create function org.apply_change(change bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	told data.change := org.waiting_change(apply_change.change);
begin
	if told.effective_on > base.today() then
		perform base.refuse('WH409', 'org/not-yet', format('%s才生效，到那天自动办。', base.day_text(told.effective_on)));
	end if;
	perform org.apply(told.id),
		base.record('org.apply_change', 'unit/' || coalesce(told.unit, told.other), jsonb_build_object('change', told.id));
	return org.change_row(told.id);
end $$;
comment on function org.apply_change(bigint) is
'Does once more what was refused on its day, after what stood in the way is finished. Answers the change.
Refuses: as org.withdraw_change; WH409 its day is to come; and as the verb that ordered it.';

create function org.apply_due() returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	due bigint;
	why text;
	state text;
begin
	perform org.lock_hierarchy();
	select c.id into due
	from data.change as c
	where c.applied is null and c.withdrawn is null and c.refused is null and c.effective_on <= base.today()
	order by c.effective_on, c.id
	limit 1
	for update;
	if due is null then
		return '{"change": null}';
	end if;
	begin
		perform org.apply(due);
	exception when others then
		get stacked diagnostics state = returned_sqlstate, why = pg_exception_detail;
		if state in ('40001', '40P01', '55P03') then
			raise; -- not the change's fault: the next turn does it
		end if;
		update data.change as c
		set refused = case when state !~ '^WH' then '系统没有办成。请撤回后重新下达，或联系系统管理员。'
			when left(why, 1) = '[' then (select string_agg(e ->> 'detail', '') from jsonb_array_elements(why::jsonb) as e) else why end
		where c.id = due;
	end;
	perform base.record('org.apply_due', 'unit/' || coalesce(c.unit, c.other), jsonb_build_object('change', c.id, 'refused', c.refused))
	from data.change as c
	where c.id = due;
	return json_build_object('change', due);
end $$;
comment on function org.apply_due() is
'The keeper''s turn: the next change whose day has come is done, or keeps why it couldn''t be and waits for a person. {"change": its
id, or null: nothing is due}. Each is a transaction of its own; once more does the next one. Refuses nothing.';

reset role;
