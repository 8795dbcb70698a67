-- A member's own page: facts, posts, history, transfers. Whoever works on the unit says for what before it opens; the member
-- reads it without, and sees who looked.
set role verbs_org;

create function org.own_person() returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (select a.person from data.account as a where a.id = (select base.account()));
end $$;
comment on function org.own_person() is 'The member whose account calls; null: none.';

create function org.purposes() returns text[]
language sql immutable
as $$ select array['核对名册', '办理转接', '换届推荐', '慰问走访', '民主评议'] $$;
comment on function org.purposes() is 'What a record is opened for, to choose from; another may be written instead.';

create function org.roles_over(unit bigint) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select string_agg(r.label, '、' order by r.role)
		from data.role as r
		where r.role in ('officer', 'reviewer', 'secretary', 'inspector') and exists (
			select
			from data.scope as s
			where s.unit = roles_over.unit and s.superior = any (base.held(array[r.role])))
	);
end $$;
comment on function org.roles_over(bigint) is 'The roles that the caller holds at this unit or above, in words.';

create function org.looked(person bigint) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (
		select
		from data.look as l
		where l.person = looked.person and l.account = (select base.account())
			and (l.at at time zone 'Asia/Shanghai')::date = base.today()
	);
end $$;
comment on function org.looked(bigint) is 'Whether the caller has said today for what they open this record.';

create function org.buttons(p data.person) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if not org.keeps(p.unit) then
		return '[]';
	end if;
	return (
		select coalesce(jsonb_agg(jsonb_build_object('verb', v.act, 'label', v.label, 'sure', v.sure, 'note', v.note,
			'primary', v.place = 1) order by v.place), '[]')
		from (
			select a.act, case when a.act = 'expel' and p.state = 'probationary' then '取消预备党员资格' else a.label end as label,
				a.sure, a.note, a.place
			from org.acts() as a
			where p.state = any (a.from_states)
			union all
			select 'extend', case when p.probation_until is null then '延长预备期' else '更正延长的日期' end, null, 'must', 2
			where p.state = 'probationary'
			union all
			select 'mend', '更正登记内容', null, 'must', 2
			where p.state in ('probationary', 'full', 'stopped')
			union all
			select 'transfer', '转接组织关系', null, 'may', 2
			where p.state in ('probationary', 'full') and not org.has_transfer(p.id)
		) as v
	);
end $$;
comment on function org.buttons(data.person) is 'What is open to the caller on a member''s page, as flow.verbs has it.';

create function org.person_posts(person bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('post', t.post, 'label', o.label, 'title', t.title, 'unit', u.id,
			'unit_name', u.short_name, 'since', t.since, 'until', t.until) order by t.until is not null, t.since desc, t.id), '[]')
		from data.tenure as t
		join data.post as o on o.post = t.post
		left join data.unit as u on u.id = t.unit
		where t.person = person_posts.person
	);
end $$;
comment on function org.person_posts(bigint) is 'The posts that a member holds and held, those in force first.';

create function org.person_events(person bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object(
			'what', case c.kind when 'admitted' then '接收为预备党员' when 'full' then '转正' when 'entered' then '登记'
				when 'moved' then '转接组织关系' when 'left' then '转出' when 'stopped' then '停止党籍' when 'restored' then '恢复党籍'
				when 'expelled' then case c.from_state when 'probationary' then '取消预备党员资格' else '出党' end
				when 'died' then '去世' when 'duty' then '职务变动' when 'mended' then '更正登记' when 'extended' then '延长预备期'
				when 'regrouped' then '调整党小组' end,
			'on', c.happened_on, 'unit', coalesce(u.short_name, null), 'other', o.short_name, 'note', c.note, 'name', c.name,
			'at', base.time_text(c.at)) order by c.happened_on desc, c.id desc), '[]')
		from data.career as c
		left join data.unit as u on u.id = c.unit
		left join data.unit as o on o.id = c.other
		where c.person = person_events.person
	);
