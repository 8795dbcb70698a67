-- What the clockwork carries: messages out once each, sealed rows in once each and masked, steps upwards; the audit's chain;
-- what is swept. Each of these may be called twice.
begin;
select plan(56);
select test.build();

-- messages
delete from data.dispatch;
select test.enter('t.officer');
select survey.open((survey.draft('运转', '这三个月', '{masses}', array[test.id('试甲一支部')], base.now() + interval '1 hour', base.today() + 9, '大厅', '12345', '王五',
	base.today(), '工委〔2026〕1号') ->> 'id')::bigint) is not null;
select survey.extend(test.item('运转'), base.now() + interval '2 hours') is not null;
select is(jsonb_path_query_array(keeper.outgoing()::jsonb, '$[*].kind'), '["round", "round"]', 'messages go out');
select ok((select bool_and(number > before) from (select (m ->> 'number')::bigint as number, lag((m ->> 'number')::bigint, 1, 0::bigint) over () as before
	from jsonb_array_elements(keeper.outgoing()::jsonb) as m) as n), 'in their order');
select set_config('test.first', keeper.outgoing() -> 0 ->> 'number', true);
select is(keeper.delivered(current_setting('test.first')::bigint)::jsonb, '{"delivered": 1}', 'one is delivered');
select is(keeper.delivered(current_setting('test.first')::bigint)::jsonb, '{"delivered": 0}', 'once');
select is(json_array_length(keeper.outgoing()), 1, 'the other stays');

-- steps
select is(keeper.progress(format('[{"round": %s, "stratum": "masses", "channel": "card", "step": 1}]', test.item('运转'))::json)::jsonb, '{"changed": 1}', 'a step is noted');
select is(keeper.progress(format('[{"round": %s, "stratum": "masses", "channel": "card", "step": 1}]', test.item('运转'))::json)::jsonb, '{"changed": 0}', 'once');
select is(keeper.progress(format('[{"round": %s, "stratum": "masses", "channel": "card", "step": 0}]', test.item('运转'))::json)::jsonb, '{"changed": 0}', 'and never goes down');
select is(test.json(format('select survey.round(%s)', test.item('运转'))) -> 'counts' -> 0 ->> 'step', '已收1—19份', 'officers see it in words');
select is(survey.rounds() -> 'rows' -> 0 -> 'line' ->> 'step', '已收1—19份（凭卡）', 'in the list with its channel');

