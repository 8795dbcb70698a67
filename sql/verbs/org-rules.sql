-- Rules as dated rows: what they are today, what is to come, who set them on what paper. A change is a new row for today or a
-- later day; one that has not begun can be withdrawn, by a row of its own. Nothing is overwritten: what was decided under
-- an old rule stays explained by it.
set role verbs_org;

create function org.demand_head(act text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if not base.is_head(array['officer']) then
		perform base.refuse('WH403', 'org/not-head', format('当前身份不能%s。需要办理，请联系工委经办人。', demand_head.act));
	end if;
	return base.signature(array['officer'], base.held(array['officer']));
end $$;
comment on function org.demand_head(text) is
'The name to write down of a caller who is an officer at the top of the tree. Refuses: WH403 everybody else. act: 改规则.';

create function org.rule_value(kind data.rule_kind, value numeric) returns text
language sql stable
as $$
	select case when cardinality(kind.choices) > 0 then kind.choices[(value - kind.least)::integer + 1]
		else trim_scale(value) || kind.unit_of_measure end
$$;
comment on function org.rule_value(data.rule_kind, numeric) is 'A value as people read it: 60分钟, 不登记.';

create function org.rule_rows(kind data.rule_kind) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	force bigint := (
		select r.id
		from data.rule as r
		where r.name = kind.name and r.valid_from <= base.today()
			and not exists (select from data.rule_withdrawal as w where w.rule = r.id)
		order by r.valid_from desc, r.id desc
		limit 1
	);
begin
	return (
		select jsonb_agg(jsonb_build_object('id', r.id, 'value', trim_scale(r.value), 'text', org.rule_value(kind, r.value),
			'from', r.valid_from, 'basis', r.basis, 'editor', r.editor, 'edited', base.time_text(r.edited),
			'state', case when w.rule is not null then 'withdrawn' when r.valid_from > base.today() then 'coming'
				when r.id = force then 'in_force' else 'past' end,
			'withdrawn', case when w.rule is not null then jsonb_build_object('name', w.name, 'at', base.time_text(w.at),
				'reason', w.reason) end)
			order by r.valid_from desc, r.id desc)
		from data.rule as r
		left join data.rule_withdrawal as w on w.rule = r.id
		where r.name = kind.name
	);
end $$;
comment on function org.rule_rows(data.rule_kind) is
'All rows of a rule, newest day first. state: coming, in_force, past (replaced), withdrawn.';

create function org.rules() returns json
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
	select json_build_object('today', base.today(), 'may_edit', base.is_head(array['officer']), 'rows', (
		select coalesce(json_agg(json_build_object('name', k.name, 'label', k.label, 'heading', k.heading,
			'measure', k.unit_of_measure, 'least', trim_scale(k.least), 'most', trim_scale(k.most), 'whole', k.whole,
			'choices', k.choices, 'asks_who', k.name = 'identity_numbers', 'version', r.version, 'history', r.history)
			order by k.official_order), '[]')
		from data.rule_kind as k
		cross join lateral (
			select org.rule_rows(k) as history,
				(select count(*) from data.rule as c where c.name = k.name)
					+ (select count(*) from data.rule_withdrawal as w join data.rule as c on c.id = w.rule where c.name = k.name) as version
		) as r
		where r.history is not null
	))
$$;
comment on function org.rules() is
'Every rule under its heading, with all its rows (org.rule_rows) and how often it was changed (version). Refuses nothing.';

create function org.claim_rule(rule text, version integer) returns data.rule_kind
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	kind data.rule_kind;
	last record;
begin
	perform pg_advisory_xact_lock(hashtextextended('org.rule ' || claim_rule.rule, 0));
	select * into kind
	from data.rule_kind as k
	where k.name = claim_rule.rule;
	if not found then
		perform org.refuse_unseen();
	end if;
	select count(*) as count, (array_agg(h.name order by h.at desc, h.id desc))[1] as name, max(h.at) as at into last
	from (
		select r.editor as name, r.edited as at, r.id
		from data.rule as r
		where r.name = kind.name
		union all
		select w.name, w.at, w.rule
		from data.rule_withdrawal as w
		join data.rule as r on r.id = w.rule
		where r.name = kind.name
	) as h;
	if last.count <> claim_rule.version then
		perform base.refuse('WH412', 'org/rule-changed', format('%s在%s改了“%s”。您写的还在，请对照后再保存。', last.name,
			base.hour_text(last.at), kind.label));
	end if;
	return kind;
end $$;
comment on function org.claim_rule(text, integer) is
'Holds a rule for this transaction. version: what the caller saw of it; null asks nothing.
Refuses: WH404 no such rule; WH412 somebody changed it meanwhile.';

create function org.rule_faults(kind data.rule_kind, value text, day date, basis text, decided text) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	faults jsonb := '[]';
	fits boolean := value ~ case when kind.whole then '^[0-9]{1,9}$' else '^[0-9]{1,9}([.][0-9]{1,4})?$' end;
begin
	if not fits or value::numeric not between kind.least and kind.most then
		faults := faults || jsonb_build_object('field', 'value', 'detail', case when cardinality(kind.choices) > 0 then '请选一项。'
			else format('“%s”要写成%s到%s之间的%s。', kind.label, trim_scale(kind.least), trim_scale(kind.most),
				case when kind.whole then '整数' else '数' end) end);
	elsif value::numeric = base.rule(kind.name, day) then
		faults := faults || jsonb_build_object('field', 'value', 'detail', format('那一天本来就是%s，不用再改。',
			org.rule_value(kind, value::numeric)));
	end if;
	if day < base.today() then
		faults := faults || jsonb_build_object('field', 'day', 'detail', format(
			'%s早于今天。办过的事按当时的规则算，不能往回改；最早从今天起。', base.day_text(day)));
	end if;
	if fits and kind.name = 'identity_numbers' and value::numeric = 1 and decided is null then
		faults := faults || jsonb_build_object('field', 'decided', 'detail', '登记身份证号，要写明谁决定的。');
	end if;
	if length(basis) + coalesce(length(decided) + 4, 0) > 200 then
		faults := faults || jsonb_build_object('field', 'basis', 'detail', '依据和决定人合起来最多195字，请写短一些。');
	end if;
	return faults;
end $$;
comment on function org.rule_faults(data.rule_kind, text, date, text, text) is
'What is wrong with a change: [{"field", "detail"}]; empty if nothing.';

create function org.set_rule(rule text, value text, day date, basis text, decided text default null, version integer default null)
returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	name text := org.demand_head('改规则');
	kind data.rule_kind := org.claim_rule(set_rule.rule, set_rule.version);
	faults jsonb := org.rule_faults(kind, set_rule.value, set_rule.day, set_rule.basis, set_rule.decided);
begin
	if faults <> '[]' then
		perform base.refuse_fields('org/rule', faults);
	end if;
	insert into data.rule (name, value, unit_of_measure, valid_from, basis, editor)
	values (kind.name, set_rule.value::numeric, kind.unit_of_measure, set_rule.day,
		set_rule.basis || coalesce('；' || set_rule.decided || '决定', ''), name);
	perform base.record('org.set_rule', 'rule/' || kind.name, jsonb_build_object('value', set_rule.value, 'from', set_rule.day));
	return org.rules();
end $$;
comment on function org.set_rule(text, text, date, text, text, integer) is
'A rule gets a value from a day on, today or later. basis: the paper that it rests on; decided: who decided, which only
登记身份证号 must have; version: as org.rules gave it. Answers org.rules.
Refuses: WH403 not an officer at the top; WH404 no such rule; WH412 changed meanwhile; WH422 outside its limits, in the
past, nothing new, or who decided is missing.';

create function org.withdraw_rule(change bigint, reason text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	name text := org.demand_head('改规则');
	taken data.rule;
begin
	select r.* into taken
	from data.rule as r
	join data.rule_kind as k on k.name = r.name
	where r.id = withdraw_rule.change;
	if not found then
		perform org.refuse_unseen();
	end if;
	perform org.claim_rule(taken.name, null);
	if taken.valid_from <= base.today() then
		perform base.refuse('WH409', 'org/rule-in-force', '这一条已经生效，不能撤回。要改，请另写一条，从今天或以后起。');
	end if;
	insert into data.rule_withdrawal (rule, reason, name)
	values (taken.id, withdraw_rule.reason, name)
	on conflict do nothing;
	if not found then
		perform base.refuse('WH409', 'org/rule-withdrawn', '这一条已经撤回。');
	end if;
	perform base.record('org.withdraw_rule', 'rule/' || taken.name, jsonb_build_object('from', taken.valid_from));
	return org.rules();
end $$;
comment on function org.withdraw_rule(bigint, text) is
'Takes back a row that has not begun; it stays readable. Answers org.rules.
Refuses: WH403 not an officer at the top; WH404 no such row; WH409 it is in force, was, or is withdrawn already.';

reset role;
