-- The list of rounds. What officers open all day is planned once a connection (plan_cache_mode), here and wherever a verb says so:
-- planning anew for each value took a third of the answer's time.
set role verbs_survey;

create function survey.rounds(after bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
	set plan_cache_mode = force_generic_plan
as $$
declare
	seats constant bigint[] := base.seats();
	newest constant bigint := coalesce(rounds.after, 9223372036854775807);
	page bigint[];
begin
	-- the ids first, one more than are shown, seat by seat along an index; then their heads, which carry the line
	page := array(
		select l.item
		from unnest(seats) as seat (unit)
		cross join lateral (
			(select l.item
			from data.listed as l
			where l.superior = seat.unit and l.workflow = 'round' and l.item < newest
			order by l.item desc
			limit 51)
			union all
			(select c.item
			from data.concerned as c
			where c.superior = seat.unit and c.item < newest
			order by c.item desc
			limit 51)
		) as l
		group by l.item
		order by l.item desc
		limit 51
	);
	return (
		select json_build_object('rows', coalesce(json_agg(r order by r.id desc), '[]'),
			'next', case when cardinality(page) > 50 then page[50] end,
			'may_create', base.held(array['officer']) <> '{}')
		from (
			select i.id, i.title, i.state, s.label as state_label, i.line
			from data.item as i
			join data.state as s on s.workflow = i.workflow and s.state = i.state
			where i.id = any (page[1:50])
		) as r
	);
end $$;
comment on function survey.rounds(bigint) is
'The rounds of the caller''s subtree and the published ones about its units, newest first, 50 a page, each with its line
(base.round_line); after: the answer''s "next" of the page before. Refuses nothing.';

reset role;
