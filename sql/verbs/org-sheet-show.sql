-- Sheets, second part: what an import shows, its writing and its taking back.
set role verbs_org;

create function org.import_undo_until(applied timestamptz) returns timestamptz
language sql stable
as $$ select import_undo_until.applied + make_interval(days => coalesce(base.rule('import_undo_days'), 7)::integer) $$;
comment on function org.import_undo_until(timestamptz) is 'Until when an import that was applied then may be taken back.';

create function org.import_head(i data.import) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
	select jsonb_build_object('id', i.id, 'kind', i.kind, 'unit', i.unit, 'unit_name', u.short_name, 'file_name', i.file_name,
		'state', i.state, 'counts', i.counts, 'made', base.time_text(i.made), 'applied', base.time_text(i.applied),
		'undone', base.time_text(i.undone),
		'undo_until', case when i.state = 'applied' then base.time_text(org.import_undo_until(i.applied)) end)
	from data.unit as u
	where u.id = i.unit
$$;
comment on function org.import_head(data.import) is 'An import as lists show it.';

create function org.imports(after bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		with page as materialized (
			select i.id, org.import_head(i) as head
			from data.import as i
			where i.account = base.account() and (imports.after is null or i.id < imports.after)
			order by i.id desc
			limit 51
		), shown as (
			select p.id, p.head from page as p order by p.id desc limit 50
		)
		select json_build_object('rows', coalesce(json_agg(s.head order by s.id desc), '[]'),
			'next', case when (select count(*) from page) > 50 then min(s.id)::text end,
			'may', base.held(org.sheet_roles()) <> '{}')
		from shown as s
	);
end $$;
comment on function org.imports(bigint) is
'The caller''s imports, newest first, 50 from `after` on: {"rows", "next", "may"}; may: whether they may import and export at all. Refuses nothing.';

