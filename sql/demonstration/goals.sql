-- Goals of the demonstration: last year's campaign, which is over, and this year's, which runs; plans with their tasks; goals of
-- every unit with standards in every state, some of members. States, days and texts follow from names, so that each run has the same.
create temporary table told_year on commit drop as
select extract(year from base.today())::integer as year;

insert into data.campaign (name, catalogue, begins, ends, basis, made_by)
select format('%s年度', y.year + d.shift), 1, make_date(y.year + d.shift, 1, 1), make_date(y.year + d.shift, 12, 31),
	format('澄直工委〔%s〕%s号', y.year + d.shift, d.number), '周岚'
from told_year as y
cross join (values (-1, 5), (0, 3)) as d (shift, number);
insert into data.phase (campaign, number, name, begins, ends)
select c.id, p.number, p.name, c.begins + p.first, case when p.number = 4 then c.ends else c.begins + p.last end
from data.campaign as c
cross join (values (1, '对照标准定目标', 0, 89), (2, '抓落实、记进展', 90, 272), (3, '申报完成、核实', 273, 333), (4, '考评和公示', 334, 364)) as p (number, name, first, last);
insert into data.label (name, closed_on) values ('青年文明号', null), ('文明单位', null), ('巾帼文明岗', (select make_date(y.year - 1, 12, 31) from told_year as y));

-- ---- plans ---------------------------------------------------------------------------------------------------------------
create temporary table told_plan (key text, unit text, last_year boolean, kind text, title text, parent text, begins text, ends text, body text, kinds text[],
	sectors text[], tasks text[], state text) on commit drop;
insert into told_plan values
	('a', '市直机关工委', false, 'overall', '市直机关“双五好”创建总体规划', null, '-01-01', '-12-31',
		E'一、支部先强起来。三年内班子健全、按期换届、组织生活正常成为常态。\n二、把力气用在群众能感到的事上。窗口少跑一趟，热线一次说清，难事有人接。\n三、不添负担。一件事报一次，能从系统里取的不再要，不看台账看变化。',
		'{}', '{}', array['窗口办事少跑路、少等候', '12345热线诉求一次说清、按时办结', '机关党员到基层一线解难题', '优化营商环境，企业开办当天办结', '书记带头办一件难办的实事'], 'published'),
	('a1', '市直机关工委', false, 'near', '今年要做成的六件事', 'a', '-01-01', '-12-31',
		'目标不求多，每个支部三到八个，写清做到什么样、什么时候、谁负责。六月底前对照一次，进展慢的想办法，不是补材料。',
		'{}', '{}', array['届满的支部全部按期换届', '缺额的班子成员三个月内补齐', '每个窗口至少办成一件群众点名的事', '意见集中的问题年底前整改到位', '每个支部有一个可以给别人看的做法', '青年理论学习小组开起来'], 'published'),
	('a2', '市直机关工委', false, 'guidance', '窗口单位怎么定目标', null, null, null,
		E'从群众的话里找题目：等得久、跑几趟、说法不一，都是目标。\n写“平均等候从25分钟降到15分钟”，不写“进一步优化服务”。\n没有数的事也可以写，写清以什么为准就行。',
		'{branch}', array['政务服务', '民生保障', '自然资源'], array[]::text[], 'published'),
	('a3', '市直机关工委', false, 'guidance', '机关党委和党总支写什么', null, null, null,
		E'写自己这一级要办的事，不要把支部的目标抄一遍。\n班子、换届、党务干部、给支部减负，这几项别处替不了。',
		array['agency_committee', 'general_branch'], '{}', array[]::text[], 'published'),
	('b', '市政务数据局机关党委', false, 'overall', '市政务数据局机关党建规划', null, '-01-01', '-12-31',
		'围绕“高效办成一件事”，把党小组建在窗口，把难题摆在党员面前。', '{}', '{}',
		array['“一件事”联办事项年底前达到12件', '老年人、残疾人办事有人陪办', '热线重复诉求比去年少两成'], 'published'),
	('b1', '市政务数据局机关党委', false, 'near', '下半年三件事', 'b', '-07-01', '-12-31',
		'先把上半年没做完的做完，再添新的。', '{}', '{}', array['综合窗口排队时间再降5分钟', '企业开办材料再减两份'], 'draft'),
	('c', '市自然资源和规划局机关党委', false, 'overall', '自然资源系统党建规划', null, '-01-01', '-12-31',
		'不动产登记是群众最大的家当，窗口的党员要让人放心。', '{}', '{}', array['继承公证类登记一张清单讲清楚', '登记和税务一窗受理', '历史遗留登记难题年内办结30件'], 'published'),
	('z', '市直机关工委', true, 'overall', '市直机关“双五好”创建总体规划（上一版）', null, '-01-01', '-12-31',
		'先把目标写实，再谈创新。', '{}', '{}', array['窗口办事少跑路', '支部班子健全'], 'ended');

