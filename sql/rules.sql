-- Who may do what: every grant and every row policy of this installation, to be read from top to bottom in one sitting.
--
-- Three locks, one behind the other:
--   1. A program logs in as wuhao_<word> and may execute the verbs of its own route table, and nothing else.
--   2. A verb runs as its owner verbs_<word> (no login), which is granted the tables and columns it needs.
--   3. Row policies, forced for all, show an owner's statements only the rows of whoever calls.
-- Who calls is known by the session's token alone (base.account), which session.enter was given; base.seats() are the
-- units whose subtree the caller works on. Policies of verbs_keeper and wuhao_base say true, by name: they work for
-- nobody in particular.
--
-- `wuhao migrate` applies this file, and after it its parts rules-<word>.sql, in one transaction with the verbs. It takes
-- all grants back before; it makes a policy anew only when its text has changed, and drops those that are no longer in
-- here. A new word adds its lines below a heading of its own. Functions are open to nobody when they are made (base.sql) and are opened here by name.

-- part: ballot
-- ============================================================================================ ballot
-- The box knows no caller: whoever holds a card may answer once. There are no rows to keep apart, so grants are the whole
-- lock: who answers can put an answer in and read none, and who seals never changes a card. No role sees both a card
-- being used and an answer.
grant usage on schema box to verbs_ballot, verbs_seal;
grant select on box.round, box.unit, box.question, box.mark, box.batch to verbs_ballot;
grant select, update (used) on box.card to verbs_ballot;
grant insert on box.key, box.entry, box.entry_text, box.entry_pressure to verbs_ballot;
-- The sealer takes in what officers send (it makes cards and never sees one again), seals what waits and hands it over.
grant select, insert, update on box.round, box.unit to verbs_seal;
grant select, insert on box.question, box.mark to verbs_seal;
grant insert on box.received, box.batch, box.card to verbs_seal;
grant select (batch), update (voided) on box.batch to verbs_seal;
grant select, insert, truncate on box.entry, box.entry_text, box.entry_pressure to verbs_seal;
grant select, insert, delete on box.sealed, box.sealed_text, box.sealed_pressure to verbs_seal;
grant select (round), delete on box.key to verbs_seal;
grant usage on schema ballot to wuhao_ballot, wuhao_seal, verbs_seal;
grant execute on function ballot.answer(text, bytea, bytea, bigint, text[], text[], boolean), ballot.form(text),
	ballot.state(bytea), ballot.check(bytea) to wuhao_ballot;
grant execute on function ballot.form(text), ballot.receive(bigint, text, json), ballot.waiting(),
	ballot.seal_answers(bigint, text, boolean), ballot.seal_texts(bigint, text, boolean),
	ballot.seal_pressure(bigint, text, boolean), ballot.progress(), ballot.take(bigint, text, uuid, integer),
	ballot.gone(bigint), ballot.forms(bigint) to wuhao_seal;

-- part: house
-- ============================================================================================ the floor under all
-- Row security on every table of data, for its owner too: a table without a policy shows nothing to anybody.
do $$
declare
	place regclass;
begin
	for place in
		select c.oid
		from pg_class as c
		where c.relnamespace = 'data'::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
	loop
		execute format('alter table %s enable row level security, force row level security', place);
	end loop;
end $$;

grant usage on schema data to wuhao_base, verbs_session, verbs_flow, verbs_account, verbs_org, verbs_goal, verbs_evidence, verbs_survey,
	verbs_report, verbs_keeper;

-- What ships with the product, and the shape of the hierarchy in numbers of units: no secret, and so for grants to decide.
create policy kind_is_no_secret on data.kind for select using (true);
create policy catalogue_is_no_secret on data.catalogue for select using (true);
create policy standard_is_no_secret on data.standard for select using (true);
create policy rule_is_no_secret on data.rule for select using (true);
create policy setting_is_no_secret on data.setting for select using (true);
create policy sentence_is_no_secret on data.sentence for select using (true);
create policy holiday_year_is_no_secret on data.holiday_year for select using (true);
create policy holiday_is_no_secret on data.holiday for select using (true);
create policy role_is_no_secret on data.role for select using (true);
create policy state_is_no_secret on data.state for select using (true);
create policy verb_is_no_secret on data.verb for select using (true);
create policy step_is_no_secret on data.step for select using (true);
create policy stratum_is_no_secret on data.stratum for select using (true);
create policy channel_is_no_secret on data.channel for select using (true);
create policy template_is_no_secret on data.template for select using (true);
create policy sector_is_no_secret on data.sector for select using (true);
create policy rule_kind_is_no_secret on data.rule_kind for select using (true);
create policy rule_withdrawal_is_no_secret on data.rule_withdrawal for select using (true);
create policy standard_edit_is_no_secret on data.standard_edit for select using (true);
create policy post_is_no_secret on data.post for select using (true);
create policy placement_is_no_secret on data.placement for select using (true);
create policy scope_is_no_secret on data.scope for select using (true);
-- of which units a published round tells is printed with its result
create policy concerned_is_no_secret on data.concerned for select using (true);
-- the policies below look into the closure
grant select on data.scope to verbs_flow, verbs_account, verbs_org, verbs_goal, verbs_evidence, verbs_survey, verbs_report;
grant select on data.concerned to verbs_flow, verbs_org, verbs_survey, verbs_report;

