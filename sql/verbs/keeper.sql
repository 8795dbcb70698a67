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

-- ---- what is shown and what is withheld ---------------------------------------------------------------------------------
-- Counts come as one array: unit by unit, `width` counts each (of question 1: the five answers, then 不了解; of others: one
-- for each different answer). What an attacker is given is more than what is published: the exact counts behind each cell
-- that is shown in full and behind the total, the bands, the steps, and why a cell is withheld.

create function keeper.step(answers integer) returns smallint
language sql immutable
as $$ select (case when answers = 0 then 0 when answers < 20 then 1 when answers < 50 then 2 else 3 end)::smallint $$;
comment on function keeper.step(integer) is '0 none, 1 1–19, 2 20–49, 3 50 and more.';

create function keeper.band(satisfied integer, opinions integer) returns integer
language sql immutable
as $$ select case when 10 * satisfied < 3 * opinions then 1 when 10 * satisfied < 7 * opinions then 2 else 3 end $$;
comment on function keeper.band(integer, integer) is 'Under three tenths 1, under seven 2, from seven tenths on 3.';

create function keeper.fits(n integer, satisfied integer, opinions integer, low integer, high integer, band integer) returns boolean
language sql immutable
as $$
	select n between low and high and (band < 0 or opinions > 0 and (band = 0 or keeper.band(satisfied, opinions) = band))
$$;
comment on function keeper.fits(integer, integer, integer, integer, integer, integer) is
'Whether a cell with these answers is published so: low to high of them; band: 1 to 3 in that band; 0 somebody has an opinion;
-1 whatever they say.';

-- A withheld cell is hidden if there is another world that is published all the same in which it has another count, and one
-- in which its answers are distributed otherwise. The worlds looked for are the true one with one answer moved from one
-- withheld cell to another, or two exchanged between two, or, where the total isn't known exactly, one more or one less.
create function keeper.hides_satisfaction(counts integer[], lows integer[], highs integer[], bands integer[], total integer[],
	total_low integer, total_high integer, total_band integer) returns boolean
language sql immutable
as $$
	with cell as (
		select i.i, c.c, lows[i.i] as low, highs[i.i] as high, bands[i.i] as band, c.c[1] + c.c[2] as satisfied,
			c.c[1] + c.c[2] + c.c[3] + c.c[4] + c.c[5] as opinions, c.c[1] + c.c[2] + c.c[3] + c.c[4] + c.c[5] + c.c[6] as n
		from generate_series(1, cardinality(lows)) as i (i)
		cross join lateral (select counts[6 * i.i - 5:6 * i.i]) as c (c)
	), answer (k, satisfied, opinion) as (
		values (1, 1, 1), (2, 1, 1), (3, 0, 1), (4, 0, 1), (5, 0, 1), (6, 0, 0)
	), whole as (
		select total_low < total_high as loose, total[1] + total[2] as satisfied,
			total[1] + total[2] + total[3] + total[4] + total[5] as opinions,
			total[1] + total[2] + total[3] + total[4] + total[5] + total[6] as n
	), one as (
		select c.i, a.k, c.c[a.k] < c.n as changes,
			keeper.fits(c.n + 1, c.satisfied + a.satisfied, c.opinions + a.opinion, c.low, c.high, c.band) as takes,
			c.c[a.k] > 0 and keeper.fits(c.n - 1, c.satisfied - a.satisfied, c.opinions - a.opinion, c.low, c.high, c.band) as gives,
			w.loose and keeper.fits(w.n + 1, w.satisfied + a.satisfied, w.opinions + a.opinion, total_low, total_high, total_band) as more,
			w.loose and keeper.fits(w.n - 1, w.satisfied - a.satisfied, w.opinions - a.opinion, total_low, total_high, total_band) as less
		from cell as c
		cross join answer as a
		cross join whole as w
	), others as (
		select o.*, count(*) filter (where o.gives) over (partition by o.k) - o.gives::integer as givers,
			count(*) filter (where o.takes) over (partition by o.k) - o.takes::integer as takers
		from one as o
	), moved as (
		select o.i, bool_or(o.can) as count_differs, bool_or(o.can and o.changes) as answers_differ
		from (
			select x.i, x.changes, x.takes and (x.givers > 0 or x.more) or x.gives and (x.takers > 0 or x.less) as can
			from others as x
		) as o
		group by o.i
	), swap as (
		select c.i, a.k as gives, b.k as takes
		from cell as c
		cross join answer as a
		join answer as b on b.k <> a.k
		where c.c[a.k] > 0 and keeper.fits(c.n, c.satisfied - a.satisfied + b.satisfied, c.opinions - a.opinion + b.opinion,
			c.low, c.high, c.band)
	), swapped as (
		select distinct s.i
		from swap as s
		join (select t.gives, t.takes, min(t.i) as first, max(t.i) as last from swap as t group by t.gives, t.takes) as partner
			on partner.gives = s.takes and partner.takes = s.gives and (partner.first <> s.i or partner.last <> s.i)
	)
	select bool_and(m.count_differs and (m.answers_differ or exists (select from swapped as s where s.i = m.i)))
	from moved as m
