-- Roles: granted by the security administrator alone, never to oneself, administrators kept apart; ended at once or on a day.
begin;
select plan(45);
select test.build();
insert into data.person (unit, name, state) values (test.id('试甲一支部'), '书记甲', 'full'), (test.id('试甲二支部'), '书记乙', 'full'), (test.id('试乙一支部'), '书记丙', 'full');
insert into data.account (login, name, person) select 't.p' || row_number() over (order by p.id), p.name, p.id from data.person as p where p.name like '书记_';
insert into data.tenure (unit, post, person, since) select p.unit, 'secretary', p.id, base.today() from data.person as p where p.name like '书记_';
create function test.gives(login text, role text, unit text, since date default base.today(), until date default null) returns json language sql
as $$ select account.give_role(test.person(gives.login), gives.role, test.id(gives.unit), gives.since, '试文1号', gives.until) $$;
create function test.seat_of(login text, role text) returns bigint language sql stable
as $$ select s.id from data.seat as s where s.account = test.person(login) and s.role = seat_of.role order by s.id desc limit 1 $$;

-- who grants
select test.enter('t.system');
select test.refuses('WH403', $$ select test.gives('t.member', 'reviewer', '试甲机关党委') $$, 'account/not-administrator', '%请联系安全管理员。');
select test.refuses('WH403', $$ select account.end_role(test.seat_of('t.member', 'member')) $$, 'account/not-administrator');
select test.refuses('WH403', $$ select account.holders(test.id('试工委'), 'secretary', 'secretary') $$, 'account/not-administrator');
select test.enter('t.audit');
select test.refuses('WH403', $$ select test.gives('t.member', 'reviewer', '试甲机关党委') $$, 'account/not-administrator');
select test.enter('t.officer');
select test.refuses('WH403', $$ select test.gives('t.member', 'reviewer', '试甲机关党委') $$, 'account/not-administrator');
select test.refuses('WH403', $$ select account.give_role_by_post(test.id('试工委'), 'secretary', 'secretary', array[1], base.today(), '试') $$, 'account/not-administrator');

-- granting
select test.enter('t.security');
select ok(test.gives('t.member', 'reviewer', '试甲机关党委', until => base.today() + 30) ->> 'account' is not null, 'the security administrator grants');
select is((select array[s.granted_by, s.granted_account::text, s.basis, s.valid_until::text] from data.seat as s where s.id = test.seat_of('t.member', 'reviewer')),
	array['试安', test.person('t.security')::text, '试文1号', (base.today() + 30)::text], 'by whom, on what paper, until when');
select is((select array[a.action, a.subject] from data.audit as a order by a.id desc limit 1), array['account.grant', 'account/' || test.person('t.member')], 'written down');
select test.refuses('WH409', $$ select test.gives('t.member', 'reviewer', '试甲机关党委') $$, 'account/held-already');
select test.refuses('WH409', $$ select test.gives('t.security', 'officer', '试工委') $$, 'account/to-oneself', '不能给自己授权%');
select test.refuses('23514', $$ insert into data.seat (account, role, unit, granted_by, granted_account) values (test.person('t.member'), 'officer', test.id('试工委'), '试', test.person('t.member')) $$);
select test.refuses('WH422', $$ select test.gives('t.member', 'officer', '试工委', base.today() - 1) $$, 'account/too-early');
select test.refuses('WH422', $$ select test.gives('t.member', 'officer', '试工委', base.today(), base.today() - 1) $$, 'account/ends-before');
select test.refuses('WH422', $$ select test.gives('t.member', 'nothing', '试工委') $$, 'account/no-role');
select test.refuses('WH422', $$ select account.give_role(test.person('t.member'), 'officer', 0, base.today(), '试') $$, 'account/no-unit');
select test.refuses('WH404', $$ select account.give_role(0, 'officer', test.id('试工委'), base.today(), '试') $$, 'account/not-found');

