-- The rules' first values, with their basis. A rule that has a row already, whoever wrote it, is left alone.
insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor)
select r.name, r.value, r.unit_of_measure, date '2000-01-01', r.basis, '随产品'
from (values
	('least_group', 5, '份', '样本，待工委核定：不到5份的结果容易认出是谁，不显示'),
	('least_exact', 10, '份', '样本，待工委核定：不到10份的结果只显示范围'),
	('least_text', 10, '条', '样本，待工委核定：文字意见不到10条暂不显示'),
	('light_soon', 3, '个工作日', '样本，待工委核定：还剩3个工作日以内算临期'),
	('seal_grace_seconds', 30, '秒', '截止前已经交上来的都算，30秒后才最后封存'),
	('session_idle_minutes', 60, '分钟', '样本，待单位核定：离开60分钟自动退出'),
	('session_hours', 12, '小时', '样本，待单位核定：登录12小时后要重新登录'),
	('first_code_days', 7, '天', '样本，待单位核定：首次登录地址7天内有效'),
	('password_least', 12, '位', '样本，待单位核定：密码至少12位')
) as r (name, value, unit_of_measure, basis)
where not exists (select from data.rule as known where known.name = r.name);
