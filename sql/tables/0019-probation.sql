-- 延长预备期, and members who go from one group of their branch to another: what their rows and histories say of it.
set role wuhao_tables;

alter table data.person add column probation_until date,
	add constraint person_probation_after_joined check (probation_until > joined_on);
comment on column data.person.probation_until is
'延长预备期: the last day of a probation that was prolonged; null: it is as long as the rule of the day of admission says';
comment on constraint person_probation_after_joined on data.person is '预备期延长到的日期早于入党日期。';

alter table data.career drop constraint career_kind_is_known,
	add constraint career_kind_is_known check (kind in ('admitted', 'full', 'entered', 'moved', 'left', 'stopped', 'restored', 'expelled',
		'died', 'duty', 'mended', 'extended', 'regrouped'));
comment on table data.career is
'What happened to a member, when, by whose entry: admitted 接收为预备党员, extended 延长预备期, full 转正, entered 登记, moved 转接组织关系
(unit → other), regrouped 调整党小组 (unit → other, of one branch), left 转出, stopped 停止党籍, restored 恢复党籍, expelled 出党, died 去世,
duty 职务变动, mended 更正登记. Grows only.';
reset role;
