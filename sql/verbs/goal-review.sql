-- Judging many goals at once: what waits below the reviewer, with the differences to what each was copied from.
set role verbs_goal;

create function goal.measure_text(g data.goal) returns text
language sql immutable
as $$
	select case g.measure
		when 'figure' then concat_ws('，', case when g.baseline is not null then '现在' || trim_scale(g.baseline) || coalesce(g.figure_unit, '') end,
			case when g.target is not null then '目标' || trim_scale(g.target) || coalesce(g.figure_unit, '') end)
		when 'fact' then '是否做到' || coalesce('，以' || g.shown_by || '为准', '') end
$$;
comment on function goal.measure_text(data.goal) is 'How a goal is measured, in words; null where nothing is said.';

create function goal.differences(g data.goal, other bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	o data.goal;
	was jsonb;
	now jsonb;
begin
	select t.* into o from data.goal as t where t.item = g.source;
	if not found then
		return '[]';
	end if;
	was := goal.said(goal.facts(o, (select i.other from data.item as i where i.id = o.item)), o.catalogue);
	now := goal.said(goal.facts(g, differences.other), g.catalogue);
	if to_char(o.due_on, 'MMDD') = to_char(g.due_on, 'MMDD') then
		-- a year lies between: the same day is no other one
		was := was - 'due_on';
		now := now - 'due_on';
	end if;
	return (
		select coalesce(jsonb_agg(jsonb_build_object('label', f.label, 'was', was ->> f.field, 'now', now ->> f.field) order by f.place), '[]')
		from (values (1, 'standard', '标准'), (2, 'aim', '目标'), (3, 'due_on', '完成时限'), (4, 'responsible', '责任人'), (5, 'measure', '衡量方式'),
			(6, 'baseline', '现在'), (7, 'target', '目标值'), (8, 'figure_unit', '单位'), (9, 'shown_by', '以什么为准'), (10, 'measures', '措施'),
			(11, 'serves', '服务对象'), (12, 'evidence_wanted', '需要的佐证'), (13, 'other', '共同单位'), (14, 'partners', '配合方'), (15, 'label', '争创标签'),
			(16, 'new_way', '创新'), (17, 'pledge', '承诺')) as f (place, field, label)
		where was ->> f.field is distinct from now ->> f.field
	);
end $$;
comment on function goal.differences(data.goal, bigint) is
'What a goal says otherwise than the one that it was copied from, in words: [{"label", "was", "now"}]. Its task is another each year and
is none of it. other: its co-owner. Empty where it was not copied.';

create function goal.demand_judge() returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if base.held(array['officer', 'reviewer', 'secretary']) = '{}' then
		perform base.refuse('WH403', 'goal/no-review', '当前身份不能审核目标。需要办理，请联系支部书记、审核人、工委经办人。');
	end if;
end $$;
comment on function goal.demand_judge() is 'Refuses with WH403 who has no role that judges goals.';

create function goal.review_verb(what text) returns text
language sql immutable
as $$ select case review_verb.what when 'submitted' then 'register' when 'claimed' then 'confirm' when 'change_asked' then 'grant_change' end $$;
comment on function goal.review_verb(text) is 'The verb that leads on from a state that waits for a reviewer; null: it waits for none.';

create function goal.waiting(what text, after_due timestamptz, after_item bigint, most integer)
returns table (item bigint, due timestamptz)
language sql stable
as $$
	select w.item, w.due
	from (
		select d.item, min(d.due) as due
		from (
			select h.unit as seat, 'goal'::text as workflow from unnest(base.held(array['reviewer', 'officer'])) as h (unit)
			union all
			select h.unit, 'member_goal' from unnest(base.held(array['secretary'])) as h (unit)
			union all
			-- the one secretary's own goes above
			select h.unit, 'other' from unnest(base.held(array['reviewer', 'officer'])) as h (unit)
		) as m
		cross join lateral (
			select l.item, l.due
			from data.listed as l
			where l.superior = m.seat and l.workflow = case m.workflow when 'goal' then 'goal' else 'member_goal' end and l.state = waiting.what
				and (l.due, l.item) > (waiting.after_due, waiting.after_item)
				and exists (
					select
					from data.item as i
					where i.id = l.item and case m.workflow when 'goal' then i.unit <> m.seat when 'member_goal' then i.unit = m.seat
						else exists (select from data.scope as s where s.unit = i.other and s.superior = m.seat) end)
			order by l.due, l.item
			limit waiting.most
		) as d
		group by d.item
	) as w
	order by w.due, w.item
	limit waiting.most
$$;
comment on function goal.waiting(text, timestamptz, bigint, integer) is
'Goals in a state, those that the caller judges: of units below their seats, of members at their branch; due first, behind a day and item.';

create function goal.review_after(after text, out due timestamptz, out item bigint)
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
	if review_after.after is null then
		due := '-infinity';
		item := 0;
	elsif review_after.after ~ '^(infinity|[0-9]{1,12})\.[0-9]{1,16}$' then
		due := case when review_after.after like 'infinity%' then 'infinity' else to_timestamp(split_part(review_after.after, '.', 1)::bigint) end;
		item := split_part(review_after.after, '.', 2)::bigint;
	else
		perform base.refuse('WH422', 'goal/no-such-page', '没有这一页。', 'after');
	end if;
end $$;
comment on function goal.review_after(text) is 'Where a page begins: behind the last line of the one before. Refuses with WH422 what is none.';

create function goal.review(what text default null, after text default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
	set plan_cache_mode = force_generic_plan
as $$
declare
	asked text := coalesce(review.what, 'submitted');
	place record;
	answer json;
begin
	perform goal.demand_judge();
	if goal.review_verb(asked) is null then
		perform base.refuse('WH422', 'goal/no-such-list', '没有这个清单。', 'what');
	end if;
	place := goal.review_after(review.after);
	with page as materialized (
		select w.item, w.due, row_number() over (order by w.due, w.item) as n
		from goal.waiting(asked, place.due, place.item, 101) as w
	)
	select json_build_object('what', asked, 'rows', coalesce(json_agg(json_build_object(
			'id', i.id, 'version', i.version, 'aim', g.aim, 'standard', g.standard, 'category', s.category, 'standard_text', s.text,
			'unit', i.unit, 'unit_name', u.short_name, 'other_name', (select o.short_name from data.unit as o where o.id = i.other),
			'member', case when i.subject is not null then i.person end, 'campaign_name', c.name,
			'responsible', (select p.name from data.person as p where p.id = g.responsible),
			'due_on', g.due_on, 'measure', goal.measure_text(g), 'measures', g.measures, 'serves', g.serves,
			'task', (select t.text from data.task as t where t.id = g.task), 'new_way', g.new_way, 'claim', g.claim,
			'present', case when g.present is not null then trim_scale(g.present) || coalesce(g.figure_unit, '') end,
			'source', (select json_build_object('id', o.item, 'campaign_name', oc.name) from data.goal as o join data.campaign as oc on oc.id = o.campaign
				where o.item = g.source),
			'changes', goal.differences(g, case when i.workflow = 'goal' then i.other end), 'hints', goal.hints(g, i.workflow = 'member_goal'),
			'asked', (select json_build_object('reason', q.reason, 'by', q.asked_by, 'at', base.time_text(q.asked))
				from data.goal_change as q where q.goal = i.id and q.granted is null)
		) order by p.n) filter (where p.n <= 100), '[]'),
		'next', max(case when p.n = 100 then case when isfinite(p.due) then floor(extract(epoch from p.due))::bigint::text else 'infinity' end
			|| '.' || p.item end) filter (where (select count(*) from page) > 100),
		'counts', (
			select json_agg(json_build_object('what', k.what, 'count', (
				select count(*) from goal.waiting(k.what, '-infinity', 0, 201) as w)) order by k.place)
			from (values ('submitted', 1), ('claimed', 2), ('change_asked', 3)) as k (what, place)
		))
	into answer
	from page as p
	join data.item as i on i.id = p.item
	join data.goal as g on g.item = i.id
	join data.campaign as c on c.id = g.campaign
	join data.standard as s on s.catalogue = g.catalogue and s.code = g.standard
	join data.unit as u on u.id = i.unit;
	return answer;
end $$;
comment on function goal.review(text, text) is
'What waits for the caller: goals of units below, and of members of their branch, that were submitted (the default), claimed as done, or whose
change was asked; the first due first, 100 from after (the cursor "next") on, each with what it says otherwise than the one it was copied from and
what it lacks. "counts": how many of each, 201 for more than 200. Refuses: WH403 the caller judges none; WH422 no such list or page.';

create function goal.read_chosen(goals json) returns table (goal bigint, version text)
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
	if json_typeof(read_chosen.goals) <> 'array' then
		raise invalid_parameter_value;
	end if;
	return query
	select (e.goal ->> 'goal')::bigint, (e.goal ->> 'version')::integer::text
	from json_array_elements(read_chosen.goals) with ordinality as e (goal, place)
	order by e.place;
exception when data_exception then
	perform base.refuse('WH422', 'goal/chosen', '没有看懂选了哪些目标，请刷新后再试。', 'goals');
end $$;
comment on function goal.read_chosen(json) is 'Reads [{"goal", "version"}…]. Refuses with WH422 what is no such list.';

create function goal.judge_many(verb text, goals json, note text) returns json
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	one record;
	sentence text;
	done bigint[] := '{}';
	left_over jsonb := '[]';
begin
	perform goal.demand_judge();
	if (select count(*) not between 1 and 200 from goal.read_chosen(judge_many.goals)) then
		perform base.refuse('WH422', 'goal/chosen', '一次选1到200项。', 'goals');
	end if;
	for one in select * from goal.read_chosen(judge_many.goals) loop
		begin
			perform set_config('wuhao.version', coalesce(one.version, ''), true);
			perform goal.move(one.goal, judge_many.verb, judge_many.note);
			update data.goal as g
			set registered_on = case judge_many.verb when 'register' then base.today() else g.registered_on end,
				confirmed_on = case judge_many.verb when 'confirm' then base.today() end
			where g.item = one.goal;
			update data.item as i set due = null where i.id = one.goal and judge_many.verb = 'confirm';
			done := done || one.goal;
		exception when sqlstate 'WH403' or sqlstate 'WH404' or sqlstate 'WH409' or sqlstate 'WH412' then
			get stacked diagnostics sentence = pg_exception_detail;
			left_over := left_over || jsonb_build_object('goal', one.goal, 'detail', sentence,
				'title', (select u.short_name || '：' || g.aim from data.goal as g join data.item as i on i.id = g.item join data.unit as u on u.id = i.unit
					where g.item = one.goal));
		end;
	end loop;
	perform set_config('wuhao.version', '', true);
	return json_build_object('done', to_json(done), 'left', left_over);
end $$;
comment on function goal.judge_many(text, json, text) is
'Judges many in one transaction, each behind a savepoint: who ticked fifty meant each of them, so one that somebody changed or took back meanwhile
is left as it is and named, and the others are done, together and once under the request''s key.
Answers {"done": ids, "left": [{"goal", "title", "detail"}]}.';

create function goal.register_many(goals json, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return goal.judge_many('register', register_many.goals, register_many.note);
end $$;
comment on function goal.register_many(json, text) is
'Registers submitted goals, up to 200: [{"goal", "version": that was seen}]. What can''t be is named with its reason and stays; the rest is done.
Refuses: WH403 no role that judges; WH422 no such list.';

create function goal.confirm_many(goals json, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return goal.judge_many('confirm', confirm_many.goals, confirm_many.note);
end $$;
comment on function goal.confirm_many(json, text) is
'Confirms goals that were claimed as done, as goal.register_many registers. That it was seen on the spot is a full answer: no evidence is asked.
Refuses: WH403 no role that judges; WH422 no such list.';

reset role;
