-- Rules as dated rows: who may set them, between which limits, from which day; taken back before its day, never afterwards.
begin;
select plan(33);
select test.build();
insert into data.rule_kind (name, label, heading, unit_of_measure, least, most, official_order) values ('test_days', '试几天', '试', '天', 1, 30, 900);
insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('test_days', 7, '天', '2000-01-01', '试的依据', '随产品');
create function test.rule(field text) returns text language sql as $$
	select r ->> rule.field from json_array_elements(org.rules() -> 'rows') as r where r ->> 'name' = 'test_days'
$$;
create function test.states() returns text language sql as $$
	select string_agg(h ->> 'text' || ' ' || (h ->> 'state'), ', ' order by n)
	from json_array_elements(org.rules() -> 'rows') as r, json_array_elements(r -> 'history') with ordinality as t (h, n)
	where r ->> 'name' = 'test_days'
$$;

select test.enter('t.member');
select is(test.states(), '7天 in_force', 'everybody reads');
select is(org.rules() ->> 'may_edit', 'false', 'and is told that they may not write');
select test.refuses('WH403', $$ select org.set_rule('test_days', '8', base.today(), '某件') $$, 'org/not-head');
select test.enter('t.reviewer');
select test.refuses('WH403', $$ select org.set_rule('test_days', '8', base.today(), '某件') $$, 'org/not-head');
select test.enter('t.system');
select test.refuses('WH403', $$ select org.set_rule('test_days', '8', base.today(), '某件') $$, 'org/not-head');
select test.make_person('t.low', '试低', 'officer', '试甲机关党委');
select test.enter('t.low');
select test.refuses('WH403', $$ select org.set_rule('test_days', '8', base.today(), '某件') $$, 'org/not-head', '%请联系%');
select test.refuses('42501', $$ insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('test_days', 1, '天', '2000-01-01', '混', '混') $$,
	role => 'verbs_org');

select test.enter('t.officer');
select is(org.rules() ->> 'may_edit', 'true', 'an officer at the top may');
select test.refuses('WH404', $$ select org.set_rule('no_such', '8', base.today(), '某件') $$, 'org/not-found');
select test.refuses('WH422', $$ select org.set_rule('test_days', '8', base.today() - 1, '某件') $$, 'org/rule', '%早于今天%不能往回改%');
select test.refuses('WH422', $$ select org.set_rule('test_days', '0', base.today(), '某件') $$, 'org/rule', '%1到30之间的整数%');
select test.refuses('WH422', $$ select org.set_rule('test_days', '31', base.today(), '某件') $$, 'org/rule');
select test.refuses('WH422', $$ select org.set_rule('test_days', '8.5', base.today(), '某件') $$, 'org/rule');
select test.refuses('WH422', $$ select org.set_rule('test_days', '-8', base.today(), '某件') $$, 'org/rule');
select test.refuses('WH422', $$ select org.set_rule('test_days', '八', base.today(), '某件') $$, 'org/rule');
select test.refuses('WH422', $$ select org.set_rule('test_days', '7', base.today(), '某件') $$, 'org/rule', '%本来就是7天%');
select test.refuses('23514', $$ select org.set_rule('test_days', '8', base.today(), '') $$);

select is(org.set_rule('test_days', '10', base.today() + 10, '市直机关工委〔2026〕9号', null, 1) ->> 'may_edit', 'true', 'a change for a day to come');
select is(test.states(), '10天 coming, 7天 in_force', 'is shown as coming');
select is(array[base.rule('test_days'), base.rule('test_days', base.today() + 9), base.rule('test_days', base.today() + 10)], array[7, 7, 10]::numeric[], 'and holds from its day on');
select test.refuses('WH412', $$ select org.set_rule('test_days', '9', base.today(), '某件', null, 1) $$, 'org/rule-changed', '试周%改了“试几天”%');
select test.refuses('00000', $$ select org.set_rule('test_days', '12', base.today() + 20, '某件', '试主任', 2) $$);
select is((select r.basis from data.rule as r where r.name = 'test_days' order by r.id desc limit 1), '某件；试主任决定', 'who decided stands in the basis');

-- withdrawn in either order, what is left holds as if they had never been
select test.refuses('00000', format($$ select org.withdraw_rule(%s, '写错了') $$, (select r.id from data.rule as r where r.name = 'test_days' and r.value = 10)));
select is(test.states(), '12天 coming, 10天 withdrawn, 7天 in_force', 'a withdrawn row stays readable');
select is(array[base.rule('test_days', base.today() + 15), base.rule('test_days', base.today() + 25)], array[7, 12]::numeric[], 'and counts for nothing');
select test.refuses('WH409', format($$ select org.withdraw_rule(%s, '写错了') $$, (select r.id from data.rule as r where r.name = 'test_days' and r.value = 10)), 'org/rule-withdrawn');
select test.refuses('WH409', format($$ select org.withdraw_rule(%s, '写错了') $$, (select r.id from data.rule as r where r.name = 'test_days' and r.value = 7)), 'org/rule-in-force');
select test.refuses('00000', $$ select org.set_rule('test_days', '9', base.today(), '某件') $$);
select is(array[test.states(), test.rule('version')], array['12天 coming, 10天 withdrawn, 9天 in_force, 7天 past', '5'], 'today''s change replaces at once');
select is((select array_agg(a.action || ' ' || a.subject order by a.id) from data.audit as a where a.subject = 'rule/test_days'),
	array['org.set_rule rule/test_days', 'org.set_rule rule/test_days', 'org.withdraw_rule rule/test_days', 'org.set_rule rule/test_days'], 'all of it is in the audit');

select test.refuses('WH422', $$ select org.set_rule('identity_numbers', '1', base.today(), '某件') $$, 'org/rule', '%谁决定的%');
select is(org.set_rule('identity_numbers', '1', base.today(), '某件', '工委会议') ->> 'may_edit', 'true', 'identity numbers only with who decided');
select * from finish();
rollback;
