-- What stands beside a unit's goals: what its superiors have handed down, and what the system knows of the unit already.
set role verbs_goal;

create function goal.handed_down(unit bigint, campaign bigint, guides boolean) returns jsonb
language sql stable
as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'title', i.title, 'kind', p.kind, 'kind_label', goal.plan_kind(p.kind),
		'unit_name', u.short_name, 'begins', p.begins, 'ends', p.ends, 'body', p.body, 'for', goal.plan_for(p), 'tasks', (
			select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'number', t.number, 'text', t.text) order by t.number), '[]')
			from data.task as t
			where t.plan = p.item
		)) order by s.depth, array_position(array['near', 'overall', 'guidance'], p.kind), p.begins desc nulls last, i.id), '[]')
	from data.scope as s
	join data.item as i on i.unit = s.superior and i.workflow = 'plan' and i.state = 'published'
	join data.plan as p on p.item = i.id and p.campaign = handed_down.campaign
	join data.unit as u on u.id = i.unit
	join data.unit as own on own.id = handed_down.unit
	where s.unit = handed_down.unit and (p.kind = 'guidance') = handed_down.guides
		and (p.kinds = '{}' or own.kind = any (p.kinds))
		and (p.sectors = '{}' or own.sector = any (p.sectors))
		and (p.kind <> 'guidance' or s.depth > 0)
$$;
comment on function goal.handed_down(bigint, bigint, boolean) is
'The published plans of a unit and of its superiors, the nearest first, each with its tasks; guides: those of guidance that fit its kind and
sector, from above, instead of the others.';

create function goal.known(unit bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	posts json := org.posts(known.unit);
begin
	return case when posts -> 'standing' ->> 'sentence' is null then '[]'
		else jsonb_build_array(jsonb_build_object('standard', posts -> 'standing' ->> 'code', 'met', (posts -> 'standing' ->> 'met')::boolean,
			'text', posts -> 'standing' ->> 'sentence', 'address', '/console/org/unit/' || known.unit)) end;
end $$;
comment on function goal.known(bigint) is
'What is registered of a unit already and need not be reported again, by standard: [{"standard", "met", "text", "address"}]; nothing for
who doesn''t work on the unit.';

create function goal.guidance(unit bigint, campaign bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	asked bigint := goal.campaign_known(guidance.campaign);
begin
	if not exists (select from data.unit as u where u.id = guidance.unit) then
		perform goal.refuse_unseen();
	end if;
	return json_build_object('campaign', goal.campaign_facts(asked),
		'unit', (select json_build_object('id', u.id, 'short_name', u.short_name) from data.unit as u where u.id = guidance.unit),
		'plans', goal.handed_down(guidance.unit, asked, false), 'guidance', goal.handed_down(guidance.unit, asked, true),
		'known', goal.known(guidance.unit));
end $$;
comment on function goal.guidance(bigint, bigint) is
'What stands beside the form of a unit''s goals: "plans" that it and its superiors published for the campaign, the nearest first, with their
tasks; "guidance" for its kind and sector; "known": what is registered already, by standard. Refuses: WH404 unit or campaign not in sight.';

reset role;
