#include "sheet_private.h"

#include <stdlib.h>

/* ---- the package --------------------------------------------------------------------------- */

static void
zip_end(void *zip)
{
	zip_discard(zip);
}

/* A name that leads out of the package: nothing is written anywhere, but no spreadsheet has one. */
static bool
is_path_name(const char *name)
{
	return name[0] == '/' || strchr(name, '\\') != NULL || strchr(name, ':') != NULL ||
	       strncmp(name, "../", 3) == 0 || strstr(name, "/../") != NULL;
}

/* What packs tighter than this is no table: a bomb. Deflate can do 1032 to 1. */
enum { TIGHTEST = 300, SMALL = 8 << 20 };

static bool
entry_check(const zip_stat_t *entry, uint64_t *claimed, struct sheet_refusal *refusal)
{
	if ((entry->valid & ZIP_STAT_NAME) == 0 || is_path_name(entry->name))
		return sheet_refuse(refusal, 415,
		    "文件里有表格不该有的内容（路径），没有打开。请用WPS或Excel另存一份再传。");
	if ((entry->valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
	    entry->encryption_method != ZIP_EM_NONE)
		return sheet_refuse(
		    refusal, 415, "这个文件加了密码，打不开。请去掉密码，另存一份再传。");
	if ((entry->valid & ZIP_STAT_SIZE) == 0)
		return true;
	if (entry->size > SHEET_EXPANDED_MOST || (*claimed += entry->size) > SHEET_EXPANDED_MOST ||
	    (entry->size > SMALL && entry->size / TIGHTEST > entry->comp_size))
		return sheet_refuse(refusal, 413, "文件展开后超过256 MB，没有读。请分成几个文件。");
	return true;
}

static bool
entries_check(zip_t *zip, struct sheet_refusal *refusal)
{
	zip_int64_t count = zip_get_num_entries(zip, 0);
	uint64_t claimed = 0;

	if (count > SHEET_ENTRIES_MOST)
		return sheet_refuse(refusal, 413,
		    "文件里的部件超过2000个，没有打开。请把数据复制到一张新表，存好再传。");
	for (zip_int64_t i = 0; i < count; i++) {
		zip_stat_t entry;

		zip_stat_init(&entry);
		if (zip_stat_index(zip, (zip_uint64_t)i, 0, &entry) != 0)
			return sheet_refuse(refusal, 415, "文件不完整，打不开。请另存一份再传。");
		if (!entry_check(&entry, &claimed, refusal))
			return false;
	}
	return true;
}

static zip_t *
zip_of(struct sheet_book *book)
{
	zip_error_t error;
	zip_source_t *source;
	zip_t *zip;

	zip_error_init(&error);
	source = zip_source_buffer_create(book->bytes.at, book->bytes.length, 0, &error);
	zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, &error);
	if (zip == NULL && source != NULL)
		zip_source_free(source);
	zip_error_fini(&error);
	return zip;
}

/* ---- workbook and its relations ------------------------------------------------------------ */

struct listing {
	struct sheet_book *book;
	struct slice ids[SHEET_SHEETS_MOST];
	struct sheet_refusal *refusal;
};

static bool
ignore_end(void *of, const char *name)
{
	(void)of;
	(void)name;
	return true;
}

static bool
sheet_listed(struct listing *list, const char **attributes)
{
	struct sheet_book *book = list->book;
	const char *state = xml_attribute(attributes, "state");
	const char *id = NULL;

	/* "r:id", not "sheetId": the one whose local name is id */
	id = xml_attribute(attributes, "id");
	if (book->count == SHEET_SHEETS_MOST)
		return sheet_refuse(
		    list->refusal, 422, "工作表超过100张，没有读。请只留要导入的那张。");
	book->sheets[book->count].name =
	    arena_copy(book->arena, slice_of(xml_attribute(attributes, "name")));
	book->sheets[book->count].hidden = state != NULL && strcmp(state, "visible") != 0;
	list->ids[book->count] = arena_copy(book->arena, slice_of(id));
	book->count++;
	return true;
}

static bool
workbook_start(void *of, const char *name, const char **attributes)
{
	struct listing *list = of;

	if (strcmp(name, "workbookPr") == 0)
		list->book->since_1904 = xml_is_true(xml_attribute(attributes, "date1904"));
	if (strcmp(name, "sheet") == 0)
		return sheet_listed(list, attributes);
	return true;
}

/* Where a target of xl/workbook.xml lies in the package; empty for what leads out of it. */
static struct slice
path_of(struct arena *arena, const char *target)
{
	if (target == NULL || strstr(target, "..") != NULL || strchr(target, ':') != NULL)
		return SLICE("");
	if (target[0] == '/')
		return arena_copy(arena, slice_of(target + 1));
	return arena_format(arena, "xl/%s", target);
}

static bool
ends_with(const char *text, const char *end)
{
	size_t length = text == NULL ? 0 : strlen(text);

	return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

static bool
relation_start(void *of, const char *name, const char **attributes)
{
	struct listing *list = of;
	struct xlsx *xlsx = list->book->xlsx;
	const char *type = xml_attribute(attributes, "Type");
	const char *mode = xml_attribute(attributes, "TargetMode");
	struct slice path;

	if (strcmp(name, "Relationship") != 0 || (mode != NULL && strcmp(mode, "External") == 0))
		return true;
	path = path_of(list->book->arena, xml_attribute(attributes, "Target"));
	if (ends_with(type, "/sharedStrings"))
		xlsx->strings_path = path;
	else if (ends_with(type, "/styles"))
		xlsx->styles_path = path;
	else if (ends_with(type, "/worksheet"))
		for (size_t i = 0; i < list->book->count; i++)
			if (slice_equal(list->ids[i], slice_of(xml_attribute(attributes, "Id"))))
				xlsx->paths[i] = path;
	return true;
}

bool
xlsx_open(struct sheet_book *book, struct sheet_refusal *refusal)
{
	struct listing *list = arena_zero(book->arena, sizeof *list);
	struct xml_reader workbook = {workbook_start, ignore_end, NULL, list};
	struct xml_reader relations = {relation_start, ignore_end, NULL, list};

	book->xlsx = arena_zero(book->arena, sizeof *book->xlsx);
	book->xlsx->zip = zip_of(book);
	if (book->xlsx->zip == NULL)
		return sheet_refuse(refusal, 415, "文件不完整，打不开。请另存一份再传。");
	arena_defer(book->arena, zip_end, book->xlsx->zip);
	if (!entries_check(book->xlsx->zip, refusal))
		return false;
	if (zip_name_locate(book->xlsx->zip, "xl/workbook.xml", ZIP_FL_NOCASE) < 0)
		return sheet_refuse(refusal, 415, "这不是表格文件。可以用：.xlsx、.csv。");
	*list = (struct listing){.book = book, .refusal = refusal};
	book->sheets = arena_zero(book->arena, SHEET_SHEETS_MOST * sizeof *book->sheets);
	book->xlsx->paths = arena_zero(book->arena, SHEET_SHEETS_MOST * sizeof(struct slice));
	if (!xlsx_parse(book, SLICE("xl/workbook.xml"), &workbook, refusal) ||
	    !xlsx_parse(book, SLICE("xl/_rels/workbook.xml.rels"), &relations, refusal))
		return false;
	if (book->count == 0)
		return sheet_refuse(refusal, 422, "文件里没有工作表。");
	return true;
}
