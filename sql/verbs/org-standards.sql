-- The standards, by version: each is made for a campaign as a copy of the one before, edited as a draft with a reason for each
-- change (org-standards-edit.sql), confirmed by a second person, and stands still from then on. All versions stay readable.
set role verbs_org;

create function org.version_in_force() returns integer
language sql stable
as $$
	select c.version
	from data.catalogue as c
	order by c.confirmed_on is null, c.version desc
	limit 1
$$;
comment on function org.version_in_force() is 'The newest confirmed version; while none is confirmed, the newest.';

create function org.standards_of(unit bigint, version integer default null) returns table (code text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	select s.code
	from data.unit as u
	join data.kind as k on k.kind = u.kind
	join data.standard as s on s.catalogue = coalesce(standards_of.version, org.version_in_force())
	where u.id = standards_of.unit
		and case s.for_whom when 'branch' then k.has_standards else k.has_roster end
		and (s.kinds = '{}' or u.kind = any (s.kinds))
		and (s.sectors = '{}' or u.sector = any (s.sectors))
	order by s.official_order, s.code;
end $$;
comment on function org.standards_of(bigint, integer) is
'The codes of the standards that a unit is held against, those of its members included: by what its kind has (a party group
has neither), and by kind and sector where a standard is for some alone (分类指导). version: default the one in force. Units
out of the caller''s sight have none.';

create function org.standard_facts(s data.standard) returns jsonb
language sql immutable
as $$
	select jsonb_build_object('category', s.category, 'text', s.text, 'clause', s.clause, 'seen_by', s.seen_by, 'gap', s.gap,
		'kinds', s.kinds, 'sectors', s.sectors)
$$;
comment on function org.standard_facts(data.standard) is 'What of a standard can change from version to version.';

create function org.standard_rows(version integer, unit bigint) returns jsonb
language sql stable
as $$
	select coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'for', s.for_whom) || org.standard_facts(s)
		|| jsonb_build_object('change', case
			when not exists (select from data.catalogue as p where p.version = standard_rows.version - 1) then null
			when o.code is null then 'new'
			when org.standard_facts(o) <> org.standard_facts(s) then 'changed' end,
			'was', case when o.code is not null and org.standard_facts(o) <> org.standard_facts(s) then org.standard_facts(o) end)
		order by s.official_order, s.code), '[]')
	from data.standard as s
	left join data.standard as o on o.catalogue = s.catalogue - 1 and o.code = s.code
	where s.catalogue = standard_rows.version
		and (standard_rows.unit is null or s.code in (select h.code from org.standards_of(standard_rows.unit, standard_rows.version) as h))
$$;
comment on function org.standard_rows(integer, bigint) is
'The standards of a version, all or those of one unit, each with what it was in the version before, where that differs.';

create function org.standard_past(version integer) returns jsonb
language sql stable
as $$
	select jsonb_build_object(
		'gone', (
			select coalesce(jsonb_agg(jsonb_build_object('code', o.code, 'for', o.for_whom) || org.standard_facts(o)
				order by o.official_order, o.code), '[]')
			from data.standard as o
			where o.catalogue = standard_past.version - 1
				and not exists (select from data.standard as s where s.catalogue = standard_past.version and s.code = o.code)
		),
		'edits', (
			select coalesce(jsonb_agg(jsonb_build_object('code', e.code, 'name', e.name, 'at', base.time_text(e.at), 'reason', e.reason)
				order by e.id desc), '[]')
			from data.standard_edit as e
			where e.catalogue = standard_past.version
		))
$$;
comment on function org.standard_past(integer) is 'What the version before had and this one has not, and who edited this one, why.';

create function org.edited_by(version integer, judge text) returns boolean
language sql stable
as $$
	select coalesce((
		select e.account = base.account() or strpos(judge, '（受' || e.name || '委托）') > 0 or strpos(e.name, '（受' || judge || '委托）') > 0
			or substring(judge from '（受.+委托）$') = substring(e.name from '（受.+委托）$')
		from data.standard_edit as e
		where e.catalogue = edited_by.version
		order by e.id desc
		limit 1), false)
