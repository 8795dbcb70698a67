-- The standards are a sample until an officer has compared them with the papers in force.
begin;
select plan(18);
select test.build();
insert into data.catalogue (version, name, mark) values (900, '试一版', '样本，待工委按现行文件核定'), (901, '试二版', '样本，待工委按现行文件核定');
insert into data.standard (catalogue, code, for_whom, category, text, clause, seen_by, gap, official_order) values
	(901, 'B1.1', 'branch', '领导班子好', '一', '组（一）1', 'goal', null, 1), (901, 'M1', 'member', '政治素质好', '二', '员（一）', 'goal', '原文有缺字', 2);

select test.enter('t.member');
select is(org.standards() -> 'catalogue' ->> 'version', '901', 'the newest version counts');
select is(org.standards() -> 'catalogue' ->> 'mark', '样本，待工委按现行文件核定', 'it is marked as a sample');
select is(org.standards() -> 'rows' -> 1 ->> 'gap', '原文有缺字', 'a gap of the source is shown');
select test.refuses('WH403', $$ select org.confirm(901) $$, 'org/not-head');
select test.enter('t.reviewer');
select test.refuses('WH403', $$ select org.confirm(901) $$, 'org/not-head');
select is(test.rows_as('verbs_org', 'data.catalogue', 'true') > 0, true, 'reading is open to all');
set local role verbs_org;
update data.catalogue set confirmed_on = base.today(), confirmed_by = '混' where version = 901;
reset role;
select is((select c.confirmed_by from data.catalogue as c where c.version = 901), null, 'the row policy itself wants an officer');

select test.enter('t.officer');
select test.refuses('WH404', $$ select org.confirm(900) $$, 'org/not-found');
select is(org.confirm(901) -> 'catalogue' ->> 'confirmed', base.today()::text, 'an officer confirms');
select is(org.standards() -> 'catalogue' ->> 'mark', null, 'and it is a sample no longer');
select test.make_person('t.low', '试低', 'officer', '试甲机关党委');
select is((select array[c.confirmed_by, (select a.subject from data.audit as a order by a.id desc limit 1)] from data.catalogue as c where c.version = 901),
	array['试周', 'catalogue/901'], 'by name, and in the audit');
select test.refuses('WH409', $$ select org.confirm(901) $$, 'org/confirmed-already');
select test.enter('t.low');
select test.refuses('WH403', $$ select org.confirm(901) $$, 'org/not-head', '%请联系%');

-- a second person is none who acts for the first, or for whom the first acts
select test.make_person('t.head', '试吴', 'officer', '试工委');
insert into data.delegation (seat, deputy, valid_from, valid_until, reason)
select s.id, test.person(d.deputy), base.today(), base.today(), '试'
from data.seat as s
join (values ('t.reviewer'), ('t.second')) as d (deputy) on true
where s.account = test.person('t.officer');
select test.enter('t.officer');
select org.copy_standards('试三版', '试', '某号');
select test.enter('t.reviewer');
select is(org.standards(902) ->> 'may_confirm', 'false', 'a deputy of who edited last is not offered it');
select test.refuses('WH409', $$ select org.confirm(902) $$, 'org/second-person');
select org.edit_standard(902, 'B1.1', '改', '组（一）1', 'goal', '试');
select test.enter('t.second');
select test.refuses('WH409', $$ select org.confirm(902) $$, 'org/second-person');
select test.enter('t.officer');
select test.refuses('WH409', $$ select org.confirm(902) $$, 'org/second-person');
select test.enter('t.head');
select is(org.confirm(902) -> 'catalogue' ->> 'confirmed_by', '试吴', 'another officer confirms');
select * from finish();
rollback;
