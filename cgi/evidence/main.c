/* evidence.fcgi: uploads (tus 1.0.0), the store of bytes by their digest, evidence and its uses, meeting records. */
#include "serve.h"

/* clang-format off */
static const struct field evidence_fields[] = {
	{ "evidence", FIELD_ID, 1, 0 },
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
static const struct route routes[] = {
	/* evidence */
	{ GET, SIGNED_IN, "/evidence/item/{evidence}", "evidence.show", ROWS(evidence_fields), NULL,
	  "One piece of evidence: its facts, digests, where it is used, its history" },

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
static const struct program evidence = {"evidence", ROWS(routes)};

int
main(int argc, char **argv)
{
	return serve(argc, argv, &evidence);
}
