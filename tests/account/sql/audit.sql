-- The audit: for its administrator alone, filtered, exported with a trace, its chain verified.
begin;
select plan(35);
select test.build();
select test.enter('t.officer');
select base.record('org.members', 'unit/' || test.id('试甲一支部'), '{"purpose": "查看党员名册", "rows": 3}');
select base.record('account.password', 'account/' || test.person('t.officer'));
select test.enter(null);
select account.note_failure('t.member');
create function test.first(answer json, member text) returns text language sql as $$ select answer -> 'rows' -> 0 ->> first.member $$;

select test.enter('t.officer');
select test.refuses('WH403', $$ select account.audit() $$, 'account/not-administrator', '%请联系审计管理员。');
select test.enter('t.system');
select test.refuses('WH403', $$ select account.audit() $$, 'account/not-administrator');
select test.refuses('WH403', $$ select account.verify() $$, 'account/not-administrator');
select test.refuses('WH403', $$ select account.audit_export() $$, 'account/not-administrator');
select is(test.rows_as('verbs_account', 'data.audit', 'true'), 0::bigint, 'the policy shows none either');
select test.enter('t.security');
select test.refuses('WH403', $$ select account.audit() $$, 'account/not-administrator');
select test.refuses('WH403', $$ select account.audit_words() $$, 'account/not-administrator');

select test.enter('t.audit');
select is(test.first(account.audit(), 'action_label'), '登录没有通过', 'the newest first, in words');
select is((select a.action || ' ' || ((a.detail ->> 'rows')::integer > 1) from data.audit as a order by a.id desc limit 1), 'account.audit true', 'that it was read is written down');
select is(test.first(account.audit(action => 'sensitive', who => 't.audit'), 'action_label'), '查看操作记录', 'and stands in what is sensitive');
select is(test.first(account.audit(action => 'account.refused'), 'subject_label'), '账号试员（t.member）', 'what it was done to');
select base.record('org.person', 'person/' || (select p.id from data.person as p where p.name = '试党员甲'), jsonb_build_object('unit', test.id('试甲一支部')));
select is(test.first(account.audit(), 'subject_label'), '党员试党员甲（试甲一支部）', 'a member by name and unit');
select is(test.first(account.audit(action => 'org.person'), 'detail'), '单位：试甲一支部', 'a unit beside it by name too');
select is(test.first(account.audit(action => 'sensitive', who => 't.officer'), 'detail'), '目的：查看党员名册，条数：3', 'looks at what is personal, with their purpose');
select is(test.first(account.audit(action => 'sensitive', who => '试周'), 'sensitive'), 'true', 'found by the name as well');
select is(test.first(account.audit(action => 'account.password', who => 't.officer'), 'name'), '试周', 'by the action');
select is(test.first(account.audit(subject => 'unit/' || test.id('试甲一支部')), 'subject_label'), '单位试甲一支部', 'by the subject');
select is(json_array_length(account.audit(since => base.today() + 1) -> 'rows'), 0, 'by the day');
select is(json_array_length(account.audit(until => date '2001-01-01') -> 'rows'), 0, 'from both sides');
select is((select count(*) from json_array_elements(account.audit(action => 'account', who => 't.officer') -> 'rows') as r where r ->> 'action' not like 'account.%'), 0::bigint, 'all of a word');
select test.make_item('一轮', '试工委', 'round', 'draft');
select base.record('round.open', 'round/' || test.item('一轮'), '{"from": "draft", "to": "open"}');
select is(test.first(account.audit(), 'action_label'), '测评：开始测评', 'a workflow''s step is called as its button');
select base.record('test.many', 'nothing') from generate_series(1, 120);
with recursive page as (
	select account.audit(action => 'test.many') as answer
	union all
	select account.audit(action => 'test.many', after => (p.answer ->> 'next')::bigint) from page as p where p.answer ->> 'next' is not null
)
select is((select array[count(*), count(distinct r ->> 'id')] from page as p, json_array_elements(p.answer -> 'rows') as r), array[120, 120]::bigint[], 'page by page, each once');
select ok(json_array_length(account.audit_words() -> 'actions') > 20, 'actions to choose from');

-- taking it out is an event too
select is((select r ->> 4 from json_array_elements(account.audit_export(action => 'account.password', who => 't.officer') -> 'rows') as r), '改密码', 'a file has the same in words');
select is((select array[a.action, a.detail ->> 'rows'] from data.audit as a order by a.id desc limit 1), array['account.audit_export', '1'], 'and that it was taken out is written down');

-- the chain
select keeper.chain();
select keeper.chain();
select is(account.verify() ->> 'broken', null, 'the chain holds');
select is((account.verify() ->> 'until')::bigint, (select max(l.place) from data.audit_link as l), 'to its last place');
select is(account.verify() ->> 'digest', (select encode(l.digest, 'hex') from data.audit_link as l order by l.place desc limit 1), 'whose digest is told');
select is((select a.action from data.audit as a order by a.id desc limit 1), 'account.verify', 'that it was verified is written down');
select ok((account.verify() ->> 'waiting')::integer > 0, 'rows that wait for their link are counted');
create function test.tampers(statement text, place bigint default null) returns bigint language plpgsql as $$
begin
	alter table data.audit disable trigger user;
	alter table data.audit_link disable trigger user;
	execute statement;
	alter table data.audit enable trigger user;
	alter table data.audit_link enable trigger user;
	return (account.verify() ->> 'broken')::bigint;
end $$;
savepoint whole;
select is(test.tampers($$ update data.audit set account = null where id = (select l.audit from data.audit_link as l where l.place = 7) $$), 7::bigint, 'a changed row is found');
rollback to whole;
select is(test.tampers($$ delete from data.audit_link where place = 5 $$), 5::bigint, 'a missing link is found');
rollback to whole;
select is(test.tampers($$ update data.audit_link set digest = sha256('x') where place = 9 $$), 9::bigint, 'so is a changed digest');
rollback to whole;
select is(account.verify((select max(l.place) from data.audit_link as l) - 3) ->> 'broken', null, 'it goes on from a place that was right');
select is(account.verify(0) ->> 'next', null, 'and says where to go on, if anywhere');
select * from finish();
rollback;
