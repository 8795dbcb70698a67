-- Kinds of meetings and study (words.md 1): who holds them. How often is a rule (rules.sql), with its basis.
insert into data.meeting_kind (kind, label, units, committee, closed, official_order) values
	('members',   '支部党员大会',                 array['branch'], false, false, 1),
	('committee', '支部委员会会议',               array['branch'], true,  false, 2),
	('group',     '党小组会',                     array['group'],  false, false, 3),
	('lecture',   '党课',                         array['branch'], false, false, 4),
	('day',       '主题党日',                     array['branch'], false, false, 5),
	('life',      '组织生活会',                   array['branch'], false, true,  6),
	('appraisal', '民主评议党员',                 array['branch'], false, true,  7),
	('talk',      '谈心谈话',                     array['branch'], false, true,  8),
	('leaders',   '民主生活会',                   array['party_group'], false, true, 9),
	('study',     '党委（党组）理论学习中心组学习', array['party_group'], false, false, 10)
on conflict (kind) do update set label = excluded.label, units = excluded.units, committee = excluded.committee,
	closed = excluded.closed, official_order = excluded.official_order;
