-- The one flow engine. A workflow's machine is rows: data.state, data.verb and data.step, written by that workflow's own
-- file. What is here reads those rows and moves heads (data.item); it knows no workflow.
create schema flow authorization verbs_flow;
set role verbs_flow;
-- whoever makes a verb that calls these must find them; who may call what is in rules.sql
grant usage on schema flow to verbs_org, verbs_survey, verbs_goal, verbs_evidence, verbs_keeper;

-- ---- who may ------------------------------------------------------------------------------------------------------

create function flow.is_keeper() returns boolean
language sql stable
as $$ select session_user = 'wuhao_keeper' $$;
comment on function flow.is_keeper() is 'Whether the clockwork calls, and no person.';

create function flow.holds(unit bigint, superior bigint, other bigint, subject bigint, role text, reach text) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	held bigint[] := base.held(array[holds.role]);
begin
	return case
		when holds.reach = 'system' then flow.is_keeper()
		when holds.subject is not null and holds.subject = base.person() then holds.reach = 'self'
		else base.reaches(holds.unit, holds.superior, holds.other, holds.reach, held)
	end;
end $$;
comment on function flow.holds(bigint, bigint, bigint, bigint, text, text) is
'Whether the caller holds the role where data.step.reach wants it: at the item''s unit, above it, either, at its other unit or above
that. The member whose own item it is (subject) has the reach self, whatever their roles, and no other: nobody judges what is theirs.';

create function flow.open_steps(item bigint) returns table (verb text, to_state text, note text)
language sql stable
as $$
	select distinct on (t.verb) t.verb, t.to_state, t.note
	from data.item as i
	join data.step as t on t.workflow = i.workflow and t.from_state = i.state
	where i.id = open_steps.item and flow.holds(i.unit, i.superior, i.other, i.subject, t.role, t.reach)
	order by t.verb, array_position(array['none', 'may', 'must'], t.note)
$$;
comment on function flow.open_steps(bigint) is
'The steps open to the caller from the state that the item is in; of two roles'' steps the one that asks less.';

create function flow.may(item bigint, verb text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (select from flow.open_steps(may.item) as s where s.verb = may.verb);
end $$;
comment on function flow.may(bigint, text) is 'Whether this verb is open to the caller now; false for an item out of sight.';

create function flow.works_on(item bigint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (
		select
		from data.item as i
		join data.step as t on t.workflow = i.workflow and t.reach in ('unit', 'self')
		where i.id = works_on.item and flow.holds(i.unit, i.superior, i.other, i.subject, t.role, t.reach)
	);
end $$;
comment on function flow.works_on(bigint) is
'Whether the item is the caller''s own work, whatever its state: they hold a role at its unit that some step of its workflow asks for,
or are the member whose own it is. False for an item out of sight.';

create function flow.may_open(workflow text, unit bigint, state text, subject bigint) returns boolean
language sql stable
as $$
	select exists (
		select
		from data.step as t
		left join data.scope as s on s.unit = may_open.unit and s.depth = 1
		where t.workflow = may_open.workflow and t.from_state = may_open.state and t.reach not in ('other', 'system')
			and flow.holds(may_open.unit, s.superior, null, may_open.subject, t.role, t.reach)
	)
$$;
comment on function flow.may_open(text, bigint, text, bigint) is
'Whether the caller may begin an item of this workflow at this unit: who may work on a fresh one may begin one.';

create function flow.verbs(item bigint) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('verb', v.verb, 'label', v.label, 'sure', v.sure, 'note', s.note,
			'primary', v.forward) order by v.official_order), '[]')
		from data.item as i
		join flow.open_steps(i.id) as s on true
		join data.verb as v on v.workflow = i.workflow and v.verb = s.verb
		where i.id = verbs.item
	);
end $$;
comment on function flow.verbs(bigint) is
'The buttons that are open to the caller: [{"verb", "label", "sure", "note": none|may|must, "primary"}], in their order.';

create function flow.events(item bigint) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('what', coalesce(v.label, '新建'), 'name', e.name,
			'at', base.time_text(e.at), 'note', e.note) order by e.id), '[]')
		from data.event as e
		join data.item as i on i.id = e.item
		left join data.verb as v on v.workflow = i.workflow and v.verb = e.verb
		where e.item = events.item
	);
end $$;
comment on function flow.events(bigint) is 'The history, oldest first: [{"what", "name", "at", "note"}]. Empty for an item out of sight.';

