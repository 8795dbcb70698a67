/* main.c: the operator's command line; its table of contents. */
#include "commands.h"

#include <stdio.h>

struct command {
	const char *name;
	void (*run)(struct operator* operator, struct words * words);
	const char *usage;
	const char *summary;
};

static void command_help(struct operator* operator, struct words * words);

/* clang-format off */
static const struct command commands[] = {
	{ "migrate", command_migrate, "[--only ballot] [--sql FOLDER]",
	  "bring the database to what sql/ describes" },
	{ "help",    command_help,    "",
	  "print this" },
};
/* clang-format on */
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void command_help(struct operator* operator, struct words * words)
{
	(void)operator;
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
	struct operator operator= {.arena = arena_new()};
	struct words words = {argv + 2, argc - 2};
	const struct command *command;

	if (argc < 2)
		fail("a command is missing; `wuhao help` lists them");
	command = command_find(strcmp(argv[1], "--help") == 0 ? "help" : argv[1]);
	command->run(&operator, & words);
	operator_close(&operator);
	arena_free(operator.arena);
	return 0;
}
