#include "buffer.h"
#include "db.h"
#include "handlers.h"
#include "json.h"
#include "picture.h"

void
poster_send(struct request *q)
{
	struct json_object *mark;
	struct picture picture;
	struct buffer answer;
	struct slice json;

	if (!db_verb(q, &json))
		return;
	if (!json_read(q->arena, json, &mark) ||
	    !picture_of(q->arena, json_member_text(mark, "url"), &picture)) {
		problem_set(q, 500, NULL, NULL);
		return;
	}
	answer = buffer_new(q->arena);
	buffer_put(&answer, (struct slice){json.at, json.length - 1}); /* without its last brace */
	buffer_text(&answer, ",\"path\":");
	buffer_json(&answer, picture.path);
	buffer_format(&answer, ",\"modules\":%d}", picture.modules);
	answer_json(q, 200, buffer_slice(&answer));
}
