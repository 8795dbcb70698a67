-- What an import may write and take back: nothing by a sheet that can't be done by hand, nothing that others built, no more history
-- than a reader may have.
begin;
select plan(35);
select test.build();
create function test.import(kind text, unit text, lines text) returns bigint language sql
as $$ select (org.import_add(import.kind, test.id(import.unit), '试.xlsx', sha256('file'), 'file', '{"sheet": 1, "sheets": [{"name": "一"}]}', import.lines) ->> 'id')::bigint $$;
create function test.line(row_number integer, variadic cells text[]) returns text language sql
as $$ select line.row_number || E'\t\t' || array_to_string(line.cells, E'\t', '') $$;
create function test.faults(import bigint) returns text language sql stable
as $$ select string_agg(f ->> 'detail', ' ' order by r.number) from data.import_row as r cross join jsonb_array_elements(r.faults) as f where r.import = faults.import $$;
create temporary table kept (name text primary key, id bigint) on commit drop;

-- ---- posts by a sheet are posts by hand
select test.enter('t.secretary');
insert into kept values ('probationary', test.import('posts', '试甲一支部', test.line(2, '试甲一支部', '书记', '试党员乙', '', '', '2026-01-01', '', '')));
select ok(test.faults((select id from kept where name = 'probationary')) like '%正式党员%', 'who is on probation is elected to nothing by a sheet either');
insert into kept values ('committee', test.import('posts', '试甲一支部', test.line(2, '试甲一支部', '委员', '试党员甲', '', '', '2026-01-01', '', '')));
select ok(test.faults((select id from kept where name = 'committee')) like '%不设%', 'nor into a committee that a branch of this size has none of');
insert into kept values ('leader', test.import('posts', '试甲一支部', test.line(2, '试甲一支部', '组长', '试党员甲', '', '', '2026-01-01', '', '')));
select ok(test.faults((select id from kept where name = 'leader')) like '%不设%', 'nor to a post that this kind of unit has none of');
-- the caller is a member elsewhere: in sight, but of no roster below
update data.person set number = '试外号' where name = '试党员戊';
update data.account set person = test.member('试党员戊') where login = 't.secretary';
insert into kept values ('outside', test.import('posts', '试甲一支部', test.line(2, '试甲一支部', '副书记', '试党员戊', '试外号', '', '2026-01-01', '', '')));
select ok(test.faults((select id from kept where name = 'outside')) is not null, 'a member of another department takes no post here');
update data.account set person = null where login = 't.secretary';
insert into kept values ('good', test.import('posts', '试甲一支部', test.line(2, '试甲一支部', '书记', '试党员甲', '', '', '2026-01-01', '', '')));
select is(test.faults((select id from kept where name = 'good')), null, 'what can be done by hand can be done by a sheet');
select is(org.import_apply((select id from kept where name = 'good')) ->> 'state', 'applied', 'and is written');
create function test.duties() returns text language sql stable
as $$ select string_agg(c.happened_on || ' ' || c.name || ' ' || regexp_replace(c.note, '\d+号', 'N号'), '|' order by c.id) from data.career as c where c.person = test.member('试党员甲') and c.kind = 'duty' $$;
select is(test.duties(), '2026-01-01 试书 任试甲一支部书记（导入（第N号））', 'to the history of who holds it too');
insert into kept values ('ended', test.import('posts', '试甲一支部', test.line(2, '试甲一支部', '书记', '试党员甲', '', '', '', '2026-02-01', '')));
select org.import_apply((select id from kept where name = 'ended'));
select is(split_part(test.duties(), '|', 2), '2026-02-01 试书 不再任试甲一支部书记（导入（第N号））', 'and that it ended');
select is(org.import_undo((select id from kept where name = 'ended')) ->> 'state', 'undone', 'it is taken back');
select is(split_part(test.duties(), '|', 3), base.today() || ' 试书 撤销导入（第N号）：不再任试甲一支部书记', 'which the history says, for it only grows');
-- by a deputy, under both names
insert into data.account (login, name) values ('t.deputy', '试代');
select test.make_person('t.deputy', '试代', 'member', '试甲一支部');
insert into data.delegation (seat, deputy, valid_from, valid_until, reason)
select s.id, test.person('t.deputy'), base.today(), base.today() + 1, '休假' from data.seat as s where s.account = test.person('t.secretary') and s.role = 'secretary';
select test.enter('t.deputy');
insert into kept values ('deputy', test.import('posts', '试甲一支部', test.line(2, '试甲一支部', '兼职党务干部', '试党员甲', '', '', '2026-03-01', '', '')));
select org.import_apply((select id from kept where name = 'deputy'));
select is(split_part(test.duties(), '|', 4), '2026-03-01 试代（受试书委托） 任试甲一支部兼职党务干部（导入（第N号））', 'a deputy''s under both names');
select org.hold_responsible(test.id('试甲一支部'), 'direct', '试领导');
select is((select a.detail from data.audit as a where a.action = 'org.hold_responsible' order by a.id desc limit 1), '{"as": "试代（受试书委托）", "duty": "direct"}'::jsonb, 'and so does who answers for the unit');
select org.end_responsible((select max(r.id) from data.responsibility as r));
select is((select a.detail ->> 'as' from data.audit as a where a.action = 'org.end_responsible' order by a.id desc limit 1), '试代（受试书委托）', 'and that they no longer do');
select test.enter('t.secretary');