-- administrators are kept apart
select test.refuses('WH409', $$ select test.gives('t.system', 'officer', '试工委') $$, 'account/apart', '管理员不能兼任别的身份%');
select test.refuses('WH409', $$ select test.gives('t.system', 'audit', '试工委') $$, 'account/apart', '系统、安全、审计管理员由三个人分别担任%');
select test.refuses('WH409', $$ select test.gives('t.officer', 'audit', '试工委') $$, 'account/apart');
select test.refuses('WH422', $$ select test.gives('t.p1', 'audit', '试甲机关党委') $$, 'account/not-at-top', '管理员设在最上级单位。');
select ok(test.gives('t.system', 'member', '试甲一支部') ->> 'account' is not null, 'but a member everybody may be');
select ok(test.gives('t.p1', 'audit', '试工委') ->> 'account' is not null, 'a second audit administrator');
update data.account set disabled_on = base.today() where login = 't.p3';
select test.refuses('WH409', $$ select test.gives('t.p3', 'secretary', '试乙一支部') $$, 'account/disabled');
update data.account set disabled_on = null where login = 't.p3';

-- ending
select test.refuses('WH409', $$ select account.end_role(test.seat_of('t.security', 'security')) $$, 'account/own');
delete from data.seat where role in ('system', 'audit', 'security') and account not in (select a.id from data.account as a where a.login like 't.%');
select test.refuses('WH409', $$ select account.end_role(test.seat_of('t.system', 'system')) $$, 'account/last', '这是最后一名系统管理员%');
select ok(account.end_role(test.seat_of('t.audit', 'audit')) ->> 'account' is not null, 'where another one is there it ends');
select test.enter('t.reviewer');
select is(cardinality(base.seats()), 1, 'somebody has a role');
select test.enter('t.security');
select is(account.end_role(test.seat_of('t.reviewer', 'reviewer')) -> 'past' -> 0 ->> 'ended_by', '试安', 'it is ended at once, by whom');
select test.enter('t.reviewer');
select is(base.seats(), '{}'::bigint[], 'and its rights are gone in the same minute');
select is((select s.valid_until - s.valid_from from data.seat as s where s.account = test.person('t.reviewer')), -1, 'one granted today and taken back today held no day');
select ok(not account.may_enter(test.person('t.reviewer')), 'who has no role left does not sign in');
select test.enter('t.security');
select account.end_role(test.seat_of('t.member', 'reviewer'), base.today());
select test.enter('t.member');
select ok(test.id('试甲机关党委') = any (base.seats()), 'one that ends today holds until midnight');
update data.seat set valid_from = base.today() - 9, valid_until = base.today() - 1 where id = test.seat_of('t.member', 'reviewer');
select is(base.seats(), '{}'::bigint[], 'and not a day longer');
select test.enter('t.security');
select test.refuses('WH404', $$ select account.end_role(test.seat_of('t.member', 'reviewer')) $$, 'account/no-seat');
select test.refuses('WH422', $$ select account.end_role(test.seat_of('t.other', 'reviewer'), base.today() - 1) $$, 'account/no-day');

-- 按职务授权
select is((select array_agg(r ->> 'name' order by r ->> 'name') from json_array_elements(account.holders(test.id('试甲机关党委'), 'secretary', 'secretary') -> 'rows') as r), array['书记乙', '书记甲'], 'who holds the post in a subtree');
select is((select a.action from data.audit as a order by a.id desc limit 1), 'account.holders', 'reading it is written down');
update data.seat set valid_until = valid_from - 1 where account = test.person('t.p1');
select is(account.give_role_by_post(test.id('试工委'), 'secretary', 'secretary', array(select a.id from data.account as a where a.login in ('t.p1', 't.p2', 't.member')), base.today(), '试文2号') ->> 'granted',
	'2', 'the chosen ones who hold the post get the role');
select is((select s.unit from data.seat as s where s.account = test.person('t.p2')), test.id('试甲二支部'), 'each at the unit of the post');
select is(account.give_role_by_post(test.id('试工委'), 'secretary', 'secretary', array(select a.id from data.account as a where a.login like 't.p%'), base.today(), '试文2号') ->> 'granted',
	'1', 'who has it is left alone');
select test.refuses('WH409', $$ select account.give_role_by_post(test.id('试工委'), 'secretary', 'secretary', array[test.person('t.p1')], base.today(), '试文2号') $$, 'account/nobody');
select test.refuses('WH422', $$ select account.give_role_by_post(test.id('试工委'), 'secretary', 'audit', array[test.person('t.p1')], base.today(), '试文2号') $$, 'account/no-role');
select ok((select r ->> 'held' from json_array_elements(account.holders(test.id('试甲二支部'), 'secretary', 'secretary') -> 'rows') as r) = 'true', 'and shown as having it');
select is((select count(*) from json_array_elements(account.account(test.person('t.p2')) -> 'seats')), 1::bigint, 'the account''s page has it');
select * from finish();
rollback;
