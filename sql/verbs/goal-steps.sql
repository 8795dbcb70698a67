-- What becomes of a goal: it is judged, moves on, is changed, is claimed to be reached.
set role verbs_goal;

create function goal.register(goal bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform goal.move(register.goal, 'register', register.note);
	update data.goal as g set registered_on = base.today() where g.item = register.goal;
	return goal.show(register.goal);
end $$;
comment on function goal.register(bigint, text) is
'Registers a submitted goal. Refuses: WH404; WH403 not above it, or one''s own work; WH409; WH412.';

create function goal.return(goal bigint, note text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform goal.move(return.goal, 'return', return.note);
	return goal.show(return.goal);
end $$;
comment on function goal.return(bigint, text) is 'Gives a submitted goal back with the reason. Refuses: WH404; WH403; WH409; WH412; WH422 no reason.';

create function goal.withdraw(goal bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform goal.move(withdraw.goal, 'withdraw');
	update data.goal_change as c
	set granted = false, decided_by = c.asked_by, decided = base.now(), note = '自己撤回'
	where c.goal = withdraw.goal and c.granted is null;
	update data.goal as g set claim = null where g.item = withdraw.goal;
	return goal.show(withdraw.goal);
end $$;
comment on function goal.withdraw(bigint) is
'Takes back what waits to be judged: the submission, the change asked for, the claim. Refuses: WH404; WH403; WH409; WH412.';

create function goal.end(goal bigint, note text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform goal.move("end".goal, 'end', "end".note);
	update data.goal_change as c
	set granted = false, decided_by = c.asked_by, decided = base.now(), note = '目标已终止'
	where c.goal = "end".goal and c.granted is null;
	update data.item as i set due = null where i.id = "end".goal;
	return goal.show("end".goal);
end $$;
comment on function goal.end(bigint, text) is
'Ends a goal that is not done yet and will not be: of a unit that is dissolved, of a member who has gone. It stays to be read.
Refuses: WH404; WH403 not above it; WH409; WH412; WH422 no reason.';

create function goal.sign(head data.item) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return base.signature(array['officer', 'reviewer', 'secretary', 'member'], array[head.unit]);
end $$;
comment on function goal.sign(data.item) is 'The name under which the caller writes about a goal.';

create function goal.progress(goal bigint, happened_on date, text text, present text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	head data.item;
	wrong jsonb := '[]';
begin
	head := goal.move(progress.goal, 'progress');
	if progress.happened_on > base.today() then
		wrong := wrong || goal.fault('happened_on', '日期晚于今天。');
	end if;
	if not goal.is_number(progress.present) then
		wrong := wrong || goal.fault('present', '现在的数值要写成数字，例如95或者3.5。');
	end if;
	if wrong <> '[]' then
		perform base.refuse_fields('goal/fields', wrong);
	end if;
	insert into data.goal_progress (goal, happened_on, text, present, account, name)
	values (progress.goal, progress.happened_on, progress.text, progress.present::numeric, base.account(), goal.sign(head));
	update data.goal as g set present = coalesce(progress.present::numeric, g.present) where g.item = progress.goal;
	return goal.show(progress.goal);
end $$;
comment on function goal.progress(bigint, date, text, text) is
'Writes down what was done for a registered goal, on which day, and where its figure stands since. Refuses: WH404; WH403; WH409; WH412;
WH422 a day to come, no figure.';

create function goal.changes_said(change data.goal_change, g data.goal, other bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	-- what it said when this was asked: what was kept at the grant, or what it says now
	was constant jsonb := coalesce((
		select t.facts
		from data.goal_text as t
		where t.goal = change.goal and t.until >= change.decided and change.granted
		order by t.number
		limit 1), goal.facts(g, other));
	before constant jsonb := goal.said(was, g.catalogue);
	after constant jsonb := goal.said(was || change.facts, g.catalogue);
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('field', f.field, 'was', before -> f.field, 'is', after -> f.field) order by f.place), '[]')
		from unnest(array['standard', 'aim', 'due_on', 'responsible', 'measure', 'baseline', 'target', 'figure_unit', 'shown_by',
			'measures', 'serves', 'task', 'evidence_wanted', 'other', 'partners', 'label', 'new_way', 'pledge'])
			with ordinality as f (field, place)
		where change.facts ? f.field
	);
end $$;
comment on function goal.changes_said(data.goal_change, data.goal, bigint) is 'A change with old and new side by side: [{"field", "was", "is"}], in words.';

create function goal.ask_change(goal bigint, reason text, standard text, aim text, due_on date default null, responsible bigint default null,
	measure text default null, baseline text default null, target text default null, figure_unit text default null,
	shown_by text default null, measures text default null, serves text default null, task bigint default null,
	evidence_wanted text default null, other bigint default null, partners text default null, label bigint default null,
	new_way boolean default null, pledge text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	head data.item;
	g data.goal;
	asked jsonb;
	wrong jsonb;
begin
	head := goal.move(ask_change.goal, 'ask_change');
	select t.* into strict g from data.goal as t where t.item = head.id;
	asked := goal.fields(ask_change.standard, ask_change.aim, ask_change.due_on, ask_change.responsible, ask_change.measure,
		ask_change.baseline, ask_change.target, ask_change.figure_unit, ask_change.shown_by,
		ask_change.measures, ask_change.serves, ask_change.task, ask_change.evidence_wanted, ask_change.other, ask_change.partners,
		ask_change.label, ask_change.new_way, ask_change.pledge);
	if head.subject is not null then
		asked := asked || jsonb_build_object('responsible', head.subject, 'other', null);
	end if;
	wrong := goal.faults(head.unit, head.subject, g.catalogue, asked);
	if asked ->> 'due_on' is null then
		wrong := wrong || goal.fault('due_on', '完成时限没有填。');
	end if;
	if asked ->> 'responsible' is null then
		wrong := wrong || goal.fault('responsible', '责任人没有填。');
	end if;
	if wrong <> '[]' then
		perform base.refuse_fields('goal/fields', wrong);
	end if;
	asked := asked || jsonb_build_object('baseline', goal.number_text((asked ->> 'baseline')::numeric),
		'target', goal.number_text((asked ->> 'target')::numeric));
	select coalesce(jsonb_object_agg(e.key, e.value), '{}') into asked
	from jsonb_each(asked) as e
	where e.value <> goal.facts(g, case when head.workflow = 'goal' then head.other end) -> e.key;
	if asked = '{}' then
		perform base.refuse('WH422', 'goal/no-change', '没有改动，和原来一样。', 'aim');
	end if;
	insert into data.goal_change (goal, facts, reason, asked_by)
	values (head.id, asked, ask_change.reason, goal.sign(head));
	return goal.show(head.id);
end $$;
comment on function goal.ask_change(bigint, text, text, text, date, bigint, text, text, text, text, text, text, text, bigint, text, bigint, text, bigint, boolean, text) is
'Asks that a registered goal say something else: all its fields as they are to be, and why. What differs is kept until it is decided.
Refuses: WH404; WH403; WH409; WH412; WH422 no reason, nothing differs, or the faults by field.';

create function goal.grant_change(goal bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	head data.item := goal.move(grant_change.goal, 'grant_change', grant_change.note);
	g data.goal;
	change data.goal_change;
	was jsonb;
begin
	select t.* into strict g from data.goal as t where t.item = head.id;
	select c.* into strict change from data.goal_change as c where c.goal = head.id and c.granted is null;
	was := goal.facts(g, case when head.workflow = 'goal' then head.other end);
	insert into data.goal_text (goal, number, facts, reason, name)
	values (head.id, (select coalesce(max(t.number), 0) + 1 from data.goal_text as t where t.goal = head.id), was, change.reason, goal.sign(head));
	update data.goal_change as c
	set granted = true, decided_by = goal.sign(head), decided = base.now(), note = nullif(btrim(grant_change.note), '')
	where c.id = change.id;
	perform goal.put(head, g.catalogue, was || change.facts);
	return goal.show(head.id);
end $$;
comment on function goal.grant_change(bigint, text) is
'Grants the change that was asked for: the goal says the new, what it said before is kept. Refuses: WH404; WH403; WH409; WH412; WH422
where the new doesn''t fit any more (who answers for it has left).';

create function goal.refuse_change(goal bigint, note text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	head data.item := goal.move(refuse_change.goal, 'refuse_change', refuse_change.note);
begin
	update data.goal_change as c
	set granted = false, decided_by = goal.sign(head), decided = base.now(), note = btrim(refuse_change.note)
	where c.goal = head.id and c.granted is null;
	return goal.show(head.id);
end $$;
comment on function goal.refuse_change(bigint, text) is 'Refuses the change, with the reason; the goal stands as it was. Refuses: WH404; WH403; WH409; WH412; WH422.';

create function goal.claim(goal bigint, claim text, present text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform goal.move(claim.goal, 'claim');
	if not goal.is_number(claim.present) then
		perform base.refuse('WH422', 'goal/no-number', '现在的数值要写成数字，例如95或者3.5。', 'present');
	end if;
	update data.goal as g
	set claim = claim.claim, present = coalesce(claim.present::numeric, g.present)
	where g.item = claim.goal;
	return goal.show(claim.goal);
end $$;
comment on function goal.claim(bigint, text, text) is
'Says that a goal is reached, and how it stands. Refuses: WH404; WH403; WH409; WH412; WH422 nothing said, no figure.';

create function goal.confirm(goal bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform goal.move(confirm.goal, 'confirm', confirm.note);
	update data.goal as g set confirmed_on = base.today() where g.item = confirm.goal;
	update data.item as i set due = null where i.id = confirm.goal;
	return goal.show(confirm.goal);
end $$;
comment on function goal.confirm(bigint, text) is
'Confirms that a goal is reached; 现场核实 is a full answer, nothing need be attached. Refuses: WH404; WH403; WH409; WH412.';

create function goal.send_back(goal bigint, note text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform goal.move(send_back.goal, 'send_back', send_back.note);
	return goal.show(send_back.goal);
end $$;
comment on function goal.send_back(bigint, text) is 'Says what is still missing of a claimed goal. Refuses: WH404; WH403; WH409; WH412; WH422 no reason.';

reset role;
