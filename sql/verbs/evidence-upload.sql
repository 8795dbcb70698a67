-- Uploads: tickets of the tus protocol, from the first byte announced to the last one received. What is in a file is the
-- worker's to judge (evidence-work.sql). How many bytes have come is the file's own length on disk, and stands nowhere else.
set role verbs_evidence;

create function evidence.size_text(bytes numeric) returns text
language sql immutable
as $$
	select case
		when bytes >= 1073741824 then trim_scale(round(bytes / 1073741824, 1)) || ' GB'
		when bytes >= 1048576 then ceil(bytes / 1048576) || ' MB'
		else ceil(greatest(bytes, 0) / 1024) || ' KB'
	end
$$;
comment on function evidence.size_text(numeric) is 'A number of bytes as sentences say it: 5 GB, 1.5 GB, 12 MB, 3 KB.';

create function evidence.most() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return to_json((base.rule('evidence_file_mib') * 1048576)::bigint);
end $$;
comment on function evidence.most() is 'How many bytes a file may have (Tus-Max-Size). Refuses nothing.';

create function evidence.low_water() returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return base.rule('evidence_low_water_mib') * 1048576;
end $$;
comment on function evidence.low_water() is 'How many bytes of the disk stay free, whatever comes.';

create function evidence.upload_row(upload data.upload) returns json
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select json_build_object('id', upload.id, 'name', upload.name, 'size', upload.size, 'offset', case when upload.state = 'open' then 0 else upload.size end,
			'state', upload.state, 'waits', upload.waits, 'refused', upload.refused, 'evidence', upload.evidence, 'target', upload.target,
			'unit', json_build_object('id', u.id, 'short_name', u.short_name), 'expires', base.time_text(upload.expires),
			'made', base.time_text(upload.made))
		from (select upload.unit as id) as wanted
		left join data.unit as u on u.id = wanted.id
	);
end $$;
comment on function evidence.upload_row(data.upload) is
'One upload as its page shows it. The offset of an open one is the program''s to fill in, from the file.';

create function evidence.upload_ticket(upload data.upload) returns json
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return json_build_object('id', upload.id, 'size', upload.size, 'state', upload.state, 'metadata', upload.metadata, 
		'address', (select report.address(i.workflow, i.id) from data.item as i where i.id = upload.target), 'expires', extract(epoch from upload.expires)::bigint, 'low_water', evidence.low_water());
end $$;
comment on function evidence.upload_ticket(data.upload) is 'One upload as the protocol needs it: expires in seconds since 1970, low_water in bytes.';

create function evidence.upload_room(unit bigint, size bigint, free bigint) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	most constant bigint := (base.rule('evidence_file_mib') * 1048576)::bigint;
	admin constant text := coalesce(base.setting('admin'), '系统管理员');
	room bigint;
begin
	if upload_room.size > most then
		perform base.refuse('WH413', 'evidence/too-large', format('最多%s，这次是%s。没有保存。', evidence.size_text(most),
			evidence.size_text(upload_room.size)));
	end if;
	if upload_room.free - upload_room.size < evidence.low_water() then
		perform base.refuse('WH507', 'evidence/low-water',
			format('服务器空间不足，文件没有存上。请联系%s，腾出空间后再传。', admin));
	end if;
	-- who comes second counts what the first one has taken
	perform pg_advisory_xact_lock(hashtext('evidence.room'), (upload_room.unit % 2147483647)::integer);
	room := base.evidence_room(upload_room.unit);
	if upload_room.size > room then
		perform base.refuse('WH507', 'evidence/quota', format('本单位的空间还剩%s，这次要%s，文件没有存上。请撤下用不着的材料，或者联系%s。',
			evidence.size_text(room), evidence.size_text(upload_room.size), admin));
	end if;
end $$;
comment on function evidence.upload_room(bigint, bigint, bigint) is
'Refuses: WH413 more bytes than a file may have; WH507 the disk would fall below its low-water mark (free: bytes free now), or the
unit''s share would be used up (base.evidence_room).';

