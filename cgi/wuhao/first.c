/* first.c: `wuhao first`: an empty installation gets its top unit and its administrators. */
#include "commands.h"
#include "first_code.h"
#include "setting.h"

#include <stdio.h>

static const struct administrator {
	const char *role, *login, *name, *title;
} administrators[] = {
    {"system", "system", "系统管理员", "system administrator"},
    {"security", "security", "安全管理员", "security administrator"},
    {"audit", "audit", "审计管理员", "audit administrator"},
};
enum { ADMINISTRATOR_COUNT = sizeof administrators / sizeof *administrators };

/* The unit at the top, made by the settings' names where there is none. */
static struct slice
top_find(struct desk *desk)
{
	static const char top[] =
	    "select u.id from data.unit as u where u.closed_on is null and not exists"
	    " (select from data.placement as p where p.unit = u.id and p.valid_until is null)"
	    " order by u.id limit 1";
	struct slice unit = desk_value(desk, "looking for the top unit", top, NULL, 0);

	if (unit.at != NULL)
		return unit;
	return desk_value(desk, "making the top unit",
	    "insert into data.unit (kind, full_name, short_name, official_order)"
	    " select 'committee', f.value, o.value, 1 from data.setting as f, data.setting as o"
	    " where f.name = 'full_name' and o.name = 'office' returning id",
	    NULL, 0);
}

/* The account that holds the role; made where there is none. */
static struct slice
account_find(struct desk *desk, const struct administrator *who, struct slice top)
{
	struct slice role = slice_of(who->role);
	struct slice account = desk_value(desk, "looking for the administrators",
	    "select account from data.seat where role = $1"
	    " and coalesce(valid_until, 'infinity') >= base.today() order by id limit 1",
	    &role, 1);
	struct slice names[] = {slice_of(who->login), slice_of(who->name)};
	struct slice seat[3];

	if (account.at != NULL)
		return account;
	account = desk_value(desk, "making an administrator's account",
	    "insert into data.account (login, name) values ($1, $2) returning id", names, 2);
	seat[0] = account;
	seat[1] = role;
	seat[2] = top;
	desk_run(desk, "making an administrator's account",
	    "insert into data.seat (account, role, unit, granted_by)"
	    " values ($1, $2, $3, '首次安装')",
	    seat, 3);
	return account;
}

void
command_first(struct desk *desk, struct words *words)
{
	const char *url = words_option(words, "--url");
	const char *codes[ADMINISTRATOR_COUNT];
	struct slice top;

	words_expect(words, 0, "first --url URL");
	if (url == NULL)
		fail("--url is missing: the address at which the console is reached");
	desk_connect(desk);
	desk_do(desk, "first administrators", "begin");
	desk_do(desk, "first administrators",
	    "lock table data.account, data.unit in share row exclusive mode");
	setting_follow_url(desk, url);
	top = top_find(desk);
	for (int i = 0; i < ADMINISTRATOR_COUNT; i++) {
		struct slice account = account_find(desk, &administrators[i], top);
		struct slice signed_in = desk_value(desk, "looking for a password",
		    "select account from data.password where account = $1", &account, 1);

		codes[i] = NULL;
		if (signed_in.at == NULL)
			codes[i] = code_renew(desk, account);
	}
	desk_do(desk, "first administrators", "select base.record('wuhao.first', 'installation')");
	desk_do(desk, "first administrators", "commit");
	for (int i = 0; i < ADMINISTRATOR_COUNT; i++)
		if (codes[i] != NULL)
			printf(
			    "%-23s %s/console/first#%s\n", administrators[i].title, url, codes[i]);
}
