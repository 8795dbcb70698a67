-- The ballot: what citizens call (owner verbs_ballot, called by wuhao_ballot) and what the sealer does with what came
-- in (owner verbs_seal, called by wuhao_seal). The first reads no answer; the second touches no card.
create schema ballot authorization verbs_ballot;
set role verbs_ballot;
grant usage, create on schema ballot to verbs_seal;

create function ballot.round_state(opens timestamptz, closes timestamptz, sealed boolean, voided boolean) returns text
language sql stable
as $$
	select case when voided then 'void' when base.now() < opens then 'soon'
		when sealed or base.now() > closes then 'closed' else 'open' end
$$;
comment on function ballot.round_state(timestamptz, timestamptz, boolean, boolean) is
'void, soon, open or closed, by the start of this transaction: an answer counts by the same.';

create function ballot.is_choice(value text, options integer) returns boolean
language sql immutable
as $$ select coalesce(value ~ '^[1-9][0-9]?$' and value::integer <= options, false) $$;
comment on function ballot.is_choice(text, integer) is 'Whether a field holds the number of one of so many options.';

create function ballot.fault(number integer, problem text) returns jsonb
language sql immutable
as $$ select jsonb_build_object('field', 'q' || number, 'detail', '第' || number || '题' || problem) $$;
comment on function ballot.fault(integer, text) is 'One fault of one question, for base.refuse_fields.';

create function ballot.tidy(words text) returns text
language sql immutable
as $$
	select btrim(regexp_replace(replace(coalesce(words, ''), E'\r\n', E'\n'), '[\x01-\x08\x0b-\x1f\x7f]', '', 'g'), E' \t\n\u3000')
$$;
comment on function ballot.tidy(text) is 'A free text as it is kept: lines, no other control sign, nothing blank around it.';

create function ballot.answer(mark text, card bytea default null, key bytea default null, unit bigint default null,
	names text[] default '{}', fields text[] default '{}', pressure boolean default false) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	place record;
	held record;
	question record;
	field text;
	given text;
	chosen integer[];
	missing boolean;
	slots smallint[] := '{}';
	texts text[] := '{}';
	errors jsonb := '[]';
	again boolean := false;
