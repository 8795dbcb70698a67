-- What is shown of a table and what is withheld, so that nobody computes what is withheld.
--
-- Whoever tries knows these rules and the exact counts behind each cell that is shown in full and behind the total; of the
-- others the state, the band and the step. He makes up every world that fits, lets the rules judge it, and keeps those in
-- which the same is published. So the choice of what is withheld must not tell what only the withheld cells know:
--   1. Which unit is guarded, to protect others, is settled by lot (keeper.turns), and at most two are.
--   2. Whether a set of withheld cells holds is judged by their states and their sum alone, which he knows: it holds in each
--      of his worlds or in none.
--   3. It holds only at a distance (keeper.margin) from where the sum would pin a cell down. So that a set was refused says
--      no more than that the sum is near an end, and there are several worlds there.
-- tests/keeper goes through all worlds of small surveys so.
set role verbs_keeper;

create function keeper.margin() returns integer
language sql immutable
as $$ select 2 $$;
comment on function keeper.margin() is
'How many answers the sum of withheld cells keeps from the least and the most that it could be. With none or one the worlds
near an end are so few that a refusal tells a count.';

create function keeper.poor(least_group integer, exact integer) returns integer
language sql immutable
as $$ select case when exact = least_group + 1 then exact else least_group end $$;
comment on function keeper.poor(integer, integer) is
'Under how many opinions a cell has no band: `least_group`, and one more where the only band would be of a known number.';

create function keeper.state(n integer, opinions integer, least_group integer, exact integer) returns text
language sql immutable
as $$
	select case when n = 0 then 'none' when n < least_group then 'few' when opinions = 0 then 'unknown'
		when opinions < keeper.poor(least_group, exact) then 'poor' when opinions < exact then 'band' else 'full' end
$$;
comment on function keeper.state(integer, integer, integer, integer) is
'What a cell of question 1 is by itself: none without answers; few under `least_group` of them; unknown without an opinion,
poor with too few for a band (shown as guarded), band under `exact` of them; else full.';

create function keeper.facts(counts integer[]) returns integer[]
language sql immutable
as $$
	select array[o.o + counts[6], o.o, counts[6], o.s, o.o - o.s, 10 * o.s - 3 * o.o, 10 * o.s - 7 * o.o]
	from (select counts[1] + counts[2] + counts[3] + counts[4] + counts[5] as o, counts[1] + counts[2] as s) as o
$$;
comment on function keeper.facts(integer[]) is
'What is judged of six counts: answers, opinions, 不了解, satisfied, not satisfied, and by how many tenths of an answer the
satisfied are above three tenths and above seven tenths of the opinions (where bands begin).';

create function keeper.band_bounds(band integer, step integer, least_group integer, exact integer, out low integer[],
	out high integer[])
language sql immutable
as $$
	select array[greatest(f.o_low, t.low), f.o_low, greatest(t.low - f.o_high, 0), f.s_low, f.d_low, f.three_low, f.seven_low],
		array[t.high, f.o_high, t.high, f.s_high, f.d_high, f.three_high, f.seven_high]
	from (
		select min(o.o) as o_low, max(o.o) as o_high, min(s.s) as s_low, max(s.s) as s_high, min(o.o - s.s) as d_low,
			max(o.o - s.s) as d_high, min(10 * s.s - 3 * o.o) as three_low, max(10 * s.s - 3 * o.o) as three_high,
			min(10 * s.s - 7 * o.o) as seven_low, max(10 * s.s - 7 * o.o) as seven_high
		from generate_series(least_group, exact - 1) as o (o)
		cross join lateral generate_series(0, o.o) as s (s)
		where keeper.band(s.s, o.o) = band_bounds.band
	) as f
	cross join (select (array[1, 20, 50])[step] as low, (array[19, 49, 1000000])[step] as high) as t
$$;
comment on function keeper.band_bounds(integer, integer, integer, integer) is
'The facts of every cell that is published with this band and step: the least and the most of each.';

create function keeper.bounds(state text, facts integer[], least_group integer, exact integer, out low integer[],
	out high integer[])
