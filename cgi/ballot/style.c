#include "page.h"

/*
 * www/ballot/form.css as it stands in its file: the build hands its digest to nginx, so not a byte
 * of it may change on its way into a page. The Makefile makes this file anew when the sheet changes.
 */
__asm__(".section .rodata\n"
	".balign 8\n"
	".global ballot_style_size\n"
	"ballot_style_size: .quad ballot_style_end - ballot_style\n"
	".global ballot_style\n"
	"ballot_style: .incbin \"www/ballot/form.css\"\n"
	"ballot_style_end:\n"
	".previous\n");

extern const char ballot_style[];
extern const size_t ballot_style_size;

struct slice
page_style(void)
{
	return (struct slice){ballot_style, ballot_style_size};
}
