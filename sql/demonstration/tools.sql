-- What the other files of this folder call: the clock, an officer's session, the keeper's turns, and people who answer.
-- All of it goes with the connection.

create function pg_temp.move_clock(day date, hour time default '09:00') returns void
language sql
as $$ update base.clock set ahead = ahead + (((day + hour) at time zone 'Asia/Shanghai') - base.now()) $$;

create function pg_temp.quarter(day date) returns text
language sql
as $$ select (array['一', '二', '三', '四'])[extract(quarter from day)] || '季度' $$;

-- this day or the next one (step 1; -1: the one before) on which offices are open; weekdays where the calendar isn't published
create function pg_temp.working_day(day date, step integer default 1) returns date
language sql
as $$
	select d.day
	from (select working_day.day + n * step as day, n from generate_series(0, 15) as n) as d
	left join data.holiday as h on h.day = d.day
	where coalesce(h.works, extract(isodow from d.day) < 6)
	order by d.n
	limit 1
$$;

-- the caller of all verbs until the end of this transaction
create function pg_temp.enter_as(login text) returns void
language plpgsql
as $$
declare
	token bytea := sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
begin
	insert into data.session (digest, account, idle_until, until)
	select sha256(token), a.id, 'infinity', 'infinity'
	from data.account as a
	where a.login = enter_as.login;
	perform session.enter(encode(token, 'hex'), 'wuhao.demo', null, null, null, false);
end $$;

create function pg_temp.leave() returns void
language plpgsql
as $$
begin
	delete from data.session as s where s.digest = sha256(decode(current_setting('wuhao.token'), 'hex'));
	perform session.enter(null, 'wuhao.demo', null, null, null, false);
end $$;

create function pg_temp.units(names text[]) returns bigint[]
language sql
as $$ select array_agg(u.id) from data.unit as u where u.public_name = any (names) $$;

-- what the keeper does: messages to the ballot …
create function pg_temp.deliver() returns void
language plpgsql
as $$
declare
	message record;
begin
	loop
		for message in
			select * from json_to_recordset(keeper.outgoing()) as m (number bigint, kind text, body json)
		loop
			perform ballot.receive(message.number, message.kind, message.body), keeper.delivered(message.number);
		end loop;
		exit when not found;
	end loop;
end $$;

-- … and, after the hour, sealing, moving and settling
create function pg_temp.settle(round bigint) returns void
language plpgsql
as $$
declare
	turn record;
	kind text;
begin
	loop
		select * into turn
		from json_to_recordset(ballot.waiting()) as t (step text, round bigint, stratum text, "all" boolean)
		where t.round = settle.round
		limit 1;
		exit when not found;
		case turn.step
			when 'answers' then perform ballot.seal_answers(turn.round, turn.stratum, turn."all");
			when 'texts' then perform ballot.seal_texts(turn.round, turn.stratum, turn."all");
			when 'pressure' then perform ballot.seal_pressure(turn.round, turn.stratum, turn."all");
			when 'take' then
				foreach kind in array array['answers', 'texts', 'pressure'] loop
					perform keeper.receive(turn.round, kind, ballot.take(turn.round, kind, null, 100000));
				end loop;
				perform ballot.gone(turn.round);
		end case;
	end loop;
	-- the step to `closed` is the keeper's alone
	set session authorization wuhao_keeper;
	perform keeper.settle(settle.round);
	reset session authorization;
end $$;

-- a print of cards whose codes nobody knows: for rounds that are over
create function pg_temp.print_cards(round bigint, stratum text, count integer) returns void
language plpgsql
as $$
declare
	digests text[] := array(select encode(sha256(gen_random_uuid()::text::bytea), 'hex') from generate_series(1, count));
begin
	perform survey.add_cards(print_cards.round,
		(select m.mark from data.mark as m where m.round = print_cards.round and m.channel = 'card' and m.stratum = print_cards.stratum),
		digests, digests, '市直机关工委组织科', false);
