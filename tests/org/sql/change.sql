-- Changes of the organisation: each is done as of its day and nothing that was is overwritten; what can't be is refused in words.
begin;
select plan(84);
select test.build();
-- the house has stood for a year
update data.unit set opened_on = base.today() - 365 where short_name like '试%';
update data.placement set valid_from = base.today() - 365 where unit in (select id from data.unit where short_name like '试%');
update data.scope set since = base.today() - 365 where unit in (select id from data.unit where short_name like '试%');
create function test.day(days integer) returns date language sql stable as $$ select base.today() + days $$;
create function test.changes(state text) returns bigint language sql as $$ select json_array_length(org.changes(state) -> 'rows') $$;
create function test.children(unit text, days integer default null) returns text language sql
as $$ select (select string_agg(c ->> 'short_name', ' ') from json_array_elements(org.tree(test.id(children.unit), base.today() + children.days) -> 'children') as c) $$;
create function test.now_in(name text) returns text language sql stable
as $$ select u.short_name from data.person as p join data.unit as u on u.id = p.unit where p.name = now_in.name $$;

-- ---- a new unit
select test.enter('t.reviewer');
select is(org.create_unit(test.id('试甲机关党委'), 'branch', '中共试甲三支部', '试甲三支部', test.day(-10), '试字1号', '三号窗口') ->> 'state', 'done', 'a past day is done at once');
select is(test.children('试甲机关党委'), '试甲一支部 试甲二支部 试甲三支部', 'behind its neighbours');
select is(test.children('试甲机关党委', -11), '试甲一支部 试甲二支部', 'the day before it was not there');
select is((select array[a.action, a.subject, a.detail ->> 'basis'] from data.audit as a order by a.id desc limit 1), array['org.create_unit', 'unit/' || test.id('试甲三支部'), '试字1号'],
	'and written down');
select test.refuses('WH403', $$ select org.create_unit(test.id('试甲机关党委'), 'agency_committee', '中共甲', '试甲某党委', base.today(), '试') $$, 'org/no-right');
select test.refuses('WH422', $$ select org.create_unit(test.id('试甲机关党委'), 'group', '中共甲', '试甲某组', base.today(), '试') $$, 'org/names', null);
select test.refuses('WH422', $$ select org.create_unit(test.id('试甲机关党委'), 'branch', '中共甲', '试甲一支部', base.today(), '试') $$, 'org/names');
select test.refuses('WH422', $$ select org.create_unit(test.id('试甲机关党委'), 'branch', '中共甲', '试甲四支部', base.today(), '试', sector => '没有的行业') $$, 'org/names');
select test.refuses('WH422', $$ select org.create_unit(test.id('试甲机关党委'), 'branch', '中共甲', '试甲四支部', base.today() - 366, '试') $$, 'org/too-early');
select test.refuses('WH404', $$ select org.create_unit(test.id('试乙机关党委'), 'branch', '中共甲', '试甲四支部', base.today(), '试') $$, 'org/not-found');
select test.refuses('23514', $$ select org.create_unit(test.id('试甲机关党委'), 'branch', '中共甲', '试甲四支部', base.today(), ' ') $$);
select test.enter('t.secretary');
select is(org.create_unit(test.id('试甲一支部'), 'group', '试甲二小组', '试甲二小组', test.day(0), '支部会议') ->> 'text', '在“试甲一支部”下面成立党小组“试甲二小组”', 'a secretary makes groups');
select test.refuses('WH403', $$ select org.create_unit(test.id('试甲一支部'), 'branch', '甲', '甲支部', base.today(), '试') $$, 'org/no-right');
select test.refuses('WH403', $$ select org.rename_unit(test.id('试甲一支部'), 'branch', '中共新', '新', base.today(), '试') $$, 'org/no-right');
select test.refuses('WH403', $$ select org.move_unit(test.id('试甲一小组'), test.id('试甲一支部'), base.today(), '试') $$, 'org/no-right');

