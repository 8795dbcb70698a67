-- The hierarchy as people look at it: the tree, a unit's page, its roster (read with a trace).
create schema org authorization verbs_org;
set role verbs_org;

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
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (
		select
		from data.scope as s
		where s.unit = is_below_seat.unit and s.superior = any ((select base.seats())::bigint[])
	);
end $$;
comment on function org.is_below_seat(bigint) is 'Whether the caller works on this unit, and so may see who its members are.';

create function org.nodes(units bigint[]) returns table (unit bigint, node jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	with below as materialized (
		select p.superior, count(*) as children
		from data.placement as p
		join data.unit as c on c.id = p.unit
		where p.superior = any (nodes.units) and p.valid_until is null and coalesce(c.closed_on, 'infinity') > (select base.today())
		group by p.superior
	), roster as materialized (
		select m.unit, count(*) as members
		from data.person as m
		where m.unit = any (nodes.units) and m.state <> 'left'
		group by m.unit
	)
	select u.id, jsonb_build_object('id', u.id, 'short_name', u.short_name, 'full_name', u.full_name, 'public_name', u.public_name,
		'kind', u.kind, 'kind_label', k.label, 'order', u.official_order, 'children', coalesce(b.children, 0),
		'members', coalesce(r.members, 0))
	from data.unit as u
	join data.kind as k on k.kind = u.kind
	left join below as b on b.superior = u.id
	left join roster as r on r.unit = u.id
	where u.id = any (nodes.units);
end $$;
comment on function org.nodes(bigint[]) is
'Units as lists show them, those in sight, all in one statement. children: directly below; members: its own, 0 where the
caller may not count them.';

create function org.path(unit bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'short_name', u.short_name) order by s.depth desc), '[]')
		from data.scope as s
		join data.unit as u on u.id = s.superior
		where s.unit = path.unit and s.depth > 0
	);
end $$;
comment on function org.path(bigint) is 'The superiors of a unit, from the top down.';

create function org.children(unit bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(n.node order by u.official_order, u.id), '[]')
		from org.nodes(array(
			select p.unit
			from data.placement as p
			where p.superior = children.unit and p.valid_until is null)) as n
		join data.unit as u on u.id = n.unit
		where coalesce(u.closed_on, 'infinity') > (select base.today())
	);
end $$;
comment on function org.children(bigint) is 'The units directly below, in official order (建制序号).';

create function org.tree(unit bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	branching bigint := coalesce(tree.unit, org.top());
	answer json;
begin
	select json_build_object('unit', n.node, 'path', org.path(n.unit), 'children', org.children(n.unit)) into answer
	from org.nodes(array[branching]) as n;
	if answer is null then
		perform org.refuse_unseen();
	end if;
	return answer;
end $$;
comment on function org.tree(bigint) is
'One branching of the tree: {"unit": node, "path", "children": [node]}. unit: null for where the caller''s part begins.
Refuses: WH404 not in the caller''s sight, which is their units'' subtrees and the superiors of those.';

create function org.find(q text) returns json
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
	with named as materialized (
		select u.id, u.official_order, f.place, (select max(s.depth) from data.scope as s where s.unit = u.id) as depth
		from data.unit as u
		cross join lateral (
			select least(nullif(strpos(lower(u.short_name), lower(find.q)), 0), nullif(strpos(lower(u.public_name), lower(find.q)), 0),
				nullif(strpos(lower(u.full_name), lower(find.q)), 0)) as place
		) as f
		where f.place is not null and coalesce(u.closed_on, 'infinity') > (select base.today())
		order by f.place, depth, u.official_order, u.id
		limit 50
	)
	select json_build_object('rows', coalesce(jsonb_agg(n.node order by f.place, f.depth, f.official_order, f.id), '[]'))
	from named as f
	join org.nodes(array(select f.id from named as f)) as n on n.unit = f.id
$$;
comment on function org.find(text) is
'Units by a piece of one of their three names: {"rows": [node]}, at most 50, the earlier in the name the better, then the
higher in the tree. Refuses nothing.';

create function org.unit(unit bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	node jsonb := (select n.node from org.nodes(array[unit.unit]) as n);
	answer json;
begin
	select json_build_object(
		'unit', node || jsonb_build_object('sector', u.sector, 'opened', u.opened_on, 'closed', u.closed_on),
		'path', org.path(u.id), 'children', org.children(u.id), 'powers', k.powers,
		'people', case when k.has_roster and org.is_below_seat(u.id) then (
			select json_build_object('full', count(*) filter (where m.state = 'full'),
				'probationary', count(*) filter (where m.state = 'probationary'))
			from data.person as m
			where m.unit = u.id
		) end,
		'rounds', (
			select coalesce(json_agg(json_build_object('id', i.id, 'title', i.title, 'state', i.state, 'state_label', s.label)
				order by i.id desc), '[]')
			from data.round_unit as r
			join data.item as i on i.id = r.round
			join data.state as s on s.workflow = i.workflow and s.state = i.state
			where r.unit = u.id
		))
	into answer
	from data.unit as u
	join data.kind as k on k.kind = u.kind
	where u.id = unit.unit;
	if answer is null then
		perform org.refuse_unseen();
	end if;
	return answer;
end $$;
comment on function org.unit(bigint) is
'A unit''s page: its node with sector and dates, its superiors, what is below it, what its kind may do, how many members it
has itself (null: no roster, or not the caller''s to count) and the rounds about it that the caller may see.
Refuses: WH404 not in the caller''s sight.';

create function org.members(unit bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	answer json;
begin
	if not exists (select from data.unit as u where u.id = members.unit) then
		perform org.refuse_unseen();
	end if;
	if not org.is_below_seat(members.unit) then
		perform base.record('org.members_refused', 'unit/' || members.unit);
		return json_build_object('refused', '当前身份不能看这个单位的党员名册。需要办理，请联系本单位的支部书记。');
	end if;
	select json_build_object('rows', coalesce(json_agg(json_build_object('id', m.id, 'name', m.name, 'state', m.state,
		'state_label', case m.state when 'full' then '正式党员' else '预备党员' end, 'duty', m.duty)
		order by m.duty is null, m.name collate "zh-x-icu", m.id), '[]'))
	into answer
	from data.person as m
	where m.unit = members.unit and m.state <> 'left';
	perform base.record('org.members', 'unit/' || members.unit,
		json_build_object('purpose', '查看党员名册', 'rows', json_array_length(answer -> 'rows'))::jsonb);
	return answer;
end $$;
comment on function org.members(bigint) is
'A unit''s own roster, office-holders first, then by pinyin. Whoever reads it is written down; so is who isn''t let: for a unit
in sight, but above or beside where the caller works, {"refused": sentence} is returned, and C makes it 403.
Refuses: WH404 not in the caller''s sight.';

reset role;
