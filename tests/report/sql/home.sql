-- The home page: what is to be done by whom, with lights in working days; on Monday 28 September 2026, before the holidays.
begin;
select plan(47);
update base.clock set demonstration = true, ahead = timestamptz '2026-09-28 10:00+08' - now();
select test.build();
delete from data.holiday;
delete from data.holiday_year;
insert into data.holiday_year (year, basis) values (2026, '测试');
insert into data.holiday (day, works, name) values ('2026-10-10', true, '国庆节')
on conflict do nothing;
insert into data.holiday (day, works, name)
select d::date, false, '国庆节' from generate_series(date '2026-10-01', date '2026-10-07', interval '1 day') as d;

-- lights
select is((t.light, t.light_text)::text, (l.light, l.text)::text, l.text || '，' || l.due)
from (values
	(timestamptz '2026-09-28 18:00+08', 'soon', '今天到期'),
	('2026-09-28 08:00+08', 'soon', '今天到期'),
	('2026-09-29 18:00+08', 'soon', '还剩1个工作日'),
	('2026-09-30 18:00+08', 'soon', '还剩2个工作日'),
	('2026-10-08 18:00+08', 'soon', '还剩3个工作日'),
	('2026-10-09 18:00+08', 'ok', '还剩4个工作日'),
	('2026-10-10 18:00+08', 'ok', '还剩5个工作日'),
	('2026-10-12 00:30+08', 'ok', '还剩6个工作日'),
	('2026-09-25 18:00+08', 'late', '超期1个工作日'),
	('2026-09-21 18:00+08', 'late', '超期5个工作日'),
	('2026-09-27 18:00+08', 'late', '超期1个工作日'),
	('2027-01-04 18:00+08', 'tentative', '暂定（2027年放假安排未公布）'),
	('2025-12-31 18:00+08', 'tentative', '暂定（2025年放假安排未公布）'),
	('infinity', 'ok', '没有期限')) as l (due, light, text)
join report.lights(array['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12', '2026-09-25',
	'2026-09-21', '2026-09-27', '2027-01-04', '2025-12-31', '2026-09-30', null, 'infinity']::date[]) as t
	on t.day = (l.due at time zone 'Asia/Shanghai')::date;
select is((select array_agg(t.days order by t.day) from report.lights(array['2026-09-30', '2026-09-25', '2027-01-04']::date[]) as t),
	array[-1, 2, null, null], 'the day itself doesn''t count; late days are negative, unknown ones none');

-- nothing yet, by role
select test.enter('t.officer');
select is(report.home() ->> 'today', '2026-09-28', 'the day');
select is(report.home() ->> 'weekday', '星期一', 'its name');
select is(report.home() ->> 'count', '0', 'nothing to do');
select is(report.home() ->> 'empty', '还没有测评。选样板、选单位、定截止时间，就可以开始。', 'a new officer is told how to begin');
select is(report.home() ->> 'next', null, 'there is no next');
select test.enter('t.secretary');
select is(report.home() ->> 'empty', '还没有目标。可以照去年的改，也可以用样板写，几分钟就够。', 'a secretary without a goal is told how to begin');
select test.enter('t.inspector');
select is(report.home() ->> 'empty', '没有要您办的事。可以查看：组织、标准、测评。', 'who only reads is told where');
select test.enter('t.audit');
select is(report.home() ->> 'empty', '没有要您办的事。可以查看：组织、标准。', 'and an administrator');

-- rounds
select test.make_item('草稿一件', '试工委', 'round', 'draft'), test.make_item('月底截止', '试工委', 'round', 'open', '2026-09-30 18:00+08'),
	test.make_item('已经截止', '试工委', 'round', 'closed', '2026-10-12 18:00+08'), test.make_item('公布了', '试工委', 'round', 'published'),
	test.make_item('作废了', '试工委', 'round', 'void'), test.make_item('甲局自己的', '试甲局党组', 'round', 'closed', '2026-09-24 18:00+08');
insert into data.progress (round, stratum, channel, step) values (test.item('月底截止'), 'masses', 'card', 2), (test.item('月底截止'), 'masses', 'open', 0);
select test.enter('t.officer');
select is((select json_agg(r ->> 'title') from json_array_elements(report.home() -> 'rows') as r)::text,
	'["甲局自己的", "月底截止", "已经截止"]', 'what has a step open to the caller, the first due first');
