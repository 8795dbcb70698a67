-- The coverage: what the keeper keeps is what is, after every kind of change, and rebuilt from nothing it is the same.
begin;
select plan(33);
select test.build();
create function test.cover() returns integer
language plpgsql
as $$
declare
	turns integer := 0;
begin
	while (test.as_keeper('select keeper.cover(7)') ->> 'covered')::integer > 0 loop
		turns := turns + 1;
	end loop;
	return turns;
end $$;
create function test.put_goal(unit text, standard text, state text, due date default null, registered date default base.today(), other text default null) returns bigint
language plpgsql
as $$
declare
	made bigint;
begin
	insert into data.item (workflow, unit, superior, other, state, title, opened)
	values ('goal', test.id(put_goal.unit), (select s.superior from data.scope as s where s.unit = test.id(put_goal.unit) and s.depth = 1), test.id(put_goal.other), put_goal.state,
		put_goal.standard, put_goal.registered::timestamptz)
	returning id into made;
	insert into data.goal (item, campaign, catalogue, standard, aim, due_on, registered_on)
	values (made, test.now(), 1, put_goal.standard, '试', put_goal.due, put_goal.registered);
	return made;
end $$;
create function test.now() returns bigint
language sql stable
as $$ select c.id from data.campaign as c where base.today() between c.begins and c.ends $$;
create function test.own(unit text, standard text) returns integer
language sql stable
as $$ select (c.own -> own.standard)::integer from data.coverage as c where c.campaign = test.now() and c.unit = test.id(own.unit) $$;
create function test.below(unit text, standard text) returns text
language sql stable
as $$ select (c.cells -> below.standard)::text from data.coverage as c where c.campaign = test.now() and c.unit = test.id(below.unit) $$;
-- counted anew, straight from the goals, by a query of its own
create function test.differing() returns bigint
language sql stable
as $$
	with truth as (
		select s.superior as unit, k.code, o.stands, count(*) as units
		from data.scope as s
		join data.coverage as c on c.campaign = test.now() and c.unit = s.unit
		cross join lateral (select e.key as code, e.value::integer as stands from jsonb_each_text(c.own) as e) as o
		cross join lateral (select o.code) as k
		group by s.superior, k.code, o.stands
	), kept as (
		select c.unit, e.key as code, (n.place - 1)::integer as stands, (n.count)::text::bigint as units
		from data.coverage as c
		cross join lateral jsonb_each(c.cells) as e
		cross join lateral jsonb_array_elements(e.value) with ordinality as n (count, place)
		where c.campaign = test.now() and n.count::text <> '0'
	)
	select count(*) from truth as t full join kept as k using (unit, code, stands) where t.units is distinct from k.units
$$;

select cmp_ok(test.cover(), '>', 0, 'what is due is summarized, some at a turn');
select is(test.cover(), 0, 'and then nothing is');
select is(test.own('试甲一支部', 'B1.1'), 0, 'a branch without a goal has none');
select is(test.below('试工委', 'B1.1'), '[5, 0, 0, 0, 0, 0]', 'the top counts its five units with standards');
select is((select c.own from data.coverage as c where c.campaign = test.now() and c.unit = test.id('试甲一小组')), '{}'::jsonb, 'a group has no standards of its own');

select test.put_goal('试甲一支部', 'B1.1', 'draft');
select is(test.own('试甲一支部', 'B1.1'), 0, 'a change waits for the keeper');
select cmp_ok(test.cover(), '>', 0, 'which does it');
select is(test.own('试甲一支部', 'B1.1'), 1, 'a draft');
select is(test.below('试工委', 'B1.1'), '[4, 1, 0, 0, 0, 0]', 'and so at the top');
update data.item set state = 'submitted' where id = test.item('B1.1');
select test.cover();
select is(test.own('试甲一支部', 'B1.1'), 2, 'one that waits');
update data.item set state = 'registered' where id = test.item('B1.1');
select test.cover();
select is(test.own('试甲一支部', 'B1.1'), 3, 'registered');
update data.goal set due_on = base.today() - 1 where item = test.item('B1.1');
select test.cover();
select is(test.own('试甲一支部', 'B1.1'), 4, 'past its day and not claimed it is stale');
update data.item set state = 'claimed' where id = test.item('B1.1');
select test.cover();
select is(test.own('试甲一支部', 'B1.1'), 3, 'claimed it is not');
update data.item set state = 'confirmed' where id = test.item('B1.1');
select test.cover();
select is(test.own('试甲一支部', 'B1.1'), 5, 'confirmed');

