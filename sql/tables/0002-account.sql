-- Accounts, what they may do where and until when, their sessions, and the delays against guessing.
set role wuhao_tables;

create table data.account (
	id bigint generated always as identity primary key,
	login text not null constraint account_login_is_taken unique,
	name text not null,
	person bigint references data.person,
	disabled_on date,
	constraint account_login_is_plain check (login ~ '^[a-z][a-z0-9.-]{1,39}$'),
	constraint account_name_is_a_line check (base.is_line(name, 30))
);
comment on table data.account is 'Who may sign in.';
comment on constraint account_login_is_taken on data.account is '这个账号已经有了。';
comment on constraint account_login_is_plain on data.account is '账号要用小写字母开头，2到40位小写字母、数字、点或横线。';
comment on constraint account_name_is_a_line on data.account is '姓名要写成一行，最多30字。';

create table data.password (
	account bigint primary key references data.account,
	hash text not null,
	set_at timestamptz not null default base.now()
);
comment on table data.password is 'Argon2id hashes; account alone reads them.';

create table data.first_code (
	digest bytea primary key,
	account bigint not null references data.account,
	valid_until timestamptz not null,
	constraint first_code_is_a_digest check (base.is_digest(digest))
);
comment on table data.first_code is 'One-time addresses for a first log-in; gone when used.';

create table data.role (
	role text primary key,
	label text not null,
	administers boolean not null,
	may text[] not null
);
comment on table data.role is 'Roles (words.md 1). may: what its holder may do, in sentences.';

create table data.seat (
	id bigint generated always as identity primary key,
	account bigint not null references data.account,
	role text not null references data.role,
	unit bigint not null references data.unit,
	valid_from date not null default base.today(),
	valid_until date,
	granted_by text not null,
	constraint seat_ends_after_it_begins check (valid_until >= valid_from)
);
comment on table data.seat is 'A grant: role × unit with its subtree × dates.';
comment on constraint seat_ends_after_it_begins on data.seat is '结束日期早于开始日期。';
create unique index seat_administrators_are_apart on data.seat (account) where role in ('system', 'security', 'audit');
comment on index data.seat_administrators_are_apart is '系统、安全、审计管理员必须由三个人分别担任。';
create index seat_of_account on data.seat (account);

create table data.session (
	digest bytea primary key,
	account bigint not null references data.account,
	begun timestamptz not null default base.now(),
	idle_until timestamptz not null,
	until timestamptz not null,
	constraint session_is_a_digest check (base.is_digest(digest))
);
comment on table data.session is 'Sessions by the SHA-256 of their 256-bit token.';
create index session_of_account on data.session (account);

create table data.attempt (
	digest bytea primary key,
	failures integer not null,
	last timestamptz not null,
	constraint attempt_is_a_digest check (base.is_digest(digest))
);
comment on table data.attempt is
'Failed log-ins by the digest of account and network, of network alone, or of account and a browser that signed in before.';

create table data.browser (
	digest bytea primary key,
	account bigint not null references data.account,
	last date not null,
	constraint browser_is_a_digest check (base.is_digest(digest))
);
comment on table data.browser is 'Browsers that an account signed in from: they count for themselves, so nobody can lock out a colleague.';
