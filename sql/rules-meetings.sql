-- part: house
-- Who may do what, continued: meeting records. Read after rules.sql and rules-evidence.sql.
-- ---- evidence: meetings
-- What a unit has held is for those who work there or directly above; evidence.meeting keeps closed ones inside the unit.
grant select on data.meeting_kind, data.unit, data.roster to verbs_evidence;
grant select, insert, update on data.meeting to verbs_evidence;
grant select, insert, delete on data.attendance to verbs_evidence;
grant select (id, unit, name, state) on data.person to verbs_evidence;
grant update (title) on data.item to verbs_evidence;
create policy meeting_kind_is_no_secret on data.meeting_kind for select using (true);
create policy meeting_near on data.meeting for all to verbs_evidence
	using (exists (
		select from data.item as i
		where i.id = meeting.item and (i.unit = any ((select base.seats())::bigint[]) or i.superior = any ((select base.seats())::bigint[]))));
create policy attendance_of_meeting on data.attendance for all to verbs_evidence
	using (exists (select from data.meeting as m where m.item = attendance.meeting));
create policy person_of_records on data.person for select to verbs_evidence
	using (exists (
		select from data.scope as s
		where s.unit = person.unit and s.depth <= 1 and s.superior = any ((select base.seats())::bigint[]) offset 0));
create policy roster_of_records on data.roster for select to verbs_evidence
	using (exists (
		select from data.scope as s
		where s.unit = roster.unit and s.superior = any ((select base.seats())::bigint[]) offset 0));

grant execute on function evidence.calendar, evidence.calendars, evidence.meeting_roster, evidence.meeting, evidence.record_meeting,
	evidence.edit_meeting, evidence.void_meeting to wuhao_evidence;
