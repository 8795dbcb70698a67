#include "json.h"
#include "log.h"
#include "worker.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static struct judged
refuse(struct slice sentence)
{
	return (struct judged){VERDICT_REFUSE, sentence, NULL};
}

static struct judged
wait_for(struct slice sentence)
{
	return (struct judged){VERDICT_WAIT, sentence, NULL};
}

/* SHA-256 and, where asked for, SM3 of a file, hexadecimal. False with a line in the log. */
static bool
file_digest(struct worker *worker, const char *path, struct slice *digest, struct slice *second,
    long long *size)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	unsigned char out[DIGEST_SIZE];
	struct slice all = {"", 0};
	struct stat facts;
	void *at = NULL;

	if (file < 0 || fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode))
		goto failed;
	if (facts.st_size > 0) {
		at = mmap(NULL, (size_t)facts.st_size, PROT_READ, MAP_SHARED, file, 0);
		if (at == MAP_FAILED)
			goto failed;
		(void)madvise(at, (size_t)facts.st_size, MADV_SEQUENTIAL);
		all = (struct slice){at, (size_t)facts.st_size};
	}
	sha256(all, out);
	*digest = hex(worker->arena, out, sizeof out);
	if (second != NULL) {
		sm3(all, out);
		*second = hex(worker->arena, out, sizeof out);
	}
	*size = facts.st_size;
	if (at != NULL)
		munmap(at, (size_t)facts.st_size);
	close(file);
	return true;
failed:
	log_line(LOG_ERROR, "upload_unreadable", NULL);
	if (file >= 0)
		close(file);
	return false;
}

static bool
type_is_allowed(const struct piece *piece)
{
	for (size_t i = 0; i < json_object_array_length(piece->types); i++)
		if (slice_equal(piece->type, slice_of(json_object_get_string(
						 json_object_array_get_idx(piece->types, i)))))
			return true;
	return false;
}

/* The name, and then the content: both must be what is on the list, and agree. */
static struct judged
type_judge(struct worker *worker, struct piece *piece)
{
	bool inside = true;

	if (!piece_look(worker, piece, &inside))
		return refuse(SLICE("看不出这是什么文件，没有收。请换一种格式再传。"));
	if (!type_is_allowed(piece) || !inside)
		return refuse(arena_format(worker->arena,
		    "文件的内容和后缀名不一致：后缀名是“.%.*s”，内容不是。没有收。"
		    "网页、脚本和程序不能上传。",
		    SLICE_PRINT(piece->extension)));
	return (struct judged){.verdict = VERDICT_KEEP};
}

static struct judged
scan_judge(struct worker *worker, struct piece *piece)
{
	const char *socket = arena_string(worker->arena, piece->clamd);
	char *name = arena_alloc(worker->arena, SCAN_NAME_SIZE);
	struct judged judged = refuse(SLICE("查毒程序在这个文件里查出了问题，没有收，已经删除。"));
	int file = open(piece->input, O_RDONLY | O_CLOEXEC);
	enum scan scan = file < 0 ? SCAN_AWAY : scanner_ask(socket, file, name);

	if (file >= 0)
		close(file);
	switch (scan) {
	case SCAN_CLEAN:
		scanner_version(socket, name);
		piece->scanned = slice_of(name);
		return (struct judged){.verdict = VERDICT_KEEP};
	case SCAN_FOUND: judged.found = name; return judged;
	case SCAN_LARGE:
		log_line(LOG_WARNING, "scanner_takes_less", NULL);
		return refuse(
		    SLICE("文件太大，查毒程序查不了，没有收。请拆小再传，或者联系管理员。"));
	case SCAN_AWAY: break;
	}
	if (!piece->waits)
		log_line(LOG_WARNING, "scanner_away", NULL);
	return wait_for(SLICE("已经传完，正在等查毒程序，查过就能用。"));
}

/* What is asked of the bytes as they came; VERDICT_KEEP: they may be looked into. */
static struct judged
sent_judge(struct worker *worker, struct piece *piece)
{
	struct judged judged;
	struct slice digest;
	long long size;

	if (json_object_array_length(piece->types) == 0)
		return refuse(arena_format(worker->arena,
		    "不能用这种格式。可以用：%.*s。网页、脚本和程序不能上传。",
		    SLICE_PRINT(piece->kinds)));
	piece->input =
	    arena_format(worker->arena, "%s/in.%.*s", worker->folder, SLICE_PRINT(piece->extension))
		.at;
	if (link(piece->sent, piece->input) != 0 ||
	    !file_digest(worker, piece->input, &digest, NULL, &size)) {
		log_line(LOG_ERROR, "upload_missing", "upload",
		    arena_string(worker->arena, worker_number(worker, piece->id)), NULL);
		return access(piece->sent, F_OK) == 0
			   ? wait_for((struct slice){NULL, 0})
			   : refuse(SLICE("文件在服务器上找不到了，没有收。请重新上传。"));
	}
	if (size != piece->size || !slice_equal(digest, piece->received)) {
		log_line(LOG_ERROR, "upload_damaged", "upload",
		    arena_string(worker->arena, worker_number(worker, piece->id)), NULL);
		return refuse(SLICE("文件在服务器上损坏了，没有收。请重新上传。"));
	}
	judged = type_judge(worker, piece);
	if (judged.verdict == VERDICT_KEEP && !slice_is_empty(piece->clamd))
		judged = scan_judge(worker, piece);
	return judged;
}

struct judged
piece_judge(struct worker *worker, struct piece *piece)
{
	struct judged judged = sent_judge(worker, piece);

	if (judged.verdict != VERDICT_KEEP)
		return judged;
	piece->clean = piece->input;
	if (slice_equal(piece->family, SLICE("picture")) && !picture_clean(worker, piece))
		return refuse(SLICE(
		    "图片里的拍摄地点等信息去不掉，没有收。文件可能已经损坏，请换一张再传。"));
	if (!file_digest(worker, piece->clean, &piece->digest, &piece->sm3, &piece->size))
		return wait_for((struct slice){NULL, 0});
	previews_draw(worker, piece);
	return judged;
}
