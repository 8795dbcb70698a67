-- What a unit's posts were held by, ended or not: how long a post is empty is asked of the last one who left it.
set role wuhao_tables;
create index tenure_by_unit on data.tenure (unit, post, until);
-- who is on probation in these units: asked of many units at once, each is found by itself
drop index data.person_on_probation;
create index person_on_probation on data.person (unit, joined_on) where state = 'probationary';
reset role;
