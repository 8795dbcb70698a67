-- Internal numbers are told apart within a unit: what is out of sight is not told by a refusal. What is written about a member
-- goes with the member, and never alone.
set role wuhao_tables;
alter table data.person drop constraint person_number_is_taken;
create unique index person_number_is_taken on data.person (unit, number) where number is not null;
comment on index data.person_number_is_taken is '这个单位的名册里已经有这个内部编号。';
create index person_by_number on data.person (number) where number is not null;
comment on column data.person.number is
'内部编号: what a roster sheet is matched by. Once in a unit (an index) and in what whoever enters it can see (org.check_number): that
it is taken out of their sight nobody may learn';

-- An import that is taken back deletes the members that it made (the policy person_taken_back). pg_trigger_depth() is 0 where a
-- statement names the table itself, and greater where a row goes with its member.
alter table data.career drop constraint career_person_fkey, add foreign key (person) references data.person on delete cascade;
alter table data.look drop constraint look_person_fkey, add foreign key (person) references data.person on delete cascade;
drop trigger career_only_grows on data.career;
create trigger career_only_grows before update or delete on data.career
	for each row when (pg_trigger_depth() = 0) execute function base.refuse_change();
drop trigger look_only_grows on data.look;
create trigger look_only_grows before update or delete on data.look
	for each row when (pg_trigger_depth() = 0) execute function base.refuse_change();
reset role;
