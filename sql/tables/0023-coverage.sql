-- What is covered: which unit has which standards under a goal, kept for each unit with everything below it. And which plan
-- a plan was copied from.
set role wuhao_tables;

alter table data.plan add column source bigint references data.plan;
comment on column data.plan.source is 'the plan that it was copied from, as its new version';

create table data.coverage (
	campaign bigint not null references data.campaign,
	unit bigint not null references data.unit on delete cascade,
	own jsonb not null default '{}',
	cells jsonb not null default '{}',
	day date not null,
	silent_days integer not null,
	primary key (campaign, unit)
);
comment on table data.coverage is
'A summary of goals, unit x standard, written by the keeper alone (keeper.cover) some seconds after a change and rebuilt to the same
rows: how things stand at a unit, and how many units of its subtree, itself included, stand so. It counts units, never goals.';
comment on column data.coverage.own is
'{code of a standard: 0 none, 1 draft, 2 submitted, 3 registered, 4 stale, 5 confirmed}; without standards of its own empty';
comment on column data.coverage.cells is '{code: [units in each of these six]}';
comment on column data.coverage.day is 'the day on which it was judged what is stale; the campaign''s last one at most';
comment on column data.coverage.silent_days is 'days without progress after which a goal is stale, as it was judged by';
create index coverage_by_day on data.coverage (day);
create index coverage_by_rule on data.coverage (silent_days);

create table data.coverage_due (
	id bigint generated always as identity primary key,
	campaign bigint not null references data.campaign,
	unit bigint references data.unit on delete cascade
);
comment on table data.coverage_due is
'What the keeper is to summarize again; unit null: every unit. Written by triggers, nothing waits for it.';

create trigger goal_begun after insert on data.goal
	referencing new table as changed for each statement execute function base.note_coverage();
create trigger goal_changed after update on data.goal
	referencing old table as former new table as changed for each statement execute function base.note_coverage();
create trigger goal_removed after delete on data.goal
	referencing old table as changed for each statement execute function base.note_coverage();
create trigger goal_moved after update of state, unit, other on data.item
	for each row when (new.workflow = 'goal') execute function base.note_coverage_of();
create trigger goal_progressed after insert on data.goal_progress
	for each row execute function base.note_coverage_of();
create trigger coverage_of_campaign after insert or update of begins, ends on data.campaign
	for each row execute function base.note_coverage_of();
create trigger coverage_of_standard after insert or update or delete on data.standard
	for each row execute function base.note_coverage_of();
create trigger coverage_of_unit after insert or update of kind, sector, closed_on on data.unit
	for each row execute function base.note_coverage_of();
create trigger coverage_of_placement after insert or update or delete on data.placement
	for each row execute function base.note_coverage_of();
reset role;
