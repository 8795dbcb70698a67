-- What happens to members: entered, mended, made full, stopped, restored, lost; who may, and what stays in the history.
begin;
select plan(73);
select test.build();

create function test.state(name text) returns text
language sql stable
as $$ select p.state from data.person as p where p.id = test.member(state.name) $$;
create function test.last(name text) returns text
language sql stable
as $$
	select concat_ws(' ', c.kind, c.happened_on, c.name, c.from_state, c.to_state)
	from data.career as c
	where c.person = test.member(last.name)
	order by c.id desc
	limit 1
$$;
create function test.counts(unit text) returns text
language sql stable
as $$ select r.full_members || '+' || r.probationary from data.roster as r where r.unit = test.id(counts.unit) $$;

-- ---- entering
select test.enter('t.secretary');
select is(test.counts('试甲一支部'), '1+1', 'a roster is counted');
select test.refuses('00000', $$ select org.add_member(test.id('试甲一支部'), '新党员', 'probationary', base.today() - 100, number => '甲001') $$);
select is(test.last('新党员'), format('admitted %s 试书 probationary', base.today() - 100), 'a probationary member is admitted on that day, and who entered it is written down');
select is(test.counts('试甲一支部'), '1+2', 'and counted, not as a full one');
select test.refuses('00000', $$ select org.add_member(test.id('试甲一小组'), '组员', 'full', '2001-07-01', '2002-07-01') $$);
select is(test.last('组员'), format('entered %s 试书 full', base.today()), 'a secretary enters the groups'' members too');
select is((select count(*) from data.audit as a where a.action in ('org.member_admitted', 'org.member_entered')), 2::bigint, 'each is in the audit');

select test.refuses('WH409', $$ select org.add_member(test.id('试甲一支部'), '又一人', 'probationary', base.today(), number => '甲001') $$, 'org/number-taken');
select test.refuses('WH409', $$ select org.add_member(test.id('试甲一小组'), '又一人', 'probationary', base.today(), number => '甲001') $$, 'org/number-taken');
select test.refuses('23505', $$ insert into data.person (unit, name, state, number) values (test.id('试甲一支部'), '又', 'full', '甲001') $$);
select test.refuses('WH409', $$ select org.add_member(test.id('试甲一小组'), '组员', 'full', '2001-07-01', '2002-07-01') $$, 'org/twin');
select test.refuses('WH422', $$ select org.add_member(test.id('试甲一支部'), '来日', 'probationary', base.today() + 1) $$, 'org/days');
select test.refuses('WH422', $$ select org.add_member(test.id('试甲一支部'), '太早', 'full', '1911-01-01', '1922-01-01') $$, 'org/days');
select test.refuses('WH422', $$ select org.add_member(test.id('试甲一支部'), '倒了', 'full', '2002-01-01', '2001-01-01') $$, 'org/days', '%转正日期早于入党日期%');
select test.refuses('WH422', $$ select org.add_member(test.id('试甲一支部'), '没有转正', 'full', '2002-01-01') $$, 'org/days', '%转正日期没有填%');
select test.refuses('WH422', $$ select org.add_member(test.id('试甲一支部'), '预备的', 'probationary', '2002-01-01', '2003-01-01') $$, 'org/days', '%预备党员还没有%');
select test.refuses('WH422', $$ select org.add_member(test.id('试甲一支部'), '走了', 'left', '2002-01-01') $$, 'org/no-such-state');
select test.refuses('23514', $$ select org.add_member(test.id('试甲一支部'), ' ', 'probationary', base.today()) $$);
select test.refuses('WH404', $$ select org.add_member(test.id('试乙一支部'), '别处', 'probationary', base.today()) $$);
select test.refuses('WH403', $$ select org.add_member(test.id('试甲机关党委'), '上级', 'probationary', base.today()) $$, 'org/not-keeper');
select test.enter('t.member');
select test.refuses('WH403', $$ select org.add_member(test.id('试甲一支部'), '自己', 'probationary', base.today()) $$, 'org/not-keeper');
select test.enter('t.inspector');
select test.refuses('WH403', $$ select org.add_member(test.id('试甲一支部'), '检', 'probationary', base.today()) $$, 'org/not-keeper');
select test.enter('t.system');
select test.refuses('WH403', $$ select org.add_member(test.id('试甲一支部'), '系', 'probationary', base.today()) $$, 'org/not-keeper');
select test.enter('t.officer');
select test.refuses('WH409', $$ select org.add_member(test.id('试甲局党组'), '党组', 'probationary', base.today()) $$, 'org/no-roster-kind');
select test.enter('t.reviewer');
select test.refuses('00000', $$ select org.add_member(test.id('试甲二支部'), '上级登记', 'probationary', base.today() - 400) $$);

