-- What falls due below the caller: terms, empty posts, probations, departments without a branch, units without trained party
-- workers (S24). The keeper writes them to data.due (org-posts-kept.sql); pages walk that by day and id.
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

create function org.due_light(what text, day date, today date, warns integer) returns jsonb
language plpgsql stable
as $$
declare
	days integer := case when isfinite(due_light.day) then due_light.day - today end;
begin
	return case due_light.what
		when 'term' then org.term_light(case when days is not null then due_light.day end, today, warns)
		when 'vacancy' then jsonb_build_object('light', 'late', 'light_text', org.vacancy_text(case when days is not null then due_light.day end, today))
		when 'probation' then case
			when days is null then jsonb_build_object('light', 'tentative', 'light_text', '没有入党日期')
			when days < 0 then jsonb_build_object('light', 'late', 'light_text', format('预备期满%s天', -days))
			when days = 0 then jsonb_build_object('light', 'soon', 'light_text', '今天预备期满')
			else jsonb_build_object('light', 'soon', 'light_text', format('%s天后预备期满', days)) end
		else jsonb_build_object('light', null, 'light_text', null) end;
end $$;
comment on function org.due_light(text, date, date, integer) is 'The light of a line of these lists; today and warns as org.term_light has them.';

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
		select json_agg(json_build_object('what', w.what, 'count', case cardinality(tops)
			when 1 then coalesce((select c.count from data.due_count as c where c.superior = tops[1] and c.what = w.what), 0)
			-- of two seats one may be below the other
			else (select count(distinct (d.day, d.id)) from data.due as d where d.superior = any (tops) and d.what = w.what) end) order by w.place)
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
	today constant date := base.today();
	warns constant integer := coalesce(base.rule('term_reminder_months'), 6);
	place record;
	rows json;
begin
	if list <> all (org.due_lists()) then
		perform base.refuse('WH422', 'org/no-such-list', '没有这个清单。', 'what');
	end if;
	place := org.due_after(due.after);
	with page as materialized (
		select distinct on (r.day, r.id) r.day, r.id, r.unit, r.text
		from unnest(tops) as t (top)
		cross join lateral (
			select d.day, d.id, d.unit, d.text
			from data.due as d
			where d.superior = t.top and d.what = list and (d.day, d.id) > (place.day, place.id)
			order by d.day, d.id
			limit 51
		) as r
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
	left join data.person as m on list = 'probation' and m.id = p.id
	cross join lateral (select org.due_light(list, p.day, today, warns) as light) as l;
	if list = 'probation' and rows is not null then
		perform base.record('org.due_probations', 'unit/' || array_to_string(tops, ','), json_build_object('rows', json_array_length(rows))::jsonb);
	end if;
	return json_build_object('what', list, 'today', today, 'more', coalesce(json_array_length(rows), 0) > 50,
		'rows', coalesce((select json_agg(r.row order by r.n) from json_array_elements(rows) with ordinality as r (row, n) where r.n <= 50), '[]'));
end $$;
comment on function org.due(text, bigint, text) is
'What falls due below the caller, or below one of their units: what is term, vacancy, probation, unbranched or untrained; 50 lines
from after (the cursor of the last one) on. The names in probation are written down as read.
Refuses: WH404 not in sight; WH422 no such list or page.';

reset role;
