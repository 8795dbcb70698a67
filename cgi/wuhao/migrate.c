/* migrate.c: `wuhao migrate`, one run at a time. */
#include "migrate.h"

#include "commands.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static int
names_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
is_sql(const char *name)
{
	size_t length = strlen(name);

	return name[0] != '.' && length > 4 && strcmp(name + length - 4, ".sql") == 0;
}

struct names
names_read(struct arena *arena, const char *folder, const char *name)
{
	enum { MOST = 1000 };
	struct names names = {arena_alloc(arena, MOST * sizeof(char *)), 0};
	const char *path = arena_format(arena, "%s/%s", folder, name).at;
	DIR *directory = opendir(path);
	const struct dirent *entry;

	if (directory == NULL) {
		if (errno != ENOENT)
			fail("%s can't be read: %s", path, strerror(errno));
		return names;
	}
	while ((entry = readdir(directory)) != NULL) {
		if (!is_sql(entry->d_name))
			continue;
		if (names.count == MOST)
			fail("%s holds more than %d files", path, MOST);
		names.at[names.count++] = arena_string(arena, slice_of(entry->d_name));
	}
	closedir(directory);
	qsort(names.at, names.count, sizeof *names.at, names_compare);
	return names;
}

/* Waits until no other migration of this database runs. The lock goes with the connection. */
static void
lock_take(struct desk *desk)
{
	static const char lock[] = "hashtext('wuhao migrate')";
	struct slice taken = desk_value(desk, "locking",
	    arena_format(desk->arena, "select pg_try_advisory_lock(%s)", lock).at, NULL, 0);

	if (slice_equal(taken, SLICE("t")))
		return;
	printf("waiting for another migration of this database\n");
	fflush(stdout);
	desk_do(desk, "locking", arena_format(desk->arena, "select pg_advisory_lock(%s)", lock).at);
}

/* A whole house isn't turned into a lone ballot, nor the other way round. */
static void
kind_check(const struct migration *migration)
{
	struct slice kind = desk_value(migration->desk, "looking at the database",
	    "select case when to_regnamespace('data') is not null then 'house'"
	    " when to_regnamespace('box') is not null then 'ballot' else 'empty' end",
	    NULL, 0);

	if (migration->ballot_only && slice_equal(kind, SLICE("house")))
		fail(
		    "this database holds the whole house; --only ballot is for a database of its own");
	if (!migration->ballot_only && slice_equal(kind, SLICE("ballot")))
		fail("this database holds the ballot alone; migrate it with --only ballot");
}

/*
 * Replaces the schema `base`. Roles belong to the whole cluster: a lock on their catalogue, which
 * all its databases share, keeps two migrations from altering one role at the same time.
 */
static void
base_apply(const struct migration *migration)
{
	static const char *const files[] = {"base.sql", "base-hierarchy.sql", "base-lists.sql",
	    "base-days.sql", "base-coverage.sql", "base-goals.sql"};
	struct desk *desk = migration->desk;

	desk_do(desk, "base", "begin");
	desk_do(desk, "base", "lock table pg_authid in share row exclusive mode");
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct script script = script_read(desk->arena, migration->folder, files[i]);

		script_run_all(desk, &script);
	}
	desk_do(desk, "base", "commit");
}

/* The data that ships: each file may run any number of times. */
static void
catalogue_apply(const struct migration *migration)
{
	struct desk *desk = migration->desk;
	struct names names = names_read(desk->arena, migration->folder, "catalogue");

	desk_do(desk, "the catalogue", "begin");
	for (size_t i = 0; i < names.count; i++) {
		const char *name = arena_format(desk->arena, "catalogue/%s", names.at[i]).at;
		struct script script = script_read(desk->arena, migration->folder, name);

		script_run_all(desk, &script);
	}
	desk_do(desk, "the catalogue", "commit");
}

void
command_migrate(struct desk *desk, struct words *words)
{
	struct migration migration = {.desk = desk};
	const char *only = words_option(words, "--only");
	int applied;

	migration.folder = script_folder(desk->arena, words_option(words, "--sql"));
	words_expect(words, 0, "migrate [--only ballot] [--sql FOLDER]");
	if (only != NULL && strcmp(only, "ballot") != 0)
		fail("--only knows 'ballot' and nothing else");
	migration.ballot_only = only != NULL;

	desk_connect(desk);
	lock_take(desk);
	kind_check(&migration);
	base_apply(&migration);
	applied = tables_apply(&migration);
	verbs_rebuild(&migration);
	if (!migration.ballot_only)
		catalogue_apply(&migration);
	printf("migrated: %d new %s of tables; verbs, rules%s are those of %s\n", applied,
	    applied == 1 ? "file" : "files", migration.ballot_only ? "" : " and catalogue",
	    migration.folder);
}
