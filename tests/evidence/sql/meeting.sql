-- Meeting records: who writes and reads them, what stays inside, the lights; on Monday 28 September 2026.
begin;
select plan(65);
update base.clock set demonstration = true, ahead = timestamptz '2026-09-28 10:00+08' - now();
select test.build();
select test.make_person('t.group', '试组', 'secretary', '试甲局党组');
insert into data.person (unit, name, state) values (test.id('试甲一小组'), '试组员', 'full');
create function test.meeting() returns bigint
language sql stable
as $$ select max(i.id) from data.item as i where i.workflow = 'meeting' $$;
create function test.light(unit text, kind text) returns text
language sql stable
as $$
	select coalesce(k ->> 'light', '') || '|' || (k ->> 'light_text')
	from json_array_elements(evidence.calendar(test.id(light.unit)) -> 'kinds') as k
	where k ->> 'kind' = light.kind
$$;
create function test.day(topics text, host text, came bigint[] default null, away json default null, held_on date default '2026-09-20') returns json
language sql volatile
as $$
	select evidence.record_meeting(unit => test.id('试甲一支部'), kind => 'day', held_on => day.held_on, topics => day.topics,
		host => test.member(day.host), host_name => day.host, came => day.came, away => day.away)
$$;
comment on function test.day(text, text, bigint[], json, date) is 'Records a 主题党日 of 试甲一支部.';

-- what a unit holds, by kind and size
select test.enter('t.secretary');
select is((select array_agg(k ->> 'kind') from json_array_elements(evidence.calendar(test.id('试甲一支部')) -> 'kinds') as k),
	array['members', 'lecture', 'day', 'life', 'appraisal', 'talk'], 'a small branch has no committee, so no committee''s meeting');
insert into data.person (unit, name, state) select test.id('试甲一支部'), '试甲' || n, 'full' from generate_series(1, 6) as n;
select is(test.light('试甲一支部', 'committee'), 'soon|支部委员会会议该开了', 'with seven full members it has, and the month ends');
select is(test.light('试甲一支部', 'members'), 'soon|支部党员大会该开了', 'the quarter ends within ten days');
select is(test.light('试甲一支部', 'life'), '|今年还没有记录', 'the year doesn''t');
select is(evidence.calendar(test.id('试甲一支部')) ->> 'may_record', 'true', 'the secretary records');

-- recording
select is(evidence.record_meeting(unit => test.id('试甲一支部'), kind => 'members', held_on => '2026-09-20', topics => '学习和讨论',
	host => test.member('试党员甲'), resolutions => '通过计划', came => array[test.member('试党员甲'), test.member('试组员')],
	away => json_build_array(json_build_object('person', test.member('试党员乙'), 'reason', '出差'))) ->> 'title',
	'支部党员大会（2026年9月20日）', 'kind and day make its name');
select is(test.light('试甲一支部', 'members'), 'ok|9月20日已开', 'its light is on');
select is((select json_agg(a -> 'name')::jsonb from json_array_elements(evidence.meeting(test.meeting()) -> 'attendance') as a where (a ->> 'came')::boolean),
	'["试党员甲", "试组员"]', 'who came, a group''s member among them');
select is((select a ->> 'reason' from json_array_elements(evidence.meeting(test.meeting()) -> 'attendance') as a where a ->> 'name' = '试党员乙'), '出差',
	'and why one was away');
select is(evidence.meeting(test.meeting()) ->> 'host_name', '试党员甲', 'the host''s name is written down');
select is((select count(*)::integer from data.audit as a where a.action = 'meeting.record' and a.account = test.person('t.secretary')), 1, 'and who wrote it is in the audit');
update data.person set name = '试改名' where name = '试组员';
select is((select count(*)::integer from json_array_elements(evidence.meeting(test.meeting()) -> 'attendance') as a where a ->> 'name' = '试组员'), 1, 'a record keeps the names of its day');
update data.person set name = '试组员' where name = '试改名';