-- ---- names
select test.enter('t.reviewer');
select is(org.rename_unit(test.id('试甲三支部'), 'branch', '中共试甲新三支部', '试甲新三支部', test.day(-5), '试字2号', '新三窗口') ->> 'text', '“试甲三支部”改为“试甲新三支部”，全称“中共试甲新三支部”，对外名称“新三窗口”', 'a unit is renamed');
select is(test.children('试甲机关党委', -6), '试甲一支部 试甲二支部 试甲三支部', 'before the day under its old name');
select is(test.children('试甲机关党委', -5), '试甲一支部 试甲二支部 试甲新三支部', 'from the day on under the new one');
select is(org.unit(test.id('试甲新三支部'), test.day(-7)) -> 'unit' ->> 'public_name', '三号窗口', 'its page too');
select test.refuses('WH422', $$ select org.rename_unit(test.id('试甲新三支部'), 'branch', '中共再', '再', base.today() - 6, '试') $$, 'org/too-early');
select test.refuses('WH422', $$ select org.rename_unit(test.id('试甲新三支部'), 'branch', '中共试甲新三支部', '试甲新三支部', base.today(), '试', '新三窗口') $$, 'org/nothing-new');
select test.refuses('WH422', $$ select org.rename_unit(test.id('试甲一支部'), 'general_branch', '中共试甲一', '试甲一总支', base.today(), '试') $$, 'org/no-place');
select org.rename_unit(test.id('试甲新三支部'), 'branch', '中共试甲新三支部', '试甲末支部', test.day(-5), '试字3号');
select is((select count(*) from data.unit_past as p where p.unit = test.id('试甲末支部')), 1::bigint, 'a name that held for no day is not kept');
select test.enter('t.officer');
select is(org.rename_unit(test.id('试工委'), 'committee', '中共试新工委', '试新工委', test.day(0), '试') ->> 'state', 'done', 'the top is renamed by an officer');
select test.refuses('WH403', $$ select org.move_unit(test.id('试新工委'), test.id('试甲局党组'), base.today(), '试') $$, 'org/no-right');
select test.enter('t.system');
select test.refuses('WH403', $$ select org.rename_unit(test.id('试甲一支部'), 'branch', '中共新', '新', base.today(), '试') $$, 'org/no-right');

-- ---- another superior: refused where it can't be
select test.enter('t.officer');
select test.refuses('WH409', $$ select org.move_unit(test.id('试甲局党组'), test.id('试甲机关党委'), base.today(), '试') $$, 'org/cycle');
select test.refuses('WH422', $$ select org.move_unit(test.id('试甲一支部'), test.id('试甲机关党委'), base.today(), '试') $$, 'org/nothing-new');
select test.refuses('WH422', $$ select org.move_unit(test.id('试甲一支部'), test.id('试甲二支部'), base.today(), '试') $$, 'org/no-place');
select test.refuses('WH422', $$ select org.move_unit(test.id('试甲一支部'), 1000000, base.today(), '试') $$, 'org/no-such-unit');
select test.enter('t.reviewer');
select test.refuses('WH422', $$ select org.move_unit(test.id('试甲一支部'), test.id('试乙机关党委'), base.today(), '试') $$, 'org/no-such-unit');
select test.enter('t.officer');
insert into data.state (workflow, state, label) values ('try', 'sent', '待审'), ('try', 'done', '办好');
insert into data.verb (workflow, verb, label, official_order, forward) values ('try', 'take', '收下', 1, true);
insert into data.step (workflow, verb, from_state, to_state, role, reach, note) values ('try', 'take', 'sent', 'done', 'reviewer', 'above', 'none');
select test.make_item('等上级的事', '试甲一支部', 'try', 'sent');
select test.refuses('WH409', $$ select org.move_unit(test.id('试甲一支部'), test.id('试乙机关党委'), base.today(), '试') $$, 'org/open-work',
	'还有1件事没有办完：“等上级的事”。请先办完或作废，再办这次改隶；也可以把生效日期定在办完以后。');
update data.item set state = 'done' where title = '等上级的事';

-- ---- another superior: by date
select is(org.move_unit(test.id('试甲一支部'), test.id('试乙机关党委'), test.day(-3), '试字4号') ->> 'text', '“试甲一支部”从“试甲机关党委”改到“试乙机关党委”', 'a branch is moved');
select is(test.children('试乙机关党委'), '试乙一支部 试甲一支部', 'it stands below the new superior');
select is(test.children('试乙机关党委', -4), '试乙一支部', 'and stood below the old one');
select is(test.children('试甲机关党委', -4), '试甲一支部 试甲二支部 试甲末支部', 'with its then neighbours');
select test.enter('t.reviewer');
select test.refuses('WH404', $$ select org.unit(test.id('试甲一支部')) $$, 'org/not-found');
select is(test.children('试甲机关党委', -4), '试甲一支部 试甲二支部 试甲末支部', 'the former superior reads the days when it was theirs');
select is(org.unit(test.id('试甲一支部'), test.day(-4)) -> 'unit' ->> 'short_name', '试甲一支部', 'its page as well');
select is(test.children('试甲一支部', -4), '试甲一小组', 'and what was below it');
select test.refuses('WH404', $$ select org.unit(test.id('试甲一支部'), base.today() - 3) $$, 'org/not-found');
select is(test.rows_as('verbs_flow', 'data.item', $$ title = '等上级的事' $$), 1::bigint, 'an old item keeps the superior of its date in sight');
select test.enter('t.other');
select is((select string_agg(p ->> 'short_name', ' ') from json_array_elements(org.unit(test.id('试甲一支部')) -> 'path') as p), '试新工委 试乙局党组 试乙机关党委', 'the new superior sees it under itself');
select ok((select bool_or(h ->> 'text' = '改隶“试乙机关党委”' and h ->> 'basis' = '试字4号') and bool_or(h ->> 'text' = '隶属“试甲机关党委”')
	from json_array_elements(org.unit(test.id('试甲一支部')) -> 'history') as h), 'its history names both');
