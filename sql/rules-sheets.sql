-- part: house
-- Who may do what, continued: sheets that come in and go out. Read after rules.sql.
-- ============================================================================================ org: sheets
-- An import is its sender's own. The keeper forgets its file.
grant select, insert, update (layout, counts, state, applied, undone, file) on data.import to verbs_org;
grant select, insert, delete, update (target) on data.import_row to verbs_org;
grant select, insert, update (field) on data.import_column to verbs_org;
grant delete on data.person, data.tenure to verbs_org;
grant insert, update (full_name, short_name, public_name, sector, official_order, opened_on, closed_on) on data.unit to verbs_org;
grant usage on sequence data.unit_id_seq, data.person_id_seq, data.tenure_id_seq to verbs_org;
grant insert, update (valid_from, valid_until) on data.placement to verbs_org;
grant insert on data.change to verbs_org;
grant select, insert, delete on data.unit_past to verbs_org;
create policy import_own on data.import for all to verbs_org using (account = (select base.account()));
create policy import_row_own on data.import_row for all to verbs_org
	using (import in (select i.id from data.import as i)); -- asked once a statement, not for each of 50,000 rows
create policy import_column_own on data.import_column for all to verbs_org using (account = (select base.account()));
create policy import_for_base on data.import for select to wuhao_base using (true);
create policy import_row_for_base on data.import_row for all to wuhao_base using (true);
grant select on data.import to wuhao_base;
grant select, delete on data.import_row to wuhao_base; -- rows go with their import (base.keep_import_rows)
-- what stands at a unit that is to be taken back: seats and rounds base reads already
grant select (unit) on data.upload, data.quota to wuhao_base;
create policy upload_for_base on data.upload for select to wuhao_base using (true);
create policy quota_for_base on data.quota for select to wuhao_base using (true);
create policy import_for_keeper on data.import for all to verbs_keeper using (true);
grant select (id, made, state, file), update (file), delete on data.import to verbs_keeper;
-- What it writes lies in the caller's subtree, as by hand, on the policies of members, posts and units; taking back deletes.
-- Only a member whom an import of the caller's made goes, while that import stands.
create policy person_taken_back on data.person for delete to verbs_org
	using (exists (
		select
		from data.import_row as r
		join data.import as i on i.id = r.import
		where r.target = person.id and r.action = 'create' and i.kind = 'members' and i.state = 'applied' offset 0)
		and exists (
			select from data.scope as s
			where s.unit = person.unit and s.superior = any ((select base.held(array['secretary', 'reviewer', 'officer']))::bigint[]) offset 0));
-- By the kind of unit, as org.may_order has it: officers all, reviewers and secretaries what their kinds say.
create policy unit_added on data.unit for insert to verbs_org
	with check (exists (
		select
		from data.kind as k
		where k.kind = unit.kind and ((select base.held(array['officer'])) <> '{}'
			or k.ordered_by in ('reviewer', 'secretary') and (select base.held(array['reviewer'])) <> '{}'
			or k.ordered_by = 'secretary' and (select base.held(array['secretary'])) <> '{}')));
create policy unit_changed on data.unit for update to verbs_org
	using (exists (
		select
		from data.kind as k
		join data.scope as s on s.unit = unit.id
		where k.kind = unit.kind and (s.superior = any ((select base.held(array['officer']))::bigint[])
			or k.ordered_by in ('reviewer', 'secretary') and s.superior = any ((select base.held(array['reviewer']))::bigint[])
			or k.ordered_by = 'secretary' and s.superior = any ((select base.held(array['secretary']))::bigint[])) offset 0));
create policy placement_begun on data.placement for insert to verbs_org
	with check (base.may_place(unit, superior, (select base.held(array['officer'])), (select base.held(array['reviewer'])),
		(select base.held(array['secretary']))));
-- a placement ends, or held for no day, where its unit or its superior is the caller's to order
create policy placement_ended on data.placement for update to verbs_org
	using (exists (
			select from data.scope as s
			where s.unit = placement.unit and s.superior = any ((select base.held(array['officer']))::bigint[]) offset 0)
		or base.may_place(unit, superior, (select base.held(array['officer'])), (select base.held(array['reviewer'])),
			(select base.held(array['secretary']))));
create policy placement_undone on data.placement for delete to verbs_org
	using (exists (
			select from data.scope as s
			where s.unit = placement.unit and s.superior = any ((select base.held(array['officer']))::bigint[]) offset 0)
		or base.may_place(unit, superior, (select base.held(array['officer'])), (select base.held(array['reviewer'])),
			(select base.held(array['secretary']))));
create policy change_ordered on data.change for insert to verbs_org with check (account = (select base.account()));
-- Posts of an import that is taken back.
create policy tenure_taken_back on data.tenure for delete to verbs_org
	using (exists (
		select
		from data.import_row as r
		join data.import as i on i.id = r.import
		where r.target = tenure.id and r.action = 'create' and i.kind = 'posts' and i.state = 'applied' offset 0));
create policy unit_past_of_unit on data.unit_past for all to verbs_org
	using (exists (select from data.unit as u where u.id = unit_past.unit));
grant execute on function org.import_begin, org.import_add, org.import_file, org.import_columns, org.import_check, org.imports,
	org.import_show, org.import_rows, org.import_bad, org.import_apply, org.import_undo, org.export_lines to wuhao_org;
