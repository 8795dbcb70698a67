-- Members of one branch: how long their probation is, and in which of the branch's groups (党小组) they are. Neither is a transfer.
set role verbs_org;

-- ---- 延长预备期 ---------------------------------------------------------------------------------------------------------

create function org.extension_of(p data.person) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	ends constant date := org.probation_ends(p.joined_on);
begin
	return jsonb_build_object('until', p.probation_until, 'ends', ends,
		'least', (ends + make_interval(months => coalesce(base.rule('probation_more_least'), 6)::integer))::date,
		'most', (ends + make_interval(months => coalesce(base.rule('probation_more_most'), 12)::integer))::date);
end $$;
comment on function org.extension_of(data.person) is
'Until when a probation was prolonged (until, null: it wasn''t), when it would end without (ends), and between which days the other end
may be by the rules (least, most).';

create function org.extend_probation(person bigint, day date, paper text, until date default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	p data.person := org.kept_person(extend_probation.person, '延长预备期');
	limits constant jsonb := org.extension_of(p);
	said text;
begin
	if p.state <> 'probationary' then
		perform base.refuse('WH409', 'org/not-open', format('这名党员现在是“%s”，不能延长预备期。', org.state_label(p.state)));
	elsif p.joined_on is null then
		perform base.refuse('WH409', 'org/no-joining', '没有登记入党日期，算不出预备期。请先更正登记内容。');
	end if;
	perform org.check_act(p, 'extend', extend_probation.day);
	if extend_probation.until is null and p.probation_until is null then
		perform base.refuse('WH422', 'org/no-day', '延长到哪一天没有填。', 'until');
	elsif extend_probation.until = p.probation_until then
		perform base.refuse('WH422', 'org/nothing-changed', '没有改动。', 'until');
	elsif extend_probation.until not between (limits ->> 'least')::date and (limits ->> 'most')::date then
		perform base.refuse('WH422', 'org/extension', format('预备期原定到%s，只能延长到%s至%s之间的一天。', org.date_text((limits ->> 'ends')::date),
			org.date_text((limits ->> 'least')::date), org.date_text((limits ->> 'most')::date)), 'until');
	end if;
	said := case when extend_probation.until is null then '不再延长' else '延长到' || org.date_text(extend_probation.until) end;
	update data.person as t set probation_until = extend_probation.until where t.id = p.id;
	perform org.note_career(p.id, p.unit, case when p.probation_until is null then 'extended' else 'mended' end, extend_probation.day,
		format('%s（%s）', said, extend_probation.paper));
	return org.changed(p.id);
end $$;
comment on function org.extend_probation(bigint, date, text, date) is
'延长预备期, once: day and paper are those of the decision, until the new last day, within the rules'' months from the first one. Again, it
corrects the day; without one it takes the extension back. What was stays in the history.
Refuses: as org.kept_person; WH409 not on probation, or no day of admission; WH422 a day that can''t be, or that it is already.';

-- ---- 党小组 -------------------------------------------------------------------------------------------------------------

create function org.branch_units(unit bigint) returns bigint[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return array(
		with branch as (
			select case u.kind when 'group' then org.superior_of(u.id) else u.id end as unit from data.unit as u where u.id = branch_units.unit
		)
		select b.unit from branch as b
		union all
		select s.unit
		from branch as b
		join data.scope as s on s.superior = b.unit and s.depth = 1
		join data.unit as u on u.id = s.unit and u.kind = 'group' and u.closed_on is null
	);
end $$;
comment on function org.branch_units(bigint) is 'The branch that a unit is, or is a group of, and that branch''s groups.';

create function org.groups_beside(unit bigint) returns json
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(json_agg(json_build_object('id', u.id, 'short_name', u.short_name) order by u.kind = 'group', u.official_order, u.id), '[]')
		from data.unit as u
		where u.id = any (org.branch_units(groups_beside.unit)) and u.id <> groups_beside.unit and org.keeps(u.id)
	);
end $$;
comment on function org.groups_beside(bigint) is 'Where the members of a unit may go within their branch, by the caller: the branch itself, its groups.';

create function org.regroup(unit bigint, members bigint[]) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit := org.keeper_of(regroup.unit, '调整这个支部的党小组');
	places constant bigint[] := org.branch_units(u.id);
	p data.person;
	moved integer := 0;
begin
	perform from data.person as t where t.id = any (regroup.members) order by t.id for no key update;
	if exists (
		select
		from unnest(regroup.members) as m (id)
		left join data.person as t on t.id = m.id and t.unit = any (places) and t.state in ('probationary', 'full', 'stopped')
		where t.id is null or not org.keeps(t.unit)
	) then
		perform base.refuse('WH422', 'org/not-here', '选中的党员里，有人不在这个支部。请刷新后重新选择。', 'members');
	end if;
	for p in select t.* from data.person as t where t.id = any (regroup.members) and t.unit <> u.id order by t.id loop
		if org.has_transfer(p.id) then
			perform base.refuse('WH409', 'org/transfer-open', format('%s有一件转接没有办完，请先办完或者撤回。', p.name), 'members');
		end if;
		perform org.check_arrival(array[p.id], u.id), org.end_tenures(p.id, base.today(), u.id);
		update data.person as t set unit = u.id, since = base.today() where t.id = p.id;
		perform org.note_career(p.id, p.unit, 'regrouped', base.today(), format('%s→%s', base.unit_name(p.unit), u.short_name), u.id);
		moved := moved + 1;
	end loop;
	if moved = 0 then
		perform base.refuse('WH422', 'org/nothing-changed', '选中的党员已经在这里了。', 'unit');
	end if;
	return json_build_object('unit', u.id, 'moved', moved);
end $$;
comment on function org.regroup(bigint, bigint[]) is
'Members of one branch go to this unit of it: a group, or the branch itself. From today; posts at a group that they leave end, those at
the branch stay. Answers how many moved. Refuses: as org.keeper_of; WH409 a transfer is open, or somebody there has one''s internal number; WH422 somebody who is not in this branch
and its groups, or all are there already.';

reset role;
