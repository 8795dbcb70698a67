-- The door: who calls is known by a live session's token alone, and a reading transaction writes nothing.
begin;
select plan(18);
select test.build();

select test.enter(null);
select is(base.account(), null, 'without a token nobody calls');
select is(base.seats(), '{}', 'and nobody has no seats');

select test.enter('t.officer');
select is(base.account(), test.person('t.officer'), 'a token is its session''s account');
select is(base.seats(), array[test.id('试工委')], 'with the seats of today');
select is(current_setting('wuhao.verb'), 'test.enter', 'the verb''s name is known to the transaction');

select test.refuses('WH401', $$ select session.enter(repeat('0', 64), 'v', null, null, null, false) $$, 'session/signed-out');
select test.refuses('WH401', $$ select session.enter('nothing like a token', 'v', null, null, null, false) $$, 'session/signed-out');
select test.refuses('WH401', format($$ select session.enter(%L, 'v', null, null, null, false) $$, upper(test.token('t.officer'))));

-- it lives on, but is written once a minute at most, and never beyond its absolute end
update data.session set idle_until = base.now() + interval '5 minutes', until = base.now() + interval '2 hours'
where account = test.person('t.officer');
select test.enter('t.officer');
select is((select idle_until from data.session where account = test.person('t.officer')), base.now() + interval '60 minutes',
	'a request lets the session live on');
update data.session set idle_until = base.now() + interval '59 minutes 30 seconds' where account = test.person('t.officer');
select test.enter('t.officer');
select is((select idle_until from data.session where account = test.person('t.officer')), base.now() + interval '59 minutes 30 seconds',
	'which is not written for each request');
update data.session set idle_until = base.now() + interval '1 minute', until = base.now() + interval '10 minutes'
where account = test.person('t.officer');
select test.enter('t.officer');
select is((select idle_until from data.session where account = test.person('t.officer')), base.now() + interval '10 minutes',
	'and never beyond the hour at which it ends anyway');

update data.session set idle_until = base.now() where account = test.person('t.officer');
select test.refuses('WH401', $$ select test.enter('t.officer') $$, 'session/signed-out');
update data.session set idle_until = base.now() + interval '1 hour', until = base.now() where account = test.person('t.officer');
select test.refuses('WH401', $$ select test.enter('t.officer') $$, 'session/signed-out');
update data.session set until = base.now() + interval '2 hours' where account = test.person('t.officer');
update data.account set disabled_on = base.today() where login = 't.officer';
select test.refuses('WH401', $$ select test.enter('t.officer') $$, 'session/disabled', '%不能登录%');

-- a seat counts on its days only
update data.seat set valid_until = base.today() - 1, valid_from = base.today() - 9 where account = test.person('t.reviewer');
select test.enter('t.reviewer');
select is(base.seats(), '{}', 'a seat that ended yesterday is none');
update data.seat set valid_until = base.today() where account = test.person('t.reviewer');
select is(base.seats(), array[test.id('试甲机关党委')], 'one that ends today still counts');

-- what writes a whole sheet may take its time
select session.enter(test.token('t.reviewer'), 'org.import_apply', null, null, null, false);
select is(current_setting('statement_timeout'), '110s', 'an import may take longer than a click');

select session.enter(test.token('t.reviewer'), 'v', null, null, null, true);
select test.refuses('25006', $$ insert into data.setting (name, value, note) values ('t', 't', 't') $$);
select * from finish();
rollback;
