-- One step of an item: who may, from which state, with which note, in which version; what is written down.
begin;
select plan(40);
select test.build();

-- a machine of the test's own: a branch submits, its agency committee accepts or returns, the clockwork seals
insert into data.state (workflow, state, label) values ('trial', 'draft', '草稿'), ('trial', 'sent', '待审核'), ('trial', 'done', '已备案');
insert into data.verb (workflow, verb, label, sure, official_order, forward) values
	('trial', 'submit', '提交审核', '现在提交吗？', 1, true), ('trial', 'edit', '修改', null, 2, false),
	('trial', 'accept', '审核通过', null, 3, true), ('trial', 'return', '退回修改', null, 4, false),
	('trial', 'comment', '批注', null, 5, false), ('trial', 'seal', '封存', null, 9, false);
insert into data.step (workflow, verb, from_state, to_state, role, reach, note) values
	('trial', 'submit', 'draft', 'sent', 'secretary', 'unit', 'none'),
	('trial', 'edit', 'draft', 'draft', 'secretary', 'unit', 'may'),
	('trial', 'accept', 'sent', 'done', 'reviewer', 'above', 'may'),
	('trial', 'return', 'sent', 'draft', 'reviewer', 'above', 'must'),
	('trial', 'comment', 'sent', 'sent', 'secretary', 'unit', 'may'),
	('trial', 'comment', 'sent', 'sent', 'reviewer', 'over', 'must'),
	('trial', 'seal', 'done', 'done', 'keeper', 'system', 'none');

-- beginning one
select test.enter('t.secretary');
select test.refuses('WH403', $$ select flow.open_item('trial', test.id('试甲二支部'), 'draft', '别人的', null, 'create') $$, 'flow/no-right');
select test.refuses('WH422', $$ select flow.open_item('trial', test.id('试甲一支部'), 'draft', '', null, 'create') $$, 'flow/no-title');
select ok(flow.open_item('trial', test.id('试甲一支部'), 'draft', '一件事', base.now() + interval '3 days', 'create') > 0, 'a branch begins an item');
select is((select array[i.unit, i.superior, i.version] from data.item as i where i.title = '一件事'),
	array[test.id('试甲一支部'), test.id('试甲机关党委'), 1], 'at its unit, below the superior of the day, in version 1');
select is((select array[e.verb, e.from_state, e.to_state, e.name] from data.event as e where e.item = test.item('一件事')),
	array['create', null, 'draft', '试书'], 'its history begins');
select is(flow.events(test.item('一件事')) -> 0 ->> 'what', '新建', 'in words');
select test.enter('t.member');
select test.refuses('WH403', $$ select flow.open_item('trial', test.id('试甲一支部'), 'draft', '抢先', null, 'create') $$, 'flow/no-right',
	'当前身份是“党员”，不能新建。需要办理，请联系%审核人%。');

-- what is open to whom
select test.enter('t.secretary');
select is(flow.verbs(test.item('一件事')), '[{"verb": "submit", "label": "提交审核", "sure": "现在提交吗？", "note": "none", "primary": true},
	{"verb": "edit", "label": "修改", "sure": null, "note": "may", "primary": false}]'::jsonb, 'the buttons are the steps open to the caller, in their order');
select ok(flow.may(test.item('一件事'), 'submit'), 'the secretary of the unit may submit');
select ok(not flow.may(test.item('一件事'), 'accept'), 'but not accept');
select test.enter('t.reviewer');
select is(flow.verbs(test.item('一件事')), '[]'::jsonb, 'the reviewer above has no button yet');
select test.refuses('WH403', $$ select flow.move('trial', test.item('一件事'), 'submit') $$, 'flow/no-right',
	'当前身份是“审核人”，不能提交审核。需要办理，请联系支部书记。');
select test.refuses('WH409', $$ select flow.move('trial', test.item('一件事'), 'accept') $$, 'flow/not-open',
	'这一件现在是“草稿”，不能审核通过。');

