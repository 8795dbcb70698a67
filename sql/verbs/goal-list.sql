-- The goals of a unit or a member in a campaign, and what one begins from: last year's, templates, exemplars.
set role verbs_goal;

create function goal.standards(unit bigint, member bigint, catalogue integer) returns jsonb
language sql stable
as $$
	select coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'category', s.category, 'text', s.text, 'clause', s.clause, 'gap', s.gap)
		order by s.official_order, s.code), '[]')
	from org.standards_of(standards.unit, standards.catalogue) as o
	join data.standard as s on s.catalogue = standards.catalogue and s.code = o.code
	where s.for_whom = case when standards.member is null then 'branch' else 'member' end
$$;
comment on function goal.standards(bigint, bigint, integer) is 'The standards that a unit, or a member, sets goals against, in their order.';

create function goal.items(unit bigint, member bigint, campaign bigint) returns setof data.goal
language sql stable
as $$
	select g.*
	from data.item as i
	join data.goal as g on g.item = i.id
	where i.unit = items.unit and i.workflow = case when items.member is null then 'goal' else 'member_goal' end
		and i.subject is not distinct from items.member and i.state <> 'dropped' and g.campaign = items.campaign
$$;
comment on function goal.items(bigint, bigint, bigint) is 'The goals of a unit, or of a member of it, in a campaign.';

create function goal.last_campaign(unit bigint, member bigint, campaign bigint) returns bigint
language sql stable
as $$
	select c.id
	from data.campaign as c
	join data.campaign as now on now.id = last_campaign.campaign
	where c.begins < now.begins and exists (select from goal.items(last_campaign.unit, last_campaign.member, c.id))
	order by c.begins desc, c.id desc
	limit 1
$$;
comment on function goal.last_campaign(bigint, bigint, bigint) is 'The campaign before this one in which there were goals. Null: none.';

create function goal.copyable(unit bigint, member bigint, campaign bigint) returns setof data.goal
language sql stable
as $$
	select g.*
	from goal.items(copyable.unit, copyable.member, goal.last_campaign(copyable.unit, copyable.member, copyable.campaign)) as g
	join data.item as i on i.id = g.item and i.state not in ('draft', 'returned', 'submitted')
	where not exists (select from goal.items(copyable.unit, copyable.member, copyable.campaign) as n where n.source = g.item)
$$;
comment on function goal.copyable(bigint, bigint, bigint) is 'What was registered in the campaign before and isn''t copied yet.';

create function goal.last(unit bigint, member bigint, campaign bigint, catalogue integer) returns jsonb
language sql stable
as $$
	select jsonb_build_object('name', (select c.name from data.campaign as c where c.id = min(g.campaign)),
		'rows', jsonb_agg(jsonb_build_object('id', g.item, 'standard', g.standard, 'aim', g.aim,
			'gone', not exists (select from org.standards_of(last.unit, last.catalogue) as o where o.code = g.standard)) order by g.place, g.item))
	from goal.copyable(last.unit, last.member, last.campaign) as g
	having count(*) > 0
$$;
comment on function goal.last(bigint, bigint, bigint, integer) is
'Last year''s goals that can be copied: {"name", "rows": [{"id", "standard", "aim", "gone": the standard is there no more}]}; null: none.';

create function goal.templates(unit bigint, standards jsonb) returns jsonb
language sql stable
as $$
	select coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'standard', t.standard, 'aim', t.aim, 'measure', t.measure,
		'figure_unit', t.figure_unit, 'shown_by', t.shown_by, 'measures', t.measures, 'serves', t.serves) order by t.official_order, t.code), '[]')
	from data.goal_template as t
	join data.unit as u on u.id = templates.unit
	where (t.kinds = '{}' or u.kind = any (t.kinds)) and exists (
		select from jsonb_array_elements(templates.standards) as s where s ->> 'code' = t.standard)
$$;
comment on function goal.templates(bigint, jsonb) is 'The templates for a unit''s kind, of these standards.';

create function goal.tasks_for(unit bigint, campaign bigint) returns jsonb
language sql stable
as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'text', t.text, 'plan', i.title) order by p.item, t.number), '[]')
	from data.item as i
	join data.plan as p on p.item = i.id and p.campaign = tasks_for.campaign
	join data.task as t on t.plan = p.item
	where i.workflow = 'plan' and i.state = 'published'
		and i.unit in (select s.superior from data.scope as s where s.unit = tasks_for.unit)
$$;
comment on function goal.tasks_for(bigint, bigint) is 'The tasks of the plans that were handed down to a unit, or are its own.';

