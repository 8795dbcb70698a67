-- Who one is, by role: seats, what one may do, the menu; and what the sign-in page says to anybody.
begin;
select plan(15);
select test.build();
select test.make_item('一次测评', '试工委', 'round', 'draft');

select test.enter('t.officer');
select is(account.me() ->> 'login', 't.officer', 'the login');
select is(account.me() -> 'seats' -> 0 ->> 'label', '工委经办人', 'the role in words');
select is(account.me() -> 'seats' -> 0 ->> 'unit_name', '试工委', 'and where');
select is(account.me() ->> 'menu', '["home","org","goals","org_due","meetings","survey","goal_matrix","goal_review","org_import","evidence"]', 'who works on a subtree sees the surveys');
select is((account.me() ->> 'todo')::bigint, json_array_length(report.home() -> 'rows')::bigint, 'the number on the bell is the list''s');
select test.make_item('截止了的测评', '试工委', 'round', 'closed');
select is((account.me() ->> 'todo')::integer, json_array_length(report.home() -> 'rows'), 'whatever comes');
select ok((account.me() -> 'may')::text like '%开展群众满意度测评%', 'what an officer may do, in sentences');

select test.enter('t.member');
select is(account.me() ->> 'menu', '["home","org","evidence"]', 'a member has their evidence and no surveys');
select is(account.me() ->> 'todo', '0', 'and nothing to do');
select test.enter('t.audit');
select is(account.me() ->> 'menu', '["home","org","account","audit"]', 'nor has an administrator, but accounts and the audit');

insert into data.seat (account, role, unit, granted_by) values (test.person('t.member'), 'reviewer', test.id('试乙机关党委'), '测试');
select test.enter('t.member');
select is(json_array_length(account.me() -> 'seats'), 2, 'two seats are two');
select is((select count(*) - count(distinct m) from json_array_elements_text(account.me() -> 'may') as m), 0::bigint, 'what both allow is said once');
select test.enter(null);
select is(account.me()::text, null, 'nobody is nobody');
select is(account.help() ->> 'secrecy', base.setting('secrecy'), 'the secrecy line is for anybody');
select is(account.help() ->> 'admin', base.setting('admin'), 'and whom to ask');
select * from finish();
rollback;