select is(test.rows_as('verbs_flow', 'data.item', $$ title = '等上级的事' $$), 1::bigint, 'and reads what it brought along');
select test.enter('t.secretary');
select is((select string_agg(p ->> 'short_name', ' ') from json_array_elements(org.unit(test.id('试甲一支部'), test.day(-4)) -> 'path') as p), '试工委 试甲局党组 试甲机关党委',
	'from below the former superiors are seen as of those days');
select test.refuses('WH422', $$ select org.tree(null, base.today() + 1) $$, 'org/day-to-come');
select test.refuses('WH422', $$ select org.tree(null, base.today() - 400) $$, 'org/not-yet');
select test.enter('t.officer');
select is((select count(*) from data.scope_past as s where s.unit = test.id('试甲一小组') and s.superior = test.id('试甲机关党委') and s.until = base.today() - 4), 1::bigint, 'the closure keeps what ended, of the whole subtree');

-- ---- a day to come
select is(org.move_unit(test.id('试甲二支部'), test.id('试乙机关党委'), test.day(7), '试字5号') ->> 'state', 'waiting', 'a day to come waits');
select is(test.children('试甲机关党委'), '试甲二支部 试甲末支部', 'nothing has moved yet');
select test.refuses('WH409', $$ select org.move_unit(test.id('试甲二支部'), test.id('试乙局党组'), base.today(), '试') $$, 'org/waiting');
select test.refuses('WH409', $$ select org.dissolve_unit(test.id('试甲二支部'), base.today(), '试') $$, 'org/waiting');
select test.refuses('WH409', $$ select org.move_unit(test.id('试乙机关党委'), test.id('试甲局党组'), base.today(), '试') $$, 'org/waiting');
select test.refuses('WH409', $$ select org.apply_change((select max(id) from data.change)) $$, 'org/not-yet');
select is(org.unit(test.id('试甲二支部')) -> 'pending' -> 0 ->> 'may', '["withdraw"]', 'it is shown and may be taken back');
select test.enter('t.second');
select test.refuses('WH403', $$ select org.withdraw_change((select max(id) from data.change)) $$, 'org/no-right');
select test.enter('t.secretary');
select test.refuses('WH404', $$ select org.withdraw_change((select max(id) from data.change)) $$, 'org/not-found');
select test.enter('t.officer');
select is(org.withdraw_change((select max(id) from data.change)) ->> 'state', 'withdrawn', 'it is taken back');
select test.refuses('WH409', $$ select org.withdraw_change((select max(id) from data.change)) $$, 'org/ended');
select org.move_unit(test.id('试甲二支部'), test.id('试乙机关党委'), test.day(7), '试字6号');
select org.dissolve_unit(test.id('试甲末支部'), test.day(8), '试字7号');
select is(test.as_keeper('select org.apply_due()') ->> 'change', null, 'the keeper does nothing before the day');
select test.make_item('没办完的事', '试甲末支部', 'try', 'sent');
update base.clock set demonstration = true, ahead = ahead + interval '8 days';
select test.enter(null);
select is(test.as_keeper('select org.apply_due()') ->> 'change', (select max(id)::text from data.change where kind = 'move'), 'and what is due then, in order');
select is(test.as_keeper('select org.apply_due()') ->> 'change', (select max(id)::text from data.change), 'one by one');
select is(test.as_keeper('select org.apply_due()') ->> 'change', null, 'each once');
delete from data.session;
select test.enter('t.officer');
select is(test.children('试乙机关党委', -1), '试乙一支部 试甲一支部 试甲二支部', 'it stands there since its day');
select is(test.children('试乙机关党委', -2), '试乙一支部 试甲一支部', 'not before');
select is((org.changes('refused') -> 'rows' -> 0 ->> 'refused'), '还有1件事没有办完：“没办完的事”。请先办完或作废，再办这次撤销；也可以把生效日期定在办完以后。', 'what could not be done says why');
select is(org.changes() -> 'counts' ->> 'refused', '1', 'and waits for a person');
select test.refuses('WH409', $$ select org.apply_change((select max(id) from data.change)) $$, 'org/open-work');
update data.item set state = 'done' where title = '没办完的事';
select is(org.apply_change((select max(id) from data.change)) ->> 'state', 'done', 'who then does it');
select is(test.children('试甲机关党委'), null, 'the unit is gone');
select is(org.unit(test.id('试甲末支部')) -> 'unit' ->> 'closed', base.today()::text, 'its page says since when');

