/* text.h: UTF-8 as RFC 3629 says it. Characters are code points. */
#ifndef WUHAO_TEXT_H
#define WUHAO_TEXT_H

#include "slice.h"

/* True if `s` is valid UTF-8: no overlong form, surrogate or value above U+10FFFF. Allows NUL. */
bool text_is_utf8(struct slice s);

/* The number of characters in valid UTF-8. */
size_t text_length(struct slice s);

/*
 * Without white space at both ends: ASCII's space, tab, line feed, vertical tab, form feed,
 * carriage return, and U+3000, U+00A0, U+200B, U+FEFF. Borrowed from `s`; absent stays absent.
 */
struct slice text_trim(struct slice s);

/*
 * True if something is in it that a reader can't see and that makes two texts look alike or one read
 * otherwise than it is stored: U+00AD, U+061C, U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F,
 * U+FEFF, U+FFF9 to U+FFFB, U+E0000 to U+E007F (Unicode TR 36). Variation selectors are not: rare
 * characters of names are written with them. base.has_hidden() in SQL says the same of the same.
 */
bool text_has_hidden(struct slice s);

/* True if a control character is in it: below U+0020, U+007F to U+009F, U+2028, U+2029. */
bool text_has_control(struct slice s);

/* The same, but line feed and tab are allowed: for a text of several lines. */
bool text_has_control_but_lines(struct slice s);

/*
 * True if a spreadsheet may take a cell of this text for a formula: it begins with = + - @, with one of
 * these in full width (U+FF1D, U+FF0B, U+FF0D, U+FF20, which some make narrow), or with a tab, carriage
 * return or line feed, which some skip. So does one with apostrophes before that: whoever writes a file
 * puts one before such a text, whoever reads one takes one away, and what comes back is equal.
 */
bool text_is_formula(struct slice s);

#endif
