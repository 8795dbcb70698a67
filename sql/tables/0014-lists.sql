-- What lists show stands with the head, and what they walk knows the state: no list asks a workflow's own rows, one by one,
-- and no to-do is looked for among what is done.
drop policy if exists item_published on data.item; -- rules.sql makes it anew, on data.concerned
drop function if exists base.concerns(bigint, bigint[]), base.asked(bigint[], bigint);
set role wuhao_tables;

alter table data.item add column line json;
comment on column data.item.line is
'what lists show of it beside the head, as its workflow has it (base.round_line); null: nothing. Kept by triggers of the workflow''s tables';

alter table data.listed add column state text;
create table data.concerned (
	superior bigint not null,
	item bigint not null references data.item on delete cascade,
	primary key (superior, item)
);
comment on table data.concerned is
'One row for each superior of a unit that a published round asked about: who reads its result, and what their list walks
besides data.listed. Kept by triggers of data.item and data.round_unit.';
create index concerned_of_item on data.concerned (item, superior);

reset role; -- the owner sees no row
update data.listed as l set state = i.state from data.item as i where i.id = l.item;
insert into data.concerned (superior, item)
select distinct s.superior, i.id
from data.item as i
join data.round_unit as u on u.round = i.id
join data.scope as s on s.unit = u.unit
where i.workflow = 'round' and i.state = 'published';
set role wuhao_tables;

alter table data.listed alter column state set not null, drop constraint listed_pkey,
	add primary key (superior, workflow, state, due, item);
comment on table data.listed is
'One row for each superior of an item: what lists walk, by state and date. Kept by a trigger of data.item.';
-- the list of rounds, the newest first, whatever their state
create index listed_rounds on data.listed (superior, item) where workflow = 'round';
drop trigger list_item on data.item;
create trigger list_item after insert or update of unit, superior, other, state, due on data.item
	for each row execute function base.list_item();

create trigger round_begun after insert on data.round
	referencing new table as changed for each statement execute function base.note_round();
create trigger round_changed after update on data.round
	referencing new table as changed for each statement execute function base.note_round();
create trigger unit_added after insert on data.round_unit
	referencing new table as changed for each statement execute function base.note_round();
create trigger unit_removed after delete on data.round_unit
	referencing old table as changed for each statement execute function base.note_round();
create trigger question_added after insert on data.question
	referencing new table as changed for each statement execute function base.note_round();
create trigger question_removed after delete on data.question
	referencing old table as changed for each statement execute function base.note_round();
create trigger progress_begun after insert on data.progress
	referencing new table as changed for each statement execute function base.note_round();
create trigger progress_made after update on data.progress
	referencing new table as changed for each statement execute function base.note_round();
create trigger progress_removed after delete on data.progress
	referencing old table as changed for each statement execute function base.note_round();
reset role;
