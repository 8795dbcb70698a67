-- One head for every item of every workflow, the steps it may take, its history; what was kept, audited and is to be sent.
set role wuhao_tables;

create table data.state (
	workflow text not null,
	state text not null,
	label text not null,
	primary key (workflow, state)
);
comment on table data.state is 'The states of each workflow with the tag that is shown (words.md 5).';

create table data.verb (
	workflow text not null,
	verb text not null,
	label text not null,
	sure text,
	official_order smallint not null,
	forward boolean not null,
	primary key (workflow, verb)
);
comment on table data.verb is 'The verbs of each workflow with the button that is drawn; sure: what is asked before; forward: the one blue button.';

create table data.step (
	workflow text not null,
	verb text not null,
	from_state text not null,
	to_state text not null,
	role text not null,
	reach text not null,
	note text not null,
	primary key (workflow, verb, from_state, role),
	foreign key (workflow, from_state) references data.state deferrable initially deferred,
	foreign key (workflow, to_state) references data.state deferrable initially deferred,
	foreign key (workflow, verb) references data.verb deferrable initially deferred,
	constraint step_reach_is_known check (reach in ('unit', 'above', 'over', 'system')),
	constraint step_note_is_known check (note in ('none', 'may', 'must'))
);
comment on table data.step is
'The state machines: replaced as a whole by sql/verbs/<word>.sql. reach: unit, the role is held at the item''s unit;
above, at one of its superiors; over, at either; system, by the keeper. note: whether a reason is asked.';

create table data.item (
	id bigint generated always as identity primary key,
	workflow text not null,
	unit bigint not null references data.unit,
	superior bigint references data.unit,
	state text not null,
	version integer not null default 1,
	title text not null,
	person text,
	opened timestamptz not null default base.now(),
	due timestamptz,
	foreign key (workflow, state) references data.state deferrable initially deferred,
	constraint item_title_is_a_line check (base.is_line(title, 60))
);
comment on table data.item is 'The head of every item: the flow engine, policies, lists and to-dos stand on it alone.';
comment on column data.item.superior is 'the unit''s superior on the day the item was opened; null at the top';
comment on column data.item.version is 'grows with each change; a change carries the version it saw';
comment on constraint item_title_is_a_line on data.item is '标题要写成一行，最多60字。';
create index item_of_unit on data.item (unit, workflow);
create index item_of_superior on data.item (superior);

create table data.listed (
	superior bigint not null,
	workflow text not null,
	due timestamptz not null,
	item bigint not null references data.item on delete cascade,
	primary key (superior, workflow, due, item)
);
comment on table data.listed is 'One row for each superior of an item: what lists walk. Kept by a trigger of data.item.';
create index listed_of_item on data.listed (item);
create trigger list_item after insert or update of unit, superior, due on data.item
	for each row execute function base.list_item();

create table data.event (
	id bigint generated always as identity primary key,
	item bigint not null references data.item,
	verb text not null,
	from_state text,
	to_state text not null,
	account bigint,
	name text not null,
	note text,
	at timestamptz not null default base.now(),
	constraint event_note_is_short check (length(note) <= 500)
);
comment on table data.event is 'What happened to an item, by whom, when: the one history.';
comment on constraint event_note_is_short on data.event is '说明最多500字。';
create index event_of_item on data.event (item, id);
create trigger event_only_grows before update or delete on data.event for each row execute function base.refuse_change();

create table data.kept (
	account bigint not null references data.account,
	key text not null,
	verb text not null,
	body bytea not null,
	answer text,
	at timestamptz not null default base.now(),
	primary key (account, key),
	constraint kept_key_is_short check (length(key) between 1 and 64)
);
comment on table data.kept is 'Answers by Idempotency-Key, kept 7 days: a repeated request is done once and answered the same.';
create index kept_by_age on data.kept (at);

create table data.audit (
	id bigint generated always as identity primary key,
	at timestamptz not null,
	account bigint,
	action text not null,
	subject text not null,
	detail jsonb not null
);
comment on table data.audit is 'Who did what to what. Written in the same transaction, never changed; chained by the keeper in data.audit_link.';
create trigger audit_only_grows before update or delete on data.audit for each row execute function base.refuse_change();

create table data.audit_link (
	place bigint primary key,
	audit bigint not null unique references data.audit,
	digest bytea not null,
	constraint audit_link_is_a_digest check (base.is_digest(digest))
);
comment on table data.audit_link is 'The chain: digest = SHA-256(digest of the place before ‖ the row''s canonical text). Written by the keeper alone.';
create trigger audit_link_only_grows before update or delete on data.audit_link for each row execute function base.refuse_change();

create table data.outbox (
	id bigint generated always as identity primary key,
	key text not null constraint outbox_is_told_once unique,
	kind text not null,
	unit bigint references data.unit,
	account bigint references data.account,
	item bigint references data.item,
	body jsonb not null default '{}',
	made timestamptz not null default base.now(),
	sent timestamptz
);
comment on table data.outbox is 'Notices to send, each once: the key says item, kind, person and day.';
create index outbox_to_send on data.outbox (id) where sent is null;
