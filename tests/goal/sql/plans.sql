-- Plans: whose they are, who reads them and when, what they hold; and what stands beside a form, the nearest first.
begin;
select plan(46);
select test.build();
create function test.made(title text) returns bigint
language sql stable
as $$ select max(i.id) from data.item as i where i.title = made.title and i.workflow = 'plan' $$;

-- writing
select test.enter('t.reviewer');
select test.refuses('WH404', $$ select goal.draft_plan(test.id('试乙机关党委'), '别人的', 'overall') $$, 'goal/not-found');
select test.refuses('WH403', $$ select goal.draft_plan(test.id('试甲局党组'), '上级的', 'overall') $$, 'flow/no-right');
select test.refuses('WH422', $$ select goal.draft_plan(test.id('试甲机关党委'), '甲', 'yearly') $$, 'goal/plan-kind');
select test.refuses('WH404', $$ select goal.draft_plan(test.id('试甲机关党委'), '甲', 'overall', 999999) $$, 'goal/not-found');
select test.refuses('WH422', $$ select goal.draft_plan(test.id('试甲机关党委'), '甲', 'near') $$, 'goal/plan', '%近期计划要写在本单位的一份总体规划之下。%');
select test.refuses('WH422', $$ select goal.draft_plan(test.id('试甲机关党委'), '甲', 'guidance', kinds => array['nothing'], sectors => '["没有的行业"]') $$, 'goal/plan', '%没有这种单位。%没有这个行业。%');
select test.refuses('WH422', $$ select goal.draft_plan(test.id('试甲机关党委'), '甲', 'overall', begins => '2026-02-01', ends => '2026-01-01') $$, 'goal/plan');
select test.refuses('WH422', $$ select goal.draft_plan(test.id('试甲机关党委'), '甲', 'overall', tasks => '{"一":1}') $$, 'goal/tasks');
select test.refuses('WH422', format($$ select goal.draft_plan(test.id('试甲机关党委'), '甲', 'overall', tasks => '["%s"]') $$, repeat('长', 101)), 'goal/tasks');
select test.refuses('WH422', $$ select goal.draft_plan(test.id('试甲机关党委'), '甲', 'overall', sectors => '{"a":1}') $$, 'goal/sectors');
select is(test.made('甲'), null, 'nothing of all that was kept');
select isnt(goal.draft_plan(test.id('试甲机关党委'), '试甲规划', 'overall', body => '写实', tasks => '["第一项", " ", "第二项"]')::text, null, 'a reviewer drafts their unit''s plan');
select is((select array_agg(t.text order by t.number) from data.task as t where t.plan = test.made('试甲规划')), array['第一项', '第二项'], 'with its tasks, empty lines left out');
select isnt(goal.draft_plan(test.id('试甲机关党委'), '试甲近期', 'near', parent => test.made('试甲规划'), tasks => '["近的"]')::text, null, 'and a near one under it');
select test.refuses('WH422', format($$ select goal.draft_plan(test.id('试甲一支部'), '甲', 'near', parent => %s) $$, test.made('试甲规划')), 'goal/plan');

-- who reads a draft, and what was handed down
select test.enter('t.secretary');
select test.refuses('WH404', format($$ select goal.plan(%s) $$, test.made('试甲规划')), 'goal/not-found');
select is((goal.guidance(test.id('试甲一支部')) ->> 'plans')::text, '[]', 'nothing stands beside the form of a branch below');
select test.enter('t.other');
select test.refuses('WH404', format($$ select goal.plan(%s) $$, test.made('试甲规划')), 'goal/not-found');
select test.enter('t.reviewer');
select isnt(goal.publish_plan(test.made('试甲规划'))::text, null, 'it is handed down');
select isnt(goal.publish_plan(test.made('试甲近期'))::text, null, 'and the near one');
select test.refuses('WH409', format($$ select goal.edit_plan(%s, '改') $$, test.made('试甲规划')), 'flow/not-open');
select test.enter('t.secretary');
select is((goal.plan(test.made('试甲规划')) ->> 'title'), '试甲规划', 'the branch below reads it');
select is((goal.plan(test.made('试甲规划')) ->> 'verbs'), '[]', 'and has no button');
select test.enter('t.member');
select is((goal.plan(test.made('试甲规划')) ->> 'title'), '试甲规划', 'so does a member there');
select test.enter('t.other');
select test.refuses('WH404', format($$ select goal.plan(%s) $$, test.made('试甲规划')), 'goal/not-found');
select test.refuses('WH404', $$ select goal.guidance(test.id('试甲一支部')) $$, 'goal/not-found');