create function goal.default_place(out unit bigint, out member bigint)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	select h.unit into unit
	from (
		select h.unit, 1 as place from unnest(base.held(array['secretary'])) as h (unit)
		union all
		select h.unit, 2 from unnest(base.seats()) as h (unit)
	) as h
	join data.unit as u on u.id = h.unit
	join data.kind as k on k.kind = u.kind
	order by h.place, k.has_standards desc, u.official_order, u.id
	limit 1;
	if unit is null then
		member := base.person();
		unit := (select p.unit from data.person as p where p.id = member);
	end if;
end $$;
comment on function goal.default_place() is 'Whose goals one means by no name: the unit where one is secretary, or works; else one''s own as a member.';

create function goal.places() returns jsonb
language sql stable
as $$
	select coalesce(jsonb_agg(p.place order by p.class, p.depth, p.official_order, p.name), '[]')
	from (
		select jsonb_build_object('unit', u.id, 'name', u.short_name, 'member', null) as place, 1 as class, 0 as depth, u.official_order, u.short_name as name
		from unnest(base.held(array['secretary'])) as h (unit)
		join data.unit as u on u.id = h.unit
		union
		select jsonb_build_object('unit', p.unit, 'name', '我自己的', 'member', p.id), 2, 0, 0, p.name
		from data.person as p
		where p.id = base.person() and p.state in ('probationary', 'full')
	) as p
$$;
comment on function goal.places() is 'Where the caller writes goals: the units whose secretary they are, and their own as a member: [{"unit", "name", "member"}].';

create function goal.members(unit bigint, campaign bigint) returns jsonb
language sql stable
as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'writes', not base.has_account(p.id), 'states', coalesce((
			select jsonb_agg(s.label order by i.id)
			from data.item as i
			join data.goal as g on g.item = i.id and g.campaign = members.campaign
			join data.state as s on s.workflow = i.workflow and s.state = i.state
			where i.subject = p.id and i.unit = members.unit and i.workflow = 'member_goal' and i.state <> 'dropped'), '[]')
		) order by p.name collate "zh-x-icu", p.id), '[]')
	from data.person as p
	where p.unit = members.unit and p.state in ('probationary', 'full') and members.unit = any (base.held(array['secretary']))
$$;
comment on function goal.members(bigint, bigint) is
'The members of the branch whose secretary the caller is, each with the states of their goals; writes: they can''t sign in, so the
secretary enters for them. Empty for others.';

create function goal.goals(unit bigint default null, member bigint default null, campaign bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	c data.campaign;
	place record;
	standards jsonb;
begin
	if goals.unit is null and goals.member is null then
		select * into place from goal.default_place();
	else
		select goal.unit_of(goals.unit, goals.member) as unit, goals.member as member into place;
	end if;
	if place.member is not null and place.member is distinct from base.person()
		and not exists (select from data.scope as s where s.unit = place.unit and s.superior = any (base.seats())) then
		perform goal.refuse_unseen();
	end if;
	select t.* into c from data.campaign as t where t.id = goal.campaign_known(goals.campaign);
	standards := goal.standards(place.unit, place.member, c.catalogue);
	return json_build_object('campaign', case when c.id is not null then jsonb_build_object('id', c.id, 'name', c.name, 'begins', c.begins,
			'ends', c.ends, 'runs', base.today() between c.begins and c.ends) end,
		'campaigns', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.begins desc, t.id desc), '[]') from data.campaign as t),
		'unit', case when place.unit is not null then jsonb_build_object('id', place.unit, 'short_name', base.unit_name(place.unit)) end,
		'member', case when place.member is not null then jsonb_build_object('id', place.member, 'name', goal.person_name(place.member),
			'own', coalesce(place.member = base.person(), false)) end,
		'places', goal.places(),
		'standards', standards,
		'rows', (
			select coalesce(jsonb_agg(goal.row(i, g) order by s.official_order, g.standard, g.place, g.item), '[]')
			from goal.items(place.unit, place.member, c.id) as g
			join data.item as i on i.id = g.item
			join data.standard as s on s.catalogue = g.catalogue and s.code = g.standard
		),
		'members', case when place.member is null then goal.members(place.unit, c.id) else '[]' end,
		'may_write', goal.may_begin(place.unit, place.member) and c.id is not null,
		'last', goal.last(place.unit, place.member, c.id, c.catalogue),
		'templates', goal.templates(place.unit, standards),
		'tasks', goal.tasks_for(place.unit, c.id),
		'labels', (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name) order by l.id), '[]') from data.label as l
			where coalesce(l.closed_on, 'infinity') > base.today()),
		'secrecy', base.setting('secrecy'), 'today', base.today());