$$;
comment on function keeper.hides_satisfaction(integer[], integer[], integer[], integer[], integer[], integer, integer, integer) is
'Whether the withheld cells of question 1 stay hidden. counts: theirs, six each; lows, highs, bands: of each, as for
keeper.fits; total: the counts over all units, and how exactly they are known: total_low = total_high exactly, else as little
as such a cell tells.';

create function keeper.hides_answers(counts integer[], lows integer[], highs integer[], safe boolean[]) returns boolean
language sql immutable
as $$
	with value as (
		select (c.place - 1) / width.width + 1 as i, (c.place - 1) % width.width as k, c.n
		from unnest(counts) with ordinality as c (n, place)
		cross join (select cardinality(counts) / cardinality(lows)) as width (width)
		where c.n > 0
	), cell as (
		select i.i, coalesce(v.n, 0) as n, v.one, coalesce(v.several, false) as several, safe[i.i] as safe,
			coalesce(v.n, 0) > lows[i.i] as gives, coalesce(v.n, 0) < highs[i.i] as takes
		from generate_series(1, cardinality(lows)) as i (i)
		left join (
			select t.i, sum(t.n)::integer as n, min(t.k) as one, count(*) > 1 as several
			from value as t
			group by t.i
		) as v on v.i = i.i
	), whole as (
		select sum(c.n) as n, count(*) filter (where c.gives) as givers, count(*) filter (where c.takes) as takers
		from cell as c
	), given as (
		-- the answers that can be given away at all, up to two of them
		select count(distinct v.k) as kinds
		from value as v
		join cell as c on c.i = v.i and c.gives
	)
	select bool_and((c.safe or c.gives and w.takers > c.takes::integer or c.takes and w.givers > c.gives::integer)
		and case
			when c.n = 0 then c.takes and g.kinds > 1
			when c.several then w.n > c.n or c.gives and w.takers > c.takes::integer
			else w.n - c.n > coalesce((select sum(v.n) from value as v where v.k = c.one and v.i <> c.i), 0)
		end)
	from cell as c
	cross join whole as w
	cross join given as g
$$;
comment on function keeper.hides_answers(integer[], integer[], integer[], boolean[]) is
'The same for a further question, whose total is known exactly. counts: those of the withheld cells, as many each; lows,
highs: how many answers each may have; safe: whose count need not be looked after here.';

create function keeper.rank(states text[], sizes integer[]) returns integer
language sql immutable
as $$
	select s.place::integer
	from unnest(states, sizes) with ordinality as s (state, size, place)
	where s.state = 'full' and s.place <= cardinality(sizes)
	order by s.size, s.place
	limit 1
$$;
comment on function keeper.rank(text[], integer[]) is 'The smallest unit that is still shown in full; null: none.';

create function keeper.total_bounds(state text, states text[], sizes integer[], least_group integer, exact integer,
	out low integer, out high integer)
