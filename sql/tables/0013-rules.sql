-- A dated rule that is taken back before its day; choices of a rule that is no figure; confirmed standards stand still.
set role wuhao_tables;

create table data.rule_withdrawal (
	rule bigint primary key references data.rule,
	reason text not null,
	name text not null,
	at timestamptz not null default base.now(),
	constraint rule_withdrawal_has_a_reason check (base.is_line(reason, 200))
);
comment on table data.rule_withdrawal is 'Rows of data.rule that were taken back before their day: from then on they count for nothing. Grows only.';
comment on constraint rule_withdrawal_has_a_reason on data.rule_withdrawal is '撤回的理由没有填，或者超过200字。';
create trigger rule_withdrawal_only_grows before update or delete on data.rule_withdrawal
	for each row execute function base.refuse_change();

alter table data.rule_kind add column choices text[] not null default '{}';
comment on column data.rule_kind.choices is 'what its values from least on are called, where they are no figures; empty: figures';

comment on column data.standard_edit.code is 'the standard; empty: the version as a whole';
create index standard_edit_of_catalogue on data.standard_edit (catalogue, id);
create trigger standard_edit_only_grows before update or delete on data.standard_edit
	for each row execute function base.refuse_change();
create trigger standard_stands_still before insert or update or delete on data.standard
	for each row execute function base.keep_confirmed();
reset role;
