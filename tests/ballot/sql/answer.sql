-- One answer: what is counted, how it is kept, and every refusal.
begin;
select plan(51);
\ir ../box.sql

create function pg_temp.answer(card integer, names text[], fields text[], unit bigint default 12) returns json
language sql
as $$ select ballot.answer('testcard', pg_temp.card(card), null, unit, names, fields) $$;

-- who may: the program's role, by its verb alone
select test.refuses('00000', $$ select ballot.answer('testcard', pg_temp.card(1), null, 12, '{q1,q3}', '{2,1}') $$, null, null, 'wuhao_ballot');
select test.refuses('42501', $$ select from box.entry $$, null, null, 'wuhao_ballot');
select test.refuses('42501', $$ select from box.entry $$, null, null, 'verbs_ballot');
select test.refuses('42501', $$ insert into box.entry (round, unit, stratum, channel, answers) values (1, 1, '', '', '{}') returning id $$, null, null, 'verbs_ballot');
select test.refuses('42501', $$ select from box.key $$, null, null, 'verbs_ballot');
select test.refuses('42501', $$ update box.card set batch = 1 $$, null, null, 'verbs_ballot');
select test.refuses('42501', $$ update box.card set used = false $$, null, null, 'verbs_seal');

-- what is kept: slots in the order of the questions, under an id of its own, beside nothing
select is((select array[e.round::text, e.unit::text, e.stratum, e.channel, e.answers::text] from box.entry as e),
	array['900001', '12', 'masses', 'card', '{2,0,0,0,1,0}'], 'scale, three rows, single, multiple: a slot each; none chosen is 0');
select ok((select c.used from box.card as c where c.digest = pg_temp.card(1)), 'the card is used');
select is((select count(*) from box.card as c where c.used and c.batch in (900001, 900002)), 1::bigint, 'and no other');
select is(pg_temp.answer(2, '{q1,q2_1,q2_3,q3,q4,q4,q4,q5}', E'{6,2,1,2,1,4,1,"  说　一\n说 "}')::jsonb,
	'{"counted":true,"channel":"card","office":"试工委","title":"试测评","publish_by":"2099年1月15日","publish_where":"公示栏"}',
	'it says what the thank-you page needs');
select is((select e.answers from box.entry as e where e.answers[1] = 6), '{6,2,0,1,2,9}', 'several choices are bits; twice the same is one');
select is((select array[t.unit::text, t.words] from box.entry_text as t), array['12', E'说　一\n说'], 'a text is kept apart, without blanks around it');
select is((select count(*) from box.entry as e join box.entry_text as t on t.id = e.id), 0::bigint, 'under another id');
select is((select count(*) from box.entry_pressure), 0::bigint, 'nothing was ticked');
select ballot.answer('testcard', pg_temp.card(3), null, 11, '{q1,q3}', '{1,1}', true) \g /dev/null
select is((select array[p.round::text, p.stratum, p.channel] from box.entry_pressure as p), array['900001', 'masses', 'card'], 'a tick of pressure, without unit');
select ballot.answer('test0ne1', pg_temp.card(201), null, 12, '{q1,q3,q9,q2_9,x}', '{1,1,1,1,1}') \g /dev/null
select is((select e.unit from box.entry as e where e.answers = '{1,0,0,0,1,0}' and e.unit = 11 limit 1), 11::bigint, 'the mark''s unit counts, not the form''s; other fields are nothing');

-- once
select test.refuses('WH409', $$ select pg_temp.answer(1, '{q1,q3}', '{5,2}') $$, 'ballot/used', '这张卡的意见已经收到，不用再交。');
select test.refuses('WH409', $$ select pg_temp.answer(1, '{}', '{}') $$, 'ballot/used');
select is((select count(*) from box.entry), 4::bigint, 'a used card counts once');
select ballot.answer('test0pen', null, sha256('key'), null, '{q1,q3}', '{1,1}') \g /dev/null
select is(ballot.answer('test0pen', null, sha256('key'), null, '{q1,q3}', '{2,2}') ->> 'counted', 'true', 'a key that was here is counted already');
select is((select array_agg(e.answers[1]) from box.entry as e where e.channel = 'open'), '{1}', 'and the first one stands');
select ballot.answer('test0pen', null, null, null, '{q1,q3}', '{1,1}'), ballot.answer('test0pen', null, null, null, '{q1,q3}', '{1,1}') \g /dev/null
select is((select count(*) from box.entry as e where e.channel = 'open'), 3::bigint, 'without a key a second one counts again');

