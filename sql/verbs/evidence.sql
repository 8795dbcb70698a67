-- Evidence and where it is used: its machine, and what the files evidence-*.sql of this word share.
create schema evidence authorization verbs_evidence;

delete from data.step as t where t.workflow = 'evidence';
insert into data.state (workflow, state, label) values
	('evidence', 'kept', '在用'),
	('evidence', 'withdrawn', '已撤下')
on conflict (workflow, state) do update set label = excluded.label;
insert into data.verb (workflow, verb, label, sure, official_order, forward) values
	('evidence', 'upload', '上传', null, 1, false),
	('evidence', 'edit', '修改', null, 10, false),
	('evidence', 'withdraw', '撤下', '撤下后各处不再显示，文件一天后删除，记录保留。现在撤下吗？', 20, false)
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

-- ---- who may, and how it is refused ----------------------------------------------------------------------------------

create function evidence.refuse_unseen() returns void
language sql
as $$ select base.refuse('WH404', 'evidence/not-found', '地址不对，内容已移走，或者当前身份看不到。') $$;
comment on function evidence.refuse_unseen() is 'Refuses with WH404.';

create function evidence.refuse_stranger(action text) returns void
language sql
as $$ select base.refuse('WH403', 'evidence/not-yours', format('当前身份不能%s。需要办理，请联系本单位的支部书记。', action)) $$;
comment on function evidence.refuse_stranger(text) is 'Refuses with WH403: what, and whom to ask.';

create function evidence.takes(head data.item) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return case head.workflow
		when 'goal' then true
		when 'member_goal' then true
		when 'meeting' then exists (
			select
			from data.meeting as m
			join data.meeting_kind as k on k.kind = m.kind
			where m.item = head.id and not k.closed)
		else false end;
end $$;
comment on function evidence.takes(data.item) is
'Whether evidence can be linked to this item; a new workflow adds its word. Not to a meeting whose words stay inside the unit, for
evidence is seen by all above it.';

create function evidence.works_on(head data.item) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return case head.workflow when 'meeting' then evidence.keeps_meetings(head.unit) else flow.works_on(head.id) end;
end $$;
comment on function evidence.works_on(data.item) is 'Whether the caller adds evidence to this item and ends its uses here: whose work it is, and of a meeting who keeps the record.';

create function evidence.place_of(head data.item) returns bigint
language sql stable
as $$
	select case when head.workflow = 'meeting' and head.superior = any (r.units) and not head.unit = any (r.units) then head.superior
		else head.unit end
	from (select base.held(array['officer', 'reviewer', 'secretary'])) as r (units)
$$;
comment on function evidence.place_of(data.item) is
'At which unit evidence for this item is kept: its own; what the secretary of a branch adds to a record of a group, the branch.';

create function evidence.sign(unit bigint) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return coalesce(base.signature(array['officer', 'reviewer', 'secretary'], array[sign.unit]),
		(select a.name from data.account as a where a.id = base.account()));
end $$;
comment on function evidence.sign(bigint) is 'The name that is written down for what the caller does with this unit''s evidence.';

create function evidence.seen(evidence bigint, out head data.item, out e data.evidence)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	select i.* into head from data.item as i where i.id = seen.evidence and i.workflow = 'evidence';
	select r.* into e from data.evidence as r where r.item = head.id;
	if not found then
		perform evidence.refuse_unseen();
	end if;
end $$;
comment on function evidence.seen(bigint) is 'A piece of evidence with its head. Refuses: WH404 not in the caller''s sight.';

