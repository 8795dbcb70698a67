/* slips.c: one-time codes for first log-ins, many at once, to be printed and sealed. */
#include "buffer.h"
#include "code.h"
#include "crypto.h"
#include "db.h"
#include "handlers.h"
#include "json.h"
#include "proof.h"

/* What the slips say, each with the code that nobody knows but this answer. */
static void
slips_answer(struct request *q, struct slice json, const struct slice *codes, size_t count)
{
	struct json_object *made, *rows;

	if (!json_read(q->arena, json, &made) || (rows = json_member(made, "rows")) == NULL ||
	    json_object_array_length(rows) != count) {
		problem_set(q, 500, NULL, NULL);
		return;
	}
	for (size_t i = 0; i < count; i++)
		json_object_object_add(json_object_array_get_idx(rows, i), "code",
		    json_object_new_string_len(codes[i].at, (int)codes[i].length));
	answer_json(q, 200, json_text(q->arena, made));
}

/* The ids of a checked list ("{1,2,3}"), how many there are. */
static size_t
ids_count(struct slice list)
{
	size_t count = list.length > 2;

	for (size_t i = 0; i < list.length; i++)
		count += list.at[i] == ',';
	return count;
}

void
slips_make(struct request *q)
{
	size_t count = ids_count(request_value(q, "accounts"));
	struct slice *codes = arena_alloc(q->arena, (count + 1) * sizeof *codes);
	struct buffer digests = buffer_new(q->arena);
	struct slice json;

	buffer_text(&digests, "{");
	for (size_t i = 0; i < count; i++) {
		char shown[CODE_SHOWN_SIZE], canonical[CODE_LENGTH];
		unsigned char digest[CODE_DIGEST_SIZE];

		code_make(shown);
		code_read(slice_of(shown), canonical);
		code_digest(canonical, digest);
		digest_append(&digests, digest);
		codes[i] = arena_copy(q->arena, slice_of(shown));
	}
	buffer_text(&digests, "}");

	const struct parameter parameters[] = {
	    PARAMETER("accounts", request_value(q, "accounts")),
	    PARAMETER("digests", buffer_slice(&digests)),
	};
	if (db_call_kept(q, "account.add_codes", ROWS(parameters), &json))
		slips_answer(q, json, codes, count);
	else if (q->repeated)
		problem_set(q, 409, "account/made-already",
		    "这批登录条已经做过，号码只显示一次。没有印出来的，请再做一次，前一次的就作废了。");
}
