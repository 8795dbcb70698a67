-- What happens to a member: entered, mended, made full, stopped, restored, handed out, expelled, died.
set role verbs_org;

create function org.note_career(person bigint, unit bigint, kind text, day date, note text default null, other bigint default null,
	from_state text default null, to_state text default null) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.career (person, kind, happened_on, unit, other, note, from_state, to_state, account, name)
	values (note_career.person, note_career.kind, note_career.day, note_career.unit, note_career.other, note_career.note,
		note_career.from_state, note_career.to_state, base.account(), org.sign(coalesce(note_career.other, note_career.unit)));
	perform base.record('org.member_' || note_career.kind, 'person/' || note_career.person,
		jsonb_build_object('unit', note_career.unit, 'day', note_career.day));
end $$;
comment on function org.note_career(bigint, bigint, text, date, text, bigint, text, text) is
'Writes what happened to a member to the history and to the audit, under the caller''s name; of a transfer, under that of who acts
for the other unit.';

create function org.seen_person(person bigint) returns data.person
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	p data.person;
begin
	select * into p from data.person as t where t.id = seen_person.person;
	if not found then
		perform org.refuse_unseen();
	end if;
	return p;
end $$;
comment on function org.seen_person(bigint) is 'The member, if in the caller''s sight. Refuses: WH404.';

create function org.version_of(person bigint) returns bigint
language sql stable
as $$ select coalesce(max(c.id), 0) from data.career as c where c.person = version_of.person $$;
comment on function org.version_of(bigint) is 'What a member''s record was last changed by: the version that a change carries.';

create function org.changed(person bigint) returns json
language sql stable
as $$ select json_build_object('id', changed.person, 'version', org.version_of(changed.person)) $$;
comment on function org.changed(bigint) is 'What a change of a member answers; what stands in the record is read by org.person alone.';

create function org.kept_person(person bigint, action text) returns data.person
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	p data.person := org.seen_person(kept_person.person);
	seen text := nullif(current_setting('wuhao.version', true), '');
begin
	perform org.keeper_of(p.unit, kept_person.action);
	select * into p from data.person as t where t.id = kept_person.person for no key update;
	if seen <> org.version_of(p.id)::text then
		perform base.refuse('WH412', 'org/changed-meanwhile', (
			select format('%s在%s改了这名党员的登记。您写的还在，请对照后再保存。', c.name, base.hour_text(c.at))
			from data.career as c
			where c.person = kept_person.person
			order by c.id desc
			limit 1));
	end if;
	perform set_config('wuhao.version', '', true);
	return p;
end $$;
comment on function org.kept_person(bigint, text) is
'The member, locked, for a caller who keeps their unit and saw the record as it is.
Refuses: WH404 not in sight; WH403 not the keeper; WH409 the unit is dissolved; WH412 changed meanwhile.';

create function org.check_twin(p data.person) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if exists (
		select
		from data.person as t
		where t.unit = p.unit and t.name = p.name and t.joined_on is not distinct from p.joined_on and t.id is distinct from p.id
			and t.number is not distinct from p.number and t.state in ('probationary', 'full')
	) then
		perform base.refuse('WH409', 'org/twin', '名册里已经有同名、同一天入党的党员。确是两个人，请各填内部编号。', 'name');
	end if;
end $$;
comment on function org.check_twin(data.person) is 'Refuses with WH409 a member who stands in the roster already, by name, day of admission and number.';

create function org.check_number(p data.person) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if exists (select from data.person as t where t.number = p.number and t.id is distinct from p.id) then
		perform base.refuse('WH409', 'org/number-taken', '这个内部编号已经有了。', 'number');
	end if;
end $$;
comment on function org.check_number(data.person) is
'Refuses with WH409 an internal number that another member in the caller''s sight has; of one out of sight nothing is told.';

