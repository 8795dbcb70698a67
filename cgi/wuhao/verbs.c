/* verbs.c: the schemas of the verbs, dropped and made anew in one transaction. */
#include "migrate.h"

#include <stdlib.h>

/* Words in the order of their making; files of other words follow by name. */
static const char *const order[] = {"session", "flow", "account", "org", "goal", "evidence",
    "survey", "report", "keeper", "ballot"};
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

static void
verbs_drop(struct desk *desk)
{
	PGresult *result;
	struct slice lost;

	desk_do(desk, "verbs",
	    arena_format(desk->arena, "create temporary table part_before on commit drop as %s",
		parts_of_tables)
		.at);
	result = desk_run(desk, "verbs",
	    "select format('drop schema %I cascade', nspname) from pg_namespace"
	    " where pg_get_userbyid(nspowner) like 'verbs\\_%' order by nspname",
	    NULL, 0);
	for (int row = 0; row < PQntuples(result); row++)
		desk_do(desk, "verbs", PQgetvalue(result, row, 0));
	lost = desk_value(desk, "verbs",
	    arena_format(desk->arena,
		"select string_agg(part, ', ') from (select part from part_before except (%s)) as lost",
		parts_of_tables)
		.at,
	    NULL, 0);
	if (lost.at != NULL)
		fail("tables must use functions of base alone, but this hangs on verbs: %.*s",
		    SLICE_PRINT(lost));
}

static void
verbs_make(const struct migration *migration, const char *file)
{
	struct desk *desk = migration->desk;
	const char *name = arena_format(desk->arena, "verbs/%s", file).at;
	struct script script = script_read(desk->arena, migration->folder, name);

	script_run_all(desk, &script);
}

/* The word that a file makes verbs of: "survey" of survey.sql and of survey-draft.sql alike. */
static struct slice
word_of(const char *file)
{
	return (struct slice){file, strcspn(file, "-.")};
}

/* Files by word; of a word its own file, which makes the schema, before its parts, those by name. */
static int
files_compare(const void *a, const void *b)
{
	const char *one = *(char *const *)a;
	const char *other = *(char *const *)b;
	size_t end = word_of(one).length;

	if (!slice_equal(word_of(one), word_of(other)) || one[end] == other[end])
		return strcmp(one, other);
	return one[end] == '.' ? -1 : 1;
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
 * While verbs are made, what their texts name must be in their owners' sight; rules.sql, which
 * comes next, begins by taking all of it back.
 */
static const char sight[] =
    "do $$\n"
    "declare\n"
    "	part text;\n"
    "	roles text := (select string_agg(quote_ident(rolname), ', ') from pg_roles\n"
    "		where rolname like 'verbs\\_%');\n"
    "begin\n"
    "	for part in select nspname from pg_namespace where nspname in ('data', 'box') loop\n"
    "		execute format('grant usage on schema %I to %s', part, roles);\n"
    "	end loop;\n"
    "end $$";

void
verbs_rebuild(const struct migration *migration)
{
	struct desk *desk = migration->desk;
	struct names names = names_read(desk->arena, migration->folder, "verbs");

	qsort(names.at, names.count, sizeof *names.at, files_compare);
	desk_do(desk, "verbs", "begin");
	verbs_drop(desk);
	desk_do(desk, "verbs", sight);
	for (size_t place = 0; place <= ORDER_COUNT; place++) {
		for (size_t i = 0; i < names.count; i++) {
			struct slice word = word_of(names.at[i]);

			if (migration->ballot_only && !slice_equal(word, SLICE("ballot")))
				continue;
			if (order_find(word) == place)
				verbs_make(migration, names.at[i]);
		}
	}
	rules_apply(migration);
	desk_do(desk, "verbs", "commit");
}
