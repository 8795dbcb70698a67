-- Versions of the standards: copied, edited as a draft with reasons, confirmed by a second person, still from then on; for whom
-- each is.
begin;
select plan(40);
select test.build();
select test.make_person('t.second.officer', '试吴', 'officer', '试工委');
update data.catalogue set confirmed_on = base.today(), confirmed_by = '从前' where confirmed_on is null;
insert into data.catalogue (version, name, mark) values (900, '试一版', '样本');
insert into data.standard (catalogue, code, for_whom, category, text, clause, seen_by, gap, official_order) values
	(900, 'B1.1', 'branch', '领导班子好', '一', '组（一）1', 'goal', null, 1), (900, 'B1.2', 'branch', '领导班子好', '二', '组（一）2', 'goal', null, 2),
	(900, 'B4.1', 'branch', '工作业绩好', '三', '组（四）1', 'goal', null, 3), (900, 'M2', 'member', '工作业绩好', '四', '员（二）', 'goal', null, 4);
insert into data.sector (sector) values ('试行业');
update data.unit set sector = '试行业' where id = test.id('试甲一支部');
create function test.codes(answer json) returns text language sql as $$
	select string_agg(r ->> 'code' || coalesce(' ' || (r ->> 'change'), ''), ', ' order by n) from json_array_elements(answer -> 'rows') with ordinality as t (r, n)
$$;
create function test.held(unit text, version integer) returns text language sql as $$
	select string_agg(c.code, ' ' order by c.n) from org.standards_of(test.id(held.unit), held.version) with ordinality as c (code, n)
$$;

select test.enter('t.officer');
select test.refuses('WH409', $$ select org.copy_standards('试二版', '2027年争创', '某号') $$, 'org/draft-stands', '第900版还没有核定%');
select is(org.confirm(900) -> 'catalogue' ->> 'confirmed_by', '试周', 'the version as it shipped has no editor, so one officer is enough');
select test.refuses('WH409', $$ select org.edit_standard(900, 'B1.1', '改', '组（一）1', 'goal', '理由') $$, 'org/confirmed-already');
select test.refuses('WH409', $$ update data.standard set text = '改' where catalogue = 900 $$, 'org/confirmed-already');
select test.refuses('WH409', $$ delete from data.standard where catalogue = 900 $$, 'org/confirmed-already');
select test.refuses('WH409', $$ update data.standard set catalogue = 900 where catalogue = 1 $$, 'org/confirmed-already');
select test.enter('t.inspector');
select test.refuses('WH403', $$ select org.copy_standards('试二版', '2027年争创', '某号') $$, 'org/not-head');
select test.enter('t.officer');
select is(org.copy_standards('试二版', '2027年争创', '某号') -> 'catalogue' ->> 'version', '901', 'a new version is a copy');
select is(test.codes(org.standards(901)), 'B1.1, B1.2, B4.1, M2', 'of all that the last one had, with nothing changed');
select is(org.standards() -> 'catalogue' ->> 'version', '900', 'the confirmed one stays in force');
select is(array[org.standards(901) ->> 'may_edit', org.standards(901) ->> 'may_confirm', org.standards(901) ->> 'may_copy'], array['true', 'false', 'false'], 'what its maker may do');
select test.refuses('WH409', $$ select org.copy_standards('又一版', '2028年', '某号') $$, 'org/draft-stands');
select test.refuses('WH409', $$ select org.confirm(901) $$, 'org/second-person');

