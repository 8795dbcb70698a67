-- Roles: the security administrator grants a role at a unit for some days, on some paper, and ends it. Nobody grants to themselves;
-- who administers does nothing else, and holds one of the three administrators' roles and never another (base.keep_apart, an index).
set role verbs_account;

create function account.check_days(since date, until date) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if check_days.since < base.today() then
		perform base.refuse('WH422', 'account/too-early', '开始日期早于今天。', 'since');
	end if;
	if check_days.until < check_days.since then
		perform base.refuse('WH422', 'account/ends-before', '结束日期早于开始日期。', 'until');
	end if;
end $$;
comment on function account.check_days(date, date) is 'Refuses with WH422 days that begin before today or end before they begin.';

create function account.grant_one(account bigint, role text, unit bigint, since date, until date, basis text) returns bigint
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	holder data.account;
	administers boolean := (select r.administers from data.role as r where r.role = grant_one.role);
	made bigint;
begin
	select a.* into holder from data.account as a where a.id = grant_one.account for no key update;
	if holder.id = base.account() then
		perform base.refuse('WH409', 'account/to-oneself', '不能给自己授权，请另一名安全管理员办理。');
	end if;
	if holder.disabled_on <= base.today() then
		perform base.refuse('WH409', 'account/disabled', holder.name || '：账号已停用，不能授权。');
	end if;
	if administers and exists (
		select from data.delegation as d where d.deputy = holder.id and least(d.valid_until, d.ended_on) >= base.today()
	) then
		perform base.refuse('WH409', 'account/apart', holder.name || '正在代别人办事，不能担任管理员。');
	end if;
	if administers and exists (
		select from data.seat as s join data.role as r on r.role = s.role where s.account = holder.id and r.administers
	) then
		perform base.refuse('WH409', 'account/apart', '系统、安全、审计管理员由三个人分别担任；当过其中一个的账号不能再授管理员身份，请换一个账号。');
	end if;
	if exists (
		select
		from data.seat as s
		where s.account = holder.id and s.role = grant_one.role and s.unit = grant_one.unit
			and greatest(s.valid_from, grant_one.since) <= coalesce(least(s.valid_until, grant_one.until), 'infinity')
	) then
		return null;
	end if;
	insert into data.seat (account, role, unit, valid_from, valid_until, granted_by, granted_account, basis)
	values (holder.id, grant_one.role, grant_one.unit, grant_one.since, grant_one.until,
		(select a.name from data.account as a where a.id = base.account()), base.account(), grant_one.basis)
	returning id into made;
	if administers then
		-- whoever knows a password, or has a slip, a session or an entry elsewhere from before would administer by it: the system
		-- administrator, who made the slip or named the entry, first of all. An administrator begins anew, by a code of the server's.
		delete from data.first_code as f where f.account = holder.id;
		delete from data.session as o where o.account = holder.id;
		delete from data.totp as t where t.account = holder.id;
		delete from data.recovery_code as c where c.account = holder.id;
		delete from data.password as p where p.account = holder.id;
		update data.account as a set sign_in = 'password', subject = null where a.id = holder.id;
	end if;
	perform base.record('account.grant', 'account/' || holder.id, jsonb_build_object('seat', made, 'role', grant_one.role,
		'unit', grant_one.unit, 'since', grant_one.since, 'until', grant_one.until, 'basis', grant_one.basis));
	return made;
end $$;
comment on function account.grant_one(bigint, text, bigint, date, date, text) is
'One grant; null where the account holds this role there in these days already. An administrator''s ends all by
which the account signed in until then: the next first log-in is by a code made on the server.
Refuses: WH409 to oneself, to a disabled account, against the separation of administrators.';

