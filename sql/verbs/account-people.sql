-- Accounts as administrators look after them: the list, one account, making many from the roster, disabling, renaming. All three
-- administrators see who holds what where and who granted it; the system administrator alone makes and disables accounts.
set role verbs_account;

create function account.require(roles text[]) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if base.held(require.roles) <> '{}' then
		return;
	end if;
	if exists (select from account.held_by(base.account()) as h where h.role = any (require.roles)) then
		perform base.refuse('WH403', 'account/second-first', '管理员要先设置动态口令，再办这一项。设置时遇到问题，请联系系统管理员。');
	end if;
	perform base.refuse('WH403', 'account/not-administrator', format('当前身份不能办这一项。需要办理，请联系%s。',
		(select string_agg(r.label, '、' order by account.place_of(r.role)) from data.role as r where r.role = any (require.roles))));
end $$;
comment on function account.require(text[]) is
'Refuses with WH403 unless the caller holds one of these roles; an administrator without one-time passwords is told what is missing.';

create function account.administers(account bigint) returns boolean
language sql stable
as $$
	select exists (
		select
		from data.seat as s
		join data.role as r on r.role = s.role
		where s.account = administers.account and r.administers and coalesce(s.valid_until, 'infinity') >= base.today()
	)
$$;
comment on function account.administers(bigint) is 'Whether it is an administrator''s account, today or from a day to come.';

create function account.seat_row(s data.seat) returns jsonb
language sql stable
as $$
	select jsonb_build_object('seat', s.id, 'role', s.role, 'label', r.label, 'unit', s.unit, 'unit_name', u.short_name,
		'since', s.valid_from, 'until', s.valid_until, 'by', s.granted_by, 'granted', (s.granted at time zone 'Asia/Shanghai')::date,
		'basis', s.basis, 'ended_by', s.ended_by, 'over', coalesce(s.valid_until, 'infinity') < base.today(),
		'may', r.may, 'deputies', account.deputies_of(s.id))
	from data.role as r, data.unit as u
	where r.role = seat_row.s.role and u.id = seat_row.s.unit
$$;
comment on function account.seat_row(data.seat) is 'A grant as administrators see it: what, where, from when until when, what it allows in sentences, by whom, on what paper.';

create function account.account_row(a data.account) returns jsonb
language sql stable
as $$
	select jsonb_build_object('account', a.id, 'login', a.login, 'name', a.name, 'disabled', a.disabled_on, 'signed_in', a.signed_in_on,
		'sign_in', a.sign_in, 'person_unit', (
			select u.short_name
			from data.person as p
			join data.unit as u on u.id = p.unit
			where p.id = a.person),
		'password', exists (select from data.password as p where p.account = a.id) or a.sign_in <> 'password',
		'code_until', (select max(f.valid_until) from data.first_code as f where f.account = a.id and f.valid_until > base.now()),
		'seats', (
			select coalesce(jsonb_agg(account.seat_row(s) order by account.place_of(s.role), s.valid_from, s.id), '[]')
			from data.seat as s
			where s.account = account_row.a.id and coalesce(s.valid_until, 'infinity') >= base.today()))
	from (select account_row.a.*) as a
$$;
comment on function account.account_row(data.account) is
'An account as lists show it: who, the member''s unit, roles of today and to come, the day of the last log-in.';

