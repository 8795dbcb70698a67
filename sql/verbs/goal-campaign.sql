-- Campaigns with their phases, and the labels of other campaigns: written by officers at the top of the tree alone.
set role verbs_goal;

create function goal.demand_head(act text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if not base.is_head(array['officer']) then
		perform base.refuse('WH403', 'goal/not-head', format('当前身份不能%s。需要办理，请联系工委经办人。', demand_head.act));
	end if;
	return base.signature(array['officer'], base.held(array['officer']));
end $$;
comment on function goal.demand_head(text) is 'The name under which an officer at the top acts. Refuses: WH403 the caller is none; act: what they can''t do.';

create function goal.campaign_in_force() returns bigint
language sql stable
as $$
	select c.id
	from data.campaign as c
	order by base.today() between c.begins and c.ends desc, c.begins <= base.today() desc, c.begins desc, c.id desc
	limit 1
$$;
comment on function goal.campaign_in_force() is
'The campaign that a list or a form is about when none is named: the running one, else the last that began, else the next; null: none.';

create function goal.campaign_known(campaign bigint) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	if campaign_known.campaign is null then
		return goal.campaign_in_force();
	end if;
	if not exists (select from data.campaign as c where c.id = campaign_known.campaign) then
		perform goal.refuse_unseen();
	end if;
	return campaign_known.campaign;
end $$;
comment on function goal.campaign_known(bigint) is 'The campaign that was asked for, by default the one in force. Refuses: WH404 there is none of this id.';

create function goal.campaign_facts(campaign bigint) returns json
language sql stable
as $$
	select json_build_object('id', c.id, 'name', c.name, 'begins', c.begins, 'ends', c.ends,
		'runs', base.today() between c.begins and c.ends, 'catalogue', c.catalogue,
		'mark', case when s.confirmed_on is null then s.mark end)
	from data.campaign as c
	join data.catalogue as s on s.version = c.catalogue
	where c.id = campaign_facts.campaign
$$;
comment on function goal.campaign_facts(bigint) is
'A campaign as pages name it: {"id", "name", "begins", "ends", "runs", "catalogue", "mark": of a version that nobody has confirmed}.';

create function goal.campaigns() returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return json_build_object(
		'rows', (
			select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'catalogue', c.catalogue, 'catalogue_name', s.name,
				'mark', case when s.confirmed_on is null then s.mark end, 'begins', c.begins, 'ends', c.ends, 'basis', c.basis,
				'made_by', c.made_by, 'runs', base.today() between c.begins and c.ends, 'over', c.ends < base.today(), 'phases', (
					select coalesce(json_agg(json_build_object('number', p.number, 'name', p.name, 'begins', p.begins, 'ends', p.ends,
						'now', base.today() between p.begins and p.ends) order by p.number), '[]')
					from data.phase as p
					where p.campaign = c.id
				)) order by c.begins desc, c.id desc), '[]')
			from data.campaign as c
			join data.catalogue as s on s.version = c.catalogue
		),
		'in_force', goal.campaign_in_force(),
		'labels', (
			select coalesce(json_agg(json_build_object('id', l.id, 'name', l.name, 'closed', l.closed_on) order by l.closed_on nulls first, l.id), '[]')
			from data.label as l
		),
		'catalogues', (
			select coalesce(json_agg(json_build_object('version', s.version, 'name', s.name,
				'mark', case when s.confirmed_on is null then s.mark end) order by s.version desc), '[]')
			from data.catalogue as s
		),
		'may_edit', base.is_head(array['officer']));
end $$;
comment on function goal.campaigns() is
'The campaigns, the newest first, with their phases; the labels of other campaigns; the versions of the standards; and whether the
caller may edit them. Refuses nothing.';

create function goal.read_phases(phases json) returns table (number smallint, name text, begins date, ends date)
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
	if json_typeof(read_phases.phases) <> 'array' then
		raise invalid_parameter_value;
	end if;
	return query
	select r.number::smallint, btrim(r.row ->> 'name'), (r.row ->> 'begins')::date, (r.row ->> 'ends')::date
	from json_array_elements(read_phases.phases) with ordinality as r (row, number);
exception when data_exception then
	perform base.refuse('WH422', 'goal/phases', '阶段要一行一个：名称、开始日期、结束日期。', 'phases');
end $$;
comment on function goal.read_phases(json) is 'Reads [{"name", "begins", "ends"}…]. Refuses with WH422 what is no such list.';

create function goal.put_phases(c data.campaign, phases json) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	wrong text;
begin
	if coalesce(json_typeof(put_phases.phases), 'null') = 'null' then
		return;
	end if;
	select case
			when p.name is null or p.begins is null or p.ends is null then format('第%s个阶段的名称、开始日期和结束日期都要填。', p.number)
			when p.begins < c.begins or p.ends > c.ends then format('“%s”不在活动的日期之内。', p.name)
			when p.begins <= p.before then format('“%s”和前一个阶段的日期重叠。', p.name) end
	into wrong
	from (select r.*, lag(r.ends) over (order by r.number) as before from goal.read_phases(put_phases.phases) as r) as p
	where p.name is null or p.begins is null or p.ends is null or p.begins < c.begins or p.ends > c.ends or p.begins <= p.before
	order by p.number
	limit 1;
	if wrong is not null then
		perform base.refuse('WH422', 'goal/phases', wrong, 'phases');
	end if;
	delete from data.phase as p where p.campaign = c.id;
	insert into data.phase (campaign, number, name, begins, ends)
	select c.id, r.number, r.name, r.begins, r.ends from goal.read_phases(put_phases.phases) as r where r.number <= 12;
