-- Opening a round, and what follows: what it needs, the addresses it makes, what the ballot is told, later and earlier ends.
begin;
select plan(59);
select test.build();
create function test.told(place integer) returns jsonb
language sql
as $$ select d.body from data.dispatch as d where d.kind = 'round' order by d.number desc offset place limit 1 $$;
create function test.open_round(title text, units text[], strata text default '{masses,grassroots}') returns bigint
language plpgsql
as $$
declare
	made bigint;
begin
	made := (survey.draft(title, '这三个月', strata::text[], array(select test.id(u) from unnest(units) as u), base.now() + interval '3 days',
		base.today() + 9, '大厅', '12345', '王五', base.today(), '工委〔2026〕1号') ->> 'id')::bigint;
	perform survey.open(made);
	return made;
end $$;
create function test.is_inside(site text) returns boolean
language plpgsql
as $$
begin
	update data.setting as s set value = is_inside.site where s.name = 'site';
	return survey.site_is_inside();
end $$;
update data.setting set value = 'https://ceping.example.cn' where name = 'site';
update data.unit set public_name = null where short_name = '试乙一支部';
delete from data.dispatch;

select test.enter('t.officer');
select survey.draft('空的') is not null;
select test.refuses('WH422', format('select survey.open(%s)', test.item('空的')), 'survey/incomplete', '%批准依据没有填。%');
select is((select i.state from data.item as i where i.title = '空的'), 'draft', 'and it stays a draft');
select test.refuses('WH422', format('select survey.open((survey.draft(%L, %L, %L, array[%s], base.now() - interval ''1 hour'', base.today(), ''大厅'', ''1'', ''王'', base.today(), ''文'') ->> ''id'')::bigint)',
	'晚了', '这三个月', '{masses}', test.id('试甲一支部')), 'survey/incomplete', '%截止时间已经过了。%');
select test.open_round('三个单位', array['试甲一支部', '试甲二支部', '试乙一支部']) > 0;

-- addresses
select is((select array_agg(m.channel || ' ' || m.stratum || ' ' || coalesce(u.short_name, '全部') order by m.stratum, m.channel, u.short_name)
	from data.mark as m left join data.unit as u on u.id = m.unit where m.round = test.item('三个单位')),
	array['card grassroots 全部', 'card masses 全部', 'open masses 试甲一支部', 'open masses 试甲二支部'],
	'cards for each stratum over all units, a poster for each unit that citizens know by a name');
select is(r -> 'warnings', '["试乙一支部没有对外名称，不能贴公开二维码；凭卡照常。"]', 'the one without is named')
from test.json(format('select survey.round(%s)', test.item('三个单位'))) as r;
select ok((select bool_and(m.mark ~ '^[0-9a-hjkmnp-tv-z]{8}$') from data.mark as m where m.round = test.item('三个单位')), 'an address is eight signs that nobody mistakes');
select test.open_round('一个单位', array['试甲一支部'], '{grassroots}') > 0;
select is((select array_agg(m.channel || ' ' || m.stratum || ' ' || u.short_name) from data.mark as m join data.unit as u on u.id = m.unit where m.round = test.item('一个单位')),
	array['card grassroots 试甲一支部'], 'of one unit the cards say which, and a base unit has no poster');
select test.refuses('23505', format($$ select survey.add_mark(%s, 'card', 'masses') $$, test.item('三个单位')));
select lives_ok(format($$ select survey.add_mark(%s, 'card', 'masses', %s) $$, test.item('三个单位'), test.id('试乙一支部')), 'one more address');
select test.refuses('WH422', format($$ select survey.add_mark(%s, 'open', 'masses', %s) $$, test.item('三个单位'), test.id('试乙一支部')), 'survey/mark', '%没有对外名称%');
select test.refuses('WH422', format($$ select survey.add_mark(%s, 'open', 'masses') $$, test.item('三个单位')), 'survey/mark', '%没有对外名称%');
select test.refuses('WH422', format($$ select survey.add_mark(%s, 'post', 'masses') $$, test.item('三个单位')), 'survey/mark', '%渠道只能是凭卡或公开二维码。%');
select test.refuses('WH422', format($$ select survey.add_mark(%s, 'open', 'masses') $$, test.item('一个单位')), 'survey/mark', '%没有选这个对象%');
select test.refuses('WH422', format($$ select survey.add_mark(%s, 'card', 'masses', %s) $$, test.item('三个单位'), test.id('试甲一小组')), 'survey/mark', '%没有选这个单位%');

