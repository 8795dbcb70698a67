-- The keeper's summary of what is covered by goals, unit x standard: some units at a turn, each with its superiors.
set role verbs_keeper;

create function keeper.silent_days() returns integer
language sql stable
as $$ select coalesce(base.rule('goal_silent_days'), 60)::integer $$;
comment on function keeper.silent_days() is 'Days without progress after which a registered goal is stale, by the rule of today.';

create function keeper.coverage_day(c data.campaign) returns date
language sql stable
as $$ select least(base.today(), c.ends) $$;
comment on function keeper.coverage_day(data.campaign) is 'As of which day a campaign is judged: today, and its last day once it is over.';

create function keeper.goals_own(c data.campaign, units bigint[]) returns table (unit bigint, own jsonb)
language sql stable
as $$
	with asked as materialized (
		select u.id as unit, s.code
		from unnest(goals_own.units) as a (unit)
		join data.unit as u on u.id = a.unit and coalesce(u.closed_on, 'infinity') > keeper.coverage_day(c)
		join data.kind as k on k.kind = u.kind and k.has_standards
		join data.standard as s on s.catalogue = c.catalogue and s.for_whom = 'branch'
			and (s.kinds = '{}' or u.kind = any (s.kinds)) and (s.sectors = '{}' or u.sector = any (s.sectors))
	), stands as materialized (
		select o.unit, g.standard, case i.state
			when 'draft' then 1 when 'returned' then 1 when 'submitted' then 2 when 'confirmed' then 5
			when 'registered' then case
				when g.due_on < d.day or d.day - d.silent > greatest(g.registered_on, (i.opened at time zone 'Asia/Shanghai')::date, (
					select (max(p.at) at time zone 'Asia/Shanghai')::date from data.goal_progress as p where p.goal = g.item
				)) then 4
				else 3 end
			else 3 end as stands
		from (
			select a.unit, i.id from unnest(goals_own.units) as a (unit) join data.item as i on i.unit = a.unit and i.workflow = 'goal' and i.state <> 'dropped'
			union
			select a.unit, i.id from unnest(goals_own.units) as a (unit) join data.item as i on i.other = a.unit and i.workflow = 'goal' and i.state <> 'dropped'
		) as o
		join data.item as i on i.id = o.id
		join data.goal as g on g.item = i.id and g.campaign = c.id
		cross join (select keeper.coverage_day(c) as day, keeper.silent_days() as silent) as d
	)
	select e.unit, jsonb_object_agg(e.code, coalesce(b.stands, 0))
	from asked as e
	left join lateral (
		-- what is running comes first, and of that what nobody has touched; a draft beside it says nothing
		select s.stands
		from stands as s
		where s.unit = e.unit and s.standard = e.code
		order by array_position(array[4, 3, 2, 5, 1], s.stands)
		limit 1
	) as b on true
	group by e.unit
$$;
comment on function keeper.goals_own(data.campaign, bigint[]) is
'How each of these units stands under each standard that is its own (data.coverage.own); units without any are left out.';

create function keeper.goals_below(campaign bigint, units bigint[]) returns table (unit bigint, cells jsonb)
language sql stable
as $$
	with part as (
		select c.unit, o.key as code, (o.value = '0')::integer as n0, (o.value = '1')::integer as n1, (o.value = '2')::integer as n2,
			(o.value = '3')::integer as n3, (o.value = '4')::integer as n4, (o.value = '5')::integer as n5
		from data.coverage as c
		cross join lateral jsonb_each(c.own) as o
		where c.campaign = goals_below.campaign and c.unit = any (goals_below.units)
		union all
		select s.superior, k.key, (k.value -> 0)::integer, (k.value -> 1)::integer, (k.value -> 2)::integer, (k.value -> 3)::integer,
			(k.value -> 4)::integer, (k.value -> 5)::integer
		from data.scope as s
		join data.coverage as c on c.campaign = goals_below.campaign and c.unit = s.unit
		cross join lateral jsonb_each(c.cells) as k
		where s.superior = any (goals_below.units) and s.depth = 1
	)
	select t.unit, jsonb_object_agg(t.code, t.counts)
	from (
		select p.unit, p.code, jsonb_build_array(sum(p.n0), sum(p.n1), sum(p.n2), sum(p.n3), sum(p.n4), sum(p.n5)) as counts
		from part as p
		group by p.unit, p.code
	) as t
	group by t.unit
