-- What stands in a to-do list when, and what lists show of a goal.
set role wuhao_tables;

alter table data.step add column asked_days smallint, add column asked_depth smallint;
comment on column data.step.asked_days is 'it stands in the to-do list from so many days before the item is due; null: at once';
comment on column data.step.asked_depth is 'reach above: it stands in the to-do list of seats at most so many levels above; null: of all';

create trigger goal_noted after insert or update on data.goal for each row execute function base.note_goal();
reset role;