select is(test.codes(org.edit_standard(901, 'B1.1', '一改', '组（一）1', 'goal', '按新文件', '原文缺字', array['branch'], '["试行业"]')), 'B1.1 changed, B1.2, B4.1, M2', 'an edit shows as a difference');
select is((select r -> 'was' ->> 'text' from json_array_elements(org.standards(901) -> 'rows') as r where r ->> 'code' = 'B1.1'), '一', 'with what it was');
select is(org.standards(900) -> 'rows' -> 0 ->> 'text', '一', 'and the earlier version says what it said');
select test.refuses('WH422', $$ select org.edit_standard(901, 'B1.1', '一改', '组（一）1', 'goal', '按新文件', '原文缺字', array['branch'], '["试行业"]') $$, 'org/nothing-changed');
select test.refuses('WH404', $$ select org.edit_standard(901, 'B9.9', '改', '组', 'goal', '理由') $$, 'org/not-found');
select test.refuses('WH404', $$ select org.edit_standard(999, 'B1.1', '改', '组', 'goal', '理由') $$, 'org/not-found');
select test.refuses('23514', $$ select org.edit_standard(901, 'B1.2', '改', '组', 'goal', '') $$);
select test.refuses('WH422', $$ select org.edit_standard(901, 'B1.2', '改', '组', 'magic', '理由', null, array['castle'], '["没有"]') $$, 'org/standard', '%没有这种单位%没有这个行业%请选怎么看%');
select test.refuses('WH422', $$ select org.edit_standard(901, 'B1.2', '改', '组', 'goal', '理由', null, '{}', '[{"a":1}]') $$, 'org/standard');

select is(test.codes(org.add_standard(901, 'B1', '加', '补充', 'goal', '分类指导', null, '{}', '["试行业"]')), 'B1.1 changed, B1.2, B1.6 new, B4.1, M2', 'one more, last of its category');
select is(test.codes(org.add_standard(901, 'M2', '再加', '补充', 'goal', '分类指导')), 'B1.1 changed, B1.2, B1.6 new, B4.1, M2, M2.2 new', 'of members too');
select test.refuses('WH422', $$ select org.add_standard(901, 'B7', '加', '补充', 'goal', '理由') $$, 'org/no-category');
select is((select r ->> 'was' from json_array_elements(org.standards(901) -> 'rows') as r where r ->> 'code' = 'B1.6'), null, 'which was nothing before');
select is(test.codes(org.remove_standard(901, 'B1.6', '不要了')), 'B1.1 changed, B1.2, B4.1, M2, M2.2 new', 'and it goes again');
select is(test.codes(org.add_standard(901, 'B1', '加', '补充', 'goal', '还是要', null, '{}', '["试行业"]')), 'B1.1 changed, B1.2, B1.7 new, B4.1, M2, M2.2 new', 'its number is never given again');
select test.refuses('WH409', $$ select org.remove_standard(901, 'B4.1', '不要了') $$, 'org/last-of-category');
select is((select string_agg(g ->> 'code', ',') from json_array_elements(org.remove_standard(901, 'B1.2', '并入第一条') -> 'past' -> 'gone') as g), 'B1.2', 'what is gone is named');

-- who is held against what (分类指导)
select is(array[test.held('试甲一支部', 901), test.held('试甲二支部', 901)], array['B1.1 B1.7 B4.1 M2 M2.2', 'B4.1 M2 M2.2'], 'by sector');
select is(array[test.held('试甲机关党委', 901), test.held('试甲局党组', 901), test.held('试甲一小组', 901)], array['B4.1 M2 M2.2', null, 'M2 M2.2'], 'and by kind');
select test.enter('t.other');
select test.refuses('WH404', format($$ select org.standards(901, %s) $$, test.id('试甲一支部')), 'org/not-found');
select test.refuses('WH404', $$ select org.standards(999) $$, 'org/not-found');
select is(array[org.standards(901) ->> 'may_edit', org.standards(901) ->> 'may_confirm'], array['false', 'false'], 'who may not write is told so');

select test.enter('t.second.officer');
select is(org.standards(901) ->> 'may_confirm', 'true', 'a second officer may');
select is(org.confirm(901) -> 'catalogue' ->> 'confirmed_by', '试吴', 'and confirms');
select is(org.standards() -> 'catalogue' ->> 'version', '901', 'it is in force');
select is(test.codes(org.standards(900)), 'B1.1, B1.2, B4.1, M2', 'and the one before is still to be read');
select is((select count(*) from data.standard_edit as e where e.catalogue = 901), 7::bigint, 'every edit is written down');
select * from finish();
rollback;
