-- Addresses and cards.
set role verbs_survey;

create function survey.add_mark(round bigint, channel text, stratum text, unit bigint default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	r data.round;
	faults jsonb := '[]';
begin
	perform flow.move('round', add_mark.round, 'mark');
	select * into strict r from data.round as t where t.item = add_mark.round;
	if r.opens is not null then
		perform survey.refuse_late(r, '增加二维码');
	end if;
	if not exists (select from data.channel as c where c.channel = add_mark.channel) then
		faults := faults || survey.fault('channel', '渠道只能是凭卡或公开二维码。');
	end if;
	if not add_mark.stratum = any (survey.strata(r.item)) then
		faults := faults || survey.fault('stratum', '这次测评没有选这个对象。');
	end if;
	if add_mark.unit is not null
		and not exists (select from data.round_unit as u where u.round = r.item and u.unit = add_mark.unit) then
		faults := faults || survey.fault('unit', '这次测评没有选这个单位。');
	elsif add_mark.channel = 'open' and exists (
		select
		from data.round_unit as u
		join data.unit as n on n.id = u.unit and n.public_name is null
		where u.round = r.item and u.unit = coalesce(add_mark.unit, u.unit)
	) then
		faults := faults || survey.fault('unit', '没有对外名称的单位不能贴公开二维码，请先填对外名称。');
	end if;
	if faults <> '[]' then
		perform base.refuse_fields('survey/mark', faults);
	end if;
	insert into data.mark (mark, round, channel, stratum, unit)
	values (survey.new_mark(), r.item, add_mark.channel, add_mark.stratum, add_mark.unit);
	if r.opens is not null then
		perform survey.tell_box(r.item);
	end if;
	return survey.round(r.item);
end $$;
comment on function survey.add_mark(bigint, text, text, bigint) is
'Makes one more address of a draft or open round; unit null: over all its units. Refuses: WH404; WH403; WH409 wrong state, past
its hour, or there already; WH412; WH422 by field, an open poster for a unit without a public name among them.';

create function survey.judged_name(round bigint, hands_out text) returns text
language sql stable
as $$
	select name.line
	from data.round_unit as u
	join data.unit as n on n.id = u.unit
	cross join lateral unnest(array[n.public_name, n.short_name, n.full_name]) as name (line)
	cross join lateral (
		select regexp_replace(name.line, '[[:space:]　]', '', 'g') as unit,
			regexp_replace(judged_name.hands_out, '[[:space:]　]', '', 'g') as who
	) as plain
	where u.round = judged_name.round and (position(plain.unit in plain.who) > 0 or position(plain.who in plain.unit) > 0)
	order by length(name.line), name.line
	limit 1
$$;
comment on function survey.judged_name(bigint, text) is
'The name of a unit judged that stands in `hands_out`, or in which that stands; null where none does.';

create function survey.add_cards(round bigint, mark text, digests text[], receipts text[], hands_out text,
	box boolean default false) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	r data.round;
	batch bigint;
	judged text;
begin
	perform flow.move('round', add_cards.round, 'cards',
		format('%s张，%s', cardinality(add_cards.digests), add_cards.hands_out));
	select * into strict r from data.round as t where t.item = add_cards.round;
	perform survey.refuse_late(r, '制作卡片');
	if not exists (select from data.mark as m where m.mark = add_cards.mark and m.round = r.item and m.channel = 'card') then
		perform base.refuse('WH422', 'survey/no-card-mark', '这次测评没有这个凭卡地址。', 'mark');
	end if;
	if not coalesce(add_cards.box, false) then
		judged := survey.judged_name(r.item, add_cards.hands_out);
		if judged is not null then
			perform base.refuse('WH422', 'survey/judged-hands-out',
				format('被评单位（%s）不发卡。请由别的单位发，或改用工委封好的自取箱。', judged), 'hands_out');
		end if;
	end if;
	insert into data.batch (mark, cards, hands_out, self_draw, made_by)
	values (add_cards.mark, cardinality(add_cards.digests), add_cards.hands_out, coalesce(add_cards.box, false),
		base.signature(array['officer'], array(select i.unit from data.item as i where i.id = r.item)))
	returning id into batch;
	insert into data.dispatch (round, kind, body)
	select r.item, 'cards', jsonb_build_object('batch', batch, 'mark', add_cards.mark,
		'cards', jsonb_agg(jsonb_build_object('digest', c.digest, 'receipt', c.receipt) order by c.digest))
	from unnest(add_cards.digests, add_cards.receipts) as c (digest, receipt);
	return survey.card_sheet(batch);
end $$;
comment on function survey.add_cards(bigint, text, text[], text[], text, boolean) is
'Enters a print of 10 to 1,000 cards: digests of their codes and, in the same order, of their receipts, hexadecimal. Nothing
here knows a code. hands_out: who hands them out, never a unit judged (any of its names in it, or it in one); box: drawn from
a box that the committee filled and sealed, so any place may be named. Answers with the texts to print.
Refuses: WH404; WH403; WH409 not open or past its hour; WH412; WH422 by field.';

create function survey.minutes(round bigint, stratum text) returns integer
language sql stable
as $$
	select greatest(1, ceil(count(*) / 4.0))::integer
	from data.question as q
	where q.round = minutes.round and q.stratum = minutes.stratum
$$;
comment on function survey.minutes(bigint, text) is 'About how many minutes the questionnaire takes.';

create function survey.safety() returns text
language sql stable
as $$ select format('这里不收钱，不要身份证号和验证码，不用下载。网址以%s开头才是真的。', survey.host()) $$;
comment on function survey.safety() is 'The safety line of everything printed.';

create function survey.card_sheet(batch bigint) returns json
language sql stable
as $$
	select json_build_object('batch', b.id, 'round', m.round, 'mark', m.mark, 'site', base.setting('site'),
		'sheet', json_build_object(
		'office', survey.office(i.unit), 'title', i.title, 'stratum_label', s.label, 'count', b.cards, 'hands_out', b.hands_out,
		'box', b.self_draw,
		'card', json_build_object(
			'title', '意见卡',
			'until', format('一张卡说一次，%s前有效', base.hour_text(r.closes)),
			'how', format('手机扫码，或打开%s/s/输入：', survey.host()),
			'note', '请自己抽一张，不用登记，不要拍照给别人。'),
		'who', case when b.self_draw then format('自取箱：%s（由工委封好，当场打乱）', b.hands_out)
			else format('发卡人：%s（被评单位不发卡、不代填、不看填）', b.hands_out) end,
		'steps', json_build_array('1.当场打乱', '2.请群众自己抽', '3.不记谁领了卡', '4.剩下的卡封好交回，写明张数')))
	from data.batch as b
	join data.mark as m on m.mark = b.mark
	join data.item as i on i.id = m.round
	join data.round as r on r.item = i.id
	join data.stratum as s on s.stratum = m.stratum
	where b.id = card_sheet.batch
$$;
comment on function survey.card_sheet(bigint) is
'What is printed with a batch beside the codes: the card''s words and the sheet for who hands out.';

create function survey.void_batch(batch bigint, note text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	round bigint;
begin
	select m.round into round
	from data.batch as b
	join data.mark as m on m.mark = b.mark
	where b.id = void_batch.batch;
	if not found then
		perform survey.refuse_unseen();
	end if;
	-- the round's lock: what another voided meanwhile is seen below
	perform flow.move('round', round, 'void_batch', void_batch.note);
	update data.batch as b
	set voided = base.now(), void_reason = btrim(void_batch.note)
	where b.id = void_batch.batch and b.voided is null;
	if not found then
		perform base.refuse('WH409', 'survey/voided-already', '这批卡已经作废。');
	end if;
	insert into data.dispatch (round, kind, body)
	values (round, 'void_batch', jsonb_build_object('batch', void_batch.batch));
	return survey.round(round);
end $$;
comment on function survey.void_batch(bigint, text) is
'Voids a print of cards as a whole, for one that was lost: its unused cards count no more, what was answered stays. Refuses:
WH404; WH403; WH409 the round isn''t open, or the batch is void; WH412; WH422 no reason.';

create function survey.mark(mark text) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
	answer json;
begin
	select json_build_object('mark', m.mark, 'round', m.round, 'channel', m.channel, 'stratum', m.stratum, 'stratum_label', s.label,
		'unit', m.unit, 'public_name', n.public_name, 'below', n.short_name, 'state', i.state,
		'address', '/s/' || m.mark, 'url', coalesce(base.setting('site'), '') || '/s/' || m.mark,
		'title', case when n.id is null then '这几个单位办事怎么样？请您说一说'
			else format('%s办事怎么样？请您说一说', coalesce(n.public_name, n.short_name)) end,
		'how', format('手机扫码，%s分钟，不用登记', survey.minutes(m.round, m.stratum)),
		'until', base.hour_text(r.closes) || '前', 'office_line', '主办：' || survey.office(i.unit), 'phone_line', '电话：' || r.hotline,
		'safety', survey.safety(), 'office', survey.office(i.unit), 'phone', r.hotline)
	into answer
	from data.mark as m
	join data.item as i on i.id = m.round
	join data.round as r on r.item = m.round
	join data.stratum as s on s.stratum = m.stratum
	left join data.unit as n on n.id = m.unit
	where m.mark = mark.mark;
	if not found then
		perform survey.refuse_unseen();
	end if;
	return answer;
end $$;
comment on function survey.mark(text) is
'What a poster of this address says. Refuses: WH404 not in the caller''s sight.';

reset role;
