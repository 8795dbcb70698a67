-- Campaigns with their phases, plans that are handed down with their tasks, goals with the texts they had before, and templates.
set role wuhao_tables;

alter table data.item
	add column subject bigint references data.person,
	add column shared boolean not null default false;
comment on column data.item.subject is 'the member whose own item it is (reach self); null: it is the unit''s. It is in that member''s sight, wherever they sit';
comment on column data.item.shared is 'published as an exemplar: everybody who is signed in reads it';
create index item_of_subject on data.item (subject, workflow, state) where subject is not null;
create index item_shared on data.item (workflow, id) where shared;

alter table data.step drop constraint step_reach_is_known;
alter table data.step add constraint step_reach_is_known check (reach in ('unit', 'above', 'over', 'other', 'self', 'system'));
comment on table data.step is
'The state machines: replaced as a whole by sql/verbs/<word>.sql. reach: unit, the role is held at the item''s unit;
above, at one of its superiors; over, at either; other, at its second unit or above that; self, by the member whose own item it is;
system, by the keeper. note: whether a reason is asked.';

alter table data.state add column keeps boolean not null default false;
comment on column data.state.keeps is 'what is linked to an item in this state (evidence) stays linked';

create table data.campaign (
	id bigint generated always as identity primary key,
	name text not null,
	catalogue integer not null references data.catalogue,
	begins date not null,
	ends date not null,
	basis text,
	made_by text not null,
	made timestamptz not null default base.now(),
	constraint campaign_name_is_a_line check (base.is_line(name, 60)),
	constraint campaign_name_is_taken unique (name),
	constraint campaign_basis_is_a_line check (base.is_line(basis, 200)),
	constraint campaign_ends_after_it_begins check (ends >= begins)
);
comment on table data.campaign is 'One cycle of the campaign (年度): the version of the standards that its goals are registered under, and its days.';
comment on constraint campaign_name_is_a_line on data.campaign is '名称没有填，或者超过60字。';
comment on constraint campaign_name_is_taken on data.campaign is '这个名称已经有了。';
comment on constraint campaign_basis_is_a_line on data.campaign is '依据要写成一行，最多200字。';
comment on constraint campaign_ends_after_it_begins on data.campaign is '结束日期早于开始日期。';

create table data.phase (
	campaign bigint not null references data.campaign,
	number smallint not null,
	name text not null,
	begins date not null,
	ends date not null,
	primary key (campaign, number),
	constraint phase_name_is_a_line check (base.is_line(name, 30)),
	constraint phase_ends_after_it_begins check (ends >= begins)
);
comment on table data.phase is 'The phases of a campaign (阶段), in their order.';
comment on constraint phase_name_is_a_line on data.phase is '阶段名称没有填，或者超过30字。';
comment on constraint phase_ends_after_it_begins on data.phase is '阶段的结束日期早于开始日期。';

create table data.label (
	id bigint generated always as identity primary key,
	name text not null,
	closed_on date,
	constraint label_name_is_a_line check (base.is_line(name, 30)),
	constraint label_name_is_taken unique (name)
);
comment on table data.label is 'Other campaigns (争创) as labels of goals: no form and no page of their own.';
comment on constraint label_name_is_a_line on data.label is '名称没有填，或者超过30字。';
comment on constraint label_name_is_taken on data.label is '这个名称已经有了。';

