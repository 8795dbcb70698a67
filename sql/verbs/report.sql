-- The home page: what is to be done, by whom it is asked. It reads the flow engine's rows and heads and knows of a
-- workflow only its page's address.
create schema report authorization verbs_report;
set role verbs_report;

create function report.light(due timestamptz) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	day date := (due at time zone 'Asia/Shanghai')::date;
	days integer := base.working_days(base.today(), day);
	missing integer;
begin
	if due is null then
		return jsonb_build_object('days', null, 'light', 'ok', 'light_text', '没有期限');
	end if;
	if days is null then
		select y.year into missing
		from generate_series(least(extract(year from base.today()), extract(year from day))::integer,
			greatest(extract(year from base.today()), extract(year from day))::integer) as y (year)
		where not exists (select from data.holiday_year as h where h.year = y.year)
		order by y.year
		limit 1;
		return jsonb_build_object('days', null, 'light', 'tentative', 'light_text', format('暂定（%s年放假安排未公布）', missing));
	end if;
	return jsonb_build_object('days', days) || case
		when day < base.today() and days = 0 then jsonb_build_object('light', 'late', 'light_text', '超期不到1个工作日')
		when day < base.today() then jsonb_build_object('light', 'late', 'light_text', format('超期%s个工作日', -days))
		when day = base.today() then jsonb_build_object('light', 'soon', 'light_text', '今天到期')
		else jsonb_build_object('light', case when days <= coalesce(base.rule('light_soon'), 3) then 'soon' else 'ok' end,
			'light_text', format('还剩%s个工作日', days))
	end;
end $$;
comment on function report.light(timestamptz) is
'The light of a due date (words.md 5): {"days": working days left, negative when late, "light": ok|soon|late|tentative,
"light_text"}. Where the calendar of a year on the way isn''t published it says so and counts nothing.';

create function report.address(workflow text, item bigint) returns text
language sql stable
as $$ select case workflow when 'round' then '/console/survey/' || item end $$;
comment on function report.address(text, bigint) is 'The page of an item. A new workflow adds its line.';

create function report.seats() returns table (role text, unit bigint)
language sql stable
as $$
	select s.role, s.unit
	from data.seat as s
	where s.account = (select base.account()) and s.valid_from <= (select base.today())
		and coalesce(s.valid_until, 'infinity') >= (select base.today())
$$;
comment on function report.seats() is 'The roles that the caller holds today, and where.';

create function report.listed(seat bigint, workflow text) returns table (item bigint)
language sql stable
as $$
	(select d.item from data.listed as d
	where d.superior = listed.seat and d.workflow = listed.workflow and d.due < 'infinity'
	order by d.due, d.item
	limit 200)
	union all
	(select d.item from data.listed as d
	where d.superior = listed.seat and d.workflow = listed.workflow and d.due = 'infinity'
	order by d.item desc
	limit 200)
$$;
comment on function report.listed(bigint, text) is
'The items of a workflow below a seat that may be to do: the 200 due first and the 200 newest without a date. Walks
data.listed by its key, whatever the depth.';

create function report.walk() returns table (item bigint)
language sql stable
as $$
	select l.item
	from report.seats() as s
	cross join (select distinct t.workflow from data.step as t) as w
	cross join lateral report.listed(s.unit, w.workflow) as l
$$;
comment on function report.walk() is 'The items of all workflows below each of the caller''s seats, as report.listed has them.';

create function report.todo() returns table (item bigint, due timestamptz, act text, draft boolean)
language sql stable
as $$
	select i.id, min(i.due), min(v.label) filter (where v.forward), bool_or(i.state = 'draft')
	from (
		select s.role, s.unit as seat, t.workflow, array_agg(distinct t.from_state) as states
		from report.seats() as s
		join data.step as t on t.role = s.role
		where t.verb not in ('copy', 'void')
		group by s.role, s.unit, t.workflow
	) as m
	cross join lateral report.listed(m.seat, m.workflow) as l
	join data.item as i on i.id = l.item and i.state = any (m.states)
	join data.step as t on t.workflow = m.workflow and t.from_state = i.state and t.role = m.role and t.verb not in ('copy', 'void')
		and case t.reach when 'over' then true when 'unit' then i.unit = m.seat when 'above' then i.unit <> m.seat else false end
	join data.verb as v on v.workflow = t.workflow and v.verb = t.verb
	group by i.id
$$;
comment on function report.todo() is
'What is to be done: items in a state that has a step open to the caller, with the button that leads on, if there is one.
Doing it again (copy) and calling it off (void) are never what is due. draft: begun and not sent yet, so that nobody waits
for it; it is shown apart and not counted.';

