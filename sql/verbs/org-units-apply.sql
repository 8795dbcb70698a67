-- Changes of the organisation, third part: how each is done. All of it is one transaction, and nothing that was is overwritten:
-- names go to data.unit_past, placements end and begin, what came of a split or a merger to data.descent.
set role verbs_org;

-- ---- pieces -----------------------------------------------------------------------------------------------------------------

create function org.keep_names(unit bigint, day date, change bigint) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.unit_past (unit, valid_until, kind, full_name, short_name, public_name, sector, official_order, change)
	select u.id, keep_names.day - 1, u.kind, u.full_name, u.short_name, u.public_name, u.sector, u.official_order, keep_names.change
	from data.unit as u
	where u.id = keep_names.unit and keep_names.day > coalesce(
		(select max(p.valid_until) + 1 from data.unit_past as p where p.unit = u.id), u.opened_on);
end $$;
comment on function org.keep_names(bigint, date, bigint) is
'Keeps what the unit is called until the day before. Of what held for no day nothing is kept.';

create function org.end_placement(unit bigint, day date) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	delete from data.placement as p where p.unit = end_placement.unit and p.valid_until is null and p.valid_from >= end_placement.day;
	update data.placement as p
	set valid_until = end_placement.day - 1
	where p.unit = end_placement.unit and p.valid_until is null;
end $$;
comment on function org.end_placement(bigint, date) is 'The unit stands where it stood until the day before.';

create function org.place(unit bigint, superior bigint, day date, basis text, official_order integer, change bigint) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	perform org.end_placement(place.unit, place.day);
	insert into data.placement (unit, superior, valid_from, basis)
	values (place.unit, place.superior, place.day, place.basis);
	perform org.keep_names(place.unit, place.day, place.change);
	update data.unit as u
	set official_order = coalesce(place.official_order, org.next_order(place.superior, place.unit))
	where u.id = place.unit;
end $$;
comment on function org.place(bigint, bigint, date, text, integer, bigint) is
'The unit stands below the superior from that day on, at that place of the official order, or behind its neighbours.';

create function org.next_order(superior bigint, but bigint) returns integer
language sql stable
as $$
	select coalesce(max(u.official_order), 0) + 1
	from data.placement as p
	join data.unit as u on u.id = p.unit
	where p.superior = next_order.superior and p.valid_until is null and u.closed_on is null and u.id <> next_order.but
$$;
comment on function org.next_order(bigint, bigint) is 'The place behind all that stands directly below the superior.';

create function org.make_unit(superior data.unit, names jsonb, day date, basis text) returns bigint
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	made bigint;
begin
	if day < (superior).opened_on then
		perform base.refuse('WH422', 'org/too-early', format('“%s”%s才成立，日期不能早于这一天。', (superior).short_name,
			base.day_text((superior).opened_on)), 'effective_on');
	end if;
	insert into data.unit (kind, full_name, short_name, public_name, sector, official_order, opened_on)
	values (names ->> 'kind', names ->> 'full_name', names ->> 'short_name', names ->> 'public_name', names ->> 'sector',
		coalesce((names ->> 'official_order')::integer, org.next_order((superior).id, 0)), make_unit.day);
	made := currval('data.unit_id_seq'); -- it is in nobody's sight until it stands somewhere
	insert into data.placement (unit, superior, valid_from, basis) values (made, (superior).id, make_unit.day, make_unit.basis);
	return made;
end $$;
comment on function org.make_unit(data.unit, jsonb, date, text) is
'A new unit as of that day. Refuses: WH422 a day before its superior began.';

create function org.move_members(members bigint[], origin bigint, target data.unit, change data.change) returns integer
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	moved integer;
begin
	if cardinality(members) > 0 and not (select k.has_roster from data.kind as k where k.kind = (target).kind) then
		perform base.refuse('WH422', 'org/no-roster', format('“%s”没有党员名册，不能转入党员。', (target).short_name), 'members_to');
	end if;
	perform org.check_arrival(members, (target).id);
	update data.tenure as t
	set until = greatest(t.since, change.effective_on - 1)
	where t.unit = move_members.origin and t.person = any (members) and t.until is null;
	update data.person as m
	set unit = (target).id, since = change.effective_on
	where m.id = any (members) and m.unit = move_members.origin and m.state in ('full', 'probationary', 'stopped');
	get diagnostics moved = row_count;
	insert into data.career (person, kind, happened_on, unit, other, note, account, name)
	select m.id, 'moved', change.effective_on, move_members.origin, (target).id, change.basis, change.account, change.name
	from data.person as m
	where m.id = any (members) and m.unit = (target).id;
	return moved;