-- ---- members: what was done with them since is not taken back
insert into kept values ('members', test.import('members', '试甲一支部', test.line(2, '试新一', '试甲一支部', 'XN1', '正式党员', '2019-07-01', '2020-07-01', '', '')));
select org.import_apply((select id from kept where name = 'members'));
select test.enter('t.reviewer');
select org.change_member(test.member('试新一'), 'stop', base.today(), '核查');
select org.change_member(test.member('试新一'), 'restore', base.today(), '恢复');
select test.enter('t.secretary');
select test.refuses('WH409', $$ select org.import_undo((select id from kept where name = 'members')) $$, 'org/import-built-on', '%试新一%');
select is((select count(*) from data.career as c where c.person = test.member('试新一')), 3::bigint, 'what happened to the member stays');
insert into kept values ('more', test.import('members', '试甲一支部', test.line(2, '试新二', '试甲一支部', 'XN2', '正式党员', '2019-07-01', '2020-07-01', '', '')));
select org.import_apply((select id from kept where name = 'more'));
select is(org.import_undo((select id from kept where name = 'more')) ->> 'state', 'undone', 'a member to whom nothing happened goes');
select is(test.member('试新二'), null, 'and is gone');

-- ---- units: a renaming by hand on the same day keeps its history
update data.unit set opened_on = base.today() - 365 where short_name like '试%';
update data.placement set valid_from = base.today() - 365 where unit in (select id from data.unit where short_name like '试%');
update data.scope set since = base.today() - 365 where unit in (select id from data.unit where short_name like '试%');
select test.enter('t.officer');
select org.rename_unit(test.id('试甲二支部'), 'branch', '中共试甲二支部', '试甲新二支部', base.today(), '试字1号');
insert into kept values ('units', test.import('units', '试工委', test.line(2, '中共试甲二支部', '试甲三番支部', '', '党支部', '', '', '', '')));
select is(org.import_apply((select id from kept where name = 'units')) ->> 'state', 'applied', 'a sheet renames on the day of a renaming by hand');
select is(org.import_undo((select id from kept where name = 'units')) ->> 'state', 'undone', 'it is taken back');
select is((select p.short_name from data.unit_past as p where p.unit = test.id('试甲新二支部')), '试甲二支部', 'and what the unit was called until yesterday is still known');

-- ---- units: what was built on one that was made is not taken back with it
create function test.made_unit() returns bigint language plpgsql as $$
declare
	made bigint;
begin
	perform test.enter('t.officer');
	made := test.import('units', '试工委', test.line(2, '中共试表支部', '试表支部', '', '党支部', '试甲机关党委', '', '', ''));
	perform org.import_apply(made);
	return made;
end $$;
create function test.undo_after(statement text, said text) returns text language plpgsql as $$
declare
	made bigint := test.made_unit();
	got text := 'undone';
begin
	begin
		execute statement;
		begin
			perform org.import_undo(made);
		exception when sqlstate 'WH409' then
			get stacked diagnostics got = pg_exception_detail;
		end;
		perform base.refuse('WH200', 'test/back', '');
	exception when sqlstate 'WH200' then
		null;
	end;
	perform org.import_undo(made);
	update data.unit set short_name = '试旧' || id, full_name = '试旧' || id where short_name = '试表支部';
	return is(got, format('写入以后又办了别的：第2行试表支部%s。没有撤销。', said), statement);
