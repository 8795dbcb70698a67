-- Members' histories, who looked at them, posts, terms, who answers for what.
set role wuhao_tables;

alter table data.person
	add column number text constraint person_number_is_taken unique,
	add column full_on date,
	add column since date not null default base.today(),
	add column identity_cipher bytea,
	add column identity_digest bytea constraint person_identity_is_taken unique,
	drop constraint person_state_is_known;
alter table data.person
	add constraint person_state_is_known check (state in ('probationary', 'full', 'stopped', 'left', 'expelled', 'died')),
	add constraint person_number_is_a_line check (base.is_line(number, 30)),
	add constraint person_identity_is_whole check ((identity_cipher is null) = (identity_digest is null)),
	add constraint person_full_after_joined check (full_on >= joined_on);
comment on column data.person.number is '内部编号: what a roster sheet is matched by';
comment on column data.person.joined_on is '入党日期: the day of admission as a probationary member';
comment on column data.person.full_on is '转正日期';
comment on column data.person.since is 'in this unit since';
comment on column data.person.identity_cipher is 'identity number, AES-256-GCM under a key that is not in the database; null unless that rule is on';
comment on column data.person.identity_digest is 'HMAC-SHA256 of the same under another key, to find it exactly';
comment on column data.person.state is
'probationary 预备党员, full 正式党员, stopped 停止党籍 (may be restored), left 组织关系转出, expelled 出党, died 去世; the first two stand in the roster, full alone counts and votes';
comment on constraint person_state_is_known on data.person is '党员状态只能是预备党员、正式党员、停止党籍、已转出、出党或去世。';
comment on constraint person_number_is_taken on data.person is '这个内部编号已经有了。';
comment on constraint person_identity_is_taken on data.person is '这个身份证号已经登记过。';
comment on constraint person_number_is_a_line on data.person is '内部编号要写成一行，最多30字。';
comment on constraint person_full_after_joined on data.person is '转正日期早于入党日期。';

create index person_on_probation on data.person (joined_on) where state = 'probationary';

create table data.roster (
	unit bigint primary key references data.unit,
	full_members integer not null default 0,
	probationary integer not null default 0
);
comment on table data.roster is 'How many members each unit has itself; kept by the trigger of data.person, rebuilt to the same figures.';
reset role;
insert into data.roster (unit, full_members, probationary)
select u.id, count(*) filter (where p.state = 'full'), count(*) filter (where p.state = 'probationary')
from data.unit as u
left join data.person as p on p.unit = u.id
group by u.id;
set role wuhao_tables;

create table data.career (
	id bigint generated always as identity primary key,
	person bigint not null references data.person,
	kind text not null,
	happened_on date not null,
	unit bigint references data.unit,
	other bigint references data.unit,
	note text,
	from_state text,
	to_state text,
	account bigint references data.account,
	name text not null,
	at timestamptz not null default base.now(),
	constraint career_kind_is_known check (kind in ('admitted', 'full', 'entered', 'moved', 'left', 'stopped', 'restored', 'expelled', 'died', 'duty', 'mended')),
	constraint career_note_is_a_line check (base.is_line(note, 200))
);
comment on table data.career is
'What happened to a member, when, by whose entry: admitted 接收为预备党员, full 转正, entered 登记, moved 转接组织关系 (unit → other), left
转出, stopped 停止党籍, restored 恢复党籍, expelled 出党, died 去世, duty 职务变动, mended 更正登记. Grows only.';
comment on column data.career.from_state is 'the member''s state before, where this changed it: what a restoration leads back to';
comment on constraint career_note_is_a_line on data.career is '说明要写成一行，最多200字。';
create index career_of_person on data.career (person, happened_on);
create trigger career_only_grows before update or delete on data.career for each row execute function base.refuse_change();

create table data.transfer (
	item bigint primary key references data.item,
	person bigint not null references data.person,
	unit_name text not null,
	other_name text not null,
	reason text,
	constraint transfer_reason_is_a_line check (base.is_line(reason, 200))
);
comment on column data.transfer.unit_name is 'what the units were called when it was asked for: the other side need not be in sight';
comment on table data.transfer is
'转接组织关系: hangs on data.item one to one; the item''s unit hands the member over, its other unit takes them in.';
create index transfer_of_person on data.transfer (person);

create table data.look (
	id bigint generated always as identity primary key,
	person bigint not null references data.person,
	at timestamptz not null default base.now(),
	account bigint references data.account,
	name text not null,
	role text not null,
	purpose text not null,
	constraint look_purpose_is_a_line check (base.is_line(purpose, 60))
);
comment on table data.look is 'Who opened a member''s record, as what, for what: shown to that member (the mirror). Grows only.';
create index look_of_person on data.look (person, id);
create trigger look_only_grows before update or delete on data.look for each row execute function base.refuse_change();

