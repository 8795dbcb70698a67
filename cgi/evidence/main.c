/* evidence.fcgi: uploads (tus 1.0.0), the store of bytes by their digest, evidence and its uses, meeting records. */
#include "handlers.h"
#include "serve.h"
#include "store.h"

/* clang-format off */
static const struct field evidence_fields[] = {
	{ "evidence", FIELD_ID, 1, 0 },
};
/* uploads */
static const struct field upload_fields[] = {
	{ "upload", FIELD_ID, 1, 0 },
};
/* meeting records */
static const struct field calendar_fields[] = {
	{ "unit", FIELD_ID,      1,    0 },
	{ "year", FIELD_INTEGER, 2000, 2100, "年份", true },
};
static const struct field unit_fields[] = {
	{ "unit", FIELD_ID, 1, 0 },
};
static const struct field meeting_fields[] = {
	{ "meeting", FIELD_ID, 1, 0 },
};
/* first what is changed, last where it is recorded: each row leaves the other end out */
static const struct field record_fields[] = {
	{ "meeting",     FIELD_ID,   1, 0 },
	{ "kind",        FIELD_WORD, 1, 20,    "种类" },
	{ "held_on",     FIELD_DATE, 1, 0,     "日期" },
	{ "topics",      FIELD_TEXT, 1, 1000,  "议题" },
	{ "host",        FIELD_ID,   0, 0,     "主持人" },
	{ "host_name",   FIELD_LINE, 0, 30,    "主持人" },
	{ "resolutions", FIELD_TEXT, 0, 2000,  "决议" },
	{ "others",      FIELD_TEXT, 0, 500,   "列席" },
	{ "came",        FIELD_IDS,  0, 1000,  "到会的人" },
	{ "away",        FIELD_JSON, 0, 65536, "请假的人" },
	{ "unit",        FIELD_ID,   1, 0 },
};
#define CHANGE_FIELDS record_fields, (sizeof(record_fields) / sizeof *record_fields - 1)
#define RECORD_FIELDS &record_fields[1], (sizeof(record_fields) / sizeof *record_fields - 1)
static const struct field void_fields[] = {
	{ "meeting", FIELD_ID,   1, 0 },
	{ "note",    FIELD_TEXT, 0, 500, "说明" },
};
static const struct field edit_fields[] = {
	{ "evidence",   FIELD_ID,      1, 0   },
	{ "name",       FIELD_LINE,    1, 120, "文件名" },
	{ "happened",   FIELD_DATE,    1, 0,   "日期" },
	{ "restricted", FIELD_BOOLEAN, 1, 0,   "限制查看" },
	{ "note",       FIELD_LINE,    0, 200, "说明" },
};
static const struct field withdraw_fields[] = {
	{ "evidence", FIELD_ID,   1, 0   },
	{ "note",     FIELD_LINE, 1, 200, "说明" },
};
static const struct field library_fields[] = {
	{ "unit", FIELD_ID,   1, 0,  "单位" },
	{ "q",    FIELD_LINE, 0, 60, "要找的名称" },
	{ "page", FIELD_ID,   0, 0,  "页" },
};
static const struct field of_fields[] = {
	{ "item", FIELD_ID, 1, 0 },
};
static const struct field link_fields[] = {
	{ "evidence", FIELD_ID, 1, 0 },
	{ "target",   FIELD_ID, 1, 0, "用在哪里" },
};
static const struct field end_link_fields[] = {
	{ "link",   FIELD_ID,   1, 0   },
	{ "reason", FIELD_LINE, 1, 200, "理由" },
};
static const struct field look_fields[] = {
	{ "evidence", FIELD_ID,   1, 0  },
	{ "purpose",  FIELD_LINE, 1, 60, "用途" },
};
static const struct field file_fields[] = {
	{ "evidence", FIELD_ID,   1, 0  },
	{ "purpose",  FIELD_LINE, 0, 60, "用途" },
};
static const struct field preview_fields[] = {
	{ "evidence", FIELD_ID,   1, 0  },
	{ "number",   FIELD_ID,   1, 0  },
	{ "purpose",  FIELD_LINE, 0, 60, "用途" },
};
static const struct field quota_fields[] = {
	{ "unit", FIELD_ID, 1, 0 },
};
static const struct field set_quota_fields[] = {
	{ "unit",  FIELD_ID,      1, 0        },
	{ "mib",   FIELD_INTEGER, 0, 16777216, "存放空间", true },
	{ "basis", FIELD_LINE,    0, 200,      "依据" },
};
static const struct route routes[] = {
	/* ---- evidence, where it is used, quotas */
	{ GET,  SIGNED_IN, "/evidence/item/{evidence}", "evidence.show", ROWS(evidence_fields), NULL,
	  "One piece of evidence: its facts, digests, where it is used, its history" },
	{ POST, SIGNED_IN, "/evidence/item/{evidence}/edit", "evidence.edit", ROWS(edit_fields), NULL,
	  "Another name, day, note or restriction of a piece of evidence" },
	{ POST, SIGNED_IN, "/evidence/item/{evidence}/withdraw", "evidence.withdraw",
	  ROWS(withdraw_fields), NULL, "Take a piece of evidence out of use, wherever it is used" },
	{ POST, SIGNED_IN, "/evidence/item/{evidence}/look", "evidence.look", ROWS(look_fields), NULL,
	  "Say for what restricted evidence is opened; its unit sees it" },
	{ GET,  SIGNED_IN, "/evidence/item/{evidence}/file", "evidence.file", ROWS(file_fields), evidence_download,
	  "The file itself, as an attachment; nginx sends it", true },
	{ GET,  SIGNED_IN, "/evidence/item/{evidence}/preview/{number}", "evidence.preview", ROWS(preview_fields), evidence_preview,
	  "A picture of one of its pages", true },
	{ POST, SIGNED_IN, "/evidence/item/{evidence}/link", "evidence.link", ROWS(link_fields), NULL,
	  "Use a piece of evidence for one more item" },
	{ POST, SIGNED_IN, "/evidence/link/{link}/end", "evidence.end_link", ROWS(end_link_fields),
	  NULL, "Use a piece of evidence no longer for an item" },
	{ GET,  SIGNED_IN, "/evidence/library", "evidence.library", ROWS(library_fields), NULL,
	  "The evidence of a unit, the newest first" },
	{ GET,  SIGNED_IN, "/evidence/of/{item}", "evidence.of", ROWS(of_fields), NULL,
	  "What is linked to an item, and whether the caller may add to it" },
	{ GET,  SIGNED_IN, "/evidence/quota/{unit}", "evidence.quota", ROWS(quota_fields), NULL,
	  "A unit's share of the store, and what is left of it" },
	{ POST, SIGNED_IN, "/evidence/quota/{unit}", "evidence.set_quota", ROWS(set_quota_fields),
	  NULL, "Give a unit a share of the store of its own" },

	/* uploads: the tus protocol, and the same tickets as JSON */
	{ OPTIONS, ANYONE, "/evidence/uploads", NULL, NO_FIELDS, tus_options,
	  "What the tus protocol can do here" },
	{ OPTIONS, ANYONE, "/evidence/uploads/{upload}", NULL, ROWS(upload_fields), tus_options,
	  "What the tus protocol can do here" },
	{ POST, SIGNED_IN, "/evidence/uploads", NULL, NO_FIELDS, tus_create,
	  "tus: begin an upload, perhaps with its first bytes", .body = BODY_STREAM },
	{ HEAD, SIGNED_IN, "/evidence/uploads/{upload}", NULL, ROWS(upload_fields), tus_head,
	  "tus: how many bytes of an upload are there", true },
	{ PATCH, SIGNED_IN, "/evidence/uploads/{upload}", NULL, ROWS(upload_fields), tus_patch,
	  "tus: the next bytes of an upload", .body = BODY_STREAM },
	{ DELETE, SIGNED_IN, "/evidence/uploads/{upload}", NULL, ROWS(upload_fields), tus_delete,
	  "tus: give an upload up", .body = BODY_NONE },
	{ POST, SIGNED_IN, "/evidence/form", NULL, NO_FIELDS, form_receive,
	  "One file by a plain form (multipart/form-data)", .body = BODY_STREAM },
	{ GET, SIGNED_IN, "/evidence/uploads", "evidence.uploads", NO_FIELDS, uploads_list,
	  "The caller's uploads that are not done" },
	{ GET, SIGNED_IN, "/evidence/upload/{upload}", "evidence.upload_show", ROWS(upload_fields), upload_show,
	  "One upload of the caller, whatever became of it" },

	/* meeting records */
	{ GET,  SIGNED_IN, "/evidence/calendars", "evidence.calendars", NO_FIELDS, NULL,
	  "The units whose meetings the caller follows, with their lights" },
	{ GET,  SIGNED_IN, "/evidence/calendar/{unit}", "evidence.calendar", ROWS(calendar_fields), NULL,
	  "What a unit has held in a year against what its rules want" },
	{ GET,  SIGNED_IN, "/evidence/calendar/{unit}/roster", "evidence.meeting_roster", ROWS(unit_fields), NULL,
	  "The names to tick who came", true },
	{ POST, SIGNED_IN, "/evidence/calendar/{unit}/meetings", "evidence.record_meeting", RECORD_FIELDS, NULL,
	  "Record a meeting that was held" },
	{ GET,  SIGNED_IN, "/evidence/meeting/{meeting}", "evidence.meeting", ROWS(meeting_fields), NULL,
	  "One meeting record" },
	{ POST, SIGNED_IN, "/evidence/meeting/{meeting}/edit", "evidence.edit_meeting", CHANGE_FIELDS, NULL,
	  "Change a meeting record" },
	{ POST, SIGNED_IN, "/evidence/meeting/{meeting}/void", "evidence.void_meeting", ROWS(void_fields), NULL,
	  "Void a meeting record" },
};
/* clang-format on */
static const struct program evidence = {
    "evidence", ROWS(routes), .problem_page = form_problem, .start = store_start};

int
main(int argc, char **argv)
{
	return serve(argc, argv, &evidence);
}
