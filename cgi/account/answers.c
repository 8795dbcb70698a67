#include "answers.h"

#include "password.h"
#include "text.h"

struct json_object *
call_object(struct request *q, const char *verb, const struct parameter *parameters, size_t count)
{
	struct slice text;
	struct json_object *object;

	if (!db_call(q, verb, parameters, count, &text))
		return NULL;
	if (!json_read(q->arena, text, &object) || !json_object_is_type(object, json_type_object)) {
		problem_set(q, 500, NULL, NULL);
		return NULL;
	}
	return object;
}

bool
must_wait(struct request *q, struct json_object *answer)
{
	long long wait = json_member_integer(answer, "wait");

	if (wait > 0)
		problem_wait(q, 429, (int)wait,
		    arena_string(q->arena, json_member_text(answer, "sentence")));
	return wait > 0;
}

void
me_answer(struct request *q, struct slice me)
{
	if (me.length < 2 || me.at[0] != '{') {
		problem_set(q, 401, NULL, NULL);
		return;
	}
	answer_json(q, 200,
	    arena_format(q->arena, "{\"secure\":%s,%.*s", cookie_is_secure() ? "true" : "false",
		(int)me.length - 1, me.at + 1));
}

void
session_answer(struct request *q, struct slice token, struct slice answer)
{
	struct json_object *me;

	if (json_read(q->arena, answer, &me) && json_member(me, "sentence") != NULL) {
		problem_say(q, 403, "account/shut-out", json_member_text(me, "sentence"));
		return;
	}
	cookie_set(q, "session", token, 0);
	me_answer(q, answer);
}

bool
new_password_fits(struct request *q, const char *field, struct slice password, struct slice login,
    long long least)
{
	size_t length = text_length(password);

	if (least < PASSWORD_LEAST)
		least = PASSWORD_LEAST;
	if (length < (size_t)least)
		problem_field(q, field,
		    arena_format(q->arena, "新密码至少%lld位，现在%zu位。", least, length).at);
	else if (password_is_common(password) || slice_equal(password, login))
		problem_field(q, field, "这个密码太常见，容易被猜到，请换一个。");
	return !problem_is_set(q);
}
