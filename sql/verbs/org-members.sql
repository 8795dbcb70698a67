-- Members: rosters as they are read and printed, and what happens to a member. Each change leaves a row of data.career with
-- the day it happened, who entered it and, of a deputy, for whom.
set role verbs_org;

-- ---- who may, and how it is refused ---------------------------------------------------------------------------------

create function org.kept(units bigint[]) returns table (unit bigint)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	superiors bigint[] := base.held(array['officer', 'reviewer']);
	own bigint[] := base.held(array['secretary']);
begin
	return query
	select w.unit
	from unnest(kept.units) as w (unit)
	where exists (
		select
		from data.scope as s
		where s.unit = w.unit and (s.superior = any (superiors) or s.superior = any (own) and (s.depth = 0
			or s.depth = 1 and exists (select from data.unit as u where u.id = w.unit and u.kind = 'group')))
	);
end $$;
comment on function org.kept(bigint[]) is
'Of these units those of whose members, posts and terms the caller enters what happens: a secretary of the own unit and its groups, a
reviewer or officer of all in their subtree.';

create function org.keeps(unit bigint) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (select from org.kept(array[keeps.unit]));
end $$;
comment on function org.keeps(bigint) is 'The same of one unit.';

create function org.refuse_keeper(action text) returns void
language sql
as $$ select base.refuse('WH403', 'org/not-keeper', format('当前身份不能%s。需要办理，请联系本单位的支部书记，或者上级审核人。', action)) $$;
comment on function org.refuse_keeper(text) is 'Refuses with WH403: what, and whom to ask.';

create function org.keeper_of(unit bigint, action text) returns data.unit
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit;
begin
	select * into u from data.unit as t where t.id = keeper_of.unit;
	if not found then
		perform org.refuse_unseen();
	end if;
	if not org.keeps(u.id) then
		perform org.refuse_keeper(keeper_of.action);
	end if;
	if u.closed_on <= base.today() then
		perform base.refuse('WH409', 'org/closed', format('这个单位%s已经撤销，不能再%s。', base.day_text(u.closed_on),
			keeper_of.action));
	end if;
	return u;
end $$;
comment on function org.keeper_of(bigint, text) is
'The unit, for a caller who keeps it. Refuses: WH404 not in sight; WH403 not its keeper; WH409 dissolved.';

create function org.sign(unit bigint) returns text
language sql stable
as $$ select base.signature(array['secretary', 'reviewer', 'officer'], array[sign.unit]) $$;
comment on function org.sign(bigint) is 'The name that is written down for what the caller does at this unit.';

create function org.signed(unit bigint) returns jsonb
language sql stable
as $$
	select case when s.name <> a.name then jsonb_build_object('as', s.name) else '{}' end
	from data.account as a, org.sign(signed.unit) as s (name)
	where a.id = (select base.account())
$$;
comment on function org.signed(bigint) is 'What the audit says beside the account where a deputy acts at this unit: {"as": both names}; {} otherwise.';

create function org.date_text(day date) returns text
language sql immutable
as $$ select to_char(day, 'FMYYYY"年"FMMM"月"FMDD"日"') $$;
comment on function org.date_text(date) is '2026年9月1日: a date in what is kept, so always with its year.';

