-- What a goal or a plan tells those who only read it: an exemplar's words, not who is behind it; and nobody judges for whom the goal is.
begin;
select plan(20);
select test.build();
insert into data.campaign (name, catalogue, begins, ends, made_by)
values ('试年度', 1, base.today() - 30, base.today() + 300, '试周');
create function test.campaign() returns bigint
language sql stable
as $$ select c.id from data.campaign as c where c.name = '试年度' $$;

-- an exemplar
select test.enter('t.secretary');
select is(test.json(format($$ select goal.draft('B5.1', '走访一百户', unit => %s, campaign => %s, due_on => base.today() + 90, responsible => %s,
	measure => 'figure', target => '100', figure_unit => '户', other => %s) $$, test.id('试甲一支部'), test.campaign(),
	(select p.id from data.person as p where p.name = '试党员甲'), test.id('试甲二支部'))) ->> 'state', 'draft', 'a goal begins');
select goal.submit(array[test.item('走访一百户')]);
select test.enter('t.reviewer');
select goal.register(test.item('走访一百户'), '同意，王某再看');
select test.enter('t.secretary');
select goal.progress(test.item('走访一百户'), base.today(), '走了十户', '10');
select test.enter('t.reviewer');
select is(goal.share(test.item('走访一百户'), '支部同意') ->> 'responsible_name', '试党员甲', 'who judges it sees who answers for it');
select test.enter('t.second');
select is(goal.show(test.item('走访一百户')) ->> 'responsible_name', '试党员甲', 'and who owns it too');
select test.enter('t.other');
select unnest(array[is(g ->> 'aim', '走访一百户', 'a stranger reads what it says'), is(g -> 'progress' -> 0 ->> 'text', '走了十户', 'and how it goes'),
	is(jsonb_path_exists(g, '$.**.name ? (@ != null && @ != "试年度")'), false, 'by no name'),
	is(g -> 'events', '[]', 'nor what others wrote to each other'), is(g -> 'changes', '[]', 'nor what they asked'),
	ok(g::text !~ '试党员甲|王某|试书', 'not even elsewhere'), is(g ->> 'responsible', null, 'not even by number')])
from test.json(format('select goal.show(%s)', test.item('走访一百户'))) as g;

-- a plan that was handed down
select test.enter('t.reviewer');
select goal.draft_plan(test.id('试甲机关党委'), '机关规划', 'overall', test.campaign(), tasks => '["任务一"]');
select goal.publish_plan(test.item('机关规划'));
select isnt(test.json(format('select goal.plan(%s)', test.item('机关规划'))) -> 'events', '[]', 'its writers see how a plan came about');
select test.enter('t.second');
select unnest(array[is(p -> 'tasks' -> 0 ->> 'text', '任务一', 'who stands below it reads the plan'), is(p -> 'events', '[]', 'not who wrote it when')])
from test.json(format('select goal.plan(%s)', test.item('机关规划'))) as p;

-- whoever deputises for somebody judges in their right: never what is that person's own, or what they sent
update data.account as a
set person = (select p.id from data.person as p where p.name = '试党员甲')
where a.login = 't.secretary';
select test.make_person('t.deputy', '试代', 'member', '试甲一支部');
create function test.deputise(login text) returns bigint
language sql
as $$
	insert into data.delegation (seat, deputy, valid_from, valid_until, reason)
	select s.id, test.person('t.deputy'), base.today(), base.today() + 9, '休假'
	from data.seat as s
	where s.account = test.person(deputise.login)
	returning id
$$;
select test.deputise('t.secretary');
select test.enter('t.secretary');
select is(test.json(format($$ select goal.draft('M4', '每月学习一次', member => %s, campaign => %s, due_on => base.today() + 90) $$,
	base.person(), test.campaign())) ->> 'workflow', 'member_goal', 'the secretary has a goal as a member');
select goal.submit(array[test.item('每月学习一次')]);
select test.enter('t.deputy');
select test.refuses('WH403', format('select goal.register(%s)', test.item('每月学习一次')), 'goal/own-work');
select is(goal.show(test.item('每月学习一次')) ->> 'verbs', '[]', 'nor is a button shown');
select test.make_person('t.vice', '试副', 'secretary', '试甲一支部');
select test.deputise('t.vice');
select test.enter('t.deputy');
select test.refuses('00000', format('select goal.register(%s)', test.item('每月学习一次')));
insert into data.seat (account, role, unit, granted_by) values (test.person('t.reviewer'), 'secretary', test.id('试甲二支部'), '测试');
select test.deputise('t.reviewer');
select test.enter('t.reviewer');
select is(test.json(format($$ select goal.draft('B5.1', '回访五十户', unit => %s, campaign => %s, due_on => base.today() + 90, responsible => %s) $$,
	test.id('试甲二支部'), test.campaign(), (select p.id from data.person as p where p.name = '试党员丁'))) ->> 'state', 'draft', 'a reviewer is a secretary too');
select goal.submit(array[test.item('回访五十户')]);
select test.refuses('WH403', format('select goal.register(%s)', test.item('回访五十户')), 'goal/own-work');
select test.enter('t.deputy');
select test.refuses('WH403', format('select goal.register(%s)', test.item('回访五十户')), 'goal/own-work');
select * from finish();
rollback;
