-- Kinds of units and sectors: read by everybody, changed by officers at the top.
set role verbs_org;

create function org.refuse_not_top() returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if not base.is_head(array['officer']) then
		perform base.refuse('WH403', 'org/not-officer', '当前身份不能改单位种类和行业。需要办理，请联系工委经办人。');
	end if;
end $$;
comment on function org.refuse_not_top() is 'Refuses with WH403 whoever is no officer at the top.';

create function org.kinds() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return json_build_object('may', base.is_head(array['officer']),
		'kinds', (
			select json_agg(json_build_object('kind', k.kind, 'label', k.label, 'order', k.official_order, 'powers', k.powers,
				'has_roster', k.has_roster, 'has_standards', k.has_standards, 'stands_under', k.stands_under,
				'ordered_by', k.ordered_by, 'ordered_by_label', r.label) order by k.official_order, k.kind)
			from data.kind as k
			join data.role as r on r.role = k.ordered_by),
		'sectors', (
			select coalesce(json_agg(json_build_object('sector', s.sector, 'order', s.official_order) order by s.official_order, s.sector), '[]')
			from data.sector as s));
end $$;
comment on function org.kinds() is
'The kinds of units and the sectors, in official order, and whether the caller may change them. Refuses nothing.';

create function org.check_kind(label text, stands_under text[], powers jsonb) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if not base.is_line(check_kind.label, 20) then
		perform base.refuse('WH422', 'org/kind', '种类名称要写成一行，最多20字。', 'label');
	elsif exists (select from unnest(check_kind.stands_under) as s where not exists (select from data.kind as k where k.kind = s)) then
		perform base.refuse('WH422', 'org/kind', '可以设在哪里：没有这种单位。', 'stands_under');
	elsif jsonb_typeof(check_kind.powers) <> 'array' or exists (
		select
		from jsonb_array_elements(case when jsonb_typeof(check_kind.powers) = 'array' then check_kind.powers else '[]' end) as p
		where jsonb_typeof(p) <> 'string' or not base.is_line(p #>> '{}', 100) or p #>> '{}' = '') then
		perform base.refuse('WH422', 'org/kind', '职责每行一句，每句最多100字。', 'powers');
	end if;
end $$;
comment on function org.check_kind(text, text[], jsonb) is
'Refuses: WH422 a label that is no line, an unknown kind to stand under, a power that is no sentence of one line.';

create function org.set_kind(kind text, label text, official_order integer, has_roster boolean, has_standards boolean,
	stands_under text[], ordered_by text, powers jsonb) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform org.refuse_not_top(), org.lock_hierarchy();
	if not exists (select from data.kind as k where k.kind = set_kind.kind) then
		perform org.refuse_unseen();
	end if;
	perform org.check_kind(set_kind.label, set_kind.stands_under, set_kind.powers);
	if exists (select from data.kind as k where k.label = set_kind.label and k.kind <> set_kind.kind) then
		perform base.refuse('WH422', 'org/kind', format('“%s”已经有了。', set_kind.label), 'label');
	elsif not set_kind.has_roster and exists (select from data.unit as u join data.roster as r on r.unit = u.id
		where u.kind = set_kind.kind and u.closed_on is null and r.full_members + r.probationary > 0) then
		perform base.refuse('WH409', 'org/kind', '这种单位还有党员，不能改成没有名册。请先把党员转走。', 'has_roster');
	end if;
	update data.kind as k
	set label = set_kind.label, official_order = set_kind.official_order, has_roster = set_kind.has_roster,
		has_standards = set_kind.has_standards, stands_under = set_kind.stands_under, ordered_by = set_kind.ordered_by,
		powers = array(select p from jsonb_array_elements_text(set_kind.powers) as p)
	where k.kind = set_kind.kind;
	perform base.record('org.set_kind', 'kind/' || set_kind.kind, jsonb_build_object('label', set_kind.label));
	return org.kinds();
end $$;
comment on function org.set_kind(text, text, integer, boolean, boolean, text[], text, jsonb) is
'Changes a kind: what it is called, its place in the order, whether it has a roster and standards, which kinds it may stand under, the
lowest role that orders changes of it, its powers as sentences. What stands already stays. Answers org.kinds.
Refuses: WH403 no officer at the top; WH404 no such kind; WH409 no roster while there are members; WH422 a label that is taken, an
unknown kind to stand under, an unknown role, a sentence that is none.';

create function org.add_kind(label text, official_order integer, has_roster boolean, has_standards boolean, stands_under text[],
	ordered_by text, powers jsonb) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	made text;
begin
	perform org.refuse_not_top(), org.lock_hierarchy();
	perform org.check_kind(add_kind.label, add_kind.stands_under, add_kind.powers);
	if exists (select from data.kind as k where k.label = add_kind.label) then
		perform base.refuse('WH422', 'org/kind', format('“%s”已经有了。', add_kind.label), 'label');
	elsif add_kind.stands_under = '{}' then
		perform base.refuse('WH422', 'org/kind', '可以设在哪里没有选。', 'stands_under');
	end if;
	select 'kind_' || 1 + count(*) into made from data.kind as k where k.kind like 'kind\_%';
	insert into data.kind (kind, label, official_order, has_roster, has_standards, stands_under, ordered_by, powers)
	values (made, add_kind.label, add_kind.official_order, add_kind.has_roster, add_kind.has_standards, add_kind.stands_under,
		add_kind.ordered_by, array(select p from jsonb_array_elements_text(add_kind.powers) as p));
	perform base.record('org.add_kind', 'kind/' || made, jsonb_build_object('label', add_kind.label));
	return org.kinds();
end $$;
comment on function org.add_kind(text, integer, boolean, boolean, text[], text, jsonb) is
'Adds a kind of unit. Answers org.kinds. Refuses: WH403 no officer at the top; WH422 as org.set_kind, or nowhere to stand.';

create function org.add_sector(sector text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform org.refuse_not_top(), org.lock_hierarchy();
	insert into data.sector (sector, official_order)
	values (add_sector.sector, (select coalesce(max(s.official_order), 0) + 1 from data.sector as s))
	on conflict on constraint sector_pkey do nothing;
	if not found then
		perform base.refuse('WH422', 'org/sector', format('“%s”已经有了。', add_sector.sector), 'sector');
	end if;
	perform base.record('org.add_sector', 'sector/' || add_sector.sector);
	return org.kinds();
end $$;
comment on function org.add_sector(text) is
'Adds a sector behind the others. Answers org.kinds. Refuses: WH403 no officer at the top; WH422 it is there, or no line.';

create function org.rename_sector(sector text, name text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform org.refuse_not_top(), org.lock_hierarchy();
	if not exists (select from data.sector as s where s.sector = rename_sector.sector) then
		perform base.refuse('WH422', 'org/sector', '没有这个行业。', 'sector');
	elsif exists (select from data.sector as s where s.sector = rename_sector.name) then
		perform base.refuse('WH422', 'org/sector', format('“%s”已经有了。', rename_sector.name), 'name');
	end if;
	if exists (
		select
		from data.standard as t
		join data.catalogue as c on c.version = t.catalogue
		where rename_sector.sector = any (t.sectors) and c.confirmed_on is not null) then
		perform base.refuse('WH409', 'org/sector', format('已核定的标准里写着“%s”，不能改名。请增加一个新行业。', rename_sector.sector), 'sector');
	end if;
	update data.sector as s set sector = rename_sector.name where s.sector = rename_sector.sector;
	update data.standard as t
	set sectors = array_replace(t.sectors, rename_sector.sector, rename_sector.name)
	where rename_sector.sector = any (t.sectors);
	perform base.record('org.rename_sector', 'sector/' || rename_sector.name, jsonb_build_object('was', rename_sector.sector));
	return org.kinds();
end $$;
comment on function org.rename_sector(text, text) is
'Calls a sector otherwise, at the units that have it and the standards that are for it as well. Answers org.kinds.
Refuses: WH403 no officer at the top; WH409 a standard that was confirmed names it; WH422 no such sector, or the name is taken.';

create function org.order_sectors(sectors jsonb) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform org.refuse_not_top(), org.lock_hierarchy();
	if jsonb_typeof(order_sectors.sectors) <> 'array' or (
		select array_agg(n order by n) from jsonb_array_elements_text(
			case when jsonb_typeof(order_sectors.sectors) = 'array' then order_sectors.sectors else '[]' end) as n
		) is distinct from (select array_agg(s.sector order by s.sector) from data.sector as s) then
		perform base.refuse('WH422', 'org/sector', '行业有增减，请刷新后再排。', 'sectors');
	end if;
	update data.sector as s
	set official_order = n.place
	from jsonb_array_elements_text(order_sectors.sectors) with ordinality as n (sector, place)
	where s.sector = n.sector;
	perform base.record('org.order_sectors', 'sector');
	return org.kinds();
end $$;
comment on function org.order_sectors(jsonb) is
'All sectors in their new order. Answers org.kinds. Refuses: WH403 no officer at the top; WH422 they are not just these any more.';

reset role;
