/* demo_cards.c: the demonstration's open round and its cards. */
#include "card.h"
#include "crypto.h"
#include "demo.h"

#include <stdlib.h>

enum { BATCH_LEAST = 10 }; /* what survey.add_cards takes */

struct place {
	struct slice round, card_mark, open_mark;
};

/*
 * A round that takes answers for an hour yet and has a card's and a poster's address for the
 * masses about one unit: the one that the file names, or the newest. Returns false where there is none.
 */
static bool
round_find(struct desk *desk, const struct demo *demo, struct place *place)
{
	PGresult *result = desk_run(desk, "looking for an open round",
	    "select r.item, c.mark, o.mark from data.round as r"
	    " join data.item as i on i.id = r.item and i.state = 'open'"
	    " join data.mark as c on c.round = r.item and c.channel = 'card' and c.stratum = 'masses'"
	    " join data.mark as o on o.round = r.item and o.channel = 'open' and o.stratum = 'masses'"
	    " and o.unit = c.unit"
	    " join box.unit as u on u.round = r.item and u.unit = o.unit"
	    " where r.opens <= base.now() and coalesce(r.closed_at, r.closes) > base.now()"
	    " + interval '1 hour'"
	    " order by ('/s/' || o.mark = $1) desc nulls last, r.item desc, u.official_order limit 1",
	    &demo->open, 1);

	if (PQntuples(result) == 0)
		return false;
	place->round = result_cell(result, 0, 0);
	place->card_mark = result_cell(result, 0, 1);
	place->open_mark = result_cell(result, 0, 2);
	return true;
}

/* How many of the file's cards may still be used in the round. */
static int
unused_count(struct desk *desk, const struct demo *demo, const struct place *place)
{
	struct buffer digests = buffer_new(desk->arena);
	struct slice values[2];
	struct slice count;

	buffer_text(&digests, "{");
	for (size_t i = 0; i < demo->card_count; i++) {
		const char *dash = memchr(demo->cards[i].at, '-', demo->cards[i].length);
		unsigned char digest[CODE_DIGEST_SIZE];
		char canonical[CODE_LENGTH], text[2 * CODE_DIGEST_SIZE + 1];

		if (dash == NULL || code_read(slice_of(dash + 1), canonical) != CODE_OK)
			continue;
		code_digest(canonical, digest);
		hex_into(digest, sizeof digest, text);
		buffer_format(&digests, "%s%s", digests.length > 1 ? "," : "", text);
	}
	buffer_text(&digests, "}");
	values[0] = buffer_slice(&digests);
	values[1] = place->card_mark;
	count = desk_value(desk, "counting the cards",
	    "select count(*) from unnest($1::text[]) as d (digest)"
	    " join box.card as c on c.digest = decode(d.digest, 'hex')"
	    " join box.batch as b on b.batch = c.batch"
	    " where b.mark = $2 and not c.used and not b.voided",
	    values, 2);
	return (int)strtol(arena_string(desk->arena, count), NULL, 10);
}

/* A new card: its address goes to the file, the digests of code and receipt to the lists. */
static void
card_add(struct desk *desk, struct demo *demo, const struct place *place, struct buffer *digests,
    struct buffer *receipts)
{
	char shown[CODE_SHOWN_SIZE];

	card_make(digests, receipts, shown);
	demo->cards[demo->card_count++] =
	    arena_format(desk->arena, "/s/%.*s-%s", SLICE_PRINT(place->card_mark), shown);
}

/* A print of cards, entered by the officer's verb. */
static void
batch_make(struct desk *desk, struct demo *demo, const struct place *place, int count)
{
	struct buffer digests = buffer_new(desk->arena), receipts = buffer_new(desk->arena);
	struct slice values[4];

	if (demo->card_count + (size_t)count > DEMO_MOST_CARDS)
		fail("there is no room for more cards in demo.json; remove it and start again");
	buffer_text(&digests, "{");
	buffer_text(&receipts, "{");
	for (int i = 0; i < count; i++)
		card_add(desk, demo, place, &digests, &receipts);
	buffer_text(&digests, "}");
	buffer_text(&receipts, "}");
	values[0] = place->round;
	values[1] = place->card_mark;
	values[2] = buffer_slice(&digests);
	values[3] = buffer_slice(&receipts);
	desk_do(desk, "making cards", "select pg_temp.enter_as('zhoulan')");
	desk_run(desk, "making cards",
	    "select survey.add_cards(round => $1, mark => $2, digests => $3, receipts => $4,"
	    " hands_out => '市直机关工委组织科', box => false)",
	    values, 4);
	desk_do(desk, "making cards", "select pg_temp.leave()");
}

/* What the keeper does as soon as it runs; the ballot is then ready before anybody comes. */
static void
messages_deliver(struct desk *desk)
{
	desk_do(desk, "handing messages to the ballot", "select pg_temp.deliver()");
}

void
demo_round(struct desk *desk, struct demo *demo, const char *folder)
{
	struct place place;
	int missing;

	messages_deliver(desk);
	if (!round_find(desk, demo, &place)) {
		demo_script(desk, folder, "present");
		messages_deliver(desk);
		if (!round_find(desk, demo, &place))
			fail("the demonstration's round has no address for cards or posters");
	}
	demo->open = arena_format(desk->arena, "/s/%.*s", SLICE_PRINT(place.open_mark));
	missing = DEMO_CARDS_UNUSED - unused_count(desk, demo, &place);
	if (missing <= 0)
		return;
	batch_make(desk, demo, &place, missing < BATCH_LEAST ? BATCH_LEAST : missing);
	messages_deliver(desk);
}
