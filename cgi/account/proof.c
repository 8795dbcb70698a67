#include "proof.h"

#include "clock.h"
#include "code.h"
#include "keys.h"
#include "totp.h"

#include <stdlib.h>

static bool
totp_key(struct request *q, unsigned char key[KEY_SIZE])
{
	if (key_read("totp", key))
		return true;
	problem_wait(
	    q, 503, 60, "动态口令暂时用不了：服务器上缺少密钥。没有任何改动，请联系系统管理员。");
	return false;
}

/* What was sealed for one account opens for no other. */
static struct slice
context_of(struct arena *arena, long long account)
{
	return arena_format(arena, "totp/%lld", account);
}

bool
secret_seal(struct request *q, long long account, struct slice secret, struct slice *sealed)
{
	unsigned char key[KEY_SIZE];

	if (!totp_key(q, key))
		return false;
	*sealed = aes_gcm_seal(q->arena, key, secret, context_of(q->arena, account));
	return true;
}

static struct slice
unhex(struct arena *arena, struct slice text)
{
	char *bytes = arena_alloc(arena, text.length / 2 + 1);

	for (size_t i = 0; i < text.length / 2; i++)
		bytes[i] = (char)strtoul(
		    (const char[3]){text.at[2 * i], text.at[2 * i + 1], '\0'}, NULL, 16);
	return (struct slice){bytes, text.length / 2};
}

static void
recovery_digest(const char canonical[CODE_LENGTH], unsigned char out[DIGEST_SIZE])
{
	struct digest *digest = digest_new();

	digest_add_field(digest, SLICE("wuhao recovery"));
	digest_add_field(digest, (struct slice){canonical, CODE_LENGTH});
	digest_done(digest, out);
}

static bool
recovery_read(struct arena *arena, struct slice typed, struct proof *proof)
{
	unsigned char *digest = arena_alloc(arena, DIGEST_SIZE);
	char canonical[CODE_LENGTH];

	if (code_read(typed, canonical) != CODE_OK)
		return false;
	recovery_digest(canonical, digest);
	*proof = (struct proof){.recovery = {(const char *)digest, DIGEST_SIZE}};
	return true;
}

bool
proof_of(struct request *q, struct json_object *kept, struct slice typed, struct proof *proof)
{
	unsigned char key[KEY_SIZE];
	struct slice sealed = unhex(q->arena, json_member_text(kept, "secret")), secret;
	uint32_t number;
	uint64_t step;

	if (!totp_read(typed, &number))
		return recovery_read(q->arena, typed, proof);
	if (!totp_key(q, key))
		return false;
	if (!aes_gcm_open(q->arena, key, sealed,
		context_of(q->arena, json_member_integer(kept, "account")), &secret)) {
		problem_set(q, 500, NULL, NULL); /* another key, or a row that was changed */
		return false;
	}
	step = totp_step(secret, number, time_of_devices());
	*proof = (struct proof){.step = arena_format(q->arena, "%llu", (unsigned long long)step)};
	return step != 0;
}

void
digest_append(struct buffer *list, const unsigned char digest[DIGEST_SIZE])
{
	char text[2 * DIGEST_SIZE + 1];

	hex_into(digest, DIGEST_SIZE, text);
	buffer_format(list, "%s\"\\\\x%s\"", list->length > 1 ? "," : "", text);
}

struct slice
recovery_make(struct arena *arena, struct buffer *shown)
{
	struct buffer digests = buffer_new(arena);

	buffer_text(&digests, "{");
	buffer_text(shown, "[");
	for (int i = 0; i < RECOVERY_COUNT; i++) {
		char code[CODE_SHOWN_SIZE], canonical[CODE_LENGTH];
		unsigned char digest[DIGEST_SIZE];

		code_make(code);
		code_read(slice_of(code), canonical);
		recovery_digest(canonical, digest);
		digest_append(&digests, digest);
		buffer_format(shown, "%s\"%s\"", i == 0 ? "" : ",", code);
	}
	buffer_text(&digests, "}");
	buffer_text(shown, "]");
	return buffer_slice(&digests);
}
