-- Who works on few units finds members unit by unit, whatever their names have in common with half of the city's.
set role wuhao_tables;
create index search_key_in_unit on data.search_key (what, unit, key) include (id, place);
reset role;
