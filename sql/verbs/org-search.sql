-- Finding units and members by characters, pinyin, initials, number: keys that the keeper has written, walked by the finder.
set role verbs_org;

-- ---- what the keeper writes -------------------------------------------------------------------------------------------------

create function org.plain(words text) returns text
language sql immutable
as $$ select left(regexp_replace(lower(normalize(words, nfkc)), '[[:space:][:punct:]·•‧・．。，、（）“”《》—]', '', 'g'), 60) $$;
comment on function org.plain(text) is
'A name, or what was typed, without what people write this way and that: case, width, blanks, dots and brackets.';

create function org.search_due() returns json
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
	with due as (
		select d.what, d.id
		from data.search_due as d
		order by d.what, d.id
		limit 500
		for update skip locked
	), named as (
		select d.what, d.id, array(
			select distinct n
			from unnest(array[u.full_name, u.short_name, u.public_name]) as n
			where n is not null
			order by n) as names
		from due as d
		left join data.unit as u on u.id = d.id and u.closed_on is null
		where d.what = 'unit'
		union all
		select d.what, d.id, case when m.id is null then '{}' else array[m.name] end
		from due as d
		left join data.person as m on m.id = d.id and m.state in ('full', 'probationary', 'stopped')
		where d.what = 'person'
	)
	select coalesce(json_agg(json_build_object('what', n.what, 'id', n.id, 'names', n.names)), '[]') from named as n
$$;
comment on function org.search_due() is
'The next names to write keys for, 500 at most: [{"what", "id", "names"}]; no names: it is no more to be found. The keeper adds each
name''s pinyin and hands them to org.search_write. Refuses nothing.';

create function org.search_keys(spelled json) returns table (what text, id bigint, key text, place integer)
language sql stable
as $$
	with thing as (
		select t.what, t.id, n.name, n.pinyin
		from json_to_recordset(spelled) as t (what text, id bigint, names json)
		cross join json_to_recordset(t.names) as n (name text, pinyin text[])
	), plain as (
		select t.what, t.id, org.plain(t.name) as name from thing as t
	), spelling as (
		select distinct t.what, t.id, s.words
		from thing as t
		cross join unnest(t.pinyin) as p (line)
		cross join lateral (
			select array_agg(w.w order by w.place) filter (where w.w <> '') as words
			from unnest(array(select org.plain(w) from unnest(string_to_array(regexp_replace(p.line, '([0-9]+)', ' \1 ', 'g'), ' ')) as w)) with ordinality as w (w, place)
		) as s
		where s.words is not null
	)
	-- each end of the names
	select p.what, p.id, substr(p.name, n + 1, 30), n
	from plain as p
	cross join generate_series(0, length(p.name) - 1) as n
	union all
	-- the pinyin from each word on, and its initials; a member's from the beginning alone. Numbers stay whole
	select s.what, s.id, left(k.key, 30), n
	from spelling as s
	cross join generate_series(0, case s.what when 'unit' then cardinality(s.words) - 1 else 0 end) as n
	cross join lateral (
		select array_to_string(s.words[n + 1:], '') as key
		union all
		select string_agg(case when w ~ '^[0-9]' then w else left(w, 1) end, '' order by place)
		from unnest(s.words[n + 1:]) with ordinality as w (w, place)
	) as k
$$;
comment on function org.search_keys(json) is
'The keys of names with their pinyin: [{"what", "id", "names": [{"name", "pinyin": [words apart by blanks, one for each spelling]}]}].
At most 30 characters each, as long as what is typed to find them.';

create function org.search_write(spelled json) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	now jsonb;
begin
	-- what another keeper has in hand, or was renamed since it was read, is left
	select coalesce(jsonb_agg(jsonb_build_object('what', d.what, 'id', d.id, 'unit', coalesce(u.id, m.unit), 'number', m.number)), '[]')
	into now
	from (
		select d.what, d.id, t.names
		from data.search_due as d
		join json_to_recordset(search_write.spelled) as t (what text, id bigint, names json) on t.what = d.what and t.id = d.id
		order by d.what, d.id
		for update of d skip locked
	) as d
	left join data.unit as u on d.what = 'unit' and u.id = d.id and u.closed_on is null
	left join data.person as m on d.what = 'person' and m.id = d.id and m.state in ('full', 'probationary', 'stopped')
	where array(select n ->> 'name' from json_array_elements(d.names) as n order by 1) = array(
		select distinct n
		from unnest(array[u.full_name, u.short_name, u.public_name, m.name]) as n
		where n is not null
		order by n);
	delete from data.search_key as k
	using jsonb_to_recordset(now) as n (what text, id bigint)
	where k.what = n.what and k.id = n.id;
	insert into data.search_key (key, what, id, unit, place)
	select k.key, k.what, k.id, n.unit, min(k.place)
	from (
		select s.what, s.id, s.key, s.place from org.search_keys(search_write.spelled) as s
		union all
		select n.what, n.id, left(org.plain(n.number), 30), 0
		from jsonb_to_recordset(now) as n (what text, id bigint, number text)
		where n.number is not null
	) as k
	join jsonb_to_recordset(now) as n (what text, id bigint, unit bigint) on n.what = k.what and n.id = k.id and n.unit is not null
	where k.key <> ''
	group by k.key, k.what, k.id, n.unit;
	delete from data.search_due as d
	using jsonb_to_recordset(now) as n (what text, id bigint)
	where d.what = n.what and d.id = n.id;
	return json_build_object('written', jsonb_array_length(now));
