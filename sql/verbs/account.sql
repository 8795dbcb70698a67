-- Signing in and out, and who one is. C makes and verifies secrets (tokens, Argon2id hashes, digests of networks and
-- browsers); what is decided with them is decided here. Log-in is two trips: account.find counts the try and gives the
-- hash, C verifies it, account.begin or account.note_failure ends it; where one-time passwords are set up, account.second gives
-- what the code is verified with in between. What must be remembered though it was refused is returned, not raised, so that it
-- is committed.
create schema account authorization verbs_account;
set role verbs_account;

-- ---- delay against guessing -----------------------------------------------------------------------------------------

create function account.delay(failures integer, last timestamptz, free integer, most integer) returns integer
language sql stable
as $$
	select case when failures < free or last < base.now() - interval '1 day' then 0
		else greatest(0, ceil(extract(epoch from last - base.now()) + least(most, power(2, least(failures - free, 20)))))::integer
	end
$$;
comment on function account.delay(integer, timestamptz, integer, integer) is
'Seconds that are still to be waited after so many failures, the last at that time: the first `free` cost nothing, then 1,
2, 4 … up to `most` seconds. A day without a try forgets them.';

create function account.count_try(digest bytea, free integer, most integer) returns integer
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	wait integer;
begin
	insert into data.attempt as a (digest, failures, last)
	values (count_try.digest, 1, base.now())
	on conflict on constraint attempt_pkey do update
	set failures = case when a.last < base.now() - interval '1 day' then 1 else a.failures + 1 end, last = base.now()
	where account.delay(a.failures, a.last, count_try.free, count_try.most) = 0;
	if found then
		return 0;
	end if;
	select account.delay(a.failures, a.last, count_try.free, count_try.most) into wait
	from data.attempt as a
	where a.digest = count_try.digest;
	return greatest(wait, 1);
end $$;
comment on function account.count_try(bytea, integer, integer) is
'Counts a try before it is judged, so that a hundred at once don''t slip through, and gives 0; or counts nothing and gives
the seconds to wait.';

create function account.find(login text, pair bytea, network bytea, browser bytea) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	hash text;
	known boolean;
	second boolean;
	wait integer;
begin
	select account.verifier(a.id), exists (select from data.browser as b where b.digest = find.browser and b.account = a.id),
		exists (select from data.totp as t where t.account = a.id and t.confirmed is not null)
	into hash, known, second
	from data.account as a
	where a.login = find.login;
	if known then
		wait := account.count_try(find.browser, 5, 900);
	else
		select account.delay(a.failures, a.last, 50, 60) into wait
		from data.attempt as a
		where a.digest = find.network;
		if coalesce(wait, 0) = 0 then
			wait := account.count_try(find.pair, 5, 900);
		end if;
		if wait = 0 then
			perform account.count_try(find.network, 1000000000, 0);
		end if;
	end if;
	return case when wait > 0 then json_build_object('wait', wait, 'sentence', format('试的次数多了，请等%s秒再试。', wait))
		else json_build_object('wait', 0, 'hash', hash, 'second', coalesce(second, false)) end;
end $$;
comment on function account.find(text, bytea, bytea, bytea) is
'First trip of a log-in: {"wait": 0, "hash": …|null, "second": whether a code is needed too} and the try is counted, or {"wait": seconds, "sentence"} and it is not.
pair, network, browser: digests of login and network, of the network, of login and the browser''s cookie. A browser that
signed in to this account before counts for itself alone, so nobody can lock a colleague or a floor out. Refuses nothing,
and tells an unknown login by nothing.';

create function account.note_failure(login text, code boolean default false, away boolean default false) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform base.record('account.refused', coalesce(
		(select 'account/' || a.id from data.account as a where a.login = note_failure.login), 'account/unknown'),
		case when note_failure.code then '{"code": true}' when note_failure.away then '{"away": true}' else '{}' end::jsonb);
	return json_build_object('sentence', case when note_failure.code
		then '动态口令不对，或者刚用过。请等下一个再试，也可以用恢复码。' else '账号或密码不对，请再试。' end);
end $$;
comment on function account.note_failure(text, boolean, boolean) is
'Last trip of a log-in that failed: writes it to the audit and returns what to say. code: the password was right, the one-time
password wasn''t; away: the directory, where one is set, could not be asked. A login that nobody has is not written down: people type passwords there. Refuses nothing.';

create function account.take_back(pair bytea, network bytea, browser bytea, account bigint, wholly boolean) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	known boolean := exists (select from data.browser as b where b.digest = take_back.browser and b.account = take_back.account);
begin
	update data.attempt as t
	set failures = case when take_back.wholly then 0 else greatest(0, t.failures - 1) end
	where t.digest = case when known then take_back.browser else take_back.pair end;
	if not known then
		update data.attempt as t set failures = greatest(0, t.failures - 1) where t.digest = take_back.network;
	end if;