end $$;
comment on function goal.goals(bigint, bigint, bigint) is
'The goals of a unit or (member) of a member in a campaign, by standard, and all that their sheet needs: standards, templates, last
year''s, tasks and labels. Without a unit: where the caller writes. Refuses: WH404 not in sight.';

create function goal.may_begin(unit bigint, member bigint) returns boolean
language sql stable
as $$
	select case when may_begin.member is null then may_begin.unit = any (base.held(array['secretary']))
			and exists (select from org.standards_of(may_begin.unit))
		when may_begin.member = base.person() then true
		else may_begin.unit = any (base.held(array['secretary'])) and not base.has_account(may_begin.member) end
$$;
comment on function goal.may_begin(bigint, bigint) is 'Whether the caller writes the goals of this unit, or of this member.';

create function goal.people(unit bigint, q text default null, other bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if not exists (select from data.scope as s where s.unit = people.unit and s.superior = any (base.seats())) then
		perform goal.refuse_unseen();
	end if;
	return json_build_object('rows', (
		select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name, 'unit_name', r.short_name, 'duty', r.duty)
			order by r.near desc, r.name collate "zh-x-icu", r.id), '[]')
		from (
			select distinct p.id, p.name, u.short_name, p.duty, p.unit = people.unit as near
			from data.scope as s
			join data.person as p on p.unit = s.unit
			join data.unit as u on u.id = p.unit
			where s.superior in (goal.pool(people.unit), people.other) and p.state in ('probationary', 'full')
				and strpos(p.name, coalesce(people.q, '')) > 0
			order by p.unit = people.unit desc, p.id
			limit 100
		) as r));
end $$;
comment on function goal.people(bigint, text, bigint) is
'Who may answer for a unit''s goals, by a piece of their name, at most 100: its own members first, those below it, and those of the
co-owner that the caller sees. Refuses: WH404 not in sight.';

create function goal.partners(q text) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return json_build_object('rows', (
		select coalesce(json_agg(json_build_object('id', r.unit, 'short_name', r.short_name, 'full_name', r.full_name)), '[]')
		from base.receivers(partners.q) as r));
end $$;
comment on function goal.partners(text) is 'Units that can own a goal together, by a piece of a name, at most 20. Refuses nothing.';

create function goal.copy(unit bigint default null, member bigint default null, campaign bigint default null, goals bigint[] default null)
returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	place constant bigint := goal.unit_of(copy.unit, copy.member);
	c data.campaign;
	was data.campaign;
	old data.goal;
	head data.item;
	facts jsonb;
	one bigint;
	made jsonb := '[]';
	gone jsonb := '[]';
begin
	if not goal.may_begin(place, copy.member) then
		perform base.refuse('WH403', 'goal/no-right', '单位的目标由本单位的书记或填报人写，党员的由本人写。需要办理，请联系他们。');
	end if;
	select t.* into c from data.campaign as t where t.id = goal.campaign_known(copy.campaign);
	for old in
		select g.*
		from goal.copyable(place, copy.member, c.id) as g
		where copy.goals is null or g.item = any (copy.goals)
		order by g.place, g.item
	loop
		if not exists (select from org.standards_of(place, c.catalogue) as o where o.code = old.standard) then
			gone := gone || jsonb_build_object('standard', old.standard, 'aim', old.aim);
			continue;
		end if;
		select i.* into strict head from data.item as i where i.id = old.item;
		select t.* into strict was from data.campaign as t where t.id = old.campaign;
		facts := goal.facts(old, case when head.workflow = 'goal' then head.other end)
			-- the year goes on, figures begin where they stand; who left and what ended is asked anew
			|| jsonb_build_object(
				'due_on', least((old.due_on + make_interval(years => extract(year from c.begins)::integer - extract(year from was.begins)::integer))::date, c.ends),
				'baseline', goal.number_text(coalesce(old.present, old.baseline)),
				'task', null,
				'label', (select l.id from data.label as l where l.id = old.label and coalesce(l.closed_on, 'infinity') > base.today()),
				'responsible', (select p.id from data.person as p
					join data.scope as s on s.unit = p.unit and s.superior in (goal.pool(place), head.other)
					where p.id = old.responsible and p.state in ('probationary', 'full') limit 1));
		one := goal.open(place, copy.member, c.id, 'copy', old.item, facts);
		made := made || to_jsonb(goal.line(one));
	end loop;
	return json_build_object('made', made, 'gone', gone);
end $$;
comment on function goal.copy(bigint, bigint, bigint, bigint[]) is
'Begins drafts from the goals of the campaign before, all or some, each linked to what it was copied from: the standard by its code, the
day a year on, the figure from where it stands. {"made": their lines, "gone": what has no standard any more}. Doing it again copies
nothing twice. Refuses: WH403; WH404.';

reset role;
