/*
 * route.h: what a program offers, as tables. A field's name is the JSON member (or form field, or
 * query name), the {path} part and the SQL argument; models.md, section 3, shows a program.
 */
#ifndef WUHAO_ROUTE_H
#define WUHAO_ROUTE_H

#include "arena.h"

/* Members at the end of a row that aren't named are 0 or NULL: that is what they are there for. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

struct request;
struct problem;

/* OTHER is what no row has. */
enum method { GET, POST, HEAD, PATCH, DELETE, OPTIONS, OTHER };

/* How far a caller must have come; who may act is SQL's alone. */
enum door {
	ANYONE,    /* a session is passed on if there is one */
	CODE,      /* the same; the right is a code in the request, judged by the verb */
	SIGNED_IN, /* without a session cookie: 401 before the database is asked */
};

/*
 * What a field may hold, and the value (text) that the verb gets. An absent field, JSON's null, and
 * in forms, queries and texts the empty one, reach the verb as null. What doesn't fit is 422 and
 * named; in the path it is 404, but for a code, which people type.
 */
enum kind {
	FIELD_ID,      /* 1 … 2^53-1 */
	FIELD_INTEGER, /* least … most are bounds of its value */
	FIELD_TEXT,    /* lines; CR LF becomes LF; no other control character but tab */
	FIELD_LINE,    /* one line, trimmed; no control character */
	FIELD_DATE,    /* 2026-09-30, a day that exists */
	FIELD_TIME,    /* 2026-09-30T18:00[:00][+08:00|Z]; without a zone it is China's time */
	FIELD_BOOLEAN, /* true, false; in forms also 1, 0, on */
	FIELD_CODE,    /* a card's code; canonical in C, the verb gets code_digest as bytea */
	FIELD_MARK,    /* 8 characters of a mark, made lower case */
	FIELD_WORD,    /* a-z, then a-z 0-9 _ : the name of a thing */
	FIELD_IDS,     /* JSON array of ids, or ids with commas; the verb gets '{1,2}' (bigint[]) */
	FIELD_WORDS,   /* JSON array of words, or words with commas; '{a,b}' (text[]) */
	FIELD_JSON,    /* any JSON value; the verb gets its text (json, jsonb) */
};

struct field {
	const char *name;
	enum kind kind;
	/*
	 * TEXT, LINE, WORD: characters. IDS, WORDS: elements. JSON: bytes of its text. INTEGER: value.
	 * Others: least 1 means required. A least of 0 means that the field may be absent (INTEGER:
	 * see optional). most 0: no bound but the body's own.
	 */
	long least, most;
	const char *label; /* how sentences call it, in Chinese; NULL: 这一项 */
	bool optional;     /* may be absent although least is more than 0; INTEGER needs it */
};

enum body {
	BODY_JSON,  /* an object, `{}` where there are no fields; unknown members are 400 */
	BODY_FORM,  /* urlencoded; fields not in the table stay in q->form */
	BODY_NONE,  /* nothing is read */
	BODY_BYTES, /* application/octet-stream, as it is; its fields are in path and query */
	/*
	 * The handler reads it by body_read (request.h), and judges its type; it may be of any length,
	 * and must say which. Its fields are in path and query.
	 */
	BODY_STREAM,
};

struct route {
	enum method method; /* GET also serves HEAD, where no row of its own fits */
	enum door door;
	const char *path; /* as PATH_INFO has it; a {name} is a part or a piece of one */
	const char *verb; /* "schema.function"; NULL: the handler calls none, or several */
	const struct field *fields;
	size_t field_count;
	void (*handler)(struct request *q); /* NULL: check, call the verb, pass its JSON on */
	const char *summary;                /* one line, for people */
	bool logged;     /* GET, HEAD: reading is written down, so not read only */
	enum body body;  /* POST, PATCH, DELETE */
	bool open_query; /* GET: others name what they add to the query; it is passed over */
	size_t limit;    /* most bytes of the body; 0: BODY_LIMIT */
};

enum { BODY_LIMIT = 262144 };

/* A table and its length: two initializers. */
#define ROWS(table) (table), sizeof(table) / sizeof *(table)
#define NO_FIELDS   NULL, 0

struct program {
	const char *name; /* the workflow's word; the database role is wuhao_<name> */
	const struct route *routes;
	size_t route_count;
	/* The ballot: verb and Sync only; no session, key or Origin, and no log line of a request. */
	bool plain;
	/*
	 * Draws a problem as a page. Returns false to have it answered as application/problem+json.
	 * q->route is NULL where no route was found. NULL: always problem+json.
	 */
	bool (*problem_page)(struct request *q, const struct problem *problem);
	bool (*start)(void); /* once, before the first request; false ends the program */
	int threads;         /* where WUHAO_THREADS isn't set; 0: 4 */
};

/*
 * Finds the first row that fits. A row's path is compared part by part; a {name} takes at least
 * one character, up to the literal that follows it in the same part, or to the part's end.
 *   values  room for each field of the row found; set for those in the path (decoded already by
 *           nginx: not decoded again), absent for the others; from the arena
 *   allowed set where no row fits: a bit (1 << method) for each method that one would fit with (405)
 * Returns NULL if none fits.
 */
const struct route *route_find(const struct program *program, struct arena *arena,
    enum method method, struct slice path, struct slice **values, unsigned *allowed);

/* The method as a request spells it, "" for OTHER; and the way back, in upper case only. */
const char *method_name(enum method method);
enum method method_of(struct slice name);

/* True for those that change something, so that Origin, keys and versions are looked at. */
bool method_writes(enum method method);

/* True if {name} of the field stands in the route's path. */
bool field_is_in_path(const struct route *route, const struct field *field);

/*
 * Writes the table as JSON lines on stdout, one a route, for openapi.json and the checks:
 * {"program","method","door","path","verb","fields":[{"name","kind","least","most","required",
 * "in":"path|query|body","label"}],"summary","logged","body","handler"}
 */
void routes_print(const struct program *program);

#endif