create function org.refuse_later(day date, field text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if refuse_later.day > base.today() then
		perform base.refuse('WH422', 'org/later', '日期不能晚于今天。', refuse_later.field);
	end if;
end $$;
comment on function org.refuse_later(date, text) is 'Refuses with WH422 a day that is yet to come.';

-- ---- states and acts ---------------------------------------------------------------------------------------------------

create function org.state_label(state text) returns text
language sql immutable
as $$
	select case state when 'probationary' then '预备党员' when 'full' then '正式党员' when 'stopped' then '停止党籍'
		when 'left' then '已转出' when 'expelled' then '出党' when 'died' then '去世' end
$$;
comment on function org.state_label(text) is 'The member''s state as its tag says it.';

create function org.acts() returns table (act text, from_states text[], to_state text, kind text, note text, place integer,
	label text, sure text)
language sql immutable
as $$
	values
		('full', array['probationary'], 'full', 'full', 'may', 1, '转正', '支部大会已经通过，上级已经批准。现在登记转正吗？'),
		('stop', array['probationary', 'full'], 'stopped', 'stopped', 'must', 3, '停止党籍', '停止党籍后不计入党员数，担任的职务同时结束；可以恢复。'),
		('restore', array['stopped'], null, 'restored', 'must', 1, '恢复党籍', '恢复后回到停止以前的党员类别。'),
		('leave', array['probationary', 'full'], 'left', 'left', 'must', 4, '转出本市直机关', '转到市直机关以外。转到本系统别的支部，请用“转接组织关系”。'),
		('expel', array['probationary', 'full', 'stopped'], 'expelled', 'expelled', 'must', 5, '出党', '登记后不再是党员，担任的职务同时结束。'),
		('die', array['probationary', 'full', 'stopped'], 'died', 'died', 'may', 6, '登记去世', '登记后不计入党员数，担任的职务同时结束。'),
		('return', array['left', 'expelled', 'died'], null, 'mended', 'must', 2, '更正登记', '上一次登记有误时用：回到登记以前的党员类别。')
$$;
comment on function org.acts() is
'What may be entered of a member in which state. to_state null: back to the state before. place: the order of the buttons.';

create function org.probation_ends(joined_on date) returns date
language sql stable
as $$ select (joined_on + make_interval(months => coalesce(base.rule('probation_months', joined_on), 12)::integer))::date $$;
comment on function org.probation_ends(date) is 'The first day on which a probationary member may become a full one, by the rule of the day of admission.';

create function org.probation_over(joined_on date, prolonged date) returns date
language sql stable
as $$ select greatest(org.probation_ends(probation_over.joined_on), probation_over.prolonged) $$;
comment on function org.probation_over(date, date) is 'The same where the probation may have been prolonged (org.extend_probation).';

-- ---- rosters ------------------------------------------------------------------------------------------------------------

create function org.member_rows(unit bigint, states text[], sorted text) returns json
language sql stable
as $$
	with post as materialized (
		select t.person, min(o.official_order) as place, string_agg(coalesce(t.title, o.label), '、' order by o.official_order, t.id) as label
		from data.tenure as t
		join data.post as o on o.post = t.post
		where t.unit = member_rows.unit and t.until is null
		group by t.person
	)
	select coalesce(json_agg(json_build_object('id', m.id, 'number', m.number, 'name', m.name, 'state', m.state,
			'state_label', org.state_label(m.state), 'duty', coalesce(p.label, m.duty), 'joined', m.joined_on, 'full', m.full_on,
			'since', m.since, 'ends', case m.state when 'probationary' then org.probation_over(m.joined_on, m.probation_until) end,
			'extension', case m.state when 'probationary' then org.extension_of(m) end)
		order by case member_rows.sorted when 'stroke' then m.name end collate base.stroke,
			p.place nulls last, m.duty is null, m.name collate "zh-x-icu", m.id), '[]')
	from data.person as m
	left join post as p on p.person = m.id
	where m.unit = member_rows.unit and m.state = any (member_rows.states)
$$;
comment on function org.member_rows(bigint, text[], text) is
'A unit''s own members in these states: sorted official, office-holders by their posts first, then by pinyin; stroke 按姓氏笔画.';

create function org.members(unit bigint, state text default null, sorted text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	states constant text[] := array['probationary', 'full', 'stopped', 'left', 'expelled', 'died'];
	u data.unit;
	rows json;
begin
	select * into u from data.unit as t where t.id = members.unit;
	if not found then
		perform org.refuse_unseen();
	end if;
	if members.state <> all (states) then
		perform base.refuse('WH422', 'org/no-such-state', '没有这个党员类别。', 'state');
	end if;
	if members.sorted not in ('official', 'stroke') then
		perform base.refuse('WH422', 'org/no-such-order', '只能按职务和拼音，或者按姓氏笔画排。', 'sorted');
	end if;
	if not org.is_below_seat(u.id) then
		perform base.record('org.members_refused', 'unit/' || u.id);
		return json_build_object('refused', '当前身份不能看这个单位的党员名册。需要办理，请联系本单位的支部书记。');
	end if;
	rows := org.member_rows(u.id, case when members.state is null then states[1:2] else array[members.state] end, members.sorted);
	perform base.record('org.members', 'unit/' || u.id,
		jsonb_build_object('purpose', '查看党员名册', 'rows', json_array_length(rows)));
	return json_build_object(
		'unit', json_build_object('id', u.id, 'short_name', u.short_name, 'full_name', u.full_name, 'kind', u.kind),
		'rows', rows, 'today', base.today(), 'may_change', org.keeps(u.id) and coalesce(u.closed_on, 'infinity') > base.today()
			and (select k.has_roster from data.kind as k where k.kind = u.kind),
		'groups', org.groups_beside(u.id), 'identity', org.finds_by_identity(),
		'counts', (
			select coalesce(json_agg(json_build_object('state', s.state, 'label', org.state_label(s.state), 'count', s.count)
				order by array_position(states, s.state)), '[]')
			from (select p.state, count(*) as count from data.person as p where p.unit = u.id group by p.state) as s
		));
end $$;
comment on function org.members(bigint, text, text) is
'A unit''s own roster: those of one state, or with null who stand in it (probationary and full); sorted: official (office-holders
first, then pinyin) or stroke. Whoever reads it is written down; so is who isn''t let: for a unit in sight, but above or beside
where the caller works, {"refused": sentence} is returned, and C makes it 403. groups: the branch and its groups, to one of which its members may go;
identity: whether the caller finds members by their identity number.
Refuses: WH404 not in the caller''s sight; WH422 no such state or order.';

reset role;
