-- Evidence as people have it: who uploads, sees, links, ends, changes and withdraws; what is closed keeps what is linked to it; restricted
-- evidence is opened for a purpose, and its unit sees by whom; how much a unit has in use; the same bytes of others stay unknown.
begin;
select plan(104);
select test.build();
update data.account set person = (select p.id from data.person as p where p.name = '试党员乙') where login = 't.member';
select test.make_item('甲一目标', '试甲一支部', 'goal', 'registered'), test.make_item('甲一完成的', '试甲一支部', 'goal', 'confirmed'),
	test.make_item('甲二目标', '试甲二支部', 'goal', 'registered'), test.make_item('机关目标', '试甲机关党委', 'goal', 'registered'),
	test.make_item('乙的目标', '试甲一支部', 'member_goal', 'registered'), test.make_item('甲的目标', '试甲一支部', 'member_goal', 'registered'),
	test.make_item('甲一测评', '试甲一支部');
update data.item set subject = (select p.id from data.person as p where p.name = '试党员乙') where title = '乙的目标';
update data.item set subject = (select p.id from data.person as p where p.name = '试党员甲') where title = '甲的目标';

create function test.as_worker(statement text) returns json
language plpgsql
as $$
declare
	answer json;
begin
	set session authorization wuhao_worker;
	execute statement into answer;
	reset session authorization;
	return answer;
end $$;
create function test.digest(bytes text) returns bytea
language sql
as $$ select sha256(convert_to(bytes, 'UTF8')) $$;
create function test.uploader(unit bigint, target bigint, out at bigint, out subject bigint, out signed text)
language sql security definer
as $$ select u.at, u.subject, u.signed from evidence.uploader(uploader.unit, uploader.target) as u $$;
alter function test.uploader owner to verbs_evidence;
-- Somebody who has entered has sent these bytes, and the worker has kept them.
create function test.upload(name text, bytes text, unit bigint, target text default null, restricted boolean default false) returns bigint
language plpgsql
as $$
declare
	sent bigint;
	who record;
begin
	select * into who from test.uploader(upload.unit, test.item(upload.target));
	insert into data.upload (account, unit, target, subject, signed, name, size, restricted, state, received, expires)
	values (base.account(), who.at, test.item(upload.target), who.subject, who.signed, upload.name, length(upload.bytes), upload.restricted,
		'received', test.digest(upload.bytes), base.now() + interval '1 day')
	returning id into sent;
	return (test.as_worker(format('select evidence.work_kept(%s, %L, %L, %s, %L, 1, %L)', sent, test.digest(upload.bytes),
		test.digest('sm3 ' || upload.bytes), length(upload.bytes), 'image/jpeg', 'ClamAV')) ->> 'evidence')::bigint;
end $$;
create function test.sent() returns bigint
language sql
as $$ select max(u.id) from data.upload as u $$;
create function test.stored(unit text) returns bigint
language sql
as $$ select coalesce((select s.bytes from data.stored as s where s.unit = test.id(stored.unit)), 0) $$;

-- who uploads, where, as whose
select test.enter('t.secretary');
select is((select at from test.uploader(null, null)), test.id('试甲一支部'), 'the caller''s only unit is meant');
select is((select at || signed from test.uploader(null, test.item('甲一目标'))), test.id('试甲一支部') || '试书', 'or the target''s');
select is((select subject from test.uploader(null, test.item('甲的目标'))), (select p.id from data.person as p where p.name = '试党员甲'),
	'a branch enters for its member');
select test.refuses('WH403', $$ select test.uploader(test.id('试工委'), null) $$, 'evidence/not-yours');
select test.refuses('WH404', $$ select test.uploader(test.id('试乙一支部'), null) $$);
select test.refuses('WH404', $$ select test.uploader(null, test.item('甲二目标')) $$);
select test.refuses('WH409', $$ select test.uploader(null, test.item('甲一完成的')) $$, 'evidence/target-kept', '%“已完成”%');
select test.refuses('WH404', $$ select test.uploader(null, test.item('甲一测评')) $$, 'evidence/not-found');
select test.enter('t.member');
select is((select at || ' ' || subject from test.uploader(null, null)),
	(select p.unit || ' ' || p.id from data.person as p where p.name = '试党员乙'), 'a member uploads at the unit of their roster');
select is((select at from test.uploader(null, test.item('乙的目标'))), test.id('试甲一支部'), 'for a goal of their own');
select test.refuses('WH404', $$ select test.uploader(null, test.item('甲一目标')) $$);
select test.refuses('WH403', $$ select test.uploader(test.id('试甲机关党委'), null) $$, 'evidence/not-yours');
select test.enter('t.reviewer');
select test.refuses('WH403', $$ select test.uploader(null, test.item('甲一目标')) $$, 'evidence/not-yours', '%请联系%');
select test.enter('t.inspector');
select test.refuses('WH422', $$ select test.uploader(null, null) $$, 'evidence/no-unit');
select test.enter('t.system');
select test.refuses('WH422', $$ select test.uploader(null, null) $$, 'evidence/no-unit');

