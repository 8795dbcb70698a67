-- Accounts whose password is judged outside: by a directory (LDAP), which C asks in the place of a hash, or by a provider (OpenID
-- Connect), whose token C has verified.
set role verbs_account;

create function account.verifier(account bigint) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select case a.sign_in when 'password' then p.hash when 'ldap' then 'ldap ' || a.subject end
		from data.account as a
		left join data.password as p on p.account = a.id
		where a.id = verifier.account
	);
end $$;
comment on function account.verifier(bigint) is
'What C judges the account''s password by: its hash; "ldap " and whose entry it is; null where there is no password, or a provider
signs in.';

create function account.directory() returns json
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
	select json_build_object('ldap_url', base.setting('ldap_url'), 'ldap_ca', base.setting('ldap_ca'), 'ldap_dn', base.setting('ldap_dn'),
		'ldap_base', base.setting('ldap_base'), 'ldap_filter', base.setting('ldap_filter'), 'ldap_bind', base.setting('ldap_bind'))
$$;
comment on function account.directory() is 'The settings of the directory; its secret, if it wants one, is in a key file. Refuses nothing.';

create function account.provider() returns json
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
	select json_build_object('issuer', base.setting('oidc_issuer'), 'client', base.setting('oidc_client'), 'ca', base.setting('oidc_ca'),
		'site', coalesce(nullif(base.setting('oidc_site'), ''), base.setting('site')))
$$;
comment on function account.provider() is 'The settings of the provider; the client''s secret is in a key file. Refuses nothing.';

create function account.begin_handshake(state bytea, nonce text, verifier text, back text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	delete from data.handshake as h where h.until < base.now();
	insert into data.handshake (digest, nonce, verifier, back, until)
	values (begin_handshake.state, begin_handshake.nonce, begin_handshake.verifier, begin_handshake.back, base.now() + interval '10 minutes');
	return '{}';
end $$;
comment on function account.begin_handshake(bytea, text, text, text) is
'Somebody is led to the provider: what is needed when they come back, for 10 minutes, by the digest of state. Refuses nothing.';

create function account.take_handshake(state bytea) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	taken data.handshake;
begin
	delete from data.handshake as h
	where h.digest = take_handshake.state and h.until >= base.now()
	returning h.* into taken;
	return json_strip_nulls(json_build_object('nonce', taken.nonce, 'verifier', taken.verifier, 'back', taken.back));
end $$;
comment on function account.take_handshake(bytea) is
'What was remembered under this state, once: {"nonce", "verifier", "back"}; {} for one that is unknown, used or too old. Refuses nothing.';

create function account.of_subject(subject text, login text) returns bigint
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	who bigint := (select a.id from data.account as a where a.sign_in = 'oidc' and a.subject = of_subject.subject);
begin
	if who is null and base.setting('oidc_match') = 'login' then
		update data.account as a
		set sign_in = 'oidc', subject = of_subject.subject
		where a.login = of_subject.login and a.sign_in = 'password' and not account.administers(a.id)
			and not exists (select from data.totp as t where t.account = a.id and t.confirmed is not null)
			and coalesce(a.disabled_on, 'infinity') > base.today()
		returning a.id into who;
		if found then
			perform base.record('account.outside', 'account/' || who, jsonb_build_object('sign_in', 'oidc', 'first', true));
		end if;
	end if;
	return who;
end $$;
comment on function account.of_subject(text, text) is
'The account of a provider''s sub; null if there is none. Where the setting oidc_match is login, the account whose login is the
preferred_username becomes the sub''s at its first use, but never an administrator''s, nor one with one-time passwords: a name that
somebody could choose at the provider is less than what those are entered by.';

create function account.enter_by_provider(subject text, login text, token text, pair bytea, network bytea, browser bytea) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	who bigint := account.of_subject(enter_by_provider.subject, enter_by_provider.login);
begin
	if who is null then
		perform base.record('account.refused', 'account/unknown', '{"provider": true}');
		return json_build_object('sentence', format('统一登录通过了，但是这里没有对应的账号。请联系%s。', account.admin()));
	end if;
	return account.admit(who, enter_by_provider.token, enter_by_provider.pair, enter_by_provider.network, enter_by_provider.browser,
		'{"provider": true}');
end $$;
comment on function account.enter_by_provider(text, text, text, bytea, bytea, bytea) is
'C has verified the provider''s token: begins the session of the account of its sub and answers as account.admit; {"sentence"} if there
is no such account. login: preferred_username. Refuses nothing.';

create function account.check_administrator(account bigint, sign_in text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if check_administrator.sign_in = 'oidc' then
		perform base.refuse('WH409', 'account/administrator', '管理员用统一登录，登录时不再要动态口令，请在服务器上办理。', 'sign_in');
	end if;
	if not exists (select from data.totp as t where t.account = check_administrator.account and t.confirmed is not null) then
		perform base.refuse('WH409', 'account/second-first', '这名管理员还没有设动态口令。请本人先设好，再改登录方式。');
	end if;
end $$;
comment on function account.check_administrator(bigint, text) is
'An administrator''s password may be judged by the directory, by the rule that others'' are, where one-time passwords stand beside it: who
names the entry can''t come in by it then. A provider asks for none of ours, so that whoever names its sub would. Refuses with WH409.';

create function account.sign_in_by(account bigint, sign_in text, subject text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	touched data.account := account.touch(sign_in_by.account, true);
begin
	if account.administers(touched.id) then
		perform account.check_administrator(touched.id, sign_in_by.sign_in);
	end if;
	if sign_in_by.sign_in not in ('password', 'ldap', 'oidc') then
		perform base.refuse('WH422', 'account/no-way', '请选怎么登录。', 'sign_in');
	end if;
	if sign_in_by.sign_in <> 'password' and sign_in_by.subject is null then
		perform base.refuse('WH422', 'account/no-subject', '请填在目录或统一登录里的名称。', 'subject');
	end if;
	update data.account as a
	set sign_in = sign_in_by.sign_in, subject = case when sign_in_by.sign_in <> 'password' then sign_in_by.subject end
	where a.id = touched.id;
	delete from data.session as s where s.account = touched.id;
	delete from data.first_code as f where f.account = touched.id;
	perform base.record('account.outside', 'account/' || touched.id, jsonb_build_object('sign_in', sign_in_by.sign_in));
	return account.account(touched.id);
end $$;
comment on function account.sign_in_by(bigint, text, text) is
'Where an account''s password is judged from now on: password here, ldap, oidc; its sessions and slips end. subject: the entry''s name or
distinguished name, the provider''s sub. An administrator''s too, to a directory or back,
where one-time passwords are set up (account.check_administrator). Refuses: as account.touch; WH409 the subject is another account''s; WH422 no such way, no subject.';

reset role;