create temporary table told_item (key text, item bigint) on commit drop;
do $$
declare
	p record;
	made bigint;
begin
	for p in select t.*, u.id as unit_id, c.id as campaign, c.begins as year_begins
		from told_plan as t
		join data.unit as u on u.short_name = t.unit
		join data.campaign as c on (c.ends < base.today()) = t.last_year
		order by t.key
	loop
		insert into data.item (workflow, unit, superior, state, title, version, opened)
		values ('plan', p.unit_id, (select s.superior from data.scope as s where s.unit = p.unit_id and s.depth = 1), p.state, p.title,
			case p.state when 'draft' then 1 else 2 end, (p.year_begins + 14)::timestamptz)
		returning id into made;
		insert into told_item values (p.key, made);
		insert into data.plan (item, campaign, kind, parent, begins, ends, body, kinds, sectors)
		values (made, p.campaign, p.kind, (select i.item from told_item as i where i.key = p.parent),
			(extract(year from p.year_begins) || p.begins)::date, (extract(year from p.year_begins) || p.ends)::date, p.body, p.kinds, p.sectors);
		insert into data.task (plan, number, text) select made, t.number, t.text from unnest(p.tasks) with ordinality as t (text, number);
		insert into data.event (item, verb, from_state, to_state, name, at)
		select made, e.verb, e.was, e.state, case when p.unit = '市直机关工委' then '周岚' when p.key like 'b%' then '方正平' else '韩雪梅' end,
			(p.year_begins + 14 + e.days)::timestamptz + interval '10 hours'
		from (values ('draft', null, 'draft', 0), ('publish', 'draft', 'published', 5)) as e (verb, was, state, days)
		where e.verb = 'draft' or p.state <> 'draft';
		if p.state = 'ended' then
			insert into data.event (item, verb, from_state, to_state, name, note, at)
			values (made, 'end', 'published', 'ended', '周岚', '已有新的一版', (p.year_begins + 360)::timestamptz);
		end if;
	end loop;
end $$;

-- ---- what goals say: by standard, two or three ways ---------------------------------------------------------------------
create temporary table told_text (standard text, way integer, aim text, measure text, baseline numeric, target numeric, figure_unit text, shown_by text,
	measures text, serves text, new_way boolean, task text) on commit drop;
