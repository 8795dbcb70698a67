/* main.c: the operator's command line; its table of contents. */
#include "commands.h"

#include <stdio.h>

struct command {
	const char *name;
	void (*run)(struct desk *desk, struct words *words);
	const char *usage;
	const char *summary;
};

static void command_help(struct desk *desk, struct words *words);

/* clang-format off */
static const struct command commands[] = {
	{ "migrate", command_migrate, "[--only ballot] [--sql FOLDER]",
	  "bring the database to what sql/ describes" },
	{ "first",   command_first,   "--url URL",
	  "the top unit and the three administrators of an empty installation; prints one-time addresses" },
	{ "code",    command_code,    "LOGIN --url URL",
	  "a one-time address for an account, an administrator's too; its password holds until then" },
	{ "second",  command_second,  "LOGIN",
	  "remove the one-time passwords of who lost device and recovery codes" },
	{ "clock",   command_clock,   "[--date YYYY-MM-DD | --date today]",
	  "tell the time; in a demonstration, set the day" },
	{ "setting", command_setting, "[NAME [VALUE]]",
	  "list the settings, tell one, change one" },
	{ "verify",  command_verify,  "",
	  "compute the audit's chain and the store's digests anew; name all that is wrong" },
	{ "keys",    command_keys,    "--folder FOLDER",
	  "make the keys that are kept outside the database, where they are missing" },
	{ "search",  command_search,  "",
	  "have the keeper write anew what units and members are found by" },
	{ "demo",    command_demo,    "--data DIR --url URL [--sql FOLDER]",
	  "load the demonstration, or top it up; its passwords and cards are in DIR/demo.json" },
	{ "help",    command_help,    "",
	  "print this" },
};
/* clang-format on */
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void
command_help(struct desk *desk, struct words *words)
{
	(void)desk;
	(void)words;
	printf("wuhao COMMAND; the database is named by WUHAO_DATABASE\n");
	for (int i = 0; i < COMMAND_COUNT; i++)
		printf("  %s%s%s\n      %s\n", commands[i].name,
		    *commands[i].usage == '\0' ? "" : " ", commands[i].usage, commands[i].summary);
}

static const struct command *
command_find(const char *name)
{
	for (int i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	fail("there is no command '%s'; `wuhao help` lists them", name);
}

int
main(int argc, char **argv)
{
	struct desk desk = {.arena = arena_new()};
	struct words words = {argv + 2, argc - 2};
	const struct command *command;

	if (argc < 2)
		fail("a command is missing; `wuhao help` lists them");
	command = command_find(strcmp(argv[1], "--help") == 0 ? "help" : argv[1]);
	command->run(&desk, &words);
	desk_close(&desk);
	arena_free(desk.arena);
	return 0;
}
