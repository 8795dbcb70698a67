-- Questionnaires: how a question is read, what is wrong with it, and the templates to begin with.
set role verbs_survey;

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
	if base.has_hidden(q::text) then
		return survey.fault(field || '.text', ordinal || '文字里有看不见的字符，请删掉或重新输入。');
	end if;
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

reset role;
