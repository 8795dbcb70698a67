-- Exemplars: a goal that was registered or confirmed is shown to everybody, with the consent of whose it is; others copy from it.
insert into data.verb (workflow, verb, label, sure, official_order, forward) values
	('goal', 'share', '公开为示范', '公开后，登录的人都能看到目标、衡量、措施和进展，看不到责任人。', 80, false),
	('goal', 'unshare', '不再公开', null, 81, false)
on conflict (workflow, verb) do update set label = excluded.label, sure = excluded.sure,
	official_order = excluded.official_order, forward = excluded.forward;
insert into data.step (workflow, verb, from_state, to_state, role, reach, note, asked)
select 'goal', v.verb, s.state, s.state, r.role, 'above', v.note, false
from (values ('share', 'must'), ('unshare', 'may')) as v (verb, note)
cross join unnest(array['registered', 'confirmed']) as s (state)
cross join unnest(array['reviewer', 'officer']) as r (role);
set constraints all immediate;
set constraints all deferred;

set role verbs_goal;

create function goal.set_shared(goal bigint, verb text, note text) returns json
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	perform flow.move('goal', set_shared.goal, set_shared.verb, set_shared.note);
	update data.item as i set shared = (set_shared.verb = 'share') where i.id = set_shared.goal and i.shared <> (set_shared.verb = 'share');
	if not found then
		perform base.refuse('WH409', 'goal/shared-already', case set_shared.verb when 'share' then '这个目标已经公开为示范。' else '这个目标没有公开。' end);
	end if;
	return goal.show(set_shared.goal);
end $$;
comment on function goal.set_shared(bigint, text, text) is 'Shows a goal to everybody, or no longer. Refuses as flow.move, and: WH409 it is so already.';

create function goal.share(goal bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return goal.set_shared(share.goal, 'share', share.note);
end $$;
comment on function goal.share(bigint, text) is
'Publishes a registered or confirmed goal of a unit below as an exemplar. note: who agreed to it. Refuses: WH404; WH403 not above it; WH409; WH412;
WH422 nothing said of who agreed.';

create function goal.unshare(goal bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return goal.set_shared(unshare.goal, 'unshare', unshare.note);
end $$;
comment on function goal.unshare(bigint, text) is 'Shows an exemplar to its own side alone again; what was copied from it stays. Refuses: WH404; WH403; WH409; WH412.';

create function goal.find_exemplars(q text default null, category text default null, new_way boolean default null,
	after bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		with page as materialized (
			select i.id, i.unit, i.state, i.opened
			from data.item as i
			join data.goal as g on g.item = i.id
			join data.standard as s on s.catalogue = g.catalogue and s.code = g.standard
			where i.shared and i.workflow = 'goal'
				and (find_exemplars.category is null or s.category = find_exemplars.category)
				and (find_exemplars.new_way is not true or g.new_way)
				and (find_exemplars.q is null or strpos(concat_ws(' ', g.aim, g.measures, g.serves, base.unit_name(i.unit)), find_exemplars.q) > 0)
				and (find_exemplars.after is null or i.id < find_exemplars.after)
			order by i.id desc
			limit 51
		), shown as (
			select p.*, row_number() over (order by p.id desc) as n from page as p
		)
		select json_build_object('rows', coalesce(json_agg(json_build_object('id', p.id, 'standard', g.standard, 'category', s.category,
				'standard_text', s.text, 'aim', g.aim, 'unit_name', base.unit_name(p.unit), 'campaign_name', c.name, 'state', p.state,
				'state_label', l.label, 'measure', g.measure, 'measure_text', goal.measure_text(g), 'figure_unit', g.figure_unit,
				'baseline', trim_scale(g.baseline)::text, 'target', trim_scale(g.target)::text, 'present', trim_scale(g.present)::text,
				'shown_by', g.shown_by, 'measures', g.measures, 'serves', g.serves, 'new_way', g.new_way) order by p.n)
				filter (where p.n <= 50), '[]'),
			'next', min(p.id) filter (where p.n = 50 and (select count(*) from page) > 50),
			'categories', (select coalesce(json_agg(k.category order by k.place), '[]') from (
				select o.category, min(o.official_order) as place
				from data.standard as o
				where o.for_whom = 'branch' and o.catalogue = (select n.catalogue from data.campaign as n where n.id = goal.campaign_in_force())
				group by o.category) as k))
		from shown as p
		join data.goal as g on g.item = p.id
		join data.standard as s on s.catalogue = g.catalogue and s.code = g.standard
		join data.campaign as c on c.id = g.campaign
		join data.state as l on l.workflow = 'goal' and l.state = p.state
	);
end $$;
comment on function goal.find_exemplars(text, text, boolean, bigint) is
'Goals that were published as exemplars, the newest first, 50 from after (the cursor "next") on: of one category, of a new way (创新), with a
piece of text; never who is responsible, and no count of who looked or copied. Refuses nothing.';

reset role;
