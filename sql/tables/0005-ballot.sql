-- Schema `box`: all that the public form needs, and what it collects. Refers to nothing outside `box` and `base`,
-- so that it can live in another database, on another host.
create schema box authorization wuhao_tables;
set role wuhao_tables;
-- whoever makes a verb must see the tables' types; what may be read and written is in rules.sql
grant usage on schema box to verbs_ballot, verbs_seal;

create table box.received (
	number bigint primary key
);
comment on table box.received is 'The numbers of the messages (data.dispatch) that were taken in: each once.';

create table box.round (
	round bigint primary key,
	title text not null,
	office text not null,
	period text not null,
	host text not null,
	opens timestamptz not null,
	closes timestamptz not null,
	publish_by date not null,
	publish_where text not null,
	hotline text not null,
	least smallint not null,
	voided boolean not null default false,
	void_reason text,
	changed timestamptz not null,
	seals timestamptz not null,
	sealed boolean not null default false,
	moved boolean not null default false
);
comment on table box.round is 'A copy of what the form says of a round.';
comment on column box.round.changed is 'when a message wrote it last; the form files are written anew after it';
comment on column box.round.seals is
'when the last sealing may begin: 30 s after the hour, or after the word that it closed earlier or is void';
comment on column box.round.sealed is 'the last sealing has begun: no answer is taken any more';
comment on column box.round.moved is 'what was sealed has been taken over by data and is gone from here';

create table box.unit (
	round bigint not null references box.round,
	unit bigint not null,
	official_order integer not null,
	public_name text not null,
	below text not null,
	primary key (round, unit)
);
comment on table box.unit is 'The units asked about: the name that citizens know, and the branch in small type.';

create table box.question (
	round bigint not null references box.round,
	stratum text not null,
	number smallint not null,
	kind text not null,
	text text not null,
	hint text,
	required boolean not null,
	options text[] not null,
	rows text[] not null,
	most smallint,
	longest smallint,
	primary key (round, stratum, number)
);
comment on table box.question is 'A copy of data.question.';

create table box.mark (
	mark text primary key,
	round bigint not null references box.round,
	channel text not null,
	stratum text not null,
	unit bigint,
	foreign key (round, unit) references box.unit (round, unit)
);
comment on table box.mark is 'What an address stands for; unit null: who answers chooses the unit first.';
create index mark_of_round on box.mark (round);

create table box.batch (
	batch bigint primary key,
	mark text not null references box.mark,
	voided boolean not null default false
);
comment on table box.batch is 'A print of cards.';

create table box.card (
	digest bytea primary key,
	receipt bytea not null unique,
	batch bigint not null references box.batch,
	used boolean not null default false,
	constraint card_is_a_digest check (base.is_digest(digest)),
	constraint card_receipt_is_a_digest check (base.is_digest(receipt))
) with (fillfactor = 80);
comment on table box.card is 'A card: the digest of its code and whether it was used. The sealer never touches it.';
comment on column box.card.receipt is 'SHA-256 of the card''s receipt as it is shown (19 signs): whoever types it learns that the card was counted';

create table box.key (
	digest bytea primary key,
	round bigint not null references box.round,
	constraint key_is_a_digest check (base.is_digest(digest))
);
comment on table box.key is 'Keys of the open form against sending twice; gone at closing.';
create index key_of_round on box.key (round);

create table box.entry (
	id uuid primary key default gen_random_uuid(),
	round bigint not null,
	unit bigint not null,
	stratum text not null,
	channel text not null,
	answers smallint[] not null
);
comment on table box.entry is 'Answers that wait for their sealing, under a random id of their own and without the card.';

create table box.entry_text (
	id uuid primary key default gen_random_uuid(),
	round bigint not null,
	unit bigint not null,
	stratum text not null,
	channel text not null,
	words text not null
);
comment on table box.entry_text is 'Free texts that wait for their sealing, apart from the answers.';

create table box.entry_pressure (
	id uuid primary key default gen_random_uuid(),
	round bigint not null,
	stratum text not null,
	channel text not null
);
comment on table box.entry_pressure is 'Ticks of 有人要求我这样填 that wait for their sealing: without unit.';

create table box.sealed (like box.entry including constraints);
alter table box.sealed add primary key (round, id);
create index sealed_of_channel on box.sealed (round, stratum, channel);
comment on table box.sealed is 'Sealed answers: moved in batches, sorted by id, in transactions of their own.';

create table box.sealed_text (like box.entry_text including constraints);
alter table box.sealed_text add primary key (round, id);
comment on table box.sealed_text is 'Sealed free texts.';

create table box.sealed_pressure (like box.entry_pressure including constraints);
alter table box.sealed_pressure add primary key (round, id);
comment on table box.sealed_pressure is 'Sealed ticks of pressure.';
