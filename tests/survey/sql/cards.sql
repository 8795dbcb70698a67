-- Cards: who may hand them out, what is entered of a print (digests, never a code), and voiding a lost one.
begin;
select plan(25);
select test.build();
create function test.digests(first integer, many integer) returns text[]
language sql
as $$ select array_agg(encode(sha256(n::text::bytea), 'hex') order by md5(n::text)) from generate_series(first, first + many - 1) as n $$;
create function test.make(mark text, hands_out text, box boolean default false, many integer default 12) returns text
language sql
as $$ select format('select survey.add_cards(%s, %L, test.digests(1, %s), test.digests(2000, %s), %L, %L)', test.item('发卡'), mark, many, many, hands_out, box) $$;

select test.enter('t.officer');
update data.unit set public_name = '办证大厅', short_name = '甲二', full_name = '中共甲局第二支部' where short_name = '试甲二支部';
select survey.open((survey.draft('发卡', '这三个月', '{masses}', array[test.id('试甲一支部'), test.id('甲二')], base.now() + interval '3 days',
	base.today() + 9, '大厅', '12345', '王五', base.today(), '工委〔2026〕1号') ->> 'id')::bigint) is not null;
select set_config('test.card', m.mark, true), set_config('test.open', o.mark, true)
from data.mark as m, data.mark as o
where m.round = test.item('发卡') and m.channel = 'card' and o.round = m.round and o.channel = 'open' and o.unit = test.id('甲二');
delete from data.dispatch;

-- never the unit judged, by any of its names, in part or with more around it
select test.refuses('WH422', test.make(current_setting('test.card'), name), 'survey/judged-hands-out', '被评单位（%）不发卡。请由别的单位发，或改用工委封好的自取箱。')
from unnest(array['办证大厅', '办证大厅李敏', '办证 大厅', '大厅', '甲二', '中共甲局第二支部', '第二支部', '试甲一支部的人']) as name;
select test.refuses('WH422', test.make(current_setting('test.open'), '工委办公室'), 'survey/no-card-mark');
select test.refuses('WH422', test.make('zzzzzzzz', '工委办公室'), 'survey/no-card-mark');
select test.refuses('23514', test.make(current_setting('test.card'), '工委办公室', many => 9));
select is((select count(*) from data.batch as b join data.mark as m on m.mark = b.mark where m.round = test.item('发卡')), 0::bigint, 'none of these was entered');
select is((select s -> 'sheet' ->> 'who' from (select test.json(test.make(current_setting('test.card'), '办证大厅', true))) as j (s)),
	'自取箱：办证大厅（由工委封好，当场打乱）', 'a box that the committee filled may stand there');

-- a print
select is(j.s -> 'sheet', jsonb_build_object('office', base.setting('office'), 'title', '发卡', 'stratum_label', '群众', 'count', 12, 'hands_out', '工委办公室',
	'box', false, 'who', '发卡人：工委办公室（被评单位不发卡、不代填、不看填）',
	'steps', '["1.当场打乱", "2.请群众自己抽", "3.不记谁领了卡", "4.剩下的卡封好交回，写明张数"]'::jsonb,
	'card', jsonb_build_object('title', '意见卡', 'until', '一张卡说一次，' || base.hour_text(base.now() + interval '3 days') || '前有效',
		'how', '手机扫码，或打开' || survey.host() || '/s/输入：', 'note', '请自己抽一张，不用登记，不要拍照给别人。')), 'what is printed beside the codes')
from (select test.json(test.make(current_setting('test.card'), '工委办公室'))) as j (s);
select is((select array[b.cards::text, b.hands_out, b.self_draw::text, b.made_by] from data.batch as b order by b.id desc limit 1),
	array['12', '工委办公室', 'false', '试周'], 'who made how many for whom');
select is(array[d.kind, d.body ->> 'mark', jsonb_array_length(d.body -> 'cards')::text], array['cards', current_setting('test.card'), '12'], 'the ballot is told')
from data.dispatch as d order by d.number desc limit 1;
select is(array(select jsonb_array_elements(d.body -> 'cards') ->> 'digest'), array(select unnest(test.digests(1, 12)) order by 1), 'digests in their own order, not that of printing')
from data.dispatch as d order by d.number desc limit 1;
select is((select count(*) from unnest(test.digests(1, 12), test.digests(2000, 12)) as c (digest, receipt), jsonb_array_elements(d.body -> 'cards') as e
	where e ->> 'digest' = c.digest and e ->> 'receipt' = c.receipt), 12::bigint, 'each with its receipt')
from data.dispatch as d order by d.number desc limit 1;
select is((select e ->> 'note' from jsonb_array_elements(flow.events(test.item('发卡'))) as e where e ->> 'what' = '制作卡片' limit 1), '12张，办证大厅', 'it is in the history');

-- a lost one
select test.refuses('WH422', format('select survey.void_batch(%s)', max(b.id)), 'flow/no-note') from data.batch as b;
select is(b ->> 'reason', '打印机卡纸', 'a lost print is void as a whole')
from data.batch as t, lateral test.json(format('select survey.void_batch(%s, %L)', t.id, '打印机卡纸')) as r, lateral jsonb_array_elements(r -> 'batches') as b
where t.id = (select max(id) from data.batch) and (b ->> 'id')::bigint = t.id;
select is(array[d.kind, d.body::text], array['void_batch', format('{"batch": %s}', (select max(b.id) from data.batch as b))], 'the ballot is told')
from data.dispatch as d order by d.number desc limit 1;
select test.refuses('WH409', format('select survey.void_batch(%s, %L)', max(b.id), '再来'), 'survey/voided-already') from data.batch as b;
select test.refuses('WH404', 'select survey.void_batch(-1, ''无'')', 'survey/not-found');
select test.enter('t.reviewer');
select test.refuses('WH404', test.make(current_setting('test.card'), '工委办公室'), 'flow/not-found');
select * from finish();
rollback;
