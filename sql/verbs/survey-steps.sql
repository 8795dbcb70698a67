-- Opening a round and what follows, and how the ballot learns of it (data.dispatch).
set role verbs_survey;

create function survey.new_mark() returns text
language plpgsql volatile
as $$
declare
	bytes bytea;
	made text;
begin
	loop
		bytes := sha256(decode(replace(gen_random_uuid()::text, '-', ''), 'hex'));
		select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', (get_byte(bytes, n) & 31) + 1, 1), '') into made
		from generate_series(0, 7) as n;
		exit when not exists (select from data.mark as m where m.mark = made);
	end loop;
	return made;
end $$;
comment on function survey.new_mark() is
'A mark that no round of the caller''s sight has: 8 signs of Crockford''s base 32, 40 random bits. No secret.';

create function survey.tell_box(round bigint) returns void
language sql volatile
as $$
	insert into data.dispatch (round, kind, body)
	select i.id, 'round', jsonb_build_object('round', i.id, 'title', i.title, 'office', survey.office(i.unit), 'period', r.period,
		'host', survey.host(), 'opens', r.opens, 'closes', coalesce(r.closed_at, r.closes), 'publish_by', r.publish_by,
		'publish_where', r.publish_where, 'hotline', r.hotline, 'least', survey.least(i.id),
		'grace', coalesce(base.rule('seal_grace_seconds'), 30), 'voided', i.state = 'void', 'void_reason', r.void_reason,
		'units', (
			select jsonb_agg(jsonb_build_object('unit', n.id, 'official_order', n.place,
				'public_name', coalesce(n.public_name, n.short_name),
				'below', case when n.public_name is null then n.full_name else n.short_name end) order by n.place)
			from (
				select n.*, u.place
				from data.round_unit as u
				join data.unit as n on n.id = u.unit
				where u.round = i.id
			) as n
		),
		'questions', (
			select jsonb_object_agg(s.stratum, survey.questions(i.id, s.stratum))
			from unnest(survey.strata(i.id)) as s (stratum)
		),
		'marks', (
			select jsonb_agg(jsonb_build_object('mark', m.mark, 'channel', m.channel, 'stratum', m.stratum, 'unit', m.unit)
				order by m.mark)
			from data.mark as m
			where m.round = i.id
		))
	from data.item as i
	join data.round as r on r.item = i.id
	where i.id = tell_box.round
$$;
comment on function survey.tell_box(bigint) is
'Writes the message by which the ballot learns how the round now stands, whole; the keeper delivers it. grace: seconds from
the hour to the last sealing.';

create function survey.open(round bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	missing jsonb;
begin
	perform flow.move('round', open.round, 'open');
	missing := survey.lacks(open.round);
	if missing <> '[]' then
		perform base.refuse_fields('survey/incomplete', missing);
	end if;
	perform survey.put_in_order(open.round);
	update data.round as r set opens = base.now() where r.item = open.round;
	update data.item as i
	set due = r.closes
	from data.round as r
	where i.id = open.round and r.item = i.id;
	insert into data.mark (mark, round, channel, stratum, unit)
	select survey.new_mark(), open.round, 'card', s.stratum,
		(select min(u.unit) from data.round_unit as u where u.round = open.round having count(*) = 1)
	from unnest(survey.strata(open.round)) as s (stratum)
	on conflict do nothing;
	insert into data.mark (mark, round, channel, stratum, unit)
	select survey.new_mark(), open.round, 'open', 'masses', u.unit
	from data.round_unit as u
	join data.unit as n on n.id = u.unit and n.public_name is not null
	where u.round = open.round and 'masses' = any (survey.strata(open.round))
	on conflict do nothing;
	perform survey.tell_box(open.round);
	return survey.round(open.round);
end $$;
comment on function survey.open(bigint) is
'Opens a draft at once: fixes its questions and units, makes an address for the cards of each stratum (all units; the unit
where there is only one) and, for the masses, one open address for each unit that has a public name. Refuses: WH404; WH403;
WH409; WH412; WH422 with everything that is missing, by its field.';

create function survey.extend(round bigint, closes timestamptz, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	r data.round;
begin
	select * into r from data.round as t where t.item = extend.round;
	perform flow.move('round', extend.round, 'extend',
		concat_ws('。', format('原定%s，现定%s', base.hour_text(r.closes), base.hour_text(extend.closes)), extend.note));
	select * into r from data.round as t where t.item = extend.round;
	perform survey.refuse_late(r, '延长截止时间');
	if extend.closes <= r.closes then
		perform base.refuse('WH422', 'survey/not-later', '新的截止时间要晚于原来的截止时间。', 'closes');
	elsif (extend.closes at time zone 'Asia/Shanghai')::date > r.publish_by then
		perform base.refuse('WH422', 'survey/after-publication', format('截止日期晚于公布日期（%s）。', base.day_text(r.publish_by)), 'closes');
	end if;
	update data.round as t set closes = extend.closes where t.item = extend.round;
	update data.item as i set due = extend.closes where i.id = extend.round;
	perform survey.tell_box(extend.round);
	return survey.round(extend.round);
end $$;
comment on function survey.extend(bigint, timestamptz, text) is
'Moves the closing hour of an open round to a later one, not after the day of publication. Refuses: WH404; WH403; WH409 not
open, or past its hour; WH412; WH422 not later.';

create function survey.close(round bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	r data.round;
begin
	perform flow.move('round', close.round, 'close', close.note);
	select * into r from data.round as t where t.item = close.round;
	perform survey.refuse_late(r, '提前截止');
	update data.round as t set closed_at = base.now() where t.item = close.round;
	update data.item as i set due = base.now() where i.id = close.round;
	perform survey.tell_box(close.round);
	return survey.round(close.round);
end $$;
comment on function survey.close(bigint, text) is
'Closes an open round before its hour. No answer counts any more; the keeper seals the last ones and then the round is closed.
Refuses: WH404; WH403; WH409 not open, or closed already; WH412.';

create function survey.publish(round bigint) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform flow.move('round', publish.round, 'publish');
	update data.item as i set due = null where i.id = publish.round;
	return survey.round(publish.round);
end $$;
comment on function survey.publish(bigint) is
'Makes the result of a closed round public: the units judged and everybody else see it. Refuses: WH404; WH403; WH409; WH412.';

create function survey.void(round bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	was_open boolean := exists (select from data.round as r where r.item = void.round and r.opens is not null);
begin
	perform flow.move('round', void.round, 'void', void.note);
	update data.round as r set void_reason = btrim(void.note) where r.item = void.round;
	update data.item as i set due = null where i.id = void.round;
	if was_open then
		perform survey.tell_box(void.round);
	end if;
	return survey.round(void.round);
end $$;
comment on function survey.void(bigint, text) is
'Ends a round for good before it is published: what was answered is used no more, the reason is public. Refuses: WH404; WH403;
WH409; WH412; WH422 no reason.';

reset role;
