-- The worker's turns: an upload that is all there is checked, and kept or refused; what nothing refers to goes from the store. The
-- worker enters no session: these are granted to wuhao_worker alone, and policies know it by its log-in.
set role verbs_evidence;

create function evidence.type_of(name text) returns data.evidence_type
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	found_type data.evidence_type;
begin
	select t.* into found_type
	from data.evidence_type as t
	where t.extension = evidence.extension(type_of.name) and (not t.by_setting or base.setting('evidence_zip') = '可以');
	return found_type;
end $$;
comment on function evidence.type_of(text) is 'What a file of this name must be; null: such a name is not taken.';

create function evidence.kinds() returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select string_agg(k.line, '，' order by k.place)
		from (
			select format('%s（%s）', t.label, string_agg(t.extension, '、' order by t.official_order)) as line, min(t.official_order) as place
			from data.evidence_type as t
			where not t.by_setting or base.setting('evidence_zip') = '可以'
			group by t.label
		) as k
	);
end $$;
comment on function evidence.kinds() is 'What may be uploaded, in words: 图片（jpg、png），PDF（pdf）.';

create function evidence.work(after bigint default 0) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	next data.upload;
	kind data.evidence_type;
begin
	perform pg_advisory_unlock_all();
	for next in
		select u.* from data.upload as u where u.state = 'received' and u.id > work.after order by u.id for no key update skip locked
	loop
		continue when not pg_try_advisory_lock(hashtext('evidence.work'), (next.id % 2147483647)::integer);
		kind := evidence.type_of(next.name);
		return json_build_object('id', next.id, 'name', next.name, 'size', next.size, 'received', encode(next.received, 'hex'),
			'waits', next.waits is not null, 'types', coalesce(kind.types, '{}'), 'inside', kind.inside, 'family', kind.family,
			'extension', kind.extension, 'kinds', evidence.kinds(), 'clamd', coalesce(base.setting('clamd_socket'), ''));
	end loop;
	return '{}';
end $$;
comment on function evidence.work(bigint) is
'The next upload after this one that waits to be checked, and how: what libmagic may say of it (types; none: the name is not taken), what
must be inside, its family, the scanner''s socket. It is held for this connection, so that two workers never check the same one, until
the next call or until the connection ends, however it ends. {} for none. Refuses nothing.';

