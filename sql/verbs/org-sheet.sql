-- Sheets: an import from its file to its end (previewed, applied, perhaps taken back). What a kind's rows mean is in
-- org-sheet-members.sql, org-sheet-units.sql and org-sheet-posts.sql; here is what all kinds share.
set role verbs_org;

create function org.sheet_fields(kind text) returns text[]
language sql immutable
as $$
	select case sheet_fields.kind
		when 'units' then array['full_name', 'short_name', 'public_name', 'kind', 'superior', 'sector', 'official_order', 'opened_on']
		when 'members' then array['name', 'unit', 'number', 'state', 'joined_on', 'full_on', 'duty', 'since']
		when 'posts' then array['unit', 'post', 'name', 'number', 'title', 'since', 'until', 'trained_on']
	end
$$;
comment on function org.sheet_fields(text) is 'The fields of a kind in the order of its cells, as cgi/org/sheet_kinds.c has them; null for no kind.';

create function org.sheet_roles() returns text[]
language sql immutable
as $$ select array['secretary', 'reviewer', 'officer'] $$;
comment on function org.sheet_roles() is 'Who may write units, members or posts somewhere.';

create function org.sheet_top(kind text, unit bigint) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	held bigint[] := base.held(org.sheet_roles());
	top bigint;
begin
	if org.sheet_fields(sheet_top.kind) is null then
		perform org.refuse_unseen();
	end if;
	if held = '{}' then
		perform base.refuse('WH403', 'org/no-sheets', '当前身份不能导入、导出。需要办理，请联系本单位的支部书记。');
	end if;
	select s.unit into top
	from data.scope as s
	join data.unit as u on u.id = s.unit
	where s.superior = any (held) and s.unit = coalesce(sheet_top.unit, s.superior) and u.closed_on is null
	order by (select max(a.depth) from data.scope as a where a.unit = s.unit), u.official_order, u.id
	limit 1;
	if top is null then
		perform org.refuse_unseen();
	end if;
	return top;
end $$;
comment on function org.sheet_top(text, bigint) is
'The unit whose subtree a sheet is about: the one asked for, if the caller sits there or above, else their highest.
Refuses: WH404 no such kind, or the unit is not below them; WH403 they may write no such rows anywhere.';

create function org.sheet_places(top bigint) returns table (name text, unit bigint, many bigint)
language sql stable set search_path = pg_catalog, pg_temp
as $$
	select n.name, min(n.unit), count(distinct n.unit)
	from (
		select u.full_name as name, u.id as unit
		from data.scope as s
		join data.unit as u on u.id = s.unit
		where s.superior = sheet_places.top and u.closed_on is null
		union all
		select u.short_name, u.id
		from data.scope as s
		join data.unit as u on u.id = s.unit
		where s.superior = sheet_places.top and u.closed_on is null
	) as n
	group by n.name
$$;
comment on function org.sheet_places(bigint) is 'The units below `top` by what a sheet may call them: their full or short name. many: how many are called so.';

create function org.sheet_read(lines text) returns table (number integer, row_number integer, faults jsonb, cells text[])
language sql immutable
as $$
	select c.number, c.row_number, c.faults, c.cells
	from (
		select l.number::integer, l.parts[1]::integer as row_number, nullif(l.parts[2], '')::jsonb as faults, l.parts[3:] as cells
		from (
			select o.number, string_to_array(o.line, E'\t') as parts
			from string_to_table(nullif(sheet_read.lines, ''), E'\n') with ordinality as o (line, number)
			offset 0 -- each line is taken apart once, however often its cells are asked for
		) as l
		offset 0
	) as c
$$;
comment on function org.sheet_read(text) is
'The lines that C made of a sheet: row, faults of shape as JSON, cells in their plain form, with tabs between; see sheet_table.h.';

create function org.sheet_lines(import bigint) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
	select string_agg(r.row_number || E'\t' || coalesce(case when r.faults is not null then (
			select jsonb_agg(f) from jsonb_array_elements(r.faults) as f where f ? 'shape')::text end, '')
		|| E'\t' || array_to_string(r.cells, E'\t'), E'\n' order by r.number)
	from data.import_row as r
	where r.import = sheet_lines.import
$$;
comment on function org.sheet_lines(bigint) is 'The stored rows of an import as org.sheet_read takes them, to be judged again.';

