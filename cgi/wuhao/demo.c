/* demo.c: `wuhao demo`. */
#include "demo.h"

#include "commands.h"
#include "script.h"
#include "setting.h"

#include <stdio.h>

void
demo_script(struct desk *desk, const char *folder, const char *name)
{
	struct script script = script_read(
	    desk->arena, folder, arena_format(desk->arena, "demonstration/%s.sql", name).at);

	script_run_all(desk, &script);
}

/* Units, people, accounts and earlier rounds, the first time; refuses where real ones are. */
static void
demo_load(struct desk *desk, const char *folder)
{
	struct slice kind = desk_value(desk, "looking at the installation",
	    "select case when not exists (select from data.unit) then 'empty'"
	    " when demonstration then 'demonstration' else 'real' end from base.clock",
	    NULL, 0);

	if (slice_equal(kind, SLICE("real")))
		fail("this installation is not a demonstration and is left as it is");
	demo_script(desk, folder, "tools");
	if (slice_equal(kind, SLICE("demonstration")))
		return;
	desk_do(desk, "beginning a demonstration", "update base.clock set demonstration = true");
	demo_script(desk, folder, "units");
	demo_script(desk, folder, "people");
	demo_script(desk, folder, "accounts");
	demo_script(desk, folder, "posts");
	demo_script(desk, folder, "meetings");
	demo_script(desk, folder, "goals");
	demo_script(desk, folder, "earlier");
}

static void
demo_print(const struct demo *demo, const char *path)
{
	printf("%-15s %-22s %-15s %s\n", "login", "password", "role", "unit");
	for (size_t i = 0; i < demo->account_count; i++) {
		const struct demo_account *account = &demo->accounts[i];

		printf("%-15.*s %-22.*s %-15.*s %.*s\n", SLICE_PRINT(account->login),
		    SLICE_PRINT(account->password), SLICE_PRINT(account->role),
		    SLICE_PRINT(account->unit));
	}
	printf("poster          %.*s%.*s\n", SLICE_PRINT(demo->url), SLICE_PRINT(demo->open));
	printf("card            %.*s%.*s\n", SLICE_PRINT(demo->url),
	    SLICE_PRINT(demo->cards[demo->card_count - 1]));
	printf("cards           %d unused or more, all of them in %s\n", DEMO_CARDS_UNUSED, path);
}

void
command_demo(struct desk *desk, struct words *words)
{
	const char *data = words_option(words, "--data");
	const char *url = words_option(words, "--url");
	const char *folder = script_folder(desk->arena, words_option(words, "--sql"));
	const char *path;
	struct demo demo;

	words_expect(words, 0, "demo --data DIR --url URL [--sql FOLDER]");
	if (data == NULL || url == NULL)
		fail(
		    "demo wants --data (a folder for demo.json) and --url (the console's address)");
	path = arena_format(desk->arena, "%s/demo.json", data).at;
	demo = demo_read(desk->arena, path);
	demo.url = slice_of(url);
	desk_connect(desk);
	desk_do(desk, "the demonstration", "begin");
	desk_do(desk, "the demonstration", "select pg_advisory_xact_lock(hashtext('wuhao demo'))");
	setting_follow_url(desk, url);
	demo_load(desk, folder);
	demo_passwords(desk, &demo);
	demo_round(desk, &demo, folder);
	desk_do(desk, "the demonstration", "commit");
	demo_write(desk->arena, &demo, data);
	demo_print(&demo, path);
}
