-- The ballot: what citizens call (owner verbs_ballot, called by wuhao_ballot) and what the sealer does with what came
-- in (owner verbs_seal, called by wuhao_seal). The first reads no answer; the second touches no card. Here: what forms
-- and receipts show; ballot-answer.sql counts an answer, ballot-receive.sql takes in what officers send, ballot-seal.sql
-- seals and hands over.
create schema ballot authorization verbs_ballot;
set role verbs_ballot;

create function ballot.round_state(opens timestamptz, closes timestamptz, sealed boolean, voided boolean) returns text
language sql stable
as $$
	select case when voided then 'void' when base.now() < opens then 'soon'
		when sealed or base.now() > closes then 'closed' else 'open' end
$$;
comment on function ballot.round_state(timestamptz, timestamptz, boolean, boolean) is
'void, soon, open or closed, by the start of this transaction: an answer counts by the same.';

create function ballot.form(mark text) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	form json;
begin
	select json_build_object('mark', m.mark, 'channel', m.channel, 'stratum', m.stratum, 'title', r.title, 'office', r.office,
		'period', r.period, 'host', r.host, 'opens', base.hour_text(r.opens), 'until', base.hour_text(r.closes),
		'publish_by', base.day_text(r.publish_by), 'publish_where', r.publish_where, 'hotline', r.hotline, 'least', r.least,
		'void_reason', r.void_reason, 'state', ballot.round_state(r.opens, r.closes, r.sealed, r.voided),
		'units', (
			select json_agg(json_build_object('unit', u.unit, 'public_name', u.public_name, 'below', u.below)
				order by u.official_order, u.unit)
			from box.unit as u
			where u.round = m.round and u.unit = coalesce(m.unit, u.unit)
		),
		'questions', (
			select json_agg(json_build_object('number', q.number, 'kind', q.kind, 'text', q.text, 'hint', q.hint,
				'required', q.required, 'options', q.options, 'rows', q.rows, 'most', q.most, 'longest', q.longest)
				order by q.number)
			from box.question as q
			where q.round = m.round and q.stratum = m.stratum
		))
	into form
	from box.mark as m
	join box.round as r on r.round = m.round
	where m.mark = form.mark;
	if not found then
		perform base.refuse('WH404', 'ballot/no-mark', '没有找到这个地址，请对照卡片或海报再看一遍。');
	end if;
	return form;
end $$;
comment on function ballot.form(text) is
'All that a mark''s page needs: the round''s words (hours and days as they are shown), its state now, the units that may be
meant, in official order, and the questions. Refuses: WH404 ballot/no-mark.';

create function ballot.state(card bytea) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	answer json;
begin
	select json_build_object('mark', b.mark,
		'state', case when c.used then 'used' when b.voided then 'voided' else 'fresh' end,
		'round', ballot.round_state(r.opens, r.closes, r.sealed, r.voided))
	into answer
	from box.card as c
	join box.batch as b on b.batch = c.batch
	join box.mark as m on m.mark = b.mark
	join box.round as r on r.round = m.round
	where c.digest = state.card;
	return coalesce(answer, '{"mark":null,"state":"unknown","round":null}');
end $$;
comment on function ballot.state(bytea) is
'Where a card stands: fresh, used, voided or unknown; its mark; its round: void, soon, open or closed. card: the digest of
its code. Refuses nothing.';

create function ballot.check(receipt bytea) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	answer json;
begin
	select json_build_object('state', case when r.sealed then 'sealed' else 'waiting' end, 'day',
		base.day_text((r.closes at time zone 'Asia/Shanghai')::date))
	into answer
	from box.card as c
	join box.batch as b on b.batch = c.batch
	join box.mark as m on m.mark = b.mark
	join box.round as r on r.round = m.round
	where c.receipt = "check".receipt and c.used;
	return coalesce(answer, '{"state":"unknown","day":null}');
end $$;
comment on function ballot.check(bytea) is
'What became of a receipt: sealed (said once its whole round is), waiting, with the day from when to ask again, or unknown.
receipt: SHA-256 of the receipt as it is shown. Refuses nothing.';

reset role;