$$;
comment on function org.edited_by(integer, text) is
'Whether the last edit of a version is the caller''s, or one of the two acts for the other, or both for a third (委托代办). judge: the
name that the caller signs with. False for a version as it shipped.';

create function org.standards(version integer default null, unit bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	wanted integer := coalesce(standards.version, org.version_in_force());
	may boolean := base.is_head(array['officer']);
	newest integer := (select max(c.version) from data.catalogue as c);
	answer json;
begin
	if standards.unit is not null and not exists (select from data.unit as u where u.id = standards.unit) then
		perform org.refuse_unseen();
	end if;
	select json_build_object(
		'catalogue', json_build_object('version', c.version, 'name', c.name, 'campaign', c.campaign, 'basis', c.basis,
			'confirmed', c.confirmed_on, 'confirmed_by', c.confirmed_by, 'mark', case when c.confirmed_on is null then c.mark end),
		'versions', (
			select json_agg(json_build_object('version', v.version, 'name', v.name, 'campaign', v.campaign,
				'confirmed', v.confirmed_on, 'in_force', v.version = org.version_in_force()) order by v.version desc)
			from data.catalogue as v
		),
		'unit', (select json_build_object('id', u.id, 'short_name', u.short_name) from data.unit as u where u.id = standards.unit),
		'rows', org.standard_rows(c.version, standards.unit),
		'past', org.standard_past(c.version),
		'may_edit', may and c.confirmed_on is null,
		'may_confirm', may and c.confirmed_on is null and c.version = newest
			and not org.edited_by(c.version, base.signature(array['officer'], base.held(array['officer']))),
		'may_copy', may and not exists (select from data.catalogue as d where d.version = newest and d.confirmed_on is null),
		'kinds', (select json_agg(json_build_object('kind', k.kind, 'label', k.label) order by k.official_order) from data.kind as k),
		'sectors', (select coalesce(json_agg(s.sector order by s.official_order, s.sector), '[]') from data.sector as s))
	into answer
	from data.catalogue as c
	where c.version = wanted;
	if answer is null then
		perform org.refuse_unseen();
	end if;
	return answer;
end $$;
comment on function org.standards(integer, bigint) is
'A version of the standards, by default the one in force, with its differences to the one before and its edits, all versions,
and what the caller may do with it. unit: only what that unit is held against.
Refuses: WH404 no such version, or a unit out of the caller''s sight.';

create function org.confirm(version integer) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	judge text := org.demand_head('核定标准');
	confirmed date;
begin
	select c.confirmed_on into confirmed
	from data.catalogue as c
	where c.version = confirm.version and not exists (select from data.catalogue as d where d.version > c.version)
	for no key update;
	if not found then
		perform org.refuse_unseen();
	end if;
	if confirmed is not null then
		perform base.refuse('WH409', 'org/confirmed-already', '这一版标准已经核定。');
	end if;
	if org.edited_by(confirm.version, judge) then
		perform base.refuse('WH409', 'org/second-person', '最后修改的人是您，或者和您有委托关系，请另一位经办人看过再核定。');
	end if;
	update data.catalogue as c
	set confirmed_on = base.today(), confirmed_by = judge
	where c.version = confirm.version;
	perform base.record('org.confirm', 'catalogue/' || confirm.version);
	return org.standards(confirm.version);
end $$;
comment on function org.confirm(integer) is
'An officer at the top, who is not the last editor, has compared the newest version with the papers in force: it is a sample
or draft no longer, and never changes again. Answers org.standards.
Refuses: WH403 not an officer at the top; WH404 no such version, or not the newest; WH409 confirmed already, or edited last by
the caller, for whom the caller acts, or who acts for the caller.';

reset role;
