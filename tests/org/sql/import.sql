-- Sheets in the database: what lines would do, who may, what is written beside the rows, and what a taken-back import leaves.
begin;
select plan(39);
select test.build();

create function test.lines(variadic rows text[]) returns text
language sql
as $$ select string_agg((o.place + 1) || E'\t\t' || replace(o.row, ',', E'\t'), E'\n' order by o.place) from unnest(lines.rows) with ordinality as o (row, place) $$;
create function test.add(kind text, variadic rows text[]) returns bigint
language sql
as $$
	select (org.import_add(add.kind, null, '表.xlsx', sha256('x'), 'x', '{"sheets": [{"name": "名册", "hidden": false}], "sheet": 1}', test.lines(variadic add.rows)) ->> 'id')::bigint
$$;
create function test.counts(import bigint) returns text
language sql
as $$ select format('%s/%s/%s/%s', c ->> 'create', c ->> 'change', c ->> 'same', c ->> 'bad') from (select i.counts as c from data.import as i where i.id = counts.import) as i $$;
create function test.said(import bigint, number integer) returns text
language sql
as $$ select r.faults -> 0 ->> 'detail' from data.import_row as r where r.import = said.import and r.number = said.number $$;

-- who may: those who write somewhere, below where they sit
select test.enter('t.inspector');
select test.refuses('WH403', $$ select org.import_begin('members') $$, 'org/no-sheets');
select test.refuses('WH403', $$ select org.export_lines('members') $$, 'org/no-sheets');
select test.enter('t.member');
select test.refuses('WH403', $$ select org.import_add('members', null, 'x', sha256('x'), 'x', '{"sheets": [], "sheet": 1}', '') $$);
select test.enter('t.system');
select test.refuses('WH403', $$ select org.import_begin('units') $$);
select test.enter('t.secretary');
select test.refuses('WH404', $$ select org.import_begin('people') $$);
select test.refuses('WH404', format($$ select org.import_begin('members', %s) $$, test.id('试甲二支部')));
select is((org.import_begin('members') ->> 'unit')::bigint, test.id('试甲一支部'), 'a secretary''s sheets are about the own branch');
select is((org.import_begin('members', test.id('试甲一小组')) ->> 'unit')::bigint, test.id('试甲一小组'), 'or one of its groups');

-- what lines would do
create temporary table made as
select test.add('members', '试党员甲,试甲一支部,,正式党员,,,书记,', '试党员乙,试甲一支部,试1,预备党员,2026-01-01,,,', '试新,试甲一小组,,正式党员,,,,',
	'试党员丁,试甲二支部,,正式党员,,,,', '试党员丙,试甲一支部,,正式党员,,,,', '试党员甲,试甲一支部,,,,,,') as import;
select is(test.counts((select import from made)), '2/1/1/2', 'created, changed, the same, bad');
select is(test.said((select import from made), 4), '您的范围里没有叫这个名字的党组织。', 'another branch is as one that is not there');
select is((org.import_rows(m.import, 'bad') -> 'reasons')::text, '[]', 'two faults have no reason in common') from made as m;
select is((org.import_rows(test.add('members', '甲,没有,,正式党员,,,,', '乙,没有,,正式党员,,,,', '丙,没有,,群众,,,,'), 'bad') -> 'reasons')::text,
	'[{"field" : "unit", "detail" : "您的范围里没有叫这个名字的党组织。", "count" : 3}]', 'three have one, which is said with its count');
select is(test.said((select import from made), 6), '和第2行是同一个人。', 'one person twice');
select is((select count(*) from data.person as p where p.name = '试新'), 0::bigint, 'a preview writes nobody');
select is((select r.before ->> 'number' from data.import_row as r where r.import = (select import from made) and r.number = 2), null, 'what a change replaces is kept');

-- nobody else sees it
select test.enter('t.officer');
select test.refuses('WH404', format($$ select org.import_show(%s) $$, (select import from made)));
select test.refuses('WH404', format($$ select org.import_apply(%s) $$, (select import from made)));
select test.visible('data.import', 'true', 0, 'verbs_org');
select test.visible('data.import_row', 'true', 0, 'verbs_org');