-- bad input leaves nothing
select test.refuses('WH422', $$ select evidence.record_meeting(test.id('试甲一支部'), 'leaders', '2026-09-20', '议', null, '某') $$, 'evidence/fields');
select test.refuses('WH422', $$ select test.day('议', '某', held_on => '2026-09-29') $$, 'evidence/fields');
select test.refuses('WH422', $$ select test.day('议', '试党员丁') $$, 'evidence/fields');
select test.refuses('WH422', $$ select test.day('议', '试党员甲', array[-1]) $$, 'evidence/fields');
select test.refuses('WH422', $$ select test.day('议', '试党员甲', away => '[{"person":"x"}]') $$, 'evidence/fields');
select test.refuses('WH422', $$ select test.day('议', '试党员甲', away => '["x"]') $$, 'evidence/fields');
select test.refuses('WH422', $$ select test.day('议', '试党员甲', away => '{}') $$, 'evidence/fields');
select test.refuses('23502', $$ select test.day('议', null) $$);
select test.refuses('WH404', $$ select evidence.calendar(test.id('试乙一支部')) $$);
select test.refuses('WH404', $$ select evidence.record_meeting(test.id('试乙一支部'), 'day', '2026-09-20', '议', null, '某') $$);
select test.refuses('WH403', $$ select evidence.calendar(test.id('试甲机关党委')) $$, 'evidence/not-near');
select is((select count(*)::integer from data.item as i where i.workflow = 'meeting' and i.unit = test.id('试甲一支部')), 1, 'a refused record leaves no head');

-- its groups
select is((select json_agg(b -> 'short_name')::jsonb from json_array_elements(evidence.calendars() -> 'below') as b), '["试甲一小组"]', 'the branch follows its groups');
select is(evidence.record_meeting(test.id('试甲一小组'), 'group', '2026-09-10', '读书', test.member('试组员')) ->> 'host_name', '试组员', 'and records for them');
select is(test.light('试甲一小组', 'group'), 'ok|9月10日已开', 'theirs is on');

-- changing and voiding
select test.enter('t.secretary', '1');
select is(evidence.edit_meeting(test.meeting(), 'group', '2026-08-10', '读书', null, '试来人') ->> 'title', '党小组会（2026年8月10日）', 'a record is mended');
select is(test.light('试甲一小组', 'group'), 'soon|党小组会该开了', 'and the light follows');
select test.enter('t.secretary', '1');
select test.refuses('WH412', $$ select evidence.edit_meeting(test.meeting(), 'group', '2026-08-11', '读书', null, '试来人') $$);
select test.enter('t.secretary');
select test.refuses('WH422', $$ select evidence.void_meeting(test.meeting()) $$, 'flow/no-note');
select is(evidence.void_meeting(test.meeting(), '记错了') ->> 'state_label', '已作废', 'or voided');
select test.refuses('WH409', $$ select evidence.edit_meeting(test.meeting(), 'group', '2026-08-11', '读书', null, '试来人') $$);
select is((select json_array_length(k -> 'held') from json_array_elements(evidence.calendar(test.id('试甲一小组')) -> 'kinds') as k), 0, 'and is out of the calendar');

-- what was said stays inside
select is(evidence.record_meeting(test.id('试甲一支部'), 'life', '2026-09-21', '谈了心里话', test.member('试党员甲'), null, '改两件事') ->> 'topics', '谈了心里话', 'the branch reads it');
select is((select r ->> 'group' from json_array_elements(evidence.meeting_roster(test.id('试甲一支部')) -> 'rows') as r where r ->> 'name' = '试组员'), '试甲一小组',
	'names to tick, those of a group with its name');
select is((select count(*)::integer from data.audit as a where a.action = 'evidence.meeting_roster' and a.account = test.person('t.secretary')), 1, 'reading them is recorded');
select test.refuses('WH404', $$ select evidence.of(test.meeting()) $$);
select is((select evidence.of(i.id) ->> 'may_add' from data.item as i where i.title = '支部党员大会（2026年9月20日）'), 'true', 'files hang on what is no secret alone');
insert into data.blob (digest, sm3, size, type) values (sha256('会'), sha256('议'), 3, 'text/plain');
with i as (
	insert into data.item (workflow, unit, superior, state, title)
	values ('evidence', test.id('试甲一支部'), test.id('试甲机关党委'), 'kept', '会上的材料')
	returning id
)
insert into data.evidence (item, blob, received, received_size, name, happened_on, uploaded_by)
select i.id, sha256('会'), sha256('会'), 3, '会上的材料.txt', '2026-09-20', '试书' from i;
select is((select evidence.link(f.id, i.id) ->> 'name' from data.item as i, data.item as f
	where i.title = '支部党员大会（2026年9月20日）' and f.title = '会上的材料'), '会上的材料.txt', 'one does');
