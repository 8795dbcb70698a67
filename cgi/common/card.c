#include "card.h"

#include "crypto.h"

/* A digest as an element behind those that the list holds. */
static void
digest_append(struct buffer *list, const unsigned char digest[CODE_DIGEST_SIZE])
{
	char text[2 * CODE_DIGEST_SIZE + 1];

	hex_into(digest, CODE_DIGEST_SIZE, text);
	buffer_format(list, "%s%s", list->length > 1 ? "," : "", text);
}

void
card_make(struct buffer *digests, struct buffer *receipts, char shown[CODE_SHOWN_SIZE])
{
	char receipt[CODE_SHOWN_SIZE], canonical[CODE_LENGTH];
	unsigned char digest[CODE_DIGEST_SIZE];

	code_make(shown);
	code_read(slice_of(shown), canonical);
	code_digest(canonical, digest);
	digest_append(digests, digest);
	code_receipt(canonical, receipt);
	receipt_digest(receipt, digest);
	digest_append(receipts, digest);
}
