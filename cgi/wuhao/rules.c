/* rules.c: sql/rules.sql and its parts sql/rules-part.sql, the only place that grants. */
#include "crypto.h"
#include "migrate.h"

/*
 * Takes back what rules.sql has granted before, so that what it no longer says no longer holds.
 * The lock keeps the sealer's truncate away, which would update the same rows of the catalogue.
 */
static const char take_back[] =
    "do $$\n"
    "declare\n"
    "	part text;\n"
    "	roles text := (select string_agg(quote_ident(rolname), ', ') from pg_roles\n"
    "		where (rolname like 'verbs\\_%' or rolname like 'wuhao\\_%')\n"
    "			and rolname <> 'wuhao_tables');\n"
    "begin\n"
    "	execute (select format('lock table %s in share update exclusive mode',\n"
    "		string_agg(oid::regclass::text, ', ' order by oid)) from pg_class\n"
    "		where relnamespace = to_regnamespace('box') and relkind = 'r');\n"
    "	for part in select nspname from pg_namespace where nspname in ('data', 'box') loop\n"
    "		execute format('revoke all on all tables in schema %I from %s', part, roles);\n"
    "		execute format('revoke all on all sequences in schema %I from %s', part, roles);\n"
    "		execute format('revoke all on schema %I from %s', part, roles);\n"
    "	end loop;\n"
    "end $$";

/* The next word of a statement, in lower case as our SQL is written; moves past it. */
static struct slice
word_take(struct slice *text)
{
	size_t start = 0, end;

	while (start < text->length && strchr(" \t\n", text->at[start]) != NULL)
		start++;
	end = start;
	while (end < text->length && strchr(" \t\n", text->at[end]) == NULL)
		end++;
	*text = (struct slice){text->at + end, text->length - end};
	return (struct slice){text->at + start - end, end - start};
}

struct policy {
	struct slice name, table;
	struct slice note; /* the comment that tells which text it has */
};

/* True for `create policy name on table …`. */
static bool
policy_read(struct arena *arena, struct slice text, struct policy *policy)
{
	struct slice rest = text;
	unsigned char digest[DIGEST_SIZE];

	if (!slice_equal(word_take(&rest), SLICE("create")) ||
	    !slice_equal(word_take(&rest), SLICE("policy")))
		return false;
	policy->name = word_take(&rest);
	if (!slice_equal(word_take(&rest), SLICE("on")))
		return false;
	policy->table = word_take(&rest);
	sha256(text, digest);
	policy->note = arena_format(
	    arena, "as in rules.sql, SHA-256 %s", hex(arena, digest, sizeof digest).at);
	return true;
}

/* Makes the policy unless it stands already with the same text: making it locks its table. */
static void
policy_apply(struct desk *desk, const struct script *script,
    const struct script_statement *statement, const struct policy *policy)
{
	const struct slice values[] = {policy->name, policy->table};
	struct slice note = desk_value(desk, script->path,
	    "select coalesce(obj_description(p.oid, 'pg_policy'), '') from pg_policy as p"
	    " where p.polname = $1 and p.polrelid = to_regclass($2)",
	    values, 2);

	if (!slice_equal(note, policy->note)) {
		const char *where = arena_format(desk->arena, "policy %.*s on %.*s",
		    SLICE_PRINT(policy->name), SLICE_PRINT(policy->table))
					.at;

		if (note.at != NULL)
			desk_do(desk, script->path, arena_format(desk->arena, "drop %s", where).at);
		script_run(desk, script, statement);
		desk_do(desk, script->path,
		    arena_format(
			desk->arena, "comment on %s is '%.*s'", where, SLICE_PRINT(policy->note))
			.at);
	}
	desk_run(
	    desk, script->path, "insert into policy_kept values ($1, to_regclass($2))", values, 2);
}

/* Drops the policies that earlier rules made and these don't name. */
static void
policies_end(struct desk *desk)
{
	PGresult *result = desk_run(desk, "rules.sql",
	    "select format('drop policy %I on %s', p.polname, p.polrelid::regclass)"
	    " from pg_policy as p where not exists (select from policy_kept as k"
	    " where k.name = p.polname and k.relation = p.polrelid)",
	    NULL, 0);

	for (int row = 0; row < PQntuples(result); row++)
		desk_do(desk, "rules.sql", PQgetvalue(result, row, 0));
}

/* One file: its statements of the parts that belong here. */
static void
file_apply(const struct migration *migration, const char *name)
{
	struct desk *desk = migration->desk;
	struct script script = script_read(desk->arena, migration->folder, name);
	struct script_statement statement;
	struct policy policy;

	while (script_next(&script, &statement)) {
		if (migration->ballot_only && slice_equal(statement.part, SLICE("house")))
			continue;
		if (policy_read(desk->arena, statement.text, &policy))
			policy_apply(desk, &script, &statement, &policy);
		else
			script_run(desk, &script, &statement);
	}
}

void
rules_apply(const struct migration *migration)
{
	struct desk *desk = migration->desk;
	struct names names = names_read(desk->arena, migration->folder, ".");

	desk_do(desk, "rules.sql", take_back);
	desk_do(desk, "rules.sql",
	    "create temporary table policy_kept (name name, relation oid,"
	    " constraint policy_is_made_once primary key (name, relation)) on commit drop");
	file_apply(migration, "rules.sql");
	for (size_t i = 0; i < names.count; i++)
		if (slice_starts(slice_of(names.at[i]), SLICE("rules-")))
			file_apply(migration, names.at[i]);
	policies_end(desk);
	desk_do(desk, "rules.sql", "reset role");
}
