-- A round as a draft: who may begin one, what is kept, what is refused with every fault by its field, and versions.
begin;
select plan(39);
select test.build();

-- who may
select test.enter('t.secretary');
select test.refuses('WH403', $$ select survey.draft('书记的测评') $$, 'flow/no-right');
select is(survey.rounds()::jsonb -> 'may_create', 'false', 'a secretary is offered no new round');
select test.enter('t.member');
select test.refuses('WH403', $$ select survey.draft('党员的测评') $$, 'flow/no-right');
select test.enter('t.system');
select test.refuses('WH403', $$ select survey.draft('管理员的测评') $$, 'flow/no-right');
select test.enter(null);
select test.refuses('WH403', $$ select survey.draft('谁的测评') $$, 'flow/no-right');

-- a title is enough
select test.enter('t.officer');
select is(survey.rounds()::jsonb -> 'may_create', 'true', 'an officer is');
select test.refuses('WH422', $$ select survey.draft('') $$, 'flow/no-title');
select lives_ok($$ select survey.draft('只有标题') $$, 'a title is enough for a draft');
select is(array[r ->> 'state', r ->> 'state_label', r ->> 'version', r ->> 'hotline'], array['draft', '草稿', '1', base.setting('hotline')],
	'it is a draft in version 1, with the installation''s telephone')
from test.json(format('select survey.round(%s)', test.item('只有标题'))) as r;
select is((select i.unit from data.item as i where i.title = '只有标题'), test.id('试工委'), 'at the unit where the caller is officer');
select is(jsonb_path_query_array(r -> 'missing', '$[*].field'), '["period", "strata", "units", "closes", "publish_by", "publish_where", "approved_by", "approved_on", "basis"]',
	'it says what is missing') from test.json(format('select survey.round(%s)', test.item('只有标题'))) as r;
select is(jsonb_path_query_array(r -> 'verbs', '$[*].verb'), '["open", "edit", "copy", "void"]', 'and which buttons there are')
from test.json(format('select survey.round(%s)', test.item('只有标题'))) as r;
select is(r -> 'may', '["mark"]', 'cards come later') from test.json(format('select survey.round(%s)', test.item('只有标题'))) as r;

-- with everything
select lives_ok(format($$ select survey.draft('整套', '这三个月', '{masses,grassroots}', array[%s, %s], base.now() + interval '3 days', base.today() + 9,
	'大厅', '12345', '王五', base.today(), '工委〔2026〕1号') $$, test.id('试甲二支部'), test.id('试乙一支部')), 'a round with everything');
select is(jsonb_path_query_array(r -> 'questions' -> 'masses', '$[*].kind'), '["scale", "matrix", "single", "single", "multiple", "text"]',
	'a stratum without questions gets its template')
from test.json(format('select survey.round(%s)', test.item('整套'))) as r;
select is(r -> 'missing', '[]', 'nothing is missing') from test.json(format('select survey.round(%s)', test.item('整套'))) as r;
select is(jsonb_path_query_array(r -> 'units', '$[*].short_name'), '["试甲二支部", "试乙一支部"]', 'units stand in official order')
from test.json(format('select survey.round(%s)', test.item('整套'))) as r;
select is((select t -> 'questions' -> 0 -> 'options' from jsonb_array_elements(survey.templates()::jsonb -> 'rows') as t where t ->> 'stratum' = 'masses' limit 1),
	'["很满意", "满意", "一般", "不满意", "很不满意", "不了解"]', 'a template shows its questions');

-- faults, all at once
select is(test.errors(format($$ select survey.draft('坏的', null, '{masses,others}', array[%s, -1], base.now() + interval '9 days', base.today() + 1,
	approved_on => base.today() + 1, questions => '{"grassroots":[]}') $$, test.id('试甲二支部'))),
	'{"strata": "对象只能是群众或基层单位。", "units": "有的单位不在管理范围内，或者已经撤销。", "publish_by": "公布日期早于截止日期。",
	"approved_on": "批准日期晚于今天。", "questions": "题目里有没选的对象。"}', 'each fault is named by its field');
