-- A round's published cells: what is shown of each unit, question and channel, and that they are fixed once.
begin;
select plan(55);
select test.build();
select test.make_unit('试甲三支部', 'branch', '试甲机关党委', 3), test.make_unit('试甲四支部', 'branch', '试甲机关党委', 4),
	test.make_unit('试甲五支部', 'branch', '试甲机关党委', 5);

-- answers as they come from the ballot: satisfaction, two rows of a matrix, one choice, several
create function test.give(unit text, many integer, satisfaction integer, channel text default 'card', stratum text default 'masses',
	row_1 integer default 1, row_2 integer default 2, choice integer default 1, several integer default 5) returns void
language sql
as $$
	insert into data.answer (id, round, unit, stratum, channel, answers)
	select gen_random_uuid(), test.item('结算'), test.id(give.unit), give.stratum, give.channel,
		array[satisfaction, row_1, row_2, choice, several]::smallint[]
	from generate_series(1, many)
$$;
create function test.figure(unit text, question integer default 1, row_number integer default 0, channel text default 'card', stratum text default 'masses') returns text
language sql
as $$
	select concat_ws(' ', f.shown, 'step ' || f.step, 'rate ' || f.rate, 'band ' || f.band, f.shares::text)
	from data.figure as f
	where f.round = test.item('结算') and f.stratum = figure.stratum and f.channel = figure.channel
		and f.unit is not distinct from test.id(figure.unit) and f.question = figure.question and f.row_number = figure.row_number
$$;
create function test.settle() returns text
language plpgsql
as $$
declare
	answer text;
begin
	perform setseed(0.5);
	set local session authorization wuhao_keeper;
	answer := keeper.settle(current_setting('test.round')::bigint)::text;
	reset session authorization;
	return answer;
end $$;
grant usage on schema test to wuhao_keeper;
grant execute on function test.settle to wuhao_keeper;

select test.enter('t.officer');
select survey.open((survey.draft('结算', '这三个月', '{masses,grassroots}', array(select test.id('试甲' || n || '支部') from unnest(array['一', '二', '三', '四', '五']) as n),
	base.now() + interval '1 hour', base.today() + 9, '大厅', '12345', '王五', base.today(), '工委〔2026〕1号', $${
	"masses": [{"kind": "scale", "text": "总的满意吗", "required": true},
		{"kind": "matrix", "text": "这几方面", "options": ["好", "中", "差"], "rows": ["快", "准"]},
		{"kind": "single", "text": "办成了吗", "options": ["办成了", "没办成"]},
		{"kind": "multiple", "text": "改什么", "options": ["甲", "乙", "丙"], "most": 2},
		{"kind": "text", "text": "还想说什么"}],
	"grassroots": [{"kind": "scale", "text": "总的满意吗", "required": true},
		{"kind": "text", "text": "还想说什么"}]}$$) ->> 'id')::bigint) is not null;
select set_config('test.round', test.item('结算')::text, true);

-- 一: 20 + 2 without an opinion; 二: 8 of 12; 三: 6; 四: 3; 五: none
select test.give('试甲一支部', 9, 1), test.give('试甲一支部', 6, 2), test.give('试甲一支部', 5, 4), test.give('试甲一支部', 2, 6),
	test.give('试甲二支部', 8, 2), test.give('试甲二支部', 4, 5),
	test.give('试甲三支部', 4, 1, 'card', 'masses', 3, 1, 2, 2), test.give('试甲三支部', 2, 3),
	test.give('试甲四支部', 1, 1), test.give('试甲四支部', 2, 5);
-- the open poster: 一 12, 二 4 alone
select test.give('试甲一支部', 7, 1, 'open'), test.give('试甲一支部', 5, 3, 'open'), test.give('试甲二支部', 3, 1, 'open'), test.give('试甲二支部', 1, 4, 'open'),
	test.give('试甲三支部', 8, 1, 'open'), test.give('试甲三支部', 8, 4, 'open');
-- grassroots: nobody has an opinion
insert into data.answer (id, round, unit, stratum, channel, answers)
select gen_random_uuid(), test.item('结算'), test.id('试甲一支部'), 'grassroots', 'card', '{6}' from generate_series(1, 11);
insert into data.opinion (id, round, unit, stratum, channel, words)
select gen_random_uuid(), test.item('结算'), test.id(t.unit), 'masses', t.channel, t.unit || n
from (values ('试甲一支部', 'card', 10), ('试甲二支部', 'card', 9), ('试甲四支部', 'card', 12), ('试甲一支部', 'open', 10)) as t (unit, channel, many),
	generate_series(1, t.many) as n;
