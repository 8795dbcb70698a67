-- What ships: the standards with their gaps, calendars of published years only, questionnaires that their own verbs take.
begin;
select plan(17);

select is((select count(*) from data.standard where catalogue = 1 and for_whom = 'branch'), 20::bigint, 'twenty standards for branches');
select is((select count(*) from data.standard where catalogue = 1 and for_whom = 'member'), 5::bigint, 'five for members');
select is((select array_agg(distinct category order by category) from data.standard where for_whom = 'branch'),
	array['党员干部队伍好', '基层和群众反映好', '工作业绩好', '工作机制好', '领导班子好'] , 'in five categories');
select is((select array_agg(code order by code) from data.standard where gap is not null), array['B3.3', 'M1'], 'the source''s gaps are told');
select is((select mark from data.catalogue where confirmed_on is null), '样本，待工委按现行文件核定', 'they are a sample until confirmed');

select is(base.working_days('2026-09-28', '2026-09-30'), 2, 'the day itself does not count');
select is(base.working_days('2026-09-24', '2026-10-10'), 6, 'holidays do not count, shifted workdays do');
select is(base.working_days('2026-02-13', '2026-02-24'), 2, 'a Saturday that is worked counts');
select is(base.working_days('2026-12-30', '2027-01-04'), null, 'a year that is not published is unknown, not working days');

select is(survey.questions_faults(t.stratum, survey.read_questions(t.stratum, t.questions)), '[]', t.label || ': no fault in the questionnaire')
from data.template as t
order by t.code;
select is((select bool_and(q -> 'options' ? '不了解') from data.template as t, jsonb_array_elements(t.questions) as q
	where q ->> 'kind' in ('scale', 'matrix')), true, '不了解 is always there');
select is((select array_agg(s.code order by s.code)
	from unnest(array['step_0', 'step_1', 'step_2', 'step_3', 'few', 'guarded', 'unknown', 'none', 'band_1', 'band_2', 'band_3', 'band_note',
		'few_text', 'open_poster', 'open_round', 'pressure_1', 'pressure_2', 'pressure_3', 'formula', 'order']) as s (code)
	where not exists (select from data.sentence as t where t.code = s.code and t.text <> '')), null, 'every sentence that verbs name is there');
select is((select array_agg(label order by official_order) from data.kind as k where exists (select from data.rule as r where r.name = 'term_years_' || k.kind)), array['机关党委', '党总支', '党支部'],
	'terms where somebody is elected');
select is((select (has_roster, has_standards)::text from data.kind where kind = 'party_group'), '(f,f)',
	'a party group has no term, no roster, no standards');
select is(base.rule('least_group', '2001-01-01'), 5::numeric, 'the least group is five, whenever the round was');
select is((select count(*) from data.rule where basis = '' or editor = ''), 0::bigint, 'each rule cites a basis');

select * from finish();
rollback;
