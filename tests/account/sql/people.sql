-- Accounts as administrators look after them: who sees them, making many from the roster, disabling, slips; and what none of the three
-- can reach.
begin;
select plan(58);
select test.build();
insert into data.password (account, hash) select a.id, 'hash' from data.account as a where a.login like 't.%' and a.login <> 't.second';
insert into data.search_key (key, what, id, unit, place)
select k.key, 'person', p.id, p.unit, k.place
from data.person as p
cross join (values ('shidangyuanjia', 0), ('dangyuanjia', 1), ('sdyj', 0)) as k (key, place)
where p.name = '试党员甲';
create function test.logins(answer json) returns text[] language sql
as $$ select array_agg(r ->> 'login') from json_array_elements(logins.answer -> 'rows') as r $$;
insert into data.tenure (unit, post, person, since) values (test.id('试甲一支部'), 'secretary', test.member('试党员甲'), base.today());

-- who looks
select test.enter('t.officer');
select test.refuses('WH403', $$ select account.accounts() $$, 'account/not-administrator', '当前身份不能办这一项。需要办理，请联系系统管理员、安全管理员、审计管理员。');
select test.refuses('WH403', $$ select account.account(test.person('t.member')) $$, 'account/not-administrator');
select test.enter('t.audit');
select ok(test.logins(account.accounts(unit => test.id('试工委'))) @> array['t.officer', 't.member', 't.system'], 'an administrator sees who holds what');
select is(account.accounts(q => '试书') -> 'rows' -> 0 -> 'seats' -> 0 ->> 'label', '支部书记', 'with the role');
select is(account.accounts(q => '试书') -> 'rows' -> 0 -> 'seats' -> 0 ->> 'unit_name', '试甲一支部', 'where');
select is(account.accounts(q => '试书') -> 'rows' -> 0 -> 'seats' -> 0 ->> 'by', '测试', 'and by whom');
select is(test.logins(account.accounts(q => 't.sec')), array['t.security', 't.second', 't.secretary'], 'found by the beginning of the login, in pinyin''s order of the names');
select is(test.logins(account.accounts(role => 'secretary', unit => test.id('试甲二支部'))), array['t.second'], 'by role and subtree');
select ok(test.logins(account.accounts(state => 'fresh', unit => test.id('试工委'))) = array['t.second'], 'or those without a password');
select is((account.accounts() ->> 'may'), '["audit"]', 'the audit administrator makes and grants nothing');
select test.refuses('WH403', $$ select account.candidates(test.id('试工委')) $$, 'account/not-administrator', '%请联系系统管理员。');
select test.refuses('WH403', $$ select account.make('[]') $$, 'account/not-administrator');
select test.refuses('WH403', $$ select account.disable(test.person('t.member')) $$, 'account/not-administrator');
select test.refuses('WH403', $$ select account.add_codes(array[test.person('t.member')], array[sha256('x')]) $$, 'account/not-administrator');
select test.enter('t.security');
select test.refuses('WH403', $$ select account.make(jsonb_build_array(jsonb_build_object('name', '新人', 'login', 'new'))) $$, 'account/not-administrator');
select test.refuses('WH403', $$ select account.rename(test.person('t.member'), '新名', 'new') $$, 'account/not-administrator');
select test.refuses('WH403', $$ select account.reset_second(test.person('t.member')) $$, 'account/not-administrator');

-- keyset
select test.enter('t.system');
insert into data.account (login, name) select 'many' || n, '多人' || n from generate_series(1, 120) as n;
select is((select count(*) from json_array_elements(account.accounts(q => '多人') -> 'rows')), 50::bigint, 'fifty a page');
with recursive page as (
	select account.accounts(q => '多人') as answer
	union all
	select account.accounts(q => '多人', after => (p.answer ->> 'next')::bigint) from page as p where p.answer ->> 'next' is not null
)
select is((select array[count(*), count(distinct r ->> 'login')] from page as p, json_array_elements(p.answer -> 'rows') as r), array[120, 120]::bigint[], 'all of them, each once');

-- from the roster
select is((select array_agg(r ->> 'name' order by r ->> 'name') from json_array_elements(account.candidates(test.id('试甲机关党委')) -> 'rows') as r),
	array['试党员丁', '试党员乙', '试党员甲'], 'members of the subtree without an account, who are still here');
select is((select array[a.action, a.subject] from data.audit as a order by a.id desc limit 1), array['account.candidates', 'unit/' || test.id('试甲机关党委')], 'reading them is written down');
select is((select r ->> 'login' from json_array_elements(account.candidates(test.id('试甲机关党委'), 'secretary') -> 'rows') as r), 'shidangyuanjia', 'those of a post, with the pinyin of the name');
select is((select r ->> 'login' from json_array_elements(account.candidates(test.id('试甲二支部')) -> 'rows') as r), 'dy' || test.member('试党员丁'), 'or a number');
insert into data.account (login, name) values ('shidangyuanjia', '同名');
select is((select r ->> 'login' from json_array_elements(account.candidates(test.id('试甲机关党委'), 'secretary') -> 'rows') as r), 'shidangyuanjia2', 'one that nobody has');
select is(json_array_length(account.make(jsonb_build_array(jsonb_build_object('person', test.member('试党员甲'), 'login', 'shijia'),
	jsonb_build_object('name', '外请专家', 'login', 'expert'))) -> 'made'), 2, 'many are made at once');