select test.refuses('WH409', format($$ select evidence.edit_meeting(%s, 'life', '2026-09-20', '改', null, '某') $$,
	(select i.id from data.item as i where i.title = '支部党员大会（2026年9月20日）')), 'evidence/has-files');
select test.enter('t.reviewer');
select is((select evidence.of(i.id) ->> 'may_add' from data.item as i where i.title = '支部党员大会（2026年9月20日）'), 'false', 'and who keeps it adds them');
select is(evidence.meeting(test.meeting()) ->> 'closed', 'true', 'the superior sees that it was held');
select is(evidence.meeting(test.meeting()) ->> 'topics', null, 'not what was said');
select is(evidence.meeting(test.meeting()) ->> 'resolutions', null, 'nor decided');
select is(evidence.meeting(test.meeting()) ->> 'attendance', null, 'nor who was there');
select is((evidence.meeting(test.meeting()) -> 'verbs')::text, '[]', 'and changes nothing');
select test.refuses('WH403', $$ select evidence.edit_meeting(test.meeting(), 'life', '2026-09-21', '改', null, '某') $$, 'evidence/not-keeper');
select test.refuses('WH403', $$ select evidence.void_meeting(test.meeting(), '改') $$, 'evidence/not-keeper');
select test.refuses('WH403', $$ select test.day('议', '某') $$, 'evidence/not-keeper');
select test.refuses('WH403', $$ select evidence.meeting_roster(test.id('试甲一支部')) $$, 'evidence/not-keeper');
select is((select json_agg(b -> 'short_name')::jsonb from json_array_elements(evidence.calendars() -> 'below') as b), '["试甲一支部", "试甲二支部"]',
	'the direct superior follows its branches');
select is((select evidence.meeting(i.id) ->> 'topics' from data.item as i where i.title = '支部党员大会（2026年9月20日）'), '学习和讨论', 'and reads what is no secret');
select test.visible('data.meeting', 'true', 2, 'verbs_evidence');

-- nobody else
select test.enter('t.second');
select test.refuses('WH404', $$ select evidence.meeting(test.meeting()) $$);
select test.enter('t.officer');
select test.refuses('WH403', $$ select evidence.calendar(test.id('试甲一支部')) $$, 'evidence/not-near');
select test.refuses('WH404', $$ select evidence.meeting(test.meeting()) $$);
select test.visible('data.attendance', 'true', 0, 'verbs_evidence');
select test.enter('t.inspector');
select test.visible('data.meeting', 'true', 0, 'verbs_evidence');
select test.enter('t.member');
select test.refuses('WH404', $$ select evidence.meeting(test.meeting()) $$);
select test.enter('t.audit');
select test.refuses('WH404', $$ select evidence.calendar(test.id('试甲一支部')) $$);

-- a leading group records its own, without a roster
select test.enter('t.group');
select is(evidence.record_meeting(unit => test.id('试甲局党组'), kind => 'study', held_on => '2026-07-02', topics => '专题学习', host_name => '局长', others => '班子成员')
	->> 'others', '班子成员', 'a leading group names who came');
select is(test.light('试甲局党组', 'study'), 'ok|7月2日已开', 'once a quarter');
select is(test.light('试甲局党组', 'leaders'), '|今年还没有记录', 'once a year');
update base.clock set ahead = timestamptz '2026-12-25 10:00+08' - now();
update data.session set idle_until = idle_until + interval '200 days', until = until + interval '200 days';
select test.enter('t.group');
select is(test.light('试甲局党组', 'leaders'), 'soon|民主生活会该开了', 'before the year ends');
select * from finish();
rollback;
