-- What the officers' side sends, taken in once each, and the form files that are due after it.
set role verbs_ballot;
grant usage, create on schema ballot to verbs_seal;
set role verbs_seal;

create function ballot.receive(number bigint, kind text, body json) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into box.received (number) values (receive.number) on conflict do nothing;
	if not found then
		return '{"received":false}';
	end if;
	case receive.kind
		when 'round' then perform ballot.receive_round(receive.body);
		when 'cards' then perform ballot.receive_cards(receive.body);
		when 'void_batch' then
			update box.batch as b set voided = true where b.batch = (receive.body ->> 'batch')::bigint;
	end case;
	return '{"received":true}';
end $$;
comment on function ballot.receive(bigint, text, json) is
'Takes in a message of the officers'' side (data.dispatch), each number once: round (all that the form says, sent whole),
cards (a batch''s digests) or void_batch. Answers {"received":false} for a number that was here before. Refuses nothing; a
message that doesn''t fit its kind breaks a constraint and changes nothing.';

create function ballot.receive_round(body json) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	sent record;
	now timestamptz := base.now();
	grace interval;
begin
	select * into sent
	from json_to_record(receive_round.body) as s (round bigint, title text, office text, period text, host text, opens timestamptz,
		closes timestamptz, publish_by date, publish_where text, hotline text, least smallint, voided boolean, void_reason text,
		grace integer, units json, questions json, marks json);
	grace := make_interval(secs => coalesce(sent.grace, 30));
	insert into box.round as r (round, title, office, period, host, opens, closes, publish_by, publish_where, hotline, least, voided,
		void_reason, changed, seals)
	values (sent.round, sent.title, sent.office, sent.period, sent.host, sent.opens, sent.closes, sent.publish_by, sent.publish_where,
		sent.hotline, sent.least, coalesce(sent.voided, false), sent.void_reason, now, sent.closes + grace)
	on conflict (round) do update
	set title = excluded.title, office = excluded.office, period = excluded.period, host = excluded.host, opens = excluded.opens,
		closes = excluded.closes, publish_by = excluded.publish_by, publish_where = excluded.publish_where,
		hotline = excluded.hotline, least = excluded.least, voided = excluded.voided, void_reason = excluded.void_reason,
		changed = now,
		-- whoever began to answer while the round was said to be open longer has as long from this word on
		seals = case when excluded.voided or excluded.closes < r.closes then now else excluded.closes end + grace;
	insert into box.unit as u (round, unit, official_order, public_name, below)
	select sent.round, s.unit, s.official_order, s.public_name, s.below
	from json_to_recordset(sent.units) as s (unit bigint, official_order integer, public_name text, below text)
	on conflict (round, unit) do update
	set official_order = excluded.official_order, public_name = excluded.public_name, below = excluded.below;
	insert into box.question (round, stratum, number, kind, text, hint, required, options, rows, most, longest)
	select sent.round, s.stratum, q.number, q.kind, q.text, q.hint, coalesce(q.required, false), coalesce(q.options, '{}'),
		coalesce(q.rows, '{}'), q.most, q.longest
	from json_each(sent.questions) as s (stratum, questions)
	cross join json_to_recordset(s.questions) as q (number smallint, kind text, text text, hint text, required boolean, options text[],
		rows text[], most smallint, longest smallint)
	on conflict (round, stratum, number) do nothing;
	insert into box.mark (mark, round, channel, stratum, unit)
	select s.mark, sent.round, s.channel, s.stratum, s.unit
	from json_to_recordset(sent.marks) as s (mark text, channel text, stratum text, unit bigint)
	on conflict (mark) do nothing;
end $$;
comment on function ballot.receive_round(json) is
'A round as it now stands. Questions and marks that are here stay as they are: answers may stand on them. grace: seconds from
the hour to the last sealing, 30 where it isn''t said.';

create function ballot.receive_cards(body json) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	insert into box.batch (batch, mark)
	values ((receive_cards.body ->> 'batch')::bigint, receive_cards.body ->> 'mark');
	insert into box.card (digest, receipt, batch)
	select decode(s.digest, 'hex') as digest, decode(s.receipt, 'hex'), (receive_cards.body ->> 'batch')::bigint
	from json_to_recordset(receive_cards.body -> 'cards') as s (digest text, receipt text)
	order by digest;
end $$;
comment on function ballot.receive_cards(json) is
'A batch''s cards, {"batch","mark","cards":[{"digest","receipt"}]} in hexadecimal; put down in the order of their digests,
never in that of printing.';

create function ballot.forms(since bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select json_build_object('until', floor(extract(epoch from base.now()) * 1000)::bigint, 'marks', coalesce((
			select json_agg(m.mark order by m.mark)
			from box.mark as m
			join box.round as r on r.round = m.round
			cross join (select to_timestamp(forms.since / 1000.0) as since) as s
			where s.since is null or r.changed >= s.since
				or (r.opens >= s.since and r.opens <= base.now()) or (r.closes >= s.since and r.closes < base.now())
		), '[]'))
	);
end $$;
comment on function ballot.forms(bigint) is
'The marks whose form files are to be written: those of rounds that a message changed, that opened or that closed since.
since: the `until` of the call before, null for all. Answers {"until","marks"}.';

reset role;
set role verbs_ballot;
revoke create on schema ballot from verbs_seal;
reset role;
