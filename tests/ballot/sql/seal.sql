-- The sealer's rule: twenty at random where forty wait, channels apart; at close the rest; then away with it.
begin;
select plan(45);
\ir ../box.sql

create function pg_temp.fill(mark text, count integer, words text default null) returns void
language plpgsql
as $$
begin
	for number in 1..count loop
		if mark = 'testcard' then
			perform ballot.answer(mark, c.digest, null, 12, array['q1', 'q3', 'q5'], array['1', '1', words], words is not null)
			from box.card as c where c.batch = 900001 and not c.used limit 1;
		else
			perform ballot.answer(mark, null, null, 12, array['q1', 'q3', 'q5'], array['2', '1', words], words is not null);
		end if;
	end loop;
end $$;
create function pg_temp.steps() returns text[]
language sql
as $$
	select array_agg(concat_ws(' ', s.step, s.stratum, case when s."all" then 'all' end))
	from json_to_recordset(ballot.waiting()) as s (step text, round bigint, stratum text, "all" boolean)
	where s.round = 900001
$$;
create function pg_temp.count(place text) returns bigint
language plpgsql
as $$
declare
	rows bigint;
begin
	execute format('select count(*) from box.%I where round = 900001', place) into rows;
	return rows;
end $$;

-- how many
select is((select array_agg(ballot.take_count(n, false) order by n) from unnest(array[0, 19, 20, 39, 40, 59, 60, 79, 80, 100]) as n),
	'{0,0,0,0,20,20,40,40,60,80}', 'twenty, and again twenty while forty wait');
select is(ballot.take_count(7, true), 7::bigint, 'at close all');

select pg_temp.fill('testcard', 39, '说一说') \g /dev/null
select is(pg_temp.steps(), null, 'with 39 waiting there is nothing to do');
select is(ballot.seal_answers(900001, 'masses') ->> 'sealed', '0', 'and a turn takes nothing');
-- a card about one unit says what its answer is about, so among others it would be known
select ballot.answer('test0ne1', pg_temp.card(201), null, null, array['q1', 'q3', 'q5'], array['1', '1', '说']) \g /dev/null
select is(pg_temp.steps(), null, 'forty, one of them by a card about one unit, are not forty');
select is(ballot.seal_answers(900001, 'masses') ->> 'sealed', '0', 'such answers wait apart');
select is(ballot.seal_texts(900001, 'masses') ->> 'sealed', '0', 'and such texts');
delete from box.entry where unit = 11;
delete from box.entry_text where unit = 11;
select is(array(select ballot.must_mix(n) from unnest(array[1, 20, 21]::bigint[]) as n), '{f,f,t}', 'for twenty that came, what waits is written anew');
select pg_temp.fill('test0pen', 1, '说一说') \g /dev/null
select is(pg_temp.steps(), null, 'forty of two channels are not forty');
select is(ballot.seal_answers(900001, 'masses') ->> 'sealed', '0', 'channels wait apart');
select pg_temp.fill('testcard', 1) \g /dev/null
select is(pg_temp.steps(), '{"answers masses"}', 'the fortieth answer is due; its 39 texts aren''t');
select is(ballot.seal_answers(900001, 'grassroots') ->> 'sealed', '0', 'strata wait apart');
create temp table before on commit drop as select e.id from box.entry as e order by e.ctid;
select is(ballot.seal_answers(900001, 'masses') ->> 'sealed', '20', 'twenty are taken');
select is(array[pg_temp.count('entry'), pg_temp.count('sealed')], '{21,20}', 'twenty and the other channel''s one stay');
select is((select count(*) from box.sealed as s join before as b using (id) where s.channel = 'card'), 20::bigint, 'and what is taken was there');
select isnt((select array_agg(s.id order by s.id) from box.sealed as s), (select array_agg(b.id order by b.id) from (select id from before limit 20) as b),
	'not the oldest ones');
select is((select count(*) from box.entry as e join box.sealed as s using (id)), 0::bigint, 'nothing is in both');
select is((select array_agg(s.id order by s.ctid) from box.sealed as s), (select array_agg(s.id order by s.id) from box.sealed as s), 'sealed rows lie in the order of their ids');
select is((select array_agg(e.id order by e.ctid) from box.entry as e), (select array_agg(e.id order by e.id) from box.entry as e), 'and so does what stays');
select is(pg_temp.steps(), null, 'then there is nothing to do again');
select pg_temp.fill('testcard', 1, '再说') \g /dev/null
select is(pg_temp.steps(), '{"texts masses","pressure masses"}', 'texts and ticks have turns of their own');
select is(ballot.seal_texts(900001, 'masses') ->> 'sealed', '20', 'texts');
select is(ballot.seal_pressure(900001, 'masses') ->> 'sealed', '20', 'ticks');
select is(array[pg_temp.count('entry_text'), pg_temp.count('sealed_text'), pg_temp.count('entry_pressure'), pg_temp.count('sealed_pressure')], '{21,20,21,20}', 'what stays, what is sealed');

