-- data.listed and data.concerned are what lists walk, the line is what they show: equal to a rebuild after every change of an
-- item, of what hangs on it, or of the tree; data.scope likewise.
begin;
select plan(28);
select test.build();

create function test.lists_differ() returns bigint
language sql
as $$
	with rebuilt as (
		select distinct s.superior, i.workflow, i.state, coalesce(i.due, 'infinity') as due, i.id as item
		from data.item as i
		join data.scope as s on s.unit in (i.unit, i.superior, i.other)
	), listed as (
		select l.superior, l.workflow, l.state, l.due, l.item from data.listed as l
	), asked as (
		select distinct s.superior, i.id as item
		from data.item as i
		join data.round_unit as u on u.round = i.id
		join data.scope as s on s.unit = u.unit
		where i.workflow = 'round' and i.state = 'published'
	), concerned as (
		select c.superior, c.item from data.concerned as c
	)
	select (select count(*) from (table rebuilt except table listed) as lost) + (select count(*) from (table listed except table rebuilt) as extra)
		+ (select count(*) from (table asked except table concerned) as lost) + (select count(*) from (table concerned except table asked) as extra)
		+ (select count(*) from data.item as i where i.line::text is distinct from case
			when i.workflow in ('goal', 'member_goal') then base.goal_line(i.id) else base.round_line(i.id) end::text)
$$;
create function test.scopes_differ() returns bigint
language sql
as $$
	with recursive climb (superior, unit, depth) as (
		select u.id, u.id, 0
		from data.unit as u
		union all
		select p.superior, c.unit, c.depth + 1
		from climb as c
		join data.placement as p on p.unit = c.superior and p.valid_until is null
	)
	select (select count(*) from (select * from climb except select s.superior, s.unit, s.depth::integer from data.scope as s) as lost)
		+ (select count(*) from (select s.superior, s.unit, s.depth::integer from data.scope as s except select * from climb) as extra)
$$;

select is(test.scopes_differ(), 0::bigint, 'the closure is the tree''s');
select test.make_item('甲一的', '试甲一支部', due => base.now()), test.make_item('小组的', '试甲一小组'), test.make_item('乙一的', '试乙一支部');
select is(test.lists_differ(), 0::bigint, 'an item is listed below each of its superiors');
select is((select count(*) from data.listed as l where l.item = test.item('小组的')), 5::bigint, 'five of them above a group');
update data.item set due = base.now() + interval '1 day' where title = '甲一的';
select is(test.lists_differ(), 0::bigint, 'a new date moves it in each list');
update data.item set due = null where title = '甲一的';
select is((select distinct l.due from data.listed as l where l.item = test.item('甲一的')), 'infinity', 'without one it comes last');

update data.item set state = 'open' where title = '甲一的';
select is(test.lists_differ(), 0::bigint, 'nor does a state stay behind');

-- what hangs on a round is in its line at once
select is((select i.line ->> 'units' from data.item as i where i.title = '乙一的'), '0', 'a round begins with a line');
insert into data.round_unit (round, unit) select test.item('乙一的'), test.id(u.name) from unnest(array['试甲一小组', '试乙一支部']) as u (name);
select is((select i.line ->> 'units' from data.item as i where i.title = '乙一的'), '2', 'its units are counted');
insert into data.question (round, stratum, number, kind, text, required, options, rows, standards)
select test.item('乙一的'), s.stratum, 1, 'scale', '满意吗？', true, array['满意', '不满意'], '{}', '{}' from data.stratum as s;
select is((select i.line -> 'strata' from data.item as i where i.title = '乙一的')::jsonb, '["群众", "基层单位"]', 'who is asked is named');
insert into data.progress (round, stratum, channel, step) values (test.item('乙一的'), 'masses', 'card', 1);
update data.progress set step = 2 where round = test.item('乙一的');
select is((select i.line ->> 'step' from data.item as i where i.title = '乙一的'), '已收20—49份（群众，凭卡）', 'and how many answered, in steps');
delete from data.question where round = test.item('乙一的') and stratum = 'grassroots';
update data.round set opens = base.now(), closes = base.now() + interval '1 day' where item = test.item('乙一的');
select is((select i.line ->> 'step' from data.item as i where i.title = '乙一的'), '已收20—49份（凭卡）', 'a lone stratum needs no name');
select is((select i.line ->> 'opens' from data.item as i where i.title = '乙一的'), base.time_text(base.now()), 'the hours are those of the round');
select is(test.lists_differ(), 0::bigint, 'all of it as a rebuild has it');
select is((select count(*) from data.concerned as c where c.item = test.item('乙一的')), 0::bigint, 'whom it asks about is not told yet');
update data.item set state = 'published' where title = '乙一的';
select is(test.lists_differ(), 0::bigint, 'a published round is listed for those whom it asked about');
select is((select count(*) from data.concerned as c where c.item = test.item('乙一的')), 8::bigint, 'and for each of their superiors, once');
insert into data.round_unit (round, unit) values (test.item('乙一的'), test.id('试甲二支部'));
select is(test.lists_differ(), 0::bigint, 'also where that comes later');
delete from data.round_unit where round = test.item('乙一的') and unit = test.id('试甲二支部');
select is(test.lists_differ(), 0::bigint, 'or is taken back');
delete from data.progress where round = test.item('乙一的');
select is((select i.line ->> 'step' from data.item as i where i.title = '乙一的'), '还没有收到', 'nothing yet is said so');

-- a subtree moves
update data.placement set valid_from = base.today() - 10, valid_until = base.today() - 1 where unit = test.id('试甲一支部');
select is(test.scopes_differ(), 0::bigint, 'a subtree without a place is its own tree');
insert into data.placement (unit, superior) values (test.id('试甲一支部'), test.id('试乙机关党委'));
select is(test.scopes_differ(), 0::bigint, 'a subtree that moved is in its new superiors'' scope, and out of the old');
select is(test.lists_differ(), 0::bigint, 'and its items in their lists');
select ok(exists (select from data.listed as l where l.item = test.item('小组的') and l.superior = test.id('试乙机关党委')), 'the new superior lists what is below');
select ok(not exists (select from data.listed as l where l.item = test.item('小组的') and l.superior = test.id('试甲机关党委')), 'the old one does no longer');
select ok(exists (select from data.listed as l where l.item = test.item('甲一的') and l.superior = test.id('试甲机关党委')), 'save what was begun below it');

select test.refuses('WH409', $$ insert into data.placement (unit, superior, valid_from) values (test.id('试工委'), test.id('试甲一小组'), base.today()) $$, 'org/cycle');
delete from data.placement where unit = test.id('试甲二支部');
select is(test.scopes_differ(), 0::bigint, 'a place that is deleted is gone');
delete from data.round where item = test.item('乙一的');
delete from data.item where title = '乙一的';
select is(test.lists_differ(), 0::bigint, 'so is an item');
select * from finish();
rollback;
