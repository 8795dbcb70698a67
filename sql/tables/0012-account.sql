-- Who granted what, deputies, one-time passwords, other ways of signing in.
set role wuhao_tables;

alter table data.account
	add column made_by text,
	add column made timestamptz not null default base.now(),
	add column sign_in text not null default 'password',
	add column subject text,
	add column signed_in_on date,
	add constraint account_sign_in_is_known check (sign_in in ('password', 'ldap', 'oidc')),
	add constraint account_subject_is_a_line check (base.is_line(subject, 200)),
	add constraint account_of_a_directory_has_a_subject check (sign_in = 'password' or subject is not null);
comment on column data.account.sign_in is 'where the password is judged: here, by a directory (LDAP), by a provider (OpenID Connect)';
comment on column data.account.subject is 'the distinguished name, or the provider''s sub';
comment on column data.account.signed_in_on is 'the day of the last log-in, so that forgotten accounts are found; nothing finer is kept';
-- the list of accounts walks along it
create index account_by_name on data.account ((name collate "zh-x-icu"), id);
create unique index account_of_subject on data.account (sign_in, subject) where subject is not null;
comment on index data.account_of_subject is '这个外部账号已经对应了别的账号。';
create unique index account_of_person on data.account (person) where person is not null and disabled_on is null;
comment on index data.account_of_person is '这名党员已经有账号。';

alter table data.seat
	add column granted_account bigint references data.account,
	add column granted timestamptz not null default base.now(),
	add column basis text,
	add column ended_by text,
	drop constraint seat_ends_after_it_begins,
	add constraint seat_ends_after_it_begins check (valid_until >= valid_from - 1),
	add constraint seat_is_not_granted_to_oneself check (granted_account <> account),
	add constraint seat_basis_is_a_line check (base.is_line(basis, 200));
comment on column data.seat.granted_by is 'the name of who granted it, as it was then';
comment on column data.seat.valid_until is 'the last day; the day before the first: taken back before it held a day';
comment on constraint seat_ends_after_it_begins on data.seat is '结束日期早于开始日期。';
comment on constraint seat_is_not_granted_to_oneself on data.seat is '不能给自己授权。';
comment on constraint seat_basis_is_a_line on data.seat is '依据要写成一行，最多200字。';
create index seat_of_unit on data.seat (unit);
-- an administrator works on nobody's items: base.keep_apart refuses a seat of the other sort beside one, at whatever time
create trigger keep_administrators_apart before insert or update on data.seat for each row execute function base.keep_apart();

create table data.delegation (
	id bigint generated always as identity primary key,
	seat bigint not null references data.seat,
	deputy bigint not null references data.account,
	valid_from date not null,
	valid_until date not null,
	reason text not null,
	made timestamptz not null default base.now(),
	ended_on date,
	constraint delegation_ends_after_it_begins check (valid_until >= valid_from),
	constraint delegation_reason_is_a_line check (base.is_line(reason, 60))
);
comment on table data.delegation is
'委托代办: who holds the seat lets a deputy act from it, until a day. What the deputy does is written under both names.';
comment on column data.delegation.ended_on is 'the last day, where it was taken back early';
comment on constraint delegation_ends_after_it_begins on data.delegation is '结束日期早于开始日期。';
comment on constraint delegation_reason_is_a_line on data.delegation is '委托原因没有填，或者超过60字。';
create index delegation_of_deputy on data.delegation (deputy);
create index delegation_of_seat on data.delegation (seat);

create table data.totp (
	account bigint primary key references data.account,
	secret bytea not null,
	confirmed timestamptz,
	step bigint not null default 0
);
comment on table data.totp is 'One-time passwords by the clock (RFC 6238): the secret under a key that is not in the database.';
comment on column data.totp.secret is 'nonce and AES-256-GCM ciphertext with tag';
comment on column data.totp.step is 'the last step that was used: none is taken twice';

create table data.recovery_code (
	digest bytea primary key,
	account bigint not null references data.account,
	constraint recovery_code_is_a_digest check (base.is_digest(digest))
);
comment on table data.recovery_code is 'Codes for who lost the device of the one-time passwords; gone when used.';
create index recovery_code_of_account on data.recovery_code (account);

-- the audit is looked through by who did it, by what it was done to, and by the day
create index audit_of_account on data.audit (account, id);
create index audit_of_subject on data.audit (subject, id);
create index audit_by_time on data.audit (at);

create table data.audit_word (
	word text primary key,
	label text not null,
	sensitive boolean not null default false
);
comment on table data.audit_word is
'What the audit page calls an action (it has a dot), a kind of subject, a key of its detail. sensitive: somebody looked at what is personal or closed.';

create table data.handshake (
	digest bytea primary key,
	nonce text not null,
	verifier text not null,
	back text,
	until timestamptz not null,
	constraint handshake_is_a_digest check (base.is_digest(digest))
);
comment on table data.handshake is 'Sign-ins begun at a provider (OpenID Connect): by the digest of state, with nonce and PKCE verifier; gone when used.';
reset role;
