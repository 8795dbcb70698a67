-- A goal from draft to confirmed: who may do what, what is kept of it, what is refused.
begin;
select plan(70);
select test.build();
insert into data.campaign (name, catalogue, begins, ends, made_by)
values ('试年度', 1, base.today() - 30, base.today() + 300, '试周');
create function test.campaign() returns bigint
language sql stable
as $$ select c.id from data.campaign as c where c.name = '试年度' $$;

-- who begins one
select test.enter('t.reviewer');
select test.refuses('WH403', format($$ select goal.draft('B1.1', '目标', unit => %s, campaign => %s) $$, test.id('试甲一支部'), test.campaign()), 'flow/no-right');
select test.enter('t.second');
select test.refuses('WH404', format($$ select goal.draft('B1.1', '目标', unit => %s) $$, test.id('试甲一支部')), 'goal/not-found', role => 'verbs_goal');
select test.enter('t.member');
select test.refuses('WH403', format($$ select goal.draft('B1.1', '目标', unit => %s) $$, test.id('试甲一支部')), 'flow/no-right');
select test.enter('t.secretary');
select unnest(array[is(g ->> 'may_write', 'true', 'the secretary may write the branch''s goals'),
	is((g -> 'unit' ->> 'id')::bigint, test.id('试甲一支部'), 'and is led there without a name'),
	is(jsonb_array_length(g -> 'standards'), 20, 'against its twenty standards'),
	is(g -> 'rows', '[]', 'and there are none yet')])
from test.json(format('select goal.goals(campaign => %s)', test.campaign())) as g;
select unnest(array[is(r ->> 'state', 'draft', 'standard and aim are enough for a draft'),
	is(r ->> 'title', '今年走访服务对象一百户', 'its title is the aim'),
	is(jsonb_path_query_array(r -> 'lacks', '$[*].field'), '["due_on", "responsible"]', 'it says what it lacks before it is submitted'),
	is(jsonb_path_query_array(r -> 'hints', '$[*].field'), '["due_on", "responsible", "measure"]', 'and what it had better say')])
from test.json(format($$ select goal.draft('B5.1', '今年走访服务对象一百户', unit => %s, campaign => %s) $$, test.id('试甲一支部'), test.campaign())) as r;
create function test.goal(title text default '今年走访服务对象一百户') returns bigint
language sql stable
as $$ select test.item(goal.title) $$;
select is((select i.line ->> 'standard' from data.item as i where i.id = test.goal()), 'B5.1', 'lists show its standard');
select is((select e.verb from data.event as e where e.item = test.goal()), 'draft', 'its history begins');

-- faults by their field, all at once
select is(test.errors(format($$ select goal.edit(%s, 'M1', '目标', responsible => %s, measure => 'guess', baseline => 'x', target => '1e9', task => -1, other => %s, label => -1) $$,
	test.goal(), test.member('试党员戊'), test.id('试甲一支部'))), '{"standard": "这个单位没有这项标准。", "responsible": "责任人要从本单位或共同承担单位的名册里选。",
	"measure": "衡量方式只能是数值，或者做到没做到。", "baseline": "现在的数值要写成数字，例如95或者3.5。", "target": "目标值要写成数字，例如95或者3.5。",
	"task": "没有这项部门任务，或者计划还没有下发。", "label": "没有这项争创活动。", "other": "共同承担单位要选另一个有党员的单位。"}', 'each fault by its field');
select is(test.errors(format($$ select goal.edit(%s, 'B5.1', '目标', responsible => %s) $$, test.goal(), test.member('试党员丙'))) ->> 'responsible',
	'责任人要从本单位或共同承担单位的名册里选。', 'who has left answers for nothing');
select test.refuses('23514', format($$ select goal.edit(%s, 'B5.1', %L) $$, test.goal(), repeat('长', 201)));
select is((select g.aim from data.goal as g where g.item = test.goal()), '今年走访服务对象一百户', 'and nothing was half written');

-- submitting: the ready ones go, the others are named
select unnest(array[is(a -> 'sent', '[]', 'what lacks something isn''t sent'),
	is(a -> 'kept' -> 0 ->> 'title', '今年走访服务对象一百户', 'but named'),
	is(a -> 'kept' -> 0 -> 'lacks' -> 0 ->> 'detail', '完成时限没有填。', 'with what it lacks')])
from test.json(format('select goal.submit(array[%s])', test.goal())) as a;
select test.enter('t.secretary', '1');
select unnest(array[is(r ->> 'lacks', '[]', 'day and person make it ready'), is(r ->> 'responsible_name', '试党员甲', 'the responsible one is named'),
	is(r ->> 'target', '100', 'figures are kept'), is(r ->> 'version', '2', 'and the version counts up')])
