-- A goal that will not be done is ended by who judges it, and then a unit may be dissolved.
begin;
select plan(10);
select test.build();
insert into data.campaign (name, catalogue, begins, ends, made_by)
values ('试年度', 1, base.today() - 30, base.today() + 300, '试周');
create function test.goal() returns bigint
language sql stable
as $$ select test.item('今年走访服务对象一百户') $$;
select test.enter('t.secretary');
select is(goal.draft('B5.1', '今年走访服务对象一百户', unit => test.id('试甲一支部'), campaign => (select c.id from data.campaign as c where c.name = '试年度'),
	due_on => base.today() + 60, responsible => (select p.id from data.person as p where p.name = '试党员甲')) ->> 'state', 'draft', 'a goal');
select isnt(goal.submit(array[test.goal()]) ->> 'sent', '[]', 'is sent');
select test.refuses('WH403', $$ select goal.end(test.goal(), '不做了') $$);
select matches(org.open_work(array[test.id('试甲一支部')], false), '今年走访服务对象一百户', 'it is open work');
select test.enter('t.other');
select test.refuses('WH404', $$ select goal.end(test.goal(), '不做了') $$);
select test.enter('t.reviewer');
select test.refuses('WH422', $$ select goal.end(test.goal(), ' ') $$);
select is(goal.end(test.goal(), '支部要撤销') ->> 'state_label', '已终止', 'who judges it ends it');
select is((select e.note from data.event as e where e.item = test.goal() order by e.id desc limit 1), '支部要撤销', 'the reason stands in its history');
select is(org.open_work(array[test.id('试甲一支部')], false), null, 'and it is no open work any more');
select test.refuses('WH409', $$ select goal.end(test.goal(), '再来') $$);
select * from finish();
rollback;
