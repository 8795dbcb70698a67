-- Meeting records: what a branch and a leading group have held, and who came. No picture, no sign-in sheet, no score.
set role wuhao_tables;

create table data.meeting_kind (
	kind text primary key,
	label text not null,
	units text[] not null,
	committee boolean not null default false,
	closed boolean not null default false,
	official_order smallint not null
);
comment on table data.meeting_kind is 'Kinds of meetings and study (words.md 1). How often each is due is the dated rule meeting_months_<kind>.';
comment on column data.meeting_kind.units is 'the kinds of unit that hold it';
comment on column data.meeting_kind.committee is 'only where a unit is large enough to have a committee';
comment on column data.meeting_kind.closed is 'what was said stays inside: topics and resolutions are read by the unit alone';

create table data.meeting (
	item bigint primary key references data.item,
	kind text not null references data.meeting_kind,
	held_on date not null,
	host bigint references data.person,
	host_name text not null,
	topics text not null,
	resolutions text,
	others text,
	constraint meeting_host_is_a_line check (base.is_line(host_name, 30)),
	constraint meeting_topics_are_short check (length(topics) between 1 and 1000 and not base.has_hidden(topics)),
	constraint meeting_resolutions_are_short check (length(resolutions) <= 2000 and not base.has_hidden(resolutions)),
	constraint meeting_others_are_short check (length(others) <= 500 and not base.has_hidden(others))
);
comment on table data.meeting is 'One meeting as it was recorded: hangs on data.item one to one; files hang on it as evidence, where there are any.';
comment on column data.meeting.host is 'the member who led it; null where that is nobody of the roster';
comment on column data.meeting.topics is '议题';
comment on column data.meeting.resolutions is '决议';
comment on column data.meeting.others is '列席, or who came where the unit has no roster';
comment on constraint meeting_host_is_a_line on data.meeting is '主持人没有填，或者超过30字。';
comment on constraint meeting_topics_are_short on data.meeting is '议题没有填，或者超过1000字。';
comment on constraint meeting_resolutions_are_short on data.meeting is '决议最多2000字。';
comment on constraint meeting_others_are_short on data.meeting is '列席最多500字。';
create index meeting_of_kind on data.meeting (kind, held_on);

create table data.attendance (
	meeting bigint not null references data.meeting,
	person bigint not null references data.person,
	name text not null,
	came boolean not null,
	reason text,
	primary key (meeting, person),
	constraint attendance_reason_is_a_line check (base.is_line(reason, 60))
);
comment on table data.attendance is 'Who of the roster came, and who was away, for what reason. Never summed over meetings.';
comment on column data.attendance.name is 'what they were called then: they may have gone elsewhere since';
comment on constraint attendance_reason_is_a_line on data.attendance is '请假原因要写成一行，最多60字。';
create index attendance_of_person on data.attendance (person);
reset role;