-- kept once, linked to what it was sent for, under the name of who sent it
select test.enter('t.secretary');
select isnt(test.upload('走访.jpg', '同样的照片', test.id('试甲一支部'), '甲一目标'), null, 'kept');
select is(test.item('走访.jpg') is not null, true, 'as an item of that name');
select is(evidence.show(test.item('走访.jpg')) -> 'used' -> 0 ->> 'title', '甲一目标', 'and linked');
select is((evidence.show(test.item('走访.jpg')) ->> 'events')::json -> 0 ->> 'name', '试书', 'in the name of who sent it');
select is((evidence.show(test.item('走访.jpg')) ->> 'events')::json -> 0 ->> 'what', '上传', 'who uploaded it');
select is(evidence.show(test.item('走访.jpg')) ->> 'stripped', 'false', 'nothing was taken out');
select is(evidence.of(test.item('甲一目标')) -> 'rows' -> 0 ->> 'name', '走访.jpg', 'it stands with what it was sent for');
select is(evidence.of(test.item('甲一目标')) ->> 'may_add', 'true', 'where more may be added');
select is(evidence.of(test.item('甲一完成的')) ->> 'may_add', 'false', 'not to what is closed');
select is(test.stored('试甲一支部'), 5::bigint, 'its bytes are counted');
select is(test.as_worker(format('select evidence.work_kept(%s, %L, %L, 5, %L, 1)', (select max(u.id) from data.upload as u),
	test.digest('x'), test.digest('x'), 'a')) ->> 'evidence', test.item('走访.jpg')::text, 'told twice it is done once');
select is((select count(*) from data.evidence where name = '走访.jpg'), 1::bigint, 'one piece');

-- who sees it
select test.enter('t.reviewer');
select is(evidence.show(test.item('走访.jpg')) ->> 'verbs', '[]', 'a superior sees it, and changes nothing');
select is(json_array_length(evidence.library(test.id('试甲一支部')) -> 'rows'), 1, 'in the unit''s library');
select test.refuses('WH403', $$ select evidence.edit(test.item('走访.jpg'), 'a.jpg', base.today(), false) $$);
select test.enter('t.second');
select test.refuses('WH404', $$ select evidence.show(test.item('走访.jpg')) $$, 'evidence/not-found');
select test.refuses('WH404', $$ select evidence.library(test.id('试甲一支部')) $$);
select test.refuses('WH404', $$ select evidence.of(test.item('甲一目标')) $$);
select test.refuses('WH404', $$ select evidence.file(test.item('走访.jpg')) $$);
select test.refuses('WH404', $$ select evidence.preview(test.item('走访.jpg'), 1) $$);
select test.refuses('WH404', $$ select evidence.link(test.item('走访.jpg'), test.item('甲二目标')) $$);
select test.enter('t.member');
select test.refuses('WH404', $$ select evidence.show(test.item('走访.jpg')) $$);
select is(json_array_length(evidence.library(test.id('试甲一支部')) -> 'rows'), 0, 'a member sees their own alone');
select test.upload('证书.jpg', '证书', null, '乙的目标');
select is(json_array_length(evidence.library(test.id('试甲一支部')) -> 'rows'), 1, 'which they do');
select is(evidence.show(test.item('证书.jpg')) -> 'used' -> 0 ->> 'may_end', 'true', 'and work on');

-- the same bytes twice: neither learns of the other, and each unit's are counted
select test.enter('t.second');
select isnt(test.upload('也是.jpg', '同样的照片', null, '甲二目标'), null, 'the same bytes are taken as any');
select is((select count(*) from data.blob where digest = test.digest('同样的照片')), 1::bigint, 'and stand in the store once');
select test.visible('data.evidence', 'true', 1, 'verbs_evidence');
select test.visible('data.blob', 'true', 1, 'verbs_evidence');
select is(test.stored('试甲二支部') + test.stored('试甲一支部'), 12::bigint, 'counted for both');

-- used for more, by a superior too; used no longer
select test.enter('t.reviewer');
insert into data.seat (account, role, unit, granted_by) values (test.person('t.reviewer'), 'secretary', test.id('试甲机关党委'), '测试');
select is(json_array_length(evidence.link(test.item('走访.jpg'), test.item('机关目标')) -> 'used'), 2, 'a superior uses it for a goal of its own');
select test.refuses('23505', $$ select evidence.link(test.item('走访.jpg'), test.item('机关目标')) $$);
select test.enter('t.secretary');
select is((select string_agg(coalesce(u ->> 'title', '-') || (u ->> 'may_end'), ' ') from json_array_elements(evidence.show(test.item('走访.jpg')) -> 'used') as u),
	'甲一目标true -true', 'its unit sees that it is used there, not for what');
