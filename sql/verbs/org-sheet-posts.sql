-- Sheets of posts: matched by unit, post and person, of those who hold it now. A day of leaving ends a post.
set role verbs_org;

create function org.sheet_judge_posts(top bigint, lines text)
returns table (number integer, row_number integer, action text, cells text[], target bigint, before jsonb, faults jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp set work_mem = '64MB' -- 50,000 rows are sorted in memory
-- what was imported a moment ago has no statistics: members taken for few would be read once for each line
set enable_nestloop = off
as $$
declare
	today constant date := base.today(); -- asked once, not for each row
begin
	return query
	with place as materialized (
		select p.name, p.unit, p.many, w.unit is not null as writable
		from org.sheet_places(sheet_judge_posts.top) as p
		left join org.kept(array(select c.unit from data.scope as c where c.superior = sheet_judge_posts.top)) as w on w.unit = p.unit
	), line as materialized (
		select l.number, l.row_number, l.faults, l.cells, nullif(l.cells[1], '') as unit_name, nullif(l.cells[2], '') as post_label,
			nullif(l.cells[3], '') as name, nullif(l.cells[4], '') as code, nullif(l.cells[5], '') as title,
			nullif(l.cells[6], '')::date as since, nullif(l.cells[7], '')::date as until, nullif(l.cells[8], '')::date as trained_on
		from org.sheet_read(sheet_judge_posts.lines) as l
	), below as materialized (
		-- read once, and not looked through for each name: no index begins with a name
		select p.id, p.name, p.unit
		from data.person as p
		where p.state in ('full', 'probationary') and p.unit in (select s.unit from data.scope as s where s.superior = sheet_judge_posts.top)
	), named as materialized (
		-- who is called so: in the unit itself, and anywhere below `top`
		select p.name, p.unit, min(p.id) as person, count(*) as many
		from below as p
		where p.name in (select l.name from line as l)
		group by p.name, p.unit
	), anywhere as materialized (
		select n.name, min(n.person) as person, sum(n.many) as many from named as n group by n.name
	), numbered as materialized (
		-- a number is looked for in the unit itself, then by the name too, then anywhere in sight
		select c.number, min(c.person) as person, count(*) as many, min(c.name) as name
		from (
			select l.number, p.id as person, p.name, rank() over (partition by l.number order by p.unit = x.unit is true desc,
				p.name = l.name is true desc) as place
			from line as l
			left join place as x on x.name = l.unit_name
			join data.person as p on p.number = l.code and p.state in ('full', 'probationary')
		) as c
		where c.place = 1
		group by c.number
	), found as materialized (
		select l.*, x.unit, x.many as units, x.writable, o.post, o.several,
			case when l.code is not null then case when c.many = 1 then c.person end when h.many = 1 then h.person when h.many is null and a.many = 1 then a.person end as person,
			case when l.code is null then coalesce(h.many, a.many) end as people, c.name as numbered_name, c.many as numbered
		from line as l
		left join place as x on x.name = l.unit_name
		left join data.post as o on o.label = l.post_label
		left join numbered as c on c.number = l.number
		left join named as h on h.name = l.name and h.unit = x.unit
		left join anywhere as a on a.name = l.name
	), allowed as materialized (
		-- what a unit of this kind and size has, and in whose subtree who holds it is a member
		select u.id as unit, u.kind, org.posts_of(u.kind, z.full_members) as posts, org.pool(u) as pool
		from (select distinct f.unit from found as f) as f
		join data.unit as u on u.id = f.unit
		left join org.full_members(array(select distinct f.unit from found as f where f.unit is not null)) as z on z.unit = u.id
	), holding as materialized (
		-- who holds a post now and leaves it by no line, by name
		select h.unit, h.post, array_agg(h.person order by p.name, h.person) as people, array_agg(p.name order by p.name, h.person) as names
		from data.tenure as h
		join data.person as p on p.id = h.person
		left join (select distinct e.unit, e.post, e.person from found as e where e.until is not null) as e
			on e.unit = h.unit and e.post = h.post and e.person = h.person
		where h.until is null and e.unit is null and h.unit in (select f.unit from found as f)
		group by h.unit, h.post
	), judged as materialized (
		select f.*, y.kind, f.post <> all (y.posts) as not_here, o.label as post_name, o.elected, m.name as member_name, m.state,
			not exists (select from data.scope as s where s.unit = m.unit and s.superior = y.pool) as outside,
			t.id as tenure, t.title as old_title, t.since as old_since, t.until as old_until, t.trained_on as old_trained,
			min(f.row_number) over (partition by f.unit, f.post, f.person, coalesce(f.person, -f.number)) as first_row,
			min(f.row_number) filter (where f.until is null) over (partition by f.unit, f.post) as first_holder,
			case when f.person is not null then case when w.people[1] <> f.person then w.names[1] else w.names[2] end end as holder
		from found as f
		left join allowed as y on y.unit = f.unit
		left join holding as w on w.unit = f.unit and w.post = f.post
		left join data.post as o on o.post = f.post
		left join data.person as m on m.id = f.person
		left join data.tenure as t on t.unit = f.unit and t.post = f.post and t.person = f.person and t.until is null
	), told as materialized (
		select j.*, coalesce((
			select jsonb_agg(jsonb_build_object('field', w.field, 'value', w.value, 'detail', w.detail))
			from (values
				('unit', j.unit_name, case when j.unit_name is null then '党组织没有填。'
					when j.unit is null then '您的范围里没有叫这个名字的党组织。' when j.units > 1 then format('有%s个党组织叫这个名字，请写全称。', j.units)
					when not j.writable then '当前身份不能登记这个单位的职务。' end),
				('post', j.post_label, case when j.post_label is null then '职务没有填。'
					when j.post is null then '没有这种职务。可以填：书记、副书记、委员、组长、专职党务干部、兼职党务干部。'
					when j.not_here and j.tenure is null and j.until is null then case when j.kind = 'branch' and j.post = 'committee_member'
						then format('正式党员不足%s人的党支部不设支部委员会，只设书记、副书记。', base.rule('committee_from'))
						else format('这一类单位不设%s。', j.post_name) end
					when not j.several and j.until is null and j.holder is not null then format('现在是%s担任。请先填离任日期。', j.holder)
					when not j.several and j.until is null and j.first_holder < j.row_number then format('和第%s行都是这个职务，只能一个人担任。', j.first_holder) end),
				('name', j.name, case when j.name is null and j.code is null then '姓名没有填。'
					when j.first_row < j.row_number and j.person is not null then format('和第%s行是同一个人、同一个职务。', j.first_row)
					when j.code is not null and j.person is null then null
					when j.numbered_name <> j.name then format('内部编号对应的是%s，和姓名不同。', j.numbered_name)
					when j.people > 1 and j.person is null then format('有%s名同名党员，请填内部编号。', j.people)
					when j.person is null then '您的范围里没有这名党员，请先登记党员。'
					when j.tenure is null and j.outside then '这名党员不在本单位和下级的名册里。'
					when j.tenure is null and j.until is null and j.elected and j.state <> 'full'
						then format('%s现在是“%s”，只有正式党员能当选%s。', j.member_name, org.state_label(j.state), j.post_name) end),
				('number', j.code, case when j.code is not null and j.numbered > 1 then format('有%s名党员是这个内部编号，请再填姓名。', j.numbered)
					when j.code is not null and j.person is null then '您的范围里没有这个内部编号。' end),
				('since', j.since::text, case when j.since is null and j.tenure is null then '任职日期没有填。' when j.since > today then '日期在今天以后。' end),
				('until', j.until::text, case when j.until < coalesce(j.since, j.old_since) then '离任日期早于任职日期。' when j.until > today then '日期在今天以后。' end),
				('trained_on', j.trained_on::text, case when j.trained_on > today then '日期在今天以后。' end)
			) as w (field, value, detail)
			where w.detail is not null and not coalesce(j.faults @> jsonb_build_array(jsonb_build_object('field', w.field)), false)), '[]')
			|| coalesce(j.faults, '[]') as wrong
		from judged as j
	)
	select t.number, t.row_number, case when t.wrong <> '[]' then 'bad' when t.tenure is null then 'create'
			when (coalesce(t.title, t.old_title), coalesce(t.since, t.old_since), t.until, coalesce(t.trained_on, t.old_trained))
				is distinct from (t.old_title, t.old_since, t.old_until, t.old_trained) then 'change' else 'same' end,
		t.cells, case when t.wrong = '[]' then t.tenure end,
		case when t.wrong = '[]' then jsonb_build_object('person', t.person, 'in', t.unit, 'as', t.post) || case when t.tenure is null then '{}' else jsonb_build_object('title', t.old_title,
			'since', t.old_since, 'until', t.old_until, 'trained_on', t.old_trained) end end,
		nullif(t.wrong, '[]')
	from told as t
	order by t.number;
end $$;
comment on function org.sheet_judge_posts(bigint, text) is 'org.sheet_judge of posts. "before" also says which person, unit ("in") and post ("as") the sheet means.';

create function org.note_posts(i data.import, said text, undone boolean) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
-- rows that were put in a moment ago have no statistics: taken for few they'd be read once for each unit
set enable_nestloop = off
as $$
begin
	insert into data.career (person, kind, happened_on, unit, note, account, name)
	select (r.before ->> 'person')::bigint, 'duty', case when undone then base.today() else k.day end, u.id,
		left(case when undone then format('%s：%s%s%s', said, k.what, u.short_name, k.post)
			else format('%s%s%s（%s）', k.what, u.short_name, k.post, said) end, 200),
		base.account(), s.signed
	from data.import_row as r
	join (
		select x.unit, org.sign(x.unit) as signed
		from (select distinct (o.before ->> 'in')::bigint as unit from data.import_row as o where o.import = i.id and o.before is not null) as x
	) as s on s.unit = (r.before ->> 'in')::bigint
	join data.unit as u on u.id = s.unit
	cross join lateral (
		select v.what, v.day, org.post_name(r.before ->> 'as', coalesce(nullif(r.cells[5], ''), r.before ->> 'title')) as post
		from (values
			(1, '任', nullif(r.cells[6], '')::date, r.action = 'create'),
			(2, '不再任', nullif(r.cells[7], '')::date, r.cells[7] <> '')
		) as v (place, what, day, holds)
		where v.holds
		order by v.place
	) as k
	where r.import = i.id and r.action in ('create', 'change')
	order by r.number;
end $$;
comment on function org.note_posts(data.import, text, boolean) is
'Writes to members'' histories which posts an import gave and ended, as org.appoint and org.end_tenure do, or that this was taken back.
said: which import.';

create function org.sheet_apply_posts(i data.import) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	update data.tenure as t
	set title = coalesce(nullif(r.cells[5], ''), t.title), since = coalesce(nullif(r.cells[6], '')::date, t.since),
		until = nullif(r.cells[7], '')::date, trained_on = coalesce(nullif(r.cells[8], '')::date, t.trained_on)
	from data.import_row as r
	where r.import = i.id and r.action = 'change' and t.id = r.target;
	update data.import_row as r
	set target = nextval('data.tenure_id_seq')
	where r.import = i.id and r.action = 'create';
	insert into data.tenure (id, unit, post, person, title, since, until, trained_on) overriding system value
	select r.target, (r.before ->> 'in')::bigint, r.before ->> 'as', (r.before ->> 'person')::bigint, nullif(r.cells[5], ''),
		nullif(r.cells[6], '')::date, nullif(r.cells[7], '')::date, nullif(r.cells[8], '')::date
	from data.import_row as r
	where r.import = i.id and r.action = 'create';
	perform org.note_posts(i, format('导入（第%s号）', i.id), false);
end $$;
comment on function org.sheet_apply_posts(data.import) is 'Writes the posts of an import, with what that is in members'' histories.';

create function org.sheet_undo_posts(i data.import) returns text
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	built text;
begin
	select string_agg(b.said, '；' order by b.row_number)
	into built
	from (
		select r.row_number, format('第%s行%s的%s又改过', r.row_number, r.cells[3], r.cells[2]) as said
		from data.import_row as r
		left join data.tenure as t on t.id = r.target
		where r.import = i.id and r.action in ('create', 'change') and (t.id is null
			or (coalesce(t.title, ''), t.since::text, coalesce(t.until::text, ''), coalesce(t.trained_on::text, '')) is distinct from (
				coalesce(nullif(r.cells[5], ''), r.before ->> 'title', ''), coalesce(nullif(r.cells[6], ''), r.before ->> 'since'),
				r.cells[7], coalesce(nullif(r.cells[8], ''), r.before ->> 'trained_on', '')))
		order by r.number
		limit 5
	) as b;
	if built is not null then
		return built;
	end if;
	delete from data.tenure as t
	using data.import_row as r
	where r.import = i.id and r.action = 'create' and t.id = r.target;
	update data.tenure as t
	set title = r.before ->> 'title', since = (r.before ->> 'since')::date, until = (r.before ->> 'until')::date,
		trained_on = (r.before ->> 'trained_on')::date
	from data.import_row as r
	where r.import = i.id and r.action = 'change' and t.id = r.target;
	perform org.note_posts(i, format('撤销导入（第%s号）', i.id), true);
	return null;
end $$;
comment on function org.sheet_undo_posts(data.import) is
'Takes back the posts of an import. Returns what was built on it (the first five), and does nothing then.';

reset role;
