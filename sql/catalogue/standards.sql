-- The standards of words.md 7, version 1: a sample until an officer confirms it, and left alone once somebody has edited or
-- confirmed it.
insert into data.catalogue (version, name, mark) values (1, '“五个好”基层党组织和党员标准', '样本，待工委按现行文件核定')
on conflict (version) do update set name = excluded.name, mark = excluded.mark
	where catalogue.confirmed_on is null and not exists (select from data.standard_edit as e where e.catalogue = 1);

insert into data.standard (catalogue, code, for_whom, category, text, clause, seen_by, gap, official_order)
select 1, s.code, case when s.code like 'M%' then 'member' else 'branch' end, s.category, s.text, s.clause, s.seen_by, s.gap,
	s.official_order::smallint
from (values
	('B1.1', '领导班子好', '贯彻党的路线方针政策，围绕全市大局，结合本职创造性工作', '组（一）1', 'goal', null, 1),
	('B1.2', '领导班子好', '班子健全、分工明确，配齐党务干部，按期换届，缺额及时补选', '组（一）2', 'org', null, 2),
	('B1.3', '领导班子好', '坚持民主集中制，班子团结、认真履职，有凝聚力和战斗力', '组（一）3', 'survey', null, 3),
	('B1.4', '领导班子好', '负责人政治坚定、能力强、作风民主，公道廉洁，群众信得过', '组（一）4', 'survey', null, 4),
	('B1.5', '领导班子好', '与行政班子协调配合，发挥群团组织作用，维护机关稳定', '组（一）5', 'goal', null, 5),
	('B2.1', '党员干部队伍好', '认真学习政治理论和业务，理想信念坚定，与党中央保持一致', '组（二）1', 'goal', null, 6),
	('B2.2', '党员干部队伍好', '有事业心和责任感，敢担急难险重任务，本职岗位有成绩', '组（二）2', 'goal', null, 7),
	('B2.3', '党员干部队伍好', '牢记“两个务必”，有群众观念，用权为民、情系群众、为民谋利', '组（二）3', 'goal', null, 8),
	('B2.4', '党员干部队伍好', '转变作风，依法廉洁高效办事，杜绝门难进、脸难看等现象', '组（二）4', 'survey', null, 9),
	('B2.5', '党员干部队伍好', '完成组织交办的工作，执行党组织决议，开展批评与自我批评', '组（二）5', 'goal', null, 10),
	('B3.1', '工作机制好', '党组（党委）统一领导，书记第一责任，机关党组织抓落实', '组（三）1', 'org', null, 11),
	('B3.2', '工作机制好', '有学习制度和激励约束办法，中心组按计划学，学习氛围浓', '组（三）2', 'evidence', null, 12),
	('B3.3', '工作机制好', '重大问题民主决策，坚持“【原文空缺】”、党务公开等制度', '组（三）3', 'evidence', '原文“坚持”之后引号里是空的，缺一项制度的名称，这里照缺，不猜。', 13),
	('B3.4', '工作机制好', '党内监督职责明确，措施有力，形式多样，落实到位', '组（三）4', 'evidence', null, 14),
	('B3.5', '工作机制好', '选好训好党务干部，扩大党建覆盖面，加强对群团的领导', '组（三）5', 'org', null, 15),
	('B4.1', '工作业绩好', '解放思想，发展思路清晰，有政绩观和群众观念，改革有成效', '组（四）1', 'goal', null, 16),
	('B4.2', '工作业绩好', '引导党员在本职岗位发挥先锋模范作用，带动群众作贡献', '组（四）2', 'goal', null, 17),
	('B4.3', '工作业绩好', '围绕全市中心任务，发挥服务、保证、监督作用，完成目标', '组（四）3', 'goal', null, 18),
	('B5.1', '基层和群众反映好', '牢记服务宗旨，基层第一，密切联系群众，提高服务群众本领', '组（五）1', 'survey', null, 19),
	('B5.2', '基层和群众反映好', '倾听基层和群众呼声，办实事、解难事，基层和群众反映良好', '组（五）2', 'survey', null, 20),
	('M1', '政治素质好', '认真学习党的理论（原文有缺字），信念坚定，大是大非立场稳', '员（一）', 'goal', '原文“思想”之前缺字，这里照缺，不猜。', 21),
	('M2', '工作业绩好', '有事业心和责任感，钻研本职，勇担重任，做出优异成绩', '员（二）', 'goal', null, 22),
	('M3', '服务群众好', '全心全意服务基层和群众，办实事、解难题，得到群众支持', '员（三）', 'survey', null, 23),
	('M4', '履行义务好', '执行党组织决议，遵守党的纪律，对党忠诚，履行党员义务', '员（四）', 'assess', null, 24),
	('M5', '思想作风好', '艰苦奋斗、清正廉洁，联系群众，遵纪守法，带头讲公德', '员（五）', 'survey', null, 25)
) as s (code, category, text, clause, seen_by, gap, official_order)
where exists (select from data.catalogue as c where c.version = 1 and c.confirmed_on is null)
	and not exists (select from data.standard_edit as e where e.catalogue = 1)
on conflict (catalogue, code) do update set for_whom = excluded.for_whom, category = excluded.category, text = excluded.text,
	clause = excluded.clause, seen_by = excluded.seen_by, gap = excluded.gap, official_order = excluded.official_order;
