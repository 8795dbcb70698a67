/* tables.c: the forward-only files of sql/tables. */
#include "common/crypto.h"
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
	struct operator* operator= migration->operator;
	PGresult *result = operator_run(operator, "reading the record of migrations",
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
is_applied(struct operator* operator, const char * name, struct slice digest)
{
	const struct slice values[] = {slice_of(name)};
	struct slice recorded = operator_value(operator, "reading the record of migrations",
	    "select encode(digest, 'hex') from base.migration where file = $1", values, 1);
	struct slice later;

	if (recorded.at != NULL && !slice_equal(recorded, digest))
		fail("sql/tables/%s was changed after it was applied; "
		     "put it back and write the change as a new file",
		    name);
	if (recorded.at != NULL)
		return true;
	later = operator_value(operator, "reading the record of migrations",
	    "select min(file) from base.migration where file > $1", values, 1);
	if (later.at != NULL)
		fail("sql/tables/%s is new, but %.*s, which comes after it, is applied already; "
		     "give it a later number",
		    name, SLICE_PRINT(later));
	return false;
}

/* Applies one file and records it, in one transaction. */
static void
table_apply(
    struct operator* operator, struct script * script, const char *name, struct slice digest)
{
	const struct slice values[] = {slice_of(name), digest};

	operator_do(operator, script->path, "begin");
	script_run_all(operator, script);
	operator_run(operator, script->path,
	    "insert into base.migration (file, digest) values ($1, decode($2, 'hex'))", values, 2);
	operator_do(operator, script->path, "commit");
}

int
tables_apply(const struct migration *migration)
{
	struct operator* operator= migration->operator;
	struct names names = names_read(operator->arena, migration->folder, "tables");
	int applied = 0;

	missing_check(migration, names);
	for (size_t i = 0; i < names.count; i++) {
		const char *path = arena_format(operator->arena, "tables/%s", names.at[i]).at;
		unsigned char digest[DIGEST_SIZE];
		struct script script;
		struct slice shown;

		if (!is_wanted(migration, names.at[i]))
			continue;
		script = script_read(operator->arena, migration->folder, path);
		sha256(script.text, digest);
		shown = hex(operator->arena, digest, sizeof digest);
		if (is_applied(operator, names.at[i], shown))
			continue;
		table_apply(operator, & script, names.at[i], shown);
		applied++;
	}
	return applied;
}
