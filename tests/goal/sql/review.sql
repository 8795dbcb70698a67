-- Judging many at once: what waits for whom, what each says otherwise than last year's, one that can't be done leaves the others; exemplars.
begin;
select plan(41);
select test.build();
create function test.now() returns bigint
language sql stable
as $$ select c.id from data.campaign as c where base.today() between c.begins and c.ends $$;
create function test.before() returns bigint
language sql stable
as $$ select c.id from data.campaign as c where c.ends < base.today() order by c.begins desc limit 1 $$;
create function test.put_goal(title text, unit text, standard text, state text, campaign bigint default null, source bigint default null, target numeric default null,
	due date default null) returns bigint
language plpgsql
as $$
declare
	made bigint;
begin
	insert into data.item (workflow, unit, superior, state, title, due)
	values ('goal', test.id(put_goal.unit), (select s.superior from data.scope as s where s.unit = test.id(put_goal.unit) and s.depth = 1), put_goal.state, put_goal.title,
		put_goal.due::timestamptz)
	returning id into made;
	insert into data.goal (item, campaign, catalogue, standard, aim, due_on, measure, target, figure_unit, source, responsible)
	values (made, coalesce(put_goal.campaign, test.now()), 1, put_goal.standard, put_goal.title, put_goal.due, 'figure', put_goal.target, '件', put_goal.source,
		(select p.id from data.person as p where p.name = '试党员甲'));
	return made;
end $$;
create function test.rows(what text default null) returns text[]
language sql
as $$ select array_agg(r ->> 'aim') from json_array_elements(goal.review(rows.what) -> 'rows') as r $$;
create function test.chosen(variadic titles text[]) returns json
language sql stable
as $$ select json_agg(json_build_object('goal', i.id, 'version', i.version) order by i.title) from data.item as i where i.title = any (chosen.titles) and i.workflow = 'goal' $$;

select test.put_goal('去年的', '试甲一支部', 'B1.1', 'confirmed', test.before(), null, 3, (select c.begins + 100 from data.campaign as c where c.id = test.before()));
select test.put_goal('甲一', '试甲一支部', 'B1.1', 'submitted', null, test.item('去年的'), 5, (select c.begins + 100 from data.campaign as c where c.id = test.now()));
select test.put_goal('甲二', '试甲二支部', 'B1.2', 'submitted', null, null, 5, base.today() + 9);
select test.put_goal('甲党委自己', '试甲机关党委', 'B1.2', 'submitted', null, null, 5, base.today() + 9);
select test.put_goal('乙一', '试乙一支部', 'B1.1', 'submitted', null, null, 5, base.today() + 9);
select test.put_goal('甲三', '试甲一支部', 'B2.1', 'claimed', null, null, 5, base.today() + 9);
select test.put_goal('甲四', '试甲一支部', 'B2.2', 'draft', null, null, 5, base.today() + 9);

select test.enter('t.reviewer');
select is(test.rows(), array['甲一', '甲二'], 'a reviewer is shown what waits below, the first due first, not what is their own unit''s');
select is(test.rows('claimed'), array['甲三'], 'and what was claimed apart');
select is(test.rows('change_asked'), null, 'and changes');
select is((select c ->> 'count' from json_array_elements(goal.review() -> 'counts') as c where c ->> 'what' = 'submitted'), '2', 'each with how many');
select test.refuses('WH422', $$ select goal.review('confirmed') $$, 'goal/no-such-list');
select test.refuses('WH422', $$ select goal.review('submitted', 'x') $$, 'goal/no-such-page');
select is((select array_agg((d ->> 'label') || (d ->> 'was') || (d ->> 'now')) from json_array_elements(goal.review() -> 'rows' -> 0 -> 'changes') as d),
	array['目标去年的甲一', '目标值35'], 'what it says otherwise than last year''s, and not that a year lies between');
select is((goal.review() -> 'rows' -> 1 ->> 'source'), null, 'one that was not copied has nothing to compare');
select test.enter('t.officer');
select is(array(select unnest(test.rows()) order by 1), array['乙一', '甲一', '甲二', '甲党委自己'], 'an officer at the top is shown all');
select test.enter('t.secretary');
select is(test.rows(), null, 'a secretary judges no unit''s goals');
select test.enter('t.member');
select test.refuses('WH403', $$ select goal.review() $$, 'goal/no-review');
select test.refuses('WH403', $$ select goal.register_many('[]') $$, 'goal/no-review');

