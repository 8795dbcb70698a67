-- 委托代办: who holds a seat lets somebody else act from it until a day. base.held and base.signature do the rest: what the deputy
-- does is allowed as it is to who holds the seat, and is written down under both names.
set role verbs_account;

create function account.own_seat(seat bigint) returns data.seat
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	own data.seat;
begin
	select s.* into own
	from data.seat as s
	where s.id = own_seat.seat and s.account = base.account() and s.valid_from <= base.today()
		and coalesce(s.valid_until, 'infinity') >= base.today();
	if not found then
		perform base.refuse('WH404', 'account/no-seat', '没有找到这个身份：只能委托自己现有的身份，代别人办的不能再委托。');
	end if;
	if own.role = 'member' or exists (select from data.role as r where r.role = own.role and r.administers) then
		perform base.refuse('WH409', 'account/not-delegated', '管理员和普通党员的身份不能委托别人。');
	end if;
	return own;
end $$;
comment on function account.own_seat(bigint) is
'The caller''s own seat of today, that may be delegated. Refuses: WH404 not the caller''s own; WH409 an administrator''s or a member''s.';

create function account.may_be_deputy(account bigint, unit bigint) returns boolean
language sql stable
as $$
	select a.id <> base.account() and coalesce(a.disabled_on, 'infinity') > base.today()
		and not exists (
			select
			from data.seat as s
			join data.role as r on r.role = s.role
			where s.account = a.id and r.administers and coalesce(s.valid_until, 'infinity') >= greatest(base.today(), s.valid_from))
		and exists (
			select
			from data.seat as s
			where s.account = a.id and s.valid_from <= base.today() and coalesce(s.valid_until, 'infinity') >= base.today()
				and (exists (select from data.scope as c where c.unit = may_be_deputy.unit and c.superior = s.unit)
					or exists (select from data.scope as c where c.unit = s.unit and c.superior = may_be_deputy.unit)))
	from data.account as a
	where a.id = may_be_deputy.account
$$;
comment on function account.may_be_deputy(bigint, bigint) is
'Whether the account may act for the caller at this unit: another one, in use, no administrator, with a role today at the unit, at one
of its superiors or below it.';

create function account.colleagues(seat bigint, q text) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	own data.seat := account.own_seat(colleagues.seat);
begin
	return (
		with found as materialized (
			select a.id, a.name, a.login
			from data.account as a
			where (starts_with(a.login, lower(colleagues.q)) or strpos(a.name, colleagues.q) > 0)
			order by a.name collate "zh-x-icu", a.id
			limit 200
		), fit as (
			select f.*
			from found as f
			where account.may_be_deputy(f.id, own.unit)
			order by f.name collate "zh-x-icu", f.id
			limit 20
		)
		select json_build_object('rows', coalesce(json_agg(json_build_object('account', f.id, 'name', f.name, 'login', f.login,
			'where', (
				select string_agg(distinct u.short_name || r.label, '、')
				from account.held_by(f.id) as h
				join data.role as r on r.role = h.role
				join data.unit as u on u.id = h.unit
				where h.giver is null
			)) order by f.name collate "zh-x-icu", f.id), '[]'))
		from fit as f
	);
end $$;
comment on function account.colleagues(bigint, text) is
'Who may act for the caller in one of their seats, by login or a piece of the name: {"rows": [{"account", "name", "login", "where"}]},
20 at most, of the seat''s unit, its superiors and what is below it. Refuses: as account.own_seat.';

create function account.deputise(seat bigint, deputy bigint, since date, until date, reason text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	own data.seat := account.own_seat(deputise.seat);
	made bigint;
begin
	-- held against a grant at the same time: who is made an administrator deputises for nobody
	perform from data.account as a where a.id = deputise.deputy for no key update;
	if not coalesce(account.may_be_deputy(deputise.deputy, own.unit), false) then
		perform base.refuse('WH422', 'account/no-deputy', '这个人不能代办：要在本单位、上级或下级有身份，不能是自己，也不能是管理员。', 'deputy');
	end if;
	if deputise.since < base.today() then
		perform base.refuse('WH422', 'account/too-early', '开始日期早于今天。', 'since');
	end if;
	if deputise.until < deputise.since then
		perform base.refuse('WH422', 'account/ends-before', '结束日期早于开始日期。', 'until');
	end if;
	if deputise.until > deputise.since + 366 then
		perform base.refuse('WH422', 'account/too-long', '一次委托最长一年。', 'until');
	end if;
	perform from data.seat as s where s.id = own.id for no key update;
	if exists (
		select
		from data.delegation as d
		where d.seat = own.id and d.deputy = deputise.deputy and d.valid_from <= deputise.until
			and least(d.valid_until, d.ended_on) >= deputise.since
	) then
		perform base.refuse('WH409', 'account/deputy-already', '这个人在这段时间已经受委托。');
	end if;
	insert into data.delegation (seat, deputy, valid_from, valid_until, reason)
	values (own.id, deputise.deputy, deputise.since, deputise.until, deputise.reason)
	returning id into made;
	perform base.record('account.deputise', 'account/' || deputise.deputy,
		jsonb_build_object('seat', own.id, 'role', own.role, 'unit', own.unit, 'since', deputise.since, 'until', deputise.until));
	return account.mine();
end $$;
comment on function account.deputise(bigint, bigint, date, date, text) is
'Lets another account act from one of the caller''s own seats until a day; answers account.mine.
Refuses: as account.own_seat; WH422 who may not, a day before today, an end before the beginning or more than a year later, no
reason; WH409 the same person acts there in these days already.';

create function account.end_deputy(delegation bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	ended record;
begin
	update data.delegation as d
	set ended_on = base.today() - 1
	from data.seat as s
	where d.id = end_deputy.delegation and s.id = d.seat and base.account() in (s.account, d.deputy)
		and least(d.valid_until, d.ended_on) >= base.today()
	returning d.deputy, s.id as seat, s.role, s.unit into ended;
	if not found then
		perform base.refuse('WH404', 'account/no-deputy', '没有找到这项委托，可能已经结束。');
	end if;
	perform base.record('account.end_deputy', 'account/' || ended.deputy,
		jsonb_build_object('seat', ended.seat, 'role', ended.role, 'unit', ended.unit));
	return account.mine();
end $$;
comment on function account.end_deputy(bigint) is
'Ends a delegation at once: by who gave it, or by the deputy; answers account.mine. Refuses: WH404 none of the caller''s, or over.';

reset role;