insert into told_text values
	('B1.1', 0, '把上级部署的重点工作分到人，每季度在党员大会上说一次进展', 'fact', null, null, null, '四次党员大会的记录', '年初列清单，书记主持，谁的事谁来讲', '本支部党员和分管工作', false, null),
	('B1.1', 1, '“高效办成一件事”新上线{t}件联办事项', 'figure', 0, 3, '件', null, '党员牵头跨科室小组，每两周碰头一次', '来办事的群众和企业', true, '“一件事”联办事项年底前达到12件'),
	('B1.2', 0, '届满前完成换届，支部委员分工写明', 'fact', null, null, null, '换届批复和分工表', '提前三个月报告，选前谈心，选后一周内定分工', '本支部党员', false, '届满的支部全部按期换届'),
	('B1.2', 1, '空缺的委员在三个月内补选到位', 'figure', 1, 0, '名空缺', null, '摸底人选，召开党员大会补选', '本支部党员', false, '缺额的班子成员三个月内补齐'),
	('B1.3', 0, '班子成员每季度交心谈话一次，会上当面提意见', 'fact', null, null, null, '支委会记录', '书记先讲自己的问题', '班子成员', false, null),
	('B1.4', 0, '书记每月到{unit}坐班一次，当场解决来访问题', 'figure', 0, 12, '次', null, '日子定在每月第二个周三，公示在大厅', '来办事的群众', false, '书记带头办一件难办的实事'),
	('B1.4', 1, '书记领办一件拖了一年以上的难事', 'fact', null, null, null, '办结的回复和当事人的话', '公开认领，每月通报一次', '反映问题的群众', false, '书记带头办一件难办的实事'),
	('B1.5', 0, '和工会一起给窗口职工解决午休和值班补休', 'fact', null, null, null, '排班表和职工的话', '党支部提，工会办，职工代表看', '窗口职工', false, null),
	('B1.5', 1, '和团支部一起办青年理论学习小组，每月一次', 'figure', 0, 10, '次', null, '团员点题，党员讲，讲完讨论', '青年职工', false, '青年理论学习小组开起来'),
	('B2.1', 0, '每名党员全年上一次讲台，讲自己岗位上的事', 'figure', 6, 12, '人', null, '年初排班，讲稿不统一写', '本支部党员', false, null),
	('B2.1', 1, '业务新规出台两周内人人会讲会用', 'fact', null, null, null, '随机抽问的结果', '党员先学先讲，现场演练', '窗口工作人员', false, null),
	('B2.2', 0, '{t}件疑难业务由党员认领，年底前全部办结', 'figure', 0, 3, '件', null, '挂牌认领，月底碰头', '等着办结的群众', false, null),
	('B2.3', 0, '联系社区的{t}户困难家庭每季度走访一遍，有事有回音', 'figure', 12, 20, '户', null, '两人一组，问清需要，能办的当场办', '社区困难家庭', false, '机关党员到基层一线解难题'),
	('B2.3', 1, '给行动不便的老人上门办理', 'figure', 18, 60, '人次', null, '电话预约，党员轮流上门', '高龄和行动不便的老人', true, '老年人、残疾人办事有人陪办'),
	('B2.4', 0, '{unit}平均等候时间从{b}分钟降到{t}分钟', 'figure', 25, 15, '分钟', null, '忙时加开窗口，午间不断档，预约错峰', '来窗口办事的群众', false, '窗口办事少跑路、少等候'),
	('B2.4', 1, '一次性告知做到张张清单讲清楚，因材料不全再跑的降到{t}%以内', 'figure', 14, 5, '%', null, '梳理20项高频事项，清单样例贴在墙上', '来窗口办事的群众', false, '窗口办事少跑路、少等候'),
	('B2.5', 0, '组织生活会查出的问题年底前逐条改完并通报', 'fact', null, null, null, '整改清单销号记录', '一条一人，改完请提意见的人看', '本支部党员', false, null),
	('B3.1', 0, '第一责任人、分管领导、抓落实的人和配合部门四张单子写清并公示', 'fact', null, null, null, '公示的责任清单', '年初定，有变动一周内改', '本单位干部职工', false, null),
	('B3.2', 0, '学习计划按月开展，一半以上的课在现场上', 'figure', 3, 6, '次现场课', null, '到窗口、到社区、到企业去学', '本支部党员', false, null),
	('B3.3', 0, '重大事项会前两天发材料，会上人人表态', 'fact', null, null, null, '支委会记录', '没有通知材料的不上会', '班子成员', false, null),
	('B3.4', 0, '廉政风险点全部重查一遍，三个高风险环节改流程', 'figure', 0, 3, '个环节', null, '收费、评估、检验三处换岗双签', '办事企业和群众', false, null),
	('B3.5', 0, '党务干部全年培训不少于3天，新任的半年内轮训', 'figure', 1, 3, '天', null, '报市直党校班，回来讲一课', '党务干部', false, null),
	('B4.1', 0, '把{unit}的审批环节从{b}个减到{t}个', 'figure', 9, 6, '个', null, '能并的并，能后补的后补，报法制部门审', '办事企业', true, '优化营商环境，企业开办当天办结'),
	('B4.1', 1, '上线材料智能预审，退件率降到8%以内', 'figure', 21, 8, '%', null, '从最常退的10种材料做起', '网上办事的群众', true, null),
	('B4.2', 0, '设党员先锋岗{t}个，岗位承诺挂在{unit}', 'figure', 2, 5, '个', null, '自己报、大家评、群众看', '来办事的群众', false, null),
	('B4.2', 1, '党员带徒，新进人员三个月能独立顶岗', 'figure', 0, 6, '人', null, '一对一，结对写在墙上', '新进人员', false, null),
	('B4.3', 0, '{unit}当天办结率从{b}%提到{t}%', 'figure', 86, 98, '%', null, '资料齐的先办，缺的电话补', '新办企业', false, '优化营商环境，企业开办当天办结'),
	('B4.3', 1, '历史遗留难题年内办结{t}件', 'figure', 4, 30, '件', null, '一案一策，住建、税务一起会商', '拿不到证的业主', false, '历史遗留登记难题年内办结30件'),
	('B4.3', 2, '年度重点任务按月对账，年底全部完成', 'fact', null, null, null, '任务完成情况表', '每月5日对账，慢的说原因', '市里的中心工作', false, null),
	('B5.1', 0, '到联系的社区和企业听意见{t}次，件件有答复', 'figure', 4, 10, '次', null, '带着问题去，一周内回复', '社区居民和企业', false, '机关党员到基层一线解难题'),
	('B5.1', 1, '热线转来的诉求48小时内先回电话', 'figure', 70, 98, '%', null, '专人盯办，下班前清零', '打热线的群众', false, '12345热线诉求一次说清、按时办结'),
	('B5.2', 0, '群众意见最多的三件事年底前改到位', 'figure', 0, 3, '件', null, '公开认领，改完回访', '提意见的群众', false, '意见集中的问题年底前整改到位'),
	('B5.2', 1, '{unit}增设老花镜、饮水机和等候椅，老人有人陪办', 'fact', null, null, null, '大厅实地看', '志愿者轮班，配件当月到位', '老年人', false, '每个窗口至少办成一件群众点名的事');

