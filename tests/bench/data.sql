-- The bench's data beside the demonstration's, by set-based SQL: units in a tree, members, items of two workflows to come,
-- rounds with their questions, sealed answers. Variables: units, people, items, rounds, answers. Run by the superuser.
\set ON_ERROR_STOP on
set session_replication_role = replica;
set synchronous_commit = off;
set maintenance_work_mem = '512MB';
set work_mem = '256MB';
select coalesce(max(id), 0) as base from data.unit
\gset
select id as top from data.unit as u where not exists (select from data.placement as p where p.unit = u.id) order by id limit 1
\gset

-- twenty organs below the top, and five units below each unit
insert into data.unit (id, kind, full_name, short_name, public_name, official_order)
overriding system value
select :base + k, case when k <= 20 then 'agency_committee' when 5 * (k - 1) + 21 <= :units then 'general_branch' else 'branch' end,
	'中共市第' || k || '党支部委员会', '第' || k || '党支部', '第' || k || '窗口', k
from generate_series(1, :units) as k;
insert into data.placement (unit, superior, valid_from)
select :base + k, case when k <= 20 then :top else :base + (k - 21) / 5 + 1 end, date '2020-01-01'
from generate_series(1, :units) as k;
insert into data.scope (superior, unit, depth)
with recursive above (unit, superior, depth) as (
	select u.id, u.id, 0 from data.unit as u where u.id > :base
	union all
	select a.unit, p.superior, a.depth + 1
	from above as a
	join data.placement as p on p.unit = a.superior and p.valid_until is null
)
select a.superior, a.unit, a.depth from above as a;

-- members with names as common as they are: one in thirteen a 王, two or three characters
insert into data.person (unit, name, number, state, joined_on, full_on)
select :base + 1 + k % :units, substr('王王王王李李李李张张张刘刘陈陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘', 1 + (k * 7919::bigint % 49)::integer, 1)
	|| substr('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文志红梅春燕凤海波斌宇浩', 1 + (k * 104729::bigint / 49 % 40)::integer, 1)
	|| case when k % 5 = 0 then '' else substr('晨阳鑫旭东宁欣怡嘉诚思远伟芳敏静丽强军勇杰涛明超霞平英华玉建国文志红梅春海波宇', 1 + (k * 15485863::bigint / 1960 % 40)::integer, 1) end,
	'BM' || lpad(k::text, 7, '0'), case when k % 12 = 0 then 'probationary' else 'full' end,
	case when k % 12 = 0 then base.today() - (20 + k % 380)::integer else date '2010-01-01' + k % 4000 end,
	case when k % 12 > 0 then date '2011-01-01' + k % 4000 end
from generate_series(1, :people) as k;
insert into data.roster (unit, full_members, probationary)
select u.id, count(*) filter (where p.state = 'full'), count(*) filter (where p.state = 'probationary')
from data.unit as u
left join data.person as p on p.unit = u.id
group by u.id
on conflict (unit) do update set full_members = excluded.full_members, probationary = excluded.probationary;
insert into data.search_due (what, id)
select 'person', p.id from data.person as p where p.number like 'BM%'
union all
select 'unit', u.id from data.unit as u where u.id > :base
on conflict do nothing;

-- terms and posts of nearly all units: one term in ten falls due within the half year, one unit in twenty has no secretary
insert into data.term (unit, begun_on, due_on)
select u.id, d.due_on - 1096, d.due_on
from data.unit as u
cross join lateral (select base.today() + (case when u.id % 10 = 0 then -30 + u.id % 200 else 200 + u.id % 900 end)::integer as due_on) as d
where u.id > :base and u.id % 50 > 0;
insert into data.tenure (unit, post, person, since, until, trained_on)
select u.id, h.post, h.person, date '2024-03-01', case when h.n = 1 and u.id % 20 = 0 then base.today() - (u.id % 90)::integer end,
	case when h.n = 4 and u.id % 7 > 0 then base.today() - (u.id % 1500)::integer end
from data.unit as u
cross join lateral (
	select p.id as person, p.n, (array['secretary', 'deputy', 'committee_member', case when u.kind = 'agency_committee' then 'full_time' else 'part_time' end,
		'committee_member', 'committee_member'])[p.n] as post
	from (
		select m.id, row_number() over (order by m.id) as n from data.person as m where m.unit = u.id and m.state = 'full' limit 6
	) as p
) as h
where u.id > :base;

