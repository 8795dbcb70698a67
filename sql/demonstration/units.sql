-- The invented 澄湖市: a work committee with 60 units on five levels. Each unit is known here by a word of its own, which says
-- where it stands: zs11 stands below zs1, that below zs.
create temporary table told (key text, superior text, kind text, full_name text, short_name text, public_name text, sector text,
	place integer generated always as identity);
insert into told (key, superior, kind, full_name, short_name, public_name, sector) values
	('top', null, 'committee', '中共澄湖市委市直属机关工作委员会', '市直机关工委', null, '综合管理'),
	('zspg', 'top', 'party_group', '中共澄湖市政务服务和数据管理局党组', '市政务数据局党组', null, '政务服务'),
	('zs', 'top', 'agency_committee', '中共澄湖市政务服务和数据管理局机关委员会', '市政务数据局机关党委', '市政务服务和数据管理局', '政务服务'),
	('zgpg', 'top', 'party_group', '中共澄湖市自然资源和规划局党组', '市自然资源和规划局党组', null, '自然资源'),
	('zg', 'top', 'agency_committee', '中共澄湖市自然资源和规划局机关委员会', '市自然资源和规划局机关党委', '市自然资源和规划局', '自然资源'),
	('rspg', 'top', 'party_group', '中共澄湖市人力资源和社会保障局党组', '市人社局党组', null, '民生保障'),
	('rs', 'top', 'agency_committee', '中共澄湖市人力资源和社会保障局机关委员会', '市人社局机关党委', '市人力资源和社会保障局', '民生保障'),
	('czpg', 'top', 'party_group', '中共澄湖市财政局党组', '市财政局党组', null, '综合管理'),
	('cz', 'top', 'agency_committee', '中共澄湖市财政局机关委员会', '市财政局机关党委', '市财政局', '综合管理'),
	('zjpg', 'top', 'party_group', '中共澄湖市住房和城乡建设局党组', '市住建局党组', null, '城乡建设'),
	('zj', 'top', 'agency_committee', '中共澄湖市住房和城乡建设局机关委员会', '市住建局机关党委', '市住房和城乡建设局', '城乡建设'),
	('wjpg', 'top', 'party_group', '中共澄湖市卫生健康委员会党委', '市卫健委党委', null, '卫生健康'),
	('wj', 'top', 'agency_committee', '中共澄湖市卫生健康委员会机关委员会', '市卫健委机关党委', '市卫生健康委员会', '卫生健康'),
	('sjpg', 'top', 'party_group', '中共澄湖市市场监督管理局党组', '市市场监管局党组', null, '市场监管'),
	('sj', 'top', 'agency_committee', '中共澄湖市市场监督管理局机关委员会', '市市场监管局机关党委', '市市场监督管理局', '市场监管'),
	('mz', 'top', 'agency_committee', '中共澄湖市民政局机关委员会', '市民政局机关党委', '市民政局', '民生保障'),
	('jy', 'top', 'agency_committee', '中共澄湖市教育局机关委员会', '市教育局机关党委', '市教育局', '教育体育'),
	('jt', 'top', 'agency_committee', '中共澄湖市交通运输局机关委员会', '市交通运输局机关党委', '市交通运输局', '交通运输'),
	('zs1', 'zs', 'general_branch', '中共澄湖市政务服务中心总支部委员会', '市政务服务中心党总支', '市政务服务中心', '政务服务'),
	('zs11', 'zs1', 'branch', '中共澄湖市政务服务中心综合窗口支部委员会', '综合窗口党支部', '综合受理窗口', '政务服务'),
	('zs111', 'zs11', 'group', '政务服务中心综合窗口党支部第一党小组', '综合窗口第一党小组', null, '政务服务'),
	('zs112', 'zs11', 'group', '政务服务中心综合窗口党支部第二党小组', '综合窗口第二党小组', null, '政务服务'),
	('zs12', 'zs1', 'branch', '中共澄湖市政务服务中心企业开办窗口支部委员会', '企业开办窗口党支部', '企业开办窗口', '政务服务'),
	('zs13', 'zs1', 'branch', '中共澄湖市12345热线服务中心支部委员会', '热线服务党支部', '12345便民热线', '政务服务'),
	('zs14', 'zs', 'branch', '中共澄湖市政务服务和数据管理局机关第一支部委员会', '市政务数据局机关第一党支部', null, '政务服务'),
	('zg1', 'zg', 'general_branch', '中共澄湖市不动产登记中心总支部委员会', '市不动产登记中心党总支', '市不动产登记中心', '自然资源'),
	('zg11', 'zg1', 'branch', '中共澄湖市不动产登记中心登记窗口支部委员会', '登记窗口党支部', '不动产登记窗口', '自然资源'),
	('zg111', 'zg11', 'group', '不动产登记中心登记窗口党支部受理党小组', '登记窗口受理党小组', null, '自然资源'),
	('zg112', 'zg11', 'group', '不动产登记中心登记窗口党支部审核党小组', '登记窗口审核党小组', null, '自然资源'),
	('zg12', 'zg1', 'branch', '中共澄湖市不动产登记中心档案查询支部委员会', '档案查询党支部', '不动产档案查询窗口', '自然资源'),
	('zg13', 'zg', 'branch', '中共澄湖市自然资源和规划局规划许可支部委员会', '规划许可党支部', '规划许可窗口', '自然资源'),
	('zg14', 'zg', 'branch', '中共澄湖市测绘地理信息中心支部', '测绘地理信息中心党支部', null, '自然资源'),
	('rs1', 'rs', 'general_branch', '中共澄湖市社会保险中心总支部委员会', '市社会保险中心党总支', '市社会保险中心', '民生保障'),
	('rs11', 'rs1', 'branch', '中共澄湖市社会保险中心经办窗口支部委员会', '社保窗口党支部', '社保经办窗口', '民生保障'),
	('rs111', 'rs11', 'group', '社会保险中心经办窗口党支部养老待遇党小组', '社保窗口养老待遇党小组', null, '民生保障'),
	('rs12', 'rs1', 'branch', '中共澄湖市社会保险中心待遇稽核支部委员会', '待遇稽核党支部', null, '民生保障'),
	('rs13', 'rs', 'branch', '中共澄湖市就业服务中心支部委员会', '就业服务中心党支部', '就业服务窗口', '民生保障'),
	('cz11', 'cz', 'branch', '中共澄湖市财政局国库支付支部委员会', '国库支付党支部', '财政支付窗口', '综合管理'),
	('cz12', 'cz', 'branch', '中共澄湖市财政局预算支部委员会', '预算党支部', null, '综合管理'),
	('cz13', 'cz', 'branch', '中共澄湖市会计服务中心支部', '会计服务中心党支部', '会计考试服务窗口', '综合管理'),
	('zj1', 'zj', 'general_branch', '中共澄湖市住房公积金管理中心总支部委员会', '市住房公积金管理中心党总支', '市住房公积金管理中心', '城乡建设'),
	('zj11', 'zj1', 'branch', '中共澄湖市住房公积金管理中心业务窗口支部委员会', '公积金窗口党支部', '公积金业务窗口', '城乡建设'),
	('zj12', 'zj1', 'branch', '中共澄湖市住房公积金管理中心贷款审核支部委员会', '贷款审核党支部', '公积金贷款窗口', '城乡建设'),
	('zj13', 'zj', 'branch', '中共澄湖市住房和城乡建设局工程审批支部委员会', '工程审批党支部', '工程建设审批窗口', '城乡建设'),
	('wj1', 'wj', 'general_branch', '中共澄湖市妇幼保健院总支部委员会', '市妇幼保健院党总支', '市妇幼保健院', '卫生健康'),
	('wj11', 'wj1', 'branch', '中共澄湖市妇幼保健院门诊支部委员会', '妇幼保健院门诊党支部', '妇幼保健院门诊', '卫生健康'),
	('wj111', 'wj11', 'group', '妇幼保健院门诊党支部导诊党小组', '妇幼保健院导诊党小组', null, '卫生健康'),
	('wj12', 'wj1', 'branch', '中共澄湖市妇幼保健院儿童保健支部委员会', '妇幼保健院儿童保健党支部', '妇幼保健院儿童保健科', '卫生健康'),
	('wj13', 'wj', 'branch', '中共澄湖市卫生健康委员会机关支部委员会', '市卫健委机关党支部', null, '卫生健康'),
	('sj11', 'sj', 'branch', '中共澄湖市市场监督管理局注册许可支部委员会', '注册许可党支部', '市场主体登记窗口', '市场监管'),
	('sj1', 'sj', 'general_branch', '中共澄湖市食品药品检验中心总支部委员会', '市食品药品检验中心党总支', '市食品药品检验中心', '市场监管'),
	('sj12', 'sj1', 'branch', '中共澄湖市食品药品检验中心检验支部委员会', '食品检验党支部', null, '市场监管'),
	('sj13', 'sj1', 'branch', '中共澄湖市食品药品检验中心业务受理支部', '检验受理党支部', '食品送检窗口', '市场监管'),
	('mz11', 'mz', 'branch', '中共澄湖市婚姻登记处支部委员会', '婚姻登记处党支部', '婚姻登记处', '民生保障'),
	('mz12', 'mz', 'branch', '中共澄湖市社会救助中心支部委员会', '社会救助党支部', '社会救助窗口', '民生保障'),
	('jy11', 'jy', 'branch', '中共澄湖市教育招生考试中心支部委员会', '招生考试中心党支部', '招生考试咨询窗口', '教育体育'),
	('jy12', 'jy', 'branch', '中共澄湖市教育局机关支部委员会', '市教育局机关党支部', null, '教育体育'),
	('jt1', 'jt', 'general_branch', '中共澄湖市道路运输服务中心总支部委员会', '市道路运输服务中心党总支', '市道路运输服务中心', '交通运输'),
	('jt11', 'jt1', 'branch', '中共澄湖市道路运输服务中心运政窗口支部委员会', '运政窗口党支部', '道路运输窗口', '交通运输'),
	('jt12', 'jt1', 'branch', '中共澄湖市道路运输服务中心公交监管支部委员会', '公交监管党支部', null, '交通运输');