-- ---- a place for each: unit and standard in each year, with how far it has come ---------------------------------------------
create temporary table told_goal on commit drop as
select p.*, row_number() over (order by p.campaign, p.unit, p.official_order) as n,
	case
		when p.over then case when p.chance < 84 or p.short_name in ('综合窗口党支部', '登记窗口党支部', '社保窗口党支部') then 'confirmed' else 'registered' end
		when p.short_name in ('综合窗口党支部', '登记窗口党支部', '社保窗口党支部') then
			(array['registered', 'claimed', 'submitted', 'registered', 'draft', 'confirmed', 'returned', 'registered', 'confirmed'])[1 + p.place % 9]
		when p.chance < 7 then 'draft'
		when p.chance < 15 then 'submitted'
		when p.chance < 18 then 'returned'
		when p.chance < 20 then 'change_asked'
		when p.chance < 30 then 'claimed'
		when p.chance < 62 then 'registered'
		else 'confirmed' end as state
from (
	select c.id as campaign, c.begins, c.ends, c.ends < base.today() as over, u.id as unit, u.short_name, u.public_name, u.kind, s.code, s.official_order,
		(abs(hashtext(u.short_name || s.code || c.begins)) % 100)::integer as chance, (row_number() over (partition by c.id, u.id order by s.official_order))::integer as place
	from data.campaign as c
	join data.unit as u on true
	join data.kind as k on k.kind = u.kind and k.has_standards
	join data.standard as s on s.catalogue = c.catalogue and s.for_whom = 'branch'
	-- nobody sets a goal under every standard; some units have begun late
	where case
		-- those whose secretaries sign in have ten of last year, of which some are not taken up yet
		when u.short_name in ('综合窗口党支部', '登记窗口党支部', '社保窗口党支部') then
			s.official_order % 2 = 1 and (c.ends < base.today() or s.official_order not in (5, 11))
		else (abs(hashtext(s.code || u.short_name)) % 100) < case when u.kind = 'branch' then 58 else 40 end
			and (c.ends < base.today()
				or (abs(hashtext(u.short_name || s.code)) % 100) < case when u.short_name in ('食品检验党支部', '公交监管党支部') then 25 else 88 end)
		end
) as p;