-- a deputy's acts stand under both names
insert into data.account (login, name) values ('t.deputy', '试代');
insert into data.delegation (seat, deputy, valid_from, valid_until, reason)
select s.id, test.person('t.deputy'), base.today(), base.today() + 5, '出差' from data.seat as s where s.account = test.person('t.secretary');
select test.enter('t.deputy');
select test.refuses('00000', $$ select org.change_member(test.member('组员'), 'stop', base.today(), '长期失联') $$);
select is(test.last('组员'), format('stopped %s 试代（受试书委托） full stopped', base.today()), 'a deputy signs with both names');
update data.delegation set ended_on = base.today() - 1, valid_from = base.today() - 2;
select test.refuses('WH404', $$ select org.change_member(test.member('组员'), 'restore', base.today(), '找到') $$, 'org/not-found');

-- ---- becoming full
select test.enter('t.secretary');
select test.refuses('WH422', $$ select org.change_member(test.member('新党员'), 'full', base.today()) $$, 'org/on-probation', '预备期到%才满%');
select test.refuses('WH404', $$ select org.change_member(test.member('上级登记'), 'full', base.today()) $$);
select test.enter('t.reviewer');
select test.refuses('WH422', $$ select org.change_member(test.member('上级登记'), 'full', base.today() + 1) $$, 'org/later');
select test.refuses('WH422', $$ select org.change_member(test.member('上级登记'), 'full', base.today() - 40) $$, 'org/on-probation');
select test.refuses('00000', $$ select org.change_member(test.member('上级登记'), 'full', base.today() - 30) $$);
select is((select p.state || p.full_on from data.person as p where p.id = test.member('上级登记')), 'full' || (base.today() - 30), 'full from that day');
select is(test.counts('试甲二支部'), '2+0', 'and counted as one');
select test.refuses('WH409', $$ select org.change_member(test.member('上级登记'), 'full', base.today()) $$, 'org/not-open');

-- ---- stopped, restored, lost, and entered by mistake
select test.refuses('WH422', $$ select org.change_member(test.member('上级登记'), 'stop', base.today()) $$, 'org/no-note');
select test.refuses('WH422', $$ select org.change_member(test.member('上级登记'), 'vanish', base.today()) $$, 'org/no-such-act');
insert into data.tenure (unit, post, person, since) values (test.id('试甲二支部'), 'secretary', test.member('上级登记'), base.today() - 20);
select test.refuses('00000', $$ select org.change_member(test.member('上级登记'), 'stop', base.today() - 3, '长期不参加组织生活') $$);
select is((select t.until from data.tenure as t where t.person = test.member('上级登记')), base.today() - 3, 'the post ends on that day');
select is(test.counts('试甲二支部'), '1+0', 'and the count too');
select test.refuses('00000', $$ select org.change_member(test.member('上级登记'), 'restore', base.today(), '复查后恢复') $$);
select is(test.state('上级登记'), 'full', 'a restoration leads back to what was');
select test.refuses('00000', $$ select org.change_member(test.member('上级登记'), 'die', base.today()) $$);
select test.refuses('00000', $$ select org.change_member(test.member('上级登记'), 'return', base.today(), '登记错了人') $$);
select is(test.state('上级登记'), 'full', 'and so does a correction');
select test.enter('t.secretary');
select test.refuses('00000', $$ select org.change_member(test.member('组员'), 'expel', base.today(), '处分决定〔2026〕1号') $$);
select test.refuses('00000', $$ select org.change_member(test.member('组员'), 'return', base.today(), '处分撤销') $$);
select is(test.state('组员'), 'stopped', 'who was stopped before is stopped again');