select test.refuses('WH404', $$ select evidence.link(test.item('走访.jpg'), test.item('甲二目标')) $$);
update data.item set state = 'confirmed' where title = '甲一目标';
select test.refuses('WH409', format('select evidence.end_link(%s, %L)', (select l.id from data.evidence_link as l where l.target = test.item('甲一目标')), '不用了'), 'evidence/kept');
select test.refuses('WH409', $$ select evidence.withdraw(test.item('走访.jpg'), '传错了') $$, 'evidence/kept', '“甲一目标”%');
select test.refuses('WH409', $$ select evidence.edit(test.item('走访.jpg'), 'a.jpg', base.today(), false) $$, 'evidence/kept');
update data.item set state = 'registered' where title = '甲一目标';
select is(json_array_length(evidence.end_link((select l.id from data.evidence_link as l where l.target = test.item('甲一目标')), '换一张') -> 'past'), 1, 'a use is ended');
select is(evidence.show(test.item('走访.jpg')) -> 'past' -> 0 ->> 'reason', '换一张', 'with its reason');
select test.refuses('WH409', format('select evidence.end_link(%s, %L)', (select l.id from data.evidence_link as l where l.target = test.item('甲一目标')), '再'), 'evidence/ended');
select is(json_array_length(evidence.link(test.item('走访.jpg'), test.item('甲一目标')) -> 'used'), 2, 'and begun again');

-- another name
select is(evidence.edit(test.item('走访.jpg'), '走访二.jpg', base.today() - 3, false, '入户') ->> 'note', '入户', 'changed');
select test.refuses('WH422', $$ select evidence.edit(test.item('走访二.jpg'), '走访.pdf', base.today(), false) $$, 'evidence/other-extension');
select test.refuses('WH422', $$ select evidence.edit(test.item('走访二.jpg'), '走访.jpg', base.today() + 1, false) $$, 'evidence/later');
select is(json_array_length(evidence.library(test.id('试甲一支部'), '走访二') -> 'rows'), 1, 'found by its name');
select is(json_array_length(evidence.library(test.id('试甲一支部'), '没有') -> 'rows'), 0, 'or not');

-- restricted: for a purpose, written down, told to its unit
select test.upload('名单.jpg', '名单', null, '甲一目标', true);
select test.enter('t.reviewer');
select test.refuses('WH422', $$ select evidence.file(test.item('名单.jpg')) $$, 'evidence/no-purpose');
select test.refuses('WH422', $$ select evidence.preview(test.item('名单.jpg'), 1) $$, 'evidence/no-purpose');
select is((select count(*) from data.evidence_look where evidence = test.item('名单.jpg')), 0::bigint, 'what was refused was not read');
select is(evidence.file(test.item('名单.jpg'), '核实情况') ->> 'name', '名单.jpg', 'opened for a purpose');
select is(evidence.preview(test.item('名单.jpg'), 1) ->> 'digest', encode(test.digest('名单'), 'hex'), 'which holds for the day');
select test.refuses('WH404', $$ select evidence.preview(test.item('名单.jpg'), 2) $$);
select is((select count(*) from data.audit where action = 'evidence.open' and account = test.person('t.reviewer')), 2::bigint, 'each is written down');
select is(evidence.show(test.item('名单.jpg')) ->> 'looks', null, 'who else looked is not for a superior');
select test.enter('t.secretary');
select is((select string_agg((l ->> 'name') || (l ->> 'purpose'), ' ') from json_array_elements(evidence.show(test.item('名单.jpg')) -> 'looks') as l),
	'试审核实情况', 'but for its unit');

-- withdrawn: its uses end, its bytes count no more, and go a day later when nobody else has the same
select is(evidence.withdraw(test.item('走访二.jpg'), '传错了') ->> 'state', 'withdrawn', 'withdrawn');
select test.refuses('WH409', $$ select evidence.file(test.item('走访二.jpg')) $$, 'evidence/withdrawn');
select is(json_array_length(evidence.show(test.item('走访二.jpg')) -> 'past'), 3, 'all its uses ended with it');
select is(test.stored('试甲一支部'), 4::bigint, 'its bytes count no more');
select is(test.as_worker('select evidence.work_figures()') ->> 'mended', '0', 'counted anew they are the same');

