-- Passwords, one-time codes and one's own sessions.
begin;
select plan(32);
select test.build();
insert into data.password (account, hash) values (test.person('t.officer'), 'old hash'), (test.person('t.reviewer'), 'other hash');

-- changing one's own password
select test.enter('t.officer');
insert into data.session (digest, account, idle_until, until) values
	(sha256('phone'), test.person('t.officer'), base.now() + interval '1 hour', base.now() + interval '2 hours'),
	(sha256('other'), test.person('t.reviewer'), base.now() + interval '1 hour', base.now() + interval '2 hours');
select is(account.own() ->> 'hash', 'old hash', 'the first trip gives the caller''s own hash');
select is(account.own() ->> 'login', 't.officer', 'and login, which is no password');
select account.own(), account.own(), account.own();
select is(account.own() ->> 'wait', '1', 'guessing in a stranger''s session is delayed');
select is(account.own() ->> 'hash', null, 'without the hash');
select is(account.set_password('new hash')::text, '{}', 'the second trip keeps the new hash');
select is((select array_agg(p.hash order by p.account) from data.password as p where p.account in (test.person('t.officer'), test.person('t.reviewer'))),
	array['new hash', 'other hash'], 'of nobody else');
select is((select count(*) from data.session as s where s.account = test.person('t.officer')), 1::bigint, 'all other sessions of the account end');
select is(base.account(), test.person('t.officer'), 'this one does not');
select ok(exists (select from data.session as s where s.digest = sha256('other')), 'nor anybody else''s');
select is(account.own() ->> 'wait', '0', 'the delay is over');

-- one's own sessions
insert into data.session (digest, account, idle_until, until) values (sha256('phone'), test.person('t.officer'), base.now() + interval '1 hour', base.now() + interval '2 hours'),
	(sha256('gone'), test.person('t.officer'), base.now(), base.now() + interval '2 hours');
select is(json_array_length(account.sessions() -> 'rows'), 2, 'one''s own live sessions are listed');
select is((select count(*) from json_array_elements(account.sessions() -> 'rows') as r where (r ->> 'here')::boolean), 1::bigint, 'one of them is this one');
select test.refuses('WH404', $$ select account.end_session(encode(substr(sha256('other'), 1, 8), 'hex')) $$, 'account/no-session');
select is(json_array_length(account.end_session(encode(substr(sha256('phone'), 1, 8), 'hex')) -> 'rows'), 1, 'one of one''s own can be ended');
select account.logout();
select is(base.account(), null, 'logging out ends this one');
select is(account.logout()::text, '{}', 'twice does nothing');
select is((select a.action from data.audit as a order by a.id desc limit 1), 'account.logout', 'it is written down');

-- the first log-in by a one-time code
select test.enter(null);
insert into data.first_code (digest, account, valid_until) values
	(sha256('code'), test.person('t.system'), base.now() + interval '1 day'), (sha256('older'), test.person('t.system'), base.now() + interval '1 day'),
	(sha256('late'), test.person('t.audit'), base.now());
select is(account.open_code(sha256('code')) ->> 'login', 't.system', 'a code names its account');
select test.refuses('WH422', $$ select account.open_code(sha256('late')) $$, 'account/no-code');
select test.refuses('WH422', $$ select account.open_code(sha256('none')) $$, 'account/no-code');
select test.refuses('WH422', $$ select account.open_code(sha256('code'), 't.audit') $$, 'account/no-code');
select is((test.run($$ select account.open_code(sha256('none')) $$)).field, 'code', 'the fault stands beside the code');
select is(account.first(sha256('code'), 'first hash', repeat('a', 64), sha256('browser')) ->> 'login', 't.system', 'it sets the password and signs in');
select is((select p.hash from data.password as p where p.account = test.person('t.system')), 'first hash', 'with this hash');
select test.refuses('WH422', $$ select account.first(sha256('code'), 'again', repeat('b', 64), sha256('browser')) $$, 'account/no-code');
select test.refuses('WH422', $$ select account.first(sha256('older'), 'again', repeat('b', 64), sha256('browser')) $$, 'account/no-code');
select test.refuses('WH422', $$ select account.first(sha256('late'), 'again', repeat('b', 64), sha256('browser')) $$, 'account/no-code');
insert into data.account (login, name) values ('t.fresh', '试新');
insert into data.first_code (digest, account, valid_until) values (sha256('fresh'), test.person('t.fresh'), base.now() + interval '1 day');
select test.refuses('WH403', $$ select account.open_code(sha256('fresh')) $$, 'account/shut-out', '%还没有授予身份%首次登录码还能用%');
update data.account set disabled_on = base.today() where login = 't.audit';
update data.first_code set valid_until = base.now() + interval '1 day' where digest = sha256('late');
select test.refuses('WH422', $$ select account.open_code(sha256('late')) $$, 'account/no-code');
select is((select array[a.action, a.subject] from data.audit as a order by a.id desc limit 1), array['account.first', 'account/' || test.person('t.system')], 'it is written down');

-- three administrators are three people
select test.refuses('WH409', $$ select test.make_person('t.system', '试系', 'audit', '试工委') $$);
select test.refuses('00000', $$ select test.make_person('t.system', '试系', 'member', '试甲一支部') $$);
select * from finish();
rollback;
