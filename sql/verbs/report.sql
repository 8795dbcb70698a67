-- The home page: what is to be done, by whom it is asked. It reads the flow engine's rows and heads and knows of a
-- workflow only its page's address.
create schema report authorization verbs_report;
set role verbs_report;

create function report.lights(dates date[]) returns table (day date, days integer, light text, light_text text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	today constant date := base.today();
	soon constant numeric := coalesce(base.rule('light_soon'), 3);
begin
	return query
	select w.day, w.days,
		case
			when w.missing is not null then 'tentative'
			when w.day < today then 'late'
			when w.day = today or w.days <= soon then 'soon'
			else 'ok'
		end,
		case
			when w.missing is not null then format('暂定（%s年放假安排未公布）', w.missing)
			when w.day < today and w.days = 0 then '超期不到1个工作日'
			when w.day < today then format('超期%s个工作日', -w.days)
			when w.day = today then '今天到期'
			else format('还剩%s个工作日', w.days)
		end
	from base.working_days_to(today, array(select d.day from unnest(lights.dates) as d (day) where d.day < 'infinity')) as w
	union all
	select 'infinity', null, 'ok', '没有期限';
end $$;
comment on function report.lights(date[]) is
'The lights of due dates (words.md 5), of each day once and of infinity, which is none; days: working days left, negative when
late; light: ok, soon, late or tentative. Where the calendar of a year on the way isn''t published it says so and counts nothing.';

create function report.address(workflow text, item bigint) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return case address.workflow
		when 'round' then '/console/survey/'
		when 'transfer' then '/console/org/transfer/'
		when 'goal' then '/console/goal/'
		when 'member_goal' then '/console/goal/'
		when 'meeting' then '/console/evidence/meeting/'
		when 'plan' then '/console/goal/plan/'
		when 'goal' then '/console/goal/'
		when 'member_goal' then '/console/goal/'
		when 'evidence' then '/console/evidence/'
	end || address.item;
end $$;
comment on function report.address(text, bigint) is 'The page of an item. A new workflow adds its line. Refuses nothing.';

create function report.todo() returns table (item bigint, due timestamptz, act text, draft boolean)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	select l.item, min(l.due), min(m.act), bool_or(m.state = 'draft')
	from (
		select h.unit as seat, t.workflow, t.from_state as state, t.reach, min(v.label) filter (where v.forward) as act,
			case when bool_or(t.asked_days is null) then 'infinity' else base.now() + max(t.asked_days) * interval '1 day' end as until,
			case when bool_or(t.asked_depth is null) then 32767 else max(t.asked_depth) end as depth,
			bool_or(exists (select from data.step as o where o.workflow = t.workflow and o.reach = 'other')) as two_sided
		from (select distinct r.role from data.step as r where r.reach <> 'system') as r
		cross join lateral unnest(base.held(array[r.role])) as h (unit)
		join data.step as t on t.role = r.role and t.reach <> 'system' and t.verb not in ('copy', 'void') and t.asked
		join data.verb as v on v.workflow = t.workflow and v.verb = t.verb
		group by h.unit, t.workflow, t.from_state, t.reach
	) as m
	cross join lateral (
		(select d.item, d.due
		from data.listed as d
		where m.state <> 'draft' and d.superior = m.seat and d.workflow = m.workflow and d.state = m.state
		order by d.due, d.item
		limit 200)
		union all
		(select d.item, d.due
		from data.listed as d
		where m.state = 'draft' and d.superior = m.seat and d.workflow = m.workflow and d.state = m.state
		order by d.due desc, d.item desc
		limit 200)
	) as l
	-- an item with a second unit is listed for both sides' sake: only the side that is asked has it to do
	where m.reach = 'over' and not m.two_sided or exists (
		select
		from data.item as i
		where i.id = l.item and (i.subject is null or i.subject is distinct from base.person()) and case m.reach
			when 'over' then exists (select from data.scope as s where s.unit in (i.unit, i.superior) and s.superior = m.seat)
			when 'unit' then i.unit = m.seat
			when 'above' then i.unit <> m.seat and (m.depth = 32767 or exists (
				select from data.scope as s where s.unit = i.unit and s.superior = m.seat and s.depth <= m.depth))
			when 'other' then exists (select from data.scope as s where s.unit = i.other and s.superior = m.seat)
			else false end)
	group by l.item
	union all
	select i.id, coalesce(i.due, 'infinity'), min(v.label) filter (where v.forward), i.state = 'draft'
	from data.item as i
	join data.step as t on t.workflow = i.workflow and t.from_state = i.state and t.reach = 'self' and t.asked
		and (t.asked_days is null or i.due <= base.now() + t.asked_days * interval '1 day')
	join data.verb as v on v.workflow = t.workflow and v.verb = t.verb
	where i.subject = (select base.person())
	group by i.id;
end $$;
comment on function report.todo() is
'What is to be done: items in a state that has a step open to the caller, with the button that leads on, if there is one; due
infinity: without a date. Doing it again (copy) and calling it off (void) are never what is due. draft: begun and not sent
yet, so that nobody waits for it; it is shown apart and not counted. Walks data.listed by its key, of each state below each
seat the 200 due first, of drafts the newest, whatever the depth. A step may be asked for only when its item is soon due
(asked_days), and of those near above (asked_depth). What is a member''s own is theirs to do, and judged by others.';

create function report.count() returns integer
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
	set plan_cache_mode = force_generic_plan
as $$
begin
	return (select count(*) from report.todo() as t where not t.draft);
end $$;
comment on function report.count() is 'How many items are to be done by the caller. Refuses nothing.';

create function report.only_reads() returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return base.held(array['officer', 'reviewer', 'secretary']) = '{}';
end $$;
comment on function report.only_reads() is 'Whether the caller has no role that anything is ever asked of.';

create function report.has_no_goals() returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (
		select
		from unnest(base.held(array['secretary'])) as h (unit)
		join data.unit as u on u.id = h.unit
		join data.kind as k on k.kind = u.kind and k.has_standards
		where not exists (
			select
			from data.item as i
			join data.campaign as c on c.id = (i.line ->> 'campaign')::bigint and base.today() between c.begins and c.ends
			where i.unit = h.unit and i.workflow = 'goal' and i.state <> 'dropped')
	) and exists (select from data.campaign as c where base.today() between c.begins and c.ends);
end $$;
comment on function report.has_no_goals() is 'Whether the caller is secretary of a unit that has no goal in a campaign that runs.';

create function report.empty() returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return case
		when report.only_reads() then
			format('没有要您办的事。可以查看：%s。', case when base.seats() = '{}' then '组织、标准' else '组织、标准、测评' end)
		when base.held(array['officer']) <> '{}'
			and not exists (select from data.listed as d where d.superior = any (base.seats()) and d.workflow = 'round') then
			'还没有测评。选样板、选单位、定截止时间，就可以开始。'
		when report.has_no_goals() then '还没有目标。可以照去年的改，也可以用样板写，几分钟就够。'
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
		from unnest(base.seats()) as seat (unit)
		cross join data.state as s
		cross join lateral (
			select d.item, d.due
			from data.listed as d
			where d.superior = seat.unit and d.workflow = s.workflow and d.state = s.state
				and d.due >= (select base.now()) and d.due < 'infinity'
			order by d.due, d.item
			limit 1
		) as d
		join data.item as i on i.id = d.item
		order by d.due, d.item
		limit 1
	);
