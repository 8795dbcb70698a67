-- part: house
-- Who may do what, continued: accounts, roles and the audit. Read after rules.sql.
-- ============================================================================================ account
-- Signing in. Log-in secrets (password hashes, one-time codes, sessions, failed tries, known browsers) are this word's alone:
-- its policies say true, for whoever signs in is nobody yet. Who sits where it reads for the same reason.
grant select on data.account, data.role, data.seat, data.delegation, data.unit to verbs_account;
grant insert, update (login, name, disabled_on, signed_in_on) on data.account to verbs_account;
grant select, insert, update (hash, set_at), delete on data.password to verbs_account;
grant select, insert, delete on data.first_code, data.recovery_code to verbs_account;
grant select, insert, delete, update (secret, confirmed, step) on data.totp to verbs_account;
grant select, insert, delete on data.session to verbs_account;
grant select, insert, delete, update (failures, last) on data.attempt to verbs_account;
grant select, insert, update (last) on data.browser to verbs_account;
create policy account_for_account on data.account for select to verbs_account using (true);
create policy account_signed_in on data.account for update to verbs_account using (true);
create policy seat_for_account on data.seat for select to verbs_account using (true);
create policy delegation_for_account on data.delegation for select to verbs_account using (true);
-- where one's own roles are, an administrator's too who has no right yet (base.is_sure)
create policy unit_of_own_seat on data.unit for select to verbs_account
	using (exists (select from data.seat as s where s.unit = unit.id and s.account = (select base.account()) offset 0));
create policy password_for_account on data.password for all to verbs_account using (true);
create policy first_code_for_account on data.first_code for all to verbs_account using (true);
create policy totp_for_account on data.totp for all to verbs_account using (true);
create policy recovery_code_for_account on data.recovery_code for all to verbs_account using (true);
create policy session_for_account on data.session for all to verbs_account using (true);
create policy attempt_for_account on data.attempt for all to verbs_account using (true);
create policy browser_for_account on data.browser for all to verbs_account using (true);

-- ---- account: who looks after accounts
-- The system administrator makes accounts, from the roster; the security administrator grants roles; each has a deputy for their
-- own seats alone. Members and their posts are read by these two, for this, and that is written down.
grant select on data.post, data.placement, data.tenure, data.search_key to verbs_account;
grant select (id, unit, name, state) on data.person to verbs_account;
grant insert, update (valid_until, ended_by) on data.seat to verbs_account;
grant insert, update (ended_on) on data.delegation to verbs_account;
create policy account_made on data.account for insert to verbs_account with check ((select base.held(array['system'])) <> '{}');
create policy person_for_administrators on data.person for select to verbs_account
	using ((select base.held(array['system', 'security', 'audit'])) <> '{}');
create policy tenure_for_administrators on data.tenure for select to verbs_account
	using ((select base.held(array['system', 'security'])) <> '{}');
create policy search_key_for_administrators on data.search_key for select to verbs_account
	using ((select base.held(array['system', 'security', 'audit'])) <> '{}');
create policy seat_granted on data.seat for insert to verbs_account
	with check ((select base.held(array['security'])) <> '{}' and account is distinct from (select base.account()));
create policy seat_ended on data.seat for update to verbs_account
	using ((select base.held(array['security'])) <> '{}' or account = (select base.account()));
create policy delegation_given on data.delegation for insert to verbs_account
	with check (exists (select from data.seat as s where s.id = delegation.seat and s.account = (select base.account())));
create policy delegation_ended on data.delegation for update to verbs_account
	using (deputy = (select base.account()) or (select base.held(array['system'])) <> '{}'
		or exists (select from data.seat as s where s.id = delegation.seat and s.account = (select base.account())));

-- ---- account: the audit, for the audit administrator alone; the chain is computed as the keeper computes it
grant select on data.audit, data.audit_link, data.audit_word, data.verb to verbs_account;
create policy audit_word_is_no_secret on data.audit_word for select using (true);
create policy audit_for_the_audit_administrator on data.audit for select to verbs_account
	using ((select base.held(array['audit'])) <> '{}');
create policy audit_link_for_the_audit_administrator on data.audit_link for select to verbs_account
	using ((select base.held(array['audit'])) <> '{}');
grant usage on schema keeper to verbs_account;
grant execute on function keeper.link(bytea, data.audit) to verbs_account;

grant usage on schema account to wuhao_account;
grant execute on function account.find, account.note_failure, account.second, account.begin, account.logout, account.sessions,
	account.end_session, account.me, account.help, account.own, account.set_password, account.open_code, account.first,
	account.mine, account.colleagues, account.deputise, account.end_deputy,
	account.own_second, account.keep_second, account.confirm_second, account.new_recovery, account.remove_second,
	account.accounts, account.account, account.choices, account.candidates, account.make, account.disable, account.enable,
	account.rename, account.add_codes, account.reset_second, account.give_role, account.end_role, account.holders,
	account.give_role_by_post, account.audit, account.audit_words, account.audit_export, account.verify
	to wuhao_account;
-- ---- account: those whose password is judged outside
grant update (sign_in, subject) on data.account to verbs_account;
grant select, insert, delete on data.handshake to verbs_account;
create policy handshake_for_account on data.handshake for all to verbs_account using (true);
grant execute on function account.directory, account.provider, account.begin_handshake, account.take_handshake,
	account.enter_by_provider, account.sign_in_by to wuhao_account;
