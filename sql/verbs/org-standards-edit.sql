-- Making a new version of the standards and editing it until it is confirmed. Each change says why.
set role verbs_org;

create function org.note_edit(version integer, code text, name text, reason text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.standard_edit (catalogue, code, account, name, reason)
	values (note_edit.version, note_edit.code, base.account(), note_edit.name, note_edit.reason);
	perform base.record('org.edit_standard', 'catalogue/' || note_edit.version, jsonb_build_object('code', note_edit.code));
end $$;
comment on function org.note_edit(integer, text, text, text) is 'Writes down who changed what, and why.';

create function org.copy_standards(name text, campaign text, basis text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	editor text := org.demand_head('新建标准');
	newest data.catalogue;
begin
	select c.* into newest
	from data.catalogue as c
	order by c.version desc
	limit 1
	for no key update;
	if newest.confirmed_on is null then
		perform base.refuse('WH409', 'org/draft-stands', format('第%s版还没有核定，请先在那一版上改好、核定。', newest.version));
	end if;
	insert into data.catalogue (version, name, mark, campaign, basis)
	values (newest.version + 1, copy_standards.name, '草稿，待核定', copy_standards.campaign, copy_standards.basis);
	insert into data.standard (catalogue, code, for_whom, category, text, clause, seen_by, gap, official_order, kinds, sectors)
	select newest.version + 1, s.code, s.for_whom, s.category, s.text, s.clause, s.seen_by, s.gap, s.official_order, s.kinds, s.sectors
	from data.standard as s
	where s.catalogue = newest.version;
	perform org.note_edit(newest.version + 1, '', editor, copy_standards.basis);
	return org.standards(newest.version + 1);
end $$;
comment on function org.copy_standards(text, text, text) is
'A new version as a copy of the newest, a draft until somebody else confirms it. campaign: what it is for; basis: the paper.
Answers org.standards of it. Refuses: WH403 not an officer at the top; WH409 the newest version is not confirmed yet.';

create function org.claim_draft(version integer) returns text
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	editor text := org.demand_head('改标准');
	confirmed date;
begin
	select c.confirmed_on into confirmed
	from data.catalogue as c
	where c.version = claim_draft.version
	for no key update;
	if not found then
		perform org.refuse_unseen();
	end if;
	if confirmed is not null then
		perform base.refuse('WH409', 'org/confirmed-already', '这一版标准已经核定，不能再改。要改，请另起一版。');
	end if;
	return editor;
end $$;
comment on function org.claim_draft(integer) is
'Holds a version for this transaction and answers the editor''s name. Refuses: WH403 not an officer at the top; WH404 no such
version; WH409 it is confirmed.';

create function org.texts_of(list json) returns text[]
language sql stable
as $$
	select coalesce(array_agg(distinct v.value order by v.value), '{}')
	from json_array_elements_text(case when json_typeof(list) = 'array' then list else '[]' end) as v (value)
$$;
comment on function org.texts_of(json) is 'The texts of a JSON list, each once; none where it is no list.';

create function org.demand_known(kinds text[], sectors text[], seen_by text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	faults jsonb := '[]';
begin
	if exists (select from unnest(kinds) as g (kind) where not exists (select from data.kind as k where k.kind = g.kind)) then
		faults := faults || jsonb_build_object('field', 'kinds', 'detail', '没有这种单位，请重新选。');
	end if;
	if exists (select from unnest(sectors) as g (sector) where not exists (select from data.sector as s where s.sector = g.sector)) then
		faults := faults || jsonb_build_object('field', 'sectors', 'detail', '没有这个行业，请重新选。');
	end if;
	if seen_by not in ('survey', 'goal', 'org', 'evidence', 'assess') then
		faults := faults || jsonb_build_object('field', 'seen_by', 'detail', '请选怎么看。');
	end if;
	if faults <> '[]' then
		perform base.refuse_fields('org/standard', faults);
	end if;
end $$;
comment on function org.demand_known(text[], text[], text) is 'Refuses with WH422 kinds and sectors that there are not, or another way of seeing.';

create function org.edit_standard(version integer, code text, text text, clause text, seen_by text, reason text,
	gap text default null, kinds text[] default '{}', sectors json default '[]') returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	editor text := org.claim_draft(edit_standard.version);
	held data.standard;
	fresh data.standard;
begin
	perform org.demand_known(coalesce(edit_standard.kinds, '{}'), org.texts_of(edit_standard.sectors), edit_standard.seen_by);
	select s.* into held
	from data.standard as s
	where s.catalogue = edit_standard.version and s.code = edit_standard.code;
	if not found then
		perform org.refuse_unseen();
	end if;
	fresh := held;
	fresh.text := edit_standard.text;
	fresh.clause := edit_standard.clause;
	fresh.seen_by := edit_standard.seen_by;
	fresh.gap := edit_standard.gap;
	fresh.kinds := coalesce(edit_standard.kinds, '{}');
	fresh.sectors := org.texts_of(edit_standard.sectors);
	if fresh = held then
		perform base.refuse('WH422', 'org/nothing-changed', '和原来一样，没有要保存的改动。', 'text');
	end if;
	update data.standard as s
	set text = fresh.text, clause = fresh.clause, seen_by = fresh.seen_by, gap = fresh.gap, kinds = fresh.kinds,
		sectors = fresh.sectors
	where s.catalogue = edit_standard.version and s.code = edit_standard.code;
	perform org.note_edit(edit_standard.version, edit_standard.code, editor, edit_standard.reason);
	return org.standards(edit_standard.version);
end $$;
comment on function org.edit_standard(integer, text, text, text, text, text, text, text[], json) is
'A standard of a draft says something else from now on. gap: what the source leaves out; kinds, sectors: for whom alone it is.
Refuses: WH403 not an officer at the top; WH404 no such version or code; WH409 the version is confirmed; WH422 nothing changed,
or a kind, sector or way of seeing that there is not.';

create function org.add_standard(version integer, category text, text text, clause text, seen_by text, reason text,
	gap text default null, kinds text[] default '{}', sectors json default '[]') returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	editor text := org.claim_draft(add_standard.version);
	home record;
	fresh text;
begin
	perform org.demand_known(coalesce(add_standard.kinds, '{}'), org.texts_of(add_standard.sectors), add_standard.seen_by);
	-- "B1" of the category 领导班子好, "M1" of 政治素质好; both kinds of categories have 工作业绩好, so the code says which
	select s.for_whom, s.category, max(s.official_order) as last,
		max(coalesce(nullif(split_part(s.code, '.', 2), '')::integer, 1)) as number into home
	from data.standard as s
	where s.catalogue = add_standard.version and split_part(s.code, '.', 1) = add_standard.category
	group by s.for_whom, s.category;
	if not found then
		perform base.refuse('WH422', 'org/no-category', '请选归到哪一类。', 'category');
	end if;
	-- a code that an earlier version, or this draft before, gave to something else is not given again
	select add_standard.category || '.' || max(u.number) + 1 into fresh
	from (
		select home.number
		union all
		select nullif(split_part(s.code, '.', 2), '')::integer
		from data.standard as s
		where split_part(s.code, '.', 1) = add_standard.category
		union all
		select nullif(split_part(e.code, '.', 2), '')::integer
		from data.standard_edit as e
		where split_part(e.code, '.', 1) = add_standard.category
	) as u (number);
	update data.standard as s
	set official_order = s.official_order + 1
	where s.catalogue = add_standard.version and s.official_order > home.last;
	insert into data.standard (catalogue, code, for_whom, category, text, clause, seen_by, gap, official_order, kinds, sectors)
	values (add_standard.version, fresh, home.for_whom, home.category, add_standard.text, add_standard.clause,
		add_standard.seen_by, add_standard.gap, home.last + 1, coalesce(add_standard.kinds, '{}'), org.texts_of(add_standard.sectors));
	perform org.note_edit(add_standard.version, fresh, editor, add_standard.reason);
	return org.standards(add_standard.version);
end $$;
comment on function org.add_standard(integer, text, text, text, text, text, text, text[], json) is
'One more standard in a draft, last of its category, under a number that was never used. category: the beginning of its
codes, B1 … B5, M1 … M5. Refuses: WH403, WH404, WH409 as org.edit_standard; WH422 no such category, kind or sector.';

create function org.remove_standard(version integer, code text, reason text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	editor text := org.claim_draft(remove_standard.version);
begin
	if not exists (
		select from data.standard as s where s.catalogue = remove_standard.version and s.code = remove_standard.code
	) then
		perform org.refuse_unseen();
	end if;
	delete from data.standard as s
	where s.catalogue = remove_standard.version and s.code = remove_standard.code
		and exists (
			select
			from data.standard as o
			where o.catalogue = s.catalogue and o.category = s.category and o.for_whom = s.for_whom and o.code <> s.code
		);
	if not found then
		perform base.refuse('WH409', 'org/last-of-category', '这一类只剩这一条，不能去掉。“五个好”每一类至少有一条。');
	end if;
	perform org.note_edit(remove_standard.version, remove_standard.code, editor, remove_standard.reason);
	return org.standards(remove_standard.version);
end $$;
comment on function org.remove_standard(integer, text, text) is
'Takes a standard out of a draft; earlier versions keep it. Refuses: WH403, WH404, WH409 as org.edit_standard; WH409 too for the
last one of a category.';

reset role;