language sql immutable
as $$
	-- of a total that is withheld a step is known, and of each unit without opinions
	select case total_bounds.state when 'few' then 1 when 'band' then least_group
			when 'guarded' then (array[1, 20, 50])[t.step] - least(t.slack_above, 1000000000) else t.n end,
		case total_bounds.state when 'few' then least_group - 1 when 'band' then exact - 1
			when 'guarded' then (array[19, 49, 1000000000])[t.step] + least(t.slack_below, 1000000000) else t.n end
	from (
		select sum(s.size)::integer as n, keeper.step(sum(s.size)::integer) as step,
			coalesce(sum((array[19, 49, 1000000000])[keeper.step(s.size)] - s.size) filter (where s.state = 'unknown'), 0) as slack_above,
			coalesce(sum(s.size - greatest(least_group, (array[1, 20, 50])[keeper.step(s.size)])) filter (where s.state = 'unknown'), 0)
				as slack_below
		from unnest(states, sizes) as s (state, size)
		where s.size is not null
	) as t
$$;
comment on function keeper.total_bounds(text, text[], integer[], integer, integer) is
'Between which numbers the total of question 1 is known to be, if it is shown so.';

create function keeper.holds(counts integer[], width integer, sizes integer[], states text[], total integer[], least_group integer,
	exact integer, units text[], caps integer[], required boolean) returns boolean
language plpgsql immutable
as $$
declare
	rates constant boolean := units is null;
	whole constant text := states[cardinality(states)];
	smallest integer;
	hidden integer[];
	sum integer;
	low integer;
	high integer;
begin
	select coalesce(min(s.size) filter (where s.state = 'full'), 1000000000),
		array_agg(s.place order by s.place) filter (where s.state not in ('full', 'none') and not (rates and s.state = 'unknown')),
		sum(s.size) filter (where s.state not in ('full', 'none') and not (rates and s.state = 'unknown'))
	into smallest, hidden, sum
	from unnest(states, sizes) with ordinality as s (state, size, place)
	where s.size is not null;
	if hidden is null then
		return true;
	end if;
	-- where the withheld ones together are known, they must be a group themselves, and not of one mind as all are
	if whole in ('full', 'unknown')
		and (sum < least_group or (select count(*) from unnest(total) as t (n) where t.n > 0) < 2) then
		return false;
	end if;
	if not rates then
		return (
			select keeper.hides_answers((
					select array_agg(c.n order by c.place)
					from unnest(counts) with ordinality as c (n, place)
					join unnest(hidden) as h (unit) on h.unit = (c.place - 1) / width + 1
				),
				array_agg(case s.state when 'guard' then exact else 0 end order by s.place),
				array_agg(case s.state when 'guard' then least(s.cap, smallest) when 'few' then least(s.cap, exact - 1) else s.cap end
					order by s.place),
				-- a whole form moved from one unit withheld in question 1 to another takes its answer to this question along
				array_agg(required or s.unit in ('few', 'band', 'guarded') and s.size > 0 order by s.place))
			from unnest(states, sizes, units, caps) with ordinality as s (state, size, unit, cap, place)
			where s.place = any (hidden));
	end if;
	select t.low, t.high into low, high from keeper.total_bounds(whole, states, sizes, least_group, exact) as t;
	return (
		select keeper.hides_satisfaction((
				select array_agg(c.n order by c.place)
				from unnest(counts) with ordinality as c (n, place)
				join unnest(hidden) as h (unit) on h.unit = (c.place - 1) / width + 1
			),
			array_agg(case s.state when 'few' then 1 when 'band' then least_group else exact end order by s.place),
			array_agg(case s.state when 'few' then least_group - 1 when 'band' then exact - 1 else smallest end order by s.place),
			array_agg(case s.state when 'few' then -1
				when 'band' then keeper.band(counts[width * s.place - 5] + counts[width * s.place - 4], s.size - counts[width * s.place])
				else 0 end order by s.place),
			total, low, high, case whole when 'band' then keeper.band(total[1] + total[2],
				total[1] + total[2] + total[3] + total[4] + total[5]) else -1 end)
		from unnest(states, sizes) with ordinality as s (state, size, place)
		where s.place = any (hidden));
