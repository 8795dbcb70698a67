-- A member's own goals: who writes, who sees, who judges; what is copied from last year's; exemplars.
begin;
select plan(39);
select test.build();
insert into data.campaign (name, catalogue, begins, ends, made_by) values
	('试上年', 1, base.today() - 400, base.today() - 36, '试周'), ('试年度', 1, base.today() - 35, base.today() + 330, '试周');
update data.account set person = test.member('试党员乙') where login = 't.member';
update data.account set person = test.member('试党员甲') where login = 't.secretary';

-- the member writes their own
select test.enter('t.member');
select unnest(array[is((g -> 'member' ->> 'id')::bigint, test.member('试党员乙'), 'a member without a seat is led to their own'),
	is(jsonb_array_length(g -> 'standards'), 5, 'against the five standards of members'), is(g ->> 'may_write', 'true', 'and writes them')])
from test.json('select goal.goals()') as g;
select test.refuses('WH404', format($$ select goal.goals(unit => %s) $$, test.id('试乙一支部')), 'goal/not-found', role => 'verbs_goal');
select test.refuses('WH404', format($$ select goal.goals(member => %s) $$, test.member('试党员甲')), 'goal/not-found', role => 'verbs_goal');
select unnest(array[is(r ->> 'workflow', 'member_goal', 'it is a goal of their own'), is(r ->> 'responsible_name', '试党员乙', 'they answer for it themselves'),
	is(r -> 'lacks', '[]', 'standard, aim and day are enough'), is(r -> 'hints', '[]', 'two sentences suffice: nothing more is hinted at')])
from test.json(format($$ select goal.draft('M2', '经手的事当天答复，办不了的说清找谁', member => %s, due_on => base.today() + 60) $$, test.member('试党员乙'))) as r;
create function test.own() returns bigint
language sql stable
as $$ select test.item('经手的事当天答复，办不了的说清找谁') $$;
select is((select count(*) from jsonb_array_elements(test.json('select report.home()') -> 'drafts') as d where (d ->> 'item')::bigint = test.own()), 1::bigint, 'the draft stands on their home page');
select test.enter('t.second');
select test.visible('data.item', format('id = %s', test.own()), 0, 'verbs_goal');
select test.enter('t.secretary');
select test.refuses('WH403', format($$ select goal.edit(%s, 'M2', '替人改') $$, test.own()), 'goal/members-own', '试党员乙有账号，目标由本人写。');
select test.refuses('WH403', format($$ select goal.draft('M1', '替人写', member => %s) $$, test.member('试党员乙')), 'goal/members-own');
select is(test.json(format('select goal.show(%s)', test.own())) -> 'verbs', '[]', 'the secretary reads it and has no button yet');
select test.enter('t.member');
select goal.submit(array[test.own()]);
select test.refuses('WH403', format($$ select goal.register(%s) $$, test.own()), 'flow/no-right');
select test.enter('t.secretary');
select is((select t.act from report.todo() as t where t.item = test.own()), '审核通过', 'the branch''s secretary is asked');
select test.refuses('WH422', format($$ select goal.return(%s, null) $$, test.own()), 'flow/no-note');
select goal.return(test.own(), '写上哪几件');
select test.enter('t.member');
select is((select r ->> 'act' from jsonb_array_elements(test.json('select report.home()') -> 'rows') as r where (r ->> 'item')::bigint = test.own()), '提交审核', 'what was returned is the member''s to do');
select is(report.count(), 1, 'and is counted');
select goal.submit(array[test.own()]);
select test.enter('t.secretary');
select is(test.json(format('select goal.register(%s)', test.own())) ->> 'state', 'registered', 'the secretary registers it');
select test.enter('t.member');
select is((select count(*) from report.todo() as t where t.item = test.own()), 0::bigint, 'completion is not asked for two months before');
select test.refuses('WH403', format($$ select goal.confirm(%s) $$, test.own()), 'flow/no-right');