create function org.check_days(state text, joined_on date, full_on date) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	errors jsonb := '[]';
begin
	if check_days.joined_on is null then
		errors := errors || jsonb_build_object('field', 'joined_on', 'detail', '入党日期没有填。');
	elsif check_days.joined_on > base.today() then
		errors := errors || jsonb_build_object('field', 'joined_on', 'detail', '入党日期不能晚于今天。');
	elsif check_days.joined_on < date '1921-07-01' then
		errors := errors || jsonb_build_object('field', 'joined_on', 'detail', '入党日期不能早于1921年7月1日。');
	end if;
	if check_days.full_on > base.today() then
		errors := errors || jsonb_build_object('field', 'full_on', 'detail', '转正日期不能晚于今天。');
	elsif check_days.full_on < check_days.joined_on then
		errors := errors || jsonb_build_object('field', 'full_on', 'detail', '转正日期早于入党日期。');
	elsif check_days.state = 'probationary' and check_days.full_on is not null then
		errors := errors || jsonb_build_object('field', 'full_on', 'detail', '预备党员还没有转正日期。');
	elsif check_days.state = 'full' and check_days.full_on is null then
		errors := errors || jsonb_build_object('field', 'full_on', 'detail', '转正日期没有填。');
	end if;
	if errors <> '[]' then
		perform base.refuse_fields('org/days', errors);
	end if;
end $$;
comment on function org.check_days(text, date, date) is 'Refuses with WH422 days of admission and of becoming full that can''t be.';

