-- Units and members are found by characters, pinyin, initials and number, never out of sight; keys are written anew after each change.
begin;
select plan(29);
select test.build();
update data.person set number = 'N-0' || id where name like '试党员%';
create function test.units(q text) returns text language sql as $$ select string_agg(r ->> 'short_name', ' ') from json_array_elements(org.find(q) -> 'rows') as r $$;
create function test.members(q text) returns text language sql as $$ select string_agg(r ->> 'name', ' ') from json_array_elements(org.find(q) -> 'members') as r $$;
select is(test.units('试甲'), null, 'nobody finds anything') from test.enter(null);
delete from data.search_due where not exists (select from data.unit as u where search_due.what = 'unit' and u.id = search_due.id and u.short_name like '试%')
	and not exists (select from data.person as p where search_due.what = 'person' and p.id = search_due.id and p.name like '试%');
create table test.spelling as select '{"试甲一支部": ["shi jia yi zhi bu"], "试党员甲": ["shi dang yuan jia"], "试党员乙": ["lu dang yuan", "lv dang yuan"], "试甲一支部窗口": ["12345chuang kou"]}'::jsonb as all;
select is(test.write_keys((select s.all from test.spelling as s)), 14, 'what was made is due once');
select is((select count(*) from data.search_due), 0::bigint, 'and then no more');

select test.enter('t.reviewer');
select is(test.units('试甲'), '试甲局党组 试甲机关党委 试甲一支部 试甲二支部 试甲一小组', 'a name is found by its beginning, the higher first');
select is(test.units('支部'), '试甲一支部 试甲二支部', 'and by any piece of it');
select is(test.units('甲一支部窗口'), '试甲一支部', 'by the name that citizens know too');
select is(test.units('yizhi'), '试甲一支部', 'by pinyin from any word on');
select is(test.units('SJYZ'), '试甲一支部', 'by initials, in either case');
select is(test.units('12345c'), '试甲一支部', 'numbers stay whole');
select is(test.units('试·甲 一'), '试甲一支部 试甲一小组', 'dots and blanks count for nothing');
select is(test.units('试乙'), null, 'what is out of sight is not found');
select is(test.units('试工委'), '试工委', 'but who is above');
select is(test.units('%'), null, 'a sign is no pattern');
select is(test.members('党员'), '试党员丁 试党员甲 试党员乙', 'members by a piece of a name, by pinyin order');
select is(test.members('sdyj'), '试党员甲', 'by initials');
select is(test.members('shidang'), '试党员甲', 'by pinyin');
select is(test.members('lv') || test.members('lu'), '试党员乙试党员乙', 'ü is typed both ways');
select is(test.members('dang'), null, 'a member''s pinyin is not taken apart');
select is(test.members('n0' || (select id from data.person where name = '试党员丁')), '试党员丁', 'by the internal number');
select is(test.members('试党员丙'), null, 'who left is found no more');
select is(test.members('试党员戊'), null, 'nor who is out of sight');
select is((select r ->> 'unit_name' from json_array_elements(org.find('试党员丁') -> 'members') as r), '试甲二支部', 'with the unit');
select test.enter('t.member');
select is(test.units('试甲一') || coalesce(test.members('试党员'), ''), '试甲一支部 试甲一小组', 'who may not see rosters finds units alone');
select test.enter('t.audit');
select is(test.members('试党员'), null, 'nor do administrators');

-- a change is due; a key is never older than the name
select test.enter('t.officer');
create table test.key as select * from data.search_key;
select org.rename_unit(test.id('试甲二支部'), 'branch', '中共试改', '试改支部', base.today(), '试');
create table test.taken as select test.as_keeper('select org.search_due()') as due;
update data.unit set short_name = '试再改支部' where short_name = '试改支部';
select is(test.as_keeper(format('select org.search_write(%L)', (select json_agg(json_build_object('what', d.what, 'id', d.id, 'names', (select json_agg(json_build_object('name', n, 'pinyin', '[]'::json)) from unnest(d.names) as n)))
	from test.taken as t, json_to_recordset(t.due) as d (what text, id bigint, names text[])))) ->> 'written', '0', 'what was renamed meanwhile is left for the next turn');
select test.write_keys();
select is(coalesce(test.units('试甲二'), '') || test.units('试再'), '试再改支部', 'which writes it');
update data.unit set short_name = '试甲二支部', full_name = '中共试甲二支部', public_name = '试甲二支部窗口' where short_name = '试再改支部';
select test.write_keys();
-- all anew: the same rows
insert into data.search_due (what, id) select distinct k.what, k.id from data.search_key as k;
delete from data.search_key;
select test.write_keys((select s.all from test.spelling as s));
select is((select count(*) from (table data.search_key except table test.key) as d) + (select count(*) from (table test.key except table data.search_key) as d), 0::bigint, 'rebuilt they are the same');
update data.unit set closed_on = base.today() where short_name = '试甲一小组';
select test.write_keys();
select is(test.units('试甲一小组'), null, 'what is dissolved is found no more');
select is((select count(*) from data.search_key as k where k.what = 'unit' and k.id = test.id('试甲一小组')), 0::bigint, 'and has no key');
select * from finish();
rollback;
