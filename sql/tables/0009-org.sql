-- Units by date: what they were called, where they stood, what was ordered for a day to come; sectors; keys to find by.
set role wuhao_tables;

create table data.sector (
	sector text primary key,
	official_order smallint not null default 0,
	constraint sector_is_a_line check (base.is_line(sector, 30))
);
comment on table data.sector is 'Sectors (行业): with the kind of unit, what standards, weights and deadlines may differ by.';
comment on constraint sector_is_a_line on data.sector is '行业要写成一行，最多30字。';
reset role; -- what is there already is seen by nobody else
insert into data.sector (sector) select distinct u.sector from data.unit as u where u.sector is not null;
set role wuhao_tables;
alter table data.unit add constraint unit_sector_is_known foreign key (sector) references data.sector on update cascade;
comment on constraint unit_sector_is_known on data.unit is '没有这个行业，请先在规则页里增加。';

-- years of a term are dated rules (term_years_<kind>), not a column
alter table data.kind drop column term_years,
	add column ordered_by text not null default 'officer',
	add column stands_under text[] not null default '{}',
	add constraint kind_is_ordered_by_a_role check (ordered_by in ('officer', 'reviewer', 'secretary'));
comment on column data.kind.ordered_by is
'the lowest role above that may create, rename, move, split, merge and dissolve such a unit; a secretary may not move, split or merge';
comment on constraint kind_is_ordered_by_a_role on data.kind is '由谁办理只能选工委经办人、审核人或支部书记。';
comment on column data.kind.stands_under is 'the kinds that it may stand under; empty for the top''s kind';
reset role;
update data.kind as k
set ordered_by = n.ordered_by, stands_under = n.stands_under
from (values
	('party_group', 'officer', array['committee']),
	('agency_committee', 'officer', array['committee', 'party_group', 'agency_committee']),
	('general_branch', 'reviewer', array['committee', 'party_group', 'agency_committee']),
	('branch', 'reviewer', array['committee', 'party_group', 'agency_committee', 'general_branch']),
	('group', 'secretary', array['branch'])
) as n (kind, ordered_by, stands_under)
where n.kind = k.kind;
set role wuhao_tables;
create index placement_once_below on data.placement (superior) where valid_until is not null;

create table data.change (
	id bigint generated always as identity primary key,
	kind text not null,
	unit bigint references data.unit,
	other bigint references data.unit,
	effective_on date not null,
	body jsonb not null,
	basis text not null,
	account bigint references data.account,
	name text not null,
	ordered timestamptz not null default base.now(),
	applied timestamptz,
	withdrawn timestamptz,
	refused text,
	constraint change_kind_is_known check (kind in ('create', 'rename', 'move', 'split', 'merge', 'dissolve')),
	constraint change_has_a_basis check (base.is_line(basis, 200)),
	constraint change_ends_once check (num_nonnulls(applied, withdrawn) <= 1)
);
comment on table data.change is
'Changes of the organisation: ordered by whom, on what paper, for which day. Those for a day to come wait; the keeper applies
them in its first minute. Never deleted.';
comment on column data.change.unit is 'the unit it happens to; of a create, the new one once applied';
comment on column data.change.other is 'the second unit: of a create and a move the superior to be, of a merge and a dissolution where members go; who works above it sees the change too';
comment on column data.change.body is 'what is new: names, kind, sector, superior, order; of a split the parts, of a merge and a dissolution where all goes';
comment on column data.change.refused is 'why it could not be applied on its day; it waits for a person then';
comment on constraint change_has_a_basis on data.change is '依据没有填，或者超过200字。';
create index change_of_unit on data.change (unit, effective_on);
create index change_that_waits on data.change (effective_on) where applied is null and withdrawn is null;

create table data.unit_past (
	unit bigint not null references data.unit,
	valid_until date not null,
	kind text not null references data.kind,
	full_name text not null,
	short_name text not null,
	public_name text,
	sector text,
	official_order integer not null,
	change bigint references data.change,
	primary key (unit, valid_until)
);
comment on table data.unit_past is 'What a unit was until a day: the row of data.unit before each change of its names, kind, sector or order.';
comment on column data.unit_past.valid_until is 'the last day on which this held';

