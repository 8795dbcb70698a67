-- Results: the published cells only.
set role verbs_survey;

create function survey.figure(f data.figure, least_group integer) returns jsonb
language sql stable
as $$
	select jsonb_build_object('shown', f.shown, 'rate', f.rate, 'shares', f.shares,
		'step', case f.step when 0 then survey.sentence('none') else replace(survey.sentence('step_' || f.step), '已收', '') end,
		'text', case f.shown
			when 'full' then coalesce(f.rate || '%', '')
			when 'band' then survey.sentence('band_' || f.band)
			else survey.sentence(f.shown, figure.least_group) end,
		'note', case f.shown when 'band' then survey.sentence('band_note', survey.exact(f.round)) end)
$$;
comment on function survey.figure(data.figure, integer) is
'A cell as it is shown: a share, or the sentence that stands in its place. least_group: the smallest group shown.';

create function survey.cells(round bigint, stratum text, channel text, unit bigint, question integer) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select jsonb_build_object(
			'cells', case when bool_or(f.shown = 'full') then jsonb_agg(to_jsonb(f.shares) order by f.row_number) end,
			'text', (array_agg(case f.shown
				when 'few' then survey.sentence('few', survey.exact(cells.round))
				else survey.sentence(f.shown) end order by f.row_number) filter (where f.shown <> 'full'))[1])
		from data.figure as f
		where f.round = cells.round and f.stratum = cells.stratum and f.channel = cells.channel
			and f.unit is not distinct from cells.unit and f.question = cells.question
	);
end $$;
comment on function survey.cells(bigint, text, text, bigint, integer) is
'A further question''s cells of one unit (null: all): an array of shares a row, null for a row withheld; cells is null where
none is shown; text says why something is withheld. Under ten answers nothing is shown: only question 1 has bands.';

create function survey.question_tables(round bigint, stratum text, channel text) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('number', q.number, 'text', replace(q.text, '{public_name}', '这个单位'),
			'kind', q.kind, 'options', q.options, 'rows', q.rows,
			'total', survey.cells(q.round, q.stratum, question_tables.channel, null, q.number),
			'units', (
				select jsonb_agg(jsonb_build_object('unit', n.id, 'name', n.short_name)
					|| survey.cells(q.round, q.stratum, question_tables.channel, n.id, q.number) order by u.place, n.id)
				from data.round_unit as u
				join data.unit as n on n.id = u.unit
				where u.round = q.round
			)) order by q.number), '[]')
		from data.question as q
		where q.round = question_tables.round and q.stratum = question_tables.stratum and q.number > 1 and q.kind <> 'text'
	);
end $$;
comment on function survey.question_tables(bigint, text, text) is
'The further questions of a stratum and channel, each with its cells by unit, in official order.';

create function survey.tables(round bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('stratum', s.stratum, 'stratum_label', s.label, 'channel', c.channel,
			'channel_label', c.label, 'note', case c.channel when 'open' then survey.sentence('open_poster') end,
			'total', survey.figure(f, r.least_group),
			'rows', (
				select jsonb_agg(jsonb_build_object('unit', n.id, 'name', n.short_name, 'public_name', n.public_name,
					'figure', survey.figure(g, r.least_group)) order by u.place, n.id)
				from data.figure as g
				join data.round_unit as u on u.round = g.round and u.unit = g.unit
				join data.unit as n on n.id = g.unit
				where g.round = f.round and g.stratum = f.stratum and g.channel = f.channel and g.question = 1
			),
			'pressure', (
				select survey.sentence('pressure_' || p.step)
				from data.figure as p
				where p.round = f.round and p.stratum = f.stratum and p.channel = f.channel and p.question = 0 and p.step > 0
			),
			'questions', survey.question_tables(f.round, f.stratum, f.channel))
			order by s.official_order, c.official_order), '[]')
		from data.figure as f
		join data.stratum as s on s.stratum = f.stratum
		join data.channel as c on c.channel = f.channel
		cross join lateral (select survey.least(f.round)) as r (least_group)
		where f.round = tables.round and f.question = 1 and f.unit is null
	);
end $$;
comment on function survey.tables(bigint) is
'The published cells: a table for each stratum and channel, never summed over either.';

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
