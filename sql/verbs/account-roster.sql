-- Accounts from the roster, many at once, and the slips for their first log-in.
set role verbs_account;

create function account.proposal(person bigint) returns text
language sql stable
as $$
	select coalesce((
		select k.key
		from data.search_key as k
		where k.what = 'person' and k.id = proposal.person and k.place = 0 and k.key ~ '^[a-z]{2,30}$'
		order by length(k.key) desc, k.key
		limit 1), 'dy' || proposal.person)
$$;
comment on function account.proposal(bigint) is 'A login for a member: the pinyin of the name, as the keeper knows it; dy (党员) and a number where it doesn''t yet.';

create function account.free_login(wish text, taken text[]) returns text
language sql stable
as $$
	select w.login
	from (select free_login.wish || case when n > 1 then n::text else '' end as login, n from generate_series(1, 10000) as n) as w
	where w.login <> all (free_login.taken) and not exists (select from data.account as a where a.login = w.login)
	order by w.n
	limit 1
$$;
comment on function account.free_login(text, text[]) is 'The wish, or the wish and the first number that nobody has.';

create function account.candidates(unit bigint, post text default null, after bigint default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	page bigint[];
	rows jsonb := '[]';
	taken text[] := '{}';
	member record;
begin
	perform account.require(array['system']);
	page := array(
		select p.id
		from data.person as p
		where p.state in ('full', 'probationary') and (candidates.after is null or p.id > candidates.after)
			and not exists (select from data.account as a where a.person = p.id and a.disabled_on is null)
			and case when candidates.post is null
				then exists (select from data.scope as c where c.unit = p.unit and c.superior = candidates.unit)
				else exists (
					select
					from data.tenure as t
					join data.scope as c on c.unit = t.unit
					where t.person = p.id and t.until is null and t.post = candidates.post and c.superior = candidates.unit) end
		order by p.id
		limit 101
	);
	for member in
		select p.id, p.name, u.short_name, account.proposal(p.id) as wish, (
			select string_agg(distinct n.short_name || o.label, '、')
			from data.tenure as t
			join data.post as o on o.post = t.post
			join data.unit as n on n.id = t.unit
			where t.person = p.id and t.until is null) as posts
		from data.person as p
		join data.unit as u on u.id = p.unit
		where p.id = any (page[1:100])
		order by p.id
	loop
		taken := taken || account.free_login(member.wish, taken);
		rows := rows || jsonb_build_object('person', member.id, 'name', member.name, 'unit_name', member.short_name,
			'posts', member.posts, 'login', taken[cardinality(taken)]);
	end loop;
	perform base.record('account.candidates', 'unit/' || candidates.unit,
		jsonb_build_object('purpose', '建账号', 'rows', jsonb_array_length(rows)));
	return json_build_object('rows', rows, 'next', case when cardinality(page) > 100 then page[100] end);
end $$;
comment on function account.candidates(bigint, text, bigint) is
'Members of a subtree without an account, 100 a page, each with a login proposed: {"rows": [{"person", "name", "unit_name", "posts",
"login"}], "next"}. post: only who holds it there. Reading it is written down. Refuses: WH403 not the system administrator.';

create function account.make(people jsonb) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	wished record;
	errors jsonb := '[]';
	made bigint[] := '{}';
	fault text;
	id bigint;