language plpgsql immutable
as $$
declare
	small constant integer := least_group - 1;
	poor constant integer := keeper.poor(least_group, exact) - 1;
	most constant integer := 1000000;
begin
	case state
		when 'few' then
			low := array[1, 0, 0, 0, 0, -3 * small, -7 * small];
			high := array[small, small, small, small, small, 7 * small, 3 * small];
		when 'poor' then
			low := array[least_group, 1, least_group - poor, 0, 0, -3 * poor, -7 * poor];
			high := array[most, poor, most, poor, poor, 7 * poor, 3 * poor];
		when 'guard' then
			low := array[exact, exact, 0, 0, 0, -most, -most];
			high := array[most, most, most, most, most, most, most];
		when 'band' then
			select b.low, b.high into low, high
			from keeper.band_bounds(keeper.band(facts[4], facts[2]), base.step(facts[1]), least_group, exact) as b;
	end case;
end $$;
comment on function keeper.bounds(text, integer[], integer, integer) is
'Between what the facts of a withheld cell are known to be: by its state, and of a band by band and step; by nothing else.';

create function keeper.is_mixed(counts integer[], least_group integer) returns boolean
language sql immutable
as $$
	select coalesce(sum(c.n) >= least_group and sum(c.n) - max(c.n) >= keeper.margin(), false)
	from unnest(is_mixed.counts) as c (n)
$$;
comment on function keeper.is_mixed(integer[], integer) is
'Whether withheld cells are together a group large enough to be told of, and not of one mind.';

create function keeper.plus(a integer[], b integer[]) returns integer[]
language plpgsql immutable
as $$
begin
	for k in 1..cardinality(a) loop
		a[k] := a[k] + b[k];
	end loop;
	return a;
end $$;
comment on function keeper.plus(integer[], integer[]) is 'The sums, place by place.';

create function keeper.is_withheld(state text) returns boolean
language sql immutable
as $$ select state in ('few', 'poor', 'band', 'guard') $$;
comment on function keeper.is_withheld(text) is 'Whether a cell''s count is not told.';

create function keeper.margins(states text[], bands integer[], out low integer[], out high integer[])
language sql immutable
as $$
	select array[m.margin, m.margin, case when 'guard' = any (states) then 0 else m.margin end, m.margin, m.margin,
			10 * b.b[2], 10 * b.b[3]],
		array[m.margin, m.margin, m.margin, m.margin, m.margin, 10 * b.b[1], 10 * b.b[2]]
	from (select keeper.margin()) as m (margin)
	cross join (
		select array_agg((select count(*)::integer from unnest(bands) as c (band) where c.band = n.n) order by n.n)
		from generate_series(1, 3) as n (n)
	) as b (b)
$$;
comment on function keeper.margins(text[], integer[]) is
'How far each fact of a sum is to be from the least and the most that it could be. bands: of the cells that have one: near the
tenths where it begins or ends each may leave an answer''s ten tenths unused. Of 不了解 nothing where a unit is guarded: which
of the two has too few opinions nobody knows then.';

create function keeper.holds(counts integer[], states text[], least_group integer, exact integer) returns boolean
language plpgsql immutable
as $$
declare
	hidden integer := 0;
	bands integer[] := '{}';
	whole integer[] := array_fill(0, array[6]);
	low integer[] := array_fill(0, array[7]);
	high integer[] := low;
	cell integer[];
	facts integer[];
	known record;
begin
	for u in 1..cardinality(counts) / 6 loop
		continue when not keeper.is_withheld(states[u]);
		hidden := hidden + 1;
		cell := counts[6 * u - 5:6 * u];
		facts := keeper.facts(cell);
		if states[u] = 'band' then
			bands := bands || keeper.band(facts[4], facts[2]);
		end if;
		known := keeper.bounds(states[u], facts, least_group, exact);
		whole := keeper.plus(whole, cell);
		low := keeper.plus(low, known.low);
		high := keeper.plus(high, known.high);
	end loop;
	known := keeper.margins(states, bands);
	-- that there are none of a kind is no end to keep away from
	return hidden = 0 or hidden > 1 and keeper.is_mixed(whole[1:5], least_group) and not exists (
		select
		from unnest(keeper.facts(whole), low, high, known.low, known.high) with ordinality as f (fact, low, high, after, before, place)
		where f.fact < f.low + case when f.low = 0 and f.place <= 5 then 0 else f.after end or f.fact > f.high - f.before);
