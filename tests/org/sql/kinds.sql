-- Kinds of units and sectors: everybody reads them, officers at the top change them.
begin;
select plan(22);
select test.build();
insert into data.sector (sector, official_order) values ('试行业甲', 900), ('试行业乙', 901);
update data.unit set sector = '试行业甲' where short_name = '试甲一支部';
insert into data.standard (catalogue, code, for_whom, category, text, clause, seen_by, official_order, sectors) select max(c.version), 'X9', 'branch', '试', '试', '试', 'goal', 99, '{试行业甲}' from data.catalogue as c;
create function test.kind(label text) returns json language sql as $$ select k from json_array_elements(org.kinds() -> 'kinds') as k where k ->> 'label' = kind.label $$;

select test.enter('t.member');
select is(test.kind('党支部') ->> 'stands_under', '["committee","party_group","agency_committee","general_branch"]', 'everybody reads them');
select is(org.kinds() ->> 'may', 'false', 'and is told that they are not theirs to change');
select test.refuses('WH403', $$ select org.add_sector('试') $$, 'org/not-officer');
select test.enter('t.reviewer');
select test.refuses('WH403', $$ select org.set_kind('branch', '党支部', 5, true, true, '{committee}', 'reviewer', '[]') $$, 'org/not-officer');
select test.make_person('t.low', '试低', 'officer', '试甲局党组');
select test.enter('t.low');
select test.refuses('WH403', $$ select org.add_kind('试种', 9, true, true, '{committee}', 'reviewer', '[]') $$, 'org/not-officer');
select is(test.rows_as('verbs_org', 'data.kind', 'true') > 0, true, 'reading is open to all');

select test.enter('t.officer');
select is(org.kinds() ->> 'may', 'true', 'an officer at the top may');
select org.add_kind('试党工委', 9, true, false, '{committee}', 'officer', '["领导本区域。"]');
select is(test.kind('试党工委') ->> 'powers', '["领导本区域。"]', 'a kind is added, with its powers');
select is((select a.action from data.audit as a order by a.id desc limit 1), 'org.add_kind', 'and that is written down');
select test.refuses('WH422', $$ select org.add_kind('党支部', 9, true, true, '{committee}', 'reviewer', '[]') $$, 'org/kind', '“党支部”已经有了。');
select test.refuses('WH422', $$ select org.add_kind('试种', 9, true, true, '{nowhere}', 'reviewer', '[]') $$, 'org/kind');
select test.refuses('WH422', $$ select org.add_kind('试种', 9, true, true, '{committee}', 'reviewer', '[7]') $$, 'org/kind');
select test.refuses('23514', $$ select org.add_kind('试种', 9, true, true, '{committee}', 'member', '[]') $$);
select is(org.create_unit(test.id('试工委'), test.kind('试党工委') ->> 'kind', '中共试区', '试区党工委', base.today(), '试') ->> 'state', 'done', 'and units of it are made');
select test.refuses('WH409', $$ select org.set_kind('branch', '党支部', 5, false, true, '{committee}', 'reviewer', '[]') $$, 'org/kind', '这种单位还有党员，不能改成没有名册。请先把党员转走。');
select test.refuses('WH404', $$ select org.set_kind('nothing', '无', 5, true, true, '{committee}', 'reviewer', '[]') $$, 'org/not-found');
select org.set_kind('branch', '党支部', 5, true, true, '{agency_committee}', 'officer', '["一句。"]');
select is(test.kind('党支部') ->> 'ordered_by_label', '工委经办人', 'a kind is changed');
select org.rename_sector('试行业甲', '试行业新');
select is((select array[u.sector, (select s.sectors[1] from data.standard as s where s.code = 'X9')] from data.unit as u where u.short_name = '试甲一支部'), array['试行业新', '试行业新'],
	'a sector is called otherwise at its units and standards too');
select test.refuses('WH422', $$ select org.rename_sector('试行业甲', '试') $$, 'org/sector');
select test.refuses('WH422', $$ select org.add_sector('试行业乙') $$, 'org/sector');
select test.refuses('WH422', $$ select org.order_sectors('["试行业乙"]') $$, 'org/sector');
select org.order_sectors((select jsonb_agg(s.sector order by s.sector <> '试行业乙', s.official_order) from data.sector as s));
select is(org.kinds() -> 'sectors' -> 0 ->> 'sector', '试行业乙', 'sectors are put in another order');
select * from finish();
rollback;
