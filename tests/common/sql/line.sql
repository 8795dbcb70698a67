-- One line as base.is_line has it: what C refuses as text_has_hidden is refused here too, whichever way it came.
begin;
select plan(7);
select test.build();

select is(array_agg(to_hex(p) order by p), null, 'what nobody sees is in no line')
from unnest(array[173, 1564, 8203, 8204, 8205, 8206, 8207, 8232, 8233, 8234, 8235, 8236, 8237, 8238, 8288, 8294, 8295, 8296, 8297, 8303,
	65279, 65529, 65531, 917504, 917537, 917631]) as p
where base.is_line('甲' || chr(p) || '乙', 10) or not base.has_hidden(chr(p));
select is(array_agg(to_hex(p) order by p), null, 'what is seen, or belongs to a rare character, is')
from unnest(array[32, 172, 174, 1563, 1565, 8202, 8208, 8231, 8239, 8287, 8304, 12288, 19968, 65039, 65278, 65280, 65528, 65532, 128512,
	131072, 917503, 917632, 917760]) as p
where not base.is_line('甲' || chr(p) || '乙', 10) or base.has_hidden(chr(p));
select is(array_agg(to_hex(p) order by p), null, 'controls are in no line')
from unnest(array[1, 9, 10, 13, 27, 127, 133]) as p
where base.is_line('甲' || chr(p) || '乙', 10);

-- a name that reads otherwise than it is stored
select test.refuses('23514', format($$ update data.unit set short_name = %L where id = test.id('试甲一支部') $$, '试' || chr(8238) || '支部'));
select test.refuses('23514', format($$ update data.unit set public_name = %L where id = test.id('试甲一支部') $$, '窗口' || chr(65279)));
-- a questionnaire comes as JSON, which C does not look into: the fault is named in words
select is(survey.question_faults('questions.masses.0', jsonb_build_object('number', 2, 'kind', 'text', 'text', '还有' || chr(8203) || '吗？')),
	'[{"field": "questions.masses.0.text", "detail": "第2题的文字里有看不见的字符，请删掉或重新输入。"}]', 'a question');
select is(survey.question_faults('q', jsonb_build_object('number', 2, 'kind', 'single', 'text', '哪一项？', 'options', jsonb_build_array('甲', '甲' || chr(8205)), 'rows', '[]'::jsonb)) ->> 0,
	'{"field": "q.text", "detail": "第2题的文字里有看不见的字符，请删掉或重新输入。"}', 'and two options that look alike');
select * from finish();
rollback;
