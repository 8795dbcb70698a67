-- One answer from a citizen, counted once.
set role verbs_ballot;

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

create function ballot.refuse_used() returns void
language sql stable
as $$ select base.refuse('WH409', 'ballot/used', '这张卡的意见已经收到，不用再交。', 'code') $$;
comment on function ballot.refuse_used() is 'Refuses: WH409 ballot/used.';

-- ---- who may answer ------------------------------------------------------------------------------------------------

create function ballot.place(mark text, out round bigint, out channel text, out stratum text, out unit bigint, out told json)
language plpgsql stable
as $$
declare
	state text;
begin
	select m.round, m.channel, m.stratum,
		coalesce(m.unit, (select min(u.unit) from box.unit as u where u.round = m.round having count(*) = 1)),
		json_build_object('counted', true, 'channel', m.channel, 'office', r.office, 'title', r.title,
			'publish_by', base.day_text(r.publish_by), 'publish_where', r.publish_where),
		ballot.round_state(r.opens, r.closes, r.sealed, r.voided)
	into place.round, place.channel, place.stratum, place.unit, place.told, state
	from box.mark as m
	join box.round as r on r.round = m.round
	where m.mark = place.mark;
	if not found then
		perform base.refuse('WH404', 'ballot/no-mark', '没有找到这个地址，请对照卡片或海报再看一遍。');
	end if;
	case state
		when 'open' then null;
		when 'void' then perform base.refuse('WH409', 'ballot/void', '这次测评已作废。');
		when 'soon' then perform base.refuse('WH409', 'ballot/not-open', '还没有开始。');
		when 'closed' then perform base.refuse('WH409', 'ballot/closed', '这次测评已经结束。');
	end case;
end $$;
comment on function ballot.place(text) is
'Where an answer to this mark belongs, while its round is open. unit: null where the form''s counts; told: what the thank-you
page says. Refuses: WH404 ballot/no-mark; WH409 ballot/void, ballot/not-open, ballot/closed.';

create function ballot.check_card(mark text, channel text, card bytea) returns void
language plpgsql stable
as $$
declare
	held record;
begin
	if check_card.channel = 'card' and check_card.card is null then
		perform base.refuse('WH422', 'ballot/no-code', '请输入卡上的号码。', 'code');
	elsif check_card.card is null then
		return;
	end if;
	select c.used, b.voided into held
	from box.card as c
	join box.batch as b on b.batch = c.batch
	where c.digest = check_card.card and b.mark = check_card.mark;
	if not found then
		perform base.refuse('WH404', 'ballot/no-card', '没有找到这张卡。', 'code');
	elsif held.used then
		perform ballot.refuse_used();
	elsif held.voided then
		perform base.refuse('WH409', 'ballot/voided-batch', '这批卡已作废。', 'code');
	end if;
end $$;
comment on function ballot.check_card(text, text, bytea) is
'Whether this card, as it now stands, may answer to the mark; a poster''s mark has none. Refuses: WH422 ballot/no-code; WH404
ballot/no-card; WH409 ballot/used, ballot/voided-batch.';

create function ballot.chosen_unit(round bigint, unit bigint) returns bigint
language plpgsql stable
as $$
begin
	if not exists (select from box.unit as u where u.round = chosen_unit.round and u.unit = chosen_unit.unit) then
		perform base.refuse('WH422', 'ballot/no-unit', '还没有选单位。', 'unit');
	end if;
	return chosen_unit.unit;
end $$;
comment on function ballot.chosen_unit(bigint, bigint) is
'The unit that the form says, if the round asks about it. Refuses: WH422 ballot/no-unit.';

-- ---- what the form's fields say -------------------------------------------------------------------------------------
-- Each of these reads one question: its slots (a number each, of a matrix one a row, of a text none), its words, whether an
-- answer is missing, and what is wrong with the one that is there.

create function ballot.read_choice(question box.question, field text, names text[], fields text[], out slots smallint[],
	out words text, out missing boolean, out fault text)
language sql immutable
as $$
	select array[case when c.is_one then c.given::smallint else 0 end], null::text,
		not c.is_one and (question.required or c.given is not null), null::text
	from (
		select g.given, ballot.is_choice(g.given, cardinality(question.options)) as is_one
		from (select fields[array_position(names, field)]) as g (given)
	) as c
$$;
comment on function ballot.read_choice(box.question, text, text[], text[]) is
'One option''s number; 0 for none. What is there but no option''s number counts as missing.';

create function ballot.read_matrix(question box.question, names text[], fields text[], out slots smallint[], out words text,
	out missing boolean, out fault text)
language sql immutable
as $$
	select array_agg(c.slots[1] order by r.number), null::text, bool_or(c.missing), null::text
	from generate_series(1, cardinality(question.rows)) as r (number)
	cross join lateral ballot.read_choice(question, 'q' || question.number || '_' || r.number, names, fields) as c
$$;
comment on function ballot.read_matrix(box.question, text[], text[]) is 'One option''s number a row.';

create function ballot.read_multiple(question box.question, names text[], fields text[], out slots smallint[], out words text,
	out missing boolean, out fault text)
language sql immutable
as $$
	select array[coalesce(sum(1 << (c.option - 1)), 0)::smallint], null::text, question.required and count(*) = 0,
		case when count(*) > question.most then format('最多选%s项，现在选了%s项。', question.most, count(*)) end
	from (
		select distinct g.option::integer
		from unnest(names, fields) as g (name, option)
		where g.name = 'q' || question.number and ballot.is_choice(g.option, cardinality(question.options))
	) as c
