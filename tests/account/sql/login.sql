-- Signing in, as the database decides it: tries are counted before they are judged, a browser that signed in before counts
-- for itself, an unknown login is told by nothing, what was refused is remembered.
begin;
select plan(44);
select test.build();
insert into data.password (account, hash) values (test.person('t.officer'), 'hash of officer'), (test.person('t.reviewer'), 'hash of reviewer');

create function test.digest(text) returns bytea language sql as $$ select sha256(convert_to($1, 'UTF8')) $$;
create function test.look(login text, network text default 'net', browser text default null) returns json
language sql
as $$ select account.find(look.login, test.digest(look.login || look.network), test.digest(look.network), test.digest(look.login || look.browser)) $$;
create function test.signs(login text, hash text, network text default 'net', browser text default 'mine', token text default repeat('a', 64),
	renewed text default null) returns json
language sql
as $$
	select account.begin(signs.login, signs.hash, signs.token, test.digest(signs.login || signs.network), test.digest(signs.network),
		test.digest(signs.login || signs.browser), signs.renewed)
$$;
create function test.forget() returns void language sql as $$ delete from data.attempt $$;
create function test.failures(of text) returns integer
language sql
as $$ select coalesce((select a.failures from data.attempt as a where a.digest = test.digest(failures.of)), 0) $$;

select test.enter(null);
select is(test.look('t.officer') ->> 'hash', 'hash of officer', 'the first trip gives the hash');
select is(test.failures('t.officernet'), 1, 'and has counted the try already');
select is(test.look('t.nobody') ->> 'hash', null, 'an unknown login has none');
select is(test.failures('t.nobodynet'), 1, 'and is counted alike');
select is(test.failures('net'), 2, 'both for the network');
select is((test.look('t.nobody')) ->> 'wait', '0', 'with nothing else to tell them apart');

-- the second trip
select is(test.signs('t.officer', 'hash of officer') ->> 'name', '试周', 'the second trip begins a session and says who one is');
select is(base.account(), test.person('t.officer'), 'which holds at once');
select is((select s.digest from data.session as s where s.account = test.person('t.officer')), sha256(decode(repeat('a', 64), 'hex')), 'the token itself is not kept');
select is((select array[(s.idle_until - s.begun)::text, (s.until - s.begun)::text] from data.session as s where s.account = test.person('t.officer')),
	array['01:00:00', '12:00:00'], 'it ends by the rules');
select is(test.failures('t.officernet'), 0, 'the try is taken back');
select is(test.failures('net'), 2, 'of the network too');
select is((select array[a.action, a.account::text] from data.audit as a order by a.id desc limit 1), array['account.begin', test.person('t.officer')::text], 'and written down');
select test.signs('t.officer', 'hash of officer', token => repeat('b', 64));
select is((select count(*) from data.session as s where s.account = test.person('t.officer')), 1::bigint, 'signing in anew ends this browser''s session before');
select test.refuses('WH401', $$ select test.signs('t.officer', 'an older hash', token => repeat('c', 64)) $$, 'account/wrong', '账号或密码不对，请再试。');
select test.signs('t.officer', 'hash of officer', token => repeat('d', 64), renewed => 'hash with new limits');
select is((select p.hash from data.password as p where p.account = test.person('t.officer')), 'hash with new limits', 'an outdated hash is renewed');

-- delay by the pair of login and network
select test.enter(null), test.forget();
select is((select sum((test.look('t.reviewer') ->> 'wait')::integer) from generate_series(1, 5)), 0::bigint, 'five tries cost nothing');
select is(test.look('t.reviewer') ->> 'wait', '1', 'the sixth waits');
select is(test.look('t.reviewer') ->> 'sentence', '试的次数多了，请等1秒再试。', 'and is told how long');
select is(test.look('t.reviewer') ->> 'hash', null, 'without the hash');
select is(test.failures('t.reviewernet'), 5, 'a try that has to wait is none');
update data.attempt set failures = 9, last = base.now() - interval '3 seconds' where digest = test.digest('t.reviewernet');
select is(test.look('t.reviewer') ->> 'wait', '13', 'it doubles: 16 seconds after nine failures, 3 of them gone');
update data.attempt set failures = 40, last = base.now() where digest = test.digest('t.reviewernet');
select is(test.look('t.reviewer') ->> 'wait', '900', 'up to a quarter of an hour');
select is(test.look('t.reviewer', 'another net') ->> 'wait', '0', 'another network is another pair');
update data.attempt set last = base.now() - interval '25 hours' where digest = test.digest('t.reviewernet');
select is(test.look('t.reviewer') ->> 'wait', '0', 'a day forgets');
select is(test.failures('t.reviewernet'), 1, 'and counts anew');

-- delay by the network, whatever the login
select test.forget();
select is((select sum((test.look('t.guess' || n) ->> 'wait')::integer) from generate_series(1, 50) as n), 0::bigint, 'fifty tries of one network cost nothing');
select is(test.look('t.guess51') ->> 'wait', '1', 'the next one waits, with any login');
select is(test.failures('t.guess51net'), 0, 'and that login''s count stays');

-- a browser that signed in before counts for itself: nobody can lock it out
select is(test.look('t.officer', browser => 'mine') ->> 'wait', '0', 'the known browser passes behind the blocked network');
select is((test.look('t.reviewer', browser => 'mine')) ->> 'wait', '1', 'a browser is known for the account that signed in');
select is(account.find('t.reviewer', test.digest('t.reviewernet'), test.digest('net'), test.digest('t.officermine')) ->> 'wait', '1',
	'even where the digest of another''s is sent');
select is((select max((test.look('t.officer', browser => 'mine') ->> 'wait')::integer) from generate_series(1, 6)), 1, 'it waits for its own failures');
select test.signs('t.officer', 'hash with new limits', token => repeat('e', 64));
select is(test.failures('t.officermine'), 0, 'which a right password forgets');
select is((select b.last from data.browser as b where b.digest = test.digest('t.officermine')), base.today(), 'the browser stays known');

-- who may not sign in
select test.enter(null), test.forget();
update data.account set disabled_on = base.today() where login = 't.officer';
select is(test.signs('t.officer', 'hash with new limits', token => repeat('f', 64)) ->> 'sentence',
	format('这个账号现在不能登录，请联系%s。', base.setting('admin')), 'a disabled account is told so, after the right password only');
select is((select a.action from data.audit as a order by a.id desc limit 1), 'account.shut_out', 'and written down, for that is returned and not raised');
select is(base.account(), null, 'without a session');
update data.seat set valid_from = base.today() - 9, valid_until = base.today() - 1 where account = test.person('t.reviewer');
select ok(test.signs('t.reviewer', 'hash of reviewer', token => repeat('9', 64)) ->> 'sentence' like '%不能登录%', 'nor does one sign in without a role today');

-- failures are remembered
select is(account.note_failure('t.officer') ->> 'sentence', '账号或密码不对，请再试。', 'a failure has its sentence');
select is((select array[a.action, a.subject] from data.audit as a order by a.id desc limit 1), array['account.refused', 'account/' || test.person('t.officer')], 'and its row');
select account.note_failure('my secret password');
select is((select array[a.subject, a.detail::text] from data.audit as a order by a.id desc limit 1), array['account/unknown', '{}'], 'what nobody is called is not written down');

-- twins at the same instant: the second sees the first one's count
select test.forget();
update data.browser set last = last;
select is((select array_agg(account.count_try(test.digest('twin'), 1, 60)) from generate_series(1, 3)), array[0, 1, 1], 'the count is taken with the row''s lock');
select is(test.failures('twin'), 1, 'and never beyond');
select * from finish();
rollback;