create function pg_temp.tell_goals() returns void
language plpgsql
as $$
declare
	t record;
	w told_text;
	made bigint;
	person data.person;
	author text;
	judge text;
	registered date;
	due date;
	confirmed date;
	progress integer;
	version integer;
	twin bigint;
	shift integer;
begin
	for t in select * from told_goal order by n loop
		select x.* into w from told_text as x where x.standard = t.code
		order by (abs(hashtext(t.short_name || x.way || t.code)) % 7), x.way limit 1;
		-- this year's figures go on from last year's, and no two units have the same
		shift := abs(hashtext(t.short_name || t.code)) % 4 - case when t.over then 1 else 0 end;
		if w.baseline > 4 and w.target > 4 then
			w.baseline := w.baseline + shift;
			w.target := least(w.target + shift, case w.figure_unit when '%' then 99 else 1000 end);
		elsif w.target > 2 then
			w.target := w.target + shift % 2;
		end if;
		w.aim := replace(replace(replace(w.aim, '{b}', coalesce(trim_scale(w.baseline)::text, '')), '{t}', coalesce(trim_scale(w.target)::text, '')), '{unit}', coalesce(t.public_name, '窗口'));
		-- who answers: somebody of the unit, or of what is below it
		select p.* into person
		from data.scope as s
		join data.person as p on p.unit = s.unit and p.state = 'full'
		where s.superior = t.unit
		order by p.unit <> t.unit, abs(hashtext(p.name || t.code)) limit 1;
		author := coalesce((select p.name from data.tenure as e join data.person as p on p.id = e.person where e.unit = t.unit and e.post = 'secretary' and e.until is null limit 1), '王强');
		judge := coalesce((
			select a.name
			from data.scope as s
			join data.seat as o on o.unit = s.superior and o.role in ('reviewer', 'officer')
			join data.account as a on a.id = o.account
			where s.unit = t.unit and s.depth > 0
			order by s.depth limit 1), '周岚');
		registered := greatest(t.begins + 14, least(t.begins + 60 + t.chance % 25, base.today() - 20));
		due := t.begins + (array[180, 242, 272, 303, 333, 349])[1 + abs(hashtext(t.code || t.short_name)) % 6];
		confirmed := case when t.state = 'confirmed' then greatest(registered + 10, least(due + 5, base.today() - 2)) end;
		version := case t.state when 'draft' then 1 when 'submitted' then 2 when 'returned' then 3 when 'registered' then 3 when 'change_asked' then 4
			when 'claimed' then 4 else 5 end;
		insert into data.item (workflow, unit, superior, state, title, person, version, opened, due)
		values ('goal', t.unit, (select s.superior from data.scope as s where s.unit = t.unit and s.depth = 1), t.state, left(w.aim, 60), person.name, version,
			(registered - 12)::timestamptz + interval '9 hours',
			case when t.state in ('registered', 'claimed', 'change_asked', 'submitted') then ((due + 1)::timestamp at time zone 'Asia/Shanghai') end)
		returning id into made;
		select g.item into twin
		from data.goal as g
		join data.item as i on i.id = g.item and i.unit = t.unit and i.workflow = 'goal'
		join data.campaign as c on c.id = g.campaign and c.begins < t.begins
		where g.standard = t.code and not exists (select from data.goal as o where o.source = g.item) and t.chance % 3 > 0
		limit 1;
		insert into data.goal (item, campaign, catalogue, standard, aim, due_on, responsible, measure, baseline, target, present, figure_unit, shown_by, measures,
			serves, task, new_way, label, source, place, claim, registered_on, confirmed_on)
		values (made, t.campaign, 1, t.code, w.aim, case when t.state = 'draft' and t.chance % 2 = 0 then null else due end, person.id, w.measure, w.baseline,
			w.target, case when w.measure = 'figure' and t.state in ('registered', 'claimed', 'confirmed') then
				case t.state when 'registered' then round(w.baseline + (w.target - w.baseline) * 0.5) else w.target end end,
			w.figure_unit, w.shown_by, case when t.state = 'draft' then null else w.measures end, w.serves, (
				select k.id
				from data.task as k
				join data.plan as p on p.item = k.plan and p.campaign = t.campaign
				join data.item as i on i.id = p.item and i.state = 'published'
				join data.scope as s on s.superior = i.unit and s.unit = t.unit
				where k.text = w.task
				limit 1),
			w.new_way, case when t.code = 'B2.4' and t.chance % 4 = 0 then (select l.id from data.label as l where l.name = '青年文明号') end, twin, t.place,
			case when t.state in ('claimed', 'confirmed') then '已经做到。' || case when w.measure = 'figure' then format('现在是%s%s，', trim_scale(w.target), w.figure_unit) else '' end
				|| '请到现场看，或者问一问' || w.serves || '。' end,
			case when version >= 3 and t.state <> 'returned' then registered end, confirmed);
		insert into data.event (item, verb, from_state, to_state, name, note, at)
		select made, e.verb, e.was, e.state, case e.who when 'author' then author else judge end, e.note, e.day::timestamptz + interval '10 hours'
		from (values
			(1, 'draft', null, 'draft', 'author', null, registered - 12),
			(2, 'submit', 'draft', 'submitted', 'author', null, registered - 6),
			(3, case t.state when 'returned' then 'return' else 'register' end, 'submitted', case t.state when 'returned' then 'returned' else 'registered' end, 'judge',
				case t.state when 'returned' then '请写清做到什么样，以什么为准。' end, registered),
			(4, case t.state when 'change_asked' then 'ask_change' else 'claim' end, 'registered', case t.state when 'change_asked' then 'change_asked' else 'claimed' end, 'author',
				null, case t.state when 'confirmed' then confirmed - 2 else base.today() - 3 end),
			(5, 'confirm', 'claimed', 'confirmed', 'judge', '现场看过。', confirmed)
		) as e (place, verb, was, state, who, note, day)
		where e.place <= version;
		if t.state = 'change_asked' then
			insert into data.goal_change (goal, facts, reason, asked_by, asked)
			values (made, jsonb_build_object('due_on', least(due + 30, t.ends)), '合作单位换了系统，要晚一个月。', author, (base.today() - 3)::timestamptz + interval '10 hours');
		end if;
		-- progress: of what runs, some have told lately and some not for long
		progress := case when t.state in ('registered', 'change_asked') then case when t.chance % 5 = 0 and not t.over then 0 else 2 end
			when t.state in ('claimed', 'confirmed') then 2 else 0 end;
		if progress > 0 then
			insert into data.goal_progress (goal, happened_on, text, present, name, at)
			select made, d.day, d.text, case when w.measure = 'figure' then round(w.baseline + (w.target - w.baseline) * d.share) end, author, d.day::timestamptz + interval '16 hours'
			from (values (least(registered + 60, base.today() - 70), '先从最容易的做起，走通了一遍。', 0.3),
				(case when t.over then t.ends - 40 else base.today() - 5 - t.chance % 40 end, '按计划往前走，' || person.name || '盯着。', 0.6)) as d (day, text, share)
			where d.day >= registered;
		end if;
	end loop;
