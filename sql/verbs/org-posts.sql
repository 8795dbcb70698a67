-- Posts and terms as they are read: who holds what, what is empty since when, when the term is over. All of it is derived from the
-- dates of data.tenure and data.term and the rules of their day.
set role verbs_org;

create function org.vacancy_label(post text) returns text
language sql immutable
as $$
	select case vacancy_label.post when 'secretary' then '书记' when 'committee' then '班子成员' when 'group_leader' then '组长'
		when 'full_time' then '专职党务干部' end
$$;
comment on function org.vacancy_label(text) is 'What is empty, in words.';

create function org.full_members(units bigint[]) returns table (unit bigint, full_members integer)
language sql stable
as $$
	select s.superior, sum(r.full_members)::integer
	from unnest(full_members.units) as a (unit)
	join data.scope as s on s.superior = a.unit
	join data.roster as r on r.unit = s.unit
	group by s.superior
$$;
comment on function org.full_members(bigint[]) is
'Full members of each of these units and of what is below: of a branch, its groups among them, it decides whether it has a committee.';

create function org.needs(units bigint[], kinds text[]) returns table (unit bigint, post text, needed integer)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	from_size constant numeric := base.rule('committee_from');
	committee constant jsonb := jsonb_build_object('agency_committee', base.rule('committee_least_agency_committee'),
		'general_branch', base.rule('committee_least_general_branch'), 'branch', base.rule('committee_least_branch'));
	workers constant integer := base.rule('full_time_least_agency_committee');
begin
	return query
	with area as materialized (
		select a.unit, a.kind from unnest(needs.units, needs.kinds) as a (unit, kind)
	), size as materialized (
		select f.unit, f.full_members from org.full_members(array(select a.unit from area as a where a.kind = 'branch')) as f
	)
	select a.unit, n.post, n.needed
	from area as a
	left join size as z on z.unit = a.unit
	cross join lateral (values
		('secretary', case when a.kind in ('agency_committee', 'general_branch', 'branch') then 1 end),
		('committee', case when a.kind <> 'branch' or z.full_members >= from_size then (committee ->> a.kind)::integer end),
		('group_leader', case a.kind when 'group' then 1 end),
		('full_time', case a.kind when 'agency_committee' then workers end)
	) as n (post, needed)
	where n.needed > 0;
end $$;
comment on function org.needs(bigint[], text[]) is
'What units of these kinds must have, by kind and size: the secretary, a committee of at least so many with its secretary, party
workers; a group its leader.';

create function org.vacant(tops bigint[], deepest integer default 32767)
returns table (unit bigint, post text, missing integer, since date)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	units bigint[];
	kinds text[];
begin
	select array_agg(b.unit), array_agg(b.kind) into units, kinds from base.units_below(vacant.tops, vacant.deepest) as b;
	return query
	with held as materialized (
		select t.unit, p.post, count(distinct t.person) filter (where t.until is null)::integer as holders, max(t.until) as last_left
		from unnest(units) as a (unit)
		join data.tenure as t on t.unit = a.unit
		join (values ('secretary', 'secretary'), ('secretary', 'committee'), ('deputy', 'committee'), ('committee_member', 'committee'),
			('group_leader', 'group_leader'), ('full_time', 'full_time')) as p (tenure, post) on p.tenure = t.post
		group by t.unit, p.post
	)
	select n.unit, n.post, n.needed - coalesce(h.holders, 0), h.last_left
	from org.needs(units, kinds) as n
	left join held as h on h.unit = n.unit and h.post = n.post
	where n.needed > coalesce(h.holders, 0);
end $$;
comment on function org.vacant(bigint[], integer) is
'Posts that must be filled and are not, in these units and below, down to so many steps: how many are missing, and since when; null
where nobody ever held it.';

create function org.vacancy_text(since date, today date default base.today()) returns text
language sql immutable
as $$ select '空缺' || coalesce((vacancy_text.today - vacancy_text.since) || '天', '') $$;
comment on function org.vacancy_text(date, date) is '空缺12天; 空缺 alone where nobody ever held it.';