end $$;
comment on function keeper.holds(integer[], integer, integer[], text[], integer[], integer, integer, text[], integer[], boolean) is
'Whether nothing that these states withhold can be computed from what they show. states: of each unit, then of the total;
sizes: answers of each; units, caps, required: as for keeper.shield.';

create function keeper.shield(counts integer[], width integer, least_group integer, exact integer, units text[] default null,
	caps integer[] default null, required boolean default false) returns text[]
language plpgsql immutable
as $$
declare
	many constant integer := cardinality(counts) / width;
	rates constant boolean := units is null;
	sizes integer[] := '{}';
	total integer[] := array_fill(0, array[width]);
	first text[] := '{}';
	states text[];
	n integer;
	sum integer := 0;
	guard integer;
begin
	for u in 1..many loop
		n := 0;
		for k in 1..width loop
			n := n + counts[(u - 1) * width + k];
			total[k] := total[k] + counts[(u - 1) * width + k];
		end loop;
		sizes := sizes || n;
		sum := sum + n;
		first := first || case
			when rates then keeper.state(n, counts[u * width], least_group, exact)
			when units[u] in ('none', 'guarded') then units[u]
			when units[u] in ('few', 'band') or n < exact then 'few'
			else 'full' end;
	end loop;
	first := first || case
		when rates then keeper.state(sum, total[width], least_group, exact)
		when units[many + 1] in ('none', 'guarded') then units[many + 1]
		when units[many + 1] in ('few', 'band') or sum < exact then 'few'
		else 'full' end;
	-- first with the total, which guards may have to protect; where even all of them don't, without the total
	for attempt in 1..2 loop
		states := first;
		if attempt = 2 then
			states[many + 1] := 'guarded';
			exit when not rates;
		end if;
		exit when states[many + 1] = 'none' or not rates and states[many + 1] <> 'full';
		loop
			if keeper.holds(counts, width, sizes, states, total, least_group, exact, units, caps, required) then
				return array_replace(states, 'guard', 'guarded');
			end if;
			guard := keeper.rank(states, sizes);
			exit when guard is null;
			states[guard] := case when rates then 'guarded' else 'guard' end;
		end loop;
	end loop;
	return array_replace(states, 'guard', 'guarded');
end $$;
comment on function keeper.shield(integer[], integer, integer, integer, text[], integer[], boolean) is
'What is shown of each unit, and last of the total. Of question 1: full, from `exact` answers on; band under that; few under
`least_group`; none without any; unknown where nobody has an opinion; guarded where it is withheld to protect another. Of other
questions (units: what question 1 gave; caps: how many answered that; required: all had to answer this one): full, few under
`exact`, none, guarded. A unit withheld in question 1 is withheld in all, and so is the total. The next smallest unit shown is
guarded until nothing withheld can be computed (keeper.holds); where that can''t be reached the total is withheld instead.';

create function keeper.state(n integer, unknown integer, least_group integer, exact integer) returns text
language sql immutable
as $$
	select case when n = 0 then 'none' when n < least_group then 'few' when n = unknown then 'unknown' when n < exact then 'band'
		else 'full' end
$$;
comment on function keeper.state(integer, integer, integer, integer) is
'What is shown of a cell of question 1 that stands alone.';

create function keeper.by_opinion(states text[], counts integer[], least_group integer, exact integer) returns text[]
language plpgsql immutable
as $$
declare
	many constant integer := cardinality(counts) / 6;
	opinions constant integer[] := array(
		select sum(c.n)::integer
		from unnest(counts || keeper.sums(counts, 6)) with ordinality as c (n, place)
		where c.place % 6 <> 0
		group by (c.place - 1) / 6
		order by (c.place - 1) / 6);
	guard integer;
begin
	for u in 1..many + 1 loop
		if states[u] in ('full', 'band') and opinions[u] < least_group then
			states[u] := 'guarded';
		elsif states[u] = 'full' and opinions[u] < exact then
			states[u] := 'band';
		end if;
	end loop;
	-- what a few say must not be what is left of the total either
	if states[many + 1] = 'full' and (
		select sum(o.n) between 1 and least_group - 1
		from unnest(states[:many], opinions[:many]) as o (state, n)
		where o.state in ('few', 'band', 'guarded')
	) then
		guard := keeper.rank(states, opinions[:many]);
		states[coalesce(guard, many + 1)] := 'guarded';
	end if;
	return states;