-- ============================================================================================ base
-- The functions that tables and policies stand on: they find out who calls, keep closure and lists, and write the audit.
-- Nobody else inserts into the audit, and nobody changes it.
grant select (id, name, sign_in, person, disabled_on) on data.account to wuhao_base;
grant select on data.unit, data.kind to wuhao_base;
grant select on data.session, data.seat, data.delegation, data.role, data.totp, data.placement, data.setting,
	data.rule, data.rule_withdrawal, data.catalogue, data.holiday_year, data.holiday, data.item, data.round, data.round_unit,
	data.question, data.progress, data.stratum, data.channel, data.sentence, data.state, data.evidence, data.blob, data.quota, data.upload to wuhao_base;
grant update (line) on data.item to wuhao_base;
grant select, insert, update on data.stored to wuhao_base;
grant select, insert, delete on data.scope, data.listed, data.concerned to wuhao_base;
grant select, insert, update (until) on data.scope_past to wuhao_base;
grant select, insert, update on data.roster to wuhao_base;
grant select, insert, update on data.search_due to wuhao_base;
grant insert on data.audit, data.coverage_due, data.due_again to wuhao_base;
grant select on data.goal, data.campaign to wuhao_base;
create policy session_for_base on data.session for select to wuhao_base using (true);
create policy seat_for_base on data.seat for all to wuhao_base using (true);
create policy account_for_base on data.account for select to wuhao_base using (true);
create policy delegation_for_base on data.delegation for select to wuhao_base using (true);
create policy totp_for_base on data.totp for select to wuhao_base using (true);
create policy unit_for_base on data.unit for select to wuhao_base using (true);
create policy item_for_base on data.item for all to wuhao_base using (true);
create policy round_for_base on data.round for select to wuhao_base using (true);
create policy round_unit_for_base on data.round_unit for select to wuhao_base using (true);
create policy question_for_base on data.question for select to wuhao_base using (true);
create policy progress_for_base on data.progress for select to wuhao_base using (true);
create policy scope_for_base on data.scope for all to wuhao_base using (true);
create policy listed_for_base on data.listed for all to wuhao_base using (true);
create policy concerned_for_base on data.concerned for all to wuhao_base using (true);
create policy scope_past_for_base on data.scope_past for all to wuhao_base using (true);
create policy roster_for_base on data.roster for all to wuhao_base using (true);
create policy search_due_for_base on data.search_due for all to wuhao_base using (true);
create policy evidence_for_base on data.evidence for select to wuhao_base using (true);
create policy blob_for_base on data.blob for select to wuhao_base using (true);
create policy stored_for_base on data.stored for all to wuhao_base using (true);
create policy audit_for_base on data.audit for insert to wuhao_base with check (true);
create policy goal_for_base on data.goal for select to wuhao_base using (true);
create policy coverage_due_for_base on data.coverage_due for insert to wuhao_base with check (true);
create policy due_again_for_base on data.due_again for insert to wuhao_base with check (true);

-- ============================================================================================ session
-- The door of every program but the ballot and the keeper. It lets a session live on and keeps answers by key; of an
-- account it reads only whether it was disabled.
grant select, update (idle_until) on data.session to verbs_session;
grant select (id, disabled_on) on data.account to verbs_session;
grant select, insert, update (answer) on data.kept to verbs_session;
create policy session_own on data.session for all to verbs_session
	using (digest = sha256(decode(nullif(current_setting('wuhao.token', true), ''), 'hex')));
create policy kept_own on data.kept for all to verbs_session using (account = (select base.account()));
-- whose name is written down in a history, or greeted: the caller's own
create policy account_own on data.account for select to verbs_session, verbs_flow, verbs_org using (id = (select base.account()));

