-- Satisfaction rounds as officers make them: questionnaires, the machine of a round, its addresses and cards, what goes
-- out to the ballot (data.dispatch), and the published cells that the keeper fixed at closing (data.figure). No single
-- answer can be read from here.
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

create function survey.hour(hour timestamptz) returns text
language sql stable
as $$ select to_char(hour.hour at time zone 'Asia/Shanghai', 'FMMM"月"FMDD"日"HH24:MI') $$;
comment on function survey.hour(timestamptz) is 'An hour as it is printed: 9月30日18:00.';

create function survey.day(day date) returns text
language sql stable
as $$ select to_char(day.day, 'FMMM"月"FMDD"日"') $$;
comment on function survey.day(date) is 'A day as it is printed: 9月30日.';

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

-- ---- questions --------------------------------------------------------------------------------------------------------

create function survey.scale() returns text[]
language sql immutable
as $$ select array['很满意', '满意', '一般', '不满意', '很不满意', '不了解'] $$;
comment on function survey.scale() is
'The answers of a satisfaction question. The first two are satisfied, the last has no opinion: keeper.settle relies on it.';

create function survey.lines(value jsonb) returns text[]
language plpgsql immutable
as $$
begin
	if value is null or jsonb_typeof(value) = 'null' then
		return '{}';
	end if;
	if jsonb_typeof(value) <> 'array' then
		return null;
	end if;
	if exists (select from jsonb_array_elements(value) as e where jsonb_typeof(e) <> 'string') then
		return null;
	end if;
	return array(
		select btrim(e.line)
		from jsonb_array_elements_text(value) with ordinality as e (line, place)
		order by e.place);
end $$;
comment on function survey.lines(jsonb) is
'An array of strings, without blanks around each; none for null; null for anything else.';

create function survey.whole(value jsonb) returns integer
language sql immutable
as $$ select case when value::text ~ '^[0-9]{1,4}$' then value::text::integer end $$;
comment on function survey.whole(jsonb) is 'A whole number from 0 to 9999; null for anything else.';

create function survey.read_question(given jsonb, place integer) returns jsonb
language plpgsql immutable
as $$
declare
	kind text := given ->> 'kind';
	options text[] := survey.lines(given -> 'options');
	most integer := survey.whole(given -> 'most');
begin
	if kind = 'scale' then
		options := survey.scale();
	end if;
	if kind = 'multiple' then
		most := coalesce(most, cardinality(options));
	end if;
	return jsonb_build_object('number', place, 'kind', kind, 'text', btrim(given ->> 'text'),
		'required', coalesce(given -> 'required' = 'true', false),
		'hint', coalesce(nullif(btrim(given ->> 'hint'), ''), case kind
			when 'text' then '可以不写'
			when 'multiple' then case when most < cardinality(options) then format('最多选%s项', most) else '可以选几项，也可以不选' end
			when 'matrix' then null
			else '选一项' end),
		'options', case when kind = 'text' then '[]' else to_jsonb(options) end,
		'rows', case when kind = 'matrix' then to_jsonb(survey.lines(given -> 'rows')) else '[]' end,
		'most', case when kind = 'multiple' then most end,
		'longest', case when kind = 'text' then coalesce(survey.whole(given -> 'longest'), 500) end,
		'standards', to_jsonb(survey.lines(given -> 'standards')));
end $$;
comment on function survey.read_question(jsonb, integer) is
'A question as it is kept: numbered by its place, with what its kind implies filled in. Judges nothing.';

create function survey.list_faults(field text, what text, lines jsonb, fewest integer, most integer) returns jsonb
language plpgsql immutable
as $$
declare
	count integer;
begin
	if jsonb_typeof(lines) <> 'array' then
		return survey.fault(field, what || '要写成一列文字。');
	end if;
	count := jsonb_array_length(lines);
	if count not between fewest and most then
		return survey.fault(field, format('%s要有%s到%s个，现在是%s个。', what, fewest, most, count));
	end if;
	if exists (select from jsonb_array_elements_text(lines) as l (line) where not base.is_line(l.line, 30) or l.line = '') then
		return survey.fault(field, what || '每个写成一行，1到30字。');
	end if;
	if (select count(distinct l.line) < count from jsonb_array_elements_text(lines) as l (line)) then
		return survey.fault(field, what || '有重复的。');
	end if;
	return '[]';
end $$;
comment on function survey.list_faults(text, text, jsonb, integer, integer) is
'What is wrong with a question''s options or rows, in one fault at most. what: how the sentence calls them.';