create function report.count() returns integer
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (select count(*) from report.todo() as t where not t.draft);
end $$;
comment on function report.count() is 'How many items are to be done by the caller. Refuses nothing.';

create function report.progress(round bigint) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(case when count(*) filter (where p.step > 0) = 1 then min(t.text) filter (where p.step > 0)
			else string_agg(format('%s%s%s', s.label, c.label, t.text), '，' order by s.official_order, c.official_order)
				filter (where p.step > 0)
			end, (select t.text from data.sentence as t where t.code = 'step_0'))
		from data.progress as p
		join data.stratum as s on s.stratum = p.stratum
		join data.channel as c on c.channel = p.channel
		join data.sentence as t on t.code = 'step_' || p.step
		where p.round = progress.round
	);
end $$;
comment on function report.progress(bigint) is
'How many answered a round, in steps, for one line of the list: by stratum and channel, never a sum.';

create function report.only_reads() returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return not exists (select from report.seats() as s where s.role in ('officer', 'reviewer', 'secretary'));
end $$;
comment on function report.only_reads() is 'Whether the caller has no role that anything is ever asked of.';

create function report.empty() returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return case
		when report.only_reads() then
			format('没有要您办的事。可以查看：%s。', case when base.seats() = '{}' then '组织、标准' else '组织、标准、测评' end)
		when exists (select from report.seats() as s where s.role = 'officer') and not exists (select from report.walk()) then
			'还没有测评。选样板、选单位、定截止时间，就可以开始。'
		else '今天没有要办的事。'
	end;
end $$;
comment on function report.empty() is 'What stands in the place of an empty to-do list (words.md 3), by role.';

create function report.next() returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select jsonb_build_object('title', i.title, 'due', base.time_text(i.due), 'address', report.address(i.workflow, i.id))
		from report.walk() as w
		join data.item as i on i.id = w.item
		where i.due >= (select base.now())
		order by i.due, i.id
		limit 1
	);
end $$;
comment on function report.next() is 'The item below the caller''s seats that is due next; null: none.';

create function report.home() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	rows json;
	count integer;
	drafts json;
	draft_count integer;
begin
	with todo as materialized (
		select t.item, t.due, (t.due at time zone 'Asia/Shanghai')::date as day, t.act, t.draft from report.todo() as t
	), first as materialized (
		select t.* from todo as t
		where not t.draft
		order by t.due nulls last, t.item
		limit 50
	), begun as materialized (
		select t.item from todo as t
		where t.draft
		order by t.item desc
		limit 10
	), light as materialized (
		-- days of the same date have the same light
		select d.day, report.light(d.due) as light
		from (select f.day, min(f.due) as due from first as f group by f.day) as d
	)
	select coalesce(json_agg(json_build_object('item', i.id, 'workflow', i.workflow, 'title', i.title, 'unit', u.short_name,
			'note', case when i.workflow = 'round' and i.state = 'open' then report.progress(i.id) else s.label end,
			'due', base.time_text(i.due), 'address', report.address(i.workflow, i.id), 'act', coalesce(f.act, '看进度'),
			'days', l.light -> 'days', 'light', l.light -> 'light', 'light_text', l.light -> 'light_text')
			order by i.due nulls last, i.id), '[]'),
		(select count(*) from todo as t where not t.draft),
		(select coalesce(json_agg(json_build_object('item', d.id, 'title', d.title, 'unit', u.short_name,
				'address', report.address(d.workflow, d.id)) order by d.id desc), '[]')
			from begun as b
			join data.item as d on d.id = b.item
			left join data.unit as u on u.id = d.unit),
		(select count(*) from todo as t where t.draft)
	into rows, count, drafts, draft_count
	from first as f
	join light as l on l.day is not distinct from f.day
	join data.item as i on i.id = f.item
	join data.state as s on s.workflow = i.workflow and s.state = i.state
	left join data.unit as u on u.id = i.unit;
	return json_build_object('today', base.today(),
		'weekday', '星期' || (array['一', '二', '三', '四', '五', '六', '日'])[extract(isodow from base.today())],
		'count', count, 'rows', rows, 'drafts', drafts, 'draft_count', draft_count, 'next', case when count = 0 and not report.only_reads() then report.next() end,
		'empty', case when count = 0 then report.empty() end);
end $$;
comment on function report.home() is
'The home page: the day, and what is to be done, the first due first, 50 lines; where nothing is, the next thing and a
sentence for the caller''s role; below it the newest 10 drafts, which are not counted. Refuses nothing.';

reset role;
