-- One-time passwords as the database decides them: tries counted, no step twice, recovery codes once, nothing begins without.
begin;
select plan(36);
select test.build();
insert into data.password (account, hash) values (test.person('t.officer'), 'hash of officer'), (test.person('t.member'), 'hash of member');
create function test.digest(text) returns bytea language sql as $$ select sha256(convert_to($1, 'UTF8')) $$;
create function test.second(typed boolean) returns json language sql
as $$ select account.second('t.officer', 'hash of officer', test.digest('pair'), test.digest('net'), test.digest('browser'), second.typed) $$;
create function test.begins(step bigint default null, recovery bytea default null) returns json language sql
as $$ select account.begin('t.officer', 'hash of officer', encode(test.digest(clock_timestamp()::text), 'hex'), test.digest('pair'), test.digest('net'), test.digest('browser'), null, begins.step, begins.recovery) $$;
create function test.tries(digest bytea) returns integer language sql as $$ select coalesce((select a.failures from data.attempt as a where a.digest = tries.digest), 0) $$;

-- setting up
select test.enter('t.officer');
select is(account.own_second() ->> 'secret', null, 'there is none');
select is(account.keep_second('sealed')::text, '{}', 'a secret is kept');
select is(account.own_second() ->> 'confirmed', 'false', 'not confirmed');
select test.enter(null);
select is(account.find('t.officer', test.digest('pair'), test.digest('net'), test.digest('browser')) ->> 'second', 'false', 'so it is not asked for');
select test.enter('t.officer');
select is(account.keep_second('sealed again')::text, '{}', 'one that was never confirmed is replaced');
select is((account.confirm_second(100, array[sha256('r1'), sha256('r2')]) -> 'second') ->> 'codes', '2', 'the first code confirms it, with recovery codes');
select test.refuses('WH409', $$ select account.keep_second('other') $$, 'account/second-already');
select test.refuses('WH409', $$ select account.confirm_second(101, array[sha256('r3')]) $$, 'account/second-already');

-- signing in
select test.enter(null);
delete from data.attempt;
select is(account.find('t.officer', test.digest('pair'), test.digest('net'), test.digest('browser')) ->> 'second', 'true', 'now it is asked for');
select is(test.tries(test.digest('pair')), 1, 'the try is counted');
select is(test.second(false)::text, '{"wait" : 0}', 'without a code nothing of the secret is told');
select is(array[test.tries(test.digest('pair')), test.tries(test.digest('net'))], array[0, 0], 'and the right password was no wrong try');
insert into data.attempt (digest, failures, last) values (test.digest('other pair'), 4, base.now());
select test.second(false);
select is(test.tries(test.digest('other pair')), 4, 'of nobody else');
select is(test.second(true) ->> 'secret', encode('sealed again', 'hex'), 'with one the sealed secret is given');
select is((select sum((test.second(true) ->> 'wait')::integer) from generate_series(1, 4)), 0::bigint, 'five tries cost nothing');
select is(test.second(true) ->> 'wait', '1', 'the sixth waits, from whatever network');
select is(test.second(true) ->> 'secret', null, 'without the secret');
select test.refuses('WH401', $$ select account.second('t.officer', 'another hash', null, null, null, true) $$, 'account/wrong');
select test.refuses('WH401', $$ select account.second('t.member', 'hash of member', null, null, null, true) $$, 'account/wrong');
select test.refuses('WH401', $$ select test.begins() $$, 'account/wrong-code');
select test.refuses('WH401', $$ select test.begins(100) $$, 'account/wrong-code');
select is(test.begins(101) ->> 'login', 't.officer', 'a later step begins the session');
select is(test.tries(account.second_try(test.person('t.officer'))), 0, 'and forgets the wrong ones');
select test.enter(null);
select test.refuses('WH401', $$ select test.begins(101) $$, 'account/wrong-code');
select is(test.begins(null, sha256('r1')) ->> 'login', 't.officer', 'a recovery code does as well');
select is((select a.detail::text from data.audit as a where a.action = 'account.begin' order by a.id desc limit 1), '{"recovery": true}', 'which is written down');
select test.enter(null);
select test.refuses('WH401', $$ select test.begins(null, sha256('r1')) $$, 'account/wrong-code');
select is(account.note_failure('t.officer', true) ->> 'sentence', '动态口令不对，或者刚用过。请等下一个再试，也可以用恢复码。', 'a wrong code has its sentence');

-- renewing, switching off, resetting
select test.enter('t.officer');
select is(account.new_recovery(102, array[sha256('n1'), sha256('n2'), sha256('n3')]) -> 'second' ->> 'codes', '3', 'new recovery codes');
select ok(not exists (select from data.recovery_code as c where c.digest = sha256('r2')), 'void the earlier');
select test.refuses('WH401', $$ select account.remove_second(102) $$, 'account/wrong-code');
select is(account.remove_second(103) ->> 'second', null, 'a code switches it off');
select account.keep_second('sealed'), account.confirm_second(200, array[sha256('z')]);
select test.enter('t.system');
select is(account.reset_second(test.person('t.officer')) ->> 'second', null, 'the system administrator resets a lost one');
select ok(not exists (select from data.recovery_code as c where c.account = test.person('t.officer')), 'with its recovery codes');
select test.refuses('WH409', $$ select account.reset_second(test.person('t.officer')) $$, 'account/no-second');
insert into data.totp (account, secret, confirmed) values (test.person('t.audit'), 'x', base.now());
select test.refuses('WH409', $$ select account.reset_second(test.person('t.audit')) $$, 'account/administrator');
select * from finish();
rollback;