-- steps, never a number or a unit
select is((select jsonb_agg(p - 'round' order by p ->> 'stratum', p ->> 'channel') from jsonb_array_elements(ballot.progress()::jsonb) as p where p ->> 'round' = '900001'),
	'[{"stratum":"grassroots","channel":"open","step":0},{"stratum":"masses","channel":"card","step":2},{"stratum":"masses","channel":"open","step":1}]', 'progress in steps');
select pg_temp.fill('testcard', 9) \g /dev/null
select is((select p ->> 'step' from json_array_elements(ballot.progress()) as p where p ->> 'round' = '900001' and p ->> 'channel' = 'card'), '3', 'fifty and more');

-- the hour
select test.refuses('WH409', $$ select ballot.seal_answers(900001, 'masses', true) $$, 'ballot/not-closed', null, 'wuhao_seal');
select test.refuses('WH409', $$ select ballot.take(900001, 'answers') $$, 'ballot/not-sealed');
select test.refuses('WH409', $$ select ballot.gone(900001) $$, 'ballot/not-sealed');
select ballot.receive(9000020, 'round', pg_temp.round(jsonb_build_object('closes', base.now() - interval '1 minute'))) \g /dev/null
select test.refuses('WH409', $$ select ballot.seal_answers(900001, 'masses', true) $$, 'ballot/not-closed');
select is((select r.seals - base.now() from box.round as r where r.round = 900001), interval '30 s', 'closed early, the last sealing is 30 s after the word of it');
select ok((ballot.forms((extract(epoch from base.now()) * 1000)::bigint - 1000) -> 'marks')::jsonb @> '["test0ne1","test0pen","testcard","testgra5"]', 'its forms are drawn anew');
update box.round as r set seals = base.now() where r.round = 900001;
select is(pg_temp.steps(), '{"answers grassroots all","answers masses all","texts masses all","pressure masses all"}', 'then all is due, answers first');
select is(ballot.seal_answers(900001, 'grassroots', true) ->> 'sealed', '0', 'a stratum without answers is sealed too');
select is(ballot.check(r.receipt) ->> 'state', 'sealed', 'a receipt says sealed from then on') from box.card as r where r.batch = 900001 and r.used limit 1;
select ballot.receive(9000021, 'round', pg_temp.round()) \g /dev/null
select test.refuses('WH409', $$ select pg_temp.fill('test0pen', 1) $$, 'ballot/closed');
update box.round as r set seals = base.now() where r.round = 900001;
select ballot.seal_answers(900001, 'masses', true), ballot.seal_texts(900001, 'masses', true) \g /dev/null
select test.refuses('WH409', $$ select ballot.gone(900001) $$, 'ballot/not-sealed');
select ballot.seal_pressure(900001, 'masses', true) \g /dev/null
select is(pg_temp.steps(), '{"take all"}', 'all sealed: to be moved');
select is(array[pg_temp.count('entry'), pg_temp.count('entry_text'), pg_temp.count('entry_pressure')], '{0,0,0}', 'nothing waits');

-- the move
select is((select array_agg(r ->> 'id') from json_array_elements(ballot.take(900001, 'answers', null, 3)) as r),
	(select array_agg(s.id::text) from (select s.id from box.sealed as s where s.round = 900001 order by s.id limit 3) as s), 'rows are taken by id');
select is((select count(*) from json_array_elements(ballot.take(900001, 'texts')) as r), 41::bigint, 'texts');
select is(json_array_length(ballot.take(900001, 'pressure', 'ffffffff-ffff-ffff-ffff-ffffffffffff')), 0, 'and an end');
select is(ballot.gone(900001)::jsonb || ballot.gone(900001)::jsonb, '{"gone":true}', 'gone, and gone again');
select is(array[pg_temp.count('sealed'), pg_temp.count('sealed_text'), pg_temp.count('sealed_pressure'), pg_temp.count('key')], '{0,0,0,0}', 'nothing is left');
select is(pg_temp.steps(), null, 'and nothing to do');
select * from finish();
rollback;
