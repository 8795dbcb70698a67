-- The tree as each person sees it: their units' subtrees, the superiors of those, nothing beside.
begin;
select plan(26);
select test.build();

select test.enter('t.officer');
select is(org.tree() -> 'unit' ->> 'short_name', '试工委', 'the tree opens at the top of one''s scope');
select is((select json_agg(c ->> 'short_name') from json_array_elements(org.tree() -> 'children') as c)::text, '["试甲局党组", "试乙局党组"]', 'in official order');
select is((org.tree(test.id('试甲机关党委')) -> 'unit' ->> 'children')::integer, 2, 'a node counts what is below it');
select is((select json_agg(p ->> 'short_name') from json_array_elements(org.tree(test.id('试甲一小组')) -> 'path') as p)::text,
	'["试工委", "试甲局党组", "试甲机关党委", "试甲一支部"]', 'the path leads from the top down');
select is((select count(*) from json_array_elements(org.tree(test.id('试甲机关党委')) -> 'children') as c where c ->> 'members' = '2'), 1::bigint,
	'a branch counts its members, without who left');

select test.enter('t.secretary');
select is(org.tree() -> 'unit' ->> 'short_name', '试甲一支部', 'a secretary''s tree opens at the branch');
select is((org.tree(test.id('试工委')) -> 'unit' ->> 'short_name'), '试工委', 'the chain of superiors is in sight');
select is((select json_agg(c ->> 'short_name') from json_array_elements(org.tree(test.id('试工委')) -> 'children') as c)::text, '["试甲局党组"]', 'without what is beside it');
select is((select json_agg(c ->> 'short_name') from json_array_elements(org.tree(test.id('试甲机关党委')) -> 'children') as c)::text, '["试甲一支部"]', 'nor one''s neighbours');
select test.refuses('WH404', $$ select org.tree(test.id('试甲二支部')) $$, 'org/not-found');
select test.refuses('WH404', $$ select org.unit(test.id('试乙一支部')) $$, 'org/not-found');
select test.refuses('WH404', $$ select org.members(test.id('试乙一支部')) $$, 'org/not-found');
select test.refuses('WH404', $$ select org.unit(-1) $$, 'org/not-found');
select is(org.unit(test.id('试甲一支部')) ->> 'people', '{"full" : 1, "probationary" : 1}', 'who works on a unit knows its numbers');
select is(org.unit(test.id('试甲机关党委')) ->> 'people', null, 'of a superior''s nobody below does');
select ok((org.unit(test.id('试甲一支部')) -> 'powers')::text like '%换届%', 'a kind has its powers');

select test.enter('t.reviewer');
update data.unit set closed_on = base.today() where short_name = '试甲二支部';
select is(json_array_length(org.tree(test.id('试甲机关党委')) -> 'children'), 1, 'a unit that was closed is no longer listed');
select is(org.unit(test.id('试甲二支部')) -> 'unit' ->> 'closed', base.today()::text, 'its page says when');

select test.enter('t.member');
select is(org.tree() -> 'unit' ->> 'short_name', '试甲一支部', 'a member sees the own branch');
select is(org.unit(test.id('试甲一支部')) ->> 'people', null, 'not its roster');
select test.enter('t.audit');
select is(org.tree() -> 'unit' ->> 'short_name', '试工委', 'an administrator sees the tree from where they sit');
select test.enter(null);
select test.refuses('WH404', $$ select org.tree() $$, 'org/not-found');
select test.visible('data.unit', 'true', 0, 'verbs_org');

-- rounds about a unit, those in sight
select test.make_item('甲一的', '试工委', 'round', 'open');
insert into data.round_unit (round, unit) values (test.item('甲一的'), test.id('试甲一支部'));
select test.enter('t.officer');
select is((select json_agg(r ->> 'title') from json_array_elements(org.unit(test.id('试甲一支部')) -> 'rounds') as r)::text, '["甲一的"]', 'an officer sees the rounds about a unit');
select test.enter('t.secretary');
select is(json_array_length(org.unit(test.id('试甲一支部')) -> 'rounds'), 0, 'the unit sees an open one not yet');
update data.item set state = 'published' where title = '甲一的';
select is(json_array_length(org.unit(test.id('试甲一支部')) -> 'rounds'), 1, 'but a published one');
select * from finish();
rollback;
