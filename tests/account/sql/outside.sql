-- Accounts whose password is judged outside: who sets it, what is judged by, whom a provider's sub is.
begin;
select plan(34);
select test.build();
insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('administrator_totp', 0, '', base.today(), '试', '试');
insert into data.password (account, hash) values (test.person('t.secretary'), 'a hash'), (test.person('t.second'), 'a hash');

select is(account.verifier(test.person('t.secretary')), 'a hash', 'a password that is kept here is judged by its hash');
select test.enter('t.security');
select test.refuses('WH403', $$ select account.sign_in_by(test.person('t.secretary'), 'ldap', 'shu') $$, 'account/not-administrator');
select test.enter('t.officer');
select test.refuses('WH403', $$ select account.sign_in_by(test.person('t.secretary'), 'ldap', 'shu') $$);
select test.enter('t.system');
select test.refuses('WH409', $$ select account.sign_in_by(test.person('t.audit'), 'ldap', 'ji') $$, 'account/second-first');
insert into data.totp (account, secret, confirmed) values (test.person('t.audit'), 's', base.now());
select test.refuses('WH409', $$ select account.sign_in_by(test.person('t.audit'), 'oidc', 'ji') $$, 'account/administrator');
select is(account.sign_in_by(test.person('t.audit'), 'ldap', 'ji') ->> 'subject', 'ji', 'an administrator''s with one-time passwords is the directory''s by the same rule');
select is((select count(*) from data.totp as t where t.account = test.person('t.audit')), 1::bigint, 'which stay, so that whoever named the entry doesn''t come in by it');
select test.refuses('WH409', $$ select account.reset_second(test.person('t.audit')) $$, 'account/administrator');
select is(account.account(test.person('t.audit'))::jsonb -> 'may' @> '["sign_in"]', true, 'the page offers it');
select is(account.account(test.person('t.security'))::jsonb -> 'may' @> '["sign_in"]', false, 'and not where none are set up');
select is(account.sign_in_by(test.person('t.audit'), 'password') ->> 'sign_in', 'password', 'and back');
select test.refuses('WH409', $$ select account.sign_in_by(test.person('t.system'), 'ldap', 'xi') $$, 'account/own');
select test.refuses('WH422', $$ select account.sign_in_by(test.person('t.secretary'), 'card', 'shu') $$, 'account/no-way');
select test.refuses('WH422', $$ select account.sign_in_by(test.person('t.secretary'), 'ldap') $$, 'account/no-subject');
select test.enter('t.secretary');
select test.enter('t.system');
select is(account.sign_in_by(test.person('t.secretary'), 'ldap', 'shu') ->> 'subject', 'shu', 'the system administrator says whose entry it is');
select is((select count(*) from data.session as s where s.account = test.person('t.secretary')), 0::bigint, 'and the account''s sessions end');
select is((select a.action || ' ' || (a.detail ->> 'sign_in') from data.audit as a order by a.id desc limit 1), 'account.outside ldap', 'which is in the audit');
select is(account.verifier(test.person('t.secretary')), 'ldap shu', 'now the directory judges, whatever hash was kept');
select test.refuses('23505', $$ select account.sign_in_by(test.person('t.second'), 'ldap', 'shu') $$);
select test.enter('t.secretary');
select test.refuses('WH409', $$ select account.own() $$, 'account/outside', '%请到那里修改%');

select test.enter(null);
select is(account.enter_by_provider('sub', 't.second', repeat('a', 64), sha256('1'), sha256('2'), sha256('3')) ->> 'sentence' like '%没有对应的账号%', true, 'a sub that is nobody''s');
insert into data.setting (name, value, note) values ('oidc_match', 'login', '') on conflict (name) do update set value = 'login';
select is(account.enter_by_provider('sub', 't.audit', repeat('a', 64), sha256('1'), sha256('2'), sha256('3')) ->> 'sentence' like '%没有对应的账号%', true, 'an administrator is never matched by login');
insert into data.totp (account, secret, confirmed) values (test.person('t.second'), 's', base.now());
select is(account.enter_by_provider('sub', 't.second', repeat('a', 64), sha256('1'), sha256('2'), sha256('3')) ->> 'sentence' like '%没有对应的账号%', true, 'nor one with one-time passwords: a name alone would be less than those');
select is((select (a.sign_in, a.subject)::text from data.account as a where a.login = 't.second'), '(password,)', 'which stays as it is');
update data.totp set confirmed = null where account = test.person('t.second');
select is(account.enter_by_provider('sub', 't.second', repeat('a', 64), sha256('1'), sha256('2'), sha256('3')) ->> 'login', 't.second', 'another is, where the setting says so');
select is(account.verifier(test.person('t.second')), null, 'and no password opens it any more');
select is(account.enter_by_provider('other', 't.second', repeat('b', 64), sha256('1'), sha256('2'), sha256('4')) ->> 'sentence' like '%没有对应的账号%', true, 'another sub of the same name is not it');
select is(account.enter_by_provider('sub', 'renamed', repeat('c', 64), sha256('1'), sha256('2'), sha256('5')) ->> 'login', 't.second', 'the sub is, whatever it is called now');
update data.account set disabled_on = base.today() where login = 't.second';
select is(account.enter_by_provider('sub', 't.second', repeat('d', 64), sha256('1'), sha256('2'), sha256('6')) ->> 'sentence' like '%现在不能登录%', true, 'a disabled account stays out');

-- the handshake: once, and not for long
select is(account.begin_handshake(sha256('s'), 'n', 'v', '/console/org')::text, '{}', 'begun');
select is(account.take_handshake(sha256('s')) ->> 'nonce', 'n', 'taken');
select is(account.take_handshake(sha256('s'))::text, '{}', 'once');
insert into data.handshake (digest, nonce, verifier, until) values (sha256('old'), 'n', 'v', base.now() - interval '1 second');
select is(account.take_handshake(sha256('old'))::text, '{}', 'and not when it is too old');
select ok((select s.note like '%冒名%动态口令%' from data.setting as s where s.name = 'oidc_match'), 'the setting warns of what it trusts');
select * from finish();
rollback;
