-- Two rounds that are over: one published, one closed and waiting for its publication. Made by the same verbs as any other,
-- on days before today; the chances are those of one fixed seed.
create temporary table clock_before as select ahead, base.today() as today from base.clock;
create temporary table told_round (key text, round bigint);
select setseed(0.2809);

-- ---- what people write ------------------------------------------------------------------------------------------------
create temporary table told_words (unit text, words text[]);
insert into told_words values
	('综合受理窗口', array[
		'材料一次讲清楚了，跑一趟就办好，很省心。', '大厅取号机旁边最好一直有人帮忙，老人不会用。', '中午不休息这点好，上班的人也能来。',
		'窗口的同志态度好，说话也听得懂。', '有两项业务还要跑三楼，能不能都放在一楼。', '表格样本印得太小，看不清。', '叫号屏只有两块，坐在后面看不见。',
		'周六也能办，真方便。', '复印收不收钱没写清楚，我问了两个人说法不一样。', '志愿者很热情，帮我妈填好了表。',
		'网上预约的时段太少，下午的总是满的。', '等了四十分钟，其实只办了五分钟。', '希望多开一个老年人窗口。']),
	('不动产登记窗口', array[
		'排队排了一上午，轮到我说少一份证明，第二天又来一趟。', '两个窗口说的材料不一样，到底听谁的？', '打电话问了三次都占线。',
		'工作人员很耐心，就是人太少。', '继承的手续太复杂，能不能给一张清单。', '公证处和这里互相推，我跑了四趟。', '周一人特别多，能不能多开一个窗口。',
		'办得比以前快，以前要十天，现在三天。', '取证的时候能寄到家就好了。', '拍照说不合格，又没说哪里不合格。',
		'网上填了一遍，到窗口又填一遍。', '说好五个工作日，到第八天才拿到。', '有一位同志主动帮我打电话问税务，谢谢。', '等候的椅子少，老人站着。',
		'材料要得多，户口本复印了三次。', '叫到号的时候窗口没有人。', '希望把常见问题贴在墙上。']),
	('社保经办窗口', array[
		'退休手续办得顺，讲得很清楚。', '转移接续等了快两个月，催了才有消息。', '电话打不通，只好请假来一趟。', '养老金怎么算的，给了一张明细，很好。',
		'希望下午也开到五点半。', '政策变了没人通知，我来了才知道。', '窗口同志帮我把材料一次补齐了。', '自助机经常坏。', '办得快，五分钟就好。',
		'异地就医备案说法和网上不一样。', '老人认证希望能上门。']),
	('公积金业务窗口', array[
		'提取很快，当天到账。', '租房提取要的证明太多。', '贷款进度查不到，只能来问。', '态度很好，解释了两遍。', '网上能办的希望说清楚，我白跑一趟。']),
	('婚姻登记处', array['环境好，工作人员很热情。', '预约的时间很准，不用等。', '停车不方便。', '拍照的地方再亮一点就好。']),
	('不动产档案查询窗口', array['查得快，就是只有一台机器。']);

-- ---- the round before last: published -----------------------------------------------------------------------------------
select pg_temp.move_clock(pg_temp.working_day(today - 140, -1)) from clock_before;
select pg_temp.enter_as('zhoulan');
insert into told_round
select 'published', (survey.draft(
	title => pg_temp.quarter((date_trunc('quarter', today) - interval '4 months')::date) || '群众满意度测评',
	period => '这三个月',
	strata => array['masses'],
	units => pg_temp.units(array['综合受理窗口', '不动产登记窗口', '社保经办窗口', '公积金业务窗口', '婚姻登记处']),
	closes => (pg_temp.working_day(today - 126, -1) + time '18:00') at time zone 'Asia/Shanghai',
	publish_by => pg_temp.working_day(today - 116),
	publish_where => '市政务服务中心一楼公告栏和公开页',
	approved_by => '市直机关工委书记会议',
	approved_on => pg_temp.working_day(today - 152, -1),
	basis => format('澄直工委办〔%s〕7号', extract(year from today - 152))
) ->> 'id')::bigint
from clock_before;
select survey.open(round) from told_round where key = 'published';
select pg_temp.print_cards(round, 'masses', 200) from told_round where key = 'published';
select pg_temp.deliver();
select pg_temp.move_clock(pg_temp.working_day(today - 138), '15:00') from clock_before;
select pg_temp.answer(r.round, u.id, 'masses', a.channel, a.count, a.weights, '{}')
from told_round as r
cross join (values
	('综合受理窗口', 'card', 41, '{38,40,12,4,2,4}'::integer[]),
	('不动产登记窗口', 'card', 33, '{14,26,24,22,10,4}'),
	('社保经办窗口', 'card', 26, '{24,38,20,10,4,4}'),
	('公积金业务窗口', 'card', 22, '{28,42,18,6,2,4}'),
	('婚姻登记处', 'card', 15, '{55,35,6,2,0,2}'),
	('综合受理窗口', 'open', 18, '{30,36,18,8,4,4}'),
	('不动产登记窗口', 'open', 21, '{10,20,24,28,16,2}'),
	('社保经办窗口', 'open', 12, '{18,34,24,14,6,4}')
) as a (unit, channel, count, weights)
join data.unit as u on u.public_name = a.unit
where r.key = 'published'
order by u.id, a.channel;
select pg_temp.move_clock(today - 126, '20:00') from clock_before;
select pg_temp.settle(round) from told_round where key = 'published';
select pg_temp.move_clock(pg_temp.working_day(today - 120, 1), '10:30') from clock_before;
select survey.publish(round) from told_round where key = 'published';
select pg_temp.leave();