create function org.term_light(due date, today date default base.today(),
	warns integer default coalesce(base.rule('term_reminder_months'), 6)::integer) returns jsonb
language plpgsql stable
as $$
declare
	months integer := extract(year from age(due, today)) * 12 + extract(month from age(due, today));
begin
	return case
		when due is null then jsonb_build_object('light', 'tentative', 'light_text', '没有登记任期')
		when due < today then jsonb_build_object('light', 'late', 'light_text', format('届满%s天', today - due))
		when due = today then jsonb_build_object('light', 'soon', 'light_text', '今天届满')
		when due > today + make_interval(months => warns) then
			jsonb_build_object('light', 'ok', 'light_text', base.day_text(due) || '届满')
		when months < 1 then jsonb_build_object('light', 'soon', 'light_text', format('%s天后届满', due - today))
		else jsonb_build_object('light', 'soon', 'light_text', format('%s个月后届满', months)) end;
end $$;
comment on function org.term_light(date, date, integer) is
'The light of a term: {"light": ok|soon|late|tentative, "light_text"} (words.md 5). today, warns: asked once by who asks for many.';

create function org.holders(unit bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('tenure', t.id, 'post', t.post, 'label', o.label, 'elected', o.elected,
			'person', t.person, 'name', p.name, 'title', t.title, 'since', t.since, 'trained', t.trained_on)
			order by o.official_order, t.id), '[]')
		from data.tenure as t
		join data.post as o on o.post = t.post
		left join data.person as p on p.id = t.person
		where t.unit = holders.unit and t.until is null
	);
end $$;
comment on function org.holders(bigint) is 'Who holds which post of a unit today, in the order of posts.';

create function org.vacancies(unit bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('post', v.post, 'label', org.vacancy_label(v.post), 'missing', v.missing, 'since', v.since,
			'light', 'late', 'light_text', org.vacancy_text(v.since)) order by v.post = 'secretary' desc, v.post), '[]')
		from org.vacant(array[vacancies.unit], 0) as v
	);
end $$;
comment on function org.vacancies(bigint) is 'What is empty in a unit, each with its red light.';

create function org.term_of(unit bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select jsonb_build_object('id', t.id, 'begun', t.begun_on, 'due', t.due_on, 'basis', t.basis,
			'replies', (
				select coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'on', r.replied_on, 'was', r.was_due_on, 'due', r.due_on,
					'name', r.name) order by r.id), '[]')
				from data.term_reply as r
				where r.term = t.id
			)) || org.term_light(t.due_on)
		from data.term as t
		where t.unit = term_of.unit and t.ended_on is null
	);
end $$;
comment on function org.term_of(bigint) is 'The term in force with its light and the superior''s replies; null: none is registered.';

create function org.has_terms(kind text) returns boolean
language sql stable
as $$ select base.rule('term_years_' || has_terms.kind) is not null $$;
comment on function org.has_terms(text) is 'Whether units of this kind are elected for a term.';

create function org.posts_of(kind text, full_members integer) returns text[]
language sql stable
as $$
	select case
		when posts_of.kind = 'group' then array['group_leader']
		when posts_of.kind = 'branch' and coalesce(posts_of.full_members, 0) < base.rule('committee_from')
			then array['secretary', 'deputy', 'full_time', 'part_time']
		else array['secretary', 'deputy', 'committee_member', 'full_time', 'part_time'] end
$$;
comment on function org.posts_of(text, integer) is 'The posts that a unit of this kind and size may have.';

