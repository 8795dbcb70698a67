-- Where evidence is used: who may add it to what, links, and what is linked to an item.
set role verbs_evidence;

create function evidence.target_for(target bigint) returns data.item
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	head data.item;
begin
	select i.* into head from data.item as i where i.id = target_for.target and evidence.takes(i);
	if not found then
		perform evidence.refuse_unseen();
	end if;
	if not evidence.works_on(head) then
		perform evidence.refuse_stranger('给这一件加材料');
	end if;
	if base.is_kept(head.id, true) then
		perform base.refuse('WH409', 'evidence/target-kept', format('这一件已经是“%s”，不能再加材料。',
			(select s.label from data.state as s where s.workflow = head.workflow and s.state = head.state)));
	end if;
	return head;
end $$;
comment on function evidence.target_for(bigint) is
'The item that the caller is about to add evidence to; held as it is until the end of the transaction.
Refuses: WH404 not in sight, or of a workflow that takes none; WH403 not theirs to work on; WH409 closed.';

create function evidence.uploader(unit bigint, target bigint, out at bigint, out subject bigint, out signed text)
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	roles constant bigint[] := base.held(array['officer', 'reviewer', 'secretary']);
	homes constant bigint[] := base.held(array['member']);
	head data.item;
begin
	if uploader.target is not null then
		head := evidence.target_for(uploader.target);
	end if;
	at := coalesce(uploader.unit, evidence.place_of(head), case cardinality(roles) when 1 then roles[1] when 0 then homes[1] end);
	if at is null then
		perform base.refuse('WH422', 'evidence/no-unit', '请选一个单位。', 'unit');
	end if;
	subject := case when head.unit = at then head.subject end;
	if not at = any (roles) then
		if not at = any (homes) or base.person() is null or head.id is not null and head.subject is distinct from base.person() then
			perform from data.unit as u where u.id = at;
			if not found then
				perform evidence.refuse_unseen();
			end if;
			perform evidence.refuse_stranger('给这个单位上传材料');
		end if;
		subject := base.person();
	end if;
	signed := evidence.sign(at);
end $$;
comment on function evidence.uploader(bigint, bigint) is
'Who is about to upload: at which unit (by default the target''s, or the caller''s only one), whose own evidence it will be (a
member''s; null: the unit''s), and under what name. Officers, reviewers and secretaries upload at their own unit, a member at theirs,
for goals of their own or for none.
Refuses: as target_for; WH403 not the caller''s unit; WH404 no such unit in sight; WH422 the caller has several.';

create function evidence.link(evidence bigint, target bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	s record;
	head data.item;
begin
	s := evidence.seen(link.evidence);
	head := evidence.target_for(link.target);
	perform from data.item as i where i.id = link.evidence and i.state = 'kept' for share;
	if not found then
		perform base.refuse('WH409', 'evidence/withdrawn', format('“%s”已经撤下，不能再用。', (s.e).name));
	end if;
	insert into data.evidence_link (evidence, target, name)
	values (link.evidence, link.target, evidence.sign(head.unit));
	perform base.record('evidence.link', 'evidence/' || link.evidence, jsonb_build_object('subject', head.workflow || '/' || head.id));
	return evidence.show(link.evidence);
end $$;
comment on function evidence.link(bigint, bigint) is
'Uses a piece of evidence for one more item that the caller works on. Answers as show.
Refuses: WH404 either not in sight; WH403 the item isn''t the caller''s; WH409 withdrawn, used there already, or the item is closed.';

create function evidence.end_link(link bigint, reason text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	l data.evidence_link;
	s record;
begin
	select k.* into l from data.evidence_link as k where k.id = end_link.link for no key update;
	if not found then
		perform evidence.refuse_unseen();
	end if;
	s := evidence.seen(l.evidence);
	if not (flow.may(l.evidence, 'edit') or exists (select from data.item as t where t.id = l.target and evidence.works_on(t))) then
		perform evidence.refuse_stranger('取消这处使用');
	elsif l.ended is not null then
		perform base.refuse('WH409', 'evidence/ended', format('这处使用已经由%s取消。', l.ended_by));
	elsif base.is_kept(l.target, true) then
		perform base.refuse('WH409', 'evidence/kept', '这一件已经办结，用在那里的材料不能取消。');
	end if;
	update data.evidence_link as k
	set ended = base.now(), ended_by = evidence.sign((s.head).unit), reason = end_link.reason
	where k.id = l.id;
	perform base.record('evidence.end_link', 'evidence/' || l.evidence, jsonb_build_object('subject', (
		select t.workflow || '/' || t.id from data.item as t where t.id = l.target)));
	return evidence.show(l.evidence);
end $$;
comment on function evidence.end_link(bigint, text) is
'Uses a piece of evidence no longer for an item; that it was stays written. For whoever works on either. Answers as show.
Refuses: WH404 not in sight; WH403 neither is the caller''s; WH409 ended already, or the item is closed.';

create function evidence.of(item bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	head data.item;
	works boolean;
begin
	select i.* into head from data.item as i where i.id = of.item and evidence.takes(i);
	if not found then
		perform evidence.refuse_unseen();
	end if;
	works := evidence.works_on(head);
	return json_build_object('rows', (
			select coalesce(json_agg(json_build_object('link', l.id, 'id', e.item, 'name', e.name, 'happened', e.happened_on,
				'uploaded', base.time_text(e.uploaded), 'type', b.type, 'size', b.size, 'previews', b.previews, 'restricted', e.restricted,
				'note', e.note, 'by', l.name, 'at', base.time_text(l.at),
				'may_end', not base.is_kept(head.id, false) and (works or flow.may(e.item, 'edit'))) order by l.id), '[]')
			from data.evidence_link as l
			join data.evidence as e on e.item = l.evidence
			join data.blob as b on b.digest = e.blob
			where l.target = head.id and l.ended is null
		),
		'may_add', works and not base.is_kept(head.id, false),
		'unit', evidence.place_of(head));
end $$;
comment on function evidence.of(bigint) is
'What is linked to an item, of what the caller sees, and whether they may add to it; unit: where what they add will be.
Refuses: WH404 the item is not in the caller''s sight, or takes none.';

reset role;