-- ---- split, merge, dissolve: members go along with their histories
insert into data.tenure (unit, post, person, since) values (test.id('试甲一支部'), 'secretary', test.member('试党员甲'), base.today() - 30);
insert into data.term (unit, begun_on, due_on) values (test.id('试甲一支部'), base.today() - 30, base.today() + 1000);
insert into data.responsibility (unit, duty, holder_unit, since) values (test.id('试乙局党组'), 'carrying_out', test.id('试甲一支部'), base.today() - 30);
select test.refuses('WH422', format($$ select org.split_unit(%s, '[{"full_name": "中共分", "short_name": "试分支部", "members": [%s]}]', base.today(), '试') $$, test.id('试甲一支部'), test.member('试党员丁')), 'org/parts');
select test.refuses('WH422', format($$ select org.split_unit(%s, '[{"full_name": "中共分", "short_name": "试分支部"}, {"short_name": "试另支部"}]', base.today(), '试') $$, test.id('试甲一支部')), 'org/names', '%parts.1.full_name%');
select test.refuses('WH422', format($$ select org.split_unit(%1$s, '[{"full_name": "中共分", "short_name": "试分支部", "members": [%2$s]}, {"full_name": "中共另", "short_name": "试另支部", "members": [%2$s]}]', base.today(), '试') $$, test.id('试甲一支部'), test.member('试党员乙')), 'org/parts');
select org.split_unit(test.id('试甲一支部'), format('[{"full_name": "中共试分支部", "short_name": "试分支部", "members": [%s], "units": [%s]}]', test.member('试党员乙'), test.id('试甲一小组'))::jsonb,
	test.day(0), '试字8号');
select is(test.now_in('试党员乙') || ' ' || test.children('试分支部'), '试分支部 试甲一小组', 'a part takes members and groups along');
select is((select array[c.kind, c.note, c.name] from data.career as c where c.person = test.member('试党员乙')), array['moved', '试字8号', '试周'], 'their histories say so');
select is((select string_agg(h ->> 'text', ' ' order by h ->> 'text') from json_array_elements(org.unit(test.id('试分支部')) -> 'history') as h), '成立，由“试甲一支部”分出 隶属“试乙机关党委”', 'where it came from');
select test.refuses('WH422', $$ select org.merge_units(test.id('试甲一支部'), '{}', base.today(), '试') $$, 'org/merge-itself');
select org.merge_units(test.id('试甲一支部'), array[test.id('试甲二支部')], test.day(0), '试字9号', null, '中共试合支部', '试合支部');
select is(concat_ws(' ', test.now_in('试党员甲'), test.now_in('试党员丁'), test.children('试合支部'), test.children('试乙机关党委')), '试合支部 试合支部 试甲二小组 试乙一支部 试分支部 试合支部', 'two become one');
select is((select array_agg(x order by x) from (select t.until from data.tenure as t where t.person = test.member('试党员甲') union all select t.ended_on from data.term as t where t.unit = test.id('试甲一支部')
	union all select r.until from data.responsibility as r where r.holder_unit = test.id('试甲一支部')) as e (x)), array[test.day(-1), test.day(-1), test.day(-1)], 'posts, terms and responsibilities ended the day before');
select is((select s.ended_by from data.seat as s where s.unit = test.id('试甲一支部') and s.role = 'secretary'), '单位撤销', 'and so did the roles held there');
select test.refuses('WH422', $$ select org.dissolve_unit(test.id('试合支部'), base.today(), '试') $$, 'org/members-left');
select test.refuses('WH422', $$ select org.dissolve_unit(test.id('试合支部'), base.today(), '试', test.id('试甲二小组')) $$);
select * from finish();
rollback;