end $$;
comment on function keeper.by_opinion(text[], integer[], integer, integer) is
'What keeper.shield found of question 1, and less where most said 不了解: rates and shares are those of the opinions, so a cell
with fewer opinions than `least_group` is guarded, and one with fewer than `exact` is a band. counts: six a unit. It only ever
withholds more, so nothing that was hidden before comes to light.';

-- ---- a round's published cells ----------------------------------------------------------------------------------------

create function keeper.shares(counts integer[]) returns smallint[]
language sql immutable
as $$
	with part as (
		select c.place, floor(100.0 * c.n / s.sum) as whole,
			row_number() over (order by 100.0 * c.n / s.sum - floor(100.0 * c.n / s.sum) desc, c.n desc, c.place) as turn
		from unnest(counts) with ordinality as c (n, place)
		cross join (select sum(t.n) as sum from unnest(counts) as t (n)) as s
	)
	select array_agg((p.whole + (p.turn <= 100 - (select sum(q.whole) from part as q))::integer)::smallint order by p.place)
	from part as p
$$;
comment on function keeper.shares(integer[]) is
'Whole per cent that add up to 100: what is left over goes to the largest rests.';

create function keeper.slots(round bigint, stratum text)
returns table (question smallint, row_number smallint, kind text, options integer, required boolean, slot bigint)
language sql stable
as $$
	select q.number, r.number::smallint, q.kind, cardinality(q.options), q.required, row_number() over (order by q.number, r.number)
	from data.question as q
	cross join lateral generate_series(least(cardinality(q.rows), 1), cardinality(q.rows)) as r (number)
	where q.round = slots.round and q.stratum = slots.stratum and q.kind <> 'text'
	order by q.number, r.number
$$;
comment on function keeper.slots(bigint, text) is
'Where each question, and each row of a matrix (row_number from 1, else 0), stands in data.answer.answers.';

create function keeper.tally(round bigint, stratum text, channel text, slot bigint, kind text, options integer,
	out "values" integer[], out counts integer[])
language sql stable
as $$
	with given as (
		select a.unit, a.answers[tally.slot] as value, count(*)::integer as n
		from data.answer as a
		where a.round = tally.round and a.stratum = tally.stratum and a.channel = tally.channel and a.answers[tally.slot] > 0
		group by a.unit, a.answers[tally.slot]
	), value as (
		select v.value
		from generate_series(1, case tally.kind when 'multiple' then 1 else tally.options end) as v (value)
		union
		select g.value
		from given as g
	)
	select (select array_agg(v.value order by v.value) from value as v),
		array_agg(coalesce(g.n, 0) order by u.unit, v.value)
	from data.round_unit as u
	cross join value as v
	left join given as g on g.unit = u.unit and g.value = v.value
	where u.round = tally.round
$$;
comment on function keeper.tally(bigint, text, text, bigint, text, integer) is
'How often each value was given at a slot, unit by unit in the order of ids. Of a multiple choice a value is a whole set of
options (a bit mask), so that a unit''s counts add up to its answers.';

create function keeper.sums(counts integer[], width integer) returns integer[]
language sql immutable
as $$
	select array_agg(s.n order by s.place)
	from (
		select (c.place - 1) % sums.width as place, sum(c.n)::integer as n
		from unnest(sums.counts) with ordinality as c (n, place)
		group by 1
	) as s
$$;
comment on function keeper.sums(integer[], integer) is 'The counts over all units.';

create function keeper.sizes(counts integer[], width integer) returns integer[]
language sql immutable
as $$
	select array_agg(s.n order by s.place)
	from (
		select (c.place - 1) / sizes.width as place, sum(c.n)::integer as n
		from unnest(sizes.counts) with ordinality as c (n, place)
		group by 1
	) as s
$$;
comment on function keeper.sizes(integer[], integer) is 'How many answers each unit has.';

