-- Posts, terms, elections, replies, vacancies, B1.2, S20: what is derived, what is refused.
begin;
select plan(72);
-- the day that the dates below are written for
update base.clock set ahead = ahead + (timestamptz '2026-11-24 10:00:00+08' - base.now());
select test.build();
create function test.list(variadic names text[]) returns json
language sql stable
as $$
	select json_agg(json_build_object('post', split_part(n, ' ', 1), 'person', test.member(split_part(n, ' ', 2)), 'title', split_part(n, ' ', 3)))
	from unnest(list.names) as n
$$;
create function test.vacant(unit text) returns text
language sql stable
as $$
	select string_agg(v ->> 'label' || (v ->> 'missing') || ' ' || (v ->> 'light_text'), '; ')
	from jsonb_array_elements(org.vacancies(test.id(vacant.unit))) as v
$$;
create function test.due(unit text) returns date
language sql stable
as $$ select t.due_on from data.term as t where t.unit = test.id(due.unit) and t.ended_on is null $$;
insert into data.person (unit, name, state, joined_on, full_on)
select test.id('试甲一支部'), '甲员' || n, 'full', date '2010-07-01' + n, date '2011-07-01' + n from generate_series(1, 5) as n;

-- ---- what a kind and a size must have
select test.enter('t.secretary');
select is((select f.full_members from org.full_members(array[test.id('试甲一支部')]) as f), 6, 'a branch counts its own and its groups'' full members');
select is(test.vacant('试甲一支部'), '书记1 空缺', 'under 7 it needs a secretary and no committee; nobody ever held it');
insert into data.person (unit, name, state, joined_on, full_on) values (test.id('试甲一小组'), '组员', 'full', '2012-07-01', '2013-07-01');
select is(test.vacant('试甲一支部'), '书记1 空缺; 班子成员3 空缺', 'from 7 on a committee too');
select is(test.vacant('试甲一小组'), '组长1 空缺', 'a group needs its leader');
select is(org.vacancies(test.id('试甲局党组')), '[]', '党组 is appointed: nothing is missed there');
select test.enter('t.reviewer');
select is(test.vacant('试甲机关党委'), '书记1 空缺; 班子成员5 空缺; 专职党务干部1 空缺', 'a department needs a committee and a party worker');

-- ---- elections
select test.enter('t.secretary');
select test.refuses('WH422', $$ select org.elect(test.id('试甲一支部'), base.today() + 1, test.list('secretary 试党员甲')) $$, 'org/later');
select test.refuses('WH422', $$ select org.elect(test.id('试甲一支部'), base.today(), '{}') $$, 'org/no-elected');
select test.refuses('WH422', $$ select org.elect(test.id('试甲一支部'), base.today(), '[]') $$, 'org/no-elected');
select test.refuses('WH422', $$ select org.elect(test.id('试甲一支部'), base.today(), '[1]') $$, 'org/elected-unclear');
select test.refuses('WH422', $$ select org.elect(test.id('试甲一支部'), base.today(), '[{"post":"full_time","person":1}]') $$, 'org/elected-unclear');
select test.refuses('WH422', $$ select org.elect(test.id('试甲一支部'), base.today(), '[{"post":"secretary","person":"1; drop"}]') $$, 'org/elected-unclear');
select test.refuses('WH422', $$ select org.elect(test.id('试甲一支部'), base.today(), test.list('committee_member 试党员甲')) $$, 'org/one-secretary');
select test.refuses('WH422', $$ select org.elect(test.id('试甲一支部'), base.today(), test.list('secretary 试党员甲', 'deputy 试党员甲')) $$, 'org/elected-twice');
select test.refuses('WH422', $$ select org.elect(test.id('试甲一支部'), base.today(), test.list('secretary 试党员乙')) $$, 'org/not-full', '%只有正式党员能当选%');
select test.refuses('WH422', $$ select org.elect(test.id('试甲一支部'), base.today(), test.list('secretary 试党员丁')) $$, 'org/not-here');
select test.refuses('WH409', $$ select org.elect(test.id('试甲一小组'), base.today(), test.list('secretary 组员')) $$, 'org/no-terms');
select test.refuses('WH403', $$ select org.elect(test.id('试甲机关党委'), base.today(), test.list('secretary 试党员甲')) $$, 'org/not-keeper');
select test.refuses('WH404', $$ select org.elect(test.id('试乙一支部'), base.today(), test.list('secretary 试党员甲')) $$);
select test.enter('t.officer');
select test.refuses('WH409', $$ select org.elect(test.id('试甲局党组'), base.today(), test.list('secretary 试党员甲')) $$, 'org/no-terms', '党组%由上级任命%');
select test.enter('t.secretary');
select is((select count(*) from data.term as t where t.unit = test.id('试甲一支部')), 0::bigint, 'what was refused left nothing');
select test.refuses('00000', $$ select org.elect(test.id('试甲一支部'), '2023-12-20', test.list('secretary 试党员甲', 'committee_member 甲员1 组织委员', 'committee_member 组员'), '支部党员大会') $$);
select is(test.due('试甲一支部'), date '2026-12-20', 'the term ends after the years of the rule');
select is(test.vacant('试甲一支部'), null, 'nothing is empty');
select is((select count(*) from data.career as c where c.kind = 'duty' and c.note like '当选试甲一支部%'), 3::bigint, 'each has it in the history');
select is(org.standing(test.id('试甲一支部')) ->> 'sentence', '组员没有写明分工。', 'B1.2 says what is missing');
select org.mend_tenure((select t.id from data.tenure as t where t.person = test.member('组员')), '2023-12-20', '宣传委员');
select is(org.standing(test.id('试甲一支部')), '{"code": "B1.2", "met": true, "sentence": "班子健全，分工明确，党务干部配齐，任期到12月20日。"}'::jsonb, 'or that nothing is');
select is(org.standing(test.id('试甲二支部')) ->> 'met', null, 'where nothing is registered it can''t be said');
select is(org.standing(test.id('试甲局党组')), null, '党组 has no such standard');