select is((select array[a.name, a.made_by, (a.person = test.member('试党员甲'))::text] from data.account as a where a.login = 'shijia'), array['试党员甲', '试系', 'true'], 'under the member''s name, by whom');
select is((select count(*) from data.audit as a where a.action = 'account.make'), 2::bigint, 'each is written down');
select is(json_array_length(account.candidates(test.id('试甲机关党委'), 'secretary') -> 'rows'), 0, 'who has one is no candidate any more');
select test.refuses('WH422', $$ select account.make(jsonb_build_array(jsonb_build_object('person', test.member('试党员丁'), 'login', 'shiding'),
	jsonb_build_object('person', test.member('试党员甲'), 'login', 'again'), jsonb_build_object('person', test.member('试党员丙'), 'login', 'gone'),
	jsonb_build_object('name', '坏账号', 'login', '1x'), jsonb_build_object('name', '重账号', 'login', 'shijia'))) $$, 'account/not-made',
	'[%试党员甲：已经有账号了。%这名党员不在名册里。%坏账号：账号要用小写字母开头%重账号：账号“shijia”已经有了。%');
select ok(not exists (select from data.account as a where a.login = 'shiding'), 'all or none');
select test.refuses('WH422', $$ select account.make('{"a":1}') $$, 'account/too-many');
select test.refuses('WH422', $$ select account.make((select jsonb_agg(jsonb_build_object('name', '多', 'login', 'l' || n)) from generate_series(1, 201) as n)) $$, 'account/too-many');

-- slips
select is(json_array_length(account.add_codes(array[test.person('shijia'), test.person('t.second')], array[sha256('one'), sha256('two')]) -> 'rows'), 2, 'codes for many');
select is(account.add_codes(array[test.person('shijia')], array[sha256('three')]) -> 'rows' -> 0 ->> 'unit_name', '试甲一支部', 'each slip says the unit');
select is((select array_agg(f.digest) from data.first_code as f where f.account = test.person('shijia')), array[sha256('three')], 'making again voids the earlier');
select is((select f.valid_until - base.now() from data.first_code as f where f.account = test.person('shijia')), interval '7 days', 'for the rule''s days');
select test.refuses('WH409', $$ select account.add_codes(array[test.person('t.system')], array[sha256('x')]) $$, 'account/no-slip', '%不能给自己做%');
select test.refuses('WH409', $$ select account.add_codes(array[test.person('t.audit')], array[sha256('x')]) $$, 'account/no-slip', '%在服务器上用命令%');
select test.refuses('WH422', $$ select account.add_codes(array[test.person('shijia'), test.person('shijia')], array[sha256('x'), sha256('y')]) $$, 'account/twice');
select test.refuses('WH404', $$ select account.add_codes(array[0], array[sha256('x')]) $$, 'account/not-found');

-- disabling, enabling, renaming
insert into data.session (digest, account, idle_until, until) values (sha256('s'), test.person('t.member'), 'infinity', 'infinity');
select is(account.disable(test.person('t.member')) ->> 'disabled', base.today()::text, 'an account is disabled');
select ok(not exists (select from data.session as s where s.account = test.person('t.member')), 'its sessions end at once');
select test.refuses('WH409', $$ select account.disable(test.person('t.member')) $$, 'account/disabled-already');
select test.refuses('WH409', $$ select account.add_codes(array[test.person('t.member')], array[sha256('x')]) $$, 'account/no-slip', '%先启用%');
select is(account.enable(test.person('t.member')) ->> 'disabled', null, 'and enabled');
select test.refuses('WH409', $$ select account.enable(test.person('t.member')) $$, 'account/enabled-already');
select is(account.rename(test.person('t.member'), '试新名', 't.new') ->> 'login', 't.new', 'renamed');
select test.refuses('23505', $$ select account.rename(test.person('t.new'), '试新名', 't.officer') $$);
select test.refuses('WH409', $$ select account.disable(test.person('t.system')) $$, 'account/own');
select test.refuses('WH409', $$ select account.disable(test.person('t.audit')) $$, 'account/administrator', '%先由安全管理员结束%');
select test.refuses('WH409', $$ select account.rename(test.person('t.security'), '试换', 't.x') $$, 'account/administrator');
select test.refuses('WH404', $$ select account.disable(0) $$, 'account/not-found');
select is(account.account(test.person('t.new')) ->> 'may', '["disable", "rename", "sign_in", "slip"]', 'the page draws these buttons');
select is(account.account(test.person('t.audit')) ->> 'may', '[]', 'and none at an administrator''s');

-- an administrator without a second factor sees nothing
insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor) values ('administrator_totp', 1, '', base.today(), '试', '试');
select test.refuses('WH403', $$ select account.accounts() $$, 'account/second-first', '管理员要先设置动态口令%');
select is(account.me() ->> 'first', 'totp', 'and is told what comes first');
insert into data.totp (account, secret, confirmed) values (test.person('t.system'), 'x', base.now());
select ok(json_array_length(account.accounts() -> 'rows') > 0, 'with one, all is there');
select is(account.me() ->> 'first', null, 'and nothing comes first');

-- nobody else reads what only these verbs need
select is(test.rows_as('verbs_account', 'data.audit', 'true'), 0::bigint, 'the system administrator reads no audit');
select * from finish();
rollback;
