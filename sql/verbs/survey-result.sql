-- Results: the published cells only.
set role verbs_survey;

create function survey.figures(round bigint) returns table (stratum text, channel text, total jsonb, units jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	least constant integer := survey.least(figures.round);
	band_note constant text := survey.sentence('band_note', survey.exact(figures.round));
begin
	return query
	select f.stratum, f.channel, jsonb_agg(f.figure) filter (where f.unit is null) -> 0,
		coalesce(jsonb_object_agg(f.unit, f.figure) filter (where f.unit is not null), '{}')
	from (
		select g.stratum, g.channel, g.unit, jsonb_build_object('shown', g.shown, 'rate', g.rate, 'shares', g.shares,
			'step', case g.step when 0 then none.text else replace(step.text, '已收', '') end,
			'text', case g.shown
				when 'full' then coalesce(g.rate || '%', '')
				when 'band' then band.text
				else replace(shown.text, '{least}', least::text) end,
			'note', case g.shown when 'band' then band_note end) as figure
		from data.figure as g
		join data.sentence as none on none.code = 'none'
		left join data.sentence as step on step.code = 'step_' || g.step
		left join data.sentence as band on band.code = 'band_' || g.band
		left join data.sentence as shown on shown.code = g.shown
		where g.round = figures.round and g.question = 1
	) as f
	group by f.stratum, f.channel;
end $$;
comment on function survey.figures(bigint) is
'The cells of question 1 as they are shown, by stratum and channel: a share, or the sentence that stands in its place. total: over
all units; units: of each, by its id.';

create function survey.cells(round bigint) returns table (stratum text, channel text, question smallint, total jsonb, units jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	few constant text := survey.sentence('few', survey.exact(cells.round));
begin
	return query
	select f.stratum, f.channel, f.question, jsonb_agg(f.cells) filter (where f.unit is null) -> 0,
		coalesce(jsonb_object_agg(f.unit, f.cells) filter (where f.unit is not null), '{}')
	from (
		select g.stratum, g.channel, g.question, g.unit, jsonb_build_object(
			'cells', case when bool_or(g.shown = 'full') then jsonb_agg(to_jsonb(g.shares) order by g.row_number) end,
			'text', (array_agg(case g.shown when 'few' then few else shown.text end order by g.row_number)
				filter (where g.shown <> 'full'))[1]) as cells
		from data.figure as g
		left join data.sentence as shown on shown.code = g.shown
		where g.round = cells.round and g.question > 1
		group by g.stratum, g.channel, g.question, g.unit
	) as f
	group by f.stratum, f.channel, f.question;
end $$;
comment on function survey.cells(bigint) is
'The further questions'' cells, by stratum, channel and question: an array of shares a row, null for a row withheld; cells is null
where none is shown; text says why something is withheld. Under ten answers nothing is shown: only question 1 has bands. total:
over all units; units: of each, by its id.';

create function survey.tables(round bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		with asked as materialized (
			select n.id, n.short_name, n.public_name, row_number() over (order by u.place, n.id) as place
			from data.round_unit as u
			join data.unit as n on n.id = u.unit
			where u.round = tables.round
		), figure as materialized (
			select f.* from survey.figures(tables.round) as f
		), further as materialized (
			-- every further question of every channel, with a line for each unit
			select f.stratum, f.channel, jsonb_agg(jsonb_build_object('number', q.number,
				'text', replace(q.text, '{public_name}', '这个单位'), 'kind', q.kind, 'options', q.options, 'rows', q.rows,
				'total', coalesce(c.total, nothing.cells),
				'units', (
					select jsonb_agg(jsonb_build_object('unit', a.id, 'name', a.short_name)
						|| coalesce(c.units -> a.id::text, nothing.cells) order by a.place)
					from asked as a
				)) order by q.number) as questions
			from figure as f
			join data.question as q on q.round = tables.round and q.stratum = f.stratum and q.number > 1 and q.kind <> 'text'
			left join survey.cells(tables.round) as c
				on c.stratum = f.stratum and c.channel = f.channel and c.question = q.number
			cross join (select jsonb_build_object('cells', null, 'text', null)) as nothing (cells)
			group by f.stratum, f.channel
		)
		select coalesce(jsonb_agg(jsonb_build_object('stratum', s.stratum, 'stratum_label', s.label, 'channel', c.channel,
			'channel_label', c.label, 'note', case c.channel when 'open' then survey.sentence('open_poster') end,
			'total', f.total,
			'rows', (
				select jsonb_agg(jsonb_build_object('unit', a.id, 'name', a.short_name, 'public_name', a.public_name,
					'figure', f.units -> a.id::text) order by a.place)
				from asked as a
				where f.units ? a.id::text
			),
			'pressure', (
				select survey.sentence('pressure_' || p.step)
				from data.figure as p
				where p.round = tables.round and p.stratum = f.stratum and p.channel = f.channel and p.question = 0 and p.step > 0
			),
			'questions', coalesce(q.questions, '[]'))
			order by s.official_order, c.official_order), '[]')
		from figure as f
		join data.stratum as s on s.stratum = f.stratum
		join data.channel as c on c.channel = f.channel
		left join further as q on q.stratum = f.stratum and q.channel = f.channel
		where f.total is not null
	);
end $$;
comment on function survey.tables(bigint) is
'The published cells: a table for each stratum and channel, never summed over either, its units and questions in official order.';

create function survey.result_json(round bigint) returns json
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select json_build_object(
			'round', json_build_object('id', i.id, 'title', i.title, 'state', i.state, 'state_label', s.label, 'period', r.period,
				'office', survey.office(i.unit), 'opens', base.time_text(r.opens), 'closes', base.time_text(r.closes),
				'closed', base.time_text(r.closed_at), 'publish_by', r.publish_by, 'publish_where', r.publish_where,
				'early', case when days.early > 0 then format('比原定早%s天截止。', days.early) end),
			'tables', survey.tables(i.id), 'formula', survey.sentence('formula'), 'order', survey.sentence('order'))
		from data.item as i
		join data.round as r on r.item = i.id
		join data.state as s on s.workflow = i.workflow and s.state = i.state
		cross join lateral (
			select (r.closes at time zone 'Asia/Shanghai')::date - (r.closed_at at time zone 'Asia/Shanghai')::date as early
		) as days
		where i.id = result_json.round
	);
end $$;
comment on function survey.result_json(bigint) is 'A result; who may see it is for the caller to say.';

create function survey.result(round bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	state text;
begin
	select i.state into state from data.item as i where i.id = result.round and i.workflow = 'round';
	case
		when state is null then perform survey.refuse_unseen();
		when state = 'published' then null;
		when not survey.is_officer_over(result.round) then
			perform base.refuse('WH403', 'survey/not-published', '结果还没有公布，公布后就能看到。');
		when state = 'closed' then null;
		when state = 'void' then perform base.refuse('WH409', 'survey/void', '这次测评已作废，收到的意见不再使用。');
		when state = 'draft' then perform base.refuse('WH409', 'survey/no-result-yet', '还没有开始，没有结果。');
		else perform base.refuse('WH409', 'survey/no-result-yet', survey.sentence('open_round'));
	end case;
	return survey.result_json(result.round);
end $$;
comment on function survey.result(bigint) is
'The published cells of a round. Its officers see them from closing on, all others, the units judged among them, once they are
published. Refuses: WH404 not in sight; WH403 not published yet; WH409 not closed yet, or void.';

create function survey.texts(round bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	state text;
begin
	select i.state into state from data.item as i where i.id = texts.round and i.workflow = 'round';
	if state is null then
		perform survey.refuse_unseen();
	elsif not survey.is_officer_over(texts.round) then
		perform base.refuse('WH403', 'survey/officers-only', '文字意见只有组织测评的工委经办人能看。');
	elsif state not in ('closed', 'published') then
		perform base.refuse('WH409', 'survey/no-result-yet', case state when 'open' then survey.sentence('open_round')
			when 'draft' then '还没有开始，没有结果。' else '这次测评已作废，收到的意见不再使用。' end);
	end if;
	perform base.record('survey.texts', 'round/' || texts.round);
	return (
		select json_build_object('texts', coalesce(json_agg(json_build_object('unit', n.id, 'unit_name', n.short_name,
			'stratum_label', s.label, 'channel_label', c.label, 'words', w.words,
			'note', case when w.words is null then survey.sentence('few_text', survey.least_texts(texts.round)) end)
			order by s.official_order, c.official_order, u.place, n.id), '[]'))
		from (
			select distinct f.stratum, f.channel, f.unit
			from data.figure as f
			join data.question as q on q.round = f.round and q.stratum = f.stratum and q.kind = 'text'
			where f.round = texts.round and f.question = 1 and f.unit is not null and f.shown <> 'none'
		) as g
		join data.round_unit as u on u.round = texts.round and u.unit = g.unit
		join data.unit as n on n.id = g.unit
		join data.stratum as s on s.stratum = g.stratum
		join data.channel as c on c.channel = g.channel
		cross join lateral (
			select json_agg(o.words order by o.id) as words
			from data.opinion as o
			where o.round = texts.round and o.unit = g.unit and o.stratum = g.stratum and o.channel = g.channel and o.shown
		) as w
	);
end $$;
comment on function survey.texts(bigint) is
'What people wrote, by unit, stratum and channel, where enough did, in the order of random ids. Who read it is written down.
Refuses: WH404 not in sight; WH403 not an officer over the round; WH409 not closed yet, or void.';

create function survey.published(round bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if not exists (select from data.item as i where i.id = published.round and i.workflow = 'round' and i.state = 'published') then
		perform survey.refuse_unseen();
	end if;
	return survey.result_json(published.round);
end $$;
comment on function survey.published(bigint) is
'The result of a published round, for anybody. Refuses: WH404 there is none, or it isn''t published.';

create function survey.published_rounds() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select json_build_object('rows', coalesce(json_agg(json_build_object('id', p.id, 'title', p.title, 'period', p.period,
			'office', survey.office(p.unit), 'closed', base.time_text(p.closed_at)) order by p.closed_at desc, p.id desc), '[]'))
		from (
			select i.id, i.title, i.unit, r.period, r.closed_at
			from data.item as i
			join data.round as r on r.item = i.id
			where i.workflow = 'round' and i.state = 'published'
			order by r.closed_at desc, i.id desc
			limit 200
		) as p
	);
end $$;
comment on function survey.published_rounds() is
'The published rounds, the newest first, for anybody. Refuses nothing.';

reset role;