-- what the ballot is told
select is(array(select d.round from data.dispatch as d order by d.number), array[test.item('三个单位'), test.item('一个单位'), test.item('三个单位')],
	'a message at opening, and one with each new address');
select is(test.told(0) - array['questions', 'marks', 'units', 'opens', 'closes', 'publish_by'], jsonb_build_object('round', test.item('三个单位'),
	'title', '三个单位', 'office', base.setting('office'), 'period', '这三个月', 'host', 'ceping.example.cn', 'publish_where', '大厅', 'hotline', '12345',
	'least', base.rule('least_group'), 'grace', base.rule('seal_grace_seconds'), 'voided', false, 'void_reason', null), 'whole');
select is(test.told(0) -> 'units', (
	select jsonb_agg(jsonb_build_object('unit', test.id(u.name), 'official_order', u.place, 'public_name', u.public, 'below', u.below) order by u.place)
	from (values (1, '试甲一支部', '试甲一支部窗口', '试甲一支部'), (2, '试甲二支部', '试甲二支部窗口', '试甲二支部'), (3, '试乙一支部', '试乙一支部', '中共试乙一支部')) as u (place, name, public, below)),
	'with the names that citizens know, in official order');
select is(jsonb_array_length(test.told(0) -> 'marks'), 5, 'with all addresses');
select is(array(select jsonb_object_keys(test.told(0) -> 'questions') order by 1), array['grassroots', 'masses'], 'and the questions of each stratum');

-- fixed from now on
select test.refuses('WH409', format('select survey.edit(%s, %L)', test.item('三个单位'), '改'), 'flow/not-open', '这一件现在是“进行中”，不能修改。可以：%');
select test.refuses('WH409', format('select survey.open(%s)', test.item('三个单位')), 'flow/not-open');
select test.refuses('WH409', format('select survey.publish(%s)', test.item('三个单位')), 'flow/not-open');
select is(r -> 'counts' -> 0, '{"stratum": "masses", "stratum_label": "群众", "channel": "card", "channel_label": "凭卡", "step": "还没有收到"}', 'counts are steps')
from test.json(format('select survey.round(%s)', test.item('三个单位'))) as r;

-- posters
select is(array[p ->> 'title', p ->> 'how', p ->> 'office_line', p ->> 'phone_line', p ->> 'url', p ->> 'safety'],
	array['试甲一支部窗口办事怎么样？请您说一说', '手机扫码，2分钟，不用登记', '主办：' || base.setting('office'), '电话：12345',
		'https://ceping.example.cn/s/' || m.mark, '这里不收钱，不要身份证号和验证码，不用下载。网址以ceping.example.cn开头才是真的。'], 'a poster''s words')
from data.mark as m, lateral test.json(format('select survey.mark(%L)', m.mark)) as p
where m.round = test.item('三个单位') and m.channel = 'open' and m.unit = test.id('试甲一支部');
select test.refuses('WH404', $$ select survey.mark('zzzzzzzz') $$, 'survey/not-found');