-- what is wrong with the fields
select test.refuses('WH422', $$ select pg_temp.answer(9, '{q4,q4,q4,q4,q5}', '{1,2,3,4,一二三四五六七八九十一二}') $$, 'ballot/incomplete',
	'[{"field": "q1", "detail": "第1题还没有选。不清楚可以选“不了解”。"}, {"field": "q3", "detail": "第3题还没有选。"}, '
	|| '{"field": "q4", "detail": "第4题最多选3项，现在选了4项。"}, {"field": "q5", "detail": "第5题写了12字，最多10字，请删去2字。"}]');
select test.refuses('WH422', format($$ select pg_temp.answer(9, array['q1', 'q3', 'q2_2'], array[%1$L, '1', %1$L]) $$, wrong), 'ballot/incomplete', '%"q1"%"q2"%')
from unnest(array['0', '7', '-1', '1.5', 'x', '', '٣', '10000000000']) as w (wrong);
select test.refuses('WH422', $$ select pg_temp.answer(9, '{q1,q3}', '{1,1}', null) $$, 'ballot/no-unit', '还没有选单位。');
select test.refuses('WH422', $$ select pg_temp.answer(9, '{q1,q3}', '{1,1}', 13) $$, 'ballot/no-unit');
select test.refuses('WH422', $$ select ballot.answer('testcard', null, null, 12, '{q1,q3}', '{1,1}') $$, 'ballot/no-code');
select test.refuses('WH404', $$ select ballot.answer('nothing0', pg_temp.card(9)) $$, 'ballot/no-mark');
select test.refuses('WH404', $$ select pg_temp.answer(999, '{q1,q3}', '{1,1}') $$, 'ballot/no-card', '没有找到这张卡。');
select test.refuses('WH404', $$ select ballot.answer('test0ne1', pg_temp.card(9), null, 12, '{q1,q3}', '{1,1}') $$, 'ballot/no-card');
select test.refuses('WH404', $$ select ballot.answer('test0pen', pg_temp.card(9), null, 12, '{q1,q3}', '{1,1}') $$, 'ballot/no-card');
select ok(not (select c.used from box.card as c where c.digest = pg_temp.card(9)), 'whatever was refused burned nothing');

-- what the round says
select ballot.receive(9000010, 'void_batch', '{"batch":900002}') \g /dev/null
select test.refuses('WH409', $$ select ballot.answer('test0ne1', pg_temp.card(202), null, null, '{q1,q3}', '{1,1}') $$, 'ballot/voided-batch', '这批卡已作废。');
select test.refuses('WH409', $$ select ballot.answer('test0ne1', pg_temp.card(201), null, null, '{q1,q3}', '{1,1}') $$, 'ballot/used');
select is((select array_agg(ballot.state(pg_temp.card(n)) ->> 'state' order by n) from unnest(array[1, 9, 202, 999]) as n), '{used,fresh,voided,unknown}', 'a card''s state');
select is((select array_agg(ballot.check(pg_temp.receipt(n)) ->> 'state' order by n) from unnest(array[1, 9, 999]) as n), '{waiting,unknown,unknown}',
	'a receipt is of a used card');
select ballot.receive(9000011, 'round', pg_temp.round(jsonb_build_object('opens', base.now() + interval '1 s'))) \g /dev/null
select test.refuses('WH409', $$ select pg_temp.answer(9, '{q1,q3}', '{1,1}') $$, 'ballot/not-open');
select ballot.receive(9000012, 'round', pg_temp.round(jsonb_build_object('closes', base.now()))) \g /dev/null
select is(pg_temp.answer(9, '{q1,q3}', '{1,1}') ->> 'counted', 'true', 'on the hour it still counts');
select ballot.receive(9000013, 'round', pg_temp.round(jsonb_build_object('closes', base.now() - interval '1 microsecond'))) \g /dev/null
select test.refuses('WH409', $$ select pg_temp.answer(10, '{q1,q3}', '{1,1}') $$, 'ballot/closed');
select ballot.receive(9000014, 'round', pg_temp.round('{"voided":true,"void_reason":"印错了"}')) \g /dev/null
select test.refuses('WH409', $$ select pg_temp.answer(10, '{q1,q3}', '{1,1}') $$, 'ballot/void');
select is(ballot.form('testcard') ->> 'void_reason', '印错了', 'the form says why');
select is((select array_agg(u.value ->> 'public_name') from json_array_elements(ballot.form('testcard') -> 'units') as u), '{甲窗口,乙窗口}', 'units in official order');
select is(ballot.receive(9000014, 'round', pg_temp.round())::jsonb, '{"received":false}', 'a message is taken once');
select * from finish();
rollback;
