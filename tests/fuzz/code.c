/* Codes, receipts and marks: what is read is shown in a form that reads the same. */
#include "code.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice typed = {(const char *)data, size};
	char canonical[CODE_LENGTH], again[CODE_LENGTH], shown[CODE_SHOWN_SIZE],
	    same[CODE_SHOWN_SIZE];
	char mark[MARK_SIZE], mark_again[MARK_SIZE];

	if (code_read(typed, canonical) == CODE_OK) {
		code_show(canonical, shown);
		MUST(code_read(slice_of(shown), again) == CODE_OK);
		MUST(memcmp(canonical, again, CODE_LENGTH) == 0);
		MUST(strspn(shown, "0123456789ABCDEFGHJKMNPQRSTVWXYZ-") == CODE_SHOWN_SIZE - 1);
		code_receipt(canonical, shown);
		MUST(receipt_read(slice_of(shown), same) && strcmp(shown, same) == 0);
	}
	if (receipt_read(typed, shown))
		MUST(receipt_read(slice_of(shown), same) && strcmp(shown, same) == 0);
	if (mark_read(typed, mark))
		MUST(mark_read(slice_of(mark), mark_again) && strcmp(mark, mark_again) == 0);
	return 0;
}
