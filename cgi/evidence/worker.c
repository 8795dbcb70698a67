/*
 * worker: checks what was uploaded and puts it into the store; one process without a socket.
 *
 * WUHAO_DATABASE  conninfo without user; it connects as wuhao_worker
 * WUHAO_EVIDENCE  the folder of uploads and store
 */
#include "worker.h"

#include "clock.h"
#include "json.h"
#include "log.h"
#include "stop.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PAUSE = 1000 /* milliseconds between turns with nothing to do */, SWEEP_EACH = 3600 * 1000 };

static struct piece
piece_read(struct worker *worker, struct json_object *answer)
{
	struct piece piece = {
	    .id = json_member_integer(answer, "id"),
	    .size = json_member_integer(answer, "size"),
	    .received = json_member_text(answer, "received"),
	    .extension = json_member_text(answer, "extension"),
	    .inside = json_member_text(answer, "inside"),
	    .family = json_member_text(answer, "family"),
	    .kinds = json_member_text(answer, "kinds"),
	    .clamd = json_member_text(answer, "clamd"),
	    .types = json_member(answer, "types"),
	    .waits = json_member_boolean(answer, "waits"),
	};

	piece.sent = arena_format(worker->arena, "%s/uploads/%lld", worker->root, piece.id).at;
	return piece;
}

static void
piece_refuse(struct worker *worker, const struct piece *piece, const struct judged *judged)
{
	const struct slice values[] = {
	    worker_number(worker, piece->id), judged->sentence, slice_of(judged->found)};
	struct json_object *answer;
	struct slice sentence;

	if (worker_call(worker,
		"select evidence.work_refused(upload => $1, sentence => $2, virus => $3)", values,
		3, &answer, &sentence) == OUTCOME_DONE)
		piece_forget(worker, piece);
}

static void
piece_wait(struct worker *worker, const struct piece *piece, struct slice why)
{
	const struct slice values[] = {worker_number(worker, piece->id), why};
	struct json_object *answer;
	struct slice sentence;

	if (why.at != NULL)
		(void)worker_call(worker,
		    "select evidence.work_waits(upload => $1, sentence => $2)", values, 2, &answer,
		    &sentence);
}

/*
 * The files first, the verb after them, both while nobody removes anything: whatever is cut off here is
 * done once more, from the bytes that came.
 */
static void
piece_keep(struct worker *worker, const struct piece *piece)
{
	const struct slice values[] = {worker_number(worker, piece->id), piece->digest, piece->sm3,
	    worker_number(worker, piece->size), piece->type, worker_number(worker, piece->previews),
	    piece->scanned};
	struct json_object *answer;
	struct judged judged = {VERDICT_REFUSE, {NULL, 0}, NULL};
	enum outcome outcome = OUTCOME_AWAY;

	if (!store_lock(worker))
		return;
	if (piece_store(worker, piece))
		outcome = worker_call(worker,
		    "select evidence.work_kept(upload => $1, digest => decode($2, 'hex'), sm3 => "
		    "decode($3, 'hex'), size => $4, type => $5, previews => $6, scanned => $7)",
		    values, 7, &answer, &judged.sentence);
	else
		piece_wait(worker, piece, SLICE("服务器空间不足，腾出空间后再检查。"));
	store_unlock(worker);
	if (outcome == OUTCOME_DONE)
		piece_forget(worker, piece);
	else if (outcome == OUTCOME_REFUSED && judged.sentence.at != NULL)
		piece_refuse(worker, piece, &judged);
}

/* The next upload after this one: its id; 0: there is none, or the database is away. */
static long long
piece_do(struct worker *worker, long long after)
{
	const struct slice values[] = {worker_number(worker, after)};
	struct json_object *answer;
	struct slice sentence;
	struct piece piece;
	struct judged judged;

	if (worker_call(worker, "select evidence.work(after => $1)", values, 1, &answer,
		&sentence) != OUTCOME_DONE)
		return 0;
	piece = piece_read(worker, answer);
	if (piece.id == 0)
		return 0;
	judged = piece_judge(worker, &piece);
	if (judged.verdict == VERDICT_KEEP)
		piece_keep(worker, &piece);
	else if (judged.verdict == VERDICT_REFUSE)
		piece_refuse(worker, &piece, &judged);
	else
		piece_wait(worker, &piece, judged.sentence);
	folder_empty(worker);
	return piece.id;
}

static void
turn(struct worker *worker)
{
	long long id = 0;

	do {
		id = piece_do(worker, id);
		arena_reset(worker->arena);
	} while (id != 0 && !stop_is_asked(0));
	if (time_elapsed() >= worker->sweep_at && !stop_is_asked(0)) {
		worker->sweep_at = time_elapsed() + SWEEP_EACH;
		worker_sweep(worker);
		arena_reset(worker->arena);
	}
}

static int
help(bool asked)
{
	fprintf(asked ? stdout : stderr,
	    "worker: checks what was uploaded and puts it into the store\n"
	    "WUHAO_DATABASE  conninfo of PostgreSQL, without user\n"
	    "WUHAO_EVIDENCE  the folder of uploads and store\n"
	    "TERM ends it after the upload that is being checked.\n");
	return asked ? EXIT_SUCCESS : 2;
}

int
main(int argc, char **argv)
{
	struct worker worker = {.arena = arena_new(), .root = getenv("WUHAO_EVIDENCE")};
	struct arena *own = arena_new();

	if (argc > 1)
		return help(argc == 2 && strcmp(argv[1], "--help") == 0);
	log_name("worker");
	if (worker.root == NULL || worker.root[0] != '/') {
		log_line(LOG_ERROR, "no_folder", "variable", "WUHAO_EVIDENCE", NULL);
		return EXIT_FAILURE;
	}
	worker.folder = arena_format(own, "%s/work/%d", worker.root, (int)getpid()).at;
	stop_begin();
	if (!store_open(&worker))
		return EXIT_FAILURE;
	worker.database = database_open("worker");
	log_line(LOG_INFO, "worker_started", NULL);
	do
		turn(&worker);
	while (!stop_is_asked(PAUSE));
	log_line(LOG_INFO, "worker_stopped", NULL);
	folder_empty(&worker);
	(void)rmdir(worker.folder);
	database_close(worker.database);
	arena_free(worker.arena);
	arena_free(own);
	return EXIT_SUCCESS;
}