end $$;
comment on function account.take_back(bytea, bytea, bytea, bigint, boolean) is
'The try that account.find counted was none: the password is right. wholly: earlier ones are forgotten too, for one is in.';

-- ---- sessions --------------------------------------------------------------------------------------------------------

create function account.admin() returns text
language sql stable
as $$ select coalesce(base.setting('admin'), '系统管理员') $$;
comment on function account.admin() is 'Whom to ask.';

create function account.open_session(account bigint, token text, browser bytea) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	absolute interval := make_interval(hours => coalesce(base.rule('session_hours'), 12)::integer);
	idle interval := make_interval(mins => coalesce(base.rule('session_idle_minutes'), 60)::integer);
begin
	-- the session that this browser had until now ends
	delete from data.session as s where s.digest = sha256(decode(current_setting('wuhao.token', true), 'hex'));
	insert into data.session (digest, account, idle_until, until)
	values (sha256(decode(open_session.token, 'hex')), open_session.account, base.now() + least(idle, absolute), base.now() + absolute);
	update data.account as a set signed_in_on = base.today() where a.id = open_session.account;
	insert into data.browser as b (digest, account, last)
	values (open_session.browser, open_session.account, base.today())
	on conflict on constraint browser_pkey do update set last = excluded.last;
	perform set_config('wuhao.token', open_session.token, true);
end $$;
comment on function account.open_session(bigint, text, bytea) is
'Begins a session under a token that C made, for the rest of this transaction too, and remembers the browser.';

create function account.may_enter(account bigint) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (
		select
		from data.account as a
		where a.id = may_enter.account and coalesce(a.disabled_on, 'infinity') > base.today()
			and exists (select from account.held_by(a.id))
	);
end $$;
comment on function account.may_enter(bigint) is 'Whether the account is in use and holds a role today, or acts for who does.';

create function account.admit(account bigint, token text, pair bytea, network bytea, browser bytea, how jsonb default '{}') returns json
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	if not account.may_enter(admit.account) then
		perform base.record('account.shut_out', 'account/' || admit.account);
		return json_build_object('sentence', format('这个账号现在不能登录，请联系%s。', account.admin()));
	end if;
	perform account.take_back(admit.pair, admit.network, admit.browser, admit.account, true);
	perform account.open_session(admit.account, admit.token, admit.browser);
	perform base.record('account.begin', 'account/' || admit.account, admit.how);
	return account.me();
end $$;
comment on function account.admit(bigint, text, bytea, bytea, bytea, jsonb) is
'The end of every way of signing in, once it is sure who it is: begins the session and answers account.me, or {"sentence"} for an
account that is disabled or holds no role today. how: for the audit.';

