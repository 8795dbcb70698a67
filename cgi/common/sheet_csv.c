#include "sheet_private.h"

#include "text.h"

#include <csv.h>
#include <stdlib.h>
#include <unicode/ucnv.h>

enum { PIECE = 65536, LOOK = 65536 };

enum charset { UTF8, UTF16LE, UTF16BE, GB18030 };

/* ---- in which characters ------------------------------------------------------------------- */

/* Where every other byte is NUL, it is UTF-16 that says nothing of it. */
static bool
nuls_at(struct slice bytes, size_t odd)
{
	size_t nuls = 0, looked = bytes.length < 4096 ? bytes.length : 4096;

	for (size_t i = odd; i < looked; i += 2)
		nuls += bytes.at[i] == '\0';
	return nuls > looked / 8;
}

/* The characters of a file; what marks them at its front is taken off. */
static enum charset
charset_of(struct slice *bytes)
{
	static const struct {
		const char *mark;
		size_t length;
		enum charset charset;
	} marks[] = {{"\xef\xbb\xbf", 3, UTF8}, {"\xff\xfe", 2, UTF16LE}, {"\xfe\xff", 2, UTF16BE},
	    {"\x84\x31\x95\x33", 4, GB18030}};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (slice_starts(*bytes, (struct slice){marks[i].mark, marks[i].length})) {
			bytes->at += marks[i].length;
			bytes->length -= marks[i].length;
			return marks[i].charset;
		}
	if (nuls_at(*bytes, 1))
		return UTF16LE;
	if (nuls_at(*bytes, 0))
		return UTF16BE;
	return text_is_utf8(*bytes) ? UTF8 : GB18030;
}

/* A file that becomes UTF-8 piece by piece. */
struct decoder {
	enum charset charset;
	struct slice rest;
	UConverter *from, *to; /* NULL for UTF-8 */
	UChar pivot[1024], *source, *target;
	bool first, after_return;
	char piece[PIECE];
};

static void
decoder_close(struct decoder *decoder)
{
	ucnv_close(decoder->from);
	ucnv_close(decoder->to);
}

