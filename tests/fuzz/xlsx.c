/*
 * An .xlsx whose parts are any bytes: four of them, with NUL between (sheet, strings, formats,
 * workbook), stored in a ZIP archive that is well. A file that begins with PK is taken as it is.
 */
#include "sheet.h"

#include "buffer.h"

static uint32_t
crc32_of(struct slice s)
{
	uint32_t crc = 0xffffffff;

	for (size_t i = 0; i < s.length; i++) {
		crc ^= (unsigned char)s.at[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
	}
	return ~crc;
}

static void
number_put(struct buffer *out, uint32_t number, int size)
{
	for (int i = 0; i < size; i++) {
		char byte = (char)(number >> (8 * i));

		buffer_put(out, (struct slice){&byte, 1});
	}
}

/* What a local head and an entry of the directory have in common (APPNOTE 4.3.7). */
static void
facts_put(struct buffer *out, struct slice name, struct slice content)
{
	number_put(out, 20, 2);
	number_put(out, 0x800, 2);
	number_put(out, 0, 2);
	number_put(out, 0x210000, 4);
	number_put(out, crc32_of(content), 4);
	number_put(out, (uint32_t)content.length, 4);
	number_put(out, (uint32_t)content.length, 4);
	number_put(out, (uint32_t)name.length, 2);
	number_put(out, 0, 2);
}

static void
entry_put(struct buffer *out, struct buffer *list, struct slice name, struct slice content)
{
	uint32_t at = (uint32_t)out->length;

	number_put(out, 0x04034b50, 4);
	facts_put(out, name, content);
	buffer_put(out, name);
	buffer_put(out, content);
	number_put(list, 0x02014b50, 4);
	number_put(list, 20, 2);
	facts_put(list, name, content);
	number_put(list, 0, 2);
	number_put(list, 0, 2);
	number_put(list, 0, 2);
	number_put(list, 0, 4);
	number_put(list, at, 4);
	buffer_put(list, name);
}

static struct slice
part_take(struct slice *rest)
{
	struct slice part = *rest;
	const char *end = rest->length == 0 ? NULL : memchr(rest->at, '\0', rest->length);

	if (end != NULL)
		part.length = (size_t)(end - rest->at);
	rest->at += part.length + (end != NULL);
	rest->length -= part.length + (end != NULL);
	return part;
}

static struct slice
package_of(struct arena *arena, struct slice parts)
{
	static const char workbook[] =
	    "<workbook><sheets><sheet name=\"s\" id=\"a\"/></sheets></workbook>";
	static const char relations[] =
	    "<r><Relationship Id=\"a\" Type=\"/worksheet\" Target=\"1.xml\"/>"
	    "<Relationship Id=\"b\" Type=\"/sharedStrings\" Target=\"2.xml\"/>"
	    "<Relationship Id=\"c\" Type=\"/styles\" Target=\"3.xml\"/></r>";
	struct buffer out = buffer_new(arena), list = buffer_new(arena);
	struct slice sheet = part_take(&parts), strings = part_take(&parts),
		     styles = part_take(&parts), book = part_take(&parts);
	uint32_t at;

	entry_put(
	    &out, &list, SLICE("xl/workbook.xml"), book.length > 0 ? book : slice_of(workbook));
	entry_put(&out, &list, SLICE("xl/_rels/workbook.xml.rels"), slice_of(relations));
	entry_put(&out, &list, SLICE("xl/1.xml"), sheet);
	entry_put(&out, &list, SLICE("xl/2.xml"), strings.length > 0 ? strings : SLICE("<sst/>"));
	entry_put(&out, &list, SLICE("xl/3.xml"), styles.length > 0 ? styles : SLICE("<x/>"));
	at = (uint32_t)out.length;
	buffer_put(&out, buffer_slice(&list));
	number_put(&out, 0x06054b50, 4);
	number_put(&out, 0, 4);
	number_put(&out, 5, 2);
	number_put(&out, 5, 2);
	number_put(&out, (uint32_t)list.length, 4);
	number_put(&out, at, 4);
	number_put(&out, 0, 2);
	return buffer_slice(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct slice bytes = {(const char *)data, size};

	if (!slice_starts(bytes, SLICE("PK")))
		bytes = package_of(arena, bytes);
	sheet_try(arena, bytes);
	arena_free(arena);
	return 0;
}
