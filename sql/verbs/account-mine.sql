-- Who one is, and all that one may do: for whom the frame of every page greets, and for the page about oneself.
set role verbs_account;

create function account.held_by(account bigint)
	returns table (seat bigint, role text, unit bigint, since date, until date, granted_by text, basis text, giver text)
language sql stable
as $$
	select s.id, s.role, s.unit, s.valid_from, s.valid_until, s.granted_by, s.basis, null
	from data.seat as s
	where s.account = held_by.account and s.valid_from <= base.today() and coalesce(s.valid_until, 'infinity') >= base.today()
	union all
	select s.id, s.role, s.unit, d.valid_from, least(d.valid_until, d.ended_on, s.valid_until), a.name, d.reason, a.name
	from data.delegation as d
	join data.seat as s on s.id = d.seat
	join data.account as a on a.id = s.account
	where d.deputy = held_by.account and d.valid_from <= base.today() and least(d.valid_until, d.ended_on) >= base.today()
		and s.valid_from <= base.today() and coalesce(s.valid_until, 'infinity') >= base.today()
$$;
comment on function account.held_by(bigint) is
'The roles that an account acts in today: its own, and those of others whose deputy it is (giver: in whose place).';

create function account.place_of(role text) returns integer
language sql immutable
as $$ select array_position(array['officer', 'reviewer', 'secretary', 'inspector', 'member', 'system', 'security', 'audit'], place_of.role) $$;
comment on function account.place_of(text) is 'The order in which roles are named.';

create function account.first_step() returns text
language sql stable
as $$
	select case when exists (
		select
		from account.held_by(base.account()) as h
		join data.role as r on r.role = h.role
		where r.administers
	) and not base.is_sure(base.account()) then 'totp' end
$$;
comment on function account.first_step() is
'What the caller has to do before anything else: totp, to set up one-time passwords, without which an administrator has no right
(base.held); null for most.';

create function account.me() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	answer json;
begin
	with seat as (
		select h.role, r.label, r.may, r.administers, u.id as unit, u.short_name, h.giver, account.place_of(h.role) as place
		from account.held_by(base.account()) as h
		join data.role as r on r.role = h.role
		join data.unit as u on u.id = h.unit
	)
	select json_build_object('account', a.id, 'login', a.login, 'name', a.name,
		'seats', (
			select coalesce(json_agg(json_build_object('role', s.role, 'label', s.label, 'unit', s.unit, 'unit_name', s.short_name,
				'for', s.giver) order by s.giver is not null, s.place, s.unit), '[]')
			from seat as s
		),
		'may', (
			select coalesce(json_agg(m.sentence order by m.place, m.number), '[]')
			from (
				select t.sentence, min(s.place) as place, min(t.number) as number
				from seat as s
				cross join unnest(s.may) with ordinality as t (sentence, number)
				group by t.sentence
			) as m
		),
		'menu', array['home', 'org'] || case when base.seats() <> '{}' or a.person is not null then array['goals'] else array[]::text[] end
			|| case when base.seats() <> '{}' then array['org_due', 'meetings', 'survey', 'goal_matrix'] else array[]::text[] end
			|| case when base.held(array['officer', 'reviewer', 'secretary']) <> '{}' then array['goal_review'] else array[]::text[] end
			|| case when base.held(array['officer', 'reviewer', 'secretary']) <> '{}' then array['org_import'] else array[]::text[] end
			|| case when base.held(array['officer', 'reviewer', 'secretary']) <> '{}' and coalesce(base.rule('identity_numbers'), 0) = 1
				then array['org_identity'] else array[]::text[] end
			|| case when a.person is not null then array['own'] else array[]::text[] end
			|| case when base.held(array['officer', 'reviewer', 'secretary', 'inspector', 'member']) <> '{}' then array['evidence'] else array[]::text[] end
			|| case when base.held(array['system', 'security', 'audit']) <> '{}' then array['account'] else array[]::text[] end
			|| case when base.held(array['audit']) <> '{}' then array['audit'] else array[]::text[] end,
		'first', account.first_step(), 'todo', report.count(), 'secrecy', base.setting('secrecy'))
	into answer
	from data.account as a
	where a.id = (select base.account());
	return answer;
end $$;
comment on function account.me() is
'Who is signed in: account, login, name, seats (for: in whose place), what they may do in sentences, the words of the menu, what is to
be done before anything else, how much is to do, and the secrecy line. C adds "secure", for it knows whether there is TLS. Refuses
nothing.';

create function account.help() returns json
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
	select json_build_object('secrecy', base.setting('secrecy'), 'admin', base.setting('admin'), 'phone', base.setting('admin_phone'),
		'provider', case when base.setting('oidc_issuer') <> '' then coalesce(nullif(base.setting('oidc_name'), ''), '统一登录') end)
$$;
comment on function account.help() is
'What the sign-in page says to anybody: the secrecy line, whom to ask, what the provider is called (null: none). Refuses nothing.';

create function account.deputies_of(seat bigint) returns jsonb
language sql stable
as $$
	select coalesce(jsonb_agg(jsonb_build_object('delegation', d.id, 'account', a.id, 'name', a.name, 'since', d.valid_from,
		'until', least(d.valid_until, d.ended_on), 'reason', d.reason, 'now', d.valid_from <= base.today()) order by d.valid_from, d.id), '[]')
	from data.delegation as d
	join data.account as a on a.id = d.deputy
	where d.seat = deputies_of.seat and least(d.valid_until, d.ended_on) >= base.today()
$$;
comment on function account.deputies_of(bigint) is 'Who acts for the holder of a seat, today or from a day to come.';

create function account.second_of(account bigint) returns jsonb
language sql stable
as $$
	select jsonb_build_object('since', (t.confirmed at time zone 'Asia/Shanghai')::date,
		'codes', (select count(*) from data.recovery_code as c where c.account = t.account))
	from data.totp as t
	where t.account = second_of.account and t.confirmed is not null
$$;
comment on function account.second_of(bigint) is 'Since when one-time passwords are set up and how many recovery codes are left; null without.';

create function account.mine() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	own constant bigint := base.account();
begin
	return (
		select json_build_object('name', a.name, 'login', a.login, 'sign_in', a.sign_in,
			'password_on', (select (p.set_at at time zone 'Asia/Shanghai')::date from data.password as p where p.account = a.id),
			'second', account.second_of(a.id), 'first', account.first_step(),
			'second_needed', coalesce(base.rule('administrator_totp'), 1) <> 0
				and exists (select from account.held_by(a.id) as h join data.role as r on r.role = h.role where r.administers),
			'seats', (
				select coalesce(json_agg(json_build_object('seat', h.seat, 'role', h.role, 'label', r.label, 'unit', h.unit,
					'unit_name', u.short_name, 'since', h.since, 'until', h.until, 'by', h.granted_by, 'basis', h.basis, 'for', h.giver,
					'may', r.may, 'delegates', h.giver is null and not r.administers and h.role <> 'member',
					'deputies', case when h.giver is null then account.deputies_of(h.seat) end)
					order by h.giver is not null, account.place_of(h.role), u.official_order, h.unit), '[]')
				from account.held_by(a.id) as h
				join data.role as r on r.role = h.role
				join data.unit as u on u.id = h.unit
			))
		from data.account as a
		where a.id = own
	);
end $$;
comment on function account.mine() is
'All about the caller''s own account: seats with what each allows in sentences, who granted it until when and who acts in their
place; since when the password and one-time passwords stand. Refuses nothing.';

reset role;
