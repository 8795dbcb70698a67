-- Evidence and where it is used: its machine, and what the files evidence-*.sql of this word share.
create schema evidence authorization verbs_evidence;

delete from data.step as t where t.workflow = 'evidence';
insert into data.state (workflow, state, label) values
	('evidence', 'kept', '在用'),
	('evidence', 'withdrawn', '已撤下')
on conflict (workflow, state) do update set label = excluded.label;
insert into data.verb (workflow, verb, label, sure, official_order, forward) values
	('evidence', 'edit', '修改', null, 10, false),
	('evidence', 'withdraw', '撤下', '撤下后各处不再显示，记录保留。现在撤下吗？', 20, false)
on conflict (workflow, verb) do update set label = excluded.label, sure = excluded.sure,
	official_order = excluded.official_order, forward = excluded.forward;
insert into data.step (workflow, verb, from_state, to_state, role, reach, note, asked)
select 'evidence', m.verb, m.from_state, m.to_state, w.role, w.reach, m.note, false
from (values ('officer', 'unit'), ('reviewer', 'unit'), ('secretary', 'unit'), ('member', 'self')) as w (role, reach)
cross join (values
	('edit', 'kept', 'kept', 'none'),
	('withdraw', 'kept', 'withdrawn', 'must')) as m (verb, from_state, to_state, note);
set constraints all immediate;
set constraints all deferred;

set role verbs_evidence;

create function evidence.refuse_unseen() returns void
language sql
as $$ select base.refuse('WH404', 'evidence/not-found', '地址不对，内容已移走，或者当前身份看不到。') $$;
comment on function evidence.refuse_unseen() is 'Refuses with WH404.';

create function evidence.show(evidence bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	e data.evidence;
begin
	select * into e from data.evidence as r where r.item = show.evidence;
	if not found then
		perform evidence.refuse_unseen();
	end if;
	return (
		select json_build_object('id', i.id, 'version', i.version, 'name', e.name, 'state', i.state, 'state_label', s.label,
			'happened', e.happened_on, 'uploaded', base.time_text(e.uploaded), 'uploaded_by', e.uploaded_by, 'note', e.note,
			'restricted', e.restricted, 'size', b.size, 'type', b.type, 'sha256', encode(b.digest, 'hex'), 'sm3', encode(b.sm3, 'hex'),
			'received', encode(e.received, 'hex'), 'previews', b.previews, 'verbs', flow.verbs(i.id), 'events', flow.events(i.id))
		from data.item as i
		join data.state as s on s.workflow = i.workflow and s.state = i.state
		join data.blob as b on b.digest = e.blob
		where i.id = e.item
	);
end $$;
comment on function evidence.show(bigint) is
'One piece of evidence: its facts, digests in hexadecimal, sizes in bytes, the buttons open to the caller, its history.
Refuses: WH404 not in the caller''s sight.';

reset role;