grant usage on schema session to wuhao_account, wuhao_org, wuhao_goal, wuhao_evidence, wuhao_survey, wuhao_report;
grant execute on function session.enter, session.keep to wuhao_account, wuhao_org, wuhao_goal, wuhao_evidence, wuhao_survey, wuhao_report;

-- ============================================================================================ flow
-- The engine alone changes an item's state and version, and writes its history. Other words' verbs call it.
grant select, insert, update (state, version) on data.item to verbs_flow;
grant select, insert on data.event to verbs_flow;
grant select on data.state, data.verb, data.step, data.role, data.seat to verbs_flow;
grant select (id, name) on data.account to verbs_flow;

-- An item is seen and worked on by whoever has a seat at its unit or above, today or as it stood on the item's date.
-- One probe a row, behind every list; `offset 0` keeps it one.
create policy item_scope on data.item for all to verbs_flow, verbs_org, verbs_goal, verbs_evidence, verbs_survey, verbs_report
	using ((select base.sees_all()) or exists (
		select from data.scope as s
		where s.unit in (item.unit, item.superior, item.other) and s.superior = any ((select base.seats())::bigint[]) offset 0));
-- A published round is also seen, not worked on, by those whose units it asked about …
create policy item_published on data.item for select to verbs_flow, verbs_org, verbs_survey, verbs_report
	using (workflow = 'round' and state = 'published' and exists (
		select from data.concerned as c
		where c.item = item.id and c.superior = any ((select base.seats())::bigint[]) offset 0));
-- … and by everybody through the public doors. (The setting is no right: forged, it shows what is published anyway.)
create policy item_public on data.item for select to verbs_survey
	using (workflow = 'round' and state = 'published' and current_setting('wuhao.verb', true) like 'survey.published%');
-- A member's own items are theirs, wherever they sit; what is shared as an exemplar is read by everybody who is signed in.
create policy item_own on data.item for all to verbs_flow, verbs_goal, verbs_evidence, verbs_report
	using (subject = (select base.person()));
create policy item_exemplar on data.item for select to verbs_flow, verbs_goal, verbs_evidence
	using (shared and (select base.account()) is not null);
-- A plan that is handed down is read by everybody who sits below it.
create policy item_handed_down on data.item for select to verbs_flow, verbs_goal
	using (workflow = 'plan' and state = 'published' and exists (
		select from data.scope as s
		where s.superior = item.unit and s.unit = any ((select base.places())::bigint[]) offset 0));
-- The clockwork, known by its log-in, moves what is due wherever it stands.
create policy item_for_the_clockwork on data.item for all to verbs_flow using (session_user = 'wuhao_keeper');
-- So does the worker, who keeps what was sent and checked, and sees whether what it was sent for takes it still.
create policy item_for_the_worker on data.item for all to verbs_flow, verbs_evidence using (session_user = 'wuhao_worker');
-- What lists walk: the ids below the caller's own seats.
create policy listed_own on data.listed for select to verbs_flow, verbs_org, verbs_goal, verbs_evidence, verbs_survey, verbs_report
	using (superior = any ((select base.seats())::bigint[]));
-- What happened to an item is seen with it.
create policy event_of_item on data.event for all to verbs_flow using (exists (select from data.item as i where i.id = event.item));
-- Who sits where is read by nobody but account and base, save one's own.
create policy seat_own on data.seat for select to verbs_flow
	using (account = (select base.account()));

grant usage on schema flow to verbs_org, verbs_goal, verbs_evidence, verbs_survey, verbs_keeper;
grant execute on function flow.open_item, flow.move, flow.verbs, flow.events, flow.may to verbs_org, verbs_goal, verbs_evidence, verbs_survey;
grant execute on function flow.works_on, flow.open_kept to verbs_evidence;
grant execute on function flow.move to verbs_keeper;

-- ============================================================================================ org
-- The tree, units' pages, rosters. A unit is seen from its subtree's seats of any role, and from below: whoever
-- sits somewhere sees the chain of superiors. A roster is for those who work on the unit, and org.members writes it down.
grant select on data.unit, data.placement, data.kind, data.person, data.item, data.round_unit, data.state to verbs_org;
create policy unit_in_sight on data.unit for select to verbs_account, verbs_org, verbs_goal, verbs_evidence, verbs_survey, verbs_report
	using (exists (
			select from data.scope as s
			where s.unit = unit.id and s.superior = any ((select base.places())::bigint[]) offset 0)
		or exists (
			select from data.scope as s
			where s.superior = unit.id and s.unit = any ((select base.places())::bigint[]) offset 0));

