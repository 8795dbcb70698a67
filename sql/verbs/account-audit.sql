-- The audit as the audit administrator reads it: filtered, exported, its chain verified. Its policy shows no row to anybody else.
set role verbs_account;

create function account.word(word text) returns text
language sql stable
as $$ select coalesce((select w.label from data.audit_word as w where w.word = word.word), word.word) $$;
comment on function account.word(text) is 'What the audit page calls it; itself where it has no name.';

create function account.action_label(action text) returns text
language sql stable
as $$
	select coalesce((select w.label from data.audit_word as w where w.word = action_label.action), (
		select account.word(split_part(action_label.action, '.', 1)) || '：' || v.label
		from data.verb as v
		where v.workflow = split_part(action_label.action, '.', 1) and v.verb = split_part(action_label.action, '.', 2)),
		action_label.action)
$$;
comment on function account.action_label(text) is 'An action in words: its own, or the workflow and the button that was pressed.';

create function account.subject_label(subject text) returns text
language sql stable
as $$
	select account.word(split_part(subject_label.subject, '/', 1)) || coalesce(case split_part(subject_label.subject, '/', 1)
		when 'account' then (select a.name || '（' || a.login || '）' from data.account as a where a.id::text = split_part(subject_label.subject, '/', 2))
		when 'unit' then (select u.short_name from data.unit as u where u.id::text = split_part(subject_label.subject, '/', 2))
		when 'person' then (
			select p.name || coalesce('（' || u.short_name || '）', '')
			from data.person as p
			left join data.unit as u on u.id = p.unit
			where p.id::text = split_part(subject_label.subject, '/', 2))
		end, nullif(split_part(subject_label.subject, '/', 2), 'unknown'), '')
$$;
comment on function account.subject_label(text) is
'What something was done to, in words: accounts, units and members by name (who is not told whose record was read can''t answer
for it, and that the audit is read is written down), all else by its number, for the audit is no way to read what it guards.';

