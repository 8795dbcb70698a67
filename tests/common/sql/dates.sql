-- Dates in sentences, on forms and prints: one rule for all, with the year where it isn't this one.
begin;
select plan(7);
update base.clock set demonstration = true, ahead = timestamptz '2026-12-31 23:30+08' - now();
select is(base.day_text('2026-09-30'), '9月30日', 'this year''s');
select is(base.day_text('2027-01-05'), '2027年1月5日', 'next year''s');
select is(base.day_text('2025-12-31'), '2025年12月31日', 'last year''s');
select is(base.day_text(null), null, 'none');
select is(base.hour_text('2026-12-31 09:00+08'), '12月31日09:00', 'an hour');
select is(base.hour_text('2026-12-31 16:30+00'), '2027年1月1日00:30', 'by China''s clock it is next year already');
update base.clock set ahead = timestamptz '2027-01-01 00:30+08' - now();
select is(base.hour_text('2026-12-31 18:00+08'), '2026年12月31日18:00', 'and an hour later this year''s is last year''s');
select * from finish();
rollback;
