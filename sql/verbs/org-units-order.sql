-- Changes of the organisation, second part: the verbs that take an order, each with its day and the paper it rests on.
set role verbs_org;

create function org.order_change(kind text, unit bigint, other bigint, effective_on date, basis text, body jsonb, name text)
returns json
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	made bigint;
begin
	insert into data.change (kind, unit, other, effective_on, body, basis, account, name)
	values (order_change.kind, order_change.unit, order_change.other, order_change.effective_on, order_change.body, order_change.basis,
		base.account(), order_change.name)
	returning id into made;
	if order_change.effective_on <= base.today() then
		perform org.apply(made);
	else
		begin
			perform org.apply(made);
			perform base.refuse('WH200', 'org/tried', '');
		exception when sqlstate 'WH200' then
			null; -- it could be done: what was tried is undone, and the order waits
		end;
	end if;
	perform base.record('org.' || order_change.kind || '_unit', 'unit/' || coalesce(
		(select c.unit from data.change as c where c.id = made), order_change.other), jsonb_build_object('change', made,
		'effective_on', order_change.effective_on, 'basis', order_change.basis));
	return org.change_row(made);
end $$;
comment on function org.order_change(text, bigint, bigint, date, text, jsonb, text) is
'Writes an order down and applies it, or, for a day to come, tries it and undoes that. What refuses it refuses the order.';