select is(report.home() ->> 'count', '3', 'and it is counted');
select is((report.home() -> 'drafts')::jsonb, jsonb_build_array(jsonb_build_object('item', test.item('草稿一件'), 'title', '草稿一件', 'unit', '试工委',
	'address', '/console/survey/' || test.item('草稿一件'))), 'a draft waits for nobody: it stands apart');
select is(report.home() ->> 'draft_count', '1', 'and is counted apart');
select is(report.count(), 3, 'the bell doesn''t ring for it');
select is((report.home() -> 'rows' -> 1)::jsonb - 'item' - 'address', '{"workflow": "round", "title": "月底截止", "unit": "试工委", "note": "已收20—49份（凭卡）",
	"due": "2026-09-30T18:00:00+08:00", "days": 2, "light": "soon", "light_text": "还剩2个工作日", "act": "看进度"}'::jsonb, 'a line says all of it');
select is((report.home() -> 'rows' -> 1) ->> 'address', '/console/survey/' || test.item('月底截止'), 'with its page');
select is((report.home() -> 'rows' -> 2) ->> 'act', '公布结果', 'the button that leads on');
select is((report.home() -> 'rows' -> 2) ->> 'note', '已截止', 'the state, where there is no progress to tell');
select is((report.home() -> 'rows' -> 0) ->> 'light', 'late', 'late first');
select is(report.home() ->> 'empty', null, 'no sentence beside a list');
update data.progress set step = 1 where round = test.item('月底截止') and channel = 'open';
select is((report.home() -> 'rows' -> 1) ->> 'note', '已收20—49份（凭卡）；已收1—19份（公开二维码）', 'channels are named, never summed');
delete from data.progress where round = test.item('月底截止');
select is((report.home() -> 'rows' -> 1) ->> 'note', '还没有收到', 'nothing yet is said so');

-- only one's own
select test.enter('t.inspector');
select is(report.home() ->> 'count', '0', 'who has no step has nothing to do');
select is(report.home() ->> 'draft_count', '0', 'and no draft');
select test.enter('t.reviewer');
select is(report.home() ->> 'count', '0', 'nor has a reviewer below');
select is(report.home() ->> 'next', null, 'who doesn''t see what is beside or above');
insert into data.seat (account, role, unit, granted_by) values (test.person('t.other'), 'officer', test.id('试甲局党组'), '测试');
select test.enter('t.other');
select is((select json_agg(r ->> 'title') from json_array_elements(report.home() -> 'rows') as r)::text, '["甲局自己的"]', 'an officer of a part has that part''s');
update data.item set due = '2026-10-09 18:00+08' where title = '甲局自己的';
select test.enter('t.inspector');
select is(report.home() ->> 'next', null, 'who only reads has no next thing');
insert into data.seat (account, role, unit, granted_by) values (test.person('t.second'), 'inspector', test.id('试甲局党组'), '测试');
select test.enter('t.second');
select is(report.home() -> 'next' ->> 'title', '甲局自己的', 'with nothing to do the next thing in sight is named');
update data.seat set valid_from = '2026-09-01', valid_until = '2026-09-27' where account = test.person('t.other') and role = 'officer';
insert into data.seat (account, role, unit, granted_by) values (test.person('t.other'), 'inspector', test.id('试甲局党组'), '测试');
select test.enter('t.other');
select is(report.home() ->> 'count', '0', 'a seat that ended yesterday has nothing to do');
select test.enter('t.system');
select is(report.home() ->> 'count', '0', 'an administrator never');

-- calling off and doing again are never what is due
insert into data.state (workflow, state, label) values ('trial', 'over', '已结束');
insert into data.verb (workflow, verb, label, official_order, forward) values ('trial', 'void', '作废', 1, false), ('trial', 'copy', '再办一次', 2, false);
insert into data.step (workflow, verb, from_state, to_state, role, reach, note)
select 'trial', v, 'over', 'over', 'officer', 'over', 'none' from unnest(array['void', 'copy']) as v;
select test.make_item('结束了的', '试工委', 'trial', 'over');
select test.enter('t.officer');
select is(report.home() ->> 'count', '3', 'what can only be called off or done again is not to do');

-- it can be read by a transaction that writes nothing
select session.enter(test.token('t.officer'), 'report.home', null, null, null, true);
select is(report.home() ->> 'count', '3', 'reading it writes nothing');
select * from finish();
rollback;
