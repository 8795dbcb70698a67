-- part: house
-- Who may do what, continued: uploads, evidence and where it is used. Read after rules.sql.
-- ============================================================================================ evidence
grant select on data.state, data.item, data.evidence, data.blob to verbs_evidence;

-- Evidence is seen with its head; its bytes with it.
create policy evidence_seen on data.evidence for select to verbs_evidence
	using (exists (select from data.item as i where i.id = evidence.item));
create policy blob_seen on data.blob for select to verbs_evidence
	using (exists (select from data.evidence as e where e.blob = blob.digest));

grant usage on schema evidence to wuhao_evidence;
grant execute on function evidence.show to wuhao_evidence;