-- sealed rows
create function test.receive(kind text, rows text) returns jsonb
language sql
as $$ select keeper.receive(test.item('运转'), receive.kind, replace(receive.rows, 'U', test.id('试甲一支部')::text)::json)::jsonb $$;
select is(test.receive('answers', '[{"id": "00000000-0000-4000-8000-000000000001", "unit": U, "stratum": "masses", "channel": "card", "answers": [1, 0, 2]},
	{"id": "00000000-0000-4000-8000-000000000002", "unit": U, "stratum": "masses", "channel": "card", "answers": [6, 0, 0]}]'), '{"received": 2}', 'answers are taken over');
select is(test.receive('answers', '[{"id": "00000000-0000-4000-8000-000000000001", "unit": U, "stratum": "masses", "channel": "card", "answers": [5, 5, 5]},
	{"id": "00000000-0000-4000-8000-000000000003", "unit": U, "stratum": "masses", "channel": "card", "answers": [2, 0, 0]}]'), '{"received": 1}', 'once each');
select is((select a.answers from data.answer as a where a.id = '00000000-0000-4000-8000-000000000001'), '{1,0,2}', 'and stay what they were');
select is(test.receive('texts', '[{"id": "00000000-0000-4000-8000-000000000001", "unit": U, "stratum": "masses", "channel": "card", "words": "找我13812345678"}]'), '{"received": 1}', 'texts too');
select is((select array[o.words, o.shown::text] from data.opinion as o where o.id = '00000000-0000-4000-8000-000000000001'), array['找我（号码已隐去）', 'false'],
	'masked before they are stored, and not shown yet');
select is(test.receive('pressure', '[{"id": "00000000-0000-4000-8000-000000000001", "stratum": "masses", "channel": "card"}]'), '{"received": 1}', 'and ticks of pressure');
select is(test.receive('pressure', '[{"id": "00000000-0000-4000-8000-000000000001", "stratum": "masses", "channel": "card"}]'), '{"received": 0}', 'once');
select survey.void(test.item('运转'), '不办了') is not null;
select is(test.receive('answers', '[{"id": "00000000-0000-4000-8000-000000000009", "unit": U, "stratum": "masses", "channel": "card", "answers": [1]}]'), '{"received": 0}', 'nothing of a void round');

-- what is left of a void round: three answers, a text and a tick were taken over before
insert into data.figure (round, stratum, channel, question, row_number, shown, step) values (test.item('运转'), 'masses', 'card', 1, 0, 'none', 0);
create function test.left_over() returns bigint
language sql
as $$
	select (select count(*) from data.answer where round = test.item('运转')) + (select count(*) from data.opinion where round = test.item('运转'))
		+ (select count(*) from data.pressure where round = test.item('运转')) + (select count(*) from data.figure where round = test.item('运转'))
$$;
create function test.kept() returns text
language sql
as $$
	select concat_ws(' ', (select count(*) from data.answer where round <> test.item('运转')), (select count(*) from data.opinion where round <> test.item('运转')),
		(select count(*) from data.pressure where round <> test.item('运转')), (select count(*) from data.figure where round <> test.item('运转')))
$$;
select set_config('test.kept', test.kept(), true);
create function test.forget() returns jsonb
language plpgsql
as $$
declare
	answer jsonb;
begin
	set local session authorization wuhao_keeper;
	answer := keeper.forget();
	reset session authorization;
	return answer;
end $$;
grant usage on schema test to wuhao_keeper;
grant execute on function test.forget to wuhao_keeper;
select is(test.left_over(), 6::bigint, 'a round that was voided late has something left');
select is(test.forget(), '{"gone": 6}', 'of a void round nothing stays');
select is(test.left_over(), 0::bigint, 'nothing at all');
select is(test.forget(), '{"gone": 0}', 'once');
select is(test.kept(), current_setting('test.kept'), 'other rounds keep theirs');
set local role verbs_keeper;
with gone as (delete from data.answer returning 1) select is(count(*), 0::bigint, 'the keeper can take nothing from a round that isn''t void') from gone;
with gone as (delete from data.figure returning 1) select is(count(*), 0::bigint, 'nor a figure') from gone;
reset role;
select isnt((select count(*) from data.answer), 0::bigint, 'though there is something');

-- masking
select is(keeper.mask(said), masked, said) from (values
	('打13812345678找我', '打（号码已隐去）找我'),
	('138 1234 5678', '（号码已隐去）'),
	('138-1234-5678。', '（号码已隐去）。'),
	('１３８１２３４５６７８', '（号码已隐去）'),
	('一三八幺二三四五六七八', '（号码已隐去）'),
	('110105199001011234', '（号码已隐去）'),
	('身份证11010519900101123X办的', '身份证（号码已隐去）办的'),
	('11010519900101123ｘ', '（号码已隐去）'),
	('110105900101123', '（号码已隐去）'),
	('010-87654321', '（号码已隐去）'),
	('（0571）8765 4321', '（号码已隐去）'),
	('05718765432', '（号码已隐去）'),
	('2026年9月28日上午9:30等了45分钟', '2026年9月28日上午9:30等了45分钟'),
	('2026-09-28 10:30', '2026-09-28 10:30'),
	('12345热线打不通', '12345热线打不通'),
	('一共去了三次，等了一百二十分钟', '一共去了三次，等了一百二十分钟'),
	('两千零二十六年', '两千零二十六年')
) as t (said, masked);

-- the chain
select keeper.chain() is not null, keeper.chain() is not null;
insert into data.audit (at, action, subject, detail) values (base.now(), 'test.one', 'test/1', '{"a": 1}'), (base.now(), 'test.two', 'test/2', '{}');
select is(keeper.chain()::jsonb, '{"linked": 2}', 'new rows are linked');
select is(keeper.chain()::jsonb, '{"linked": 0}', 'once');
select is((select count(*) from data.audit as a where not exists (select from data.audit_link as l where l.audit = a.id)), 0::bigint, 'no row is without a link');
select is((select count(*) from (
	select l.digest, sha256(coalesce(lag(l.digest) over (order by l.place), '') || convert_to(keeper.audit_text(a), 'UTF8')) as wanted
	from data.audit_link as l join data.audit as a on a.id = l.audit) as c where c.digest <> c.wanted), 0::bigint, 'each digest holds the one before');
select is((select max(l.place) - count(*) from data.audit_link as l), 0::bigint, 'without a gap');
select is((select keeper.audit_text(a) from data.audit as a where a.action = 'test.one'),
	(select format('[%s, "%s", null, "test.one", "test/1", {"a": 1}]', a.id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) from data.audit as a where a.action = 'test.one'),
	'the canonical text of a row');
insert into data.audit (id, at, action, subject, detail) overriding system value values (-7, base.now(), 'test.late', 'test/3', '{}');
select is(keeper.chain()::jsonb, '{"linked": 1}', 'a row with a number of long ago, committed late');
select is((select l.audit from data.audit_link as l order by l.place desc limit 1), -7::bigint, 'gets the last place');
select test.refuses('WH409', 'update data.audit_link set place = place + 1', 'audit/insert-only');
select test.refuses('WH409', 'delete from data.audit where action = ''test.one''', 'audit/insert-only');

-- sweeping
select keeper.sweep() is not null;
insert into data.kept (account, key, verb, body, at) values (test.person('t.officer'), 'old', 'a.b', '', base.now() - interval '8 days'), (test.person('t.officer'), 'new', 'a.b', '', base.now());
insert into data.session (digest, account, idle_until, until) values (sha256('a'), test.person('t.officer'), base.now() - interval '1 minute', base.now() + interval '1 hour');
insert into data.attempt (digest, failures, last) values (sha256('a'), 1, base.now() - interval '2 days'), (sha256('b'), 1, base.now());
insert into data.first_code (digest, account, valid_until) values (sha256('a'), test.person('t.officer'), base.now() - interval '1 minute');
insert into data.browser (digest, account, last) values (sha256('a'), test.person('t.officer'), base.today() - 200), (sha256('b'), test.person('t.officer'), base.today());
select is(keeper.sweep()::jsonb, '{"gone": 5}', 'what has served its time goes');
select is(keeper.sweep()::jsonb, '{"gone": 0}', 'once');
select ok(exists (select from data.kept as k where k.key = 'new') and exists (select from data.session as s where s.digest = sha256(decode(test.token('t.officer'), 'hex'))), 'the rest stays');
select * from finish();
rollback;
