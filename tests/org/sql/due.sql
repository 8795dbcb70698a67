-- What falls due: each list on rows of its own, for each level; pages that meet every line once; the reminder, once.
begin;
select plan(38);
update base.clock set ahead = ahead + (timestamptz '2026-11-24 10:00:00+08' - base.now());
select test.build();
delete from data.outbox;
create function test.due(what text, unit text default null) returns text
language sql volatile
as $$
	select string_agg(concat_ws(' ', r ->> 'unit_name', r -> 'person' ->> 'name', coalesce(r ->> 'light_text', r ->> 'text')), '; ')
	from json_array_elements(org.due(due.what, test.id(due.unit)) -> 'rows') as r
$$;
create function test.count(what text) returns integer
language sql volatile
as $$ select (c ->> 'count')::integer from json_array_elements(org.due_counts() -> 'rows') as c where c ->> 'what' = count.what $$;
insert into data.term (unit, begun_on, due_on) values (test.id('试甲机关党委'), '2021-11-01', '2026-11-01'), (test.id('试甲一支部'), '2024-02-01', '2027-02-01'),
	(test.id('试甲二支部'), '2026-01-01', '2029-01-01');
update data.person set joined_on = '2025-11-20' where name = '试党员乙';
insert into data.person (unit, name, state, joined_on) values (test.id('试甲二支部'), '还早', 'probationary', '2026-08-01'), (test.id('试甲一小组'), '快了', 'probationary', '2025-12-20');

select test.write_dues();
select test.enter('t.reviewer');
select is(test.due('term'), '试甲机关党委 届满23天; 试甲一支部 2个月后届满', 'terms, the longest over first; those far off not at all');
select is(test.due('term', '试甲一支部'), '试甲一支部 2个月后届满', 'below one unit alone');
select is(test.due('probation'), '试甲一支部 试党员乙 预备期满4天; 试甲一小组 快了 26天后预备期满', 'probations that are over, or soon');
select is((select a.action from data.audit as a order by a.id desc limit 1), 'org.due_probations', 'whose names are written down as read');
select is(test.due('vacancy'), '试甲机关党委 空缺; 试甲一支部 空缺; 试甲二支部 空缺; 试甲一小组 空缺', 'empty posts');
select is(test.due('untrained'), '试甲机关党委 没有党务干部; 试甲一支部 没有党务干部; 试甲二支部 没有党务干部', 'units without trained party workers');
select is(test.due('unbranched'), null, 'a department with branches is none without');
select is(org.due_counts() ->> 'rows', '[{"what" : "term", "count" : 2}, {"what" : "vacancy", "count" : 4}, {"what" : "probation", "count" : 2}, {"what" : "unbranched", "count" : 0}, {"what" : "untrained", "count" : 3}]', 'all are counted');
insert into data.tenure (unit, post, person, since, until) select test.id('试甲一支部'), 'secretary', p.id, '2024-02-01', '2026-11-01' from data.person as p where p.name = '试党员甲';
select test.write_dues();
select is(test.due('vacancy', '试甲一支部'), '试甲一支部 空缺23天; 试甲一小组 空缺', 'the days since the last one left, the longest first');
insert into data.tenure (unit, post, person, since, trained_on) select test.id('试甲一支部'), 'part_time', p.id, '2024-02-01', '2023-11-23' from data.person as p where p.name = '试党员甲';
select test.write_dues();
select is(test.due('untrained', '试甲一支部'), '试甲一支部 党务干部上次培训在2023年11月23日', 'trained too long ago is untrained');
update data.tenure set trained_on = '2023-11-24' where post = 'part_time' and unit = test.id('试甲一支部');
select test.write_dues();
select is(test.due('untrained', '试甲一支部'), null, 'within the rule''s years it is not');
update data.unit set closed_on = base.today() where short_name in ('试乙一支部');
update data.tenure set until = base.today() where unit = test.id('试甲一支部');

select test.write_dues();
select test.enter('t.other');
select is(test.due('unbranched'), '试乙机关党委 下面没有党支部', 'a department whose last branch was dissolved has none');
select is(test.due('term'), '试乙机关党委 没有登记任期', 'a term that nobody entered is said so');
select test.refuses('WH404', $$ select org.due('term', test.id('试甲一支部')) $$, 'org/not-found');
select test.enter('t.secretary');
select is(test.due('term'), '试甲一支部 2个月后届满', 'a branch sees its own');
select is(test.due('term', '试甲机关党委'), null, 'and nothing of a superior''s');
select test.enter('t.member');
select is(test.count('term'), 0, 'a member has no such list');
select test.enter('t.system');
select is(test.count('vacancy'), 0, 'nor has an administrator');
select test.refuses('WH422', $$ select org.due('everything') $$, 'org/no-such-list');
select test.refuses('WH422', $$ select org.due('term', null, 'x.1') $$, 'org/no-such-page');
select test.refuses('22008', $$ select org.due('term', null, '2026-13-01.1') $$);