begin
	perform account.require(array['system']);
	if jsonb_typeof(make.people) <> 'array' or jsonb_array_length(make.people) not between 1 and 200 then
		perform base.refuse('WH422', 'account/too-many', '一次建1到200个账号。', 'people');
	end if;
	for wished in
		select w.person, lower(btrim(w.login)) as login, coalesce(p.name, w.name) as name, p.id as member
		from jsonb_to_recordset(make.people) as w (person bigint, login text, name text)
		left join data.person as p on p.id = w.person and p.state in ('full', 'probationary')
	loop
		fault := case
			when wished.person is not null and wished.member is null then '这名党员不在名册里。'
			when not base.is_line(wished.name, 30) or wished.name is null then '姓名没有填，或者超过30字。'
			when wished.login is null or wished.login !~ '^[a-z][a-z0-9.-]{1,39}$' then
				'账号要用小写字母开头，2到40位小写字母、数字、点或横线。'
			when exists (select from data.account as a where a.login = wished.login) then format('账号“%s”已经有了。', wished.login)
			when exists (select from data.account as a where a.person = wished.person and a.disabled_on is null) then '已经有账号了。'
		end;
		if fault is not null then
			errors := errors || jsonb_build_object('field', 'people', 'detail', coalesce(wished.name || '：', '') || fault);
			continue;
		end if;
		insert into data.account (login, name, person, made_by)
		values (wished.login, wished.name, wished.person, (select a.name from data.account as a where a.id = base.account()))
		returning data.account.id into id;
		made := made || id;
		perform base.record('account.make', 'account/' || id, jsonb_build_object('login', wished.login, 'person', wished.person));
	end loop;
	if errors <> '[]' then
		perform base.refuse_fields('account/not-made', errors);
	end if;
	return json_build_object('made', made);
end $$;
comment on function account.make(jsonb) is
'Makes accounts, all or none: [{"person": id, "login"}] for members, [{"name", "login"}] for others, 1 to 200. {"made": [ids]}. They
have no role and no password yet. Refuses: WH403 not the system administrator; WH422 each line that is wrong, in words.';

create function account.add_codes(accounts bigint[], digests bytea[]) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	until constant timestamptz := base.now() + make_interval(days => coalesce(base.rule('first_code_days'), 7)::integer);
	fault text;
begin
	perform account.require(array['system']);
	if cardinality(add_codes.accounts) <> cardinality(add_codes.digests) or cardinality(add_codes.accounts) <>
		(select count(distinct n) from unnest(add_codes.accounts) as n) then
		perform base.refuse('WH422', 'account/twice', '同一个账号选了两次。', 'accounts');
	end if;
	if (select count(*) from data.account as a where a.id = any (add_codes.accounts)) <> cardinality(add_codes.accounts) then
		perform base.refuse('WH404', 'account/not-found', '地址不对，内容已移走，或者当前身份看不到。');
	end if;
	select a.name || case
		when a.id = base.account() then '：不能给自己做登录条。'
		when account.administers(a.id) then '：管理员的首次登录码在服务器上用命令制作。'
		when a.sign_in <> 'password' then '：这个账号用单位的统一登录，不用首次登录码。'
		else '：账号已停用，先启用再做登录条。' end into fault
	from data.account as a
	where a.id = any (add_codes.accounts)
		and (a.disabled_on <= base.today() or a.id = base.account() or a.sign_in <> 'password' or account.administers(a.id))
	order by a.name collate "zh-x-icu", a.id
	limit 1;
	if fault is not null then
		perform base.refuse('WH409', 'account/no-slip', fault);
	end if;
	delete from data.first_code as f where f.account = any (add_codes.accounts);
	insert into data.first_code (account, digest, valid_until)
	select c.account, c.digest, until
	from unnest(add_codes.accounts, add_codes.digests) as c (account, digest);
	perform base.record('account.slip', 'account/' || n) from unnest(add_codes.accounts) as n;
	return json_build_object('site', base.setting('site'), 'office', base.setting('office'), 'secrecy', base.setting('secrecy'),
		'admin', base.setting('admin'), 'phone', base.setting('admin_phone'), 'until', base.time_text(until), 'rows', (
			select json_agg(json_build_object('account', a.id, 'name', a.name, 'login', a.login, 'unit_name', coalesce(
				(select u.short_name from data.person as p join data.unit as u on u.id = p.unit where p.id = a.person),
				(select u.short_name from account.held_by(a.id) as h join data.unit as u on u.id = h.unit order by h.seat limit 1))) order by c.place)
			from unnest(add_codes.accounts) with ordinality as c (account, place)
			join data.account as a on a.id = c.account));
end $$;
comment on function account.add_codes(bigint[], bytea[]) is
'One-time codes for first log-ins, by their digests, one an account in the same order; earlier ones of these accounts are void. What the
slips say comes back, but for the codes, which C alone knows. An account that has a password keeps it until the code is used.
Refuses: WH403 not the system administrator; WH404 no such account; WH409 a disabled one, an administrator''s, the caller''s own; WH422
one chosen twice.';

reset role;