end $$;
select test.undo_after($$ insert into data.seat (account, role, unit, granted_by) values (test.person('t.second'), 'inspector', test.id('试表支部'), '试') $$, '有人在那里有了身份');
select test.undo_after($$ insert into data.round_unit (round, unit) values ((select min(r.item) from data.round as r), test.id('试表支部')) $$, '列进了测评');
select test.undo_after($$ select org.hold_responsible(test.id('试表支部'), 'direct', '某') $$, '有了责任分工');
select test.undo_after($$ select org.hold_responsible(test.id('试甲一支部'), 'supporting', null, null, test.id('试表支部')) $$, '担了别的单位的责任');
select test.undo_after($$ insert into data.term (unit, begun_on, due_on) values (test.id('试表支部'), base.today(), base.today() + 1) $$, '有了任期');
select test.undo_after($$ select org.rename_unit(test.id('试表支部'), 'branch', '中共试表支部', '试表支部', base.today() + 3, '试字9号', '试窗口') $$, '有了别的组织调整');
select test.undo_after($$ select org.create_unit(test.id('试表支部'), 'group', '试表小组', '试表小组', base.today(), '试字9号') $$, '有了别的下级');
select test.undo_after($$ insert into data.quota (unit, mib, name) values (test.id('试表支部'), 5, '试') $$, '有了自己的存储限额');
-- a new table that names units is to be asked in org.sheet_units_built_on or in base.built_on, or named here with what asks it instead
select is((
	select string_agg(distinct c.conrelid::regclass::text, ' ' order by c.conrelid::regclass::text)
	from pg_constraint as c
	where c.contype = 'f' and c.confrelid = 'data.unit'::regclass
		and c.conrelid::regclass::text not in ('data.person', 'data.career', 'data.tenure', 'data.term', 'data.responsibility', 'data.item', 'data.placement',
			'data.change', 'data.seat', 'data.round_unit', 'data.upload', 'data.quota',
			-- the unit's own shape and figures; of an open round_unit; of a term; a preview, which writes nothing there; of uploads
			'data.scope', 'data.scope_past', 'data.unit_past', 'data.descent', 'data.roster', 'data.answer', 'data.opinion', 'data.figure', 'data.mark',
			'data.outbox', 'data.import', 'data.stored',
			-- summaries, which the keeper writes of what was asked already, and which go with the unit
			'data.due', 'data.due_again', 'data.due_count', 'data.coverage', 'data.coverage_due')), null, 'no table that names units is forgotten');

-- ---- as it was on a day: not what came later
select org.create_unit(test.id('试乙机关党委'), 'branch', '中共试走支部', '试走支部', base.today() - 100, '试字2号');
select org.move_unit(test.id('试走支部'), test.id('试甲机关党委'), base.today() - 50, '试字3号');
select org.rename_unit(test.id('试走支部'), 'branch', '中共试秘支部', '试秘支部', base.today() - 10, '试字4号');
insert into kept values ('gone', test.id('试秘支部'));
select test.enter('t.other');
select test.refuses('WH404', $$ select org.unit((select id from kept where name = 'gone')) $$, 'org/not-found');
select is(org.unit((select id from kept where name = 'gone'), base.today() - 60) -> 'unit' ->> 'short_name', '试走支部', 'the former superior sees it as it was');
select is((select count(*) from json_array_elements(org.unit((select id from kept where name = 'gone'), base.today() - 60) -> 'history') as h where (h ->> 'on')::date > base.today() - 60), 0::bigint,
	'and nothing of its history after that day');
select is(json_array_length(org.unit((select id from kept where name = 'gone'), base.today() - 60) -> 'history'), 2, 'but its beginning and where it stood');
select ok(org.unit((select id from kept where name = 'gone'), base.today() - 60)::text not like '%试秘%', 'its later name stands nowhere');
select test.enter('t.reviewer');
select is(json_array_length(org.unit((select id from kept where name = 'gone')) -> 'history'), 4, 'who works on it now reads all of it');
select * from finish();
rollback;
