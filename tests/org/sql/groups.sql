-- A probation is prolonged once, by a decision; members go from one group of their branch to another without a transfer.
begin;
select plan(42);
update base.clock set ahead = ahead + (timestamptz '2026-11-24 10:00:00+08' - base.now());
select test.build();

create function test.last(name text) returns text
language sql stable
as $$
	select concat_ws(' ', c.kind, c.happened_on, c.name, c.note)
	from data.career as c
	where c.person = test.member(last.name)
	order by c.id desc
	limit 1
$$;
create function test.where(name text) returns text
language sql stable
as $$ select u.short_name from data.person as p join data.unit as u on u.id = p.unit where p.id = test.member("where".name) $$;

update data.person set joined_on = '2025-11-10' where name = '试党员乙';
update data.person set joined_on = '2001-07-01', full_on = '2002-07-01' where name = '试党员甲';

-- ---- 延长预备期
select test.enter('t.secretary');
select is((org.person_answer(p) -> 'extension')::text, '{"ends": "2026-11-10", "most": "2027-11-10", "least": "2027-05-10", "until": null}', 'between which days it may end')
from data.person as p where p.name = '试党员乙';
select ok(org.buttons(p) @> '[{"verb": "extend", "label": "延长预备期"}]', 'who keeps the branch has the button') from data.person as p where p.name = '试党员乙';
select ok(not org.buttons(p) @> '[{"verb": "extend"}]', 'but not of a full member') from data.person as p where p.name = '试党员甲';
select test.refuses('WH422', $$ select org.extend_probation(test.member('试党员乙'), '2026-11-20', '支部大会决议') $$, 'org/no-day');
select test.refuses('WH422', $$ select org.extend_probation(test.member('试党员乙'), '2026-11-20', '支部大会决议', '2027-05-09') $$, 'org/extension', '%2027年5月10日至2027年11月10日%');
select test.refuses('WH422', $$ select org.extend_probation(test.member('试党员乙'), '2026-11-20', '支部大会决议', '2027-11-11') $$, 'org/extension');
select test.refuses('WH422', $$ select org.extend_probation(test.member('试党员乙'), '2026-11-25', '支部大会决议', '2027-05-10') $$, 'org/later');
select test.refuses('WH422', $$ select org.extend_probation(test.member('试党员乙'), '2025-11-09', '支部大会决议', '2027-05-10') $$, 'org/before-joining');
select test.refuses('WH409', $$ select org.extend_probation(test.member('试党员甲'), '2026-11-20', '支部大会决议', '2027-05-10') $$, 'org/not-open');
select test.enter('t.inspector');
select test.refuses('WH403', $$ select org.extend_probation(test.member('试党员乙'), '2026-11-20', '支部大会决议', '2027-05-10') $$, 'org/not-keeper');
select test.enter('t.second');
select test.refuses('WH404', $$ select org.extend_probation(test.member('试党员乙'), '2026-11-20', '支部大会决议', '2027-05-10') $$, 'org/not-found');
select test.enter('t.secretary');
select test.refuses('00000', $$ select org.extend_probation(test.member('试党员乙'), '2026-11-20', '支部大会决议', '2027-05-10') $$);
select is(test.last('试党员乙'), 'extended 2026-11-20 试书 延长到2027年5月10日（支部大会决议）', 'the decision, its day and paper, and who entered it');
select is((select a.action from data.audit as a order by a.id desc limit 1), 'org.member_extended', 'in the audit');
select is(org.person_answer(p) ->> 'ends', '2027-05-10', 'the page says the new end') from data.person as p where p.name = '试党员乙';
select is(org.members(test.id('试甲一支部')) -> 'rows' -> 1 ->> 'ends', '2027-05-10', 'and so does the roster');
select ok(org.buttons(p) @> '[{"verb": "extend", "label": "更正延长的日期"}]', 'the button corrects now') from data.person as p where p.name = '试党员乙';
select test.write_dues();
select is((select count(*) from json_array_elements(org.due('probation') -> 'rows')), 0::bigint, 'and it is not due before');
select test.refuses('WH422', $$ select org.change_member(test.member('试党员乙'), 'full', '2026-11-12') $$, 'org/on-probation', '%5月10日才满%');
select is((select j.action || (j.faults -> 0 ->> 'detail') from org.sheet_judge_members(test.id('试甲一支部'), E'2\t\t试党员乙\t试甲一支部\t\t正式党员\t\t2026-11-12\t\t') as j), 'bad转正日期早于预备期满。', 'nor by a sheet');
-- corrected, and taken back
select test.enter('t.secretary', '1');
select test.refuses('WH412', $$ select org.extend_probation(test.member('试党员乙'), '2026-11-20', '看错', '2027-07-01') $$, 'org/changed-meanwhile');
select test.enter('t.secretary');
select test.refuses('WH422', $$ select org.extend_probation(test.member('试党员乙'), '2026-11-20', '支部大会决议', '2027-05-10') $$, 'org/nothing-changed');
select test.refuses('00000', $$ select org.extend_probation(test.member('试党员乙'), '2026-11-20', '看错', '2027-07-01') $$);
select is(test.last('试党员乙'), 'mended 2026-11-20 试书 延长到2027年7月1日（看错）', 'a correction is one');
select test.refuses('00000', $$ select org.extend_probation(test.member('试党员乙'), '2026-11-20', '登记错了人') $$);
select is(test.last('试党员乙'), 'mended 2026-11-20 试书 不再延长（登记错了人）', 'and so is taking it back');
select test.write_dues();
select is((select count(*) from json_array_elements(org.due('probation') -> 'rows')), 1::bigint, 'so that it is due again');
select test.refuses('00000', $$ select org.change_member(test.member('试党员乙'), 'full', '2026-11-12') $$);

