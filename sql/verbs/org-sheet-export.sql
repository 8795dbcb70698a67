-- Sheets, last part: what goes out, in the columns that come in.
set role verbs_org;

create function org.export_lines(kind text, unit bigint default null) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
	top bigint := org.sheet_top(export_lines.kind, export_lines.unit);
	answer text;
	rows bigint;
begin
	case export_lines.kind
		when 'units' then
			select string_agg(concat_ws(E'\t', u.full_name, u.short_name, coalesce(u.public_name, ''), k.label, coalesce(s.short_name, ''),
				coalesce(u.sector, ''), u.official_order, u.opened_on), E'\n' order by c.depth, s.id, u.official_order, u.id), count(*)
			into answer, rows
			from data.scope as c
			join data.unit as u on u.id = c.unit
			join data.kind as k on k.kind = u.kind
			left join data.placement as p on p.unit = u.id and p.valid_until is null
			left join data.unit as s on s.id = p.superior
			where c.superior = top and u.closed_on is null;
		when 'members' then
			with place as materialized (
				select u.id, c.depth, u.official_order,
					case when n.many = 1 then u.short_name else u.full_name end as name
				from data.scope as c
				join data.unit as u on u.id = c.unit
				left join org.sheet_places(top) as n on n.name = u.short_name
				where c.superior = top and u.closed_on is null
			)
			select string_agg(m.name || E'\t' || x.name || E'\t' || coalesce(m.number, '') || E'\t' || org.state_label(m.state) || E'\t'
				|| coalesce(m.joined_on::text, '') || E'\t' || coalesce(m.full_on::text, '') || E'\t' || coalesce(m.duty, '') || E'\t' || m.since, E'\n'
				order by x.depth, x.official_order, x.id, m.duty is null, m.id), count(*)
			into answer, rows
			from data.person as m
			join place as x on x.id = m.unit
			where m.state in ('full', 'probationary');
		when 'posts' then
			select string_agg(concat_ws(E'\t', case when n.many = 1 then u.short_name else u.full_name end, o.label, m.name, coalesce(m.number, ''),
				coalesce(t.title, ''), t.since, '', coalesce(t.trained_on::text, '')), E'\n' order by c.depth, u.official_order, u.id, o.official_order, t.id), count(*)
			into answer, rows
			from data.scope as c
			join data.unit as u on u.id = c.unit
			left join org.sheet_places(top) as n on n.name = u.short_name
			join data.tenure as t on t.unit = u.id and t.until is null
			join data.post as o on o.post = t.post
			join data.person as m on m.id = t.person
			where c.superior = top and u.closed_on is null;
	end case;
	perform base.record('org.export', 'unit/' || top, jsonb_build_object('kind', export_lines.kind, 'rows', rows, 'purpose', '导出名册'));
	return (select u.short_name from data.unit as u where u.id = top) || coalesce(E'\n' || answer, '');
end $$;
comment on function org.export_lines(text, bigint) is
'The units, members or posts of a subtree, for a file: the subtree''s name, then a line each of the cells that an import takes, with
tabs between. Written down, with the purpose 导出名册. Refuses as org.sheet_top does.';

reset role;