create function flow.last_by(item bigint, verbs text[]) returns bigint
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select e.account
		from data.event as e
		where e.item = last_by.item and e.verb = any (last_by.verbs)
		order by e.id desc
		limit 1
	);
end $$;
comment on function flow.last_by(bigint, text[]) is
'The account that did one of these last to an item in sight: so that nobody judges what they sent themselves. Null: nobody did.';

-- ---- refusals, in the words of words.md 4 ---------------------------------------------------------------------------

create function flow.label(workflow text, verb text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (select v.label from data.verb as v where v.workflow = label.workflow and v.verb = label.verb);
end $$;
comment on function flow.label(text, text) is 'The verb as its button says it.';

create function flow.refuse_role(workflow text, verb text, action text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	role text;
	who text;
begin
	select string_agg(distinct r.label, '、') into role
	from data.seat as s
	join data.role as r on r.role = s.role
	where s.account = (select base.account()) and s.valid_from <= base.today() and coalesce(s.valid_until, 'infinity') >= base.today();
	select string_agg(distinct r.label, '、') into who
	from data.step as t
	join data.role as r on r.role = t.role
	where t.workflow = refuse_role.workflow and t.verb = coalesce(refuse_role.verb, t.verb) and t.reach <> 'system';
	perform base.refuse('WH403', 'flow/no-right', format('当前身份是“%s”，不能%s。需要办理，请联系%s。',
		coalesce(role, '未任职'), refuse_role.action, coalesce(who, '系统管理员')));
end $$;
comment on function flow.refuse_role(text, text, text) is
'Refuses with WH403: which roles the caller has, what they can''t do, who can. verb null: any verb of the workflow.';

create function flow.refuse_state(head data.item, verb text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	labels text;
begin
	select string_agg(v.label, '、' order by v.official_order) into labels
	from flow.open_steps(head.id) as s
	join data.verb as v on v.workflow = head.workflow and v.verb = s.verb;
	perform base.refuse('WH409', 'flow/not-open', format('这一件现在是“%s”，不能%s。',
		(select s.label from data.state as s where s.workflow = head.workflow and s.state = head.state),
		flow.label(head.workflow, refuse_state.verb)) || coalesce('可以：' || labels || '。', ''));
end $$;
comment on function flow.refuse_state(data.item, text) is
'Refuses with WH409: the state''s tag, the button that doesn''t fit it, and the buttons that do.';

create function flow.refuse_version(head data.item) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	perform base.refuse('WH412', 'flow/changed-meanwhile', (
		select format('%s在%s改了%s。您写的还在，请对照后再保存。', e.name,
			base.hour_text(e.at),
			case e.from_state when e.to_state then '内容' else '状态' end)
		from data.event as e
		where e.item = head.id
		order by e.id desc
		limit 1));
end $$;
comment on function flow.refuse_version(data.item) is 'Refuses with WH412: who changed the item last, when, and what.';

-- ---- changing --------------------------------------------------------------------------------------------------------

create function flow.note(head data.item, verb text, from_state text, roles text[], note text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	own constant text := (select a.name from data.account as a where a.id = base.account());
	signed constant text := case when flow.is_keeper() then '系统'
		else coalesce(base.signature(note.roles, array[head.unit, head.superior, head.other]), own) end;
begin
	insert into data.event (item, verb, from_state, to_state, account, name, note)
	values (head.id, note.verb, note.from_state, head.state, base.account(), signed, note.note);
	perform base.record(head.workflow || '.' || note.verb, head.workflow || '/' || head.id,
		jsonb_build_object('from', note.from_state, 'to', head.state)
			|| case when signed <> own then jsonb_build_object('as', signed) else '{}' end);
end $$;
comment on function flow.note(data.item, text, text, text[], text) is
'Writes what happened to the item, as it is now, to its history and to the audit, under the caller''s name; where they act with one of
these roles for somebody else (委托代办), under both names.';

create function flow.open_item(workflow text, unit bigint, state text, title text, due timestamptz, verb text,
	other bigint default null, subject bigint default null) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	opened data.item;
	roles text[];
begin
	if not flow.may_open(open_item.workflow, open_item.unit, open_item.state, open_item.subject) then
		perform flow.refuse_role(open_item.workflow, null,
			coalesce(flow.label(open_item.workflow, open_item.verb), '新建'));
	end if;
	if coalesce(open_item.title, '') = '' then
		perform base.refuse('WH422', 'flow/no-title', '标题没有填。', 'title');
	end if;
	insert into data.item (workflow, unit, superior, other, subject, state, title, due)
	values (open_item.workflow, open_item.unit,
		(select s.superior from data.scope as s where s.unit = open_item.unit and s.depth = 1), open_item.other,
		open_item.subject, open_item.state, open_item.title, open_item.due)
	returning * into opened;
	roles := array(select t.role from data.step as t
		where t.workflow = opened.workflow and t.from_state = opened.state and t.reach not in ('other', 'system'));
	perform flow.note(opened, open_item.verb, null, roles, null);
	return opened.id;
end $$;
comment on function flow.open_item(text, bigint, text, text, timestamptz, text, bigint, bigint) is
'Begins an item at a unit, in its first state; verb is what the history calls it (its label in data.verb, else 新建); other:
a second unit that it concerns; subject: the member whose own item it is.
Refuses: WH403 no role at this unit has a step out of that state; WH422 without a title, or with a long one.';

create function flow.open_kept(workflow text, unit bigint, state text, title text, verb text, subject bigint, account bigint,
	name text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	opened data.item;
begin
	if session_user <> 'wuhao_worker' then
		perform flow.refuse_role(open_kept.workflow, null, coalesce(flow.label(open_kept.workflow, open_kept.verb), '新建'));
	end if;
	insert into data.item (workflow, unit, superior, subject, state, title)
	values (open_kept.workflow, open_kept.unit,
		(select s.superior from data.scope as s where s.unit = open_kept.unit and s.depth = 1),
		open_kept.subject, open_kept.state, open_kept.title)
	returning * into opened;
	insert into data.event (item, verb, to_state, account, name)
	values (opened.id, open_kept.verb, opened.state, open_kept.account, open_kept.name);
	perform base.record(opened.workflow || '.' || open_kept.verb, opened.workflow || '/' || opened.id,
		jsonb_build_object('to', opened.state, 'who', open_kept.name));
	return opened.id;
end $$;
comment on function flow.open_kept(text, bigint, text, text, text, bigint, bigint, text) is
'Begins an item that somebody sent and the worker has checked: under the account and name of who sent it, whose right to was judged then.
Refuses: WH403 whoever calls and isn''t the worker.';

create function flow.move(workflow text, item bigint, verb text, note text default null) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	head data.item;
	step record;
	was text;
	roles text[];
	seen text := nullif(current_setting('wuhao.version', true), '');
	said text := nullif(btrim(move.note), '');
begin
	perform from data.item as i where i.id = move.item and i.workflow = move.workflow;
	if not found then
		perform base.refuse('WH404', 'flow/not-found', '地址不对，内容已移走，或者当前身份看不到。');
	end if;
	if not exists (
		select
		from data.item as i
		join data.step as t on t.workflow = i.workflow and t.verb = move.verb
		where i.id = move.item and flow.holds(i.unit, i.superior, i.other, i.subject, t.role, t.reach)
	) then
		perform flow.refuse_role(move.workflow, move.verb, flow.label(move.workflow, move.verb));
	end if;
	select i.* into strict head from data.item as i where i.id = move.item for no key update;
	if seen <> head.version::text then
		perform flow.refuse_version(head);
	end if;
	select s.* into step from flow.open_steps(head.id) as s where s.verb = move.verb;
	if not found then
		perform flow.refuse_state(head, move.verb);
	end if;
	if step.note = 'must' and said is null then
		perform base.refuse('WH422', 'flow/no-note', '说明没有填。', 'note');
	end if;
	roles := array(select t.role from data.step as t
		where t.workflow = head.workflow and t.verb = move.verb and t.from_state = head.state
			and flow.holds(head.unit, head.superior, head.other, head.subject, t.role, t.reach));
	was := head.state;
	update data.item as i
	set state = step.to_state, version = i.version + 1
	where i.id = head.id
	returning * into head;
	perform flow.note(head, move.verb, was, roles, case when step.note <> 'none' then said end);
	-- the version is what the caller saw before this request: its first change uses it up
	perform set_config('wuhao.version', '', true);
end $$;
comment on function flow.move(text, bigint, text, text) is
'Moves an item by one step, which may lead back to the state it comes from: locks its head, judges, writes state, version,
history and audit.
Refuses: WH404 not in the caller''s sight; WH403 no role of the caller has this verb here; WH412 the item isn''t in the
version that the caller saw; WH409 the verb doesn''t fit the state; WH422 the step wants a note, or it is too long.';

reset role;
