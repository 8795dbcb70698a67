-- part: house
-- Who may do what, continued: the changes of the hierarchy, kinds and sectors, and what names are found by. Read after rules.sql.
-- ============================================================================================ org: units
-- Changes of the hierarchy are ordered by those whom org.may_order names and done by org.apply; the keeper, known by its log-in, does
-- those whose day has come, wherever they stand. Nothing is deleted but a placement that held for no day.
-- what stood below what, and what came of what, is the hierarchy's shape and no secret
create policy scope_past_is_no_secret on data.scope_past for select using (true);
create policy descent_is_no_secret on data.descent for select using (true);
-- the triggers of the hierarchy: what units are dissolved, and who held a role there
grant select on data.unit to wuhao_base;
grant update (valid_until, ended_by) on data.seat to wuhao_base;
grant select on data.scope_past, data.unit_past, data.descent, data.change, data.roster, data.sector, data.step, data.role, data.term,
	data.tenure, data.responsibility to verbs_org;
grant insert, update (kind, full_name, short_name, public_name, sector, official_order, closed_on) on data.unit to verbs_org;
grant select on sequence data.unit_id_seq to verbs_org;
grant insert, delete, update (valid_until) on data.placement to verbs_org;
grant insert on data.unit_past, data.descent, data.career to verbs_org;
grant insert, update (unit, applied, withdrawn, refused) on data.change to verbs_org;
grant update (unit, since) on data.person to verbs_org;
grant update (until) on data.tenure, data.responsibility to verbs_org;
grant update (ended_on) on data.term to verbs_org;
grant insert, update on data.kind, data.sector to verbs_org;
-- Read as of a day, a unit is seen by whoever sat above or below it then; and one that is dissolved by its last superiors.
create policy unit_once_in_sight on data.unit for select to verbs_org
	using ((select base.day()) is not null and (exists (
			select from data.scope_past as s
			where s.unit = unit.id and s.superior = any ((select base.places())::bigint[])
				and (select base.day()) between s.since and s.until offset 0)
		or exists (
			select from data.scope_past as s
			where s.superior = unit.id and s.unit = any ((select base.places())::bigint[])
				and (select base.day()) between s.since and s.until offset 0)));
create policy unit_dissolved on data.unit for select to verbs_org
	using (closed_on is not null and exists (
		select from data.scope_past as s
		where s.unit = unit.id and s.superior = any ((select base.places())::bigint[]) and s.until >= unit.closed_on - 1 offset 0));
create policy unit_for_the_clockwork on data.unit for all to verbs_org using (session_user = 'wuhao_keeper');
create policy placement_for_the_clockwork on data.placement for all to verbs_org using (session_user = 'wuhao_keeper');
create policy descent_kept on data.descent for insert to verbs_org
	with check (exists (select from data.unit as u where u.id = descent.origin));
-- A change is seen by whoever works on one of its units, or did when it ended there.
create policy change_in_scope on data.change for all to verbs_org
	using (session_user = 'wuhao_keeper' or exists (
			select from data.scope as s
			where s.unit in (change.unit, change.other) and s.superior = any ((select base.seats())::bigint[]) offset 0)
		or exists (
			select from data.scope_past as s
			where s.unit = change.unit and s.superior = any ((select base.seats())::bigint[])
				and s.until >= change.effective_on - 1 offset 0));
create policy roster_in_scope on data.roster for select to verbs_org
	using ((select base.sees_all()) or session_user = 'wuhao_keeper' or exists (
		select from data.scope as s
		where s.unit = roster.unit and s.superior = any ((select base.seats())::bigint[]) offset 0));
-- Members that go along, and what ends with a unit.
create policy person_for_the_clockwork on data.person for all to verbs_org using (session_user = 'wuhao_keeper');
create policy career_for_the_clockwork on data.career for all to verbs_org using (session_user = 'wuhao_keeper');
create policy tenure_for_the_clockwork on data.tenure for all to verbs_org using (session_user = 'wuhao_keeper');
create policy item_for_the_hierarchys_clockwork on data.item for select to verbs_org using (session_user = 'wuhao_keeper');
create policy term_ended on data.term for all to verbs_org
	using (session_user = 'wuhao_keeper' or exists (
		select from data.scope as s
		where s.unit = term.unit and s.superior = any ((select base.seats())::bigint[]) offset 0));
create policy responsibility_ended on data.responsibility for all to verbs_org
	using (session_user = 'wuhao_keeper' or exists (
		select from data.scope as s
		where s.unit in (responsibility.unit, responsibility.holder_unit) and s.superior = any ((select base.seats())::bigint[]) offset 0));
-- Kinds and sectors are changed by officers at the top.
create policy kind_by_officers on data.kind for all to verbs_org using ((select base.is_head(array['officer'])));
create policy sector_by_officers on data.sector for all to verbs_org using ((select base.is_head(array['officer'])));
-- The keys that names are found by: read by the finder, which asks the closure itself, and written by the keeper's turns.
grant select, insert, delete on data.search_key to verbs_org;
grant select, delete, update on data.search_due to verbs_org;
create policy search_key_for_the_finder on data.search_key for select to verbs_org using ((select base.places()) <> '{}');
create policy search_key_written on data.search_key for all to verbs_org using (session_user = 'wuhao_keeper');
create policy search_due_for_the_clockwork on data.search_due for all to verbs_org using (session_user = 'wuhao_keeper');

grant execute on function org.create_unit, org.rename_unit, org.move_unit, org.split_unit, org.merge_units, org.dissolve_unit,
	org.changes, org.withdraw_change, org.apply_change, org.kinds, org.set_kind, org.add_kind, org.add_sector, org.rename_sector,
	org.order_sectors to wuhao_org;
grant usage on schema org to wuhao_keeper;
grant execute on function org.apply_due, org.due_write, org.search_due, org.search_write to wuhao_keeper;