end $$;
comment on function goal.put_phases(data.campaign, json) is
'A campaign''s phases, 12 at most, in the place of those that it had; null leaves them. Refuses: WH422 a phase without a name or a day, outside
the campaign, or over the one before it.';

create function goal.refuse_overlap(campaign bigint, begins date, ends date) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	other text;
begin
	select c.name into other
	from data.campaign as c
	where c.id <> refuse_overlap.campaign and c.begins <= refuse_overlap.ends and c.ends >= refuse_overlap.begins
	limit 1;
	if other is not null then
		perform base.refuse('WH409', 'goal/campaigns-overlap', format('和“%s”的日期重叠。别的争创活动请用标签。', other), 'begins');
	end if;
end $$;
comment on function goal.refuse_overlap(bigint, date, date) is
'One campaign at a time: other ones are labels inside it (S42). Refuses: WH409 another campaign has some of these days.';

create function goal.begin_campaign(name text, begins date, ends date, catalogue bigint default null, basis text default null,
	phases json default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	signed text := goal.demand_head('新建年度活动');
	version integer := begin_campaign.catalogue;
	made data.campaign;
begin
	perform pg_advisory_xact_lock(hashtext('wuhao campaign'));
	if version is null then
		select s.version into version from data.catalogue as s order by s.confirmed_on is null, s.version desc limit 1;
	elsif not exists (select from data.catalogue as s where s.version = begin_campaign.catalogue) then
		perform base.refuse('WH422', 'goal/no-catalogue', '没有这一版标准。', 'catalogue');
	end if;
	perform goal.refuse_overlap(0, begin_campaign.begins, begin_campaign.ends);
	insert into data.campaign (name, catalogue, begins, ends, basis, made_by)
	values (begin_campaign.name, version, begin_campaign.begins, begin_campaign.ends, begin_campaign.basis, signed)
	returning * into made;
	perform goal.put_phases(made, begin_campaign.phases);
	perform base.record('goal.begin_campaign', 'campaign/' || made.id, jsonb_build_object('title', made.name, 'catalogue', version));
	return goal.campaigns();
end $$;
comment on function goal.begin_campaign(text, date, date, bigint, text, json) is
'A new campaign under a version of the standards, which stays: by default the newest that is confirmed, and while none is, the newest; that
one''s mark is shown wherever the campaign is. Refuses: WH403 no officer at the top; WH409 the name is taken, or another
campaign has some of the days; WH422 dates, phases, version.';

create function goal.edit_campaign(campaign bigint, name text, begins date, ends date, basis text default null, phases json default null)
returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	edited data.campaign;
begin
	perform goal.demand_head('修改年度活动'), goal.campaign_known(edit_campaign.campaign);
	perform pg_advisory_xact_lock(hashtext('wuhao campaign'));
	perform goal.refuse_overlap(edit_campaign.campaign, edit_campaign.begins, edit_campaign.ends);
	update data.campaign as c
	set name = edit_campaign.name, begins = edit_campaign.begins, ends = edit_campaign.ends, basis = edit_campaign.basis
	where c.id = edit_campaign.campaign
	returning * into edited;
	if edit_campaign.phases is null and exists (
		select from data.phase as p where p.campaign = edited.id and (p.begins < edited.begins or p.ends > edited.ends)
	) then
		perform base.refuse('WH422', 'goal/phases', '有的阶段不在活动的日期之内，请一起改。', 'phases');
	end if;
	perform goal.put_phases(edited, edit_campaign.phases);
	perform base.record('goal.edit_campaign', 'campaign/' || edited.id, jsonb_build_object('title', edited.name));
	return goal.campaigns();
end $$;
comment on function goal.edit_campaign(bigint, text, date, date, text, json) is
'Another name, other days, basis or phases of a campaign (phases null: as they are); the version of its standards stays.
Refuses: WH403 no officer at the top; WH404 no such campaign; WH409 the name is taken, or another campaign has some of the
days; WH422 dates, phases.';

create function goal.add_label(name text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	made bigint;
begin
	perform goal.demand_head('增加争创标签');
	insert into data.label (name) values (add_label.name) returning id into made;
	perform base.record('goal.add_label', 'label/' || made, jsonb_build_object('title', add_label.name));
	return goal.campaigns();
end $$;
comment on function goal.add_label(text) is 'One more label for goals. Refuses: WH403 no officer at the top; WH409 the name is taken.';

create function goal.close_label(label bigint, closed boolean) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform goal.demand_head('停用争创标签');
	update data.label as l
	set closed_on = case when close_label.closed then coalesce(l.closed_on, base.today()) end
	where l.id = close_label.label;
	if not found then
		perform goal.refuse_unseen();
	end if;
	perform base.record(case when close_label.closed then 'goal.close_label' else 'goal.open_label' end, 'label/' || close_label.label);
	return goal.campaigns();
end $$;
comment on function goal.close_label(bigint, boolean) is
'A label that no new goal takes any more, or takes again; the goals that have it keep it. Refuses: WH403 no officer at the top; WH404.';

reset role;