end $$;
comment on function org.person_events(bigint) is 'What happened to a member, newest first.';

create function org.person_answer(p data.person) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	own boolean := coalesce(p.id = org.own_person(), false);
begin
	return jsonb_build_object('id', p.id, 'version', org.version_of(p.id), 'own', own, 'name', p.name, 'number', p.number,
		'state', p.state, 'state_label', org.state_label(p.state), 'duty', p.duty, 'joined', p.joined_on, 'full', p.full_on,
		'ends', case p.state when 'probationary' then org.probation_over(p.joined_on, p.probation_until) end,
		'extension', case p.state when 'probationary' then org.extension_of(p) end, 'since', p.since, 'today', base.today(),
		'unit', (select jsonb_build_object('id', u.id, 'short_name', u.short_name, 'full_name', u.full_name)
			from data.unit as u where u.id = p.unit),
		'posts', org.person_posts(p.id), 'events', org.person_events(p.id), 'verbs', org.buttons(p),
		'transfers', (
			select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'from', t.unit_name, 'to', t.other_name, 'state', i.state,
				'state_label', s.label, 'opened', base.time_text(i.opened)) order by i.id desc), '[]')
			from data.transfer as t
			join data.item as i on i.id = t.item
			join data.state as s on s.workflow = i.workflow and s.state = i.state
			where t.person = p.id
		),
		'looks', case when own then (
			select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'role', l.role, 'purpose', l.purpose,
				'at', base.time_text(l.at)) order by l.id desc), '[]')
			from (select * from data.look as t where t.person = p.id order by t.id desc limit 200) as l
		) end)
		|| case when coalesce(base.rule('identity_numbers'), 0) = 1
			then jsonb_build_object('sealed', encode(p.identity_cipher, 'hex')) else '{}' end;
end $$;
comment on function org.person_answer(data.person) is
'A member''s page. extension: between which days a probation may be prolonged, and until when it was. looks: who opened it, for the member alone. sealed: only where identity numbers are kept; C replaces it by the
masked number.';