create function keeper.cell_shares(question smallint, kind text, options integer, "values" integer[], counts integer[])
returns smallint[]
language sql immutable
as $$
	select case
		when cell_shares.question = 1 then keeper.shares(counts[1:5])
		when cell_shares.kind = 'multiple' then array(
			select round(100.0 * coalesce(sum(c.n) filter (where c.value & (1 << (o.bit - 1)) <> 0), 0) / sum(c.n))
			from generate_series(1, cell_shares.options) as o (bit)
			cross join unnest(cell_shares."values", cell_shares.counts) as c (value, n)
			group by o.bit
			order by o.bit)::smallint[]
		else keeper.shares(counts) end
$$;
comment on function keeper.cell_shares(smallint, text, integer, integer[], integer[]) is
'Per cent of each option among those who answered; of question 1 among those with an opinion, its five answers.';

create function keeper.write_cells(round bigint, stratum text, channel text, question smallint, row_number smallint, kind text,
	options integer, "values" integer[], counts integer[], states text[]) returns void
language sql volatile
as $$
	insert into data.figure (round, stratum, channel, unit, question, row_number, shown, step, rate, band, shares)
	select write_cells.round, write_cells.stratum, write_cells.channel, c.unit, write_cells.question, write_cells.row_number, c.shown,
		case when c.shown not in ('few', 'guarded') then keeper.step(n.answers) end,
		case when write_cells.question = 1 and c.shown = 'full' then round(100.0 * n.satisfied / (n.answers - n.unknown)) end,
		case c.shown when 'band' then keeper.band(n.satisfied, n.answers - n.unknown) end,
		case c.shown when 'full' then keeper.cell_shares(write_cells.question, write_cells.kind, write_cells.options,
			write_cells."values", c.counts) end
	from (
		select u.unit, write_cells.states[u.place] as shown,
			write_cells.counts[(u.place - 1) * width.width + 1:u.place * width.width] as counts
		from (
			select t.unit, row_number() over (order by t.unit)::integer as place
			from data.round_unit as t
			where t.round = write_cells.round
		) as u
		cross join (select cardinality(write_cells."values")) as width (width)
		union all
		select null, write_cells.states[cardinality(write_cells.states)],
			keeper.sums(write_cells.counts, cardinality(write_cells."values"))
	) as c
	cross join lateral (
		select (select sum(t.n)::integer from unnest(c.counts) as t (n)) as answers, c.counts[1] + c.counts[2] as satisfied,
			c.counts[6] as unknown
	) as n
$$;
comment on function keeper.write_cells(bigint, text, text, smallint, smallint, text, integer, integer[], integer[], text[]) is
'Writes the cells of a question, or of a row of a matrix: of each unit and, with unit null, of all of them.';

create function keeper.settle_table(round bigint, stratum text, channel text, least_group integer, exact integer) returns text[]
language plpgsql volatile
as $$
declare
	slot record;
	tally record;
	width integer;
	sizes integer[];
	first text[];
	states text[];
begin
	for slot in select * from keeper.slots(settle_table.round, settle_table.stratum) loop
		tally := keeper.tally(settle_table.round, settle_table.stratum, settle_table.channel, slot.slot, slot.kind, slot.options);
		width := cardinality(tally."values");
		if slot.question = 1 then
			first := keeper.by_opinion(keeper.shield(tally.counts, width, least_group, exact), tally.counts, least_group, exact);
			sizes := keeper.sizes(tally.counts, width);
			states := first;
		else
			states := keeper.shield(tally.counts, width, least_group, exact, first, sizes, slot.required);
		end if;
		perform keeper.write_cells(settle_table.round, settle_table.stratum, settle_table.channel, slot.question, slot.row_number,
			slot.kind, slot.options, tally."values", tally.counts, states);
	end loop;
	return first;
end $$;
comment on function keeper.settle_table(bigint, text, text, integer, integer) is
'Fixes all cells of a stratum and channel. Answers with what is shown of question 1: of each unit in the order of ids, then of
the total.';

