-- Tens of thousands of members at once: what follows from a change of data.person is done once a statement, and what an import's
-- rows need of their import is asked once a statement.
set role wuhao_tables;

drop trigger count_person on data.person;
drop trigger note_person on data.person;
drop trigger refuse_closed on data.person;
create trigger follow_entry after insert on data.person
	referencing new table as come for each statement execute function base.follow_entry();
create trigger follow_change after update on data.person
	referencing old table as gone new table as come for each statement execute function base.follow_change();
create trigger follow_removal after delete on data.person
	referencing old table as gone for each statement execute function base.follow_removal();

-- in the place of a foreign key, which is asked row by row
alter table data.import_row drop constraint import_row_import_fkey;
create trigger rows_of_import after insert on data.import_row
	referencing new table as come for each statement execute function base.keep_import_rows();
create trigger rows_of_import_move after update on data.import_row
	referencing new table as come for each statement execute function base.keep_import_rows();
create trigger rows_go after delete on data.import
	referencing old table as gone for each statement execute function base.keep_import_rows();
drop index data.import_row_that_made;
create index import_row_that_made on data.import_row (target) where action = 'create' and target is not null;
reset role;