create function account.begin(login text, hash text, token text, pair bytea, network bytea, browser bytea,
	renewed text default null, step bigint default null, recovery bytea default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	who bigint;
	how jsonb := '{}';
begin
	select a.id into who
	from data.account as a
	where a.login = begin.login and account.verifier(a.id) = begin.hash;
	if not found then
		perform base.refuse('WH401', 'account/wrong', '账号或密码不对，请再试。');
	end if;
	if exists (select from data.totp as t where t.account = who and t.confirmed is not null) then
		how := account.use_second(who, begin.step, begin.recovery);
	end if;
	if begin.renewed is not null then
		update data.password as p set hash = begin.renewed where p.account = who;
	end if;
	return account.admit(who, begin.token, begin.pair, begin.network, begin.browser, how);
end $$;
comment on function account.begin(text, text, text, bytea, bytea, bytea, text, bigint, bytea) is
'Last trip of a log-in whose password C found right for this hash: answers as account.admit. token: the new session''s,
hexadecimal; renewed: the password hashed anew, where the old hash has outdated limits; step: that of the one-time password that C
found right, or recovery: the digest of a recovery code, one of which is needed where one-time passwords are set up.
Refuses: WH401 the password was changed meanwhile, or the one-time password was used before.';

create function account.logout() returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if base.account() is not null then
		perform base.record('account.logout', 'account/' || base.account());
		delete from data.session as s where s.digest = sha256(decode(current_setting('wuhao.token'), 'hex'));
	end if;
	return '{}';
end $$;
comment on function account.logout() is 'Ends the caller''s session; without one it does nothing. Refuses nothing.';

create function account.sessions() returns json
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
	select json_build_object('rows', coalesce(json_agg(json_build_object('session', encode(substr(s.digest, 1, 8), 'hex'),
		'begun', base.time_text(s.begun), 'until', base.time_text(least(s.idle_until, s.until)),
		'here', s.digest = sha256(decode(current_setting('wuhao.token'), 'hex'))) order by s.begun desc, s.digest), '[]'))
	from data.session as s
	where s.account = (select base.account()) and s.until > base.now() and s.idle_until > base.now()
$$;
comment on function account.sessions() is
'The caller''s own sessions: {"rows": [{"session", "begun", "until", "here": it is this one}]}. Refuses nothing.';

create function account.end_session(session text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	delete from data.session as s
	where s.account = base.account() and encode(substr(s.digest, 1, 8), 'hex') = end_session.session;
	if not found then
		perform base.refuse('WH404', 'account/no-session', '没有找到这次登录，可能已经退出。');
	end if;
	perform base.record('account.end_session', 'account/' || base.account());
	return account.sessions();
end $$;
comment on function account.end_session(text) is
'Ends one of the caller''s own sessions, on another device for instance. session: as account.sessions names it.
Refuses: WH404 the caller has no such session.';

-- ---- passwords -------------------------------------------------------------------------------------------------------

create function account.own_try() returns bytea
language sql stable
as $$ select sha256(convert_to('wuhao own password ' || base.account(), 'UTF8')) $$;
comment on function account.own_try() is 'Under what the tries of a signed-in caller''s own password are counted.';

create function account.own() returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	wait integer;
begin
	if exists (select from data.account as a where a.id = base.account() and a.sign_in <> 'password') then
		perform base.refuse('WH409', 'account/outside', '这个账号用单位的统一登录，密码请到那里修改。');
	end if;
	wait := account.count_try(account.own_try(), 5, 900);
	return json_build_object('wait', wait, 'sentence', format('试的次数多了，请等%s秒再试。', wait),
		'hash', (select p.hash from data.password as p where p.account = base.account() and wait = 0),
		'login', (select a.login from data.account as a where a.id = base.account()),
		'least', base.rule('password_least'));
end $$;
comment on function account.own() is
'First trip of changing one''s password: {"wait", "sentence", "hash", "login", "least"}; the try is counted unless there is
a wait. Refuses: WH409 the password is judged outside.';

create function account.set_password(hash text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	update data.password as p
	set hash = set_password.hash, set_at = base.now()
	where p.account = base.account();
	delete from data.session as s
	where s.account = base.account() and s.digest <> sha256(decode(current_setting('wuhao.token'), 'hex'));
	delete from data.attempt as t where t.digest = account.own_try();
	delete from data.first_code as f where f.account = base.account();
	perform base.record('account.password', 'account/' || base.account());
	return '{}';
end $$;
comment on function account.set_password(text) is
'Second trip: keeps the new hash, ends the caller''s other sessions and what one-time addresses are left. Refuses nothing.';

create function account.open_code(code bytea, login text default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	found_login text;
begin
	select a.login into found_login
	from data.first_code as f
	join data.account as a on a.id = f.account
	where f.digest = open_code.code and f.valid_until > base.now() and a.login = coalesce(open_code.login, a.login)
		and coalesce(a.disabled_on, 'infinity') > base.today() and a.sign_in = 'password';
	if found_login is null then
		perform base.refuse('WH422', 'account/no-code', format('这个首次登录码用过了、过期了，或者写得不对。请联系%s。', account.admin()),
			'code');
	end if;
	if not account.may_enter((select a.id from data.account as a where a.login = found_login)) then
		perform base.refuse('WH403', 'account/shut-out', format('这个账号还没有授予身份，现在不能登录。首次登录码还能用，请联系%s。', account.admin()));
	end if;
	return json_build_object('login', found_login, 'least', base.rule('password_least'));
end $$;
comment on function account.open_code(bytea, text) is
'First trip of a first log-in: {"login", "least": characters of a password}. code: digest of the one-time code; login: where
it was typed. Refuses: WH422 no such code, used, out of date, or of somebody else; WH403 the account holds no role today.';

create function account.first(code bytea, hash text, token text, browser bytea) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	person bigint;
begin
	delete from data.first_code as f
	using data.account as a
	where f.digest = first.code and f.valid_until > base.now() and a.id = f.account
		and coalesce(a.disabled_on, 'infinity') > base.today() and a.sign_in = 'password'
	returning f.account into person;
	if person is null then
		perform base.refuse('WH422', 'account/no-code', format('这个首次登录码用过了、过期了，或者写得不对。请联系%s。', account.admin()),
			'code');
	end if;
	delete from data.first_code as f where f.account = person;
	delete from data.session as s where s.account = person;
	insert into data.password as p (account, hash)
	values (person, first.hash)
	on conflict on constraint password_pkey do update set hash = excluded.hash, set_at = base.now();
	perform base.record('account.first', 'account/' || person);
	if exists (select from data.totp as t where t.account = person and t.confirmed is not null) then
		return json_build_object('sentence', '密码设好了。这个账号有动态口令，请到登录页用账号、新密码和动态口令登录。');
	end if;
	perform account.open_session(person, first.token, first.browser);
	return account.me();
end $$;
comment on function account.first(bytea, text, text, bytea) is
'Second trip of a first log-in: uses the code up, sets the password, begins a session and answers account.me. Where one-time passwords
are set up it begins none and answers {"sentence"}: a slip is no second factor. Refuses: WH422 the code was used meanwhile.';

reset role;
