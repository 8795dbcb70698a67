-- One-time passwords by the clock (RFC 6238) and recovery codes. C makes and seals secrets (their key is not in the database) and
-- verifies codes; what is decided with them is decided here: tries are counted before they are judged, no step is taken twice.
set role verbs_account;

create function account.second_try(account bigint) returns bytea
language sql immutable
as $$ select sha256(convert_to('wuhao second ' || second_try.account, 'UTF8')) $$;
comment on function account.second_try(bigint) is
'Under what tries of an account''s one-time passwords are counted, from wherever they come: only who knows the password gets here.';

create function account.second(login text, hash text, pair bytea, network bytea, browser bytea, typed boolean) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	kept record;
	wait integer := 0;
begin
	select a.id, t.secret into kept
	from data.account as a
	join data.totp as t on t.account = a.id and t.confirmed is not null
	where a.login = second.login and account.verifier(a.id) = second.hash;
	if not found then
		perform base.refuse('WH401', 'account/wrong', '账号或密码不对，请再试。');
	end if;
	if not second.typed then
		perform account.take_back(second.pair, second.network, second.browser, kept.id, false);
		return json_build_object('wait', 0);
	end if;
	wait := account.count_try(account.second_try(kept.id), 5, 900);
	return json_build_object('wait', wait, 'sentence', format('试的次数多了，请等%s秒再试。', wait),
		'account', kept.id, 'secret', case when wait = 0 then encode(kept.secret, 'hex') end);
end $$;
comment on function account.second(text, text, bytea, bytea, bytea, boolean) is
'Second trip of a log-in whose password is right, where one-time passwords are set up. typed: a code came along; then its try is
counted and {"wait": 0, "account", "secret": sealed} or {"wait": seconds, "sentence"} comes back; without one the try that account.find
counted is taken back. Refuses: WH401 the password was changed meanwhile.';

create function account.use_second(account bigint, step bigint, recovery bytea) returns jsonb
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	if use_second.recovery is not null then
		delete from data.recovery_code as c where c.digest = use_second.recovery and c.account = use_second.account;
	else
		update data.totp as t set step = use_second.step where t.account = use_second.account and t.step < use_second.step;
	end if;
	if not found then
		perform base.refuse('WH401', 'account/wrong-code', '动态口令不对，或者刚用过。请等下一个再试，也可以用恢复码。');
	end if;
	delete from data.attempt as t where t.digest = account.second_try(use_second.account);
	return case when use_second.recovery is not null then '{"recovery": true}' else '{"second": true}' end::jsonb;
end $$;
comment on function account.use_second(bigint, bigint, bytea) is
'Uses up the step of a one-time password that C found right, or a recovery code, which is gone with it; gives what the audit says.
Refuses: WH401 the step or a later one was used, no such recovery code, or neither came.';

create function account.own_second() returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	kept data.totp;
	wait integer := 0;
begin
	select t.* into kept from data.totp as t where t.account = base.account();
	if found then
		wait := account.count_try(account.second_try(base.account()), 5, 900);
	end if;
	return json_build_object('wait', wait, 'sentence', format('试的次数多了，请等%s秒再试。', wait), 'account', base.account(),
		'login', (select a.login from data.account as a where a.id = base.account()), 'office', base.setting('office'),
		'hash', case when wait = 0 then account.verifier(base.account()) end,
		'secret', case when wait = 0 then encode(kept.secret, 'hex') end, 'confirmed', kept.confirmed is not null);
end $$;
comment on function account.own_second() is
'First trip of setting one''s own one-time passwords up, confirming or removing them: {"wait", "sentence", "account", "login", "office", "hash",
"secret": sealed or null, "confirmed"}; a try is counted where there is a secret. Refuses nothing.';

create function account.keep_second(secret bytea) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.totp as t (account, secret)
	values (base.account(), keep_second.secret)
	on conflict on constraint totp_pkey do update set secret = excluded.secret, step = 0
	where t.confirmed is null;
	if not found then
		perform base.refuse('WH409', 'account/second-already', '动态口令已经设置。换手机请先停用，再重新设置。');
	end if;
	delete from data.attempt as t where t.digest = account.second_try(base.account());
	return '{}';
end $$;
comment on function account.keep_second(bytea) is
'Keeps a new sealed secret of the caller''s, in place of one that was never confirmed. It counts once it is confirmed. Refuses: WH409 one
that is confirmed is there.';

create function account.confirm_second(step bigint, digests bytea[]) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	update data.totp as t
	set confirmed = base.now(), step = confirm_second.step
	where t.account = base.account() and t.confirmed is null;
	if not found then
		perform base.refuse('WH409', 'account/second-already', '动态口令已经设置。换手机请先停用，再重新设置。');
	end if;
	delete from data.attempt as t where t.digest = account.second_try(base.account());
	delete from data.session as s
	where s.account = base.account() and s.digest <> sha256(decode(current_setting('wuhao.token'), 'hex'));
	perform account.renew_recovery(confirm_second.digests);
	perform base.record('account.second', 'account/' || base.account());
	return account.mine();
end $$;
comment on function account.confirm_second(bigint, bytea[]) is
'The code was right: one-time passwords are needed from now on, these are the digests of the recovery codes, and the caller''s other
sessions end; answers account.mine. Refuses: WH409 confirmed already.';

create function account.renew_recovery(digests bytea[]) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	delete from data.recovery_code as c where c.account = base.account();
	insert into data.recovery_code (digest, account) select d.digest, base.account() from unnest(renew_recovery.digests) as d (digest);
end $$;
comment on function account.renew_recovery(bytea[]) is 'These recovery codes of the caller''s and no others.';

create function account.new_recovery(step bigint, digests bytea[]) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform account.use_second(base.account(), new_recovery.step, null);
	perform account.renew_recovery(new_recovery.digests);
	perform base.record('account.recovery', 'account/' || base.account());
	return account.mine();
end $$;
comment on function account.new_recovery(bigint, bytea[]) is
'New recovery codes in place of all earlier ones, by a one-time password; answers account.mine. Refuses: WH401 its step was used.';

create function account.remove_second(step bigint default null, recovery bytea default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform account.use_second(base.account(), remove_second.step, remove_second.recovery);
	delete from data.totp as t where t.account = base.account();
	delete from data.recovery_code as c where c.account = base.account();
	perform base.record('account.second_off', 'account/' || base.account());
	return account.mine();
end $$;
comment on function account.remove_second(bigint, bytea) is
'Switches the caller''s one-time passwords off, by one of them or a recovery code, after C found the password right; an administrator has
no right until they are set up again. Answers account.mine. Refuses: WH401 the code was used.';

create function account.reset_second(account bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	touched data.account := account.touch(reset_second.account);
begin
	delete from data.totp as t where t.account = touched.id;
	if not found then
		perform base.refuse('WH409', 'account/no-second', '这个账号没有设置动态口令。');
	end if;
	delete from data.recovery_code as c where c.account = touched.id;
	delete from data.session as s where s.account = touched.id;
	perform base.record('account.reset_second', 'account/' || touched.id);
	return account.account(touched.id);
end $$;
comment on function account.reset_second(bigint) is
'For who lost device and recovery codes: the account is signed in to by its password alone again. An administrator''s is reset on the
server (wuhao second). Refuses: as account.touch; WH409 none is set up.';

reset role;