create function account.give_role(account bigint, role text, unit bigint, since date, basis text, until date default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform account.require(array['security']);
	perform account.check_days(give_role.since, give_role.until);
	if not exists (select from data.account as a where a.id = give_role.account) then
		perform base.refuse('WH404', 'account/not-found', '地址不对，内容已移走，或者当前身份看不到。');
	end if;
	if not exists (select from data.role as r where r.role = give_role.role) then
		perform base.refuse('WH422', 'account/no-role', '没有这个身份。', 'role');
	end if;
	if not exists (select from data.unit as u where u.id = give_role.unit and coalesce(u.closed_on, 'infinity') > base.today()) then
		perform base.refuse('WH422', 'account/no-unit', '没有这个单位，或者已经撤销。', 'unit');
	end if;
	if (select r.administers from data.role as r where r.role = give_role.role)
		and exists (select from data.placement as p where p.unit = give_role.unit and p.valid_until is null) then
		perform base.refuse('WH422', 'account/not-at-top', '管理员设在最上级单位。', 'unit');
	end if;
	if account.grant_one(give_role.account, give_role.role, give_role.unit, give_role.since, give_role.until, give_role.basis) is null then
		perform base.refuse('WH409', 'account/held-already', '这个人在这段时间已经有这个身份。');
	end if;
	return account.account(give_role.account);
end $$;
comment on function account.give_role(bigint, text, bigint, date, text, date) is
'Grants a role at a unit and its subtree from a day on, perhaps until one; answers account.account. basis: the paper it rests on.
Refuses: WH403 not the security administrator; WH404 no such account; WH409 to oneself, held already, against the separation of
administrators; WH422 a role, a unit or days that can''t be.';

create function account.end_role(seat bigint, until date default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	ending data.seat;
	last date;
begin
	perform account.require(array['security']);
	select s.* into ending
	from data.seat as s
	where s.id = end_role.seat and coalesce(s.valid_until, 'infinity') >= greatest(base.today(), s.valid_from)
	for no key update;
	if not found then
		perform base.refuse('WH404', 'account/no-seat', '没有找到这个身份，可能已经结束。');
	end if;
	if ending.account = base.account() then
		perform base.refuse('WH409', 'account/own', '不能结束自己的身份，请另一名安全管理员办理。');
	end if;
	if ending.role in ('system', 'security', 'audit') and not exists (
		select
		from data.seat as s
		join data.account as a on a.id = s.account
		where s.role = ending.role and s.id <> ending.id and s.valid_from <= base.today() and s.valid_until is null
			and a.disabled_on is null
	) then
		perform base.refuse('WH409', 'account/last', format('这是最后一名%s，先授权给接替的人，再结束。',
			(select r.label from data.role as r where r.role = ending.role)));
	end if;
	last := coalesce(end_role.until, greatest(base.today(), ending.valid_from) - 1);
	if end_role.until < base.today() or end_role.until < ending.valid_from or end_role.until > ending.valid_until then
		perform base.refuse('WH422', 'account/no-day', '结束日期要在今天以后，不早于开始日期，也不晚于原来的期限。', 'until');
	end if;
	update data.seat as s
	set valid_until = last, ended_by = (select a.name from data.account as a where a.id = base.account())
	where s.id = ending.id;
	perform base.record('account.end_role', 'account/' || ending.account,
		jsonb_build_object('seat', ending.id, 'role', ending.role, 'unit', ending.unit, 'until', last));
	return account.account(ending.account);
end $$;
comment on function account.end_role(bigint, date) is
'Ends a grant, and with it what deputies hold of it: at the end of a day (until), or at once; answers account.account.
Refuses: WH403 not the security administrator; WH404 no such grant, or over; WH409 one''s own, or the last administrator''s of a kind;
WH422 a day before today or after the grant''s own end.';

create function account.holders(unit bigint, post text, role text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	answer json;
begin
	perform account.require(array['security']);
	select json_build_object('rows', coalesce(json_agg(json_build_object('account', h.account, 'name', h.name, 'unit', h.unit,
		'unit_name', h.short_name, 'held', h.held) order by h.depth, h.official_order, h.unit, h.name collate "zh-x-icu"), '[]'))
	into answer
	from (
		select a.id as account, a.name, t.unit, u.short_name, u.official_order, c.depth, exists (
			select from account.held_by(a.id) as o where o.giver is null and o.role = holders.role and o.unit = t.unit) as held
		from data.tenure as t
		join data.scope as c on c.unit = t.unit and c.superior = holders.unit
		join data.unit as u on u.id = t.unit
		join data.account as a on a.person = t.person and a.disabled_on is null
		where t.until is null and t.post = holders.post
		order by c.depth, u.official_order, t.unit, a.id
		limit 500
	) as h;
	perform base.record('account.holders', 'unit/' || holders.unit,
		jsonb_build_object('purpose', '按职务授权', 'rows', json_array_length(answer -> 'rows')));
	return answer;
end $$;
comment on function account.holders(bigint, text, text) is
'Who holds a post in a subtree and has an account, 500 at most, each with the unit of the post and whether they hold the role there
already: {"rows": [{"account", "name", "unit", "unit_name", "held"}]}. Reading it is written down.
Refuses: WH403 not the security administrator.';

create function account.give_role_by_post(unit bigint, post text, role text, accounts bigint[], since date, basis text,
	until date default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	holder record;
	granted integer := 0;
begin
	perform account.require(array['security']);
	perform account.check_days(give_role_by_post.since, give_role_by_post.until);
	if not exists (select from data.role as r where r.role = give_role_by_post.role and not r.administers) then
		perform base.refuse('WH422', 'account/no-role', '这个身份不能按职务成批授予。', 'role');
	end if;
	for holder in
		select a.id, t.unit
		from data.tenure as t
		join data.scope as c on c.unit = t.unit and c.superior = give_role_by_post.unit
		join data.account as a on a.person = t.person and a.disabled_on is null
		where t.until is null and t.post = give_role_by_post.post and a.id = any (give_role_by_post.accounts)
		order by a.id, t.unit
	loop
		granted := granted + (account.grant_one(holder.id, give_role_by_post.role, holder.unit, give_role_by_post.since,
			give_role_by_post.until, give_role_by_post.basis) is not null)::integer;
	end loop;
	if granted = 0 then
		perform base.refuse('WH409', 'account/nobody', '没有人要授权：选的人都已经有这个身份，或者不再担任这个职务。');
	end if;
	return json_build_object('granted', granted);
end $$;
comment on function account.give_role_by_post(bigint, text, text, bigint[], date, text, date) is
'按职务授权: grants the role to the chosen ones of who holds a post in a subtree, each at the unit of the post: {"granted": count}; who holds
it already is left alone. Refuses: WH403 not the security administrator; WH409 nobody is left, or one of them as account.grant_one
says; WH422 an administrator''s role, days that can''t be.';

create function account.choices() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform account.require(array['system', 'security', 'audit']);
	return json_build_object(
		'roles', (select json_agg(json_build_object('role', r.role, 'label', r.label, 'administers', r.administers)
			order by account.place_of(r.role)) from data.role as r),
		'posts', (select json_agg(json_build_object('post', p.post, 'label', p.label) order by p.official_order) from data.post as p),
		'top', (select json_build_object('id', u.id, 'short_name', u.short_name) from data.unit as u
			where u.closed_on is null and not exists (select from data.placement as p where p.unit = u.id and p.valid_until is null)
			order by u.id limit 1));
end $$;
comment on function account.choices() is 'The roles, the posts and the unit at the top: what the pages of accounts offer. Refuses: WH403 no administrator.';

reset role;