create function org.sheet_judge(kind text, top bigint, lines text)
returns table (number integer, row_number integer, action text, cells text[], target bigint, before jsonb, faults jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp set work_mem = '64MB' -- 50,000 rows stay in memory
as $$
begin
	case sheet_judge.kind
		when 'units' then return query select * from org.sheet_judge_units(sheet_judge.top, sheet_judge.lines);
		when 'members' then return query select * from org.sheet_judge_members(sheet_judge.top, sheet_judge.lines);
		when 'posts' then return query select * from org.sheet_judge_posts(sheet_judge.top, sheet_judge.lines);
	end case;
end $$;
comment on function org.sheet_judge(text, bigint, text) is
'What each line would do: create, change, same or bad; the row that it is matched with, what a change replaces, and why it is
bad. Nothing is written.';

create function org.sheet_store(import bigint, lines text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp set work_mem = '64MB' -- 50,000 rows stay in memory
as $$
declare
	kept data.import;
begin
	select i.* into strict kept from data.import as i where i.id = sheet_store.import;
	delete from data.import_row as r where r.import = kept.id;
	insert into data.import_row (import, number, sheet, row_number, action, cells, target, before, faults)
	select kept.id, j.number, coalesce(kept.layout -> 'sheets' -> ((kept.layout ->> 'sheet')::integer - 1) ->> 'name', ''), j.row_number,
		j.action, j.cells, j.target, j.before, j.faults
	from org.sheet_judge(kept.kind, kept.unit, sheet_store.lines) as j;
	-- each unit that is founded or taken back moves the closure: more than this is not written within a request
	if kept.kind = 'units' and (select count(*) from data.import_row as r where r.import = kept.id and r.action = 'create') > 10000 then
		perform base.refuse('WH422', 'org/too-many-units', '一张表最多新增10000个单位。请分成几张表：先导入上级单位，再导入下级单位。');
	end if;
	update data.import as i
	set counts = (
		select jsonb_build_object('create', count(*) filter (where r.action = 'create'), 'change', count(*) filter (where r.action = 'change'),
			'same', count(*) filter (where r.action = 'same'), 'bad', count(*) filter (where r.action = 'bad'))
		from data.import_row as r
		where r.import = kept.id
	)
	where i.id = kept.id;
end $$;
comment on function org.sheet_store(bigint, text) is
'Judges lines and keeps what came of it as the preview of an import. Refuses: WH422 more than 10,000 units would be founded.';

create function org.import_begin(kind text, unit bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return json_build_object('unit', org.sheet_top(import_begin.kind, import_begin.unit), 'heads', (
		select coalesce(json_object_agg(c.head, c.field), '{}')
		from data.import_column as c
		where c.kind = import_begin.kind
	));
end $$;
comment on function org.import_begin(text, bigint) is
'Before a file is read: the subtree that it will be about, and the headings that the caller matched by hand:
{"unit", "heads": {heading: field or null}}. Refuses as org.sheet_top does.';

create function org.import_add(kind text, unit bigint, file_name text, digest bytea, file bytea, layout jsonb, lines text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	added bigint;
begin
	insert into data.import (account, kind, unit, file_name, digest, file, layout, counts)
	values (base.account(), import_add.kind, org.sheet_top(import_add.kind, import_add.unit), import_add.file_name, import_add.digest,
		import_add.file, import_add.layout, '{}')
	returning id into added;
	perform org.sheet_store(added, import_add.lines);
	perform base.record('org.import_add', 'import/' || added, (
		select jsonb_build_object('kind', i.kind, 'unit', i.unit, 'digest', encode(i.digest, 'hex')) || i.counts
		from data.import as i where i.id = added));
	return org.import_show(added);
end $$;
comment on function org.import_add(text, bigint, text, bytea, bytea, jsonb, text) is
'Keeps a sheet that was sent and shows what it would do; no unit, member or post is written. lines: see org.sheet_read.
Refuses as org.sheet_top does.';

create function org.import_of_caller(import bigint, states text[] default null) returns data.import
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	kept data.import;
begin
	if states is null then
		select i.* into kept from data.import as i where i.id = import_of_caller.import;
	else
		select i.* into kept from data.import as i where i.id = import_of_caller.import for update;
	end if;
	if kept.id is null then
		perform org.refuse_unseen();
	end if;
	if not kept.state = any (states) then
		perform base.refuse('WH409', 'org/import-' || kept.state, case kept.state
			when 'previewed' then '这次导入还没有写入，不用撤销。'
			when 'applied' then '这次导入已经写入。要改，请先撤销，或者另传一个文件。'
			else '这次导入已经撤销。要再写入，请再看一遍。' end);
	end if;
	perform org.sheet_top(kept.kind, kept.unit);
	return kept;
end $$;
comment on function org.import_of_caller(bigint, text[]) is
'An import that the caller sent, locked where states are named. Refuses: WH404 not theirs, or no longer in their subtree; WH409 not
in one of these states.';

create function org.import_file(import bigint) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	kept data.import := org.import_of_caller(import_file.import, array['previewed', 'undone']);
begin
	if kept.file is null then
		perform base.refuse('WH409', 'org/import-file-gone', '原文件已经删除（保留一天）。要改列，请再上传一次。');
	end if;
	return translate(encode(kept.file, 'base64'), E'\n', '');
end $$;
comment on function org.import_file(bigint) is
'The bytes of an import''s file in base 64, to be read with other columns. Refuses as org.import_of_caller; WH409 the file is gone.';

create function org.import_columns(import bigint, layout jsonb, lines text, heads jsonb) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	kept data.import := org.import_of_caller(import_columns.import, array['previewed', 'undone']);
begin
	update data.import as i
	set layout = import_columns.layout, state = 'previewed', applied = null, undone = null
	where i.id = kept.id;
	insert into data.import_column (account, kind, head, field)
	select kept.account, kept.kind, h.key, h.value #>> '{}'
	from jsonb_each(import_columns.heads) as h
	where base.is_line(h.key, 60)
	on conflict (account, kind, head) do update
	set field = excluded.field;
	perform org.sheet_store(kept.id, import_columns.lines);
	return org.import_show(kept.id);
end $$;
comment on function org.import_columns(bigint, jsonb, text, jsonb) is
'The same file read with other columns, another sheet or header; heads: {heading: field or null}, remembered for the next file.
Refuses as org.import_of_caller.';

create function org.import_check(import bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	kept data.import := org.import_of_caller(import_check.import, array['previewed', 'undone']);
begin
	update data.import as i
	set state = 'previewed', applied = null, undone = null
	where i.id = kept.id;
	perform org.sheet_store(kept.id, org.sheet_lines(kept.id));
	return org.import_show(kept.id);
end $$;
comment on function org.import_check(bigint) is
'Judges the rows of an import again by what is true now. Refuses as org.import_of_caller.';

reset role;
