-- One goal: what it lacks, what it had better say, and everything about it.
set role verbs_goal;

create function goal.lacks(g data.goal) returns jsonb
language sql stable
as $$
	select coalesce(jsonb_agg(jsonb_build_object('field', f.field, 'detail', f.detail)) filter (where f.missing), '[]')
	from (values
		('due_on', '完成时限没有填。', g.due_on is null),
		('responsible', '责任人没有填。', g.responsible is null)) as f (field, detail, missing)
$$;
comment on function goal.lacks(data.goal) is 'What it must have before it is submitted (standard and aim it always has): [{"field", "detail"}].';

create function goal.hints(g data.goal, own boolean) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	c data.campaign;
begin
	select t.* into strict c from data.campaign as t where t.id = g.campaign;
	return (
		select coalesce(jsonb_agg(jsonb_build_object('field', h.field, 'text', h.text)) filter (where h.stands), '[]')
		from (values
			('aim', '太短，看不出要做成什么。', length(g.aim) < 8),
			('aim', '写的是怎么做，没有写做到什么样；写上数目或结果，到时候才好核对。', not own
				and g.aim ~ '^(进一步|不断|切实|持续|深入|大力|全面|认真|努力)?(加强|提高|提升|推进|推动|强化|深化|抓好|做好|完善|落实)'
				and g.aim !~ '[0-9０-９一二三四五六七八九十两]' and g.target is null and g.shown_by is null),
			('aim', '和去年一字不差；做到了的，就往前写一步。', exists (
				select
				from data.goal as o
				where o.item = g.source and o.campaign <> g.campaign and o.aim = g.aim)),
			('due_on', '没有完成时限：没法提醒，也没法核对。', g.due_on is null),
			('due_on', format('时限不在%s之内（%s—%s）。', c.name, base.day_text(c.begins), base.day_text(c.ends)),
				g.due_on not between c.begins and c.ends),
			('responsible', '没有责任人：没有人接着办。', g.responsible is null and not own),
			('measure', '没有写怎么衡量：到时候说不清做没做到。', g.measure is null and not own),
			('target', '写了用数值衡量，没有写要到多少。', g.measure = 'figure' and g.target is null),
			('target', '现在和目标是同一个数，看不出要改变什么。', g.measure = 'figure' and g.target = g.baseline),
			('shown_by', '写了做到没做到，没有写以什么为准。', g.measure = 'fact' and g.shown_by is null)
		) as h (field, text, stands)
	);
end $$;
comment on function goal.hints(data.goal, boolean) is
'What a goal had better say, and why: [{"field", "text"}]. Warnings, never a refusal. own: a member''s, for which two sentences suffice.';

create function goal.number_text(value numeric) returns text
language sql immutable
as $$ select trim_scale(value)::text $$;
comment on function goal.number_text(numeric) is 'A figure as it is said, without noughts behind.';

create function goal.facts(g data.goal, other bigint) returns jsonb
language sql stable
as $$
	select jsonb_build_object('standard', g.standard, 'aim', g.aim, 'due_on', g.due_on, 'responsible', g.responsible, 'measure', g.measure,
		'baseline', goal.number_text(g.baseline), 'target', goal.number_text(g.target), 'figure_unit', g.figure_unit, 'shown_by', g.shown_by,
		'measures', g.measures, 'serves', g.serves, 'task', g.task, 'evidence_wanted', g.evidence_wanted, 'other', facts.other,
		'partners', g.partners, 'label', g.label, 'new_way', g.new_way, 'pledge', g.pledge)
$$;
comment on function goal.facts(data.goal, bigint) is 'What a goal says, by the names of its fields: what is written down before a change. other: its co-owner.';

create function goal.person_name(person bigint) returns text
language sql stable
as $$ select p.name from data.person as p where p.id = person_name.person $$;
comment on function goal.person_name(bigint) is 'The name of a member in sight.';

create function goal.said(facts jsonb, catalogue integer) returns jsonb
language sql stable
as $$
	select coalesce(jsonb_object_agg(f.key, f.said) filter (where f.said is not null), '{}')
	from (
		select e.key, case e.key
			when 'standard' then (select s.code || '：' || s.text from data.standard as s where s.catalogue = said.catalogue and s.code = e.value)
			when 'responsible' then coalesce(goal.person_name(e.value::bigint), '名册外的人')
			when 'measure' then case e.value when 'figure' then '数值' else '做到没做到' end
			when 'task' then (select t.text from data.task as t where t.id = e.value::bigint)
			when 'other' then base.unit_name(e.value::bigint)
			when 'label' then (select l.name from data.label as l where l.id = e.value::bigint)
			when 'new_way' then case e.value when 'true' then '是' else '否' end
			when 'due_on' then base.day_text(e.value::date)
			else e.value end as said
		from jsonb_each_text(said.facts) as e
	) as f