create function survey.question_faults(field text, q jsonb) returns jsonb
language plpgsql immutable
as $$
declare
	ordinal constant text := format('第%s题的', q ->> 'number');
	kind constant text := q ->> 'kind';
	faults jsonb := '[]';
begin
	if kind is null or kind not in ('scale', 'single', 'multiple', 'matrix', 'text') then
		return survey.fault(field || '.kind', ordinal || '题型只能是满意度、单选、多选、分项或文字。');
	end if;
	if q ->> 'number' = '1' and (kind <> 'scale' or q -> 'required' <> 'true') then
		faults := faults || survey.fault(field || '.kind', '第1题必须是总体满意度，而且必答。');
	end if;
	if coalesce(q ->> 'text', '') = '' then
		faults := faults || survey.fault(field || '.text', ordinal || '题目没有填。');
	elsif not base.is_line(q ->> 'text', 100) then
		faults := faults || survey.fault(field || '.text', ordinal || '题目要写成一行，最多100字。');
	end if;
	if not base.is_line(q ->> 'hint', 60) then
		faults := faults || survey.fault(field || '.hint', ordinal || '提示要写成一行，最多60字。');
	end if;
	if kind <> 'text' then
		faults := faults || survey.list_faults(field || '.options', ordinal || '选项', q -> 'options', 2,
			case kind when 'multiple' then 15 else 10 end);
	end if;
	if kind = 'matrix' then
		faults := faults || survey.list_faults(field || '.rows', ordinal || '分项', q -> 'rows', 1, 21);
	end if;
	if kind = 'multiple' and jsonb_typeof(q -> 'options') = 'array'
		and (q ->> 'most')::integer not between 1 and jsonb_array_length(q -> 'options') then
		faults := faults || survey.fault(field || '.most', ordinal || '最多选几项要在1和选项个数之间。');
	end if;
	if kind = 'text' and (q ->> 'longest')::integer not between 1 and 500 then
		faults := faults || survey.fault(field || '.longest', ordinal || '字数要在1和500之间。');
	end if;
	if jsonb_typeof(q -> 'standards') <> 'array' or jsonb_array_length(q -> 'standards') > 10
		or exists (select from jsonb_array_elements_text(q -> 'standards') as s (code) where s.code !~ '^[BM][0-9](\.[0-9])?$') then
		faults := faults || survey.fault(field || '.standards', ordinal || '标准编号不对。');
	end if;
	return faults;
end $$;
comment on function survey.question_faults(text, jsonb) is
'What is wrong with a question as survey.read_question gave it. field: questions.<stratum>.<number>.';

create function survey.read_questions(stratum text, given jsonb) returns jsonb
language sql immutable
as $$
	select coalesce(jsonb_agg(survey.read_question(e.question, e.place::integer) order by e.place), '[]')
	from jsonb_array_elements(case jsonb_typeof(given) when 'array' then given else '[]' end) with ordinality as e (question, place)
$$;
comment on function survey.read_questions(text, jsonb) is 'A questionnaire as it is kept; empty for what is no array.';

create function survey.questions_faults(stratum text, questions jsonb) returns jsonb
language sql immutable
as $$
	select case
		when jsonb_array_length(questions) not between 1 and 30 then
			survey.fault('questions.' || questions_faults.stratum, '题目要有1到30道。')
		else coalesce((
			select jsonb_agg(f.fault order by q.place, f.place)
			from jsonb_array_elements(questions) with ordinality as q (question, place)
			cross join lateral jsonb_array_elements(
				survey.question_faults(format('questions.%s.%s', questions_faults.stratum, q.place), q.question))
				with ordinality as f (fault, place)), '[]')
	end
$$;
comment on function survey.questions_faults(text, jsonb) is
'What is wrong with a questionnaire as survey.read_questions gave it.';

create function survey.questions(round bigint, stratum text) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('number', q.number, 'kind', q.kind, 'text', q.text, 'required', q.required,
			'hint', q.hint, 'options', q.options, 'rows', q.rows, 'most', q.most, 'longest', q.longest, 'standards', q.standards)
			order by q.number), '[]')
		from data.question as q
		where q.round = questions.round and q.stratum = questions.stratum
	);
end $$;
comment on function survey.questions(bigint, text) is 'A round''s questionnaire of one stratum, as the API shows it.';

create function survey.put_questions(round bigint, stratum text, questions jsonb) returns void
language sql volatile
as $$
	delete from data.question as q
	where q.round = put_questions.round and q.stratum = put_questions.stratum;
	insert into data.question (round, stratum, number, kind, text, hint, required, options, rows, most, longest, standards)
	select put_questions.round, put_questions.stratum, (e.q ->> 'number')::smallint, e.q ->> 'kind', e.q ->> 'text', e.q ->> 'hint',
		(e.q ->> 'required')::boolean, survey.lines(e.q -> 'options'), survey.lines(e.q -> 'rows'), (e.q ->> 'most')::smallint,
		(e.q ->> 'longest')::smallint, survey.lines(e.q -> 'standards')
	from jsonb_array_elements(put_questions.questions) as e (q);
