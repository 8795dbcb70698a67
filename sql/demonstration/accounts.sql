-- Who signs in to the demonstration: the first of each role stands first. Passwords are made at random by `wuhao demo`.
insert into data.setting (name, value, note)
select n.name, n.value, ''
from (values
	('office', '市直机关工委'),
	('full_name', '中共澄湖市委市直属机关工作委员会'),
	('admin', '市直机关工委办公室'),
	('admin_phone', '8630—1207')
) as n (name, value)
on conflict (name) do update set value = excluded.value;

create temporary table told (login text, name text, role text, short_name text, place integer generated always as identity);
insert into told (login, name, role, short_name) values
	('zhoulan', '周岚', 'officer', '市直机关工委'),
	('fangzhengping', '方正平', 'reviewer', '市政务数据局机关党委'),
	('wangqiang', '王强', 'secretary', '综合窗口党支部'),
	('lihuimin', '李慧敏', 'member', '综合窗口党支部'),
	('qianlixin', '钱立新', 'inspector', '市直机关工委'),
	('xuwenbin', '许文斌', 'system', '市直机关工委'),
	('dingxiaoyan', '丁晓燕', 'security', '市直机关工委'),
	('lujianguo', '陆建国', 'audit', '市直机关工委'),
	('hanxuemei', '韩雪梅', 'reviewer', '市自然资源和规划局机关党委'),
	('zhangmin', '张敏', 'secretary', '登记窗口党支部'),
	('liuweihong', '刘卫红', 'secretary', '社保窗口党支部'),
	('guzhenhua', '顾振华', 'secretary', '公积金窗口党支部'),
	('shenyue', '沈悦', 'secretary', '婚姻登记处党支部');

insert into data.account (login, name, person)
select t.login, t.name, p.id
from told as t
join data.unit as u on u.short_name = t.short_name
left join data.person as p on p.unit = u.id and p.name = t.name
order by t.place;

insert into data.seat (account, role, unit, valid_from, granted_by)
select a.id, t.role, u.id, base.today() - 400, '演示'
from told as t
join data.account as a on a.login = t.login
join data.unit as u on u.short_name = t.short_name
order by t.place;

drop table told;

-- The demonstration's administrators sign in by password alone, so that whoever looks around needs no second device.
insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor)
values ('administrator_totp', 0, '', base.today(), '演示：试用时不要动态口令', '演示');
