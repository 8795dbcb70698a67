-- Recording a meeting, changing the record, voiding it. Each write is one transaction, and whoever ticks names ticks the roster's.
set role verbs_evidence;

create function evidence.meeting_faults(u data.unit, kind text, held_on date, host bigint, came bigint[], away json) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	faults jsonb := '[]';
	named bigint[] := coalesce(meeting_faults.came, '{}') || array_remove(array[meeting_faults.host], null);
begin
	if not exists (select from evidence.meetings_of(array[u.id]) as m where m.kind = meeting_faults.kind) then
		faults := faults || jsonb_build_array(jsonb_build_object('field', 'kind', 'detail', '这个单位没有这一种会议。'));
	end if;
	if meeting_faults.held_on > base.today() then
		faults := faults || jsonb_build_array(jsonb_build_object('field', 'held_on', 'detail', '日期不能晚于今天。'));
	end if;
	if json_typeof(coalesce(meeting_faults.away, '[]')) <> 'array' or exists (
		select
		from json_array_elements(meeting_faults.away) as a (one)
		where json_typeof(a.one) <> 'object' or coalesce(a.one ->> 'person', '') !~ '^[1-9][0-9]{0,15}$'
			or coalesce(a.one ->> 'reason', '') <> '' and not base.is_line(a.one ->> 'reason', 60)
	) then
		return faults || jsonb_build_array(jsonb_build_object('field', 'away', 'detail', '请假的人和原因没有写对，原因最多60字。'));
	end if;
	named := named || array(select (a.one ->> 'person')::bigint from json_array_elements(meeting_faults.away) as a (one));
	if exists (
		select
		from unnest(named) as n (id)
		where not exists (
			select
			from data.person as p
			join data.unit as g on g.id = p.unit
			join data.scope as s on s.unit = p.unit and s.superior = u.id
			where p.id = n.id and (s.depth = 0 or g.kind = 'group')
		)
	) then
		faults := faults || jsonb_build_array(jsonb_build_object('field', 'came', 'detail', '有的人不在这个单位的名册里，请刷新后再选。'));
	end if;
	return faults;
end $$;
comment on function evidence.meeting_faults(data.unit, text, date, bigint, bigint[], json) is
'What can''t be recorded: [{"field","detail"}]. came: persons; away: [{"person", "reason"}].';

create function evidence.put_meeting(meeting bigint, u data.unit, kind text, held_on date, topics text, host bigint, host_name text,
	resolutions text, others text, came bigint[], away json) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	faults jsonb := evidence.meeting_faults(put_meeting.u, put_meeting.kind, put_meeting.held_on, put_meeting.host, put_meeting.came,
		put_meeting.away);
begin
	if faults <> '[]' then
		perform base.refuse_fields('evidence/fields', faults);
	end if;
	insert into data.meeting (item, kind, held_on, host, host_name, topics, resolutions, others)
	values (put_meeting.meeting, put_meeting.kind, put_meeting.held_on, put_meeting.host,
		coalesce((select p.name from data.person as p where p.id = put_meeting.host), put_meeting.host_name), put_meeting.topics,
		put_meeting.resolutions, put_meeting.others)
	on conflict (item) do update
	set kind = excluded.kind, held_on = excluded.held_on, host = excluded.host, host_name = excluded.host_name,
		topics = excluded.topics, resolutions = excluded.resolutions, others = excluded.others;
	delete from data.attendance as a where a.meeting = put_meeting.meeting;
	insert into data.attendance (meeting, person, name, came, reason)
	select put_meeting.meeting, p.id, p.name, coalesce(p.id = any (put_meeting.came), false),
		case when p.id = any (put_meeting.came) then null else w.reason end
	from data.person as p
	left join lateral (
		select nullif(btrim(a.one ->> 'reason'), '') as reason
		from json_array_elements(put_meeting.away) as a (one)
		where (a.one ->> 'person')::bigint = p.id
		limit 1
	) as w on true
	where p.id = any (coalesce(put_meeting.came, '{}')
		|| array(select (a.one ->> 'person')::bigint from json_array_elements(put_meeting.away) as a (one)));
	update data.item as i
	set title = evidence.meeting_title(put_meeting.kind, put_meeting.held_on)
	where i.id = put_meeting.meeting;