begin
	-- The sealer takes a table for itself, so what is read below still holds when this transaction ends, and whatever waits
	-- after a sealing came with a later transaction.
	lock table box.entry, box.entry_text, box.entry_pressure in row exclusive mode;
	select m.channel, m.stratum, m.round, r.office, r.title, r.publish_by, r.publish_where,
		coalesce(m.unit, (select min(u.unit) from box.unit as u where u.round = m.round having count(*) = 1)) as unit,
		ballot.round_state(r.opens, r.closes, r.sealed, r.voided) as state
	into place
	from box.mark as m
	join box.round as r on r.round = m.round
	where m.mark = answer.mark;
	if not found then
		perform base.refuse('WH404', 'ballot/no-mark', '没有找到这个地址，请对照卡片或海报再看一遍。');
	end if;
	if place.state = 'void' then
		perform base.refuse('WH409', 'ballot/void', '这次测评已作废。');
	elsif place.state = 'soon' then
		perform base.refuse('WH409', 'ballot/not-open', '还没有开始。');
	elsif place.state = 'closed' then
		perform base.refuse('WH409', 'ballot/closed', '这次测评已经结束。');
	end if;

	if place.channel = 'card' then
		if answer.card is null then
			perform base.refuse('WH422', 'ballot/no-code', '请输入卡上的号码。', 'code');
		end if;
		select c.used, b.voided into held
		from box.card as c
		join box.batch as b on b.batch = c.batch
		where c.digest = answer.card and b.mark = answer.mark;
		if not found then
			perform base.refuse('WH404', 'ballot/no-card', '没有找到这张卡。', 'code');
		elsif held.used then
			perform base.refuse('WH409', 'ballot/used', '这张卡的意见已经收到，不用再交。', 'code');
		elsif held.voided then
			perform base.refuse('WH409', 'ballot/voided-batch', '这批卡已作废。', 'code');
		end if;
	elsif answer.card is not null then
		perform base.refuse('WH404', 'ballot/no-card', '没有找到这张卡。', 'code');
	end if;

	if place.unit is null then
		select u.unit into place.unit
		from box.unit as u
		where u.round = place.round and u.unit = answer.unit;
		if not found then
			perform base.refuse('WH422', 'ballot/no-unit', '还没有选单位。', 'unit');
		end if;
	end if;

	for question in
		select q.number, q.kind, q.required, cardinality(q.options) as options, cardinality(q.rows) as rows, q.most, q.longest,
			case when q.kind = 'text' then '还没有写。' when '不了解' = any (q.options) then '还没有选。不清楚可以选“不了解”。'
				else '还没有选。' end as want
		from box.question as q
		where q.round = place.round and q.stratum = place.stratum
		order by q.number
	loop
		field := 'q' || question.number;
		missing := false;
		if question.kind = 'matrix' then
			for row_number in 1..question.rows loop
				given := fields[array_position(names, field || '_' || row_number)];
				if ballot.is_choice(given, question.options) then
					slots := slots || given::smallint;
				else
					slots := slots || 0::smallint;
					missing := missing or question.required or given is not null;
				end if;
			end loop;
		elsif question.kind = 'multiple' then
			chosen := array(
				select distinct g.option::integer
				from unnest(answer.names, answer.fields) as g (name, option)
				where g.name = field and ballot.is_choice(g.option, question.options)
			);
			slots := slots || coalesce((select sum(1 << (c.option - 1)) from unnest(chosen) as c (option)), 0)::smallint;
			missing := question.required and cardinality(chosen) = 0;
			if cardinality(chosen) > question.most then
				errors := errors || ballot.fault(question.number,
					format('最多选%s项，现在选了%s项。', question.most, cardinality(chosen)));
			end if;
		elsif question.kind = 'text' then
			given := ballot.tidy(fields[array_position(names, field)]);
			if length(given) > question.longest then
				errors := errors || ballot.fault(question.number,
					format('写了%s字，最多%s字，请删去%s字。', length(given), question.longest, length(given) - question.longest));
			elsif given <> '' then
				texts := texts || given;
			else
				missing := question.required;
			end if;
		else
			given := fields[array_position(names, field)];
			if ballot.is_choice(given, question.options) then
				slots := slots || given::smallint;
			else
				slots := slots || 0::smallint;
				missing := question.required or given is not null;
			end if;
		end if;
		if missing then
			errors := errors || ballot.fault(question.number, question.want);
		end if;
	end loop;
	if errors <> '[]' then
		perform base.refuse_fields('ballot/incomplete', errors);
	end if;

	if place.channel = 'card' then
		-- a twin waits here until the first one has ended
		update box.card as c set used = true where c.digest = answer.card and not c.used;
		if not found then
			perform base.refuse('WH409', 'ballot/used', '这张卡的意见已经收到，不用再交。', 'code');
		end if;
	elsif answer.key is not null then
		insert into box.key (digest, round) values (answer.key, place.round) on conflict do nothing;
		again := not found;
	end if;
	if not again then
		insert into box.entry (round, unit, stratum, channel, answers)
		values (place.round, place.unit, place.stratum, place.channel, slots);
		if cardinality(texts) > 0 then
			insert into box.entry_text (round, unit, stratum, channel, words)
			select place.round, place.unit, place.stratum, place.channel, t.words
			from unnest(texts) as t (words);
		end if;
		if answer.pressure then
			insert into box.entry_pressure (round, stratum, channel) values (place.round, place.stratum, place.channel);
		end if;
	end if;
	return json_build_object('counted', true, 'channel', place.channel, 'office', place.office, 'title', place.title,
		'publish_by', base.day_text(place.publish_by), 'publish_where', place.publish_where);
