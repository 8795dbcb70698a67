-- What falls due below the caller: terms, empty posts, probations, departments without a branch, units without trained party
-- workers (S24). Each list is one statement over the caller's subtree, walked by day and id.
set role verbs_org;

create function org.due_below(unit bigint) returns bigint[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if due_below.unit is null then
		return (select base.seats());
	end if;
	if not exists (select from data.unit as u where u.id = due_below.unit) then
		perform org.refuse_unseen();
	end if;
	return case when org.is_below_seat(due_below.unit) then array[due_below.unit] else '{}' end;
end $$;
comment on function org.due_below(bigint) is
'Below which units a list looks: the caller''s seats, or one unit, if the caller works on it. Refuses: WH404 not in sight.';

create function org.due_terms(tops bigint[]) returns table (day date, id bigint, unit bigint, person bigint, text text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	until constant date := base.today() + make_interval(months => coalesce(base.rule('term_reminder_months'), 6)::integer);
	kinds constant text[] := array(select k.kind from data.kind as k where org.has_terms(k.kind));
begin
	return query
	select coalesce(t.due_on, 'infinity'), u.unit, u.unit, null::bigint, null::text
	from base.units_below(due_terms.tops) as u
	left join data.term as t on t.unit = u.unit and t.ended_on is null
	where u.kind = any (kinds) and (t.id is null or t.due_on <= until);
end $$;
comment on function org.due_terms(bigint[]) is 'Terms that are over or will be within the rule''s months; units without one last.';

create function org.due_vacancies(tops bigint[]) returns table (day date, id bigint, unit bigint, person bigint, text text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	select min(coalesce(v.since, 'infinity')), v.unit, v.unit, null::bigint,
		string_agg(format('缺%s%s人', org.vacancy_label(v.post), v.missing), '，' order by v.post = 'secretary' desc, v.post)
	from org.vacant(due_vacancies.tops) as v
	group by v.unit;
end $$;
comment on function org.due_vacancies(bigint[]) is 'Units with empty posts, the longest empty first; those that were never filled last.';

create function org.due_probations(tops bigint[]) returns table (day date, id bigint, unit bigint, person bigint, text text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	with soon as materialized (
		-- a probation is of 12 months at least: who was admitted later has time
		select p.id, p.unit, p.joined_on, p.probation_until
		from data.person as p
		where p.state = 'probationary' and (p.joined_on is null or p.joined_on <= (select base.today()) - interval '9 months')
			and p.unit in (select b.unit from base.units_below(due_probations.tops) as b)
	), day as materialized (
		select d.joined_on, coalesce(org.probation_ends(d.joined_on), 'infinity') as ends from (select distinct s.joined_on from soon as s) as d
	)
	select greatest(d.ends, s.probation_until), s.id, s.unit, s.id, null::text
	from soon as s
	join day as d on coalesce(d.joined_on, 'infinity') = coalesce(s.joined_on, 'infinity')
	where greatest(d.ends, s.probation_until) <= (select base.today()) + 60 or s.joined_on is null;
end $$;
comment on function org.due_probations(bigint[]) is 'Probationary members whose probation is over or will be within 60 days; without a day of admission last.';

create function org.due_unbranched(tops bigint[]) returns table (day date, id bigint, unit bigint, person bigint, text text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	with area as materialized (
		select b.unit, b.kind from base.units_below(due_unbranched.tops) as b
	)
	select date 'infinity', a.unit, a.unit, null::bigint, '下面没有党支部'::text
	from area as a
	where a.kind in ('agency_committee', 'general_branch') and not exists (
		select
		from data.scope as s
		join area as b on b.unit = s.unit and b.kind = 'branch'
		where s.superior = a.unit
	);
end $$;
comment on function org.due_unbranched(bigint[]) is 'Departments and centres without a branch below them (S24).';

create function org.due_untrained(tops bigint[]) returns table (day date, id bigint, unit bigint, person bigint, text text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	since constant date := base.today() - make_interval(years => coalesce(base.rule('training_years'), 3)::integer);
begin
	return query
	with worker as materialized (
		select t.unit, count(*) as workers, max(t.trained_on) as trained
		from data.tenure as t
		where t.until is null and t.post in ('full_time', 'part_time') and t.unit in (select b.unit from base.units_below(due_untrained.tops) as b)
		group by t.unit
	)
	select coalesce(w.trained, 'infinity'), u.unit, u.unit, null::bigint, case
			when w.workers is null then '没有党务干部'
			when w.trained is null then '党务干部没有培训记录'
			else '党务干部上次培训在' || base.day_text(w.trained) end
	from base.units_below(due_untrained.tops) as u
	left join worker as w on w.unit = u.unit
	where u.kind in ('agency_committee', 'general_branch', 'branch') and (w.trained is null or w.trained < since);
end $$;
comment on function org.due_untrained(bigint[]) is 'Units none of whose party workers was trained within the rule''s years (S24).';

create function org.due_rows(what text, tops bigint[]) returns table (day date, id bigint, unit bigint, person bigint, text text)
language sql stable
as $$
	select * from org.due_terms(due_rows.tops) where due_rows.what = 'term'
	union all
	select * from org.due_vacancies(due_rows.tops) where due_rows.what = 'vacancy'
	union all
	select * from org.due_probations(due_rows.tops) where due_rows.what = 'probation'
	union all
	select * from org.due_unbranched(due_rows.tops) where due_rows.what = 'unbranched'
	union all
	select * from org.due_untrained(due_rows.tops) where due_rows.what = 'untrained'
$$;
comment on function org.due_rows(text, bigint[]) is 'One of the lists; the others are not looked at.';

create function org.due_light(what text, day date) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	days integer := case when isfinite(due_light.day) then due_light.day - base.today() end;
begin
	return case due_light.what
		when 'term' then org.term_light(case when days is not null then due_light.day end)
		when 'vacancy' then jsonb_build_object('light', 'late', 'light_text', org.vacancy_text(case when days is not null then due_light.day end))
		when 'probation' then case
			when days is null then jsonb_build_object('light', 'tentative', 'light_text', '没有入党日期')
			when days < 0 then jsonb_build_object('light', 'late', 'light_text', format('预备期满%s天', -days))
			when days = 0 then jsonb_build_object('light', 'soon', 'light_text', '今天预备期满')
			else jsonb_build_object('light', 'soon', 'light_text', format('%s天后预备期满', days)) end
		else jsonb_build_object('light', null, 'light_text', null) end;
end $$;
comment on function org.due_light(text, date) is 'The light of a line of these lists.';

create function org.due_lists() returns text[]
language sql immutable
as $$ select array['term', 'vacancy', 'probation', 'unbranched', 'untrained'] $$;
comment on function org.due_lists() is 'The lists of what falls due, in their order.';

create function org.due_counts(unit bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	tops bigint[] := org.due_below(due_counts.unit);
begin
	return json_build_object('rows', (
		select json_agg(json_build_object('what', w.what, 'count', (select count(*) from org.due_rows(w.what, tops))) order by w.place)
		from unnest(org.due_lists()) with ordinality as w (what, place)
	));
end $$;
comment on function org.due_counts(bigint) is
'How many lines each list of org.due has: {"rows": [{"what", "count"}]}. Refuses: WH404 not in sight.';

create function org.due_after(after text, out day date, out id bigint)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if due_after.after is null then
		day := '-infinity';
		id := 0;
	elsif due_after.after ~ '^(infinity|[0-9]{4}-[0-9]{2}-[0-9]{2})\.[0-9]{1,16}$' then
		day := split_part(due_after.after, '.', 1)::date;
		id := split_part(due_after.after, '.', 2)::bigint;
	else
		perform base.refuse('WH422', 'org/no-such-page', '没有这一页。', 'after');
	end if;
end $$;
comment on function org.due_after(text) is 'Where a page begins: behind the last line of the one before, day.id. Refuses with WH422 what is none.';

create function org.due(what text default null, unit bigint default null, after text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	tops bigint[] := org.due_below(due.unit);
	list text := coalesce(due.what, 'term');
	place record;
	rows json;
begin
	if list <> all (org.due_lists()) then
		perform base.refuse('WH422', 'org/no-such-list', '没有这个清单。', 'what');
	end if;
	place := org.due_after(due.after);
	with page as materialized (
		select r.* from org.due_rows(list, tops) as r
		where (r.day, r.id) > (place.day, place.id)
		order by r.day, r.id
		limit 51
	)
	select json_agg(json_build_object('cursor', p.day || '.' || p.id, 'unit', u.id, 'unit_name', u.short_name, 'kind_label', k.label,
			'day', case when isfinite(p.day) then p.day end, 'text', p.text,
			'person', case when m.id is not null then json_build_object('id', m.id, 'name', m.name) end,
			'light', l.light -> 'light', 'light_text', l.light -> 'light_text') order by p.day, p.id)
	into rows
	from page as p
	join data.unit as u on u.id = p.unit
	join data.kind as k on k.kind = u.kind
	left join data.person as m on m.id = p.person
	cross join lateral (select org.due_light(list, p.day) as light) as l;
	if list = 'probation' and rows is not null then
		perform base.record('org.due_probations', 'unit/' || array_to_string(tops, ','), json_build_object('rows', json_array_length(rows))::jsonb);
	end if;
	return json_build_object('what', list, 'today', base.today(), 'more', coalesce(json_array_length(rows), 0) > 50,
		'rows', coalesce((select json_agg(r.row order by r.n) from json_array_elements(rows) with ordinality as r (row, n) where r.n <= 50), '[]'));
end $$;
comment on function org.due(text, bigint, text) is
'What falls due below the caller, or below one of their units: what is term, vacancy, probation, unbranched or untrained; 50 lines
from after (the cursor of the last one) on. The names in probation are written down as read.
Refuses: WH404 not in sight; WH422 no such list or page.';

reset role;