-- ---- org: members
-- A member is seen by whoever works on their unit (above), by the side that is asked to take them in, and by themselves; what
-- happened to them, and their posts, with them. Secretaries, reviewers and officers enter; org.keeps says which of them where.
grant insert, update (unit, name, state, duty, joined_on, number, full_on, since, probation_until, identity_cipher, identity_digest)
	on data.person to verbs_org;
grant select (id, name, person) on data.account to verbs_org;
grant select on data.role, data.holiday, data.roster to verbs_org;
grant select, insert on data.career, data.look, data.transfer to verbs_org;
create policy person_in_scope on data.person for select to verbs_org
	using ((select base.sees_all()) or exists (
		select from data.scope as s
		where s.unit = person.unit and s.superior = any ((select base.seats())::bigint[]) offset 0)
		or id = (select a.person from data.account as a where a.id = (select base.account()))
		or exists (
			select from data.transfer as t
			join data.item as i on i.id = t.item
			where t.person = person.id and i.state = 'asked' offset 0));
create policy person_entered on data.person for insert to verbs_org
	with check (exists (
		select from data.scope as s
		where s.unit = person.unit and s.superior = any ((select base.held(array['officer', 'reviewer', 'secretary']))::bigint[]) offset 0));
create policy person_changed on data.person for update to verbs_org
	using (exists (
		select from data.scope as s
		where s.unit = person.unit and s.superior = any ((select base.held(array['officer', 'reviewer', 'secretary']))::bigint[]) offset 0)
		or exists (
			select from data.transfer as t
			join data.item as i on i.id = t.item
			where t.person = person.id and i.state = 'asked' offset 0))
	with check (exists (
		select from data.scope as s
		where s.unit = person.unit and s.superior = any ((select base.held(array['officer', 'reviewer', 'secretary']))::bigint[]) offset 0));
create policy career_of_person on data.career for all to verbs_org
	using (exists (select from data.person as p where p.id = career.person));
create policy look_of_person on data.look for select to verbs_org
	using (exists (select from data.person as p where p.id = look.person));
create policy look_noted on data.look for insert to verbs_org
	with check (account = (select base.account()) and exists (select from data.person as p where p.id = look.person));
create policy transfer_of_item on data.transfer for all to verbs_org
	using (exists (select from data.item as i where i.id = transfer.item));
-- ---- org: posts and terms
-- Seen by whoever works on the unit, and with the member who holds them.
grant select on data.post to verbs_org;
grant select, insert, update (until, since, title, trained_on) on data.tenure to verbs_org;
grant select, insert, update (ended_on, due_on) on data.term to verbs_org;
grant select, insert on data.term_reply to verbs_org;
grant select, insert, update (until) on data.responsibility to verbs_org;
create policy tenure_in_scope on data.tenure for select to verbs_org
	using ((select base.sees_all()) or exists (
		select from data.scope as s
		where s.unit = tenure.unit and s.superior = any ((select base.seats())::bigint[]) offset 0)
		or exists (select from data.person as p where p.id = tenure.person offset 0));
-- Given by who keeps the unit's posts (org.keeps): reviewers and officers above, the secretary of the unit, of a group the branch's.
create policy tenure_given on data.tenure for insert to verbs_org
	with check (exists (
		select from data.scope as s
		where s.unit = tenure.unit and (s.superior = any ((select base.held(array['officer', 'reviewer']))::bigint[])
			or s.superior = any ((select base.held(array['secretary']))::bigint[]) and (s.depth = 0
				or s.depth = 1 and exists (select from data.unit as u where u.id = tenure.unit and u.kind = 'group'))) offset 0));
-- Changed by the same, and ended with the membership, wherever the post is, by who keeps the member or takes them in.
create policy tenure_changed on data.tenure for update to verbs_org
	using (exists (
		select from data.scope as s
		where s.unit = tenure.unit and (s.superior = any ((select base.held(array['officer', 'reviewer']))::bigint[])
			or s.superior = any ((select base.held(array['secretary']))::bigint[]) and (s.depth = 0
				or s.depth = 1 and exists (select from data.unit as u where u.id = tenure.unit and u.kind = 'group'))) offset 0)
		or exists (
			select
			from data.person as p
			where p.id = tenure.person and (exists (
				select from data.scope as s
				where s.unit = p.unit and s.superior = any ((select base.held(array['officer', 'reviewer', 'secretary']))::bigint[]) offset 0)
				or exists (
					select from data.transfer as t
					join data.item as i on i.id = t.item
					where t.person = p.id and i.state = 'asked' offset 0))));