insert into data.pressure (id, round, stratum, channel)
select gen_random_uuid(), test.item('结算'), 'masses', 'card' from generate_series(1, 21);

-- where most said 不了解: ten answers, of which one, six or none is an opinion
select is(keeper.shield('{0,0,0,0,1,9, 9,9,2,0,0,0}', 5, 10, '{1,2}'), '{guarded,guarded,full}',
	'one opinion among ten answers is not told, nor left over of the total');
select is(keeper.shield('{3,0,0,0,3,4, 9,9,2,0,0,0}', 5, 10, '{1,2}'), '{band,guarded,full}', 'six opinions are a band, however many answered');
select is(keeper.shield('{0,0,0,0,1,9}', 5, 10, '{1}'), '{guarded,guarded}', 'where there is no other unit the total is withheld too');
select is(keeper.shield('{0,0,0,0,0,9, 1,1,1,1,0,0, 9,9,0,0,0,1}', 5, 10, '{1,2,3}'), '{unknown,few,guarded,full}',
	'whom nobody judged stays so');
select is(keeper.shield('{1,1,0,0,0,0, 9,9,1,1,0,0, 9,9,1,1,0,0}', 5, 10, '{3,1,2}'), '{few,full,guarded,full}', 'it is guarded whose turn it is');
select is(keeper.shield('{2,0,0,0,0,0, 20,0,0,0,0,0, 20,0,0,0,0,0}', 5, 10, '{2,3,1}'), '{few,guarded,guarded,guarded}',
	'where all say the same the total is withheld');
select is(keeper.shield(array(select (g % 6 = 1)::integer from generate_series(1, 19 * 6) as g), 5, 10, array(select generate_series(1, 19))),
	array_fill('guarded'::text, array[20]), 'where the step of the total tells that each has one, all is withheld');
select test.refuses('WH409', 'select test.settle()', 'keeper/not-closed');
select is((select count(*) from data.figure as f where f.round = test.item('结算')), 0::bigint, 'before its hour there is no figure');
update data.round set closes = base.now() - interval '1 minute', opens = base.now() - interval '1 hour' where item = test.item('结算');
select is(test.settle(), '{"settled":true}', 'after its hour it is settled');

select is(test.figure('试甲一支部'), 'full step 2 rate 75 {45,30,0,25,0}', 'twenty opinions: shares of the five answers, and who is satisfied among them');
select is(test.figure('试甲二支部'), 'full step 1 rate 67 {0,67,0,0,33}', 'per cent are whole and add up to a hundred');
select is(test.figure('试甲三支部'), 'band step 1 band 2', 'under ten: a range');
select is(test.figure('试甲四支部'), 'few', 'under five: nothing, not even a step');
select is(test.figure('试甲五支部'), 'none step 0', 'none at all says so');
select is(test.figure(null), 'full step 2 rate 68 {34,34,5,12,15}', 'all units together');

select is(test.figure('试甲一支部', 1, 0, 'open'), 'guarded', 'the poster''s next smallest unit is withheld to protect the smaller one');
select is(test.figure('试甲二支部', 1, 0, 'open'), 'few', 'which is withheld');
select is(test.figure('试甲三支部', 1, 0, 'open'), 'full step 1 rate 50 {50,0,0,50,0}', 'the next one is shown');
select is(test.figure(null, 1, 0, 'open'), 'full step 2 rate 56 {56,0,16,28,0}', 'and so is the total');

select is(test.figure('试甲一支部', 1, 0, 'card', 'grassroots'), 'unknown step 1', 'where nobody has an opinion there is no rate');
select is(test.figure(null, 1, 0, 'card', 'grassroots'), 'unknown step 1', 'nor over all');

