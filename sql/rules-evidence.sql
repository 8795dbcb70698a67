-- part: house
-- Who may do what, continued: uploads, evidence and where it is used. Read after rules.sql.
-- ============================================================================================ evidence
-- ---- evidence: what is kept, links, looks, quotas
grant select (id, name) on data.account to verbs_evidence;
grant select on data.unit, data.state, data.item, data.evidence_type to verbs_evidence;
grant select, insert, update (name, happened_on, restricted, note) on data.evidence to verbs_evidence;
grant select, insert, update (previews, scanned, idle, removed) on data.blob to verbs_evidence;
grant select, insert, update (ended, ended_by, reason) on data.evidence_link to verbs_evidence;
grant select, insert on data.evidence_look to verbs_evidence;
grant select, insert, delete, update (mib, basis, name, at) on data.quota to verbs_evidence;
grant select on data.stored to verbs_evidence;
create policy evidence_type_is_no_secret on data.evidence_type for select using (true);
create policy account_who_uploads on data.account for select to verbs_evidence using (id = (select base.account()) or session_user = 'wuhao_worker');
-- Evidence is seen, and worked on, with its head; its bytes with it, whoever else has the same; a link with either end.
create policy evidence_of_item on data.evidence for all to verbs_evidence
	using (exists (select from data.item as i where i.id = evidence.item));
create policy blob_of_evidence on data.blob for select to verbs_evidence
	using (session_user = 'wuhao_worker' or exists (select from data.evidence as e where e.blob = blob.digest));
create policy link_of_evidence on data.evidence_link for all to verbs_evidence
	using (exists (select from data.item as i where i.id in (evidence_link.evidence, evidence_link.target)));
create policy look_of_evidence on data.evidence_look for select to verbs_evidence
	using (exists (select from data.item as i where i.id = evidence_look.evidence));
create policy look_at_evidence on data.evidence_look for insert to verbs_evidence
	with check (account = (select base.account()) and exists (select from data.item as i where i.id = evidence_look.evidence));
-- How much a unit has and may have is seen by who works on it or above; a share of its own is given by officers at the top.
create policy quota_in_scope on data.quota for select to verbs_evidence
	using (exists (
		select from data.scope as s
		where s.unit = quota.unit and s.superior = any ((select base.seats())::bigint[]) offset 0));
create policy quota_set on data.quota for all to verbs_evidence using ((select base.is_head(array['officer'])));
create policy stored_in_scope on data.stored for select to verbs_evidence
	using (exists (
		select from data.scope as s
		where s.unit = stored.unit and s.superior = any ((select base.seats())::bigint[]) offset 0));

grant usage on schema evidence to wuhao_evidence;
grant execute on function evidence.show, evidence.edit, evidence.withdraw, evidence.library, evidence.link, evidence.end_link, evidence.of,
	evidence.look, evidence.quota, evidence.set_quota to wuhao_evidence;

-- ---- evidence: the worker
-- Known by its log-in: it keeps or refuses what was sent, whoever sent it, and removes what nothing in use is made of.
grant select, insert, update (size, state, waits, refused, received, evidence, finished) on data.upload to verbs_evidence;
create policy blob_for_the_worker on data.blob for all to verbs_evidence using (session_user = 'wuhao_worker');
create policy upload_for_the_worker on data.upload for all to verbs_evidence using (session_user = 'wuhao_worker');
grant usage on schema evidence to wuhao_worker;
grant execute on function evidence.work, evidence.work_kept, evidence.work_refused, evidence.work_waits, evidence.work_unused,
	evidence.work_removed, evidence.work_strange, evidence.work_over, evidence.work_figures to wuhao_worker;

-- ---- evidence: uploads
-- An upload is its account's own, whatever device goes on with it.
create policy upload_own on data.upload for all to verbs_evidence using (account = (select base.account()));
grant execute on function evidence.most, evidence.upload_create, evidence.upload_find, evidence.receive, evidence.upload_end,
	evidence.uploads, evidence.upload_show, evidence.file, evidence.preview to wuhao_evidence;
