-- Sealing: batches of what waits, moved where nothing joins them, and handed over after the close.
set role verbs_ballot;
grant usage, create on schema ballot to verbs_seal;
set role verbs_seal;

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
			base.step(n.answers::integer)) order by p.round, p.stratum, p.channel), '[]')
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

reset role;
set role verbs_ballot;
revoke create on schema ballot from verbs_seal;
reset role;