create function org.add_member(unit bigint, name text, state text, joined_on date, full_on date default null, number text default null,
	duty text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit := org.keeper_of(add_member.unit, '登记这个单位的党员');
	made data.person;
begin
	if not (select k.has_roster from data.kind as k where k.kind = u.kind) then
		perform base.refuse('WH409', 'org/no-roster-kind', '这一类单位没有党员名册，党员登记在所属的支部。');
	end if;
	if add_member.state not in ('probationary', 'full') then
		perform base.refuse('WH422', 'org/no-such-state', '只能登记预备党员或者正式党员。', 'state');
	end if;
	perform org.check_days(add_member.state, add_member.joined_on, add_member.full_on);
	-- one entry at a time in a roster, so that none is made twice
	perform pg_advisory_xact_lock('data.person'::regclass::oid::integer, u.id::integer);
	select null, u.id, add_member.name, add_member.state, null, add_member.joined_on, add_member.number
	into made.id, made.unit, made.name, made.state, made.duty, made.joined_on, made.number;
	perform org.check_twin(made), org.check_number(made);
	insert into data.person (unit, name, state, duty, joined_on, full_on, number)
	values (u.id, add_member.name, add_member.state, add_member.duty, add_member.joined_on, add_member.full_on, add_member.number)
	returning * into made;
	perform org.note_career(made.id, u.id, case add_member.state when 'probationary' then 'admitted' else 'entered' end,
		case add_member.state when 'probationary' then made.joined_on else base.today() end, null, null, null, made.state);
	return org.changed(made.id);
end $$;
comment on function org.add_member(bigint, text, text, date, date, text, text) is
'Enters a member in a unit''s roster. number: 内部编号, once in what the caller can see; full_on of a full one alone.
Refuses: WH404 no such unit in sight; WH403 not its keeper; WH409 no roster, dissolved, already there, or the number is taken;
WH422 days that can''t be.';

create function org.difference(was data.person, now data.person) returns text
language sql immutable
as $$
	select string_agg(format('%s：%s→%s', d.label, coalesce(d.was, '没有填'), coalesce(d.now, '没有填')), '；')
	from (values
		('姓名', was.name, now.name),
		('内部编号', was.number, now.number),
		('入党日期', org.date_text(was.joined_on), org.date_text(now.joined_on)),
		('转正日期', org.date_text(was.full_on), org.date_text(now.full_on)),
		('职务', was.duty, now.duty)
	) as d (label, was, now)
	where d.was is distinct from d.now
$$;
comment on function org.difference(data.person, data.person) is 'What a correction changed, in words; null: nothing.';

create function org.mend_member(person bigint, name text, joined_on date, note text, full_on date default null, number text default null,
	duty text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	was data.person := org.kept_person(mend_member.person, '更正党员登记');
	now data.person := was;
	said text;
begin
	now.name := mend_member.name;
	now.joined_on := mend_member.joined_on;
	now.full_on := mend_member.full_on;
	now.number := mend_member.number;
	now.duty := mend_member.duty;
	said := org.difference(was, now);
	if said is null then
		perform base.refuse('WH422', 'org/nothing-changed', '没有改动。');
	end if;
	-- one who was entered as full without the day may be mended without it
	perform org.check_days(case when was.full_on is not null or was.state = 'probationary' then was.state end, now.joined_on, now.full_on);
	perform org.check_twin(now);
	if now.number is distinct from was.number then
		perform org.check_number(now);
	end if;
	update data.person as p
	set name = now.name, joined_on = now.joined_on, full_on = now.full_on, number = now.number, duty = now.duty
	where p.id = was.id;
	perform org.note_career(was.id, was.unit,
		case when said like '职务：%' and said not like '%；%' then 'duty' else 'mended' end, base.today(),
		left(said || '（' || mend_member.note || '）', 200));
	return org.changed(was.id);
end $$;
comment on function org.mend_member(bigint, text, date, text, date, text, text) is
'Corrects what is entered of a member; note: why. What was and what is stays in the history.
Refuses: as org.kept_person; WH409 the number is taken; WH422 nothing changed, or days that can''t be.';

create function org.end_tenures(person bigint, day date, going_to bigint default null) returns void
language sql volatile
as $$
	update data.tenure as t
	set until = greatest(t.since, end_tenures.day)
	where t.person = end_tenures.person and t.until is null
		and (end_tenures.going_to is null or not exists (
			select from data.scope as s where s.unit = end_tenures.going_to and s.superior = t.unit))
$$;
comment on function org.end_tenures(bigint, date, bigint) is
'Ends a member''s posts on a day; going_to: those at the units that are not above where they go.';

create function org.has_transfer(person bigint) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (
		select
		from data.transfer as t
		join data.item as i on i.id = t.item
		where t.person = has_transfer.person and i.state = 'asked'
	);
end $$;
comment on function org.has_transfer(bigint) is 'Whether a transfer of this member is open.';

create function org.state_before(person bigint) returns text
language sql stable
as $$
	select c.from_state
	from data.career as c
	where c.person = state_before.person and c.to_state is not null
	order by c.id desc
	limit 1
$$;
comment on function org.state_before(bigint) is 'What a member was before the last change of state; null: unknown.';

create function org.check_act(p data.person, act text, day date) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	perform org.refuse_later(check_act.day, 'day');
	if check_act.day < p.joined_on then
		perform base.refuse('WH422', 'org/before-joining', format('日期早于入党日期（%s）。', base.day_text(p.joined_on)), 'day');
	end if;
	if check_act.act = 'full' and check_act.day < org.probation_over(p.joined_on, p.probation_until) then
		perform base.refuse('WH422', 'org/on-probation', format('预备期到%s才满，转正日期不能早于这一天。',
			base.day_text(org.probation_over(p.joined_on, p.probation_until))), 'day');
	end if;
	if check_act.act not in ('full', 'restore', 'return') and org.has_transfer(p.id) then
		perform base.refuse('WH409', 'org/transfer-open', '这名党员有一件转接没有办完，请先办完或者撤回。');
	end if;
end $$;
comment on function org.check_act(data.person, text, date) is
'Refuses a day that is yet to come or before admission, becoming full before the probation is over (WH422), and leaving with an open transfer (WH409).';

create function org.change_member(person bigint, act text, day date, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	p data.person := org.kept_person(change_member.person, '办理这名党员的事项');
	a record;
	next text;
begin
	select * into a from org.acts() as t where t.act = change_member.act;
	if not found then
		perform base.refuse('WH422', 'org/no-such-act', '没有这一项。', 'act');
	end if;
	if p.state <> all (a.from_states) then
		perform base.refuse('WH409', 'org/not-open', format('这名党员现在是“%s”，不能%s。', org.state_label(p.state), a.label));
	end if;
	if a.note = 'must' and change_member.note is null then
		perform base.refuse('WH422', 'org/no-note', '说明没有填。', 'note');
	end if;
	perform org.check_act(p, a.act, change_member.day);
	next := coalesce(a.to_state, org.state_before(p.id), case when p.full_on is null then 'probationary' else 'full' end);
	update data.person as t
	set state = next, full_on = case when a.act = 'full' then change_member.day else t.full_on end
	where t.id = p.id;
	if next in ('stopped', 'left', 'expelled', 'died') then
		perform org.end_tenures(p.id, change_member.day);
	end if;
	perform org.note_career(p.id, p.unit, a.kind, change_member.day, change_member.note, null, p.state, next);
	return org.changed(p.id);
end $$;
comment on function org.change_member(bigint, text, date, text) is
'Enters what happened to a member on a day (org.acts). Who stands in the roster no longer gives up all posts that day.
Refuses: as org.kept_person; WH409 the act doesn''t fit the state, or a transfer is open; WH422 no such act, no note, a day that can''t be.';

reset role;