end $$;
comment on function evidence.put_meeting(bigint, data.unit, text, date, text, bigint, text, text, text, bigint[], json) is
'Writes what a record says; host: a member, or host_name where it is nobody of the roster. Refuses: WH422 with every fault by its field.';

create function evidence.meeting_title(kind text, held_on date) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return format('%s（%s）', (select k.label from data.meeting_kind as k where k.kind = meeting_title.kind),
		to_char(meeting_title.held_on, 'FMYYYY"年"FMMM"月"FMDD"日"'));
end $$;
comment on function evidence.meeting_title(text, date) is 'What the head is called: 支部党员大会（2026年9月30日）.';

create function evidence.record_meeting(unit bigint, kind text, held_on date, topics text, host bigint default null,
	host_name text default null, resolutions text default null, others text default null, came bigint[] default null,
	away json default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit := evidence.near_unit(record_meeting.unit);
	made bigint;
begin
	perform evidence.demand_keeper(u.id, '记录这个单位的组织生活');
	made := flow.open_item('meeting', u.id, 'kept', coalesce(evidence.meeting_title(record_meeting.kind, record_meeting.held_on), '组织生活'),
		null, 'record');
	perform evidence.put_meeting(made, u, record_meeting.kind, record_meeting.held_on, record_meeting.topics, record_meeting.host,
		record_meeting.host_name, record_meeting.resolutions, record_meeting.others, record_meeting.came, record_meeting.away);
	return evidence.meeting(made);
end $$;
comment on function evidence.record_meeting(bigint, text, date, text, bigint, text, text, text, bigint[], json) is
'Writes down a meeting that was held. Refuses: WH404; WH403 not who keeps this unit''s records; WH422 with every fault by its field.';

create function evidence.kept_meeting(meeting bigint) returns data.unit
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit;
begin
	select n.* into u
	from data.meeting as m
	join data.item as i on i.id = m.item
	join data.unit as n on n.id = i.unit
	where m.item = kept_meeting.meeting;
	if not found then
		perform evidence.refuse_unseen();
	end if;
	perform evidence.demand_keeper(u.id, '改这个单位的组织生活记录');
	return u;
end $$;
comment on function evidence.kept_meeting(bigint) is 'The unit of a record that the caller keeps. Refuses: WH404; WH403.';

create function evidence.edit_meeting(meeting bigint, kind text, held_on date, topics text, host bigint default null,
	host_name text default null, resolutions text default null, others text default null, came bigint[] default null,
	away json default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit := evidence.kept_meeting(edit_meeting.meeting);
begin
	perform flow.move('meeting', edit_meeting.meeting, 'edit');
	if exists (select from data.meeting_kind as k where k.kind = edit_meeting.kind and k.closed)
		and exists (select from data.evidence_link as l where l.target = edit_meeting.meeting and l.ended is null) then
		perform base.refuse('WH409', 'evidence/has-files', '这种会议的内容只在本单位内，不挂材料。请先取消上面材料的使用，再改种类。');
	end if;
	perform evidence.put_meeting(edit_meeting.meeting, u, edit_meeting.kind, edit_meeting.held_on, edit_meeting.topics, edit_meeting.host,
		edit_meeting.host_name, edit_meeting.resolutions, edit_meeting.others, edit_meeting.came, edit_meeting.away);
	return evidence.meeting(edit_meeting.meeting);
end $$;
comment on function evidence.edit_meeting(bigint, text, date, text, bigint, text, text, text, bigint[], json) is
'Replaces what a record says: what is null is emptied. Refuses: WH404; WH403; WH409 void, or files hang on what becomes a meeting whose words
stay inside the unit; WH412; WH422 with every fault.';

create function evidence.void_meeting(meeting bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform evidence.kept_meeting(void_meeting.meeting);
	perform flow.move('meeting', void_meeting.meeting, 'void', void_meeting.note);
	return evidence.meeting(void_meeting.meeting);
end $$;
comment on function evidence.void_meeting(bigint, text) is
'Takes a record that is wrong out of the calendar; it stays to be read. Refuses: WH404; WH403; WH409; WH412; WH422 without a reason.';

reset role;
