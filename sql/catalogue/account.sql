-- Roles (words.md 1) and what each may do. The three administrators are kept apart by an index of data.seat.
insert into data.role (role, label, administers, may) values
	('officer', '工委经办人', false, array[
		'开展群众满意度测评',
		'做卡片、印海报、延长或提前截止',
		'截止后看结果、导出、公布',
		'看本单位和下级的组织、党员名册',
		'核定标准']),
	('reviewer', '审核人', false, array[
		'看本单位和下级的组织、党员名册',
		'看已公布的测评结果']),
	('secretary', '支部书记', false, array[
		'看本支部的组织、党员名册',
		'看已公布的测评结果']),
	('member', '党员', false, array[
		'看本支部的组织和标准',
		'看已公布的测评结果']),
	('inspector', '检查组成员', false, array[
		'看所检查单位的组织、党员名册',
		'看已公布的测评结果']),
	('system', '系统管理员', true, array[
		'看组织',
		'管系统设置和首次登录地址（在服务器上用命令办理）']),
	('security', '安全管理员', true, array[
		'看组织',
		'核对各身份的权限（在服务器上用命令办理）']),
	('audit', '审计管理员', true, array[
		'看组织',
		'核对操作记录有没有缺失和改动（在服务器上用命令办理）'])
on conflict (role) do update set label = excluded.label, administers = excluded.administers, may = excluded.may;
