-- Campaigns: begun by officers at the top under a version of the standards that stays; their phases; labels of other campaigns.
begin;
select plan(29);
select test.build();
-- the demonstration's years are in the way of nothing here
create function test.campaign(name text) returns bigint
language sql stable
as $$ select c.id from data.campaign as c where c.name = campaign.name $$;
-- 试工委 is a top beside the demonstration's, as far as rights go

select test.enter('t.reviewer');
select test.refuses('WH403', $$ select goal.begin_campaign('试年', '1990-01-01', '1990-12-31') $$, 'goal/not-head', '%工委经办人。');
select test.refuses('WH403', $$ select goal.add_label('试标签') $$, 'goal/not-head');
select is((goal.campaigns() ->> 'may_edit')::boolean, false, 'a reviewer reads them');
select test.enter('t.officer');
select is((goal.campaigns() ->> 'may_edit')::boolean, true, 'an officer at the top edits them');

select test.refuses('23514', $$ select goal.begin_campaign('试年', '1990-12-31', '1990-01-01') $$);
select test.refuses('WH422', $$ select goal.begin_campaign('试年', '1990-01-01', '1990-12-31', 999) $$, 'goal/no-catalogue');
select test.refuses('WH409', format($$ select goal.begin_campaign('试年', %L, %L) $$, base.today(), base.today() + 1), 'goal/campaigns-overlap', '和“%年度”的日期重叠。%');
select test.refuses('WH422', $$ select goal.begin_campaign('试年', '1990-01-01', '1990-12-31', phases => '{"name":"一"}') $$, 'goal/phases');
select test.refuses('WH422', $$ select goal.begin_campaign('试年', '1990-01-01', '1990-12-31', phases => '[{"name":"一","begins":"1990-13-01","ends":"1990-03-01"}]') $$, 'goal/phases');
select test.refuses('WH422', $$ select goal.begin_campaign('试年', '1990-01-01', '1990-12-31', phases => '[{"name":"一","begins":"1990-01-01"}]') $$, 'goal/phases', '第1个阶段%');
select test.refuses('WH422', $$ select goal.begin_campaign('试年', '1990-01-01', '1990-12-31', phases => '[{"name":"一","begins":"1989-12-01","ends":"1990-03-01"}]') $$, 'goal/phases', '“一”不在活动的日期之内。');
select test.refuses('WH422', $$ select goal.begin_campaign('试年', '1990-01-01', '1990-12-31',
	phases => '[{"name":"一","begins":"1990-01-01","ends":"1990-03-01"},{"name":"二","begins":"1990-03-01","ends":"1990-04-01"}]') $$, 'goal/phases', '“二”和前一个阶段的日期重叠。');
select is(test.campaign('试年'), null, 'and nothing of all that was begun');

select isnt(goal.begin_campaign('试年', '1990-01-01', '1990-12-31', basis => '试依据',
	phases => '[{"name":"一","begins":"1990-01-01","ends":"1990-03-01"},{"name":"二","begins":"1990-03-02","ends":"1990-12-31"}]')::text, null, 'a campaign begins');
select is((select c.catalogue from data.campaign as c where c.name = '试年'), 1, 'under the newest version, while none is confirmed');
select is((select count(*) from data.phase as p where p.campaign = test.campaign('试年')), 2::bigint, 'with its phases');
select is((select r ->> 'mark' from json_array_elements(goal.campaigns() -> 'rows') as r where r ->> 'name' = '试年'), '样本，待工委按现行文件核定',
	'and says that its standards are a sample');
select test.refuses('23505', $$ select goal.begin_campaign('试年', '1991-01-01', '1991-12-31') $$);
select is((select count(*) from data.audit as a where a.action = 'goal.begin_campaign' and a.subject = 'campaign/' || test.campaign('试年')), 1::bigint, 'it is in the audit');

select test.refuses('WH422', format($$ select goal.edit_campaign(%s, '试年', '1990-02-01', '1990-12-31') $$, test.campaign('试年')), 'goal/phases', '有的阶段%');
select test.refuses('WH404', $$ select goal.edit_campaign(999999, '试年', '1990-02-01', '1990-12-31') $$, 'goal/not-found');
select isnt(goal.edit_campaign(test.campaign('试年'), '试年度', '1990-01-01', '1990-11-30', phases => '[]')::text, null, 'it gets another name and other days');
select is((select (c.ends, c.catalogue, (select count(*) from data.phase as p where p.campaign = c.id))::text from data.campaign as c where c.name = '试年度'),
	'(1990-11-30,1,0)', 'no phases any more, and the same standards');
select is(has_column_privilege('verbs_goal', 'data.campaign', 'catalogue', 'update'), false, 'which no verb can change');

select isnt(goal.add_label('试标签')::text, null, 'a label is added');
select test.refuses('23505', $$ select goal.add_label('试标签') $$);
select isnt(goal.close_label((select l.id from data.label as l where l.name = '试标签'), true)::text, null, 'and closed');
select is((select l.closed_on from data.label as l where l.name = '试标签'), base.today(), 'from today on');
select test.refuses('WH404', $$ select goal.close_label(999999, true) $$, 'goal/not-found');
select * from finish();
rollback;
