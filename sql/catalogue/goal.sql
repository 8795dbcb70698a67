-- Goals to begin from: at least one for each standard, each concrete and short. Who takes one makes it their own: figure, day, person.
insert into data.goal_template (code, standard, kinds, aim, measure, figure_unit, shown_by, measures, serves, official_order)
select t.code, t.standard, t.kinds, t.aim, t.measure, t.figure_unit, t.shown_by, t.measures, t.serves, (row_number() over ())::smallint
from (values
	('B1.1a', 'B1.1', '{}'::text[], '围绕全市重点任务，认领1件能在本单位办成的事，年底前办结', 'fact', null::text, '办结情况说明', '支委会定事、定人、定时间；每季度在支部会上说一次进展', null::text),
	('B1.2a', 'B1.2', '{}', '按期完成换届；缺额在1个月内补选，分工写清楚', 'fact', null, '系统里的任期和职务登记', '到期前6个月报方案，到期前完成选举', null),
	('B1.3a', 'B1.3', '{}', '涉及党员、群众利益的事都先在支委会上讨论，结果在支部公开', 'fact', null, '支委会记录和公开栏', '议题提前3天告诉委员；不同意见如实记下', '本支部党员、群众'),
	('B1.4a', 'B1.4', '{}', '书记和每名党员谈一次心，听来的意见逐条答复', 'figure', '人', null, '上半年谈一半，下半年谈完；答复不了的说明原因', '本支部党员'),
	('B1.5a', 'B1.5', '{}', '和行政班子每季度碰一次头，把职工反映的事办成2件', 'figure', '件', null, '请工会、团组织一起收集；办成后告诉提的人', '本单位职工'),
	('B2.1a', 'B2.1', '{}', '每名党员联系本职讲一次学习体会，找出1个要改的问题并改掉', 'figure', '人', null, '每月安排2名；改了什么写一句话', null),
	('B2.2a', 'B2.2', '{}', '设2个党员岗，专接窗口办不了的难件，难件当天有人答复', 'fact', null, '难件登记', '每周轮换；办不了的当天说清找谁', '来办事的群众'),
	('B2.3a', 'B2.3', '{}', '党员结对帮助困难群众，每户办成1件实事', 'figure', '件', null, '先上门问需要什么，再定办什么', '结对的困难群众'),
	('B2.4a', 'B2.4', '{}', '来办事的人当面办结率提高到九成以上', 'figure', '%', null, '一次告知要带的材料；不能当面办的写明几天办结', '来办事的群众'),
	('B2.4b', 'B2.4', '{}', '公布的电话工作时间有人接，接不了的当天回过去', 'fact', null, '抽查通话', '排班表贴在墙上，换人要交接', '来电的群众、基层单位'),
	('B2.5a', 'B2.5', '{}', '组织生活会上查出的问题列成单子，年底前逐条改完', 'figure', '条', null, '每条写明谁改、改到什么样', null),
	('B3.1a', 'B3.1', '{}', '书记、分管领导、抓落实的人各管什么写成一张表，并在系统里登记', 'fact', null, '系统里的责任登记', '年初定，人变了当月改', null),
	('B3.2a', 'B3.2', '{}', '学习计划按月排好，每次学完解决工作中的1个具体问题', 'figure', '个', null, '由有问题的科室先提；学完谁来办当场定', null),
	('B3.3a', 'B3.3', '{}', '党务公开事项列出清单，定下来后5个工作日内公开', 'fact', null, '公开栏', '专人管公开栏；每季度问一次党员还想知道什么', '本支部党员'),
	('B3.4a', 'B3.4', '{}', '找出容易出问题的3个环节，各定1条管得住的办法', 'figure', '条', null, '先请经办人和服务对象说哪里容易出问题', null),
	('B3.5a', 'B3.5', '{}', '党务干部今年都参加一次培训，回来给支部讲一课', 'figure', '人', null, '和机关党委约好时间，替他排开工作', null),
	('B4.1a', 'B4.1', '{}', '一项业务减少1个环节或者1份材料，并对外公布', 'fact', null, '公布的办事指南', '请经办人和来办事的人一起过一遍流程', '来办事的群众、企业'),
	('B4.2a', 'B4.2', '{}', '每名党员认领1件本职岗位上要做好的事，年底在支部会上说做成没有', 'figure', '人', null, '年初认领，年中问一次有什么困难', null),
	('B4.3a', 'B4.3', '{}', '本单位承担的全市重点任务按时完成，拖期的提前说明', 'figure', '项', null, '每月对一次进度；缺人缺条件的提前报', null),
	('B5.1a', 'B5.1', '{}', '走访服务对象，当面听意见，收来的意见都有答复', 'figure', '户', null, '走访不打招呼、不要材料；意见登记，10个工作日内答复', '服务对象'),
	('B5.1b', 'B5.1', array['agency_committee', 'general_branch'], '下基层支部解决困难，提出来的困难都有着落', 'figure', '件', null, '先收困难，再定谁去；办不成的说清原因', '下级党支部'),
	('B5.2a', 'B5.2', '{}', '把上次测评意见最多的1个问题改掉，再请群众说改好没有', 'fact', null, '下一次测评中这个问题的意见', '先问清楚是什么事；改的办法公布出来', '来办事的群众'),
	('M1a', 'M1', '{}', '读完一本和本职有关的书，联系工作讲一次体会', 'fact', null, '在支部讲过', null, null),
	('M2a', 'M2', '{}', '经手的事当天答复，办不了的当天说清找谁', 'fact', null, '自己的办件登记', null, '来办事的人'),
	('M3a', 'M3', '{}', '帮一位办事有困难的群众把事办成', 'figure', '件', null, null, '有困难的群众'),
	('M4a', 'M4', '{}', '按时参加组织生活，承担支部交给的一件事并做完', 'fact', null, '支部确认', null, null),
	('M5a', 'M5', '{}', '找出自己作风上最该改的1个毛病，今年改掉', 'fact', null, '身边同志说改了', null, null)
) as t (code, standard, kinds, aim, measure, figure_unit, shown_by, measures, serves)
on conflict (code) do update set standard = excluded.standard, kinds = excluded.kinds, aim = excluded.aim, measure = excluded.measure,
	figure_unit = excluded.figure_unit, shown_by = excluded.shown_by, measures = excluded.measures, serves = excluded.serves,
	official_order = excluded.official_order;
