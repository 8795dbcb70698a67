-- Who answers for a unit (S20): first 第一责任人（书记）, direct 分管领导, carrying_out 抓落实的机关党组织, supporting 配合部门.
set role verbs_org;

create function org.duty_label(duty text) returns text
language sql immutable
as $$
	select case duty when 'first' then '第一责任人（书记）' when 'direct' then '分管领导' when 'carrying_out' then '抓落实的机关党组织'
		when 'supporting' then '配合部门' end
$$;
comment on function org.duty_label(text) is 'The four of S20, as words.md names them.';

create function org.responsible(unit bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select jsonb_agg(jsonb_build_object('duty', d.duty, 'label', org.duty_label(d.duty), 'by', case when d.place < 3 then 'person' else 'unit' end,
			'several', d.duty = 'supporting', 'holders', (
				select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', coalesce(r.holder_name, p.name, h.short_name),
					'unit', r.holder_unit, 'since', r.since) order by r.id), '[]')
				from data.responsibility as r
				left join data.person as p on p.id = r.person
				left join data.unit as h on h.id = r.holder_unit
				where r.unit = responsible.unit and r.duty = d.duty and r.until is null
			)) order by d.place)
		from (values ('first', 1), ('direct', 2), ('carrying_out', 3), ('supporting', 4)) as d (duty, place)
	);
end $$;
comment on function org.responsible(bigint) is 'The four responsibilities of a unit, in their order; one without holders is missing.';

create function org.check_responsible(duty text, holder_name text, person bigint, holder_unit bigint) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if org.duty_label(check_responsible.duty) is null then
		perform base.refuse('WH422', 'org/no-such-duty', '没有这一项责任。', 'duty');
	elsif check_responsible.duty in ('first', 'direct') then
		if num_nonnulls(check_responsible.holder_name, check_responsible.person) <> 1 or check_responsible.holder_unit is not null then
			perform base.refuse('WH422', 'org/no-holder', '选一名党员，或者写姓名。', 'holder_name');
		end if;
		if check_responsible.person is not null and not exists (
			select from data.person as p where p.id = check_responsible.person and p.state in ('full', 'probationary')
		) then
			perform base.refuse('WH422', 'org/not-here', '没有找到这名党员。', 'person');
		end if;
	elsif check_responsible.holder_unit is null or num_nonnulls(check_responsible.holder_name, check_responsible.person) > 0
		or not exists (select from data.unit as u where u.id = check_responsible.holder_unit and coalesce(u.closed_on, 'infinity') > base.today()) then
		perform base.refuse('WH422', 'org/no-holder-unit', '选一个单位。', 'holder_unit');
	end if;
end $$;
comment on function org.check_responsible(text, text, bigint, bigint) is 'Refuses with WH422 a holder who doesn''t fit the responsibility, or isn''t there.';

create function org.hold_responsible(unit bigint, duty text, holder_name text default null, person bigint default null,
	holder_unit bigint default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit := org.keeper_of(hold_responsible.unit, '登记这个单位的责任人');
begin
	perform org.check_responsible(hold_responsible.duty, hold_responsible.holder_name, hold_responsible.person, hold_responsible.holder_unit);
	perform org.lock_posts(u.id);
	if hold_responsible.duty <> 'supporting' then
		update data.responsibility as r
		set until = base.today()
		where r.unit = u.id and r.duty = hold_responsible.duty and r.until is null;
	end if;
	insert into data.responsibility (unit, duty, holder_name, person, holder_unit)
	values (u.id, hold_responsible.duty, hold_responsible.holder_name, hold_responsible.person, hold_responsible.holder_unit);
	perform base.record('org.hold_responsible', 'unit/' || u.id, jsonb_build_object('duty', hold_responsible.duty) || org.signed(u.id));
	return org.posts(u.id);
end $$;
comment on function org.hold_responsible(bigint, text, text, bigint, bigint) is
'Enters who answers for a unit, in the place of who did; of 配合部门, beside those. first and direct: a member, or a name; the others: a
unit. Refuses: as org.keeper_of; WH409 entered already; WH422 a holder who doesn''t fit.';

create function org.end_responsible(responsibility bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	r data.responsibility;
begin
	select * into r from data.responsibility as t where t.id = end_responsible.responsibility;
	if not found then
		perform org.refuse_unseen();
	end if;
	perform org.keeper_of(r.unit, '登记这个单位的责任人');
	update data.responsibility as t set until = base.today() where t.id = r.id and t.until is null;
	if not found then
		perform base.refuse('WH409', 'org/responsibility-over', '这一项已经结束。');
	end if;
	perform base.record('org.end_responsible', 'unit/' || r.unit, jsonb_build_object('duty', r.duty) || org.signed(r.unit));
	return org.posts(r.unit);
end $$;
comment on function org.end_responsible(bigint) is 'Ends a responsibility today. Refuses: WH404 not in sight; WH403 not the keeper; WH409 over.';

reset role;
