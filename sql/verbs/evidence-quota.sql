-- How much of the store a unit may fill: the rule evidence_quota_mib, or a share of its own that an officer at the top gave it.
set role verbs_evidence;

create function evidence.quota(unit bigint) returns json
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if not exists (
		select from data.unit as u
		join data.scope as s on s.unit = u.id
		where u.id = quota.unit and s.superior = any (base.seats())
	) then
		perform evidence.refuse_unseen();
	end if;
	return (
		select json_build_object('unit', quota.unit, 'mib', coalesce(own.mib, base.rule('evidence_quota_mib')), 'own', own.unit is not null,
			'basis', own.basis, 'name', own.name, 'at', base.time_text(own.at), 'used', coalesce(kept.bytes, 0),
			'left', base.evidence_room(quota.unit), 'may_edit', base.is_head(array['officer']))
		from (values (1)) as one (row)
		left join data.quota as own on own.unit = quota.unit
		left join data.stored as kept on kept.unit = quota.unit
	);
end $$;
comment on function evidence.quota(bigint) is
'A unit''s share of the store in MiB, whether it is its own, used: bytes of evidence in use, left: bytes, with what is being uploaded
counted. Refuses: WH404 a unit that the caller doesn''t work on or above.';

create function evidence.set_quota(unit bigint, mib integer default null, basis text default null) returns json
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
	if not base.is_head(array['officer']) then
		perform base.refuse('WH403', 'evidence/not-head', '当前身份不能改单位的存放空间。需要办理，请联系工委经办人。');
	end if;
	perform from data.unit as u where u.id = set_quota.unit;
	if not found then
		perform evidence.refuse_unseen();
	end if;
	if set_quota.mib is null then
		delete from data.quota as q where q.unit = set_quota.unit;
	else
		insert into data.quota as q (unit, mib, basis, name)
		values (set_quota.unit, set_quota.mib, set_quota.basis, evidence.sign(set_quota.unit))
		on conflict on constraint quota_pkey do update set mib = excluded.mib, basis = excluded.basis, name = excluded.name, at = excluded.at;
	end if;
	perform base.record('evidence.quota', 'unit/' || set_quota.unit, jsonb_build_object('value', set_quota.mib, 'basis', set_quota.basis));
	return evidence.quota(set_quota.unit);
end $$;
comment on function evidence.set_quota(bigint, integer, text) is
'Gives a unit a share of the store of its own; mib null: the rule''s again. Answers as quota.
Refuses: WH403 not an officer at the top; WH404 no such unit; WH422 more than can be.';

reset role;
