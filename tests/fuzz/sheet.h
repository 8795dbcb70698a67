/* sheet.h: what must hold of any file that is read as a table: it is refused in words, or its lines can be taken apart again. */
#ifndef WUHAO_FUZZ_SHEET_H
#define WUHAO_FUZZ_SHEET_H

#include "fuzz.h"
#include "json.h"
#include "sheet_table.h"
#include "text.h"

/* clang-format off */
static const struct sheet_field fields[] = {
	{ "name",   "姓名", VALUE_NAME,     30, false, {"党员姓名"}, "" },
	{ "unit",   "支部", VALUE_LINE,     60, false, {NULL}, "" },
	{ "number", "编号", VALUE_NUMBER,   30, false, {NULL}, "" },
	{ "day",    "日期", VALUE_DATE,     10, false, {"入党日期"}, "" },
	{ "order",  "序号", VALUE_INTEGER,  6,  false, {NULL}, "" },
};
/* clang-format on */
static const struct sheet_kind kind = {"people", "人", fields, 5};

/* Each line has its row, its faults and a cell for each field, and each fault is JSON. */
static inline void
lines_check(struct arena *arena, struct slice lines, size_t count)
{
	size_t tabs = 0, ends = 0;
	struct json_object *faults;

	MUST(text_is_utf8(lines));
	for (size_t i = 0; i < lines.length; i++) {
		tabs += lines.at[i] == '\t';
		ends += lines.at[i] == '\n';
		MUST(lines.at[i] != '\0');
		if (lines.at[i] == '\t' && i + 1 < lines.length && lines.at[i + 1] == '[') {
			const char *end = memchr(lines.at + i + 1, '\t', lines.length - i - 1);

			/* the first tab of a line is in front of its faults */
			if (tabs % (kind.count + 1) == 1)
				MUST(end != NULL && json_read(arena,
							(struct slice){lines.at + i + 1,
							    (size_t)(end - lines.at) - i - 1},
							&faults));
		}
	}
	MUST(tabs == count * (kind.count + 1));
	MUST(count == 0 || ends == count - 1);
}

static inline void
sheet_try(struct arena *arena, struct slice bytes)
{
	struct sheet_refusal refusal;
	struct sheet_choice choice = {0};
	struct sheet_table table;
	struct json_object *layout;
	struct sheet_book *book = sheet_open(arena, bytes, &refusal);

	if (book != NULL && sheet_table_read(arena, book, &kind, &choice, &table, &refusal)) {
		MUST(json_read(arena, table.layout, &layout));
		lines_check(arena, table.lines, table.count);
	} else {
		MUST(refusal.status >= 413 && text_is_utf8(refusal.detail));
		MUST(refusal.detail.length > 0);
	}
}

#endif
