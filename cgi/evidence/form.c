/*
 * form.c: one file by a plain form, where JavaScript fails. It goes into the same store, under a
 * ticket that is made when the file's head has come (so its fields stand before it), announced with
 * the body's length, and closed with what came. Nobody can go on with it: cut, it is given up.
 */
#include "buffer.h"
#include "chunk.h"
#include "db.h"
#include "handlers.h"
#include "multipart.h"

enum { READ_SIZE = 64 * 1024, FORM_FIELDS = PARTS_MOST + 1 };

struct form_upload {
	struct multipart_reader *reader;
	struct ticket ticket;
	struct upload_file file;
	bool begun; /* there is a ticket, and its file is open */
	bool whole; /* the last boundary came */
};

static void
wrong(struct request *q)
{
	problem_set(q, 400, NULL, NULL);
}

/* The fields that came before the file, with the name that it came with. */
static bool
ticket_begin(struct request *q, struct form_upload *upload)
{
	const struct form *fields = multipart_fields(upload->reader);
	struct form said = {arena_zero(q->arena, FORM_FIELDS * sizeof *said.fields), 0};

	if (multipart_file_name(upload->reader).length == 0) {
		problem_field(q, "file", "没有选文件。");
		return false;
	}
	said.fields[said.count++] =
	    (struct form_field){SLICE("filename"), multipart_file_name(upload->reader)};
	for (size_t i = 0; i < fields->count; i++)
		said.fields[said.count++] = fields->fields[i];
	q->key.length = 0;
	if (!ticket_make(q, &said, (long long)q->body_left + READ_SIZE, (struct slice){0},
		&upload->ticket) ||
	    store_refuses(q, upload_open(upload->ticket.id, &upload->file)))
		return false;
	upload->file.low_water = upload->ticket.low_water;
	upload->begun = true;
	return true;
}

/* Reads what was read of the body; false with the problem set. */
static bool
piece_read(struct request *q, struct form_upload *upload, struct slice in)
{
	for (;;) {
		struct slice bytes;

		switch (multipart_read(upload->reader, &in, &bytes)) {
		case MULTIPART_MORE: return true;
		case MULTIPART_END: upload->whole = true; return true;
		case MULTIPART_WRONG: wrong(q); return false;
		case MULTIPART_FILE:
			if (!ticket_begin(q, upload))
				return false;
			break;
		case MULTIPART_BYTES:
			if (store_refuses(q, upload_add(&upload->file, bytes)))
				return false;
			break;
		}
	}
}

static bool
body_take(struct request *q, struct form_upload *upload)
{
	char *piece = arena_alloc(q->arena, READ_SIZE);
	size_t length;

	while ((length = body_read(q, piece, READ_SIZE)) > 0)
		if (!piece_read(q, upload, (struct slice){piece, length}))
			return false;
	if (upload->whole && q->body_left == 0)
		return true;
	wrong(q);
	return false;
}

/* What was begun and not finished is nobody's. */
static void
upload_give_up(struct request *q, struct form_upload *upload)
{
	struct problem problem = q->problem;
	struct parameter id =
	    PARAMETER("upload", arena_format(q->arena, "%lld", upload->ticket.id));
	struct slice json;

	(void)db_call(q, "evidence.upload_end", &id, 1, &json);
	(void)upload_remove(&upload->file);
	q->problem = problem;
}

static void
form_carried(struct request *q, void *context)
{
	struct form_upload *upload = context;
	bool done = body_take(q, upload) && !store_refuses(q, upload_keep(&upload->file)) &&
		    ticket_close(q, &upload->ticket, &upload->file);

	if (!done) {
		if (upload->begun)
			upload_give_up(q, upload);
		return;
	}
	upload_close(&upload->file);
	answer_redirect(q, upload->ticket.address.length > 0 ? upload->ticket.address
							     : SLICE("/console/evidence"));
}

void
form_receive(struct request *q)
{
	struct form_upload *upload = arena_zero(q->arena, sizeof *upload);

	upload->reader =
	    multipart_new(q->arena, request_parameter(q, "CONTENT_TYPE"), SLICE("file"));
	if (upload->reader == NULL)
		problem_set(q, 415, NULL, "可以用：本系统页面上的上传表单。没有保存。");
	else
		(void)request_carry(q, form_carried, upload);
}

bool
form_problem(struct request *q, const struct problem *problem)
{
	struct buffer page;

	if (q->route == NULL || q->route->handler != form_receive)
		return false;
	page = buffer_new(q->arena);
	buffer_text(&page,
	    "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n\t<meta charset=\"utf-8\">\n"
	    "\t<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\t<title>");
	buffer_html(&page, problem->title);
	buffer_text(&page,
	    " · 双五好</title>\n\t<link rel=\"icon\" href=\"/assets/common/seal.svg\">\n"
	    "\t<link rel=\"stylesheet\" href=\"/assets/common/console.css\">\n"
	    "\t<link rel=\"stylesheet\" href=\"/assets/account/door.css\">\n</head>\n"
	    "<body class=\"door\">\n<main class=\"door-main alone\">\n"
	    "<section class=\"card door-card stack\">\n<h1>");
	buffer_html(&page, problem->title);
	buffer_text(&page, "</h1>\n<p>");
	buffer_html(&page, problem->detail);
	buffer_text(&page, "</p>\n");
	for (const struct problem_error *error = problem->errors; error != NULL;
	     error = error->next) {
		buffer_text(&page, "<p>");
		buffer_html(&page, error->detail);
		buffer_text(&page, "</p>\n");
	}
	buffer_text(&page,
	    "<p>文件没有存上。请按返回键，改好再传。</p>\n"
	    "<div class=\"row\"><a class=\"btn\" href=\"/console/evidence\">回到佐证材料</a></div>\n"
	    "</section>\n</main>\n</body>\n</html>\n");
	answer_html(q, problem->status, buffer_slice(&page));
	return true;
}
