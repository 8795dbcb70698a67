-- part: house
-- Who may do what, continued: rounds and their results. Read after rules.sql.
-- ============================================================================================ survey
-- Rounds as officers make them and the published cells. Never an answer: data.answer is the keeper's.
grant select on data.kind, data.unit, data.state, data.stratum, data.channel, data.template, data.sentence, data.item,
	data.listed, data.round, data.round_unit, data.question, data.mark, data.batch, data.progress, data.figure, data.opinion
	to verbs_survey;
grant update (title, due) on data.item to verbs_survey;
grant insert, update on data.round to verbs_survey;
grant insert, delete on data.round_unit, data.question, data.mark to verbs_survey;
grant update (place) on data.round_unit to verbs_survey;
grant insert on data.batch, data.dispatch to verbs_survey;
grant update (voided, void_reason) on data.batch to verbs_survey;

-- What hangs on a round is seen with its head; what is published does not change any more. (A policy for all would be
-- asked again at each reading.)
create policy round_seen on data.round for select to verbs_survey
	using (exists (select from data.item as i where i.id = round.item));
create policy round_begun on data.round for insert to verbs_survey
	with check (exists (select from data.item as i where i.id = round.item and i.state <> 'published'));
create policy round_changed on data.round for update to verbs_survey
	using (exists (select from data.item as i where i.id = round.item and i.state <> 'published'));
create policy round_unit_seen on data.round_unit for select to verbs_org, verbs_survey
	using (exists (select from data.item as i where i.id = round_unit.round));
create policy round_unit_added on data.round_unit for insert to verbs_survey
	with check (exists (select from data.item as i where i.id = round_unit.round and i.state <> 'published'));
create policy round_unit_placed on data.round_unit for update to verbs_survey
	using (exists (select from data.item as i where i.id = round_unit.round and i.state <> 'published'));
create policy round_unit_removed on data.round_unit for delete to verbs_survey
	using (exists (select from data.item as i where i.id = round_unit.round and i.state <> 'published'));
create policy question_seen on data.question for select to verbs_survey
	using (exists (select from data.item as i where i.id = question.round));
create policy question_added on data.question for insert to verbs_survey
	with check (exists (select from data.item as i where i.id = question.round and i.state <> 'published'));
create policy question_removed on data.question for delete to verbs_survey
	using (exists (select from data.item as i where i.id = question.round and i.state <> 'published'));
create policy mark_seen on data.mark for select to verbs_survey
	using (exists (select from data.item as i where i.id = mark.round));
create policy mark_added on data.mark for insert to verbs_survey
	with check (exists (select from data.item as i where i.id = mark.round and i.state <> 'published'));
create policy mark_removed on data.mark for delete to verbs_survey
	using (exists (select from data.item as i where i.id = mark.round and i.state <> 'published'));
create policy batch_of_mark on data.batch for all to verbs_survey
	using (exists (select from data.mark as m where m.mark = batch.mark));
create policy dispatch_of_round on data.dispatch for insert to verbs_survey
	with check (exists (select from data.item as i where i.id = dispatch.round));
-- Counts in steps are seen with the round.
create policy progress_seen on data.progress for select to verbs_survey
	using (exists (select from data.item as i where i.id = progress.round));
-- Figures from closing on by the officers over the round, and by whoever sees it once it is published.
create policy figure_after_closing on data.figure for select to verbs_survey
	using (exists (
		select from data.item as i
		where i.id = figure.round and (i.state = 'published' or i.state = 'closed' and exists (
			select from data.scope as s
			where s.unit in (i.unit, i.superior) and s.superior = any ((select base.held(array['officer']))::bigint[]) offset 0))));
-- Free text that the keeper has opened (enough of its group), by those officers alone.
create policy opinion_after_closing on data.opinion for select to verbs_survey
	using (shown and exists (
		select from data.item as i
		join data.scope as s on s.unit in (i.unit, i.superior)
		where i.id = opinion.round and i.state in ('closed', 'published')
			and s.superior = any ((select base.held(array['officer']))::bigint[]) offset 0));
-- The units that a visible round asks about, wherever the caller sits: their names stand beside its figures.
create policy unit_asked on data.unit for select to verbs_survey
	using (exists (select from data.round_unit as u where u.unit = unit.id offset 0));

grant usage on schema survey to wuhao_survey;
grant execute on function survey.templates, survey.rounds, survey.draft, survey.round, survey.edit, survey.open, survey.extend,
	survey.close, survey.publish, survey.void, survey.copy, survey.add_mark, survey.mark, survey.add_cards, survey.void_batch,
	survey.result, survey.texts, survey.published, survey.published_rounds to wuhao_survey;