create function evidence.hold_free(evidence bigint, action text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	title text;
begin
	select coalesce(t.title, '看不到的一件') into title
	from data.evidence_link as l
	left join data.item as t on t.id = l.target
	where l.evidence = hold_free.evidence and l.ended is null and base.is_kept(l.target, true)
	order by l.id
	limit 1;
	if found then
		perform base.refuse('WH409', 'evidence/kept', format('“%s”已经办结，用在那里的材料不能%s。', title, hold_free.action));
	end if;
end $$;
comment on function evidence.hold_free(bigint, text) is
'Holds what a piece of evidence is used for as it is, until the end of the transaction.
Refuses: WH409 it is used where what is linked stays linked (data.state.keeps).';

-- ---- one piece ---------------------------------------------------------------------------------------------------------

create function evidence.uses(evidence bigint, past boolean) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	own constant boolean := flow.may(uses.evidence, 'edit');
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('link', l.id, 'item', t.id, 'workflow', t.workflow, 'title', t.title,
			'state_label', s.label, 'address', report.address(t.workflow, t.id), 'by', l.name, 'at', base.time_text(l.at))
			|| case when uses.past
				then jsonb_build_object('ended', base.time_text(l.ended), 'ended_by', l.ended_by, 'reason', l.reason)
				else jsonb_build_object('may_end', (own or t.id is not null and evidence.works_on(t)) and not base.is_kept(l.target, false))
			end order by l.id), '[]')
		from data.evidence_link as l
		left join data.item as t on t.id = l.target
		left join data.state as s on s.workflow = t.workflow and s.state = t.state
		where l.evidence = uses.evidence and (l.ended is not null) = uses.past
	);
end $$;
comment on function evidence.uses(bigint, boolean) is
'Where a piece of evidence is used, or was (past), the first first. item and title null: something that the caller doesn''t see.';

