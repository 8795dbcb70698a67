-- Sheets as offices send them, read, previewed, applied as a whole and, for some days, taken back as a whole.
set role wuhao_tables;

create table data.import (
	id bigint generated always as identity primary key,
	account bigint not null references data.account,
	kind text not null,
	unit bigint not null references data.unit,
	file_name text not null,
	digest bytea not null,
	file bytea,
	layout jsonb not null,
	counts jsonb not null,
	state text not null default 'previewed',
	made timestamptz not null default base.now(),
	applied timestamptz,
	undone timestamptz,
	constraint import_kind_is_known check (kind in ('units', 'members', 'posts')),
	constraint import_state_is_known check (state in ('previewed', 'applied', 'undone')),
	constraint import_is_a_digest check (base.is_digest(digest)),
	constraint import_file_name_is_a_line check (base.is_line(file_name, 200))
);
comment on table data.import is 'A sheet that was sent: what was read of it, what it would do, what it did. Seen by its sender.';
comment on column data.import.unit is 'the top of the subtree that it may touch';
comment on column data.import.file is 'its bytes, so that columns can be corrected; gone when applied or after a day';
comment on column data.import.layout is 'sheet, header row, and which column is which field';
comment on column data.import.counts is 'rows to create, change, leave alone, and bad ones';
create index import_of_account on data.import (account, id);
alter table data.import alter column file set storage external;

create table data.import_row (
	import bigint not null references data.import on delete cascade,
	number integer not null,
	sheet text not null,
	row_number integer not null,
	action text not null,
	cells text[] not null,
	target bigint,
	before jsonb,
	faults jsonb,
	primary key (import, number),
	constraint import_row_action_is_known check (action in ('create', 'change', 'same', 'bad'))
);
comment on table data.import_row is 'A row of an import, by the order of its sheet.';
comment on column data.import_row.cells is 'the values by the order of the kind''s fields, already in their plain form (dates as yyyy-mm-dd)';
comment on column data.import_row.target is 'the row of data that it is matched with, or that it made';
comment on column data.import_row.before is 'what the change replaced, so that it can be taken back';
comment on column data.import_row.faults is
'[{"field", "value", "detail"}]: why it can''t be taken; with "shape" where the cell itself can''t be read, which no other row changes';
create index import_row_by_action on data.import_row (import, action, number);

create table data.import_column (
	account bigint not null references data.account,
	kind text not null,
	head text not null,
	field text,
	primary key (account, kind, head),
	constraint import_column_head_is_a_line check (base.is_line(head, 60))
);
comment on table data.import_column is 'Headings that somebody has matched by hand: proposed to them again the next time, to nobody else. field null: not wanted.';
create index import_row_that_made on data.import_row (target) where action = 'create';

-- A member that an import made goes when it is taken back within its days, with what was written about it; the audit keeps
-- that it happened.
drop trigger career_only_grows on data.career;
create trigger career_only_grows before update or delete on data.career for each row execute function base.refuse_change_but_undo();
drop trigger look_only_grows on data.look;
create trigger look_only_grows before update or delete on data.look for each row execute function base.refuse_change_but_undo();
create index account_by_person on data.account (person) where person is not null;
create index responsibility_of_person on data.responsibility (person) where person is not null;
reset role;