end $$;
comment on function ballot.answer(text, bytea, bytea, bigint, text[], text[], boolean) is
'Counts one answer: burns the card (or keeps the key of the open form) and puts answers, texts and the tick of pressure
under random ids of their own. card, key: digests of 32 bytes; unit: needed where the mark leaves it open; names, fields:
the form''s fields side by side: q1 the option''s number from 1 or the text, repeated where several may be chosen, q2_3 row
3 of a matrix. A key that was here before is counted already and changes nothing. Answers what the thank-you page says.
Refuses: WH404 ballot/no-mark, ballot/no-card; WH409 ballot/void, ballot/not-open, ballot/closed, ballot/used,
ballot/voided-batch; WH422 ballot/no-code, ballot/no-unit, ballot/incomplete with each question''s fault.';

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

create function ballot.take_count(waiting bigint, everything boolean) returns bigint
language sql immutable
as $$ select case when everything then waiting when waiting < 40 then 0 else 20 * ((waiting - 20) / 20) end $$;
comment on function ballot.take_count(bigint, boolean) is
'How many of so many that wait are sealed in one turn: twenty, and again twenty while forty wait, or, at close, all. What one
turn takes goes in one transaction and sorted together, so that it is one batch of 20 or more.';

create function ballot.told_units(round bigint, stratum text) returns table (unit bigint)
language sql stable
as $$
	select distinct m.unit
	from box.mark as m
	where m.round = told_units.round and m.stratum = told_units.stratum and m.channel = 'card' and m.unit is not null
$$;
comment on function ballot.told_units(bigint, text) is
'The units that have cards of their own. Who knows such a card knows what its answer is about: these answers are sealed among
themselves.';

create function ballot.must_mix(transactions bigint) returns boolean
language sql immutable
as $$ select transactions > 20 $$;
comment on function ballot.must_mix(bigint) is
'Whether what waits is to be written anew though nothing can be taken yet. transactions: how many different ones wrote what
waits of a round''s stratum; what was written anew counts as one.';

create function ballot.seal_rows(part text, round bigint, stratum text, everything boolean) returns json
language plpgsql volatile set search_path = pg_catalog, pg_temp set lock_timeout = '2s'
as $$
declare
	waits constant text := format('box.entry%s', part);
	taken uuid[];
	transactions bigint;
	kept json;
