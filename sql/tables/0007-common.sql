-- What lines may hold became narrower (base.has_hidden), and a column that nobody read goes.

-- A row with something hidden in a line could not be changed any more, whatever the change: its lines lose just that, all
-- of them at once.
do $$
declare
	line record;
	-- the characters of base.has_hidden as they are when this is applied
	hidden constant text := '[\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\U000E0000-\U000E007F]';
begin
	for line in
		select k.conrelid::regclass as home,
			string_agg(format('%1$I = coalesce(nullif(btrim(regexp_replace(t.%1$I, %2$L, '''', ''g'')), ''''), case when t.%1$I is not null then ''（空）'' end)',
				a.attname, hidden), ', ') as cleaned,
			string_agg(format('t.%I ~ %L', a.attname, hidden), ' or ') as found
		from pg_constraint as k
		join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
		where k.contype = 'c' and cardinality(k.conkey) = 1 and k.connamespace = 'data'::regnamespace
			and pg_get_constraintdef(k.oid) like 'CHECK (base.is_line(%'
		group by k.conrelid
	loop
		execute format('update %s as t set %s where %s', line.home, line.cleaned, line.found);
	end loop;
end $$;

set role wuhao_tables;
alter table data.channel drop column note;
