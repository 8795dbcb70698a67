-- Writing goals: drafts, their facts, submitting several at once.
set role verbs_goal;

create function goal.fault(field text, detail text) returns jsonb
language sql immutable
as $$ select jsonb_build_object('field', field, 'detail', detail) $$;
comment on function goal.fault(text, text) is 'One fault of base.refuse_fields.';

create function goal.pool(unit bigint) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return coalesce((
		select s.superior
		from data.unit as u
		join data.scope as s on s.unit = u.id and s.depth = 1
		where u.id = pool.unit and u.kind = 'group'), pool.unit);
end $$;
comment on function goal.pool(bigint) is 'The unit in whose subtree who answers for its goals is a member: itself; of a 党小组 its branch.';

create function goal.is_number(value text) returns boolean
language sql immutable
as $$ select value is null or value ~ '^-?[0-9]{1,12}(\.[0-9]{1,4})?$' $$;
comment on function goal.is_number(text) is 'A figure of up to 12 digits and 4 behind the point; null passes.';

create function goal.faults(unit bigint, subject bigint, catalogue integer, facts jsonb) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	wrong jsonb := '[]';
	field text;
	other constant bigint := (faults.facts ->> 'other')::bigint;
begin
	if not exists (
		select
		from org.standards_of(faults.unit, faults.catalogue) as o
		join data.standard as s on s.catalogue = faults.catalogue and s.code = o.code
		where o.code = faults.facts ->> 'standard' and s.for_whom = case when faults.subject is null then 'branch' else 'member' end
	) then
		wrong := wrong || goal.fault('standard', case when faults.subject is null then '这个单位没有这项标准。' else '党员没有这项标准。' end);
	end if;
	if faults.facts ->> 'responsible' is not null and faults.subject is null and not exists (
		select
		from data.person as p
		join data.scope as s on s.unit = p.unit
		where p.id = (faults.facts ->> 'responsible')::bigint and p.state in ('probationary', 'full')
			and s.superior in (goal.pool(faults.unit), other)
	) then
		wrong := wrong || goal.fault('responsible', '责任人要从本单位或共同承担单位的名册里选。');
	end if;
	if other = faults.unit or other is not null and not exists (select from base.receivers('', other)) then
		wrong := wrong || goal.fault('other', '共同承担单位要选另一个有党员的单位。');
	end if;
	if (faults.facts ->> 'measure') not in ('figure', 'fact') then
		wrong := wrong || goal.fault('measure', '衡量方式只能是数值，或者做到没做到。');
	end if;
	foreach field in array array['baseline', 'target'] loop
		if not goal.is_number(faults.facts ->> field) then
			wrong := wrong || goal.fault(field, format('%s要写成数字，例如95或者3.5。', case field when 'target' then '目标值' else '现在的数值' end));
		end if;
	end loop;
	if faults.facts ->> 'task' is not null and not exists (select from data.task as t where t.id = (faults.facts ->> 'task')::bigint) then
		wrong := wrong || goal.fault('task', '没有这项部门任务，或者计划还没有下发。');
	end if;
	if faults.facts ->> 'label' is not null and not exists (select from data.label as l where l.id = (faults.facts ->> 'label')::bigint) then
		wrong := wrong || goal.fault('label', '没有这项争创活动。');
	end if;
	return wrong;
end $$;
comment on function goal.faults(bigint, bigint, integer, jsonb) is
'What can''t be kept even in a draft, all of it: [{"field", "detail"}]. subject: whose own goal it is.';

create function goal.title_of(aim text) returns text
language sql immutable
as $$ select case when length(t.line) <= 60 then t.line else left(t.line, 59) || '…' end from (select btrim(regexp_replace(aim, '\s+', ' ', 'g'))) as t (line) $$;
comment on function goal.title_of(text) is 'The head''s title: the aim in one line of at most 60 characters.';

create function goal.put(head data.item, catalogue integer, facts jsonb) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	said jsonb := put.facts || case when head.subject is not null
		then jsonb_build_object('responsible', head.subject, 'other', null) else '{}' end;
	faults jsonb := goal.faults(head.unit, head.subject, put.catalogue, said);
	day constant date := (said ->> 'due_on')::date;
