-- part: house
-- Who may do what, continued: the clockwork. Read after rules.sql.
-- ============================================================================================ keeper
-- The clockwork, for nobody in particular: its policies say true. It alone reads answers, and links the audit's chain.
grant select on data.item, data.round, data.round_unit, data.question, data.mark, data.audit to verbs_keeper;
grant update (due) on data.item to verbs_keeper;
grant update (closed_at) on data.round to verbs_keeper;
grant select, insert, update on data.progress to verbs_keeper;
grant select (round), insert, delete on data.figure to verbs_keeper;
grant select, insert on data.audit_link to verbs_keeper;
grant select, insert, delete on data.answer, data.pressure to verbs_keeper;
grant select, insert, delete, update (shown) on data.opinion to verbs_keeper;
grant select, delete on data.dispatch to verbs_keeper;
-- sweeping: it sees when things end, not what they are
grant select (at), delete on data.kept to verbs_keeper;
grant select (until, idle_until), delete on data.session to verbs_keeper;
grant select (last), delete on data.attempt to verbs_keeper;
grant select (valid_until), delete on data.first_code to verbs_keeper;
grant select (last), delete on data.browser to verbs_keeper;
create policy item_for_keeper on data.item for all to verbs_keeper using (true);
create policy mark_for_keeper on data.mark for select to verbs_keeper using (true);
create policy round_for_keeper on data.round for all to verbs_keeper using (true);
create policy round_unit_for_keeper on data.round_unit for select to verbs_keeper using (true);
create policy question_for_keeper on data.question for select to verbs_keeper using (true);
create policy progress_for_keeper on data.progress for all to verbs_keeper using (true);
create policy figure_for_keeper on data.figure for insert to verbs_keeper with check (true);
create policy answer_for_keeper on data.answer for select to verbs_keeper using (true);
create policy answer_taken_over on data.answer for insert to verbs_keeper with check (true);
create policy opinion_for_keeper on data.opinion for select to verbs_keeper using (true);
create policy opinion_taken_over on data.opinion for insert to verbs_keeper with check (true);
create policy opinion_opened on data.opinion for update to verbs_keeper using (true);
create policy pressure_for_keeper on data.pressure for select to verbs_keeper using (true);
create policy pressure_taken_over on data.pressure for insert to verbs_keeper with check (true);
-- What was answered and what was made of it goes when the round is void, and never otherwise.
create policy figure_of_a_void_round on data.figure for select to verbs_keeper
	using (exists (select from data.item as i where i.id = figure.round and i.state = 'void'));
create policy figure_goes_with_a_void_round on data.figure for delete to verbs_keeper
	using (exists (select from data.item as i where i.id = figure.round and i.state = 'void'));
create policy answer_goes_with_a_void_round on data.answer for delete to verbs_keeper
	using (exists (select from data.item as i where i.id = answer.round and i.state = 'void'));
create policy opinion_goes_with_a_void_round on data.opinion for delete to verbs_keeper
	using (exists (select from data.item as i where i.id = opinion.round and i.state = 'void'));
create policy pressure_goes_with_a_void_round on data.pressure for delete to verbs_keeper
	using (exists (select from data.item as i where i.id = pressure.round and i.state = 'void'));
create policy dispatch_for_keeper on data.dispatch for all to verbs_keeper using (true);
create policy kept_for_keeper on data.kept for all to verbs_keeper using (true);
create policy session_for_keeper on data.session for all to verbs_keeper using (true);
create policy attempt_for_keeper on data.attempt for all to verbs_keeper using (true);
create policy first_code_for_keeper on data.first_code for all to verbs_keeper using (true);
create policy browser_for_keeper on data.browser for all to verbs_keeper using (true);
create policy audit_for_keeper on data.audit for select to verbs_keeper using (true);
create policy audit_link_for_keeper on data.audit_link for all to verbs_keeper using (true);

grant usage on schema keeper to wuhao_keeper;
grant execute on function keeper.outgoing, keeper.delivered, keeper.progress, keeper.receive, keeper.settle, keeper.forget,
	keeper.chain, keeper.sweep, keeper.remind_terms to wuhao_keeper;
-- ---- keeper: terms
grant select (id, unit, due_on, ended_on) on data.term to verbs_keeper;
grant select (key), insert on data.outbox to verbs_keeper;
create policy term_for_keeper on data.term for select to verbs_keeper using (true);
create policy outbox_for_keeper on data.outbox for all to verbs_keeper using (true);
-- ---- keeper: coverage
-- The summary of goals by unit and standard: it alone writes it.
grant select on data.campaign, data.standard, data.unit, data.kind, data.scope, data.coverage, data.coverage_due to verbs_keeper;
grant select (item, campaign, standard, due_on, registered_on) on data.goal to verbs_keeper;
grant select (goal, at) on data.goal_progress to verbs_keeper;
grant insert, update on data.coverage to verbs_keeper;
grant insert, delete on data.coverage_due to verbs_keeper;
create policy unit_for_keeper on data.unit for select to verbs_keeper using (true);
create policy goal_for_keeper on data.goal for select to verbs_keeper using (true);
create policy goal_progress_for_keeper on data.goal_progress for select to verbs_keeper using (true);
create policy coverage_for_keeper on data.coverage for all to verbs_keeper using (true);
create policy coverage_due_for_keeper on data.coverage_due for all to verbs_keeper using (true);
grant execute on function keeper.cover to wuhao_keeper;