create function org.import_show(import bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	kept data.import := org.import_of_caller(import_show.import);
begin
	return org.import_head(kept) || jsonb_build_object('layout', kept.layout, 'fields', org.sheet_fields(kept.kind),
		'correctable', kept.file is not null and kept.state <> 'applied',
		'undoable', kept.state = 'applied' and org.import_undo_until(kept.applied) > base.now());
end $$;
comment on function org.import_show(bigint) is
'An import: its head, the layout of its sheet (sheet_table.h), whether columns can be corrected and whether it can be taken back.
Refuses: WH404 not the caller''s.';

create function org.import_reasons(import bigint) returns json
language sql stable set search_path = pg_catalog, pg_temp
as $$
	select coalesce(json_agg(json_build_object('field', m.field, 'detail', m.detail, 'count', m.count) order by m.count desc, m.field, m.detail), '[]')
	from (
		select f ->> 'field' as field, f ->> 'detail' as detail, count(*) as count
		from data.import_row as r
		cross join lateral jsonb_array_elements(r.faults) as f
		where r.import = import_reasons.import and r.action = 'bad'
		group by 1, 2
		having count(*) > 2
		order by 3 desc, 1, 2
		limit 5
	) as m
$$;
comment on function org.import_reasons(bigint) is
'What is wrong with more than two cells of an import alike, the commonest first: at the root of a thousand bad rows is often one reason.';

create function org.import_rows(import bigint, action text, after integer default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	kept data.import := org.import_of_caller(import_rows.import);
begin
	return (
		with page as materialized (
			select r.*
			from data.import_row as r
			where r.import = kept.id and r.action = import_rows.action and r.number > coalesce(import_rows.after, 0)
			order by r.number
			limit 51
		), shown as (
			select p.* from page as p order by p.number limit 50
		)
		select json_build_object('rows', coalesce(json_agg(json_build_object('number', s.number, 'sheet', s.sheet, 'row', s.row_number,
				'cells', s.cells, 'before', s.before, 'faults', s.faults) order by s.number), '[]'),
			'next', case when (select count(*) from page) > 50 then max(s.number)::text end,
			'reasons', case when import_rows.action = 'bad' and import_rows.after is null then org.import_reasons(kept.id) end)
		from shown as s
	);
end $$;
comment on function org.import_rows(bigint, text, integer) is
'The rows of an import that do one thing (create, change, same, bad), 50 behind the number `after`. cells: by the order of
"fields"; before: what a change replaces, by field; reasons: of the bad, on their first page (org.import_reasons). Refuses: WH404 not the caller''s.';

create function org.import_bad(import bigint) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	kept data.import := org.import_of_caller(import_bad.import);
	fields text[] := org.sheet_fields(kept.kind);
begin
	return (
		select kept.kind || coalesce(string_agg(E'\n' || array_to_string(r.cells || array[
			(select string_agg(coalesce(f ->> 'label', '') || (f ->> 'detail'), '' order by o.at)
				from jsonb_array_elements(r.faults) with ordinality as o (f, at)),
			r.sheet, r.row_number::text], E'\t'), '' order by r.number), '')
		from (
			-- a cell whose shape was wrong is shown as it stood
			select r.number, r.faults, r.sheet, r.row_number, array(
				select translate(coalesce(nullif(c.cell, ''), (
					select f ->> 'value' from jsonb_array_elements(r.faults) as f where f ->> 'field' = fields[c.at] limit 1), ''), E'\t\n', '  ')
				from unnest(r.cells) with ordinality as c (cell, at)
				order by c.at) as cells
			from data.import_row as r
			where r.import = kept.id and r.action = 'bad'
		) as r
	);
end $$;
comment on function org.import_bad(bigint) is
'The rows that can''t be taken, for a workbook: the kind, then a line each of cells, reasons, sheet and row, with tabs between.
Refuses: WH404 not the caller''s.';

create function org.import_apply(import bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	kept data.import := org.import_of_caller(import_apply.import, array['previewed']);
	changed bigint;
	writes bigint;
begin
	if kept.kind = 'units' then
		perform org.lock_hierarchy(); -- what is judged now stands until it is written
	elsif kept.kind = 'posts' then
		perform org.lock_posts(p.unit)
		from (
			select distinct (r.before ->> 'in')::bigint as unit
			from data.import_row as r
			where r.import = kept.id and r.action in ('create', 'change')
			order by 1
		) as p;
	end if;
	select count(*) filter (where (f.action, f.target, f.before) is distinct from (r.action, r.target, r.before)),
		count(*) filter (where r.action in ('create', 'change'))
	into changed, writes
	from data.import_row as r
	join org.sheet_judge(kept.kind, kept.unit, org.sheet_lines(kept.id)) as f on f.number = r.number
	where r.import = kept.id;
	if changed > 0 then
		perform base.refuse('WH409', 'org/import-stale', format('预览以后有%s行的登记变了，没有写入。请点“再看一遍”，看过再写入。', changed));
	end if;
	if writes = 0 then
		perform base.refuse('WH409', 'org/import-empty', '没有要新增或修改的行，不用写入。');
	end if;
	case kept.kind
		when 'units' then perform org.sheet_apply_units(kept);
		when 'members' then perform org.sheet_apply_members(kept);
		when 'posts' then perform org.sheet_apply_posts(kept);
	end case;
	update data.import as i
	set state = 'applied', applied = base.now(), undone = null, file = null
	where i.id = kept.id;
	perform base.record('org.import_apply', 'import/' || kept.id, jsonb_build_object('kind', kept.kind, 'unit', kept.unit) || kept.counts);
	return org.import_show(kept.id);
end $$;
comment on function org.import_apply(bigint) is
'Writes what the preview shows, the bad rows left out, as one transaction. Refuses as org.import_of_caller; WH409 what it rests on
has changed since the preview, or there is nothing to write.';

create function org.import_undo(import bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	kept data.import := org.import_of_caller(import_undo.import, array['applied']);
	built text;
begin
	if org.import_undo_until(kept.applied) <= base.now() then
		perform base.refuse('WH409', 'org/import-too-late', format('写入超过%s天，不能整批撤销了。要改，请逐条办理。',
			coalesce(base.rule('import_undo_days'), 7)));
	end if;
	built := case kept.kind
		when 'units' then org.sheet_undo_units(kept)
		when 'members' then org.sheet_undo_members(kept)
		when 'posts' then org.sheet_undo_posts(kept) end;
	if built is not null then
		perform base.refuse('WH409', 'org/import-built-on', format('写入以后又办了别的：%s。没有撤销。', built));
	end if;
	update data.import as i
	set state = 'undone', undone = base.now()
	where i.id = kept.id;
	perform base.record('org.import_undo', 'import/' || kept.id, jsonb_build_object('kind', kept.kind, 'unit', kept.unit) || kept.counts);
	return org.import_show(kept.id);
end $$;
comment on function org.import_undo(bigint) is
'Takes back as a whole what an import wrote. Refuses as org.import_of_caller; WH409 its days are over, or something was built on it
(it says what).';

reset role;