create table data.plan (
	item bigint primary key references data.item,
	campaign bigint not null references data.campaign,
	kind text not null,
	parent bigint references data.plan,
	begins date,
	ends date,
	body text not null default '',
	kinds text[] not null default '{}',
	sectors text[] not null default '{}',
	constraint plan_kind_is_known check (kind in ('overall', 'near', 'guidance')),
	constraint plan_body_is_short check (length(body) <= 5000),
	constraint plan_ends_after_it_begins check (ends >= begins)
);
comment on table data.plan is
'What a unit plans and hands down: overall 总体规划, near 近期计划 (of an overall one, its parent), guidance 分类指导 for the units below.
Hangs on data.item one to one; the item''s title is its name. Seen from below once it is published.';
comment on column data.plan.kinds is 'guidance: the kinds of unit that it is for; empty for all';
comment on column data.plan.sectors is 'guidance: the sectors that it is for; empty for all';
comment on constraint plan_body_is_short on data.plan is '内容最多5000字。';
comment on constraint plan_ends_after_it_begins on data.plan is '结束日期早于开始日期。';
create index plan_of_campaign on data.plan (campaign);
create index plan_of_parent on data.plan (parent) where parent is not null;

create table data.task (
	id bigint generated always as identity primary key,
	plan bigint not null references data.plan,
	number smallint not null,
	text text not null,
	constraint task_text_is_a_line check (base.is_line(text, 100)),
	constraint task_number_is_taken unique (plan, number) deferrable initially deferred
);
comment on table data.task is 'The tasks of a plan (部门任务): what a goal says it serves.';
comment on constraint task_text_is_a_line on data.task is '任务要写成一行，最多100字。';

create table data.goal (
	item bigint primary key references data.item,
	campaign bigint not null references data.campaign,
	catalogue integer not null,
	standard text not null,
	aim text not null,
	due_on date,
	responsible bigint references data.person,
	measure text,
	baseline numeric,
	target numeric,
	present numeric,
	figure_unit text,
	shown_by text,
	measures text,
	serves text,
	task bigint references data.task,
	evidence_wanted text,
	partners text,
	label bigint references data.label,
	new_way boolean not null default false,
	pledge text,
	source bigint references data.goal,
	place smallint not null default 0,
	claim text,
	registered_on date,
	confirmed_on date,
	foreign key (catalogue, standard) references data.standard (catalogue, code),
	constraint goal_aim_is_short check (length(aim) between 1 and 200 and not base.has_hidden(aim)),
	constraint goal_measure_is_known check (measure in ('figure', 'fact')),
	constraint goal_figure_unit_is_a_line check (base.is_line(figure_unit, 10)),
	constraint goal_shown_by_is_a_line check (base.is_line(shown_by, 100)),
	constraint goal_measures_are_short check (length(measures) <= 1000),
	constraint goal_serves_is_a_line check (base.is_line(serves, 60)),
	constraint goal_evidence_wanted_is_a_line check (base.is_line(evidence_wanted, 200)),
	constraint goal_partners_are_a_line check (base.is_line(partners, 60)),
	constraint goal_pledge_is_a_line check (base.is_line(pledge, 200)),
	constraint goal_claim_is_short check (length(claim) <= 500)
);
comment on table data.goal is
'A goal, of a unit or (item.subject) of a member, registered against one standard of the version that its campaign has. Hangs on
data.item one to one; the head''s other unit is the co-owner. A draft may lack its day and its person.';
comment on column data.goal.aim is '目标: what will be true';
comment on column data.goal.due_on is '完成时限: by when; the head''s due is the end of that day';
comment on column data.goal.responsible is '责任人: a member of the unit, or of the co-owner';
comment on column data.goal.measure is 'how it is measured: figure (from baseline to target, in figure_unit), or fact (yes or no, shown_by says what shows it)';
comment on column data.goal.measures is '措施';
comment on column data.goal.serves is '服务对象: whom it serves';
comment on column data.goal.task is '服务的部门任务';
comment on column data.goal.evidence_wanted is '需要的佐证: what would show it; never demanded';
comment on column data.goal.partners is '群团等配合方, where they are no unit of the tree';
comment on column data.goal.label is '另一项争创活动的标签';
comment on column data.goal.new_way is '创新';
comment on column data.goal.pledge is '以前作过的承诺, which it takes up';
comment on column data.goal.source is 'the goal that it was copied from: last year''s, or an exemplar';
comment on column data.goal.place is 'its place among the goals of its unit on one sheet';
comment on column data.goal.claim is '完成情况: what is said when completion is claimed';
comment on constraint goal_aim_is_short on data.goal is '目标没有填，或者超过200字。';
comment on constraint goal_measure_is_known on data.goal is '衡量方式只能是数值或者是否做到。';
comment on constraint goal_figure_unit_is_a_line on data.goal is '单位要写成一行，最多10字。';
comment on constraint goal_shown_by_is_a_line on data.goal is '以什么为准要写成一行，最多100字。';
comment on constraint goal_measures_are_short on data.goal is '措施最多1000字。';
comment on constraint goal_serves_is_a_line on data.goal is '服务对象要写成一行，最多60字。';
comment on constraint goal_evidence_wanted_is_a_line on data.goal is '需要的佐证要写成一行，最多200字。';
comment on constraint goal_partners_are_a_line on data.goal is '配合方要写成一行，最多60字。';
comment on constraint goal_pledge_is_a_line on data.goal is '承诺要写成一行，最多200字。';
comment on constraint goal_claim_is_short on data.goal is '完成情况最多500字。';
create index goal_of_standard on data.goal (campaign, standard);
create index goal_of_task on data.goal (task) where task is not null;
create index goal_of_source on data.goal (source) where source is not null;
create index goal_new_way on data.goal (campaign, item) where new_way;

