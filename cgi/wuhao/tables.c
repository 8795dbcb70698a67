/* tables.c: the forward-only files of sql/tables. */
#include "crypto.h"
#include "migrate.h"

/* True if the file belongs to this kind of database. */
static bool
is_wanted(const struct migration *migration, const char *name)
{
	const char *end = strstr(name, "-ballot.sql");

	return !migration->ballot_only || (end != NULL && strlen(end) == strlen("-ballot.sql"));
}

/* Fails where a file that was applied is no longer there. */
static void
missing_check(const struct migration *migration, struct names names)
{
	struct desk *desk = migration->desk;
	PGresult *result = desk_run(desk, "reading the record of migrations",
	    "select file from base.migration order by file", NULL, 0);

	for (int row = 0; row < PQntuples(result); row++) {
		const char *file = PQgetvalue(result, row, 0);
		bool found = false;

		for (size_t i = 0; i < names.count; i++)
			found = found || strcmp(names.at[i], file) == 0;
		if (!found)
			fail("sql/tables/%s is missing, but this database has it applied; "
			     "is sql/ older than the database?",
			    file);
	}
}

/* True if the file is applied already; fails where it isn't the same any more. */
static bool
is_applied(struct desk *desk, const char *name, struct slice digest)
{
	const struct slice values[] = {slice_of(name)};
	struct slice recorded = desk_value(desk, "reading the record of migrations",
	    "select encode(digest, 'hex') from base.migration where file = $1", values, 1);
	struct slice later;

	if (recorded.at != NULL && !slice_equal(recorded, digest))
		fail("sql/tables/%s was changed after it was applied; "
		     "put it back and write the change as a new file",
		    name);
	if (recorded.at != NULL)
		return true;
	later = desk_value(desk, "reading the record of migrations",
	    "select min(file) from base.migration where file > $1", values, 1);
	if (later.at != NULL)
		fail("sql/tables/%s is new, but %.*s, which comes after it, is applied already; "
		     "give it a later number",
		    name, SLICE_PRINT(later));
	return false;
}

/* Applies one file and records it, in one transaction. */
static void
table_apply(struct desk *desk, struct script *script, const char *name, struct slice digest)
{
	const struct slice values[] = {slice_of(name), digest};

	desk_do(desk, script->path, "begin");
	script_run_all(desk, script);
	desk_run(desk, script->path,
	    "insert into base.migration (file, digest) values ($1, decode($2, 'hex'))", values, 2);
	desk_do(desk, script->path, "commit");
}

int
tables_apply(const struct migration *migration)
{
	struct desk *desk = migration->desk;
	struct names names = names_read(desk->arena, migration->folder, "tables");
	int applied = 0;

	missing_check(migration, names);
	for (size_t i = 0; i < names.count; i++) {
		const char *path = arena_format(desk->arena, "tables/%s", names.at[i]).at;
		unsigned char digest[DIGEST_SIZE];
		struct script script;
		struct slice shown;

		if (!is_wanted(migration, names.at[i]))
			continue;
		script = script_read(desk->arena, migration->folder, path);
		sha256(script.text, digest);
		shown = hex(desk->arena, digest, sizeof digest);
		if (is_applied(desk, names.at[i], shown))
			continue;
		table_apply(desk, &script, names.at[i], shown);
		applied++;
	}
	return applied;
}