create function evidence.work_kept(upload bigint, digest bytea, sm3 bytea, size bigint, type text, previews integer,
	scanned text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	u data.upload;
	piece bigint;
	signed text;
begin
	select t.* into u from data.upload as t where t.id = work_kept.upload for no key update;
	if u.state is distinct from 'received' then
		return json_build_object('evidence', u.evidence);
	end if;
	signed := coalesce(u.signed, (select a.name from data.account as a where a.id = u.account));
	insert into data.blob as b (digest, sm3, size, type, previews, scanned)
	values (work_kept.digest, work_kept.sm3, work_kept.size, work_kept.type, work_kept.previews, work_kept.scanned)
	on conflict on constraint blob_pkey do update
	set previews = excluded.previews, scanned = excluded.scanned, idle = null, removed = null;
	piece := flow.open_kept('evidence', u.unit, 'kept', evidence.title(u.name), 'upload', u.subject, u.account, signed);
	insert into data.evidence (item, blob, received, received_size, name, happened_on, restricted, note, uploaded, uploaded_by)
	values (piece, work_kept.digest, u.received, u.size, u.name, coalesce(u.happened_on, (u.made at time zone 'Asia/Shanghai')::date),
		u.restricted, u.note, base.now(), signed);
	if u.target is not null and not base.is_kept(u.target, true) then
		insert into data.evidence_link (evidence, target, name) values (piece, u.target, signed);
		perform base.record('evidence.link', 'evidence/' || piece, jsonb_build_object('who', signed, 'subject', (
			select i.workflow || '/' || i.id from data.item as i where i.id = u.target)));
	end if;
	update data.upload as t
	set state = 'kept', waits = null, evidence = piece, finished = base.now()
	where t.id = u.id;
	return json_build_object('evidence', piece);
end $$;
comment on function evidence.work_kept(bigint, bytea, bytea, bigint, text, integer, text) is
'An upload is evidence now: its bytes stand in the store, this many previews with them. digest, sm3, size: of what is stored; scanned: the
scanner, null where there was none. Linked to what it was sent for, unless that was closed meanwhile. Done twice, it is done once.
Refuses: WH409 its unit was dissolved meanwhile.';

create function evidence.work_refused(upload bigint, sentence text, virus text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	done data.upload;
begin
	update data.upload as t
	set state = 'refused', waits = null, refused = work_refused.sentence, finished = base.now()
	where t.id = work_refused.upload and t.state = 'received'
	returning t.* into done;
	if done.id is not null then
		perform base.record(case when work_refused.virus is null then 'evidence.refused' else 'evidence.infected' end, 'unit/' || done.unit,
			jsonb_strip_nulls(jsonb_build_object('number', done.id, 'found', left(work_refused.virus, 200),
				'who', coalesce(done.signed, (select a.name from data.account as a where a.id = done.account)))));
	end if;
	return json_build_object('refused', done.id is not null);
end $$;
comment on function evidence.work_refused(bigint, text, text) is
'An upload is not taken, and why, as its page says it; virus: what the scanner called it, for the audit alone. Refuses nothing.';

create function evidence.work_waits(upload bigint, sentence text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	update data.upload as t
	set waits = work_waits.sentence
	where t.id = work_waits.upload and t.state = 'received' and t.waits is distinct from work_waits.sentence;
	return '{}';
end $$;
comment on function evidence.work_waits(bigint, text) is 'An upload can''t be checked now, and why, as its page says it. Refuses nothing.';

create function evidence.work_unused() returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	update data.blob as b
	set idle = base.now()
	where b.removed is null and b.idle is null
		and b.digest in (
			select e.blob
			from data.item as i
			join data.evidence as e on e.item = i.id
			where i.workflow = 'evidence' and i.state = 'withdrawn')
		and not evidence.is_used(b.digest);
	return (
		select coalesce(json_agg(encode(r.digest, 'hex')), '[]')
		from (
			select b.digest
			from data.blob as b
			where b.removed is null and b.idle <= base.now() - interval '1 day' and not evidence.is_used(b.digest)
			order by b.idle
			limit 100
		) as r
	);
end $$;
comment on function evidence.work_unused() is
'Which bytes no evidence in use has referred to for a day, 100 at most, hexadecimal: their files are to go. To be asked and done while
nobody else puts files into the store. Refuses nothing.';

create function evidence.is_used(digest bytea) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return exists (
		select
		from data.evidence as e
		join data.item as i on i.id = e.item
		where e.blob = is_used.digest and i.state = 'kept');
end $$;
comment on function evidence.is_used(bytea) is 'Whether evidence in use is made of these bytes.';

create function evidence.work_removed(digest bytea) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	gone boolean;
begin
	update data.blob as b
	set removed = base.now(), previews = 0
	where b.digest = work_removed.digest and b.removed is null and b.idle is not null and not evidence.is_used(b.digest);
	gone := found;
	if gone then
		perform base.record('evidence.removed', 'evidence', jsonb_build_object('digest', encode(work_removed.digest, 'hex')));
	end if;
	return json_build_object('removed', gone);
end $$;
comment on function evidence.work_removed(bytea) is 'These bytes'' files are gone from the store. Refuses nothing.';

create function evidence.work_strange(digests text[]) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(json_agg(d.hex), '[]')
		from unnest(work_strange.digests) as d (hex)
		where not exists (select from data.blob as b where b.digest = decode(d.hex, 'hex') and b.removed is null)
	);
end $$;
comment on function evidence.work_strange(text[]) is
'Which of these (hexadecimal) the store should not have: a worker that was killed put them there before it told anybody. Refuses nothing.';

create function evidence.work_over(uploads bigint[]) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	update data.upload as u
	set state = 'ended', finished = base.now()
	where u.id = any (work_over.uploads) and u.state = 'open' and u.expires <= base.now();
	return (
		select coalesce(json_agg(d.id), '[]')
		from unnest(work_over.uploads) as d (id)
		join data.upload as u on u.id = d.id
		where u.state in ('kept', 'refused', 'ended')
	);
end $$;
comment on function evidence.work_over(bigint[]) is 'Which of these uploads are checked, given up, or too old (those end here): their bytes are to go from where uploads wait. Refuses nothing.';

create function evidence.work_figures() returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return json_build_object('mended', base.count_evidence_again());
end $$;
comment on function evidence.work_figures() is 'Counts anew how many bytes each unit has in use; mended: of how many units the figure was another. Refuses nothing.';

reset role;