end $$;
comment on function org.move_members(bigint[], bigint, data.unit, data.change) is
'Members of one unit to another by a change: their posts here end, their histories say so. Returns how many.
Refuses: WH409 somebody there has the internal number of one of them; WH422 the target has no roster.';

create function org.members_of(unit bigint) returns bigint[]
language sql stable
as $$
	select array(select m.id from data.person as m where m.unit = members_of.unit and m.state in ('full', 'probationary', 'stopped'))
$$;
comment on function org.members_of(bigint) is 'Who belongs to the unit itself.';

create function org.below(unit bigint) returns bigint[]
language sql stable
as $$
	select array(
		select u.id
		from data.placement as p
		join data.unit as u on u.id = p.unit
		where p.superior = below.unit and p.valid_until is null and u.closed_on is null
		order by u.official_order, u.id)
$$;
comment on function org.below(bigint) is 'What stands directly below the unit, in official order.';

create function org.move_below(units bigint[], target data.unit, change data.change) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	one bigint;
	moved data.unit;
	why text;
begin
	foreach one in array units loop
		moved := org.opened_unit(one);
		why := org.check_stand(moved.kind, target);
		if why is null and (org.namesake((target).id, moved.short_name, array[one]) or org.namesake((target).id, moved.full_name, array[one])) then
			why := format('“%s”已经有了：%s下面有同名的单位。', moved.short_name, (target).short_name);
		end if;
		if why is not null then
			perform base.refuse('WH422', 'org/no-place', why, 'units_to');
		end if;
		perform org.check_day(moved, change.effective_on),
			org.place(one, (target).id, change.effective_on, change.basis, null, change.id);
	end loop;
end $$;
comment on function org.move_below(bigint[], data.unit, data.change) is
'Units from below one that changes to below another. Refuses: WH422 one that can''t stand there, or has a namesake there.';

create function org.close_unit(gone data.unit, change data.change) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	last_day constant date := change.effective_on - 1;
begin
	-- first, while it stands in the caller's sight
	update data.unit as u set closed_on = change.effective_on where u.id = (gone).id;
	update data.tenure as t set until = greatest(t.since, last_day) where t.unit = (gone).id and t.until is null;
	update data.term as t set ended_on = greatest(t.begun_on, last_day) where t.unit = (gone).id and t.ended_on is null;
	update data.responsibility as r
	set until = greatest(r.since, last_day)
	where (r.unit = (gone).id or r.holder_unit = (gone).id) and r.until is null;
	update data.placement as p
	set valid_until = greatest(p.valid_from, last_day)
	where p.unit = (gone).id and p.valid_until is null;
end $$;
comment on function org.close_unit(data.unit, data.change) is
'Ends a unit whose members and subordinates are gone: posts, terms, responsibilities, its place, and by a trigger the roles held at it.';