select is(test.errors(format($$ select survey.draft('坏题', null, '{masses}', questions => %L) $$, '{"masses": [' || q || ']}')) ->> field, detail, detail)
from (values
	('{"kind": "single", "text": "问", "options": ["一", "二"], "required": true}', 'questions.masses.1.kind', '第1题必须是总体满意度，而且必答。'),
	('{"kind": "scale", "text": "问"}', 'questions.masses.1.kind', '第1题必须是总体满意度，而且必答。'),
	('{"kind": "scale", "text": "  ", "required": true}', 'questions.masses.1.text', '第1题的题目没有填。'),
	('{"kind": "guess", "text": "问", "required": true}', 'questions.masses.1.kind', '第1题的题型只能是满意度、单选、多选、分项或文字。'),
	('{"kind": "scale", "text": "问", "required": true}, {"kind": "single", "text": "问", "options": ["一"]}', 'questions.masses.2.options', '第2题的选项要有2到10个，现在是1个。'),
	('{"kind": "scale", "text": "问", "required": true}, {"kind": "single", "text": "问", "options": ["一", "一"]}', 'questions.masses.2.options', '第2题的选项有重复的。'),
	('{"kind": "scale", "text": "问", "required": true}, {"kind": "single", "text": "问", "options": "一"}', 'questions.masses.2.options', '第2题的选项要写成一列文字。'),
	('{"kind": "scale", "text": "问", "required": true}, {"kind": "single", "text": "问", "options": ["一", 2]}', 'questions.masses.2.options', '第2题的选项要写成一列文字。'),
	('{"kind": "scale", "text": "问", "required": true}, {"kind": "multiple", "text": "问", "options": ["一", "二"], "most": 3}', 'questions.masses.2.most', '第2题的最多选几项要在1和选项个数之间。'),
	('{"kind": "scale", "text": "问", "required": true}, {"kind": "matrix", "text": "问", "options": ["一", "二"]}', 'questions.masses.2.rows', '第2题的分项要有1到21个，现在是0个。'),
	('{"kind": "scale", "text": "问", "required": true}, {"kind": "text", "text": "问", "longest": 501}', 'questions.masses.2.longest', '第2题的字数要在1和500之间。'),
	('{"kind": "scale", "text": "问", "required": true}, {"kind": "text", "text": "问", "standards": ["X1"]}', 'questions.masses.2.standards', '第2题的标准编号不对。'),
	('', 'questions.masses', '题目要有1到30道。')
) as t (q, field, detail);

-- editing
select is(r -> 'questions' -> 'masses', jsonb_build_array(
	'{"number": 1, "kind": "scale", "text": "总的满意吗", "required": true, "hint": "选一项", "options": ["很满意", "满意", "一般", "不满意", "很不满意", "不了解"], "rows": [], "most": null, "longest": null, "standards": []}'::jsonb,
	'{"number": 2, "kind": "multiple", "text": "改什么", "required": false, "hint": "最多选1项", "options": ["甲", "乙"], "rows": [], "most": 1, "longest": null, "standards": ["B2.4"]}'::jsonb),
	'questions of one''s own replace the template''s, and what their kind implies is filled in')
from test.json(format('select survey.edit(%s, %L, strata => %L, questions => %L)', test.item('整套'), '整套', '{masses}',
	'{"masses": [{"kind": "scale", "text": " 总的满意吗 ", "required": true}, {"number": 9, "kind": "multiple", "text": "改什么", "options": ["甲", "乙"], "most": 1, "standards": ["B2.4"]}]}')) as r;
select is(array[r ->> 'basis', r ->> 'closes', jsonb_array_length(r -> 'units')::text, r -> 'strata' -> 0 ->> 'code', jsonb_array_length(r -> 'questions' -> 'masses')::text],
	array[null, null, '2', 'masses', '2'], 'what isn''t said is emptied, save units, strata and questions')
from test.json(format('select survey.edit(%s, %L)', test.item('整套'), '整套')) as r;
select test.enter('t.officer', '1');
select test.refuses('WH412', format('select survey.edit(%s, %L)', test.item('整套'), '别的标题'), 'flow/changed-meanwhile', '试周在%改了内容%');
select test.enter('t.reviewer');
select test.refuses('WH404', format('select survey.round(%s)', test.item('整套')), 'survey/not-found');
select test.refuses('WH404', format('select survey.edit(%s, %L)', test.item('整套'), '别的标题'), 'flow/not-found');
select is(jsonb_array_length(survey.rounds()::jsonb -> 'rows'), 0, 'a draft is in no list of those below');

-- once more
select test.enter('t.officer');
select is(array[r ->> 'title', r ->> 'state', r ->> 'basis', jsonb_array_length(r -> 'units')::text, r -> 'questions' -> 'masses' -> 1 ->> 'text'],
	array['整套', 'draft', null, '2', '改什么'], 'a copy has questions and units, and needs an approval of its own')
from test.json(format('select survey.copy(%s)', test.item('整套'))) as r;
select * from finish();
rollback;
