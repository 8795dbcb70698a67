/* demo_people.c: who signs in to the demonstration. */
#include "crypto.h"
#include "demo.h"
#include "password.h"

enum { SYLLABLES = 6, DIGITS = 4 };

/* One of `count` things, each as likely as the others; count up to 256. */
static size_t
random_below(size_t count)
{
	unsigned char byte;

	do {
		random_bytes(&byte, 1);
	} while (byte >= 256 - 256 % count);
	return byte % count;
}

/*
 * Such as `kobu-tare-mivo-4821`: three times two syllables of 6 bits each and four digits, 49 bits
 * in 19 characters, none of which looks like another.
 */
static struct slice
password_make(struct arena *arena)
{
	static const char consonants[] = "bdfghjkmnprstvwz", vowels[] = "aeou";
	char text[2 * SYLLABLES + SYLLABLES / 2 + DIGITS + 1];
	size_t length = 0;

	for (int i = 0; i < SYLLABLES; i++) {
		text[length++] = consonants[random_below(sizeof consonants - 1)];
		text[length++] = vowels[random_below(sizeof vowels - 1)];
		if (i % 2 == 1)
			text[length++] = '-';
	}
	for (int i = 0; i < DIGITS; i++)
		text[length++] = (char)('0' + random_below(10));
	text[length] = '\0';
	return arena_copy(arena, slice_of(text));
}

/* The password that the file knows for this login; absent where it knows none. */
static struct slice
password_known(const struct demo *demo, struct slice login)
{
	for (size_t i = 0; i < demo->account_count; i++)
		if (slice_equal(demo->accounts[i].login, login) &&
		    !slice_is_empty(demo->accounts[i].password))
			return demo->accounts[i].password;
	return (struct slice){NULL, 0};
}

/* A new password for an account, whose hash the database keeps. */
static struct slice
password_set(struct desk *desk, struct slice account)
{
	struct slice password;
	struct slice values[2];

	do {
		password = password_make(desk->arena);
	} while (password_is_common(password));
	values[0] = account;
	values[1] = password_hash(desk->arena, password);
	desk_run(desk, "setting a password",
	    "insert into data.password (account, hash) values ($1, $2)"
	    " on conflict (account) do update set hash = excluded.hash, set_at = base.now()",
	    values, 2);
	return password;
}

void
demo_passwords(struct desk *desk, struct demo *demo)
{
	PGresult *result = desk_run(desk, "reading the accounts",
	    "select a.id, a.login, case when r.administers then s.role || '-admin' else s.role end,"
	    " u.short_name from data.seat as s join data.account as a on a.id = s.account"
	    " join data.role as r on r.role = s.role join data.unit as u on u.id = s.unit"
	    " where s.granted_by = '演示' order by s.id",
	    NULL, 0);
	struct demo_account *accounts =
	    arena_zero(desk->arena, DEMO_MOST_ACCOUNTS * sizeof *accounts);
	size_t count = 0;

	for (int row = 0; row < PQntuples(result) && count < DEMO_MOST_ACCOUNTS; row++) {
		struct demo_account *account = &accounts[count++];

		account->login = result_cell(result, row, 1);
		account->role = result_cell(result, row, 2);
		account->unit = result_cell(result, row, 3);
		account->password = password_known(demo, account->login);
		if (account->password.at == NULL)
			account->password = password_set(desk, result_cell(result, row, 0));
	}
	demo->accounts = accounts;
	demo->account_count = count;
}
