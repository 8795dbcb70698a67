-- Satisfaction rounds as officers make them: the machine of a round, and what the files survey-*.sql of this word share.
-- No single answer can be read from here: a round's cells (data.figure) were fixed by the keeper at closing.
create schema survey authorization verbs_survey;

-- ---- the machine of a round (words.md 5) ------------------------------------------------------------------------------

delete from data.step as t where t.workflow = 'round';
insert into data.state (workflow, state, label) values
	('round', 'draft', '草稿'),
	('round', 'open', '进行中'),
	('round', 'closed', '已截止'),
	('round', 'published', '已公布'),
	('round', 'void', '已作废')
on conflict (workflow, state) do update set label = excluded.label;
insert into data.verb (workflow, verb, label, sure, official_order, forward) values
	('round', 'open', '开始测评', '开始后题目和单位不能再改，卡片可以再做一批。现在开始吗？', 10, true),
	('round', 'publish', '公布结果', '公布后各单位和群众都能看到，不能收回。现在公布吗？', 20, true),
	('round', 'edit', '修改', null, 30, false),
	('round', 'extend', '延长截止时间', null, 40, false),
	('round', 'close', '提前截止', '比原定早{n}天，会在公开页说明。现在截止吗？', 50, false),
	('round', 'copy', '再办一次', null, 60, false),
	('round', 'void', '作废', '收到的意见都不再使用，原因会公开。', 70, false),
	('round', 'mark', '增加二维码', null, 80, false),
	('round', 'cards', '制作卡片', null, 81, false),
	('round', 'void_batch', '作废一批卡片', null, 82, false),
	('round', 'seal', '截止', null, 90, false)
on conflict (workflow, verb) do update set label = excluded.label, sure = excluded.sure,
	official_order = excluded.official_order, forward = excluded.forward;
insert into data.step (workflow, verb, from_state, to_state, role, reach, note) values
	('round', 'edit',       'draft',     'draft',     'officer', 'over',   'none'),
	('round', 'open',       'draft',     'open',      'officer', 'over',   'none'),
	('round', 'mark',       'draft',     'draft',     'officer', 'over',   'none'),
	('round', 'void',       'draft',     'void',      'officer', 'over',   'must'),
	('round', 'copy',       'draft',     'draft',     'officer', 'over',   'none'),
	('round', 'extend',     'open',      'open',      'officer', 'over',   'may'),
	('round', 'close',      'open',      'open',      'officer', 'over',   'may'),
	('round', 'mark',       'open',      'open',      'officer', 'over',   'none'),
	('round', 'cards',      'open',      'open',      'officer', 'over',   'may'),
	('round', 'void_batch', 'open',      'open',      'officer', 'over',   'must'),
	('round', 'void',       'open',      'void',      'officer', 'over',   'must'),
	('round', 'copy',       'open',      'open',      'officer', 'over',   'none'),
	('round', 'seal',       'open',      'closed',    'keeper',  'system', 'none'),
	('round', 'publish',    'closed',    'published', 'officer', 'over',   'none'),
	('round', 'void',       'closed',    'void',      'officer', 'over',   'must'),
	('round', 'copy',       'closed',    'closed',    'officer', 'over',   'none'),
	('round', 'copy',       'published', 'published', 'officer', 'over',   'none'),
	('round', 'copy',       'void',      'void',      'officer', 'over',   'none');
-- checks the keys now: rules.sql may alter these tables in the same transaction
set constraints all immediate;
set constraints all deferred;

set role verbs_survey;

-- ---- words ------------------------------------------------------------------------------------------------------------

create function survey.sentence(code text, least_group integer default null) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select replace(s.text, '{least}', coalesce(sentence.least_group::text, ''))
		from data.sentence as s
		where s.code = sentence.code
	);
end $$;
comment on function survey.sentence(text, integer) is
'A sentence of data.sentence; least_group: the least number from which on more is shown, where the sentence names one.';

create function survey.host() returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return coalesce(substring(base.setting('site') from '^[a-z]+://([^/]+)'), '');
end $$;
comment on function survey.host() is
'What the printed addresses begin with: the host, and the port where it isn''t the usual one.';

create function survey.site_is_inside() returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select h.host !~ '[.:]' or h.host ~ '^(127|10)\.[0-9.]+$'
			or h.host ~ '^(192\.168|169\.254|172\.(1[6-9]|2[0-9]|3[01])|100\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7]))\.[0-9.]+$'
			or h.host ~ '^\[(::1|f[cd]|fe[89ab])'
		from regexp_replace(survey.host(), ':[0-9]+$', '') as h (host)
	);
