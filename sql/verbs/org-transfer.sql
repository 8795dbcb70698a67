-- 转接组织关系: the unit that a member is in hands over, the unit that they go to takes in; the flow engine holds both to it.
delete from data.step as t where t.workflow = 'transfer';
insert into data.state (workflow, state, label) values
	('transfer', 'asked', '待接收'),
	('transfer', 'done', '已转接'),
	('transfer', 'refused', '未接收'),
	('transfer', 'withdrawn', '已撤回')
on conflict (workflow, state) do update set label = excluded.label;
insert into data.verb (workflow, verb, label, sure, official_order, forward) values
	('transfer', 'ask', '发起转接', null, 10, true),
	('transfer', 'accept', '同意接收', '同意后这名党员转到接收单位的名册，在原单位的职务同时结束。现在同意吗？', 20, true),
	('transfer', 'refuse', '不接收', null, 30, false),
	('transfer', 'withdraw', '撤回', '撤回后这名党员留在原单位。', 40, false)
on conflict (workflow, verb) do update set label = excluded.label, sure = excluded.sure,
	official_order = excluded.official_order, forward = excluded.forward;
-- officers may do what reviewers may, but are not asked for each member of the city
insert into data.step (workflow, verb, from_state, to_state, role, reach, note, asked) values
	('transfer', 'accept',   'asked', 'done',      'secretary', 'other', 'none', true),
	('transfer', 'accept',   'asked', 'done',      'reviewer',  'other', 'none', true),
	('transfer', 'accept',   'asked', 'done',      'officer',   'other', 'none', false),
	('transfer', 'refuse',   'asked', 'refused',   'secretary', 'other', 'must', true),
	('transfer', 'refuse',   'asked', 'refused',   'reviewer',  'other', 'must', true),
	('transfer', 'refuse',   'asked', 'refused',   'officer',   'other', 'must', false),
	('transfer', 'withdraw', 'asked', 'withdrawn', 'secretary', 'over',  'may',  true),
	('transfer', 'withdraw', 'asked', 'withdrawn', 'reviewer',  'over',  'may',  true),
	('transfer', 'withdraw', 'asked', 'withdrawn', 'officer',   'over',  'may',  false);

set role verbs_org;

create function org.receivers(q text) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if base.held(array['officer', 'reviewer', 'secretary']) = '{}' then
		perform org.refuse_keeper('查接收单位');
	end if;
	return json_build_object('rows', (
		select coalesce(json_agg(json_build_object('id', r.unit, 'short_name', r.short_name, 'full_name', r.full_name)), '[]')
		from base.receivers(receivers.q) as r
	));
end $$;
comment on function org.receivers(text) is
'Units that a member can be handed over to, by a piece of a name, at most 20: {"rows": [{"id", "short_name", "full_name"}]}.
Refuses: WH403 who enters no members.';

create function org.due_day(days integer) returns timestamptz
language sql stable
as $$
	select (d.day + time '18:00') at time zone 'Asia/Shanghai'
	from (select base.today() + due_day.days + n as day, n from generate_series(0, 15) as n) as d
	left join data.holiday as h on h.day = d.day
	where coalesce(h.works, extract(isodow from d.day) < 6)
	order by d.n
	limit 1
$$;
comment on function org.due_day(integer) is 'The end of the first day on which offices are open, so many days from today or after that.';

