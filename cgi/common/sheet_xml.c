#include "sheet_private.h"

#include <expat.h>

enum { PIECE = 65536 };

/* A parse on its way. */
struct parse {
	XML_Parser parser;
	const struct xml_reader *reader;
	struct sheet_refusal *refusal;
	bool enough; /* a handler wants no more */
};

static const char *
local(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon == NULL ? name : colon + 1;
}

static void
stop(struct parse *parse)
{
	parse->enough = true;
	XML_StopParser(parse->parser, XML_FALSE);
}

static void XMLCALL
element_start(void *of, const XML_Char *name, const XML_Char **attributes)
{
	struct parse *parse = of;

	if (!parse->enough && !parse->reader->start(parse->reader->of, local(name), attributes))
		stop(parse);
}

static void XMLCALL
element_end(void *of, const XML_Char *name)
{
	struct parse *parse = of;

	if (!parse->enough && !parse->reader->end(parse->reader->of, local(name)))
		stop(parse);
}

static void XMLCALL
text_came(void *of, const XML_Char *text, int length)
{
	struct parse *parse = of;

	if (!parse->enough &&
	    !parse->reader->text(parse->reader->of, (struct slice){text, (size_t)length}))
		stop(parse);
}

/* A document type: what entities, bombs and addresses of others come in. No spreadsheet has one. */
static void XMLCALL
doctype_came(
    void *of, const XML_Char *name, const XML_Char *system, const XML_Char *public, int has_subset)
{
	struct parse *parse = of;

	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	sheet_refuse(parse->refusal, 415,
	    "文件里有表格不该有的内容（实体定义），没有打开。请用WPS或Excel另存一份再传。");
	stop(parse);
}

static int
damaged(struct sheet_refusal *refusal)
{
	return sheet_refuse(
	    refusal, 415, "文件不完整，或者不是表格，打不开。请用WPS或Excel打开，另存一份再传。");
}

static bool
pieces_parse(struct sheet_book *book, struct parse *parse, zip_file_t *file)
{
	for (;;) {
		void *piece = XML_GetBuffer(parse->parser, PIECE);
		zip_int64_t got = piece == NULL ? -1 : zip_fread(file, piece, PIECE);

		if (got < 0)
			return damaged(parse->refusal);
		book->xlsx->expanded += (uint64_t)got;
		if (book->xlsx->expanded > SHEET_EXPANDED_MOST)
			return sheet_refuse(
			    parse->refusal, 413, "文件展开后超过256 MB，没有读。请分成几个文件。");
		if (XML_ParseBuffer(parse->parser, (int)got, got == 0) == XML_STATUS_ERROR) {
			if (parse->enough)
				return parse->refusal->status == 0;
			return damaged(parse->refusal);
		}
		if (got == 0 || parse->enough)
			return parse->refusal->status == 0;
	}
}

bool
xlsx_parse(struct sheet_book *book, struct slice path, const struct xml_reader *reader,
    struct sheet_refusal *refusal)
{
	zip_file_t *file =
	    zip_fopen(book->xlsx->zip, arena_string(book->arena, path), ZIP_FL_NOCASE);
	struct parse parse = {NULL, reader, refusal, false};
	bool done;

	if (file == NULL)
		return damaged(refusal);
	parse.parser = XML_ParserCreate(NULL);
	if (parse.parser == NULL) {
		zip_fclose(file);
		return damaged(refusal);
	}
	XML_SetUserData(parse.parser, &parse);
	XML_SetElementHandler(parse.parser, element_start, element_end);
	if (reader->text != NULL)
		XML_SetCharacterDataHandler(parse.parser, text_came);
	XML_SetStartDoctypeDeclHandler(parse.parser, doctype_came);
	XML_SetParamEntityParsing(parse.parser, XML_PARAM_ENTITY_PARSING_NEVER);
	done = pieces_parse(book, &parse, file);
	XML_ParserFree(parse.parser);
	zip_fclose(file);
	return done;
}

const char *
xml_attribute(const char **attributes, const char *name)
{
	for (size_t i = 0; attributes[i] != NULL; i += 2)
		if (strcmp(local(attributes[i]), name) == 0)
			return attributes[i + 1];
	return NULL;
}

bool
xml_is_true(const char *value)
{
	return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}
