#include "db.h"
#include "handlers.h"
#include "json.h"
#include "workbook.h"

void
result_workbook_send(struct request *q)
{
	struct json_object *result;
	struct slice json, bytes;

	if (!db_verb(q, &json))
		return;
	if (!json_read(q->arena, json, &result) || !workbook_of(q->arena, result, &bytes)) {
		problem_set(q, 500, NULL, NULL);
		return;
	}
	answer_bytes(
	    q, 200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes);
	answer_attachment(
	    q, arena_format(q->arena, "%.*s-结果.xlsx",
		   SLICE_PRINT(json_member_text(json_member(result, "round"), "title"))));
}
