-- What is uploaded and kept: the tickets of uploads under way, the bytes by their digest, evidence, and what it is linked to.
set role wuhao_tables;

create table data.blob (
	digest bytea primary key,
	sm3 bytea not null,
	size bigint not null,
	type text not null,
	previews smallint not null default 0,
	scanned text,
	stored timestamptz not null default base.now(),
	idle timestamptz,
	removed timestamptz,
	constraint blob_digest_is_sha256 check (base.is_digest(digest)),
	constraint blob_sm3_is_a_digest check (base.is_digest(sm3)),
	constraint blob_size_is_some check (size >= 0),
	constraint blob_previews_are_some check (previews >= 0),
	constraint blob_is_idle_before_it_goes check (removed is null or idle is not null)
);
comment on table data.blob is
'Bytes in the store, once each, whoever sent them: the file is named by its digest. What no evidence in use refers to for a day goes from
the store, file and previews; its row stays, for the record of what was withdrawn.';
comment on column data.blob.digest is 'SHA-256 of what is stored';
comment on column data.blob.sm3 is 'SM3 (GB/T 32905) of the same';
comment on column data.blob.size is 'bytes';
comment on column data.blob.type is 'by its content (libmagic), never by what the sender says';
comment on column data.blob.previews is 'pictures of its pages in the store, re-encoded; 0: none';
comment on column data.blob.scanned is 'what the scanner was, when it found nothing; null: there was none';
comment on column data.blob.idle is 'since when the worker knows that no evidence in use refers to it; null: some does';
comment on column data.blob.removed is 'when its file went from the store; null: it stands there';
create index blob_idle on data.blob (idle) where removed is null and idle is not null;

create table data.upload (
	id bigint generated always as identity primary key,
	account bigint not null references data.account,
	unit bigint not null references data.unit,
	target bigint references data.item,
	subject bigint references data.person,
	signed text,
	name text not null,
	size bigint not null,
	happened_on date,
	restricted boolean not null default false,
	note text,
	state text not null default 'open',
	waits text,
	refused text,
	metadata text,
	announced bytea,
	received bytea,
	evidence bigint references data.item,
	made timestamptz not null default base.now(),
	finished timestamptz,
	expires timestamptz not null,
	constraint upload_name_is_a_line check (base.is_line(name, 120)),
	constraint upload_size_is_some check (size > 0),
	constraint upload_note_is_a_line check (base.is_line(note, 200)),
	constraint upload_state_is_known check (state in ('open', 'received', 'kept', 'refused', 'ended')),
	constraint upload_metadata_is_short check (length(metadata) <= 4096),
	constraint upload_announced_is_a_digest check (base.is_digest(announced)),
	constraint upload_received_is_a_digest check (base.is_digest(received)),
	constraint upload_refused_says_why check ((state = 'refused') = (refused is not null))
);
comment on table data.upload is
'A ticket of the tus protocol (1.0.0): open while bytes come (their number is the file''s length, on disk), received when all are
there and wait to be checked, then kept as evidence or refused with the reason; ended: given up or expired. Belongs to the account,
whatever device goes on with it.';
comment on column data.upload.target is 'what the evidence is linked to as soon as it is kept';
comment on column data.upload.subject is 'the member whose own evidence it will be (evidence.uploader); null: it is the unit''s';
comment on column data.upload.signed is 'the name under which it is kept, of a deputy both (evidence.uploader); null: the account''s';
comment on column data.upload.size is 'bytes, as announced (Upload-Length)';
comment on column data.upload.waits is 'received, and why it isn''t checked yet, as its page says it; null: its turn comes';
comment on column data.upload.metadata is 'the header Upload-Metadata as it came, which the protocol gives back; null: a plain form sent it';
comment on column data.upload.announced is 'SHA-256 of the whole file by its sender, where they named one: other bytes are refused';
comment on column data.upload.received is 'SHA-256 of the bytes received, before a picture''s metadata is taken out';
comment on constraint upload_name_is_a_line on data.upload is '文件名没有填，或者超过120字。';
comment on constraint upload_size_is_some on data.upload is '文件是空的。';
comment on constraint upload_note_is_a_line on data.upload is '说明要写成一行，最多200字。';
create index upload_of_account on data.upload (account, id) where state <> 'ended';
create index upload_of_unit on data.upload (unit) where state in ('open', 'received');
create index upload_to_check on data.upload (id) where state = 'received';
create index upload_by_expiry on data.upload (expires) where state = 'open';