$$;
comment on function ballot.read_multiple(box.question, text[], text[]) is
'A bit for each option that was ticked, the first one the lowest; what is no option''s number is passed over.';

create function ballot.read_text(question box.question, names text[], fields text[], out slots smallint[], out words text,
	out missing boolean, out fault text)
language sql immutable
as $$
	select '{}'::smallint[], nullif(t.words, ''), question.required and t.words = '',
		case when length(t.words) > question.longest then
			format('写了%s字，最多%s字，请删去%s字。', length(t.words), question.longest, length(t.words) - question.longest) end
	from ballot.tidy(fields[array_position(names, 'q' || question.number)]) as t (words)
$$;
comment on function ballot.read_text(box.question, text[], text[]) is 'What was written; null for nothing.';

create function ballot.read(round bigint, stratum text, names text[], fields text[], out slots smallint[], out texts text[])
language plpgsql stable
as $$
declare
	question box.question;
	got record;
	errors jsonb := '[]';
begin
	slots := '{}';
	texts := '{}';
	for question in
		select *
		from box.question as q
		where q.round = read.round and q.stratum = read.stratum
		order by q.number
	loop
		case question.kind
			when 'matrix' then got := ballot.read_matrix(question, names, fields);
			when 'multiple' then got := ballot.read_multiple(question, names, fields);
			when 'text' then got := ballot.read_text(question, names, fields);
			else got := ballot.read_choice(question, 'q' || question.number, names, fields);
		end case;
		slots := slots || got.slots;
		if got.words is not null then
			texts := texts || got.words;
		end if;
		if got.fault is not null or got.missing then
			errors := errors || ballot.fault(question.number, coalesce(got.fault,
				case when question.kind = 'text' then '还没有写。' when '不了解' = any (question.options) then '还没有选。不清楚可以选“不了解”。'
					else '还没有选。' end));
		end if;
	end loop;
	if errors <> '[]' then
		perform base.refuse_fields('ballot/incomplete', errors);
	end if;
end $$;
comment on function ballot.read(bigint, text, text[], text[]) is
'All slots of a form and its texts, in the order of the questions. Refuses: WH422 ballot/incomplete with each question''s
fault.';

-- ---- counting it once ----------------------------------------------------------------------------------------------

create function ballot.spend(round bigint, card bytea, key bytea) returns boolean
language plpgsql volatile
as $$
begin
	if spend.card is not null then
		-- a twin waits here until the first one has ended
		update box.card as c set used = true where c.digest = spend.card and not c.used;
		if not found then
			perform ballot.refuse_used();
		end if;
	elsif spend.key is not null then
		insert into box.key (digest, round) values (spend.key, spend.round) on conflict do nothing;
		return found;
	end if;
	return true;
end $$;
comment on function ballot.spend(bigint, bytea, bytea) is
'Uses the card up, or keeps the key of the open form: false if that was here before. Refuses: WH409 ballot/used.';

create function ballot.enter(round bigint, unit bigint, stratum text, channel text, slots smallint[], texts text[], pressure boolean)
returns void
language plpgsql volatile
as $$
begin
	insert into box.entry (round, unit, stratum, channel, answers)
	values (enter.round, enter.unit, enter.stratum, enter.channel, enter.slots);
	insert into box.entry_text (round, unit, stratum, channel, words)
	select enter.round, enter.unit, enter.stratum, enter.channel, t.words
	from unnest(enter.texts) as t (words);
	if enter.pressure then
		insert into box.entry_pressure (round, stratum, channel) values (enter.round, enter.stratum, enter.channel);
	end if;
end $$;
comment on function ballot.enter(bigint, bigint, text, text, smallint[], text[], boolean) is
'Puts answers, texts and the tick of pressure where they wait for their sealing, each under a random id of its own.';

create function ballot.answer(mark text, card bytea default null, key bytea default null, unit bigint default null,
	names text[] default '{}', fields text[] default '{}', pressure boolean default false) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	place record;
	form record;
begin
	-- The sealer takes a table for itself, so what is read below still holds when this transaction ends, and whatever waits
	-- after a sealing came with a later transaction.
	lock table box.entry, box.entry_text, box.entry_pressure in row exclusive mode;
	place := ballot.place(answer.mark);
	perform ballot.check_card(answer.mark, place.channel, answer.card);
	if place.unit is null then
		place.unit := ballot.chosen_unit(place.round, answer.unit);
	end if;
	form := ballot.read(place.round, place.stratum, answer.names, answer.fields);
	if ballot.spend(place.round, answer.card, answer.key) then
		perform ballot.enter(place.round, place.unit, place.stratum, place.channel, form.slots, form.texts, answer.pressure);
	end if;
	return place.told;
end $$;
comment on function ballot.answer(text, bytea, bytea, bigint, text[], text[], boolean) is
'Counts one answer: burns the card (or keeps the key of the open form) and puts answers, texts and the tick of pressure
under random ids of their own. card, key: digests of 32 bytes; unit: needed where the mark leaves it open; names, fields:
the form''s fields side by side: q1 the option''s number from 1 or the text, repeated where several may be chosen, q2_3 row
3 of a matrix. A key that was here before is counted already and changes nothing. Answers what the thank-you page says.
Refuses: WH404 ballot/no-mark, ballot/no-card; WH409 ballot/void, ballot/not-open, ballot/closed, ballot/used,
ballot/voided-batch; WH422 ballot/no-code, ballot/no-unit, ballot/incomplete with each question''s fault.';

reset role;
