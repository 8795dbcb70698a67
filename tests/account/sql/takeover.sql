-- The system administrator makes accounts and slips, and must not come by what the other two administrators may.
begin;
select plan(16);
select test.build();
insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('administrator_totp', 1, '', base.today(), '试', '试');
insert into data.account (login, name) values ('t.p1', '试平'), ('t.p2', '试另');
select test.make_person('t.p2', '试另', 'member', '试甲一支部');
insert into data.totp (account, secret, confirmed) values (test.person('t.security'), 's', base.now()), (test.person('t.system'), 's', base.now());
create function test.session_of(login text) returns bigint language sql stable
as $$ select count(*) from data.session as s where s.account = test.person(session_of.login) $$;

-- a slip, or a session, that was taken before the grant opens nothing after it
insert into data.first_code (digest, account, valid_until) values (sha256('early'), test.person('t.p1'), base.now() + interval '1 day'),
	(sha256('member'), test.person('t.p2'), base.now() + interval '1 day');
insert into data.session (digest, account, idle_until, until) values (sha256('early'), test.person('t.p1'), base.now() + interval '1 hour', base.now() + interval '2 hours'),
	(sha256('member'), test.person('t.p2'), base.now() + interval '1 hour', base.now() + interval '2 hours');
select test.enter('t.security');
insert into data.password (account, hash) values (test.person('t.p1'), 'known'), (test.person('t.p2'), 'hash');
insert into data.totp (account, secret, confirmed) values (test.person('t.p1'), 's', base.now());
insert into data.recovery_code (digest, account) values (sha256('recovery'), test.person('t.p1'));
update data.account set sign_in = 'oidc', subject = 'p1' where login = 't.p1';
select account.give_role(test.person('t.p1'), 'audit', test.id('试工委'), base.today(), '试文1号');
select is((select array[(select count(*) from data.password as p where p.account = a.id), (select count(*) from data.totp as t where t.account = a.id),
	(select count(*) from data.recovery_code as c where c.account = a.id)] from data.account as a where a.login = 't.p1'), array[0, 0, 0]::bigint[],
	'what somebody knew or set up before is gone');
select is((select (a.sign_in, a.subject)::text from data.account as a where a.login = 't.p1'), '(password,)', 'and so is the entry elsewhere');
select test.refuses('WH422', $$ select account.open_code(sha256('early')) $$, 'account/no-code');
select test.refuses('WH422', $$ select account.first(sha256('early'), 'hash', repeat('a', 64), sha256('browser')) $$, 'account/no-code');
select is(test.session_of('t.p1'), 0::bigint, 'nor do sessions from before it live on');
select account.give_role(test.person('t.p2'), 'secretary', test.id('试甲一支部'), base.today(), '试文1号');
select is(test.session_of('t.p2'), 1::bigint, 'of who gets another role they do');
select is(account.open_code(sha256('member')) ->> 'login', 't.p2', 'and the slip too');

-- a slip sets a password and is no second factor
insert into data.totp (account, secret, confirmed) values (test.person('t.p2'), 's', base.now());
select test.enter(null);
select ok(account.first(sha256('member'), 'new hash', repeat('a', 64), sha256('browser')) ->> 'sentence' like '%动态口令%', 'where one-time passwords are set up, a slip alone signs nobody in');
select is(array[(select p.hash from data.password as p where p.account = test.person('t.p2')), test.session_of('t.p2')::text, base.account()::text],
	array['new hash', '0', null], 'the password is set, and there is no session');
select is((select a.action from data.audit as a order by a.id desc limit 1), 'account.first', 'it is written down');

-- whose password is judged outside has no use for a slip
insert into data.first_code (digest, account, valid_until) values (sha256('outside'), test.person('t.p2'), base.now() + interval '1 day');
select test.enter('t.system');
select account.sign_in_by(test.person('t.p2'), 'ldap', 'p2');
select is((select count(*) from data.first_code as f where f.account = test.person('t.p2')), 0::bigint, 'its slips are void');
insert into data.first_code (digest, account, valid_until) values (sha256('outside'), test.person('t.p2'), base.now() + interval '1 day');
select test.refuses('WH422', $$ select account.open_code(sha256('outside')) $$, 'account/no-code');
select test.refuses('WH422', $$ select account.first(sha256('outside'), 'hash', repeat('b', 64), sha256('browser')) $$, 'account/no-code');

-- a directory judges one password, and that is no second factor; a provider sees to one itself
delete from data.totp where account = test.person('t.security');
update data.account set sign_in = 'ldap', subject = 'sec' where login = 't.security';
select ok(not base.is_sure(test.person('t.security')), 'an administrator of the directory needs one-time passwords as well');
update data.account set sign_in = 'oidc' where login = 't.security';
select ok(base.is_sure(test.person('t.security')), 'one of the provider has what it asks');
insert into data.totp (account, secret, confirmed) values (test.person('t.security'), 's', base.now());
update data.account set sign_in = 'ldap' where login = 't.security';
select ok(base.is_sure(test.person('t.security')), 'and with them is sure');
select * from finish();
rollback;
