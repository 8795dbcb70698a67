-- 委托代办: a deputy has the rights of the seat and no more, until the day, and signs under both names.
begin;
select plan(35);
select test.build();
create function test.seat(login text) returns bigint language sql stable
as $$ select s.id from data.seat as s where s.account = test.person(seat.login) order by s.id limit 1 $$;
create function test.lets(giver text, deputy text, since date default base.today(), until date default base.today() + 7) returns json language sql
as $$ select account.deputise(test.seat(lets.giver), test.person(lets.deputy), lets.since, lets.until, '外出学习') $$;

select test.enter('t.officer');
select is((select array_agg(r ->> 'login') from json_array_elements(account.colleagues(test.seat('t.officer'), 't.rev') -> 'rows') as r), array['t.reviewer'], 'a colleague is found by login');
select is(account.colleagues(test.seat('t.officer'), '试审') -> 'rows' -> 0 ->> 'where', '试甲机关党委审核人', 'or by name, with what they are');
select is(json_array_length(account.colleagues(test.seat('t.officer'), 't.sys') -> 'rows'), 0, 'no administrator');
select is(json_array_length(account.colleagues(test.seat('t.officer'), 't.off') -> 'rows'), 0, 'nor oneself');
select test.enter('t.reviewer');
select is((select array_agg(r ->> 'login' order by r ->> 'login') from json_array_elements(account.colleagues(test.seat('t.reviewer'), 't.') -> 'rows') as r),
	array['t.inspector', 't.member', 't.officer', 't.second', 't.secretary'], 'within the own unit, its superiors and what is below');
select test.refuses('WH404', $$ select account.colleagues(test.seat('t.officer'), 't.') $$, 'account/no-seat');

select test.enter('t.officer');
select is(test.lets('t.officer', 't.reviewer') -> 'seats' -> 0 -> 'deputies' -> 0 ->> 'name', '试审', 'a deputy is named');
select is((select array[a.action, a.subject] from data.audit as a order by a.id desc limit 1), array['account.deputise', 'account/' || test.person('t.reviewer')], 'written down');
select test.refuses('WH409', $$ select test.lets('t.officer', 't.reviewer') $$, 'account/deputy-already');
select test.refuses('WH422', $$ select test.lets('t.officer', 't.system') $$, 'account/no-deputy');
select test.refuses('WH422', $$ select test.lets('t.officer', 't.officer') $$, 'account/no-deputy');
select test.refuses('WH422', $$ select test.lets('t.officer', 't.second', base.today() - 1) $$, 'account/too-early');
select test.refuses('WH422', $$ select test.lets('t.officer', 't.second', base.today(), base.today() - 1) $$, 'account/ends-before');
select test.refuses('WH422', $$ select test.lets('t.officer', 't.second', base.today(), base.today() + 400) $$, 'account/too-long');
select test.refuses('WH404', $$ select test.lets('t.reviewer', 't.second') $$, 'account/no-seat');

-- the deputy acts
select test.enter('t.reviewer');
select ok(base.sees_all(), 'the deputy sees what the seat sees');
select is((select r ->> 'for' from json_array_elements(account.me() -> 'seats') as r where r ->> 'role' = 'officer'), '试周', 'and is told in whose place');
select is((select r ->> 'delegates' from json_array_elements(account.mine() -> 'seats') as r where r ->> 'role' = 'officer'), 'false', 'it can''t be handed on');
select test.refuses('WH404', $$ select account.deputise(test.seat('t.officer'), test.person('t.second'), base.today(), base.today() + 1, '再委托') $$, 'account/no-seat');
select lives_ok($$ select flow.open_item('round', test.id('试工委'), 'draft', '代办的一轮', null, 'draft') $$, 'the deputy begins an item');
select is((select e.name from data.event as e where e.item = test.item('代办的一轮')), '试审（受试周委托）', 'under both names');
select is((select array[a.account::text, a.detail ->> 'as'] from data.audit as a where a.subject = 'round/' || test.item('代办的一轮')), array[test.person('t.reviewer')::text, '试审（受试周委托）'], 'the audit too');
select flow.move('round', test.item('代办的一轮'), 'void', '测试');
select is((select e.name from data.event as e where e.item = test.item('代办的一轮') and e.verb = 'void'), '试审（受试周委托）', 'so is each move');
select test.enter('t.officer');
select flow.open_item('round', test.id('试工委'), 'draft', '自己的一轮', null, 'draft');
select is((select e.name from data.event as e where e.item = test.item('自己的一轮')), '试周', 'who holds the seat signs alone');
select ok(not exists (select from data.audit as a where a.subject = 'round/' || test.item('自己的一轮') and a.detail ? 'as'), 'and the audit has nothing to add');

-- until the day, or earlier
select test.enter('t.reviewer');
update data.delegation set valid_from = base.today() - 8, valid_until = base.today() - 1;
select ok(not base.sees_all(), 'after the last day it is over');
update data.delegation set valid_from = base.today() + 1, valid_until = base.today() + 2;
select ok(not base.sees_all(), 'before the first it has not begun');
update data.delegation set valid_from = base.today();
select test.enter('t.second');
select test.refuses('WH404', $$ select account.end_deputy((select max(d.id) from data.delegation as d)) $$, 'account/no-deputy');
select test.enter('t.officer');
select is(json_array_length(account.end_deputy((select max(d.id) from data.delegation as d)) -> 'seats' -> 0 -> 'deputies'), 0, 'who gave it takes it back');
select test.enter('t.reviewer');
select ok(not base.sees_all(), 'at once');
select test.enter('t.officer');
select test.lets('t.officer', 't.reviewer');
select test.enter('t.reviewer');
select account.end_deputy((select max(d.id) from data.delegation as d));
select ok(not base.sees_all(), 'the deputy may give it back');

-- it ends with the seat and with the account
select test.enter('t.officer');
select test.lets('t.officer', 't.reviewer');
select test.enter('t.reviewer');
update data.seat set valid_from = base.today() - 2, valid_until = base.today() - 1 where id = test.seat('t.officer');
select ok(not base.sees_all(), 'with the seat the deputy''s right ends');
update data.seat set valid_until = null where id = test.seat('t.officer');
select test.enter('t.system');
select account.disable(test.person('t.officer'));
select test.enter('t.reviewer');
select ok(not base.sees_all(), 'and with the account of who gave it');
select test.enter('t.system');
select test.refuses('WH409', $$ select test.lets('t.system', 't.second') $$, 'account/not-delegated', '管理员和普通党员%');
select test.enter('t.member');
select test.refuses('WH409', $$ select test.lets('t.member', 't.second') $$, 'account/not-delegated');
select * from finish();
rollback;