-- ---- 党小组
select test.make_unit('试甲二小组', 'group', '试甲一支部', 2), test.make_unit('试丁一小组', 'group', '试甲二支部', 1);
insert into data.tenure (unit, post, person, since) values (test.id('试甲一支部'), 'secretary', test.member('试党员甲'), '2025-01-01'),
	(test.id('试甲一小组'), 'group_leader', test.member('试党员乙'), '2026-01-01');
select test.enter('t.secretary');
select is(org.members(test.id('试甲一支部')) -> 'groups' ->> 0, (select json_build_object('id', test.id('试甲一小组'), 'short_name', '试甲一小组')::text), 'a roster says which groups there are');
select test.refuses('00000', $$ select org.regroup(test.id('试甲一小组'), array[test.member('试党员甲'), test.member('试党员乙')]) $$);
select is(test.where('试党员甲') || test.where('试党员乙'), '试甲一小组试甲一小组', 'both are in the group');
select is(test.last('试党员甲'), 'regrouped 2026-11-24 试书 试甲一支部→试甲一小组', 'and it is in their histories');
select is((select count(*) from data.tenure as t where t.person = test.member('试党员甲') and t.until is null), 1::bigint, 'who is secretary of the branch is it still');
select test.refuses('WH422', $$ select org.regroup(test.id('试甲一小组'), array[test.member('试党员甲')]) $$, 'org/nothing-changed');
select test.refuses('00000', $$ select org.regroup(test.id('试甲二小组'), array[test.member('试党员乙')]) $$);
select is((select t.until from data.tenure as t where t.person = test.member('试党员乙')), date '2026-11-24', 'a post at the group that was left ends');
select test.refuses('00000', $$ select org.regroup(test.id('试甲一支部'), array[test.member('试党员乙'), test.member('试党员甲')]) $$);
select test.refuses('WH422', $$ select org.regroup(test.id('试甲一小组'), array[test.member('试党员甲'), test.member('试党员丁')]) $$, 'org/not-here');
select is(test.where('试党员甲'), '试甲一支部', 'nobody moves where one may not');
select test.refuses('WH404', $$ select org.regroup(test.id('试丁一小组'), array[test.member('试党员甲')]) $$);
select test.enter('t.reviewer');
select test.refuses('WH422', $$ select org.regroup(test.id('试丁一小组'), array[test.member('试党员甲')]) $$, 'org/not-here');
select test.enter('t.inspector');
select test.refuses('WH403', $$ select org.regroup(test.id('试甲一小组'), array[test.member('试党员甲')]) $$, 'org/not-keeper');
select test.enter('t.secretary');
select org.ask_transfer(test.member('试党员甲'), test.id('试甲二支部'));
select test.refuses('WH409', $$ select org.regroup(test.id('试甲一小组'), array[test.member('试党员甲')]) $$, 'org/transfer-open', '试党员甲有一件转接%');
select * from finish();
rollback;