begin
	-- When this is granted, no insert is under way, and the next one waits for this transaction's end. Behind an answer that
	-- hangs the others don't wait for long: 55P03, and the keeper comes again.
	execute format('lock table %s in access exclusive mode', waits);
	if everything and not exists (select from box.round as r where r.round = seal_rows.round and r.seals <= base.now()) then
		perform base.refuse('WH409', 'ballot/not-closed', '还没有截止。');
	end if;
	execute format('
		select array_agg(e.id) filter (where e.place <= ballot.take_count(e.waiting, $3)), count(distinct e.came)
		from (
			select w.id, w.xmin::text as came, row_number() over (partition by w.channel, t.unit order by gen_random_uuid()) as place,
				count(*) over (partition by w.channel, t.unit) as waiting
			from %s as w
			left join ballot.told_units($1, $2) as t on w.channel = ''card'' and t.unit = (to_jsonb(w) ->> ''unit'')::bigint
			where w.round = $1 and w.stratum = $2
		) as e', waits)
	into taken, transactions using seal_rows.round, seal_rows.stratum, everything;
	if taken is not null or ballot.must_mix(transactions) then
		taken := coalesce(taken, '{}');
		execute format('insert into box.sealed%s select w.* from %s as w where w.id = any ($1) order by w.id', part, waits)
		using taken;
		execute format('select json_agg(w) from %s as w where w.id <> all ($1)', waits)
		into kept using taken;
		execute format('truncate %s', waits);
		execute format('insert into %1$s select k.* from json_populate_recordset(null::%1$s, $1) as k order by k.id', waits)
		using kept;
	end if;
	return json_build_object('sealed', coalesce(cardinality(taken), 0));
end $$;
comment on function ballot.seal_rows(text, bigint, text, boolean) is
'Seals one batch. part: nothing, _text or _pressure, how the tables'' names end. Of each channel it takes what take_count says,
at random: channels apart, for the channel stands beside the answer and would tell a lone card from twenty posters; and so
apart what cards say of a unit that stands on them (told_units), which would tell a lone card about it from twenty others.
What is taken and what stays are both written anew in the order of their ids, so that no row keeps the transaction or the
place that it came with; and what stays also where nothing is taken yet, for every twenty that came (must_mix).';

create function ballot.seal_answers(round bigint, stratum text, "all" boolean default false) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	sealed constant json := ballot.seal_rows('', seal_answers.round, seal_answers.stratum, seal_answers."all");
begin
	if seal_answers."all" then
		update box.round as r set sealed = true where r.round = seal_answers.round and not r.sealed;
	end if;
	return sealed;
end $$;
comment on function ballot.seal_answers(bigint, text, boolean) is
'Seals one batch of answers of a round''s stratum: twenty at random where forty or more wait, or, with all, what there is;
from then on the round takes no answer. To be called in a transaction of its own. Answers {"sealed": how many}.
Refuses: WH409 ballot/not-closed for all before the last sealing''s time.';

create function ballot.seal_texts(round bigint, stratum text, "all" boolean default false) returns json
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ select ballot.seal_rows('_text', round, stratum, "all") $$;
comment on function ballot.seal_texts(bigint, text, boolean) is
'The same for free texts; with all only after the answers. Refuses: WH409 ballot/not-closed.';

create function ballot.seal_pressure(round bigint, stratum text, "all" boolean default false) returns json
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ select ballot.seal_rows('_pressure', round, stratum, "all") $$;
comment on function ballot.seal_pressure(bigint, text, boolean) is
'The same for ticks of pressure; with all only after the answers. Refuses: WH409 ballot/not-closed.';

create function ballot.waiting() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		with waits as (
			select 1 as place, 'answers' as step, e.round, e.stratum, e.channel, e.unit, count(*) as waiting,
				array_agg(distinct e.xmin::text) as came
			from box.entry as e
			group by e.round, e.stratum, e.channel, e.unit
			union all
			select 2, 'texts', e.round, e.stratum, e.channel, e.unit, count(*), array_agg(distinct e.xmin::text)
			from box.entry_text as e
			group by e.round, e.stratum, e.channel, e.unit
			union all
			select 3, 'pressure', e.round, e.stratum, e.channel, null, count(*), array_agg(distinct e.xmin::text)
			from box.entry_pressure as e
			group by e.round, e.stratum, e.channel
			union all
			select 1, 'answers', q.round, q.stratum, null, null, 1, '{}'
			from box.question as q
			join box.round as r on r.round = q.round
			where q.number = 1 and not r.sealed
		), ready as (
			select w.step, w.round, w.stratum
			from waits as w
			join box.round as r on r.round = w.round
			left join lateral ballot.told_units(w.round, w.stratum) as t on w.channel = 'card' and t.unit = w.unit
			group by w.step, w.round, w.stratum, w.channel, t.unit, r.seals
			having ballot.take_count(sum(w.waiting)::bigint, r.seals <= base.now()) > 0
			union
			select w.step, w.round, w.stratum
			from waits as w
			cross join unnest(w.came) as c (came)
			group by w.step, w.round, w.stratum
			having ballot.must_mix(count(distinct c.came))
		), due as (
			select distinct w.place, w.step, w.round, w.stratum, r.seals <= base.now() as everything
			from ready
			join waits as w using (step, round, stratum)
			join box.round as r on r.round = w.round
			union all
			select 4, case when r.voided then 'gone' else 'take' end, r.round, null, true
			from box.round as r
			where r.sealed and not r.moved and not exists (select from waits as w where w.round = r.round)
		)
		select coalesce(json_agg(json_build_object('step', d.step, 'round', d.round, 'stratum', d.stratum, 'all', d.everything)
			order by d.round, d.place, d.stratum), '[]')
		from due as d
	);