create function evidence.upload_create(name text, size bigint, free bigint, unit bigint default null, target bigint default null,
	happened date default null, restricted boolean default null, note text default null, announced bytea default null,
	metadata text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	made data.upload;
	place record;
begin
	place := evidence.uploader(upload_create.unit, upload_create.target);
	if evidence.type_of(upload_create.name) is null then
		perform base.refuse('WH415', 'evidence/type', format('可以用：%s。没有保存。', evidence.kinds()));
	end if;
	if upload_create.happened > base.today() then
		perform base.refuse('WH422', 'evidence/not-yet', '发生日期还没有到。', 'happened');
	end if;
	if (select count(*) from data.upload as u where u.account = base.account() and u.state = 'open') >= 200 then
		perform base.refuse('WH409', 'evidence/many-open', '没传完的文件太多了。请先传完，或者放弃几个。');
	end if;
	perform evidence.upload_room(place.at, upload_create.size, upload_create.free);
	insert into data.upload (account, unit, target, subject, signed, name, size, happened_on, restricted, note, announced, metadata, expires)
	values (base.account(), place.at, upload_create.target, place.subject, place.signed, upload_create.name, upload_create.size, upload_create.happened,
		coalesce(upload_create.restricted, false), upload_create.note, upload_create.announced, upload_create.metadata,
		base.now() + make_interval(days => base.rule('evidence_upload_days')::integer))
	returning * into made;
	perform base.record('evidence.upload', 'upload/' || made.id, jsonb_build_object('bytes', made.size));
	return evidence.upload_ticket(made);
end $$;
comment on function evidence.upload_create(text, bigint, bigint, bigint, bigint, date, boolean, text, bytea, text) is
'Makes a ticket (tus: creation). size: bytes of the whole file; free: bytes free on the disk now; unit: where it is kept; target: the
item it is for; happened: the day of what it shows; announced: SHA-256 of the file, by its sender; metadata: the header as it came.
Refuses: as evidence.uploader; WH415 a name whose ending isn''t taken; WH422 an empty file, a bad name or a day to come; WH413 too large; WH507 no
room on the disk or in the unit''s share; WH409 200 uploads of the caller are open.';

create function evidence.upload_own(upload bigint) returns data.upload
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	own data.upload;
begin
	select * into own from data.upload as u where u.id = upload_own.upload and u.account = base.account();
	if not found then
		perform evidence.refuse_unseen();
	end if;
	return own;
end $$;
comment on function evidence.upload_own(bigint) is 'The caller''s own upload. Refuses: WH404 there is none.';

create function evidence.refuse_ended() returns void
language sql
as $$ select base.refuse('WH410', 'evidence/ended', '这次上传已经放弃，或者过期了。请重新上传。') $$;
comment on function evidence.refuse_ended() is 'Refuses with WH410.';

create function evidence.upload_held(upload bigint) returns data.upload
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	own data.upload := evidence.upload_own(upload_held.upload);
begin
	select * into own from data.upload as u where u.id = own.id for no key update;
	if own.state = 'ended' then
		perform evidence.refuse_ended();
	end if;
	return own;
end $$;
comment on function evidence.upload_held(bigint) is
'The caller''s own upload, held as it is until the end of the transaction. Refuses: WH404 there is none; WH410 given up or expired.';

create function evidence.upload_find(upload bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	own data.upload := evidence.upload_own(upload_find.upload);
begin
	if own.state = 'refused' then
		perform base.refuse('WH410', 'evidence/refused', own.refused);
	elsif own.state = 'ended' then
		perform evidence.refuse_ended();
	elsif own.state = 'open' and own.expires <= base.now() then
		perform base.refuse('WH410', 'evidence/ended', '这次上传已经过期。请重新上传。');
	end if;
	return evidence.upload_ticket(own);
end $$;
comment on function evidence.upload_find(bigint) is
'The caller''s ticket, for whichever device goes on with it.
Refuses: WH404 not the caller''s; WH410 refused, given up or expired.';

create function evidence.receive(upload bigint, sha256 bytea, size bigint default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	own data.upload := evidence.upload_held(receive.upload);
begin
	if own.state = 'open' then
		if receive.size > own.size or receive.size is not null and own.metadata is not null then
			perform base.refuse('WH422', 'evidence/size', '文件的大小不对。');
		end if;
		update data.upload as u
		set state = case when own.announced <> receive.sha256 then 'refused' else 'received' end,
			refused = case when own.announced <> receive.sha256 then '收到的内容和发送的不一样，没有保存。请重新上传。' end,
			received = receive.sha256, size = coalesce(receive.size, u.size), finished = base.now()
		where u.id = own.id
		returning * into own;
		perform base.record('evidence.receive', 'upload/' || own.id, jsonb_build_object('sha256', encode(receive.sha256, 'hex'))
			|| case when own.state = 'refused' then jsonb_build_object('refused', own.refused) else '{}' end);
	end if;
	return json_build_object('state', own.state, 'refused', own.refused);
end $$;
comment on function evidence.receive(bigint, bytea, bigint) is
'All bytes are there and on disk; sha256: of all of them; size: how many, of a plain form, which only says at its end. From here on they are the worker''s. Bytes that are not those announced
are refused, and that stays (so it is an answer: {"state", "refused"}). Doing it twice changes nothing.
Refuses: WH404 not the caller''s; WH410 given up meanwhile; WH422 an empty file, or more than was announced.';

create function evidence.upload_end(upload bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	own data.upload := evidence.upload_held(upload_end.upload);
begin
	if own.state = 'kept' then
		perform base.refuse('WH409', 'evidence/kept', '这个文件已经收下了。不用了，请在材料页撤下。');
	elsif own.state = 'received' then
		perform base.refuse('WH409', 'evidence/checking', '这个文件已经传完，正在检查，稍后再看。');
	end if;
	update data.upload as u
	set state = 'ended', refused = null, finished = base.now()
	where u.id = own.id;
	perform base.record('evidence.give_up', 'upload/' || own.id);
	return json_build_object('id', own.id);
end $$;
comment on function evidence.upload_end(bigint) is
'Gives an upload up, or takes a refused one off the list (tus: termination).
Refuses: WH404 not the caller''s; WH410 ended already; WH409 all bytes have come, and it is being checked, or kept.';

create function evidence.uploads() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return json_build_object(
		'rows', (
			select coalesce(json_agg(evidence.upload_row(u) order by u.id desc), '[]')
			from data.upload as u
			where u.account = base.account()
				and (u.state in ('received', 'refused') or u.state = 'open' and u.expires > base.now()
					or u.state = 'kept' and u.finished > base.now() - interval '1 hour')),
		'most', evidence.most(),
		'kinds', evidence.kinds());
end $$;
comment on function evidence.uploads() is
'The caller''s uploads that are not done, and those of the last hour that are; how many bytes a file may have, and in words what
may be sent. Refuses nothing.';

create function evidence.upload_show(upload bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return evidence.upload_row(evidence.upload_own(upload_show.upload));
end $$;
comment on function evidence.upload_show(bigint) is 'One of the caller''s uploads, whatever became of it. Refuses: WH404 not the caller''s.';

reset role;
