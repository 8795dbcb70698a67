-- The list of rounds.
set role verbs_survey;

create function survey.rounds(after bigint default null) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	seats constant bigint[] := base.seats();
	page bigint[];
begin
	-- the ids first, one more than are shown; whoever sees all has all of them below the seat
	page := array(
		select l.item
		from data.listed as l
		where l.superior = any (seats) and l.workflow = 'round' and (rounds.after is null or l.item < rounds.after)
		union
		select a.round
		from base.asked(seats, rounds.after) as a (round)
		where not (select base.sees_all())
		order by 1 desc
		limit 51
	);
	return (
		select json_build_object(
			'rows', coalesce(json_agg(json_build_object('id', i.id, 'title', i.title, 'state', i.state, 'state_label', s.label,
				'opens', base.time_text(r.opens), 'closes', base.time_text(r.closes),
				'units', (select count(*) from data.round_unit as u where u.round = i.id),
				'strata', asked.labels, 'step', case when i.state <> 'draft' then coalesce(given.line, survey.sentence('step_0')) end)
				order by i.id desc), '[]'),
			'next', case when cardinality(page) > 50 then page[50] end,
			'may_create', cardinality(base.held(array['officer'])) > 0)
		from data.item as i
		join data.round as r on r.item = i.id
		join data.state as s on s.workflow = i.workflow and s.state = i.state
		cross join lateral (
			select coalesce(json_agg(t.label order by t.official_order), '[]') as labels, count(*) as strata
			from data.stratum as t
			where exists (select from data.question as q where q.round = i.id and q.stratum = t.stratum and q.number = 1)
		) as asked
		cross join lateral (
			select string_agg(format('%s（%s）', w.text, case when asked.strata > 1 then t.label || '，' else '' end || c.label), '；'
				order by t.official_order, c.official_order) as line
			from data.progress as p
			join data.sentence as w on w.code = 'step_' || p.step
			join data.stratum as t on t.stratum = p.stratum
			join data.channel as c on c.channel = p.channel
			where p.round = i.id and p.step > 0
		) as given
		where i.id = any (page[1:50])
	);
end $$;
comment on function survey.rounds(bigint) is
'The rounds of the caller''s subtree and the published ones about its units, newest first, 50 a page; step: how many answered, in
one line, each channel with its own, never summed; after: the answer''s "next" of the page before. Refuses nothing.';

reset role;
