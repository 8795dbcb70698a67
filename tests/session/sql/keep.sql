-- A write under a key is done once, and answered the same; another content under the key is refused; a refusal isn't kept.
begin;
select plan(13);
select test.build();
select test.enter('t.officer');

create function test.keyed(login text, key text, body text, verb text default 'trial.write') returns void
language sql
as $$ select session.enter(test.token(keyed.login), keyed.verb, keyed.key, encode(sha256(convert_to(keyed.body, 'UTF8')), 'hex'), null, false) $$;

select test.keyed('t.officer', 'k1', 'body');
select is(session.keep('k1', '{"done": 1}')::text, '{"done": 1}', 'an answer passes through as it is');
select test.refuses('WH200', $$ select test.keyed('t.officer', 'k1', 'body') $$, 'session/done', '{"done": 1}');
select test.refuses('WH422', $$ select test.keyed('t.officer', 'k1', 'another body') $$, 'session/other-content',
	'这一次和上一次内容不同，没有保存，请刷新后再提交。');
select test.refuses('WH422', $$ select test.keyed('t.officer', 'k1', 'body', 'trial.other') $$, 'session/other-content');
select test.refuses('00000', $$ select test.keyed('t.officer', 'k2', 'body') $$);

-- keys are each account's own
select test.enter('t.reviewer');
select test.refuses('00000', $$ select test.keyed('t.reviewer', 'k1', 'body of somebody else') $$);
select session.keep('k1', '{"mine": true}');
select test.refuses('WH200', $$ select test.keyed('t.reviewer', 'k1', 'body of somebody else') $$, 'session/done', '{"mine": true}');
select is((select answer from data.kept where account = test.person('t.officer') and key = 'k1'), '{"done": 1}',
	'keeping an answer touches nobody else''s');

-- a refusal takes the key back with everything else
select test.refuses('WH409', $$ select test.keyed('t.reviewer', 'k3', 'body'), base.refuse('WH409', 't/t', 't') $$);
select is((select count(*) from data.kept where key = 'k3'), 0::bigint, 'a refused write leaves no key');

-- nobody's keys count for nothing
select session.enter(null, 'trial.write', 'k4', 'ab', null, false);
select is((select count(*) from data.kept where key = 'k4'), 0::bigint, 'a key without a session is not kept');
select is(session.keep('k4', '{}')::text, '{}', 'nor its answer, which passes through');
select test.refuses('23514', format($$ select test.keyed('t.officer', %L, 'body') $$, repeat('k', 65)));
select * from finish();
rollback;