static bool
decoder_open(struct decoder *decoder, struct slice bytes)
{
	static const char *const names[] = {NULL, "UTF-16LE", "UTF-16BE", "GB18030"};
	UErrorCode error = U_ZERO_ERROR;

	*decoder = (struct decoder){.rest = bytes, .first = true};
	decoder->charset = charset_of(&decoder->rest);
	decoder->source = decoder->target = decoder->pivot;
	if (decoder->charset == UTF8)
		return text_is_utf8(decoder->rest);
	decoder->from = ucnv_open(names[decoder->charset], &error);
	decoder->to = ucnv_open("UTF-8", &error);
	/* What is no character of the set ends it, instead of becoming a question mark. */
	if (U_SUCCESS(error))
		ucnv_setToUCallBack(
		    decoder->from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
	if (U_SUCCESS(error))
		ucnv_setFromUCallBack(
		    decoder->to, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
	if (U_SUCCESS(error))
		return true;
	decoder_close(decoder);
	return false;
}

/* CR LF becomes LF, also across pieces, so that each line is one. */
static size_t
returns_drop(struct decoder *decoder, size_t length)
{
	size_t kept = 0;

	for (size_t i = 0; i < length; i++) {
		char one = decoder->piece[i];

		if (one == '\n' && decoder->after_return) {
			decoder->after_return = false;
			continue;
		}
		decoder->after_return = one == '\r';
		decoder->piece[kept++] = one == '\r' ? '\n' : one;
	}
	return kept;
}

/* The next piece in UTF-8; empty at the end. False: not in these characters. */
static bool
decoder_next(struct decoder *decoder, struct slice *piece)
{
	UErrorCode error = U_ZERO_ERROR;
	const char *at = decoder->rest.at;
	char *to = decoder->piece;
	size_t length = decoder->rest.length < PIECE ? decoder->rest.length : PIECE;

	if (decoder->charset == UTF8) {
		if (length > 0)
			memcpy(decoder->piece, at, length);
		decoder->rest.at += length;
		decoder->rest.length -= length;
		*piece = (struct slice){decoder->piece, returns_drop(decoder, length)};
		return true;
	}
	ucnv_convertEx(decoder->to, decoder->from, &to, decoder->piece + PIECE, &at,
	    at + decoder->rest.length, decoder->pivot, &decoder->source, &decoder->target,
	    decoder->pivot + sizeof decoder->pivot / sizeof(UChar), decoder->first, true, &error);
	decoder->first = false;
	decoder->rest.length -= (size_t)(at - decoder->rest.at);
	decoder->rest.at = at;
	length = (size_t)(to - decoder->piece);
	*piece = (struct slice){decoder->piece, returns_drop(decoder, length)};
	return U_SUCCESS(error) || error == U_BUFFER_OVERFLOW_ERROR;
}

/* ---- what stands between cells ------------------------------------------------------------- */

/* The one of comma, tab and semicolon that stands most often outside quotes in the first lines. */
static char
delimiter_of(struct slice text)
{
	static const char choices[] = {',', '\t', ';'};
	size_t counts[sizeof choices] = {0};
	size_t best = 0;
	bool quoted = false;

	for (size_t i = 0; i < text.length && i < LOOK; i++) {
		quoted ^= text.at[i] == '"';
		for (size_t k = 0; !quoted && k < sizeof choices; k++)
			counts[k] += text.at[i] == choices[k];
	}
	for (size_t k = 1; k < sizeof choices; k++)
		if (counts[k] > counts[best])
			best = k;
	return choices[best];
}

struct csv_parse {
	struct csv_parser parser;
	struct row_maker maker;
	struct sheet_refusal *refusal;
	long line;
	size_t column;
	bool ended; /* the taker has enough, or a refusal stands */
};

static void
field_came(void *bytes, size_t length, void *of)
{
	struct csv_parse *parse = of;
	struct slice text = {bytes, length};

	if (!parse->ended && !row_put(&parse->maker, parse->column++, CELL_TEXT,
				 length == 0 ? SLICE("") : text, parse->refusal))
		parse->ended = true;
}

static void
line_came(int end, void *of)
{
	struct csv_parse *parse = of;

	(void)end;
	parse->line++;
	if (!parse->ended && !row_give(&parse->maker, parse->line, false, parse->refusal))
		parse->ended = true;
	parse->column = 0;
	row_begin(&parse->maker);
}

static bool
is_no_text(struct slice piece)
{
	return piece.length > 0 && memchr(piece.at, '\0', piece.length) != NULL;
}

/* "sep=;" on a line of its own, as Excel writes and hides it. */
static struct slice
separator_take(struct slice piece, char *delimiter)
{
	if (piece.length < 6 || !slice_starts(piece, SLICE("sep=")) || piece.at[5] != '\n')
		return piece;
	*delimiter = piece.at[4];
	return (struct slice){piece.at + 6, piece.length - 6};
}

static bool
pieces_take(struct csv_parse *parse, struct decoder *decoder)
{
	bool first = true;
	struct slice piece;
	char delimiter;

	for (;;) {
		if (!decoder_next(decoder, &piece) || is_no_text(piece))
			return sheet_refuse(parse->refusal, 415,
			    "看不懂这个文件的文字。请存为.xlsx，或者UTF-8、GB18030编码的.csv。");
		if (piece.length == 0 && decoder->rest.length == 0)
			break;
		if (first) {
			delimiter = delimiter_of(piece);
			piece = separator_take(piece, &delimiter);
			csv_set_delim(&parse->parser, (unsigned char)delimiter);
			first = false;
		}
		csv_parse(&parse->parser, piece.at, piece.length, field_came, line_came, parse);
		if (parse->ended)
			return parse->refusal->status == 0;
	}
	/* A quote that is still open has swallowed what followed. */
	csv_set_opts(&parse->parser,
	    (unsigned char)(csv_get_opts(&parse->parser) | CSV_STRICT | CSV_STRICT_FINI));
	if (csv_fini(&parse->parser, field_came, line_came, parse) != 0)
		return sheet_refuse(parse->refusal, 422,
		    "文件里有一个引号没有配对，后面的内容分不开。请用WPS或Excel另存为.xlsx再传。");
	return parse->refusal->status == 0;
}

bool
csv_check(struct slice bytes, struct sheet_refusal *refusal)
{
	struct decoder *decoder = malloc(sizeof *decoder);
	struct slice piece = {0};
	bool fine = decoder != NULL && decoder_open(decoder, bytes);

	if (fine) {
		fine = decoder_next(decoder, &piece) && !is_no_text(piece);
		decoder_close(decoder);
	}
	free(decoder);
	return fine || sheet_refuse(refusal, 415, "这不是表格文件。可以用：.xlsx、.csv。");
}

bool
csv_rows_read(struct slice bytes, row_take *take, void *taker, struct sheet_refusal *refusal)
{
	struct arena *arena = arena_new();
	struct csv_parse *parse = arena_zero(arena, sizeof *parse);
	struct decoder *decoder = arena_alloc(arena, sizeof *decoder);
	bool done;

	parse->refusal = refusal;
	parse->maker.take = take;
	parse->maker.taker = taker;
	parse->maker.texts = buffer_new(arena);
	if (!decoder_open(decoder, bytes) ||
	    csv_init(&parse->parser, CSV_REPALL_NL | CSV_APPEND_NULL) != 0) {
		arena_free(arena);
		return sheet_refuse(refusal, 415, "这不是表格文件。可以用：.xlsx、.csv。");
	}
	done = pieces_take(parse, decoder);
	csv_free(&parse->parser);
	decoder_close(decoder);
	arena_free(arena);
	return done;
}