$$;
comment on function survey.put_questions(bigint, text, jsonb) is
'Replaces a questionnaire by one that survey.read_questions gave and that has no fault.';

create function survey.template(stratum text) returns jsonb
language sql stable
as $$
	select survey.read_questions(t.stratum, t.questions)
	from data.template as t
	where t.stratum = template.stratum
	order by t.code
	limit 1
$$;
comment on function survey.template(text) is 'The questionnaire that a stratum begins with.';

create function survey.templates() returns json
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
	select json_build_object('rows', coalesce(json_agg(json_build_object('code', t.code, 'stratum', t.stratum, 'label', t.label,
		'questions', survey.read_questions(t.stratum, t.questions)) order by s.official_order, t.code), '[]'))
	from data.template as t
	join data.stratum as s on s.stratum = t.stratum
$$;
comment on function survey.templates() is
'The questionnaires to begin with, one or more for each stratum. Refuses nothing.';

-- ---- a round and what is missing in it --------------------------------------------------------------------------------

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
	return (
		select coalesce(base.rule('least_group', (r.opens at time zone 'Asia/Shanghai')::date), 5)::integer
		from data.round as r
		where r.item = least.round
	);
end $$;
comment on function survey.least(bigint) is
'The smallest group shown, by the rule of the day on which the round was opened.';

create function survey.exact(round bigint) returns integer
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select greatest(survey.least(r.item),
			coalesce(base.rule('least_exact', (r.opens at time zone 'Asia/Shanghai')::date), 10))::integer
		from data.round as r
		where r.item = exact.round
	);
end $$;
comment on function survey.exact(bigint) is
'From how many answers on a cell is shown exactly, by the rule of the same day.';

create function survey.least_texts(round bigint) returns integer
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select greatest(survey.exact(r.item),
			coalesce(base.rule('least_text', (r.opens at time zone 'Asia/Shanghai')::date), 10))::integer
		from data.round as r
		where r.item = least_texts.round
	);
end $$;
comment on function survey.least_texts(bigint) is
'From how many texts on those of a group are shown, by the rule of the same day.';

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

create function survey.faults(office bigint, strata text[], units bigint[], closes timestamptz, publish_by date, approved_on date,
	questions jsonb) returns jsonb
language plpgsql stable
as $$
declare
	faults jsonb := '[]';
	stratum text;
begin
	if exists (select from unnest(strata) as s (code) where not exists (select from data.stratum as t where t.stratum = s.code)) then
		faults := faults || survey.fault('strata', '对象只能是群众或基层单位。');
	end if;
	if exists (
		select
		from unnest(units) as u (id)
		where not exists (select from data.scope as s where s.unit = u.id and s.superior = office)
			or exists (select from data.unit as n where n.id = u.id and n.closed_on <= base.today())
	) then
		faults := faults || survey.fault('units', '有的单位不在管理范围内，或者已经撤销。');
	end if;
	if cardinality(units) > 300 then
		faults := faults || survey.fault('units', format('一次最多测评300个单位，现在是%s个。', cardinality(units)));
	end if;
	if publish_by < (closes at time zone 'Asia/Shanghai')::date then
		faults := faults || survey.fault('publish_by', '公布日期早于截止日期。');
	end if;
	if approved_on > base.today() then
		faults := faults || survey.fault('approved_on', '批准日期晚于今天。');
	end if;
	if jsonb_typeof(questions) <> 'object' then
		return faults || survey.fault('questions', '题目要按对象分开写。');
	end if;
	for stratum in select k.key from jsonb_object_keys(questions) as k (key) loop
		if not stratum = any (strata) then
			faults := faults || survey.fault('questions', '题目里有没选的对象。');
		else
			faults := faults || survey.questions_faults(stratum, survey.read_questions(stratum, questions -> stratum));
		end if;
	end loop;
	return faults;
end $$;
comment on function survey.faults(bigint, text[], bigint[], timestamptz, date, date, jsonb) is
'What can''t be kept even in a draft, all of it: [{"field","detail"}].';

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

create function survey.takes_answers(r data.round) returns boolean
language sql stable
as $$ select r.closed_at is null and base.now() <= r.closes $$;
comment on function survey.takes_answers(data.round) is
'Whether the hour of an open round is still to come, and nobody closed it earlier.';

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

