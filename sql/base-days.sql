-- Schema `base`, fourth part: working days by the State Council's calendar. Replaced at each install, as base.sql is, and never
-- dropped.
set role wuhao_base;

create or replace function base.weekdays(day date) returns integer
language sql immutable
as $$ select (day - date '1900-01-01') / 7 * 5 + least((day - date '1900-01-01') % 7 + 1, 5) $$;
comment on function base.weekdays(date) is 'Days from Monday to Friday since Monday, 1 January 1900, that one included.';

create or replace function base.working_days_to(first date, dates date[])
returns table (day date, days integer, missing integer)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	with turn as (
		-- working days up to each day, since one and the same; of the same day all rows have the same
		select e.day, base.weekdays(e.day) + sum(e.shifted) over (order by e.day) as total
		from (
			select h.day, (h.works and extract(isodow from h.day) > 5)::integer - (not h.works and extract(isodow from h.day) < 6)::integer as shifted
			from data.holiday as h
			union all
			select d.day, 0 from unnest(working_days_to.dates || working_days_to.first) as d (day)
		) as e
	), asked as (
		select d.day, extract(year from d.day)::integer as year
		from unnest(working_days_to.dates) as d (day)
		where d.day is not null
		group by d.day
	), gap as (
		select a.year, (
			select y.year
			from generate_series(least(extract(year from working_days_to.first)::integer, a.year),
				greatest(extract(year from working_days_to.first)::integer, a.year)) as y (year)
			where not exists (select from data.holiday_year as h where h.year = y.year)
			order by y.year
			limit 1
		) as missing
		from (select distinct o.year from asked as o) as a
	)
	select a.day, case when g.missing is null then (min(t.total) - (
		select f.total from turn as f where f.day = working_days_to.first limit 1))::integer end, g.missing
	from asked as a
	join gap as g on g.year = a.year
	join turn as t on t.day = a.day
	group by a.day, g.missing;
end $$;
comment on function base.working_days_to(date, date[]) is
'Of each of these days once: working days after first up to it (the first day itself does not count), negative when it is past;
null, and the first year that is missing, where the State Council''s calendar of a year in between is: never a guess.';

create or replace function base.working_days(first date, last date) returns integer
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (select w.days from base.working_days_to(working_days.first, array[working_days.last]) as w);
end $$;
comment on function base.working_days(date, date) is 'The same for one day.';

reset role;
grant execute on function base.weekdays(date), base.working_days_to(date, date[]), base.working_days(date, date) to public;