end $$;
comment on function survey.site_is_inside() is
'Whether the printed addresses are loopback or private ones (RFC 1918, 4193, 6598, 3927) or a name without a dot: phones
outside can''t open them.';

create function survey.fault(field text, detail text) returns jsonb
language sql immutable
as $$ select jsonb_build_array(jsonb_build_object('field', fault.field, 'detail', fault.detail)) $$;
comment on function survey.fault(text, text) is 'One fault as an array of one, to be joined with ||.';

-- ---- a round and who may ----------------------------------------------------------------------------------------------

create function survey.refuse_unseen() returns void
language sql
as $$ select base.refuse('WH404', 'survey/not-found', '地址不对，内容已移走，或者当前身份看不到。') $$;
comment on function survey.refuse_unseen() is 'Refuses with WH404.';

create function survey.office(unit bigint) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return coalesce(base.setting('office'), (select n.short_name from data.unit as n where n.id = office.unit));
end $$;
comment on function survey.office(bigint) is 'The office that asks, as forms and posters name it.';

create function survey.put_in_order(round bigint) returns void
language sql volatile
as $$
	update data.round_unit as u
	set place = o.place
	from (
		select t.unit, row_number() over (order by (
			select array_agg(above.official_order order by s.depth desc)
			from data.scope as s
			join data.unit as above on above.id = s.superior
			where s.unit = t.unit
		), t.unit) as place
		from data.round_unit as t
		where t.round = put_in_order.round
	) as o
	where u.round = put_in_order.round and u.unit = o.unit
$$;
comment on function survey.put_in_order(bigint) is
'Gives the round''s units their places: by the official orders (建制序号) from the top of the tree down to each.';

create function survey.strata(round bigint) returns text[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return array(
		select s.stratum
		from data.stratum as s
		where exists (select from data.question as q where q.round = strata.round and q.stratum = s.stratum)
		order by s.official_order
	);
end $$;
comment on function survey.strata(bigint) is 'Who is asked: the strata that have questions.';

create function survey.least(round bigint) returns integer
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (select (base.limits(r.opens)).least_group from data.round as r where r.item = least.round);
end $$;
comment on function survey.least(bigint) is 'The smallest group shown. (base.limits)';

create function survey.exact(round bigint) returns integer
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (select (base.limits(r.opens)).exact from data.round as r where r.item = exact.round);
end $$;
comment on function survey.exact(bigint) is 'From how many answers on a cell is shown exactly. (base.limits)';

create function survey.least_texts(round bigint) returns integer
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (select (base.limits(r.opens)).texts from data.round as r where r.item = least_texts.round);
end $$;
comment on function survey.least_texts(bigint) is 'From how many texts on those of a group are shown. (base.limits)';

create function survey.office_unit(units bigint[] default '{}') returns bigint
language sql stable
as $$
	select held.unit
	from unnest(base.held(array['officer'])) as held (unit)
	order by (
		select count(*)
		from data.scope as s
		where s.superior = held.unit and s.unit = any (office_unit.units)
	) desc, (select count(*) from data.scope as s where s.unit = held.unit), held.unit
	limit 1
$$;
comment on function survey.office_unit(bigint[]) is
'Where the caller is officer: of several units the one with most of the given ones below it, then the highest. Null: nowhere.';

create function survey.is_officer_over(round bigint) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select exists (
			select
			from data.item as i
			join data.scope as s on s.unit in (i.unit, i.superior)
			where i.id = is_officer_over.round and s.superior = any (base.held(array['officer']))
		)
	);
end $$;
comment on function survey.is_officer_over(bigint) is
'Whether the caller is officer over the unit that runs the round.';

create function survey.takes_answers(r data.round) returns boolean
language sql stable
as $$ select r.closed_at is null and base.now() <= r.closes $$;
comment on function survey.takes_answers(data.round) is
'Whether the hour of an open round is still to come, and nobody closed it earlier.';

create function survey.refuse_late(r data.round, action text) returns void
language plpgsql stable
as $$
begin
	if not survey.takes_answers(r) then
		perform base.refuse('WH409', 'survey/too-late', format('%s已经截止，不能%s。',
			base.hour_text(coalesce(r.closed_at, r.closes)), refuse_late.action));
	end if;
end $$;
comment on function survey.refuse_late(data.round, text) is 'Refuses with WH409 what can''t be done after the hour.';

reset role;
