/* verbs.c: the schemas of the verbs, dropped and made anew in one transaction. */
#include "migrate.h"

/* Words in the order of their making; files of other words follow by name. */
static const char *const order[] = {
    "session", "flow", "account", "org", "survey", "report", "keeper", "ballot"};
enum { ORDER_COUNT = sizeof order / sizeof *order };

/*
 * What hangs on tables and would go along with a verbs' schema, by a mere notice: checks, defaults,
 * indexes, triggers, policies.
 */
static const char parts_of_tables[] =
    "with home as (select c.oid, c.oid::regclass::text as name from pg_class as c"
    " join pg_namespace as n on n.oid = c.relnamespace"
    " where n.nspname in ('base', 'data', 'box') and c.relkind in ('r', 'p'))"
    "select 'constraint ' || t.conname || ' of ' || h.name as part"
    " from pg_constraint as t join home as h on h.oid = t.conrelid "
    "union all select 'default of ' || h.name || '.' || a.attname"
    " from pg_attrdef as d join home as h on h.oid = d.adrelid"
    " join pg_attribute as a on a.attrelid = d.adrelid and a.attnum = d.adnum "
    "union all select 'index ' || i.indexrelid::regclass::text"
    " from pg_index as i join home as h on h.oid = i.indrelid "
    "union all select 'trigger ' || t.tgname || ' of ' || h.name"
    " from pg_trigger as t join home as h on h.oid = t.tgrelid where not t.tgisinternal "
    "union all select 'policy ' || p.polname || ' of ' || h.name"
    " from pg_policy as p join home as h on h.oid = p.polrelid";

static void verbs_drop(struct operator* operator)
{
	PGresult *result;
	struct slice lost;

	operator_do(operator, "verbs",
	    arena_format(operator->arena, "create temporary table part_before on commit drop as %s",
		parts_of_tables)
		.at);
	result = operator_run(operator, "verbs",
	    "select format('drop schema %I cascade', nspname) from pg_namespace"
	    " where pg_get_userbyid(nspowner) like 'verbs\\_%' order by nspname",
	    NULL, 0);
	for (int row = 0; row < PQntuples(result); row++)
		operator_do(operator, "verbs", PQgetvalue(result, row, 0));
	lost = operator_value(operator, "verbs",
	    arena_format(operator->arena,
		"select string_agg(part, ', ') from (select part from part_before except (%s)) as lost",
		parts_of_tables)
		.at,
	    NULL, 0);
	if (lost.at != NULL)
		fail("tables must use functions of base alone, but this hangs on verbs: %.*s",
		    SLICE_PRINT(lost));
}

static void
verbs_make(const struct migration *migration, const char *word)
{
	struct operator* operator= migration->operator;
	const char *name = arena_format(operator->arena, "verbs/%s.sql", word).at;
	struct script script = script_read(operator->arena, migration->folder, name);

	script_run_all(operator, & script);
}

/* The place of a word in `order`; ORDER_COUNT for a word that isn't in it. */
static size_t
order_find(struct slice word)
{
	size_t place = 0;

	while (place < ORDER_COUNT && !slice_equal(slice_of(order[place]), word))
		place++;
	return place;
}

/*
 * While verbs are made, what their texts name must be in their owners' sight; afterwards rules.sql
 * alone says what is.
 */
static const char sight[] =
    "do $$\n"
    "declare\n"
    "	schema text;\n"
    "	roles text := (select string_agg(quote_ident(rolname), ', ') from pg_roles\n"
    "		where rolname like 'verbs\\_%%');\n"
    "begin\n"
    "	for schema in select nspname from pg_namespace where nspname in ('data', 'box') loop\n"
    "		execute format('%s usage on schema %%I %s %%s', schema, roles);\n"
    "	end loop;\n"
    "end $$";

/*
 * What the sealer truncates has its row of the catalogue written by the grants of rules.sql too;
 * this keeps the two apart, and lets answers through.
 */
static const char box_lock[] =
    "do $$\n"
    "begin\n"
    "	execute (select format('lock table %s in share update exclusive mode',\n"
    "		string_agg(oid::regclass::text, ', ' order by oid)) from pg_class\n"
    "		where relnamespace = to_regnamespace('box') and relkind = 'r');\n"
    "end $$";

static void
rules_apply(const struct migration *migration)
{
	struct operator* operator= migration->operator;
	struct script script = script_read(operator->arena, migration->folder, "rules.sql");
	struct script_statement statement;

	operator_do(operator, script.path, box_lock);
	while (script_next(&script, &statement))
		if (!migration->ballot_only || !slice_equal(statement.part, SLICE("house")))
			script_run(operator, & script, &statement);
	operator_do(operator, script.path, "reset role");
}

void
verbs_rebuild(const struct migration *migration)
{
	struct operator* operator= migration->operator;
	struct names names = names_read(operator->arena, migration->folder, "verbs");

	operator_do(operator, "verbs", "begin");
	verbs_drop(operator);
	operator_do(operator, "verbs", arena_format(operator->arena, sight, "grant", "to").at);
	for (size_t place = 0; place <= ORDER_COUNT; place++) {
		for (size_t i = 0; i < names.count; i++) {
			struct slice word = {names.at[i], strlen(names.at[i]) - strlen(".sql")};

			if (migration->ballot_only && !slice_equal(word, SLICE("ballot")))
				continue;
			if (order_find(word) == place)
				verbs_make(migration, arena_string(operator->arena, word));
		}
	}
	operator_do(operator, "verbs", arena_format(operator->arena, sight, "revoke", "from").at);
	rules_apply(migration);
	operator_do(operator, "verbs", "commit");
}
