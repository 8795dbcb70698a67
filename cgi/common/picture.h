/* picture.h: QR codes (ISO/IEC 18004) as SVG paths. */
#ifndef WUHAO_PICTURE_H
#define WUHAO_PICTURE_H

#include "arena.h"

struct picture {
	struct slice
	    path;    /* an SVG path to fill; one unit a module, from 0 0, without quiet zone */
	int modules; /* width and height; four more on each side stay white */
};

/*
 * The code of an address or another text, at error correction level M (15 %), for paper that gets creased.
 *   text     1 to 300 bytes
 *   picture  set on success only; lives as long as `arena`
 * Returns false if the text doesn't fit a code.
 */
bool picture_of(struct arena *arena, struct slice text, struct picture *picture);

#endif
