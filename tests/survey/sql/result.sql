-- Who sees a result, when, and in which words: officers from closing on, everybody once it is published, nobody earlier;
-- texts officers only, and it is written down.
begin;
select plan(59);
select test.build();
create function test.settle(round bigint) returns text
language plpgsql
as $$
declare
	answer text;
begin
	set local session authorization wuhao_keeper;
	answer := keeper.settle(settle.round)::text;
	reset session authorization;
	return answer;
end $$;
grant usage on schema test to wuhao_keeper;
grant execute on function test.settle to wuhao_keeper;
create function test.give(unit text, many integer, satisfaction integer, stratum text default 'masses', channel text default 'card') returns void
language sql
as $$
	insert into data.answer (id, round, unit, stratum, channel, answers)
	select gen_random_uuid(), test.item('结果'), test.id(give.unit), give.stratum, give.channel, array[satisfaction, 1, 2, 3, 4, 1, 2, 5]::smallint[]
	from generate_series(1, many)
$$;

select test.enter('t.officer');
select survey.open((survey.draft('结果', '这三个月', '{masses,grassroots}', array[test.id('试乙一支部'), test.id('试甲二支部'), test.id('试甲一支部')],
	base.now() + interval '3 days', base.today() + 9, '大厅', '12345', '王五', base.today(), '工委〔2026〕1号') ->> 'id')::bigint) is not null;
select set_config('test.round', test.item('结果')::text, true);
create function test.sees(login text, verb text) returns text
language plpgsql
as $$
declare
	told record;
	said text;
begin
	said := test.enter(login);
	perform set_config('wuhao.verb', 'survey.' || verb, true);
	select * into told from test.run(format('select survey.%s(%s)', verb, current_setting('test.round')));
	return told.state;
end $$;

-- nobody while it is open
select is(test.sees(login, verb), state, format('open: %s calls %s', coalesce(login, 'anybody'), verb))
from (values ('t.officer', 'result', 'WH409'), ('t.officer', 'texts', 'WH409'), ('t.secretary', 'result', 'WH404'), ('t.reviewer', 'result', 'WH404'),
	('t.member', 'result', 'WH404'), ('t.officer', 'published', 'WH404'), (null, 'published', 'WH404')) as t (login, verb, state);
select test.enter('t.officer');
select test.refuses('WH409', format('select survey.result(%s)', test.item('结果')), 'survey/no-result-yet', '进行中不看结果，截止后才有。');

select test.give('试甲一支部', 9, 1), test.give('试甲一支部', 6, 2), test.give('试甲一支部', 5, 4), test.give('试甲二支部', 3, 1), test.give('试甲二支部', 1, 3),
	test.give('试乙一支部', 5, 1), test.give('试乙一支部', 2, 5), test.give('试甲一支部', 12, 6, 'grassroots'), test.give('试甲一支部', 15, 1, 'masses', 'open');
insert into data.opinion (id, round, unit, stratum, channel, words)
select gen_random_uuid(), test.item('结果'), test.id(t.unit), 'masses', 'card', t.unit || n
from (values ('试甲一支部', 11), ('试乙一支部', 7)) as t (unit, many), generate_series(1, t.many) as n;
insert into data.pressure (id, round, stratum, channel) select gen_random_uuid(), test.item('结果'), 'masses', 'card' from generate_series(1, 3);
select survey.close(test.item('结果')) is not null;
update base.clock set demonstration = true, ahead = ahead + interval '1 minute';
select is(test.settle(test.item('结果')), '{"settled":true}', 'it is settled');

-- officers alone once it is closed
select is(test.sees(login, verb), state, format('closed: %s calls %s', coalesce(login, 'anybody'), verb))
from (values ('t.officer', 'result', '00000'), ('t.officer', 'texts', '00000'), ('t.secretary', 'result', 'WH404'), ('t.reviewer', 'result', 'WH404'),
	('t.inspector', 'result', 'WH404'), ('t.member', 'result', 'WH404'), ('t.audit', 'texts', 'WH404'), ('t.officer', 'published', 'WH404'), (null, 'published', 'WH404')) as t (login, verb, state);
select test.make_person('t.above', '试查', 'inspector', '试工委') > 0;
select test.enter('t.above');
select test.refuses('WH403', format('select survey.result(%s)', test.item('结果')), 'survey/not-published', '结果还没有公布，公布后就能看到。');
select test.refuses('WH403', format('select survey.texts(%s)', test.item('结果')), 'survey/officers-only');

-- what it says
select test.enter('t.officer');
create temp table told on commit drop as select survey.result(test.item('结果'))::jsonb as r, survey.texts(test.item('结果'))::jsonb as t;
select is(jsonb_path_query_array(r, '$.tables[*].stratum_label') || jsonb_path_query_array(r, '$.tables[*].channel_label'),
	'["群众", "群众", "基层单位", "凭卡", "公开二维码", "凭卡"]', 'a table for each stratum and channel, never a sum') from told;
