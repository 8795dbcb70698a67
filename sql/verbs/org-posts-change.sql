-- Posts and terms as they change: appointed, ended, elected, prolonged by the superior's reply; who answers for what (S20).
set role verbs_org;

create function org.lock_posts(unit bigint) returns void
language sql volatile
as $$ select pg_advisory_xact_lock('data.tenure'::regclass::oid::integer, hashint8(lock_posts.unit)) $$;
comment on function org.lock_posts(bigint) is 'One change of a unit''s posts at a time, until the transaction ends.';

create function org.check_holder(u data.unit, post text, person bigint, field text) returns data.person
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	p data.person;
	o data.post;
begin
	select * into o from data.post as t where t.post = check_holder.post;
	if not found then
		perform base.refuse('WH422', 'org/no-such-post', '没有这个职务。', check_holder.field);
	end if;
	if o.post <> all (org.posts_of(u.kind, (select f.full_members from org.full_members(array[u.id]) as f))) then
		perform base.refuse('WH409', 'org/no-such-post-here', case when u.kind = 'branch' and o.post = 'committee_member'
			then format('正式党员不足%s人的党支部不设支部委员会，只设书记、副书记。', base.rule('committee_from'))
			else format('这一类单位不设%s。', o.label) end);
	end if;
	select t.* into p
	from data.person as t
	join data.scope as s on s.unit = t.unit
	where t.id = check_holder.person and s.superior = org.pool(u);
	if not found then
		perform base.refuse('WH422', 'org/not-here', '没有找到这名党员，或者不在本单位和下级的名册里。', check_holder.field);
	end if;
	if p.state <> 'full' and (o.elected or p.state <> 'probationary') then
		perform base.refuse('WH422', 'org/not-full', format('%s现在是“%s”，只有正式党员能当选%s。', p.name, org.state_label(p.state), o.label),
			check_holder.field);
	end if;
	return p;
end $$;
comment on function org.check_holder(data.unit, text, bigint, text) is
'The member, if they may hold this post here. Refuses: WH409 a unit of this kind and size has no such post; WH422 no such post or
member in its pool, or not a full member.';