end $$;
comment on function ballot.waiting() is
'What there is to do now, in order: [{"step","round","stratum","all"}]. answers, texts, pressure: call seal_<step> with the
rest; take: everything is sealed: move the rows (ballot.take), then ballot.gone; gone: the round is void, nothing is moved.
Ask again after each turn, for one step makes the next one due.';

create function ballot.progress() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(json_agg(json_build_object('round', p.round, 'stratum', p.stratum, 'channel', p.channel, 'step',
			case when n.answers = 0 then 0 when n.answers < 20 then 1 when n.answers < 50 then 2 else 3 end)
			order by p.round, p.stratum, p.channel), '[]')
		from (
			select distinct m.round, m.stratum, m.channel
			from box.mark as m
			join box.round as r on r.round = m.round
			where not r.moved
		) as p
		cross join lateral (
			select count(*) as answers
			from (
				select from box.sealed as s
				where s.round = p.round and s.stratum = p.stratum and s.channel = p.channel
				union all
				select from box.entry as e
				where e.round = p.round and e.stratum = p.stratum and e.channel = p.channel
				limit 50
			) as counted
		) as n
	);
end $$;
comment on function ballot.progress() is
'How many answered, in steps alone (0 none, 1 1–19, 2 20–49, 3 50 and more): [{"round","stratum","channel","step"}]. Never
by unit.';

create function ballot.take(round bigint, kind text, after uuid default null, most integer default 1000) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	first constant uuid := coalesce(take.after, '00000000-0000-0000-0000-000000000000');
begin
	if not exists (select from box.round as r where r.round = take.round and r.sealed and not r.moved) then
		perform base.refuse('WH409', 'ballot/not-sealed', '还没有封存。');
	end if;
	return coalesce((
		case take.kind
			when 'answers' then (select json_agg(t) from (
				select s.id, s.unit, s.stratum, s.channel, s.answers
				from box.sealed as s
				where s.round = take.round and s.id > first
				order by s.id
				limit take.most) as t)
			when 'texts' then (select json_agg(t) from (
				select s.id, s.unit, s.stratum, s.channel, s.words
				from box.sealed_text as s
				where s.round = take.round and s.id > first
				order by s.id
				limit take.most) as t)
			when 'pressure' then (select json_agg(t) from (
				select s.id, s.stratum, s.channel
				from box.sealed_pressure as s
				where s.round = take.round and s.id > first
				order by s.id
				limit take.most) as t)
		end), '[]');
end $$;
comment on function ballot.take(bigint, text, uuid, integer) is
'Sealed rows of a round in the order of their ids, for moving: kind answers, texts or pressure; after: the last id that was
taken; [] at the end. Changes nothing, so that a move that broke off begins again. Refuses: WH409 ballot/not-sealed.';

create function ballot.gone(round bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if not exists (select from box.round as r where r.round = gone.round and r.sealed)
		or exists (select from box.entry as e where e.round = gone.round)
		or exists (select from box.entry_text as e where e.round = gone.round)
		or exists (select from box.entry_pressure as e where e.round = gone.round) then
		perform base.refuse('WH409', 'ballot/not-sealed', '还没有封存。');
	end if;
	delete from box.sealed as s where s.round = gone.round;
	delete from box.sealed_text as s where s.round = gone.round;
	delete from box.sealed_pressure as s where s.round = gone.round;
	delete from box.key as k where k.round = gone.round;
	update box.round as r set moved = true where r.round = gone.round and not r.moved;
	return '{"gone":true}';
end $$;
comment on function ballot.gone(bigint) is
'The round''s answers are safe elsewhere (or it is void): deletes them here, and the keys. Once more does nothing. Refuses:
WH409 ballot/not-sealed while something waits.';

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
