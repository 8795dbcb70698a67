/* setting.c: `wuhao setting`. */
#include "setting.h"

#include "commands.h"
#include "text.h"

#include <stdio.h>

enum { VALUE_MOST = 200 };

static void
settings_print(struct desk *desk)
{
	PGresult *result = desk_run(desk, "reading the settings",
	    "select name, value, note from data.setting order by name", NULL, 0);

	for (int row = 0; row < PQntuples(result); row++)
		printf("%-12s %s\n             %s\n", PQgetvalue(result, row, 0),
		    PQgetvalue(result, row, 1), PQgetvalue(result, row, 2));
}

static void
setting_check(struct desk *desk, struct slice name)
{
	struct slice known = desk_value(desk, "reading the settings",
	    "select name from data.setting where name = $1", &name, 1);

	if (known.at == NULL)
		fail("there is no setting '%.*s'; `wuhao setting` lists them", SLICE_PRINT(name));
}

/* The printed address: scheme and host, perhaps a port; what follows is the pages' own. */
static struct slice
site_read(struct slice value)
{
	struct slice rest;

	if (slice_starts(value, SLICE("https://")))
		rest = (struct slice){value.at + 8, value.length - 8};
	else if (slice_starts(value, SLICE("http://")))
		rest = (struct slice){value.at + 7, value.length - 7};
	else
		fail("site is written as https://ballot.example.cn");
	if (rest.length > 1 && rest.at[rest.length - 1] == '/') {
		rest.length--;
		value.length--;
	}
	for (size_t i = 0; i < rest.length; i++)
		if (strchr("abcdefghijklmnopqrstuvwxyz0123456789.-:[]", rest.at[i]) == NULL)
			rest.length = 0;
	if (rest.length == 0)
		fail("site is a scheme and a host in lower case and nothing else, "
		     "such as https://ballot.example.cn");
	return value;
}

static bool
has_piece(struct slice value, const char *piece)
{
	return memmem(value.at, value.length, piece, strlen(piece)) != NULL;
}

/* True if each of the addresses, with blanks between them, begins with one of these schemes. */
static bool
addresses_fit(struct slice value)
{
	static const char *const schemes[] = {"ldaps://", "ldap://", "ldapi://"};

	while (value.length > 0) {
		const char *blank = memchr(value.at, ' ', value.length);
		size_t length = blank == NULL ? value.length : (size_t)(blank - value.at) + 1;
		bool fits = false;

		for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
			fits |= slice_starts(value, slice_of(schemes[i]));
		if (!fits)
			return false;
		value.at += length;
		value.length -= length;
	}
	return true;
}

/* How a directory or a provider is spoken to; an empty value is none. */
static void
outside_check(struct slice name, struct slice value)
{
	if (slice_is_empty(value))
		return;
	if (slice_equal(name, SLICE("ldap_url")) && !addresses_fit(value))
		fail("ldap_url is written as ldaps://ldap.example.cn");
	if (slice_equal(name, SLICE("ldap_dn")) && !has_piece(value, "{login}"))
		fail("ldap_dn is written as uid={login},ou=people,dc=example,dc=cn");
	if (slice_equal(name, SLICE("ldap_filter")) &&
	    (value.at[0] != '(' || value.at[value.length - 1] != ')' ||
		!has_piece(value, "{login}")))
		fail("ldap_filter is written as (uid={login})");
	if ((slice_equal(name, SLICE("ldap_ca")) || slice_equal(name, SLICE("oidc_ca"))) &&
	    value.at[0] != '/')
		fail("%.*s is written as /etc/ssl/certs/ca-certificates.crt", SLICE_PRINT(name));
	if (slice_equal(name, SLICE("oidc_issuer")) && !slice_starts(value, SLICE("https://")) &&
	    !slice_starts(value, SLICE("http://127.0.0.1")) &&
	    !slice_starts(value, SLICE("http://localhost")))
		fail("oidc_issuer is written as https://sso.example.cn");
	if (slice_equal(name, SLICE("oidc_match")) && !slice_equal(value, SLICE("login")))
		fail("oidc_match is written as login, or left empty");
}

/* Changes a setting and writes it down. Open rounds tell the ballot where it stands on forms. */
static void
setting_write(struct desk *desk, struct slice name, struct slice value)
{
	const struct slice values[] = {name, value};

	desk_run(desk, "changing the setting", "update data.setting set value = $2 where name = $1",
	    values, 2);
	desk_run(desk, "changing the setting",
	    "select base.record('wuhao.setting', 'setting/' || $1,"
	    " jsonb_build_object('value', $2::text))",
	    values, 2);
	if (slice_equal(name, SLICE("site")) || slice_equal(name, SLICE("office")))
		desk_do(desk, "telling the open rounds",
		    "select survey.tell_box(i.id) from data.item as i"
		    " where i.workflow = 'round' and i.state = 'open' order by i.id");
}

void
setting_follow_url(struct desk *desk, const char *url)
{
	struct slice site = desk_value(desk, "reading the settings",
	    "select value from data.setting where name = 'site'", NULL, 0);

	if (slice_equal(site, slice_of(url)))
		return;
	if (slice_is_empty(site) || slice_starts(site, SLICE("http://127.0.0.1")))
		setting_write(desk, SLICE("site"), slice_of(url));
}

void
command_setting(struct desk *desk, struct words *words)
{
	struct slice name, value;

	if (words->count > 2)
		words_expect(words, 2, "setting [NAME [VALUE]]");
	desk_connect(desk);
	if (words->count == 0) {
		settings_print(desk);
		return;
	}
	name = slice_of(words->at[0]);
	setting_check(desk, name);
	if (words->count == 2) {
		value = text_trim(slice_of(words->at[1]));
		if (!text_is_utf8(value) || text_has_control(value) ||
		    text_length(value) > VALUE_MOST)
			fail("a setting is one line of at most %d characters", VALUE_MOST);
		if (slice_equal(name, SLICE("site")) ||
		    (slice_equal(name, SLICE("oidc_site")) && !slice_is_empty(value)))
			value = site_read(value);
		outside_check(name, value);
		desk_do(desk, "changing the setting", "begin");
		setting_write(desk, name, value);
		desk_do(desk, "changing the setting", "commit");
	}
	value = desk_value(desk, "reading the setting",
	    "select value from data.setting where name = $1", &name, 1);
	printf("%.*s\n", SLICE_PRINT(value));
}