end $$;
select pg_temp.tell_goals();

-- two exemplars, agreed to by whose they are
with shown as (
	select distinct on (g.standard) g.item
	from data.goal as g
	join data.item as i on i.id = g.item and i.state = 'confirmed' and i.workflow = 'goal'
	where g.standard in ('B2.3', 'B2.4', 'B4.1', 'B5.2', 'B1.4')
	order by g.standard, g.new_way desc, g.item
)
update data.item as i
set shared = true, version = i.version + 1
from shown as s
where s.item = i.id;
insert into data.event (item, verb, from_state, to_state, name, note, at)
select i.id, 'share', i.state, i.state, '周岚', '支部同意公开，已核对没有个人信息。', base.now() - interval '2 days'
from data.item as i
where i.shared;

-- members' own
create temporary table told_own (name text, unit text, standard text, aim text, state text, days integer, shown_by text) on commit drop;
insert into told_own values
	('李慧敏', '综合窗口党支部', 'M2', '学会医保和社保两项联办，年底前能独立顶岗', 'registered', 300, '带教师傅签字'),
	('李慧敏', '综合窗口党支部', 'M3', '每周帮一位老人把网上预约弄明白', 'claimed', 272, '老人的话'),
	('张建平', '综合窗口党支部', 'M1', '读完一本原著，讲一次给大家听', 'registered', 333, '讲课记录'),
	('赵文静', '综合窗口党支部', 'M3', '把最难懂的三张表格改成大白话样例', 'confirmed', 180, '贴在墙上的样例'),
	('王强', '综合窗口党支部', 'M2', '每月坐窗口一天，和大家一起排班', 'registered', 349, '排班表'),
	('陈志远', '登记窗口党支部', 'M2', '继承登记的办法写成一页纸，教会两名新人', 'submitted', 303, '新人能独立办理');
