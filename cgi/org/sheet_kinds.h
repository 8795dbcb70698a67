/* sheet_kinds.h: what can be imported and exported, by column; org.sheet_fields in SQL has the same order. */
#ifndef WUHAO_ORG_SHEET_KINDS_H
#define WUHAO_ORG_SHEET_KINDS_H

#include "sheet_table.h"

/* The kind of that name; NULL for none. */
const struct sheet_kind *sheet_kind_of(struct slice name);

/* What a column of a template may be filled with, to choose from; NULL ends it. NULL for anything. */
const char *const *sheet_choices(const struct sheet_kind *kind, size_t field);

#endif
