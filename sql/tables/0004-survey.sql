-- Satisfaction rounds as officers make them; what goes out to the ballot and what came back.
set role wuhao_tables;

create table data.stratum (
	stratum text primary key,
	label text not null,
	official_order smallint not null
);
comment on table data.stratum is 'masses 群众, grassroots 基层单位: kept apart everywhere, never summed over.';

create table data.channel (
	channel text primary key,
	label text not null,
	official_order smallint not null,
	note text
);
comment on table data.channel is 'card 凭卡, open 公开二维码: each with its own column, never a sum.';

create table data.template (
	code text primary key,
	stratum text not null references data.stratum,
	label text not null,
	questions jsonb not null
);
comment on table data.template is 'Questionnaires to begin with (words.md 8), in the shape of data.question.';

create table data.round (
	item bigint primary key references data.item,
	period text,
	opens timestamptz,
	closes timestamptz,
	publish_by date,
	publish_where text,
	hotline text,
	approved_by text,
	approved_on date,
	basis text,
	closed_at timestamptz,
	void_reason text,
	constraint round_period_is_a_line check (base.is_line(period, 20)),
	constraint round_publish_where_is_a_line check (base.is_line(publish_where, 60)),
	constraint round_hotline_is_a_line check (base.is_line(hotline, 30)),
	constraint round_approved_by_is_a_line check (base.is_line(approved_by, 60)),
	constraint round_basis_is_a_line check (base.is_line(basis, 200)),
	constraint round_closes_after_it_opens check (closes > opens)
);
comment on table data.round is 'A survey round: hangs on data.item one to one.';
comment on column data.round.basis is '批准依据: the paper that approved it';
comment on column data.round.closed_at is 'when the last answer could count: the hour, or the officer''s click';
comment on constraint round_period_is_a_line on data.round is '时段要写成一行，最多20字。';
comment on constraint round_publish_where_is_a_line on data.round is '公布地点要写成一行，最多60字。';
comment on constraint round_hotline_is_a_line on data.round is '电话要写成一行，最多30字。';
comment on constraint round_approved_by_is_a_line on data.round is '批准人要写成一行，最多60字。';
comment on constraint round_basis_is_a_line on data.round is '批准依据要写成一行，最多200字。';
comment on constraint round_closes_after_it_opens on data.round is '截止时间早于开始时间。';

create table data.round_unit (
	round bigint not null references data.round on delete cascade,
	unit bigint not null references data.unit,
	place smallint not null default 0,
	primary key (round, unit)
);
comment on table data.round_unit is 'The units that are asked about.';
comment on column data.round_unit.place is 'its place among them in official order, as that was when the round was opened: for those too who don''t see the tree';
create index round_of_unit on data.round_unit (unit);

create table data.question (
	round bigint not null references data.round on delete cascade,
	stratum text not null references data.stratum,
	number smallint not null,
	kind text not null,
	text text not null,
	hint text,
	required boolean not null,
	options text[] not null,
	rows text[] not null,
	most smallint,
	longest smallint,
	standards text[] not null,
	primary key (round, stratum, number),
	constraint question_number_is_small check (number between 1 and 30),
	constraint question_kind_is_known check (kind in ('scale', 'single', 'multiple', 'matrix', 'text')),
	constraint question_text_is_a_line check (base.is_line(text, 100)),
	constraint question_hint_is_a_line check (base.is_line(hint, 60)),
	constraint question_has_options check (
		case kind when 'text' then cardinality(options) = 0 when 'multiple' then cardinality(options) between 2 and 15
			else cardinality(options) between 2 and 10 end),
	constraint question_has_rows check (case kind when 'matrix' then cardinality(rows) between 1 and 21 else cardinality(rows) = 0 end),
	constraint question_most_fits check (case kind when 'multiple' then most between 1 and cardinality(options) else most is null end),
	constraint question_longest_fits check (case kind when 'text' then longest between 1 and 500 else longest is null end),
	constraint question_first_is_the_scale check (number <> 1 or (kind = 'scale' and required))
);
comment on table data.question is 'A round''s questions for one stratum. Question 1 is the satisfaction scale and alone makes the 满意率.';
comment on constraint question_number_is_small on data.question is '题目最多30道。';
comment on constraint question_kind_is_known on data.question is '题型只能是满意度、单选、多选、分项或文字。';
comment on constraint question_text_is_a_line on data.question is '题目要写成一行，最多100字。';
comment on constraint question_hint_is_a_line on data.question is '提示要写成一行，最多60字。';
comment on constraint question_has_options on data.question is '选项至少2个，单选最多10个，多选最多15个。';
comment on constraint question_has_rows on data.question is '分项题要有1到21个分项。';
comment on constraint question_most_fits on data.question is '最多选几项要在1和选项个数之间。';
comment on constraint question_longest_fits on data.question is '文字题最多500字。';
comment on constraint question_first_is_the_scale on data.question is '第1题必须是总体满意度，而且必答。';