-- pages: 130 branches of one more department, each line met once
select test.make_unit('试丙机关党委', 'agency_committee', '试工委', 9);
select count(*) from generate_series(1, 130) as n cross join lateral test.make_unit('试丙' || n || '支部', 'branch', '试丙机关党委', n);
create function test.pages(what text, unit bigint) returns text[]
language plpgsql
as $$
declare
	met text[] := '{}';
	page json;
	place text;
begin
	loop
		page := org.due(pages.what, pages.unit, place);
		met := met || array(select r ->> 'unit_name' from json_array_elements(page -> 'rows') as r);
		exit when not (page ->> 'more')::boolean;
		place := page -> 'rows' -> 49 ->> 'cursor';
	end loop;
	return met;
end $$;
select test.enter('t.officer');
select test.write_dues();
select is(cardinality(test.pages('vacancy', test.id('试丙机关党委'))), 131, 'every line of all pages');
select is((select count(distinct m) from unnest(test.pages('vacancy', test.id('试丙机关党委'))) as m), 131::bigint, 'is met once');
select is(json_array_length(org.due('vacancy', test.id('试丙机关党委')) -> 'rows'), 50, 'a page has 50');

-- kept for each superior: nobody sees what stands below others, and rebuilt it is the same
create function test.kept() returns table (superior bigint, what text, day date, id bigint, unit bigint, text text, count integer) language sql
as $$ select d.*, c.count from data.due as d join data.due_count as c on c.superior = d.superior and c.what = d.what $$;
select is((select count(*) from data.due_count as c where c.count <> (select count(*) from data.due as d where d.superior = c.superior and d.what = c.what)), 0::bigint, 'counts are those of the rows');
create temporary table kept as select * from test.kept();
delete from data.due;
delete from data.due_count;
update data.due_day set day = day - 1;
select test.write_dues();
select is((select count(*) from (table kept except select * from test.kept()) as x) + (select count(*) from (select * from test.kept() except table kept) as x), 0::bigint,
	'rebuilt as on a new day, rows and counts are the same');
insert into data.tenure (unit, post, person, since, trained_on) select test.id('试甲二支部'), 'part_time', p.id, '2020-01-01', '2020-01-01' from data.person as p where p.name = '试党员丁';
select test.write_dues();
select is(test.due('untrained', '试甲二支部'), '试甲二支部 党务干部上次培训在2020年1月1日', 'trained long ago');
select org.set_rule('training_years', '10', base.today(), '试') is null;
select test.write_dues();
select is(test.due('untrained', '试甲二支部'), null, 'is trained, once a rule says so');
select test.enter('t.secretary');
select test.visible('data.due', format('superior = %s', test.id('试甲一支部')), (select count(*) from data.due as d where d.superior = test.id('试甲一支部')), 'verbs_org');
select test.visible('data.due', format('superior = %s', test.id('试甲机关党委')), 0, 'verbs_org');
select test.visible('data.due_count', format('superior = %s', test.id('试甲机关党委')), 0, 'verbs_org');
-- a unit that moves takes its lines along
select test.enter('t.officer');
delete from data.placement where unit = test.id('试丙1支部');
insert into data.placement (unit, superior, valid_from) values (test.id('试丙1支部'), test.id('试乙机关党委'), base.today());
select test.write_dues();
select is((select array_agg(distinct d.superior order by d.superior) from data.due as d where d.unit = test.id('试丙1支部')),
	(select array_agg(s.superior order by s.superior) from data.scope as s where s.unit = test.id('试丙1支部')), 'a unit that moved is due below its new superior alone');

-- the keeper tells each unit once, and again where a reply names another day
select is(keeper.remind_terms() ->> 'told', (select count(*)::text from data.term as t where t.ended_on is null and t.due_on <= base.today() + interval '6 months'), 'who is due is told');
select is(keeper.remind_terms() ->> 'told', '0', 'once');
select is((select count(*) from data.outbox as o where o.unit = test.id('试甲一支部') and o.kind = 'term'), 1::bigint, 'each unit for itself');
update data.term set due_on = '2027-04-01' where unit = test.id('试甲一支部');
select is(keeper.remind_terms() ->> 'told', '1', 'a moved day is told anew');
update data.term set ended_on = base.today() where unit = test.id('试甲机关党委');
delete from data.outbox;
select is((select count(*) from data.term as t where t.unit = test.id('试甲机关党委') and t.ended_on is null), 0::bigint, 'a term that ended');
select ok((keeper.remind_terms() ->> 'told')::integer > 0 and not exists (select from data.outbox as o where o.unit = test.id('试甲机关党委')), 'is told to nobody');
select * from finish();
rollback;