create function org.check_open_work(units bigint[], waiting_above boolean, day date, verb text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	open_work text := case when day <= base.today() then org.open_work(units, waiting_above) end;
begin
	if open_work is not null then
		perform base.refuse('WH409', 'org/open-work', format('%s请先办完或作废，再办这次%s；也可以把生效日期定在办完以后。', open_work, verb));
	end if;
end $$;
comment on function org.check_open_work(bigint[], boolean, date, text) is
'Refuses: WH409 what is under way at these units; on the day of the change alone, for until then it may be finished.';

-- ---- the six changes --------------------------------------------------------------------------------------------------------

create function org.apply_create(change data.change) returns bigint
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	superior data.unit := org.opened_unit(change.other);
	names jsonb := change.body;
begin
	perform org.check_names(superior, names);
	return org.make_unit(superior, names, change.effective_on, change.basis);
end $$;

create function org.apply_rename(change data.change) returns bigint
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	named data.unit := org.opened_unit(change.unit);
	superior data.unit;
	names constant jsonb := change.body;
	below text;
begin
	select u.* into superior from data.unit as u where u.id = org.superior_of(named.id);
	perform org.check_day(named, change.effective_on), org.check_names(superior, names, array[named.id]);
	if (named.kind, named.full_name, named.short_name, named.public_name, named.sector, named.official_order) is not distinct from
		(names ->> 'kind', names ->> 'full_name', names ->> 'short_name', names ->> 'public_name', names ->> 'sector',
			(names ->> 'official_order')::integer) then
		perform base.refuse('WH422', 'org/nothing-new', '没有改动。', 'short_name');
	end if;
	if names ->> 'kind' <> named.kind then
		named.kind := names ->> 'kind';
		select string_agg('“' || u.short_name || '”', '') into below
		from unnest(org.below(named.id)) as b (unit)
		join data.unit as u on u.id = b.unit
		where org.check_stand(u.kind, named) is not null;
		if below is not null then
			perform base.refuse('WH422', 'org/no-place', format('下级%s不能设在这种单位下面。', below), 'kind');
		end if;
		if org.members_of(named.id) <> '{}' and not (select k.has_roster from data.kind as k where k.kind = named.kind) then
			perform base.refuse('WH422', 'org/no-roster', '这种单位没有党员名册，请先把党员转走。', 'kind');
		end if;
	end if;
	perform org.keep_names(named.id, change.effective_on, change.id);
	update data.unit as u
	set kind = names ->> 'kind', full_name = names ->> 'full_name', short_name = names ->> 'short_name',
		public_name = names ->> 'public_name', sector = names ->> 'sector', official_order = (names ->> 'official_order')::integer
	where u.id = named.id;
	return named.id;
end $$;

create function org.apply_move(change data.change) returns bigint
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	moved data.unit := org.opened_unit(change.unit);
	above data.unit := org.opened_unit(change.other, 'superior');
	why text := org.check_stand(moved.kind, above);
begin
	if exists (select from data.scope as s where s.unit = above.id and s.superior = moved.id) then
		perform base.refuse('WH409', 'org/cycle', format('“%s”在“%s”下面，不能反过来做它的上级。请换一个上级，或者先把它移出来。',
			above.short_name, moved.short_name), 'superior');
	elsif org.superior_of(moved.id) = above.id then
		perform base.refuse('WH422', 'org/nothing-new', '它现在就在这个上级下面。', 'superior');
	elsif why is not null then
		perform base.refuse('WH422', 'org/no-place', why, 'superior');
	elsif change.effective_on < above.opened_on then
		perform base.refuse('WH422', 'org/too-early', format('“%s”%s才成立，日期不能早于这一天。', above.short_name,
			base.day_text(above.opened_on)), 'effective_on');
	elsif org.namesake(above.id, moved.short_name, '{}') or org.namesake(above.id, moved.full_name, '{}') then
		perform base.refuse('WH422', 'org/names', format('%s下面已有同名的单位，请先改名。', above.short_name), 'superior');
	end if;
	perform org.check_day(moved, change.effective_on),
		org.check_open_work(array[moved.id], true, change.effective_on, '改隶'),
		org.place(moved.id, above.id, change.effective_on, change.basis, (change.body ->> 'official_order')::integer, change.id);
	return moved.id;
end $$;

create function org.apply_split(change data.change) returns bigint
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	whole data.unit := org.opened_unit(change.unit);
	superior data.unit := org.opened_unit(org.superior_of(whole.id));
	part jsonb;
	place integer;
	made_id bigint;
	made data.unit;
	members bigint[];
	units bigint[];
begin
	perform org.check_day(whole, change.effective_on);
	for part, place in select p.part, p.place - 1 from jsonb_array_elements(change.body -> 'parts') with ordinality as p (part, place) loop
		perform org.check_names(superior, part, '{}', format('parts.%s.', place));
		made_id := org.make_unit(superior, part, change.effective_on, change.basis);
		made := org.opened_unit(made_id);
		insert into data.descent (unit, origin, change) values (made.id, whole.id, change.id);
		members := array(select distinct m::bigint from jsonb_array_elements_text(part -> 'members') as m);
		units := array(select distinct u::bigint from jsonb_array_elements_text(part -> 'units') as u);
		if org.move_members(members, whole.id, made, change) <> cardinality(members) then
			perform base.refuse('WH422', 'org/parts', '选中的党员里，有人已经不在这个单位。请重新选择。', 'parts');
		end if;
		if not units <@ org.below(whole.id) then
			perform base.refuse('WH422', 'org/parts', '选中的下级里，有的已经不在这个单位。请重新选择。', 'parts');
		end if;
		perform org.move_below(units, made, change);
	end loop;
	return whole.id;
end $$;

create function org.apply_merge(change data.change) returns bigint
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	merged constant bigint[] := array(select u::bigint from jsonb_array_elements_text(change.body -> 'units') as u);
	target data.unit;
	made_id bigint;
	gone data.unit;
	one bigint;
begin
	perform org.check_open_work(merged, false, change.effective_on, '合并');
	if change.body ->> 'target' is null then
		target := org.opened_unit(change.other);
		perform org.check_names(target, change.body, merged);
		made_id := org.make_unit(target, change.body, change.effective_on, change.basis);
		target := org.opened_unit(made_id);
	else
		target := org.opened_unit((change.body ->> 'target')::bigint, 'target');
		perform org.check_day(target, change.effective_on);
	end if;
	foreach one in array merged loop
		gone := org.opened_unit(one, 'units');
		perform org.check_day(gone, change.effective_on), org.check_not_below(target, gone, 'target'),
			org.move_members(org.members_of(one), one, target, change), org.move_below(org.below(one), target, change),
			org.close_unit(gone, change);
		insert into data.descent (unit, origin, change) values (target.id, one, change.id)
		on conflict on constraint descent_pkey do nothing;
	end loop;
	return change.unit;
end $$;

create function org.check_not_below(target data.unit, gone data.unit, field text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if exists (select from data.scope as s where s.unit = (target).id and s.superior = (gone).id) then
		perform base.refuse('WH422', 'org/below-itself', format('“%s”就在要撤销的“%s”下面，请换一个单位，或者先把它移出来。',
			(target).short_name, (gone).short_name), check_not_below.field);
	end if;
end $$;
comment on function org.check_not_below(data.unit, data.unit, text) is
'Refuses: WH422 where members or units would go is the unit that ends, or below it.';

create function org.apply_dissolve(change data.change) returns bigint
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	gone data.unit := org.opened_unit(change.unit);
	members constant bigint[] := org.members_of(gone.id);
	below constant bigint[] := org.below(gone.id);
	target data.unit;
begin
	perform org.check_day(gone, change.effective_on),
		org.check_open_work(array[gone.id], false, change.effective_on, '撤销');
	if members <> '{}' and change.body ->> 'members_to' is null then
		perform base.refuse('WH422', 'org/members-left', format('还有%s名党员，请选他们转到哪个单位。', cardinality(members)), 'members_to');
	elsif below <> '{}' and change.body ->> 'units_to' is null then
		perform base.refuse('WH422', 'org/subordinates-left', format('下面还有%s个单位（%s），请选它们改到哪个上级。', cardinality(below),
			(select string_agg(org.name_of(b), '、') from unnest(below[1:3]) as b) || case when cardinality(below) > 3 then '等' else '' end),
			'units_to');
	end if;
	if members <> '{}' then
		target := org.opened_unit((change.body ->> 'members_to')::bigint, 'members_to');
		perform org.check_not_below(target, gone, 'members_to'), org.move_members(members, gone.id, target, change);
	end if;
	if below <> '{}' then
		target := org.opened_unit((change.body ->> 'units_to')::bigint, 'units_to');
		perform org.check_not_below(target, gone, 'units_to'), org.move_below(below, target, change);
	end if;
	perform org.close_unit(gone, change);
	return gone.id;
end $$;

create function org.apply(change bigint) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	told data.change;
	happened_to bigint;
begin
	select c.* into strict told from data.change as c where c.id = apply.change for update;
	-- whoever enters a member, or begins something, at one of them waits for the end of this
	perform
	from data.unit as u
	where u.id = any (array[told.unit, told.other]) or told.body -> 'units' @> to_jsonb(u.id)
	order by u.id
	for update;
	happened_to := case told.kind
		when 'create' then org.apply_create(told)
		when 'rename' then org.apply_rename(told)
		when 'move' then org.apply_move(told)
		when 'split' then org.apply_split(told)
		when 'merge' then org.apply_merge(told)
		when 'dissolve' then org.apply_dissolve(told)
	end;
	update data.change as c
	set unit = happened_to, applied = base.now(), refused = null
	where c.id = told.id;
end $$;
comment on function org.apply(bigint) is
'Does what was ordered, as of its day, whoever calls. Refuses as the verb that ordered it.';
comment on function org.apply_create(data.change) is 'A new unit below change.other.';
comment on function org.apply_rename(data.change) is 'Other names, kind, sector, place in the order.';
comment on function org.apply_move(data.change) is 'Another superior.';
comment on function org.apply_split(data.change) is 'New units beside it, with the members and subordinates named for each.';
comment on function org.apply_merge(data.change) is 'Several units end in one, that is there or is made.';
comment on function org.apply_dissolve(data.change) is 'A unit ends; members and subordinates go where it was named.';

reset role;