-- the one secretary's own goes above
select test.enter('t.secretary');
select goal.draft('M4', '作为书记带头改掉一个毛病', member => test.member('试党员甲'), due_on => base.today() + 60);
select goal.submit(array[test.item('作为书记带头改掉一个毛病')]);
select test.refuses('WH403', format($$ select goal.register(%s) $$, test.item('作为书记带头改掉一个毛病')), 'flow/no-right');
select is((select count(*) from report.todo() as t where t.item = test.item('作为书记带头改掉一个毛病')), 0::bigint, 'the secretary isn''t asked to judge what is their own');
select test.enter('t.reviewer');
select is((select t.act from report.todo() as t where t.item = test.item('作为书记带头改掉一个毛病')), '审核通过', 'the reviewer above is');
select is((select count(*) from report.todo() as t where t.item = test.own()), 0::bigint, 'but not to judge other members''');
select is(test.json(format('select goal.register(%s)', test.item('作为书记带头改掉一个毛病'))) ->> 'state', 'registered', 'and registers it');

-- a member without an account: the branch enters
select test.enter('t.second');
select is(test.json(format($$ select goal.draft('M3', '帮一位老人办好认证', member => %s, due_on => base.today() + 60) $$, test.member('试党员丁'))) ->> 'state', 'draft', 'the secretary enters for who can''t sign in');
select goal.submit(array[test.item('帮一位老人办好认证')]);
select is(test.json(format('select goal.register(%s)', test.item('帮一位老人办好认证'))) ->> 'state', 'registered', 'and registers it');

-- last year's: each linked, twice copies nothing twice, who left is asked anew
update data.account set person = null where login = 't.second';
with made as (
	insert into data.item (workflow, unit, superior, state, title, person)
	select 'goal', test.id('试甲一支部'), test.id('试甲机关党委'), 'confirmed', t.title, '谁' from (values ('上年的一条'), ('上年的二条')) as t (title)
	returning id, title
)
insert into data.goal (item, campaign, catalogue, standard, aim, due_on, responsible, measure, baseline, target, present, figure_unit, place)
select m.id, c.id, 1, 'B5.1', m.title, base.today() - 60, test.member(case m.title when '上年的一条' then '试党员甲' else '试党员丙' end), 'figure', 5, 10, 12, '户', 1
from made as m
join data.campaign as c on c.name = '试上年';
select test.enter('t.secretary');
select is(jsonb_array_length(test.json(format('select goal.goals(unit => %s)', test.id('试甲一支部'))) -> 'last' -> 'rows'), 2, 'last year''s are offered');
select unnest(array[is(jsonb_array_length(a -> 'made'), 2, 'both are copied'), is(a -> 'made' -> 0 ->> 'baseline', '12', 'the figure begins where it stands'),
	is((a -> 'made' -> 0 ->> 'responsible')::bigint, test.member('试党员甲'), 'who is still there answers for it'),
	is(a -> 'made' -> 1 ->> 'responsible', null, 'who left is asked anew'), is(a -> 'made' -> 0 -> 'source' ->> 'what', 'last', 'it says where it comes from')])
from test.json(format('select goal.copy(unit => %s)', test.id('试甲一支部'))) as a;
select is(test.json(format('select goal.copy(unit => %s)', test.id('试甲一支部'))) -> 'made', '[]', 'doing it again copies nothing twice');
select test.enter('t.reviewer');
select test.refuses('WH403', format($$ select goal.draft('B1.1', '不归我写的', unit => %s) $$, test.id('试甲一支部')), 'flow/no-right');

-- an exemplar is read by neighbours, its draft by nobody of them
update data.item as i set shared = true where i.title = '上年的一条' and i.state = 'confirmed';
select test.enter('t.other');
select is((select e ->> 'unit_name' from jsonb_array_elements(test.json('select goal.find_exemplars()') -> 'rows') as e where e ->> 'aim' = '上年的一条'), '试甲一支部', 'an exemplar is read by all, its source named');
select test.visible('data.goal', 'aim = ''上年的二条''', 0, 'verbs_goal');
select * from finish();
rollback;
