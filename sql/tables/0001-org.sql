-- The hierarchy: units, where they stand and stood, and its closure; people; the catalogue of standards; rules, settings, holidays.
create schema if not exists data authorization wuhao_tables;
set role wuhao_tables;
-- whoever makes a verb must see the tables' types; what may be read and written is in rules.sql
grant usage on schema data to wuhao_base, verbs_session, verbs_flow, verbs_account, verbs_org, verbs_survey, verbs_report, verbs_keeper;

create table data.kind (
	kind text primary key,
	label text not null,
	official_order smallint not null,
	term_years smallint,
	has_roster boolean not null,
	has_standards boolean not null,
	powers text[] not null
);
comment on table data.kind is 'Kinds of units (words.md 1) with what each may have: terms, a roster, the branch standards.';
comment on column data.kind.term_years is 'years between elections; null where nobody is elected';
comment on column data.kind.powers is 'sentences for the unit''s page';

create table data.unit (
	id bigint generated always as identity primary key,
	kind text not null references data.kind,
	full_name text not null,
	short_name text not null,
	public_name text,
	sector text,
	official_order integer not null,
	opened_on date not null default base.today(),
	closed_on date,
	constraint unit_full_name_is_a_line check (base.is_line(full_name, 60)),
	constraint unit_short_name_is_a_line check (base.is_line(short_name, 30)),
	constraint unit_public_name_is_a_line check (base.is_line(public_name, 30)),
	constraint unit_sector_is_a_line check (base.is_line(sector, 30)),
	constraint unit_closes_after_it_opens check (closed_on >= opened_on)
);
comment on table data.unit is 'A unit of the hierarchy. It has three names: full, short, and the one that citizens know.';
comment on column data.unit.official_order is '建制序号 among the units of one superior';
comment on constraint unit_full_name_is_a_line on data.unit is '全称要写成一行，最多60字。';
comment on constraint unit_short_name_is_a_line on data.unit is '简称要写成一行，最多30字。';
comment on constraint unit_public_name_is_a_line on data.unit is '对外名称要写成一行，最多30字。';
comment on constraint unit_sector_is_a_line on data.unit is '行业要写成一行，最多30字。';
comment on constraint unit_closes_after_it_opens on data.unit is '撤销日期早于成立日期。';
create index unit_names on data.unit (short_name);

create table data.placement (
	unit bigint not null references data.unit,
	superior bigint not null references data.unit,
	valid_from date not null default base.today(),
	valid_until date,
	basis text,
	primary key (unit, valid_from),
	constraint placement_is_not_under_itself check (unit <> superior),
	constraint placement_ends_after_it_begins check (valid_until >= valid_from)
);
comment on table data.placement is 'Where a unit stands and stood (隶属): a move ends one row and begins another, so the past keeps its superior.';
comment on constraint placement_is_not_under_itself on data.placement is '上级不能是自己。';
comment on constraint placement_ends_after_it_begins on data.placement is '结束日期早于开始日期。';
create unique index placement_in_force on data.placement (unit) where valid_until is null;
create index placement_below on data.placement (superior) where valid_until is null;

create table data.scope (
	superior bigint not null references data.unit,
	unit bigint not null references data.unit,
	depth smallint not null,
	primary key (unit, superior)
);
comment on table data.scope is 'The closure of the placements in force: each unit with each of its superiors, and with itself at depth 0. Kept by triggers.';
create index scope_below on data.scope (superior, depth, unit);
create trigger place_unit after insert on data.unit for each row execute function base.place_unit();
create trigger place_subtree after insert or update or delete on data.placement for each row execute function base.place_subtree();

create table data.person (
	id bigint generated always as identity primary key,
	unit bigint not null references data.unit,
	name text not null,
	state text not null,
	duty text,
	joined_on date,
	constraint person_name_is_a_line check (base.is_line(name, 30)),
	constraint person_state_is_known check (state in ('probationary', 'full', 'left')),
	constraint person_duty_is_a_line check (base.is_line(duty, 60))
);
comment on table data.person is 'Members (党员). Reading it is logged.';
comment on column data.person.state is 'probationary 预备党员, full 正式党员, left no longer here';
comment on constraint person_name_is_a_line on data.person is '姓名要写成一行，最多30字。';
comment on constraint person_state_is_known on data.person is '党员状态只能是预备党员、正式党员或已转出。';
comment on constraint person_duty_is_a_line on data.person is '职务要写成一行，最多60字。';
create index person_of_unit on data.person (unit, name);

create table data.catalogue (
	version integer primary key,
	name text not null,
	mark text not null,
	confirmed_on date,
	confirmed_by text,
	constraint catalogue_is_confirmed_by_somebody check ((confirmed_on is null) = (confirmed_by is null))
);
comment on table data.catalogue is 'A version of the standards; until confirmed it is a sample and its mark says so.';

create table data.standard (
	catalogue integer not null references data.catalogue,
	code text not null,
	for_whom text not null,
	category text not null,
	text text not null,
	clause text not null,
	seen_by text not null,
	gap text,
	official_order smallint not null,
	primary key (catalogue, code),
	constraint standard_is_for_branch_or_member check (for_whom in ('branch', 'member'))
);
comment on table data.standard is 'One standard (words.md 7), paraphrased, with the clause it comes from.';
comment on column data.standard.seen_by is 'the workflow that shows whether it holds';
comment on column data.standard.gap is 'what the source leaves out, in words; never guessed';

create table data.rule (
	id bigint generated always as identity primary key,
	name text not null,
	value numeric not null,
	unit_of_measure text not null,
	valid_from date not null,
	basis text not null,
	editor text not null,
	edited timestamptz not null default base.now(),
	constraint rule_has_a_basis check (base.is_line(basis, 200))
);
comment on table data.rule is 'Dated rules: thresholds, days, limits. A change is a new row; nothing is overwritten.';
comment on constraint rule_has_a_basis on data.rule is '依据没有填。';
create index rule_by_name on data.rule (name, valid_from desc, id desc);

create table data.setting (
	name text primary key,
	value text not null,
	note text not null
);
comment on table data.setting is 'Names and sentences of this installation: office, full_name, site, hotline, admin, admin_phone, secrecy.';

create table data.sentence (
	code text primary key,
	text text not null
);
comment on table data.sentence is 'What is shown where a figure is withheld, in bands or in steps (words.md 6): the one place these sentences stand.';

create table data.holiday_year (
	year integer primary key,
	basis text not null
);
comment on table data.holiday_year is 'The years whose calendar the State Council has published. A year not here is unknown, never working days.';

create table data.holiday (
	day date primary key,
	works boolean not null,
	name text not null
);
comment on table data.holiday is 'Days that differ from the week''s rule: days off (works false) and shifted workdays (works true).';