create table data.post (
	post text primary key,
	label text not null,
	official_order smallint not null,
	elected boolean not null,
	several boolean not null
);
comment on table data.post is 'Posts of a unit (words.md 1). elected: it ends with the term; several: more than one may hold it.';

create table data.term (
	id bigint generated always as identity primary key,
	unit bigint not null references data.unit,
	begun_on date not null,
	due_on date not null,
	ended_on date,
	basis text,
	constraint term_is_due_after_it_begins check (due_on > begun_on),
	constraint term_ends_after_it_begins check (ended_on >= begun_on),
	constraint term_basis_is_a_line check (base.is_line(basis, 200))
);
comment on table data.term is 'A term of office (届): begun by an election, due after the years that the rule of that day gives its kind of unit.';
comment on column data.term.due_on is '届满: begun_on plus the rule''s years, or the day that the superior''s reply names';
create unique index term_in_force on data.term (unit) where ended_on is null;
comment on index data.term_in_force is '上一届还没有结束。';
create index term_by_due on data.term (due_on) where ended_on is null;

create table data.term_reply (
	id bigint generated always as identity primary key,
	term bigint not null references data.term,
	number text not null,
	replied_on date not null,
	due_on date not null,
	was_due_on date not null,
	name text not null,
	at timestamptz not null default base.now(),
	constraint term_reply_number_is_a_line check (base.is_line(number, 60))
);
comment on table data.term_reply is 'The superior''s reply that allows an election earlier or later: its number, its date, the new day. Each stays; term.due_on is the last one''s.';
comment on constraint term_reply_number_is_a_line on data.term_reply is '批复文号没有填，或者超过60字。';
create index reply_of_term on data.term_reply (term, id);

create table data.tenure (
	id bigint generated always as identity primary key,
	unit bigint not null references data.unit,
	post text not null references data.post,
	person bigint not null references data.person,
	title text,
	since date not null,
	until date,
	trained_on date,
	constraint tenure_title_is_a_line check (base.is_line(title, 30)),
	constraint tenure_ends_after_it_begins check (until >= since)
);
comment on table data.tenure is 'Who holds which post from when until when. A post that nobody holds is empty since the last one''s `until`.';
comment on column data.tenure.title is '分工, such as 组织委员';
comment on column data.tenure.trained_on is 'the last training as a party worker; null: none known';
comment on constraint tenure_title_is_a_line on data.tenure is '分工要写成一行，最多30字。';
comment on constraint tenure_ends_after_it_begins on data.tenure is '离任日期早于任职日期。';
create index tenure_of_unit on data.tenure (unit, post) where until is null;
create index tenure_of_person on data.tenure (person);
create unique index tenure_once on data.tenure (unit, post, person) where until is null;
comment on index data.tenure_once is '这个人已经担任这个职务。';

create table data.responsibility (
	id bigint generated always as identity primary key,
	unit bigint not null references data.unit,
	duty text not null,
	holder_name text,
	person bigint references data.person,
	holder_unit bigint references data.unit,
	since date not null default base.today(),
	until date,
	constraint responsibility_is_known check (duty in ('first', 'direct', 'carrying_out', 'supporting')),
	constraint responsibility_has_a_holder check (case when duty in ('first', 'direct') then holder_unit is null
		and num_nonnulls(holder_name, person) = 1 else holder_unit is not null and num_nonnulls(holder_name, person) = 0 end),
	constraint responsibility_name_is_a_line check (base.is_line(holder_name, 30)),
	constraint responsibility_ends_after_it_begins check (until >= since)
);
comment on table data.responsibility is
'Who answers for a unit (S20): first 第一责任人（书记）, direct 分管领导: a member or, where not in a roster, a name;
carrying_out 抓落实的机关党组织, supporting 配合部门: a unit.';
create unique index responsibility_once on data.responsibility (unit, duty, coalesce(holder_unit, 0)) where until is null;
comment on index data.responsibility_once is '这一项已经登记了。';
create index responsibility_of_unit on data.responsibility (unit) where until is null;
create index responsibility_of_holder on data.responsibility (holder_unit) where until is null;
create trigger count_person after insert or update of unit, state or delete on data.person
	for each row execute function base.count_person();
create trigger note_person after insert or update of name, number, unit, state or delete on data.person
	for each row execute function base.note_search('person');
reset role;
insert into data.search_due (what, id) select 'person', p.id from data.person as p;
