/* account.c: `wuhao code`, `wuhao second`: what the console refuses for administrators' accounts. */
#include "commands.h"
#include "first_code.h"

#include <stdio.h>

/* The account of a login, locked; ends the command where there is none. */
static struct slice
account_named(struct desk *desk, const char *login)
{
	struct slice name = slice_of(login);
	struct slice account = desk_value(desk, "looking for the account",
	    "select id from data.account where login = $1 for update", &name, 1);

	if (account.at == NULL)
		fail("there is no account '%s'", login);
	return account;
}

void
command_code(struct desk *desk, struct words *words)
{
	const char *url = words_option(words, "--url");
	struct slice account;
	const char *login, *code;

	words_expect(words, 1, "code LOGIN --url URL");
	if (url == NULL)
		fail("--url is missing: the address at which the console is reached");
	login = words->at[0];
	desk_connect(desk);
	desk_do(desk, "making a one-time code", "begin");
	account = account_named(desk, login);
	code = code_renew(desk, account);
	desk_run(desk, "making a one-time code",
	    "select base.record('wuhao.code', 'account/' || $1)", &account, 1);
	desk_do(desk, "making a one-time code", "commit");
	printf("%s %s/console/first#%s\n", login, url, code);
}

void
command_second(struct desk *desk, struct words *words)
{
	struct slice account;
	const char *login;

	words_expect(words, 1, "second LOGIN");
	login = words->at[0];
	desk_connect(desk);
	desk_do(desk, "removing one-time passwords", "begin");
	account = account_named(desk, login);
	desk_run(desk, "removing one-time passwords", "delete from data.totp where account = $1",
	    &account, 1);
	desk_run(desk, "removing one-time passwords",
	    "delete from data.recovery_code where account = $1", &account, 1);
	desk_run(desk, "removing one-time passwords", "delete from data.session where account = $1",
	    &account, 1);
	desk_run(desk, "removing one-time passwords",
	    "select base.record('wuhao.second', 'account/' || $1)", &account, 1);
	desk_do(desk, "removing one-time passwords", "commit");
	printf("%s signs in by password alone, and sets one-time passwords up anew\n", login);
}
