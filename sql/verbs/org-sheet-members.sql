-- Sheets of members: matched by internal number, else by unit and name where only one is called so. A blank cell leaves
-- alone what is there. Nobody is moved between units, stopped or restored by a sheet: that is done at the member's page.
set role verbs_org;

create function org.sheet_state(label text) returns text
language sql immutable
as $$
	select case sheet_state.label when '正式党员' then 'full' when '正式' then 'full'
		when '预备党员' then 'probationary' when '预备' then 'probationary' end
$$;
comment on function org.sheet_state(text) is 'The state that a sheet names; null for none that a sheet may set.';

create function org.sheet_judge_members(top bigint, lines text)
returns table (number integer, row_number integer, action text, cells text[], target bigint, before jsonb, faults jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp set work_mem = '64MB' -- 50,000 rows are sorted in memory
-- what was imported a moment ago has no statistics: taken for few it would be read once for each line. Where a member is looked
-- up for each line, "offset 0" says so
set enable_nestloop = off
as $$
declare
	today constant date := base.today(); -- asked once, not for each row
begin
	return query
	with area as materialized (
		-- the units that a sheet may name, looked at once
		select u.id, u.full_name, u.short_name, k.has_roster, w.unit is not null as writable
		from data.scope as s
		join data.unit as u on u.id = s.unit
		join data.kind as k on k.kind = u.kind
		left join org.kept(array(select c.unit from data.scope as c where c.superior = sheet_judge_members.top)) as w on w.unit = u.id
		where s.superior = sheet_judge_members.top and u.closed_on is null
	), place as materialized (
		select n.name, min(n.unit) as unit, count(*) as many, bool_and(n.has_roster) as has_roster, bool_and(n.writable) as writable
		from (
			select a.full_name as name, a.id as unit, a.has_roster, a.writable from area as a
			union all
			select a.short_name, a.id, a.has_roster, a.writable from area as a where a.short_name <> a.full_name
		) as n
		group by n.name
	), line as materialized (
		select l.number, l.row_number, l.faults, l.cells, nullif(l.cells[1], '') as name, nullif(l.cells[2], '') as unit_name,
			nullif(l.cells[3], '') as code, nullif(l.cells[4], '') as state_label, nullif(l.cells[5], '')::date as joined_on,
			nullif(l.cells[6], '')::date as full_on, nullif(l.cells[7], '') as duty, nullif(l.cells[8], '')::date as since
		from org.sheet_read(sheet_judge_members.lines) as l
	), numbered as materialized (
		-- a number is looked for in the unit itself, then anywhere in sight
		select distinct on (l.number) l.number, p.id
		from line as l
		left join place as x on x.name = l.unit_name
		cross join lateral (select p.id, p.unit from data.person as p where p.number = l.code offset 0) as p
		order by l.number, p.unit is distinct from x.unit, p.id
	), named as materialized (
		select l.number, count(*) as namesakes, min(p.id) as person, min(p.number) as code
		from line as l
		join place as x on x.name = l.unit_name
		cross join lateral (
			select p.id, p.number from data.person as p where p.unit = x.unit and p.name = l.name and p.state in ('full', 'probationary') offset 0
		) as p
		group by l.number
	), found as materialized (
		select l.*, x.unit, x.many as units, x.has_roster, x.writable, coalesce(m.namesakes, 0) as namesakes, m.person,
			case when m.person is null then coalesce('=' || l.code, x.unit || ' ' || l.name) else '#' || m.person end collate "C" as who,
			case when m.by_name then '=' || l.code end collate "C" as called
		from line as l
		left join place as x on x.name = l.unit_name
		left join numbered as n on n.number = l.number
		left join named as s on s.number = l.number and n.id is null
		cross join lateral (
			select coalesce(n.id, case when s.namesakes = 1 and (l.code is null or s.code is null) then s.person end) as person,
				s.namesakes, n.id is null and s.namesakes = 1 and (l.code is null or s.code is null) as by_name
		) as m
	), twice as materialized (
		-- the same member, or one number for two
		select k.key, min(k.row_number) as first_row
		from (
			select f.who as key, f.row_number from found as f where f.who is not null
			union all
			select f.called, f.row_number from found as f where f.called is not null
		) as k
		group by k.key
		having count(*) > 1
	), judged as (
		select f.*, org.sheet_state(f.state_label) as state, p.name as old_name, p.unit as old_unit, p.number as old_code, p.state as old_state, p.joined_on as old_joined_on,
			p.full_on as old_full_on, p.duty as old_duty, p.since as old_since, p.probation_until as prolonged,
			least(t.first_row, c.first_row) as first_row
		from found as f
		left join lateral (select * from data.person as p where p.id = f.person offset 0) as p on true
		left join twice as t on t.key = f.who
		left join twice as c on c.key = f.called
		offset 0 -- what is judged is computed once
	), told as (
		select j.*, case when j.faults is not null or j.name is null or j.unit is null or j.units > 1 or not j.has_roster or not j.writable
			or j.first_row < j.row_number or (j.state_label is not null or j.person is null) and j.state is null
			or j.person is null and j.code is null and j.namesakes > 1 or j.old_unit <> j.unit
			or j.old_state not in ('full', 'probationary') or j.old_state = 'full' and j.state = 'probationary'
			or coalesce(j.full_on, j.old_full_on) < coalesce(j.joined_on, j.old_joined_on)
			or greatest(j.joined_on, j.full_on, j.since) > today or j.joined_on < date '1921-07-01'
			or coalesce(j.state, j.old_state) = 'probationary' and j.full_on is not null
			-- (asked of those on probation alone, for it asks the rules)
			or case when j.old_state = 'probationary' and j.state = 'full'
				then coalesce(j.full_on, today) < org.probation_over(coalesce(j.joined_on, j.old_joined_on), j.prolonged) end
			then coalesce(j.faults, '[]') || coalesce((
				select jsonb_agg(jsonb_build_object('field', w.field, 'value', w.value, 'detail', w.detail))
				from (values
					('name', j.name, case when j.name is null and not coalesce(j.faults @> '[{"field": "name"}]', false) then '姓名没有填。' end),
					('unit', j.unit_name, case when j.unit_name is null and not coalesce(j.faults @> '[{"field": "unit"}]', false) then '所在党组织没有填。'
						when j.unit_name is null then null
						when j.unit is null then '您的范围里没有叫这个名字的党组织。' when j.units > 1 then format('有%s个党组织叫这个名字，请写全称。', j.units)
						when not j.has_roster then '这个单位没有党员名册。' when not j.writable then '当前身份不能登记这个单位的党员。'
						when j.old_unit <> j.unit then '这名党员在别的党组织。要换党组织，请办转接组织关系。' end),
					('number', j.code, case when j.first_row < j.row_number then format('和第%s行是同一个人。', j.first_row)
						when j.person is null and j.code is null and j.namesakes > 1 then format('这个党组织有%s名同名党员，请填内部编号。', j.namesakes) end),
					('state', j.state_label, case when j.old_state not in ('full', 'probationary')
							then format('这名党员登记的是%s，请到党员页面办理。', org.state_label(j.old_state))
						when j.state_label is null and j.person is null and not coalesce(j.faults @> '[{"field": "state"}]', false) then '党员类别没有填。'
						when j.state_label is not null and j.state is null then '只能填正式党员或预备党员。'
						when j.old_state = 'full' and j.state = 'probationary' then '已经是正式党员，不能用导入改回预备党员。' end),
					('joined_on', j.joined_on::text, case when j.joined_on > today then '日期在今天以后。'
						when j.joined_on < date '1921-07-01' then '入党日期不能早于1921年7月1日。' end),
					('full_on', j.full_on::text, case when j.full_on > today then '日期在今天以后。'
						when coalesce(j.state, j.old_state) = 'probationary' and j.full_on is not null then '预备党员还没有转正日期。'
						when case when j.old_state = 'probationary' and j.state = 'full' then coalesce(j.full_on, today)
							< org.probation_over(coalesce(j.joined_on, j.old_joined_on), j.prolonged) end then '转正日期早于预备期满。'
						when coalesce(j.full_on, j.old_full_on) < coalesce(j.joined_on, j.old_joined_on) then '转正日期早于入党日期。' end),
					('since', j.since::text, case when j.since > today then '日期在今天以后。' end)
				) as w (field, value, detail)
				where w.detail is not null), '[]') end as wrong
		from judged as j
		offset 0
	)
	select t.number, t.row_number, case when t.wrong is not null then 'bad' when t.person is null then 'create'
			when coalesce(t.name, t.old_name) is distinct from t.old_name or coalesce(t.code, t.old_code) is distinct from t.old_code
				or coalesce(t.state, t.old_state) <> t.old_state
				or coalesce(t.joined_on, t.old_joined_on) is distinct from t.old_joined_on
				or coalesce(t.full_on, t.old_full_on) is distinct from t.old_full_on
				or coalesce(t.duty, t.old_duty) is distinct from t.old_duty or coalesce(t.since, t.old_since) is distinct from t.old_since
			then 'change' else 'same' end,
		t.cells, case when t.wrong is null then t.person end,
		case when t.wrong is not null then null when t.person is null then jsonb_build_object('in', t.unit) else jsonb_build_object('name', t.old_name, 'unit', t.unit_name,
			'number', t.old_code, 'state', org.state_label(t.old_state), 'joined_on', t.old_joined_on, 'full_on', t.old_full_on,
			'duty', t.old_duty, 'since', t.old_since) end,
		t.wrong
	from told as t
	order by t.number;
end $$;
comment on function org.sheet_judge_members(bigint, text) is 'org.sheet_judge of members. "before" of a new one: the unit ("in") that the sheet calls by name.';

create function org.sheet_apply_members(i data.import) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	signed text := base.signature(org.sheet_roles(), array[i.unit]);
	said constant text := format('导入（第%s号）', i.id);
	-- asked once, not for each row
	today constant date := base.today();
	now constant timestamptz := base.now();
	caller constant bigint := base.account();
begin
	update data.import_row as r
	set target = nextval('data.person_id_seq')
	where r.import = i.id and r.action = 'create';
	insert into data.person (id, unit, name, number, state, joined_on, full_on, duty, since) overriding system value
	select r.target, (r.before ->> 'in')::bigint, r.cells[1], nullif(r.cells[3], ''), org.sheet_state(r.cells[4]), nullif(r.cells[5], '')::date,
		nullif(r.cells[6], '')::date, nullif(r.cells[7], ''), coalesce(nullif(r.cells[8], '')::date, today)
	from data.import_row as r
	where r.import = i.id and r.action = 'create'
	order by r.number;
	insert into data.career (person, kind, happened_on, unit, note, to_state, account, name, at)
	select p.id, k.kind, case k.kind when 'admitted' then coalesce(p.joined_on, today) else today end, p.unit, said, p.state,
		caller, signed, now
	from data.import_row as r
	join data.person as p on p.id = r.target
	cross join lateral (select case p.state when 'probationary' then 'admitted' else 'entered' end as kind) as k
	where r.import = i.id and r.action = 'create';
	-- what a change is, by what it changes: 转正, 职务变动, and 更正登记 for the rest
	insert into data.career (person, kind, happened_on, unit, note, from_state, to_state, account, name, at)
	select p.id, k.kind, k.happened_on, p.unit, left(k.note || '（' || said || '）', 200), k.from_state, k.to_state, caller, signed, now
	from data.import_row as r
	join data.person as p on p.id = r.target
	cross join lateral (
		select coalesce(nullif(r.cells[1], ''), p.name) as name, coalesce(nullif(r.cells[3], ''), p.number) as number,
			coalesce(org.sheet_state(r.cells[4]), p.state) as state, coalesce(nullif(r.cells[5], '')::date, p.joined_on) as joined_on,
			coalesce(nullif(r.cells[6], '')::date, p.full_on) as full_on, coalesce(nullif(r.cells[7], ''), p.duty) as duty,
			coalesce(nullif(r.cells[8], '')::date, p.since) as since
	) as n
	cross join lateral (values
		('full', coalesce(n.full_on, today), '转正', p.state, n.state, p.state <> n.state),
		('duty', today, format('职务：%s→%s', coalesce(p.duty, '没有填'), n.duty), null, null, p.duty is distinct from n.duty),
		('mended', today, concat_ws('；', case when p.name <> n.name then format('姓名：%s→%s', p.name, n.name) end,
			case when p.number is distinct from n.number then format('内部编号：%s→%s', coalesce(p.number, '没有填'), n.number) end,
			case when p.joined_on is distinct from n.joined_on then format('入党日期：%s→%s', coalesce(org.date_text(p.joined_on), '没有填'), org.date_text(n.joined_on)) end,
			case when p.full_on is distinct from n.full_on and p.state = n.state then format('转正日期：%s→%s', coalesce(org.date_text(p.full_on), '没有填'), org.date_text(n.full_on)) end,
			case when p.since <> n.since then format('进入本支部日期：%s→%s', org.date_text(p.since), org.date_text(n.since)) end), null, null,
			(p.name, p.number, p.joined_on, p.since) is distinct from (n.name, n.number, n.joined_on, n.since)
				or p.full_on is distinct from n.full_on and p.state = n.state)
		) as k (kind, happened_on, note, from_state, to_state, holds)
	where r.import = i.id and r.action = 'change' and k.holds;
	update data.person as p
	set name = coalesce(nullif(r.cells[1], ''), p.name), number = coalesce(nullif(r.cells[3], ''), p.number),
		state = coalesce(org.sheet_state(r.cells[4]), p.state), joined_on = coalesce(nullif(r.cells[5], '')::date, p.joined_on),
		full_on = coalesce(nullif(r.cells[6], '')::date, p.full_on), duty = coalesce(nullif(r.cells[7], ''), p.duty),
		since = coalesce(nullif(r.cells[8], '')::date, p.since)
	from data.import_row as r
	where r.import = i.id and r.action = 'change' and p.id = r.target;
end $$;
comment on function org.sheet_apply_members(data.import) is 'Writes the members of an import, with their histories.';

create function org.sheet_undo_members(i data.import) returns text
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	built text;
	-- asked once, not for each row
	today constant date := base.today();
	now constant timestamptz := base.now();
	caller constant bigint := base.account();
	signed constant text := base.signature(org.sheet_roles(), array[i.unit]);
begin
	-- somebody did something since with whom it made or changed
	select string_agg(b.said, '；' order by b.row_number)
	into built
	from (
		select r.row_number, format('第%s行%s%s', r.row_number, coalesce(p.name, r.cells[1]), case
			when p.id is null then '已经不在名册里'
			when exists (select from data.tenure as t where t.person = p.id) and r.action = 'create' then '担任了职务'
			when exists (select from data.transfer as t where t.person = p.id) and r.action = 'create' then '办了转接'
			when exists (select from data.responsibility as o where o.person = p.id) and r.action = 'create' then '有了分工'
			else '的登记又改过' end) as said
		from data.import_row as r
		left join data.person as p on p.id = r.target
		where r.import = i.id and r.action in ('create', 'change') and (p.id is null
			or (p.name, coalesce(p.number, ''), p.state, coalesce(p.joined_on::text, ''), coalesce(p.full_on::text, ''), coalesce(p.duty, ''))
				is distinct from (coalesce(nullif(r.cells[1], ''), r.before ->> 'name'), coalesce(nullif(r.cells[3], ''), r.before ->> 'number', ''),
				coalesce(org.sheet_state(r.cells[4]), org.sheet_state(r.before ->> 'state')),
				coalesce(nullif(r.cells[5], ''), r.before ->> 'joined_on', ''), coalesce(nullif(r.cells[6], ''), r.before ->> 'full_on', ''),
				coalesce(nullif(r.cells[7], ''), r.before ->> 'duty', ''))
			or r.action = 'create' and (p.unit is distinct from (r.before ->> 'in')::bigint
				or exists (select from data.tenure as t where t.person = p.id)
				or exists (select from data.transfer as t where t.person = p.id)
				or exists (select from data.responsibility as o where o.person = p.id)
				-- what stands in their history but for what imports wrote
				or exists (select from data.career as c where c.person = p.id and coalesce(c.note, '') not like '%导入（第%号）%')))
		order by r.number
		limit 5
	) as b;
	if built is not null then
		return built;
	end if;
	delete from data.person as p
	using data.import_row as r
	where r.import = i.id and r.action = 'create' and p.id = r.target;
	insert into data.career (person, kind, happened_on, unit, note, from_state, to_state, account, name, at)
	select p.id, 'mended', today, p.unit, format('撤销导入（第%s号），恢复原来的登记', i.id),
		nullif(p.state, org.sheet_state(r.before ->> 'state')), case when p.state <> org.sheet_state(r.before ->> 'state') then org.sheet_state(r.before ->> 'state') end,
		caller, signed, now
	from data.import_row as r
	join data.person as p on p.id = r.target
	where r.import = i.id and r.action = 'change';
	update data.person as p
	set name = r.before ->> 'name', number = r.before ->> 'number', state = org.sheet_state(r.before ->> 'state'),
		joined_on = (r.before ->> 'joined_on')::date, full_on = (r.before ->> 'full_on')::date, duty = r.before ->> 'duty',
		since = (r.before ->> 'since')::date
	from data.import_row as r
	where r.import = i.id and r.action = 'change' and p.id = r.target;
	return null;
exception when foreign_key_violation then
	return '有导入的党员开了账号，或者有了别的登记';
end $$;
comment on function org.sheet_undo_members(data.import) is
'Takes back the members of an import: who was made goes with their history, who was changed is as before. Returns what was built on
it (the first five), and does nothing then.';

reset role;
