-- The round that is open now, until the end of this quarter where that is not too near, with cards of its own for the
-- first counter: who draws one there is asked about that counter at once.
select pg_temp.enter_as('zhoulan');
select survey.add_mark(round => (o.round ->> 'id')::bigint, channel => 'card', stratum => 'masses',
	unit => (pg_temp.units(array['综合受理窗口']))[1])
from (
	select survey.open((survey.draft(
		title => pg_temp.quarter(base.today()) || '群众满意度测评',
		period => '这三个月',
		strata => array['masses', 'grassroots'],
		units => pg_temp.units(array['综合受理窗口', '不动产登记窗口', '社保经办窗口', '公积金业务窗口', '市场主体登记窗口', '婚姻登记处']),
		closes => (d.closes + time '18:00') at time zone 'Asia/Shanghai',
		publish_by => pg_temp.working_day(d.closes + 15),
		publish_where => '市政务服务中心一楼公告栏和公开页',
		approved_by => '市直机关工委书记会议',
		approved_on => pg_temp.working_day(base.today() - 3, -1),
		basis => format('澄直工委办〔%s〕21号', extract(year from base.today() - 3))
	) ->> 'id')::bigint) as round
	from (
		select case when q.ends > base.today() then q.ends else pg_temp.working_day(base.today() + 14) end as closes
		from (
			select pg_temp.working_day((date_trunc('quarter', base.today()) + interval '3 months - 1 day')::date, -1) as ends
		) as q
	) as d
	offset 0
) as o;
select pg_temp.leave();