select is(jsonb_path_query_array(r, '$.tables[0].rows[*].name'), '["试甲一支部", "试甲二支部", "试乙一支部"]', 'units stand in official order') from told;
select is(r #> '{tables,0,rows,0,figure}', '{"shown": "full", "text": "75%", "rate": 75, "shares": [45, 30, 0, 25, 0], "step": "20—49份", "note": null}', 'a cell shown in full') from told;
select is(r #> '{tables,0,rows,1,figure}', '{"shown": "few", "text": "不到5份，不显示，以免认出是谁。", "rate": null, "shares": null, "step": null, "note": null}', 'one under five') from told;
select is(r #> '{tables,0,rows,2,figure}', '{"shown": "band", "text": "七成以上满意", "rate": null, "shares": null, "step": "1—19份", "note": "不到10份，只显示范围。"}', 'one under ten') from told;
select is(r #> '{tables,0,total,text}', '"74%"', 'all together') from told;
select is(r #> '{tables,0,pressure}', '"有1—19人勾选“有人要求我这样填”。"', 'pressure, as a step') from told;
select is(r #> '{tables,1,note}', '"公开二维码谁都能填，只用来发现问题，不作考评依据。"', 'what the poster is good for') from told;
select is(r #> '{tables,1,rows,1,figure,text}', '"没有收到"', 'where nobody answered') from told;
select is(r #> '{tables,2,total}', '{"shown": "unknown", "text": "填的人都选“不了解”，没有满意率。", "rate": null, "shares": null, "step": "1—19份", "note": null}', 'nobody had an opinion') from told;
select is(r ->> 'formula', '满意率＝（很满意＋满意）÷（全部答卷－不了解）', 'the formula') from told;
select is(r ->> 'order', '按建制顺序排列，不排名次。', 'the order') from told;
select is(r #>> '{round,early}', '比原定早3天截止。', 'that it was closed early') from told;
select is(jsonb_path_query_array(r, '$.tables[0].questions[*].number'), '[2, 3, 4, 5]', 'the further questions, without the text') from told;
select is(r #> '{tables,0,questions,0,units,0,cells}', '[[100, 0, 0, 0, 0, 0], [0, 100, 0, 0, 0, 0], [0, 0, 100, 0, 0, 0], [0, 0, 0, 100, 0, 0]]', 'a matrix has a row of shares for each of its rows') from told;
select is(r #> '{tables,0,questions,1,units,2}', jsonb_build_object('unit', test.id('试乙一支部'), 'name', '试乙一支部', 'cells', null, 'text', '不到10份，不显示，以免认出是谁。'), 'under ten a further question shows nothing') from told;
select is(r #> '{tables,0,questions,1,total}', '{"cells": null, "text": "这一格不显示，以免推算出别处。"}', 'a total that would tell of the small ones is withheld') from told;
select is(t - 'texts', '{}', 'texts are apart from the result') from told;
select is((select array_agg(e ->> 'unit_name' || ' ' || (e ->> 'channel_label') || ' ' || coalesce(jsonb_array_length(nullif(e -> 'words', 'null'))::text, e ->> 'note') order by n)
	from told, jsonb_array_elements(t -> 'texts') with ordinality as e (e, n)),
	array['试甲一支部 凭卡 11', '试甲二支部 凭卡 文字意见不到10条，暂不显示。', '试乙一支部 凭卡 文字意见不到10条，暂不显示。', '试甲一支部 公开二维码 文字意见不到10条，暂不显示。',
		'试甲一支部 凭卡 文字意见不到10条，暂不显示。'], 'ten texts and more are shown, fewer not');
select is((select t #> '{texts,0,words}' from told), (select jsonb_agg(o.words order by o.id) from data.opinion as o where o.unit = test.id('试甲一支部')), 'in the order of random ids');
select is((select array[a.action, a.subject, a.account::text] from data.audit as a order by a.id desc limit 1),
	array['survey.texts', 'round/' || test.item('结果'), test.person('t.officer')::text], 'who read them is written down');

-- the limits that sentences name are those of the day on which the round was opened
reset role;
insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor)
values ('least_exact', 15, '份', '2000-01-02', '测试', '测试'), ('least_text', 20, '条', '2000-01-02', '测试', '测试');
select test.enter('t.officer');
select is(array[survey.result(test.item('结果')) #>> '{tables,0,rows,2,figure,note}', survey.texts(test.item('结果')) #>> '{texts,1,note}'],
	array['不到15份，只显示范围。', '文字意见不到20条，暂不显示。'], 'the limit that a sentence names is the rule''s');
delete from data.rule where editor = '测试';

-- published: for all, save the texts
select lives_ok(format('select survey.publish(%s)', test.item('结果')), 'it is published');
select test.refuses('WH409', format('select survey.publish(%s)', test.item('结果')), 'flow/not-open');
select test.refuses('WH409', format('select survey.void(%s, %L)', test.item('结果'), '收回'), 'flow/not-open');
select is(test.sees(login, verb), state, format('published: %s calls %s', coalesce(login, 'anybody'), verb))
from (values ('t.officer', 'result', '00000'), ('t.officer', 'texts', '00000'), ('t.secretary', 'result', '00000'), ('t.reviewer', 'result', '00000'),
	('t.other', 'result', '00000'), ('t.secretary', 'texts', 'WH403'), ('t.member', 'published', '00000'), (null, 'published', '00000'), ('t.secretary', 'round', '00000')) as t (login, verb, state);
select session.enter(null, 'survey.published', null, null, null, false);
select is(survey.published(test.item('结果'))::jsonb - 'round', (select r - 'round' from told), 'everybody reads the same');
select is(survey.published_rounds() -> 'rows' -> 0 ->> 'title', '结果', 'it is in the public list');
select test.enter('t.secretary');
select is(jsonb_path_query_array(survey.rounds()::jsonb, '$.rows[*].title'), '["结果"]', 'and in that of the units judged');
select is(array[r -> 'batches', r -> 'verbs', r -> 'may'], array['[]', '[]', '[]']::jsonb[], 'who see no batch and have no button')
from test.json(format('select survey.round(%s)', test.item('结果'))) as r;
select is((select jsonb_path_query_array(survey.result(test.item('结果'))::jsonb, '$.tables[0].rows[*].name')), '["试甲一支部", "试甲二支部", "试乙一支部"]', 'in the same order, though they don''t see the tree');
select * from finish();
rollback;
