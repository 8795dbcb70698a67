-- Making a round: what a draft holds, and another round like an old one.
set role verbs_survey;

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

reset role;