-- ---- the last one: closed ---------------------------------------------------------------------------------------------
select pg_temp.move_clock(pg_temp.working_day(today - 26, -1)) from clock_before;
select pg_temp.enter_as('zhoulan');
insert into told_round
select 'closed', (survey.draft(
	title => pg_temp.quarter((date_trunc('quarter', today) - interval '1 day')::date) || '群众和基层满意度测评',
	period => '这三个月',
	strata => array['masses', 'grassroots'],
	units => pg_temp.units(array['综合受理窗口', '不动产登记窗口', '不动产档案查询窗口', '规划许可窗口', '社保经办窗口', '财政支付窗口',
		'公积金业务窗口', '婚姻登记处']),
	closes => (pg_temp.working_day(today - 12, -1) + time '18:00') at time zone 'Asia/Shanghai',
	publish_by => pg_temp.working_day(today + 9),
	publish_where => '市政务服务中心一楼公告栏和公开页',
	approved_by => '市直机关工委书记会议',
	approved_on => pg_temp.working_day(today - 38, -1),
	basis => format('澄直工委办〔%s〕15号', extract(year from today - 38))
) ->> 'id')::bigint
from clock_before;
select survey.open(round) from told_round where key = 'closed';
select pg_temp.print_cards(round, 'masses', 260), pg_temp.print_cards(round, 'grassroots', 90) from told_round where key = 'closed';
select pg_temp.deliver();
select pg_temp.move_clock(pg_temp.working_day(today - 24), '16:00') from clock_before;
select pg_temp.answer(r.round, u.id, a.stratum, a.channel, a.count, a.weights,
	case when a.stratum = 'masses' then (
		select array_agg(w.words order by random())
		from told_words as t
		cross join unnest(t.words) with ordinality as w (words, place)
		where t.unit = a.unit and (w.place > a.skip or a.channel = 'card') and (a.channel = 'open' or w.place <= a.write)) end)
from told_round as r
cross join (values
	-- under 5, 5 to 9, and one of whom nobody knows anything; the others differ as windows do
	('综合受理窗口', 'masses', 'card', 62, '{40,40,10,4,2,4}'::integer[], 12, 0),
	('不动产登记窗口', 'masses', 'card', 48, '{16,30,22,18,10,4}', 14, 0),
	('社保经办窗口', 'masses', 'card', 37, '{26,40,18,8,4,4}', 9, 0),
	('公积金业务窗口', 'masses', 'card', 24, '{30,44,14,6,2,4}', 5, 0),
	('婚姻登记处', 'masses', 'card', 18, '{58,34,4,2,0,2}', 4, 0),
	('规划许可窗口', 'masses', 'card', 12, '{0,0,0,0,0,1}', 0, 0),
	('不动产档案查询窗口', 'masses', 'card', 7, '{30,50,10,5,5,0}', 1, 0),
	('财政支付窗口', 'masses', 'card', 3, '{40,40,20,0,0,0}', 0, 0),
	('综合受理窗口', 'masses', 'open', 26, '{30,38,16,8,4,4}', 0, 12),
	('不动产登记窗口', 'masses', 'open', 31, '{10,22,24,26,16,2}', 0, 14),
	('社保经办窗口', 'masses', 'open', 17, '{20,36,22,12,6,4}', 0, 9),
	('公积金业务窗口', 'masses', 'open', 8, '{24,40,20,10,6,0}', 0, 5),
	('婚姻登记处', 'masses', 'open', 13, '{50,36,8,4,2,0}', 0, 4),
	('综合受理窗口', 'grassroots', 'card', 19, '{36,42,12,4,2,4}', 0, 0),
	('社保经办窗口', 'grassroots', 'card', 21, '{22,40,22,10,2,4}', 0, 0),
	('不动产登记窗口', 'grassroots', 'card', 16, '{12,36,28,16,4,4}', 0, 0),
	('公积金业务窗口', 'grassroots', 'card', 12, '{30,42,16,6,2,4}', 0, 0),
	('财政支付窗口', 'grassroots', 'card', 11, '{28,44,16,8,2,2}', 0, 0)
) as a (unit, stratum, channel, count, weights, write, skip)
join data.unit as u on u.public_name = a.unit
where r.key = 'closed'
order by a.stratum, a.channel, u.id;
select pg_temp.move_clock(today - 12, '20:00') from clock_before;
select pg_temp.settle(round) from told_round where key = 'closed';
select pg_temp.leave();

update base.clock set ahead = b.ahead from clock_before as b;
drop table clock_before, told_round, told_words;