begin
	if faults <> '[]' then
		perform base.refuse_fields('goal/fields', faults);
	end if;
	update data.goal as g
	set standard = said ->> 'standard', aim = said ->> 'aim', due_on = day, responsible = (said ->> 'responsible')::bigint,
		measure = said ->> 'measure', baseline = (said ->> 'baseline')::numeric, target = (said ->> 'target')::numeric,
		figure_unit = said ->> 'figure_unit', shown_by = said ->> 'shown_by', measures = said ->> 'measures', serves = said ->> 'serves',
		task = (said ->> 'task')::bigint, evidence_wanted = said ->> 'evidence_wanted', partners = said ->> 'partners',
		label = (said ->> 'label')::bigint, new_way = coalesce((said ->> 'new_way')::boolean, false), pledge = said ->> 'pledge'
	where g.item = head.id;
	update data.item as i
	set title = goal.title_of(said ->> 'aim'), due = ((day + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 second',
		person = coalesce(goal.person_name((said ->> 'responsible')::bigint), case when said ->> 'responsible' is not null then i.person end),
		other = case when head.workflow = 'goal' then (said ->> 'other')::bigint else i.other end
	where i.id = head.id;
end $$;
comment on function goal.put(data.item, integer, jsonb) is
'Writes what a goal says, whole, and its head: title from the aim, person the responsible one''s name, due the end of its day, other
the co-owner. Refuses: WH422 with every fault by its field.';

create function goal.fields(standard text, aim text, due_on date, responsible bigint, measure text, baseline text, target text,
	figure_unit text, shown_by text, measures text, serves text, task bigint, evidence_wanted text, other bigint, partners text,
	label bigint, new_way boolean, pledge text) returns jsonb
language sql immutable
as $$
	select jsonb_build_object('standard', standard, 'aim', aim, 'due_on', due_on, 'responsible', responsible, 'measure', measure,
		'baseline', baseline, 'target', target, 'figure_unit', figure_unit, 'shown_by', shown_by, 'measures', measures, 'serves', serves,
		'task', task, 'evidence_wanted', evidence_wanted, 'other', other, 'partners', partners, 'label', label,
		'new_way', coalesce(new_way, false), 'pledge', pledge)
$$;
comment on function goal.fields(text, text, date, bigint, text, text, text, text, text, text, text, bigint, text, bigint, text, bigint, boolean, text) is
'The fields that a request brings as the facts of a goal.';

create function goal.open(unit bigint, subject bigint, campaign bigint, verb text, source bigint, facts jsonb) returns bigint
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	c data.campaign;
	kind constant text := case when open.subject is null then 'goal' else 'member_goal' end;
	wrong jsonb;
	made bigint;
begin
	select t.* into c from data.campaign as t where t.id = goal.campaign_known(open.campaign);
	if not found then
		perform base.refuse('WH409', 'goal/no-campaign', '还没有定活动年度，请联系工委经办人。');
	end if;
	if open.subject is not null and open.subject is distinct from base.person() and base.has_account(open.subject) then
		perform base.refuse('WH403', 'goal/members-own', format('%s有账号，目标由本人写。', goal.person_name(open.subject)));
	end if;
	made := flow.open_item(kind, open.unit, 'draft', goal.title_of(open.facts ->> 'aim'), null, open.verb, subject => open.subject);
	wrong := goal.faults(open.unit, open.subject, c.catalogue, open.facts);
	if wrong <> '[]' then
		perform base.refuse_fields('goal/fields', wrong);
	end if;
	insert into data.goal (item, campaign, catalogue, standard, aim, source, place)
	values (made, c.id, c.catalogue, open.facts ->> 'standard', open.facts ->> 'aim', open.source, (
		select coalesce(max(g.place), 0) + 1
		from data.goal as g
		join data.item as i on i.id = g.item
		where i.unit = open.unit and i.workflow = kind and g.campaign = c.id and i.subject is not distinct from open.subject));
	perform goal.put(goal.head(made), c.catalogue, open.facts);
	return made;
end $$;
comment on function goal.open(bigint, bigint, bigint, text, bigint, jsonb) is
'Begins a goal of a unit, or of a member (subject), at the end of the sheet. campaign null: the one that runs.
Refuses: WH403; WH409 there is no campaign; WH422 with every fault.';

create function goal.unit_of(unit bigint, member bigint) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	found_unit bigint := case when unit_of.member is null then unit_of.unit
		else (select p.unit from data.person as p where p.id = unit_of.member and p.state in ('probationary', 'full')) end;
begin
	if not exists (select from data.unit as u where u.id = found_unit) then
		perform goal.refuse_unseen();
	end if;
	return found_unit;
end $$;
comment on function goal.unit_of(bigint, bigint) is 'The unit whose goals are meant: the member''s, if one is named. Refuses: WH404 not in sight.';

create function goal.draft(standard text, aim text, unit bigint default null, member bigint default null, campaign bigint default null,
	source bigint default null, due_on date default null, responsible bigint default null, measure text default null,
	baseline text default null, target text default null, figure_unit text default null, shown_by text default null,
	measures text default null, serves text default null, task bigint default null, evidence_wanted text default null,
	other bigint default null, partners text default null, label bigint default null, new_way boolean default null,
	pledge text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	made bigint;
begin
	if draft.source is not null then
		perform goal.head(draft.source);
	end if;
	made := goal.open(goal.unit_of(draft.unit, draft.member), draft.member, draft.campaign, 'draft', draft.source,
		goal.fields(draft.standard, draft.aim, draft.due_on, draft.responsible, draft.measure, draft.baseline, draft.target,
			draft.figure_unit, draft.shown_by, draft.measures, draft.serves, draft.task, draft.evidence_wanted, draft.other,
			draft.partners, draft.label, draft.new_way, draft.pledge));
	return goal.line(made);
end $$;
comment on function goal.draft(text, text, bigint, bigint, bigint, bigint, date, bigint, text, text, text, text, text, text, text, bigint, text, bigint, text, bigint, boolean, text) is
'Begins a goal as a draft: standard and aim; all else may be missing. member: it is that member''s own; source: the goal it was
copied from. Answers with its line (goal.row). Refuses: WH403; WH404; WH409 no campaign; WH422 with every fault by its field.';

create function goal.edit(goal bigint, standard text, aim text, due_on date default null, responsible bigint default null,
	measure text default null, baseline text default null, target text default null, figure_unit text default null,
	shown_by text default null, measures text default null, serves text default null, task bigint default null,
	evidence_wanted text default null, other bigint default null, partners text default null, label bigint default null,
	new_way boolean default null, pledge text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	head data.item := goal.move(edit.goal, 'edit');
begin
	perform goal.put(head, (select g.catalogue from data.goal as g where g.item = head.id),
		goal.fields(edit.standard, edit.aim, edit.due_on, edit.responsible, edit.measure, edit.baseline, edit.target, edit.figure_unit,
			edit.shown_by, edit.measures, edit.serves, edit.task, edit.evidence_wanted, edit.other, edit.partners, edit.label,
			edit.new_way, edit.pledge));
	return goal.line(head.id);
end $$;
comment on function goal.edit(bigint, text, text, date, bigint, text, text, text, text, text, text, text, bigint, text, bigint, text, bigint, boolean, text) is
'Changes a draft, or what was returned: the fields replace what it said, null empties. Answers with its line.
Refuses: WH403; WH404; WH409 it was submitted; WH412 somebody changed it meanwhile; WH422 with every fault by its field.';

create function goal.line(goal bigint) returns json
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	head data.item := goal.head(line.goal);
	g data.goal;
begin
	select t.* into strict g from data.goal as t where t.item = line.goal;
	return goal.row(head, g)::json;
end $$;
comment on function goal.line(bigint) is 'goal.row of a goal in sight.';

create function goal.drop(goal bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform goal.move(drop.goal, 'drop');
	update data.item as i set due = null where i.id = drop.goal;
	return json_build_object('id', drop.goal);
end $$;
comment on function goal.drop(bigint) is 'Takes a draft, or what was returned, out of the lists; its history stays. Refuses: WH403; WH404; WH409; WH412.';

create function goal.send(head data.item) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	perform goal.move(head.id, 'submit');
	if head.workflow = 'member_goal' then
		update data.item as i
		set other = case when base.is_only_secretary(i.subject, i.unit) then i.superior end
		where i.id = head.id;
	end if;
end $$;
comment on function goal.send(data.item) is
'Submits a goal that lacks nothing. The one secretary''s own goes to be judged above: the head''s other unit is then the superior.';

create function goal.submit(goals bigint[]) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	one bigint;
	head data.item;
	g data.goal;
	sent jsonb := '[]';
	kept jsonb := '[]';
begin
	for one in select distinct o.id from unnest(submit.goals) as o (id) order by o.id loop
		head := goal.head(one);
		select t.* into strict g from data.goal as t where t.item = one;
		if goal.lacks(g) = '[]' or not flow.may(one, 'submit') then
			perform goal.send(head); -- who may not is told so
			sent := sent || to_jsonb(goal.line(one));
		else
			kept := kept || jsonb_build_object('id', one, 'title', head.title, 'lacks', goal.lacks(g));
		end if;
	end loop;
	return json_build_object('sent', sent, 'kept', kept);
end $$;
comment on function goal.submit(bigint[]) is
'Submits several goals at once: {"sent": their lines, "kept": what isn''t ready, by name, with what it lacks}. One that may not be
submitted at all refuses the whole. Refuses: WH403; WH404; WH409; WH412 (of one alone).';

reset role;
