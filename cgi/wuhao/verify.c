/* verify.c: `wuhao verify`: the audit's chain, computed anew link by link; then the store. */
#include "verify.h"
#include "commands.h"
#include "crypto.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct chain {
	long long place;     /* of the last link that was looked at */
	struct slice digest; /* its digest, raw */
	unsigned char bytes[DIGEST_SIZE];
	int wrong;
};

static void wrong_say(struct chain *chain, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* One sentence on stdout for each place that is wrong. */
static void
wrong_say(struct chain *chain, const char *format, ...)
{
	va_list list;

	chain->wrong++;
	va_start(list, format);
	vprintf(format, list);
	va_end(list);
	putchar('\n');
}

/*
 * Looks at one link: its place comes next, its row is there, and its digest is the SHA-256 of the
 * digest before it and the row's text. Goes on from the digest that is stored, so that one change
 * is told once.
 */
static void
link_check(struct desk *desk, struct chain *chain, const PGresult *result, int row)
{
	long long place = strtoll(PQgetvalue(result, row, 0), NULL, 10);
	struct slice stored = result_cell(result, row, 1);
	struct slice text = result_cell(result, row, 2);
	struct digest *digest = digest_new();
	unsigned char computed[DIGEST_SIZE];

	for (long long missing = chain->place + 1; missing < place; missing++)
		wrong_say(chain, "link %lld is missing", missing);
	digest_add(digest, chain->digest);
	digest_add(digest, text);
	digest_done(digest, computed);
	if (text.at == NULL)
		wrong_say(chain, "the row of link %lld is missing", place);
	else if (place == chain->place + 1 &&
		 !slice_equal(stored, hex(desk->arena, computed, sizeof computed)))
		wrong_say(
		    chain, "link %lld does not fit: its row or one before was changed", place);
	for (size_t i = 0; i < DIGEST_SIZE; i++)
		chain->bytes[i] = (unsigned char)strtoul(
		    (const char[3]){stored.at[2 * i], stored.at[2 * i + 1], '\0'}, NULL, 16);
	chain->digest = (struct slice){(const char *)chain->bytes, DIGEST_SIZE};
	chain->place = place;
}

/* A batch of links after the last one; returns how many there were. */
static int
links_check(struct desk *desk, struct chain *chain)
{
	struct arena *arena = arena_new();
	struct desk part = {arena, desk->connection};
	struct slice place = arena_format(arena, "%lld", chain->place);
	PGresult *result = desk_run(&part, "reading the audit",
	    "select l.place, encode(l.digest, 'hex'), case when a.id is not null then keeper.audit_text(a) end"
	    " from data.audit_link as l left join data.audit as a on a.id = l.audit"
	    " where l.place > $1 order by l.place limit 5000",
	    &place, 1);
	int count = PQntuples(result);

	for (int row = 0; row < count; row++)
		link_check(&part, chain, result, row);
	arena_free(arena);
	return count;
}

void
command_verify(struct desk *desk, struct words *words)
{
	struct chain chain = {.place = 0};
	struct slice waiting;
	int wrong;

	words_expect(words, 0, "verify");
	desk_connect(desk);
	desk_do(desk, "reading the audit",
	    "begin transaction isolation level repeatable read read only");
	while (links_check(desk, &chain) > 0)
		continue;
	waiting = desk_value(desk, "reading the audit",
	    "select count(*) from data.audit as a"
	    " where not exists (select from data.audit_link as l where l.audit = a.id)",
	    NULL, 0);
	desk_do(desk, "reading the audit", "commit");
	printf("audit: %lld links, %.*s rows wait for theirs; the last digest is %s\n", chain.place,
	    SLICE_PRINT(waiting),
	    chain.digest.at == NULL ? "none" : hex(desk->arena, chain.bytes, DIGEST_SIZE).at);
	wrong = store_verify(desk);
	if (chain.wrong > 0)
		fail("the audit's chain is broken at %d %s", chain.wrong,
		    chain.wrong == 1 ? "place" : "places");
	if (wrong > 0)
		fail("the store is not as the database knows it at %d %s", wrong,
		    wrong == 1 ? "place" : "places");
}
