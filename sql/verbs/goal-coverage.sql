-- What is covered, unit x standard, as a superior looks at it: one level of the tree at a time, from the keeper's summary.
set role verbs_goal;

create function goal.seat_highest() returns bigint
language sql stable
as $$
	select s.unit
	from unnest(base.seats()) as s (unit)
	order by (select max(p.depth) from data.scope as p where p.unit = s.unit), s.unit
	limit 1
$$;
comment on function goal.seat_highest() is 'The highest unit that the caller works on; null: none.';

create function goal.demand_seen(unit bigint, act text) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	asked bigint := coalesce(demand_seen.unit, goal.seat_highest());
begin
	if demand_seen.unit is not null and not exists (select from data.unit as u where u.id = demand_seen.unit) then
		perform goal.refuse_unseen();
	end if;
	if asked is null or not org.is_below_seat(asked) then
		perform base.refuse('WH403', 'goal/no-seat', format('当前身份不能%s。需要办理，请联系支部书记、审核人、工委经办人。', demand_seen.act));
	end if;
	return asked;
end $$;
comment on function goal.demand_seen(bigint, text) is
'The unit that was asked for, by default the highest one that the caller works on. Refuses: WH404 not in sight; WH403 the caller works on none, or not
on this one; act: what they can''t do.';

create function goal.path_of(unit bigint) returns json
language sql stable
as $$
	select coalesce(json_agg(json_build_object('id', u.id, 'short_name', u.short_name) order by s.depth desc), '[]')
	from data.scope as s
	join data.unit as u on u.id = s.superior
	where s.unit = path_of.unit and s.depth > 0 and org.is_below_seat(u.id)
$$;
comment on function goal.path_of(bigint) is 'The superiors of a unit that the caller works on, from the top.';

create function goal.matrix(unit bigint default null, campaign bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
	set plan_cache_mode = force_generic_plan
as $$
declare
	top bigint := goal.demand_seen(matrix.unit, '看标准对照');
	asked bigint := goal.campaign_known(matrix.campaign);
begin
	return json_build_object('campaign', goal.campaign_facts(asked), 'silent_days', coalesce(base.rule('goal_silent_days'), 60),
		'unit', (
			select json_build_object('id', u.id, 'short_name', u.short_name, 'kind_label', k.label, 'own', c.own)
			from data.unit as u
			join data.kind as k on k.kind = u.kind
			left join data.coverage as c on c.campaign = asked and c.unit = u.id
			where u.id = top
		),
		'path', goal.path_of(top),
		'campaigns', (select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name) order by c.begins desc, c.id desc), '[]') from data.campaign as c),
		'standards', (
			select coalesce(json_agg(json_build_object('code', s.code, 'category', s.category, 'text', s.text) order by s.official_order, s.code), '[]')
			from data.campaign as c
			join data.standard as s on s.catalogue = c.catalogue and s.for_whom = 'branch'
			where c.id = asked
		),
		'rows', (
			select coalesce(json_agg(json_build_object('id', u.id, 'short_name', u.short_name, 'kind_label', k.label,
				'below', exists (select from data.scope as b where b.superior = u.id and b.depth = 1), 'cells', coalesce(c.cells, '{}'))
				order by u.official_order, u.id), '[]')
			from data.scope as s
			join data.unit as u on u.id = s.unit
			join data.kind as k on k.kind = u.kind
			left join data.coverage as c on c.campaign = asked and c.unit = u.id
			where s.superior = top and s.depth = 1 and coalesce(u.closed_on, 'infinity') > base.today()
				and (k.has_standards or c.cells <> '{}')
		));
end $$;
comment on function goal.matrix(bigint, bigint) is
'One level of the coverage: the units directly below one (default: the highest that the caller works on) with, by standard, how many units of each
one''s subtree have no goal, a draft, one that waits, a registered, a stale, a confirmed one (data.coverage), and the unit''s own standing. Units in
official order; units are counted, goals never. Refuses: WH403 the caller works on no such unit; WH404 unit or campaign not in sight.';

create function goal.cell(unit bigint, standard text, campaign bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	top bigint := goal.demand_seen(cell.unit, '看标准对照');
	asked bigint := goal.campaign_known(cell.campaign);
	text text;
begin
	select s.text into text
	from data.campaign as c
	join data.standard as s on s.catalogue = c.catalogue and s.code = cell.standard
	where c.id = asked;
	if not found then
		perform goal.refuse_unseen();
	end if;
	return json_build_object('standard', cell.standard, 'text', text, 'rows', (
		select coalesce(json_agg(json_build_object('unit', r.id, 'short_name', r.short_name, 'stands', r.stands,
			'may_write', r.id = any (base.held(array['secretary'])), 'goals', (
				select coalesce(json_agg(json_build_object('id', i.id, 'aim', g.aim, 'state', i.state, 'state_label', l.label, 'due_on', g.due_on)
					order by g.place, i.id), '[]')
				from data.item as i
				join data.goal as g on g.item = i.id
				join data.state as l on l.workflow = i.workflow and l.state = i.state
				where i.workflow = 'goal' and (i.unit = r.id or i.other = r.id) and g.campaign = asked and g.standard = cell.standard
			)) order by r.place, r.depth, r.official_order, r.id), '[]')
		from (
			select u.id, u.short_name, u.official_order, s.depth, (c.own -> cell.standard)::integer as stands,
				array_position(array[0, 1, 4, 2, 3, 5], (c.own -> cell.standard)::integer) as place
			from data.scope as s
			join data.coverage as c on c.campaign = asked and c.unit = s.unit and c.own ? cell.standard
			join data.unit as u on u.id = s.unit
			where s.superior = top
			order by 6, 4, 3, 1
			limit 51
		) as r
	));
end $$;
comment on function goal.cell(bigint, text, bigint) is
'What is behind a cell: the units of a subtree that the standard is for, those that have no goal yet first, then drafts, stale ones, those that wait,
the registered and the confirmed, each with its goals and whether the caller may write one; 51 at most, so that a page shows 50 and says that there
are more. Refuses: WH403 the caller doesn''t work on the unit; WH404 unit, campaign or standard not in sight.';

reset role;
