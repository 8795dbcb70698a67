-- What branches, groups and leading groups have held this year and at the end of the last; the days are made from names, so that
-- each start of an empty installation makes the same. Some are due, as everywhere.
create temporary table told_meeting on commit drop as
select u.id as unit, p.superior, k.kind, k.label, k.official_order, d.held_on, x.host, x.host_name, row_number() over (order by d.held_on, u.id, k.official_order) as place
from data.unit as u
join data.placement as p on p.unit = u.id and p.valid_until is null
join data.meeting_kind as k on u.kind = any (k.units)
cross join lateral (select base.rule('meeting_months_' || k.kind)::integer as months) as often
cross join lateral generate_series(date_trunc('year', base.today()) - interval '3 months', base.today(), make_interval(months => often.months)) as g (begins)
cross join lateral (
	-- within the span; a tenth of the spans has no record
	select g.begins::date + 2 + abs(hashtext(u.full_name || k.kind || g.begins::date)) % (often.months * 25) as held_on
) as d
left join lateral (
	select t.person as host, m.name as host_name
	from data.tenure as t
	join data.person as m on m.id = t.person
	where t.unit = u.id and t.until is null and t.post in ('secretary', 'group_leader')
	order by t.id
	limit 1
) as x on true
where often.months > 0 and d.held_on <= base.today() and abs(hashtext(u.full_name || g.begins::date || k.kind)) % 10 > 0
	and not (k.committee and (
		select coalesce(sum(r.full_members), 0) < base.rule('committee_from')
		from data.scope as s
		join data.roster as r on r.unit = s.unit
		where s.superior = u.id));

create temporary table told_topic (kind text, topics text[], resolutions text[]) on commit drop;
insert into told_topic values
	('members', array['学习有关文件；通报上季度工作和党费收缴情况；讨论便民服务的改进', '讨论接收预备党员；听取支部委员会工作报告', '选举和表决有关事项；布置下一步工作'],
		array['同意改进办法，一个月内落实。', '表决通过。', null]),
	('committee', array['研究本月党员教育和窗口值班安排', '研究群众意见的整改分工', '研究发展党员工作', '研究困难党员走访'],
		array['分工到人，月底看结果。', null, '同意，报上级备案。']),
	('group', array['学习讨论；说说这个月窗口遇到的难事', '交流本岗位的做法', '讨论怎样少让群众跑一趟'], array[null, '把常用材料清单贴在窗口。']),
	('lecture', array['书记讲党课：从群众的一句话说起', '老党员讲在窗口三十年', '学习廉政警示案例'], array[null::text]),
	('day', array['到社区帮助老人办理认证', '清理办事指南里过时的内容', '义务植树', '走访服务对象，听意见'], array[null, '记下十二条意见，逐条答复。']),
	('life', array['开展批评和自我批评'], array['列出改进事项，下次会上通报。']),
	('appraisal', array['民主评议党员'], array['结果已报上级。']),
	('talk', array['书记和党员逐个谈心'], array[null::text]),
	('leaders', array['班子对照检查，开展批评和自我批评'], array['列出整改清单，明确时限。']),
	('study', array['专题学习：改进服务、方便群众', '专题学习：基层党建有关规定', '专题学习和研讨：重点任务怎样落实'], array[null::text]);

with made as (
	insert into data.item (workflow, unit, superior, state, title, opened)
	select 'meeting', t.unit, t.superior, 'kept', format('%s（%s）', t.label, to_char(t.held_on, 'FMYYYY"年"FMMM"月"FMDD"日"')),
		(t.held_on + time '16:30') at time zone 'Asia/Shanghai'
	from told_meeting as t
	order by t.place
	returning id
), numbered as (
	select m.id, row_number() over (order by m.id) as place from made as m
), meeting as (
	insert into data.meeting (item, kind, held_on, host, host_name, topics, resolutions, others)
	select n.id, t.kind, t.held_on, t.host, coalesce(t.host_name, '党组书记'), w.topics[1 + t.place % cardinality(w.topics)],
		w.resolutions[1 + t.place % cardinality(w.resolutions)], case when t.host is null then '班子成员' end
	from numbered as n
	join told_meeting as t on t.place = n.place
	join told_topic as w on w.kind = t.kind
	returning item, kind
), event as (
	insert into data.event (item, verb, to_state, name, at)
	select n.id, 'record', 'kept', coalesce(t.host_name, '党组办公室'), (t.held_on + time '16:30') at time zone 'Asia/Shanghai'
	from numbered as n
	join told_meeting as t on t.place = n.place
)
insert into data.attendance (meeting, person, name, came, reason)
select n.id, p.id, p.name, a.away > 0, case when a.away = 0 then (array['出差', '值班', '病假'])[1 + p.id % 3] end
from numbered as n
join told_meeting as t on t.place = n.place and t.kind in ('members', 'group', 'committee')
join data.person as p on p.unit = t.unit and p.state in ('full', 'probationary')
cross join lateral (select abs(hashtext(p.name || t.held_on)) % 12 as away) as a
where t.kind <> 'committee' or exists (
	select
	from data.tenure as h
	where h.person = p.id and h.unit = t.unit and h.until is null and h.post in ('secretary', 'deputy', 'committee_member'));
