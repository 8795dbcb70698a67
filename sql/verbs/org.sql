-- The hierarchy as people look at it: the tree, a unit's page, its roster (read with a trace).
create schema org authorization verbs_org;
set role verbs_org;
-- whoever makes a verb that calls these must find them; who may call what is in rules.sql
grant usage on schema org to verbs_goal;

create function org.refuse_unseen() returns void
language sql
as $$ select base.refuse('WH404', 'org/not-found', '地址不对，内容已移走，或者当前身份看不到。') $$;
comment on function org.refuse_unseen() is 'Refuses with WH404.';

create function org.top() returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select p.unit
		from unnest(base.places()) as p (unit)
		join data.unit as u on u.id = p.unit
		order by (select max(s.depth) from data.scope as s where s.unit = p.unit), u.official_order, u.id
		limit 1
	);
end $$;
comment on function org.top() is 'Where the tree opens for the caller: the highest unit at which they hold a seat.';

create function org.is_below_seat(unit bigint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (
		select
		from data.scope as s
		where s.unit = is_below_seat.unit and s.superior = any ((select base.seats())::bigint[])
	);
end $$;
comment on function org.is_below_seat(bigint) is 'Whether the caller works on this unit, and so may see who its members are.';

create function org.as_of(day date) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	if as_of.day > base.today() then
		perform base.refuse('WH422', 'org/day-to-come', '只能看今天和以前的组织。', 'day');
	end if;
	perform set_config('wuhao.day', coalesce(as_of.day::text, ''), true);
end $$;
comment on function org.as_of(date) is
'What follows in this transaction reads the hierarchy as of that day; null: as it is. Refuses: WH422 a day to come.';

create function org.placed_below(units bigint[], day date) returns table (superior bigint, unit bigint)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if placed_below.day is null then
		return query
		select p.superior, p.unit
		from data.placement as p
		join data.unit as u on u.id = p.unit
		where p.superior = any (placed_below.units) and p.valid_until is null and u.closed_on is null;
	else
		return query
		select p.superior, p.unit
		from data.placement as p
		join data.unit as u on u.id = p.unit
		where p.superior = any (placed_below.units) and p.valid_from <= day and coalesce(p.valid_until, 'infinity') >= day
			and u.opened_on <= day and coalesce(u.closed_on, 'infinity') > day;
	end if;
end $$;
comment on function org.placed_below(bigint[], date) is
'The units in sight that stand, or on that day stood, directly below these, with their superiors.';

create function org.nodes(units bigint[], day date default null) returns table (unit bigint, official_order integer, node jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	with below as materialized (
		select p.superior, count(*) as children
		from org.placed_below(nodes.units, nodes.day) as p
		group by p.superior
	)
	select u.id, n.official_order, jsonb_build_object('id', u.id, 'short_name', n.short_name, 'full_name', n.full_name,
		'public_name', n.public_name, 'kind', n.kind, 'kind_label', k.label, 'sector', n.sector, 'order', n.official_order,
		'children', coalesce(b.children, 0), 'members', coalesce(r.full_members + r.probationary, 0))
	from data.unit as u
	left join lateral (
		select p.*
		from data.unit_past as p
		where nodes.day is not null and p.unit = u.id and p.valid_until >= nodes.day
		order by p.valid_until
		limit 1
	) as past on true
	cross join lateral (
		select past.kind, past.full_name, past.short_name, past.public_name, past.sector, past.official_order
		where past.unit is not null
		union all
		select u.kind, u.full_name, u.short_name, u.public_name, u.sector, u.official_order
		where past.unit is null
	) as n
	join data.kind as k on k.kind = n.kind
	left join below as b on b.superior = u.id
	left join data.roster as r on r.unit = u.id and nodes.day is null
	where u.id = any (nodes.units);
end $$;
comment on function org.nodes(bigint[], date) is
'Units as lists show them, those in sight, all in one statement; with a day under the names that they had then. children:
directly below; members: its own, 0 where the caller may not count them and for a day that is past.';

create function org.path(unit bigint, day date default null) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		with recursive above (unit, depth) as (
			select p.superior, 1
			from data.placement as p
			where path.day is not null and p.unit = path.unit and p.valid_from <= path.day
				and coalesce(p.valid_until, 'infinity') >= path.day
			union all
			select p.superior, a.depth + 1
			from above as a
			join data.placement as p on p.unit = a.unit and p.valid_from <= path.day and coalesce(p.valid_until, 'infinity') >= path.day
		), whole as (
			select a.unit, a.depth from above as a
			union all
			select s.superior, s.depth
			from data.scope as s
			where path.day is null and s.unit = path.unit and s.depth > 0
		)
		select coalesce(jsonb_agg(jsonb_build_object('id', n.unit, 'short_name', n.node ->> 'short_name') order by w.depth desc), '[]')
		from whole as w
		join org.nodes(array(select w.unit from whole as w), path.day) as n on n.unit = w.unit
	);
end $$;
comment on function org.path(bigint, date) is 'The superiors of a unit, today or on that day, from the top down; those in sight.';

create function org.children(unit bigint, day date default null) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(n.node order by n.official_order, n.unit), '[]')
		from org.nodes(array(select p.unit from org.placed_below(array[children.unit], children.day) as p), children.day) as n
	);
