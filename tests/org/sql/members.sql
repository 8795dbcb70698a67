-- A roster: for who works on the unit; whoever reads it is written down, in the same transaction.
begin;
select plan(14);
select test.build();

create function test.readings() returns bigint
language sql
as $$ select count(*) from data.audit as a where a.action = 'org.members' and a.subject = 'unit/' || test.id('试甲一支部') $$;

select test.enter('t.secretary');
select is((select json_agg(m ->> 'name') from json_array_elements(org.members(test.id('试甲一支部')) -> 'rows') as m)::text, '["试党员甲", "试党员乙"]',
	'office-holders first, without who left');
select is((select m ->> 'state_label' from json_array_elements(org.members(test.id('试甲一支部')) -> 'rows') as m where m ->> 'name' = '试党员乙'), '预备党员', 'with the state in words');
select is(test.readings(), 2::bigint, 'each reading is written down');
select is((select array[a.account::text, a.detail ->> 'purpose', a.detail ->> 'rows'] from data.audit as a order by a.id desc limit 1),
	array[test.person('t.secretary')::text, '查看党员名册', '2'], 'by whom, for what, how much');
select is(json_typeof(org.members(test.id('试甲机关党委')) -> 'refused'), 'string', 'not a superior''s');
select is((select a.action from data.audit as a order by a.id desc limit 1), 'org.members_refused', 'and the look is remembered, for that is returned and not raised');

select test.enter('t.reviewer');
select is(json_array_length(org.members(test.id('试甲一支部')) -> 'rows'), 2, 'a superior reads it too');
select test.visible('data.person', format('unit = %s', test.id('试甲一支部')), 3, 'verbs_org');
select test.enter('t.other');
select test.visible('data.person', format('unit = %s', test.id('试甲一支部')), 0, 'verbs_org');
select test.enter('t.member');
select is(array(select json_object_keys(org.members(test.id('试甲一支部')))), array['refused'], 'who has no such seat is told so and nothing else');
select test.enter('t.system');
select is(array(select json_object_keys(org.members(test.id('试甲一支部')))), array['refused'], 'who has no such seat is told so and nothing else');
select test.visible('data.person', 'true', 0, 'verbs_org');
select is(test.readings(), 3::bigint, 'a refused look leaves no row of who was seen');

-- only these verbs can read persons at all
select is((select array_agg(r.rolname::text order by r.rolname) from pg_roles as r
	where not r.rolsuper and r.rolname like any (array['verbs\_%', 'wuhao\_%']) and r.rolname <> 'wuhao_tables' and has_any_column_privilege(r.oid, 'data.person', 'select')),
	array['verbs_account', 'verbs_evidence', 'verbs_goal', 'verbs_org'], 'org reads rosters; account makes accounts from them, meetings and goals take names');
select * from finish();
rollback;