-- ---- making a round ---------------------------------------------------------------------------------------------------

create function survey.put(round bigint, office bigint, period text, strata text[], units bigint[], closes timestamptz,
	publish_by date, publish_where text, hotline text, approved_by text, approved_on date, basis text, questions jsonb)
returns void
language plpgsql volatile
as $$
declare
	asked text[] := coalesce(put.strata, survey.strata(put.round));
	given jsonb := coalesce(put.questions, '{}');
	faults jsonb;
	one text;
begin
	faults := survey.faults(put.office, asked,
		coalesce(put.units, array(select u.unit from data.round_unit as u where u.round = put.round)),
		put.closes, put.publish_by, put.approved_on, given);
	if faults <> '[]' then
		perform base.refuse_fields('survey/fields', faults);
	end if;
	insert into data.round (item, period, closes, publish_by, publish_where, hotline, approved_by, approved_on, basis)
	values (put.round, put.period, put.closes, put.publish_by, put.publish_where, put.hotline, put.approved_by, put.approved_on,
		put.basis)
	on conflict (item) do update
	set period = excluded.period, closes = excluded.closes, publish_by = excluded.publish_by,
		publish_where = excluded.publish_where, hotline = excluded.hotline, approved_by = excluded.approved_by,
		approved_on = excluded.approved_on, basis = excluded.basis;
	delete from data.question as q where q.round = put.round and q.stratum <> all (asked);
	foreach one in array asked loop
		if given ? one then
			perform survey.put_questions(put.round, one, survey.read_questions(one, given -> one));
		elsif not exists (select from data.question as q where q.round = put.round and q.stratum = one) then
			perform survey.put_questions(put.round, one, survey.template(one));
		end if;
	end loop;
	if put.units is not null then
		-- an address of a unit that isn't asked about any more was on no poster yet: the round is a draft
		delete from data.mark as m where m.round = put.round and m.unit <> all (put.units);
		delete from data.round_unit as u where u.round = put.round and u.unit <> all (put.units);
		insert into data.round_unit (round, unit)
		select put.round, u.unit
		from unnest(put.units) as u (unit)
		on conflict do nothing;
		perform survey.put_in_order(put.round);
	end if;
	delete from data.mark as m where m.round = put.round and m.stratum <> all (asked);
end $$;
comment on function survey.put(bigint, bigint, text, text[], bigint[], timestamptz, date, text, text, text, date, text, jsonb) is
'Writes what a draft holds. Lines and dates are replaced, null empties them; strata, units and questions that are null stay.
A stratum without questions gets its template. Refuses: WH422 with every fault by its field.';

create function survey.draft(title text, period text default null, strata text[] default null, units bigint[] default null,
	closes timestamptz default null, publish_by date default null, publish_where text default null, hotline text default null,
	approved_by text default null, approved_on date default null, basis text default null, questions jsonb default null)
returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	office bigint := survey.office_unit(coalesce(draft.units, '{}'));
	made bigint;
begin
	made := flow.open_item('round', office, 'draft', draft.title, null, 'draft');
	perform survey.put(made, office, draft.period, coalesce(draft.strata, '{}'), coalesce(draft.units, '{}'), draft.closes,
		draft.publish_by, draft.publish_where, coalesce(draft.hotline, base.setting('hotline')), draft.approved_by,
		draft.approved_on, draft.basis, draft.questions);
	return survey.round(made);
end $$;
comment on function survey.draft(text, text, text[], bigint[], timestamptz, date, text, text, text, date, text, jsonb) is
'Begins a round as a draft. All but the title may be missing. questions: {"masses":[question…]}; a stratum without them gets
its template. Refuses: WH403 the caller is officer nowhere; WH422 with every fault by its field.';

