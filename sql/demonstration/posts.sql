-- Numbers, histories, posts and terms of the demonstration: made from the rosters and the duties in them.

-- numbers by the order of entry; who is full became so a year after admission
update data.person as p
set number = 'CH' || lpad(n.place::text, 5, '0'),
	full_on = case p.state when 'full' then (p.joined_on + interval '1 year')::date end,
	since = greatest(p.joined_on, date '2019-03-01')
from (select t.id, row_number() over (order by t.id) as place from data.person as t) as n
where n.id = p.id;

insert into data.career (person, kind, happened_on, unit, to_state, name)
select p.id, c.kind, c.day, p.unit, c.state, '建库时'
from data.person as p
cross join lateral (values ('admitted', p.joined_on, 'probationary'), ('full', p.full_on, 'full')) as c (kind, day, state)
where c.day is not null
order by p.id, c.day;

-- terms: spread over their years; some are over within months, one is overdue
create temporary table told on commit drop as
select u.id as unit, u.short_name, y.years, (base.today() - make_interval(months => (abs(hashtext(u.full_name)) % (12 * y.years - 8))::integer + 1))::date
	as begun_on
from data.unit as u
cross join lateral (select base.rule('term_years_' || u.kind)::integer as years) as y
where y.years is not null;
update told as t
set begun_on = (m.due_on - make_interval(years => t.years))::date
from (values
	('企业开办窗口党支部', base.today() + 40), ('规划许可党支部', base.today() + 130), ('市社会保险中心党总支', base.today() + 170),
	('工程审批党支部', base.today() + 75), ('档案查询党支部', base.today() - 23), ('热线服务党支部', base.today() + 20)
) as m (short_name, due_on)
where m.short_name = t.short_name;
insert into data.term (unit, begun_on, due_on, basis)
select t.unit, t.begun_on, (t.begun_on + make_interval(years => t.years))::date, '党员大会选举'
from told as t
order by t.unit;

-- one was allowed to be held half a year later
with moved as (
	update data.term as t
	set due_on = (t.due_on + interval '6 months')::date
	from data.unit as u
	where u.id = t.unit and u.short_name = '热线服务党支部'
	returning t.id, t.due_on
)
insert into data.term_reply (term, number, replied_on, due_on, was_due_on, name)
select m.id, '澄直工委复〔2026〕9号', pg_temp.working_day(base.today() - 12, -1), m.due_on, (m.due_on - interval '6 months')::date, '周岚'
from moved as m;

-- posts from the duties that the rosters name
insert into data.tenure (unit, post, person, title, since)
select p.unit, case p.duty when '书记' then 'secretary' when '副书记' then 'deputy' when '组长' then 'group_leader' else 'committee_member' end,
	p.id, case when p.duty like '%委员' then p.duty end,
	greatest(p.since, coalesce((select t.begun_on from data.term as t where t.unit = p.unit), date '2024-01-15'))
from data.person as p
where p.duty is not null
order by p.id;

-- committees of departments and centres: members of the branches below who hold no post yet
with below as (
	select u.id as unit, u.kind, p.id as person,
		row_number() over (partition by u.id order by hashtext(p.name || u.short_name), p.id) as place,
		greatest((select t.begun_on from data.term as t where t.unit = u.id), p.since) as since
	from data.unit as u
	join data.scope as s on s.superior = u.id
	join data.person as p on p.unit = s.unit and p.state = 'full' and p.duty is null
	where u.kind in ('agency_committee', 'general_branch')
)
insert into data.tenure (unit, post, person, title, since, trained_on)
select b.unit, o.post, b.person, o.title, b.since, case when o.post in ('full_time', 'part_time') then base.today() - 90 - b.unit::integer * 5 % 400 end
from below as b
join (values (1, 'secretary', null, null), (2, 'deputy', null, null), (3, 'committee_member', '组织委员', null), (4, 'committee_member', '宣传委员', null),
	(5, 'committee_member', '纪检委员', null), (6, 'full_time', null, 'agency_committee'), (7, 'part_time', null, null)
) as o (place, post, title, kind) on o.place = b.place and coalesce(o.kind, b.kind) = b.kind
order by b.unit, o.place;

-- most branches have a part-time party worker: who keeps the organisation, or the secretary
insert into data.tenure (unit, post, person, since, trained_on)
select distinct on (t.unit) t.unit, 'part_time', t.person, t.since, base.today() - 60 - t.unit::integer * 7 % 500
from data.tenure as t
join data.unit as u on u.id = t.unit and u.kind = 'branch'
where u.short_name not in ('测绘地理信息中心党支部', '检验受理党支部') and t.post in ('secretary', 'committee_member')
order by t.unit, t.post = 'committee_member' desc, t.id;

-- a secretary has left and nobody was elected yet
update data.tenure as t
set until = base.today() - 47
from data.unit as u
where u.id = t.unit and u.short_name = '待遇稽核党支部' and t.post = 'secretary';

-- S20: the secretaries of 党组, who are in no roster here, their deputies, the department that carries it out; one lacks two of them
insert into data.responsibility (unit, duty, holder_name, holder_unit, since)
select u.id, d.duty, d.name, case d.duty when 'carrying_out' then a.id when 'supporting' then top.id end, date '2026-01-15'
from data.unit as u
join data.placement as p on p.unit = u.id and p.valid_until is null
join data.unit as top on top.id = p.superior
join data.unit as a on a.kind = 'agency_committee' and a.short_name = regexp_replace(u.short_name, '(党组|党委)$', '机关党委')
cross join lateral (values
	('first', (array['郑国梁', '何士林', '曹向阳', '梁文博', '彭志刚', '邓晓东', '孔令军'])[1 + u.id % 7]),
	('direct', (array['蒋丽娟', '余海峰', '苏建平', '叶文静', '杜立新', '魏春梅', '薛志远'])[1 + u.id % 7]),
	('carrying_out', null),
	('supporting', null)
) as d (duty, name)
where u.kind = 'party_group' and not (u.short_name = '市住建局党组' and d.duty in ('direct', 'supporting'))
order by u.id;

-- a member goes from one branch to another, which has not said yet whether it takes her
select pg_temp.enter_as('zhangmin');
select org.ask_transfer(
	(select p.id from data.person as p join data.unit as u on u.id = p.unit where u.short_name = '登记窗口党支部' and p.name = '赵欣然'),
	(select u.id from data.unit as u where u.short_name = '社保窗口党支部'), '工作调动到市社会保险中心');
select pg_temp.leave();
