-- What org's verbs may write is held by the policies too: statements past the verbs, as their owner, for somebody who may not.
begin;
select plan(20);
select test.build();
insert into data.tenure (unit, post, person, since) values (test.id('试甲一支部'), 'secretary', test.member('试党员甲'), '2020-01-01');
create function test.changes(statement text) returns bigint language plpgsql as $$
declare
	changed bigint;
begin
	set local role verbs_org;
	begin
		execute statement;
		get diagnostics changed = row_count;
		perform base.refuse('WH200', 'test/back', changed::text);
	exception when sqlstate 'WH200' then
		get stacked diagnostics changed = pg_exception_detail;
	end;
	reset role;
	return changed;
end $$;
grant execute on all functions in schema test to public;
create function test.unit_of(kind text) returns text language sql as $$
	select format($q$ insert into data.unit (kind, full_name, short_name, official_order) values (%L, '试越', '试越', 9) $q$, unit_of.kind) $$;
create function test.placed(unit text, superior text) returns text language sql as $$
	select format('insert into data.placement (unit, superior, valid_from) values (%s, %s, base.today() + 1)', test.id(placed.unit), test.id(placed.superior)) $$;

-- units: by their kind
select test.enter('t.secretary');
select test.refuses('42501', test.unit_of('branch'), role => 'verbs_org');
select test.refuses('00000', test.unit_of('group'), role => 'verbs_org');
select test.enter('t.reviewer');
select test.refuses('42501', test.unit_of('agency_committee'), role => 'verbs_org');
select test.refuses('00000', test.unit_of('branch'), role => 'verbs_org');
select test.enter('t.inspector');
select test.refuses('42501', test.unit_of('group'), role => 'verbs_org');
select test.enter('t.secretary');
select is(test.changes(format('update data.unit set short_name = short_name where id = %s', test.id('试甲一支部'))), 0::bigint, 'a secretary renames no branch');
select is(test.changes(format('update data.unit set short_name = short_name where id = %s', test.id('试甲一小组'))), 1::bigint, 'but its group');

-- placements: below whom one may order such a unit
update data.placement set valid_until = base.today() where unit = test.id('试甲一小组') and valid_until is null;
select test.refuses('42501', test.placed('试甲一小组', '试乙一支部'), role => 'verbs_org');
select test.refuses('42501', test.placed('试甲一支部', '试甲一支部'), role => 'verbs_org');
select test.refuses('00000', test.placed('试甲一小组', '试甲一支部'), role => 'verbs_org');
select is(test.changes(format('update data.placement set valid_until = base.today() where unit = %s', test.id('试甲一支部'))), 0::bigint, 'no secretary ends where the branch stands');
select is(test.changes(format('delete from data.placement where unit = %s', test.id('试乙一支部'))), 0::bigint, 'nor where another does');
select test.enter('t.reviewer');
select is(test.changes(format('update data.placement set valid_until = valid_until where unit = %s', test.id('试甲一支部'))), 1::bigint, 'a reviewer above may');
select is(test.changes(format('update data.placement set valid_until = valid_until where unit = %s', test.id('试甲机关党委'))), 0::bigint, 'but not of the committee itself');

-- posts
select test.enter('t.inspector');
select is(test.changes(format('update data.tenure set until = base.today() where unit = %s', test.id('试甲一支部'))), 0::bigint, 'an inspector ends no post');
select test.refuses('42501', format('insert into data.tenure (unit, post, person, since) values (%s, ''deputy'', %s, ''2020-01-01'')', test.id('试甲一支部'), test.member('试党员甲')), role => 'verbs_org');
select test.enter('t.second');
select is(test.changes(format('update data.tenure set until = base.today() where unit = %s', test.id('试甲一支部'))), 0::bigint, 'nor does the secretary beside');
select test.enter('t.secretary');
select is(test.changes(format('delete from data.tenure where unit = %s', test.id('试甲一支部'))), 0::bigint, 'none is deleted that no import made');
select is(test.changes(format('update data.tenure set until = base.today() where unit = %s', test.id('试甲一支部'))), 1::bigint, 'the secretary ends it');
select is(test.changes(format('delete from data.person where id = %s', test.member('试党员甲'))), 0::bigint, 'nor is a member');
select * from finish();
rollback;