-- many
select test.enter('t.reviewer');
select test.refuses('WH422', $$ select goal.register_many('{"goal":1}') $$, 'goal/chosen');
select test.refuses('WH422', $$ select goal.register_many('[{"goal":"x"}]') $$, 'goal/chosen');
select test.refuses('WH422', $$ select goal.register_many('[]') $$, 'goal/chosen', '一次选1到200项。');
create temporary table seen as select test.chosen('甲一', '甲二', '甲四', '乙一', '甲党委自己') as goals;
update data.item set version = version + 1 where title = '甲二'; -- somebody was faster
insert into data.event (item, verb, from_state, to_state, name) values (test.item('甲二'), 'edit', 'submitted', 'submitted', '试二');
create temporary table judged as select goal.register_many(s.goals, '都好') as answer from seen as s;
select is((select json_array_length(answer -> 'done') from judged), 1, 'what can be done is done');
select is((select i.state from data.item as i where i.title = '甲一'), 'registered', 'and registered');
select is((select g.registered_on from data.goal as g where g.item = test.item('甲一')), base.today(), 'today');
select is((select e.note from data.event as e where e.item = test.item('甲一') order by e.id desc limit 1), '都好', 'with its note in the history');
select is((select count(*) from json_array_elements((select answer -> 'left' from judged))), 4::bigint, 'the others are named');
select matches((select l ->> 'detail' from json_array_elements((select answer -> 'left' from judged)) as l where l ->> 'title' like '%甲二'), '^试二在.+改了', 'one that was changed meanwhile');
select matches((select l ->> 'detail' from json_array_elements((select answer -> 'left' from judged)) as l where l ->> 'title' like '%甲四'), '现在是“草稿”', 'one that waits for nobody');
select is((select l ->> 'title' from json_array_elements((select answer -> 'left' from judged)) as l where (l ->> 'goal')::bigint = test.item('乙一')), null, 'one out of sight, without its name');
select matches((select l ->> 'detail' from json_array_elements((select answer -> 'left' from judged)) as l where l ->> 'title' like '%甲党委自己'), '不能审核通过', 'and one that they may not judge');
select is((select array_agg(i.title order by i.id) from data.item as i where i.title in ('甲二', '甲党委自己', '乙一') and i.state = 'submitted'), array['甲二', '甲党委自己', '乙一'], 'all of them as they were');
select is((select count(*) from data.audit as a where a.action = 'goal.register' and a.subject = 'goal/' || test.item('甲一')), 1::bigint, 'each that was done is in the audit');
select is((select json_array_length(goal.register_many(test.chosen('甲二')) -> 'done')), 1, 'seen again it is done');

-- confirming
select is((select json_array_length(goal.confirm_many(test.chosen('甲三')) -> 'done')), 1, 'a claimed one is confirmed');
select is((select (i.state, i.due, g.confirmed_on)::text from data.item as i join data.goal as g on g.item = i.id where i.title = '甲三'), format('(confirmed,,%s)', base.today()), 'today, and is due no more');

-- exemplars
select test.refuses('WH422', format('select goal.share(%s)', test.item('甲三')), 'flow/no-note');
select test.refuses('WH409', format($$ select goal.unshare(%s, '不') $$, test.item('甲三')), 'goal/shared-already');
select test.refuses('WH409', format($$ select goal.share(%s, '同意') $$, (select test.put_goal('甲五', '试甲一支部', 'B2.3', 'submitted'))), 'flow/not-open');
select isnt(goal.share(test.item('甲三'), '支部同意')::text, null, 'a confirmed goal is shown to all, with who agreed');
select test.refuses('WH409', format($$ select goal.share(%s, '同意') $$, test.item('甲三')), 'goal/shared-already');
select test.enter('t.other');
select is((select count(*) from json_array_elements(goal.find_exemplars('甲三') -> 'rows')), 1::bigint, 'a neighbour finds it by its words');
select is((select r::text like '%试党员甲%' from json_array_elements(goal.find_exemplars('甲三') -> 'rows') as r), false, 'and not who answers for it');
select is((select count(*) from json_array_elements(goal.find_exemplars('甲三', new_way => true) -> 'rows')), 0::bigint, 'it is no new way');
select is((select count(*) from json_array_elements(goal.find_exemplars('甲三', category => '工作业绩好') -> 'rows')), 0::bigint, 'nor of another category');
select test.refuses('WH403', format($$ select goal.unshare(%s, '不') $$, test.item('甲三')), 'flow/no-right');
select test.enter('t.reviewer');
select isnt(goal.unshare(test.item('甲三'), '支部不同意了')::text, null, 'it is shown no longer');
select is((select count(*) from json_array_elements(goal.find_exemplars('甲三') -> 'rows')), 0::bigint, 'to nobody');
select * from finish();
rollback;