insert into data.sector (sector, official_order)
select t.sector, row_number() over (order by min(t.place))
from told as t
where t.sector is not null
group by t.sector;

insert into data.unit (kind, full_name, short_name, public_name, sector, official_order, opened_on)
select t.kind, t.full_name, t.short_name, t.public_name, t.sector, row_number() over (partition by t.superior order by t.place),
	date '2019-03-01'
from told as t
order by t.place;

insert into data.placement (unit, superior, valid_from, basis)
select u.id, s.id, date '2019-03-01', '机构改革后的隶属关系'
from told as t
join data.unit as u on u.short_name = t.short_name
join told as above on above.key = t.superior
join data.unit as s on s.short_name = above.short_name
where t.key <> 'mz11'
order by t.place;

-- one unit was moved (改隶): its past stays with the superior of its date
insert into data.placement (unit, superior, valid_from, valid_until, basis)
select u.id, s.id, m.valid_from, m.valid_until, m.basis
from (values
	('市政务数据局机关党委', date '2019-03-01', date '2024-06-30', '进驻政务服务中心，随窗口管理'),
	('市民政局机关党委', date '2024-07-01', null, '澄直工委〔2024〕18号')
) as m (superior, valid_from, valid_until, basis)
join data.unit as u on u.short_name = '婚姻登记处党支部'
join data.unit as s on s.short_name = m.superior;

drop table told;