-- two workflows that later issues bring: heads only, which is what lists and to-dos stand on; what is done has no date any more
insert into data.state (workflow, state, label)
select w, s, l
from unnest(array['goal', 'rectify']) as w
cross join (values ('open', '进行中'), ('reported', '待审核'), ('done', '已完成')) as s (s, l);
insert into data.verb (workflow, verb, label, official_order, forward)
select w, v, l, o, true
from unnest(array['goal', 'rectify']) as w
cross join (values ('report', '上报', 1), ('approve', '审核', 2)) as v (v, l, o);
insert into data.step (workflow, verb, from_state, to_state, role, reach, note)
select w, v, f, t, r, 'over', 'none'
from unnest(array['goal', 'rectify']) as w
cross join (values ('report', 'open', 'reported', 'secretary'), ('approve', 'reported', 'done', 'officer')) as v (v, f, t, r);
select coalesce(max(id), 0) as first_item from data.item
\gset
insert into data.item (id, workflow, unit, superior, state, title, opened, due)
overriding system value
select :first_item + k, case when k % 4 = 0 then 'rectify' else 'goal' end, u.id, p.superior,
	case k % 10 when 0 then 'reported' when 1 then 'open' else 'done' end, '第' || k || '件事',
	base.now() - make_interval(hours => k % 8000), case when k % 10 < 2 and k % 3 > 0 then base.now() + make_interval(mins => (k * 7919::bigint % 500000)::integer) end
from generate_series(1, :items) as k
join data.unit as u on u.id = :base + 1 + k % :units
left join data.placement as p on p.unit = u.id and p.valid_until is null;

-- rounds: half of the top committee's, half of the organs'; each about three units
insert into data.item (id, workflow, unit, superior, state, title, opened, due)
overriding system value
select :first_item + :items + k, 'round', case when k % 2 = 0 then :top else :base + 1 + k % 20 end, case when k % 2 = 1 then :top end,
	case when k % 50 = 1 then 'draft' when k % 10 = 2 then 'closed' else 'published' end, '第' || k || '次满意度测评',
	base.now() - make_interval(hours => k % 8000), null
from generate_series(1, :rounds) as k;
insert into data.round (item, period, opens, closes, publish_by, publish_where, hotline, approved_by, approved_on, basis, closed_at)
select i.id, '三季度', i.opened, i.opened + interval '20 days', (i.opened + interval '30 days')::date, '公示栏', '12345', '周岚', i.opened::date, '量测', i.opened + interval '20 days'
from data.item as i where i.id > :first_item and i.workflow = 'round';
insert into data.round_unit (round, unit)
select distinct i.id, :base + 1 + (i.id * 3 + n * 7) % :units
from data.item as i cross join generate_series(0, 2) as n
where i.id > :first_item and i.workflow = 'round';
insert into data.question (round, stratum, number, kind, text, hint, required, options, rows, most, longest, standards)
select i.id, 'masses', q.number, q.kind, q.text, q.hint, q.required, q.options, q.rows, q.most, q.longest, q.standards
from data.item as i
cross join (
	select q.* from data.template as t
	cross join jsonb_to_recordset(t.questions) as q (number smallint, kind text, text text, hint text, required boolean, options text[],
		rows text[], most smallint, longest smallint, standards text[])
	where t.stratum = 'masses'
) as q
where i.id > :first_item and i.workflow = 'round';
insert into data.progress (round, stratum, channel, step)
select i.id, 'masses', c.channel, 3
from data.item as i cross join data.channel as c
where i.id > :first_item and i.workflow = 'round' and i.state <> 'draft';
insert into data.answer (id, round, unit, stratum, channel, answers)
select gen_random_uuid(), i.id, u.unit, 'masses', 'card', array[1 + k % 6, 1 + k % 5, 1, 2, 3, 1 + k % 6, 1 + k % 5, k % 128]::smallint[]
from generate_series(1, :answers) as k
join data.item as i on i.id = :first_item + :items + 1 + k % :rounds
cross join lateral (select r.unit from data.round_unit as r where r.round = i.id order by r.unit offset k % 3 limit 1) as u;

insert into data.listed (superior, workflow, state, due, item)
select distinct s.superior, i.workflow, i.state, coalesce(i.due, 'infinity'), i.id
from data.item as i
join data.scope as s on s.unit in (i.unit, i.superior)
where i.id > :first_item;
insert into data.concerned (superior, item)
select distinct s.superior, i.id
from data.item as i
join data.round_unit as u on u.round = i.id
join data.scope as s on s.unit = u.unit
where i.id > :first_item and i.workflow = 'round' and i.state = 'published';
select count(base.write_round_line(i.id)) from data.item as i where i.id > :first_item and i.workflow = 'round';

select setval(pg_get_serial_sequence('data.unit', 'id'), (select max(id) from data.unit)),
	setval(pg_get_serial_sequence('data.item', 'id'), (select max(id) from data.item));

-- who asks: an officer of the top, one of an organ, a secretary of a branch far below
create table public.asks (who text primary key, account bigint, unit bigint, role text);
insert into public.asks (who, unit, role) values
	('top', :top, 'officer'), ('middle', :base + 2, 'officer'), ('bottom', (select unit from data.scope where unit > :base order by depth desc, unit limit 1), 'secretary');
with made as (
	insert into data.account (login, name)
	select 'bench-' || a.who, '量测人' from public.asks as a
	returning id, login
)
update public.asks as a set account = m.id from made as m where m.login = 'bench-' || a.who;
insert into data.seat (account, role, unit, valid_from, granted_by)
select a.account, a.role, a.unit, date '2020-01-01', '量测' from public.asks as a;
insert into data.due_again (unit) values (null);
reset session_replication_role;
analyze;
