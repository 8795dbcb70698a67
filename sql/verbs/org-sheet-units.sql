-- Sheets of units: matched by full name, else by short name below the same superior. Their superiors may stand in the same
-- sheet. A sheet moves, merges and dissolves nothing: that is done at the unit's page, with its day and its paper.
set role verbs_org;

create function org.sheet_judge_units(top bigint, lines text)
returns table (number integer, row_number integer, action text, cells text[], target bigint, before jsonb, faults jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp set work_mem = '64MB' -- 50,000 rows are sorted in memory
set enable_nestloop = off -- what was imported a moment ago has no statistics, and would be taken for few
as $$
declare
	today constant date := base.today(); -- asked once, not for each row
begin
	return query
	with recursive place as materialized (
		select p.name, p.unit, p.many from org.sheet_places(sheet_judge_units.top) as p
	), line as materialized (
		select l.number, l.row_number, l.faults, l.cells, nullif(l.cells[1], '') as full_name, nullif(l.cells[2], '') as short_name,
			nullif(l.cells[3], '') as public_name, nullif(l.cells[4], '') as kind_label, nullif(l.cells[5], '') as superior_name,
			nullif(l.cells[6], '') as sector, nullif(l.cells[7], '')::integer as official_order, nullif(l.cells[8], '')::date as opened_on
		from org.sheet_read(sheet_judge_units.lines) as l
	), known as materialized (
		-- one row for each unit below, with its superior's names
		select u.*, k.label as kind_label, p.superior, s.full_name as superior_full, s.short_name as superior_short
		from data.scope as c
		join data.unit as u on u.id = c.unit
		join data.kind as k on k.kind = u.kind
		left join data.placement as p on p.unit = u.id and p.valid_until is null
		left join data.unit as s on s.id = p.superior
		where c.superior = sheet_judge_units.top and u.closed_on is null
	), written as materialized (
		-- what the sheet itself calls its units, each by its first line
		select distinct on (n.name) n.name, n.number, k.kind
		from (
			select l.full_name as name, l.number, l.kind_label from line as l
			union all
			select l.short_name, l.number, l.kind_label from line as l
		) as n
		left join data.kind as k on k.label = n.kind_label
		order by n.name, n.number
	), found as materialized (
		select l.*, k.kind as kind, k.stands_under, coalesce(f.id, s.id) as unit, x.unit as superior, x.many as superiors,
			least(min(l.row_number) over (partition by coalesce(l.full_name, l.number::text)),
				min(l.row_number) over (partition by coalesce(l.short_name, l.number::text), l.superior_name)) as first_row,
			case when x.unit is null then w.number end as above, case when x.unit is null then w.kind end as above_kind
		from line as l
		left join written as w on w.name = l.superior_name
		left join data.kind as k on k.label = l.kind_label
		left join place as x on x.name = l.superior_name
		left join known as f on f.full_name = l.full_name
		left join known as s on f.id is null and s.short_name = l.short_name and l.superior_name in (s.superior_full, s.superior_short)
	), permitted as materialized (
		-- asked once of each superior that is there, not for each row
		select d.superior, k.kind
		from (select distinct f.superior from found as f where f.superior is not null) as d
		cross join data.kind as k
		where org.may_order(d.superior, k.kind, 'create')
	), told as materialized (
		select f.*, o.full_name as old_full, o.short_name as old_short, o.public_name as old_public, o.kind_label as old_label,
			o.kind as old_kind, o.sector as old_sector, o.official_order as old_order, o.superior_full, o.superior_short, o.opened_on as old_opened,
			coalesce((
				select jsonb_agg(jsonb_build_object('field', w.field, 'value', w.value, 'detail', w.detail))
				from (values
					('full_name', f.full_name, case when f.full_name is null and f.unit is null and not coalesce(f.faults @> '[{"field": "full_name"}]', false) then '全称没有填。'
						when f.first_row < f.row_number then format('和第%s行是同一个单位。', f.first_row) end),
					('short_name', f.short_name, case when f.short_name is null and f.unit is null and not coalesce(f.faults @> '[{"field": "short_name"}]', false) then '简称没有填。' end),
					('kind', f.kind_label, case when f.kind_label is null and f.unit is null then '类型没有填。'
						when f.kind_label is not null and f.kind is null then '没有这种类型。可以填：机关工委、党组（党委）、机关党委、党总支、党支部、党小组。'
						when f.kind <> o.kind then format('登记的类型是%s，类型不能用导入改。', o.kind_label) end),
					('superior', f.superior_name, case when f.unit is not null and f.superior_name is not null
							and f.superior_name not in (coalesce(o.superior_full, ''), coalesce(o.superior_short, ''))
							then '上级党组织和登记的不同。改隶请到单位页面办理。'
						when f.unit is not null then null
						when f.superior_name is null then '上级党组织没有填。'
						when f.superiors > 1 then format('有%s个党组织叫这个名字，请写全称。', f.superiors)
						when f.superior is null and f.above is null then '您的范围里没有叫这个名字的党组织，表里也没有。'
						when f.kind is not null and not coalesce(a.kind, f.above_kind) = any (f.stands_under)
							then format('%s不能设在%s下面。', f.kind_label, (select k.label from data.kind as k where k.kind = coalesce(a.kind, f.above_kind))) end),
					('sector', f.sector, case when f.sector is not null and not exists (select from data.sector as t where t.sector = f.sector)
						then '没有这个行业，请先在“单位种类和行业”里增加。' end),
					('opened_on', f.opened_on::text, case when f.opened_on > today then '日期在今天以后。' end),
					('full_name', f.full_name, case
						when f.unit is not null
							and (coalesce(f.full_name, o.full_name), coalesce(f.short_name, o.short_name), coalesce(f.public_name, o.public_name),
								coalesce(f.sector, o.sector), coalesce(f.official_order, o.official_order))
								is distinct from (o.full_name, o.short_name, o.public_name, o.sector, o.official_order)
							and not org.may_change(f.unit, 'rename')
							then '当前身份不能改这个单位。'
						when f.unit is null and f.superior is not null and f.kind is not null
							and (f.superior, f.kind) not in (select y.superior, y.kind from permitted as y)
							then '当前身份不能在这里设这种单位。' end)
				) as w (field, value, detail)
				where w.detail is not null), '[]') || coalesce(f.faults, '[]') as wrong
		from found as f
		left join known as o on o.id = f.unit
		left join data.unit as a on a.id = f.superior
	), reached as (
		-- new units whose superior is there, then those below these
		select t.number, t.kind, t.superior
		from told as t
		where t.wrong = '[]' and (t.unit is not null or t.superior is not null)
		union
		select t.number, t.kind, r.superior
		from reached as r
		join told as t on t.above = r.number
		where t.wrong = '[]' and t.unit is null and (r.superior, t.kind) in (select y.superior, y.kind from permitted as y)
	), ended as (
		select t.*, case when t.wrong <> '[]' then t.wrong
			when not exists (select from reached as r where r.number = t.number) then jsonb_build_array(jsonb_build_object('field', 'superior',
				'value', t.superior_name, 'detail', format('上级党组织在第%s行，那一行没有通过，或者上级绕成了圈。', (
					select l.row_number from line as l where l.number = t.above)))) end as bad
		from told as t
	)
	select e.number, e.row_number, case when e.bad is not null then 'bad' when e.unit is null then 'create'
			when (coalesce(e.full_name, e.old_full), coalesce(e.short_name, e.old_short), coalesce(e.public_name, e.old_public),
				coalesce(e.sector, e.old_sector), coalesce(e.official_order, e.old_order))
				is distinct from (e.old_full, e.old_short, e.old_public, e.old_sector, e.old_order) then 'change'
			else 'same' end,
		e.cells, case when e.bad is null then e.unit end,
		case when e.bad is null and e.unit is not null then jsonb_build_object('full_name', e.old_full, 'short_name', e.old_short,
			'public_name', e.old_public, 'kind', e.old_label, 'superior', coalesce(e.superior_name, e.superior_short), 'sector', e.old_sector,
			'official_order', e.old_order::text, 'opened_on', e.old_opened) end,
		e.bad
	from ended as e
	order by e.number;
end $$;
comment on function org.sheet_judge_units(bigint, text) is 'org.sheet_judge of units. The day of founding of a unit that is there is not changed.';

create function org.sheet_apply_units(i data.import) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
set enable_nestloop = off -- as above
as $$
declare
	signed text := base.signature(org.sheet_roles(), array[i.unit]);
	said constant text := format('导入（第%s号）', i.id);
	made bigint[];
	superiors bigint[];
	days date[];
	level bigint;
	placed bigint := 0;
begin
	perform org.lock_hierarchy();
	-- what they were called until now; the names of one day count once
	insert into data.unit_past (unit, valid_until, kind, full_name, short_name, public_name, sector, official_order)
	select u.id, base.today() - 1, u.kind, u.full_name, u.short_name, u.public_name, u.sector, u.official_order
	from data.import_row as r
	join data.unit as u on u.id = r.target
	where r.import = i.id and r.action = 'change' and u.opened_on < base.today()
	on conflict do nothing;
	update data.unit as u
	set full_name = coalesce(nullif(r.cells[1], ''), u.full_name), short_name = coalesce(nullif(r.cells[2], ''), u.short_name),
		public_name = coalesce(nullif(r.cells[3], ''), u.public_name), sector = coalesce(nullif(r.cells[6], ''), u.sector),
		official_order = coalesce(nullif(r.cells[7], '')::integer, u.official_order)
	from data.import_row as r
	where r.import = i.id and r.action = 'change' and u.id = r.target;
	insert into data.change (kind, unit, effective_on, body, basis, account, name, applied)
	select 'rename', u.id, base.today(), jsonb_build_object('was', r.before ->> 'short_name', 'kind', u.kind, 'full_name', u.full_name,
		'short_name', u.short_name, 'public_name', u.public_name, 'sector', u.sector, 'official_order', u.official_order),
		said, base.account(), signed, base.now()
	from data.import_row as r
	join data.unit as u on u.id = r.target
	where r.import = i.id and r.action = 'change';
	-- numbers are drawn before: a unit that stands nowhere yet is in nobody's sight, so nothing could return them
	update data.import_row as r
	set target = nextval('data.unit_id_seq')
	where r.import = i.id and r.action = 'create';
	insert into data.unit (id, kind, full_name, short_name, public_name, sector, official_order, opened_on) overriding system value
	select r.target, k.kind, r.cells[1], r.cells[2], nullif(r.cells[3], ''), nullif(r.cells[6], ''), coalesce(nullif(r.cells[7], '')::integer, r.number),
		coalesce(nullif(r.cells[8], '')::date, base.today())
	from data.import_row as r
	join data.kind as k on k.label = r.cells[4]
	where r.import = i.id and r.action = 'create';
	select coalesce(array_agg(r.target), '{}'), array_agg(coalesce(x.unit, a.target)), array_agg(coalesce(nullif(r.cells[8], '')::date, base.today()))
	into made, superiors, days
	from data.import_row as r
	left join org.sheet_places(i.unit) as x on x.name = r.cells[5]
	left join (
		select n.name, (array_agg(o.target order by o.number))[1] as target
		from data.import_row as o
		cross join lateral (values (o.cells[1]), (o.cells[2])) as n (name)
		where o.import = i.id and o.action = 'create'
		group by n.name
	) as a on a.name = r.cells[5] and x.unit is null
	where r.import = i.id and r.action = 'create';
	-- level by level, for who may place a unit is asked of the superior, which has to stand somewhere itself
	loop
		insert into data.placement (unit, superior, valid_from, basis)
		select w.unit, w.superior, w.day, said
		from unnest(made, superiors, days) as w (unit, superior, day)
		where w.superior in (select s.unit from data.scope as s where s.superior = i.unit)
			and w.unit not in (select s.unit from data.scope as s where s.superior = i.unit);
		get diagnostics level = row_count;
		exit when level = 0;
		placed := placed + level;
	end loop;
	if placed < cardinality(made) then
		perform base.refuse('WH409', 'org/cycle', '上级不能是自己或自己的下级。', 'superior');
	end if;
	insert into data.change (kind, unit, other, effective_on, body, basis, account, name, applied)
	select 'create', u.id, p.superior, u.opened_on, jsonb_build_object('full_name', u.full_name, 'short_name', u.short_name,
		'public_name', u.public_name, 'kind', u.kind, 'sector', u.sector, 'official_order', u.official_order),
		said, base.account(), signed, base.now()
	from data.import_row as r
	join data.unit as u on u.id = r.target
	join data.placement as p on p.unit = u.id
	where r.import = i.id and r.action = 'create';
end $$;
comment on function org.sheet_apply_units(data.import) is 'Writes the units of an import, each with its change on record.';

create function org.sheet_units_built_on(i data.import) returns table (row_number integer, name text, why text)
language plpgsql stable set search_path = pg_catalog, pg_temp
set enable_nestloop = off -- as above
as $$
declare
	made constant bigint[] := array(select r.target from data.import_row as r where r.import = i.id and r.action = 'create');
begin
	return query
	with built as materialized (
		select p.unit, '有了党员' as why, 1 as place from data.person as p where p.unit = any (made)
		union all
		select c.unit, '有过党员', 2 from data.career as c where c.unit = any (made)
		union all
		select c.other, '有过党员', 2 from data.career as c where c.other = any (made)
		union all
		select t.unit, '有了职务', 3 from data.tenure as t where t.unit = any (made)
		union all
		select t.unit, '有了任期', 3 from data.term as t where t.unit = any (made)
		union all
		select t.unit, '有了责任分工', 4 from data.responsibility as t where t.unit = any (made)
		union all
		select t.holder_unit, '担了别的单位的责任', 4 from data.responsibility as t where t.holder_unit = any (made)
		union all
		select x.unit, '有了要办的事', 5
		from data.item as t
		cross join lateral (values (t.unit), (t.superior), (t.other)) as x (unit)
		where x.unit = any (made)
		union all
		select b.unit, b.why, 6 from base.built_on(made) as b
		union all
		select p.superior, '有了别的下级', 7
		from data.placement as p
		join data.unit as u on u.id = p.unit and u.closed_on is distinct from u.opened_on
		where p.superior = any (made) and p.unit <> all (made)
		union all
		select p.unit, '改过隶属', 8 from data.placement as p where p.unit = any (made) group by p.unit having count(*) > 1
		union all
		-- its founding is an order too, and what it was renamed to is compared
		select x.unit, '有了别的组织调整', 9
		from data.change as c
		cross join lateral (values (c.unit), (c.other)) as x (unit)
		where x.unit = any (made) and c.withdrawn is null
			and not (c.kind in ('create', 'rename') and c.applied is not null)
	)
	select r.row_number, u.short_name, w.why
	from data.import_row as r
	join data.unit as u on u.id = r.target
	cross join lateral (
		select case
			when u.closed_on is not null then '已经撤销'
			when (u.full_name, u.short_name) is distinct from (coalesce(nullif(r.cells[1], ''), r.before ->> 'full_name'),
				coalesce(nullif(r.cells[2], ''), r.before ->> 'short_name')) then '的名称又改过'
			when (coalesce(u.public_name, ''), coalesce(u.sector, '')) is distinct from (coalesce(nullif(r.cells[3], ''), r.before ->> 'public_name', ''),
				coalesce(nullif(r.cells[6], ''), r.before ->> 'sector', '')) then '的对外名称或行业又改过'
			when r.action = 'create' then (select b.why from built as b where b.unit = u.id order by b.place limit 1)
			end as why
	) as w
	where r.import = i.id and r.action in ('create', 'change') and w.why is not null
	order by r.number
	limit 5;
end $$;
comment on function org.sheet_units_built_on(data.import) is
'What was done since with the units that an import made or changed, the first five rows of it. Every table that names a unit is asked
here or in base.built_on; tests/org/sql/undo.sql names the tables.';

create function org.sheet_undo_units(i data.import) returns text
language plpgsql volatile set search_path = pg_catalog, pg_temp
set enable_nestloop = off -- as above
as $$
declare
	built text;
begin
	perform org.lock_hierarchy();
	-- who is about to put something there waits
	perform from data.unit as u where u.id in (select r.target from data.import_row as r where r.import = i.id) order by u.id for update;
	select string_agg(format('第%s行%s%s', b.row_number, b.name, b.why), '；' order by b.row_number)
	into built
	from org.sheet_units_built_on(i) as b;
	if built is not null then
		return built;
	end if;
	-- a unit is never deleted: it was founded and dissolved on this day, and its change says why
	insert into data.change (kind, unit, effective_on, body, basis, account, name, applied)
	select case r.action when 'create' then 'dissolve' else 'rename' end, u.id, base.today(), case r.action when 'create' then '{}' else
		jsonb_build_object('was', u.short_name, 'kind', u.kind, 'full_name', r.before ->> 'full_name', 'short_name', r.before ->> 'short_name',
			'public_name', r.before ->> 'public_name', 'sector', r.before ->> 'sector', 'official_order', (r.before ->> 'official_order')::integer) end,
		format('撤销导入（第%s号）', i.id), base.account(), base.signature(org.sheet_roles(), array[i.unit]), base.now()
	from data.import_row as r
	join data.unit as u on u.id = r.target
	where r.import = i.id and r.action in ('create', 'change');
	-- closed first: once it stands nowhere it is in nobody's scope
	update data.unit as u
	set opened_on = base.today(), closed_on = base.today()
	from data.import_row as r
	where r.import = i.id and r.action = 'create' and u.id = r.target;
	update data.placement as p
	set valid_from = base.today()
	from data.import_row as r
	where r.import = i.id and r.action = 'create' and p.unit = r.target and p.valid_from <> base.today();
	update data.placement as p
	set valid_until = base.today()
	from data.import_row as r
	where r.import = i.id and r.action = 'create' and p.unit = r.target;
	update data.unit as u
	set full_name = r.before ->> 'full_name', short_name = r.before ->> 'short_name', public_name = r.before ->> 'public_name',
		sector = r.before ->> 'sector', official_order = (r.before ->> 'official_order')::integer
	from data.import_row as r
	where r.import = i.id and r.action = 'change' and u.id = r.target;
	delete from data.unit_past as p
	using data.import_row as r
	where r.import = i.id and r.action = 'change' and p.unit = r.target and p.valid_until = (i.applied at time zone 'Asia/Shanghai')::date - 1
		and p.change is null; -- a renaming by hand on that day keeps what was before
	return null;
end $$;
comment on function org.sheet_undo_units(data.import) is
'Takes back the units of an import: those made are closed on this day, those renamed are called as before. Returns what was built on
it (the first five), and does nothing then.';

reset role;