end $$;
comment on function keeper.holds(integer[], text[], integer, integer) is
'Whether the cells of question 1 that these states withhold stay hidden though their sum is known. Alike in all worlds with
these states and this sum.';

create function keeper.is_narrow(counts integer[], states text[], least_group integer, exact integer) returns boolean
language plpgsql immutable
as $$
declare
	total constant text := states[cardinality(states)];
	step constant integer := base.step((select sum(c.n)::integer from unnest(counts) as c (n)));
	low integer := 0;
	high integer := 0;
	facts integer[];
	known record;
begin
	for u in 1..cardinality(counts) / 6 loop
		facts := keeper.facts(counts[6 * u - 5:6 * u]);
		if keeper.is_withheld(states[u]) then
			known := keeper.bounds(states[u], facts, least_group, exact);
			low := low + known.low[1];
			high := high + known.high[1];
		else
			low := low + facts[1];
			high := high + facts[1];
		end if;
	end loop;
	low := greatest(low, (array[1, 20, 50])[step], case total when 'band' then least_group end);
	high := least(high, (array[19, 49, 1000000])[step], case total when 'few' then least_group - 1 end);
	return high - low < case when total in ('few', 'band') then 1 else keeper.margin() end;
end $$;
comment on function keeper.is_narrow(integer[], text[], integer, integer) is
'Whether the step of a total that isn''t shown exactly leaves hardly a choice, as it does with nineteen units that have one
answer each.';

create function keeper.shield(counts integer[], least_group integer, exact integer, turns integer[]) returns text[]
language plpgsql immutable
as $$
declare
	many constant integer := cardinality(counts) / 6;
	states text[] := array(
		select keeper.state(f.facts[1], f.facts[2], least_group, exact)
		from generate_series(1, many) as u (place)
		cross join lateral (select keeper.facts(counts[6 * u.place - 5:6 * u.place])) as f (facts)
		order by u.place);
	guard integer;
	total constant integer[] := keeper.facts(keeper.sums(counts, 6));
	holds boolean;
begin
	states := states || keeper.state(total[1], total[2], least_group, exact);
	if states[many + 1] in ('full', 'unknown') then
		holds := keeper.holds(counts, states, least_group, exact);
		foreach guard in array keeper.guards(states, turns) loop
			exit when holds;
			states[guard] := 'guard';
			holds := keeper.holds(counts, states, least_group, exact);
		end loop;
		if not holds then
			states[many + 1] := 'poor';
		end if;
	end if;
	if states[many + 1] in ('few', 'band', 'poor') and keeper.is_narrow(counts, states, least_group, exact) then
		states := array_fill('poor'::text, array[many + 1]);
	end if;
	return array_replace(array_replace(states, 'guard', 'guarded'), 'poor', 'guarded');
end $$;
comment on function keeper.shield(integer[], integer, integer, integer[]) is
'What is shown of question 1 of each unit, and last of the total: full, band, few, unknown, none as keeper.state says; guarded
where it is withheld to protect another or has too few opinions. counts: six a unit; turns: keeper.turns. Where what is
withheld does not hold, a unit is guarded; where that is not enough, the total is withheld too; where even its step would
tell, all is.';

create function keeper.guards(states text[], turns integer[]) returns integer[]
language sql immutable
as $$
	select array(
		select t.place
		from unnest(guards.turns) with ordinality as t (place, turn)
		where guards.states[t.place] = 'full'
		order by t.turn
		limit 2)
$$;
comment on function keeper.guards(text[], integer[]) is
'Whose turn it is to be guarded, one after the other, among the units shown in full: two at most, for where all say the same
more of them would not help.';