create table data.mark (
	mark text primary key,
	round bigint not null references data.round,
	channel text not null references data.channel,
	stratum text not null references data.stratum,
	unit bigint references data.unit,
	constraint mark_is_eight_signs check (mark ~ '^[0-9a-hjkmnp-tv-z]{8}$')
);
comment on table data.mark is 'What an address /s/<mark> stands for: round, channel, stratum and, where wanted, the one unit.';
create unique index mark_once on data.mark (round, channel, stratum, coalesce(unit, 0));
comment on index data.mark_once is '这个二维码已经有了。';

create table data.batch (
	id bigint generated always as identity primary key,
	mark text not null references data.mark,
	cards integer not null,
	hands_out text not null,
	self_draw boolean not null,
	made timestamptz not null default base.now(),
	made_by text not null,
	voided timestamptz,
	void_reason text,
	constraint batch_is_of_a_sheet_or_more check (cards between 10 and 1000),
	constraint batch_hands_out_is_a_line check (base.is_line(hands_out, 30))
);
comment on table data.batch is 'A print of cards, made once. Their codes are nowhere; a lost print is voided as a whole.';
comment on column data.batch.self_draw is 'a box filled and sealed by the committee from which people draw themselves';
comment on constraint batch_is_of_a_sheet_or_more on data.batch is '一批10到1000张。';
comment on constraint batch_hands_out_is_a_line on data.batch is '发卡人要写成一行，最多30字。';

create table data.dispatch (
	number bigint generated always as identity primary key,
	round bigint not null references data.round,
	kind text not null,
	body jsonb not null,
	constraint dispatch_kind_is_known check (kind in ('round', 'cards', 'void_batch'))
);
comment on table data.dispatch is 'Messages to the ballot, delivered once each by the keeper, then deleted: the rounds, the cards'' digests, voided batches.';

create table data.progress (
	round bigint not null references data.round,
	stratum text not null references data.stratum,
	channel text not null references data.channel,
	step smallint not null,
	primary key (round, stratum, channel),
	constraint progress_is_a_step check (step between 0 and 3)
);
comment on table data.progress is 'How many answered while open, in steps only: 0, 1–19, 20–49, 50 and more. By round, stratum and channel; never by unit.';

create table data.answer (
	id uuid primary key,
	round bigint not null references data.round,
	unit bigint not null references data.unit,
	stratum text not null references data.stratum,
	channel text not null references data.channel,
	answers smallint[] not null
);
create index answer_of_channel on data.answer (round, stratum, channel);
comment on table data.answer is 'Sealed answers after closing. No card, time, order or text leads here. The keeper alone reads it.';
comment on column data.answer.answers is
'one number a slot (scale, single: 1 to n, 0 none; multiple: a bit mask; matrix: a slot a row; text: no slot), questions in order';

create table data.opinion (
	id uuid primary key,
	round bigint not null references data.round,
	unit bigint not null references data.unit,
	stratum text not null references data.stratum,
	channel text not null references data.channel,
	words text not null,
	shown boolean not null default false
);
create index opinion_of_channel on data.opinion (round, stratum, channel, unit);
comment on table data.opinion is 'Free text, apart from the answers from the first day; phone and identity numbers masked. shown: ten or more of its group.';

create table data.pressure (
	id uuid primary key,
	round bigint not null references data.round,
	stratum text not null references data.stratum,
	channel text not null references data.channel
);
create index pressure_of_channel on data.pressure (round, stratum, channel);
comment on table data.pressure is 'How often 有人要求我这样填 was ticked: by round, stratum and channel only, shown as a step.';

create table data.figure (
	round bigint not null references data.round,
	stratum text not null references data.stratum,
	channel text not null references data.channel,
	unit bigint references data.unit,
	question smallint not null,
	row_number smallint not null,
	shown text not null,
	step smallint,
	rate smallint,
	band smallint,
	shares smallint[],
	constraint figure_shown_is_known check (shown in ('full', 'band', 'few', 'guarded', 'unknown', 'none')),
	constraint figure_tells_no_more_than_it_shows check (shown = 'full' or (rate is null and shares is null)),
	constraint figure_bands_alone_have_a_band check ((shown = 'band') = (band is not null)),
	constraint figure_withheld_has_no_step check ((shown in ('few', 'guarded')) = (step is null))
);
comment on table data.figure is
'The published cells, fixed once at closing by the keeper; what is withheld is not in here. unit null: over all units.';
comment on column data.figure.question is
'the question''s number; 0, with unit null: how many ticked 有人要求我这样填, as a step alone';
comment on column data.figure.row_number is 'the row of a matrix from 1; 0 for all others';
comment on column data.figure.step is '0 none, 1 1–19, 2 20–49, 3 50 and more; null where the cell is withheld';
comment on column data.figure.rate is 'per cent satisfied among those with an opinion, question 1 only';
comment on column data.figure.band is '1 三成以下, 2 三成到七成, 3 七成以上';
comment on column data.figure.shares is
'per cent of those who answered, for each option in order; question 1: of those with an opinion, its five answers';
create unique index figure_once on data.figure (round, stratum, channel, coalesce(unit, 0), question, row_number);