do $$
declare
	t record;
	made bigint;
	c data.campaign;
	version integer;
begin
	select * into strict c from data.campaign as n where n.ends >= base.today();
	for t in select o.*, p.id as person, p.unit as unit_id from told_own as o join data.unit as u on u.short_name = o.unit
		join data.person as p on p.unit = u.id and p.name = o.name order by o.aim
	loop
		version := case t.state when 'submitted' then 2 when 'registered' then 3 when 'claimed' then 4 else 5 end;
		insert into data.item (workflow, unit, superior, subject, state, title, person, version, opened, due)
		values ('member_goal', t.unit_id, (select s.superior from data.scope as s where s.unit = t.unit_id and s.depth = 1), t.person, t.state, left(t.aim, 60), t.name, version,
			(c.begins + 50)::timestamptz, case when t.state <> 'confirmed' then ((c.begins + t.days + 1)::timestamp at time zone 'Asia/Shanghai') end)
		returning id into made;
		insert into data.goal (item, campaign, catalogue, standard, aim, due_on, responsible, measure, shown_by, claim, registered_on, confirmed_on)
		values (made, c.id, 1, t.standard, t.aim, c.begins + t.days, t.person, 'fact', t.shown_by,
			case when t.state in ('claimed', 'confirmed') then '做到了，可以问大家。' end, case when version >= 3 then c.begins + 62 end,
			case when t.state = 'confirmed' then c.begins + 185 end);
		insert into data.event (item, verb, from_state, to_state, name, at)
		select made, e.verb, e.was, e.state, case e.who when 'own' then t.name else '王强' end, e.day::timestamptz + interval '11 hours'
		from (values (1, 'draft', null, 'draft', 'own', c.begins + 50), (2, 'submit', 'draft', 'submitted', 'own', c.begins + 52),
			(3, 'register', 'submitted', 'registered', 'judge', c.begins + 62), (4, 'claim', 'registered', 'claimed', 'own', base.today() - 4),
			(5, 'confirm', 'claimed', 'confirmed', 'judge', base.today() - 2)) as e (place, verb, was, state, who, day)
		where e.place <= version;
	end loop;
end $$;
drop function pg_temp.tell_goals();