create function keeper.settle_texts(round bigint, stratum text, channel text, states text[], fewest integer) returns void
language sql volatile
as $$
	update data.opinion as o
	set shown = true
	where o.round = settle_texts.round and o.stratum = settle_texts.stratum and o.channel = settle_texts.channel
		and o.unit in (
			select u.unit
			from (
				select t.unit, row_number() over (order by t.unit) as place
				from data.round_unit as t
				where t.round = settle_texts.round
			) as u
			join data.opinion as p on p.round = settle_texts.round and p.stratum = settle_texts.stratum
				and p.channel = settle_texts.channel and p.unit = u.unit
			where settle_texts.states[u.place] = 'full'
			group by u.unit
			having count(*) >= settle_texts.fewest
		)
$$;
comment on function keeper.settle_texts(bigint, text, text, text[], integer) is
'Opens the texts of the units that have enough of them (`fewest`) and whose answers are shown in full: their number would tell
how many answered at a unit that is withheld.';

create function keeper.settle_steps(round bigint, least_group integer) returns void
language sql volatile
as $$
	insert into data.progress (round, stratum, channel, step)
	select settle_steps.round, m.stratum, m.channel, keeper.step((
		select count(*)::integer
		from data.answer as a
		where a.round = settle_steps.round and a.stratum = m.stratum and a.channel = m.channel))
	from (select distinct t.stratum, t.channel from data.mark as t where t.round = settle_steps.round) as m
	on conflict (round, stratum, channel) do update
	set step = excluded.step;
	insert into data.figure (round, stratum, channel, question, row_number, shown, step)
	select settle_steps.round, m.stratum, m.channel, 0, 0, case when n.answers < least_group then 'few' else 'none' end,
		case when n.answers >= least_group then keeper.step((
			select count(*)::integer
			from data.pressure as a
			where a.round = settle_steps.round and a.stratum = m.stratum and a.channel = m.channel)) end
	from (select distinct t.stratum, t.channel from data.mark as t where t.round = settle_steps.round) as m
	cross join lateral (
		select count(*) as answers
		from data.answer as a
		where a.round = settle_steps.round and a.stratum = m.stratum and a.channel = m.channel
	) as n;
$$;
comment on function keeper.settle_steps(bigint, integer) is
'The last steps: how many answered and, of a group that isn''t too small, how many ticked that they were pressed (question 0).';

create function keeper.settle(round bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	r data.round;
	place record;
	states text[];
	opened date;
	least_group integer;
	exact integer;
	least_texts integer;
begin
	perform from data.item as i where i.id = settle.round and i.workflow = 'round' and i.state = 'open' for no key update;
	if not found then
		return '{"settled":false}';
	end if;
	select * into strict r from data.round as t where t.item = settle.round;
	if coalesce(r.closed_at, r.closes) >= base.now() then
		perform base.refuse('WH409', 'keeper/not-closed', '还没有截止。');
	end if;
	-- the limits of the day on which it was opened, as survey.least, exact and least_texts say them
	opened := (r.opens at time zone 'Asia/Shanghai')::date;
	least_group := coalesce(base.rule('least_group', opened), 5);
	exact := greatest(least_group, coalesce(base.rule('least_exact', opened), 10));
	least_texts := greatest(exact, coalesce(base.rule('least_text', opened), 10));
	for place in
		select distinct m.stratum, m.channel
		from data.mark as m
		where m.round = settle.round
		order by m.stratum, m.channel
	loop
		states := keeper.settle_table(settle.round, place.stratum, place.channel, least_group, exact);
		perform keeper.settle_texts(settle.round, place.stratum, place.channel, states, least_texts);
	end loop;
	perform keeper.settle_steps(settle.round, least_group);
	update data.round as t set closed_at = coalesce(t.closed_at, t.closes) where t.item = settle.round;
	perform flow.move('round', settle.round, 'seal');
	update data.item as i
	set due = (r.publish_by + time '18:00') at time zone 'Asia/Shanghai'
	where i.id = settle.round;
	return '{"settled":true}';
end $$;
comment on function keeper.settle(bigint) is
'After all answers of a round have been taken over: fixes its published cells and moves it to closed, in one transaction. A
round that isn''t open any more stays as it is. Refuses: WH409 before its hour.';

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