create policy term_in_scope on data.term for all to verbs_org
	using ((select base.sees_all()) or exists (
		select from data.scope as s
		where s.unit = term.unit and s.superior = any ((select base.seats())::bigint[]) offset 0));
create policy reply_of_term on data.term_reply for all to verbs_org
	using (exists (select from data.term as t where t.id = term_reply.term));
-- What falls due below a unit is seen by whoever works on it, and written by the keeper's turns.
grant select, insert, delete on data.due, data.due_count, data.due_again to verbs_org;
grant select, update on data.due_day to verbs_org;
create policy due_in_scope on data.due for select to verbs_org
	using (superior = any ((select base.seats())::bigint[]) or exists (
		select from data.scope as s
		where s.unit = due.superior and s.superior = any ((select base.seats())::bigint[]) offset 0));
create policy due_count_in_scope on data.due_count for select to verbs_org
	using (superior = any ((select base.seats())::bigint[]) or exists (
		select from data.scope as s
		where s.unit = due_count.superior and s.superior = any ((select base.seats())::bigint[]) offset 0));
create policy due_written on data.due for all to verbs_org using (session_user = 'wuhao_keeper');
create policy due_count_written on data.due_count for all to verbs_org using (session_user = 'wuhao_keeper');
create policy due_again_taken on data.due_again for all to verbs_org using (session_user = 'wuhao_keeper');
create policy due_day_kept on data.due_day for all to verbs_org using (session_user = 'wuhao_keeper');
create policy responsibility_in_scope on data.responsibility for all to verbs_org
	using ((select base.sees_all()) or exists (
		select from data.scope as s
		where s.unit = responsibility.unit and s.superior = any ((select base.seats())::bigint[]) offset 0));

grant usage on schema org to wuhao_org;
grant execute on function org.tree, org.find, org.unit to wuhao_org;
grant execute on function org.members, org.add_member, org.mend_member, org.change_member, org.extend_probation, org.regroup, org.person, org.look, org.own,
	org.identity_kept, org.set_identity, org.identity, org.find_identity, org.receivers, org.ask_transfer, org.transfer, org.accept_transfer,
	org.refuse_transfer, org.withdraw_transfer to wuhao_org;
grant execute on function org.posts, org.candidates, org.appoint, org.end_tenure, org.mend_tenure, org.elect, org.reply,
	org.hold_responsible, org.end_responsible, org.due, org.due_counts to wuhao_org;

-- ---- org: rules and standards
-- Read by all who are signed in; written by officers at the top of the tree alone. Rules' rows only grow; a standard changes
-- only while its version is not confirmed (a trigger of its table holds that against everybody).
grant select on data.rule, data.rule_kind, data.rule_withdrawal, data.catalogue, data.standard, data.standard_edit, data.sector
	to verbs_org;
grant insert on data.rule, data.rule_withdrawal, data.standard_edit, data.catalogue to verbs_org;
grant update (confirmed_on, confirmed_by) on data.catalogue to verbs_org;
grant insert, update, delete on data.standard to verbs_org;
create policy rule_set on data.rule for insert to verbs_org with check ((select base.is_head(array['officer'])));
create policy rule_withdrawn on data.rule_withdrawal for insert to verbs_org with check ((select base.is_head(array['officer'])));
create policy standard_edited on data.standard_edit for insert to verbs_org with check ((select base.is_head(array['officer'])));
create policy standard_written on data.standard for all to verbs_org using ((select base.is_head(array['officer'])));
create policy catalogue_begun on data.catalogue for insert to verbs_org with check ((select base.is_head(array['officer'])));
create policy catalogue_confirmed on data.catalogue for update to verbs_org using ((select base.is_head(array['officer'])));
grant execute on function org.rules, org.set_rule, org.withdraw_rule, org.standards, org.confirm, org.copy_standards,
	org.edit_standard, org.add_standard, org.remove_standard to wuhao_org;

-- ============================================================================================ report
-- The home page's to-do list: heads and steps.
grant select on data.item, data.listed, data.step, data.verb, data.state, data.unit, data.kind, data.campaign to verbs_report;

grant usage on schema report to wuhao_report, verbs_account, verbs_evidence;
grant execute on function report.home to wuhao_report;
grant execute on function report.address to verbs_evidence;
grant execute on function report.count to verbs_account;
