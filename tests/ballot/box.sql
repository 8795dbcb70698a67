-- A round in the box for the ballot's SQL tests: round 900001 about two units, opened an hour ago, closing in one; marks
-- testcard (cards, the unit chosen), test0ne1 (cards, one unit), test0pen (poster). Cards: card(1) … of batch 900001.
create function pg_temp.card(number integer) returns bytea
language sql immutable
as $$ select sha256(convert_to('test card ' || number, 'UTF8')) $$;
create function pg_temp.receipt(number integer) returns bytea
language sql immutable
as $$ select sha256(convert_to('test receipt ' || number, 'UTF8')) $$;
create function pg_temp.round(changes jsonb default '{}') returns json
language sql stable
as $$
	select (jsonb_build_object('round', 900001, 'title', '试测评', 'office', '试工委', 'period', '这三个月', 'host', 'test.example.cn',
		'opens', base.now() - interval '1 hour', 'closes', base.now() + interval '1 hour', 'publish_by', '2099-01-15',
		'publish_where', '公示栏', 'hotline', '12345', 'least', 5, 'voided', false, 'void_reason', null, 'grace', 30,
		'units', '[{"unit":11,"official_order":2,"public_name":"乙窗口","below":"乙支部"},
			{"unit":12,"official_order":1,"public_name":"甲窗口","below":"甲支部"}]'::jsonb,
		'questions', '{"masses":[
			{"number":1,"kind":"scale","text":"总的来说？","required":true,"options":["很满意","满意","一般","不满意","很不满意","不了解"],"rows":[]},
			{"number":2,"kind":"matrix","text":"这几方面？","required":false,"options":["好","不好"],"rows":["一","二","三"]},
			{"number":3,"kind":"single","text":"办成了吗？","required":true,"options":["办成了","没办成"],"rows":[]},
			{"number":4,"kind":"multiple","text":"改什么？","required":false,"options":["甲","乙","丙","丁"],"rows":[],"most":3},
			{"number":5,"kind":"text","text":"还想说什么？","required":false,"options":[],"rows":[],"longest":10}],
			"grassroots":[{"number":1,"kind":"scale","text":"总的来说？","required":true,"options":["好","不好"],"rows":[]}]}'::jsonb,
		'marks', '[{"mark":"testcard","channel":"card","stratum":"masses","unit":null},
			{"mark":"test0ne1","channel":"card","stratum":"masses","unit":11},
			{"mark":"test0pen","channel":"open","stratum":"masses","unit":12},
			{"mark":"testgra5","channel":"open","stratum":"grassroots","unit":12}]'::jsonb) || changes)::json
$$;
create function pg_temp.cards(batch integer, mark text, first integer, last integer) returns json
language sql stable
as $$
	select json_build_object('batch', batch, 'mark', mark, 'cards', json_agg(json_build_object('digest', encode(pg_temp.card(n), 'hex'),
		'receipt', encode(pg_temp.receipt(n), 'hex'))))
	from generate_series(first, last) as n
$$;
-- what the demonstration left waiting is not this test's
truncate box.entry, box.entry_text, box.entry_pressure;
set role wuhao_seal;
select ballot.receive(9000001, 'round', pg_temp.round()) \g /dev/null
select ballot.receive(9000002, 'cards', pg_temp.cards(900001, 'testcard', 1, 200)) \g /dev/null
select ballot.receive(9000003, 'cards', pg_temp.cards(900002, 'test0ne1', 201, 210)) \g /dev/null
reset role;
