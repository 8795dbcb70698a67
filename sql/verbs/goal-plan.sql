-- What a unit plans and hands down: overall plans, near ones under them, guidance by kind and sector; their tasks.
set role verbs_goal;

create function goal.plan_kind(kind text) returns text
language sql immutable
as $$ select case plan_kind.kind when 'overall' then '总体规划' when 'near' then '近期计划' when 'guidance' then '分类指导' end $$;
comment on function goal.plan_kind(text) is 'A plan''s kind as pages call it.';

create function goal.plan_for(p data.plan) returns text
language sql stable
as $$
	select case
		when p.kind <> 'guidance' then null
		when p.kinds = '{}' and p.sectors = '{}' then '全部下级单位'
		else concat_ws('，',
			(select string_agg(s.sector, '、' order by s.official_order) from data.sector as s where s.sector = any (p.sectors)),
			(select string_agg(k.label, '、' order by k.official_order) from data.kind as k where k.kind = any (p.kinds))) end
$$;
comment on function goal.plan_for(data.plan) is 'For whom guidance is, in words; null for other plans.';

create function goal.plan_units() returns json
language sql stable
as $$
	select coalesce(json_agg(json_build_object('id', u.id, 'short_name', u.short_name) order by u.depth, u.id), '[]')
	from (
		select u.id, u.short_name, (select max(s.depth) from data.scope as s where s.unit = u.id) as depth
		from data.unit as u
		where u.id = any (base.held(array['officer', 'reviewer', 'secretary'])) and coalesce(u.closed_on, 'infinity') > base.today()
	) as u
$$;
comment on function goal.plan_units() is 'The units that the caller writes plans for.';