create function org.note_duty(p data.person, unit bigint, day date, note text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.career (person, kind, happened_on, unit, note, account, name)
	values (p.id, 'duty', note_duty.day, note_duty.unit, note_duty.note, base.account(), org.sign(note_duty.unit));
end $$;
comment on function org.note_duty(data.person, bigint, date, text) is 'Writes a change of posts to the member''s history.';

create function org.post_name(post text, title text) returns text
language sql stable
as $$ select o.label || coalesce('（' || post_name.title || '）', '') from data.post as o where o.post = post_name.post $$;
comment on function org.post_name(text, text) is '委员（组织委员）.';

create function org.appoint(unit bigint, post text, person bigint, since date, title text default null, trained_on date default null)
returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit := org.keeper_of(appoint.unit, '登记这个单位的职务');
	p data.person := org.check_holder(u, appoint.post, appoint.person, 'person');
begin
	perform org.refuse_later(appoint.since, 'since');
	perform org.refuse_later(appoint.trained_on, 'trained_on');
	perform org.lock_posts(u.id);
	if exists (
		select
		from data.tenure as t
		join data.post as o on o.post = t.post
		where t.unit = u.id and t.post = appoint.post and not o.several and t.until is null
	) then
		perform base.refuse('WH409', 'org/post-held', format('%s现在有人担任，请先登记离任。', (select o.label from data.post as o where o.post = appoint.post)));
	end if;
	insert into data.tenure (unit, post, person, title, since, trained_on)
	values (u.id, appoint.post, p.id, appoint.title, appoint.since, appoint.trained_on);
	perform org.note_duty(p, u.id, appoint.since, format('任%s%s', u.short_name, org.post_name(appoint.post, appoint.title)));
	perform base.record('org.appoint', 'unit/' || u.id, jsonb_build_object('post', appoint.post, 'person', p.id, 'since', appoint.since));
	return org.posts(u.id);
end $$;
comment on function org.appoint(bigint, text, bigint, date, text, date) is
'A member takes a post between elections (补选、任命). title: 分工. Refuses: as org.keeper_of and org.check_holder; WH409 the post is held,
by this member or, where one alone may hold it, by another; WH422 a day that is yet to come.';

create function org.kept_tenure(tenure bigint, action text) returns data.tenure
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	t data.tenure;
begin
	select * into t from data.tenure as r where r.id = kept_tenure.tenure;
	if not found then
		perform org.refuse_unseen();
	end if;
	perform org.keeper_of(t.unit, kept_tenure.action);
	perform org.lock_posts(t.unit);
	select * into t from data.tenure as r where r.id = kept_tenure.tenure;
	if t.until is not null then
		perform base.refuse('WH409', 'org/tenure-over', format('这个职务%s已经离任。', base.day_text(t.until)));
	end if;
	return t;
end $$;
comment on function org.kept_tenure(bigint, text) is
'A tenure in force, for a caller who keeps its unit. Refuses: WH404 not in sight; WH403 not the keeper; WH409 over.';

create function org.end_tenure(tenure bigint, until date, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	t data.tenure := org.kept_tenure(end_tenure.tenure, '登记这个单位的职务');
	p data.person;
begin
	perform org.refuse_later(end_tenure.until, 'until');
	if end_tenure.until < t.since then
		perform base.refuse('WH422', 'org/until-before-since', format('离任日期早于任职日期（%s）。', base.day_text(t.since)), 'until');
	end if;
	update data.tenure as r set until = end_tenure.until where r.id = t.id;
	select * into p from data.person as r where r.id = t.person;
	if found then
		perform org.note_duty(p, t.unit, end_tenure.until, left(format('不再任%s%s%s', (select u.short_name from data.unit as u where u.id = t.unit),
			org.post_name(t.post, t.title), coalesce('（' || end_tenure.note || '）', '')), 200));
	end if;
	perform base.record('org.end_tenure', 'unit/' || t.unit, jsonb_build_object('post', t.post, 'person', t.person, 'until', end_tenure.until));
	return org.posts(t.unit);
end $$;
comment on function org.end_tenure(bigint, date, text) is
'A member leaves a post: it is empty from this day. Refuses: as org.kept_tenure; WH422 a day before it began or yet to come.';

create function org.mend_tenure(tenure bigint, since date, title text default null, trained_on date default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	t data.tenure := org.kept_tenure(mend_tenure.tenure, '登记这个单位的职务');
begin
	perform org.refuse_later(mend_tenure.since, 'since');
	perform org.refuse_later(mend_tenure.trained_on, 'trained_on');
	update data.tenure as r
	set since = mend_tenure.since, title = mend_tenure.title, trained_on = mend_tenure.trained_on
	where r.id = t.id;
	perform base.record('org.mend_tenure', 'unit/' || t.unit, jsonb_build_object('tenure', t.id, 'since', mend_tenure.since,
		'title', mend_tenure.title, 'trained_on', mend_tenure.trained_on));
	return org.posts(t.unit);
end $$;
comment on function org.mend_tenure(bigint, date, text, date) is
'Corrects since when, 分工 and the last training of a tenure in force. Refuses: as org.kept_tenure; WH422 a day that is yet to come.';

-- ---- elections ---------------------------------------------------------------------------------------------------------

create function org.elected_rows(elected json) returns table (post text, person bigint, title text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	row json;
begin
	if coalesce(json_typeof(elected_rows.elected), '') <> 'array' then
		perform base.refuse('WH422', 'org/no-elected', '当选名单没有填。', 'elected');
	end if;
	if json_array_length(elected_rows.elected) not between 1 and 50 then
		perform base.refuse('WH422', 'org/no-elected', '当选名单没有填。', 'elected');
	end if;
	for row in select * from json_array_elements(elected_rows.elected) loop
		if json_typeof(row) <> 'object' or coalesce(row ->> 'post', '') not in ('secretary', 'deputy', 'committee_member')
			or coalesce(row ->> 'person', '') !~ '^[1-9][0-9]{0,15}$' or not base.is_line(nullif(row ->> 'title', ''), 30) then
			perform base.refuse('WH422', 'org/elected-unclear', '当选名单没有看懂：每个人要有职务（书记、副书记、委员），分工最多30字。', 'elected');
		end if;
	end loop;
	return query
	select r ->> 'post', (r ->> 'person')::bigint, nullif(r ->> 'title', '')
	from json_array_elements(elected_rows.elected) as r;
end $$;
comment on function org.elected_rows(json) is
'Who was elected to what: [{"post", "person", "title"}]. Refuses with WH422 what isn''t such a list.';

create function org.check_on_time(t data.term, day date) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
	days constant integer := coalesce(base.rule('term_on_time_days', check_on_time.day), 30);
begin
	if check_on_time.day <= t.begun_on then
		perform base.refuse('WH422', 'org/before-term', format('选举日期要晚于本届开始的%s。', base.day_text(t.begun_on)), 'begun_on');
	end if;
	if abs(check_on_time.day - t.due_on) > days then
		perform base.refuse('WH409', 'org/not-on-time', format('本届%s届满，%s选举%s%s天。提前或者延后换届，要先登记上级批复。', base.day_text(t.due_on),
			base.day_text(check_on_time.day), case when check_on_time.day < t.due_on then '提前' else '延后' end, abs(check_on_time.day - t.due_on)));
	end if;
end $$;
comment on function org.check_on_time(data.term, date) is
'Refuses with WH409 an election earlier or later than the due day by more than the rule''s days: that takes the superior''s reply first.';

create function org.elect(unit bigint, begun_on date, elected json default null, basis text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit := org.keeper_of(elect.unit, '登记这个单位的换届');
	years constant integer := base.rule('term_years_' || u.kind, elect.begun_on);
	old data.term;
	e record;
	p data.person;
begin
	if years is null then
		perform base.refuse('WH409', 'org/no-terms', case u.kind when 'party_group' then '党组（党委）由上级任命，没有换届。'
			else '这一类单位没有任期，不用换届。' end);
	end if;
	perform org.refuse_later(elect.begun_on, 'begun_on');
	perform org.lock_posts(u.id);
	select * into old from data.term as t where t.unit = u.id and t.ended_on is null;
	if found then
		perform org.check_on_time(old, elect.begun_on);
	end if;
	if (select count(*) from org.elected_rows(elect.elected) as r where r.post = 'secretary') <> 1 then
		perform base.refuse('WH422', 'org/one-secretary', '当选名单里要有一名书记。', 'elected');
	end if;
	if (select count(*) <> count(distinct r.person) from org.elected_rows(elect.elected) as r) then
		perform base.refuse('WH422', 'org/elected-twice', '当选名单里同一个人写了两次。', 'elected');
	end if;
	update data.term as t set ended_on = elect.begun_on where t.id = old.id;
	update data.tenure as t
	set until = greatest(t.since, elect.begun_on)
	where t.unit = u.id and t.until is null and exists (select from data.post as o where o.post = t.post and o.elected);
	insert into data.term (unit, begun_on, due_on, basis)
	values (u.id, elect.begun_on, (elect.begun_on + make_interval(years => years))::date, elect.basis);
	for e in select * from org.elected_rows(elect.elected) loop
		p := org.check_holder(u, e.post, e.person, 'elected');
		insert into data.tenure (unit, post, person, title, since) values (u.id, e.post, p.id, e.title, elect.begun_on);
		perform org.note_duty(p, u.id, elect.begun_on, format('当选%s%s', u.short_name, org.post_name(e.post, e.title)));
	end loop;
	perform base.record('org.elect', 'unit/' || u.id, jsonb_build_object('begun_on', elect.begun_on,
		'elected', (select count(*) from org.elected_rows(elect.elected))));
	return org.posts(u.id);
end $$;
comment on function org.elect(bigint, date, json, text) is
'换届: ends the term and the elected posts, begins the new term with those who were elected, due after the years that the rule of that
day gives the kind. Refuses: as org.keeper_of and org.check_holder; WH409 a kind without terms, or earlier or later than the due day
without a reply; WH422 a list that isn''t one, without a secretary or with somebody twice, a day that is yet to come.';

create function org.reply(unit bigint, number text, replied_on date, due_on date) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	u data.unit := org.keeper_of(reply.unit, '登记这个单位的换届批复');
	t data.term;
	first_due date;
	most constant integer := coalesce(base.rule('term_shift_months', reply.replied_on), 12);
begin
	perform org.refuse_later(reply.replied_on, 'replied_on');
	perform org.lock_posts(u.id);
	select * into t from data.term as r where r.unit = u.id and r.ended_on is null;
	if not found then
		perform base.refuse('WH409', 'org/no-term', '还没有登记任期，先登记这一届。');
	end if;
	first_due := coalesce((select r.was_due_on from data.term_reply as r where r.term = t.id order by r.id limit 1), t.due_on);
	if reply.due_on <= t.begun_on then
		perform base.refuse('WH422', 'org/before-term', format('新的换届日期要晚于本届开始的%s。', base.day_text(t.begun_on)), 'due_on');
	end if;
	if reply.due_on not between (first_due - make_interval(months => most))::date and (first_due + make_interval(months => most))::date then
		perform base.refuse('WH422', 'org/shifted-too-far', format('提前或者延后最多%s个月，原定%s届满。', most, base.day_text(first_due)), 'due_on');
	end if;
	if reply.due_on = t.due_on then
		perform base.refuse('WH422', 'org/nothing-changed', '新的换届日期和现在的一样。', 'due_on');
	end if;
	insert into data.term_reply (term, number, replied_on, due_on, was_due_on, name)
	values (t.id, reply.number, reply.replied_on, reply.due_on, t.due_on, org.sign(u.id));
	update data.term as r set due_on = reply.due_on where r.id = t.id;
	perform base.record('org.reply', 'unit/' || u.id, jsonb_build_object('number', reply.number, 'due_on', reply.due_on, 'was', t.due_on));
	return org.posts(u.id);
end $$;
comment on function org.reply(bigint, text, date, date) is
'The superior''s reply (批复) that moves the election: its number, its date, the new day, at most the rule''s months from the first one.
Refuses: as org.keeper_of; WH409 no term; WH422 too far, before the term, no change, a reply of a day to come.';

reset role;
