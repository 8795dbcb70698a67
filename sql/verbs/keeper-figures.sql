-- A round's published cells: counted, judged (keeper-shield.sql) and written once, at its closing.
set role verbs_keeper;

create function keeper.band(satisfied integer, opinions integer) returns integer
language sql immutable
as $$ select case when 10 * satisfied < 3 * opinions then 1 when 10 * satisfied < 7 * opinions then 2 else 3 end $$;
comment on function keeper.band(integer, integer) is 'Under three tenths 1, under seven 2, from seven tenths on 3.';

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
		case when c.shown not in ('few', 'guarded') then base.step(n.answers) end,
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
	sizes integer[];
	first text[];
	states text[];
begin
	for slot in select * from keeper.slots(settle_table.round, settle_table.stratum) loop
		tally := keeper.tally(settle_table.round, settle_table.stratum, settle_table.channel, slot.slot, slot.kind, slot.options);
		if slot.question = 1 then
			sizes := keeper.sizes(tally.counts, cardinality(tally."values"));
			first := keeper.shield(tally.counts, least_group, exact, keeper.turns(sizes));
			states := first;
		else
			states := keeper.shield_further(tally.counts, least_group, exact, first, sizes, slot.required);
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
	select settle_steps.round, m.stratum, m.channel, base.step((
		select count(*)::integer
		from data.answer as a
		where a.round = settle_steps.round and a.stratum = m.stratum and a.channel = m.channel))
	from (select distinct t.stratum, t.channel from data.mark as t where t.round = settle_steps.round) as m
	on conflict (round, stratum, channel) do update
	set step = excluded.step;
	insert into data.figure (round, stratum, channel, question, row_number, shown, step)
	select settle_steps.round, m.stratum, m.channel, 0, 0, case when n.answers < least_group then 'few' else 'none' end,
		case when n.answers >= least_group then base.step((
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
	limits record;
begin
	perform from data.item as i where i.id = settle.round and i.workflow = 'round' and i.state = 'open' for no key update;
	if not found then
		return '{"settled":false}';
	end if;
	select * into strict r from data.round as t where t.item = settle.round;
	if coalesce(r.closed_at, r.closes) >= base.now() then
		perform base.refuse('WH409', 'keeper/not-closed', '还没有截止。');
	end if;
	limits := base.limits(r.opens);
	for place in
		select distinct m.stratum, m.channel
		from data.mark as m
		where m.round = settle.round
		order by m.stratum, m.channel
	loop
		states := keeper.settle_table(settle.round, place.stratum, place.channel, limits.least_group, limits.exact);
		perform keeper.settle_texts(settle.round, place.stratum, place.channel, states, limits.texts);
	end loop;
	perform keeper.settle_steps(settle.round, limits.least_group);
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

reset role;