end $$;
comment on function report.next() is 'The item below the caller''s seats that is due next; null: none.';

create function report.home() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
	set plan_cache_mode = force_generic_plan
as $$
declare
	today constant date := base.today();
	rows json;
	count integer;
	drafts json;
	draft_count integer;
begin
	with todo as materialized (
		select t.item, t.due, t.act, t.draft from report.todo() as t
	), shown as materialized (
		(select t.item, t.due, t.act, t.draft
		from todo as t
		where not t.draft
		order by t.due, t.item
		limit 50)
		union all
		(select t.item, t.due, t.act, t.draft
		from todo as t
		where t.draft
		order by t.item desc
		limit 10)
	), line as materialized (
		select i.id as item, i.workflow, i.title, u.short_name as unit,
			case when i.state = 'open' then coalesce(i.line ->> 'step', s.label) else s.label end as note,
			i.due, t.act, t.draft, (i.due at time zone 'Asia/Shanghai')::date as day
		from shown as t
		join data.item as i on i.id = t.item
		join data.state as s on s.workflow = i.workflow and s.state = i.state
		left join data.unit as u on u.id = i.unit
	)
	select coalesce((
			select json_agg(r)
			from (
				select l.item, l.workflow, l.title, l.unit, l.note, base.time_text(l.due) as due,
					report.address(l.workflow, l.item) as address, coalesce(l.act, '看进度') as act, t.days, t.light, t.light_text
				from line as l
				join report.lights(array(select distinct l.day from line as l where not l.draft)) as t on t.day = coalesce(l.day, 'infinity')
				where not l.draft
				order by l.due nulls last, l.item
			) as r), '[]'),
		(select count(*) from todo as t where not t.draft),
		coalesce((
			select json_agg(d)
			from (
				select l.item, l.title, l.unit, report.address(l.workflow, l.item) as address
				from line as l
				where l.draft
				order by l.item desc
			) as d), '[]'),
		(select count(*) from todo as t where t.draft)
	into rows, count, drafts, draft_count;
	return json_build_object('today', today,
		'weekday', '星期' || (array['一', '二', '三', '四', '五', '六', '日'])[extract(isodow from today)],
		'count', count, 'rows', rows, 'drafts', drafts, 'draft_count', draft_count,
		'next', case when count = 0 and not report.only_reads() then report.next() end,
		'empty', case when count = 0 then report.empty() end);
end $$;
comment on function report.home() is
'The home page: the day, and what is to be done, the first due first, 50 lines; where nothing is, the next thing and a
sentence for the caller''s role; below it the newest 10 drafts, which are not counted. Refuses nothing.';

reset role;