create function org.create_unit(unit bigint, kind text, full_name text, short_name text, effective_on date, basis text,
	public_name text default null, sector text default null, official_order integer default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	superior data.unit := org.opened_unit(create_unit.unit);
begin
	if not exists (select from data.kind as k where k.kind = create_unit.kind) then
		perform base.refuse_fields('org/names', '[{"field": "kind", "detail": "没有这种单位。"}]');
	end if;
	if not org.may_order(superior.id, create_unit.kind, 'create') then
		perform org.refuse_order(create_unit.kind, 'create');
	end if;
	perform org.lock_hierarchy();
	return org.order_change('create', null, superior.id, create_unit.effective_on, create_unit.basis,
		jsonb_build_object('kind', create_unit.kind, 'full_name', create_unit.full_name, 'short_name', create_unit.short_name,
			'public_name', create_unit.public_name, 'sector', create_unit.sector, 'official_order', create_unit.official_order),
		base.signature(org.roles_for(create_unit.kind, 'create'), array[superior.id]));
end $$;
comment on function org.create_unit(bigint, text, text, text, date, text, text, text, integer) is
'Orders a new unit below `unit`, as of a day, on a paper. official_order: null for behind its neighbours. Answers the change
(org.change_row). Refuses: WH404 not in the caller''s sight; WH403 no right there; WH409 the superior is dissolved;
WH422 a kind that can''t stand there, a name that is taken, no such sector, a day before the superior began.';

create function org.rename_unit(unit bigint, kind text, full_name text, short_name text, effective_on date, basis text,
	public_name text default null, sector text default null, official_order integer default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	named data.unit := org.opened_unit(rename_unit.unit);
begin
	if not org.may_change(named.id, 'rename') then
		perform org.refuse_order(named.kind, 'rename');
	end if;
	if rename_unit.kind <> named.kind and exists (select from data.kind as k where k.kind = rename_unit.kind)
		and not org.may_order(org.place_of(named.id), rename_unit.kind, 'rename') then
		perform org.refuse_order(rename_unit.kind, 'rename');
	end if;
	perform org.lock_hierarchy();
	perform org.check_waiting(array[named.id], array['rename', 'merge', 'dissolve']);
	return org.order_change('rename', named.id, null, rename_unit.effective_on, rename_unit.basis,
		jsonb_build_object('was', named.short_name, 'kind', rename_unit.kind, 'full_name', rename_unit.full_name, 'short_name', rename_unit.short_name,
			'public_name', rename_unit.public_name, 'sector', rename_unit.sector,
			'official_order', coalesce(rename_unit.official_order, named.official_order)),
		base.signature(org.roles_for(named.kind, 'rename'), array[named.id, org.place_of(named.id)]));
end $$;
comment on function org.rename_unit(bigint, text, text, text, date, text, text, text, integer) is
'Orders other names, another kind, sector or place in the official order; all are given, a null name or sector is taken away. What
was before stays readable by date. Answers the change.
Refuses: WH404; WH403; WH409 dissolved, or a change waits; WH422 as create_unit, a kind that its subordinates can''t stand under or
that has no roster while there are members, nothing new, too early a day.';

create function org.move_unit(unit bigint, superior bigint, effective_on date, basis text, official_order integer default null)
returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	moved data.unit := org.opened_unit(move_unit.unit);
	above data.unit;
begin
	if not org.may_change(moved.id, 'move') then
		perform org.refuse_order(moved.kind, 'move');
	end if;
	above := org.opened_unit(move_unit.superior, 'superior');
	if not org.may_order(above.id, moved.kind, 'move') then
		perform org.refuse_order(moved.kind, 'move');
	end if;
	perform org.lock_hierarchy();
	perform org.check_waiting(array[moved.id], array['move', 'split', 'merge', 'dissolve']);
	return org.order_change('move', moved.id, above.id, move_unit.effective_on, move_unit.basis,
		jsonb_build_object('from', org.superior_of(moved.id), 'official_order', move_unit.official_order),
		base.signature(org.roles_for(moved.kind, 'move'), array[moved.id, above.id]));
end $$;
comment on function org.move_unit(bigint, bigint, date, text, integer) is
'Orders 改隶: the unit with all that is below it stands under another superior from that day on; until then it stays, readable to
both by date. Answers the change.
Refuses: WH404; WH403 no right at the unit, or at the new superior; WH409 dissolved, a change waits, a cycle, or something waits at
the old superior; WH422 no such superior, the same one, a kind that can''t stand there, a name that is taken there, too early a day.';

create function org.split_unit(unit bigint, parts jsonb, effective_on date, basis text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	whole data.unit := org.opened_unit(split_unit.unit);
begin
	if not org.may_change(whole.id, 'split') then
		perform org.refuse_order(whole.kind, 'split');
	end if;
	perform org.lock_hierarchy(), org.check_parts(split_unit.parts);
	perform org.check_waiting(array[whole.id], array['move', 'merge', 'dissolve']);
	return org.order_change('split', whole.id, null, split_unit.effective_on, split_unit.basis,
		jsonb_build_object('parts', (
			select jsonb_agg(jsonb_build_object('kind', coalesce(p ->> 'kind', whole.kind), 'full_name', p ->> 'full_name',
				'short_name', p ->> 'short_name', 'public_name', p ->> 'public_name', 'sector', whole.sector,
				'members', coalesce(p -> 'members', '[]'), 'units', coalesce(p -> 'units', '[]')))
			from jsonb_array_elements(split_unit.parts) as p)),
		base.signature(org.roles_for(whole.kind, 'split'), array[whole.id]));
end $$;
comment on function org.split_unit(bigint, jsonb, date, text) is
'Orders 分立: new units beside this one, which goes on. parts: 1 to 10 of {"full_name", "short_name", "public_name", "kind",
"members": ids of its members, "units": ids of what is directly below it}. Answers the change.
Refuses: WH404; WH403; WH409 dissolved, or a change waits; WH422 names and kinds as create_unit (parts.0.full_name is the first one''s),
somebody who is no member here, or in two parts, a unit that isn''t below it, too early a day.';

create function org.check_parts(parts jsonb) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if not (case when jsonb_typeof(parts) = 'array' then jsonb_array_length(parts) between 1 and 10 else false end)
		or exists (
			select
			from jsonb_array_elements(case when jsonb_typeof(parts) = 'array' then parts else '[]' end) as p
			cross join lateral (values (coalesce(p -> 'members', '[]')), (coalesce(p -> 'units', '[]'))) as ids (ids)
			where case when jsonb_typeof(p) <> 'object' or jsonb_typeof(ids.ids) <> 'array' then true
				else exists (select from jsonb_array_elements(ids.ids) as i where jsonb_typeof(i) <> 'number') end) then
		perform base.refuse('WH422', 'org/parts', '分出的单位要有1到10个。', 'parts');
	end if;
end $$;
comment on function org.check_parts(jsonb) is 'Refuses: WH422 what is no list of 1 to 10 parts with lists of ids.';

create function org.merge_units(unit bigint, units bigint[], effective_on date, basis text, target bigint default null,
	full_name text default null, short_name text default null, public_name text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	first data.unit := org.opened_unit(merge_units.unit);
	merged bigint[] := array(select distinct u from unnest(merge_units.units || first.id) as u order by 1);
	into_unit data.unit;
	one bigint;
begin
	foreach one in array merged loop
		into_unit := org.opened_unit(one, case when one <> first.id then 'units' end);
		if not org.may_change(one, 'merge') then
			perform org.refuse_order(into_unit.kind, 'merge');
		end if;
	end loop;
	into_unit := case when merge_units.target is null then org.opened_unit(org.superior_of(first.id))
		else org.opened_unit(merge_units.target, 'target') end;
	if not (case when merge_units.target is null then org.may_order(into_unit.id, first.kind, 'create')
		else org.may_change(into_unit.id, 'merge') end) then
		perform org.refuse_order(first.kind, 'merge');
	end if;
	if merge_units.target = any (merged) or merge_units.target is null and cardinality(merged) < 2 then
		perform base.refuse('WH422', 'org/merge-itself', '请选出要并入哪个单位，或者至少选两个单位合成一个新的。', 'target');
	end if;
	perform org.lock_hierarchy();
	perform org.check_waiting(merged || merge_units.target, array['move', 'split', 'merge', 'dissolve']);
	return org.order_change('merge', first.id, into_unit.id, merge_units.effective_on, merge_units.basis,
		jsonb_build_object('units', merged, 'target', merge_units.target, 'kind', first.kind, 'full_name', merge_units.full_name,
			'short_name', merge_units.short_name, 'public_name', merge_units.public_name, 'sector', first.sector),
		base.signature(org.roles_for(first.kind, 'merge'), merged));
end $$;
comment on function org.merge_units(bigint, bigint[], date, text, bigint, text, text, text) is
'Orders 合并: this unit and `units` end; their members and what is below them go to `target`, or, where that is null, to a new unit of
these names beside this one. Answers the change.
Refuses: WH404; WH403 no right at one of them; WH409 dissolved, a change waits, or something is under way there; WH422 no such unit, the
target among them, names as create_unit, what can''t stand under the target, too early a day.';

create function org.dissolve_unit(unit bigint, effective_on date, basis text, members_to bigint default null,
	units_to bigint default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	gone data.unit := org.opened_unit(dissolve_unit.unit);
	field text;
	target data.unit;
begin
	if not org.may_change(gone.id, 'dissolve') then
		perform org.refuse_order(gone.kind, 'dissolve');
	end if;
	foreach field in array array['members_to', 'units_to'] loop
		continue when case field when 'members_to' then dissolve_unit.members_to else dissolve_unit.units_to end is null;
		target := org.opened_unit(case field when 'members_to' then dissolve_unit.members_to else dissolve_unit.units_to end, field);
		if not exists (select from data.scope as s where s.unit = target.id
			and s.superior = any (base.held(org.roles_for(gone.kind, 'dissolve')))) then
			perform org.refuse_order(gone.kind, 'dissolve');
		end if;
	end loop;
	perform org.lock_hierarchy();
	perform org.check_waiting(array[gone.id], array['move', 'split', 'merge', 'dissolve']);
	return org.order_change('dissolve', gone.id, coalesce(dissolve_unit.members_to, dissolve_unit.units_to),
		dissolve_unit.effective_on, dissolve_unit.basis,
		jsonb_build_object('members_to', dissolve_unit.members_to, 'units_to', dissolve_unit.units_to),
		base.signature(org.roles_for(gone.kind, 'dissolve'), array[gone.id]));
end $$;
comment on function org.dissolve_unit(bigint, date, text, bigint, bigint) is
'Orders 撤销: members go to members_to, what is directly below to units_to. Answers the change.
Refuses: WH404; WH403 no right at the unit, or where they go; WH409 dissolved already, a change waits, something is under way; WH422
members or subordinates left and nowhere named, a place that is below the unit or takes no members, too early a day.';

reset role;