-- refused: with a sentence for who sent it; what was found is for the audit alone
insert into data.upload (account, unit, name, size, state, received, expires)
values (test.person('t.secretary'), test.id('试甲一支部'), '病毒.pdf', 1, 'received', test.digest('病毒'), base.now());
select is(test.as_worker('select evidence.work()') ->> 'name', '病毒.pdf', 'the worker takes what waits');
select is(test.as_worker(format('select evidence.work_waits(%s, $$等$$)', test.sent()))::text, '{}', 'says that it waits');
select is((select u.waits from data.upload as u order by u.id desc limit 1), '等', 'for what');
select is(test.as_worker(format('select evidence.work_refused(%s, $$没有收。$$, $$Eicar$$)', test.sent())) ->> 'refused', 'true', 'and refuses it');
select is((select u.state || u.refused || coalesce(u.waits, '') from data.upload as u order by u.id desc limit 1), 'refused没有收。', 'in words');
select is((select a.detail ->> 'found' from data.audit as a where a.action = 'evidence.infected'), 'Eicar', 'which only the audit knows more of');
select is(test.as_worker(format('select evidence.work_refused(%s, $$x$$)', test.sent())) ->> 'refused', 'false', 'once');
select is(test.as_worker('select evidence.work()')::text, '{}', 'there is no more');

-- what nobody uses goes a day later, unless somebody has sent the same meanwhile
select is(test.as_worker('select evidence.work_unused()')::text, '[]', 'the same bytes are still used elsewhere');
select is((select count(*) from data.blob where idle is not null), 0::bigint, 'so they are not idle');
select test.enter('t.second');
select evidence.withdraw(test.item('也是.jpg'), '不用了');
select is(test.as_worker('select evidence.work_unused()')::text, '[]', 'not at once');
select is((select count(*) from data.blob where idle is not null), 1::bigint, 'but marked');
update data.blob set idle = idle - interval '1 day' where idle is not null;
select is(test.as_worker('select evidence.work_unused()') ->> 0, encode(test.digest('同样的照片'), 'hex'), 'a day later they are to go');
select test.upload('再传.jpg', '同样的照片', null, '甲二目标');
select is(test.as_worker(format('select evidence.work_removed(%L)', test.digest('同样的照片'))) ->> 'removed', 'false', 'who sent the same meanwhile keeps them');
select is((select count(*) from data.blob where idle is not null or removed is not null), 0::bigint, 'as if they had never been idle');
select evidence.withdraw(test.item('再传.jpg'), '不用了');
select test.as_worker('select evidence.work_unused()');
update data.blob set idle = idle - interval '1 day' where idle is not null;
select is(test.as_worker(format('select evidence.work_removed(%L)', test.digest('同样的照片'))) ->> 'removed', 'true', 'gone');
select is(evidence.show(test.item('再传.jpg')) ->> 'sha256', encode(test.digest('同样的照片'), 'hex'), 'the record says what it was');
select is(test.as_worker(format('select evidence.work_strange(array[%L, %L])', encode(test.digest('同样的照片'), 'hex'), encode(test.digest('名单'), 'hex')))::text,
	format('["%s"]', encode(test.digest('同样的照片'), 'hex')), 'a file of these bytes would be strange now');
select is(test.as_worker(format('select evidence.work_over(array[%s])', (select min(id) from data.upload)))::text, format('[%s]', (select min(id) from data.upload)),
	'uploads that are checked leave nothing behind');
update data.stored set bytes = bytes + 1 where unit = test.id('试甲一支部');
select is(test.as_worker('select evidence.work_figures()') ->> 'mended', '1', 'a wrong figure is mended');

-- quotas
select test.enter('t.secretary');
select is(evidence.quota(test.id('试甲一支部')) ->> 'own', 'false', 'the rule''s share');
select is((evidence.quota(test.id('试甲一支部')) ->> 'used')::bigint, test.stored('试甲一支部'), 'and what is used of it');
select test.refuses('WH403', $$ select evidence.set_quota(test.id('试甲一支部'), 5) $$, 'evidence/not-head');
select test.refuses('WH404', $$ select evidence.quota(test.id('试乙一支部')) $$);
select test.refuses('WH404', $$ select evidence.quota(test.id('试工委')) $$);
select test.enter('t.officer');
select is(evidence.set_quota(test.id('试甲一支部'), 5, '试字1号') ->> 'mib', '5', 'an officer at the top gives another');
select is((evidence.quota(test.id('试甲一支部')) ->> 'left')::bigint, 5 * 1048576 - test.stored('试甲一支部'), 'of which so much is left');
select is(evidence.set_quota(test.id('试甲一支部')) ->> 'own', 'false', 'and takes it back');
select test.refuses('23514', $$ select evidence.set_quota(test.id('试甲一支部'), -1) $$);

select * from finish();
rollback;
