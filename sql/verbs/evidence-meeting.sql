-- Meeting records (三会一课 and the like), written by whoever keeps the unit's records; read by the unit and its direct superior alone.
-- A record is three facts: what, when, led by whom with which topics. No picture and no sign-in sheet is asked for.

delete from data.step as t where t.workflow = 'meeting';
insert into data.state (workflow, state, label) values
	('meeting', 'kept', '已记录'),
	('meeting', 'void', '已作废')
on conflict (workflow, state) do update set label = excluded.label;
insert into data.verb (workflow, verb, label, sure, official_order, forward) values
	('meeting', 'record', '记录', null, 1, false),
	('meeting', 'edit', '修改', null, 10, false),
	('meeting', 'void', '作废', '作废后日历里不再有这一次，记录保留。现在作废吗？', 20, false)
on conflict (workflow, verb) do update set label = excluded.label, sure = excluded.sure,
	official_order = excluded.official_order, forward = excluded.forward;
insert into data.step (workflow, verb, from_state, to_state, role, reach, note, asked)
select 'meeting', m.verb, 'kept', m.to_state, w.role, w.reach, m.note, false
from (values ('secretary', 'over'), ('reviewer', 'unit'), ('officer', 'unit')) as w (role, reach)
cross join (values ('edit', 'kept', 'none'), ('void', 'void', 'must')) as m (verb, to_state, note);
set constraints all immediate;
set constraints all deferred;

set role verbs_evidence;

-- ---- who may ----------------------------------------------------------------------------------------------------------

create function evidence.keeps_meetings(unit bigint) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	own constant bigint[] := base.held(array['secretary', 'reviewer', 'officer']);
	secretary constant bigint[] := base.held(array['secretary']);
begin
	return exists (
		select
		from data.unit as u
		join data.scope as s on s.unit = u.id and s.depth <= 1
		where u.id = keeps_meetings.unit and coalesce(u.closed_on, 'infinity') > base.today()
			and (s.depth = 0 and s.superior = any (own) or s.depth = 1 and u.kind = 'group' and s.superior = any (secretary))
	);
end $$;
comment on function evidence.keeps_meetings(bigint) is
'Whether the caller writes down what this unit holds: whoever works at the unit itself, and for a group the secretary of its branch.';