-- moving
select test.enter('t.secretary');
select test.refuses('WH404', $$ select flow.move('other', test.item('一件事'), 'submit') $$, 'flow/not-found');
select test.refuses('WH404', $$ select flow.move('trial', -1, 'submit') $$, 'flow/not-found');
select lives_ok($$ select flow.move('trial', test.item('一件事'), 'edit', '改了日期') $$, 'an edit stays in its state');
select is((select array[i.state, i.version::text] from data.item as i where i.title = '一件事'), array['draft', '2'], 'and counts the version up');
select lives_ok($$ select flow.move('trial', test.item('一件事'), 'submit', '不要的说明') $$, 'a step is taken');
select is((select array[i.state, i.version::text] from data.item as i where i.title = '一件事'), array['sent', '3'], 'state and version follow');
select is((select e.note from data.event as e where e.item = test.item('一件事') order by e.id desc limit 1), null, 'a note that the step doesn''t take is not kept');
select is(flow.events(test.item('一件事')) -> 1 ->> 'note', '改了日期', 'one that it takes is');
select test.refuses('WH409', $$ select flow.move('trial', test.item('一件事'), 'submit') $$, 'flow/not-open', '这一件现在是“待审核”，不能提交审核。可以：批注。');
select is((select array[a.action, a.subject, a.account::text] from data.audit as a order by a.id desc limit 1),
	array['trial.submit', 'trial/' || test.item('一件事'), test.person('t.secretary')::text], 'the audit says who did what to what');

-- the version that was seen
select test.enter('t.reviewer', '2');
select test.refuses('WH412', $$ select flow.move('trial', test.item('一件事'), 'accept') $$, 'flow/changed-meanwhile',
	'试书在%月%日%改了状态。您写的还在，请对照后再保存。');
select test.enter('t.reviewer', '3');
select test.refuses('WH422', $$ select flow.move('trial', test.item('一件事'), 'return', '  ') $$, 'flow/no-note', '说明没有填。');
select is((test.run($$ select flow.move('trial', test.item('一件事'), 'return') $$)).field, 'note', 'the missing note names its field');
select test.refuses('23514', format($$ select flow.move('trial', test.item('一件事'), 'return', %L) $$, repeat('长', 501)));
select lives_ok($$ select flow.move('trial', test.item('一件事'), 'return', '缺附件') $$, 'the version that is current passes');
select is(current_setting('wuhao.version'), '', 'and is used up: the request''s next change is its own');
select test.enter('t.secretary', '4');
select lives_ok($$ select flow.move('trial', test.item('一件事'), 'edit') $$, 'the next one saw version 4');
select test.enter('t.secretary', '4');
select test.refuses('WH412', $$ select flow.move('trial', test.item('一件事'), 'submit') $$, 'flow/changed-meanwhile', '试书在%改了内容。%');
select test.enter('t.secretary');
select flow.move('trial', test.item('一件事'), 'submit');

-- of two roles' steps the one that asks less
select test.enter('t.reviewer');
select is((select v ->> 'note' from jsonb_array_elements(flow.verbs(test.item('一件事'))) as v where v ->> 'verb' = 'comment'), 'must', 'a reviewer must say why');
insert into data.seat (account, role, unit, granted_by) values (test.person('t.reviewer'), 'secretary', test.id('试甲一支部'), '测试');
select is((select v ->> 'note' from jsonb_array_elements(flow.verbs(test.item('一件事'))) as v where v ->> 'verb' = 'comment'), 'may', 'unless the other seat asks less');
-- "above" is not "at": a reviewer at the branch itself accepts nothing of it
update data.seat set unit = test.id('试甲一支部') where account = test.person('t.reviewer') and role = 'reviewer';
select ok(not flow.may(test.item('一件事'), 'accept'), 'above means above the unit');
update data.seat set unit = test.id('试甲机关党委') where account = test.person('t.reviewer') and role = 'reviewer';
select flow.move('trial', test.item('一件事'), 'accept');

-- the clockwork
select test.refuses('WH403', $$ select flow.move('trial', test.item('一件事'), 'seal') $$, 'flow/no-right');
select test.enter(null);
select test.refuses('WH404', $$ select flow.move('trial', test.item('一件事'), 'seal') $$, 'flow/not-found');
grant usage on schema flow, test, data to wuhao_keeper;
grant execute on function flow.move(text, bigint, text, text) to wuhao_keeper;
select set_config('test.item', test.item('一件事')::text, true);
set session authorization wuhao_keeper;
do $$ begin perform flow.move('trial', current_setting('test.item')::bigint, 'seal'); end $$;
reset session authorization;
select is((select array[e.verb, e.name, e.account::text] from data.event as e where e.item = test.item('一件事') order by e.id desc limit 1),
	array['seal', '系统', null], 'the clockwork moves by its log-in, and history calls it 系统');

select test.refuses('WH409', $$ update data.event set note = 'anders' where item = test.item('一件事') $$, 'audit/insert-only');
select test.refuses('WH409', $$ delete from data.event where item = test.item('一件事') $$, 'audit/insert-only');
select test.refuses('WH409', $$ delete from data.audit $$, 'audit/insert-only');
select * from finish();
rollback;