create function org.standing(unit bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit;
	due date := (select t.due_on from data.term as t where t.unit = standing.unit and t.ended_on is null);
	holders integer := (select count(*) from data.tenure as t where t.unit = standing.unit and t.until is null);
	faults text[];
begin
	select t.* into u from data.unit as t join data.kind as k on k.kind = t.kind where t.id = standing.unit and k.has_standards;
	if not found then
		return null;
	end if;
	faults := array(
		select format('%s缺%s人（%s）', org.vacancy_label(v.post), v.missing, org.vacancy_text(v.since))
		from org.vacant(array[u.id], 0) as v
		order by v.post = 'secretary' desc, v.post
	) || case when due is null then array['没有登记任期'] when due < base.today()
		then array[format('任期%s届满，还没有换届', base.day_text(due))] else array[]::text[] end
	|| array(
		select format('%s没有写明分工', p.name)
		from data.tenure as t
		join data.person as p on p.id = t.person
		where t.unit = u.id and t.until is null and t.post = 'committee_member' and t.title is null
		order by t.id
	);
	return jsonb_build_object('code', 'B1.2', 'met', case when holders = 0 and due is null then null else faults = '{}' end,
		'sentence', case
			when holders = 0 and due is null then '还没有登记职务和任期，看不出来。'
			when faults = '{}' then format('班子健全，分工明确，党务干部配齐，任期到%s。', base.day_text(due))
			else array_to_string(faults, '；') || '。' end);
end $$;
comment on function org.standing(bigint) is
'Whether standard B1.2 (班子健全、分工明确，配齐党务干部，按期换届，缺额及时补选) holds today, from what is registered: {"code", "met",
"sentence"}; met null where nothing is. Null for a kind without these standards.';

create function org.posts(unit bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit;
begin
	select * into u from data.unit as t where t.id = posts.unit;
	if not found then
		perform org.refuse_unseen();
	end if;
	if not org.is_below_seat(u.id) then
		return json_build_object('seen', false);
	end if;
	return json_build_object('seen', true, 'unit', u.id, 'kind', u.kind, 'has_terms', org.has_terms(u.kind),
		'years', base.rule('term_years_' || u.kind), 'holders', org.holders(u.id), 'vacancies', org.vacancies(u.id),
		'term', org.term_of(u.id), 'standing', org.standing(u.id), 'responsible', org.responsible(u.id), 'today', base.today(),
		'posts', (
			select json_agg(json_build_object('post', o.post, 'label', o.label, 'elected', o.elected, 'several', o.several)
				order by o.official_order)
			from data.post as o
			where o.post = any (org.posts_of(u.kind, (select f.full_members from org.full_members(array[u.id]) as f)))
		),
		'may_change', org.keeps(u.id) and coalesce(u.closed_on, 'infinity') > base.today());
end $$;
comment on function org.posts(bigint) is
'The posts and the term of a unit, what is empty, who is responsible for what (S20), and what standard B1.2 says of it; for who
works on the unit, for others {"seen": false}. Refuses: WH404 not in the caller''s sight.';

create function org.candidates(unit bigint, q text) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit := org.keeper_of(candidates.unit, '选任这个单位的职务');
begin
	return json_build_object('rows', (
		select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'unit_name', c.short_name, 'state_label',
			org.state_label(c.state), 'number', c.number) order by c.near desc, c.name collate "zh-x-icu", c.id), '[]')
		from (
			select p.id, p.name, n.short_name, p.state, p.number, p.unit = u.id as near
			from data.scope as s
			join data.person as p on p.unit = s.unit
			join data.unit as n on n.id = p.unit
			where s.superior = org.pool(u) and p.state in ('full', 'probationary') and strpos(p.name, candidates.q) > 0
			order by p.unit = u.id desc, p.id
			limit 20
		) as c
	));
end $$;
comment on function org.candidates(bigint, text) is
'Members who may hold a post in a unit, by a piece of their name, at most 20: its own and those below it; of a 党组, those of the
whole department. Refuses: WH404 not in sight; WH403 not its keeper; WH409 dissolved.';

create function org.pool(u data.unit) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return case when u.kind in ('party_group', 'group')
		then coalesce((select s.superior from data.scope as s where s.unit = u.id and s.depth = 1), u.id) else u.id end;
end $$;
comment on function org.pool(data.unit) is 'The unit in whose subtree who holds its posts is a member: itself; of a 党组 or a 党小组 its superior.';

reset role;
