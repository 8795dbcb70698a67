#include "card.h"
#include "db.h"
#include "handlers.h"
#include "json.h"
#include "picture.h"

/* {"code","address","qr","modules"}; false if the address doesn't fit a picture. */
static bool
card_put(struct buffer *answer, struct slice site, struct slice mark, struct slice code)
{
	struct slice address =
	    arena_format(answer->arena, "/s/%.*s-%.*s", SLICE_PRINT(mark), SLICE_PRINT(code));
	struct slice url =
	    arena_format(answer->arena, "%.*s%.*s", SLICE_PRINT(site), SLICE_PRINT(address));
	struct picture picture;

	if (!picture_of(answer->arena, url, &picture))
		return false;
	buffer_text(answer, "{\"code\":");
	buffer_json(answer, code);
	buffer_text(answer, ",\"address\":");
	buffer_json(answer, address);
	buffer_text(answer, ",\"qr\":");
	buffer_json(answer, picture.path);
	buffer_format(answer, ",\"modules\":%d}", picture.modules);
	return true;
}

/* What was entered, with the codes that nobody knows but this answer. */
static void
cards_answer(struct request *q, struct slice json, const struct slice *codes, long long count)
{
	struct buffer answer = buffer_new(q->arena);
	struct json_object *made;
	struct slice mark = request_value(q, "mark");

	if (!json_read(q->arena, json, &made)) {
		problem_set(q, 500, NULL, NULL);
		return;
	}
	buffer_format(&answer, "{\"batch\":%lld,\"cards\":[", json_member_integer(made, "batch"));
	for (long long i = 0; i < count; i++) {
		buffer_text(&answer, i == 0 ? "" : ",");
		if (!card_put(&answer, json_member_text(made, "site"), mark, codes[i])) {
			problem_set(q, 500, NULL, NULL);
			return;
		}
	}
	buffer_text(&answer, "],\"sheet\":");
	buffer_put(&answer, json_text(q->arena, json_member(made, "sheet")));
	buffer_text(&answer, "}");
	answer_json(q, 200, buffer_slice(&answer));
}

void
cards_make(struct request *q)
{
	long long count = request_integer(q, "count");
	struct slice *codes = arena_alloc(q->arena, (size_t)count * sizeof *codes);
	struct buffer digests = buffer_new(q->arena);
	struct buffer receipts = buffer_new(q->arena);
	struct slice json;

	buffer_text(&digests, "{");
	buffer_text(&receipts, "{");
	for (long long i = 0; i < count; i++) {
		char shown[CODE_SHOWN_SIZE];

		card_make(&digests, &receipts, shown);
		codes[i] = arena_copy(q->arena, slice_of(shown));
	}
	buffer_text(&digests, "}");
	buffer_text(&receipts, "}");

	const struct parameter parameters[] = {
	    PARAMETER("round", request_value(q, "round")),
	    PARAMETER("mark", request_value(q, "mark")),
	    PARAMETER("digests", buffer_slice(&digests)),
	    PARAMETER("receipts", buffer_slice(&receipts)),
	    PARAMETER("hands_out", request_value(q, "hands_out")),
	    PARAMETER("box", request_value(q, "box")),
	};
	if (db_call_kept(q, "survey.add_cards", ROWS(parameters), &json))
		cards_answer(q, json, codes, count);
	else if (q->repeated)
		problem_set(q, 409, "survey/made-already",
		    "这批卡已经制作过，号码只显示一次。没有印出来的，请作废那一批，再做一批。");
}