-- applied: rows, histories, one line in the audit
select test.enter('t.secretary');
select test.refuses('WH409', format($$ select org.import_undo(%s) $$, (select import from made)), 'org/import-previewed');
select is(org.import_apply((select import from made)) ->> 'state', 'applied', 'it is written');
select is((select string_agg(c.kind || ' ' || c.name || ' ' || coalesce(c.to_state, '-'), ',' order by c.kind) from data.career as c where c.note like '%导入%'),
	'entered 试书 full,entered 试书 full,mended 试书 -', 'with the histories, under the name of who did');
select is((select array[a.account::text, a.detail ->> 'create', a.detail ->> 'change'] from data.audit as a where a.action = 'org.import_apply'),
	array[test.person('t.secretary')::text, '2', '1'], 'and the audit');
select is((select array[r.full_members, r.probationary] from data.roster as r where r.unit = test.id('试甲一小组')), array[1, 0], 'and counted');
select is((select i.file from data.import as i where i.id = (select import from made)), null, 'the file goes');
select test.refuses('WH409', format($$ select org.import_apply(%s) $$, (select import from made)), 'org/import-applied');

-- histories only grow, save with who came by an import that still stands
select test.refuses('WH409', $$ delete from data.career where note not like '导入%' $$, 'audit/insert-only');
select test.refuses('WH409', $$ update data.career set note = 'x' $$, 'audit/insert-only');
select is(org.import_undo((select import from made)) ->> 'state', 'undone', 'it is taken back');
select is((select count(*) from data.person as p where p.name = '试新'), 0::bigint, 'who was made is gone');
select is((select array[p.number, p.joined_on::text] from data.person as p where p.name = '试党员乙'), array[null, null], 'who was changed is as before');
select is((select count(*) from data.career as c where c.kind = 'mended' and c.note like '撤销导入%'), 1::bigint, 'which their history says');

-- units: by whom the rule of their kind lets
select test.enter('t.reviewer');
select is(test.counts(test.add('units', '中共试新支部,试新支部,,党支部,试甲机关党委,,,', '中共试新小组,试新小组,,党小组,试新支部,,,', '中共试新委,试新委,,机关党委,试甲机关党委,,,')), '2/0/0/1', 'a reviewer founds branches and groups');
-- those that stand under one another are placed from the top, wherever the sheet has them
create temporary table tree as
select test.add('units', '中共试下小组,试下小组,,党小组,中共试下支部,,,', '中共试下支部,试下支部,,党支部,试甲机关党委,,,') as import;
select is(org.import_apply((select import from tree)) ->> 'state', 'applied', 'a group comes before its branch');
select is((select array_agg(s.depth order by s.depth) from data.scope as s where s.unit = test.id('试下小组') and s.superior in (test.id('试下支部'), test.id('试甲机关党委'))),
	array[1, 2]::smallint[], 'and stands below it');
select is(org.import_undo((select import from tree)) ->> 'state', 'undone', 'taken back, from the bottom or the top');
select test.enter('t.officer');
select test.refuses('WH422', $$ select org.import_add('units', null, '表.xlsx', sha256('x'), 'x', '{"sheets": [], "sheet": 1}',
	(select string_agg(format(E'%s\t\t中共试百%s支部\t试百%s支部\t\t党支部\t试甲机关党委\t\t\t', n, n, n), E'\n' order by n) from generate_series(2, 10002) as n)) $$, 'org/too-many-units');
select test.enter('t.second');
select is(test.counts(test.add('units', '中共试二小组,试二小组,,党小组,试甲二支部,,,', '中共试三支部,试三支部,,党支部,试甲二支部,,,')), '1/0/0/1', 'a secretary groups');

-- posts: one holder where there can be one
select is(test.counts(test.add('posts', '试甲二支部,书记,试党员丁,,,2026-01-01,,', '试甲二支部,书记,试党员丁,,,2026-02-01,,', '试甲二支部,委员,没有的人,,,2026-01-01,,')), '1/0/0/2', 'a post that one person holds');
select * from finish();
rollback;
