-- What falls due, judged by what is registered today, and kept for each superior by the keeper.
set role verbs_org;

create function org.due_terms(units bigint[]) returns table (day date, id bigint, unit bigint, text text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	until constant date := base.today() + make_interval(months => coalesce(base.rule('term_reminder_months'), 6)::integer);
	kinds constant text[] := array(select k.kind from data.kind as k where org.has_terms(k.kind));
begin
	return query
	select coalesce(t.due_on, 'infinity'), u.unit, u.unit, null::text
	from base.units_below(due_terms.units, 0) as u
	left join data.term as t on t.unit = u.unit and t.ended_on is null
	where u.kind = any (kinds) and (t.id is null or t.due_on <= until);
end $$;
comment on function org.due_terms(bigint[]) is 'Terms that are over or will be within the rule''s months; units without one last.';

create function org.due_vacancies(units bigint[]) returns table (day date, id bigint, unit bigint, text text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	select min(coalesce(v.since, 'infinity')), v.unit, v.unit,
		string_agg(format('缺%s%s人', org.vacancy_label(v.post), v.missing), '，' order by v.post = 'secretary' desc, v.post)
	from org.vacant(due_vacancies.units, 0) as v
	group by v.unit;
end $$;
comment on function org.due_vacancies(bigint[]) is 'Units with empty posts, the longest empty first; those that were never filled last.';

create function org.due_probations(units bigint[]) returns table (day date, id bigint, unit bigint, text text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	with soon as materialized (
		-- a probation is of 12 months at least: who was admitted later has time
		select p.id, p.unit, p.joined_on, p.probation_until
		from data.person as p
		where p.state = 'probationary' and (p.joined_on is null or p.joined_on <= (select base.today()) - interval '9 months')
			and p.unit in (select b.unit from base.units_below(due_probations.units, 0) as b)
	), day as materialized (
		select d.joined_on, coalesce(org.probation_ends(d.joined_on), 'infinity') as ends from (select distinct s.joined_on from soon as s) as d
	)
	select greatest(d.ends, s.probation_until), s.id, s.unit, null::text
	from soon as s
	join day as d on coalesce(d.joined_on, 'infinity') = coalesce(s.joined_on, 'infinity')
	where greatest(d.ends, s.probation_until) <= (select base.today()) + 60 or s.joined_on is null;
end $$;
comment on function org.due_probations(bigint[]) is 'Probationary members whose probation is over or will be within 60 days; without a day of admission last.';

create function org.due_unbranched(units bigint[]) returns table (day date, id bigint, unit bigint, text text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	select date 'infinity', a.unit, a.unit, '下面没有党支部'::text
	from base.units_below(due_unbranched.units, 0) as a
	where a.kind in ('agency_committee', 'general_branch') and not exists (
		select
		from data.scope as s
		join data.unit as b on b.id = s.unit
		where s.superior = a.unit and b.kind = 'branch' and coalesce(b.closed_on, 'infinity') > (select base.today()));
end $$;
comment on function org.due_unbranched(bigint[]) is 'Departments and centres without a branch below them (S24).';

create function org.due_untrained(units bigint[]) returns table (day date, id bigint, unit bigint, text text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	since constant date := base.today() - make_interval(years => coalesce(base.rule('training_years'), 3)::integer);
begin
	return query
	with worker as materialized (
		select t.unit, count(*) as workers, max(t.trained_on) as trained
		from data.tenure as t
		where t.until is null and t.post in ('full_time', 'part_time') and t.unit in (select b.unit from base.units_below(due_untrained.units, 0) as b)
		group by t.unit
	)
	select coalesce(w.trained, 'infinity'), u.unit, u.unit, case
			when w.workers is null then '没有党务干部'
			when w.trained is null then '党务干部没有培训记录'
			else '党务干部上次培训在' || base.day_text(w.trained) end
	from base.units_below(due_untrained.units, 0) as u
	left join worker as w on w.unit = u.unit
	where u.kind in ('agency_committee', 'general_branch', 'branch') and (w.trained is null or w.trained < since);
end $$;
comment on function org.due_untrained(bigint[]) is 'Units none of whose party workers was trained within the rule''s years (S24).';

create function org.due_rows(units bigint[]) returns table (what text, day date, id bigint, unit bigint, text text)
language sql stable
as $$
	select 'term', r.* from org.due_terms(due_rows.units) as r
	union all
	select 'vacancy', r.* from org.due_vacancies(due_rows.units) as r
	union all
	select 'probation', r.* from org.due_probations(due_rows.units) as r
	union all
	select 'unbranched', r.* from org.due_unbranched(due_rows.units) as r
	union all
	select 'untrained', r.* from org.due_untrained(due_rows.units) as r
$$;
comment on function org.due_rows(bigint[]) is 'All that falls due in these units themselves.';

create function org.due_write() returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	today constant date := base.today();
	kept date;
	taken bigint[];
	units bigint[];
	want data.due[];
	touched bigint[];
begin
	-- one keeper at a time
	select d.day into strict kept from data.due_day as d for update;
	if kept <> today or exists (select from data.due_again as a where a.unit is null) then
		update data.due_day as d set day = today where d.day <> today;
		delete from data.due_again as a where a.unit is null;
		insert into data.due_again (unit) select u.id from data.unit as u;
	end if;
	select array_agg(a.id), array_agg(distinct a.unit) into taken, units
	from (
		select a.id, a.unit from data.due_again as a where a.unit is not null order by a.id limit 2000
	) as a;
	if taken is null then
		return '{"written": 0}';
	end if;
	-- what is below decides of what is above: members of a branch's groups, branches of a department
	units := array(select distinct s.superior from data.scope as s where s.unit = any (units)) || units;
	want := array(
		select (s.superior, r.what, r.day, r.id, r.unit, r.text)::data.due
		from org.due_rows(units) as r
		join data.scope as s on s.unit = r.unit
	);
	with gone as (
		delete from data.due as d
		using (
			select o.superior, o.what, o.day, o.id, o.unit, o.text from data.due as o where o.unit = any (units)
			except
			select w.superior, w.what, w.day, w.id, w.unit, w.text from unnest(want) as w
		) as o
		where d.superior = o.superior and d.what = o.what and d.day = o.day and d.id = o.id
		returning d.superior
	)
	select array_agg(distinct g.superior) into touched from gone as g;
	with come as (
		insert into data.due (superior, what, day, id, unit, text)
		select w.superior, w.what, w.day, w.id, w.unit, w.text
		from unnest(want) as w
		on conflict do nothing
		returning superior
	)
	select touched || array_agg(distinct c.superior) into touched from come as c;
	delete from data.due_count as c where c.superior = any (touched);
	insert into data.due_count (superior, what, count)
	select d.superior, d.what, count(*)
	from data.due as d
	where d.superior = any (touched)
	group by d.superior, d.what;
	delete from data.due_again as a where a.id = any (taken);
	return json_build_object('written', cardinality(taken));
end $$;
comment on function org.due_write() is
'The keeper''s turn: writes anew what falls due in the units that changed, all of them where a day has begun or a rule has changed; 2,000 at most.
Once more does nothing. {"written": how many changes were taken in}. Refuses nothing.';

reset role;