create function evidence.show(evidence bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	s record;
	own boolean;
begin
	s := evidence.seen(show.evidence);
	own := (s.head).unit = any (base.held(array['officer', 'reviewer', 'secretary'])) or coalesce((s.head).subject = base.person(), false);
	return (
		select json_build_object('id', (s.head).id, 'version', (s.head).version, 'name', (s.e).name,
			'unit', (select json_build_object('id', u.id, 'short_name', u.short_name) from data.unit as u where u.id = (s.head).unit),
			'state', (s.head).state, 'state_label', l.label, 'happened', (s.e).happened_on, 'uploaded', base.time_text((s.e).uploaded),
			'uploaded_by', (s.e).uploaded_by, 'note', (s.e).note, 'restricted', (s.e).restricted, 'size', b.size, 'type', b.type,
			'sha256', encode(b.digest, 'hex'), 'sm3', encode(b.sm3, 'hex'), 'received', encode((s.e).received, 'hex'),
			'stripped', (s.e).received <> b.digest, 'previews', case (s.head).state when 'kept' then b.previews else 0 end,
			'scanned', b.scanned is not null, 'used', evidence.uses((s.head).id, false), 'past', evidence.uses((s.head).id, true),
			'purposes', case when (s.e).restricted then evidence.purposes() end, 'purpose', evidence.purpose_said((s.head).id),
			'looks', case when (s.e).restricted and own then evidence.looks((s.head).id) end,
			'verbs', flow.verbs((s.head).id), 'events', flow.events((s.head).id))
		from data.blob as b
		join data.state as l on l.workflow = 'evidence' and l.state = (s.head).state
		where b.digest = (s.e).blob
	);
end $$;
comment on function evidence.show(bigint) is
'One piece of evidence: its facts, digests in hexadecimal, sizes in bytes, where it is and was used, the buttons open to the caller,
its history. Of restricted evidence: what it may be opened for (purposes), what the caller said today (purpose), and, for its own unit
and member, who opened it (looks).
Refuses: WH404 not in the caller''s sight.';

create function evidence.edit(evidence bigint, name text, happened date, restricted boolean, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	s record;
begin
	s := evidence.seen(edit.evidence);
	perform flow.move('evidence', edit.evidence, 'edit'), evidence.hold_free(edit.evidence, '修改');
	if evidence.extension(edit.name) is distinct from evidence.extension((s.e).name) then
		perform base.refuse('WH422', 'evidence/other-extension', format('文件名要以“.%s”结尾。', evidence.extension((s.e).name)), 'name');
	elsif edit.happened > base.today() then
		perform base.refuse('WH422', 'evidence/later', '日期不能晚于今天。', 'happened');
	end if;
	update data.item as i
	set title = evidence.title(edit.name)
	where i.id = edit.evidence;
	update data.evidence as r
	set name = edit.name, happened_on = edit.happened, restricted = edit.restricted, note = edit.note
	where r.item = edit.evidence;
	if edit.restricted <> (s.e).restricted then
		perform base.record('evidence.restrict', 'evidence/' || edit.evidence, jsonb_build_object('restricted', edit.restricted));
	end if;
	return evidence.show(edit.evidence);
end $$;
comment on function evidence.edit(bigint, text, date, boolean, text) is
'Calls a piece of evidence otherwise, gives it another day, note or restriction; its bytes stay. Answers as show.
Refuses: WH404 not in sight; WH403 not of the caller''s unit, and not theirs; WH409 withdrawn, or used in what is closed; WH412 changed
meanwhile; WH422 another extension, a day to come.';

create function evidence.withdraw(evidence bigint, note text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	s record;
begin
	s := evidence.seen(withdraw.evidence);
	perform flow.move('evidence', withdraw.evidence, 'withdraw', withdraw.note), evidence.hold_free(withdraw.evidence, '撤下');
	update data.evidence_link as l
	set ended = base.now(), ended_by = evidence.sign((s.head).unit), reason = left(withdraw.note, 200)
	where l.evidence = withdraw.evidence and l.ended is null;
	return evidence.show(withdraw.evidence);
end $$;
comment on function evidence.withdraw(bigint, text) is
'Takes a piece of evidence out of use, wherever it is used: the record stays, the worker removes the bytes a day later if nothing else
is made of them. Answers as show.
Refuses: WH404 not in sight; WH403 not of the caller''s unit, and not theirs; WH409 withdrawn already, or used in what is closed; WH412
changed meanwhile; WH422 without a reason.';

-- ---- what there is -----------------------------------------------------------------------------------------------------

create function evidence.extension(name text) returns text
language sql immutable
as $$ select lower(substring(extension.name from '\.([A-Za-z0-9]{1,8})$')) $$;
comment on function evidence.extension(text) is 'What stands behind the last dot of a file''s name, in lower case; null: nothing that could be one.';

create function evidence.title(name text) returns text
language sql immutable
as $$ select btrim(left(title.name, 60)) $$;
comment on function evidence.title(text) is 'A file''s name as its head has it.';

create function evidence.titles(evidence bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(coalesce(t.title, '') order by l.id), '[]')
		from data.evidence_link as l
		left join data.item as t on t.id = l.target
		where l.evidence = titles.evidence and l.ended is null
	);
end $$;
comment on function evidence.titles(bigint) is 'What a piece of evidence is used for; an empty title: something that the caller doesn''t see.';

create function evidence.library(unit bigint, q text default null, page bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	place data.unit;
	rows jsonb;
	next bigint;
begin
	select u.* into place from data.unit as u where u.id = library.unit;
	if not found then
		perform evidence.refuse_unseen();
	end if;
	select jsonb_agg(r.line order by r.id desc) filter (where r.place <= 50), min(r.id) filter (where r.place <= 50 and r.many > 50)
	into rows, next
	from (
		select f.id, row_number() over (order by f.id desc) as place, count(*) over () as many,
			jsonb_build_object('id', f.id, 'name', f.name, 'happened', f.happened_on, 'uploaded', base.time_text(f.uploaded), 'type', b.type,
				'size', b.size, 'previews', b.previews, 'restricted', f.restricted, 'uses', evidence.titles(f.id)) as line
		from (
			select i.id, e.name, e.happened_on, e.uploaded, e.restricted, e.blob
			from data.item as i
			join data.evidence as e on e.item = i.id
			where i.workflow = 'evidence' and i.state = 'kept' and i.unit = library.unit and (library.page is null or i.id < library.page)
				and (library.q is null or strpos(lower(e.name), lower(library.q)) > 0)
			order by i.id desc
			limit 51
		) as f
		join data.blob as b on b.digest = f.blob
	) as r;
	return json_build_object('unit', json_build_object('id', place.id, 'short_name', place.short_name),
		'rows', coalesce(rows, '[]'), 'next', next,
		'may_add', place.closed_on is null and (place.id = any (base.held(array['officer', 'reviewer', 'secretary']))
			or base.person() is not null and place.id = any (base.held(array['member']))));
end $$;
comment on function evidence.library(bigint, text, bigint) is
'The evidence of a unit in use, the newest first, 50 a page, perhaps only names with q in them; next: what page is to be to go on;
may_add: whether the caller uploads here (evidence.uploader). A member sees their own. Refuses: WH404 no such unit in the caller''s sight.';

reset role;