create function survey.edit(round bigint, title text, period text default null, strata text[] default null,
	units bigint[] default null, closes timestamptz default null, publish_by date default null, publish_where text default null,
	hotline text default null, approved_by text default null, approved_on date default null, basis text default null,
	questions jsonb default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform flow.move('round', edit.round, 'edit');
	update data.item as i set title = edit.title where i.id = edit.round;
	perform survey.put(edit.round, (select i.unit from data.item as i where i.id = edit.round), edit.period, edit.strata,
		edit.units, edit.closes, edit.publish_by, edit.publish_where, edit.hotline, edit.approved_by, edit.approved_on, edit.basis,
		edit.questions);
	return survey.round(edit.round);
end $$;
comment on function survey.edit(bigint, text, text, text[], bigint[], timestamptz, date, text, text, text, date, text, jsonb) is
'Changes a draft: what is null is emptied, save strata, units and questions, which then stay. Refuses: WH404; WH403 not an
officer over the round; WH409 it isn''t a draft any more; WH412 somebody changed it meanwhile; WH422 with every fault.';

create function survey.copy(round bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	old record;
	made bigint;
begin
	perform flow.move('round', copy.round, 'copy');
	select i.unit, i.title, r.period, r.publish_where, r.hotline into strict old
	from data.item as i
	join data.round as r on r.item = i.id
	where i.id = copy.round;
	made := flow.open_item('round', old.unit, 'draft', old.title, null, 'draft');
	insert into data.round (item, period, publish_where, hotline)
	values (made, old.period, old.publish_where, old.hotline);
	insert into data.round_unit (round, unit)
	select made, u.unit
	from data.round_unit as u
	join data.unit as n on n.id = u.unit and coalesce(n.closed_on, 'infinity') > base.today()
	where u.round = copy.round;
	perform survey.put_in_order(made);
	insert into data.question (round, stratum, number, kind, text, hint, required, options, rows, most, longest, standards)
	select made, q.stratum, q.number, q.kind, q.text, q.hint, q.required, q.options, q.rows, q.most, q.longest, q.standards
	from data.question as q
	where q.round = copy.round;
	return survey.round(made);
end $$;
comment on function survey.copy(bigint) is
'Begins another round like this one: its title, questions, units and place of publication; not its dates and not its
approval, which each round needs anew. Answers with the new one. Refuses: WH404; WH403; WH412.';

-- ---- opening and what follows -----------------------------------------------------------------------------------------

create function survey.new_mark() returns text
language plpgsql volatile
as $$
declare
	bytes bytea;
	made text;
begin
	loop
		bytes := sha256(decode(replace(gen_random_uuid()::text, '-', ''), 'hex'));
		select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', (get_byte(bytes, n) & 31) + 1, 1), '') into made
		from generate_series(0, 7) as n;
		exit when not exists (select from data.mark as m where m.mark = made);
	end loop;
	return made;
end $$;
comment on function survey.new_mark() is
'A mark that no round of the caller''s sight has: 8 signs of Crockford''s base 32, 40 random bits. No secret.';

create function survey.tell_box(round bigint) returns void
language sql volatile
as $$
	insert into data.dispatch (round, kind, body)
	select i.id, 'round', jsonb_build_object('round', i.id, 'title', i.title, 'office', survey.office(i.unit), 'period', r.period,
		'host', survey.host(), 'opens', r.opens, 'closes', coalesce(r.closed_at, r.closes), 'publish_by', r.publish_by,
		'publish_where', r.publish_where, 'hotline', r.hotline, 'least', survey.least(i.id),
		'grace', coalesce(base.rule('seal_grace_seconds'), 30), 'voided', i.state = 'void', 'void_reason', r.void_reason,
		'units', (
			select jsonb_agg(jsonb_build_object('unit', n.id, 'official_order', n.place,
				'public_name', coalesce(n.public_name, n.short_name),
				'below', case when n.public_name is null then n.full_name else n.short_name end) order by n.place)
			from (
				select n.*, u.place
				from data.round_unit as u
				join data.unit as n on n.id = u.unit
				where u.round = i.id
			) as n
		),
		'questions', (
			select jsonb_object_agg(s.stratum, survey.questions(i.id, s.stratum))
			from unnest(survey.strata(i.id)) as s (stratum)
		),
		'marks', (
			select jsonb_agg(jsonb_build_object('mark', m.mark, 'channel', m.channel, 'stratum', m.stratum, 'unit', m.unit)
				order by m.mark)
			from data.mark as m
			where m.round = i.id
		))
	from data.item as i
	join data.round as r on r.item = i.id
	where i.id = tell_box.round
$$;
comment on function survey.tell_box(bigint) is
'Writes the message by which the ballot learns how the round now stands, whole; the keeper delivers it. grace: seconds from
the hour to the last sealing.';

create function survey.open(round bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	missing jsonb;
begin
	perform flow.move('round', open.round, 'open');
	missing := survey.lacks(open.round);
	if missing <> '[]' then
		perform base.refuse_fields('survey/incomplete', missing);
	end if;
	perform survey.put_in_order(open.round);
	update data.round as r set opens = base.now() where r.item = open.round;
	update data.item as i
	set due = r.closes
	from data.round as r
	where i.id = open.round and r.item = i.id;
	insert into data.mark (mark, round, channel, stratum, unit)
	select survey.new_mark(), open.round, 'card', s.stratum,
		(select min(u.unit) from data.round_unit as u where u.round = open.round having count(*) = 1)
	from unnest(survey.strata(open.round)) as s (stratum)
	on conflict do nothing;
	insert into data.mark (mark, round, channel, stratum, unit)
	select survey.new_mark(), open.round, 'open', 'masses', u.unit
	from data.round_unit as u
	join data.unit as n on n.id = u.unit and n.public_name is not null
	where u.round = open.round and 'masses' = any (survey.strata(open.round))
	on conflict do nothing;
	perform survey.tell_box(open.round);
	return survey.round(open.round);
end $$;
comment on function survey.open(bigint) is
'Opens a draft at once: fixes its questions and units, makes an address for the cards of each stratum (all units; the unit
where there is only one) and, for the masses, one open address for each unit that has a public name. Refuses: WH404; WH403;
WH409; WH412; WH422 with everything that is missing, by its field.';

create function survey.refuse_late(r data.round, action text) returns void
language plpgsql stable
as $$
begin
	if not survey.takes_answers(r) then
		perform base.refuse('WH409', 'survey/too-late', format('%s已经截止，不能%s。',
			survey.hour(coalesce(r.closed_at, r.closes)), refuse_late.action));
	end if;
end $$;
comment on function survey.refuse_late(data.round, text) is 'Refuses with WH409 what can''t be done after the hour.';

create function survey.extend(round bigint, closes timestamptz, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	r data.round;
begin
	select * into r from data.round as t where t.item = extend.round;
	perform flow.move('round', extend.round, 'extend',
		concat_ws('。', format('原定%s，现定%s', survey.hour(r.closes), survey.hour(extend.closes)), extend.note));
	select * into r from data.round as t where t.item = extend.round;
	perform survey.refuse_late(r, '延长截止时间');
	if extend.closes <= r.closes then
		perform base.refuse('WH422', 'survey/not-later', '新的截止时间要晚于原来的截止时间。', 'closes');
	elsif (extend.closes at time zone 'Asia/Shanghai')::date > r.publish_by then
		perform base.refuse('WH422', 'survey/after-publication', format('截止日期晚于公布日期（%s）。', survey.day(r.publish_by)), 'closes');
	end if;
	update data.round as t set closes = extend.closes where t.item = extend.round;
	update data.item as i set due = extend.closes where i.id = extend.round;
	perform survey.tell_box(extend.round);
	return survey.round(extend.round);
end $$;
comment on function survey.extend(bigint, timestamptz, text) is
'Moves the closing hour of an open round to a later one, not after the day of publication. Refuses: WH404; WH403; WH409 not
open, or past its hour; WH412; WH422 not later.';

create function survey.close(round bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	r data.round;
begin
	perform flow.move('round', close.round, 'close', close.note);
	select * into r from data.round as t where t.item = close.round;
	perform survey.refuse_late(r, '提前截止');
	update data.round as t set closed_at = base.now() where t.item = close.round;
	update data.item as i set due = base.now() where i.id = close.round;
	perform survey.tell_box(close.round);
	return survey.round(close.round);
end $$;
comment on function survey.close(bigint, text) is
'Closes an open round before its hour. No answer counts any more; the keeper seals the last ones and then the round is closed.
Refuses: WH404; WH403; WH409 not open, or closed already; WH412.';

create function survey.publish(round bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform flow.move('round', publish.round, 'publish');
	update data.item as i set due = null where i.id = publish.round;
	return survey.round(publish.round);
end $$;
comment on function survey.publish(bigint) is
'Makes the result of a closed round public: the units judged and everybody else see it. Refuses: WH404; WH403; WH409; WH412.';

create function survey.void(round bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	was_open boolean := exists (select from data.round as r where r.item = void.round and r.opens is not null);
begin
	perform flow.move('round', void.round, 'void', void.note);
	update data.round as r set void_reason = btrim(void.note) where r.item = void.round;
	update data.item as i set due = null where i.id = void.round;
	if was_open then
		perform survey.tell_box(void.round);
	end if;
	return survey.round(void.round);
end $$;
comment on function survey.void(bigint, text) is
'Ends a round for good before it is published: what was answered is used no more, the reason is public. Refuses: WH404; WH403;
WH409; WH412; WH422 no reason.';

-- ---- addresses and cards ----------------------------------------------------------------------------------------------

create function survey.add_mark(round bigint, channel text, stratum text, unit bigint default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	r data.round;
	faults jsonb := '[]';
begin
	perform flow.move('round', add_mark.round, 'mark');
	select * into strict r from data.round as t where t.item = add_mark.round;
	if r.opens is not null then
		perform survey.refuse_late(r, '增加二维码');
	end if;
	if not exists (select from data.channel as c where c.channel = add_mark.channel) then
		faults := faults || survey.fault('channel', '渠道只能是凭卡或公开二维码。');
	end if;
	if not add_mark.stratum = any (survey.strata(r.item)) then
		faults := faults || survey.fault('stratum', '这次测评没有选这个对象。');
	end if;
	if add_mark.unit is not null
		and not exists (select from data.round_unit as u where u.round = r.item and u.unit = add_mark.unit) then
		faults := faults || survey.fault('unit', '这次测评没有选这个单位。');
	elsif add_mark.channel = 'open' and exists (
		select
		from data.round_unit as u
		join data.unit as n on n.id = u.unit and n.public_name is null
		where u.round = r.item and u.unit = coalesce(add_mark.unit, u.unit)
	) then
		faults := faults || survey.fault('unit', '没有对外名称的单位不能贴公开二维码，请先填对外名称。');
	end if;
	if faults <> '[]' then
		perform base.refuse_fields('survey/mark', faults);
	end if;
	insert into data.mark (mark, round, channel, stratum, unit)
	values (survey.new_mark(), r.item, add_mark.channel, add_mark.stratum, add_mark.unit);
	if r.opens is not null then
		perform survey.tell_box(r.item);
	end if;
	return survey.round(r.item);
end $$;
comment on function survey.add_mark(bigint, text, text, bigint) is
'Makes one more address of a draft or open round; unit null: over all its units. Refuses: WH404; WH403; WH409 wrong state, past
its hour, or there already; WH412; WH422 by field, an open poster for a unit without a public name among them.';

create function survey.judged_name(round bigint, hands_out text) returns text
language sql stable
as $$
	select name.line
	from data.round_unit as u
	join data.unit as n on n.id = u.unit
	cross join lateral unnest(array[n.public_name, n.short_name, n.full_name]) as name (line)
	cross join lateral (
		select regexp_replace(name.line, '[[:space:]　]', '', 'g') as unit,
			regexp_replace(judged_name.hands_out, '[[:space:]　]', '', 'g') as who
	) as plain
	where u.round = judged_name.round and (position(plain.unit in plain.who) > 0 or position(plain.who in plain.unit) > 0)
	order by length(name.line), name.line
	limit 1
$$;
comment on function survey.judged_name(bigint, text) is
'The name of a unit judged that stands in `hands_out`, or in which that stands; null where none does.';

create function survey.add_cards(round bigint, mark text, digests text[], receipts text[], hands_out text,
	box boolean default false) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	r data.round;
	batch bigint;
	judged text;
begin
	perform flow.move('round', add_cards.round, 'cards',
		format('%s张，%s', cardinality(add_cards.digests), add_cards.hands_out));
	select * into strict r from data.round as t where t.item = add_cards.round;
	perform survey.refuse_late(r, '制作卡片');
	if not exists (select from data.mark as m where m.mark = add_cards.mark and m.round = r.item and m.channel = 'card') then
		perform base.refuse('WH422', 'survey/no-card-mark', '这次测评没有这个凭卡地址。', 'mark');
	end if;
	if not coalesce(add_cards.box, false) then
		judged := survey.judged_name(r.item, add_cards.hands_out);
		if judged is not null then
			perform base.refuse('WH422', 'survey/judged-hands-out',
				format('被评单位（%s）不发卡。请由别的单位发，或改用工委封好的自取箱。', judged), 'hands_out');
		end if;
	end if;
	insert into data.batch (mark, cards, hands_out, self_draw, made_by)
	values (add_cards.mark, cardinality(add_cards.digests), add_cards.hands_out, coalesce(add_cards.box, false),
		(select a.name from data.account as a where a.id = base.account()))
	returning id into batch;
	insert into data.dispatch (round, kind, body)
	select r.item, 'cards', jsonb_build_object('batch', batch, 'mark', add_cards.mark,
		'cards', jsonb_agg(jsonb_build_object('digest', c.digest, 'receipt', c.receipt) order by c.digest))
	from unnest(add_cards.digests, add_cards.receipts) as c (digest, receipt);
	return survey.card_sheet(batch);
end $$;
comment on function survey.add_cards(bigint, text, text[], text[], text, boolean) is
'Enters a print of 10 to 1,000 cards: digests of their codes and, in the same order, of their receipts, hexadecimal. Nothing
here knows a code. hands_out: who hands them out, never a unit judged (any of its names in it, or it in one); box: drawn from
a box that the committee filled and sealed, so any place may be named. Answers with the texts to print.
Refuses: WH404; WH403; WH409 not open or past its hour; WH412; WH422 by field.';

create function survey.minutes(round bigint, stratum text) returns integer
language sql stable
as $$
	select greatest(1, ceil(count(*) / 4.0))::integer
	from data.question as q
	where q.round = minutes.round and q.stratum = minutes.stratum
$$;
comment on function survey.minutes(bigint, text) is 'About how many minutes the questionnaire takes.';

create function survey.safety() returns text
language sql stable
as $$ select format('这里不收钱，不要身份证号和验证码，不用下载。网址以%s开头才是真的。', survey.host()) $$;
comment on function survey.safety() is 'The safety line of everything printed.';

create function survey.card_sheet(batch bigint) returns json
language sql stable
as $$
	select json_build_object('batch', b.id, 'round', m.round, 'mark', m.mark, 'site', base.setting('site'),
		'sheet', json_build_object(
		'office', survey.office(i.unit), 'title', i.title, 'stratum_label', s.label, 'count', b.cards, 'hands_out', b.hands_out,
		'box', b.self_draw,
		'card', json_build_object(
			'title', '意见卡',
			'until', format('一张卡说一次，%s前有效', survey.hour(r.closes)),
			'how', format('手机扫码，或打开%s/s/输入：', survey.host()),
			'note', '请自己抽一张，不用登记，不要拍照给别人。'),
		'who', case when b.self_draw then format('自取箱：%s（由工委封好，当场打乱）', b.hands_out)
			else format('发卡人：%s（被评单位不发卡、不代填、不看填）', b.hands_out) end,
		'steps', json_build_array('1.当场打乱', '2.请群众自己抽', '3.不记谁领了卡', '4.剩下的卡封好交回，写明张数')))
	from data.batch as b
	join data.mark as m on m.mark = b.mark
	join data.item as i on i.id = m.round
	join data.round as r on r.item = i.id
	join data.stratum as s on s.stratum = m.stratum
	where b.id = card_sheet.batch
$$;
comment on function survey.card_sheet(bigint) is
'What is printed with a batch beside the codes: the card''s words and the sheet for who hands out.';

create function survey.void_batch(batch bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	round bigint;
begin
	select m.round into round
	from data.batch as b
	join data.mark as m on m.mark = b.mark
	where b.id = void_batch.batch;
	if not found then
		perform survey.refuse_unseen();
	end if;
	-- the round's lock: what another voided meanwhile is seen below
	perform flow.move('round', round, 'void_batch', void_batch.note);
	update data.batch as b
	set voided = base.now(), void_reason = btrim(void_batch.note)
	where b.id = void_batch.batch and b.voided is null;
	if not found then
		perform base.refuse('WH409', 'survey/voided-already', '这批卡已经作废。');
	end if;
	insert into data.dispatch (round, kind, body)
	values (round, 'void_batch', jsonb_build_object('batch', void_batch.batch));
	return survey.round(round);
end $$;
comment on function survey.void_batch(bigint, text) is
'Voids a print of cards as a whole, for one that was lost: its unused cards count no more, what was answered stays. Refuses:
WH404; WH403; WH409 the round isn''t open, or the batch is void; WH412; WH422 no reason.';

create function survey.mark(mark text) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	answer json;
begin
	select json_build_object('mark', m.mark, 'round', m.round, 'channel', m.channel, 'stratum', m.stratum, 'stratum_label', s.label,
		'unit', m.unit, 'public_name', n.public_name, 'below', n.short_name, 'state', i.state,
		'address', '/s/' || m.mark, 'url', coalesce(base.setting('site'), '') || '/s/' || m.mark,
		'title', case when n.id is null then '这几个单位办事怎么样？请您说一说'
			else format('%s办事怎么样？请您说一说', coalesce(n.public_name, n.short_name)) end,
		'how', format('手机扫码，%s分钟，不用登记', survey.minutes(m.round, m.stratum)),
		'until', survey.hour(r.closes) || '前', 'office_line', '主办：' || survey.office(i.unit), 'phone_line', '电话：' || r.hotline,
		'safety', survey.safety(), 'office', survey.office(i.unit), 'phone', r.hotline)
	into answer
	from data.mark as m
	join data.item as i on i.id = m.round
	join data.round as r on r.item = m.round
	join data.stratum as s on s.stratum = m.stratum
	left join data.unit as n on n.id = m.unit
	where m.mark = mark.mark;
	if not found then
		perform survey.refuse_unseen();
	end if;
	return answer;
end $$;
comment on function survey.mark(text) is
'What a poster of this address says. Refuses: WH404 not in the caller''s sight.';

-- ---- results: the published cells only ----------------------------------------------------------------------------------

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
