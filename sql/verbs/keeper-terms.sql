-- The clockwork tells each unit once that its term will be over, the rule's months before.
set role verbs_keeper;

create function keeper.remind_terms() returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	until constant date := base.today() + make_interval(months => coalesce(base.rule('term_reminder_months'), 6)::integer);
	told integer;
begin
	with due as (
		select t.id, t.unit, t.due_on
		from data.term as t
		where t.ended_on is null and t.due_on <= until
			and not exists (select from data.outbox as o where o.key = format('term/%s/%s', t.id, t.due_on))
		order by t.due_on, t.id
		limit 500
	)
	insert into data.outbox (key, kind, unit, body)
	select format('term/%s/%s', d.id, d.due_on), 'term', d.unit, jsonb_build_object('term', d.id, 'due_on', d.due_on)
	from due as d
	on conflict do nothing;
	get diagnostics told = row_count;
	return json_build_object('told', told);
end $$;
comment on function keeper.remind_terms() is
'Puts a notice to each unit whose term will be over within the rule''s months, once for each due day; 500 at most, so that it is
called again while {"told"} is more than 0.';

reset role;
