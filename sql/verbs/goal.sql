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
	('confirmed', '已完成'),
	('dropped', '已删除'),
	('ended', '已终止')) as s (state, label)
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
	('copy', '照去年的改', null, 60, false),
	('drop', '删除', '删除后不再出现在清单里。现在删除吗？', 70, false),
	('end', '终止', '终止后不再要求完成，记录保留。现在终止吗？', 80, false)) as v (verb, label, sure, official_order, forward)
on conflict (workflow, verb) do update set label = excluded.label, sure = excluded.sure,
	official_order = excluded.official_order, forward = excluded.forward;
-- A unit's goal is judged above it: reviewers are asked whatever the depth, officers only of those near below, so that what has a
-- reviewer isn't asked of them too. A member's own is judged by the secretary of the branch; the one secretary's own (its head's
-- other unit is then the superior) is judged above. The branch's secretary writes for members who can't sign in (goal.may_write).
-- Completion is asked for when the day comes near.
insert into data.step (workflow, verb, from_state, to_state, role, reach, note, asked, asked_days)
select w.workflow, m.verb, m.from_state, m.to_state, w.role, w.reach, m.note, m.asked and w.asked, m.asked_days
from (values
	('goal', 'secretary', 'unit', true),
	('member_goal', 'member', 'self', true),
	('member_goal', 'secretary', 'unit', false)) as w (workflow, role, reach, asked)
cross join (values
	('edit', 'draft', 'draft', 'none', true, null::smallint),
	('submit', 'draft', 'submitted', 'none', true, null),
	('drop', 'draft', 'dropped', 'none', false, null),
	('edit', 'returned', 'returned', 'none', true, null),
	('submit', 'returned', 'submitted', 'none', true, null),
	('drop', 'returned', 'dropped', 'none', false, null),
	('withdraw', 'submitted', 'draft', 'none', false, null),
	('progress', 'registered', 'registered', 'none', false, null),
	('ask_change', 'registered', 'change_asked', 'none', false, null),
	('withdraw', 'change_asked', 'registered', 'none', false, null),
	('claim', 'registered', 'claimed', 'none', true, 14),
	('withdraw', 'claimed', 'registered', 'none', false, null)) as m (verb, from_state, to_state, note, asked, asked_days);
insert into data.step (workflow, verb, from_state, to_state, role, reach, note, asked_depth)
select w.workflow, m.verb, m.from_state, m.to_state, w.role, w.reach, m.note, w.asked_depth
from (values
	('goal', 'reviewer', 'above', null::smallint),
	('goal', 'officer', 'above', 2),
	('member_goal', 'secretary', 'unit', null),
	('member_goal', 'reviewer', 'other', null),
	('member_goal', 'officer', 'other', null)) as w (workflow, role, reach, asked_depth)
cross join (values
	('register', 'submitted', 'registered', 'may'),
	('return', 'submitted', 'returned', 'must'),
	('grant_change', 'change_asked', 'registered', 'may'),
	('refuse_change', 'change_asked', 'registered', 'must'),
	('confirm', 'claimed', 'confirmed', 'may'),
	('send_back', 'claimed', 'registered', 'must')) as m (verb, from_state, to_state, note);
-- Who judges a goal may also end it: a unit that is dissolved, a member who has gone leave none behind. (Not a draft: who has a step
-- out of the first state may begin one.)
insert into data.step (workflow, verb, from_state, to_state, role, reach, note, asked)
select w.workflow, 'end', s.state, 'ended', w.role, w.reach, 'must', false
from (values
	('goal', 'reviewer', 'above'),
	('goal', 'officer', 'above'),
	('member_goal', 'secretary', 'unit'),
	('member_goal', 'reviewer', 'other'),
	('member_goal', 'officer', 'other')) as w (workflow, role, reach)
cross join unnest(array['submitted', 'returned', 'registered', 'change_asked', 'claimed']) as s (state);
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

-- ---- what the files of this word share ----------------------------------------------------------------------------------------

create function goal.head(goal bigint) returns data.item
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	seen data.item;
begin
	select i.* into seen from data.item as i where i.id = head.goal and i.workflow in ('goal', 'member_goal');
	if not found then
		perform goal.refuse_unseen();
	end if;
	return seen;
end $$;
comment on function goal.head(bigint) is 'The head of a goal, a unit''s or a member''s. Refuses: WH404 not in the caller''s sight.';

create function goal.is_near(head data.item) returns boolean
language sql stable
as $$
	select base.sees_all() or coalesce(head.subject = base.person(), false) or exists (
		select
		from data.scope as s
		where s.unit in (head.unit, head.superior, head.other) and s.superior = any (base.seats()))
$$;
comment on function goal.is_near(data.item) is
'Whether the caller sees an item as whoever works on it, or above, or as the member whose own it is; not only because it was handed down
to them or shown to all. Who is not near reads what it says, and not who is behind it.';

create function goal.judging() returns text[]
language sql immutable
as $$ select array['register', 'return', 'grant_change', 'refuse_change', 'confirm', 'send_back', 'end'] $$;
comment on function goal.judging() is 'The verbs that judge a goal. (All others write it.)';

create function goal.is_own_work(head data.item) returns boolean
language sql stable
as $$
	select coalesce(head.subject = base.person(), false) or coalesce(w.sender = base.account(), false)
		or base.acts_only_for(head.id, goal.judging(), w.sender, head.subject)
	from (select case when head.workflow = 'goal' then flow.last_by(head.id, array['submit', 'claim', 'ask_change']) end) as w (sender)
$$;
comment on function goal.is_own_work(data.item) is
'Whether what waits to be judged was sent by the caller themself, or is their own as a member, or of whom they deputise: somebody else
judges it. What a secretary enters for a member who can''t sign in is judged by them.';

create function goal.may_write(head data.item) returns boolean
language sql stable
as $$
	select head.workflow = 'goal' or coalesce(head.subject = base.person(), false) or not base.has_account(head.subject)
$$;
comment on function goal.may_write(data.item) is 'A member who can sign in writes their own goals; for the others the secretary of the branch does.';

create function goal.buttons(head data.item) returns jsonb
language sql stable
as $$
	select coalesce(jsonb_agg(b.button order by b.place), '[]')
	from jsonb_array_elements(flow.verbs(head.id)) with ordinality as b (button, place)
	where case when b.button ->> 'verb' = any (goal.judging()) then not goal.is_own_work(head)
		when b.button ->> 'verb' = 'share' then not head.shared when b.button ->> 'verb' = 'unshare' then head.shared else goal.may_write(head) end
$$;
comment on function goal.buttons(data.item) is 'The buttons of a goal that are open to the caller: those of the flow but what they may not do to their own.';

create function goal.move(goal bigint, verb text, note text default null) returns data.item
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	head data.item := goal.head(move.goal);
begin
	if not flow.may(head.id, move.verb) then
		null; -- flow.move says why
	elsif move.verb = any (goal.judging()) and goal.is_own_work(head) then
		perform base.refuse('WH403', 'goal/own-work', '自己提交的，要由别人来审核、确认。');
	elsif move.verb <> all (goal.judging()) and not goal.may_write(head) then
		perform base.refuse('WH403', 'goal/members-own', format('%s有账号，目标由本人写。', head.person));
	end if;
	perform flow.move(head.workflow, head.id, move.verb, move.note);
	return goal.head(move.goal);
end $$;
comment on function goal.move(bigint, text, text) is
'Moves a goal by one step of its machine. Refuses as flow.move does, and: WH403 their own work is judged by others, a member who can
sign in writes their own.';

reset role;