-- silence
select test.put_goal('试甲二支部', 'B2.1', 'registered', base.today() + 60, base.today() - 61);
select test.cover();
select is(test.own('试甲二支部', 'B2.1'), 4, 'without progress for longer than the rule says it is stale');
insert into data.goal_progress (goal, happened_on, text, name) values (test.item('B2.1'), base.today(), '做了', '试二');
select test.cover();
select is(test.own('试甲二支部', 'B2.1'), 3, 'until something is told');
insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('goal_silent_days', 7, '天', base.today(), '试', '试');
select test.put_goal('试甲二支部', 'B2.2', 'registered', base.today() + 60, base.today() - 8);
select cmp_ok(test.cover(), '>', 0, 'another rule is a change of all');
select is(test.own('试甲二支部', 'B2.2'), 4, 'by which eight days are too long');
select is((select count(*) from data.coverage as c where c.campaign = test.now() and c.silent_days <> 7), 0::bigint, 'everywhere');

-- two goals under one standard, two owners of one goal
select test.put_goal('试甲一支部', 'B1.1', 'draft');
select test.cover();
select is(test.own('试甲一支部', 'B1.1'), 5, 'a draft beside one that is done says nothing');
select test.put_goal('试甲一支部', 'B3.1', 'registered', base.today() + 1, base.today(), '试乙一支部');
select test.cover();
select is(array[test.own('试甲一支部', 'B3.1'), test.own('试乙一支部', 'B3.1')], array[3, 3], 'a goal of two units covers both');

-- the tree moves
update data.placement set valid_until = base.today() where unit = test.id('试甲二支部') and valid_until is null;
insert into data.placement (unit, superior, valid_from) values (test.id('试甲二支部'), test.id('试乙机关党委'), base.today() + 1);
select test.cover();
select is(test.below('试甲机关党委', 'B2.1'), '[2, 0, 0, 0, 0, 0]', 'a unit that moved counts no longer where it was');
select is(test.below('试乙机关党委', 'B2.1'), '[2, 0, 0, 1, 0, 0]', 'but where it is');
update data.unit set closed_on = base.today() where id = test.id('试乙一支部');
select test.cover();
select is(test.below('试乙机关党委', 'B3.1'), '[2, 0, 0, 0, 0, 0]', 'one that was dissolved counts nowhere');
select test.make_unit('试甲三支部', 'branch', '试甲机关党委', 3);
select test.cover();
select is(test.below('试甲机关党委', 'B1.1'), '[2, 0, 0, 0, 0, 1]', 'and a new one at once');

-- kept and rebuilt
select is(test.differing(), 0::bigint, 'every sum is the sum of what it sums');
create temporary table kept as select c.campaign, c.unit, c.own, c.cells from data.coverage as c;
truncate data.coverage;
insert into data.coverage_due (campaign) select c.id from data.campaign as c;
select test.cover();
select results_eq('select campaign, unit, own, cells from data.coverage order by 1, 2', 'select campaign, unit, own, cells from kept order by 1, 2', 'rebuilt from nothing it is the same');

-- who looks
select test.enter('t.reviewer');
select is((select array_agg(r ->> 'short_name') from json_array_elements(goal.matrix() -> 'rows') as r), array['试甲一支部', '试甲三支部'], 'a reviewer sees the units below, in official order');
select is((select count(*) from json_array_elements(goal.matrix() -> 'standards')), 20::bigint, 'under the twenty standards');
select test.refuses('WH403', $$ select goal.matrix(test.id('试工委')) $$, 'goal/no-seat');
select test.refuses('WH404', $$ select goal.matrix(test.id('试乙一支部')) $$, 'goal/not-found');
select is((goal.cell(test.id('试甲机关党委'), 'B1.1') -> 'rows' -> 0 ->> 'stands')::integer, 0, 'behind a cell stand first those without a goal');
select test.enter('t.member');
select test.refuses('WH403', $$ select goal.matrix() $$, 'goal/no-seat');
select * from finish();
rollback;