end $$;
comment on function org.search_write(json) is
'Writes the keys of what org.search_due gave, with the pinyin that the keeper added, and strikes it off: all of it or nothing, the same
rows however often. What another keeper has in hand, or was renamed meanwhile, is left. {"written": how many things}. Refuses nothing.';

-- ---- the finder -------------------------------------------------------------------------------------------------------------

create function org.walk_keys(what text, q text, places bigint[], above bigint[] default '{}') returns table (id bigint, place integer)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	-- the least text that no key beginning with q reaches
	beyond constant text := walk_keys.q || U&'\+10FFFF';
	enough constant integer := 50;
	many constant integer := 600;
	area bigint[];
	front bigint[];
begin
	area := array(select s.unit from data.scope as s where s.superior = any (walk_keys.places) limit many + 1);
	if cardinality(area) <= many then
		return query
		select k.id, min(k.place)::integer
		from unnest(area || walk_keys.above) as a (unit)
		cross join lateral (
			select k.id, k.key, k.place
			from data.search_key as k
			where k.what = walk_keys.what and k.unit = a.unit and k.key >= walk_keys.q and k.key < beyond
			limit 200
		) as k
		group by k.id
		order by min(k.place), min(k.key), k.id
		limit enough;
		return;
	end if;
	front := array(
		select k.id
		from data.search_key as k
		where k.what = walk_keys.what and k.place = 0 and k.key >= walk_keys.q and k.key < beyond
			and (exists (select from data.scope as s where s.unit = k.unit and s.superior = any (places) offset 0) or k.unit = any (above))
		limit enough);
	return query
	select f.id, min(f.place)
	from (
		select unnest(front) as id, 0 as place
		union all
		(select k.id, k.place::integer
		from data.search_key as k
		where cardinality(front) < enough and k.what = walk_keys.what and k.key >= walk_keys.q and k.key < beyond
			and (exists (select from data.scope as s where s.unit = k.unit and s.superior = any (places) offset 0) or k.unit = any (above))
		limit 4 * enough)
	) as f
	group by f.id;
end $$;
comment on function org.walk_keys(text, text, bigint[], bigint[]) is
'Units or members with a key that begins with q, below one of these places or among the superiors `above`, as far as they are needed:
for who works on few units, unit by unit, those that have it nearest the front; else along the keys, those whose name begins with
it and, where these are few, those that have it further behind. The closure is asked here, key by key, for a policy that is no
leakproof condition would have every key read. What it returns is read again under the policies.';

create function org.find(q text) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	typed constant text := org.plain(find.q);
	seats constant bigint[] := base.seats();
	places constant bigint[] := base.places();
begin
	if typed = '' or places = '{}' then
		return '{"rows": [], "members": []}';
	end if;
	return json_build_object('rows', (
			with f as materialized (
				select u.id, f.place, (select max(s.depth) from data.scope as s where s.unit = u.id) as depth
				from org.walk_keys('unit', typed, places, array(
					select s.superior from data.scope as s where s.unit = any (places))) as f
				join data.unit as u on u.id = f.id and u.closed_on is null
				order by f.place, depth, u.official_order, u.id
				limit 50
			)
			select coalesce(jsonb_agg(n.node order by f.place, f.depth, n.official_order, f.id), '[]')
			from f
			join org.nodes(array(select f.id from f)) as n on n.unit = f.id
		), 'members', (
			select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'number', m.number, 'unit', m.unit,
				'unit_name', m.short_name) order by m.place, m.name collate "zh-x-icu", m.id), '[]')
			from (
				select m.id, m.name, m.number, m.unit, u.short_name, f.place
				from org.walk_keys('person', typed, seats) as f
				join data.person as m on m.id = f.id
				join data.unit as u on u.id = m.unit
				where seats <> '{}'
				order by f.place, m.name collate "zh-x-icu", m.id
				limit 50
			) as m
		));
end $$;
comment on function org.find(text) is
'Units, and, for who works on their units, members, by a piece of a name, its pinyin, its initials, or the internal number:
{"rows": [node], "members": [{"id", "name", "number", "unit", "unit_name"}]}, at most 50 each, the earlier in the name the better, then
the higher in the tree. Nothing out of the caller''s sight. Refuses nothing.';

reset role;
