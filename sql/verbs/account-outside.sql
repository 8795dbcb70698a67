-- Accounts whose password is judged outside: by a directory (LDAP), which C asks in the place of a hash.
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

create function account.not_judged(login text, pair bytea, network bytea, browser bytea) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	known boolean := exists (
		select
		from data.browser as b
		join data.account as a on a.id = b.account
		where b.digest = not_judged.browser and a.login = not_judged.login
	);
begin
	update data.attempt as t
	set failures = greatest(0, t.failures - 1)
	where t.digest = case when known then not_judged.browser else not_judged.pair end
		or not known and t.digest = not_judged.network;
	return '{}';
end $$;
comment on function account.not_judged(text, bytea, bytea, bytea) is
'The directory was away: the try that account.find counted was none. Refuses nothing.';

reset role;
