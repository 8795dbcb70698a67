-- Opening evidence: what of it is read, and of restricted evidence by whom and for what.
set role verbs_evidence;

create function evidence.purposes() returns text[]
language sql immutable
as $$ select array['审核目标', '核实情况', '检查考评', '整理材料'] $$;
comment on function evidence.purposes() is 'What restricted evidence is opened for, to choose from; another may be written instead.';

create function evidence.purpose_said(evidence bigint) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select l.purpose
		from data.evidence_look as l
		where l.evidence = purpose_said.evidence and l.account = base.account() and (l.at at time zone 'Asia/Shanghai')::date = base.today()
		order by l.id desc
		limit 1
	);
end $$;
comment on function evidence.purpose_said(bigint) is 'For what the caller has opened this restricted evidence today; null: they have not said.';

create function evidence.looks(evidence bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'purpose', t.purpose, 'at', base.time_text(t.at)) order by t.id desc), '[]')
		from (select * from data.evidence_look as l where l.evidence = looks.evidence order by l.id desc limit 200) as t
	);
end $$;
comment on function evidence.looks(bigint) is 'Who opened restricted evidence, for what, the last 200, newest first.';

create function evidence.note_look(head data.item, purpose text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
	insert into data.evidence_look (evidence, account, name, purpose)
	select head.id, a.id, coalesce(base.signature(array['officer', 'reviewer', 'secretary', 'inspector'], array[head.unit]), a.name),
		note_look.purpose
	from data.account as a
	where a.id = base.account();
	perform base.record('evidence.open', 'evidence/' || head.id, jsonb_build_object('purpose', note_look.purpose));
end $$;
comment on function evidence.note_look(data.item, text) is 'Writes down who opens restricted evidence, for what.';

create function evidence.look(evidence bigint, purpose text) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	s record;
begin
	s := evidence.seen(look.evidence);
	if (s.e).restricted then
		perform evidence.note_look(s.head, look.purpose);
	end if;
	return json_build_object('id', (s.head).id);
end $$;
comment on function evidence.look(bigint, text) is
'Says for what restricted evidence is opened: until the end of the day it may be read without saying again. Refuses: WH404 not in sight.';

create function evidence.opened(evidence bigint, purpose text, again boolean, out e data.evidence, out b data.blob)
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
	s record;
	said text;
begin
	s := evidence.seen(opened.evidence);
	if (s.head).state <> 'kept' then
		perform base.refuse('WH409', 'evidence/withdrawn', format('“%s”已经撤下，不能再打开。', (s.e).name));
	end if;
	if (s.e).restricted then
		said := evidence.purpose_said((s.head).id);
		if coalesce(opened.purpose, said) is null then
			perform base.refuse('WH422', 'evidence/no-purpose', '这份材料限制查看，请先写明用途。', 'purpose');
		end if;
		if opened.again or said is distinct from coalesce(opened.purpose, said) then
			perform evidence.note_look(s.head, coalesce(opened.purpose, said));
		else
			perform base.record('evidence.open', 'evidence/' || (s.head).id, jsonb_build_object('purpose', said));
		end if;
	end if;
	e := s.e;
	select t.* into strict b from data.blob as t where t.digest = e.blob;
end $$;
comment on function evidence.opened(bigint, text, boolean) is
'What the caller is about to read. Of restricted evidence it is written down, in the audit each time, among its looks when the purpose is
another than the one said today, or always (again).
Refuses: WH404 not in sight; WH409 withdrawn; WH422 restricted, and nothing said for what.';

create function evidence.file(evidence bigint, purpose text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	o record;
begin
	o := evidence.opened(file.evidence, file.purpose, true);
	return json_build_object('digest', encode((o.b).digest, 'hex'), 'name', (o.e).name, 'size', (o.b).size, 'type', (o.b).type);
end $$;
comment on function evidence.file(bigint, text) is
'The file that the caller is about to read: its digest in hexadecimal, by which the store has it, what it is called, its type.
Refuses: WH404 not in sight; WH409 withdrawn; WH422 restricted, and nothing said for what.';

create function evidence.preview(evidence bigint, number bigint, purpose text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	o record;
begin
	o := evidence.opened(preview.evidence, preview.purpose, false);
	if preview.number > (o.b).previews then
		perform evidence.refuse_unseen();
	end if;
	return json_build_object('digest', encode((o.b).digest, 'hex'), 'number', preview.number);
end $$;
comment on function evidence.preview(bigint, bigint, text) is
'The picture of a page that the caller is about to see, from 1 on: its digest in hexadecimal and number, by which the store has it.
Refuses: WH404 not in sight, or no such page; WH409 withdrawn; WH422 restricted, and nothing said for what.';

reset role;