create function account.detail_label(detail jsonb) returns text
language sql stable
as $$
	select string_agg(account.word(d.key) || '：' || case
			when d.key in ('unit', 'person') and jsonb_typeof(d.value) = 'number' then substr(account.subject_label(d.key || '/' || (d.value #>> '{}')),
				length(account.word(d.key)) + 1)
			else account.word(case jsonb_typeof(d.value) when 'boolean' then '是' else d.value #>> '{}' end) end,
		'，' order by d.key)
	from jsonb_each(detail_label.detail) as d
	where d.value <> 'null' and d.value <> 'false'
$$;
comment on function account.detail_label(jsonb) is 'The facts beside an action, in words; units and members by name.';

create function account.audit_page(since date, until date, who text, action text, subject text, after bigint, count integer)
	returns setof data.audit
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return query
	select a.*
	from data.audit as a
	where (audit_page.after is null or a.id < audit_page.after)
		and (audit_page.since is null or a.at >= audit_page.since::timestamp at time zone 'Asia/Shanghai')
		and (audit_page.until is null or a.at < (audit_page.until + 1)::timestamp at time zone 'Asia/Shanghai')
		and (audit_page.who is null or a.account in (
			select n.id from data.account as n where n.login = lower(audit_page.who) or n.name = audit_page.who))
		and (audit_page.action is null or a.action = audit_page.action
			or audit_page.action = 'sensitive' and a.action in (select w.word from data.audit_word as w where w.sensitive)
			or a.action like replace(audit_page.action, '_', '\_') || '.%')
		and (audit_page.subject is null or a.subject = audit_page.subject)
	order by a.id desc
	limit audit_page.count;
end $$;
comment on function account.audit_page(date, date, text, text, text, bigint, integer) is
'Rows of the audit, the newest first, below an id. who: a login or a name; action: one, all of a word (account), or sensitive.';

create function account.audit(since date default null, until date default null, who text default null, action text default null,
	subject text default null, after bigint default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	answer json;
begin
	perform account.require(array['audit']);
	answer := (
		with page as materialized (
			select a.*, row_number() over (order by a.id desc) as number
			from account.audit_page(audit.since, audit.until, audit.who, audit.action, audit.subject, audit.after, 51) as a
		)
		select json_build_object('rows', coalesce(json_agg(json_build_object('id', p.id, 'at', base.time_text(p.at),
				'name', (select n.name from data.account as n where n.id = p.account), 'login', (select n.login from data.account as n where n.id = p.account),
				'account', p.account, 'action', p.action, 'action_label', account.action_label(p.action), 'subject', p.subject,
				'subject_label', account.subject_label(p.subject), 'detail', account.detail_label(p.detail),
				'sensitive', exists (select from data.audit_word as w where w.word = p.action and w.sensitive),
				'linked', exists (select from data.audit_link as l where l.audit = p.id)) order by p.id desc)
				filter (where p.number <= 50), '[]'),
			'next', min(p.id) filter (where p.number = 50 and exists (select from page as o where o.number = 51)))
		from page as p
	);
	perform base.record('account.audit', 'audit', jsonb_strip_nulls(jsonb_build_object('since', audit.since, 'until', audit.until,
		'who', audit.who, 'action', audit.action, 'subject', audit.subject, 'rows', json_array_length(answer -> 'rows'))));
	return answer;
end $$;
comment on function account.audit(date, date, text, text, text, bigint) is
'What was done, the newest first, 50 a page. since, until: days; who: a login or a name; action: an action, a word, or sensitive, for looks at
what is personal or closed; subject: account/12; after: the "next" of the page before; linked: whether it stands in the chain already. That it was
read is written down. Refuses: WH403 not the audit administrator.';

create function account.audit_words() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform account.require(array['audit']);
	return (select json_build_object('actions', json_agg(json_build_object('action', w.word, 'label', w.label, 'sensitive', w.sensitive) order by w.word))
		from data.audit_word as w where strpos(w.word, '.') > 0);
end $$;
comment on function account.audit_words() is 'The actions that have a name, to choose from. Refuses: WH403 not the audit administrator.';

create function account.audit_export(since date default null, until date default null, who text default null, action text default null,
	subject text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	rows json;
begin
	perform account.require(array['audit']);
	select json_agg(json_build_array(a.id, to_char(a.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS'), n.name, n.login,
		account.action_label(a.action), account.subject_label(a.subject), account.detail_label(a.detail), a.action, a.subject, a.detail::text,
		encode(l.digest, 'hex')) order by a.id desc)
	into rows
	from account.audit_page(audit_export.since, audit_export.until, audit_export.who, audit_export.action, audit_export.subject, null, 20000) as a
	left join data.account as n on n.id = a.account
	left join data.audit_link as l on l.audit = a.id;
	perform base.record('account.audit_export', 'audit', jsonb_strip_nulls(jsonb_build_object('since', audit_export.since,
		'until', audit_export.until, 'who', audit_export.who, 'action', audit_export.action, 'subject', audit_export.subject,
		'rows', coalesce(json_array_length(rows), 0))));
	return json_build_object('today', base.today(), 'rows', coalesce(rows, '[]'));
end $$;
comment on function account.audit_export(date, date, text, text, text) is
'The same for a file, the newest 20,000 at most, each an array: number, time, name, login, action, subject and detail in words, the three
as they are kept, and the link''s digest. That it was taken out is written down. Refuses: WH403 not the audit administrator.';

create function account.verify(after bigint default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	before bytea := (select l.digest from data.audit_link as l where l.place = verify.after);
	place bigint := coalesce(verify.after, 0);
	link record;
	broken bigint;
	counted integer := 0;
	last timestamptz;
begin
	perform account.require(array['audit']);
	for link in
		select l.place, l.digest, a
		from data.audit_link as l
		left join data.audit as a on a.id = l.audit
		where l.place > coalesce(verify.after, 0)
		order by l.place
		limit 20000
	loop
		if link.place <> place + 1 or (link.a).id is null or keeper.link(before, link.a) <> link.digest then
			broken := place + 1;
			exit;
		end if;
		place := link.place;
		before := link.digest;
		last := (link.a).at;
		counted := counted + 1;
	end loop;
	if broken is not null or counted < 20000 then
		perform base.record('account.verify', 'audit', jsonb_build_object('until', place, 'broken', broken));
	end if;
	return json_build_object('until', place, 'until_at', base.time_text(last), 'digest', encode(before, 'hex'), 'broken', broken,
		'next', case when broken is null and counted = 20000 then place end,
		'waiting', (select count(*) from data.audit as a where not exists (select from data.audit_link as l where l.audit = a.id)));
end $$;
comment on function account.verify(bigint) is
'Computes 20,000 links of the audit''s chain anew, those after a place that was found right: {"until": the last right place, "until_at", "digest":
its, "broken": the first wrong place or null, "next": where to go on or null, "waiting": rows without a link yet}. Each whole
verification is written down. Refuses: WH403 not the audit administrator.';

reset role;
