-- Goals registered against the standards: their machines, and what the files goal-*.sql of this word share.
create schema goal authorization verbs_goal;

-- ---- the machines (words.md 5): a unit's goal, a member's own, a plan -------------------------------------------------------

delete from data.step as t where t.workflow in ('goal', 'member_goal', 'plan');
insert into data.state (workflow, state, label, keeps)
select w.workflow, s.state, s.label, s.state = 'confirmed'
from unnest(array['goal', 'member_goal']) as w (workflow)
cross join (values
	('draft', '草稿'),
	('submitted', '待审核'),
	('registered', '已备案'),
	('returned', '退回修改'),
	('change_asked', '申请变更'),
	('claimed', '待确认'),
	('confirmed', '已完成')) as s (state, label)
on conflict (workflow, state) do update set label = excluded.label, keeps = excluded.keeps;
insert into data.verb (workflow, verb, label, sure, official_order, forward)
select w.workflow, v.verb, v.label, v.sure, v.official_order, v.forward
from unnest(array['goal', 'member_goal']) as w (workflow)
cross join (values
	('submit', '提交审核', null, 10, true),
	('register', '审核通过', null, 11, true),
	('return', '退回修改', null, 12, false),
	('edit', '修改', null, 20, false),
	('progress', '记进展', null, 30, false),
	('claim', '申报完成', null, 31, true),
	('confirm', '确认完成', null, 32, true),
	('send_back', '退回补充', null, 33, false),
	('ask_change', '申请变更', null, 40, false),
	('grant_change', '同意变更', null, 41, true),
	('refuse_change', '不同意变更', null, 42, false),
	('withdraw', '撤回', null, 50, false),
	('copy', '照去年的改', null, 60, false)) as v (verb, label, sure, official_order, forward)
on conflict (workflow, verb) do update set label = excluded.label, sure = excluded.sure,
	official_order = excluded.official_order, forward = excluded.forward;
-- A unit's goal is judged above it. A member's own is judged by the secretary of the branch, never by the member.
insert into data.step (workflow, verb, from_state, to_state, role, reach, note)
select s.workflow, s.verb, s.from_state, s.to_state, s.role, s.reach, s.note
from (
	select w.workflow, m.verb, m.from_state, m.to_state, w.role, w.reach, m.note
	from (values ('goal', 'secretary', 'unit'), ('member_goal', 'member', 'self')) as w (workflow, role, reach)
	cross join (values
		('edit', 'draft', 'draft', 'none'),
		('submit', 'draft', 'submitted', 'none'),
		('edit', 'returned', 'returned', 'none'),
		('submit', 'returned', 'submitted', 'none'),
		('withdraw', 'submitted', 'draft', 'none'),
		('progress', 'registered', 'registered', 'none'),
		('ask_change', 'registered', 'change_asked', 'none'),
		('withdraw', 'change_asked', 'registered', 'none'),
		('claim', 'registered', 'claimed', 'none'),
		('withdraw', 'claimed', 'registered', 'none')) as m (verb, from_state, to_state, note)
	union all
	select w.workflow, m.verb, m.from_state, m.to_state, w.role, w.reach, m.note
	from (values ('goal', 'reviewer', 'above'), ('goal', 'officer', 'above'), ('member_goal', 'secretary', 'unit')) as w (workflow, role, reach)
	cross join (values
		('register', 'submitted', 'registered', 'may'),
		('return', 'submitted', 'returned', 'must'),
		('grant_change', 'change_asked', 'registered', 'may'),
		('refuse_change', 'change_asked', 'registered', 'must'),
		('confirm', 'claimed', 'confirmed', 'may'),
		('send_back', 'claimed', 'registered', 'must')) as m (verb, from_state, to_state, note)
) as s;
insert into data.state (workflow, state, label) values
	('plan', 'draft', '草稿'),
	('plan', 'published', '已下发'),
	('plan', 'ended', '已废止')
on conflict (workflow, state) do update set label = excluded.label;
insert into data.verb (workflow, verb, label, sure, official_order, forward) values
	('plan', 'publish', '下发', '下发后下级都能看到，内容不能再改。现在下发吗？', 10, true),
	('plan', 'edit', '修改', null, 20, false),
	('plan', 'copy', '照这份写新的一版', null, 25, false),
	('plan', 'end', '废止', null, 30, false)
on conflict (workflow, verb) do update set label = excluded.label, sure = excluded.sure,
	official_order = excluded.official_order, forward = excluded.forward;
insert into data.step (workflow, verb, from_state, to_state, role, reach, note, asked)
select 'plan', m.verb, m.from_state, m.to_state, w.role, w.reach, m.note, false
from (values ('officer', 'over'), ('reviewer', 'over'), ('secretary', 'unit')) as w (role, reach)
cross join (values
	('edit', 'draft', 'draft', 'none'),
	('publish', 'draft', 'published', 'none'),
	('copy', 'published', 'published', 'none'),
	('copy', 'ended', 'ended', 'none'),
	('end', 'draft', 'ended', 'may'),
	('end', 'published', 'ended', 'must')) as m (verb, from_state, to_state, note);
set constraints all immediate;
set constraints all deferred;

set role verbs_goal;

create function goal.refuse_unseen() returns void
language sql
as $$ select base.refuse('WH404', 'goal/not-found', '地址不对，内容已移走，或者当前身份看不到。') $$;
comment on function goal.refuse_unseen() is 'Refuses with WH404.';

reset role;
