-- part: house
-- Who may do what, continued: campaigns, plans and goals. Read after rules.sql.
-- ============================================================================================ goal
grant select on data.campaign, data.phase to verbs_goal;

-- Campaigns, phases, labels and templates are read by all; campaigns are written by officers at the top alone.
create policy campaign_is_no_secret on data.campaign for select using (true);
create policy phase_is_no_secret on data.phase for select using (true);
create policy label_is_no_secret on data.label for select using (true);
create policy goal_template_is_no_secret on data.goal_template for select using (true);

grant usage on schema goal to wuhao_goal;
grant execute on function goal.campaigns to wuhao_goal;

-- ---- goal: campaigns and plans
-- Campaigns are written by officers at the top alone; a campaign's version of the standards is never updated. A plan is seen with its
-- head: by who works above it, and once it is published by everybody below (item_handed_down).
grant insert, update (name, begins, ends, basis) on data.campaign to verbs_goal;
grant insert, delete on data.phase to verbs_goal;
grant select, insert, update (closed_on) on data.label to verbs_goal;
grant select on data.catalogue, data.standard, data.kind, data.sector, data.unit, data.scope, data.item, data.state to verbs_goal;
grant update (title) on data.item to verbs_goal;
grant select, insert, update (parent, begins, ends, body, kinds, sectors) on data.plan to verbs_goal;
grant select, insert, delete on data.task to verbs_goal;
create policy campaign_begun on data.campaign for insert to verbs_goal with check ((select base.is_head(array['officer'])));
create policy campaign_changed on data.campaign for update to verbs_goal using ((select base.is_head(array['officer'])));
create policy phase_written on data.phase for all to verbs_goal using ((select base.is_head(array['officer'])));
create policy label_added on data.label for insert to verbs_goal with check ((select base.is_head(array['officer'])));
create policy label_closed on data.label for update to verbs_goal using ((select base.is_head(array['officer'])));
create policy plan_of_item on data.plan for all to verbs_goal using (exists (select from data.item as i where i.id = plan.item));
create policy task_of_plan on data.task for all to verbs_goal using (exists (select from data.item as i where i.id = task.plan));
-- what is registered of a unit stands beside its goals (goal.known)
grant usage on schema org to verbs_goal;
grant execute on function org.posts, org.is_below_seat to verbs_goal;

-- ---- goal: coverage, review, exemplars
-- The summary is seen by whoever works on the unit or above; the keeper alone writes it. That a goal is shown to everybody is set on its head.
grant select on data.coverage, data.listed to verbs_goal;
create policy coverage_in_scope on data.coverage for select to verbs_goal
	using (exists (
		select from data.scope as s
		where s.unit = coverage.unit and s.superior = any ((select base.seats())::bigint[]) offset 0));
grant update (shared) on data.item to verbs_goal;
grant execute on function goal.matrix, goal.cell, goal.review, goal.register_many, goal.confirm_many, goal.find_exemplars, goal.share, goal.unshare,
	goal.print to wuhao_goal;

grant execute on function goal.begin_campaign, goal.edit_campaign, goal.add_label, goal.close_label, goal.plans, goal.plan, goal.plan_choices,
	goal.draft_plan, goal.edit_plan, goal.publish_plan, goal.end_plan, goal.copy_plan, goal.guidance to wuhao_goal;

-- ---- goal: goals
-- A goal is seen and written with its head: by who works at its unit or above, by the member whose own it is, and, once it is an
-- exemplar, read by all. What was written about it only grows. Who answers for one is chosen from rosters in sight.
grant update (person, due, other) on data.item to verbs_goal;
grant select, insert, update on data.goal to verbs_goal;
grant select, insert on data.goal_text, data.goal_progress to verbs_goal;
grant select, insert, update (granted, decided_by, decided, note) on data.goal_change to verbs_goal;
grant select on data.goal_template to verbs_goal;
grant select (id, unit, name, state, duty) on data.person to verbs_goal;
create policy goal_of_item on data.goal for all to verbs_goal using (exists (select from data.item as i where i.id = goal.item));
create policy goal_text_of_item on data.goal_text for all to verbs_goal using (exists (select from data.item as i where i.id = goal_text.goal));
create policy goal_change_of_item on data.goal_change for all to verbs_goal using (exists (select from data.item as i where i.id = goal_change.goal));
create policy goal_progress_of_item on data.goal_progress for all to verbs_goal using (exists (select from data.item as i where i.id = goal_progress.goal));
create policy person_for_goals on data.person for select to verbs_goal
	using (id = (select base.person()) or exists (
		select from data.scope as s
		where s.unit = person.unit and s.superior = any ((select base.seats())::bigint[]) offset 0));
grant execute on function org.standards_of to verbs_goal;
grant execute on function flow.last_by to verbs_goal;
grant select on data.standard to wuhao_base; -- its category stands in the line
grant select on data.step to wuhao_base; -- base.acts_only_for

grant execute on function goal.goals, goal.show, goal.draft, goal.edit, goal.drop, goal.submit, goal.withdraw, goal.end, goal.register, goal.return,
	goal.progress, goal.ask_change, goal.grant_change, goal.refuse_change, goal.claim, goal.confirm, goal.send_back, goal.copy,
	goal.people, goal.partners to wuhao_goal;
