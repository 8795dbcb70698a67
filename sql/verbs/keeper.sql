-- The clockwork's verbs on the officers' side (login wuhao_keeper): carry messages to the ballot, take over what was sealed,
-- fix a round's published cells once at its closing, chain the audit, sweep. Each may be called twice. What is done in the
-- box itself (seal, take, gone) are verbs of schema ballot, called as wuhao_seal: nobody sees both rosters and entries.
create schema keeper authorization verbs_keeper;
set role verbs_keeper;

-- ---- messages to the ballot and back ----------------------------------------------------------------------------------

create function keeper.outgoing() returns json
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
	select coalesce(json_agg(json_build_object('number', d.number, 'kind', d.kind, 'body', d.body) order by d.number), '[]')
	from (select * from data.dispatch as d order by d.number limit 20) as d
$$;
comment on function keeper.outgoing() is
'The next messages to the ballot in their order, 20 at most: [{"number","kind","body"}]. Hand each to ballot.receive, then say
keeper.delivered.';

create function keeper.delivered(number bigint) returns json
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
	with gone as (
		delete from data.dispatch as d where d.number = delivered.number returning d.number
	)
	select json_build_object('delivered', count(*)) from gone
$$;
comment on function keeper.delivered(bigint) is
'Forgets a message that the ballot has taken in. Once more does nothing.';

create function keeper.progress(steps json) returns json
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
	with told as (
		insert into data.progress as p (round, stratum, channel, step)
		select s.round, s.stratum, s.channel, s.step
		from json_to_recordset(progress.steps) as s (round bigint, stratum text, channel text, step smallint)
		join data.item as i on i.id = s.round and i.workflow = 'round' and i.state = 'open'
		order by s.round, s.stratum, s.channel
		on conflict (round, stratum, channel) do update
		set step = excluded.step
		where p.step < excluded.step
		returning p.round
	)
	select json_build_object('changed', count(*)) from told
$$;
comment on function keeper.progress(json) is
'Notes how many answered, in steps, as ballot.progress counts them; for open rounds, and upwards only.';

create function keeper.mask(words text) returns text
language sql immutable
as $$
	select regexp_replace(words,
		'[0-9０-９〇零一二三四五六七八九幺](?:[-－—–_·.．,，、()（） 　\t]{0,3}[0-9０-９〇零一二三四五六七八九幺]){10,}[xXｘＸ]?'
			|| '|[(（]?[0０][-－—–()（） 　]{0,2}(?:[0-9０-９][-－—–()（） 　]{0,2}){8,10}[0-9０-９]',
		'（号码已隐去）', 'g')
$$;
comment on function keeper.mask(text) is
'Free text without phone and identity numbers: runs of eleven or more digits (half or full width, or written out), with
separators between and an X behind, and numbers of nine or more that begin with an area code''s 0.';

create function keeper.receive(round bigint, kind text, rows json) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	count integer := 0;
begin
	if not exists (select from data.item as i where i.id = receive.round and i.workflow = 'round' and i.state = 'open') then
		return '{"received":0}';
	end if;
	case receive.kind
		when 'answers' then
			insert into data.answer (id, round, unit, stratum, channel, answers)
			select s.id, receive.round, s.unit, s.stratum, s.channel, s.answers
			from json_to_recordset(receive.rows) as s (id uuid, unit bigint, stratum text, channel text, answers smallint[])
			order by s.id
			on conflict do nothing;
		when 'texts' then
			insert into data.opinion (id, round, unit, stratum, channel, words)
			select s.id, receive.round, s.unit, s.stratum, s.channel, keeper.mask(s.words)
			from json_to_recordset(receive.rows) as s (id uuid, unit bigint, stratum text, channel text, words text)
			order by s.id
			on conflict do nothing;
		when 'pressure' then
			insert into data.pressure (id, round, stratum, channel)
			select s.id, receive.round, s.stratum, s.channel
			from json_to_recordset(receive.rows) as s (id uuid, stratum text, channel text)
			order by s.id
			on conflict do nothing;
	end case;
	get diagnostics count = row_count;
	return json_build_object('received', count);