create function keeper.turns(sizes integer[]) returns integer[]
language sql volatile
as $$
	select array_agg(t.place order by t.lot)
	from (
		select s.place, -ln(1 - random()) * (s.size + 1) as lot
		from unnest(turns.sizes) with ordinality as s (size, place)
	) as t
$$;
comment on function keeper.turns(integer[]) is
'An order of the units by lot, in which one with half as many answers is twice as likely to come first: so that rather a small
unit is withheld, and still each order is possible whatever was answered.';

-- ---- further questions -------------------------------------------------------------------------------------------------
-- A unit withheld in question 1 is withheld in all, and so is the total; of the others a cell is shown from `exact` answers on.

create function keeper.further_bounds(first text, n integer, required boolean, least_group integer, exact integer,
	out low integer, out high integer)
language sql immutable
as $$
	select case
			when first = 'few' then required::integer
			when first in ('band', 'guarded') then least_group * required::integer
			else n * required::integer end,
		case
			when first = 'few' then least_group - 1
			when first = 'band' then (array[19, 49, 1000000])[base.step(n)]
			when first = 'guarded' then 1000000
			when required then n
			else least(n, exact - 1) end
$$;
comment on function keeper.further_bounds(text, integer, boolean, integer, integer) is
'Between what the number of answers to a further question is known to be where it is withheld. first: what is shown of
question 1; n: how many answered that.';

create function keeper.further_holds(counts integer[], states text[], first text[], sizes integer[], required boolean,
	least_group integer, exact integer) returns boolean
language sql immutable
as $$
	with cell as (
		select s.place, b.low, b.high
		from unnest(states) with ordinality as s (state, place)
		cross join lateral keeper.further_bounds(first[s.place], sizes[s.place], required, least_group, exact) as b
		where s.state in ('few', 'guarded')
	), whole as (
		select array_agg(k.n order by k.k) as counts, sum(k.n) as n
		from (
			select v.k, sum(counts[(c.place - 1) * width.width + v.k])::integer as n
			from cell as c
			cross join (select cardinality(counts) / cardinality(states)) as width (width)
			cross join lateral generate_series(1, width.width) as v (k)
			group by v.k
		) as k
	)
	select count(*) = 0 or count(*) > 1 and bool_and(keeper.is_mixed(w.counts, least_group))
		and case count(*) filter (where c.low < c.high)
			when 0 then true
			when 1 then false
			else min(w.n) between sum(c.low) + keeper.margin() and sum(c.high) - keeper.margin() end
	from cell as c
	cross join whole as w
$$;
comment on function keeper.further_holds(integer[], text[], text[], integer[], boolean, integer, integer) is
'The same as keeper.holds for a further question. states: of each unit.';

create function keeper.shield_further(counts integer[], least_group integer, exact integer, first text[], sizes integer[],
	required boolean) returns text[]
language plpgsql immutable
as $$
declare
	many constant integer := cardinality(sizes);
	answers constant integer[] := keeper.sizes(counts, cardinality(counts) / many);
	states text[] := array(
		select case when f.first in ('none', 'guarded') then f.first when f.first in ('few', 'band') or f.n < exact then 'few'
			else 'full' end
		from unnest(first, answers || (select sum(a.n)::integer from unnest(answers) as a (n))) with ordinality as f (first, n, place)
		order by f.place);
begin
	if states[many + 1] = 'full'
		and not keeper.further_holds(counts, states[:many], first, sizes, required, least_group, exact) then
		states[many + 1] := 'guarded';
	end if;
	return states;
end $$;
comment on function keeper.shield_further(integer[], integer, integer, text[], integer[], boolean) is
'What is shown of a further question, of each unit and last of the total: full, few under `exact` answers, none, guarded.
counts: as many a unit as there are different answers; first: what keeper.shield said; sizes: how many answered question 1;
required: whoever answered that answered this one. Where what is withheld does not hold, the total is withheld: no unit more.';

reset role;