end $$;
comment on function org.children(bigint, date) is 'The units directly below, today or on that day, in official order (建制序号).';

create function org.tree(unit bigint default null, day date default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
	set plan_cache_mode = force_generic_plan
as $$
declare
	branching bigint;
	answer json;
begin
	perform org.as_of(tree.day);
	branching := coalesce(tree.unit, org.top());
	select json_build_object('unit', n.node, 'path', org.path(n.unit, tree.day), 'children', org.children(n.unit, tree.day),
		'day', tree.day, 'today', base.today())
	into answer
	from org.nodes(array[branching], tree.day) as n
	join data.unit as u on u.id = n.unit
	where tree.day is null or tree.day >= u.opened_on;
	if answer is null and tree.unit is null and branching is not null then
		perform base.refuse('WH422', 'org/not-yet', format('那一天还没有这个组织，最早可以看%s。', (
			select base.day_text(u.opened_on) from data.unit as u where u.id = branching)), 'day');
	end if;
	if answer is null then
		perform org.refuse_unseen();
	end if;
	return answer;
end $$;
comment on function org.tree(bigint, date) is
'One branching of the tree: {"unit": node, "path", "children": [node], "day", "today"}. unit: null for where the caller''s part
begins. day: as it stood then (names, superiors, what was open); null: as it stands.
Refuses: WH404 not in the caller''s sight, which is their units'' subtrees and the superiors of those, on that day; WH422 a day to
come, or before the caller''s top was there.';

create function org.unit(unit bigint, day date default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
	set plan_cache_mode = force_generic_plan
as $$
declare
	answer json;
begin
	perform org.as_of(unit.day);
	select json_build_object(
		'unit', n.node || jsonb_build_object('opened', u.opened_on,
			'closed', case when unit.day is null or u.closed_on <= unit.day then u.closed_on end),
		'day', unit.day, 'today', base.today(),
		'path', org.path(u.id, unit.day), 'children', org.children(u.id, unit.day), 'powers', k.powers,
		'roster', k.has_roster,
		'people', case when unit.day is null and k.has_roster and org.is_below_seat(u.id) then (
			select json_build_object('full', r.full_members, 'probationary', r.probationary)
			from data.roster as r
			where r.unit = u.id
		) end,
		'history', org.history(u.id, unit.day), 'pending', org.pending(u.id),
		'may', case when unit.day is null and u.closed_on is null then org.may_verbs(u.id, n.node ->> 'kind') else '[]' end,
		'rounds', (
			select coalesce(json_agg(json_build_object('id', i.id, 'title', i.title, 'state', i.state, 'state_label', s.label)
				order by i.id desc), '[]')
			from data.round_unit as r
			join data.item as i on i.id = r.round
			join data.state as s on s.workflow = i.workflow and s.state = i.state
			where r.unit = u.id
		))
	into answer
	from org.nodes(array[unit.unit], unit.day) as n
	join data.unit as u on u.id = n.unit
	join data.kind as k on k.kind = n.node ->> 'kind'
	where unit.day is null or unit.day >= u.opened_on;
	if answer is null then
		perform org.refuse_unseen();
	end if;
	return answer;
end $$;
comment on function org.unit(bigint, date) is
'A unit''s page: its node with dates, its superiors, what is below it (with a day: as of then), what its kind may do, how many
members it has itself (null: no roster, or not the caller''s to count), its history, changes that wait, which changes the caller
may order (org.may_verbs), and the rounds about it that the caller may see.
Refuses: WH404 not in the caller''s sight (on that day); WH422 a day to come.';


reset role;