-- ---- mending, and not over another's change
select test.refuses('WH422', $$ select org.mend_member(test.member('新党员'), '新党员', base.today() - 100, '没有', number => '甲001') $$, 'org/nothing-changed');
select is((select org.version_of(test.member('新党员')))::text, (select max(c.id)::text from data.career as c where c.person = test.member('新党员')), 'the version is the last line of the history');
select test.enter('t.secretary', '1');
select test.refuses('WH412', $$ select org.mend_member(test.member('新党员'), '新党员', base.today() - 101, '看错', number => '甲001') $$, 'org/changed-meanwhile', '试书在%改了%');
select test.enter('t.secretary', org.version_of(test.member('新党员'))::text);
select test.refuses('00000', $$ select org.mend_member(test.member('新党员'), '新党员', base.today() - 101, '档案为准', number => '甲001') $$);
select is((select c.note from data.career as c where c.person = test.member('新党员') order by c.id desc limit 1),
	format('入党日期：%s→%s（档案为准）', org.date_text(base.today() - 100), org.date_text(base.today() - 101)), 'what was and what is stays');
select test.enter('t.secretary');
select test.refuses('WH409', $$ select org.mend_member(test.member('试党员乙'), '试党员乙', base.today() - 9, '补', number => '甲001') $$, 'org/number-taken');
select test.refuses('WH409', $$ update data.career set note = '别的' $$, 'audit/insert-only');

-- ---- the page: for what, the trace, the mirror
select is(array(select json_object_keys(org.person(test.member('新党员')))), array['purposes'], 'before it is said for what, nothing is told');
select test.refuses('00000', $$ select org.look(test.member('新党员'), '核对名册') $$);
select is(org.person(test.member('新党员')) ->> 'name', '新党员', 'then it opens, until the end of the day');
select is((select concat_ws(' ', l.name, l.role, l.purpose) from data.look as l where l.person = test.member('新党员')), '试书 支部书记 核对名册', 'who, as what, for what');
update data.account set person = test.member('新党员') where login = 't.member';
select test.enter('t.member');
select is(org.person(test.member('新党员')) -> 'looks' -> 0 ->> 'purpose', '核对名册', 'the member reads it without being asked, and sees who looked');
select test.refuses('WH404', $$ select org.person(test.member('试党员甲')) $$);
select is((org.own() ->> 'person')::bigint, test.member('新党员'), 'and finds the own page');
select test.enter('t.audit');
select test.refuses('WH404', $$ select org.look(test.member('新党员'), '好奇') $$);
select test.enter('t.second');
select test.refuses('WH404', $$ select org.person(test.member('新党员')) $$);

-- ---- an internal number out of sight is told by nothing
insert into data.person (unit, name, state, joined_on, full_on, number) values (test.id('试乙一支部'), '试远', 'full', '2001-07-01', '2002-07-01', 'Y-7');
select test.enter('t.secretary');
select test.refuses('00000', $$ select org.add_member(test.id('试甲一支部'), '试近', 'probationary', base.today() - 9, number => 'Y-7') $$);
select test.refuses('00000', $$ select org.mend_member(test.member('试近'), '试近', base.today() - 9, '补', number => 'Y-70') $$);
select test.refuses('00000', $$ select org.mend_member(test.member('试近'), '试近', base.today() - 9, '补', number => 'Y-7') $$);
select test.refuses('00000', $$ select org.ask_transfer(test.member('试近'), test.id('试乙一支部')) $$);
select test.enter('t.officer');
select test.refuses('WH409', $$ select org.add_member(test.id('试甲一支部'), '试再', 'probationary', base.today(), number => 'Y-7') $$, 'org/number-taken');
select test.enter('t.other');
select test.refuses('WH409', $$ select org.accept_transfer((select max(t.item) from data.transfer as t)) $$, 'org/number-twice', '%试近的内部编号%');
select test.refuses('00000', $$ select org.mend_member(test.member('试远'), '试远', '2001-07-01', '让号', '2002-07-01', 'Y-8') $$);
select test.refuses('00000', $$ select org.accept_transfer((select max(t.item) from data.transfer as t)) $$);
select * from finish();
rollback;