create table data.goal_text (
	goal bigint not null references data.goal,
	number smallint not null,
	facts jsonb not null,
	reason text,
	name text not null,
	until timestamptz not null default base.now(),
	primary key (goal, number)
);
comment on table data.goal_text is 'What a registered goal said before each change that was granted. Grows only.';
create trigger goal_text_only_grows before update or delete on data.goal_text for each row execute function base.refuse_change();

create table data.goal_change (
	id bigint generated always as identity primary key,
	goal bigint not null references data.goal,
	facts jsonb not null,
	reason text not null,
	asked_by text not null,
	asked timestamptz not null default base.now(),
	granted boolean,
	decided_by text,
	decided timestamptz,
	note text,
	constraint goal_change_has_a_reason check (base.is_line(reason, 200)),
	constraint goal_change_is_decided_by_somebody check ((granted is null) = (decided_by is null) and (granted is null) = (decided is null))
);
comment on table data.goal_change is 'A change of a registered goal that was asked for: the new facts, why, and what was decided.';
comment on constraint goal_change_has_a_reason on data.goal_change is '变更理由没有填，或者超过200字。';
create unique index goal_change_asked on data.goal_change (goal) where granted is null;
comment on index data.goal_change_asked is '已经有一项变更在等答复。';

create table data.goal_progress (
	id bigint generated always as identity primary key,
	goal bigint not null references data.goal,
	happened_on date not null,
	text text not null,
	present numeric,
	account bigint references data.account,
	name text not null,
	at timestamptz not null default base.now(),
	constraint goal_progress_is_short check (length(text) between 1 and 500 and not base.has_hidden(text))
);
comment on table data.goal_progress is '进展: what was done for a goal, on which day; present: where its figure stands since. Grows only.';
comment on constraint goal_progress_is_short on data.goal_progress is '进展没有填，或者超过500字。';
create index progress_of_goal on data.goal_progress (goal, id);
create trigger goal_progress_only_grows before update or delete on data.goal_progress for each row execute function base.refuse_change();

create table data.goal_template (
	code text primary key,
	standard text not null,
	kinds text[] not null default '{}',
	aim text not null,
	measure text not null,
	figure_unit text,
	shown_by text,
	measures text,
	serves text,
	official_order smallint not null,
	constraint goal_template_measure_is_known check (measure in ('figure', 'fact'))
);
comment on table data.goal_template is 'Goals to begin from, by standard and kind of unit (empty: all). Ships in sql/catalogue/goal.sql.';
reset role;