end $$;

-- one of 1, 2, 3 … by their weights
create function pg_temp.choose(weights integer[]) returns integer
language plpgsql
as $$
declare
	left_over double precision := random() * (select sum(w) from unnest(weights) as w);
begin
	for place in 1..cardinality(weights) loop
		left_over := left_over - weights[place];
		if left_over < 0 then
			return place;
		end if;
	end loop;
	return cardinality(weights);
end $$;

-- How somebody who feels like this (1 很满意 … 5 很不满意, 6 不了解) fills in the rest; some questions are left out.
create function pg_temp.fill(stratum text, feels integer, words text, out names text[], out fields text[])
language plpgsql
as $$
declare
	mood integer := case when feels <= 2 then 1 when feels = 3 then 2 when feels < 6 then 3 else 4 end;
	masses boolean := stratum = 'masses';
	option integer;
	wishes integer := (array[0, pg_temp.choose('{60,40}'), 1 + pg_temp.choose('{30,70}'), 0])[mood];
begin
	names := '{q1}';
	fields := array[feels::text];
	for row_number in 1..4 loop
		names := names || format('q2_%s', row_number);
		fields := fields || case when feels = 6 or random() < 0.05 then 6
			else least(5, greatest(1, feels + pg_temp.choose('{20,55,25}') - 2)) end::text;
	end loop;
	if random() < 0.94 then
		names := names || 'q3'::text;
		fields := fields || case
			when masses then (array[pg_temp.choose('{70,15,8,3,1,3}'), pg_temp.choose('{25,40,15,10,5,5}'),
				pg_temp.choose('{3,30,15,22,28,2}'), 6])[mood]
			else (array[pg_temp.choose('{30,15,3,2,50}'), pg_temp.choose('{10,25,25,10,30}'), pg_temp.choose('{3,12,45,25,15}'), 5])[mood]
		end::text;
	end if;
	if random() < 0.94 then
		names := names || 'q4'::text;
		fields := fields || case
			when masses then (array[pg_temp.choose('{20,10,2,3,65}'), pg_temp.choose('{10,20,15,15,40}'),
				pg_temp.choose('{3,10,40,32,15}'), 5])[mood]
			else (array[pg_temp.choose('{60,25,3,10,2}'), pg_temp.choose('{25,45,15,5,10}'), pg_temp.choose('{5,35,45,5,10}'), 5])[mood]
		end::text;
	end if;
	if wishes = 0 and random() < 0.6 then
		names := names || 'q5'::text;
		fields := fields || '7'::text;
	end if;
	for option in select o from generate_series(1, 6) as o order by random() * o limit wishes loop
		names := names || 'q5'::text;
		fields := fields || option::text;
	end loop;
	if words is not null then
		names := names || 'q6'::text;
		fields := fields || words;
	end if;
end $$;

-- `weights` says how the unit's visitors feel, `words` what some of them write; cards come from the round's print
create function pg_temp.answer(round bigint, unit bigint, stratum text, channel text, count integer, weights integer[], words text[])
returns void
language plpgsql
as $$
declare
	address text;
	cards bytea[];
	filled record;
begin
	select m.mark into strict address
	from data.mark as m
	where m.round = answer.round and m.stratum = answer.stratum and m.channel = answer.channel
		and coalesce(m.unit, answer.unit) = answer.unit;
	if answer.channel = 'card' then
		cards := array(
			select c.digest
			from box.card as c
			join box.batch as b on b.batch = c.batch
			where b.mark = address and not c.used
			limit answer.count);
	end if;
	for place in 1..answer.count loop
		filled := pg_temp.fill(answer.stratum, pg_temp.choose(answer.weights), answer.words[place]);
		perform ballot.answer(mark => address, card => cards[place], unit => answer.unit, names => filled.names,
			fields => filled.fields, pressure => random() < 0.015);
	end loop;
end $$;