-- a later end
select test.refuses('WH422', format($$ select survey.extend(%s, base.now() + interval '2 days') $$, test.item('三个单位')), 'survey/not-later');
select test.refuses('WH422', format($$ select survey.extend(%s, base.now() + interval '20 days') $$, test.item('三个单位')), 'survey/after-publication');
select lives_ok(format($$ select survey.extend(%s, base.now() + interval '5 days', '雨天') $$, test.item('三个单位')), 'the end moves to a later hour');
select is((select i.due from data.item as i where i.title = '三个单位'), base.now() + interval '5 days', 'and the date in the lists');
select ok(test.told(0) ->> 'closes' > test.told(1) ->> 'closes', 'the ballot is told');
select ok(r -> 'events' -> -1 ->> 'note' ~ '^原定.*，现定.*。雨天$', 'the history says from when to when, and why')
from test.json(format('select survey.round(%s)', test.item('三个单位'))) as r;

-- an earlier one
select is(v ->> 'sure', '比原定早5天，会在公开页说明。现在截止吗？', 'before closing early it is said how much earlier')
from test.json(format('select survey.round(%s)', test.item('三个单位'))) as r, jsonb_array_elements(r -> 'verbs') as v
where v ->> 'verb' = 'close';
select is(r ->> 'state', 'open', 'it stays open until the last answers are sealed')
from test.json(format('select survey.close(%s)', test.item('三个单位'))) as r;
select is((test.told(0) ->> 'closes')::timestamptz, base.now(), 'the ballot takes no answer any more');
update base.clock set demonstration = true, ahead = ahead + interval '1 minute';
select test.refuses('WH409', format($$ select survey.extend(%s, base.now() + interval '8 days') $$, test.item('三个单位')), 'survey/too-late');
select test.refuses('WH409', format($$ select survey.close(%s) $$, test.item('三个单位')), 'survey/too-late');
select test.refuses('WH409', format($$ select survey.add_mark(%s, 'card', 'grassroots', %s) $$, test.item('三个单位'), test.id('试甲一支部')), 'survey/too-late');
select is(jsonb_path_query_array(r -> 'verbs', '$[*].verb'), '["copy", "void"]', 'and what is too late has no button')
from test.json(format('select survey.round(%s)', test.item('三个单位'))) as r;

-- void
select test.refuses('WH422', format('select survey.void(%s)', test.item('一个单位')), 'flow/no-note');
select is(array[r ->> 'state', r ->> 'void_reason', r ->> 'due'], array['void', '题目印错了', null], 'a void round says why')
from test.json(format('select survey.void(%s, %L)', test.item('一个单位'), '题目印错了')) as r;
select is(array[test.told(0) -> 'voided', test.told(0) -> 'void_reason'], array['true', '"题目印错了"']::jsonb[], 'and so does the form');
select is(jsonb_path_query_array(survey.round(test.item('一个单位'))::jsonb -> 'verbs', '$[*].verb'), '["copy"]', 'it can be begun anew');
select lives_ok(format('select survey.void(%s, %L)', test.item('空的'), '不办了'), 'a draft can be given up');
select is((select count(*) from data.dispatch as d where d.round = test.item('空的')), 0::bigint, 'which the ballot never hears of');

-- the printed address
select is(test.is_inside(site), true, site || ' is known inside only')
from unnest(array['', 'http://127.0.0.1:8080', 'http://localhost', 'http://10.1.2.3', 'http://172.16.0.9:80', 'http://192.168.1.1',
	'http://oa', 'http://[::1]:8080', 'http://100.64.0.1']) as site;
select is(test.is_inside(site), false, site || ' is known outside')
from unnest(array['https://ceping.example.cn', 'http://172.32.0.1', 'http://8.8.8.8:8080', 'https://[2001:db8::1]', 'https://10.example.cn']) as site;
select test.is_inside('http://127.0.0.1:8080'), survey.draft('试站') is not null;
select is(test.json(format('select survey.round(%s)', test.item('试站'))) -> 'warnings' ->> 0,
	'海报和卡片上印的网址是127.0.0.1:8080，只有本机或内网能打开。要让群众用手机填，请先请管理员设好对外网址。', 'an officer is warned in words');
select * from finish();
rollback;
