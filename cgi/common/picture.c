#include "picture.h"

#include "buffer.h"

#include <qrencode.h>

enum { DARK = 1 };

/* One run of dark modules after another, a row at a time: M x y h n v1 h-n z. */
static struct slice
path_of(struct arena *arena, const QRcode *code)
{
	struct buffer path = buffer_new(arena);
	int width = code->width;

	for (int y = 0; y < width; y++) {
		const unsigned char *row = code->data + (size_t)y * (size_t)width;

		for (int x = 0; x < width; x++) {
			int first = x;

			while (x < width && (row[x] & DARK) != 0)
				x++;
			if (x > first)
				buffer_format(
				    &path, "M%d %dh%dv1h-%dz", first, y, x - first, x - first);
		}
	}
	return buffer_slice(&path);
}

bool
picture_of(struct arena *arena, struct slice text, struct picture *picture)
{
	QRcode *code;

	if (slice_is_empty(text) || text.length > 300)
		return false;
	code = QRcode_encodeString8bit(arena_string(arena, text), 0, QR_ECLEVEL_M);
	if (code == NULL)
		return false;
	picture->path = path_of(arena, code);
	picture->modules = code->width;
	QRcode_free(code);
	return true;
}
