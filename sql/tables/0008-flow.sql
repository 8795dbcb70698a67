-- An item may concern a second unit beside its own: whom a member is handed over to, who owns a goal together, who helps.
set role wuhao_tables;

alter table data.item add column other bigint references data.unit;
comment on column data.item.other is 'a second unit that the item concerns; null for most. It and its superiors see the item too';
create index item_of_other on data.item (other) where other is not null;
drop trigger list_item on data.item;
create trigger list_item after insert or update of unit, superior, other, due on data.item
	for each row execute function base.list_item();

alter table data.step drop constraint step_reach_is_known;
alter table data.step add constraint step_reach_is_known check (reach in ('unit', 'above', 'over', 'other', 'system'));
comment on table data.step is
'The state machines: replaced as a whole by sql/verbs/<word>.sql. reach: unit, the role is held at the item''s unit;
above, at one of its superiors; over, at either; other, at its second unit or above that; system, by the keeper. note: whether a reason is asked.';
alter table data.step add column asked boolean not null default true;
comment on column data.step.asked is 'whether it stands in the to-do list of who may do it; false: one may, but others are asked first';
reset role;