-- the rule of the day: a later one changes no term that began before it
insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('term_years_branch', 5, '年', '2024-01-01', '试', '试');
select is(test.due('试甲一支部'), date '2026-12-20', 'a changed rule leaves the term as it was');

-- ---- early and late: only with the superior's reply
select test.refuses('WH409', $$ select org.elect(test.id('试甲一支部'), '2026-05-01', test.list('secretary 甲员1')) $$, 'org/not-on-time', '%先登记上级批复%');
select test.refuses('WH422', $$ select org.elect(test.id('试甲一支部'), '2023-12-20', test.list('secretary 甲员1')) $$, 'org/before-term');
select test.refuses('WH422', $$ select org.reply(test.id('试甲一支部'), '试复〔2026〕1号', base.today(), '2027-12-21') $$, 'org/shifted-too-far', '%最多12个月%');
select test.refuses('WH422', $$ select org.reply(test.id('试甲一支部'), '试复〔2026〕1号', base.today() + 1, '2026-06-01') $$, 'org/later');
select test.refuses('WH422', $$ select org.reply(test.id('试甲一支部'), '试复〔2026〕1号', base.today(), '2026-12-20') $$, 'org/nothing-changed');
select test.refuses('WH409', $$ select org.reply(test.id('试甲一小组'), '试复〔2026〕1号', base.today(), '2026-06-01') $$, 'org/no-term');
select test.refuses('23514', $$ select org.reply(test.id('试甲一支部'), '', base.today(), '2026-06-01') $$);
select test.refuses('00000', $$ select org.reply(test.id('试甲一支部'), '试复〔2026〕1号', base.today(), '2027-12-20') $$);
select test.refuses('00000', $$ select org.reply(test.id('试甲一支部'), '试复〔2026〕2号', base.today(), '2026-05-10') $$);
select is((select array_agg(r.was_due_on || '>' || r.due_on order by r.id) from data.term_reply as r join data.term as t on t.id = r.term where t.unit = test.id('试甲一支部')), array['2026-12-20>2027-12-20', '2027-12-20>2026-05-10'], 'each reply stays');
select test.refuses('WH422', $$ select org.reply(test.id('试甲一支部'), '试复〔2026〕3号', base.today(), '2028-01-01') $$, 'org/shifted-too-far', '%原定12月20日%');
select test.refuses('00000', $$ select org.elect(test.id('试甲一支部'), '2026-05-01', test.list('secretary 甲员1', 'committee_member 甲员2 组织委员', 'committee_member 甲员3 宣传委员')) $$);
select is(test.due('试甲一支部'), date '2031-05-01', 'the new term is due by the rule of its own day');
select is((select t.ended_on from data.term as t where t.unit = test.id('试甲一支部') and t.begun_on = '2023-12-20'), date '2026-05-01', 'the old one ended with it');
select is((select array_agg(t.until order by t.id) from data.tenure as t where t.unit = test.id('试甲一支部') and t.since = '2023-12-20'), array[date '2026-05-01', date '2026-05-01', date '2026-05-01'], 'and so did its posts');
select test.refuses('23505', $$ insert into data.term (unit, begun_on, due_on) values (test.id('试甲一支部'), base.today(), base.today() + 1) $$);

