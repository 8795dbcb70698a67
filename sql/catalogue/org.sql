-- Kinds of units (words.md 1): what each may have, in sentences for its page. First values: an officer at the top changes them.
insert into data.kind (kind, label, official_order, has_roster, has_standards, ordered_by, stands_under, powers) values
	('committee', '机关工委', 1, false, false, 'officer', '{}', array[
		'领导市直各单位机关党的工作，指导下级党组织。',
		'开展群众满意度测评，截止后看结果，并向社会公布。',
		'核定标准，开展调度检查和评选表彰。']),
	('party_group', '党组（党委）', 2, false, false, 'officer', '{committee}', array[
		'统一领导本部门机关党的建设，书记是第一责任人。',
		'由上级任命，没有换届和任期。',
		'没有党员名册，不对照基层党组织标准。']),
	('agency_committee', '机关党委', 3, true, true, 'officer', '{committee,party_group,agency_committee}', array[
		'每届任期5年，届满前换届。',
		'抓好本部门机关党建，审核下级党组织报来的事项。',
		'对照基层党组织标准。']),
	('general_branch', '党总支', 4, true, true, 'reviewer', '{committee,party_group,agency_committee}', array[
		'每届任期3年，届满前换届。',
		'指导所属党支部，审核报来的事项。',
		'对照基层党组织标准。']),
	('branch', '党支部', 5, true, true, 'reviewer', '{committee,party_group,agency_committee,general_branch}', array[
		'每届任期3年，届满前换届。',
		'正式党员不足7人的，设书记，需要时设副书记，不设支部委员会。',
		'教育、管理、监督党员，组织、宣传、凝聚、服务群众。',
		'对照基层党组织标准。']),
	('group', '党小组', 6, true, false, 'secretary', '{branch}', array[
		'在党支部领导下开展活动，没有任期。',
		'组织本组党员学习、开会，完成支部交办的工作。'])
on conflict (kind) do nothing;

-- Posts of a unit (words.md 1).
insert into data.post (post, label, official_order, elected, several) values
	('secretary', '书记', 1, true, false),
	('deputy', '副书记', 2, true, true),
	('committee_member', '委员', 3, true, true),
	('group_leader', '组长', 4, false, false),
	('full_time', '专职党务干部', 5, false, true),
	('part_time', '兼职党务干部', 6, false, true)
on conflict (post) do update set label = excluded.label, official_order = excluded.official_order,
	elected = excluded.elected, several = excluded.several;
