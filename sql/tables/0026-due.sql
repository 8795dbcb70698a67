-- What falls due, kept for each superior: the lists of a whole city are walked like those of a branch.
set role wuhao_tables;

create table data.due (
	superior bigint not null references data.unit on delete cascade,
	what text not null,
	day date not null,
	id bigint not null,
	unit bigint not null,
	text text,
	primary key (superior, what, day, id),
	constraint due_is_of_a_list check (what in ('term', 'vacancy', 'probation', 'unbranched', 'untrained'))
);
comment on table data.due is
'A summary of what falls due, one row for each superior of the unit, itself included: what org.due lists. Written by the keeper alone
(org.due_write) some seconds after a change and at each new day, and rebuilt to the same rows.';
comment on column data.due.day is 'when it falls, or fell, due; infinity where no day is known';
comment on column data.due.id is 'the unit, of a probation the member';
comment on column data.due.text is 'what is empty, or untrained, in words';
create index due_of_unit on data.due (unit);

create table data.due_count (
	superior bigint not null references data.unit on delete cascade,
	what text not null,
	count integer not null,
	primary key (superior, what)
);
comment on table data.due_count is 'How many rows data.due has of each list below a superior; none, no row. Written with them.';

create table data.due_again (
	id bigint generated always as identity primary key,
	unit bigint references data.unit on delete cascade
);
comment on table data.due_again is
'Whose rows of data.due the keeper is to write anew, with those of its superiors; unit null: all. Written by triggers, nothing waits for it.';

create table data.due_day (
	only_row boolean primary key default true constraint due_day_has_one_row check (only_row),
	day date not null
);
comment on table data.due_day is 'One row: as of which day data.due was written.';
reset role;
insert into data.due_day (day) values (date '1900-01-01');
set role wuhao_tables;

create trigger due_of_term after insert on data.term
	referencing new table as come for each statement execute function base.note_due();
create trigger due_of_term_change after update on data.term
	referencing old table as gone new table as come for each statement execute function base.note_due();
create trigger due_of_tenure after insert on data.tenure
	referencing new table as come for each statement execute function base.note_due();
create trigger due_of_tenure_change after update on data.tenure
	referencing old table as gone new table as come for each statement execute function base.note_due();
create trigger due_of_tenure_removal after delete on data.tenure
	referencing old table as gone for each statement execute function base.note_due();
create trigger due_of_person after insert on data.person
	referencing new table as come for each statement execute function base.note_due();
create trigger due_of_person_change after update on data.person
	referencing old table as gone new table as come for each statement execute function base.note_due();
create trigger due_of_person_removal after delete on data.person
	referencing old table as gone for each statement execute function base.note_due();
create trigger due_of_unit after insert or update of kind, closed_on on data.unit
	for each row execute function base.note_due_below();
create trigger due_of_placement after insert or update or delete on data.placement
	for each row execute function base.note_due_below();
create trigger due_of_rule after insert on data.rule
	for each statement execute function base.note_due_all();
create trigger due_of_withdrawal after insert on data.rule_withdrawal
	for each statement execute function base.note_due_all();
reset role;