create table data.evidence (
	item bigint primary key references data.item,
	blob bytea not null references data.blob,
	received bytea not null,
	received_size bigint not null,
	name text not null,
	happened_on date not null,
	restricted boolean not null default false,
	note text,
	uploaded timestamptz not null default base.now(),
	uploaded_by text not null,
	constraint evidence_name_is_a_line check (base.is_line(name, 120)),
	constraint evidence_note_is_a_line check (base.is_line(note, 200)),
	constraint evidence_received_is_a_digest check (base.is_digest(received))
);
comment on table data.evidence is 'One piece of evidence (佐证材料): hangs on data.item one to one, its bytes in data.blob. One upload serves many goals.';
comment on column data.evidence.received is 'SHA-256 of what was sent: differs from the blob''s where a picture''s metadata was taken out';
comment on column data.evidence.happened_on is 'the day of what it shows, apart from the day of the upload';
comment on column data.evidence.restricted is 'opening it is logged with who and what for, and the unit sees by whom';
comment on constraint evidence_name_is_a_line on data.evidence is '文件名没有填，或者超过120字。';
comment on constraint evidence_note_is_a_line on data.evidence is '说明要写成一行，最多200字。';
create index evidence_of_blob on data.evidence (blob);

create table data.evidence_link (
	id bigint generated always as identity primary key,
	evidence bigint not null references data.evidence,
	target bigint not null references data.item,
	name text not null,
	at timestamptz not null default base.now(),
	ended timestamptz,
	ended_by text,
	reason text,
	constraint evidence_link_is_ended_by_somebody check ((ended is null) = (ended_by is null)),
	constraint evidence_link_reason_is_a_line check (base.is_line(reason, 200))
);
comment on table data.evidence_link is 'Where a piece of evidence is used (goals, rectifications, assessments, meetings). Ending a use keeps its row.';
comment on constraint evidence_link_reason_is_a_line on data.evidence_link is '理由要写成一行，最多200字。';
create unique index evidence_link_in_use on data.evidence_link (evidence, target) where ended is null;
comment on index data.evidence_link_in_use is '这份材料已经用在这里。';
create index evidence_link_of_target on data.evidence_link (target, id);

create table data.evidence_look (
	id bigint generated always as identity primary key,
	evidence bigint not null references data.evidence,
	at timestamptz not null default base.now(),
	account bigint not null references data.account,
	name text not null,
	purpose text not null,
	constraint evidence_look_purpose_is_a_line check (base.is_line(purpose, 60))
);
comment on table data.evidence_look is 'Who opened restricted evidence, when, for what. Grows only.';
comment on constraint evidence_look_purpose_is_a_line on data.evidence_look is '用途没有填，或者超过60字。';
create index look_of_evidence on data.evidence_look (evidence, id);
create trigger evidence_look_only_grows before update or delete on data.evidence_look for each row execute function base.refuse_change();

create table data.quota (
	unit bigint primary key references data.unit,
	mib integer not null,
	basis text,
	name text not null,
	at timestamptz not null default base.now(),
	constraint quota_is_some check (mib between 0 and 16777216),
	constraint quota_basis_is_a_line check (base.is_line(basis, 200))
);
comment on table data.quota is 'A unit''s own share of the store in MiB, where it differs from the rule evidence_quota_mib.';

create table data.stored (
	unit bigint primary key references data.unit,
	bytes bigint not null default 0
);
comment on table data.stored is 'How many bytes of evidence each unit has in use; kept by triggers with each upload and withdrawal, rebuilt to the same figures.';
create trigger evidence_kept after insert on data.evidence for each row execute function base.add_evidence();
create trigger evidence_withdrawn after update of state, unit on data.item for each row
	when (old.workflow = 'evidence' and (old.state, old.unit) is distinct from (new.state, new.unit)) execute function base.count_evidence();

create index item_evidence on data.item (unit, id) where workflow = 'evidence' and state = 'kept';
create index item_evidence_withdrawn on data.item (id) where workflow = 'evidence' and state = 'withdrawn';

create table data.evidence_type (
	extension text primary key,
	types text[] not null,
	label text not null,
	inside text,
	family text,
	by_setting boolean not null default false,
	official_order smallint not null,
	constraint evidence_type_extension_is_plain check (extension ~ '^[a-z0-9]{1,8}$'),
	constraint evidence_type_family_is_known check (family in ('picture', 'pdf'))
);
comment on table data.evidence_type is 'What may be kept as evidence, by the extension of its name. Ships in sql/catalogue/evidence-types.sql.';
comment on column data.evidence_type.types is 'what libmagic may say of such a file''s content';
comment on column data.evidence_type.label is 'what people call it: several extensions of one label stand together';
comment on column data.evidence_type.inside is 'how the name of an entry must begin that such a ZIP archive has; null: it is no archive, or any will do';
comment on column data.evidence_type.family is 'picture: its metadata is taken out, and it has a preview; pdf: it has previews; null: neither';
comment on column data.evidence_type.by_setting is 'only where the setting evidence_zip says 可以';
reset role;