-- further questions
select is(test.figure('试甲一支部', 2, 1), 'full step 2 {100,0,0}', 'each row of a matrix has its cells');
select is(test.figure('试甲一支部', 2, 2), 'full step 2 {0,100,0}', 'of its own');
select is(test.figure('试甲一支部', 3), 'full step 2 {100,0}', 'a single choice');
select is(test.figure('试甲一支部', 4), 'full step 2 {100,0,100}', 'of several, the share of each option');
select is(test.figure('试甲三支部', 3), 'few', 'under ten a further question shows nothing');
select is(test.figure('试甲四支部', 3), 'few', 'nor under five');
select is(test.figure('试甲五支部', 3), 'none step 0', 'none is none');
select is(test.figure('试甲一支部', 3, 0, 'open'), 'guarded', 'who is guarded in question 1 is guarded in all');
select is(test.figure(null, 3, 0, 'open'), 'guarded', 'where all say the same, the total would say it of the withheld ones');
select is((select count(*) from data.figure as f where f.round = test.item('结算') and f.question = 5), 0::bigint, 'free text has no cells');

-- texts, pressure, steps
select is(array(select distinct u.short_name || ' ' || o.channel from data.opinion as o join data.unit as u on u.id = o.unit
	where o.round = test.item('结算') and o.shown), array['试甲一支部 card'], 'ten texts are shown, save where the unit itself is withheld');
select is((select f.step from data.figure as f where f.round = test.item('结算') and f.question = 0 and f.channel = 'card' and f.stratum = 'masses'), 2::smallint, 'pressure is a step');
select is(array(select p.stratum || ' ' || p.channel || ' ' || p.step from data.progress as p where p.round = test.item('结算') order by 1),
	array['grassroots card 1', 'masses card 2', 'masses open 2'], 'and so are the answers');

-- the round
select is((select array[i.state, r.closed_at::text, i.due::text] from data.item as i join data.round as r on r.item = i.id where i.title = '结算'),
	(select array['closed', r.closes::text, ((r.publish_by + time '18:00') at time zone 'Asia/Shanghai')::text] from data.round as r where r.item = test.item('结算')),
	'it is closed, as of its hour, and due for publication');
select is((select array[e.name, e.verb] from data.event as e where e.item = test.item('结算') order by e.id desc limit 1), array['系统', 'seal'], 'the history says that nobody did it by hand');
select is(test.settle(), '{"settled":false}', 'once more changes nothing');
select is((select count(*) from data.figure as f where f.round = test.item('结算') and f.question = 1), 18::bigint, 'not a cell');

-- nothing can be stored that tells more than it shows
select test.refuses('23514', format($$ insert into data.figure (round, stratum, channel, question, row_number, shown, step, rate) values (%s, 'masses', 'card', 29, 0, 'few', null, 50) $$, test.item('结算')));
select test.refuses('23514', format($$ insert into data.figure (round, stratum, channel, question, row_number, shown, step) values (%s, 'masses', 'card', 29, 0, 'guarded', 1) $$, test.item('结算')));
select test.refuses('23514', format($$ insert into data.figure (round, stratum, channel, question, row_number, shown, step) values (%s, 'masses', 'card', 29, 0, 'band', 1) $$, test.item('结算')));
select test.refuses('23505', format($$ insert into data.figure (round, stratum, channel, question, row_number, shown, step) values (%s, 'masses', 'card', 1, 0, 'none', 0) $$, test.item('结算')));

-- a void round is not settled
select survey.open((survey.draft('作废的', '这三个月', '{masses}', array[test.id('试甲一支部')], base.now() + interval '1 hour', base.today() + 9, '大厅', '12345', '王五',
	base.today(), '工委〔2026〕1号') ->> 'id')::bigint) is not null;
select survey.void(test.item('作废的'), '不办了') is not null;
select set_config('test.round', test.item('作废的')::text, true);
select is(test.settle(), '{"settled":false}', 'a void round is not settled');

-- shares
select is(keeper.shares(c), s::smallint[], c::text) from (values
	(array[1, 1, 1], array[34, 33, 33]), (array[2, 1], array[67, 33]), (array[0, 5], array[0, 100]), (array[1, 1, 1, 1, 1, 1, 1], array[15, 15, 14, 14, 14, 14, 14])) as t (c, s);
select is(keeper.band(s, o), b, format('%s of %s', s, o)) from (values (0, 5, 1), (1, 5, 1), (3, 10, 2), (2, 5, 2), (6, 9, 2), (7, 10, 3), (5, 5, 3)) as t (s, o, b);
select * from finish();
rollback;
