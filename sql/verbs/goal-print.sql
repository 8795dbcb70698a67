-- A unit's goal sheet, as it is printed and signed.
set role verbs_goal;

create function goal.print(unit bigint, campaign bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	own bigint := goal.demand_seen(print.unit, '打印目标登记表');
	asked bigint := goal.campaign_known(print.campaign);
begin
	return json_build_object('campaign', goal.campaign_facts(asked), 'today', base.today(),
		'catalogue_name', (select s.name from data.campaign as c join data.catalogue as s on s.version = c.catalogue where c.id = asked),
		'unit', (select json_build_object('id', u.id, 'short_name', u.short_name, 'full_name', u.full_name) from data.unit as u where u.id = own),
		'superior', (select u.full_name from data.scope as s join data.unit as u on u.id = s.superior where s.unit = own and s.depth = 1),
		'rows', (
			select coalesce(json_agg(json_build_object('id', i.id, 'standard', g.standard, 'standard_text', s.text, 'category', s.category,
				'aim', g.aim, 'due_on', g.due_on, 'measure', goal.measure_text(g), 'measures', g.measures,
				'responsible', i.person, 'serves', g.serves, 'task', (select t.text from data.task as t where t.id = g.task),
				'partners', concat_ws('、', (select o.short_name from data.unit as o where o.id = case when i.unit = own then i.other else i.unit end), g.partners),
				'new_way', g.new_way, 'label', (select l.name from data.label as l where l.id = g.label), 'state', i.state, 'state_label', l.label,
				'registered_on', g.registered_on, 'confirmed_on', g.confirmed_on)
				order by s.official_order, g.place, i.id), '[]')
			from data.item as i
			join data.goal as g on g.item = i.id
			join data.standard as s on s.catalogue = g.catalogue and s.code = g.standard
			join data.state as l on l.workflow = i.workflow and l.state = i.state
			where i.workflow = 'goal' and (i.unit = own or i.other = own) and g.campaign = asked and i.state not in ('draft', 'dropped')
		));
end $$;
comment on function goal.print(bigint, bigint) is
'What the goal sheet of a unit prints: its goals of a campaign, those that it owns with another unit among them, by standard, drafts apart.
Refuses: WH403 the caller doesn''t work on the unit; WH404 unit or campaign not in sight.';

reset role;
