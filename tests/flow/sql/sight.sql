-- Who sees an item: its unit, its superiors of today and of its date; not a neighbour, not an inferior, no member, none of
-- the three administrators; a published round also those whose units it asked about.
begin;
select plan(63);
select test.build();
select test.make_item('甲一的', '试甲一支部'), test.make_item('甲二的', '试甲二支部'), test.make_item('甲机关的', '试甲机关党委'),
	test.make_item('乙一的', '试乙一支部'), test.make_item('工委的', '试工委', 'round', 'open');
insert into data.round_unit (round, unit) values (test.item('工委的'), test.id('试甲一支部'));

select test.enter('t.officer');
select ok(base.sees_all(), 'the top sees all without a probe');
select test.visible('data.item', $$ title in ('甲一的', '甲二的', '甲机关的', '乙一的', '工委的') $$, 5, r)
from unnest(array['verbs_flow', 'verbs_survey', 'verbs_report', 'verbs_org']) as r;

select test.enter('t.reviewer');
select ok(not base.sees_all(), 'nobody else does');
select test.visible('data.item', $$ title in ('甲一的', '甲二的', '甲机关的') $$, 3, r)
from unnest(array['verbs_flow', 'verbs_survey', 'verbs_report', 'verbs_org']) as r;
select test.invisible('data.item', '乙一的');
select test.invisible('data.item', '工委的');

select test.enter('t.secretary');
select test.visible('data.item', $$ title = '甲一的' $$, 1);
select test.invisible('data.item', t) from unnest(array['甲二的', '甲机关的', '乙一的', '工委的']) as t;
select test.refuses('WH404', $$ select flow.move('round', test.item('甲二的'), 'edit') $$, 'flow/not-found');
select is(flow.verbs(test.item('甲二的')), '[]'::jsonb, 'a neighbour''s item has no buttons');
select is(flow.events(test.item('甲二的')), '[]'::jsonb, 'and no history');

select test.enter('t.inspector');
select test.visible('data.item', $$ title in ('甲一的', '甲二的', '甲机关的') $$, 3);
select test.invisible('data.item', '乙一的');

select test.enter('t.member');
select test.visible('data.item', 'not shared', 0, r) from unnest(array['verbs_flow', 'verbs_survey', 'verbs_report', 'verbs_org']) as r;
select test.enter('t.system');
select test.visible('data.item', 'not shared', 0);
select test.enter('t.security');
select test.visible('data.item', 'not shared', 0);
select test.enter('t.audit');
select test.visible('data.item', 'not shared', 0);
select test.enter(null);
select test.visible('data.item', 'true', 0);

-- what hangs on an item is seen with it
select test.enter('t.reviewer');
select test.visible('data.round', format('item in (%s, %s)', test.item('甲一的'), test.item('乙一的')), 1, 'verbs_survey');
select test.visible('data.round_unit', format('round = %s', test.item('工委的')), 0, 'verbs_survey');

-- published: seen by those it asked about, worked on by nobody but its own people
update data.item set state = 'published' where title = '工委的';
select test.visible('data.item', $$ title = '工委的' $$, 1, r) from unnest(array['verbs_flow', 'verbs_survey', 'verbs_org']) as r;
select test.visible('data.round_unit', format('round = %s', test.item('工委的')), 1, 'verbs_survey');
select test.refuses('WH403', $$ select flow.move('round', test.item('工委的'), 'copy') $$, 'flow/no-right');
select is(flow.verbs(test.item('工委的')), '[]'::jsonb, 'it offers them no button');
select test.enter('t.other');
select test.invisible('data.item', '工委的');
select test.refuses('WH404', $$ select flow.move('round', test.item('工委的'), 'copy') $$, 'flow/not-found');
-- … and by anybody through the public doors
select session.enter(null, 'survey.published', null, null, null, false);
select test.visible('data.item', $$ title in ('工委的', '甲一的') $$, 1, 'verbs_survey');
select session.enter(null, 'survey.rounds', null, null, null, false);
select test.visible('data.item', $$ title in ('工委的', '甲一的') $$, 0, 'verbs_survey');
select test.refuses('42501', $$ update data.item set state = 'published' $$, role => 'verbs_survey');
select test.enter('t.officer');
set role verbs_survey;
update data.round set period = '改过' where item = (select i.id from data.item as i where i.title = '工委的');
reset role;
select is((select r.period from data.round as r where r.item = test.item('工委的')), null, 'what is published is not changed, not by its officer either');
update data.item set state = 'closed' where title = '工委的';
set role verbs_survey;
update data.round set period = '改过' where item = (select i.id from data.item as i where i.title = '工委的');
reset role;
select is((select r.period from data.round as r where r.item = test.item('工委的')), '改过', 'what is not yet is');