-- beside the form: nearest first, guidance by kind and sector
select test.enter('t.officer');
select isnt(goal.publish_plan((goal.draft_plan(test.id('试工委'), '试总规划', 'overall', body => '总的') ->> 'id')::bigint)::text, null, 'the top plans too');
select isnt(goal.publish_plan((goal.draft_plan(test.id('试工委'), '给支部的', 'guidance', body => '支部看', kinds => array['branch']) ->> 'id')::bigint)::text, null, 'and guides branches');
select isnt(goal.publish_plan((goal.draft_plan(test.id('试工委'), '给党委的', 'guidance', body => '党委看', kinds => array['agency_committee']) ->> 'id')::bigint)::text, null, 'and agency committees');
select isnt(goal.publish_plan((goal.draft_plan(test.id('试工委'), '给一个行业的', 'guidance', body => '行业看', sectors => '["政务服务"]') ->> 'id')::bigint)::text, null, 'and a sector');
select test.refuses('WH422', format($$ select goal.publish_plan(%s) $$, (goal.draft_plan(test.id('试工委'), '空的', 'overall') ->> 'id')), 'goal/plan-empty');
select test.enter('t.secretary');
select is((select array_agg(p ->> 'title') from json_array_elements(goal.guidance(test.id('试甲一支部')) -> 'plans') as p), array['试甲近期', '试甲规划', '试总规划'],
	'the nearest superior''s first, near before overall');
select is((select array_agg(p ->> 'title') from json_array_elements(goal.guidance(test.id('试甲一支部')) -> 'guidance') as p), array['给支部的'], 'guidance for its kind alone');
update data.unit set sector = '政务服务' where id = test.id('试甲一支部');
select is((select array_agg(p ->> 'title' order by p ->> 'title') from json_array_elements(goal.guidance(test.id('试甲一支部')) -> 'guidance') as p), array['给一个行业的', '给支部的'],
	'and for its sector');
select is((select k ->> 'standard' from json_array_elements(goal.guidance(test.id('试甲一支部')) -> 'known') as k), 'B1.2', 'and what is registered already');

-- a new version, and the end of the old one
select test.enter('t.reviewer');
select test.refuses('WH409', format($$ select goal.copy_plan(%s) $$, (goal.draft_plan(test.id('试甲机关党委'), '草', 'overall') ->> 'id')), 'flow/not-open');
select is((goal.copy_plan(test.made('试甲规划')) ->> 'state'), 'draft', 'a new version begins as a draft');
select is((select array_agg(t.text order by t.number) from data.task as t where t.plan = test.made('试甲规划')), array['第一项', '第二项'], 'with the same tasks');
select is((goal.plan(test.made('试甲规划')) -> 'source' ->> 'title'), '试甲规划', 'and says what it was copied from');
select isnt(goal.edit_plan(test.made('试甲规划'), '试甲规划第二版', body => '再写实', tasks => '["另一项"]')::text, null, 'it is edited');
select is((select count(*) from data.task as t where t.plan = test.made('试甲规划第二版')), 1::bigint, 'its tasks are what it says now');
select test.enter('t.reviewer', '1');
select test.refuses('WH412', format($$ select goal.edit_plan(%s, '改') $$, test.made('试甲规划第二版')), 'flow/changed-meanwhile');
select test.enter('t.reviewer');
select test.refuses('WH422', format($$ select goal.end_plan(%s) $$, test.made('试甲规划')), 'flow/no-note');
select is((goal.end_plan(test.made('试甲规划'), '有了第二版') ->> 'state'), 'ended', 'the old one ends with a reason');
select test.enter('t.secretary');
select is((select array_agg(p ->> 'title') from json_array_elements(goal.guidance(test.id('试甲一支部')) -> 'plans') as p), array['试甲近期', '试总规划'], 'and stands beside no form any more');
select test.refuses('WH403', format($$ select goal.end_plan(%s, '不要了') $$, test.made('试甲近期')), 'flow/no-right');
select * from finish();
rollback;