create function org.person(person bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	p data.person := org.seen_person(person.person);
begin
	if p.id is distinct from org.own_person() then
		if not org.looked(p.id) then
			return json_build_object('purposes', org.purposes());
		end if;
		perform base.record('org.person', 'person/' || p.id);
	end if;
	return org.person_answer(p);
end $$;
comment on function org.person(bigint) is
'A member''s page, for the member, and for who works on the unit and has said today for what (org.look); before that
{"purposes": [...]} and nothing of the member. Each reading by others is written down. Refuses: WH404 not in the caller''s sight.';

create function org.note_look(p data.person, purpose text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.look (person, account, name, role, purpose)
	select p.id, base.account(), coalesce(base.signature(array['officer', 'reviewer', 'secretary', 'inspector'], array[p.unit]), a.name),
		coalesce(org.roles_over(p.unit), '接收单位'), note_look.purpose
	from data.account as a
	where a.id = base.account();
	perform base.record('org.look', 'person/' || p.id, jsonb_build_object('purpose', note_look.purpose));
end $$;
comment on function org.note_look(data.person, text) is 'Writes down who opens a record, as what, for what; the member reads it.';

create function org.look(person bigint, purpose text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	p data.person := org.seen_person(look.person);
begin
	if p.id is distinct from org.own_person() then
		perform org.note_look(p, look.purpose);
	end if;
	return json_build_object('id', p.id);
end $$;
comment on function org.look(bigint, text) is
'Says for what a record is opened: until the end of the day org.person answers with it. Refuses: WH404 not in sight.';

create function org.own() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return json_build_object('person', (select p.id from data.person as p where p.id = org.own_person()));
end $$;
comment on function org.own() is 'The caller''s own record: {"person": id}, null where the account is no member''s. Refuses nothing.';

-- ---- identity numbers: only where the rule is on; the key is C's ---------------------------------------------------------

create function org.check_identity() returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if coalesce(base.rule('identity_numbers'), 0) <> 1 then
		perform org.refuse_unseen();
	end if;
end $$;
comment on function org.check_identity() is 'Refuses with WH404, as if there were no such address, where identity numbers are not kept.';

create function org.finds_by_identity() returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return coalesce(base.rule('identity_numbers'), 0) = 1 and base.held(array['officer', 'reviewer', 'secretary']) <> '{}';
end $$;
comment on function org.finds_by_identity() is
'Whether the caller may find a member by the identity number: where numbers are kept, who enters what happens to members.';

create function org.identity_kept() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform org.check_identity();
	if not org.finds_by_identity() then
		perform org.refuse_keeper('登记、查找身份证号');
	end if;
	return json_build_object('purposes', org.purposes());
end $$;
comment on function org.identity_kept() is
'For what a member is looked for by the identity number, to choose from; also asked before a number is looked at.
Refuses: WH404 not kept here; WH403 who enters no members.';

create function org.set_identity(person bigint, cipher bytea, digest bytea) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	p data.person;
begin
	perform org.check_identity();
	p := org.kept_person(set_identity.person, '登记身份证号');
	begin
		update data.person as t
		set identity_cipher = set_identity.cipher, identity_digest = set_identity.digest
		where t.id = p.id;
	exception when unique_violation then
		-- whoever tries numbers learns so which are registered, out of their sight too: each such try is written down
		perform base.record('org.identity_taken', 'person/' || p.id);
		return json_build_object('taken', '这个身份证号已经登记过。');
	end;
	perform org.note_career(p.id, p.unit, 'mended', base.today(), '登记身份证号');
	return org.changed(p.id);
end $$;
comment on function org.set_identity(bigint, bytea, bytea) is
'Keeps a member''s identity number: sealed for person/<id>, and its keyed digest. Refuses: WH404 not kept here, or not in sight; WH403
not the keeper. A number that is another member''s is {"taken": sentence}, for it is written down.';

create function org.identity(person bigint, purpose text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	p data.person;
begin
	perform org.check_identity();
	p := org.seen_person(identity.person);
	if p.id is distinct from org.own_person() then
		if not org.keeps(p.unit) then
			perform base.record('org.identity_refused', 'person/' || p.id);
			return json_build_object('refused', '当前身份不能看身份证号。需要办理，请联系本单位的支部书记。');
		end if;
		perform org.note_look(p, '看身份证号：' || left(identity.purpose, 50));
	end if;
	return json_build_object('sealed', encode(p.identity_cipher, 'hex'));
end $$;
comment on function org.identity(bigint, text) is
'A member''s whole identity number, sealed, for C to open; each look is written down with its purpose. A refused look is
{"refused": sentence}, for it is written down too. Refuses: WH404 not kept here, or not in sight.';

create function org.find_identity(digest bytea, purpose text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	p data.person;
begin
	perform org.identity_kept();
	if find_identity.purpose is null then
		perform base.refuse('WH422', 'org/no-purpose', '用途没有填。', 'purpose');
	end if;
	select * into p from data.person as t where t.identity_digest = find_identity.digest;
	perform base.record('org.find_identity', coalesce('person/' || p.id, 'person'), jsonb_build_object('purpose', find_identity.purpose));
	if p.id is not null and p.id is distinct from org.own_person() then
		perform org.note_look(p, '按身份证号查找：' || left(find_identity.purpose, 50));
	end if;
	return json_build_object('person', p.id);
end $$;
comment on function org.find_identity(bytea, text) is
'The member of this identity number, by its keyed digest, if in the caller''s sight: {"person": id}, null otherwise. Each try is
written down with its purpose, and a find is a look at the record: the member reads it, and the page opens until the end of the day.
Refuses: WH404 not kept here; WH403 who enters no members; WH422 no purpose.';

reset role;
