-- A round's own page: what is missing in it, its addresses, counts and prints, the buttons open to the caller.
set role verbs_survey;

create function survey.lacks(round bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('field', m.field, 'detail', m.detail) order by m.place), '[]')
		from data.round as r
		cross join lateral (values
			(1, 'period', case when r.period is null then '时段没有填。' end),
			(2, 'strata', case when survey.strata(r.item) = '{}' then '还没有选群众或基层单位。' end),
			(3, 'units', case when not exists (select from data.round_unit as u where u.round = r.item) then '单位没有选。' end),
			(4, 'closes', case when r.closes is null then '截止时间没有填。'
				when r.closes <= base.now() then '截止时间已经过了。' end),
			(5, 'publish_by', case when r.publish_by is null then '公布日期没有填。'
				when r.publish_by < (r.closes at time zone 'Asia/Shanghai')::date then '公布日期早于截止日期。' end),
			(6, 'publish_where', case when r.publish_where is null then '公布地点没有填。' end),
			(7, 'hotline', case when r.hotline is null then '电话没有填。' end),
			(8, 'approved_by', case when r.approved_by is null then '批准人没有填。' end),
			(9, 'approved_on', case when r.approved_on is null then '批准日期没有填。' end),
			(10, 'basis', case when r.basis is null then '批准依据没有填。' end)
		) as m (place, field, detail)
		where r.item = lacks.round and m.detail is not null
	);
end $$;
comment on function survey.lacks(bigint) is 'What a round lacks before it can be opened: [{"field","detail"}].';

create function survey.missing(round bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select case when exists (select from data.item as i where i.id = missing.round and i.state = 'draft')
			then survey.lacks(missing.round) else '[]' end
	);
end $$;
comment on function survey.missing(bigint) is
'What a draft still lacks before it can be opened; empty in all other states.';

create function survey.warnings(round bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(w.warning order by w.place), '[]')
		from data.item as i
		cross join lateral (
			select 1, format('海报和卡片上印的网址是%s，只有本机或内网能打开。要让群众用手机填，请先请管理员设好对外网址。',
				coalesce(nullif(survey.host(), ''), '空的'))
			where survey.site_is_inside()
			union all
			select 2, format('%s没有对外名称，不能贴公开二维码；凭卡照常。', string_agg(n.short_name, '、' order by u.place))
			from data.round_unit as u
			join data.unit as n on n.id = u.unit
			where u.round = i.id and n.public_name is null and 'masses' = any (survey.strata(i.id))
			having count(*) > 0
		) as w (place, warning)
		where i.id = warnings.round and i.state in ('draft', 'open')
	);
end $$;
comment on function survey.warnings(bigint) is 'What an officer should know before opening, in sentences.';

create function survey.verbs(round bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(case
			when v.verb ->> 'verb' = 'close' then jsonb_set(v.verb, '{sure}', to_jsonb(case early.days
				when 0 then '比原定早，会在公开页说明。现在截止吗？'
				else replace(v.verb ->> 'sure', '{n}', early.days::text) end))
			else v.verb end order by v.place), '[]')
		from data.round as r
		cross join lateral (select (r.closes at time zone 'Asia/Shanghai')::date - base.today()) as early (days)
		cross join lateral jsonb_array_elements(flow.verbs(r.item)) with ordinality as v (verb, place)
		where r.item = verbs.round and v.verb ->> 'verb' not in ('mark', 'cards', 'void_batch')
			and (v.verb ->> 'verb' not in ('extend', 'close') or survey.takes_answers(r))
	);
end $$;
comment on function survey.verbs(bigint) is
'The buttons of a round, as flow.verbs gives them, without those that stand at its marks and batches, and without what is
too late after the hour.';

create function survey.counts(round bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('stratum', s.stratum, 'stratum_label', s.label, 'channel', c.channel,
			'channel_label', c.label, 'step', survey.sentence('step_' || coalesce(p.step, 0)))
			order by s.official_order, c.official_order), '[]')
		from (select distinct m.stratum, m.channel from data.mark as m where m.round = counts.round) as m
		join data.stratum as s on s.stratum = m.stratum
		join data.channel as c on c.channel = m.channel
		left join data.progress as p on p.round = counts.round and p.stratum = m.stratum and p.channel = m.channel
	);