-- results: from closing on for officers over the round, for others when published; texts for officers alone
insert into data.figure (round, stratum, channel, unit, question, row_number, shown, step)
values (test.item('工委的'), 'masses', 'card', test.id('试甲一支部'), 1, 0, 'few', null);
insert into data.opinion (id, round, unit, stratum, channel, words, shown) values
	(gen_random_uuid(), test.item('工委的'), test.id('试甲一支部'), 'masses', 'card', '给看的', true),
	(gen_random_uuid(), test.item('工委的'), test.id('试甲一支部'), 'masses', 'card', '不到十条', false);
insert into data.seat (account, role, unit, granted_by) values (test.person('t.second'), 'reviewer', test.id('试工委'), '测试');
select test.enter('t.officer');
select test.visible('data.figure', format('round = %s', test.item('工委的')), 1, 'verbs_survey');
select test.visible('data.opinion', format('round = %s', test.item('工委的')), 1, 'verbs_survey');
select test.enter('t.second');
select test.visible('data.item', $$ title = '工委的' $$, 1, 'verbs_survey');
select test.visible('data.figure', format('round = %s', test.item('工委的')), 0, 'verbs_survey');
select test.visible('data.opinion', format('round = %s', test.item('工委的')), 0, 'verbs_survey');
delete from data.seat where account = test.person('t.second') and role = 'reviewer';
update data.item set state = 'open' where title = '工委的';
select test.enter('t.officer');
select test.visible('data.figure', format('round = %s', test.item('工委的')), 0, 'verbs_survey');
select test.visible('data.opinion', format('round = %s', test.item('工委的')), 0, 'verbs_survey');
update data.item set state = 'published' where title = '工委的';
select test.enter('t.secretary');
select test.visible('data.figure', format('round = %s', test.item('工委的')), 1, 'verbs_survey');
select test.visible('data.opinion', format('round = %s', test.item('工委的')), 0, 'verbs_survey');
select test.enter('t.other');
select test.visible('data.figure', format('round = %s', test.item('工委的')), 0, 'verbs_survey');

-- a unit that moves takes its new superior along and keeps the one of the item's date
update data.placement set valid_until = base.today() where unit = test.id('试甲一支部') and valid_until is null;
update data.placement set valid_from = base.today() - 10, valid_until = base.today() - 1 where unit = test.id('试甲一支部');
insert into data.placement (unit, superior) values (test.id('试甲一支部'), test.id('试乙机关党委'));
select test.enter('t.other');
select test.visible('data.item', $$ title = '甲一的' $$, 1);
select test.enter('t.reviewer');
select test.visible('data.item', $$ title = '甲一的' $$, 1);
select test.enter('t.second');
select test.invisible('data.item', '甲一的');
insert into data.item (workflow, unit, superior, state, title) values ('round', test.id('试甲一支部'), test.id('试乙机关党委'), 'draft', '搬家以后的');
select test.enter('t.reviewer');
select test.invisible('data.item', '搬家以后的');

-- the keeper works for nobody in particular
select test.enter(null);
select test.visible('data.item', $$ title like '%的' and title in ('甲一的', '乙一的') $$, 2, 'verbs_keeper');

-- the closure's probe stays a probe: one row for each of the unit's superiors, however large the tree
select test.enter('t.secretary');
select is(base.seats(), array[test.id('试甲一支部')], 'seats are looked up by the token');
select set_config('wuhao.token', test.token('t.nobody'), true);
select is(base.seats(), '{}', 'a token that no session has gives none');
select test.enter('t.secretary');
select set_config('wuhao.account', test.person('t.officer')::text, true);
select is(base.account(), test.person('t.secretary'), 'no other setting says who calls');
select * from finish();
rollback;