end $$;
comment on function keeper.receive(bigint, text, json) is
'Takes over sealed rows (answers, texts, pressure) of a round that isn''t settled yet, in the order of their ids; rows that
are here already are skipped. Phone and identity numbers in texts are masked before they are stored.';

create function keeper.forget() returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	void bigint;
	gone bigint := 0;
begin
	for void in
		select r.item
		from data.round as r
		join data.item as i on i.id = r.item and i.state = 'void'
		where r.void_reason is not null
		order by r.item
	loop
		with answer as (
			delete from data.answer as t where t.round = void returning 1
		), opinion as (
			delete from data.opinion as t where t.round = void returning 1
		), pressure as (
			delete from data.pressure as t where t.round = void returning 1
		), figure as (
			delete from data.figure as t where t.round = void returning 1
		)
		select gone + (select count(*) from answer) + (select count(*) from opinion) + (select count(*) from pressure)
			+ (select count(*) from figure)
		into gone;
	end loop;
	return json_build_object('gone', gone);
end $$;
comment on function keeper.forget() is
'Deletes what is left of rounds that were voided after they had closed, or while their answers were taken over: answers,
texts, ticks of pressure, figures. Of any other round its policies let nothing go. Once more does nothing.';

-- ---- the audit's chain, and sweeping -----------------------------------------------------------------------------------

create function keeper.audit_text(a data.audit) returns text
language sql stable
as $$
	select jsonb_build_array(a.id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), a.account, a.action, a.subject,
		a.detail)::text
$$;
comment on function keeper.audit_text(data.audit) is
'The canonical text of an audit row: the JSON array [id, time in UTC to the microsecond, account, action, subject, detail].';

create function keeper.link(before bytea, a data.audit) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select sha256(coalesce(link.before, '') || convert_to(keeper.audit_text(link.a), 'UTF8')) $$;
comment on function keeper.link(bytea, data.audit) is
'SHA-256(digest of the place before, nothing at the first ‖ the row''s canonical text).';

create function keeper.chain() returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	last bigint := 0;
	digest bytea;
	a data.audit;
	linked integer := 0;
begin
	-- one at a time: the next one waits and then sees the end that this one wrote
	perform pg_advisory_xact_lock('data.audit_link'::regclass::oid::bigint);
	select l.place, l.digest into last, digest from data.audit_link as l order by l.place desc limit 1;
	last := coalesce(last, 0);
	for a in
		select t.*
		from data.audit as t
		where not exists (select from data.audit_link as l where l.audit = t.id)
		order by t.id
		limit 1000
	loop
		last := last + 1;
		linked := linked + 1;
		digest := keeper.link(digest, a);
		insert into data.audit_link (place, audit, digest) values (last, a.id, digest);
	end loop;
	return json_build_object('linked', linked);
end $$;
comment on function keeper.chain() is
'Links the audit rows that have no link yet, 1,000 at most, in the order of their ids; a row committed late gets a later place.';

create function keeper.sweep() returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	gone integer := 0;
	n integer;
begin
	delete from data.kept as k where k.at < base.now() - interval '7 days';
	get diagnostics n = row_count;
	gone := gone + n;
	delete from data.session as s where s.until < base.now() or s.idle_until < base.now();
	get diagnostics n = row_count;
	gone := gone + n;
	delete from data.attempt as t where t.last < base.now() - interval '1 day';
	get diagnostics n = row_count;
	gone := gone + n;
	delete from data.first_code as f where f.valid_until < base.now();
	get diagnostics n = row_count;
	gone := gone + n;
	delete from data.browser as b where b.last < base.today() - 180;
	get diagnostics n = row_count;
	gone := gone + n;
	-- sheets hold names: the file goes after a day, what was never written after a week
	update data.import as i set file = null where i.file is not null and i.made < base.now() - interval '1 day';
	delete from data.import as i where i.state = 'previewed' and i.made < base.now() - interval '7 days';
	get diagnostics n = row_count;
	return json_build_object('gone', gone + n);
end $$;
comment on function keeper.sweep() is
'Forgets what has served its time: kept answers after 7 days, ended sessions, failed log-ins after a day, one-time addresses
past their day, browsers not seen for 180 days, sheets that were sent after a day and previews that were not applied after a week.';

reset role;
