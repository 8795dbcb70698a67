-- data.listed is what lists walk: equal to a rebuild after every change of an item or of the tree; data.scope likewise.
begin;
select plan(14);
select test.build();

create function test.lists_differ() returns bigint
language sql
as $$
	with rebuilt as (
		select distinct s.superior, i.workflow, coalesce(i.due, 'infinity') as due, i.id as item
		from data.item as i
		join data.scope as s on s.unit in (i.unit, i.superior)
	)
	select (select count(*) from (select * from rebuilt except select l.superior, l.workflow, l.due, l.item from data.listed as l) as lost)
		+ (select count(*) from (select l.superior, l.workflow, l.due, l.item from data.listed as l except select * from rebuilt) as extra)
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