from test.json(format($$ select goal.edit(%s, 'B5.1', '今年走访服务对象一百户', base.today() + 90, %s, 'figure', '20', '100.0', '户', other => %s) $$,
	test.goal(), test.member('试党员甲'), test.id('试甲二支部'))) as r;
select is((select array[i.person, i.other::text, (i.due at time zone 'Asia/Shanghai')::text] from data.item as i where i.id = test.goal()),
	array['试党员甲', test.id('试甲二支部')::text, (base.today() + 90) || ' 23:59:59'], 'the head has person, co-owner, and is due at the end of the day');
select test.enter('t.secretary', '1');
select test.refuses('WH412', format($$ select goal.edit(%s, 'B5.1', '抢先') $$, test.goal()), 'flow/changed-meanwhile');
select test.enter('t.secretary');
select unnest(array[is(a -> 'sent' -> 0 ->> 'state', 'submitted', 'it is submitted'), is(a -> 'kept', '[]', 'nothing is kept back')])
from test.json(format('select goal.submit(array[%s])', test.goal())) as a;
select test.refuses('WH409', format($$ select goal.edit(%s, 'B5.1', '改') $$, test.goal()), 'flow/not-open');
select test.refuses('WH403', format($$ select goal.register(%s) $$, test.goal()), 'flow/no-right', '当前身份是“支部书记”，不能审核通过。%');

-- the neighbour sees nothing, the co-owner does, the superior judges
select test.enter('t.other');
select test.visible('data.item', format('id = %s', test.goal()), 0, 'verbs_goal'), test.visible('data.goal', format('item = %s', test.goal()), 0, 'verbs_goal');
select test.refuses('WH404', format($$ select goal.show(%s) $$, test.goal()), 'goal/not-found', role => 'verbs_goal');
select test.enter('t.second');
select is(test.json(format('select goal.show(%s)', test.goal())) -> 'verbs', '[]', 'the co-owner reads it and has no button');
select test.enter('t.reviewer');
select is(jsonb_path_query_array(test.json(format('select goal.show(%s)', test.goal())) -> 'verbs', '$[*].verb'), '["register", "return", "end"]', 'the reviewer above registers or returns');
select test.refuses('WH422', format($$ select goal.return(%s, ' ') $$, test.goal()), 'flow/no-note');
select is(test.json(format($$ select goal.return(%s, '时限太晚') $$, test.goal())) ->> 'state', 'returned', 'returned with the reason');
select test.enter('t.secretary');
select is(r ->> 'act', '提交审核', 'what was returned stands in the secretary''s list')
from jsonb_array_elements(test.json('select report.home()') -> 'rows') as r where (r ->> 'item')::bigint = test.goal();
select goal.submit(array[test.goal()]);
select is((select count(*) from jsonb_array_elements(test.json('select report.home()') -> 'rows') as r where (r ->> 'item')::bigint = test.goal()), 0::bigint,
	'what waits to be judged doesn''t');
select test.enter('t.reviewer');
select is((select r ->> 'act' from jsonb_array_elements(test.json('select report.home()') -> 'rows') as r where (r ->> 'item')::bigint = test.goal()), '审核通过',
	'but in the reviewer''s');
select test.enter('t.officer');
select is((select count(*) from report.todo() as t where t.item = test.goal()), 0::bigint, 'and not in that of the officer far above');
-- nobody judges what they sent
insert into data.seat (account, role, unit, granted_by) values (test.person('t.secretary'), 'reviewer', test.id('试甲机关党委'), '测试');
select test.enter('t.secretary');
select test.refuses('WH403', format($$ select goal.register(%s) $$, test.goal()), 'goal/own-work', '自己提交的，要由别人来审核、确认。');
select is(jsonb_path_query_array(test.json(format('select goal.show(%s)', test.goal())) -> 'verbs', '$[*].verb'), '["withdraw"]', 'nor is it offered');
delete from data.seat as s where s.account = test.person('t.secretary') and s.role = 'reviewer';
select test.enter('t.reviewer');
select unnest(array[is(r ->> 'state', 'registered', 'registered'), is((r ->> 'registered_on')::date, base.today(), 'on its day')])
from test.json(format($$ select goal.register(%s) $$, test.goal())) as r;

-- progress
select test.refuses('WH403', format($$ select goal.progress(%s, base.today(), '替人写') $$, test.goal()), 'flow/no-right');
select test.enter('t.secretary');
select is(test.errors(format($$ select goal.progress(%s, base.today() + 1, '明天的', 'x') $$, test.goal())),
	'{"happened_on": "日期晚于今天。", "present": "现在的数值要写成数字，例如95或者3.5。"}', 'no progress is made tomorrow');
select unnest(array[is(r -> 'progress' -> 0 ->> 'text', '走访了12户', 'progress stands on its page'), is(r ->> 'present', '32', 'and where the figure is'),
	is(r ->> 'state', 'registered', 'in the same state')])