create function org.ask_transfer(person bigint, other bigint, reason text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	p data.person := org.kept_person(ask_transfer.person, '转出这个单位的党员');
	own text := (select u.short_name from data.unit as u where u.id = p.unit);
	r record;
	item bigint;
begin
	if p.state not in ('probationary', 'full') then
		perform base.refuse('WH409', 'org/not-open', format('这名党员现在是“%s”，不能转接。', org.state_label(p.state)));
	end if;
	if org.has_transfer(p.id) then
		perform base.refuse('WH409', 'org/transfer-open', '这名党员有一件转接没有办完，请先办完或者撤回。');
	end if;
	select * into r from base.receivers('', ask_transfer.other);
	if not found then
		perform base.refuse('WH422', 'org/no-receiver', '没有这个单位，或者它没有党员名册。', 'other');
	end if;
	if r.unit = p.unit then
		perform base.refuse('WH422', 'org/same-unit', '接收单位和现在的单位相同。', 'other');
	end if;
	item := flow.open_item('transfer', p.unit, 'asked', left(format('%s转往%s', p.name, r.short_name), 60),
		org.due_day(coalesce(base.rule('transfer_days'), 30)::integer), 'ask', r.unit);
	insert into data.transfer (item, person, unit_name, other_name, reason)
	values (item, p.id, own, r.short_name, ask_transfer.reason);
	return org.transfer(item);
end $$;
comment on function org.ask_transfer(bigint, bigint, text) is
'Hands a member over to another unit (other), which then takes them in or not. Refuses: as org.kept_person; WH409 not in the roster,
or a transfer is open; WH422 no such unit, or the same.';

create function org.transfer_of(transfer bigint) returns data.transfer
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	t data.transfer;
begin
	select * into t from data.transfer as r where r.item = transfer_of.transfer;
	if not found then
		perform org.refuse_unseen();
	end if;
	return t;
end $$;
comment on function org.transfer_of(bigint) is 'The transfer, if in the caller''s sight. Refuses: WH404.';

create function org.transfer(transfer bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	t data.transfer := org.transfer_of(transfer.transfer);
begin
	return (
		select json_build_object('id', i.id, 'version', i.version, 'title', i.title, 'state', i.state, 'state_label', s.label,
			'from', json_build_object('id', (select u.id from data.unit as u where u.id = i.unit), 'short_name', t.unit_name),
			'to', json_build_object('id', (select u.id from data.unit as u where u.id = i.other), 'short_name', t.other_name),
			'reason', t.reason, 'opened', base.time_text(i.opened), 'due', base.time_text(i.due),
			'person', (select json_build_object('id', p.id, 'name', p.name, 'state_label', org.state_label(p.state), 'joined', p.joined_on,
				'full', p.full_on) from data.person as p where p.id = t.person),
			'verbs', flow.verbs(i.id), 'events', flow.events(i.id))
		from data.item as i
		join data.state as s on s.workflow = i.workflow and s.state = i.state
		where i.id = t.item
	);
end $$;
comment on function org.transfer(bigint) is
'A transfer as both sides see it: who goes where, the buttons open to the caller, the history. person: while the caller may see the
member; from and to without an id where that unit is out of sight. Refuses: WH404 not in the caller''s sight.';

create function org.check_arrival(members bigint[], target bigint) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	twice text := (
		select m.name
		from data.person as m
		join data.person as o on o.unit = check_arrival.target and o.number = m.number and o.id <> m.id
		where m.id = any (members)
		order by m.id
		limit 1);
begin
	if twice is not null then
		perform base.refuse('WH409', 'org/number-twice', format('“%s”的名册里已经有人用着%s的内部编号，请先更正其中一个。',
			base.unit_name(check_arrival.target), twice));
	end if;
end $$;
comment on function org.check_arrival(bigint[], bigint) is
'Refuses with WH409 members who bring an internal number into a unit where another has it.';

create function org.accept_transfer(transfer bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	t data.transfer := org.transfer_of(accept_transfer.transfer);
	head data.item;
	state text;
begin
	select * into strict head from data.item as i where i.id = t.item;
	if flow.may(t.item, 'accept') then
		select p.state into state from data.person as p where p.id = t.person for no key update;
		if state not in ('probationary', 'full') then
			perform base.refuse('WH409', 'org/not-open', format('这名党员现在是“%s”，不能转接。', org.state_label(state)));
		end if;
		perform org.check_arrival(array[t.person], head.other);
		perform org.end_tenures(t.person, base.today(), head.other);
		update data.person as p
		set unit = head.other, since = base.today()
		where p.id = t.person;
		perform org.note_career(t.person, head.unit, 'moved', base.today(), format('%s→%s', t.unit_name, t.other_name), head.other);
	end if;
	-- judges, and refuses what was not to be; last, for with it the member leaves the sight of who accepts too early
	perform flow.move('transfer', t.item, 'accept');
	return org.transfer(t.item);
end $$;
comment on function org.accept_transfer(bigint) is
'The receiving side takes the member in: from today in its roster; posts at units that are not above it end.
Refuses: as flow.move; WH409 no longer a member, or somebody there has the same internal number.';

create function org.refuse_transfer(transfer bigint, note text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform org.transfer_of(refuse_transfer.transfer);
	perform flow.move('transfer', refuse_transfer.transfer, 'refuse', refuse_transfer.note);
	return org.transfer(refuse_transfer.transfer);
end $$;
comment on function org.refuse_transfer(bigint, text) is 'The receiving side doesn''t take the member in; note: why. Refuses: as flow.move.';

create function org.withdraw_transfer(transfer bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform org.transfer_of(withdraw_transfer.transfer);
	perform flow.move('transfer', withdraw_transfer.transfer, 'withdraw', withdraw_transfer.note);
	return org.transfer(withdraw_transfer.transfer);
end $$;
comment on function org.withdraw_transfer(bigint, text) is 'The unit that handed over takes it back before it is accepted. Refuses: as flow.move.';

reset role;