create function account.accounts(q text default null, state text default null, role text default null, unit bigint default null,
	after bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	page bigint[];
begin
	perform account.require(array['system', 'security', 'audit']);
	page := array(
		select a.id
		from data.account as a
		where (accounts.after is null or (a.name collate "zh-x-icu", a.id) > (
				select b.name collate "zh-x-icu", b.id from data.account as b where b.id = accounts.after))
			and (accounts.q is null or starts_with(a.login, lower(accounts.q)) or strpos(a.name, accounts.q) > 0 or exists (
				select
				from data.search_key as k
				where k.what = 'person' and k.id = a.person and starts_with(k.key, lower(accounts.q))))
			and (accounts.role is null or exists (
				select from account.held_by(a.id) as h where h.role = accounts.role and h.giver is null))
			and (accounts.unit is null or exists (
				select
				from data.scope as c
				where c.superior = accounts.unit and (c.unit in (select s.unit from data.seat as s where s.account = a.id)
					or c.unit = (select p.unit from data.person as p where p.id = a.person))))
			and case accounts.state
				when 'fresh' then a.disabled_on is null and a.sign_in = 'password'
					and not exists (select from data.password as p where p.account = a.id)
				when 'idle' then a.disabled_on is null and not exists (select from account.held_by(a.id))
				when 'disabled' then a.disabled_on <= base.today()
				else true end
		order by a.name collate "zh-x-icu", a.id
		limit 51
	);
	return json_build_object(
		'rows', (
			select coalesce(json_agg(account.account_row(a) order by a.name collate "zh-x-icu", a.id), '[]')
			from data.account as a
			where a.id = any (page[1:50])),
		'next', case when cardinality(page) > 50 then page[50] end,
		'may', array(select d.deed from account.deeds() as d (deed)));
end $$;
comment on function account.accounts(text, text, text, bigint, bigint) is
'Accounts in the order of their holders'' names, 50 a page. q: the beginning of a login, a piece of the name, its pinyin; state:
fresh (no password yet), idle (no role today), disabled; role: held today; unit: a role or the member in its subtree; after: the
"next" of the page before; may: make, slips, grant, whatever the caller''s own role allows. Refuses: WH403 no administrator.';

create function account.deeds() returns setof text
language sql stable
as $$
	select unnest(array['make', 'slips']) where base.held(array['system']) <> '{}'
	union all
	select 'grant' where base.held(array['security']) <> '{}'
	union all
	select 'audit' where base.held(array['audit']) <> '{}'
$$;
comment on function account.deeds() is 'What the caller''s administrator''s role is there for.';

create function account.deeds_at(a data.account) returns setof text
language sql stable
as $$
	select unnest(case when a.disabled_on <= base.today() then array['enable', 'rename']
		else array['disable', 'rename', 'sign_in'] || case when a.sign_in = 'password' then array['slip'] else array[]::text[] end end)
	where base.held(array['system']) <> '{}' and a.id <> base.account() and not account.administers(a.id)
	union all
	select 'sign_in'
	where base.held(array['system']) <> '{}' and a.id <> base.account() and coalesce(a.disabled_on, 'infinity') > base.today()
		and account.administers(a.id) and exists (select from data.totp as t where t.account = a.id and t.confirmed is not null)
	union all
	select 'reset_second'
	where base.held(array['system']) <> '{}' and a.id <> base.account() and not account.administers(a.id)
		and exists (select from data.totp as t where t.account = a.id)
	union all
	select unnest(array['grant', 'end'])
	where base.held(array['security']) <> '{}' and a.id <> base.account() and coalesce(a.disabled_on, 'infinity') > base.today()
$$;
comment on function account.deeds_at(data.account) is 'What the caller may do to this account: the buttons of its page.';

create function account.account(account bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	found_account data.account;
begin
	perform account.require(array['system', 'security', 'audit']);
	select a.* into found_account from data.account as a where a.id = account.account;
	if not found then
		perform base.refuse('WH404', 'account/not-found', '地址不对，内容已移走，或者当前身份看不到。');
	end if;
	return (account.account_row(found_account) || jsonb_build_object('made', (found_account.made at time zone 'Asia/Shanghai')::date,
		'made_by', found_account.made_by, 'subject', found_account.subject, 'second', account.second_of(found_account.id),
		'past', (
			select coalesce(jsonb_agg(account.seat_row(s) order by s.valid_until desc, s.id desc), '[]')
			from data.seat as s
			where s.account = found_account.id and s.valid_until < base.today()),
		'acts_for', (
			select coalesce(jsonb_agg(jsonb_build_object('name', h.giver, 'label', r.label, 'unit_name', u.short_name,
				'since', h.since, 'until', h.until, 'reason', h.basis) order by h.since, h.seat), '[]')
			from account.held_by(found_account.id) as h
			join data.role as r on r.role = h.role
			join data.unit as u on u.id = h.unit
			where h.giver is not null),
		'may', array(select d.deed from account.deeds_at(found_account) as d (deed))))::json;
end $$;
comment on function account.account(bigint) is
'One account: as lists show it, with past roles, whom it acts for, second factor, and what the caller may do to it.
Refuses: WH403 no administrator; WH404 no such account.';

create function account.touch(account bigint, administrators boolean default false) returns data.account
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	touched data.account;
begin
	perform account.require(array['system']);
	select a.* into touched from data.account as a where a.id = touch.account for no key update;
	if not found then
		perform base.refuse('WH404', 'account/not-found', '地址不对，内容已移走，或者当前身份看不到。');
	end if;
	if touched.id = base.account() then
		perform base.refuse('WH409', 'account/own', '不能这样改自己的账号。');
	end if;
	if account.administers(touched.id) and not touch.administrators then
		perform base.refuse('WH409', 'account/administrator',
			'这是管理员的账号，在这里不能改：先由安全管理员结束管理员身份，或者在服务器上用命令办理。');
	end if;
	return touched;
end $$;
comment on function account.touch(bigint, boolean) is
'An account that the system administrator is about to change, locked; administrators: an administrator''s too, for who looks closer
himself. Refuses: WH403 not the system administrator; WH404; WH409 their
own, or an administrator''s: who looks after accounts must not be able to shut out or to become who watches them.';

create function account.disable(account bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	touched data.account := account.touch(disable.account);
begin
	if touched.disabled_on <= base.today() then
		perform base.refuse('WH409', 'account/disabled-already', '这个账号已经停用。');
	end if;
	update data.account as a set disabled_on = base.today() where a.id = touched.id;
	delete from data.session as s where s.account = touched.id;
	delete from data.first_code as f where f.account = touched.id;
	update data.delegation as d
	set ended_on = base.today() - 1
	where least(d.valid_until, d.ended_on) >= base.today()
		and (d.deputy = touched.id or d.seat in (select s.id from data.seat as s where s.account = touched.id));
	perform base.record('account.disable', 'account/' || touched.id);
	return account.account(touched.id);
end $$;
comment on function account.disable(bigint) is
'Nobody signs in by this account any more; its sessions, codes and delegations end at once. Refuses: as account.touch; WH409 disabled already.';

create function account.enable(account bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	touched data.account := account.touch(enable.account);
begin
	if touched.disabled_on is null then
		perform base.refuse('WH409', 'account/enabled-already', '这个账号没有停用。');
	end if;
	update data.account as a set disabled_on = null where a.id = touched.id;
	perform base.record('account.enable', 'account/' || touched.id);
	return account.account(touched.id);
end $$;
comment on function account.enable(bigint) is
'Takes a disabled account into use again. Refuses: as account.touch; WH409 in use, or its member has another account by now.';

create function account.rename(account bigint, name text, login text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	touched data.account := account.touch(rename.account);
begin
	update data.account as a set name = rename.name, login = rename.login where a.id = touched.id;
	perform base.record('account.rename', 'account/' || touched.id, jsonb_build_object('old_name', touched.name, 'old_login', touched.login,
		'name', rename.name, 'login', rename.login));
	return account.account(touched.id);
end $$;
comment on function account.rename(bigint, text, text) is
'Another name or login. What was signed before keeps the name of its day. Refuses: as account.touch; WH409 the login is taken; WH422 it
can''t be one.';

reset role;