-- ---- between elections
select test.refuses('WH409', $$ select org.appoint(test.id('试甲一支部'), 'secretary', test.member('甲员4'), base.today()) $$, 'org/post-held');
select test.refuses('WH422', $$ select org.appoint(test.id('试甲一支部'), 'king', test.member('甲员4'), base.today()) $$, 'org/no-such-post');
select test.refuses('WH409', $$ select org.appoint(test.id('试甲一支部'), 'group_leader', test.member('甲员4'), base.today()) $$, 'org/no-such-post-here');
select test.enter('t.second');
select test.refuses('WH409', $$ select org.appoint(test.id('试甲二支部'), 'committee_member', test.member('试党员丁'), base.today()) $$, 'org/no-such-post-here', '%不足7人%');
select test.enter('t.secretary');
select test.refuses('00000', $$ select org.end_tenure((select t.id from data.tenure as t where t.person = test.member('甲员3') and t.until is null), base.today() - 12, '调离') $$);
select is(test.vacant('试甲一支部'), '班子成员1 空缺12天', 'a post is empty since the last one left');
select test.refuses('WH409', $$ select org.end_tenure((select t.id from data.tenure as t where t.person = test.member('甲员3')), base.today()) $$, 'org/tenure-over');
select test.refuses('WH422', $$ select org.end_tenure((select t.id from data.tenure as t where t.person = test.member('甲员2') and t.until is null), '2020-01-01') $$, 'org/until-before-since');
select test.refuses('00000', $$ select org.appoint(test.id('试甲一支部'), 'committee_member', test.member('甲员4'), base.today(), '宣传委员') $$);
select is(test.vacant('试甲一支部'), null, '补选 fills it');
select test.refuses('23505', $$ select org.appoint(test.id('试甲一支部'), 'committee_member', test.member('甲员4'), base.today()) $$);
select is((select count(*) from json_array_elements(org.candidates(test.id('试甲一支部'), '甲员') -> 'rows')), 5::bigint, 'candidates are its members, by a piece of the name');

-- ---- S20
select test.refuses('WH422', $$ select org.hold_responsible(test.id('试甲一支部'), 'king', '某') $$, 'org/no-such-duty');
select test.refuses('WH422', $$ select org.hold_responsible(test.id('试甲一支部'), 'first') $$, 'org/no-holder');
select test.refuses('WH422', $$ select org.hold_responsible(test.id('试甲一支部'), 'supporting', '某') $$, 'org/no-holder-unit');
select test.refuses('WH422', $$ select org.hold_responsible(test.id('试甲一支部'), 'first', person => test.member('试党员戊')) $$, 'org/not-here');
select test.refuses('00000', $$ select org.hold_responsible(test.id('试甲一支部'), 'first', '某书记') $$);
select test.refuses('00000', $$ select org.hold_responsible(test.id('试甲一支部'), 'first', person => test.member('甲员1')) $$);
select is((select jsonb_agg(h ->> 'name') from jsonb_array_elements(org.responsible(test.id('试甲一支部')) -> 0 -> 'holders') as h), '["甲员1"]', 'a new one takes the place of the old');
select test.refuses('00000', $$ select org.hold_responsible(test.id('试甲一支部'), 'supporting', holder_unit => test.id('试甲机关党委')) $$);
select test.refuses('23505', $$ select org.hold_responsible(test.id('试甲一支部'), 'supporting', holder_unit => test.id('试甲机关党委')) $$);
select test.refuses('00000', $$ select org.end_responsible((select r.id from data.responsibility as r where r.unit = test.id('试甲一支部') and r.duty = 'supporting')) $$);
select test.refuses('WH409', $$ select org.end_responsible((select r.id from data.responsibility as r where r.unit = test.id('试甲一支部') and r.duty = 'supporting')) $$, 'org/responsibility-over');
select test.enter('t.second');
select test.refuses('WH404', $$ select org.end_responsible((select r.id from data.responsibility as r where r.unit = test.id('试甲一支部') and r.duty = 'first' and r.until is null)) $$);
select test.enter('t.member');
select is(org.posts(test.id('试甲一支部'))::text, '{"seen" : false}', 'who doesn''t work on the unit is told nothing of its people');
select test.enter('t.other');
select test.refuses('WH404', $$ select org.posts(test.id('试甲一支部')) $$);
select * from finish();
rollback;
