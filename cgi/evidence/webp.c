/* webp.c: the chunks of a WebP file (RFC 9649) that make the picture, and no others. */
#include "worker.h"

#include <fcntl.h>
#include <stdio.h>

enum { HEAD = 12, CHUNK = 8, PIECE = 65536, FLAG_EXIF = 8, FLAG_XMP = 4 };

static const char *const kept[] = {"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"};

static unsigned long
number_read(const unsigned char *at)
{
	return (unsigned long)at[0] | (unsigned long)at[1] << 8 | (unsigned long)at[2] << 16 |
	       (unsigned long)at[3] << 24;
}

static bool
chunk_is_kept(const unsigned char *name)
{
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (memcmp(name, kept[i], 4) == 0)
			return true;
	return false;
}

/* One chunk's bytes, with the odd one's filling; passed over where `to` is NULL. */
static bool
chunk_copy(FILE *from, FILE *to, unsigned long length, bool flags)
{
	static unsigned char piece[PIECE];
	unsigned long left = length + (length & 1);

	while (left > 0) {
		size_t many = left < sizeof piece ? left : sizeof piece;

		if (fread(piece, 1, many, from) != many)
			return false;
		if (flags) /* VP8X: the file has neither any more */
			piece[0] &= (unsigned char)~(FLAG_EXIF | FLAG_XMP);
		flags = false;
		if (to != NULL && fwrite(piece, 1, many, to) != many)
			return false;
		left -= many;
	}
	return true;
}

static bool
chunks_copy(FILE *from, FILE *to, unsigned long length)
{
	unsigned char head[CHUNK];
	unsigned long at = 4;

	while (at + CHUNK <= length) {
		unsigned long size;
		bool keep;

		if (fread(head, 1, sizeof head, from) != sizeof head)
			return false;
		size = number_read(head + 4);
		keep = chunk_is_kept(head);
		if (size > length - at - CHUNK ||
		    (keep && fwrite(head, 1, sizeof head, to) != sizeof head) ||
		    !chunk_copy(from, keep ? to : NULL, size, memcmp(head, "VP8X", 4) == 0))
			return false;
		at += CHUNK + size + (size & 1);
	}
	return true;
}

/* The length at the beginning is that of what was written. */
static bool
length_write(FILE *to)
{
	long end = ftell(to);
	unsigned long length = (unsigned long)end - 8;
	const unsigned char bytes[] = {(unsigned char)length, (unsigned char)(length >> 8),
	    (unsigned char)(length >> 16), (unsigned char)(length >> 24)};

	return end > HEAD && fseek(to, 4, SEEK_SET) == 0 &&
	       fwrite(bytes, 1, sizeof bytes, to) == sizeof bytes;
}

bool
webp_clean(const char *from_path, const char *to_path)
{
	unsigned char head[HEAD];
	FILE *from = fopen(from_path, "re"), *to = fopen(to_path, "wxe");
	bool done = from != NULL && to != NULL &&
		    fread(head, 1, sizeof head, from) == sizeof head &&
		    memcmp(head, "RIFF", 4) == 0 && memcmp(head + 8, "WEBP", 4) == 0 &&
		    fwrite(head, 1, sizeof head, to) == sizeof head &&
		    chunks_copy(from, to, number_read(head + 4)) && length_write(to);

	if (from != NULL)
		fclose(from);
	if (to != NULL)
		done = fclose(to) == 0 && done;
	return done;
}