$$;
comment on function keeper.goals_below(bigint, bigint[]) is
'What these units'' subtrees sum up to (data.coverage.cells): their own rows and the sums of what is directly below.';

create function keeper.cover_units(c data.campaign, units bigint[]) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	affected bigint[] := array(
		select s.superior from data.scope as s where s.unit = any (cover_units.units)
		union
		select a.unit from unnest(cover_units.units) as a (unit));
	level bigint[];
begin
	insert into data.coverage as k (campaign, unit, own, day, silent_days)
	select c.id, a.unit, coalesce(o.own, '{}'), keeper.coverage_day(c), keeper.silent_days()
	from unnest(affected) as a (unit)
	left join keeper.goals_own(c, affected) as o on o.unit = a.unit
	on conflict on constraint coverage_pkey do update set own = excluded.own, day = excluded.day, silent_days = excluded.silent_days;
	for level in
		select array_agg(d.unit)
		from (
			select a.unit, (select max(s.depth) from data.scope as s where s.unit = a.unit) as depth from unnest(affected) as a (unit)
		) as d
		group by d.depth
		order by d.depth desc
	loop
		update data.coverage as k
		set cells = coalesce(b.cells, '{}')
		from unnest(level) as l (unit)
		left join keeper.goals_below(c.id, level) as b on b.unit = l.unit
		where k.campaign = c.id and k.unit = l.unit and k.cells <> coalesce(b.cells, '{}');
	end loop;
end $$;
comment on function keeper.cover_units(data.campaign, bigint[]) is
'Summarizes units and all their superiors again, the lowest first.';

create function keeper.cover(most integer default 500) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	c data.campaign;
	units bigint[];
	covered integer := 0;
begin
	if not pg_try_advisory_xact_lock(hashtext('wuhao coverage')) then
		return json_build_object('covered', 0);
	end if;
	-- every unit, the lowest first
	with whole as (
		delete from data.coverage_due as d where d.unit is null returning d.campaign
	)
	insert into data.coverage_due (campaign, unit)
	select w.campaign, u.id
	from (select distinct o.campaign from whole as o) as w
	cross join data.unit as u
	order by (select max(s.depth) from data.scope as s where s.unit = u.id) desc, u.id;
	for c in select t.* from data.campaign as t order by t.id loop
		with taken as (
			delete from data.coverage_due as d
			where d.id in (select n.id from data.coverage_due as n where n.campaign = c.id order by n.id limit cover.most)
			returning d.unit
		)
		select array_agg(distinct t.unit) into units from taken as t;
		if units is null then
			-- nothing happened: a new day, or a rule that is another one today
			units := array(
				(select k.unit from data.coverage as k where k.campaign = c.id and k.day < keeper.coverage_day(c) limit cover.most)
				union
				(select k.unit from data.coverage as k where k.campaign = c.id and k.silent_days < keeper.silent_days() and c.ends >= base.today()
				limit cover.most)
				union
				(select k.unit from data.coverage as k where k.campaign = c.id and k.silent_days > keeper.silent_days() and c.ends >= base.today()
				limit cover.most));
		end if;
		if units <> '{}' then
			perform keeper.cover_units(c, units);
			covered := covered + cardinality(units);
		end if;
	end loop;
	return json_build_object('covered', covered);
end $$;
comment on function keeper.cover(integer) is
'A turn of the summary data.coverage: what is due, at most so many units of each campaign; {"covered": how many}. Safe to kill and to run
twice: what is due is taken in the same transaction as it is written.';

reset role;
