-- 转接组织关系: one side hands over, the other takes in; who may, who sees what, and that it is done once.
begin;
select plan(40);
select test.build();
insert into data.account (login, name) values ('t.deputy', '试代');
select test.make_person('t.yi', '试乙书', 'secretary', '试乙一支部');
insert into data.delegation (seat, deputy, valid_from, valid_until, reason)
select s.id, test.person('t.deputy'), base.today(), base.today() + 5, '出差' from data.seat as s where s.account = test.person('t.yi');
create function test.transfer() returns bigint
language sql stable
as $$ select max(i.id) from data.item as i where i.workflow = 'transfer' $$;
insert into data.tenure (unit, post, person, since) values (test.id('试甲一支部'), 'secretary', test.member('试党员甲'), base.today() - 500),
	(test.id('试工委'), 'part_time', test.member('试党员甲'), base.today() - 500);

select test.enter('t.secretary');
select is(org.receivers('试乙一') -> 'rows' -> 0 ->> 'short_name', '试乙一支部', 'a receiving unit is found wherever it is');
select is(json_array_length(org.receivers('试乙局') -> 'rows'), 0, 'but none without a roster');
select test.refuses('WH422', $$ select org.ask_transfer(test.member('试党员甲'), test.id('试甲一支部')) $$, 'org/same-unit');
select test.refuses('WH422', $$ select org.ask_transfer(test.member('试党员甲'), test.id('试甲局党组')) $$, 'org/no-receiver');
select test.refuses('WH422', $$ select org.ask_transfer(test.member('试党员甲'), -1) $$, 'org/no-receiver');
select test.refuses('WH409', $$ select org.ask_transfer(test.member('试党员丙'), test.id('试乙一支部')) $$, 'org/not-open', '%已转出%');
select test.refuses('WH404', $$ select org.ask_transfer(test.member('试党员戊'), test.id('试甲一支部')) $$);
select is(org.ask_transfer(test.member('试党员甲'), test.id('试乙一支部'), '工作调动') ->> 'title', '试党员甲转往试乙一支部', 'the unit hands over');
select test.refuses('WH409', $$ select org.ask_transfer(test.member('试党员甲'), test.id('试甲二支部')) $$, 'org/transfer-open');
select test.refuses('WH409', $$ select org.change_member(test.member('试党员甲'), 'leave', base.today(), '外地') $$, 'org/transfer-open');
select is((select json_agg(v ->> 'verb')::text from json_array_elements(org.transfer(test.transfer()) -> 'verbs') as v), '["withdraw"]', 'and may take it back');
select test.refuses('WH403', $$ select org.accept_transfer(test.transfer()) $$);
select is((select t.unit::text from data.person as t where t.name = '试党员甲'), test.id('试甲一支部')::text, 'but not decide for the other side');
select is((select count(*)::integer from report.todo()), 1, 'it stands in its to-do list');
select is((select t.act from report.todo() as t), null, 'without a button that leads on');

select test.enter('t.yi');
select is((select json_agg(v ->> 'verb')::text from json_array_elements(org.transfer(test.transfer()) -> 'verbs') as v), '["accept", "refuse"]', 'the other side decides');
select is((select t.act from report.todo() as t), '同意接收', 'and is asked to');
select is(org.transfer(test.transfer()) -> 'person' ->> 'name', '试党员甲', 'it sees who comes');
select is(array(select json_object_keys(org.person(test.member('试党员甲')))), array['purposes'], 'and may open the record, saying for what');
select test.refuses('WH404', $$ select org.change_member(test.member('试党员甲'), 'die', base.today()) $$);
select test.refuses('WH403', $$ select org.withdraw_transfer(test.transfer()) $$);
select test.refuses('WH404', $$ select org.members(test.id('试甲一支部')) $$);
select test.refuses('WH422', $$ select org.refuse_transfer(test.transfer(), ' ') $$, 'flow/no-note');

-- those who are beside both, and administrators, know nothing of it
select test.enter('t.second');
select test.refuses('WH404', $$ select org.transfer(test.transfer()) $$, 'org/not-found');
select test.enter('t.system');
select test.refuses('WH404', $$ select org.transfer(test.transfer()) $$, 'org/not-found');
select test.enter('t.member');
select test.refuses('WH404', $$ select org.accept_transfer(test.transfer()) $$, 'org/not-found');
-- an officer may, but is not asked
select test.enter('t.officer');
select is((select count(*)::integer from report.todo() as t join data.item as i on i.id = t.item where i.workflow = 'transfer'), 0, 'an officer is not asked for each member');
select is(json_array_length(org.transfer(test.transfer()) -> 'verbs'), 3, 'but may');

-- a deputy accepts, under both names
select test.enter('t.deputy');
select is(org.accept_transfer(test.transfer()) ->> 'state', 'done', 'accepted');
select is((select t.unit || ' ' || t.since from data.person as t where t.name = '试党员甲'), test.id('试乙一支部') || ' ' || base.today(), 'the member is in the other roster since today');
select is((select concat_ws(' ', c.kind, c.unit, c.other, c.name, c.note) from data.career as c where c.person = test.member('试党员甲') order by c.id desc limit 1),
	format('moved %s %s 试代（受试乙书委托） 试甲一支部→试乙一支部', test.id('试甲一支部'), test.id('试乙一支部')), 'the history says from where to where, by whom');
select is((select t.until from data.tenure as t where t.person = test.member('试党员甲') and t.unit = test.id('试甲一支部')), base.today(), 'the post at the old unit ends');
select is((select t.until from data.tenure as t where t.person = test.member('试党员甲') and t.unit = test.id('试工委')), null, 'one at a unit above both stays');
select is((select r.full_members from data.roster as r where r.unit = test.id('试甲一支部')), 0, 'the old roster counts one less');
select test.refuses('WH409', $$ select org.accept_transfer(test.transfer()) $$, 'flow/not-open');
select test.enter('t.secretary');
select is(org.transfer(test.transfer()) ->> 'person', null, 'the old unit keeps the transfer, not the record');
select test.refuses('WH404', $$ select org.person(test.member('试党员甲')) $$);

-- refused, withdrawn: the member stays
select test.enter('t.yi');
select org.ask_transfer(test.member('试党员戊'), test.id('试甲二支部'));
select is(org.withdraw_transfer(test.transfer(), '不去了') ->> 'state', 'withdrawn', 'taken back');
select org.ask_transfer(test.member('试党员戊'), test.id('试甲二支部'));
select test.enter('t.second');
select is(org.refuse_transfer(test.transfer(), '人没有到') ->> 'state', 'refused', 'not taken in');
select test.refuses('WH404', $$ select org.person(test.member('试党员戊')) $$);
select * from finish();
rollback;