from test.json(format($$ select goal.progress(%s, base.today(), '走访了12户', '32') $$, test.goal())) as r;
select test.refuses('WH409', format($$ update data.goal_progress set text = '改' where goal = %s $$, test.goal()), 'audit/insert-only');

-- a change: what it said is kept
select test.refuses('WH422', format($$ select goal.ask_change(%s, '没有改', 'B5.1', '今年走访服务对象一百户', base.today() + 90, %s, 'figure', '20', '100', '户', other => %s) $$,
	test.goal(), test.member('试党员甲'), test.id('试甲二支部')), 'goal/no-change');
select unnest(array[is(jsonb_path_query_array(r -> 'changes' -> 0 -> 'fields', '$[*].field'), '["aim", "due_on", "target", "other"]', 'what differs is asked for'),
	is(r -> 'changes' -> 0 -> 'fields' -> 2, '{"field": "target", "was": "100", "is": "80"}', 'old and new side by side'),
	is(r ->> 'aim', '今年走访服务对象一百户', 'nothing has changed yet')])
from test.json(format($$ select goal.ask_change(%s, '抽走了两个人', 'B5.1', '今年走访服务对象八十户', base.today() + 120, %s, 'figure', '20', '80', '户') $$,
	test.goal(), test.member('试党员甲'))) as r;
select test.enter('t.reviewer');
select unnest(array[is(r ->> 'aim', '今年走访服务对象八十户', 'granted, it says the new'), is(r ->> 'state', 'registered', 'and is registered'),
	is(r -> 'changes' -> 0 -> 'fields' -> 2, '{"field": "target", "was": "100", "is": "80"}', 'what it said before stands beside')])
from test.json(format($$ select goal.grant_change(%s) $$, test.goal())) as r;
select is((select t.facts ->> 'aim' from data.goal_text as t where t.goal = test.goal('今年走访服务对象八十户')), '今年走访服务对象一百户', 'the old text is kept');
select test.enter('t.secretary');
select goal.ask_change(test.goal('今年走访服务对象八十户'), '再少一些', 'B5.1', '今年走访服务对象八十户', base.today() + 120, test.member('试党员甲'), 'figure', '20', '60', '户');
select test.enter('t.reviewer');
select unnest(array[is(r ->> 'target', '80', 'refused, it stands as it was'), is(r -> 'changes' -> 0 ->> 'note', '八十户做得到', 'with the reason')])
from test.json(format($$ select goal.refuse_change(%s, '八十户做得到') $$, test.goal('今年走访服务对象八十户'))) as r;

-- reached: said, sent back, confirmed on the spot, without any file
select test.enter('t.secretary');
select unnest(array[is(r ->> 'state', 'claimed', 'completion is claimed'), is(r ->> 'present', '81', 'with where the figure stands')])
from test.json(format($$ select goal.claim(%s, '走访了81户，办成小事15件', '81') $$, test.goal('今年走访服务对象八十户'))) as r;
select test.refuses('WH403', format($$ select goal.confirm(%s) $$, test.goal('今年走访服务对象八十户')), 'flow/no-right');
select test.enter('t.reviewer');
select is(test.json(format($$ select goal.send_back(%s, '名单还没有看到') $$, test.goal('今年走访服务对象八十户'))) ->> 'state', 'registered', 'sent back with what is missing');
select test.enter('t.secretary');
select goal.claim(test.goal('今年走访服务对象八十户'), '走访了81户');
select test.enter('t.reviewer');
select unnest(array[is(r ->> 'state', 'confirmed', 'confirmed'), is((r ->> 'confirmed_on')::date, base.today(), 'on its day')])
from test.json(format($$ select goal.confirm(%s, '现场核实') $$, test.goal('今年走访服务对象八十户'))) as r;
select is((select i.due from data.item as i where i.id = test.goal('今年走访服务对象八十户')), null, 'and due no more');

-- taking back, and dropping a draft
select test.enter('t.secretary');
select goal.draft('B1.1', '写错了的目标一条', unit => test.id('试甲一支部'), campaign => test.campaign(), due_on => base.today() + 9, responsible => test.member('试党员甲'));
select goal.submit(array[test.goal('写错了的目标一条')]);
select is(test.json(format($$ select goal.withdraw(%s) $$, test.goal('写错了的目标一条'))) ->> 'state', 'draft', 'a submission is taken back');
select lives_ok(format($$ select goal.drop(%s) $$, test.goal('写错了的目标一条')), 'a draft goes out of the lists');
select is(jsonb_array_length(test.json(format('select goal.goals(campaign => %s)', test.campaign())) -> 'rows'), 1, 'and the other one stays');
select * from finish();
rollback;
