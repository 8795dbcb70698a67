-- The rules that there are, and their first values with the basis. A rule that has a row already, whoever wrote it, is left alone.
with known as (
	select *
	from (values
		('least_group', '结果最少几份才显示', '群众测评', '份', 5, 3, 100, '样本，待工委核定：不到5份的结果容易认出是谁，不显示'),
		('least_exact', '结果最少几份才显示准数', '群众测评', '份', 10, 5, 1000, '样本，待工委核定：不到10份的结果只显示范围'),
		('least_text', '文字意见最少几条才显示', '群众测评', '条', 10, 5, 1000, '样本，待工委核定：文字意见不到10条暂不显示'),
		('seal_grace_seconds', '截止后多久封存', '群众测评', '秒', 30, 30, 3600, '截止前已经交上来的都算，30秒后才最后封存'),
		('light_soon', '还剩几天算临期', '期限', '个工作日', 3, 1, 20, '样本，待工委核定：还剩3个工作日以内算临期'),
		('term_years_agency_committee', '机关党委每届任期', '换届和职务', '年', 5, 1, 10, '《中国共产党党和国家机关基层组织工作条例》'),
		('term_years_general_branch', '党总支每届任期', '换届和职务', '年', 3, 1, 10, '《中国共产党党和国家机关基层组织工作条例》'),
		('term_years_branch', '党支部每届任期', '换届和职务', '年', 3, 1, 10, '《中国共产党支部工作条例（试行）》'),
		('term_reminder_months', '届满前几个月提醒', '换届和职务', '个月', 6, 1, 12, '样本，待工委核定：届满前6个月提醒'),
		('term_shift_months', '换届最多提前或延后', '换届和职务', '个月', 12, 1, 12, '《中国共产党基层组织选举工作条例》：一般不超过1年'),
		('term_on_time_days', '届满前后多少天内选举算按期', '换届和职务', '天', 30, 0, 90, '样本，待工委核定：届满前后30天内选举算按期'),
		('committee_from', '正式党员几人以上设支部委员会', '换届和职务', '人', 7, 3, 50, '《中国共产党支部工作条例（试行）》：正式党员7人以上的设支部委员会'),
		('committee_least_branch', '支部委员会最少几人', '换届和职务', '人', 3, 2, 11, '《中国共产党支部工作条例（试行）》：支部委员会由3至5人组成'),
		('committee_least_general_branch', '党总支委员会最少几人', '换届和职务', '人', 5, 2, 15, '样本，待工委核定：党总支委员会由5至7人组成'),
		('committee_least_agency_committee', '机关党委委员会最少几人', '换届和职务', '人', 5, 2, 30, '样本，待工委核定：机关党委委员会由5人以上组成'),
		('full_time_least_agency_committee', '机关党委最少几名专职党务干部', '换届和职务', '人', 1, 0, 50, '样本，待工委核定：机关党委至少1名专职党务干部'),
		('training_years', '党务干部几年内要培训过', '换届和职务', '年', 3, 1, 10, '样本，待工委核定：党务干部3年内至少培训一次'),
		('transfer_days', '转接组织关系多少天内办完', '党员', '天', 30, 7, 90, '样本，待工委核定：转接组织关系30天内办完'),
		('probation_months', '预备期', '党员', '个月', 12, 12, 24, '《中国共产党章程》：预备期1年，可以延长，最长不超过1年'),
		('probation_more_least', '延长预备期最少多久', '党员', '个月', 6, 1, 12, '《中国共产党发展党员工作细则》：延长不少于半年'),
		('probation_more_most', '延长预备期最长多久', '党员', '个月', 12, 1, 12, '《中国共产党章程》：延长不超过1年'),
		('identity_numbers', '登记身份证号', '党员', '', 0, 0, 1, '默认不登记身份证号，用内部编号对人'),
		('meeting_months_members', '支部党员大会几个月一次', '组织生活', '个月', 3, 0, 12, '《中国共产党支部工作条例（试行）》：一般每季度召开1次'),
		('meeting_months_committee', '支部委员会会议几个月一次', '组织生活', '个月', 1, 0, 12, '《中国共产党支部工作条例（试行）》：一般每月召开1次'),
		('meeting_months_group', '党小组会几个月一次', '组织生活', '个月', 1, 0, 12, '《中国共产党支部工作条例（试行）》：一般每月召开1次'),
		('meeting_months_lecture', '党课几个月一次', '组织生活', '个月', 3, 0, 12, '样本，待工委核定：一般每季度1次'),
		('meeting_months_day', '主题党日几个月一次', '组织生活', '个月', 1, 0, 12, '《中国共产党支部工作条例（试行）》：每月相对固定1天'),
		('meeting_months_life', '组织生活会几个月一次', '组织生活', '个月', 12, 0, 12, '《中国共产党支部工作条例（试行）》：每年至少召开1次'),
		('meeting_months_appraisal', '民主评议党员几个月一次', '组织生活', '个月', 12, 0, 12, '《中国共产党支部工作条例（试行）》：一般每年开展1次'),
		('meeting_months_talk', '谈心谈话几个月一次', '组织生活', '个月', 12, 0, 12, '《中国共产党支部工作条例（试行）》：每年谈心谈话一般不少于1次'),
		('meeting_months_leaders', '民主生活会几个月一次', '组织生活', '个月', 12, 0, 12, '《县以上党和国家机关党员领导干部民主生活会若干规定》：每年召开1次'),
		('meeting_months_study', '中心组学习几个月一次', '组织生活', '个月', 3, 0, 12, '《中国共产党党委（党组）理论学习中心组学习规则》：每季度不少于1次'),
		('meeting_soon_days', '离到期几天提醒该开了', '组织生活', '天', 10, 1, 60, '样本，待工委核定：离到期10天提醒'),
		('goal_silent_days', '目标多久没有进展算久未更新', '目标', '天', 60, 7, 365, '样本，待工委核定：已备案的目标60天没有记进展算久未更新'),
		('session_idle_minutes', '离开多久自动退出', '账号', '分钟', 60, 5, 480, '样本，待单位核定：离开60分钟自动退出'),
		('session_hours', '登录后多久要重新登录', '账号', '小时', 12, 1, 72, '样本，待单位核定：登录12小时后要重新登录'),
		('first_code_days', '首次登录码几天内有效', '账号', '天', 7, 1, 30, '样本，待单位核定：首次登录码7天内有效'),
		('password_least', '密码最少几位', '账号', '位', 12, 12, 64, '样本，待单位核定：密码至少12位'),
		('administrator_totp', '管理员登录另要动态口令', '账号', '', 1, 0, 1, '网络安全等级保护第三级：管理员用两种方式验明身份'),
		('evidence_quota_mib', '每个单位存放佐证材料的空间', '佐证材料', 'MiB', 10240, 1, 16777216, '样本，待单位核定：每个单位10240 MiB（10 GiB）'),
		('evidence_file_mib', '一个文件最大多少', '佐证材料', 'MiB', 5120, 1, 102400, '样本，待单位核定：一个文件最大5120 MiB（5 GiB）'),
		('evidence_low_water_mib', '磁盘剩余多少就不再收文件', '佐证材料', 'MiB', 1024, 0, 16777216, '样本，待单位核定：磁盘剩余不到1024 MiB时不再收文件，免得别的内容存不下'),
		('evidence_upload_days', '没传完的文件留几天', '佐证材料', '天', 7, 1, 30, '样本，待单位核定：没传完的文件留7天，过期要从头传'),
		('import_undo_days', '导入后几天内可以整批撤销', '导入', '天', 7, 1, 30, '样本，待单位核定：7天内可以整批撤销')
	) as r (name, label, heading, unit_of_measure, value, least, most, basis)
), chosen as (
	-- what is no figure says in words what its values mean, from the least on
	select *
	from (values
		('identity_numbers', array['不登记', '登记']),
		('administrator_totp', array['不要', '要'])
	) as c (name, choices)
), listed as (
	insert into data.rule_kind as k (name, label, heading, unit_of_measure, least, most, choices, official_order)
	select r.name, r.label, r.heading, r.unit_of_measure, r.least, r.most, coalesce(c.choices, '{}'), row_number() over ()
	from known as r
	left join chosen as c on c.name = r.name
	on conflict (name) do update set label = excluded.label, heading = excluded.heading, unit_of_measure = excluded.unit_of_measure,
		least = excluded.least, most = excluded.most, choices = excluded.choices, official_order = excluded.official_order
)
insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor)
select r.name, r.value, r.unit_of_measure, date '2000-01-01', r.basis, '随产品'
from known as r
where not exists (select from data.rule as kept where kept.name = r.name);
