-- The door of every request: `session.enter` goes first, in the same transaction as the verb; `session.keep` goes
-- around a write that came with a key. They decide who calls, whether it was done before, and whether it may write.
create schema session authorization verbs_session;
set role verbs_session;

create function session.refuse_stranger() returns void
language sql
as $$
	select base.refuse('WH401', 'session/signed-out', '还没有登录，或已自动退出。登录后回到这一页。')
$$;
comment on function session.refuse_stranger() is 'Refuses with WH401, in the words of somebody whose session has ended.';

create function session.touch() returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	now constant timestamptz := base.now();
	own constant bytea := sha256(decode(current_setting('wuhao.token'), 'hex'));
	held record;
	lives timestamptz;
begin
	select s.idle_until, s.until, a.disabled_on into held
	from data.session as s
	join data.account as a on a.id = s.account
	where s.digest = own;
	if held.disabled_on <= (now at time zone 'Asia/Shanghai')::date then
		perform base.refuse('WH401', 'session/disabled',
			format('这个账号现在不能登录，请联系%s。', coalesce(base.setting('admin'), '系统管理员')));
	end if;
	lives := least(now + make_interval(mins => coalesce(base.rule('session_idle_minutes'), 60)::integer), held.until);
	if held.idle_until < lives - interval '1 minute' then
		update data.session as s
		set idle_until = lives
		where s.digest in (select t.digest from data.session as t where t.digest = own for no key update skip locked);
	end if;
end $$;
comment on function session.touch() is
'Lets the caller''s session live on. Written once a minute at most, and never waited for: another request of the same
session that is just writing it does as well. Refuses: WH401 the account was disabled meanwhile.';

create function session.claim(caller bigint, verb text, key text, body text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	kept data.kept;
begin
	insert into data.kept (account, key, verb, body)
	values (claim.caller, claim.key, claim.verb, decode(claim.body, 'hex'))
	on conflict do nothing;
	if found then
		return;
	end if;
	select * into strict kept
	from data.kept as k
	where k.account = claim.caller and k.key = claim.key;
	if kept.verb <> claim.verb or kept.body <> decode(claim.body, 'hex') then
		perform base.refuse('WH422', 'session/other-content', '这一次和上一次内容不同，没有保存，请刷新后再提交。');
	end if;
	perform base.refuse('WH200', 'session/done', coalesce(kept.answer, 'null'));
end $$;
comment on function session.claim(bigint, text, text, text) is
'Takes the key for this transaction. A twin under way is waited for (lock_timeout). Refuses: WH200 with the first
answer, done before; WH422 the key came with another content before.';

create function session.enter(token text, verb text, key text, body text, version text, reading boolean,
	schema integer default null) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	caller bigint;
begin
	perform base.expect_schema(enter.schema);
	perform set_config('wuhao.token', coalesce(enter.token, ''), true),
		set_config('wuhao.verb', coalesce(enter.verb, ''), true),
		set_config('wuhao.version', coalesce(enter.version, ''), true),
		-- whoever waits longer than this for a twin or for a locked item is told to come again (503)
		set_config('lock_timeout', '3s', true);
	if enter.verb in ('org.import_apply', 'org.import_undo', 'org.import_check') then
		-- tens of thousands of rows at once; nginx waits as long for these alone (nginx/org.conf)
		perform set_config('statement_timeout', '110s', true);
	end if;
	if enter.token is not null then
		if enter.token !~ '^[0-9a-f]{64}$' then
			perform session.refuse_stranger();
		end if;
		caller := base.account();
		if caller is null then
			perform session.refuse_stranger();
		end if;
		perform session.touch();
		if enter.key is not null then
			perform session.claim(caller, enter.verb, enter.key, enter.body);
		end if;
	end if;
	if enter.reading then
		perform set_config('transaction_read_only', 'on', true);
	end if;
end $$;
comment on function session.enter(text, text, text, text, text, boolean, integer) is
'Goes before every verb in its transaction. token: the session''s, hexadecimal, null for anybody; verb: schema.function;
key: Idempotency-Key or null; body: hexadecimal digest of path and body, with a key only; version: what the caller saw of
the item, or null; reading: the transaction may write nothing from here on; schema: the number that the program was written
for. Keys of anybody count for nothing. Refuses: WHNEW a schema of another number; WH401 no such session, or it has ended; WH200 with the answer that was kept: done before; WH422 the key was sent
before with another content.';

create function session.keep(key text, answer json) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	update data.kept as k
	set answer = keep.answer::text
	where k.account = base.account() and k.key = keep.key;
	return keep.answer;
end $$;
comment on function session.keep(text, json) is
'Keeps a write''s answer under its key, in the write''s transaction, and passes it on. Kept 7 days (keeper.sweep).';

reset role;
