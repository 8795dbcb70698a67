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