create table data.descent (
	unit bigint not null references data.unit,
	origin bigint not null references data.unit,
	change bigint not null references data.change,
	primary key (unit, origin)
);
comment on table data.descent is 'Which units a unit came from by a split or a merge: their past is its past.';
create index descent_of_origin on data.descent (origin);

alter table data.scope add column since date not null default base.today();
comment on column data.scope.since is 'since when the unit has been below this superior';
reset role;
update data.scope as s
set since = greatest(u.opened_on, coalesce((select max(p.valid_from) from data.placement as p
	join data.scope as between_them on between_them.unit = s.unit and between_them.superior = p.unit
	join data.scope as above on above.unit = p.unit and above.superior = s.superior
	where p.valid_until is null and above.depth > 0), u.opened_on))
from data.unit as u
where u.id = s.unit;
set role wuhao_tables;

create table data.scope_past (
	superior bigint not null references data.unit,
	unit bigint not null references data.unit,
	since date not null,
	until date not null,
	primary key (unit, superior, since)
);
comment on table data.scope_past is 'The closure of the placements that ended: who stood below whom from when until when. Kept by the trigger of data.placement.';
create index scope_past_below on data.scope_past (superior, unit);

create table data.search_key (
	key text collate "C" not null,
	what text not null,
	id bigint not null,
	unit bigint not null,
	place smallint not null,
	primary key (what, key, id),
	constraint search_key_is_of_a_thing check (what in ('unit', 'person'))
);
comment on table data.search_key is
'What units and members are found by: each end of their names, the pinyin, its initials, the internal number. Written by the
keeper, which alone knows pinyin, within seconds of a change; rebuilt to the same rows.';
comment on column data.search_key.place is 'characters before the key in the name; a find near the front comes first';
comment on column data.search_key.unit is 'the unit itself, or the member''s: what a find asks data.scope about';
create index search_key_at_the_front on data.search_key (what, key, id) include (unit) where place = 0;
create index search_key_of on data.search_key (what, id);
create table data.search_due (
	what text not null,
	id bigint not null,
	primary key (what, id)
);
comment on table data.search_due is 'What the keeper is to write keys for: put here by the triggers of data.unit and data.person.';

create table data.standard_edit (
	id bigint generated always as identity primary key,
	catalogue integer not null,
	code text not null,
	account bigint references data.account,
	name text not null,
	reason text not null,
	at timestamptz not null default base.now(),
	constraint standard_edit_has_a_reason check (base.is_line(reason, 200))
);
comment on table data.standard_edit is 'Who changed which standard of an unconfirmed version, and why. Who did may not confirm it.';
comment on constraint standard_edit_has_a_reason on data.standard_edit is '修改理由没有填，或者超过200字。';
alter table data.catalogue add column campaign text, add column basis text;
comment on column data.catalogue.campaign is 'the campaign that this version is for';
alter table data.standard add column kinds text[] not null default '{}', add column sectors text[] not null default '{}';
comment on column data.standard.kinds is '分类指导: the kinds of unit that it is for; empty for all';
comment on column data.standard.sectors is '分类指导: the sectors that it is for; empty for all';

create table data.rule_kind (
	name text primary key,
	label text not null,
	heading text not null,
	unit_of_measure text not null,
	least numeric not null,
	most numeric not null,
	whole boolean not null default true,
	official_order smallint not null
);
comment on table data.rule_kind is 'The rules that there are, as the settings page lists them: what each is called, between which limits it may be set.';
create trigger close_unit after update of closed_on on data.unit
	for each row when (new.closed_on is not null) execute function base.close_unit();
create trigger refuse_closed after insert or update of unit on data.person for each row execute function base.refuse_closed();
create trigger refuse_closed after insert on data.item for each row execute function base.refuse_closed();
create trigger note_unit after insert or update of full_name, short_name, public_name, closed_on on data.unit
	for each row execute function base.note_search('unit');
reset role;
insert into data.search_due (what, id) select 'unit', u.id from data.unit as u;
