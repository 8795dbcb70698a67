/*
 * sheet_table.h: a sheet as a table of fields that are known: where its header is, which column is
 * which field, and its rows as lines for SQL.
 */
#ifndef WUHAO_SHEET_TABLE_H
#define WUHAO_SHEET_TABLE_H

#include "sheet_value.h"

#include <json-c/json_object.h>

enum { SHEET_FIELDS_MOST = 16, SHEET_HEADS_MOST = 12 };

struct sheet_field {
	const char *name;  /* in requests and answers */
	const char *label; /* the heading in our own files */
	enum value_kind kind;
	size_t most; /* characters of a line */
	bool required;
	const char *heads[SHEET_HEADS_MOST]; /* other headings that offices use; NULL ends them */
	const char *note;                    /* for the template: how to fill it */
};

struct sheet_kind {
	const char *name;  /* members */
	const char *label; /* 党员 */
	const struct sheet_field *fields;
	size_t count;
	const char *const *unread; /* headings of what is never read, and said so; NULL ends them */
};

/* What somebody chose, and what is remembered; all of it may be left out. */
struct sheet_choice {
	long sheet;  /* from 1; 0: the first that is shown and has a known header */
	long header; /* row; 0: the one with most known headings among the first 30 */
	struct json_object
	    *columns; /* {"1": "name", "2": null}, by column from 1; NULL: by headings */
	struct json_object
	    *heads; /* {"heading": "field" or null}: matched by hand before; NULL: none */
};

struct sheet_table {
	/*
	 * {"sheets": [{"name", "hidden"}], "sheet": 1, "header": 3, "rows": 2, "hidden": 4,
	 *  "months": 5, "missing": ["name"], "top": [{"row", "cells": []}],
	 *  "columns": [{"column": 1, "letter": "A", "head", "field", "unread", "samples": []}]}
	 * rows: how many the header takes; hidden: rows read that the file hides; months: days written
	 * as months; missing: required fields without a column; top: the first rows, to choose from.
	 */
	struct slice layout;
	/*
	 * A line for each row below the header that has a cell of a known field:
	 * row TAB faults TAB a cell for each of the kind's fields, with TAB between; without a line
	 * feed at the end. faults: empty, or [{"field", "value", "detail", "shape": true}]. Empty if a required field
	 * has no column.
	 */
	struct slice lines;
	size_t count;
};

/*
 * Reads a sheet of a book.
 *   table  set on success; lives as long as `arena`
 * Returns false with `refusal` set.
 */
bool sheet_table_read(struct arena *arena, struct sheet_book *book, const struct sheet_kind *kind,
    const struct sheet_choice *choice, struct sheet_table *table, struct sheet_refusal *refusal);

/* A heading as it is compared and remembered: narrow, without blanks, marks and what is in brackets. */
struct slice sheet_head(struct arena *arena, struct slice text);

#endif