create function evidence.demand_keeper(unit bigint, action text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if not evidence.keeps_meetings(demand_keeper.unit) then
		perform base.refuse('WH403', 'evidence/not-keeper', format('当前身份不能%s。需要办理，请联系本单位的支部书记。', demand_keeper.action));
	end if;
end $$;
comment on function evidence.demand_keeper(bigint, text) is 'Refuses with WH403 who doesn''t keep this unit''s records: what, and whom to ask.';

create function evidence.is_near(unit bigint) returns boolean
language sql stable
as $$
	select exists (
		select
		from data.scope as s
		where s.unit = is_near.unit and s.depth <= 1 and s.superior = any ((select base.seats())::bigint[])
	)
$$;
comment on function evidence.is_near(bigint) is 'Whether the caller works at this unit or at its direct superior: nobody else sees what it has held.';

create function evidence.near_unit(unit bigint) returns data.unit
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit;
begin
	select * into u from data.unit as t where t.id = near_unit.unit;
	if not found then
		perform evidence.refuse_unseen();
	end if;
	if not evidence.is_near(u.id) then
		perform base.refuse('WH403', 'evidence/not-near', '组织生活记录只有本单位和直接上级能看。');
	end if;
	return u;
end $$;
comment on function evidence.near_unit(bigint) is 'The unit. Refuses: WH404 not in sight; WH403 the caller works neither there nor directly above.';

-- ---- what is due --------------------------------------------------------------------------------------------------------

create function evidence.period_of(months integer, day date, out begins date, out ends date)
language sql immutable
as $$
	select p.begins, (p.begins + make_interval(months => period_of.months) - interval '1 day')::date
	from (
		select (date_trunc('year', period_of.day) + make_interval(months =>
			(extract(month from period_of.day)::integer - 1) / period_of.months * period_of.months))::date as begins
	) as p
$$;
comment on function evidence.period_of(integer, date) is 'The span of the calendar year (a month, a quarter, a half, a year) that the day lies in. months: 1 to 12.';

create function evidence.meetings_of(units bigint[]) returns table (unit bigint, kind text, months integer)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	committee_from constant numeric := coalesce(base.rule('committee_from'), 7);
begin
	return query
	select u.id, k.kind, base.rule('meeting_months_' || k.kind)::integer
	from data.unit as u
	join data.meeting_kind as k on u.kind = any (k.units)
	where u.id = any (meetings_of.units) and (not k.committee or committee_from <= (
		select coalesce(sum(r.full_members), 0)
		from data.scope as s
		join data.roster as r on r.unit = s.unit
		where s.superior = u.id
	));
end $$;
comment on function evidence.meetings_of(bigint[]) is
'Which meetings these units hold, by kind and size, and how often: one in so many months; 0 or null: no rule asks for it.';

create function evidence.meeting_lights(units bigint[]) returns table (unit bigint, kind text, months integer, light text, light_text text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	today constant date := base.today();
	soon constant integer := coalesce(base.rule('meeting_soon_days'), 10);
begin
	return query
	select m.unit, m.kind, m.months,
		case when h.held >= p.begins then 'ok' when p.ends - today <= soon then 'soon' end,
		case
			when h.held >= p.begins then format('%s已开', base.day_text(h.held))
			when p.ends - today <= soon then k.label || '该开了'
			when m.months > 0 then case m.months when 1 then '本月' when 3 then '本季度' when 6 then '本半年' when 12 then '今年' else '这一期' end || '还没有记录'
			else '不定期' end
	from evidence.meetings_of(meeting_lights.units) as m
	join data.meeting_kind as k on k.kind = m.kind
	left join lateral evidence.period_of(m.months, today) as p on m.months > 0
	left join lateral (
		select max(r.held_on) as held
		from data.item as i
		join data.meeting as r on r.item = i.id
		where i.unit = m.unit and i.workflow = 'meeting' and i.state = 'kept' and r.kind = m.kind
	) as h on true
	order by m.unit, k.official_order;
end $$;
comment on function evidence.meeting_lights(bigint[]) is
'The lights of what these units hold: ok, held in the running span; soon, it ends within the rule''s days and nothing is recorded;
null, neither. Never late and never a number.';

-- ---- reading ------------------------------------------------------------------------------------------------------------

create function evidence.meeting_kinds(unit bigint, year integer) returns json
language sql stable
as $$
	select coalesce(json_agg(json_build_object('kind', k.kind, 'label', k.label, 'months', l.months, 'light', l.light,
			'light_text', l.light_text, 'held', (
				select coalesce(json_agg(json_build_object('id', i.id, 'day', r.held_on) order by r.held_on, i.id), '[]')
				from data.item as i
				join data.meeting as r on r.item = i.id
				where i.unit = meeting_kinds.unit and i.workflow = 'meeting' and i.state = 'kept' and r.kind = k.kind
					and r.held_on between make_date(meeting_kinds.year, 1, 1) and make_date(meeting_kinds.year, 12, 31)
			)) order by k.official_order), '[]')
	from evidence.meeting_lights(array[meeting_kinds.unit]) as l
	join data.meeting_kind as k on k.kind = l.kind
$$;
comment on function evidence.meeting_kinds(bigint, integer) is 'The calendar''s rows: each kind that the unit holds, its light, and what was held in the year.';

create function evidence.calendar(unit bigint, year integer default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit := evidence.near_unit(calendar.unit);
	wanted constant integer := coalesce(calendar.year, extract(year from base.today())::integer);
begin
	return json_build_object('unit', json_build_object('id', u.id, 'short_name', u.short_name, 'kind', u.kind), 'year', wanted,
		'today', base.today(), 'kinds', evidence.meeting_kinds(u.id, wanted), 'may_record', evidence.keeps_meetings(u.id));
end $$;
comment on function evidence.calendar(bigint, integer) is
'What a unit has held in a year (default this one) against what its rules want.
Refuses: WH404 not in sight; WH403 the caller works neither there nor directly above.';

create function evidence.calendars() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	seats constant bigint[] := base.seats();
begin
	return (
		with near as materialized (
			select distinct u.id, u.short_name, u.kind, s.depth, u.official_order, above.short_name as superior, above.id as superior_id
			from data.scope as s
			join data.unit as u on u.id = s.unit and coalesce(u.closed_on, 'infinity') > base.today()
			join data.unit as above on above.id = s.superior
			where s.superior = any (seats) and s.depth <= 1
		), held as materialized (
			select l.unit, json_agg(json_build_object('kind', l.kind, 'label', k.label, 'light', l.light, 'light_text', l.light_text)
				order by k.official_order) as kinds, bool_or(l.light = 'soon') as due
			from evidence.meeting_lights(array(select distinct n.id from near as n)) as l
			join data.meeting_kind as k on k.kind = l.kind
			group by l.unit
		)
		select json_build_object(
			'own', coalesce(json_agg(json_build_object('id', n.id, 'short_name', n.short_name, 'kinds', h.kinds)
				order by n.official_order, n.id) filter (where n.depth = 0), '[]'),
			'below', coalesce(json_agg(json_build_object('id', n.id, 'short_name', n.short_name, 'superior', n.superior, 'kinds', h.kinds)
				order by n.superior_id, n.official_order, n.id) filter (where n.depth = 1 and n.id <> all (seats)), '[]'))
		from near as n
		join held as h on h.unit = n.id
	);
end $$;
comment on function evidence.calendars() is
'The units whose meetings the caller follows: own, where they work; below, directly under these. Each with its lights, in official
order. Refuses nothing.';

create function evidence.meeting_roster(unit bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit := evidence.near_unit(meeting_roster.unit);
	rows json;
begin
	perform evidence.demand_keeper(u.id, '记录这个单位的组织生活');
	select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'group', case when p.unit <> u.id then g.short_name end)
			order by p.name collate "zh-x-icu", p.id), '[]') into rows
	from data.scope as s
	join data.person as p on p.unit = s.unit and p.state in ('probationary', 'full')
	join data.unit as g on g.id = p.unit
	where s.superior = u.id and (s.depth = 0 or g.kind = 'group');
	perform base.record('evidence.meeting_roster', 'unit/' || u.id, jsonb_build_object('rows', json_array_length(rows)));
	return json_build_object('rows', rows);
end $$;
comment on function evidence.meeting_roster(bigint) is
'Names of the roster to tick who came, by pinyin; a branch''s with those of its groups. Its reading is recorded.
Refuses: WH404; WH403 not who keeps this unit''s records.';

create function evidence.meeting(meeting bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	m data.meeting;
	k data.meeting_kind;
	head data.item;
	inside boolean;
begin
	select * into m from data.meeting as t where t.item = meeting.meeting;
	if not found then
		perform evidence.refuse_unseen();
	end if;
	select * into strict k from data.meeting_kind as t where t.kind = m.kind;
	select * into strict head from data.item as i where i.id = m.item;
	inside := not k.closed or head.unit = any (base.seats()) or evidence.keeps_meetings(head.unit);
	return (
		select json_build_object('id', head.id, 'version', head.version, 'state', head.state, 'state_label', s.label,
			'title', head.title, 'kind', k.kind, 'kind_label', k.label, 'held', m.held_on,
			'unit', (select json_build_object('id', u.id, 'short_name', u.short_name) from data.unit as u where u.id = head.unit),
			'host', m.host, 'host_name', m.host_name, 'closed', not inside,
			'takes_files', not k.closed,
			'topics', case when inside then m.topics end, 'resolutions', case when inside then m.resolutions end,
			'others', case when inside then m.others end, 'attendance', case when inside then (
				select coalesce(json_agg(json_build_object('person', a.person, 'name', a.name, 'came', a.came, 'reason', a.reason)
					order by a.name collate "zh-x-icu", a.person), '[]')
				from data.attendance as a
				where a.meeting = m.item
			) end,
			'verbs', case when evidence.keeps_meetings(head.unit) then flow.verbs(head.id) else '[]' end, 'events', flow.events(head.id))
		from data.state as s
		where s.workflow = head.workflow and s.state = head.state
	);
end $$;
comment on function evidence.meeting(bigint) is
'One record. closed: what was said stays inside the unit, so that topics, resolutions and names are null for its superior.
Refuses: WH404 not in the sight of who works there or directly above.';

reset role;