end $$;
comment on function survey.counts(bigint) is
'How many answered, in steps, by stratum and channel; never by unit, never summed.';

create function survey.marks(round bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('mark', m.mark, 'channel', m.channel, 'channel_label', c.label,
			'stratum', m.stratum, 'stratum_label', s.label, 'unit', m.unit, 'public_name', coalesce(n.public_name, n.short_name),
			'address', '/s/' || m.mark)
			order by s.official_order, c.official_order, u.place nulls first, m.unit), '[]')
		from data.mark as m
		join data.stratum as s on s.stratum = m.stratum
		join data.channel as c on c.channel = m.channel
		left join data.round_unit as u on u.round = m.round and u.unit = m.unit
		left join data.unit as n on n.id = m.unit
		where m.round = marks.round
	);
end $$;
comment on function survey.marks(bigint) is 'The addresses of a round; unit null: who answers chooses the unit.';

create function survey.batches(round bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'mark', b.mark, 'stratum', m.stratum, 'stratum_label', s.label,
			'count', b.cards, 'made', base.time_text(b.made), 'made_by', b.made_by, 'hands_out', b.hands_out, 'box', b.self_draw,
			'voided', base.time_text(b.voided), 'reason', b.void_reason)
			order by b.id), '[]')
		from data.batch as b
		join data.mark as m on m.mark = b.mark
		join data.stratum as s on s.stratum = m.stratum
		where m.round = batches.round
	);
end $$;
comment on function survey.batches(bigint) is 'The prints of cards of a round, without any code: none is kept.';

create function survey.round(round bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
	set plan_cache_mode = force_generic_plan
as $$
declare
	answer json;
begin
	select json_build_object('id', i.id, 'version', i.version, 'title', i.title, 'period', r.period,
		'office', survey.office(i.unit), 'state', i.state, 'state_label', s.label, 'opens', base.time_text(r.opens),
		'closes', base.time_text(r.closes), 'closed', base.time_text(r.closed_at), 'due', base.time_text(i.due),
		'publish_by', r.publish_by, 'publish_where', r.publish_where, 'hotline', r.hotline, 'approved_by', r.approved_by,
		'approved_on', r.approved_on, 'basis', r.basis, 'void_reason', r.void_reason,
		'strata', (
			select coalesce(json_agg(json_build_object('code', t.stratum, 'label', t.label) order by t.official_order), '[]')
			from data.stratum as t
			where t.stratum = any (survey.strata(i.id))
		),
		'units', (
			select coalesce(json_agg(json_build_object('id', n.id, 'public_name', n.public_name, 'short_name', n.short_name,
				'kind_label', k.label, 'order', u.place) order by u.place, n.id), '[]')
			from data.round_unit as u
			join data.unit as n on n.id = u.unit
			join data.kind as k on k.kind = n.kind
			where u.round = i.id
		),
		'questions', (
			select coalesce(json_object_agg(t.stratum, survey.questions(i.id, t.stratum)), '{}')
			from unnest(survey.strata(i.id)) as t (stratum)
		),
		'marks', survey.marks(i.id),
		'batches', case when survey.is_officer_over(i.id) then survey.batches(i.id) else '[]' end,
		'counts', survey.counts(i.id), 'verbs', survey.verbs(i.id),
		'may', (
			select coalesce(json_agg(v.verb order by v.verb), '[]')
			from (values ('cards'), ('mark'), ('void_batch')) as v (verb)
			where flow.may(i.id, v.verb) and (i.state = 'draft' or survey.takes_answers(r))
		),
		'events', flow.events(i.id), 'missing', survey.missing(i.id), 'warnings', survey.warnings(i.id))
	into answer
	from data.item as i
	join data.round as r on r.item = i.id
	join data.state as s on s.workflow = i.workflow and s.state = i.state
	where i.id = round.round;
	if not found then
		perform survey.refuse_unseen();
	end if;
	return answer;
end $$;
comment on function survey.round(bigint) is
'All of a round but its result; "may" names what is open to the caller at its marks and batches: cards, mark, void_batch.
Refuses: WH404 not in the caller''s sight.';

reset role;