create function goal.plans(campaign bigint default null, unit bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	asked bigint := goal.campaign_known(plans.campaign);
begin
	return json_build_object('campaign', goal.campaign_facts(asked), 'units', goal.plan_units(),
		'rows', (
			select coalesce(json_agg(r.row order by r.depth, r.unit, r.kind, r.id), '[]')
			from (
				select p.item as id, i.unit, array_position(array['overall', 'near', 'guidance'], p.kind) as kind,
					(select max(s.depth) from data.scope as s where s.unit = i.unit) as depth,
					json_build_object('id', i.id, 'title', i.title, 'kind', p.kind, 'kind_label', goal.plan_kind(p.kind), 'unit', i.unit,
						'unit_name', u.short_name, 'state', i.state, 'state_label', s.label, 'begins', p.begins, 'ends', p.ends,
						'parent', p.parent, 'tasks', (select count(*) from data.task as t where t.plan = p.item),
						'for', goal.plan_for(p)) as row
				from data.plan as p
				join data.item as i on i.id = p.item
				join data.state as s on s.workflow = i.workflow and s.state = i.state
				join data.unit as u on u.id = i.unit
				where p.campaign = asked and (plans.unit is null or i.unit = plans.unit)
				order by 4, 2, 3, 1
				limit 200
			) as r
		));
end $$;
comment on function goal.plans(bigint, bigint) is
'The plans of a campaign (default: the one in force) that the caller sees: their own units'', those below, and those handed down
to them; 200 at most, from the top down. "units": for which the caller may write one. Refuses: WH404 no such campaign.';

create function goal.tasks(plan bigint) returns json
language sql stable
as $$
	select coalesce(json_agg(json_build_object('id', t.id, 'number', t.number, 'text', t.text, 'goals', (
			select coalesce(json_agg(json_build_object('id', g.id, 'aim', g.aim, 'unit', g.unit, 'unit_name', g.unit_name, 'standard', g.standard,
				'due_on', g.due_on, 'state', g.state, 'state_label', g.state_label) order by g.place, g.id), '[]')
			from (
				select i.id, g.aim, i.unit, u.short_name as unit_name, g.standard, g.due_on, i.state, s.label as state_label, u.official_order as place
				from data.goal as g
				join data.item as i on i.id = g.item
				join data.unit as u on u.id = i.unit
				join data.state as s on s.workflow = i.workflow and s.state = i.state
				where g.task = t.id and i.state <> 'draft'
				order by i.id
				limit 51
			) as g
		)) order by t.number), '[]')
	from data.task as t
	where t.plan = tasks.plan
$$;
comment on function goal.tasks(bigint) is
'A plan''s tasks, each with the goals that serve it and how they stand (S27): of those that the caller sees, drafts apart, 51 at most,
so that a page shows 50 and says that there are more.';

create function goal.plan(plan bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	answer json;
begin
	select json_build_object('id', i.id, 'version', i.version, 'title', i.title, 'kind', p.kind, 'kind_label', goal.plan_kind(p.kind),
		'campaign', goal.campaign_facts(p.campaign), 'unit', json_build_object('id', u.id, 'short_name', u.short_name),
		'state', i.state, 'state_label', s.label, 'begins', p.begins, 'ends', p.ends, 'body', p.body, 'kinds', p.kinds, 'sectors', p.sectors,
		'for', goal.plan_for(p), 'tasks', goal.tasks(p.item),
		'parent', (select json_build_object('id', o.id, 'title', o.title) from data.item as o where o.id = p.parent),
		'source', (select json_build_object('id', o.id, 'title', o.title, 'state_label', t.label)
			from data.item as o join data.state as t on t.workflow = o.workflow and t.state = o.state where o.id = p.source),
		'near', (
			select coalesce(json_agg(json_build_object('id', o.id, 'title', o.title, 'begins', n.begins, 'ends', n.ends, 'state', o.state,
				'state_label', t.label) order by n.begins, o.id), '[]')
			from data.plan as n
			join data.item as o on o.id = n.item
			join data.state as t on t.workflow = o.workflow and t.state = o.state
			where n.parent = p.item
		),
		'verbs', flow.verbs(i.id), 'events', case when goal.is_near(i) then flow.events(i.id) else '[]' end)
	into answer
	from data.item as i
	join data.plan as p on p.item = i.id
	join data.unit as u on u.id = i.unit
	join data.state as s on s.workflow = i.workflow and s.state = i.state
	where i.id = plan.plan;
	if not found then
		perform goal.refuse_unseen();
	end if;
	return answer;
end $$;
comment on function goal.plan(bigint) is
'All of a plan: its text, for whom, its tasks with the goals that serve them, the near plans under it, what it was copied from,
the buttons open to the caller, its history (not told to those below). Refuses: WH404 not in the caller''s sight.';

create function goal.plan_choices() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return json_build_object('units', goal.plan_units(),
		'kinds', (select json_agg(json_build_object('kind', k.kind, 'label', k.label) order by k.official_order) from data.kind as k where k.has_standards),
		'sectors', (select coalesce(json_agg(s.sector order by s.official_order), '[]') from data.sector as s),
		'parents', (
			select coalesce(json_agg(json_build_object('id', i.id, 'title', i.title, 'unit', i.unit, 'campaign', p.campaign) order by i.id desc), '[]')
			from data.plan as p
			join data.item as i on i.id = p.item
			where p.kind = 'overall' and i.state <> 'ended' and i.unit = any (base.held(array['officer', 'reviewer', 'secretary']))
		));
end $$;
comment on function goal.plan_choices() is
'What the form of a plan offers: the caller''s units, kinds and sectors for guidance, overall plans that a near one may stand under. Refuses nothing.';

-- ---- writing -----------------------------------------------------------------------------------------------------------------

create function goal.read_tasks(tasks json) returns text[]
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
	lines text[];
begin
	if json_typeof(read_tasks.tasks) <> 'array' then
		perform base.refuse('WH422', 'goal/tasks', '任务要一行一个。', 'tasks');
	end if;
	lines := array(select btrim(t) from json_array_elements_text(read_tasks.tasks) as t where btrim(coalesce(t, '')) <> '');
	if cardinality(lines) > 100 then
		perform base.refuse('WH422', 'goal/tasks', format('任务最多100个，现在是%s个。', cardinality(lines)), 'tasks');
	end if;
	if exists (select from unnest(lines) as t where not base.is_line(t, 100)) then
		perform base.refuse('WH422', 'goal/tasks', '任务要写成一行，最多100字。', 'tasks');
	end if;
	return lines;
end $$;
comment on function goal.read_tasks(json) is 'Reads ["…"]; empty ones are left out. Refuses with WH422 what is no such list, more than 100, or longer than a line.';

create function goal.plan_faults(office bigint, kind text, campaign bigint, parent bigint, begins date, ends date, kinds text[], sectors text[])
returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	faults jsonb := '[]';
begin
	if plan_faults.ends < plan_faults.begins then
		faults := faults || jsonb_build_object('field', 'ends', 'detail', '结束日期早于开始日期。');
	end if;
	if plan_faults.kind = 'near' and not exists (
		select
		from data.plan as p
		join data.item as i on i.id = p.item
		where p.item = plan_faults.parent and p.kind = 'overall' and p.campaign = plan_faults.campaign and i.unit = plan_faults.office
			and i.state <> 'ended'
	) then
		faults := faults || jsonb_build_object('field', 'parent', 'detail', '近期计划要写在本单位的一份总体规划之下。');
	end if;
	if plan_faults.kind <> 'near' and plan_faults.parent is not null then
		faults := faults || jsonb_build_object('field', 'parent', 'detail', '只有近期计划写在总体规划之下。');
	end if;
	if exists (select from unnest(plan_faults.kinds) as n (kind) where not exists (select from data.kind as k where k.kind = n.kind)) then
		faults := faults || jsonb_build_object('field', 'kinds', 'detail', '没有这种单位。');
	end if;
	if exists (select from unnest(plan_faults.sectors) as n (sector) where not exists (select from data.sector as s where s.sector = n.sector)) then
		faults := faults || jsonb_build_object('field', 'sectors', 'detail', '没有这个行业。');
	end if;
	return faults;
end $$;
comment on function goal.plan_faults(bigint, text, bigint, bigint, date, date, text[], text[]) is 'What can''t be kept of a plan, all of it: [{"field", "detail"}].';

create function goal.read_sectors(sectors json) returns text[]
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
	if coalesce(json_typeof(read_sectors.sectors), 'null') = 'null' then
		return '{}';
	end if;
	return array(select s from json_array_elements_text(read_sectors.sectors) as s);
exception when invalid_parameter_value then
	perform base.refuse('WH422', 'goal/sectors', '行业要从列出的里面选。', 'sectors');
end $$;
comment on function goal.read_sectors(json) is 'Reads ["政务服务"…]. Refuses with WH422 what is no list of texts.';

create function goal.put_tasks(plan bigint, tasks text[]) returns void
language sql volatile
as $$
	delete from data.task as t where t.plan = put_tasks.plan;
	insert into data.task (plan, number, text)
	select put_tasks.plan, t.number::smallint, t.text from unnest(put_tasks.tasks) with ordinality as t (text, number);
$$;
comment on function goal.put_tasks(bigint, text[]) is 'A draft''s tasks in the place of those that it had: no goal serves a task that was not handed down.';

create function goal.draft_plan(unit bigint, title text, kind text, campaign bigint default null, parent bigint default null,
	begins date default null, ends date default null, body text default null, kinds text[] default null, sectors json default null,
	tasks json default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	asked bigint := goal.campaign_known(draft_plan.campaign);
	lines text[];
	sector_names text[];
	guides boolean := draft_plan.kind = 'guidance';
	faults jsonb;
	made bigint;
begin
	if not exists (select from data.unit as u where u.id = draft_plan.unit) then
		perform goal.refuse_unseen();
	end if;
	made := flow.open_item('plan', draft_plan.unit, 'draft', draft_plan.title, null, 'draft');
	if goal.plan_kind(draft_plan.kind) is null then
		perform base.refuse('WH422', 'goal/plan-kind', '只能是总体规划、近期计划或分类指导。', 'kind');
	end if;
	if asked is null then
		perform base.refuse('WH409', 'goal/no-campaign', '还没有年度活动。请先联系工委经办人新建。');
	end if;
	lines := goal.read_tasks(coalesce(draft_plan.tasks, '[]'));
	sector_names := goal.read_sectors(draft_plan.sectors);
	faults := goal.plan_faults(draft_plan.unit, draft_plan.kind, asked, draft_plan.parent, draft_plan.begins, draft_plan.ends,
		draft_plan.kinds, sector_names);
	if faults <> '[]' then
		perform base.refuse_fields('goal/plan', faults);
	end if;
	insert into data.plan (item, campaign, kind, parent, begins, ends, body, kinds, sectors)
	values (made, asked, draft_plan.kind, draft_plan.parent, draft_plan.begins, draft_plan.ends, coalesce(draft_plan.body, ''),
		case when guides then coalesce(draft_plan.kinds, '{}') else '{}' end, case when guides then sector_names else '{}' end);
	perform goal.put_tasks(made, lines);
	return goal.plan(made);
end $$;
comment on function goal.draft_plan(bigint, text, text, bigint, bigint, date, date, text, text[], json, json) is
'Begins a plan of a unit: overall, near (parent: an overall one of the same unit and campaign) or guidance (for kinds and sectors; none:
for all). Refuses: WH403 no officer or reviewer over the unit, nor its secretary; WH404 unit or campaign out of sight; WH409 there is no campaign;
WH422 with every fault by its field.';

create function goal.edit_plan(plan bigint, title text, parent bigint default null, begins date default null, ends date default null,
	body text default null, kinds text[] default null, sectors json default null, tasks json default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	lines text[];
	sector_names text[];
	was data.plan;
	faults jsonb;
begin
	perform flow.move('plan', edit_plan.plan, 'edit');
	lines := goal.read_tasks(coalesce(edit_plan.tasks, '[]'));
	sector_names := goal.read_sectors(edit_plan.sectors);
	select p.* into strict was from data.plan as p where p.item = edit_plan.plan;
	faults := goal.plan_faults((select i.unit from data.item as i where i.id = was.item), was.kind, was.campaign, edit_plan.parent,
		edit_plan.begins, edit_plan.ends, edit_plan.kinds, sector_names);
	if faults <> '[]' then
		perform base.refuse_fields('goal/plan', faults);
	end if;
	update data.item as i set title = edit_plan.title where i.id = was.item;
	update data.plan as p
	set parent = edit_plan.parent, begins = edit_plan.begins, ends = edit_plan.ends, body = coalesce(edit_plan.body, ''),
		kinds = case when was.kind = 'guidance' then coalesce(edit_plan.kinds, '{}') else '{}' end,
		sectors = case when was.kind = 'guidance' then sector_names else '{}' end
	where p.item = was.item;
	perform goal.put_tasks(was.item, lines);
	return goal.plan(was.item);
end $$;
comment on function goal.edit_plan(bigint, text, bigint, date, date, text, text[], json, json) is
'What a draft says, all of it anew. Refuses: WH404 not in sight; WH403 not by the caller; WH409 no draft any more; WH412 another
changed it meanwhile; WH422 with every fault by its field.';

create function goal.publish_plan(plan bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform flow.move('plan', publish_plan.plan, 'publish');
	if exists (
		select
		from data.plan as p
		where p.item = publish_plan.plan and p.body = '' and not exists (select from data.task as t where t.plan = p.item)
	) then
		perform base.refuse('WH422', 'goal/plan-empty', '内容和任务都没有写，不能下发。', 'body');
	end if;
	return goal.plan(publish_plan.plan);
end $$;
comment on function goal.publish_plan(bigint) is
'Hands a plan down: everybody below reads it, and it stands still. Refuses: WH404, WH403, WH409, WH412 as each step; WH422 it says nothing.';

create function goal.end_plan(plan bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform flow.move('plan', end_plan.plan, 'end', end_plan.note);
	return goal.plan(end_plan.plan);
end $$;
comment on function goal.end_plan(bigint, text) is
'A plan that holds no longer; goals that serve its tasks go on. Refuses: WH404, WH403, WH409, WH412 as each step; WH422 one that was handed
down ends with a reason.';

create function goal.copy_plan(plan bigint, campaign bigint default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	asked bigint;
	made bigint;
	head record;
begin
	select i.unit, i.title, p.* into head
	from data.item as i
	join data.plan as p on p.item = i.id
	where i.id = copy_plan.plan;
	if not found then
		perform goal.refuse_unseen();
	end if;
	perform flow.move('plan', copy_plan.plan, 'copy');
	asked := coalesce(copy_plan.campaign, goal.campaign_in_force());
	perform goal.campaign_known(asked);
	made := flow.open_item('plan', head.unit, 'draft', head.title, null, 'draft');
	insert into data.plan (item, campaign, kind, parent, begins, ends, body, kinds, sectors, source)
	values (made, asked, head.kind, (
			-- a near plan of an earlier campaign waits for its overall one
			select o.item
			from data.plan as o
			join data.item as i on i.id = o.item
			where o.kind = 'overall' and o.campaign = asked and i.unit = head.unit and i.state <> 'ended' and head.kind = 'near'
			order by o.item = head.parent desc, o.item desc
			limit 1
		), head.begins, head.ends, head.body, head.kinds, head.sectors, head.item);
	perform goal.put_tasks(made, array(select t.text from data.task as t where t.plan = head.item order by t.number));
	return goal.plan(made);
end $$;
comment on function goal.copy_plan(bigint, bigint) is
'Begins a new version of a plan as a draft, in the campaign in force unless another is named; the old one holds until it is ended.
Refuses: WH404 plan or campaign not in sight; WH403 not by the caller; WH409 a draft has nothing to copy.';

reset role;