$$;
comment on function goal.said(jsonb, integer) is 'Facts as people read them: names for ids, words for codes. What is empty is left out.';

create function goal.row(head data.item, g data.goal) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	source record;
begin
	select o.item, o.campaign, o.aim, i.unit into source
	from data.goal as o
	join data.item as i on i.id = o.item
	where o.item = g.source;
	return jsonb_build_object('id', head.id, 'version', head.version, 'workflow', head.workflow, 'title', head.title, 'state', head.state,
		'state_label', (select s.label from data.state as s where s.workflow = head.workflow and s.state = head.state),
		'campaign', g.campaign, 'responsible_name', head.person,
		'other_name', case when head.workflow = 'goal' then base.unit_name(head.other) end,
		'present', goal.number_text(g.present), 'shared', head.shared, 'place', g.place,
		'source', case when source.item is not null then jsonb_build_object('id', source.item, 'aim', source.aim,
			'what', case when source.unit = head.unit then 'last' else 'exemplar' end, 'unit_name', base.unit_name(source.unit)) end,
		'lacks', goal.lacks(g), 'hints', goal.hints(g, head.workflow = 'member_goal'),
		'may', (select coalesce(jsonb_agg(b ->> 'verb'), '[]') from jsonb_array_elements(goal.buttons(head)) as b))
		|| goal.facts(g, case when head.workflow = 'goal' then head.other end)
		|| case when not head.shared or goal.is_near(head) then '{}' else '{"responsible": null, "responsible_name": null}'::jsonb end;
end $$;
comment on function goal.row(data.item, data.goal) is
'A goal as a line of a sheet or a list: its fields by their names, its state, what it lacks, hints, where it was copied from, and
which verbs are open to the caller (may). Of an exemplar a stranger doesn''t learn who answers for it.';

create function goal.show(goal bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	head data.item := goal.head(show.goal);
	near constant boolean := goal.is_near(head);
	g data.goal;
begin
	select t.* into strict g from data.goal as t where t.item = show.goal;
	return (goal.row(head, g) || jsonb_build_object(
		'unit', jsonb_build_object('id', head.unit, 'short_name', base.unit_name(head.unit)),
		'subject', case when head.subject is not null then jsonb_build_object('id', head.subject, 'name', head.person) end,
		'campaign', (select jsonb_build_object('id', c.id, 'name', c.name, 'begins', c.begins, 'ends', c.ends) from data.campaign as c where c.id = g.campaign),
		'standard_text', (select jsonb_build_object('code', s.code, 'category', s.category, 'text', s.text, 'clause', s.clause)
			from data.standard as s where s.catalogue = g.catalogue and s.code = g.standard),
		'task_text', (select t.text from data.task as t where t.id = g.task),
		'label_name', (select l.name from data.label as l where l.id = g.label),
		'due', base.time_text(head.due), 'claim', case when near then g.claim end, 'registered_on', g.registered_on, 'confirmed_on', g.confirmed_on,
		'progress', (
			select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'happened_on', p.happened_on, 'text', p.text,
				'present', goal.number_text(p.present), 'name', case when near then p.name end, 'at', base.time_text(p.at)) order by p.happened_on desc, p.id desc), '[]')
			from data.goal_progress as p
			where p.goal = g.item
		),
		'changes', (
			select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'reason', c.reason, 'asked_by', c.asked_by, 'asked', base.time_text(c.asked),
				'granted', c.granted, 'decided_by', c.decided_by, 'decided', base.time_text(c.decided), 'note', c.note,
				'fields', goal.changes_said(c, g, case when head.workflow = 'goal' then head.other end)) order by c.id desc), '[]')
			from data.goal_change as c
			where c.goal = g.item and near
		),
		'known', case when head.subject is null and exists (select from data.unit as u where u.id = head.unit) then (
			select k.known
			from jsonb_array_elements(goal.known(head.unit)) as k (known)
			where k.known ->> 'standard' = g.standard
			limit 1) end,
		'verbs', goal.buttons(head), 'events', case when near then flow.events(head.id) else '[]' end, 'secrecy', base.setting('secrecy'), 'today', base.today()))::json;
end $$;
comment on function goal.show(bigint) is
'Everything about one goal: goal.row, its unit or member, campaign and standard, progress (the newest first), changes that were asked
for with old and new side by side, what is registered already of its standard (goal.known), buttons and history. Of an exemplar a stranger reads what it says and how it goes, nobody''s name or remark (goal.is_near). Refuses: WH404.';

reset role;
